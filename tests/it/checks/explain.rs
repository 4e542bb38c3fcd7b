//! `sapar explain`: every code in every language.

use sapar::check::RULES;
use sapar::diagnostics::Code;

use crate::project::Project;

#[test]
fn every_code_is_explained_in_every_language() {
    let project = Project::bare();
    for language in ["en", "kk", "ru", "zh"] {
        let list = project.run(&["explain", "--lang", language]).succeeds().stdout;
        assert_eq!(list.lines().count(), Code::ALL.len(), "{language}");
        for code in Code::ALL.iter().step_by(17) {
            let text = project.run(&["explain", code.as_str(), "--lang", language]).succeeds().stdout;
            assert!(text.starts_with(&format!("{code}\n\n")), "{text}");
            assert!(text.contains("sapar.toml") || code.default_severity().is_some(), "{text}");
            assert!(!text.contains("{$") && !text.contains("{ $"), "{text}");
        }
    }
}

#[test]
fn a_rule_is_explained_with_an_example() {
    let text = Project::bare().run(&["explain", "letter-lookalike"]).succeeds().stdout;
    assert!(text.contains("кітап") && text.contains("--fix") && text.contains("[check.severity]"), "{text}");
}

#[test]
fn each_case_of_a_code_is_explained() {
    let explain = |code: &str| Project::bare().run(&["explain", code]).succeeds().stdout;
    let text = explain("image-broken");
    let paragraphs: Vec<&str> = text.split("\n\n").collect();
    let (cases, helps): (Vec<&str>, Vec<&str>) =
        paragraphs[1..paragraphs.len() - 1].iter().partition(|it| !it.starts_with("Help: "));
    assert_eq!((cases.len(), helps.len()), (4, 2), "{text}");
    assert!(paragraphs[4].starts_with("Help: ") && paragraphs[6].starts_with("Help: "), "{text}");
    // One sentence with two remedies.
    assert_eq!(explain("link-external-dead").matches("Help: ").count(), 2);
    assert_eq!(explain("link-external-dead").matches("`…`").count(), 1);
    // Forms of a plural are no cases.
    assert_eq!(explain("kazakh-letters-missing").matches("Help: ").count(), 1);
}

#[test]
fn a_slip_in_a_code_is_told() {
    let run = Project::bare().run(&["explain", "letter-lookalik"]).exits(2);
    assert!(run.stderr.contains("did you mean `letter-lookalike`?"), "{run:?}");
}

#[test]
fn each_rule_has_one_row() {
    let mut codes: Vec<Code> = RULES.iter().map(|rule| rule.code).collect();
    let count = codes.len();
    codes.sort_by_key(|code| code.as_str());
    codes.dedup();
    assert_eq!(codes.len(), count);
}

/// The pages of documentation are those that the program would write. `SAPAR_REWRITE_CHECKS=1` writes them.
#[test]
fn the_documentation_is_up_to_date() {
    use sapar::check::documentation;
    use sapar::diagnostics::{Messages, PROGRAM_LANGUAGES};

    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/checks");
    for language in PROGRAM_LANGUAGES {
        let text = documentation(&Messages::new(language));
        let path = folder.join(format!("{}.md", language.tag));
        if std::env::var_os("SAPAR_REWRITE_CHECKS").is_some() {
            std::fs::create_dir_all(&folder).expect("folders can be made");
            std::fs::write(&path, &text).expect("files can be written");
        }
        let written = std::fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(written, text, "{}: rewrite it with SAPAR_REWRITE_CHECKS=1", path.display());
    }
}
