//! Words with placeholders for all that translators may move but not change.

use std::borrow::Cow;
use std::fmt;

/// A text to translate: words, and numbered parts that are protected. Line breaks are `\n`; other control characters, which no format can hold,
/// are left out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct InlineText {
    pieces: Vec<Piece>,
}

/// A piece of a text to translate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Words; never empty, and never two in a row.
    Text(String),
    /// The beginning of a part with words in it: emphasis, a link.
    Open(usize),
    /// The end of what began under this number.
    Close(usize),
    /// A part without words: code, a mark of a footnote.
    Protected(usize),
}

impl InlineText {
    /// The text of some pieces.
    pub fn new(pieces: impl IntoIterator<Item = Piece>) -> Self {
        let mut text = Self::default();
        pieces.into_iter().for_each(|piece| text.push(piece));
        text
    }

    /// The words alone, without placeholders.
    pub fn plain(words: &str) -> Self {
        Self::new([Piece::Text(words.to_owned())])
    }

    /// Reads placeholders: `{1}` … `{/1}` around the words of a part, `{2}` for a part without. Braces before something that only looks like
    /// a placeholder are doubled, as [`fmt::Display`] writes them.
    ///
    /// ```
    /// use sapar::translate::exchange::{InlineText, Piece};
    ///
    /// let text = InlineText::parse("Көлге {1}жаяу{/1} {2}, {{3} емес");
    /// assert_eq!(text.pieces()[1], Piece::Open(1));
    /// assert_eq!(text.pieces()[5], Piece::Protected(2));
    /// assert_eq!(text.pieces()[6], Piece::Text(", {3} емес".to_owned()));
    /// assert_eq!(text.to_string(), "Көлге {1}жаяу{/1} {2}, {{3} емес");
    /// ```
    pub fn parse(written: &str) -> Self {
        let mut text = Self::default();
        let mut rest = written;
        while let Some(start) = rest.find('{') {
            text.push_words(&rest[..start]);
            let run = &rest[start..];
            let braces = run.len() - run.trim_start_matches('{').len();
            let Some((number, is_close, length)) = placeholder(&run[braces..]) else {
                text.push_words(&run[..braces]);
                rest = &run[braces..];
                continue;
            };
            text.push_words(&run[..braces / 2]);
            if braces.is_multiple_of(2) {
                text.push_words(&run[braces..braces + length]);
            } else {
                text.pieces.push(if is_close { Piece::Close(number) } else { Piece::Open(number) });
            }
            rest = &run[braces + length..];
        }
        text.push_words(rest);
        text.protect_what_is_not_closed();
        text
    }

    /// A beginning that nothing closes behind it is a part without words.
    fn protect_what_is_not_closed(&mut self) {
        let mut closed = rustc_hash::FxHashSet::default();
        for piece in self.pieces.iter_mut().rev() {
            match *piece {
                Piece::Close(number) => {
                    closed.insert(number);
                }
                Piece::Open(number) if !closed.contains(&number) => *piece = Piece::Protected(number),
                _ => {}
            }
        }
    }

    /// Adds a piece at the end.
    pub fn push(&mut self, piece: Piece) {
        match piece {
            Piece::Text(words) => self.push_words(&words),
            piece => self.pieces.push(piece),
        }
    }

    fn push_words(&mut self, words: &str) {
        let words = without_controls(words);
        match self.pieces.last_mut() {
            _ if words.is_empty() => {}
            Some(Piece::Text(before)) => before.push_str(&words),
            _ => self.pieces.push(Piece::Text(words.into_owned())),
        }
    }

    /// Its pieces, in their order.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// Its words, without what stands for parts.
    pub fn words(&self) -> String {
        let words = self.pieces.iter().filter_map(|piece| match piece {
            Piece::Text(words) => Some(words.as_str()),
            _ => None,
        });
        words.collect()
    }

    /// Whether it says nothing: no words and no parts.
    pub fn is_empty(&self) -> bool {
        self.pieces.iter().all(|piece| matches!(piece, Piece::Text(words) if words.trim().is_empty()))
    }

    /// Whether parts begin and end within each other, as elements do.
    pub(super) fn is_nested(&self) -> bool {
        let mut open = Vec::new();
        let ends_match = self.pieces.iter().all(|piece| match piece {
            Piece::Open(number) => {
                open.push(*number);
                true
            }
            Piece::Close(number) => open.pop() == Some(*number),
            _ => true,
        });
        ends_match && open.is_empty()
    }

    /// The placeholders, in the order of their numbers: what a translation must have as well, in any order.
    pub fn placeholders(&self) -> Vec<&Piece> {
        let mut found: Vec<&Piece> =
            self.pieces.iter().filter(|piece| !matches!(piece, Piece::Text(_))).collect();
        found.sort_by_key(|piece| match piece {
            Piece::Text(_) => (0, 0),
            Piece::Open(number) => (*number, 0),
            Piece::Protected(number) => (*number, 1),
            Piece::Close(number) => (*number, 2),
        });
        found
    }
}

impl fmt::Display for InlineText {
    /// Writes placeholders as [`InlineText::parse`] reads them.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, piece) in self.pieces.iter().enumerate() {
            match piece {
                Piece::Text(words) => {
                    // Braces at the end stand before a placeholder.
                    let is_before_placeholder = index + 1 < self.pieces.len();
                    formatter.write_str(&escaped(words, is_before_placeholder))?;
                }
                Piece::Open(number) | Piece::Protected(number) => write!(formatter, "{{{number}}}")?,
                Piece::Close(number) => write!(formatter, "{{/{number}}}")?,
            }
        }
        Ok(())
    }
}

/// Doubles the braces before what looks like the rest of a placeholder.
fn escaped(words: &str, is_before_placeholder: bool) -> Cow<'_, str> {
    if !words.contains('{') {
        return Cow::Borrowed(words);
    }
    let mut written = String::with_capacity(words.len() + 2);
    let mut rest = words;
    while let Some(start) = rest.find('{') {
        written.push_str(&rest[..start]);
        let run = &rest[start..];
        let braces = run.len() - run.trim_start_matches('{').len();
        let behind = &run[braces..];
        let is_ambiguous = placeholder(behind).is_some() || behind.is_empty() && is_before_placeholder;
        written.push_str(&run[..braces]);
        if is_ambiguous {
            written.push_str(&run[..braces]);
        }
        rest = behind;
    }
    written.push_str(rest);
    Cow::Owned(written)
}

/// What stands behind the brace of a placeholder: its number, whether it is an end, and its length in bytes with the closing brace.
fn placeholder(text: &str) -> Option<(usize, bool, usize)> {
    let digits = text.strip_prefix('/').unwrap_or(text);
    let length = digits.bytes().take_while(u8::is_ascii_digit).count();
    // More digits are no number that a text of any length has.
    let number = digits[..length].parse().ok().filter(|_| (1..=9).contains(&length))?;
    digits[length..]
        .starts_with('}')
        .then(|| (number, digits.len() < text.len(), text.len() - digits.len() + length + 1))
}

/// Control characters but line breaks and tabs cannot be written in XML.
fn without_controls(words: &str) -> Cow<'_, str> {
    let is_refused = |one: char| {
        (one.is_control() && !matches!(one, '\n' | '\t')) || matches!(one, '\u{FFFE}' | '\u{FFFF}')
    };
    match words.contains(is_refused) {
        true => Cow::Owned(words.replace("\r\n", "\n").replace(is_refused, "")),
        false => Cow::Borrowed(words),
    }
}
