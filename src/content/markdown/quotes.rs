//! Straight quotation marks become the language's own.

use std::borrow::Cow;
use std::ops::Range;

use super::characters::is_of_either_width;
use crate::content::words::is_cjk;
use crate::language::Quotes;

/// How much of a text before a mark can be part of a measure, or of marks side by side, in bytes.
const MAX_MEASURE: usize = 64;

/// A plain text, such as a title, with a language's quotation marks in the place of straight ones.
pub fn with_quotes(text: &str, quotes: Quotes) -> String {
    let mut typographer = Typographer::new(quotes);
    typographer.begin_block(&(0..text.len()));
    typographer.apply(text, text, 0, None).unwrap_or_else(|| text.to_owned())
}

/// Where in a paragraph the quotation marks stand: which are open, and what stands before.
#[derive(Debug)]
pub(super) struct Typographer {
    quotes: Quotes,
    /// The marks that are open, the innermost last.
    open: Vec<Open>,
    /// The characters before, the nearest first: the last one, and the last that is no mark of either width.
    previous: [Option<char>; 2],
    /// Whether degrees or minutes stand before, so that what follows are minutes, seconds or inches.
    is_in_measure: bool,
    /// The bytes of the block in the source.
    block: Range<usize>,
    /// Where in the source the block's last single mark stands that can close another. Found once for all marks of the
    /// block: looking ahead from each would take the square of their number.
    last_closing: Option<Option<usize>>,
    /// Whether the `n` of `rock 'n' roll` stands before, so that the next mark is an apostrophe, too.
    is_in_elision: bool,
}

/// English words whose beginning is left out: the mark before one is an apostrophe, and opens no quotation.
const ELISIONS: [&str; 8] = ["tis", "twas", "twere", "twill", "twould", "em", "til", "ere"];

/// A quotation mark that is open.
#[derive(Debug, Clone, Copy)]
struct Open {
    /// Whether it was written `"`.
    is_double: bool,
    /// Whether it became the language's outer mark. Outer and inner marks alternate.
    is_outer: bool,
}

impl Typographer {
    /// For a language's marks.
    pub fn new(quotes: Quotes) -> Self {
        Self {
            quotes,
            open: Vec::new(),
            previous: [None; 2],
            is_in_measure: false,
            block: 0..0,
            last_closing: None,
            is_in_elision: false,
        }
    }

    /// The language's marks.
    pub fn quotes(&self) -> Quotes {
        self.quotes
    }

    /// A new paragraph or the like begins, whose bytes in the source are `block`: nothing is open.
    pub fn begin_block(&mut self, block: &Range<usize>) {
        self.open.clear();
        self.previous = [None; 2];
        self.is_in_measure = false;
        self.block = block.clone();
        self.last_closing = None;
        self.is_in_elision = false;
    }

    /// Something that is not text stands here, such as code or a picture.
    pub fn pass_over(&mut self, standing_for: char) {
        self.pass(standing_for);
    }

    /// The characters before, the nearest first.
    pub fn before(&self) -> impl Iterator<Item = char> + use<> {
        self.previous.into_iter().flatten()
    }

    fn pass(&mut self, c: char) {
        let inner = if is_of_either_width(c) { self.previous[1] } else { Some(c) };
        // What a measure is made of: `43° 52,5' N`.
        self.is_in_measure = matches!(c, '°' | '′' | '″') || (self.is_in_measure && is_of_measure(c));
        self.previous = [Some(c), inner];
    }

