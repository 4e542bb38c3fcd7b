//! The pages and files of the site.

use std::borrow::Cow;
use std::fs::Metadata;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{ConnectInfo, State};
use axum::http::header::{HeaderName, HeaderValue};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::Response;
use headers::ETag;

use super::address::{self, Found};
use super::own_pages::Reason;
use super::preview::{Shown, Snapshot};
use super::responses::{error_page, redirect, text, unpublished_page};
use super::server::Server;
use super::{client, content, guard};
use crate::diagnostics::Diagnostic;
use crate::render::Finished;
use crate::site::Route;
use crate::theme::View;

/// The new address of a page that has moved, in the response for its old address.
const MOVED_TO: HeaderName = HeaderName::from_static("sapar-moved-to");

/// Set if an earlier version of a page is shown, because it cannot be rendered now.
const STALE: HeaderName = HeaderName::from_static("sapar-stale");

/// Responds to a request for a page or a file of the site.
pub(super) async fn respond(
    State(server): State<Arc<Server>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let snapshot = server.preview.current();
    let Some(view) = snapshot.view.clone() else {
        return error_page(Reason::Failed, &snapshot.diagnostics, server.language, &server.base_path());
    };
    let path = uri.path();
    let base_path = view.site.config.base_path().to_owned();
    let Some(url) = address::within(&base_path, path) else {
        let is_root =
            path == "/" || !path.is_empty() && address::below(&base_path, &format!("{path}/")) == Some("/");
        return if is_root {
            redirect(base_path)
        } else {
            error_page(Reason::Missing, &[], server.language, &base_path)
        };
    };
    let (route, status, moved) = match address::find(&snapshot, &view.site, &url) {
        Found::Route(route) => (route.clone(), StatusCode::OK, None),
        Found::Elsewhere(href) => return redirect(href),
        Found::Nothing { moved } => {
            if let Some(response) = variant(&server, &view, &url, &headers).await {
                return response;
            }
            if let Some(page) = address::unpublished(&view.site, &url).filter(|_| moved.is_none()) {
                let csrf_token = guard::is_local(peer, &headers).then_some(server.csrf_token.as_str());
                return unpublished_page(&view.site, &page, path, csrf_token, server.language);
            }
            match address::not_found(&view.site, &url) {
                Some(route) => (route.clone(), StatusCode::NOT_FOUND, moved),
                None => return error_page(Reason::Missing, &[], server.language, &base_path),
            }
        }
    };
    let mut response = render(&server, &snapshot, &view, route, &headers, status).await;
    if let Some(moved) = moved.and_then(|moved| HeaderValue::from_str(&moved).ok()) {
        response.headers_mut().insert(MOVED_TO, moved);
    }
    response
}

async fn render(
    server: &Arc<Server>,
    snapshot: &Arc<Snapshot>,
    view: &Arc<View>,
    route: Route,
    headers: &HeaderMap,
    status: StatusCode,
) -> Response {
    let name = route.file();
    let is_html = route.is_html_page();
    let shown = {
        let (server, snapshot, view) = (Arc::clone(server), Arc::clone(snapshot), Arc::clone(view));
        // Rendering a page takes a millisecond, a long list more. Other requests are served meanwhile.
        tokio::task::spawn_blocking(move || server.preview.show(&snapshot, &view, &route)).await
    };
    let failed = |found: &[Diagnostic]| {
        let diagnostics = [&snapshot.diagnostics[..], found].concat();
        error_page(Reason::Failed, &diagnostics, server.language, &server.base_path())
    };
    // The task fails only if rendering panicked in a way that `show` could not report.
    let Ok(Shown { body, diagnostics, is_stale }) = shown else { return failed(&[]) };
    let Some((body, digest)) = body else { return failed(&diagnostics) };
    let tag = content::tag(&digest);
    let mut response = match body {
        Finished::Bytes(page) if is_html => {
            let page = client::with_script(page.into_owned(), view.site.config.base_path(), &digest);
            content::bytes(page.into(), &tag, &name, headers, status)
        }
        Finished::Bytes(Cow::Borrowed(bytes)) => {
            content::bytes(Bytes::from_static(bytes), &tag, &name, headers, status)
        }
        Finished::Bytes(Cow::Owned(bytes)) => content::bytes(bytes.into(), &tag, &name, headers, status),
        Finished::File(path) => file(server, path, &tag, &name, headers).await,
    };
    if is_stale {
        response.headers_mut().insert(STALE, HeaderValue::from_static("1"));
    }
    response
}

/// A variant of a photograph, if a page has asked for it.
async fn variant(server: &Arc<Server>, view: &Arc<View>, url: &str, headers: &HeaderMap) -> Option<Response> {
    view.pictures.asked(url)?;
    let made = {
        let (server, view, url) = (Arc::clone(server), Arc::clone(view), url.to_owned());
        // It takes a fraction of a second.
        tokio::task::spawn_blocking(move || server.preview.variant(&view, &url)).await
    };
    let (bytes, digest) = made.ok()??;
    Some(content::bytes(bytes.into(), &content::tag(&digest), url, headers, StatusCode::OK))
}

/// A file that is published unchanged.
async fn file(server: &Arc<Server>, path: PathBuf, tag: &ETag, name: &str, headers: &HeaderMap) -> Response {
    let located = {
        let server = Arc::clone(server);
        tokio::task::spawn_blocking(move || locate(&server.root, &path)).await
    };
    match located {
        Ok(Some((path, length))) => content::file(&path, length, tag, name, headers).await,
        _ => text(StatusCode::NOT_FOUND, ""),
    }
}

/// The path of a file without symbolic links, and its length in bytes, if that is within the site's folder: where a link
/// leads may have changed since the site was read.
fn locate(root: &Path, path: &Path) -> Option<(PathBuf, u64)> {
    let path = dunce::canonicalize(path).ok().filter(|path| path.starts_with(root))?;
    let metadata = path.metadata().ok().filter(Metadata::is_file)?;
    Some((path, metadata.len()))
}
