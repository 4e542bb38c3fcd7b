//! The action of this repository: its steps run here, one after the other, as GitHub runs them, on a site with the real program. What
//! stands for GitHub is its files and variables, and a program `gh` that writes down what it is asked for.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

use super::checks::git;
use super::probe;
use super::project::Project;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Answers with no comment, or with those of the file `comments`, and writes down each call with the text that it sends.
const GH: &str = r#"#!/bin/bash
printf '%s\n' "$*" >> "$CALLS/calls"
for word in "$@"; do
  case $word in
    body=@*) cp "${word#body=@}" "$CALLS/body" ;;
    --paginate) [ ! -f "$CALLS/comments" ] || cat "$CALLS/comments" ;;
  esac
done
[ ! -f "$CALLS/forbidden" ]
"#;

/// Writes down what it is asked for. The command `deploy` is this program's, all others are the real one's.
const DEPLOYER: &str = r#"#!/bin/bash
if [ "$1" = deploy ]; then
  printf '%s\n' "$*" >> "$CALLS/deployments"
  echo '{"errors": 0}'
else
  exec "$REAL" "$@"
fi
"#;

/// A folder for a run of the action on a site.
struct Workflow {
    site: Project,
    /// The folder of the runner, with its files and programs.
    runner: Project,
    inputs: BTreeMap<String, String>,
    /// The branch that a pull request is to be merged into, and its number.
    pull_request: Option<(&'static str, &'static str)>,
}

/// What the steps of a run have done.
struct Outcome {
    /// The ids of the steps that ran, and whether they succeeded.
    steps: Vec<(String, bool)>,
    /// What they printed.
    printed: String,
}

impl Outcome {
    fn ran(&self) -> Vec<&str> {
        self.steps.iter().map(|(id, _)| id.as_str()).collect()
    }

    fn succeeded(&self) -> bool {
        self.steps.iter().all(|(_, succeeded)| *succeeded)
    }
}

