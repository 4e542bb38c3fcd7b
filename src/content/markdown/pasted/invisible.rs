//! Characters that nobody sees: soft hyphens and marks without width, which come along with what is copied from Word or from a
//! page.
//!
//! What means something where it stands is passed over: joiners within emoji and in scripts whose letters are joined, breaks
//! between the words of scripts that set none apart, marks of direction in a text of both directions.

use std::ops::Range;

use icu::properties::CodePointMapData;
use icu::properties::props::Script;
use memchr::memmem;

use super::CONTEXT;
use crate::content::markdown::tree::{Kind, Tree};
use crate::diagnostics::{Code, Diagnostic, Fix};

/// The beginnings, in UTF-8, of the characters that are looked for.
const BEGINNINGS: [&[u8]; 3] = [b"\xC2\xAD", b"\xE2\x80", b"\xEF\xBB\xBF"];

/// Elements in whose text nothing is looked for.
const CODE: [&str; 4] = ["<pre", "<code", "<script", "<style"];

/// Scripts that set no words apart, and may say by U+200B where a line can end.
const WITHOUT_SPACES: [Script; 4] = [Script::Thai, Script::Lao, Script::Khmer, Script::Myanmar];

/// Scripts in whose words a joiner means nothing.
const PLAIN: [Script; 6] =
    [Script::Latin, Script::Cyrillic, Script::Greek, Script::Han, Script::Hiragana, Script::Katakana];

/// All invisible characters of a file, in one diagnostic: one copy brings many.
pub(super) fn report(tree: &Tree) -> Option<Diagnostic> {
    let source = &tree.source;
    let text = &*source.text;
    let mut found: Vec<Range<usize>> = BEGINNINGS
        .iter()
        .flat_map(|beginning| memmem::find_iter(text.as_bytes(), beginning))
        .filter_map(|at| {
            let character = text[at..].chars().next().filter(|c| reason(*c).is_some())?;
            Some(at..at + character.len_utf8())
        })
        .collect();
    if found.is_empty() {
        return None;
    }
    let code = code(tree);
    let has_both_directions = text.chars().any(is_right_to_left);
    found.retain(|mark| {
        !code.iter().any(|code| code.contains(&mark.start)) && means_nothing(text, mark, has_both_directions)
    });
    found.sort_unstable_by_key(|mark| mark.start);
    let first = found.first()?.clone();
    let character = text[first.start..].chars().next()?;
    let word = word(text, &first);
    let removed = found.iter().map(|mark| (mark.clone(), String::new()));
    let diagnostic = Diagnostic::new(Code::InvisibleCharacters)
        .at(source.location(word.clone()))
        .fix(Fix::new(source, removed))
        .with("count", found.len())
        .with("reason", reason(character).unwrap_or_default())
        .with("code", format!("U+{:04X}", u32::from(character)));
    let mended: String = text[word].chars().filter(|c| reason(*c).is_none()).collect();
    Some(diagnostic.with("mended", if mended.is_empty() { "none".to_owned() } else { mended }))
}

/// What a character is, as the message knows it; `None` if it is another one.
fn reason(character: char) -> Option<&'static str> {
    Some(match character {
        '\u{AD}' => "hyphen",
        '\u{200B}' => "space",
        '\u{200C}' | '\u{200D}' => "joiner",
        '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' => "direction",
        '\u{FEFF}' => "byte-order",
        _ => return None,
    })
}

/// The bytes of code, in a text and in its HTML.
fn code(tree: &Tree) -> Vec<Range<usize>> {
    let nodes = tree.ids().map(|id| tree.node(id));
    let code = nodes.filter(|node| match node.kind {
        Kind::CodeBlock { .. } | Kind::Code(_) => true,
        Kind::HtmlBlock => CODE.iter().any(|tag| tree.source.text[node.range.clone()].contains(tag)),
        _ => false,
    });
    code.map(|node| node.range).collect()
}

/// Whether nobody misses a mark where it stands.
fn means_nothing(text: &str, mark: &Range<usize>, has_both_directions: bool) -> bool {
    let is_seen = |c: &char| reason(*c).is_none();
    let before = text[..mark.start].chars().rev().find(is_seen);
    let behind = text[mark.end..].chars().find(is_seen);
    let is_of = |c: Option<char>, scripts: &[Script]| {
        c.is_some_and(|c| scripts.contains(&CodePointMapData::<Script>::new().get(c)))
    };
    match reason(text[mark.start..].chars().next().unwrap_or_default()) {
        // Beside it, `_` would be a part of a word.
        Some("space") => {
            !is_of(before, &WITHOUT_SPACES)
                && !is_of(behind, &WITHOUT_SPACES)
                && ![before, behind].contains(&Some('_'))
        }
        Some("joiner") => [before, behind]
            .into_iter()
            .all(|c| c.is_none_or(|c| c.is_whitespace() || c.is_ascii_punctuation()) || is_of(c, &PLAIN)),
        Some("direction") => !has_both_directions,
        _ => true,
    }
}

fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}

/// The word that a mark stands in.
fn word(text: &str, mark: &Range<usize>) -> Range<usize> {
    let is_part = |c: char| c.is_alphanumeric() || reason(c).is_some();
    let before = &text[text.ceil_char_boundary(mark.start.saturating_sub(CONTEXT))..mark.start];
    let behind = &text[mark.end..text.floor_char_boundary((mark.end + CONTEXT).min(text.len()))];
    let start = mark.start - (before.len() - before.trim_end_matches(is_part).len());
    let end = mark.end + (behind.len() - behind.trim_start_matches(is_part).len());
    start..end
}
