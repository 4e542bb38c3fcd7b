//! The request to show drafts and pages whose day is to come or past, or to hide them again. It changes what the preview shows
//! and no file. Only a browser on this computer may ask for it.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::{ConnectInfo, State};
use axum::http::header::LOCATION;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use tokio::time::timeout;

use super::guard;
use super::responses::text;
use super::server::Server;

/// How long the answer waits for the site with other pages. A page that is loaded before is replaced as soon as it is there.
const MAX_WAIT: Duration = Duration::from_secs(10);

/// Shows drafts or hides them, if the request comes from this computer and has the CSRF token. The body is that of a form:
/// `token`, `show` (`yes` or `no`), and `to`, the path of the page that the browser is sent back to.
pub(super) async fn show_drafts(
    State(server): State<Arc<Server>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let field = |name: &str| {
        let mut pairs = url::form_urlencoded::parse(&body);
        pairs.find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
    };
    if !guard::is_local(peer, &headers) || field("token").as_ref() != Some(&server.csrf_token) {
        return text(StatusCode::FORBIDDEN, "forbidden\n");
    }
    let shows = match field("show").as_deref() {
        Some("yes") => true,
        Some("no") => false,
        _ => return text(StatusCode::BAD_REQUEST, "bad request\n"),
    };
    // Subscribed first, so that no change is missed.
    let mut changes = server.preview.events.changes();
    server.preview.show_drafts(shows);
    let is_shown = || {
        let view = server.preview.current().view.clone();
        // A site that cannot be shown has no pages to wait for.
        view.is_none_or(|view| view.site.options.drafts == shows)
    };
    let shown = async { while !is_shown() && changes.recv().await.is_ok() {} };
    let _ = timeout(MAX_WAIT, shown).await;
    // Only a path of this server: `//host/` would lead to another one.
    let is_path = |to: &String| to.starts_with('/') && !to.starts_with("//") && !to.contains('\\');
    match field("to").filter(is_path).and_then(|to| HeaderValue::try_from(to).ok()) {
        Some(to) => (StatusCode::SEE_OTHER, [(LOCATION, to)]).into_response(),
        None => text(StatusCode::NO_CONTENT, ""),
    }
}