fn action() -> Value {
    let text = fs::read_to_string(Path::new(ROOT).join("action.yml")).expect("the action");
    serde_saphyr::from_str(&text).expect("well-formed")
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

impl Workflow {
    fn on(site: Project) -> Self {
        let runner = Project::bare().file("bin/gh", GH).file("bin/sapar", DEPLOYER);
        for program in ["gh", "sapar"] {
            let made = Command::new("chmod").arg("+x").arg(runner.path("bin").join(program)).status();
            assert!(made.expect("chmod").success());
        }
        let inputs = action()["inputs"].as_object().expect("inputs").clone();
        let inputs = inputs.into_iter().map(|(name, input)| (name, text(&input["default"])));
        let workflow = Self { site, runner, inputs: inputs.collect(), pull_request: None };
        workflow.with("install", "false")
    }

    fn with(mut self, input: &str, value: &str) -> Self {
        let known = self.inputs.insert(input.to_owned(), value.to_owned());
        assert!(known.is_some(), "{input} is an input");
        self
    }

    fn in_pull_request(mut self) -> Self {
        self.pull_request = Some(("main", "7"));
        self
    }

    /// The value of an expression of GitHub that stands alone, such as `inputs.root`.
    fn value(&self, expression: &str) -> String {
        match expression.trim() {
            "github.action_path" => ROOT.to_owned(),
            "github.token" => "token".to_owned(),
            "github.base_ref" => self.pull_request.map_or("", |(base, _)| base).to_owned(),
            "github.event.pull_request.number" => {
                self.pull_request.map_or("", |(_, number)| number).to_owned()
            }
            input => {
                let name =
                    input.strip_prefix("inputs.").unwrap_or_else(|| panic!("{input} is not known here"));
                self.inputs.get(name).unwrap_or_else(|| panic!("{name} is no input")).clone()
            }
        }
    }

    fn expanded(&self, written: &str) -> String {
        match written.strip_prefix("${{").and_then(|rest| rest.strip_suffix("}}")) {
            Some(expression) => self.expanded(&self.value(expression)),
            None => written.to_owned(),
        }
    }

    /// Whether a step runs: comparisons of inputs, joined by `&&`. A step without `cancelled()` waits for success.
    fn is_wanted(&self, condition: &str, succeeded: bool) -> bool {
        let condition = condition.trim_start_matches("${{").trim_end_matches("}}").trim();
        let waits = !condition.contains("cancelled()");
        let holds = condition.split("&&").map(str::trim).all(|part| {
            if part == "!cancelled()" {
                return true;
            }
            let is_negated = part.contains("!=");
            let (left, right) = part.split_once(if is_negated { "!=" } else { "==" }).expect("a comparison");
            (self.value(left) == right.trim().trim_matches('\'')) != is_negated
        });
        holds && (succeeded || !waits)
    }

    fn run(&self) -> Outcome {
        let mut outcome = Outcome { steps: Vec::new(), printed: String::new() };
        for step in action()["runs"]["steps"].as_array().expect("steps") {
            if !self.is_wanted(&text(&step["if"]), outcome.succeeded()) {
                continue;
            }
            let output = self.run_step(step);
            outcome.printed.push_str(&String::from_utf8_lossy(&output.stdout));
            outcome.printed.push_str(&String::from_utf8_lossy(&output.stderr));
            outcome.steps.push((text(&step["id"]), output.status.success()));
        }
        outcome
    }

    fn run_step(&self, step: &Value) -> Output {
        let path = std::env::var("PATH").expect("a path");
        let mut command = Command::new("bash");
        command.args(["--noprofile", "--norc", "-eo", "pipefail", "-c", &text(&step["run"])]);
        command.current_dir(self.site.root());
        command.env("PATH", format!("{}:{path}", self.runner.path("bin").display()));
        command.env("CALLS", self.runner.root()).env("REAL", env!("CARGO_BIN_EXE_sapar"));
        command.env("RUNNER_TEMP", self.runner.root()).env("GITHUB_REPOSITORY", "altai/site");
        for file in ["GITHUB_OUTPUT", "GITHUB_PATH", "GITHUB_STEP_SUMMARY"] {
            command.env(file, self.runner.path(file));
        }
        for (name, value) in step["env"].as_object().expect("variables") {
            command.env(name, self.expanded(&text(value)));
        }
        command.output().expect("bash")
    }

    /// A file of the runner; empty if nothing has written it.
    fn written(&self, file: &str) -> String {
        fs::read_to_string(self.runner.path(file)).unwrap_or_default()
    }
}

/// A site under version control. What it has on the branch `main` has a finding that no pull request is about.
fn site() -> Project {
    let site = probe::site("").document("_index.ru.md", "Дом", "Озеро , горы.\n");
    git(&site, &["init", "--quiet"]);
    git(&site, &["add", "--all"]);
    git(&site, &["commit", "--quiet", "--message", "Begin"]);
    git(&site, &["update-ref", "refs/remotes/origin/main", "HEAD"]);
    site
}

#[test]
fn a_push_is_checked_as_a_whole_and_built() {
    let workflow = Workflow::on(site()).with("language", "en");
    let outcome = workflow.run();
    assert_eq!(
        outcome.steps,
        [("check".to_owned(), false), ("status".to_owned(), true)],
        "{}",
        outcome.printed
    );
    assert!(outcome.printed.contains("::warning file=content/_index.ru.md"), "{}", outcome.printed);
    let workflow = workflow.with("strict", "false").with("base-url", "https://altai.example/new/");
    let outcome = workflow.run();
    assert!(outcome.succeeded() && outcome.ran() == ["check", "status", "build"], "{}", outcome.printed);
    assert!(workflow.site.output("sitemap.xml").contains("https://altai.example/new/"));
    assert_eq!(workflow.written("GITHUB_OUTPUT"), "folder=./public\n");
    // Nothing is commented on; the summary of the run has it.
    assert_eq!(workflow.written("calls"), "");
    let summary = workflow.written("GITHUB_STEP_SUMMARY");
    assert!(summary.starts_with("<!-- sapar . -->\n") && summary.contains("space-before-mark"), "{summary}");
    assert!(summary.contains("| Қазақша |"), "the table of languages: {summary}");
}

#[test]
fn a_pull_request_is_told_what_it_has_changed() {
    let workflow = Workflow::on(site()).in_pull_request();
    let outcome = workflow.run();
    assert!(outcome.succeeded() && outcome.ran() == ["check", "status", "build"], "{}", outcome.printed);
    workflow.site.write("content/_index.kk.md", "+++\ntitle = \"Басты бет\"\n+++\nБұл кiтап.\n");
    assert_eq!(workflow.run().ran(), ["check", "status"], "a warning fails a strict check");
    workflow.site.write("content/_index.en.md", "+++\ntitle = \"Home\"\n+++\n[Way](/nowhere/)\n");
    let outcome = workflow.run();
    assert_eq!(outcome.ran(), ["check", "status"], "{}", outcome.printed);
    assert!(!outcome.succeeded());
    assert!(outcome.printed.contains("::error file=content/_index.en.md,line=4"), "{}", outcome.printed);
    assert!(!outcome.printed.contains("file=content/_index.ru.md"), "{}", outcome.printed);
    let body = workflow.written("body");
    assert!(body.starts_with("<!-- sapar . -->\n") && body.contains("link-not-found"), "{body}");
    assert!(!body.contains("space-before-mark"), "{body}");
    let calls = workflow.written("calls");
    let last = calls.lines().last().unwrap_or_default();
    assert!(last.contains("--method POST repos/altai/site/issues/7/comments"), "{calls}");
}

#[test]
fn a_comment_is_written_over_the_one_before_and_fits() {
    let site = site();
    // More findings than a comment of GitHub may have letters.
    let text = "Слово , слово с пробелом перед запятой, которое слишком длинное .\n\n".repeat(1500);
    let site = site.document("_index.kk.md", "Басты бет", &text);
    let workflow = Workflow::on(site).in_pull_request().with("strict", "false");
    workflow.runner.write("comments", "41\n42\n");
    let outcome = workflow.run();
    assert!(outcome.succeeded(), "{}", outcome.printed);
    let calls = workflow.written("calls");
    assert!(calls.contains("--method PATCH repos/altai/site/issues/comments/41 "), "{calls}");
    assert!(!calls.contains("--method POST"), "{calls}");
    assert!(calls.contains("startswith(\"<!-- sapar . -->\")"), "{calls}");
    let length = workflow.written("body").chars().count();
    assert!(length < 65_536, "{length} letters");
}

#[test]
fn a_fork_that_may_not_comment_is_no_worse_for_it() {
    let workflow = Workflow::on(site()).in_pull_request();
    workflow.runner.write("forbidden", "");
    let outcome = workflow.run();
    assert!(outcome.succeeded() && outcome.ran() == ["check", "status", "build"], "{}", outcome.printed);
    assert!(outcome.printed.contains("::warning title=Sapar::"), "{}", outcome.printed);
}

#[test]
fn a_site_is_deployed_after_it_was_built_and_only_if_a_target_is_named() {
    let workflow =
        Workflow::on(site()).with("strict", "false").with("deploy", "production").with("language", "kk");
    let outcome = workflow.run();
    assert_eq!(outcome.ran(), ["check", "status", "build", "deploy"], "{}", outcome.printed);
    let deployed = workflow.written("deployments");
    assert_eq!(deployed, "deploy production --root . --yes --format json --lang kk\n");
    let outputs = workflow.written("GITHUB_OUTPUT");
    let file = outputs.lines().find_map(|line| line.strip_prefix("file=")).expect("an output");
    assert_eq!(fs::read_to_string(file).expect("what the program said"), "{\"errors\": 0}\n");
    let workflow = Workflow::on(site()).with("deploy", "production");
    let outcome = workflow.run();
    assert_eq!(outcome.ran(), ["check", "status"], "what has mistakes is not deployed: {}", outcome.printed);
}

#[test]
fn the_program_comes_from_npm_in_the_version_of_the_action() {
    let workflow =
        Workflow::on(site()).with("install", "true").with("check", "false").with("comment", "false");
    workflow.runner.write("bin/npm", "#!/bin/bash\nprintf '%s\\n' \"$*\" >> \"$CALLS/installed\"\n");
    let made = Command::new("chmod").arg("+x").arg(workflow.runner.path("bin/npm")).status();
    assert!(made.expect("chmod").success());
    let outcome = workflow.run();
    assert_eq!(outcome.ran(), ["install", "build"], "{}", outcome.printed);
    let version = env!("CARGO_PKG_VERSION");
    let installed = workflow.written("installed");
    assert!(installed.ends_with(&format!(" sapar@{version}\n")), "{installed}");
    assert!(workflow.written("GITHUB_PATH").ends_with("/sapar/node_modules/.bin\n"));
    let workflow = workflow.with("version", "0.0.9");
    workflow.run();
    assert!(workflow.written("installed").ends_with(" sapar@0.0.9\n"), "{}", workflow.written("installed"));
}

#[test]
fn the_workflow_of_the_readme_names_the_inputs_that_there_are() {
    let readme = fs::read_to_string(Path::new(ROOT).join("README.md")).expect("the README");
    let (_, behind) = readme.split_once("# .github/workflows/site.yml\n").expect("a workflow");
    let workflow: Value =
        serde_saphyr::from_str(behind.split("```").next().unwrap_or_default()).expect("YAML");
    let known = action()["inputs"].as_object().expect("inputs").clone();
    let steps = workflow["jobs"]["site"]["steps"].as_array().expect("steps").clone();
    let steps: Vec<&Value> = steps.iter().filter(|step| text(&step["uses"]).contains("/sapar@")).collect();
    assert_eq!(steps.len(), 1, "{workflow:#}");
    assert_eq!(text(&steps[0]["uses"]), format!("OWNER/sapar@v{}", env!("CARGO_PKG_VERSION")));
    for name in steps[0]["with"].as_object().expect("inputs").keys() {
        assert!(known.contains_key(name), "{name}");
    }
    let (_, table) = behind.split_once("| input | |\n").expect("a table");
    let inputs = table
        .lines()
        .skip(1)
        .map_while(|line| line.strip_prefix("| "))
        .filter_map(|row| row.split_once(" |"));
    let inputs: Vec<&str> =
        inputs.flat_map(|(names, _)| names.split(", ")).map(|name| name.trim_matches('`')).collect();
    for name in known.keys() {
        assert!(inputs.contains(&name.as_str()), "the README explains {name}: {inputs:?}");
    }
}

#[test]
fn no_expression_stands_in_a_script() {
    for step in action()["runs"]["steps"].as_array().expect("steps") {
        assert!(!text(&step["run"]).contains("${{"), "it would be run as a part of the script: {step:#}");
    }
}
