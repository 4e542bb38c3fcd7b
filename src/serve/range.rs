//! Parts of a body: `Range` of one part (RFC 9110, section 14), as players of sound and film ask for it.

use std::ops::{Bound, Range as Span};

use headers::{HeaderMapExt, IfRange, Range};
use hyper::HeaderMap;

/// The part of a body that is asked for.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// All of it.
    Whole,
    /// Some of its bytes.
    Bytes(Span<u64>),
    /// Bytes that it does not have.
    Beyond,
}

/// The part that a request asks for of a body so long, whose validator is `tag`.
pub(super) fn part(headers: &HeaderMap, length: u64, tag: &headers::ETag) -> Part {
    let Some(range) = headers.typed_get::<Range>() else { return Part::Whole };
    // A part of another version would not fit.
    if headers.typed_get::<IfRange>().is_some_and(|condition| condition.is_modified(Some(tag), None)) {
        return Part::Whole;
    }
    let mut parts = range.satisfiable_ranges(length);
    let (Some(first), None) = (parts.next(), parts.next()) else {
        // Several parts may be answered by all of it; none that is there may not.
        let is_any = range.satisfiable_ranges(length).next().is_some();
        return if is_any { Part::Whole } else { Part::Beyond };
    };
    let start = match first.0 {
        Bound::Included(start) => start,
        Bound::Excluded(start) => start + 1,
        Bound::Unbounded => 0,
    };
    let end = match first.1 {
        Bound::Included(end) => (end + 1).min(length),
        Bound::Excluded(end) => end.min(length),
        Bound::Unbounded => length,
    };
    if start < end { Part::Bytes(start..end) } else { Part::Beyond }
}
