//! What HTML refers to and what it shows, and where in it that is written.

use std::ops::Range;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use super::surroundings::ReferenceKind;

/// The attributes that refer to something, by their elements.
const ATTRIBUTES: [(&str, &str, ReferenceKind); 11] = [
    ("a", "href", ReferenceKind::Link),
    ("area", "href", ReferenceKind::Link),
    ("audio", "src", ReferenceKind::Link),
    ("embed", "src", ReferenceKind::Link),
    ("iframe", "src", ReferenceKind::Link),
    ("img", "src", ReferenceKind::Picture),
    ("input", "src", ReferenceKind::Picture),
    ("source", "src", ReferenceKind::Link),
    ("track", "src", ReferenceKind::Link),
    ("video", "poster", ReferenceKind::Picture),
    ("video", "src", ReferenceKind::Link),
];

/// Something that HTML refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reference {
    /// To what, with character references as what they stand for.
    pub target: String,
    /// What should be there.
    pub kind: ReferenceKind,
    /// Where its attribute's value is written, without quotation marks.
    pub range: Range<usize>,
}

/// The references of a piece of HTML, in their order. What stands in scripts, styles and comments is none.
pub(super) fn references(html: &str) -> Vec<Reference> {
    let mut found = Vec::new();
    // Nothing refers without an attribute.
    if !html.contains('=') {
        return found;
    }
    let mut element = Vec::new();
    let mut kind = None;
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, span: Span<usize>| -> Option<()> {
        match event {
            CallbackEvent::OpenStartTag { name } => element = name.to_vec(),
            CallbackEvent::CloseStartTag { .. } => element.clear(),
            CallbackEvent::AttributeName { name } => kind = kind_of(&element, name),
            CallbackEvent::AttributeValue { value } => {
                let target = String::from_utf8_lossy(value).trim_ascii().to_owned();
                found.extend(kind.map(|kind| Reference { target, kind, range: span.start..span.end }));
            }
            _ => {}
        }
        None
    });
    emitter.naively_switch_states(true);
    Tokenizer::new_with_emitter(html, emitter).for_each(drop);
    found
}

/// The lines of the text that readers see, without their indentation. What stands in `pre` is shown as it is written.
pub(super) fn lines_of_text(html: &str) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    if !html.contains(":::") {
        return lines;
    }
    let mut hidden = None;
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, span: Span<usize>| -> Option<()> {
        match event {
            CallbackEvent::OpenStartTag { name } if hidden.is_none() => {
                let is_hidden = [&b"pre"[..], b"script", b"style", b"textarea"].contains(&name);
                hidden = is_hidden.then(|| name.to_vec());
            }
            CallbackEvent::EndTag { name } if hidden.as_deref() == Some(name) => hidden = None,
            CallbackEvent::String { .. } if hidden.is_none() => {
                let mut start = span.start;
                for line in html.get(span.start..span.end).unwrap_or_default().split_inclusive('\n') {
                    let text = line.trim_start();
                    lines.push(
                        start + line.len() - text.len()
                            ..start + line.trim_end().len().max(line.len() - text.len()),
                    );
                    start += line.len();
                }
            }
            _ => {}
        }
        None
    });
    emitter.naively_switch_states(true);
    Tokenizer::new_with_emitter(html, emitter).for_each(drop);
    lines
}

fn kind_of(element: &[u8], attribute: &[u8]) -> Option<ReferenceKind> {
    let is_one = |(of, name, _): &&(&str, &str, _)| of.as_bytes() == element && name.as_bytes() == attribute;
    ATTRIBUTES.iter().find(is_one).map(|(.., kind)| *kind)
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
        ] {
            let found = references(html);
            assert_eq!(found.len(), 1, "{html}: {found:?}");
            assert_eq!((found[0].target.as_str(), &html[found[0].range.clone()]), (target, written));
        }
        assert_eq!(references("<a name=x><link href=/no/><a href=\"/unclosed/"), []);
    }

    proptest! {
        #[test]
        fn every_place_is_one_of_the_text(html in "(<a |<img |href=|src=|['\"=> &;]|&amp;|ә|湖|\\PC){0,30}") {
            let mut from = 0;
            for reference in references(&html) {
                prop_assert!(html.get(reference.range.clone()).is_some() && from <= reference.range.start);
                from = reference.range.end;
            }
        }
    }
}
