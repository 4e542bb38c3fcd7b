//! How long a text is: words where words are set apart, characters where they are not.

use std::ops::AddAssign;

use icu::properties::CodePointMapData;
use icu::properties::props::Script;
use memchr::memmem;

use super::markdown::web_address;
use crate::language::ReadingSpeed;

/// The length of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct WordCount {
    /// Words in scripts that set words apart.
    pub words: u32,
    /// Characters of Chinese and Japanese.
    pub characters: u32,
}

impl AddAssign for WordCount {
    fn add_assign(&mut self, other: Self) {
        self.words += other.words;
        self.characters += other.characters;
    }
}

impl WordCount {
    /// Counts a Markdown text, or one block of it. What readers do not see (addresses of links, tags, comments, lines of
    /// `:::`) does not count.
    ///
    /// The bytes are enough for that, so that the length of a text, which every list shows, needs no tree.
    pub fn of_markdown(text: &str) -> Self {
        let mut count = Self::default();
        let mut rest = text;
        while let Some(start) = memmem::find(rest.as_bytes(), b"<!--") {
            let Some(length) = memmem::find(&rest.as_bytes()[start..], b"-->") else { break };
            count.add(&rest[..start]);
            rest = &rest[start + length + 3..];
        }
        count.add(rest);
        count
    }

    /// Counts block by block of bytes, which is many times as fast, and character by character where bytes do not tell.
    fn add(&mut self, text: &str) {
        let mut at = 0;
        let mut line = Line::default();
        while at < text.len() {
            let mut end = text.len().min(at + BLOCK);
            while !text.is_char_boundary(end) {
                end -= 1;
            }
            match count_block(&block(text.as_bytes(), at, end)) {
                Some(count) => {
                    self.words += count.words;
                    self.characters += count.characters;
                    at = end;
                }
                None => at = self.add_characters(text, at, end, &mut line),
            }
        }
    }

    /// Counts from `at` to `end`, or as far beyond it as needed for the bytes there to say whether a word goes on.
    /// Returns how far.
    fn add_characters(&mut self, text: &str, mut at: usize, end: usize, line: &mut Line) -> usize {
        let bytes = text.as_bytes();
        let mut in_word = ends_in_letter(&bytes[..at]);
        while at < text.len() && (at < end || in_word != ends_in_letter(&bytes[..at])) {
            let rest = &text[at..];
            line.reach(text, at);
            let before = at.checked_sub(1).map_or(b'\n', |before| bytes[before]);
            let c = rest.chars().next().unwrap_or_default();
            let (class, length) = match c {
                ':' if rest.starts_with(":::") && begins_line(&bytes[..at]) => (Class::Other, line.end - at),
                '(' if before == b']' => (Class::Other, line.hidden(text, at, b')')),
                '/' if text[..at].ends_with(":/") => (Class::Other, behind_scheme(text, at)),
                '<' if is_tag(rest) => (Class::Other, line.hidden(text, at, b'>')),
                c => (class(c), c.len_utf8()),
            };
            match class {
                Class::Letter => {
                    self.words += u32::from(!in_word);
                    in_word = true;
                }
                Class::Cjk => {
                    self.characters += 1;
                    in_word = false;
                }
                Class::Joint => {}
                Class::Other => in_word = false,
            }
            at += length;
        }
        at
    }

    /// Words and characters together, as a reader would count them.
    pub fn total(self) -> u32 {
        self.words + self.characters
    }

    /// The minutes that reading takes, at least one.
    pub fn reading_minutes(self, speed: ReadingSpeed) -> u32 {
        let minutes = f64::from(self.words) / f64::from(speed.words_per_minute)
            + f64::from(self.characters) / f64::from(speed.characters_per_minute);
        (minutes.round() as u32).max(1)
    }
}

/// Whether a line begins behind some bytes, perhaps one within a list or a quotation.
fn begins_line(before: &[u8]) -> bool {
    let margin = before.iter().rev().take_while(|byte| matches!(byte, b' ' | b'>')).count();
    before[..before.len() - margin].last().is_none_or(|byte| *byte == b'\n')
}

