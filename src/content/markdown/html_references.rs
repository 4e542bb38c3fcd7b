//! What the HTML of authors refers to, and where in it that is written.

use std::ops::Range;

use super::resolver::ReferenceKind;
use crate::content::html::{HtmlEvent, decode, tokenise_html};

/// A link or a picture of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// The address or path, as its author meant it: escapes and entities are decoded.
    pub target: String,
    /// What should be there.
    pub kind: ReferenceKind,
    /// The bytes of the file that say so: a link or picture of Markdown, the value of an attribute of HTML or a part of it.
    pub range: Range<usize>,
}

/// The attributes that refer to something, by their elements (HTML, "Attributes"; SVG 2, "Linking").
const ATTRIBUTES: [(&[u8], &[u8], ReferenceKind); 35] = [
    (b"a", b"href", ReferenceKind::Link),
    (b"a", b"xlink:href", ReferenceKind::Link),
    (b"area", b"href", ReferenceKind::Link),
    (b"audio", b"src", ReferenceKind::Embed),
    (b"body", b"background", ReferenceKind::Picture),
    (b"button", b"formaction", ReferenceKind::Form),
    (b"embed", b"src", ReferenceKind::Embed),
    (b"feimage", b"href", ReferenceKind::Picture),
    (b"feimage", b"xlink:href", ReferenceKind::Picture),
    (b"form", b"action", ReferenceKind::Form),
    (b"frame", b"src", ReferenceKind::Embed),
    (b"iframe", b"src", ReferenceKind::Embed),
    (b"image", b"href", ReferenceKind::Picture),
    (b"image", b"xlink:href", ReferenceKind::Picture),
    (b"img", b"src", ReferenceKind::Picture),
    (b"input", b"formaction", ReferenceKind::Form),
    (b"input", b"src", ReferenceKind::Picture),
    (b"lineargradient", b"href", ReferenceKind::Embed),
    (b"lineargradient", b"xlink:href", ReferenceKind::Embed),
    (b"mpath", b"href", ReferenceKind::Embed),
    (b"object", b"data", ReferenceKind::Embed),
    (b"pattern", b"href", ReferenceKind::Embed),
    (b"pattern", b"xlink:href", ReferenceKind::Embed),
    (b"radialgradient", b"href", ReferenceKind::Embed),
    (b"radialgradient", b"xlink:href", ReferenceKind::Embed),
    (b"script", b"src", ReferenceKind::Embed),
    (b"source", b"src", ReferenceKind::Embed),
    (b"table", b"background", ReferenceKind::Picture),
    (b"td", b"background", ReferenceKind::Picture),
    (b"textpath", b"href", ReferenceKind::Embed),
    (b"track", b"src", ReferenceKind::Embed),
    (b"use", b"href", ReferenceKind::Embed),
    (b"use", b"xlink:href", ReferenceKind::Embed),
    (b"video", b"poster", ReferenceKind::Picture),
    (b"video", b"src", ReferenceKind::Embed),
];

/// The relations of a `link` whose target is loaded with the page.
const LOADED_RELATIONS: [&str; 8] = [
    "stylesheet",
    "icon",
    "apple-touch-icon",
    "preload",
    "modulepreload",
    "prefetch",
    "preconnect",
    "dns-prefetch",
];

/// An attribute of a start tag: its name, its value and where that is written.
type Attribute = (Vec<u8>, String, Range<usize>);

