//! HTML as a tokenizer reads it, never by looking for strings: attributes may be quoted in three ways, and what looks like a
//! tag may stand in a comment, in a script or in an attribute.

use std::borrow::Cow;
use std::ops::Range;

use html5gum::emitters::callback::CallbackEmitter;
pub use html5gum::emitters::callback::CallbackEvent as HtmlEvent;
use html5gum::{Span, Tokenizer};

/// Calls `handle` for each event of the tokenizer with its bytes in `html`. What stands in scripts, styles, titles and text
/// areas is text.
pub fn tokenise_html(html: &str, mut handle: impl FnMut(HtmlEvent<'_>, Range<usize>)) {
    tokenise(html, &mut handle);
}

/// The tokenizer is half a megabyte of code for each type that it calls, so it calls one type only.
fn tokenise(html: &str, handle: &mut dyn FnMut(HtmlEvent<'_>, Range<usize>)) {
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

/// A text with its character references decoded, wherever in HTML they stand.
pub fn decode_references(text: &str) -> Cow<'_, str> {
    /// `&CounterClockwiseContourIntegral;` is the longest name of a character.
    const MAX_LENGTH: usize = 34;
    let mut decoded = String::new();
    let mut rest = text;
    while let Some(start) = memchr::memchr(b'&', rest.as_bytes()) {
        let (before, reference) = rest.split_at(start);
        decoded.push_str(before);
        let length =
            reference.bytes().take(MAX_LENGTH).position(|byte| byte == b';').map_or(1, |end| end + 1);
        decoded.push_str(&decode(&reference[..length].replace('"', "&quot;")));
        rest = &reference[length..];
    }
    match rest.len() == text.len() {
        true => Cow::Borrowed(text),
        false => {
            decoded.push_str(rest);
            Cow::Owned(decoded)
        }
    }
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

/// The values of `id` in a piece of HTML, in their order.
pub fn element_ids(html: &str) -> Vec<String> {
    let mut ids = Vec::new();
    for_each_attribute(html, |_, attribute, value, _| {
        if attribute == b"id" {
            ids.push(value.to_owned());
        }
    });
    ids
}

/// What is written in the place of an address that leads to something which is not published: a Unicode noncharacter,
/// which no text may hold. [`without_links`] takes it out of a page, with the attributes that it is part of.
pub const NO_LINK: &str = "\u{FDDA}";

/// Attributes that hold an address. What else holds one, such as `content`, may be empty.
const ADDRESSES: [&[u8]; 9] =
    [b"href", b"xlink:href", b"src", b"srcset", b"poster", b"action", b"formaction", b"cite", b"data"];

/// Attributes that a link must not have without `href` (HTML, "The a element").
const OF_LINKS: [&[u8]; 7] =
    [b"target", b"download", b"ping", b"rel", b"hreflang", b"type", b"referrerpolicy"];

/// HTML without the attributes whose address is [`NO_LINK`]: a link becomes the text that it was. Elsewhere the address
/// is left out. Returns `None` if there is none, or if the HTML is not UTF-8.
///
/// ```
/// use sapar::content::{NO_LINK, without_links};
///
/// let html = format!("<p><a class=\"x\" href='{NO_LINK}#top' rel=tag>Kanas</a> <a href=/>home</a>");
/// assert_eq!(without_links(html.as_bytes()).unwrap(), "<p><a class=\"x\">Kanas</a> <a href=/>home</a>");
/// assert_eq!(without_links(b"<a href=/>home</a>"), None);
/// ```
pub fn without_links(html: &[u8]) -> Option<String> {
    // Before all else: nearly every page has none.
    memchr::memmem::find(html, NO_LINK.as_bytes())?;
    let html = std::str::from_utf8(html).ok()?;
    let mut removed: Vec<Range<usize>> = Vec::new();
    let (mut element, mut attribute, mut start) = (Vec::new(), Vec::new(), 0);
    // The attributes of the tag that is open which must not stand without `href`.
    let mut of_link: Vec<Range<usize>> = Vec::new();
    let mut is_unlinked = false;
    tokenise_html(html, |event, span| match event {
        HtmlEvent::OpenStartTag { name } => {
            name.clone_into(&mut element);
            of_link.clear();
            is_unlinked = false;
        }
        HtmlEvent::AttributeName { name } => {
            name.clone_into(&mut attribute);
            start = span.start;
            if OF_LINKS.contains(&name) {
                of_link.push(with_space(html, span));
            }
        }
        HtmlEvent::AttributeValue { value } => {
            let is_quoted = |at: usize| matches!(html.as_bytes().get(at), Some(b'"' | b'\''));
            let end =
                span.end + usize::from(span.start > 0 && is_quoted(span.start - 1) && is_quoted(span.end));
            let whole = with_space(html, start..end);
            let has_no_link = memchr::memmem::find(value, NO_LINK.as_bytes()).is_some();
            if OF_LINKS.contains(&attribute.as_slice())
                && let Some(last) = of_link.last_mut()
            {
                *last = whole;
            } else if has_no_link && ADDRESSES.contains(&attribute.as_slice()) {
                is_unlinked |= attribute == b"href";
                removed.push(whole);
            }
        }
        HtmlEvent::CloseStartTag { .. }
            if is_unlinked && [&b"a"[..], b"area"].contains(&element.as_slice()) =>
        {
            removed.append(&mut of_link);
        }
        _ => {}
    });
    removed.sort_by_key(|range| range.start);
    let mut result = String::with_capacity(html.len());
    let mut from = 0;
    for range in removed {
        result.push_str(&html[from..range.start]);
        from = range.end;
    }
    result.push_str(&html[from..]);
    Some(result.replace(NO_LINK, ""))
}

/// A range with the space before it.
fn with_space(html: &str, range: Range<usize>) -> Range<usize> {
    let before = html[..range.start].trim_ascii_end();
    before.len()..range.end
}
