//! The request to open a file of the site in the author's editor. Only a browser on this computer may ask for it.

use std::net::SocketAddr;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{ConnectInfo, DefaultBodyLimit, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::Deserialize;
use serde_json::json;

use super::responses::{json, text};
use super::server::Server;
use super::{client, guard};
use crate::load::is_text;

/// The largest request body, in bytes.
const MAX_REQUEST_SIZE: usize = 8 * 1024;

#[derive(Deserialize)]
struct OpenRequest {
    /// A path relative to the site's folder.
    file: String,
    #[serde(default)]
    line: u32,
    #[serde(default)]
    column: u32,
}

/// Limits the size of the request body; a larger one is answered with 413.
pub(super) fn body_limit() -> DefaultBodyLimit {
    DefaultBodyLimit::max(MAX_REQUEST_SIZE)
}

/// Opens a file if the request comes from this computer and has the CSRF token.
pub(super) async fn open_file(
    State(server): State<Arc<Server>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let token = headers.get("sapar-token").and_then(|token| token.to_str().ok());
    if !guard::is_local(peer, &headers) || token != Some(server.csrf_token.as_str()) {
        return text(StatusCode::FORBIDDEN, "forbidden\n");
    }
    let Ok(request) = serde_json::from_slice::<OpenRequest>(&body) else {
        return text(StatusCode::BAD_REQUEST, "bad request\n");
    };
    let Some(path) = file_of_site(&server.root, &request.file) else {
        return text(StatusCode::NOT_FOUND, "not found\n");
    };
    match server.editor.open(&path, request.line, request.column) {
        Ok(()) => text(StatusCode::NO_CONTENT, ""),
        Err(error) => {
            let text = client::messages(server.language).text("panel-open-failed", &[]);
            json(StatusCode::INTERNAL_SERVER_ERROR, &json!({ "message": format!("{text} {error}") }))
        }
    }
}

/// The path of a file that authors of the site edit: one that Sapar reads as text. Returns `None` for every other file of
/// this computer, and for the site's other files: the system may run what it is asked to open.
pub(super) fn file_of_site(root: &Path, file: &str) -> Option<PathBuf> {
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
            Some(names @ [folder, ..]) => {
                crate::config::FOLDERS.contains(folder) && is_text(&names.join("/"))
            }
            None | Some([]) => false,
        }
    };
    let relative = Path::new(file);
    // The target of a symbolic link must be a file of the site, too.
    let path = is_of_site(relative).then(|| dunce::canonicalize(root.join(relative)).ok())??;
    (path.strip_prefix(root).is_ok_and(is_of_site) && path.is_file()).then_some(path)
}
