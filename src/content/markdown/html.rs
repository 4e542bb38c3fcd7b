//! Small things about HTML that the pass over a text needs.

use pulldown_cmark::html::push_html;
use pulldown_cmark::{BlockQuoteKind, Event, TagEnd};

use super::footnotes;

/// Events as HTML.
pub(super) fn to_html(events: Vec<Event<'_>>) -> String {
    let mut html = String::with_capacity(events.len() * 32);
    push_html(&mut html, events.into_iter());
    html
}

/// A heading's words for the list of contents, where links cannot stand within a link and footnotes lead nowhere.
pub(super) fn without_links(html: &str) -> String {
    if !html.contains("<a ") {
        return html.to_owned();
    }
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        let close = if rest[at..].starts_with(footnotes::MARK) { "</sup>" } else { ">" };
        let end = rest[at..].find(close).map_or(rest.len(), |end| at + end + close.len());
        let tag = &rest[at..end];
        if !(tag.starts_with(footnotes::MARK) || tag.starts_with("<a ") || tag == "</a>") {
            text.push_str(tag);
        }
        rest = &rest[end..];
    }
    text.push_str(rest);
    text
}

pub(super) fn is_block(tag: &TagEnd) -> bool {
    !matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Link
            | TagEnd::Image
            | TagEnd::Superscript
            | TagEnd::Subscript
    )
}

pub(super) fn alert_name(kind: BlockQuoteKind) -> &'static str {
    match kind {
        BlockQuoteKind::Note => "note",
        BlockQuoteKind::Tip => "tip",
        BlockQuoteKind::Important => "important",
        BlockQuoteKind::Warning => "warning",
        BlockQuoteKind::Caution => "caution",
    }
}
