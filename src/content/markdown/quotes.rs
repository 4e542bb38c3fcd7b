//! Straight quotation marks become the language's own.

use std::borrow::Cow;
use std::ops::Range;

use crate::content::words::is_cjk;
use crate::language::Quotes;

/// A plain text, such as a title, with a language's quotation marks in the place of straight ones.
pub fn with_quotes(text: &str, quotes: Quotes) -> String {
    Typographer::new(quotes).apply(text, || None).unwrap_or_else(|| text.to_owned())
}

/// Where in a paragraph the quotation marks stand: which are open, and what stands before.
#[derive(Debug)]
pub(super) struct Typographer {
    quotes: Quotes,
    /// The marks that are open, each with whether it was a double one.
    open: Vec<bool>,
    previous: Option<char>,
}

impl Typographer {
    /// For a language's marks.
    pub fn new(quotes: Quotes) -> Self {
        Self { quotes, open: Vec::new(), previous: None }
    }

    /// A new paragraph begins: nothing is open.
    pub fn begin_block(&mut self) {
        self.open.clear();
        self.previous = None;
    }

    /// Something that is not text stands here, such as code or a picture.
    pub fn pass_over(&mut self, standing_for: char) {
        self.previous = Some(standing_for);
    }

    /// A node's text with the right marks; `range` is where it was written in `source`. A mark that was escaped, or written
    /// as an entity, is meant as it is.
    pub fn words<'t>(&mut self, text: &'t str, source: &str, range: &Range<usize>) -> Cow<'t, str> {
        if source[range.clone()].starts_with('&') {
            self.pass_over(text.chars().next_back().unwrap_or(' '));
            return text.into();
        }
        // Behind a backslash, only the first character is escaped.
        let escaped = match source[..range.start].ends_with('\\') {
            true => text.chars().next().map_or(0, char::len_utf8),
            false => 0,
        };
        if let Some(first) = text[..escaped].chars().next() {
            self.pass_over(first);
        }
        let next = || source[range.end..].chars().find(|c| !"*_~`[".contains(*c));
        match self.apply(&text[escaped..], next) {
            Some(rest) => format!("{}{rest}", &text[..escaped]).into(),
            None => text.into(),
        }
    }

    /// The text with the right marks, or `None` if it has no straight ones. `behind` is the character that follows the
    /// text.
    fn apply(&mut self, text: &str, behind: impl FnOnce() -> Option<char>) -> Option<String> {
        if memchr::memchr2(b'"', b'\'', text.as_bytes()).is_none() {
            if let Some(last) = text.chars().next_back() {
                self.previous = Some(last);
            }
            return None;
        }
        let behind = behind();
        let mut result = String::with_capacity(text.len() + 8);
        // Found once for all single marks of the text: looking ahead from each would take the square of their number.
        let last_closing = last_closing(text);
        let mut characters = text.char_indices().peekable();
        while let Some((at, c)) = characters.next() {
            let next = characters.peek().map(|(_, next)| *next).or(behind);
            let mark = match c {
                '"' => self.double(next),
                '\'' => self.single(next, last_closing > Some(at + 1)),
                _ => c,
            };
            result.push(mark);
            self.previous = Some(mark);
        }
        Some(result)
    }

    fn double(&mut self, next: Option<char>) -> char {
        let depth = self.open.len();
        let can_open = next.is_some_and(|next| !next.is_whitespace() && !is_closing(next));
        let after_space =
            self.previous.is_none_or(|previous| previous.is_whitespace() || is_opening(previous));
        let must_open = after_space && can_open;
        match self.open.last() {
            Some(true) if !must_open => {
                self.open.pop();
                self.mark(depth - 1, false)
            }
            // Six feet are written 6', three inches 3": a mark behind a digit that closes nothing stays.
            None if !can_open || (!after_space && self.previous.is_some_and(|c| c.is_ascii_digit())) => '"',
            _ => {
                self.open.push(true);
                self.mark(depth, true)
            }
        }
    }

    fn single(&mut self, next: Option<char>, is_closed_later: bool) -> char {
        let after_letter = self.previous.is_some_and(is_of_word);
        let before_letter = next.is_some_and(is_of_word);
        if self.open.last() == Some(&false) && !(after_letter && before_letter) {
            self.open.pop();
            return self.quotes.inner_close;
        }
        if after_letter || !next.is_some_and(char::is_alphanumeric) || !is_closed_later {
            return '’';
        }
        self.open.push(false);
        self.quotes.inner_open
    }

    /// The mark of a level: outer and inner marks alternate.
    fn mark(&self, depth: usize, opening: bool) -> char {
        match (depth.is_multiple_of(2), opening) {
            (true, true) => self.quotes.open,
            (true, false) => self.quotes.close,
            (false, true) => self.quotes.inner_open,
            (false, false) => self.quotes.inner_close,
        }
    }
}

/// The last single mark of a text that can close another: it stands behind something and before no letter.
fn last_closing(text: &str) -> Option<usize> {
    memchr::memrchr_iter(b'\'', text.as_bytes()).find(|at| {
        let before = text[..*at].chars().next_back();
        let behind = text[at + 1..].chars().next();
        before.is_some_and(|before| !before.is_whitespace()) && !behind.is_some_and(is_of_word)
    })
}

/// A letter or digit in whose word an apostrophe may stand; Chinese writes no words apart.
fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() && !is_cjk(c)
}

fn is_opening(c: char) -> bool {
    matches!(
        c,
        '(' | '['
            | '{'
            | '«'
            | '“'
            | '‘'
            | '„'
            | '‹'
            | '—'
            | '–'
            | '-'
            | '/'
            | '（'
            | '《'
            | '「'
            | '『'
            | '【'
    )
}

fn is_closing(c: char) -> bool {
    matches!(
        c,
        ')' | ']'
            | '}'
            | '.'
            | ','
            | ';'
            | ':'
            | '!'
            | '?'
            | '»'
            | '”'
            | '’'
            | '…'
            | '）'
            | '。'
            | '，'
            | '、'
            | '；'
            | '：'
            | '！'
            | '？'
            | '》'
            | '」'
            | '』'
            | '】'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_the_languages_own() {
        for (quotes, text, expected) in [
            ("«»„“", "Бұл \"Қорғас\" орталығы", "Бұл «Қорғас» орталығы"),
            ("«»„“", "Он сказал: \"Это \"Хоргос\"\".", "Он сказал: «Это „Хоргос“»."),
            ("“”‘’", "他说\"你好\"。然后说\"再见\"。", "他说“你好”。然后说“再见”。"),
            ("“”‘’", "the lake's \"pearl\", they say", "the lake’s “pearl”, they say"),
            ("“”‘’", "'Kanas' isn't far; the '90s", "‘Kanas’ isn’t far; the ’90s"),
            ("“”‘’", "a 5\" screen (\"wide\")", "a 5\" screen (“wide”)"),
        ] {
            let mut typographer = Typographer::new(Quotes::parse(quotes).expect("four marks"));
            assert_eq!(typographer.apply(text, || None).as_deref(), Some(expected));
        }
    }
}
