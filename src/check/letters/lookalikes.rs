//! Latin letters in Cyrillic words, and Cyrillic ones in Latin words: nobody sees them, and no search finds the word.

use crate::check::letters::primary;
use crate::check::prose::{Prose, is_cyrillic, is_mark, words};
use crate::diagnostics::{Code, Diagnostic};

/// Letters that look alike, Latin and Cyrillic (Unicode's confusables.txt, as far as fonts for texts go).
const ALIKE: [(char, char); 29] = [
    ('a', 'а'),
    ('c', 'с'),
    ('e', 'е'),
    ('h', 'һ'),
    ('i', 'і'),
    ('k', 'к'),
    ('o', 'о'),
    ('p', 'р'),
    ('x', 'х'),
    ('y', 'у'),
    ('ə', 'ә'),
    ('ɵ', 'ө'),
    ('ë', 'ё'),
    ('ï', 'ї'),
    ('A', 'А'),
    ('B', 'В'),
    ('C', 'С'),
    ('E', 'Е'),
    ('H', 'Н'),
    ('I', 'І'),
    ('K', 'К'),
    ('M', 'М'),
    ('O', 'О'),
    ('P', 'Р'),
    ('T', 'Т'),
    ('X', 'Х'),
    ('Y', 'Ү'),
    ('Ə', 'Ә'),
    ('Ɵ', 'Ө'),
];

/// Russian words of one letter that look Latin, and are typed so by a keyboard that was not switched.
const RUSSIAN_WORDS: [(&str, &str); 4] = [("c", "с"), ("o", "о"), ("y", "у"), ("k", "к")];

/// Letters of Roman numbers: `XIX`.
const ROMAN: [char; 7] = ['I', 'V', 'X', 'L', 'C', 'D', 'M'];

/// Tells words with letters of two scripts, of which those of one look like letters of the other.
pub(super) fn check(prose: &Prose<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let text = prose.text();
    if !has_two_scripts(text) {
        return;
    }
    let mut before: Option<(usize, &str)> = None;
    for (start, word) in words(text) {
        let (mut cyrillic, mut latin) = (0, 0);
        for c in word.chars() {
            if is_cyrillic(c) {
                cyrillic += 1;
            } else if !is_mark(c) {
                latin += 1;
            }
        }
        let found = match (cyrillic, latin) {
            (0, 1) if primary(prose) == "ru" => lone(text, start, word, before),
            (0, _) | (_, 0) => None,
            _ => meant(word, cyrillic >= latin, primary(prose)),
        };
        before = Some((start, word));
        let Some(Meant { script, word: mended }) = found else { continue };
        let range = start..start + word.len();
        let letters: Vec<String> = word
            .chars()
            .filter(|c| is_cyrillic(*c) != (script == "cyrillic") && !is_mark(*c))
            .map(|c| format!("`{c}` (U+{:04X})", u32::from(c)))
            .collect();
        let diagnostic = Diagnostic::new(Code::LetterLookalike)
            .with("word", word)
            .with("script", script)
            .with("letters", letters.join(", "));
        let fix = mended.map(|mended| prose.fix([(range.clone(), mended)]));
        diagnostics.push(prose.at(diagnostic, range).fix(fix));
    }
}

/// Whether a text may have Cyrillic letters and those that look like them, by the first bytes of its characters.
fn has_two_scripts(text: &str) -> bool {
    let is_cyrillic = |byte: u8| matches!(byte, 0xD0..=0xD4);
    let is_latin = |byte: u8| byte.is_ascii_alphabetic() || matches!(byte, 0xC3..=0xCA | 0xE1);
    text.bytes().any(is_cyrillic) && text.bytes().any(is_latin)
}

/// A word as it was meant.
struct Meant {
    /// The script of it.
    script: &'static str,
    /// How it is written, if that is certain.
    word: Option<String>,
}

