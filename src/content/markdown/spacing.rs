//! Whether a line break within a paragraph is a space.

use super::characters::{is_of_either_width, is_wide};

/// How many marks are looked through for the character that tells how wide they are.
const MAX_MARKS: usize = 8;

/// Whether a line break is a space between two words. Chinese and Japanese write no spaces: there a line ends wherever the
/// author's editor wrapped it. `before` are the characters before the break, the nearest first, and `behind` those that
/// follow it. A few are enough.
pub(in crate::content) fn is_space_between(
    before: impl IntoIterator<Item = char>,
    behind: impl IntoIterator<Item = char>,
) -> bool {
    match (Side::of(before), Side::of(behind)) {
        (Side::Wide, side) | (side, Side::Wide) => side == Side::Narrow,
        _ => true,
    }
}

/// What stands on one side of a line break.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Wide,
    Narrow,
    /// A mark that is as wide as what stands on the other side.
    Either,
}

impl Side {
    fn of(characters: impl IntoIterator<Item = char>) -> Self {
        let mut characters = characters.into_iter();
        let Some(first) = characters.next() else { return Self::Narrow };
        if is_wide(first) {
            return Self::Wide;
        }
        let is_mark = |c: char| is_of_either_width(c) || matches!(c, '"' | '\'');
        if !is_mark(first) {
            return Self::Narrow;
        }
        match characters.take(MAX_MARKS).find(|c| !is_mark(*c)) {
            Some(inner) if is_wide(inner) => Self::Wide,
            // A straight mark becomes that of a language that is not known here.
            _ if is_of_either_width(first) => Self::Either,
            _ => Self::Narrow,
        }
    }
}

/// A text of several lines as one line. Line breaks are spaces where words are set apart by spaces.
///
/// ```
/// use sapar::content::markdown::on_one_line;
///
/// assert_eq!(on_one_line("Озеро\n  Маркаколь\n"), "Озеро Маркаколь");
/// assert_eq!(on_one_line("马尔卡\n科尔湖"), "马尔卡科尔湖");
/// ```
pub fn on_one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for part in text.lines().map(str::trim).filter(|part| !part.is_empty()) {
        if !line.is_empty() && is_space_between(line.chars().rev(), part.chars()) {
            line.push(' ');
        }
        line.push_str(part);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_scripts_that_set_words_apart_have_spaces() {
        for (before, behind, is_space) in [
            ("湖", "水", false),
            ("湖，", "水", false),
            ("湖", "（水）", false),
            ("ひら", "カナ", false),
            ("カー", "ド", false),
            ("Ａ", "湖", false),
            ("“湖”", "水", false),
            ("湖", "“水”", false),
            ("“湖”", "“水”", false),
            ("湖……", "水", false),
            ("\"湖\"", "\"水\"", false),
            ("湖", "Kanas", true),
            ("湖，", "Wi-Fi", true),
            ("Kanas", "湖", true),
            ("湖", "\"Kanas\"", true),
            ("“lake”", "“water”", true),
            ("호수", "물", true),
            ("호수", "湖", true),
            ("湖", "🏔", true),
            ("көл", "тау", true),
            ("көл…", "тау", true),
        ] {
            assert_eq!(is_space_between(before.chars().rev(), behind.chars()), is_space, "{before} {behind}");
        }
    }
}
