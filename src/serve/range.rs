//! Which bytes a request asks for: a `Range` of one part (RFC 9110, section 14), as media players send it.
//!
//! This is our own because tower-http's parser answers 416 where the standard says to ignore the header (other units,
//! `If-Range` of another version) or to shorten the range (more bytes than there are), and takes `bytes` in lower case
//! only.

use std::ops::Range;

use axum::http::HeaderMap;
use axum::http::header::RANGE;
use headers::{ETag, HeaderMapExt, IfRange};

/// The bytes that a request asks for.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum RequestedRange {
    /// All of them.
    Whole,
    /// Some that exist.
    Part(Range<u64>),
    /// Only bytes beyond the end.
    Unsatisfiable,
}

/// The bytes that a request asks for of a body of `length` bytes whose validator is `tag`. Several ranges and invalid
/// ones may be answered with the whole body, and are.
pub(super) fn requested_range(headers: &HeaderMap, length: u64, tag: &ETag) -> RequestedRange {
    let range = headers.get(RANGE).and_then(|range| range.to_str().ok());
    let Some((start, end)) = range.and_then(parse) else { return RequestedRange::Whole };
    // A part of one version does not fit to the rest of another.
    if headers.typed_get::<IfRange>().is_some_and(|condition| condition.is_modified(Some(tag), None)) {
        return RequestedRange::Whole;
    }
    let span = match (start, end) {
        (Some(start), Some(end)) if end < start => return RequestedRange::Whole,
        (Some(start), Some(end)) => start..end.saturating_add(1).min(length),
        (Some(start), None) => start..length,
        (None, Some(count)) => length.saturating_sub(count)..length,
        (None, None) => return RequestedRange::Whole,
    };
    if span.is_empty() { RequestedRange::Unsatisfiable } else { RequestedRange::Part(span) }
}

/// The two numbers of `bytes=1-2`, of which one may be absent.
fn parse(text: &str) -> Option<(Option<u64>, Option<u64>)> {
    let (unit, range) = text.split_once('=')?;
    let (start, end) = range.trim().split_once('-').filter(|_| unit.eq_ignore_ascii_case("bytes"))?;
    let number = |text: &str| match text {
        "" => Some(None),
        digits if digits.bytes().all(|byte| byte.is_ascii_digit()) => digits.parse().ok().map(Some),
        _ => None,
    };
    Some((number(start)?, number(end)?))
}
