//! How long a text is: words where words are set apart, characters where they are not.

use icu::properties::CodePointMapData;
use icu::properties::props::Script;
use memchr::memmem;

use crate::language::ReadingSpeed;

/// The length of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct WordCount {
    /// Words in scripts that set words apart.
    pub words: u32,
    /// Characters of Chinese and Japanese.
    pub characters: u32,
}

impl WordCount {
    /// Counts a Markdown text. What readers do not see (addresses of links, tags, comments, lines of `:::`) does not
    /// count.
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

    fn add(&mut self, text: &str) {
        let mut rest = text;
        while !rest.is_empty() {
            let length = memchr::memchr(b'\n', rest.as_bytes()).map_or(rest.len(), |at| at + 1);
            let (line, behind) = rest.split_at(length);
            if !line.starts_with(":::") {
                self.add_line(line);
            }
            rest = behind;
        }
    }

    /// Goes by bytes where the first ones of a character say what it is: that is nearly all of any text.
    fn add_line(&mut self, line: &str) {
        let bytes = line.as_bytes();
        let mut in_word = false;
        let mut at = 0;
        while at < bytes.len() {
            let mut length = letter_length(bytes, at);
            if length > 0 {
                self.words += u32::from(!in_word);
                in_word = true;
                while length > 0 {
                    at += length;
                    length = letter_length(bytes, at);
                }
                continue;
            }
            let (class, length) = match bytes[at] {
                b'(' if at > 0 && bytes[at - 1] == b']' => (Class::Other, hidden(&line[at..], ')')),
                b'<' if is_tag(&line[at..]) => (Class::Other, hidden(&line[at..], '>')),
                b'\'' | b'-' => (Class::Joint, 1),
                0..=0x7F => (Class::Other, 1),
                // U+4E00 to U+4FFF, U+5000 to U+8FFF, U+9000 to U+9FBF: Chinese characters.
                0xE4 if bytes[at + 1] >= 0xB8 => (Class::Cjk, 3),
                0xE5..=0xE8 => (Class::Cjk, 3),
                0xE9 if bytes[at + 1] <= 0xBE => (Class::Cjk, 3),
                // U+2019, the apostrophe, among U+2000 to U+203F: spaces, dashes, quotation marks.
                0xE2 if bytes[at + 1] == 0x80 && bytes[at + 2] == 0x99 => (Class::Joint, 3),
                0xE2 if bytes[at + 1] == 0x80 => (Class::Other, 3),
                // U+3001 and U+3002, U+FF0C: the commas and the full stop of Chinese.
                0xE3 if matches!(bytes[at + 1..at + 3], [0x80, 0x81 | 0x82]) => (Class::Other, 3),
                0xEF if matches!(bytes[at + 1..at + 3], [0xBC, 0x8C]) => (Class::Other, 3),
                _ => {
                    let c = line[at..].chars().next().unwrap_or_default();
                    (class(c), c.len_utf8())
                }
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

/// What a character is to the words of a text.
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
pub(super) fn is_cjk(c: char) -> bool {
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

/// The length of the letter or digit at a place, where its first bytes say that it is one; else zero.
fn letter_length(bytes: &[u8], at: usize) -> usize {
    match bytes.get(at) {
        Some(b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9') => 1,
        // U+0400 to U+047F and U+04C0 to U+04FF: letters of Cyrillic.
        Some(0xD0 | 0xD1 | 0xD3) => 2,
        // U+048A to U+04BF: more of them, Kazakh ones among them.
        Some(0xD2) if bytes[at + 1] >= 0x8A => 2,
        _ => 0,
    }
}

/// Whether a text begins with a tag.
fn is_tag(text: &str) -> bool {
    text[1..].starts_with(|next: char| next.is_ascii_alphabetic() || next == '/')
}

/// The length of what readers do not see, to the mark that ends it; of its first character where nothing does.
fn hidden(text: &str, end: char) -> usize {
    text.find(end).map_or(1, |length| length + 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

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
        assert_eq!(count("- \n\n## \n:::note title=\"x\"\n"), WordCount::default());
    }

    /// The same by the classes of characters alone.
    fn count_by_classes(text: &str) -> WordCount {
        let mut count = WordCount::default();
        let mut in_word = false;
        for c in text.chars() {
            match class(c) {
                Class::Letter => count.words += u32::from(!std::mem::replace(&mut in_word, true)),
                Class::Cjk => {
                    count.characters += 1;
                    in_word = false;
                }
                Class::Joint => {}
                Class::Other => in_word = false,
            }
        }
        count
    }

    proptest! {
        #[test]
        fn bytes_say_what_characters_are(text in "([a-z \\-'’—«».,。，、\u{4DB0}-\u{4E10}\u{9FB0}-\u{9FFF}一水Ѐ-ӿ]|\\PC){0,30}") {
            prop_assert_eq!(WordCount::of_markdown(&text.replace(['<', '(', ':'], " ")),
                count_by_classes(&text.replace(['<', '(', ':'], " ")));
        }
    }
}
