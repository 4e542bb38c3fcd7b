//! Elements, styles and classes that come with what is copied from Word, LibreOffice or Google Docs.

use std::ops::Range;

use super::{CONTEXT, Finding, Replacements, Run, mended};
use crate::content::html::for_each_attribute;
use crate::content::markdown::raw_html::RawHtml;
use crate::content::markdown::tree::{Node, Tree};
use crate::diagnostics::Code;

/// The prefixes of the names of Office's elements, each with the `<` before it.
const ELEMENTS: [&str; 10] = ["<o:", "</o:", "<w:", "</w:", "<v:", "</v:", "<m:", "</m:", "<st1:", "</st1:"];

/// What only the HTML of these programs has in its tags. Other styles that begin with `mso-` are written by hand, for e-mail.
const STYLES: [&str; 19] = [
    "class=\"Mso",
    "class='Mso",
    "class=Mso",
    "mso-ansi-",
    "mso-ascii-",
    "mso-bidi-",
    "mso-fareast-",
    "mso-hansi-",
    "mso-layout-",
    "mso-list:",
    "mso-margin-",
    "mso-pagination",
    "mso-spacerun",
    "mso-yfti-",
    "class=\"western\"",
    "class=\"sdfootnote",
    "class=\"Apple-converted-space\"",
    "class=\"Apple-tab-span\"",
    "docs-internal-guid-",
];

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

/// `<span style="mso-…">` in a line: whether a tag is one of these programs'.
pub(super) fn is_tag(tag: &str) -> bool {
    STYLES.iter().any(|style| tag.contains(style))
}

/// A tag in a line.
pub(super) fn tag(tree: &Tree, tag: &Node<'_>) -> Finding {
    found(&tree.source.text, tag.range.clone())
}

/// Styles in a block of HTML: the first tells.
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
    let fix = attributes(&html, &tree.source.text).unwrap_or_default();
    Some(Finding { fix, ..found(&tree.source.text, html.range_in_file(open..end)) })
}

/// Removes the classes and declarations of Office from all tags of a block, and the attributes of which nothing is left. Returns
/// `None` if one of them is written in a way that is not expected.
fn attributes(html: &RawHtml, source: &str) -> Option<Replacements> {
    let text = &html.text;
    let mut removed: Option<Replacements> = Some(Vec::new());
    for_each_attribute(text, |_, attribute, value, span| {
        let kept = match attribute {
            b"class" if value.contains("Mso") => value
                .split_whitespace()
                .filter(|class| !class.starts_with("Mso"))
                .collect::<Vec<_>>()
                .join(" "),
            b"style" if value.contains("mso-") => {
                let declarations = value.split(';').map(str::trim);
                let kept = declarations.filter(|it| !it.is_empty() && !it.starts_with("mso-"));
                kept.collect::<Vec<_>>().join("; ")
            }
            _ => return,
        };
        let part = match kept.is_empty() {
            true => whole_attribute(text, attribute, &span),
            false => Some(span.clone()),
        };
        let written = part.filter(|_| text.get(span) == Some(value)).and_then(|part| {
            let in_file = html.range_in_file(part.clone());
            (source.get(in_file.clone()) == text.get(part)).then_some((in_file, kept))
        });
        match (&mut removed, written) {
            (Some(removed), Some(written)) => removed.push(written),
            (removed, _) => *removed = None,
        }
    });
    removed
}

/// An attribute with the space before it, by its name and the place of its value.
fn whole_attribute(text: &str, name: &[u8], value: &Range<usize>) -> Option<Range<usize>> {
    let before = &text[..value.start];
    let mark = before.chars().next_back().filter(|mark| matches!(mark, '"' | '\''));
    let before = before.strip_suffix(['"', '\'']).unwrap_or(before).strip_suffix('=')?;
    let start = before.len().checked_sub(name.len())?;
    let is_name = before.get(start..)?.as_bytes().eq_ignore_ascii_case(name);
    let start = before.get(..start).filter(|_| is_name)?.trim_ascii_end().len();
    let end = value.end + usize::from(mark.is_some_and(|mark| text[value.end..].starts_with(mark)));
    Some(start..end)
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
