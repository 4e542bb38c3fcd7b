//! `[check]` of `sapar.toml`: severities and allowances.

use super::{check, check_with, site};
use crate::probe;
use crate::project::Project;

/// A site whose Kazakh home page has a word with a Latin letter.
fn mixed(config: &str) -> Project {
    probe::site(config).document("_index.kk.md", "Басты бет", "Бұл кiтап.\n")
}

const FOUND: &str = "content/_index.kk.md:4 letter-lookalike";

#[test]
fn a_site_says_how_severe_a_finding_is() {
    assert_eq!(check(&mixed("")), [FOUND]);
    let off = mixed("[check.severity]\nletter-lookalike = \"off\"\n");
    assert_eq!(check(&off), Vec::<String>::new());
    let error = mixed("[check.severity]\nletter-lookalike = \"error\"\n");
    let run = error.run(&["check", "--now", "2026-06-01"]).exits(1);
    assert!(run.stderr.contains("error[letter-lookalike]"), "{run:?}");
    assert_eq!(run.stdout, "one error\n");
}

#[test]
fn a_build_follows_the_severities_and_allowances() {
    let site = |config: &str| {
        let site = ["ru", "zh", "en"].into_iter().fold(probe::site(config), |site, tag| {
            site.file(&format!("locales/{tag}/site.ftl"), "hello = One\n")
        });
        site.file("locales/kk/site.ftl", "hello = One\nhello = Two\n")
    };
    assert_eq!(site("").findings(), ["locales/kk/site.ftl:2:1 message-duplicate"]);
    let off = site("[check.severity]\nmessage-duplicate = \"off\"\n");
    off.build(&["--strict"]).succeeds();
    let allowed = site(
        "[[check.allow]]\ncode = \"message-duplicate\"\npath = \"locales/\"\nreason = \"two files in one\"\n",
    );
    allowed.build(&["--strict"]).succeeds();
    // Also where nothing has changed since.
    allowed.build(&["--strict"]).succeeds();
    let error = site("[check.severity]\nmessage-duplicate = \"error\"\n");
    let run = error.build(&[]).exits(1);
    assert!(run.stderr.contains("error[message-duplicate]"), "{run:?}");
}

#[test]
fn one_case_is_allowed_for_a_reason() {
    let allow = |path: &str| {
        format!("[[check.allow]]\ncode = \"letter-lookalike\"\npath = \"{path}\"\nreason = \"a brand\"\n")
    };
    for path in ["content/_index.kk.md", "_index.kk.md", "content/*.kk.md", "content/**", "content/"] {
        assert_eq!(check(&mixed(&allow(path))), Vec::<String>::new(), "{path}");
    }
    let elsewhere = mixed(&allow("content/lakes/"));
    assert_eq!(check(&elsewhere), [FOUND, "sapar.toml:19 allowance-unused"]);
    let strict = elsewhere.run(&["check", "--strict", "--now", "2026-06-01"]).exits(1);
    assert!(strict.stderr.contains("this exception for `content/lakes/` is no longer needed"), "{strict:?}");
}

#[test]
fn what_is_wrong_with_the_settings_is_told() {
    for (config, code) in [
        ("[check.severity]\nletter-lookalik = \"off\"\n", "unknown-code"),
        ("[check.severity]\nletter-lookalike = \"of\"\n", "not-an-option"),
        ("[check.severity]\nletter-lookalike = 1\n", "wrong-type"),
        ("[check.severity]\nlink-not-found = \"warning\"\n", "severity-fixed"),
        ("[[check.allow]]\ncode = \"link-not-found\"\npath = \"a\"\nreason = \"b\"\n", "severity-fixed"),
        ("[[check.allow]]\ncode = \"letter-lookalike\"\npath = \"a\"\n", "missing-key"),
        ("[[check.allow]]\ncode = \"letter-lookalike\"\npath = \"a\"\nreason = \"\"\n", "missing-key"),
        ("[[check.allow]]\ncode = \"letter-lookalike\"\npath = \"a[\"\nreason = \"b\"\n", "invalid-pattern"),
        ("[[check.allow]]\ncode = \"nothing\"\npath = \"a\"\nreason = \"b\"\n", "unknown-code"),
        ("[check]\nmax_page_weight = 0\n", "out-of-range"),
        ("[check]\nmax_weight = 1\n", "unknown-key"),
    ] {
        let found = check_with(&probe::site(config), &[]);
        let codes: Vec<&str> = found.iter().filter_map(|it| it["code"].as_str()).collect();
        assert_eq!(codes, [code], "{config}");
    }
    let slip = check_with(&probe::site("[check.severity]\nletter-lookalik = \"off\"\n"), &[]);
    assert_eq!(slip[0]["suggestion"], "letter-lookalike");
}

#[test]
fn a_code_may_be_an_error_already() {
    let site = probe::site("[check.severity]\nlink-not-found = \"error\"\n");
    assert_eq!(check(&site), Vec::<String>::new());
    let rule_of_warning = self::site();
    assert_eq!(check(&rule_of_warning), Vec::<String>::new());
}
