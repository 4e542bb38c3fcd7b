//! Opens a file of the site at a line, in the editor of whoever writes it.

use std::path::{Component, Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

use http_body_util::{BodyExt, Limited};
use hyper::body::Incoming;
use hyper::{Request, StatusCode};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde::Deserialize;
use serde_json::json;

use super::answer::{Answer, json, plain};
use super::client;
use super::connections::Server;

/// What opens a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Editor {
    /// An address that the browser hands to a program, such as `vscode://file{path}:{line}:{column}`.
    Address(String),
    /// A program with its arguments, such as `code --goto {path}:{line}:{column}`.
    Program(Vec<String>),
    /// What the system opens such files with.
    System,
}

/// How Visual Studio Code is asked to open a file.
const CODE: &str = "vscode://file{path}:{line}:{column}";

/// Editors that need a terminal, which the preview cannot give them.
const TERMINAL_EDITORS: [&str; 12] =
    ["ed", "emacs", "helix", "hx", "joe", "mcedit", "micro", "nano", "ne", "nvim", "vi", "vim"];

/// The largest request to open a file, in bytes.
const LARGEST_REQUEST: usize = 8 * 1024;

/// What stands for itself in a path within an address.
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
    /// The editor that was asked for, else that of the environment, else Visual Studio Code where it is installed,
    /// else what the system opens such files with. `is_installed` tells whether a program is there.
    pub fn choose(
        asked: Option<&str>,
        environment: Option<&str>,
        is_installed: impl Fn(&str) -> bool,
    ) -> Self {
        let runs_in_window = |editor: &&str| {
            let program = editor.split_whitespace().next().unwrap_or_default();
            let name = Path::new(program).file_stem().unwrap_or_default().to_string_lossy().to_lowercase();
            !program.is_empty() && !TERMINAL_EDITORS.contains(&name.as_str())
        };
        let is_named = |editor: &&str| !editor.trim().is_empty();
        match asked.filter(is_named).or(environment.filter(runs_in_window)) {
            Some(text) if text.contains("://") => Self::Address(text.to_owned()),
            Some(text) => Self::Program(text.split_whitespace().map(ToOwned::to_owned).collect()),
            None if is_installed("code") => Self::Address(CODE.to_owned()),
            None => Self::System,
        }
    }

    /// The address that opens a file, where the browser does that.
    pub(super) fn address(&self, root: &Path, file: &str, line: u32, column: u32) -> Option<String> {
        let Self::Address(template) = self else { return None };
        let path = root.join(file).to_string_lossy().replace('\\', "/");
        // Windows: `C:/…`.
        let path = if path.starts_with('/') { path } else { format!("/{path}") };
        Some(filled(template, &utf8_percent_encode(&path, IN_PATH).to_string(), line, column))
    }

    fn start(&self, path: &Path, line: u32, column: u32) -> std::io::Result<()> {
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
        // Somebody has to take note of its end.
        std::thread::spawn(move || child.wait());
        Ok(())
    }
}

fn filled(template: &str, path: &str, line: u32, column: u32) -> String {
    // The path comes last, as a file may be called `{line}`.
    template
        .replace("{line}", &line.max(1).to_string())
        .replace("{column}", &column.max(1).to_string())
        .replace("{path}", path)
}

#[derive(Deserialize)]
struct Asked {
    file: String,
    #[serde(default)]
    line: u32,
    #[serde(default)]
    column: u32,
}

/// Answers a request to open a file.
pub(super) async fn open(server: &Arc<Server>, request: Request<Incoming>) -> Answer {
    let token = request.headers().get("sapar-token").and_then(|token| token.to_str().ok());
    if token != Some(server.token.as_str()) {
        return plain(StatusCode::FORBIDDEN, "forbidden\n");
    }
    let body = Limited::new(request.into_body(), LARGEST_REQUEST).collect().await;
    let asked: Option<Asked> = body.ok().and_then(|body| serde_json::from_slice(&body.to_bytes()).ok());
    let Some(asked) = asked else { return plain(StatusCode::BAD_REQUEST, "bad request\n") };
    let Some(path) = file_of_site(&server.root, &asked.file) else {
        return plain(StatusCode::NOT_FOUND, "not found\n");
    };
    match server.editor.start(&path, asked.line, asked.column) {
        Ok(()) => plain(StatusCode::NO_CONTENT, ""),
        Err(error) => {
            let text = client::messages(server.language).text("panel-open-failed", &[]);
            json(StatusCode::INTERNAL_SERVER_ERROR, &json!({ "message": format!("{text} {error}") }))
        }
    }
}

/// The path of a file that an editor of the site may write; nothing for any other file of this computer.
fn file_of_site(root: &Path, file: &str) -> Option<PathBuf> {
    let is_of_site = |relative: &Path| {
        let names: Option<Vec<&str>> = relative
            .components()
            .map(|part| match part {
                Component::Normal(name) => name.to_str().filter(|name| !name.starts_with('.')),
                _ => None,
            })
            .collect();
        match names.as_deref() {
            Some([name]) => *name == crate::config::FILE_NAME,
            Some([folder, ..]) => crate::config::FOLDERS.contains(folder),
            _ => false,
        }
    };
    let relative = Path::new(file);
    // What a link leads to must be a file of the site, too.
    let path = is_of_site(relative).then(|| dunce::canonicalize(root.join(relative)).ok())??;
    (path.strip_prefix(root).is_ok_and(is_of_site) && path.is_file()).then_some(path)
}
