//! `sapar completions`: the scripts are loaded by the shells that they are for, which are then asked what they would offer.

#[cfg(target_os = "linux")]
use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use super::project::Project;

const LANGUAGES: [&str; 4] = ["kk", "ru", "zh", "en"];
const SHELLS: [&str; 5] = ["bash", "zsh", "fish", "powershell", "elvish"];

/// A folder with the script for a shell, under the name by which zsh finds it.
fn scripts(shell: &str, language: &str) -> Project {
    let script = Project::bare().run(&["completions", shell, "--lang", language]).succeeds().stdout;
    Project::bare().file("_sapar", &script).file("notes.txt", "").file("site/sapar.toml", "")
}

/// What a shell writes when it runs a program of its own language.
fn run(shell: &str, arguments: &[&str], program: &str, folder: &Project) -> String {
    let output = Command::new(shell)
        .args(arguments)
        .arg(program)
        .current_dir(folder.root())
        .env("HOME", folder.root())
        .env("LC_ALL", "C.UTF-8")
        .env("TERM", "dumb")
        .output()
        .unwrap_or_else(|error| panic!("{shell}, which scripts/test installs: {error}"));
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success() && told.is_empty(), "{shell}: {told}{output:?}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn bash_completes_commands_options_and_values() {
    for language in LANGUAGES {
        let folder = scripts("bash", language);
        let offered = |words: &[&str]| {
            let quoted: Vec<String> = words.iter().map(|word| format!("'{word}'")).collect();
            let (last, before) = (quoted.len() - 1, quoted.len() - 2);
            // Only while a shell completes can a script set how; here that is written down, behind what is offered.
            let program = format!(
                r#"
                options=()
                compopt() {{ options+=("$*"); }}
                source ./_sapar
                COMP_WORDS=({})
                COMP_CWORD={last}
                _sapar sapar {} {}
                for line in "${{COMPREPLY[@]}}" "${{options[@]}}"; do echo "$line"; done
                "#,
                quoted.join(" "),
                quoted[last],
                quoted[before],
            );
            let offered = run("bash", &["--norc", "-c"], &program, &folder);
            offered.lines().map(ToOwned::to_owned).collect::<Vec<String>>()
        };
        assert_eq!(offered(&["sapar", "bu"]), ["build"]);
        assert_eq!(offered(&["sapar", "translate", "e"]), ["export"]);
        assert_eq!(offered(&["sapar", "build", "--base"]), ["--base-url"]);
        assert_eq!(offered(&["sapar", "--lang", ""]), ["en", "kk", "ru", "zh"]);
        assert_eq!(offered(&["sapar", "check", "--format", "s"]), ["sarif"]);
        assert_eq!(offered(&["sapar", "explain", "link-not-f"]), ["link-not-found"]);
        assert_eq!(offered(&["sapar", "completions", "z"]), ["zsh"]);
        // Folders for a folder, files for a file, nothing for a day.
        assert_eq!(offered(&["sapar", "build", "--root", "si"]), ["-o plusdirs"]);
        assert_eq!(offered(&["sapar", "status", "--html", "no"]), ["notes.txt", "-o filenames"]);
        assert_eq!(offered(&["sapar", "build", "--now", "no"]), ["no", "-o nospace"]);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn zsh_completes_commands_options_and_values() {
    for language in LANGUAGES {
        let folder = scripts("zsh", language);
        // A shell of its own at a terminal of its own, whose answer is waited for. Tab writes what matches instead of inserting it.
        let offered = |line: &str| {
            let program = format!(
                r#"
                zmodload zsh/zpty
                zpty shell zsh -f -i
                zpty -w shell 'PS1= PS2=; stty -echo; fpath=($PWD $fpath); autoload -Uz compinit; compinit -u -d "$PWD/dump"'
                zpty -w shell 'compadd() {{ local -a found; builtin compadd -O found "$@"; matches+=($found); builtin compadd "$@" }}'
                zpty -w shell 'offer() {{ matches=(); _main_complete; print -r -- "BE""GIN $matches E""ND"; compstate[insert]= compstate[list]= }}'
                zpty -w shell 'zle -C offer complete-word offer; bindkey "^I" offer; print REA""DY'
                zpty -r -m shell answer '*READY*'
                zpty -w -n shell $'{line}\t'
                zpty -r -m shell answer '*BEGIN*END*'
                print -r -- "${{${{answer#*BEGIN }}%% END*}}"
                zpty -d shell
                "#
            );
            let offered = run("zsh", &["-f", "-c"], &program, &folder);
            // What may be listed in two ways is added twice.
            let offered: BTreeSet<String> = offered.split_whitespace().map(ToOwned::to_owned).collect();
            Vec::from_iter(offered)
        };
        assert_eq!(offered("sapar bu"), ["build"], "{language}");
        assert_eq!(offered("sapar translate "), ["accept", "export", "import"], "{language}");
        assert_eq!(offered("sapar --lang "), ["en", "kk", "ru", "zh"], "{language}");
        assert_eq!(offered("sapar build --base"), ["--base-url"], "{language}");
        assert_eq!(offered("sapar check --format s"), ["sarif"], "{language}");
        assert_eq!(offered("sapar explain link-not-f"), ["link-not-found"], "{language}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn fish_completes_commands_options_and_values_with_their_descriptions() {
    let descriptions = [
        "Серверге жүктеуге дайын сайтты құрастыру",
        "Собрать сайт, готовый к выгрузке на сервер",
        "生成可直接上传的网站",
        "Write the site, ready to be uploaded",
    ];
    for (language, description) in LANGUAGES.into_iter().zip(descriptions) {
        let folder = scripts("fish", language);
        let offered = |line: &str| {
            run("fish", &["--no-config", "-c"], &format!("source _sapar; complete -C '{line}'"), &folder)
        };
        let names = |line: &str| {
            let offered = offered(line);
            let names = offered.lines().filter_map(|line| line.split('\t').next());
            names.map(ToOwned::to_owned).collect::<Vec<String>>()
        };
        assert_eq!(offered("sapar bu"), format!("build\t{description}\n"));
        assert_eq!(names("sapar translate "), ["accept", "export", "import"], "{language}");
        assert_eq!(names("sapar build --base"), ["--base-url"], "{language}");
        assert_eq!(names("sapar build --lang "), ["en", "kk", "ru", "zh"], "{language}");
        assert_eq!(names("sapar check --format s"), ["sarif"], "{language}");
    }
}

#[test]
fn scripts_exist_for_five_shells_and_speak_the_language_of_the_user() {
    for shell in SHELLS {
        let texts = LANGUAGES.map(|language| scripts(shell, language));
        let texts = texts.map(|folder| fs::read_to_string(folder.path("_sapar")).expect("a script"));
        for text in &texts {
            for name in ["translate", "export", "base-url", "precompress"] {
                assert!(text.contains(name), "{shell} completes {name}");
            }
        }
        // Scripts for bash have no descriptions.
        let is_described = shell != "bash";
        assert_eq!(
            texts[0] != texts[1] && texts[1] != texts[2] && texts[2] != texts[3],
            is_described,
            "{shell}"
        );
    }
    let run = Project::bare().run(&["completions", "tcsh"]).exits(2);
    assert!(run.stderr.contains("bash, elvish, fish, powershell, zsh") && run.stdout.is_empty(), "{run:?}");
    Project::bare().run(&["completions"]).exits(2);
}

/// PowerShell takes typographic quotation marks for its own. It is not to be had for these tests, so its rule is applied here: in
/// `'…'`, any two of them in a row are one, and one alone ends the text.
#[test]
fn texts_for_powershell_end_where_they_are_meant_to() {
    let is_quote = |letter: char| matches!(letter, '\'' | '‘' | '’' | '‚' | '‛');
    for language in LANGUAGES {
        let script =
            Project::bare().run(&["completions", "powershell", "--lang", language]).succeeds().stdout;
        let mut results = 0;
        for line in script.lines().filter(|line| line.contains("CompletionResult]::new(")) {
            let mut letters = line.trim().chars().peekable();
            let (mut is_inside, mut texts) = (false, 0);
            while let Some(letter) = letters.next() {
                match is_quote(letter) {
                    true if is_inside && letters.peek().is_some_and(|next| is_quote(*next)) => {
                        letters.next();
                    }
                    true => {
                        is_inside = !is_inside;
                        texts += usize::from(is_inside);
                    }
                    false => {}
                }
            }
            // What is inserted, what is listed, and the description.
            assert!(!is_inside && texts == 3 && line.ends_with("')"), "{language}: {line}");
            results += 1;
        }
        assert!(results > 100, "{language}: {results}");
    }
}