/// The part of a character in the words of a text.
#[derive(Clone, Copy)]
enum Class {
    /// Part of a word.
    Letter,
    /// A character that stands for itself, as in Chinese and Japanese.
    Cjk,
    /// An apostrophe or hyphen, which belongs to the word that it stands in.
    Joint,
    /// What sets words apart.
    Other,
}

/// Whether a character stands for itself, as in Chinese and Japanese, which set no words apart.
pub fn is_cjk(c: char) -> bool {
    matches!(class(c), Class::Cjk)
}

fn class(c: char) -> Class {
    match c {
        '\'' | '’' | '-' => Class::Joint,
        '\u{2E80}'.. => match CodePointMapData::<Script>::new().get(c) {
            Script::Han | Script::Hiragana | Script::Katakana => Class::Cjk,
            _ if c.is_alphanumeric() => Class::Letter,
            _ => Class::Other,
        },
        _ if c.is_alphanumeric() => Class::Letter,
        _ => Class::Other,
    }
}

/// How many bytes are counted at a time.
const BLOCK: usize = 64;

/// The bytes `at..end` of a text behind the two that stand before them. What is missing is white space.
fn block(text: &[u8], at: usize, end: usize) -> [u8; BLOCK + 2] {
    let mut block = [b'\n'; BLOCK + 2];
    let before = &text[at.saturating_sub(2)..at];
    block[2 - before.len()..2].copy_from_slice(before);
    block[2..2 + end - at].copy_from_slice(&text[at..end]);
    block
}

/// Counts a block, where each byte with the two before it tells what it is: in Latin letters without marks, in
/// Cyrillic, and in Chinese, with the usual punctuation.
///
/// Written without branches and for bytes alone, so that the compiler has many of them compared by one instruction.
fn count_block(block: &[u8; BLOCK + 2]) -> Option<WordCount> {
    let (mut words, mut characters, mut unknown) = (0u8, 0u8, 0u8);
    for at in 2..block.len() {
        let (byte, before, first) = (block[at], block[at - 1], block[at - 2]);
        let behind_letter = is_plain_letter(before) | is_cyrillic(before) | is_cyrillic(first);
        words += u8::from((is_plain_letter(byte) | is_cyrillic(byte)) & !behind_letter);
        // U+4E00 to U+4FFF, U+5000 to U+8FFF, U+9000 to U+9FBF.
        characters += u8::from(
            ((before == 0xE4) & (byte >= 0xB8))
                | (0xE5..=0xE8).contains(&byte)
                | ((before == 0xE9) & (byte <= 0xBE)),
        );
        let unknown_first = (byte >= 0xC0)
            & !is_cyrillic(byte)
            & !(0xE2..=0xE9).contains(&byte)
            & (byte != 0xEF)
            & (byte != 0xC2);
        // Of Cyrillic, U+0480 to U+0489 are not all letters. C2 begins U+00A0, «, ° and ».
        let unknown_second = ((before == 0xD2) & (byte < 0x8A))
            | ((before == 0xC2) & (byte != 0xA0) & (byte != 0xAB) & (byte != 0xB0) & (byte != 0xBB))
            | (((before == 0xE2) | (before == 0xE3)) & (byte != 0x80))
            | ((before == 0xE4) & (byte < 0xB8))
            | ((before == 0xE9) & (byte > 0xBE))
            | ((before == 0xEF) & (byte != 0xBC));
        // U+2000 to U+203F but for the apostrophe, U+3000 to U+3004, U+FF01 to U+FF0F: spaces and punctuation.
        let unknown_third = ((first == 0xE2) & (byte == 0x99))
            | ((first == 0xE3) & (byte > 0x84))
            | ((first == 0xEF) & !(0x81..=0x8F).contains(&byte));
        let unknown_mark = (byte == b'<')
            | ((byte == b'/') & (before == b'/') & (first == b':'))
            | ((byte == b'(') & (before == b']'))
            | ((byte == b':') & ((before == b'\n') | (before == b' ') | (before == b'>')))
            | (((byte == b'-') | (byte == b'\'')) & behind_letter);
        unknown |= u8::from(unknown_first | unknown_second | unknown_third | unknown_mark);
    }
    (unknown == 0).then_some(WordCount { words: words.into(), characters: characters.into() })
}

