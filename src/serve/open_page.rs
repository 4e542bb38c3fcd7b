//! Addresses of pages that hold whatever their URLs are: the tag of a language and the content path.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;

use super::own_pages::Reason;
use super::responses::{error_page, redirect};
use super::server::Server;

/// Redirects to a page.
pub(super) async fn open_page(
    State(server): State<Arc<Server>>,
    Path((language, path)): Path<(String, String)>,
) -> Response {
    found(&server, &language, &path)
}

/// Redirects to the home page.
pub(super) async fn open_home(State(server): State<Arc<Server>>, Path(language): Path<String>) -> Response {
    found(&server, &language, "")
}

fn found(server: &Server, language: &str, path: &str) -> Response {
    let snapshot = server.preview.current();
    let Some(view) = snapshot.view.as_ref() else {
        return error_page(Reason::Failed, &snapshot.diagnostics, server.language, &server.base_path());
    };
    let path = match path.trim_matches('/') {
        "" => "/".to_owned(),
        path => format!("/{path}/"),
    };
    let site = &view.site;
    match (site.config.language(language), site.page_at(&path)) {
        (Some(language), Some(page)) => redirect(site.href(&site.pages[page].texts[language].url)),
        _ => error_page(Reason::Missing, &[], server.language, &server.base_path()),
    }
}
