//! The texts of a site as its authors wrote them, piece by piece: what readers see, with its place in the file.

use std::ops::Range;

use super::page_texts::Side;
use crate::content::markdown::{Kind, Step, Tree};
use crate::data::text_range;
use crate::diagnostics::{Diagnostic, Fix, Location, SourceText};
use crate::language::Language;
use crate::translate::{BlockKind, TextBlock};

/// A piece of text in one language: bytes of a file that readers see as they are written.
#[derive(Debug, Clone)]
pub(super) struct Prose<'a> {
    pub language: &'a Language,
    pub source: &'a SourceText,
    pub range: Range<usize>,
}

impl<'a> Prose<'a> {
    pub fn text(&self) -> &'a str {
        &self.source.text[self.range.clone()]
    }

    /// The place of some bytes of it.
    pub fn location(&self, within: Range<usize>) -> Location {
        self.source.location(self.absolute(within))
    }

    /// A diagnostic at some bytes of it, which a fix replaces by these texts.
    pub fn at(&self, diagnostic: Diagnostic, within: Range<usize>) -> Diagnostic {
        diagnostic.at(self.location(within))
    }

    /// Replaces some bytes of it.
    pub fn fix(&self, replacements: impl IntoIterator<Item = (Range<usize>, String)>) -> Fix {
        Fix::new(self.source, replacements.into_iter().map(|(range, text)| (self.absolute(range), text)))
    }

    fn absolute(&self, within: Range<usize>) -> Range<usize> {
        self.range.start + within.start..self.range.start + within.end
    }
}

/// The pieces of a text: texts of its front matter, and those below it. What is written with escapes or entities is left out: its letters
/// have no places of their own.
pub(super) fn of_text<'a>(side: &'a Side<'_>) -> Vec<Prose<'a>> {
    let (source, language) = (side.tree.source(), side.language);
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for text in &side.blocks {
        if matches!(text.block.kind, BlockKind::FrontMatter(_)) {
            ranges.extend(front_matter_range(source, &text.block));
        }
    }
    body_ranges(&side.tree, source, &mut ranges);
    ranges.into_iter().map(|range| Prose { language, source, range }).collect()
}

fn front_matter_range(source: &SourceText, block: &TextBlock) -> Option<Range<usize>> {
    text_range(source, &block.range, &block.text)
}

fn body_ranges(tree: &Tree, source: &SourceText, ranges: &mut Vec<Range<usize>>) {
    // Within code, and within links that show their address, nothing is prose.
    let mut verbatim = 0;
    for step in tree.walk() {
        match step {
            Step::Enter(node) => match node.kind {
                Kind::CodeBlock { .. } | Kind::HtmlBlock => verbatim += 1,
                Kind::Link(_) if tree.shows_address(&node) => verbatim += 1,
                Kind::Text(text) if verbatim == 0 && source.text.get(node.range.clone()) == Some(text) => {
                    ranges.push(node.range);
                }
                _ => {}
            },
            Step::Leave(node) => match node.kind {
                Kind::CodeBlock { .. } | Kind::HtmlBlock => verbatim -= 1,
                Kind::Link(_) if tree.shows_address(&node) => verbatim -= 1,
                _ => {}
            },
        }
    }
}

/// The words of a text with the bytes where they begin. Marks that stand over letters belong to them.
pub(super) fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_of_word = |c: char| is_letter(c) || is_mark(c);
    let mut rest = text.char_indices().peekable();
    std::iter::from_fn(move || {
        while rest.next_if(|(_, c)| !is_of_word(*c)).is_some() {}
        let (start, _) = *rest.peek()?;
        let mut end = start;
        while let Some((at, c)) = rest.next_if(|(_, c)| is_of_word(*c)) {
            end = at + c.len_utf8();
        }
        Some((start, &text[start..end]))
    })
}

/// Whether a character is a mark over or under the letter before it.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}

/// Whether a character is a letter. Most are told without a look into Unicode's tables, as every character of a site is asked.
pub(super) fn is_letter(c: char) -> bool {
    match c {
        '\0'..='\u{7F}' => c.is_ascii_alphabetic(),
        '\u{400}'..='\u{481}' | '\u{48A}'..='\u{52F}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' => {
            true
        }
        // Punctuation of many languages.
        '\u{2010}'..='\u{2027}' | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' => false,
        _ => c.is_alphabetic(),
    }
}

/// Whether a letter is Cyrillic.
pub(super) fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{52F}')
}

/// Whether a character is Chinese.
pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3134F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_letters_with_their_marks() {
        let found: Vec<(usize, &str)> = words("и\u{306}од, 3D — Қанас-та").collect();
        assert_eq!(found, [(0, "и\u{306}од"), (11, "D"), (17, "Қанас"), (28, "та")]);
        assert_eq!(words(" 12 ").count(), 0);
        for c in '\0'..='\u{FFFF}' {
            assert_eq!(is_letter(c), c.is_alphabetic(), "{c} {}", u32::from(c));
        }
    }
}