/// What was meant by a word in two scripts; `None` if that may be meant as it is, as `SMSки`.
fn meant(word: &str, is_mostly_cyrillic: bool, language: &str) -> Option<Meant> {
    let is_of = |c: &char| is_mark(*c);
    let to_latin = |c: char| ALIKE.iter().find(|(_, own)| *own == c).map(|(latin, _)| *latin);
    let has_alike = |c: char| ALIKE.iter().any(|(latin, _)| *latin == c);
    let as_latin: Option<String> =
        word.chars().map(|c| if is_cyrillic(c) { to_latin(c) } else { Some(c) }).collect();
    // A Roman number of which some letters are Cyrillic.
    if let Some(latin) = &as_latin
        && latin.chars().count() > 1
        && latin.chars().all(|c| ROMAN.contains(&c))
    {
        return Some(Meant { script: "latin", word: as_latin });
    }
    let own = |c: char| !has_alike(c) && !is_of(&c);
    let has_own_latin = word.chars().any(|c| !is_cyrillic(c) && own(c));
    let has_own_cyrillic = word.chars().any(|c| is_cyrillic(c) && to_latin(c).is_none());
    if !has_own_latin && (has_own_cyrillic || is_mostly_cyrillic) {
        let letters: Option<String> = word
            .chars()
            .map(|c| if is_cyrillic(c) || is_mark(c) { Some(c) } else { to_cyrillic(c, language) })
            .collect();
        return Some(Meant { script: "cyrillic", word: letters });
    }
    (!has_own_cyrillic && as_latin.is_some()).then_some(Meant { script: "latin", word: as_latin })
}

/// The Cyrillic letter that looks like a Latin one, as far as the language has it and no other looks like that.
fn to_cyrillic(c: char, language: &str) -> Option<char> {
    let (_, cyrillic) = ALIKE.iter().find(|(latin, _)| *latin == c)?;
    let is_kazakh = language == "kk";
    match c {
        // `У` or `Ү`.
        'Y' => (!is_kazakh).then_some('У'),
        'h' | 'ə' | 'Ə' | 'ɵ' | 'Ɵ' => is_kazakh.then_some(*cyrillic),
        'i' | 'I' => matches!(language, "kk" | "uk" | "be").then_some(*cyrillic),
        'ï' => (language == "uk").then_some(*cyrillic),
        _ => Some(*cyrillic),
    }
}

/// A Latin letter that stands between Cyrillic words as if it were a Russian word.
fn lone(text: &str, start: usize, word: &str, before: Option<(usize, &str)>) -> Option<Meant> {
    let (_, mended) = RUSSIAN_WORDS.into_iter().find(|(latin, _)| *latin == word)?;
    let is_word = |word: &str| word.chars().all(is_cyrillic);
    let (at, last) = before?;
    let behind = text[start + word.len()..].strip_prefix(' ')?;
    let (next_at, next) = words(behind).next()?;
    let is_between = text[at + last.len()..start] == *" " && next_at == 0;
    (is_between && is_word(last) && is_word(next))
        .then(|| Meant { script: "cyrillic", word: Some(mended.to_owned()) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_those_of_the_word() {
        let word = |word: &str, language| {
            let cyrillic = word.chars().filter(|c| is_cyrillic(*c)).count();
            meant(word, cyrillic * 2 >= word.chars().count(), language).map(|it| it.word)
        };
        assert_eq!(word("кiтап", "kk"), Some(Some("кітап".to_owned())));
        assert_eq!(word("əдемі", "kk"), Some(Some("әдемі".to_owned())));
        assert_eq!(word("гаhар", "kk"), Some(Some("гаһар".to_owned())));
        assert_eq!(word("Ycтeл", "kk"), Some(None));
        assert_eq!(word("Алмaты", "ru"), Some(Some("Алматы".to_owned())));
        assert_eq!(word("Kанас", "ru"), Some(Some("Канас".to_owned())));
        assert_eq!(word("Kаnas", "en"), Some(Some("Kanas".to_owned())));
        assert_eq!(word("ХIХ", "ru"), Some(Some("XIX".to_owned())));
        assert_eq!(word("SMSки", "ru"), None);
    }
}
