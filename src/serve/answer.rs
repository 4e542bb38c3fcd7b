//! Answers requests: pages and files of the site, and what the preview itself shows.

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use headers::{ContentLength, ContentRange, ETag, HeaderMapExt, IfNoneMatch};
use http_body_util::channel::Channel;
use http_body_util::combinators::BoxBody;
use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::header::{self, HeaderName, HeaderValue};
use hyper::{HeaderMap, Response, StatusCode};
use tokio::io::{AsyncReadExt, AsyncSeekExt};

use super::address::{self, Found};
use super::own_pages::{Reason, error_page};
use super::preview::{Preview, Snapshot, is_page};
use super::range::{Part, part};
use super::{client, connections::Server};
use crate::render::Finished;
use crate::site::Route;
use crate::theme::View;

pub(super) type AnswerBody = BoxBody<Bytes, std::io::Error>;
pub(super) type Answer = Response<AnswerBody>;

/// Where a page went that is not where it was.
const MOVED_TO: HeaderName = HeaderName::from_static("sapar-moved-to");
/// Says that an earlier version of a page is shown.
const STALE: HeaderName = HeaderName::from_static("sapar-stale");

/// How often a browser that waits is told that the server is there.
const PULSE: Duration = Duration::from_secs(15);

/// How much of a large file is held in memory at a time.
const PIECE: usize = 64 * 1024;

/// The answer to a request for a page or a file of the site.
pub(super) async fn of_site(server: &Arc<Server>, path: &str, headers: &HeaderMap) -> Answer {
    let snapshot = server.preview.current();
    let Some(view) = snapshot.view.clone() else {
        return failed(server, &snapshot, "/");
    };
    let base_path = view.site.config.base_path().to_owned();
    let Some(url) = address::within(&base_path, path) else {
        let is_root = path == "/" || !path.is_empty() && base_path.strip_suffix('/') == Some(path);
        return if is_root { redirect(&base_path) } else { missing(server, &base_path) };
    };
    let (route, status, moved) = match address::find(&snapshot, &view.site, &url) {
        Found::Route(route) => (route.clone(), StatusCode::OK, None),
        Found::Elsewhere(href) => return redirect(&href),
        Found::Nothing { moved } => match address::not_found(&view.site, &url) {
            Some(route) => (route.clone(), StatusCode::NOT_FOUND, moved),
            None => return missing(server, &base_path),
        },
    };
    let mut answer = of_route(server, &snapshot, &view, &route, headers, status).await;
    if let Some(moved) = moved.and_then(|moved| HeaderValue::from_str(&moved).ok()) {
        answer.headers_mut().insert(MOVED_TO, moved);
    }
    answer
}

async fn of_route(
    server: &Arc<Server>,
    snapshot: &Arc<Snapshot>,
    view: &Arc<View>,
    route: &Route,
    headers: &HeaderMap,
    status: StatusCode,
) -> Answer {
    let shown = {
        let (server, snapshot) = (Arc::clone(server), Arc::clone(snapshot));
        let (view, route) = (Arc::clone(view), route.clone());
        // A page takes a millisecond, a large list more: others are answered meanwhile.
        tokio::task::spawn_blocking(move || server.preview.show(&snapshot, &view, &route)).await
    };
    let base_path = view.site.config.base_path();
    let Ok(shown) = shown else { return failed(server, snapshot, base_path) };
    let file = route.file();
    let mut answer = match shown.body {
        None => {
            let mut diagnostics = snapshot.diagnostics.clone();
            diagnostics.extend(shown.diagnostics);
            return error(server, Reason::Failed, &diagnostics, base_path);
        }
        Some(Finished::Bytes(Cow::Borrowed(bytes))) => bytes_answer(bytes.into(), &file, headers, status),
        Some(Finished::Bytes(Cow::Owned(bytes))) => {
            page(bytes, is_page(route), base_path, &file, headers, status)
        }
        Some(Finished::File(path)) => file_answer(server, &path, &file, headers).await,
    };
    if shown.is_stale {
        answer.headers_mut().insert(STALE, HeaderValue::from_static("1"));
    }
    answer
}

/// A page, with the preview's script in it, or any other text of the site.
fn page(
    bytes: Vec<u8>,
    is_html: bool,
    base_path: &str,
    file: &str,
    headers: &HeaderMap,
    status: StatusCode,
) -> Answer {
    if !is_html {
        return bytes_answer(bytes.into(), file, headers, status);
    }
    let digest = digest(&bytes);
    let bytes = with_script(bytes, base_path, &digest);
    let tag = format!("\"{digest}\"").parse().expect("hexadecimal digits are a tag");
    tagged(bytes.into(), &tag, file, headers, status)
}

