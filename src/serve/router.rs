//! Routes of the preview server, and the checks that every request passes.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, Request, State};
use axum::http::header::{self, HeaderName, HeaderValue};
use axum::http::uri::{PathAndQuery, Uri};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::{self, Next};
use axum::response::sse::{KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Extension, Router};
use tokio_stream::StreamExt;
use tower::ServiceExt;
use tower_http::set_header::SetResponseHeaderLayer;

use super::connection_slots::ConnectionSlot;
use super::own_pages::{Reason, compare_page};
use super::responses::{error_page, html, text};
use super::server::Server;
use super::{client, content, guard, open_file, panel, site_content};
use crate::artefacts::Digest;

/// The whole application.
pub(super) fn router(server: Arc<Server>) -> Router {
    let own = Router::new()
        .route("/events", get(events))
        .route("/panel.json", get(panel::panel))
        .route("/open", post(open_file::open_file).layer(open_file::body_limit()))
        .route("/compare/", get(compare))
        .route("/compare/{*page}", get(compare))
        .route("/{file}", get(client_file))
        .fallback(get(not_found))
        .layer(middleware::from_fn(require_same_origin))
        .with_state(Arc::clone(&server));
    let site = Router::new().fallback(get(site_content::respond)).with_state(Arc::clone(&server));
    let overriding =
        |name: HeaderName, value| SetResponseHeaderLayer::overriding(name, HeaderValue::from_static(value));
    Router::new()
        .fallback(dispatch)
        .with_state(Applications { server: Arc::clone(&server), own, site })
        .layer(middleware::from_fn_with_state(server, require_known_host))
        .layer(overriding(header::CACHE_CONTROL, "no-cache"))
        .layer(overriding(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(overriding(HeaderName::from_static("cross-origin-resource-policy"), "same-origin"))
}

/// The two parts of the application.
#[derive(Clone)]
struct Applications {
    server: Arc<Server>,
    /// What the preview itself adds below `_sapar/`.
    own: Router,
    /// The site.
    site: Router,
}

/// Passes a request on to one of the two applications. `Router::nest` cannot do that, because the base path changes with
/// `sapar.toml` while the server runs.
async fn dispatch(State(applications): State<Applications>, mut request: Request) -> Response {
    let Applications { server, own, site } = applications;
    let application = match own_uri(request.uri(), &server.base_path()) {
        Some(uri) => {
            *request.uri_mut() = uri;
            own
        }
        None => site,
    };
    application.oneshot(request).await.unwrap_or_else(|never| match never {})
}

/// The URI below `_sapar/`, or `None` if a request asks for something of the site.
fn own_uri(uri: &Uri, base_path: &str) -> Option<Uri> {
    let path = uri.path().strip_prefix(base_path)?.strip_prefix("_sapar/")?;
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    Some(format!("/{path}{query}").parse::<PathAndQuery>().ok()?.into())
}

async fn require_known_host(State(server): State<Arc<Server>>, request: Request, next: Next) -> Response {
    match guard::is_known_host(request.headers(), &server.host) {
        true => next.run(request).await,
        false => error_page(&server, Reason::Forbidden, &[]),
    }
}

async fn require_same_origin(request: Request, next: Next) -> Response {
    match guard::is_same_origin(request.headers()) {
        true => next.run(request).await,
        false => text(StatusCode::FORBIDDEN, "forbidden\n"),
    }
}

async fn events(
    State(server): State<Arc<Server>>,
    Extension(slot): Extension<Arc<ConnectionSlot>>,
) -> Response {
    let Some(permit) = slot.open_event_stream() else {
        return text(StatusCode::SERVICE_UNAVAILABLE, "too many event streams\n");
    };
    let preview = Arc::clone(&server.preview);
    let events = server.preview.events.subscribe(move || preview.current().version);
    // The permit is returned when the stream is dropped, which is when the browser hangs up.
    let events = events.map(move |event| {
        let _held = &permit;
        event
    });
    Sse::new(events).keep_alive(KeepAlive::default()).into_response()
}

async fn compare(State(server): State<Arc<Server>>) -> Response {
    html(StatusCode::OK, compare_page(server.language, &server.base_path()))
}

async fn client_file(Path(name): Path<String>, headers: HeaderMap) -> Response {
    match client::file(&name) {
        Some(bytes) => content::bytes(
            Bytes::from_static(bytes),
            &content::tag(&Digest::of(bytes)),
            &name,
            &headers,
            StatusCode::OK,
        ),
        None => not_found().await,
    }
}

async fn not_found() -> Response {
    text(StatusCode::NOT_FOUND, "not found\n")
}
