//! Responses that are not the site's: short texts, JSON for the client, and error pages.

use axum::http::StatusCode;
use axum::http::header::{CONTENT_TYPE, LOCATION};
use axum::response::{Html, IntoResponse, Response};
use serde_json::Value;

use super::client;
use super::own_pages::{Reason, error_page_html, unpublished_page_html};
use crate::artefacts::Digest;
use crate::diagnostics::{Diagnostic, ProgramLanguage};
use crate::site::{Site, UnpublishedAddress};

/// A short plain-text body, for people who look at the response itself.
pub(super) fn text(status: StatusCode, text: &'static str) -> Response {
    (status, text).into_response()
}

/// A page of the preview itself.
pub(super) fn html(status: StatusCode, page: String) -> Response {
    (status, Html(page)).into_response()
}

/// Data for the client's scripts.
pub(super) fn json(status: StatusCode, value: &Value) -> Response {
    (status, [(CONTENT_TYPE, "application/json; charset=utf-8")], value.to_string()).into_response()
}

/// A redirect that browsers do not remember: where it leads may change with the next edit.
pub(super) fn redirect(href: String) -> Response {
    (StatusCode::FOUND, [(LOCATION, href)]).into_response()
}

/// A page that says why the page at this address, whose path is `path`, is not published. With a CSRF token it has a button that
/// shows that page; only a browser on this computer gets one.
pub(super) fn unpublished_page(
    site: &Site,
    address: &UnpublishedAddress,
    path: &str,
    csrf_token: Option<&str>,
    program: ProgramLanguage,
) -> Response {
    let base_path = site.config.base_path();
    let (title, language) = site.unpublished_address_title(address);
    let named = (title.as_str(), site.language(language).tag.as_str());
    let page = unpublished_page_html(address, named, path, csrf_token, program, base_path);
    let digest = Digest::of(page.as_bytes());
    let page = client::with_script(page.into_bytes(), base_path, &digest);
    (StatusCode::NOT_FOUND, Html(page)).into_response()
}

/// A page that says why there is no page of the site. It holds the client's script, so it is replaced as soon as there is
/// one.
pub(super) fn error_page(
    reason: Reason,
    diagnostics: &[Diagnostic],
    language: ProgramLanguage,
    base_path: &str,
) -> Response {
    let status = match reason {
        Reason::Failed => StatusCode::INTERNAL_SERVER_ERROR,
        Reason::Missing => StatusCode::NOT_FOUND,
        Reason::Forbidden => StatusCode::FORBIDDEN,
    };
    let page = error_page_html(reason, diagnostics, language, base_path);
    let digest = Digest::of(page.as_bytes());
    let page = client::with_script(page.into_bytes(), base_path, &digest);
    (status, Html(page)).into_response()
}
