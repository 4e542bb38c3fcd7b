//! The pages and files of the guides, below `/_sapar/guide/`: rendered on demand like those of the site that is shown.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::Response;
use percent_encoding::percent_decode_str;

use super::content;
use super::guide::GUIDE_PATH;
use super::own_pages::Reason;
use super::responses::{error_page, redirect};
use super::server::Server;
use crate::artefacts::Digest;
use crate::render::{Body, render_guarded};

/// What has an address of the guides.
enum Found {
    /// Bytes with their digest, and the name of their file.
    File(Vec<u8>, Digest, String),
    /// Another address.
    Elsewhere(String),
    /// Nothing.
    Nothing,
}

/// Responds with a page or a file of the guides. An address without a language leads to the page in that of the preview's messages.
pub(super) async fn respond(State(server): State<Arc<Server>>, uri: Uri, headers: HeaderMap) -> Response {
    let path = uri.path().strip_prefix(GUIDE_PATH).unwrap_or_default();
    let url = percent_decode_str(path).decode_utf8_lossy().into_owned();
    let found = {
        let server = Arc::clone(&server);
        // The site of the guides takes some milliseconds to make, and a page of it about one.
        tokio::task::spawn_blocking(move || find(&server, &url)).await
    };
    match found {
        Ok(Found::File(bytes, digest, name)) => {
            content::bytes(bytes.into(), &content::tag(&digest), &name, &headers, StatusCode::OK)
        }
        Ok(Found::Elsewhere(href)) => redirect(href),
        Ok(Found::Nothing) | Err(_) => error_page(Reason::Missing, &[], server.language, &server.base_path()),
    }
}

fn find(server: &Server, url: &str) -> Found {
    let Some(view) = server.guide.view(&server.base_path()) else { return Found::Nothing };
    let site = &view.site;
    let with_slash = if url.ends_with('/') { url.to_owned() } else { format!("{url}/") };
    let in_language = format!("/{}{with_slash}", server.language.tag);
    // The root, which has a route of its own, is a choice of languages for readers of whom nothing is known.
    let route = site.route_at(url).filter(|_| url != "/");
    let Some(route) = route else {
        let elsewhere = [with_slash, in_language]
            .into_iter()
            .find(|other| other != "/" && site.route_at(other).is_some());
        return elsewhere.map_or(Found::Nothing, |url| Found::Elsewhere(site.href(&url)));
    };
    let body = render_guarded(&view, route).body;
    let digest = body.digest();
    match body {
        Body::Bytes(bytes) => Found::File(bytes, digest, route.file()),
        Body::Embedded { bytes, .. } => Found::File(bytes.to_vec(), digest, route.file()),
        // All files of the guides are part of the program, and nothing in them has to be made.
        Body::File { .. } | Body::Artefact(_) => Found::Nothing,
    }
}
