//! Parts of a body: `Range` of one part (RFC 9110, section 14), as players of sound and film ask for it.

use std::ops::Range;

use headers::{ETag, HeaderMapExt, IfRange};
use hyper::HeaderMap;
use hyper::header::RANGE;

/// The part of a body that is asked for.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// All of it.
    Whole,
    /// Some of its bytes.
    Bytes(Range<u64>),
    /// Bytes that it does not have.
    Beyond,
}

/// The part that a request asks for of a body so long, whose validator is `tag`.
pub(super) fn part(headers: &HeaderMap, length: u64, tag: &ETag) -> Part {
    let range = headers.get(RANGE).and_then(|range| range.to_str().ok());
    let Some(asked) = range.and_then(parse) else { return Part::Whole };
    // A part of another version would not fit.
    if headers.typed_get::<IfRange>().is_some_and(|condition| condition.is_modified(Some(tag), None)) {
        return Part::Whole;
    }
    let span = match asked {
        Asked::From(start, end) => start..end.map_or(length, |end| end.saturating_add(1).min(length)),
        Asked::Last(count) => length.saturating_sub(count)..length,
    };
    if span.is_empty() { Part::Beyond } else { Part::Bytes(span) }
}

/// What a request asks for, before it is known how much there is.
enum Asked {
    /// From a byte on, up to another one and with it, else to the end.
    From(u64, Option<u64>),
    /// So many bytes at the end.
    Last(u64),
}

/// Reads a range of bytes. Several, and what is none, may be answered by the whole.
fn parse(text: &str) -> Option<Asked> {
    let (unit, range) = text.split_once('=')?;
    let (start, end) = range.trim().split_once('-').filter(|_| unit.eq_ignore_ascii_case("bytes"))?;
    let number = |text: &str| -> Option<Option<u64>> {
        let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
        if text.is_empty() { Some(None) } else { is_number.then(|| text.parse().ok().map(Some))? }
    };
    match (number(start)?, number(end)?) {
        (Some(start), Some(end)) => (start <= end).then_some(Asked::From(start, Some(end))),
        (Some(start), None) => Some(Asked::From(start, None)),
        (None, Some(count)) => Some(Asked::Last(count)),
        (None, None) => None,
    }
}