/// The references of a piece of HTML, in their order. What stands in scripts and comments is none.
pub(super) fn references(html: &str) -> Vec<Reference> {
    let mut found = Vec::new();
    // Most pieces of HTML in a text are `<b>` or `</b>`.
    if !html.contains(['=', '(', '@']) {
        return found;
    }
    let mut element = Vec::new();
    let mut attributes: Vec<Attribute> = Vec::new();
    let mut is_in_style = false;
    tokenise_html(html, |event, span| match event {
        HtmlEvent::OpenStartTag { name } => {
            name.clone_into(&mut element);
            attributes.clear();
        }
        HtmlEvent::AttributeName { name } => {
            // Where the value of one without a value would be written.
            attributes.push((name.to_owned(), String::new(), span.end..span.end));
        }
        HtmlEvent::AttributeValue { value } => {
            if let Some((_, known, range)) = attributes.last_mut() {
                *range = if known.is_empty() { span } else { range.start..span.end };
                known.push_str(&String::from_utf8_lossy(value));
            }
        }
        HtmlEvent::CloseStartTag { .. } => {
            is_in_style = element == b"style";
            of_element(&element, &attributes, html, &mut found);
            attributes.clear();
        }
        HtmlEvent::EndTag { .. } => {
            is_in_style = false;
            // The attributes of end tags mean nothing.
            attributes.clear();
        }
        HtmlEvent::String { .. } if is_in_style => of_style(html, span, &mut found),
        _ => {}
    });
    found
}

fn of_element(element: &[u8], attributes: &[Attribute], html: &str, found: &mut Vec<Reference>) {
    for (name, value, range) in attributes {
        let target = || value.trim_ascii().to_owned();
        let kind = ATTRIBUTES.iter().find(|(of, attribute, _)| of == &element && attribute == name);
        if let Some((.., kind)) = kind {
            found.push(Reference { target: target(), kind: *kind, range: range.clone() });
            continue;
        }
        match (element, name.as_slice()) {
            (b"img" | b"source", b"srcset") | (b"link", b"imagesrcset") => of_srcset(html, range, found),
            (b"link", b"href") if is_loaded(attributes) => {
                found.push(Reference { target: target(), kind: ReferenceKind::Embed, range: range.clone() });
            }
            (_, b"style") => of_style(html, range.clone(), found),
            _ => {}
        }
    }
}

fn is_loaded(attributes: &[Attribute]) -> bool {
    let relation = attributes.iter().find(|(name, ..)| name == b"rel");
    relation.is_some_and(|(_, relations, _)| {
        let mut relations = relations.split_ascii_whitespace();
        relations.any(|relation| LOADED_RELATIONS.iter().any(|known| known.eq_ignore_ascii_case(relation)))
    })
}

/// The pictures of a `srcset`: addresses, each with a width or a density behind it.
fn of_srcset(html: &str, range: &Range<usize>, found: &mut Vec<Reference>) {
    let written = html.get(range.clone()).unwrap_or_default();
    let is_gap = |c: char| c.is_ascii_whitespace() || c == ',';
    let mut at = 0;
    loop {
        at += written[at..].len() - written[at..].trim_start_matches(is_gap).len();
        let rest = &written[at..];
        if rest.is_empty() {
            return;
        }
        let length = rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len());
        let address = rest[..length].trim_end_matches(',');
        let start = range.start + at;
        found.push(Reference {
            target: decode(address),
            kind: ReferenceKind::Picture,
            range: start..start + address.len(),
        });
        at += length;
        if address.len() == length {
            at += written[at..].find(',').unwrap_or(written[at..].len());
        }
    }
}

