//! Texts in the form in which terms are looked for, with the way back to what their author wrote.

use std::ops::Range;

use icu::normalizer::ComposingNormalizer;

use crate::content::is_cjk;
use crate::text::{is_cyrillic, is_silent, is_word, look_alike};

/// What stands in a folded text where the text has something that is no word: code, a tag, a placeholder.
pub(super) const GAP: char = '\u{FFFC}';

/// A text in lower case and composed characters. Invisible characters are gone, and so are the differences between marks of
/// quotation, hyphens and spaces that people do not see or cannot type; `ё` is `е`, and a Latin letter in a Cyrillic word is the
/// one that it looks like.
#[derive(Debug, Default)]
pub(super) struct Folded {
    /// The folded text.
    pub text: String,
    /// Its characters, in their order.
    characters: Vec<FoldedCharacter>,
    /// A space that is written once something follows it: where it stands, and whether a line ends there.
    space: Option<(Range<usize>, bool)>,
    /// Where the word begins that is being written, among the characters, and of which letters it has some.
    word: usize,
    has_cyrillic: bool,
    has_latin: bool,
}

#[derive(Debug, Clone)]
struct FoldedCharacter {
    character: char,
    /// Where it stands in the folded text.
    at: usize,
    /// The bytes of the text that it was written as.
    written: Range<usize>,
    is_upper: bool,
    /// Whether these bytes are the character, and no escape.
    is_exact: bool,
}

/// Where a text comes from.
#[derive(Debug, Clone)]
pub(super) enum Origin {
    /// It stands as it is in a file, from a byte on.
    At(usize),
    /// It is written as these bytes, with escapes.
    Escaped(Range<usize>),
}

impl Folded {
    /// A text by itself.
    pub fn new(text: &str) -> Self {
        let mut folded = Self::default();
        folded.push(text, &Origin::At(0));
        folded.finish();
        folded
    }

    /// Adds a text.
    pub fn push(&mut self, text: &str, origin: &Origin) {
        let written = |range: Range<usize>| match origin {
            Origin::At(start) => (range.start + start..range.end + start, true),
            Origin::Escaped(whole) => (whole.clone(), false),
        };
        let mut rest = text.char_indices().peekable();
        while let Some((at, c)) = rest.next() {
            let mut end = at + c.len_utf8();
            // Marks belong to the letter before them, even if something invisible stands in between.
            let mut ahead = rest.clone();
            while let Some((next, mark)) =
                ahead.next_if(|(_, next)| !is_invisible(c) && (is_mark(*next) || is_invisible(*next)))
            {
                if is_mark(mark) {
                    end = next + mark.len_utf8();
                    rest = ahead.clone();
                }
            }
            let (place, is_exact) = written(at..end);
            if end == at + c.len_utf8() {
                self.character(c, place, is_exact);
            } else {
                let visible: String = text[at..end].chars().filter(|c| !is_invisible(*c)).collect();
                for c in ComposingNormalizer::new_nfc().normalize(&visible).chars() {
                    self.character(c, place.clone(), is_exact);
                }
            }
        }
    }

    /// Adds what is no word; `range` is where it stands.
    pub fn push_gap(&mut self, range: Range<usize>) {
        self.character(GAP, range, false);
    }

    /// Ends the text.
    pub fn finish(&mut self) {
        self.end_word();
        self.space = None;
    }

    fn character(&mut self, c: char, written: Range<usize>, is_exact: bool) {
        if c.is_whitespace() {
            let (place, is_line) = self.space.take().unwrap_or((written.clone(), false));
            self.space = Some((place.start..written.end, is_line || c == '\n'));
            return;
        }
        // Marks of stress are of dictionaries.
        if c == '\u{301}' || is_invisible(c) {
            return;
        }
        let c = plain(c);
        if let Some((place, is_line)) = self.space.take() {
            let before = self.characters.last().map(|last| last.character);
            // The end of a line between two Chinese characters is no space.
            let is_nothing = is_line && is_cjk(c) && before.is_some_and(is_cjk);
            if before.is_some() && !is_nothing {
                self.add(' ', place, false, true);
            }
        }
        let is_upper = c.is_uppercase();
        if c.is_ascii() || !is_upper {
            self.add(c.to_ascii_lowercase(), written, is_upper, is_exact);
        } else {
            for lower in c.to_lowercase() {
                self.add(if lower == 'ё' { 'е' } else { lower }, written.clone(), is_upper, is_exact);
            }
        }
    }

    fn add(&mut self, character: char, written: Range<usize>, is_upper: bool, is_exact: bool) {
        let is_letter = is_letter(character);
        match is_letter {
            true => {
                self.has_cyrillic |= is_cyrillic(character);
                self.has_latin |= character.is_ascii_alphabetic();
            }
            false => self.end_word(),
        }
        let at = self.text.len();
        self.text.push(character);
        self.characters.push(FoldedCharacter { character, at, written, is_upper, is_exact });
        if !is_letter {
            self.word = self.characters.len();
        }
    }