fn is_plain_letter(byte: u8) -> bool {
    (byte.wrapping_sub(b'0') < 10) | ((byte | 0x20).wrapping_sub(b'a') < 26)
}

/// Whether a byte begins one of U+0400 to U+04FF.
fn is_cyrillic(byte: u8) -> bool {
    (0xD0..=0xD3).contains(&byte)
}

/// Whether bytes end in a letter, as far as blocks know them.
fn ends_in_letter(bytes: &[u8]) -> bool {
    match bytes {
        [.., first, last] => is_plain_letter(*last) | is_cyrillic(*first),
        [last] => is_plain_letter(*last),
        [] => false,
    }
}

/// The length of what stands behind `https:/` in an address, which is one word; 1 if it is no address. `at` is the place of
/// the second stroke.
fn behind_scheme(text: &str, at: usize) -> usize {
    web_address(text, at - 2).map_or(1, |address| address.end - at)
}

/// Whether a text begins with a tag.
fn is_tag(text: &str) -> bool {
    text[1..].starts_with(|next: char| next.is_ascii_alphabetic() || next == '/')
}

/// The line that is being counted. It is looked through once for each mark, however long it is.
#[derive(Default)]
struct Line {
    /// Where it ends.
    end: usize,
    /// Whether it has no further `)`, and no further `>`.
    missing: [bool; 2],
}

impl Line {
    /// Goes on to the line of the byte `at`.
    fn reach(&mut self, text: &str, at: usize) {
        if at >= self.end {
            let rest = &text.as_bytes()[at..];
            self.end = at + memchr::memchr(b'\n', rest).unwrap_or(rest.len());
            self.missing = [false; 2];
        }
    }

    /// The length of what readers do not see from `at` on, to the mark that ends it; 1 if none does.
    fn hidden(&mut self, text: &str, at: usize, mark: u8) -> usize {
        let missing = &mut self.missing[usize::from(mark == b'>')];
        if *missing {
            return 1;
        }
        let length = memchr::memchr(mark, &text.as_bytes()[at..self.end]);
        *missing = length.is_none();
        length.map_or(1, |length| length + 1)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Texts of one line that took minutes when the time grew with the square of a line's length.
    #[test]
    fn a_line_may_be_long() {
        assert_eq!(WordCount::of_markdown(&"한국 ".repeat(500_000)).words, 500_000);
        assert_eq!(WordCount::of_markdown(&"a](b ".repeat(500_000)).words, 1_000_000);
        assert_eq!(WordCount::of_markdown(&"<b ](c ".repeat(500_000)).words, 1_000_000);
    }

    #[test]
    fn chinese_counts_characters_and_the_others_words() {
        let count = |text| WordCount::of_markdown(text);
        assert_eq!(count("Марқакөл — Алтайдағы биік тау көлі."), WordCount { words: 5, characters: 0 });
        assert_eq!(count("马尔卡科尔湖位于阿尔泰。"), WordCount { words: 0, characters: 11 });
        assert_eq!(count("乘 T9 次列车"), WordCount { words: 1, characters: 4 });
        assert_eq!(
            count("the lake's well-known [shore](/a/b/c/) and <b>more</b>"),
            WordCount { words: 6, characters: 0 }
        );
        assert_eq!(
            count("мекенжай: https://a.kz/b-c/d?e=f, 见https://a.kz/b查看"),
            WordCount { words: 3, characters: 3 },
            "an address is a word"
        );
        assert_eq!(count("- \n\n## \n:::note title=\"x\"\n"), WordCount::default());
        assert_eq!(
            count("> :::note\n>:::горы\n"),
            WordCount::default(),
            "lines of components in a quotation"
        );
    }

    proptest! {
        #[test]
        fn blocks_count_what_characters_count(
            text in "(https?://|[a-z0-9 \n'’—«».,:<(\\]>)。，々-]|:::|\n:::|[Ѐ-ӿ一水]|[\u{4DB0}-\u{4E10}\u{9FB0}-\u{9FFF}]|\\PC){0,200}",
        ) {
            let mut count = WordCount::default();
            count.add_characters(&text, 0, text.len(), &mut Line::default());
            let mut by_blocks = WordCount::default();
            by_blocks.add(&text);
            prop_assert_eq!(by_blocks, count);
        }
    }
}
