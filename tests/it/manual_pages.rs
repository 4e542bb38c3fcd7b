//! `sapar man`: the pages are read by `mandoc`, which also checks them.

use std::fs;
#[cfg(target_os = "linux")]
use std::process::Command;

use super::project::Project;

/// The language, and the headings that every page has.
#[cfg(target_os = "linux")]
const LANGUAGES: [(&str, [&str; 4]); 4] = [
    ("kk", ["АТАУЫ", "ҚОЛДАНЫЛУЫ", "СИПАТТАМАСЫ", "АЯҚТАЛУ КОДЫ"]),
    ("ru", ["ИМЯ", "ОБЗОР", "ОПИСАНИЕ", "КОД ЗАВЕРШЕНИЯ"]),
    ("zh", ["名称", "概述", "描述", "退出状态"]),
    ("en", ["NAME", "SYNOPSIS", "DESCRIPTION", "EXIT STATUS"]),
];

/// A folder with all pages in a language.
fn pages(language: &str) -> Project {
    let folder = Project::bare();
    let run = folder.run(&["man", "share/man1", "--lang", language]).succeeds();
    for file in ["sapar.1", "sapar-build.1", "sapar-new.1", "sapar-new-site.1", "sapar-translate-export.1"] {
        assert!(folder.path("share/man1").join(file).is_file(), "{file}");
        assert!(run.stdout.contains(file), "{run:?}");
    }
    folder
}

#[cfg(target_os = "linux")]
fn mandoc(arguments: &[&str], file: &std::path::Path) -> String {
    let output = Command::new("mandoc").args(arguments).arg(file).env("LC_ALL", "C.UTF-8").output();
    let output = output.expect("mandoc, which scripts/test installs");
    String::from_utf8([output.stdout, output.stderr].concat()).expect("UTF-8")
}

#[cfg(target_os = "linux")]
#[test]
fn mandoc_finds_nothing_wrong_and_shows_what_the_help_says() {
    for (language, headings) in LANGUAGES {
        let folder = pages(language);
        let mut count = 0;
        for entry in fs::read_dir(folder.path("share/man1")).expect("pages") {
            let path = entry.expect("a page").path();
            // A page has no day: the same program writes the same page on every day.
            let found = mandoc(&["-T", "lint", "-W", "warning"], &path);
            let found: Vec<&str> = found.lines().filter(|line| !line.contains("missing date")).collect();
            assert!(found.is_empty(), "{language}: {found:#?}");
            let shown = mandoc(&["-T", "utf8", "-O", "width=999"], &path).replace("\u{8}", "");
            for heading in headings {
                assert!(
                    letters(&shown).contains(&letters(heading)),
                    "{}: {heading} in\n{shown}",
                    path.display()
                );
            }
            assert!(!shown.contains('`') && !shown.contains("cli-"), "{}: {shown}", path.display());
            count += 1;
        }
        let help = Project::bare().run(&["--lang", language, "build", "--help"]).succeeds().stdout;
        let shown =
            letters(&mandoc(&["-T", "utf8", "-O", "width=999"], &folder.path("share/man1/sapar-build.1")));
        let mut options = 0;
        for line in help.lines().filter(|line| line.trim_start().starts_with('-')) {
            let (option, text) = line.trim().split_once("  ").expect("an option and what it does");
            let option = option.rsplit("--").next().unwrap_or_default();
            let option = option.split(' ').next().unwrap_or_default();
            assert!(shown.contains(&letters(option)), "{language}: {option} in\n{shown}");
            assert!(shown.contains(&letters(text.trim())), "{language}: {text} in\n{shown}");
            options += 1;
        }
        assert!(count > 15 && options > 10, "{language}: {count} pages, {options} options");
    }
}

/// The letters and digits of a text. A terminal shows bold letters twice, one over the other, and breaks lines.
#[cfg(target_os = "linux")]
fn letters(text: &str) -> String {
    let mut letters: Vec<char> = text.chars().filter(|letter| letter.is_alphanumeric()).collect();
    letters.dedup();
    letters.into_iter().collect()
}

#[test]
fn pages_lead_to_those_of_the_commands_above() {
    let folder = pages("en");
    let read = |file: &str| fs::read_to_string(folder.path("share/man1").join(file)).expect("a page");
    assert!(read("sapar.1").contains(r"sapar\-build(1)"));
    assert!(read("sapar-new.1").contains(r"sapar\-new\-site(1)"));
    let page = read("sapar-new-site.1");
    let (_, see_also) = page.split_once(".SH \"SEE ALSO\"\n").expect("a section");
    assert_eq!(see_also, "\\fBsapar\\fR(1),\n\\fBsapar\\-new\\fR(1)\n");
    assert!(!read("sapar.1").contains("SEE ALSO"));
}

#[test]
fn without_a_folder_the_page_of_the_program_goes_to_standard_output() {
    let folder = pages("kk");
    let run = folder.run(&["man", "--lang", "kk"]).succeeds();
    assert_eq!(run.stdout, fs::read_to_string(folder.path("share/man1/sapar.1")).expect("a page"));
}

#[test]
fn pages_are_written_over_those_of_another_version_and_nothing_else_is_touched() {
    let folder = Project::bare().file("man1/sapar.1", "old").file("man1/other.1", "theirs");
    folder.run(&["man", "man1"]).succeeds();
    assert!(fs::read_to_string(folder.path("man1/sapar.1")).expect("a page").contains(".SH \"NAME\""));
    assert_eq!(fs::read_to_string(folder.path("man1/other.1")).expect("their page"), "theirs");
    let folder = Project::bare().file("taken", "a file");
    let run = folder.run(&["man", "taken"]).exits(2);
    assert!(run.stderr.starts_with("error[write-failed]") && run.stdout.is_empty(), "{run:?}");
}