    /// Ends a word. Latin letters in a Cyrillic one were typed for what they look like.
    fn end_word(&mut self) {
        if self.has_cyrillic
            && self.has_latin
            && let Some(first) = self.characters.get(self.word)
        {
            self.text.truncate(first.at);
            for character in &mut self.characters[self.word..] {
                let alike = look_alike(character.character).filter(|_| character.character.is_ascii());
                character.character = alike.unwrap_or(character.character);
                character.at = self.text.len();
                self.text.push(character.character);
            }
        }
        (self.has_cyrillic, self.has_latin) = (false, false);
        self.word = self.characters.len();
    }

    /// The number of the character at a byte of the folded text.
    fn index(&self, at: usize) -> usize {
        self.characters.partition_point(|character| character.at < at)
    }

    /// The bytes that a part of the folded text was written as.
    pub fn written(&self, part: &Range<usize>) -> Range<usize> {
        let of = &self.characters[self.index(part.start)..self.index(part.end)];
        match (of.first(), of.last()) {
            (Some(first), Some(last)) => first.written.start..last.written.end.max(first.written.end),
            _ => 0..0,
        }
    }

    /// Whether a part stands in the file as it is read.
    pub fn is_exact(&self, part: &Range<usize>) -> bool {
        self.characters[self.index(part.start)..self.index(part.end)].iter().all(|it| it.is_exact)
    }

    /// For each character from a byte on, whether it is in upper case.
    pub fn cases(&self, from: usize) -> impl Iterator<Item = bool> {
        self.characters[self.index(from)..].iter().map(|character| character.is_upper)
    }

    /// Each place at which a term may begin or go on: the beginnings of words, and every Chinese character.
    pub fn starts(&self) -> impl Iterator<Item = usize> {
        let mut before = None;
        self.characters.iter().filter_map(move |it| {
            let last = before.replace(it.character);
            let is_start = match is_letter(it.character) {
                true => !last.is_some_and(is_letter),
                false => is_cjk(it.character),
            };
            is_start.then_some(it.at)
        })
    }
}

/// Whether words with spaces between them are made of a character.
pub(super) fn is_letter(c: char) -> bool {
    is_word(c) && !is_cjk(c)
}

/// Whether a character combines with the one before it.
fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36F}').contains(&c)
}

/// Whether nobody sees a character, such as a soft hyphen.
fn is_invisible(c: char) -> bool {
    is_silent(c) && !is_apostrophe(c)
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '`' | '\u{2018}' | '\u{2019}' | '\u{2BC}')
}

/// The character that is typed for one.
fn plain(c: char) -> char {
    match c {
        '\0'..='\u{7F}' => {
            if c == '`' {
                '\''
            } else {
                c
            }
        }
        'ё' => 'е',
        'Ё' => 'Е',
        '«' | '»' | '“' | '”' | '„' | '‟' | '〝' | '〞' | '＂' => '"',
        '\u{2018}' | '\u{2019}' | '\u{2BC}' => '\'',
        '\u{2010}' | '\u{2011}' => '-',
        '•' | '‧' | '・' | '･' => '·',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_people_do_not_see_is_the_same() {
        for (text, folded) in [
            ("  Усть‑Каменогорск \n", "усть-каменогорск"),
            ("«Ёлка»", "\"елка\""),
            ("Зайса\u{301}н", "зайсан"),
            ("Йод", "йод"),
            ("И\u{306}од", "йод"),
            ("Өcкемен", "өскемен"),
            ("霍尔\n果斯  Horgos\n霍", "霍尔果斯 horgos 霍"),
            ("Ｋａｎａｓ", "kanas"),
            ("Бел\u{AD}уха", "белуха"),
        ] {
            assert_eq!(Folded::new(text).text, folded, "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_part_leads_back_to_what_was_written(text in "[а-яА-ЯёЁ a-zA-Z湖霍\u{301}\u{306}\u{AD}«»\n-]{0,40}") {
            let folded = Folded::new(&text);
            let mut end = 0;
            for (at, c) in folded.text.char_indices() {
                let written = folded.written(&(at..at + c.len_utf8()));
                prop_assert!(text.get(written.clone()).is_some_and(|it| !it.is_empty()));
                prop_assert!(written.start >= end || end == written.end);
                end = written.end;
            }
            prop_assert!(folded.starts().all(|start| folded.text.is_char_boundary(start)));
            // What is folded stays as it is, but for `ё` with a mark, which is `е` with that mark.
            let composed = ComposingNormalizer::new_nfc().normalize(&folded.text);
            prop_assert_eq!(&*Folded::new(&folded.text).text, &*composed);
        }
    }
}
