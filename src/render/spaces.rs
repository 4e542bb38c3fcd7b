//! Spaces between the tags of a page, which are collapsed as a browser collapses them for `white-space: normal` (CSS Text 3, "The White Space
//! Processing Rules"): a run with a line break becomes a line break, any other run a space. A line break is never made a space nor taken
//! away: between Chinese characters browsers show none. Nothing is changed in elements whose spaces count, in scripts, or where a style
//! sheet may make spaces visible.

use crate::markup::{Attribute, Name, StartTag};

/// Elements whose spaces count, or may be made to count by a rule of the browser or of a style sheet for code; and texts in drawings and
/// formulas, which have rules of their own.
const PRESERVED: [&[u8]; 9] =
    [b"pre", b"code", b"kbd", b"samp", b"listing", b"text", b"desc", b"foreignobject", b"math"];

/// Elements without an end.
const VOID: [&[u8]; 13] = [
    b"area", b"base", b"br", b"col", b"embed", b"hr", b"img", b"input", b"link", b"meta", b"source",
    b"track", b"wbr",
];

/// Knows in which elements of a page spaces count.
#[derive(Default)]
pub(super) struct Spaces {
    /// The names of open elements in which they do, the innermost last.
    preserved: Vec<Name>,
}

impl Spaces {
    /// Whether spaces count here.
    pub fn are_preserved(&self) -> bool {
        !self.preserved.is_empty()
    }

    pub fn start_tag(&mut self, html: &[u8], tag: &StartTag, attributes: &[Attribute]) {
        let name = tag.name;
        let is_within_itself = self.preserved.last().is_some_and(|last| last.is_same(&name));
        if (name.is_among(&PRESERVED) || is_within_itself || shows_spaces(html, attributes))
            && tag.has_elements
            && !name.is_among(&VOID)
        {
            self.preserved.push(name);
        }
    }

    pub fn end_tag(&mut self, name: Name) {
        if self.preserved.last().is_some_and(|last| last.is_same(&name)) {
            self.preserved.pop();
        }
    }
}

/// Whether the style of an element may make spaces visible.
fn shows_spaces(html: &[u8], attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        html[attribute.name.clone()].eq_ignore_ascii_case(b"style")
            && memchr::memmem::find(&html[attribute.value.clone()], b"white-space").is_some()
    })
}

/// Writes a text with collapsed spaces.
pub(super) fn collapse(text: &[u8], output: &mut Vec<u8>) {
    if !may_have_runs(text) {
        output.extend_from_slice(text);
        return;
    }
    let is_space = |byte: &u8| matches!(byte, b' ' | b'\n' | b'\t' | b'\r');
    let mut from = 0;
    let mut at = 0;
    while at < text.len() {
        if !is_space(&text[at]) {
            at += 1;
            continue;
        }
        let length = text[at..].iter().take_while(|byte| is_space(byte)).count();
        let run = &text[at..at + length];
        if length > 1 || matches!(run[0], b'\t' | b'\r') {
            let has_break = run.iter().any(|byte| matches!(byte, b'\n' | b'\r'));
            output.extend_from_slice(&text[from..at]);
            output.push(if has_break { b'\n' } else { b' ' });
            from = at + length;
        }
        at += length;
    }
    output.extend_from_slice(&text[from..]);
}

/// Whether a text may hold more than single spaces and line breaks. Paragraphs do not, and a loop that never ends early is compiled to one that
/// looks at many bytes at once.
fn may_have_runs(text: &[u8]) -> bool {
    let behind = text.get(1..).unwrap_or_default();
    let pairs =
        text.iter().zip(behind).fold(0, |found, (one, next)| found | u8::from(*one.max(next) <= b' '));
    let others = text.iter().fold(0, |found, byte| found | u8::from(*byte < b' ' && *byte != b'\n'));
    pairs | others != 0
}
