//! Text made ready for the parser: emphasis beside Chinese punctuation, and lines of block components.
//!
//! Both are done by putting other characters of the same length in the place of some, so that every byte keeps its
//! place. What the author wrote is taken from the original text again when the parser's events come back.

use std::borrow::Cow;

use icu::properties::CodePointMapData;
use icu::properties::props::GeneralCategory;
use pulldown_cmark::CowStr;

/// A text for the parser, byte for byte as long as the original.
pub(super) struct Guarded<'a> {
    /// What the author wrote.
    pub original: &'a str,
    /// What the parser reads.
    pub text: Cow<'a, str>,
}

impl<'a> Guarded<'a> {
    /// Guards a text.
    pub fn new(original: &'a str) -> Self {
        let mut guarded = Self { original, text: Cow::Borrowed(original) };
        guarded.mend_emphasis();
        guarded
    }

    /// Puts `replacement` in the place of as many bytes at `at`.
    pub fn replace(&mut self, at: usize, replacement: &str) {
        self.text.to_mut().replace_range(at..at + replacement.len(), replacement);
    }

    /// The author's words for a part of an event: `content` within the bytes `range`.
    pub fn restore<'t>(&self, content: CowStr<'t>, range: &std::ops::Range<usize>) -> CowStr<'t> {
        let (Cow::Owned(text), original) = (&self.text, &self.original[range.clone()]) else {
            return content;
        };
        let guarded = &text[range.clone()];
        if guarded == original {
            return content;
        }
        match guarded.find(&*content) {
            Some(at) => CowStr::from(original[at..at + content.len()].to_owned()),
            None => content,
        }
    }

    /// CommonMark takes `**注意：**正文` for no emphasis: a closing run after punctuation must have white space or
    /// punctuation behind it, which Chinese does not put there; nor does Kazakh before an ending («Қорғас»**тың).
    /// So where a run of `*` that should close stands between punctuation and a letter that is not Latin, or one that
    /// should open between such a letter and punctuation, the parser is shown a letter for the punctuation; or, where
    /// the punctuation may mean something to it, punctuation for the letter.
    fn mend_emphasis(&mut self) {
        let original = self.original;
        // The lengths of runs that are open in the paragraph.
        let mut open: Vec<usize> = Vec::new();
        let mut from = 0;
        while let Some(found) = memchr::memchr(b'*', &original.as_bytes()[from..]) {
            let start = from + found;
            if original[from..start].contains("\n\n") {
                open.clear();
            }
            let end = start + original[start..].bytes().take_while(|byte| *byte == b'*').count();
            from = end;
            let before = original[..start].chars().next_back().unwrap_or('\n');
            let after = original[end..].chars().next().unwrap_or('\n');
            let (length, before_at) = (end - start, start.saturating_sub(before.len_utf8()));
            if before == '\\' {
                continue;
            }
            let closes = !before.is_whitespace()
                && open.last().is_some_and(|open| *open == length || *open == 3 || length == 3);
            if closes {
                close(&mut open, length);
                if is_punctuation(before) && is_foreign_letter(after) {
                    self.mend(before_at, before, end, after);
                }
            } else if !after.is_whitespace() {
                open.push(length);
                if is_foreign_letter(before) && is_punctuation(after) {
                    self.mend(end, after, before_at, before);
                }
            }
        }
    }

    fn mend(&mut self, punctuation_at: usize, punctuation: char, letter_at: usize, letter: char) {
        if punctuation.is_ascii() {
            let stand_in = ["", ".", "«", "、", "𐄀"][letter.len_utf8()];
            self.replace(letter_at, stand_in);
        } else {
            let stand_in = ["", "a", "й", "一", "𠀀"][punctuation.len_utf8()];
            self.replace(punctuation_at, stand_in);
        }
    }
}

/// Takes a closing run from those that are open; `***` closes or opens two at once.
fn close(open: &mut Vec<usize>, mut length: usize) {
    while let Some(last) = open.pop() {
        if last > length {
            return open.push(last - length);
        }
        length -= last;
        if length == 0 {
            return;
        }
    }
}

fn is_foreign_letter(c: char) -> bool {
    !c.is_ascii() && c.is_alphanumeric()
}

fn is_punctuation(c: char) -> bool {
    use GeneralCategory as Category;
    c.is_ascii_punctuation()
        || !c.is_ascii()
            && matches!(
                CodePointMapData::<Category>::new().get(c),
                Category::DashPunctuation
                    | Category::OpenPunctuation
                    | Category::ClosePunctuation
                    | Category::ConnectorPunctuation
                    | Category::InitialPunctuation
                    | Category::FinalPunctuation
                    | Category::OtherPunctuation
                    | Category::MathSymbol
                    | Category::CurrencySymbol
                    | Category::ModifierSymbol
                    | Category::OtherSymbol
            )
}
