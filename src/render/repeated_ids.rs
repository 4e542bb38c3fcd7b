//! Reports headings whose id another element of the page has, too: one of the template or of a component.
//!
//! Ids of headings are known before anything is rendered, because links lead to them, and cannot give way. Within the text itself
//! none is given twice: see `content::markdown::headings`.

use std::borrow::Cow;

use memchr::memmem;
use rustc_hash::FxHashMap;

use crate::content::markdown::Heading;
use crate::content::{decode_references, element_ids};
use crate::diagnostics::{Code, Diagnostic, SourceText};

/// Reports the headings of the text `source` whose id stands more than once in their page.
pub(super) fn report(
    page: &[u8],
    headings: &[Heading],
    source: &SourceText,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if headings.is_empty() || !may_repeat(page, headings) {
        return;
    }
    let mut counts: FxHashMap<String, usize> = FxHashMap::default();
    for id in element_ids(&String::from_utf8_lossy(page)) {
        *counts.entry(id).or_default() += 1;
    }
    for heading in headings.iter().filter(|heading| counts.get(&heading.id).is_some_and(|count| *count > 1)) {
        let place = source.location(heading.range.clone());
        diagnostics.push(Diagnostic::new(Code::DuplicateHeadingId).at(place).with("id", heading.id.as_str()));
    }
}

/// Whether what looks like the id of a heading stands in a page twice. Nearly no page has such, and looking for the attribute
/// costs a small part of reading the page as HTML.
fn may_repeat(page: &[u8], headings: &[Heading]) -> bool {
    let mut counts: FxHashMap<Cow<'_, str>, usize> =
        headings.iter().map(|heading| (Cow::Borrowed(heading.id.as_str()), 0)).collect();
    memmem::find_iter(page, b"id=").any(|at| {
        let written = value(&page[at + b"id=".len()..]);
        let Ok(written) = std::str::from_utf8(written) else { return true };
        let count = counts.get_mut(&decode_references(written));
        count.is_some_and(|count| {
            *count += 1;
            *count > 1
        })
    })
}

/// The value that an attribute is given, in one of the three ways of HTML.
fn value(behind: &[u8]) -> &[u8] {
    let (behind, length) = match behind.first() {
        Some(quote @ (b'"' | b'\'')) => (&behind[1..], memchr::memchr(*quote, &behind[1..])),
        _ => (behind, behind.iter().position(|byte| byte.is_ascii_whitespace() || *byte == b'>')),
    };
    &behind[..length.unwrap_or(behind.len())]
}
