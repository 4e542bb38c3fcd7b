//! The guides for editors and translators, below `/_sapar/guide/`: a site that is part of the program, rendered on demand like the
//! one that is shown.

use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::Response;
use percent_encoding::percent_decode_str;

use super::content;
use super::own_pages::Reason;
use super::responses::{error_page, redirect};
use super::server::Server;
use crate::artefacts::Digest;
use crate::data::Date;
use crate::load;
use crate::project;
use crate::render::{Body, render_guarded};
use crate::site::SiteOptions;
use crate::theme::View;

/// Where the guides are, below the preview's own path.
pub(super) const GUIDE_PATH: &str = "/guide";

/// The guides, once somebody has asked for them.
#[derive(Default)]
pub(super) struct Guide {
    /// The site of the guides, and the base path of the site whose preview it is part of.
    made: Mutex<Option<(String, Arc<View>)>>,
}

impl Guide {
    /// The site of the guides for a preview whose site has a base path. Returns `None` if there can be none there.
    fn view(&self, base_path: &str) -> Option<Arc<View>> {
        // Two readers who come at once wait for the same site.
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, view)) = made.as_ref().filter(|(of, _)| of == base_path) {
            return Some(Arc::clone(view));
        }
        let inputs = load::guide(&base_url(base_path));
        // No page of the guides has a day.
        let options = SiteOptions { base_url: None, drafts: false, now: Date::MIN };
        let (view, _) = project::assemble(inputs, options).ok()?;
        *made = Some((base_path.to_owned(), Arc::clone(&view)));
        Some(view)
    }
}

/// The address of the guides. Its host is never seen: their links are paths.
fn base_url(base_path: &str) -> String {
    format!("http://127.0.0.1{base_path}_sapar{GUIDE_PATH}/")
}

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
pub(super) async fn guide(State(server): State<Arc<Server>>, uri: Uri, headers: HeaderMap) -> Response {
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
        Ok(Found::Nothing) | Err(_) => error_page(&server, Reason::Missing, &[]),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Severity;
    use crate::site::RouteKind;

    #[test]
    fn every_page_and_file_of_the_guides_comes_from_the_program_without_a_mistake() {
        for base_path in ["/", "/altai/", "/%D0%B0%D0%BB/b-1/"] {
            let guide = Guide::default();
            let view = guide.view(base_path).expect("the guides");
            assert!(Arc::ptr_eq(&view, &guide.view(base_path).expect("the guides")), "they are made once");
            assert_eq!(view.site.config.base_path(), format!("{base_path}_sapar/guide/"));
            let mut pages = 0;
            for route in view.site.routes.iter() {
                let rendered = render_guarded(&view, route);
                let is_error = |severity: Severity| severity == Severity::Error;
                assert!(!rendered.diagnostics.iter().any(|it| is_error(it.severity())), "{}", route.url);
                assert!(
                    matches!(rendered.body, Body::Bytes(_) | Body::Embedded { .. }),
                    "{} is neither rendered nor part of the program",
                    route.url
                );
                pages += usize::from(matches!(route.kind, RouteKind::Page { .. }));
            }
            assert!(pages >= 4 * 5, "{pages}");
        }
    }
}
