//! The command line: exit codes, options, help in four languages, new sites and pages.

use std::fs;

use super::project::{Project, Run};

const LANGUAGES: [&str; 4] = ["kk", "ru", "zh", "en"];

/// The commands with a help text.
const COMMANDS: [&[&str]; 16 + cfg!(feature = "pictures") as usize + cfg!(feature = "deploy") as usize] = [
    &[],
    &["build"],
    &["check"],
    &["explain"],
    &["serve"],
    #[cfg(feature = "pictures")]
    &["pictures"],
    &["clean"],
    #[cfg(feature = "deploy")]
    &["deploy"],
    &["new"],
    &["new", "page"],
    &["new", "site"],
    &["status"],
    &["translate"],
    &["translate", "accept"],
    &["translate", "export"],
    &["translate", "import"],
    &["completions"],
    &["man"],
];

fn site() -> Project {
    Project::with_theme().page("markakol", "Markakol", "Text.\n")
}

/// A site with one warning and no error.
fn warned() -> Project {
    site().file("locales/en/site.ftl", "hello = One\nhello = Two\n")
}

/// A site with one error.
fn broken() -> Project {
    site().page("kanas", "Kanas", "").document("kanas/index.en.md", "Kanas", "[x](/nowhere/)\n")
}

fn help(command: &[&str], language: &str) -> String {
    // Behind some commands, `--lang` names languages of the site.
    Project::bare().run(&[&["--lang", language], command, &["--help"]].concat()).exits(0).stdout
}

#[test]
fn exit_codes_tell_errors_of_the_site_from_those_of_the_environment() {
    site().build(&[]).exits(0);
    warned().build(&[]).exits(0);
    broken().build(&[]).exits(1);
    Project::bare().build(&[]).exits(2);
    Project::bare().run(&["biuld"]).exits(2);
}

#[test]
fn usage_errors_have_an_exit_code_and_build_nothing() {
    let project = site();
    for arguments in [
        &["biuld"][..],
        &["build", "--out"],
        &["build", "--nwo", "2026-06-01"],
        &["build", "--now", "yesterday"],
        &["build", "--now", "2026-02-30"],
        &["build", "--base-url", "altai.example"],
        &["build", "--base-url", "ftp://altai.example/"],
        &["build", "--format", "xml"],
        &["build", "extra"],
        &["new"],
        &["new", "page"],
        &["new", "site"],
        &["new", "lake"],
    ] {
        let run = project.run(arguments).exits(2);
        assert!(run.stdout.is_empty() && !run.stderr.is_empty(), "{arguments:?}: {run:?}");
        assert!(!project.path("public").exists(), "{arguments:?}");
    }
}

#[test]
fn without_a_command_the_help_is_shown_and_nothing_is_done() {
    let output = Project::bare().command(&[]).env_clear().output().expect("the program starts");
    let run = Run::new(output).exits(2);
    assert!(run.stdout.is_empty(), "{run:?}");
}

