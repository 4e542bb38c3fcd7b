//! Elements and styles of Office, which come with what is copied from Word.

use std::ops::Range;

use super::{CONTEXT, Finding, Run, mended};
use crate::content::markdown::raw_html::RawHtml;
use crate::content::markdown::tree::{Node, Tree};
use crate::diagnostics::Code;

/// The prefixes of the names of Office's elements, each with the `<` before it.
const ELEMENTS: [&str; 10] = ["<o:", "</o:", "<w:", "</w:", "<v:", "</v:", "<m:", "</m:", "<st1:", "</st1:"];

/// What only styles and classes of Office have in them.
const STYLES: [&str; 3] = ["mso-", "class=\"Mso", "class=Mso"];

/// `<o:p>`: the first of a run tells.
pub(super) fn elements(run: &Run<'_>, findings: &mut Vec<Finding>) {
    // A name with a colon is no tag of Markdown's, so that it is text; but one of two letters and more is an address.
    let is_element = |at: &usize| ELEMENTS.iter().any(|element| run.shown[*at..].starts_with(element));
    let places = memchr::memchr_iter(b'<', run.shown.as_bytes()).filter(is_element);
    let mut tags = places.map(|at| {
        let rest = &run.shown[at..];
        let end = rest[..rest.floor_char_boundary(CONTEXT)].find('>')?;
        Some(run.start + at..run.start + at + end + 1)
    });
    let Some(Some(first)) = tags.next() else { return };
    // Where one of them has no end, none is certain.
    let all: Option<Vec<Range<usize>>> = std::iter::once(Some(first.clone())).chain(tags).collect();
    let fix = all.unwrap_or_default().into_iter().map(|tag| (tag, String::new())).collect();
    findings.push(Finding { fix, ..found(run.source, first) });
}

/// `mso-` styles in a block of HTML: the first tells.
pub(super) fn styles(tree: &Tree, block: &Node<'_>) -> Option<Finding> {
    let html = RawHtml::of(tree, block.id);
    let at = STYLES
        .iter()
        .filter_map(|style| memchr::memmem::find(html.text.as_bytes(), style.as_bytes()))
        .min()?;
    // Within a tag, and not in its text.
    let open = html.text[..at].rfind('<')?;
    if html.text[open..at].contains('>') {
        return None;
    }
    let end = html.text[at..].find('>').map_or(html.text.len(), |end| at + end + 1);
    Some(found(&tree.source.text, html.range_in_file(open..end)))
}

fn found(source: &str, range: Range<usize>) -> Finding {
    let tag = &source[range.clone()];
    let written = match tag.len() {
        0..=CONTEXT => tag.to_owned(),
        _ => format!("{}…", &tag[..tag.floor_char_boundary(CONTEXT)]),
    };
    let line = mended(source, &range, "");
    let mended = without_tags(&line);
    Finding { code: Code::OfficeMarkup, reason: "tag", mended, range, written, fix: Vec::new() }
}

/// A line without what stands between `<` and `>`.
fn without_tags(line: &str) -> String {
    let mut text = String::new();
    let mut rest = line;
    while let Some(open) = rest.find('<') {
        text.push_str(&rest[..open]);
        let Some(close) = rest[open..].find('>') else {
            rest = "";
            break;
        };
        rest = &rest[open + close + 1..];
    }
    text.push_str(rest);
    text.trim().to_owned()
}
