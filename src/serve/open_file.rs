//! The request to open a file of the site in the author's editor. Only a browser on this computer may ask for it.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use serde_json::json;

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
