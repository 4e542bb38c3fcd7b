//! A small site in a folder of its own, built by the real program.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

use super::tiny;

/// Four languages, the theme that ships, one taxonomy.
const CONFIG: &str = r#"base_url = "https://altai.example/"
default_language = "ru"

[languages.kk]
name = "Қазақша"
fallback = ["ru", "en"]
[languages.ru]
name = "Русский"
[languages.zh]
name = "中文"
hreflang = "zh-Hans"
fallback = ["en"]
[languages.en]
name = "English"

[taxonomies.tags]
"#;

/// A site under construction.
pub struct Project {
    folder: TempDir,
}

impl Project {
    /// A folder with nothing in it.
    pub fn bare() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder for the test") }
    }

    /// A site that builds without a word: a configuration, and a home page in each of four languages.
    pub fn new() -> Self {
        let project = Self::bare().file("sapar.toml", CONFIG);
        ["kk", "ru", "zh", "en"].into_iter().fold(project, |project, tag| {
            project.document(&format!("_index.{tag}.md"), &format!("Home {tag}"), "Text.\n")
        })
    }

    /// A site like [`Project::new`], in a tiny theme of its own, of which tests may overwrite any file.
    pub fn with_theme() -> Self {
        let project = Self::new().file("sapar.toml", &format!("theme = \"tiny\"\n{CONFIG}"));
        tiny::FILES
            .into_iter()
            .fold(project, |project, (path, text)| project.file(&format!("themes/tiny/{path}"), text))
    }

    /// Writes a file, with the folders that it stands in.
    pub fn file(self, path: &str, text: &str) -> Self {
        self.write(path, text);
        self
    }

    /// Writes a document of the content folder with a title.
    pub fn document(self, path: &str, title: &str, text: &str) -> Self {
        self.file(&format!("content/{path}"), &format!("+++\ntitle = \"{title}\"\n+++\n{text}"))
    }

    /// Writes a page `PATH/index.LANG.md` in all four languages, with the language's tag behind the title.
    pub fn page(self, path: &str, title: &str, text: &str) -> Self {
        ["kk", "ru", "zh", "en"].into_iter().fold(self, |project, tag| {
            project.document(&format!("{path}/index.{tag}.md"), &format!("{title} {tag}"), text)
        })
    }

    /// Writes a page `PATH/index.LANG.md` in all four languages, each of which says what its picture `hero.svg` shows.
    pub fn illustrated_page(self, path: &str, title: &str) -> Self {
        ["kk", "ru", "zh", "en"].into_iter().fold(self, |project, tag| {
            let text = format!(
                "+++\ntitle = \"{title} {tag}\"\nalt = {{ \"hero.svg\" = \"Picture {tag}\" }}\n+++\nText.\n"
            );
            project.file(&format!("content/{path}/index.{tag}.md"), &text)
        })
    }

    /// The configuration with lines added at its end.
    pub fn config(self, lines: &str) -> Self {
        let text = format!("{CONFIG}{lines}");
        self.file("sapar.toml", &text)
    }

    /// Writes a file of a site that is there already.
    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a file stands in a folder")).expect("folders can be made");
        fs::write(path, text).expect("files can be written");
    }

    /// Removes a file.
    pub fn remove(&self, path: &str) {
        fs::remove_file(self.path(path)).expect("the file is there");
    }

    /// A path of the site's folder.
    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// The site's folder.
    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    /// Runs the program in the site's folder, in English unless the arguments say otherwise.
    pub fn run(&self, arguments: &[&str]) -> Run {
        let output = self.command(arguments).output().expect("the program starts");
        Run::new(output)
    }

    /// The program as a command, not yet started.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sapar"));
        command.current_dir(self.root()).args(arguments).env_remove("NO_COLOR");
        if !arguments.iter().any(|argument| argument.starts_with("--lang")) {
            command.args(["--lang", "en"]);
        }
        command
    }

    /// Builds on a fixed day.
    pub fn build(&self, arguments: &[&str]) -> Run {
        self.run(&[&["build", "--now", "2026-06-01"], arguments].concat())
    }

    /// Builds a site that must be without errors and warnings.
    pub fn built(self) -> Self {
        self.build(&[]).succeeds();
        self
    }

    /// The diagnostics of a build, for machines.
    pub fn diagnostics(&self) -> Vec<Value> {
        let run = self.build(&["--format", "json"]);
        assert!(run.code == 0 || run.code == 1, "{run:?}");
        assert_eq!(run.stderr, "", "JSON goes to the standard output alone");
        let diagnostics = run.json()["diagnostics"].as_array().expect("a list").clone();
        for text in diagnostics.iter().flat_map(|it| [&it["message"], &it["help"]]) {
            // A variable that a message was not given is shown as itself.
            assert!(!text.to_string().contains("{$"), "{text}");
        }
        diagnostics
    }

    /// The one diagnostic of a build, shortened to `FILE:LINE:COLUMN CODE`, or `FILE CODE` without a line.
    pub fn finding(&self) -> String {
        let findings = self.findings();
        assert_eq!(findings.len(), 1, "{findings:#?}");
        findings[0].clone()
    }

    /// All diagnostics of a build, shortened, in their order.
    pub fn findings(&self) -> Vec<String> {
        self.diagnostics().iter().map(shorten).collect()
    }

    /// A file of the output.
    pub fn output(&self, path: &str) -> String {
        let path = self.path("public").join(path);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// Whether the output has a file.
    pub fn has_output(&self, path: &str) -> bool {
        self.path("public").join(path).exists()
    }
}

fn shorten(diagnostic: &Value) -> String {
    let code = diagnostic["code"].as_str().expect("a code");
    let file = diagnostic["file"].as_str().unwrap_or("-");
    match (diagnostic["line"].as_u64(), diagnostic["column"].as_u64()) {
        (Some(line), Some(column)) => format!("{file}:{line}:{column} {code}"),
        _ => format!("{file} {code}"),
    }
}

/// What a run of the program left.
#[derive(Debug)]
pub struct Run {
    /// The exit code.
    pub code: i32,
    /// The standard output.
    pub stdout: String,
    /// The standard error.
    pub stderr: String,
}

impl Run {
    /// From a finished process. A panic is never right, whatever the exit code.
    pub fn new(output: Output) -> Self {
        let run = Self {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).expect("the program writes UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("the program writes UTF-8"),
        };
        assert!(!run.stderr.contains("panicked at"), "{run:?}");
        run
    }

    /// It ended well and had nothing to complain of.
    #[track_caller]
    pub fn succeeds(self) -> Self {
        assert!(self.code == 0 && self.stderr.is_empty(), "{self:?}");
        self
    }

    /// It ended with an exit code.
    #[track_caller]
    pub fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{self:?}");
        self
    }

    /// The standard output as JSON.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}
