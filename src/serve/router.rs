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
use super::local_request::body_limit;
use super::own_pages::{Reason, compare_page};
use super::responses::{error_page, html, text};
use super::server::Server;
use super::{
    accept, address, client, content, drafts, fix, guard, guide_content, open_file, open_page, panel,
    site_content, translations,
};
use crate::artefacts::Digest;
use crate::site::PREVIEW_PATH;

/// The whole application.
pub(super) fn router(server: Arc<Server>) -> Router {
    let own = Router::new()
        .route("/events", get(events))
        .route("/panel.json", get(panel::panel))
        .route("/open", post(open_file::open_file).layer(body_limit()))
        .route("/drafts", post(drafts::show_drafts).layer(body_limit()))
        .route("/fix", post(fix::fix).layer(body_limit()))
        .route("/undo", post(fix::undo).layer(body_limit()))
        .route("/accept", post(accept::accept).layer(body_limit()))
        .route("/translations.json", get(translations::translations))
        .route("/compare/", get(compare))
        .route("/compare/{*page}", get(compare))
        .route("/guide", get(guide_content::respond))
        .route("/guide/", get(guide_content::respond))
        .route("/guide/{*page}", get(guide_content::respond))
        .route("/{file}", get(client_file))
        .fallback(get(not_found))
        .layer(middleware::from_fn(require_same_origin))
        // Reports and translators' files link to it, which are no pages of the preview.
        .route("/page/{language}/{*path}", get(open_page::open_page))
        .route("/page/{language}/", get(open_page::open_home))
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
    let path = address::below(base_path, uri.path())?.strip_prefix(PREVIEW_PATH)?;
    let path = path.starts_with('/').then_some(path)?;
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    Some(format!("{path}{query}").parse::<PathAndQuery>().ok()?.into())
}

async fn require_known_host(State(server): State<Arc<Server>>, request: Request, next: Next) -> Response {
    match guard::is_known_host(request.headers(), &server.host) {
        true => next.run(request).await,
        false => error_page(Reason::Forbidden, &[], server.language, &server.base_path()),
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

#[cfg(test)]
mod tests {
    use std::net::SocketAddr;
    use std::path::Path as FilePath;

    use axum::body::{Body, to_bytes};
    use axum::extract::ConnectInfo;
    use serde_json::{Value, json};

    use super::*;
    use crate::diagnostics::{Code, Diagnostic, ProgramLanguage};
    use crate::serve::{Editor, Preview};

    /// A preview of a folder whose configuration is broken. What is opened becomes the argument of `true`.
    fn application(root: &FilePath) -> Router {
        let diagnostics = vec![Diagnostic::new(Code::TomlSyntax).in_file("sapar.toml").with("detail", "…")];
        let preview = Preview::new(root, None, diagnostics, Vec::new(), false);
        let language = ProgramLanguage::find("en").expect("the program speaks English");
        let editor = Editor::Program(vec!["true".to_owned()]);
        let root = dunce::canonicalize(root).expect("it is there");
        router(Arc::new(Server::new(Arc::new(preview), root, language, editor, "0.0.0.0")))
    }

    async fn answer(
        application: &Router,
        peer: &str,
        request: axum::http::request::Builder,
        body: String,
    ) -> (StatusCode, Value) {
        let peer: SocketAddr = peer.parse().expect("an address");
        let request = request.header(header::HOST, "192.168.1.2:1111").extension(ConnectInfo(peer));
        let request = request.body(Body::from(body)).expect("a request");
        let response = application.clone().oneshot(request).await.unwrap_or_else(|never| match never {});
        let status = response.status();
        let body = to_bytes(response.into_body(), usize::MAX).await.expect("a body");
        (status, serde_json::from_slice(&body).unwrap_or_default())
    }

    #[test]
    fn only_a_browser_on_this_computer_gets_the_token_and_opens_files() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        std::fs::write(folder.path().join("sapar.toml"), "[").expect("files can be written");
        let application = application(folder.path());
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        let panel = |peer: &str| {
            let request = Request::get("/_sapar/panel.json?url=/");
            let (status, panel) = runtime.block_on(answer(&application, peer, request, String::new()));
            assert_eq!(status, StatusCode::OK, "{peer}");
            panel
        };
        let open = |peer: &str, token: &str| {
            let request = Request::post("/_sapar/open").header("sapar-token", token);
            let body = json!({ "file": "sapar.toml" }).to_string();
            runtime.block_on(answer(&application, peer, request, body)).0
        };
        let own = panel("127.0.0.1:50000");
        let token = own["token"].as_str().expect("a token");
        assert_eq!(own["diagnostics"]["site"][0]["open"], json!({ "post": true }));
        for peer in ["192.168.1.7:50000", "10.0.0.1:50000", "[fe80::1]:50000", "[::ffff:192.168.1.7]:50000"] {
            let panel = panel(peer);
            assert_eq!(panel["token"], Value::Null, "{peer}");
            assert_eq!(panel["diagnostics"]["site"][0]["open"], Value::Null, "{peer}");
            assert_eq!(panel["diagnostics"]["errors"], 1, "{peer}");
            assert!(!panel.to_string().contains(token), "{peer}");
            assert_eq!(open(peer, token), StatusCode::FORBIDDEN, "{peer}");
            for path in ["/_sapar/fix", "/_sapar/undo", "/_sapar/accept"] {
                let request = Request::post(path).header("sapar-token", token);
                let (status, refused) =
                    runtime.block_on(answer(&application, peer, request, "{}".to_owned()));
                assert_eq!(status, StatusCode::FORBIDDEN, "{peer}");
                assert!(refused["message"].as_str().is_some_and(|text| text.starts_with("Nothing was done")));
            }
            assert_eq!(panel["edits"], Value::Null, "{peer}");
        }
        for peer in ["127.0.0.1:50000", "[::1]:50000"] {
            assert_eq!(open(peer, ""), StatusCode::FORBIDDEN, "{peer}");
            assert_eq!(open(peer, token), StatusCode::NO_CONTENT, "{peer}");
        }
    }
}
