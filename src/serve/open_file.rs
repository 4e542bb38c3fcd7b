//! The request to open a file of the site in the author's editor. Only a browser on this computer may ask for it.

use std::net::SocketAddr;
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
use crate::edit::source_path;

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
    if !guard::may_act(peer, &headers, &server.csrf_token) {
        return text(StatusCode::FORBIDDEN, "forbidden\n");
    }
    let Ok(request) = serde_json::from_slice::<OpenRequest>(&body) else {
        return text(StatusCode::BAD_REQUEST, "bad request\n");
    };
    let Some(path) = source_path(&server.root, &request.file) else {
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