#[test]
fn the_version_is_printed() {
    let run = Project::bare().run(&["--version"]).exits(0);
    assert_eq!(run.stdout, format!("sapar {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn strict_treats_warnings_as_errors() {
    let project = warned();
    let run = project.build(&["--strict"]).exits(1);
    assert!(run.stderr.contains("warning[message-duplicate]"), "{run:?}");
    assert!(!project.path("public").exists());
    project.build(&[]).exits(0);
    let good = fs::read(project.path("public/en/index.html")).expect("built");
    project.build(&["--strict"]).exits(1);
    assert_eq!(fs::read(project.path("public/en/index.html")).expect("untouched"), good);
    site().build(&["--strict"]).succeeds();
}

#[test]
fn warnings_are_repeated_if_nothing_has_changed() {
    let project = warned();
    let first = project.build(&[]).exits(0);
    let second = project.build(&[]).exits(0);
    assert!(second.stdout.contains("nothing changed"), "{second:?}");
    assert_eq!(first.stderr, second.stderr);
    assert!(second.stderr.contains("locales/en/site.ftl:2:1"), "{second:?}");
}

#[test]
fn quiet_prints_only_diagnostics() {
    assert_eq!(site().build(&["--quiet"]).succeeds().stdout, "");
    let run = warned().build(&["-q"]).exits(0);
    assert!(run.stdout.is_empty() && run.stderr.contains("message-duplicate"), "{run:?}");
    let run = broken().build(&["--quiet"]).exits(1);
    assert!(run.stdout.is_empty() && run.stderr.contains("link-not-found"), "{run:?}");
    let run = Project::bare().run(&["build", "--quiet"]).exits(2);
    assert!(run.stdout.is_empty() && run.stderr.contains("site-not-found"), "{run:?}");
}

#[test]
fn json_output_is_complete() {
    let project = warned();
    let run = project.build(&["--format", "json"]).exits(0);
    assert_eq!(run.stderr, "");
    let answer = run.json();
    assert_eq!((answer["errors"].as_u64(), answer["warnings"].as_u64()), (Some(0), Some(1)));
    let diagnostic = &answer["diagnostics"][0];
    for (key, value) in [
        ("code", "message-duplicate"),
        ("severity", "warning"),
        ("file", "locales/en/site.ftl"),
        ("text", "hello = Two"),
    ] {
        assert_eq!(diagnostic[key], value, "{diagnostic:#}");
    }
    assert_eq!((diagnostic["line"].as_u64(), diagnostic["column"].as_u64()), (Some(2), Some(1)));
    assert_eq!(diagnostic["arguments"]["id"], "hello");
    assert!(diagnostic["message"].is_string() && diagnostic["help"].is_string(), "{diagnostic:#}");
    assert!(diagnostic["suggestion"].is_null(), "{diagnostic:#}");
    let summary = &answer["summary"];
    assert_eq!(summary["pages"][0]["language"], "kk");
    assert_eq!(
        (summary["pages"][0]["own"].as_u64(), summary["pages"][0]["borrowed"].as_u64()),
        (Some(2), Some(0))
    );
    let files = summary["files"].as_u64().expect("a number");
    assert!(files > 10 && summary["changed"] == files, "{summary:#}");
    assert!(summary["seconds"].is_number() && summary["output"].is_string(), "{summary:#}");
    let again = project.build(&["--format", "json"]).exits(0).json();
    assert_eq!(again["summary"]["changed"], 0);
    assert_eq!(again["diagnostics"], answer["diagnostics"]);
}

#[test]
fn json_output_reports_failures_in_the_same_form() {
    let run = broken().build(&["--format", "json"]).exits(1);
    let answer = run.json();
    assert_eq!(
        (answer["errors"].as_u64(), answer["diagnostics"][0]["severity"].as_str()),
        (Some(1), Some("error"))
    );
    assert!(answer["summary"].is_null() && run.stderr.is_empty(), "{run:?}");
    let run = Project::bare().build(&["--format", "json"]).exits(2);
    assert_eq!(run.json()["diagnostics"][0]["code"], "site-not-found");
    assert_eq!(run.stderr, "");
}

#[test]
fn a_base_url_with_a_folder_prefixes_every_url() {
    let project = Project::new()
        .page("markakol", "Markakol", "[Kanas](/kanas/) ![Lake](hero.svg)\n")
        .page("kanas", "Kanas", "Text.\n")
        .file("content/markakol/facts.toml", "date = 2026-05-01\ntags = [\"eco\"]\naliases = [\"/old/\"]\n")
        .file(
            "content/markakol/hero.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8\" height=\"6\"/>",
        );
    project.build(&["--base-url", "https://host.example/altai"]).succeeds();
    let mut pages = 0;
    for path in [
        "index.html",
        "404.html",
        "kk/index.html",
        "kk/404.html",
        "zh/markakol/index.html",
        "kk/old/index.html",
        "en/tags/eco/index.html",
    ] {
        let html = project.output(path);
        for attribute in ["href=\"", "src=\"", "url="] {
            for (_, rest) in html.match_indices(attribute).map(|(at, found)| (at, &html[at + found.len()..]))
            {
                let target = rest.split(['"', '>']).next().unwrap_or_default();
                let is_right = target.starts_with("/altai/")
                    || target.starts_with("https://host.example/altai/")
                    || target.starts_with('#');
                assert!(is_right, "{path}: {target}");
                pages += 1;
            }
        }
    }
    assert!(pages > 50, "{pages} addresses were looked at");
    for path in ["sitemap.xml", "robots.txt", "kk/feed.xml"] {
        let text = project.output(path);
        assert!(text.contains("https://host.example/altai/"), "{path}: {text}");
        assert!(!text.contains("altai.example"), "{path}: {text}");
    }
}

#[test]
fn drafts_and_pages_of_the_future_or_past_are_built_on_demand() {
    let project = site()
        .page("draft", "Draft", "")
        .file("content/draft/facts.toml", "draft = true\n")
        .page("future", "Future", "")
        .file("content/future/facts.toml", "date = 2026-06-02\n")
        .page("past", "Past", "")
        .file("content/past/facts.toml", "expires = 2026-05-31\n");
    let config = fs::read_to_string(project.path("sapar.toml")).expect("a configuration");
    let project = project.file("sapar.toml", &format!("{config}[sections.\"/\"]\nexpired = \"remove\"\n"));
    let there =
        |project: &Project| ["draft", "future", "past"].map(|page| project.has_output(&format!("kk/{page}")));
    project.build(&[]).succeeds();
    assert_eq!(there(&project), [false; 3]);
    project.build(&["--drafts"]).succeeds();
    assert_eq!(there(&project), [true; 3]);
    assert!(project.has_output("kk/markakol"));
    project.run(&["build", "--now", "2026-06-02"]).succeeds();
    assert_eq!(there(&project), [false, true, false]);
    project.run(&["build", "--now", "2026-05-30"]).succeeds();
    assert_eq!(there(&project), [false, false, true]);
}

#[test]
fn every_help_text_exists_in_four_languages() {
    for command in COMMANDS {
        let texts = LANGUAGES.map(|language| help(command, language));
        for (language, text) in LANGUAGES.iter().zip(&texts) {
            assert_eq!(
                texts.iter().filter(|other| *other == text).count(),
                1,
                "{command:?} {language}: {text}"
            );
            let options = texts[0].matches("--").count();
            assert_eq!(
                text.matches("--").count(),
                options,
                "{command:?} {language} names all options: {text}"
            );
        }
    }
}

#[test]
fn the_help_in_other_languages_has_no_english_but_names() {
    let names = "sapar build check explain fix clean cache new page site toml public content destinations markakol url base human json kk ru zh en \
                 root out drafts pseudo now strict lang format quiet pictures help version dir path tag date serve port host open \
                 follow poll editor vscode file line column clean cache in place adopt allow removals kind status translate program language \
                 accept export import from block minor all require section page since rev html markdown percent file po xliff xliff csv md \
                 glossary tbx machine locales news git origin main title utf external curl github sarif code link not found \
                 precompress brotli gzip completions shell bash zsh fish powershell elvish man \
                 deploy dry run yes rollback verify take over target name";
    let names: Vec<&str> = names.split(' ').collect();
    for command in COMMANDS {
        for language in ["kk", "ru", "zh"] {
            let text = help(command, language);
            let words = text.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| word.len() > 1);
            let english: Vec<&str> =
                words.filter(|word| !names.contains(&word.to_ascii_lowercase().as_str())).collect();
            assert!(english.is_empty(), "{command:?} {language}: {english:?} in\n{text}");
        }
    }
}

#[test]
fn the_help_names_every_option_with_an_explanation() {
    for command in COMMANDS {
        for language in LANGUAGES {
            for line in help(command, language).lines().filter(|line| line.trim_start().starts_with('-')) {
                let explanation = line.trim_start().split_once("  ").map_or("", |(_, text)| text.trim());
                let explained = !explanation.is_empty();
                assert!(explained, "{command:?} {language}: {line}");
                assert!(!line.contains("cli-"), "{command:?} {language}: {line}");
            }
        }
    }
}

#[test]
fn the_summary_is_in_the_requested_language() {
    let project = site();
    let runs = LANGUAGES.map(|language| project.build(&["--lang", language]).succeeds().stdout);
    for (index, one) in runs.iter().enumerate() {
        assert!(!one.contains("build-"), "{one}");
        assert!(runs.iter().skip(index + 1).all(|other| other != one), "{one}");
    }
}

#[test]
fn the_language_of_the_system_is_used_unless_another_is_requested() {
    let project = site();
    let run = |variables: &[(&str, &str)]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_sapar"));
        command.args(["build", "--help"]).current_dir(project.root());
        for name in ["LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"] {
            command.env_remove(name);
        }
        let output = command.envs(variables.iter().copied()).output().expect("the program starts");
        Run::new(output).exits(0).stdout
    };
    assert_eq!(run(&[("LANG", "kk_KZ.UTF-8")]), help(&["build"], "kk"));
    assert_eq!(run(&[("LANG", "C"), ("LC_ALL", "zh_CN.UTF-8")]), help(&["build"], "zh"));
    assert_eq!(run(&[("LANG", "C")]), help(&["build"], "en"));
    assert_eq!(run(&[("LANG", "de_DE.UTF-8")]), help(&["build"], "en"));
}

