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
    /// installed, or else the system's default. A command is split as a POSIX shell would, unless all of it is the path of a
    /// program. `is_installed` says whether a program is there, or found on `PATH`.
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
        let of_command = |text: &str| Self::of_command(text, &is_installed);
        let requested = requested.and_then(of_command);
        let environment = environment.and_then(of_command).filter(|editor| !editor.needs_terminal());
        match requested.or(environment) {
            Some(editor) => editor,
            None if is_installed("code") => Self::Address(VS_CODE_URL.to_owned()),
            None => Self::System,
        }
    }

    /// Checks a command line or a URL before it is used.
    ///
    /// # Errors
    /// If it names nothing, or its quotes are not closed: an example.
    pub fn parse(text: &str) -> Result<String, String> {
        let is_installed = |program: &str| which::which(program).is_ok();
        match Self::of_command(text, is_installed) {
            Some(_) => Ok(text.to_owned()),
            None => Err("--editor '\"/path/to/my editor\" {path}'".to_owned()),
        }
    }

    /// The first of several values of environment variables that names an editor with a window of its own.
    pub fn choose_variable(
        values: impl IntoIterator<Item = String>,
        is_installed: impl Fn(&str) -> bool,
    ) -> Option<String> {
        let has_window = |text: &String| {
            Self::of_command(text, &is_installed).is_some_and(|editor| !editor.needs_terminal())
        };
        values.into_iter().find(has_window)
    }

    /// The editor that a URL or a command line names. Returns `None` if it is empty or its quotes are not closed.
    fn of_command(text: &str, is_installed: impl Fn(&str) -> bool) -> Option<Self> {
        if text.contains("://") {
            return Some(Self::Address(text.to_owned()));
        }
        // Installers write paths with spaces into `VISUAL` without quotes.
        let words = match text.trim().contains(' ') && is_installed(text.trim()) {
            true => Some(vec![text.trim().to_owned()]),
            false => words(text, !cfg!(windows)),
        };
        words.filter(|words| words.first().is_some_and(|program| !program.is_empty())).map(Self::Program)
    }

    fn needs_terminal(&self) -> bool {
        let Self::Program(words) = self else { return false };
        // `{path}` means nothing to a shell, so the value was written for the preview.
        if words.iter().any(|word| word.contains("{path}")) {
            return false;
        }
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
        // The system finds no scripts by their bare names on Windows: `code` is `code.cmd`.
        let program = which::which(&arguments[0]).map_err(std::io::Error::other)?;
        let mut child = Command::new(program)
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

/// The words of a command line, by the rules of a POSIX shell for quotes. On Windows backslashes separate folders and must not
/// escape anything, in quotes or not.
fn words(text: &str, escapes: bool) -> Option<Vec<String>> {
    /// A noncharacter, which no path holds.
    const BACKSLASH: &str = "\u{FDD0}";
    if escapes {
        return shlex::split(text);
    }
    let words = shlex::split(&text.replace('\\', BACKSLASH))?;
    Some(words.into_iter().map(|word| word.replace(BACKSLASH, "\\")).collect())
}

fn filled(template: &str, path: &str, line: u32, column: u32) -> String {
    // The path is filled in last: a file may be called `{line}`.
    template
        .replace("{line}", &line.max(1).to_string())
        .replace("{column}", &column.max(1).to_string())
        .replace("{path}", path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn backslashes_are_part_of_paths_where_they_escape_nothing() {
        let code = r"C:\Program Files\Microsoft VS Code\bin\code.cmd";
        for quote in ['"', '\''] {
            let text = format!("{quote}{code}{quote} --goto {{path}}:{{line}}");
            assert_eq!(words(&text, false).expect("it is closed"), [code, "--goto", "{path}:{line}"]);
        }
        assert_eq!(
            words(r"C:\tools\ed.exe {path}", false).expect("no quotes"),
            [r"C:\tools\ed.exe", "{path}"]
        );
        assert_eq!(words(r"\\server\ed.exe", false).expect("no quotes"), [r"\\server\ed.exe"]);
        assert_eq!(words(r"/opt/my\ ed {path}", true).expect("no quotes"), ["/opt/my ed", "{path}"]);
        assert_eq!(words("\"/path with spaces/ed {path}", true), None);
    }

    #[test]
    fn a_path_with_spaces_is_a_program_if_it_is_there() {
        let path = "/path with spaces/ed";
        let editor = |text: &str| Editor::of_command(text, |program| program == path);
        assert_eq!(editor(path), Some(Editor::Program(vec![path.to_owned()])));
        assert_eq!(editor(&format!("\"{path}\"")), Some(Editor::Program(vec![path.to_owned()])));
        let words = [path, "{path}"].map(ToOwned::to_owned).to_vec();
        assert_eq!(editor(&format!("\"{path}\" {{path}}")), Some(Editor::Program(words)));
        assert_eq!(editor("\"\""), None);
    }

    #[test]
    fn the_first_variable_that_names_a_window_counts() {
        let choose =
            |values: &[&str]| Editor::choose_variable(values.iter().map(ToString::to_string), |_| false);
        assert_eq!(choose(&["", "gedit"]).as_deref(), Some("gedit"));
        assert_eq!(choose(&["'/usr/my bin/vim' -f", "code -g {path}"]).as_deref(), Some("code -g {path}"));
        assert_eq!(
            choose(&["\"/path with spaces/ed\" {path}"]).as_deref(),
            Some("\"/path with spaces/ed\" {path}")
        );
        assert_eq!(choose(&["vim", "nano"]), None);
    }
}
