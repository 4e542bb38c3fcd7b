//! A pseudo-language: texts that can still be read, and that are seen to be texts which somebody translates. What stays plain on a
//! page is written in a template, and where a longer text does not fit, a translation will not either.
//!
//! The crate `fluent-pseudo` does this for Latin letters alone. Most sites here are written in Cyrillic, and in Chinese too.

use std::borrow::Cow;

/// Letters and what stands for them. Precomposed characters, so that every font which has the language has most of them.
const LETTERS: [(&str, &str); 4] = [
    ("abcdefghijklmnopqrstuvwxyz", "àƀçđéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýž"),
    ("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "ÀɃÇĐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŜŢÛṼŴẊÝŽ"),
    ("аәгеёжзийіоөукчыэ", "ӓӛѓѐӗӝӟӣѝїӧӫӱќӵӹӭ"),
    ("АӘГЕЁЖЗИЙІОӨУКЧЫЭ", "ӒӚЃЀӖӜӞӢЍЇӦӪӰЌӴӸӬ"),
];

/// By how much a text gets longer: by one character for so many letters.
const LETTERS_PER_PADDING: usize = 3;

/// How many characters of the padding stand together: lines must break in it as in a text.
const PADDING_WORD: usize = 9;

/// The longest tag or entity, in bytes.
const MAX_MARKUP: usize = 2_000;

/// A text in the pseudo-language: with accents, about a third longer, in brackets. A text without letters stays as it is.
///
/// ```
/// use sapar::language::pseudo::pseudo;
///
/// assert_eq!(pseudo("Sapar"), "[Ŝàþàŕ ··]");
/// assert_eq!(pseudo("<b>Көл</b> 46 км"), "[<b>Ќӫл</b> 46 ќм ··]");
/// assert_eq!(pseudo("湖水很清"), "[湖水很清 ··]");
/// assert_eq!(pseudo("46–47"), "46–47");
/// ```
pub fn pseudo(text: &str) -> String {
    in_brackets(accented(text).into_owned())
}

/// A text that has its accents already, longer and in brackets.
pub fn in_brackets(text: String) -> String {
    match padding(letters(&text)) {
        padding if padding.is_empty() => text,
        padding => format!("[{text} {padding}]"),
    }
}

/// How many letters a text has, without markup and addresses.
pub fn letters(text: &str) -> usize {
    parts(text)
        .filter(|(_, is_text)| *is_text)
        .flat_map(|(part, _)| part.chars())
        .filter(|c| c.is_alphabetic())
        .count()
}

/// What makes a text of so many letters longer.
pub fn padding(letters: usize) -> String {
    let length = letters.div_ceil(LETTERS_PER_PADDING);
    let mut padding = String::new();
    for number in 0..length {
        if number > 0 && number % PADDING_WORD == 0 {
            padding.push(' ');
        }
        padding.push('·');
    }
    padding
}

/// A text with accents. Tags, entities and addresses stay as they are.
pub fn accented(text: &str) -> Cow<'_, str> {
    let accented: String = parts(text)
        .map(|(part, is_text)| match is_text {
            true => part.chars().map(accented_letter).collect(),
            false => Cow::Borrowed(part),
        })
        .collect();
    if accented == text { Cow::Borrowed(text) } else { Cow::Owned(accented) }
}

fn accented_letter(letter: char) -> char {
    let of_table =
        |(plain, accented): &(&str, &str)| plain.chars().zip(accented.chars()).find(|(it, _)| *it == letter);
    LETTERS.iter().find_map(of_table).map_or(letter, |(_, accented)| accented)
}

/// The parts of a text, and whether each is to be translated: tags and entities of HTML are not, nor are addresses.
fn parts(text: &str) -> impl Iterator<Item = (&str, bool)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let (length, is_text) = match markup(rest) {
            Some(length) => (length, false),
            None => {
                let word = rest
                    .find(|c: char| c.is_whitespace() || matches!(c, '<' | '&' | '(' | '"'))
                    .unwrap_or(rest.len());
                // At least one character, which the next word does not begin with.
                let word = word.max(first.len_utf8());
                (word, !is_address(&rest[..word]))
            }
        };
        let (part, behind) = rest.split_at(length);
        rest = behind;
        Some((part, is_text))
    })
}

/// The length of the tag or entity at the beginning of a text.
fn markup(text: &str) -> Option<usize> {
    let (end, is_inner): (char, fn(char) -> bool) = match text.as_bytes() {
        [b'<', b'a'..=b'z' | b'A'..=b'Z' | b'/' | b'!', ..] => ('>', |_| true),
        [b'&', b'#' | b'a'..=b'z' | b'A'..=b'Z', ..] => (';', |c| c.is_ascii_alphanumeric() || c == '#'),
        _ => return None,
    };
    let close = text.bytes().take(MAX_MARKUP).position(|byte| char::from(byte) == end)?;
    text[1..close].chars().all(is_inner).then_some(close + 1)
}

fn is_address(word: &str) -> bool {
    word.contains("://")
        || word.contains('@')
        || word.starts_with("www.")
        || word.starts_with('/') && word.len() > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_have_a_letter_for_each_and_none_twice() {
        for (plain, accented) in LETTERS {
            assert_eq!(plain.chars().count(), accented.chars().count(), "{plain}");
            let mut all: Vec<char> = plain.chars().chain(accented.chars()).collect();
            all.sort_unstable();
            all.dedup();
            assert_eq!(all.len(), plain.chars().count() * 2, "{plain}");
        }
    }

    #[test]
    fn what_is_no_text_stays() {
        for text in
            ["", " ", "42", "46–47 %", "<br>", "&nbsp;", "https://altai.example/a", "/kk/lakes/", "···"]
        {
            assert_eq!(pseudo(text), text);
        }
        assert_eq!(
            pseudo("Mail a@b.example or <a href=\"/x/\">call</a>&nbsp;us"),
            "[Ṁàîļ a@b.example öŕ <a href=\"/x/\">çàļļ</a>&nbsp;ûš ····]"
        );
        assert_eq!(pseudo("A < B & C"), "[À < Ƀ & Ç ·]");
    }

    #[test]
    fn a_text_is_about_a_third_longer() {
        let text = "Озеро Маркаколь лежит в горах Южного Алтая на высоте 1447 метров. ".repeat(5);
        let (before, after) = (text.chars().count(), pseudo(&text).chars().count());
        assert!((1.2..1.45).contains(&(after as f64 / before as f64)), "{before} {after}");
        assert!(pseudo(&text).split(' ').all(|word| word.chars().count() < 15));
    }
}