fn bytes_answer(bytes: Bytes, file: &str, headers: &HeaderMap, status: StatusCode) -> Answer {
    let tag = format!("\"{}\"", digest(&bytes)).parse().expect("hexadecimal digits are a tag");
    tagged(bytes, &tag, file, headers, status)
}

fn tagged(bytes: Bytes, tag: &ETag, file: &str, headers: &HeaderMap, status: StatusCode) -> Answer {
    if let Some(answer) = not_modified(tag, file, headers, status) {
        return answer;
    }
    let length = bytes.len() as u64;
    let (mut answer, span) = head(tag, file, length, headers, status);
    if let Some(span) = span {
        *answer.body_mut() = whole(bytes.slice(span.start as usize..span.end as usize));
    }
    answer
}

/// A file that is published as it is.
async fn file_answer(server: &Server, path: &Path, file: &str, headers: &HeaderMap) -> Answer {
    let gone = || plain(StatusCode::NOT_FOUND, "");
    let Some(path) = within_root(server, path) else { return gone() };
    let Ok(mut opened) = tokio::fs::File::open(&path).await else { return gone() };
    let Ok(metadata) = opened.metadata().await else { return gone() };
    let modified = metadata.modified().ok().and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
    let tag = format!("\"{:x}-{:x}\"", metadata.len(), modified.unwrap_or_default().as_nanos());
    let tag: ETag = tag.parse().expect("hexadecimal digits are a tag");
    if let Some(answer) = not_modified(&tag, file, headers, StatusCode::OK) {
        return answer;
    }
    let (mut answer, span) = head(&tag, file, metadata.len(), headers, StatusCode::OK);
    let Some(span) = span else { return answer };
    if opened.seek(std::io::SeekFrom::Start(span.start)).await.is_err() {
        return gone();
    }
    let (mut sender, body) = Channel::<Bytes, std::io::Error>::new(2);
    tokio::spawn(async move {
        let mut left = (span.end - span.start) as usize;
        let mut piece = vec![0; PIECE];
        while left > 0 {
            let size = left.min(PIECE);
            match opened.read(&mut piece[..size]).await {
                Ok(0) => return sender.abort(std::io::ErrorKind::UnexpectedEof.into()),
                Err(error) => return sender.abort(error),
                Ok(size) => {
                    left -= size;
                    if sender.send_data(Bytes::copy_from_slice(&piece[..size])).await.is_err() {
                        return;
                    }
                }
            }
        }
    });
    *answer.body_mut() = body.boxed();
    answer
}

/// The path without links, if it lies within the site's folder: what a link leads to may have changed.
fn within_root(server: &Server, path: &Path) -> Option<PathBuf> {
    dunce::canonicalize(path).ok().filter(|path| path.starts_with(&server.root) && path.is_file())
}

fn not_modified(tag: &ETag, file: &str, headers: &HeaderMap, status: StatusCode) -> Option<Answer> {
    let condition = headers.typed_get::<IfNoneMatch>()?;
    // What is not there is no version of anything.
    let is_same = status == StatusCode::OK && !condition.precondition_passes(tag);
    is_same.then(|| {
        let mut answer = plain(StatusCode::NOT_MODIFIED, "");
        answer.headers_mut().remove(header::CONTENT_LENGTH);
        describe(&mut answer, tag, file);
        answer
    })
}

/// The head of an answer, and the bytes that belong to it; none where none are there.
fn head(
    tag: &ETag,
    file: &str,
    length: u64,
    headers: &HeaderMap,
    status: StatusCode,
) -> (Answer, Option<std::ops::Range<u64>>) {
    let asked = if status == StatusCode::OK { part(headers, length, tag) } else { Part::Whole };
    let mut answer = plain(status, "");
    describe(&mut answer, tag, file);
    answer.headers_mut().insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    let span = match asked {
        Part::Whole => 0..length,
        Part::Bytes(span) => {
            *answer.status_mut() = StatusCode::PARTIAL_CONTENT;
            if let Ok(range) = ContentRange::bytes(span.clone(), length) {
                answer.headers_mut().typed_insert(range);
            }
            span
        }
        Part::Beyond => {
            *answer.status_mut() = StatusCode::RANGE_NOT_SATISFIABLE;
            answer.headers_mut().typed_insert(ContentRange::unsatisfied_bytes(length));
            return (answer, None);
        }
    };
    answer.headers_mut().typed_insert(ContentLength(span.end - span.start));
    (answer, Some(span))
}

fn describe(answer: &mut Answer, tag: &ETag, file: &str) {
    answer.headers_mut().typed_insert(tag.clone());
    answer.headers_mut().insert(header::CONTENT_TYPE, content_type(file));
}