#[test]
fn no_colours_are_written_without_a_terminal() {
    let project = broken();
    for arguments in [&["build"][..], &["build", "--help"], &["biuld"], &["build", "--format", "json"]] {
        let mut command = project.command(arguments);
        command.env("TERM", "xterm-256color").env("COLORTERM", "truecolor");
        let run = Run::new(command.output().expect("the program starts"));
        assert!(!run.stdout.contains('\u{1b}') && !run.stderr.contains('\u{1b}'), "{arguments:?}: {run:?}");
    }
}

#[test]
fn a_new_site_builds_without_diagnostics() {
    for folder in ["altai", "sites/altai", "."] {
        let project = Project::bare();
        let run = project.run(&["new", "site", folder]).succeeds();
        assert!(run.stdout.contains("sapar.toml"), "{run:?}");
        assert!(run.stdout.contains(&format!("sapar serve --open --root {folder}")), "how to go on: {run:?}");
        let out = project.path("www");
        let run =
            project.build(&["--strict", "--root", folder, "--out", &out.display().to_string()]).succeeds();
        assert!(run.stdout.contains("中文: 3 pages"), "{run:?}");
        for language in LANGUAGES {
            assert!(out.join(language).join("destinations/markakol/index.html").exists(), "{language}");
        }
    }
}