/// What a style loads: `url(…)`, and the sheets that it imports.
fn of_style(html: &str, range: Range<usize>, found: &mut Vec<Reference>) {
    let written = html.get(range.clone()).unwrap_or_default();
    // ASCII letters alone change, so that places stay what they are.
    let lower = written.to_ascii_lowercase();
    let first = found.len();
    let mut reached = 0;
    for (start, function) in lower.match_indices("url(") {
        let start = start + function.len();
        if start < reached {
            continue;
        }
        let end = written[start..].find(')').map_or(written.len(), |end| start + end);
        reached = end;
        let inner =
            written[start..end].trim_matches(|c: char| c.is_ascii_whitespace() || c == '"' || c == '\'');
        let from = start + written[start..end].find(inner).unwrap_or_default();
        let range = range.start + from..range.start + from + inner.len();
        // A fragment alone names a part of the drawing that it stands in.
        if !inner.is_empty() && !inner.starts_with('#') {
            found.push(Reference { target: decode(inner), kind: ReferenceKind::Picture, range });
        }
    }
    for (start, rule) in lower.match_indices("@import") {
        let behind = written[start + rule.len()..].trim_start();
        let Some(quoted) = behind.strip_prefix(['"', '\'']) else { continue };
        let Some(end) = quoted.find(['"', '\'']) else { continue };
        let from = range.start + written.len() - quoted.len();
        let range = from..from + end;
        found.push(Reference { target: decode(&quoted[..end]), kind: ReferenceKind::Embed, range });
    }
    let mut in_style = found.split_off(first);
    in_style.sort_by_key(|reference| reference.range.start);
    // What looks like a rule within an address is a part of it.
    let mut end = 0;
    in_style.retain(|reference| {
        let is_apart = reference.range.start >= end;
        end = end.max(reference.range.end);
        is_apart
    });
    found.append(&mut in_style);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn references_are_found_however_they_are_written() {
        for (html, target, written) in [
            ("<a href=\"/x/?a=1&amp;b=2\">", "/x/?a=1&b=2", "/x/?a=1&amp;b=2"),
            ("<A class=x HREF = '/көл/'>", "/көл/", "/көл/"),
            ("<img\n src=hero.svg\n alt=''>", "hero.svg", "hero.svg"),
            ("<a href=/y/>", "/y/", "/y/"),
            ("<video poster=\" a.png \">", "a.png", " a.png "),
            ("<script>'<a href=\"/no/\">'</script><a href=/e/>", "/e/", "/e/"),
            ("<!-- <a href=/no/> --><p title=\"<a href=/no/>\"><a href=/e/>", "/e/", "/e/"),
            ("</a href=/no/><a href=/e/>", "/e/", "/e/"),
            ("<svg><use xlink:href='#peak'/></svg>", "#peak", "#peak"),
            ("<svg><linearGradient href='#sky'/></svg>", "#sky", "#sky"),
            ("<link href=a.css rel=\"x STYLESHEET\">", "a.css", "a.css"),
            ("<p style=\"background: URL( 'a.jpg' )\">", "a.jpg", "a.jpg"),
            ("<style>@import 'a.css';</style>", "a.css", "a.css"),
        ] {
            let found = references(html);
            assert_eq!(found.len(), 1, "{html}: {found:?}");
            assert_eq!((found[0].target.as_str(), &html[found[0].range.clone()]), (target, written));
        }
        assert_eq!(references("<a name=x><link href=/no/><p style='fill:url(#x)'><a href=\"/unclosed/"), []);
    }

    #[test]
    fn a_set_of_pictures_has_a_reference_for_each() {
        let html = "<img srcset=\" a.jpg 1x,b.jpg?x=1&amp;y=2 2x , data:image/png;base64,AA== 3x, c.jpg, \">";
        let targets: Vec<String> = references(html).into_iter().map(|reference| reference.target).collect();
        assert_eq!(targets, ["a.jpg", "b.jpg?x=1&y=2", "data:image/png;base64,AA==", "c.jpg"]);
    }

    #[test]
    fn an_attribute_without_a_value_has_its_place() {
        let html = "<a href=x <a href=>";
        let found: Vec<&str> = references(html).iter().map(|it| &html[it.range.clone()]).collect();
        assert_eq!(found, ["x", ""]);
        assert!(references(html)[1].range.start > 8);
    }

    proptest! {
        #[test]
        fn every_place_is_one_of_the_text(
            html in "(<a |<img |<style>|href=|src=|srcset=|style=|url\\(|@import|['\"=> &;,)]|&amp;|ә|湖|\\PC){0,30}",
        ) {
            let mut from = 0;
            for reference in references(&html) {
                prop_assert!(html.get(reference.range.clone()).is_some() && from <= reference.range.start);
                from = reference.range.end;
            }
        }
    }
}
