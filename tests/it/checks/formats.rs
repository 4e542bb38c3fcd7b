//! The forms in which findings are written: workflow commands of GitHub, SARIF, Markdown; and what has changed since a revision.

use std::process::Command;

use super::{check_with, shorten};
use crate::probe;
use crate::project::Project;

/// A site with a warning that has a fix, and an error.
fn site() -> Project {
    probe::site("").document("_index.kk.md", "Басты бет", "Бұл кiтап.\n").document(
        "sale.en.md",
        "Sale",
        "[50% off: here, now](/nowhere/)\n",
    )
}

#[test]
fn github_gets_a_command_for_each_finding() {
    let run = site().run(&["check", "--format", "github", "--now", "2026-06-01"]).exits(1);
    let lines: Vec<&str> = run.stdout.lines().collect();
    assert_eq!(run.stderr, "");
    let error = lines.iter().find(|line| line.starts_with("::error ")).expect("an error");
    assert!(error.starts_with("::error file=content/sale.en.md,line=4,col="), "{error}");
    assert!(error.contains(",title=link-not-found::"), "{error}");
    let warning = lines.iter().find(|line| line.starts_with("::warning ")).expect("a warning");
    assert!(
        warning.starts_with(
            "::warning file=content/_index.kk.md,line=4,col=5,endColumn=10,title=letter-lookalike::"
        ),
        "{warning}"
    );
    // A line break would end the command.
    assert!(warning.contains("%0A"), "{warning}");
    assert_eq!(lines.len(), 2, "{lines:?}");
}

#[test]
fn what_commands_of_github_must_not_have_is_escaped() {
    let site =
        probe::site("").file("content/a,b: 100%/index.kk.md", "+++\ntitle = \"Көл\"\n+++\nБұл кiтап.\n");
    let run = site.run(&["check", "--format", "github", "--now", "2026-06-01"]);
    assert!(run.stdout.contains("file=content/a%2Cb%3A 100%25/index.kk.md,line=4"), "{}", run.stdout);
}

#[test]
fn sarif_has_rules_places_and_fixes() {
    let site = site();
    let run = site.run(&["check", "--format", "sarif", "--now", "2026-06-01", "--lang", "kk"]).exits(1);
    let log = run.json();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    assert_eq!((&run["language"], &run["columnKind"]), (&"kk".into(), &"unicodeCodePoints".into()));
    let rules = run["tool"]["driver"]["rules"].as_array().expect("a list");
    let results = run["results"].as_array().expect("a list");
    assert_eq!((rules.len(), results.len()), (2, 2));
    for result in results {
        let index = result["ruleIndex"].as_u64().expect("an index") as usize;
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert!(result["message"]["text"].as_str().is_some_and(|text| !text.is_empty()));
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uriBaseId"], "%SRCROOT%");
        assert_eq!(place["region"]["startLine"], 4);
    }
    let mixed = results.iter().find(|result| result["ruleId"] == "letter-lookalike").expect("it is there");
    assert_eq!(mixed["level"], "warning");
    let region = &mixed["locations"][0]["physicalLocation"]["region"];
    assert_eq!((&region["startColumn"], &region["endColumn"]), (&5.into(), &10.into()));
    let change = &mixed["fixes"][0]["artifactChanges"][0];
    assert_eq!(change["artifactLocation"]["uri"], "content/_index.kk.md");
    assert_eq!(change["replacements"][0]["insertedContent"]["text"], "кітап");
}

#[test]
fn markdown_lists_findings_by_file() {
    let run = site().run(&["check", "--format", "markdown", "--now", "2026-06-01"]).exits(1);
    assert!(run.stdout.starts_with("**one error, one warning**\n"), "{}", run.stdout);
    assert!(
        run.stdout.contains("\n`content/_index.kk.md`\n\n- 4: warning `letter-lookalike`: `кiтап`"),
        "{}",
        run.stdout
    );
}

/// Runs Git in the site's folder, with no settings but its own.
pub(crate) fn git(site: &Project, arguments: &[&str]) {
    let mut command = Command::new("git");
    command.args([
        "-c",
        "user.name=Test",
        "-c",
        "user.email=test@altai.example",
        "-c",
        "commit.gpgsign=false",
    ]);
    let output = command.current_dir(site.root()).args(arguments).output().expect("Git is installed");
    assert!(output.status.success(), "{output:?}");
}

#[test]
fn since_a_revision_only_what_has_changed_is_told() {
    let site = probe::site("").document("_index.kk.md", "Басты бет", "Бұл кiтап.\n\nКөл.\n\nТау.\n");
    git(&site, &["init", "--quiet"]);
    git(&site, &["add", "--all"]);
    git(&site, &["commit", "--quiet", "--message", "Begin"]);
    let since = |site: &Project| -> Vec<String> {
        check_with(site, &["--since", "HEAD"]).iter().map(shorten).collect()
    };
    assert_eq!(since(&site), Vec::<String>::new());
    let site = site.document("_index.kk.md", "Басты бет", "Бұл кiтап.\n\nКөл.\n\nТaу.\n").document(
        "new.kk.md",
        "Жаңа",
        "Бұл да кiтап.\n",
    );
    assert_eq!(
        since(&site),
        ["content/_index.kk.md:8 letter-lookalike", "content/new.kk.md:4 letter-lookalike"]
    );
    let unknown = site.run(&["check", "--since", "no-such-revision"]).exits(2);
    assert!(unknown.stderr.contains("git-failed"), "{unknown:?}");
}
