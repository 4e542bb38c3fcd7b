//! How long a text is: words where words are set apart, characters where they are not.

use icu::properties::CodePointMapData;
use icu::properties::props::Script;

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
        while let Some((seen, (_, behind))) =
            rest.split_once("<!--").and_then(|(seen, comment)| Some((seen, comment.split_once("-->")?)))
        {
            count.add(seen);
            rest = behind;
        }
        count.add(rest);
        count
    }

    fn add(&mut self, text: &str) {
        for line in text.lines() {
            if !line.starts_with(":::") {
                self.add_line(line);
            }
        }
    }

    fn add_line(&mut self, line: &str) {
        let mut in_word = false;
        let mut previous = '\0';
        let mut shown_from = 0;
        for (at, c) in line.char_indices() {
            if at < shown_from {
                continue;
            }
            if is_cjk(c) {
                self.characters += 1;
                in_word = false;
            } else if is_word_letter(c) {
                self.words += u32::from(!in_word);
                in_word = true;
            } else {
                // An apostrophe or hyphen within a word belongs to it.
                in_word = in_word && matches!(c, '\'' | '’' | '-');
                let rest = &line[at..];
                let is_tag = |next: char| next.is_ascii_alphabetic() || next == '/';
                let hidden = match (previous, c) {
                    (']', '(') => rest.find(')'),
                    (_, '<') if rest[1..].starts_with(is_tag) => rest.find('>'),
                    _ => None,
                };
                shown_from = at + hidden.map_or(0, |length| length + 1);
            }
            previous = c;
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

/// Whether a character stands for itself, as in Chinese and Japanese.
fn is_cjk(c: char) -> bool {
    match c {
        '\0'..='\u{2E7F}' => false,
        // CJK Unified Ideographs: nearly all Chinese text.
        '\u{4E00}'..='\u{9FFF}' => true,
        _ => {
            let script = CodePointMapData::<Script>::new().get(c);
            matches!(script, Script::Han | Script::Hiragana | Script::Katakana)
        }
    }
}

/// Whether a character is part of a word. Basic Latin and the letters of the Cyrillic block need no table.
fn is_word_letter(c: char) -> bool {
    match c {
        '\0'..='\x7F' => c.is_ascii_alphanumeric(),
        '\u{400}'..='\u{481}' | '\u{48A}'..='\u{52F}' => true,
        _ => c.is_alphanumeric(),
    }
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
