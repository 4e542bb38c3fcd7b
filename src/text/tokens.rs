//! A text as words.

use super::characters::{is_silent, is_word};
use super::normalise::normalise;
use crate::content::is_cjk;

/// How many characters of a word count, other than Chinese: longer ones are addresses or noise.
pub const MAX_TOKEN: usize = 60;

/// How many parts a word with hyphens has at most to be found as one word too.
pub const MAX_PARTS: usize = 4;

/// A word of a text, normalised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// The word.
    pub text: String,
    /// What sort of word it is.
    pub kind: TokenKind,
}

/// The sorts of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters and digits.
    Word,
    /// The parts of a word with hyphens, written as one: `катонкарагай`.
    Joined,
    /// Characters of a script that sets no words apart.
    Han,
}

/// The words of a text in their order. Thousands that are set apart by a comma or a space that does not break are one number.
///
/// ```
/// use sapar::text::tokens;
///
/// let words: Vec<String> = tokens("Усть-Каменогорск: 1\u{A0}783 км, 乘T9次").into_iter().map(|token| token.text).collect();
/// assert_eq!(words, ["усть", "каменогорск", "устькаменогорск", "1783", "км", "乘", "t9", "次"]);
/// ```
pub fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    // The parts of the word with hyphens that is being read.
    let mut parts: Vec<usize> = Vec::new();
    let mut rest = text;
    let mut before: Option<char> = None;
    while let Some(c) = rest.chars().next() {
        if !is_word(c) && !is_silent(c) {
            let after = &rest[c.len_utf8()..];
            let goes_on = is_hyphen(c)
                && before.is_some_and(|c| is_word(c) || is_silent(c))
                && after.starts_with(|c| is_word(c) || is_silent(c));
            if !goes_on {
                join(&mut tokens, &mut parts);
            }
            (rest, before) = (after, Some(c));
            continue;
        }
        let number = grouped_number(rest).filter(|_| !before.is_some_and(char::is_alphanumeric));
        let piece = match number {
            Some(length) => &rest[..length],
            None => {
                let end = rest.find(|c| !is_word(c) && !is_silent(c)).unwrap_or(rest.len());
                &rest[..end]
            }
        };
        let first = tokens.len();
        match number {
            Some(_) => tokens.push(Token {
                text: piece.chars().filter(char::is_ascii_digit).collect(),
                kind: TokenKind::Word,
            }),
            None => add(piece, &mut tokens),
        }
        parts.extend(first..tokens.len());
        before = piece.chars().next_back();
        rest = &rest[piece.len()..];
    }
    join(&mut tokens, &mut parts);
    tokens
}

/// Adds the words of a piece of text without spaces and signs: Chinese characters and letters are set apart.
fn add(piece: &str, tokens: &mut Vec<Token>) {
    let normal = normalise(piece);
    let mut rest = normal.as_str();
    while let Some(first) = rest.chars().next() {
        let han = is_cjk(first);
        let end = rest.find(|c| is_cjk(c) != han).unwrap_or(rest.len());
        tokens.push(match han {
            // A sentence in Chinese has no spaces, and is long.
            true => Token { text: rest[..end].to_owned(), kind: TokenKind::Han },
            false => Token { text: rest[..end].chars().take(MAX_TOKEN).collect(), kind: TokenKind::Word },
        });
        rest = &rest[end..];
    }
}

/// Ends a word with hyphens.
fn join(tokens: &mut Vec<Token>, parts: &mut Vec<usize>) {
    let is_word = parts.iter().all(|part| tokens[*part].kind == TokenKind::Word);
    if (2..=MAX_PARTS).contains(&parts.len()) && is_word {
        let text: String = parts.iter().map(|part| tokens[*part].text.as_str()).collect();
        tokens.push(Token { text, kind: TokenKind::Joined });
    }
    parts.clear();
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// The length of a number with its thousands set apart at the beginning of a text: `1 783`.
fn grouped_number(text: &str) -> Option<usize> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let mut length = digits(text);
    if !(1..=3).contains(&length) {
        return None;
    }
    let mut whole = None;
    while let Some(separator) = text[length..].chars().next()
        && matches!(separator, '\u{A0}' | '\u{202F}' | '\u{2009}' | ',')
    {
        let group = digits(&text[length + separator.len_utf8()..]);
        if group < 3 {
            break;
        }
        length += separator.len_utf8() + 3;
        if group > 3 {
            break;
        }
        whole = Some(length);
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_without_spaces_is_not_cut() {
        let sentence = "阿勒泰山与天山之间的草原".repeat(20);
        let tokens = tokens(&format!("{sentence}{}", "a".repeat(200)));
        assert_eq!(tokens[0].text, sentence);
        assert_eq!(tokens[1].text.len(), MAX_TOKEN);
    }
}