#[test]
fn a_site_says_in_which_language_the_program_speaks_to_its_editors() {
    let project = Project::bare();
    project.run(&["new", "site", "altai", "--lang", "kk"]).succeeds();
    // Without `--lang`, which other tests add.
    let run = |arguments: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_sapar"));
        let output =
            command.current_dir(project.root()).args(arguments).output().expect("the program starts");
        let text = [output.stdout, output.stderr].concat();
        String::from_utf8(text).expect("UTF-8")
    };
    assert!(run(&["check", "--root", "altai"]).contains("Қате табылмады"));
    assert!(run(&["new", "page", "destinations/kanas", "--root", "altai"]).contains("Бет барлық тілде"));
    let facts =
        fs::read_to_string(project.path("altai/content/destinations/kanas/facts.toml")).expect("facts");
    assert!(facts.contains("# Міндетті"), "{facts}");
    assert!(run(&["check", "--root", "altai", "--lang", "zh"]).contains("未发现"));
    let config = fs::read_to_string(project.path("altai/sapar.toml")).expect("a file");
    // Also where the rest cannot be read.
    project.write("altai/sapar.toml", config.replace("theme = \"steppe\"", "theme = steppe"));
    assert!(run(&["check", "--root", "altai"]).contains("қате[toml-syntax]"));
    project
        .write("altai/sapar.toml", config.replace("program_language = \"kk\"", "program_language = \"kz\""));
    let mistake = project.run(&["check", "--root", "altai"]).exits(1);
    assert!(mistake.stderr.contains("not-an-option") && mistake.stderr.contains("`kk`"), "{mistake:?}");
}

#[test]
fn a_new_site_needs_a_new_or_empty_folder() {
    let project = Project::bare();
    fs::create_dir(project.path("empty")).expect("a folder");
    project.run(&["new", "site", "empty"]).succeeds();
    let config = fs::read(project.path("empty/sapar.toml")).expect("written");
    let project = project.file("full/notes.txt", "x").file("file", "x").file("hidden/.git/config", "x");
    for folder in ["full", "file", "hidden", "empty", "."] {
        let run = project.run(&["new", "site", folder]).exits(2);
        assert!(run.stderr.starts_with("error[already-exists]"), "{folder}: {run:?}");
        assert_eq!(run.stdout, "");
    }
    assert!(!project.path("full/sapar.toml").exists() && !project.path("sapar.toml").exists());
    assert_eq!(fs::read(project.path("empty/sapar.toml")).expect("still there"), config);
    let run = project.run(&["new", "site", "file/site"]).exits(2);
    assert!(run.stderr.starts_with("error[write-failed]"), "{run:?}");
}