    /// A node's text with the right marks; `range` is where it was written in `source`. A mark that was escaped, or written
    /// as an entity, is meant as it is.
    pub fn words<'t>(&mut self, text: &'t str, source: &str, range: &Range<usize>) -> Cow<'t, str> {
        if source[range.clone()].starts_with('&') {
            self.pass(text.chars().next_back().unwrap_or(' '));
            return text.into();
        }
        // Behind a backslash, only the first character is escaped.
        let escaped = match source[..range.start].ends_with('\\') {
            true => text.chars().next().map_or(0, char::len_utf8),
            false => 0,
        };
        if let Some(first) = text[..escaped].chars().next() {
            self.pass(first);
        }
        match self.apply(&text[escaped..], source, range.start + escaped, Some(range.end)) {
            Some(rest) => format!("{}{rest}", &text[..escaped]).into(),
            None => text.into(),
        }
    }

    /// The text with the right marks, or `None` if it has no straight ones. It begins at `start` of `source`; what follows it
    /// there begins at `end`.
    fn apply(&mut self, text: &str, source: &str, start: usize, end: Option<usize>) -> Option<String> {
        if memchr::memchr2(b'"', b'\'', text.as_bytes()).is_none() {
            self.pass_text(text);
            return None;
        }
        let behind = end.and_then(|end| source[end..].chars().find(|c| !"*_~`[".contains(*c)));
        let mut result = String::with_capacity(text.len() + 8);
        let mut from = 0;
        for at in memchr::memchr2_iter(b'"', b'\'', text.as_bytes()) {
            self.pass_text(&text[from..at]);
            result.push_str(&text[from..at]);
            from = at + 1;
            let next = Following { rest: &text[from..], behind };
            let mark = match text.as_bytes()[at] {
                b'"' => self.double(next),
                _ => self.single(next, source, start + at),
            };
            result.push(mark);
            let is_in_measure = self.is_in_measure || matches!(mark, '"' | '\'');
            self.pass(mark);
            self.is_in_measure = is_in_measure && matches!(mark, '"' | '\'');
        }
        self.pass_text(&text[from..]);
        result.push_str(&text[from..]);
        Some(result)
    }

    fn pass_text(&mut self, text: &str) {
        // What stands before the last character that is neither part of a measure nor of either width does not matter. In most
        // texts that is the last one or the one before. No measure is longer than the limit.
        let limit = text.floor_char_boundary(text.len().saturating_sub(MAX_MEASURE));
        let is_last = |c: char| !is_of_either_width(c) && !is_of_measure(c);
        let start = text[limit..].char_indices().rev().find(|(_, c)| is_last(*c)).map(|(at, _)| limit + at);
        let start = start.unwrap_or(limit);
        if start > 0 {
            self.previous = [None; 2];
            self.is_in_measure = false;
        }
        text[start..].chars().for_each(|c| self.pass(c));
    }

    fn double(&mut self, next: Following<'_>) -> char {
        let is_behind_digit = self.previous[0].is_some_and(|c| c.is_ascii_digit());
        if self.is_in_measure && is_behind_digit {
            return '"';
        }
        let after_space = self.is_after_space();
        let can_open = next.first().is_some_and(|next| !next.is_whitespace() && !is_closing(next))
            || (after_space && next.begins_broken_off(self.open.is_empty()));
        let must_open = after_space && can_open;
        let double = self.open.iter().rposition(|open| open.is_double);
        match double {
            // A single mark that was taken for an opening one closes with what it stands in.
            Some(index) if !must_open && (index + 1 == self.open.len() || !can_open) => {
                let open = self.open[index];
                self.open.truncate(index);
                self.closing(open)
            }
            // Six feet are written 6', three inches 3": a mark behind a digit that closes nothing stays.
            None if !can_open || (!after_space && is_behind_digit) => '"',
            _ => self.opening(true),
        }
    }

    /// A mark that stands at `at` of the source.
    fn single(&mut self, next: Following<'_>, source: &str, at: usize) -> char {
        if self.is_prime(next) {
            return '\'';
        }
        if std::mem::take(&mut self.is_in_elision) {
            return '’';
        }
        if self.is_after_space() && next.begins_elision() {
            self.is_in_elision = next.is_elided_and();
            return '’';
        }
        let after_letter = self.previous[0].is_some_and(is_of_word);
        let before_letter = next.first().is_some_and(is_of_word);
        if let Some(open) = self.open.last().copied().filter(|open| !open.is_double)
            && !(after_letter && before_letter)
        {
            self.open.pop();
            return self.closing(open);
        }
        let can_open = next.first().is_some_and(|c| c.is_alphanumeric() || c == '"' || is_opening(c))
            || (self.is_after_space() && next.begins_broken_off(true));
        if after_letter || !can_open || next.begins_decade() || !self.is_closed_later(source, at) {
            return '’';
        }
        self.opening(false)
    }

    /// Whether a single mark means minutes or feet: `43°52'`, `5'10"`, `6' tall`, and `15''`.
    fn is_prime(&self, next: Following<'_>) -> bool {
        let Some(previous) = self.previous[0] else { return false };
        if !previous.is_ascii_digit() {
            return self.is_in_measure && previous == '\'';
        }
        let is_open = self.open.last().is_some_and(|open| !open.is_double);
        match next.first() {
            _ if self.is_in_measure => true,
            Some('\'') => true,
            Some(next_digit) if next_digit.is_ascii_digit() => {
                let rest = next.rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ',');
                rest.starts_with(['"', '\'', '″'])
            }
            Some(letter) if is_of_word(letter) => false,
            _ => !is_open,
        }
    }

    fn is_after_space(&self) -> bool {
        self.previous[0].is_none_or(|previous| previous.is_whitespace() || is_opening(previous))
    }

    /// Whether a single mark that can close stands behind the place `at` of the source.
    fn is_closed_later(&mut self, source: &str, at: usize) -> bool {
        let block = self.block.clone();
        let last = *self.last_closing.get_or_insert_with(|| {
            let text = source.get(block.clone())?;
            last_closing(text).map(|last| block.start + last)
        });
        last > Some(at + 1)
    }

    fn opening(&mut self, is_double: bool) -> char {
        let is_outer = match self.open.last() {
            Some(outer) => !outer.is_outer,
            None => is_double || !is_single(self.quotes.inner_open),
        };
        self.open.push(Open { is_double, is_outer });
        if is_outer { self.quotes.open } else { self.quotes.inner_open }
    }

    fn closing(&self, open: Open) -> char {
        if open.is_outer { self.quotes.close } else { self.quotes.inner_close }
    }
}

