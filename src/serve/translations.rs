//! The data of the view that compares the languages of a page block by block.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::{ConnectInfo, RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde_json::{Value, json};

use super::address::{self, Found};
use super::client;
use super::page_request::PageRequest;
use super::responses::{json as respond, text};
use super::server::Server;
use super::translation_view::TranslationViews;
use crate::site::RouteKind;

/// Responds with all blocks of the translations of the page at the path `url`, with words in the language `lang` if that is
/// given. `null` stands for a language in which the page is no translation.
pub(super) async fn translations(
    State(server): State<Arc<Server>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    let request = PageRequest::new(&server, peer, query.as_deref(), &headers);
    let value = tokio::task::spawn_blocking(move || value(&server, &request)).await;
    match value {
        Ok(value) => respond(StatusCode::OK, &value),
        Err(_) => text(StatusCode::INTERNAL_SERVER_ERROR, "the translations cannot be shown\n"),
    }
}

fn value(server: &Server, request: &PageRequest) -> Value {
    let (language, is_local) = (request.language, request.is_local);
    let snapshot = server.preview.current();
    let mut value = json!({ "version": snapshot.version, "translations": {}, "edits": null });
    if is_local {
        value["edits"] = server.edits.values(&server.root, &client::messages(language)).into();
    }
    if let Some(view) = &snapshot.view
        && let Some(url) = address::within(view.site.config.base_path(), &request.path)
        && let Found::Route(route) = address::find(&snapshot, &view.site, &url)
        && let RouteKind::Page { page, .. } = route.kind
    {
        value["translations"] =
            TranslationViews::new(server, &view.site, language, is_local).of_comparison(page);
    }
    value
}
