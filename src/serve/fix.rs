//! The requests to apply a fix that the panel shows, and to take it back. Only a browser on this computer may ask for them.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use serde_json::json;

use super::client;
use super::fix_view::fix_id;
use super::listing::{Listing, diagnostics_at, id};
use super::local_request::LocalRequest;
use super::responses::{json, text};
use super::server::Server;
use crate::diagnostics::{Diagnostic, Entry, Messages, ProgramLanguage, SourceEdit};
use crate::edit::EditError;

#[derive(Deserialize)]
pub(super) struct FixRequest {
    /// The path of the page whose panel shows the diagnostic.
    url: String,
    /// The id of the diagnostic.
    diagnostic: String,
    /// The id of its fix: what the person who decides about it has seen.
    fix: String,
    /// Whether to fix all that are alike: those of the same code in the same file that are listed.
    #[serde(default)]
    all: bool,
    /// The language of the answer.
    #[serde(default)]
    lang: String,
}

#[derive(Deserialize)]
pub(super) struct UndoRequest {
    /// The id of the edit.
    edit: u64,
    /// The language of the answer.
    #[serde(default)]
    lang: String,
}

/// Applies a fix.
pub(super) async fn fix(
    State(server): State<Arc<Server>>,
    LocalRequest(request): LocalRequest<FixRequest>,
) -> Response {
    respond(move || {
        let messages = messages(&server, &request.lang);
        match apply(&server, &request) {
            Ok(edit) => json(StatusCode::OK, &json!({ "edit": edit })),
            Err((file, error)) => refused(&messages, "panel-fix-refused", &file, &error),
        }
    })
    .await
}

/// Takes an edit back.
pub(super) async fn undo(
    State(server): State<Arc<Server>>,
    LocalRequest(request): LocalRequest<UndoRequest>,
) -> Response {
    respond(move || {
        let messages = messages(&server, &request.lang);
        match server.edits.undo(&server.root, request.edit) {
            Ok(file) => {
                let message = messages.text("panel-undone", &[("file", file.into())]);
                json(StatusCode::OK, &json!({ "message": message }))
            }
            Err((file, error)) => {
                refused(&messages, "panel-undo-refused", file.as_deref().unwrap_or("?"), &error)
            }
        }
    })
    .await
}

/// Files are written on a thread that may wait for the disk.
pub(super) async fn respond(act: impl FnOnce() -> Response + Send + 'static) -> Response {
    let response = tokio::task::spawn_blocking(act).await;
    response.unwrap_or_else(|_| text(StatusCode::INTERNAL_SERVER_ERROR, "the file could not be written\n"))
}

/// Writes a fix. Returns the id by which it can be taken back.
fn apply(server: &Server, request: &FixRequest) -> Result<u64, (String, EditError)> {
    let snapshot = server.preview.current();
    let found = diagnostics_at(&server.preview, &snapshot, &request.url);
    let Listing { own, rest, findings, .. } = Listing::of(&found);
    let listed = own.iter().chain(&rest).chain(&findings).filter_map(|entry| match entry {
        Entry::Shown(diagnostic) => Some(*diagnostic),
        Entry::Omitted(_) => None,
    });
    let listed: Vec<&Diagnostic> = listed.collect();
    let asked = listed.iter().find(|diagnostic| id(diagnostic) == request.diagnostic);
    let edit = asked.and_then(|diagnostic| Some((*diagnostic, diagnostic.source_edit()?)));
    // What is not there any more was mended, or is another mistake now.
    let Some((asked, edit)) = edit.filter(|(_, edit)| fix_id(edit) == request.fix) else {
        let file =
            asked.and_then(|diagnostic| diagnostic.location.as_ref()).map(|place| place.file().to_owned());
        return Err((file.unwrap_or_default(), EditError::Changed));
    };
    let file = edit.source.path.to_string();
    let alike = |one: &&&Diagnostic| {
        one.code == asked.code && one.location.as_ref().is_some_and(|place| place.file() == file)
    };
    let (edit, count) = match request.all {
        false => (edit, 1),
        true => {
            let edits: Vec<SourceEdit> =
                listed.iter().filter(alike).filter_map(|diagnostic| diagnostic.source_edit()).collect();
            SourceEdit::merge(edits).unwrap_or((edit, 1))
        }
    };
    server.edits.apply(&server.root, &edit, count).map_err(|error| (file, error))
}

/// The preview's messages in the language of an answer.
pub(super) fn messages(server: &Server, tag: &str) -> Messages {
    let language: ProgramLanguage = client::language(tag).unwrap_or(server.language);
    client::messages(language)
}

fn refused(messages: &Messages, id: &str, file: &str, error: &EditError) -> Response {
    let message = messages.text(
        id,
        &[("reason", error.name().into()), ("file", file.into()), ("detail", error.to_string().into())],
    );
    let status = match error {
        EditError::NotASource => StatusCode::NOT_FOUND,
        EditError::Changed => StatusCode::CONFLICT,
        EditError::ReadOnly | EditError::SecondName => StatusCode::FORBIDDEN,
        EditError::Io(_) => StatusCode::INTERNAL_SERVER_ERROR,
    };
    json(status, &json!({ "message": message }))
}