/// What follows a mark: the rest of its text, and the character behind that.
#[derive(Clone, Copy)]
struct Following<'t> {
    rest: &'t str,
    behind: Option<char>,
}

impl Following<'_> {
    fn first(self) -> Option<char> {
        self.rest.chars().next().or(self.behind)
    }

    /// Whether a quotation begins in the middle of a sentence, `…и вот`, or, where it may, with a mark alone: `?`.
    fn begins_broken_off(self, may_be_mark: bool) -> bool {
        match self.first() {
            Some('…') => true,
            Some('.') => self.rest.starts_with(".."),
            Some('!' | '?' | '！' | '？') => may_be_mark,
            _ => false,
        }
    }

    /// Whether a word follows whose beginning is left out, or a year without its century: `'tis`, `'69`.
    fn begins_elision(self) -> bool {
        if self.is_elided_and() {
            return true;
        }
        let length = self.rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(self.rest.len());
        let (word, behind) = self.rest.split_at(length);
        let is_year = word.len() == 2 && word.bytes().all(|byte| byte.is_ascii_digit());
        // What is closed behind its only word is a quotation.
        let is_elision = is_year || ELISIONS.iter().any(|elision| word.eq_ignore_ascii_case(elision));
        is_elision && !behind.trim_start_matches(['.', ',']).starts_with('\'')
    }

    /// Whether the middle of `rock 'n' roll` follows.
    fn is_elided_and(self) -> bool {
        ["n' ", "N' "].iter().any(|and| self.rest.starts_with(and))
    }

    /// Whether a decade follows: `90s`.
    fn begins_decade(self) -> bool {
        let letters = self.rest.trim_start_matches(|c: char| c.is_ascii_digit());
        letters.len() + 2 == self.rest.len() && letters.starts_with('s')
    }
}

/// Whether a character may stand within a measure.
fn is_of_measure(c: char) -> bool {
    matches!(c, '°' | '′' | '″' | '.' | ',' | ' ' | '\u{A0}' | '\u{202F}') || c.is_ascii_digit()
}

/// Whether a mark is a single one of its kind.
fn is_single(mark: char) -> bool {
    matches!(mark, '‘' | '’' | '‚' | '‛' | '‹' | '›')
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
            ("«»„“", "\"…и вот\" он пришёл", "«…и вот» он пришёл"),
            ("«»„“", "\"...и вот\" он, \"?\" и \"!\"", "«...и вот» он, «?» и «!»"),
            ("«»„“", "Он сказал: \"Да...\" — \"…и всё\".", "Он сказал: «Да...» — «…и всё»."),
            ("«»„“", "на 43°52'30\" с. ш., 85°45'12,5\" в. д.", "на 43°52'30\" с. ш., 85°45'12,5\" в. д."),
            ("«»„“", "\"на 43° 52' 30\" с. ш.\"", "«на 43° 52' 30\" с. ш.»"),
            ("“”‘’", "43°52'30\" N, 43°52' N, 43°52'30''N", "43°52'30\" N, 43°52' N, 43°52'30''N"),
            ("“”‘’", "He is 5'10\" tall, \"she 5'6\"\", 6' 2\"", "He is 5'10\" tall, “she 5'6\"”, 6' 2\""),
            ("“”‘’", "the 1990's and the '90s' end, 10'000", "the 1990’s and the ’90s’ end, 10’000"),
            ("“”‘’", "'He said \"hi\" to me'", "‘He said “hi” to me’"),
            ("“”‘’", "'\"Hi\", he said'", "‘“Hi”, he said’"),
            ("“”‘’", "\"A 'b \"c\" b' a\"", "“A ‘b “c” b’ a”"),
            ("“”‘’", "'A \"b 'c' b\" a'", "‘A “b ‘c’ b” a’"),
            ("«»„“", "\"А 'б \"в\" б' а\"", "«А „б «в» б“ а»"),
            ("«»„“", "'Он сказал \"да\" мне'", "«Он сказал „да“ мне»"),
            ("“”‘’", "\"他说'她说\"好\"了'吧\"", "“他说‘她说“好”了’吧”"),
            ("«»‹›", "'a \"b\" a'", "‹a «b» a›"),
            ("“”‘’", "\"rock 'n roll\" it", "“rock ’n roll” it"),
            ("“”‘’", "rock 'n' roll, 'rock 'n' roll'", "rock ’n’ roll, ‘rock ’n’ roll’"),
            ("“”‘’", "'Twas the 'lake', and get 'em 'now'", "’Twas the ‘lake’, and get ’em ‘now’"),
            (
                "“”‘’",
                "the summer of '69 was 'hot'; 'em' is 'them'",
                "the summer of ’69 was ‘hot’; ‘em’ is ‘them’",
            ),
            ("“”‘’", "the '90s and the 'new' ones", "the ’90s and the ‘new’ ones"),
        ] {
            assert_eq!(with_quotes(text, Quotes::parse(quotes).expect("four marks")), expected, "{text}");
        }
    }
}