fn content_type(file: &str) -> HeaderValue {
    let guess = mime_guess::from_path(file).first_or_octet_stream();
    let is_text = guess.type_() == "text"
        || matches!(guess.essence_str(), "application/javascript" | "application/json" | "application/xml");
    let text = if is_text { format!("{guess}; charset=utf-8") } else { guess.to_string() };
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("application/octet-stream"))
}

fn digest(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex()[..20].to_owned()
}

/// A page with the preview's script before the end of its body.
fn with_script(mut bytes: Vec<u8>, base_path: &str, digest: &str) -> Vec<u8> {
    let script = format!(
        "<script type=\"module\" src=\"{base_path}_sapar/client.js\" data-digest=\"{digest}\"></script>"
    );
    let at = memchr::memmem::rfind(&bytes, b"</body>").unwrap_or(bytes.len());
    bytes.splice(at..at, script.into_bytes());
    bytes
}

/// A script or a style sheet of the preview itself.
pub(super) fn of_client(name: &str, headers: &HeaderMap) -> Option<Answer> {
    Some(bytes_answer(Bytes::from_static(client::file(name)?), name, headers, StatusCode::OK))
}

/// A page of the preview itself.
pub(super) fn html(text: String) -> Answer {
    let mut answer = plain(StatusCode::OK, "");
    answer.headers_mut().typed_insert(ContentLength(text.len() as u64));
    answer.headers_mut().insert(header::CONTENT_TYPE, content_type("page.html"));
    *answer.body_mut() = whole(text.into());
    answer
}

/// An answer for the preview's script.
pub(super) fn json(status: StatusCode, value: &serde_json::Value) -> Answer {
    let mut answer = html(value.to_string());
    *answer.status_mut() = status;
    answer.headers_mut().insert(header::CONTENT_TYPE, content_type("answer.json"));
    answer
}

/// An answer of a few words.
pub(super) fn plain(status: StatusCode, text: &'static str) -> Answer {
    let mut answer = Response::new(whole(Bytes::from_static(text.as_bytes())));
    *answer.status_mut() = status;
    let headers = answer.headers_mut();
    headers.typed_insert(ContentLength(text.len() as u64));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(
        HeaderName::from_static("cross-origin-resource-policy"),
        HeaderValue::from_static("same-origin"),
    );
    answer
}

fn redirect(href: &str) -> Answer {
    let mut answer = plain(StatusCode::FOUND, "");
    if let Ok(href) = HeaderValue::from_str(href) {
        answer.headers_mut().insert(header::LOCATION, href);
    }
    answer
}

fn failed(server: &Server, snapshot: &Snapshot, base_path: &str) -> Answer {
    error(server, Reason::Failed, &snapshot.diagnostics, base_path)
}

fn missing(server: &Server, base_path: &str) -> Answer {
    error(server, Reason::Missing, &[], base_path)
}

/// A page of the preview itself that says why there is no page of the site. It heals like every other.
pub(super) fn error(
    server: &Server,
    reason: Reason,
    diagnostics: &[crate::diagnostics::Diagnostic],
    base_path: &str,
) -> Answer {
    let page = error_page(reason, diagnostics, server.language, base_path);
    let digest = digest(page.as_bytes());
    let bytes = with_script(page.into_bytes(), base_path, &digest);
    let mut answer = html(String::from_utf8(bytes).expect("it was made of texts"));
    *answer.status_mut() = match reason {
        Reason::Failed => StatusCode::INTERNAL_SERVER_ERROR,
        Reason::Missing => StatusCode::NOT_FOUND,
        Reason::Forbidden => StatusCode::FORBIDDEN,
    };
    answer
}

/// Tells a browser what happens, for as long as it listens.
pub(super) fn events(preview: &Arc<Preview>) -> Answer {
    let (mut sender, body) = Channel::<Bytes, std::io::Error>::new(16);
    let mut events = preview.events.listen();
    let preview = Arc::clone(preview);
    tokio::spawn(async move {
        let mut text = preview.events.hello(preview.current().version);
        loop {
            if sender.send_data(text.into()).await.is_err() {
                return;
            }
            text = match tokio::time::timeout(PULSE, events.recv()).await {
                Ok(Ok(event)) => event,
                Ok(Err(tokio::sync::broadcast::error::RecvError::Lagged(_))) => {
                    preview.events.missed(preview.current().version)
                }
                Ok(Err(tokio::sync::broadcast::error::RecvError::Closed)) => return,
                Err(_) => ":\n\n".to_owned(),
            };
        }
    });
    let mut answer = plain(StatusCode::OK, "");
    answer.headers_mut().remove(header::CONTENT_LENGTH);
    answer.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    *answer.body_mut() = body.boxed();
    answer
}

fn whole(bytes: Bytes) -> AnswerBody {
    Full::new(bytes).map_err(|never| match never {}).boxed()
}
