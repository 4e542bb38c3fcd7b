//! HTML as a tokenizer reads it, never by looking for strings: attributes may be quoted in three ways, and what looks like a
//! tag may stand in a comment, in a script or in an attribute.

use std::ops::Range;

use html5gum::emitters::callback::CallbackEmitter;
pub use html5gum::emitters::callback::CallbackEvent as HtmlEvent;
use html5gum::{Span, Tokenizer};

/// Calls `handle` for each event of the tokenizer with its bytes in `html`. What stands in scripts, styles, titles and text
/// areas is text.
pub fn tokenise_html(html: &str, mut handle: impl FnMut(HtmlEvent<'_>, Range<usize>)) {
    let mut emitter = CallbackEmitter::new(|event: HtmlEvent<'_>, span: Span<usize>| -> Option<()> {
        handle(event, span.start..span.end);
        None
    });
    emitter.naively_switch_states(true);
    Tokenizer::new_with_emitter(html, emitter).for_each(drop);
}

/// Calls `found` for each attribute of a start tag that has a value: with its element and its name in lower case, its value,
/// in which character references are decoded, and where that is written, without quotation marks.
pub(super) fn for_each_attribute(html: &str, mut found: impl FnMut(&[u8], &[u8], &str, Range<usize>)) {
    // Most pieces of HTML in a text are `<b>` or `</b>`.
    if !html.contains('=') {
        return;
    }
    let (mut element, mut attribute) = (Vec::new(), Vec::new());
    tokenise_html(html, |event, span| match event {
        HtmlEvent::OpenStartTag { name } => name.clone_into(&mut element),
        HtmlEvent::CloseStartTag { .. } => element.clear(),
        HtmlEvent::AttributeName { name } => name.clone_into(&mut attribute),
        // The attributes of end tags mean nothing.
        HtmlEvent::AttributeValue { value } if !element.is_empty() => {
            found(&element, &attribute, &String::from_utf8_lossy(value), span);
        }
        _ => {}
    });
}

/// What a part of the value of an attribute means: its character references decoded.
pub(super) fn decode(value: &str) -> String {
    if !value.contains('&') {
        return value.to_owned();
    }
    let mut decoded = String::new();
    tokenise_html(&format!("<a b=\"{value}\">"), |event, _| {
        if let HtmlEvent::AttributeValue { value } = event {
            decoded.push_str(&String::from_utf8_lossy(value));
        }
    });
    decoded
}

/// The ids that links can lead to in a piece of HTML, in their order.
///
/// ```
/// let html = "<p id=a>x <!-- <p id=b> --><a name='c'>y</a><input name=d>";
/// assert_eq!(sapar::content::html_ids(html), ["a", "c"]);
/// ```
pub fn html_ids(html: &str) -> Vec<String> {
    let mut ids = Vec::new();
    for_each_attribute(html, |element, attribute, value, _| {
        if attribute == b"id" || (attribute == b"name" && element == b"a") {
            ids.push(value.to_owned());
        }
    });
    ids
}
