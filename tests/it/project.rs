//! A small site in a temporary folder, built by the real program.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

use super::tiny;

/// Four languages, the default theme, one taxonomy. Drawing cards takes most of the time of a small site.
const CONFIG: &str = r#"base_url = "https://altai.example/"
default_language = "ru"
social_cards = false
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

/// A site in a temporary folder, deleted when this is dropped.
pub struct Project {
    folder: TempDir,
}

impl Project {
    /// An empty folder.
    pub fn bare() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder for the test") }
    }

    /// A site that builds without diagnostics: a configuration, and a home page in each of four languages.
    pub fn new() -> Self {
        let project = Self::bare().file("sapar.toml", CONFIG);
        ["kk", "ru", "zh", "en"].into_iter().fold(project, |project, tag| {
            project.document(&format!("_index.{tag}.md"), &format!("Home {tag}"), "Text.\n")
        })
    }

    /// A site like [`Project::new`] with a tiny theme, whose files tests may overwrite.
    pub fn with_theme() -> Self {
        let project = Self::new().file("sapar.toml", &format!("theme = \"tiny\"\n{CONFIG}"));
        tiny::FILES
            .into_iter()
            .fold(project, |project, (path, text)| project.file(&format!("themes/tiny/{path}"), text))
    }

    /// Writes a file, and creates its folders.
    pub fn file(self, path: &str, text: &str) -> Self {
        self.write(path, text);
        self
    }

    /// Writes a document with a title in the content folder.
    pub fn document(self, path: &str, title: &str, text: &str) -> Self {
        self.file(&format!("content/{path}"), &format!("+++\ntitle = \"{title}\"\n+++\n{text}"))
    }

    /// Writes a page `PATH/index.LANG.md` in all four languages, with the language's tag after the title.
    pub fn page(self, path: &str, title: &str, text: &str) -> Self {
        ["kk", "ru", "zh", "en"].into_iter().fold(self, |project, tag| {
            project.document(&format!("{path}/index.{tag}.md"), &format!("{title} {tag}"), text)
        })
    }

    /// Writes a page `PATH/index.LANG.md` in all four languages, with an alternative text for its picture `hero.svg`.
    pub fn illustrated_page(self, path: &str, title: &str) -> Self {
        ["kk", "ru", "zh", "en"].into_iter().fold(self, |project, tag| {
            let text = format!(
                "+++\ntitle = \"{title} {tag}\"\nalt = {{ \"hero.svg\" = \"Picture {tag}\" }}\n+++\nText.\n"
            );
            project.file(&format!("content/{path}/index.{tag}.md"), &text)
        })
    }

    /// Writes the default configuration with lines appended.
    pub fn config(self, lines: &str) -> Self {
        let text = format!("{CONFIG}{lines}");
        self.file("sapar.toml", &text)
    }

    /// Writes lines before the configuration, where the options of the whole site stand.
    pub fn with_options(self, lines: &str) -> Self {
        let config = fs::read_to_string(self.path("sapar.toml")).expect("there is a configuration");
        self.file("sapar.toml", &format!("{lines}{config}"))
    }

    /// Publishes files beside pages that nothing names, too.
    pub fn publishing_all(self) -> Self {
        let config = fs::read_to_string(self.path("sapar.toml")).expect("there is a configuration");
        self.file("sapar.toml", &format!("publish_all = true\n{config}"))
    }

    /// Writes a file; like [`Project::file`], for a project that is borrowed.
    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a file has a parent folder")).expect("folders can be made");
        fs::write(path, text).expect("files can be written");
    }

    /// Removes a file.
    pub fn remove(&self, path: &str) {
        fs::remove_file(self.path(path)).expect("the file is there");
    }

    /// The absolute path of a file in the site's folder.
    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// The site's folder.
    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    /// Runs the program in the site's folder, in English unless the arguments name another language.
    pub fn run(&self, arguments: &[&str]) -> Run {
        let output = self.command(arguments).output().expect("the program starts");
        Run::new(output)
    }

    /// The command that [`Project::run`] runs.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sapar"));
        command.current_dir(self.root()).args(arguments).env_remove("NO_COLOR");
        if !arguments.iter().any(|argument| argument.starts_with("--lang")) {
            command.args(["--lang", "en"]);
        }
        command
    }

    /// Builds the site with a fixed date as today.
    pub fn build(&self, arguments: &[&str]) -> Run {
        self.run(&[&["build", "--now", "2026-06-01"], arguments].concat())
    }

    /// Builds the site, which must have no errors and warnings.
    pub fn built(self) -> Self {
        self.build(&[]).succeeds();
        self
    }

    /// The diagnostics of a build in JSON.
    pub fn diagnostics(&self) -> Vec<Value> {
        let run = self.build(&["--format", "json"]);
        assert!(run.code == 0 || run.code == 1, "{run:?}");
        assert_eq!(run.stderr, "", "JSON goes to the standard output only");
        let diagnostics = run.json()["diagnostics"].as_array().expect("a list").clone();
        for text in diagnostics.iter().flat_map(|it| [&it["message"], &it["help"]]) {
            // Fluent shows a variable without a value by its name.
            assert!(!text.to_string().contains("{$"), "{text}");
        }
        diagnostics
    }

    /// The only diagnostic of a build, shortened to `FILE:LINE:COLUMN CODE`, or `FILE CODE` without a line.
    pub fn finding(&self) -> String {
        let findings = self.findings();
        assert_eq!(findings.len(), 1, "{findings:#?}");
        findings[0].clone()
    }

    /// All diagnostics of a build in their order, shortened like in [`Project::finding`].
    pub fn findings(&self) -> Vec<String> {
        self.diagnostics().iter().map(shorten).collect()
    }

    /// Where an output file is. That of a file with a hash in its name is found by the name without it.
    pub fn published(&self, path: &str) -> PathBuf {
        let plain = self.path("public").join(path);
        if plain.exists() {
            return plain;
        }
        let name = plain.file_name().and_then(|name| name.to_str()).expect("a name");
        let Some((stem, extension)) = name.rsplit_once('.') else { return plain };
        let is_it = |found: &str| {
            let hash = found.strip_prefix(stem).and_then(|rest| rest.strip_suffix(extension));
            let hash = hash.and_then(|hash| hash.strip_prefix('.')?.strip_suffix('.'));
            hash.is_some_and(|hash| hash.len() == 10 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()))
        };
        let folder = fs::read_dir(plain.parent().expect("a folder")).into_iter().flatten().flatten();
        let mut found: Vec<PathBuf> = folder
            .filter(|entry| entry.file_name().to_str().is_some_and(is_it))
            .map(|entry| entry.path())
            .collect();
        assert!(found.len() < 2, "{path} is published twice: {found:?}");
        found.pop().unwrap_or(plain)
    }

    /// The address of an output file from the site's root, with the hash in its name.
    pub fn published_url(&self, path: &str) -> String {
        let published = self.published(path);
        let path = published.strip_prefix(self.path("public")).expect("it is in there");
        format!("/{}", path.to_str().expect("UTF-8").replace('\\', "/"))
    }

    /// The text of an output file.
    pub fn output(&self, path: &str) -> String {
        let path = self.published(path);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// The bytes of an output file.
    pub fn output_bytes(&self, path: &str) -> Vec<u8> {
        let path = self.published(path);
        fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// Whether an output file exists.
    pub fn has_output(&self, path: &str) -> bool {
        self.published(path).exists()
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

/// The result of a run of the program.
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
    /// Takes the output of a finished process, and fails if it panicked.
    pub fn new(output: Output) -> Self {
        let run = Self {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).expect("the program writes UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("the program writes UTF-8"),
        };
        assert!(!run.stderr.contains("panicked at"), "{run:?}");
        run
    }

    /// Asserts that the exit code is 0 and that nothing was printed to the standard error.
    #[track_caller]
    pub fn succeeds(self) -> Self {
        assert!(self.code == 0 && self.stderr.is_empty(), "{self:?}");
        self
    }

    /// Asserts the exit code.
    #[track_caller]
    pub fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{self:?}");
        self
    }

    /// Parses the standard output as JSON.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}
