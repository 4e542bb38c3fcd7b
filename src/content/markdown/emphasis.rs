//! Emphasis beside punctuation that has no space behind it, as in Chinese.
//!
//! CommonMark takes `**注意：**正文` for no emphasis: a closing run after punctuation must have white space or punctuation
//! behind it, which Chinese does not put there; nor does Kazakh before an ending («Қорғас»**тың). So where a run of marks
//! that should close stands between punctuation and a letter or digit, or one that should open between a letter or digit and
//! punctuation, a mark of punctuation has to stand between the run and the letter. The run may then open and close, and
//! the parser pairs runs as ever.
//!
//! Texts in Latin letters keep the rule of CommonMark: the punctuation has to be full-width, or one of the characters beside
//! it from another script.

use super::characters::{is_punctuation, is_wide, never_begins, opens};

/// How many marks of punctuation are looked through for what stands behind them.
const MAX_MARKS: usize = 8;

/// How many characters are looked through for a letter that tells the script: prices and hours have none.
const MAX_CHARACTERS: usize = 32;

/// Where punctuation has to stand for the parser to recognise the runs of `*`, `__` and `~~` of a text, in bytes.
pub(super) fn unrecognised_runs(text: &str) -> Vec<usize> {
    let mut places = Vec::new();
    let mut from = 0;
    while let Some(found) = memchr::memchr3(b'*', b'_', b'~', &text.as_bytes()[from..]) {
        let start = from + found;
        let mark = text.as_bytes()[start];
        let length = text.as_bytes()[start..].iter().take_while(|byte| **byte == mark).count();
        let end = start + length;
        from = end;
        // Within words `_` is a part of them, and a single `~` means “about” or “to”.
        if mark != b'*' && length < 2 {
            continue;
        }
        let (Some(before), Some(after)) = (text[..start].chars().next_back(), text[end..].chars().next())
        else {
            continue;
        };
        if before == '\\' {
            continue;
        }
        let is_double = length > 1;
        if is_letter(before) && is_mark(after) {
            let inner = text[end..].chars();
            if mark == b'*'
                && may_begin(&text[end..], &text[start..end])
                && needs_no_space(after, before, inner, is_double)
            {
                places.push(start);
            }
        } else if is_mark(before) && is_letter(after) && !opens(before) {
            let inner = text[..start].chars().rev();
            if needs_no_space(before, after, inner, is_double) {
                places.push(end);
            }
        }
    }
    places
}

/// Whether a mark of punctuation and the letter on the other side of a run are written without a space between them.
/// `inner` are the characters from the mark on, away from the run.
fn needs_no_space(mark: char, letter: char, inner: impl Iterator<Item = char>, is_double: bool) -> bool {
    if is_wide(mark) || is_foreign(letter) {
        return true;
    }
    let line = inner.take(MAX_CHARACTERS).take_while(|c| *c != '\n');
    // A single `*` beside a bracket is a sign of multiplication as often: `5*(а+б)*2`.
    let mut letters = line.filter(|c| c.is_alphabetic());
    letters.next().is_some_and(|c| is_wide(c) || (is_double && is_foreign(c)))
}

/// Whether emphasis may begin with the punctuation that `text` begins with: `Цена*, скидка*` has none. Punctuation alone may
/// be emphasised.
fn may_begin(text: &str, run: &str) -> bool {
    let is_first = text.chars().next().is_some_and(|c| !never_begins(c));
    let mark = run.chars().next();
    is_first || {
        let marks: usize = text
            .chars()
            .take(MAX_MARKS)
            .take_while(|c| is_punctuation(*c) && Some(*c) != mark)
            .map(char::len_utf8)
            .sum();
        text[marks..].starts_with(run)
    }
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric()
}

fn is_foreign(c: char) -> bool {
    !c.is_ascii() && c.is_alphanumeric()
}

/// Punctuation that may belong to the words beside it; `|` sets cells of a table apart.
fn is_mark(c: char) -> bool {
    c != '|' && is_punctuation(c)
}
