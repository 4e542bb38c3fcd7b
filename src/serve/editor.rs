//! The author's editor: which one it is, and how it opens a file at a line.

use std::path::Path;
use std::process::{Command, Stdio};

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// What opens a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Editor {
    /// A URL that the browser hands to a program, such as `vscode://file{path}:{line}:{column}`.
    Address(String),
    /// A program with its arguments, such as `code`, `--goto`, `{path}:{line}:{column}`.
    Program(Vec<String>),
    /// The system's default program for the file type.
    System,
}

/// How Visual Studio Code is asked to open a file.
const VS_CODE_URL: &str = "vscode://file{path}:{line}:{column}";

/// Editors that need a terminal, which the preview cannot give them.
const TERMINAL_EDITORS: [&str; 12] =
    ["ed", "emacs", "helix", "hx", "joe", "mcedit", "micro", "nano", "ne", "nvim", "vi", "vim"];

/// What is percent-encoded in a path within a URL.
const IN_PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'&')
    .add(b'+')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`')
    .add(b'{')
    .add(b'}');

impl Editor {
    /// The requested editor, or else that of the environment (`VISUAL`, `EDITOR`), or else Visual Studio Code if it is
    /// installed, or else the system's default. A command is split as a POSIX shell would. `is_installed` says whether a
    /// program is found on `PATH`.
    ///
    /// ```
    /// use sapar::serve::Editor;
    ///
    /// let editor = Editor::choose(Some("'/opt/My Editor/edit' +{line}"), None, |_| false);
    /// assert_eq!(editor, Editor::Program(vec!["/opt/My Editor/edit".to_owned(), "+{line}".to_owned()]));
    /// ```
    pub fn choose(
        requested: Option<&str>,
        environment: Option<&str>,
        is_installed: impl Fn(&str) -> bool,
    ) -> Self {
        // A terminal editor in the environment is for the shell; one that was requested is a wrapper script, perhaps.
        let requested = requested.and_then(Self::of_command);
        let environment = environment.and_then(Self::of_command).filter(|editor| !editor.needs_terminal());
        match requested.or(environment) {
            Some(editor) => editor,
            None if is_installed("code") => Self::Address(VS_CODE_URL.to_owned()),
            None => Self::System,
        }
    }

    /// The editor that a URL or a command line names. Returns `None` if it is empty or its quotes are not closed.
    fn of_command(text: &str) -> Option<Self> {
        if text.contains("://") {
            return Some(Self::Address(text.to_owned()));
        }
        // Backslashes separate folders on Windows and must not escape anything.
        let words =
            if cfg!(windows) { shlex::split(&text.replace('\\', "\\\\")) } else { shlex::split(text) };
        words.filter(|words| !words.is_empty()).map(Self::Program)
    }

    fn needs_terminal(&self) -> bool {
        let Self::Program(words) = self else { return false };
        let name = Path::new(&words[0]).file_stem().unwrap_or_default().to_string_lossy().to_lowercase();
        TERMINAL_EDITORS.contains(&name.as_str())
    }

    /// The URL that opens a file, if the browser does that. `file` is relative to `root`; lines and columns count from 1.
    pub(super) fn url(&self, root: &Path, file: &str, line: u32, column: u32) -> Option<String> {
        let Self::Address(template) = self else { return None };
        let path = root.join(file).to_string_lossy().replace('\\', "/");
        // Windows: `C:/…`.
        let path = if path.starts_with('/') { path } else { format!("/{path}") };
        Some(filled(template, &utf8_percent_encode(&path, IN_PATH).to_string(), line, column))
    }

    /// Opens a file, without waiting until the editor is closed.
    pub(super) fn open(&self, path: &Path, line: u32, column: u32) -> std::io::Result<()> {
        let Self::Program(words) = self else { return open::that_detached(path) };
        let path = path.to_string_lossy();
        let mut arguments: Vec<String> = words.iter().map(|word| filled(word, &path, line, column)).collect();
        if !words.iter().any(|word| word.contains("{path}")) {
            arguments.push(path.into_owned());
        }
        let mut child = Command::new(&arguments[0])
            .args(&arguments[1..])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        // Reaps the process when it ends; it would stay a zombie otherwise.
        std::thread::spawn(move || child.wait());
        Ok(())
    }
}

fn filled(template: &str, path: &str, line: u32, column: u32) -> String {
    // The path is filled in last: a file may be called `{line}`.
    template
        .replace("{line}", &line.max(1).to_string())
        .replace("{column}", &column.max(1).to_string())
        .replace("{path}", path)
}
