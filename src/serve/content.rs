//! Responses with the site's content: types, validators (`ETag`), conditional requests and byte ranges.

use std::path::Path;

use axum::body::{Body, Bytes};
use axum::http::header::{ACCEPT_RANGES, CONTENT_TYPE, HeaderValue, RANGE};
use axum::http::{HeaderMap, Request, StatusCode};
use axum::response::{IntoResponse, Response};
use headers::{ContentRange, ETag, HeaderMapExt, IfNoneMatch};
use tower_http::services::ServeFile;

use super::client;
use super::range::{RequestedRange, requested_range};
use super::responses::text;
use crate::artefacts::Digest;

/// Responds with bytes in memory whose validator is `tag`. `name` is a file name, for the content type.
pub(super) fn bytes(
    bytes: Bytes,
    tag: &ETag,
    name: &str,
    headers: &HeaderMap,
    status: StatusCode,
) -> Response {
    // The page that is shown where there is none is no version of anything.
    if status != StatusCode::OK {
        return described((status, bytes).into_response(), tag, name);
    }
    if is_unmodified(headers, tag) {
        return described(StatusCode::NOT_MODIFIED.into_response(), tag, name);
    }
    let length = bytes.len() as u64;
    let response = match requested_range(headers, length, tag) {
        RequestedRange::Whole => bytes.into_response(),
        RequestedRange::Part(span) => {
            let part = bytes.slice(span.start as usize..span.end as usize);
            let mut response = (StatusCode::PARTIAL_CONTENT, part).into_response();
            if let Ok(range) = ContentRange::bytes(span, length) {
                response.headers_mut().typed_insert(range);
            }
            response
        }
        RequestedRange::Unsatisfiable => unsatisfiable(length),
    };
    described(response, tag, name)
}

/// Responds with a file of `length` bytes, which is never in memory as a whole.
pub(super) async fn file(path: &Path, length: u64, tag: &ETag, name: &str, headers: &HeaderMap) -> Response {
    if is_unmodified(headers, tag) {
        return described(StatusCode::NOT_MODIFIED.into_response(), tag, name);
    }
    // `ServeFile` makes a validator of its own from size and mtime: it sees neither the conditions nor a range that it
    // might refuse (see `range`), only one that exists.
    let mut request = Request::new(Body::empty());
    match requested_range(headers, length, tag) {
        RequestedRange::Whole => {}
        RequestedRange::Part(span) => {
            let range = HeaderValue::from_str(&format!("bytes={}-{}", span.start, span.end - 1));
            request.headers_mut().insert(RANGE, range.expect("numbers are visible characters"));
        }
        RequestedRange::Unsatisfiable => return described(unsatisfiable(length), tag, name),
    }
    match ServeFile::new(path).try_call(request).await {
        Ok(response) => described(response.map(Body::new), tag, name),
        Err(_) => text(StatusCode::NOT_FOUND, ""),
    }
}

/// The validator of a body with a digest.
pub(super) fn tag(digest: &Digest) -> ETag {
    let tag = format!("\"{}\"", client::short(digest));
    tag.parse().expect("hexadecimal digits are valid in a tag")
}

/// Whether the browser already has this version (`If-None-Match`).
fn is_unmodified(headers: &HeaderMap, tag: &ETag) -> bool {
    headers.typed_get::<IfNoneMatch>().is_some_and(|condition| !condition.precondition_passes(tag))
}

fn unsatisfiable(length: u64) -> Response {
    let mut response = StatusCode::RANGE_NOT_SATISFIABLE.into_response();
    response.headers_mut().typed_insert(ContentRange::unsatisfied_bytes(length));
    response
}

fn described(mut response: Response, tag: &ETag, name: &str) -> Response {
    let headers = response.headers_mut();
    headers.typed_insert(tag.clone());
    headers.insert(CONTENT_TYPE, content_type(name));
    headers.insert(ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    response
}

fn content_type(name: &str) -> HeaderValue {
    let guess = mime_guess::from_path(name).first_or_octet_stream();
    let is_text = guess.type_() == "text"
        || matches!(guess.essence_str(), "application/javascript" | "application/json" | "application/xml");
    let text = if is_text { format!("{guess}; charset=utf-8") } else { guess.to_string() };
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("application/octet-stream"))
}
