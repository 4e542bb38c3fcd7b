//! The request to open a file of the site in the author's editor. Only a browser on this computer may ask for it.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use serde_json::{Value, json};

use super::client;
use super::local_request::LocalRequest;
use super::responses::{json, text};
use super::server::Server;
use crate::edit::source_path;

#[derive(Deserialize)]
pub(super) struct OpenRequest {
    /// A path relative to the site's folder.
    file: String,
    #[serde(default)]
    line: u32,
    #[serde(default)]
    column: u32,
}

/// How a browser opens a file at a place: by the address of the author's editor, or by a request to [`open_file`]. `null` if it
/// may not, or if the file is no source.
pub(super) fn open_value(server: &Server, is_local: bool, file: &str, line: u32, column: u32) -> Value {
    if !is_local || source_path(&server.root, file).is_none() {
        return Value::Null;
    }
    match server.editor.url(&server.root, file, line, column) {
        Some(url) => json!({ "url": url }),
        None => json!({ "post": true }),
    }
}

/// Opens a file.
pub(super) async fn open_file(
    State(server): State<Arc<Server>>,
    LocalRequest(request): LocalRequest<OpenRequest>,
) -> Response {
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
