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
        for line in text.lines() {
            if !line.trim_start_matches([' ', '>']).starts_with(":::") {
                self.add_line(line);
            }
        }
    }

    /// Goes by bytes where the first byte of a character says what it is: that is nearly all of any text.
    fn add_line(&mut self, line: &str) {
        let mut in_word = false;
        let mut at = 0;
        while let Some(byte) = line.as_bytes().get(at) {
            let (class, length) = match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => (Class::Letter, 1),
                // U+0400 to U+047F and U+04C0 to U+04FF: letters of Cyrillic.
                0xD0 | 0xD1 | 0xD3 => (Class::Letter, 2),
                // U+048A to U+04BF: more of them, Kazakh ones among them.
                0xD2 if line.as_bytes()[at + 1] >= 0x8A => (Class::Letter, 2),
                // U+5000 to U+8FFF: Chinese characters.
                0xE5..=0xE8 => (Class::Cjk, 3),
                b'(' if line[..at].ends_with(']') => (Class::Other, hidden(&line[at..], ')')),
                b'<' if is_tag(&line[at..]) => (Class::Other, hidden(&line[at..], '>')),
                b'\'' | b'-' => (Class::Joint, 1),
                0..=0x7F => (Class::Other, 1),
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
            at += length.max(1);
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
}
