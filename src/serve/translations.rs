//! The data of the view that compares the languages of a page block by block.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::{ConnectInfo, RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde_json::{Value, json};

use super::address::{self, Found};
use super::responses::{json as respond, text};
use super::server::Server;
use super::translation_view::TranslationViews;
use super::{client, guard};
use crate::diagnostics::ProgramLanguage;
use crate::site::RouteKind;

/// Responds with all blocks of the translations of the page at the path `url`, with words in the language `lang` if that is
/// given. `null` stands for a language in which the page is no translation.
pub(super) async fn translations(
    State(server): State<Arc<Server>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    let is_local = guard::is_local(peer, &headers);
    let query = query.unwrap_or_default();
    let parameter = |name: &str| {
        let mut pairs = url::form_urlencoded::parse(query.as_bytes());
        pairs.find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
    };
    let language = parameter("lang").and_then(|tag| client::language(&tag)).unwrap_or(server.language);
    let path = parameter("url").unwrap_or_default();
    let value = tokio::task::spawn_blocking(move || value(&server, &path, language, is_local)).await;
    match value {
        Ok(value) => respond(StatusCode::OK, &value),
        Err(_) => text(StatusCode::INTERNAL_SERVER_ERROR, "the translations cannot be shown\n"),
    }
}

fn value(server: &Server, path: &str, language: ProgramLanguage, is_local: bool) -> Value {
    let snapshot = server.preview.current();
    let mut value = json!({ "version": snapshot.version, "translations": {}, "edits": null });
    if is_local {
        value["edits"] = server.edits.values(&server.root, &client::messages(language)).into();
    }
    if let Some(view) = &snapshot.view
        && let Some(url) = address::within(view.site.config.base_path(), path)
        && let Found::Route(route) = address::find(&snapshot, &view.site, &url)
        && let RouteKind::Page { page, .. } = route.kind
    {
        value["translations"] =
            TranslationViews::new(server, &view.site, language, is_local).of_comparison(page);
    }
    value
}