#[test]
fn a_new_page_is_a_draft_in_every_language_and_the_site_still_builds() {
    for path in ["kanas", "lakes/kanas", "/lakes/kanas/", "көлдер/қанас", "content/lakes/kanas"] {
        let project = site();
        let run = project.run(&["new", "page", path]).succeeds();
        let name = path.trim_start_matches("content/").trim_matches('/');
        for language in LANGUAGES {
            let file = format!("content/{name}/index.{language}.md");
            assert!(run.stdout.contains(&file), "{run:?}");
            assert!(fs::read_to_string(project.path(&file)).expect("written").contains("draft = true"));
        }
        project.build(&[]).exits(0);
        assert!(!project.has_output(&format!("kk/{name}/index.html")), "a draft is not built");
        project.build(&["--drafts"]).exits(0);
        assert!(project.has_output(&format!("kk/{name}/index.html")));
        for language in LANGUAGES {
            let file = format!("content/{name}/index.{language}.md");
            let text = fs::read_to_string(project.path(&file)).expect("written");
            project.write(&file, text.replace("draft = true\n", ""));
        }
        project.build(&[]).exits(0);
        assert!(project.has_output(&format!("kk/{name}/index.html")), "without the line it is a page");
    }
}

#[test]
fn a_new_page_has_the_languages_of_the_site() {
    let project = Project::bare().file(
        "sapar.toml",
        "base_url = \"https://altai.example/\"\ndefault_language = \"kk\"\n[languages.kk]\n[languages.zh]\n",
    );
    project.run(&["new", "page", "kanas"]).succeeds();
    let mut files: Vec<String> = fs::read_dir(project.path("content/kanas"))
        .expect("made")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    files.sort();
    assert_eq!(files, ["facts.toml", "index.kk.md", "index.zh.md"]);
}

#[test]
fn a_new_page_is_created_in_the_site_of_the_root_option() {
    let project = Project::bare();
    project.run(&["new", "site", "altai"]).succeeds();
    project.run(&["new", "page", "destinations/kanas", "--root", "altai"]).succeeds();
    assert!(project.path("altai/content/destinations/kanas/index.kk.md").exists());
    project.build(&["--strict", "--root", "altai"]).succeeds();
    project.build(&["--strict", "--drafts", "--root", "altai"]).succeeds();
}

#[test]
fn an_existing_page_is_not_overwritten() {
    let project = site().document("about.zh.md", "About", "").file("content/news/facts.toml", "");
    for path in ["markakol", "about", "news", "/markakol/"] {
        let run = project.run(&["new", "page", path]).exits(2);
        assert!(run.stderr.starts_with("error[already-exists]"), "{path}: {run:?}");
        assert_eq!(run.stdout, "");
    }
    assert!(
        fs::read_to_string(project.path("content/markakol/index.kk.md")).expect("there").contains("Text.")
    );
    assert!(!project.path("content/about").exists());
}

#[test]
fn an_invalid_page_path_is_refused() {
    let project = site();
    for path in [
        "",
        "/",
        "..",
        "../x",
        "a/../b",
        "a//b",
        "a b",
        ".git",
        "a/.b",
        "con",
        "lakes/nul.x",
        "a?b",
        "a#b",
        "c:\\x",
        "a\\b",
    ] {
        let run = project.run(&["new", "page", path]).exits(2);
        assert!(run.stderr.starts_with("error[invalid-path]"), "{path}: {run:?}");
        assert!(run.stderr.contains("`destinations/markakol`"), "how to write it: {run:?}");
    }
    let content: Vec<_> = fs::read_dir(project.path("content")).expect("there").collect();
    assert_eq!(content.len(), 5, "four home pages and one folder");
    let run = Project::bare().run(&["new", "page", "kanas"]).exits(2);
    assert!(run.stderr.starts_with("error[site-not-found]"), "{run:?}");
}

#[test]
fn a_new_page_of_a_site_with_a_broken_configuration_is_refused_with_the_reason() {
    let project =
        Project::bare().file("sapar.toml", "base_url = \"https://altai.example/\"\n[languages.kk\n");
    let run = project.run(&["new", "page", "kanas"]).exits(2);
    assert!(run.stderr.starts_with("error[toml-syntax]"), "{run:?}");
    assert!(!project.path("content").exists());
}

