//! `sapar check`: what only a look at the whole site finds, one file per family of rules.

mod explain;
mod external;
mod fixing;
mod formats;
mod languages;
mod letters;
mod messages;
mod pages;
mod readme;
mod settings;
mod world;

use serde_json::Value;

pub(crate) use formats::git;

use crate::probe;
use crate::project::Project;

/// A site in four languages without a finding, whose templates show nothing but titles.
fn site() -> Project {
    probe::site("").template("page.html", "{{ page.content | safe }}")
}

/// The findings of a check with arguments, in JSON.
#[track_caller]
fn check_with(site: &Project, arguments: &[&str]) -> Vec<Value> {
    let run = site.run(&[&["check", "--format", "json", "--now", "2026-06-01"], arguments].concat());
    assert!(run.code == 0 || run.code == 1, "{run:?}");
    let findings = run.json()["diagnostics"].as_array().expect("a list").clone();
    for text in findings.iter().flat_map(|it| [&it["message"], &it["help"]]) {
        assert!(!text.to_string().contains("{$"), "a variable without a value: {text}");
    }
    findings
}

/// The findings of a check, shortened to `FILE:LINE CODE`.
#[track_caller]
fn check(site: &Project) -> Vec<String> {
    check_with(site, &[]).iter().map(shorten).collect()
}

fn shorten(finding: &Value) -> String {
    let code = finding["code"].as_str().expect("a code");
    match (finding["file"].as_str(), finding["line"].as_u64()) {
        (None, _) => code.to_owned(),
        (Some(file), None) => format!("{file} {code}"),
        (Some(file), Some(line)) => format!("{file}:{line} {code}"),
    }
}

/// The codes of a check without repetition, in their order.
#[track_caller]
fn codes(site: &Project) -> Vec<String> {
    let mut codes: Vec<String> =
        check_with(site, &[]).iter().map(|it| it["code"].as_str().expect("a code").to_owned()).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}
