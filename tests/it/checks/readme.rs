//! What the README shows of checks runs as it is written there. Its workflow is run in `workflow_action`.

use super::codes;
use super::formats::git;
use crate::probe;
use crate::project::{Project, Run};

const README: &str = include_str!("../../../README.md");

/// The arguments of the command of the program that stands behind some words of the README.
fn command_behind(words: &str) -> Vec<String> {
    let marked = format!("{words}sapar ");
    let (_, behind) = README.split_once(&marked).expect("the README shows it");
    let command = behind.split([',', '\n']).next().unwrap_or_default();
    command.split_whitespace().map(ToOwned::to_owned).collect()
}

fn run(site: &Project, arguments: &[String]) -> Run {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    site.run(&arguments)
}

#[test]
fn the_hook_looks_at_what_has_changed() {
    let arguments = command_behind("entry: ");
    // What was there before is no matter.
    let site = probe::site("").document("_index.ru.md", "Дом", "Озеро , горы.\n");
    git(&site, &["init", "--quiet"]);
    git(&site, &["add", "--all"]);
    git(&site, &["commit", "--quiet", "--message", "Begin"]);
    run(&site, &arguments).exits(0);
    let warned = site.document("_index.kk.md", "Басты бет", "Бұл кiтап.\n");
    run(&warned, &arguments).exits(0);
    let mistaken = warned.document("_index.en.md", "Home", "[Way](/nowhere/)\n");
    let run = run(&mistaken, &arguments).exits(1);
    let told = format!("{}{}", run.stdout, run.stderr);
    assert!(told.contains("link-not-found") && !told.contains("space-before-mark"), "{run:?}");
}

#[test]
fn the_settings_are_understood() {
    let mut blocks = README.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next());
    let settings = blocks.find(|block| block.starts_with("[check]")).expect("the README shows it");
    // The site has no such routes.
    assert_eq!(codes(&probe::site(settings)), ["allowance-unused"]);
}