/// A site with two kinds of its own, and pages of them.
fn site_with_kinds() -> Project {
    let kinds = "\n[kinds.film.fields]\ndirector = { type = \"text\", required = true }\n\
                 length = { type = \"number\", unit = \"minute\" }\n\
                 colour = { type = \"one-of\", options = [\"colour\", \"black-and-white\"] }\n\
                 \"режиссёр\" = { type = \"text\" }\n\
                 tagline = { type = \"text\", localised = true }\n[kinds.person.fields]\n";
    let site = Project::new().config(kinds).page("films", "Films", "");
    for tag in LANGUAGES {
        site.write(&format!("content/films/_index.{tag}.md"), "+++\ntitle = \"Films\"\n+++\n");
        fs::remove_file(site.path(&format!("content/films/index.{tag}.md"))).expect("it was written");
    }
    ["one", "two"].into_iter().fold(site, |site, name| {
        site.page(&format!("films/{name}"), name, "")
            .file(&format!("content/films/{name}/facts.toml"), "kind = \"film\"\ndirector = \"A\"\n")
    })
}

#[test]
fn a_new_page_has_the_kind_of_the_pages_beside_it_and_examples_of_its_fields() {
    let project = site_with_kinds()
        .page("films/cast", "Cast", "")
        .file("content/films/cast/facts.toml", "kind = \"person\"\n");
    let facts = |path: &str| fs::read_to_string(project.path(&format!("content/{path}"))).expect("written");
    project.run(&["new", "page", "films/kyz-zhibek"]).succeeds();
    assert_eq!(
        facts("films/kyz-zhibek/facts.toml"),
        "kind = \"film\"\n\n\
         # Required: replace the examples with what is true of the page.\n\
         director = \"…\"\n\n\
         # Optional: remove # from the start of a line, and replace the example.\n\
         # length = 1450   # minute\n\
         # colour = \"colour\"   # \"colour\", \"black-and-white\"\n\
         # \"режиссёр\" = \"…\"\n"
    );
    let document = facts("films/kyz-zhibek/index.kk.md");
    assert!(document.starts_with("+++\ntitle = \"Kyz zhibek\"\n"), "{document}");
    assert!(document.contains("\n# tagline = \"…\"\n+++\n"), "{document}");
    project.build(&["--strict"]).succeeds();
    project.build(&["--strict", "--drafts"]).succeeds();
    // The examples can be used as they are.
    let file = "content/films/kyz-zhibek/facts.toml";
    let facts_text = facts("films/kyz-zhibek/facts.toml");
    let lines = facts_text.lines().map(|line| match line.strip_prefix("# ") {
        Some(example) if example.contains(" = ") => example,
        _ => line,
    });
    project.write(file, lines.collect::<Vec<_>>().join("\n"));
    project.build(&["--strict", "--drafts"]).succeeds();
    // A folder without pages is like the one above it.
    project.run(&["new", "page", "films/short/steppe"]).succeeds();
    assert!(facts("films/short/steppe/facts.toml").starts_with("kind = \"film\"\n"));
    project.run(&["new", "page", "about"]).succeeds();
    assert!(facts("about/facts.toml").starts_with("kind = \"page\"\n"));
    project.run(&["new", "page", "films/director", "--kind", "person", "--lang", "ru"]).succeeds();
    assert_eq!(facts("films/director/facts.toml"), "kind = \"person\"\n");
}

#[test]
fn the_comments_of_a_new_page_are_in_the_language_of_the_command() {
    let project = site_with_kinds();
    for (language, word) in [("kk", "Міндетті"), ("ru", "Обязательно"), ("zh", "必填")] {
        let path = format!("films/{language}");
        project.run(&["new", "page", &path, "--lang", language]).succeeds();
        let facts = fs::read_to_string(project.path(&format!("content/{path}/facts.toml"))).expect("written");
        assert!(facts.contains(&format!("\n# {word}")), "{facts}");
    }
}

#[test]
fn a_kind_that_there_is_not_is_answered_with_those_that_there_are() {
    let project = site_with_kinds();
    let run = project.run(&["new", "page", "films/kanas", "--kind", "flim"]).exits(2);
    assert!(run.stderr.starts_with("error[unknown-kind]"), "{run:?}");
    for part in ["`film`", "destination", "person"] {
        assert!(run.stderr.contains(part), "{part}: {run:?}");
    }
    assert!(!project.path("content/films/kanas").exists());
}
