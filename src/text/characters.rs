//! What a character is to a word.

use icu::properties::CodePointMapData;
use icu::properties::props::{GeneralCategory, GeneralCategoryGroup};

/// Whether words are made of it: letters, their marks, decimal digits. The script has `[\p{Alphabetic}\p{M}\p{Nd}]`.
pub fn is_word(c: char) -> bool {
    match c {
        '\0'..='\u{7F}' => c.is_ascii_alphanumeric(),
        // Most characters of most texts are Cyrillic or Chinese, and Unicode's tables are slow to ask.
        '\u{400}'..='\u{481}' | '\u{48A}'..='\u{52F}' | '\u{4E00}'..='\u{9FFF}' => true,
        c if c.is_alphabetic() => true,
        c => {
            let category = CodePointMapData::<GeneralCategory>::new().get(c);
            category == GeneralCategory::DecimalNumber || GeneralCategoryGroup::Mark.contains(category)
        }
    }
}

/// Whether it may stand within a word and says nothing: apostrophes, soft hyphens, marks of direction.
pub fn is_silent(c: char) -> bool {
    matches!(
        c,
        '\'' | '`'
            | '\u{AD}'
            | '\u{2B9}'..='\u{2BC}'
            | '\u{200B}'..='\u{200F}'
            | '\u{2018}'
            | '\u{2019}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2069}'
            | '\u{FEFF}'
    )
}

/// Whether it is a combining mark.
pub(super) fn is_mark(c: char) -> bool {
    c >= '\u{300}' && GeneralCategoryGroup::Mark.contains(CodePointMapData::<GeneralCategory>::new().get(c))
}

/// Whether it is a Cyrillic letter.
pub fn is_cyrillic(c: char) -> bool {
    ('\u{400}'..='\u{52F}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_made_of_letters_marks_and_digits() {
        for c in ('\0'..='\u{FFFF}').filter(|c| !c.is_ascii()) {
            let category = CodePointMapData::<GeneralCategory>::new().get(c);
            let is_part = c.is_alphabetic()
                || category == GeneralCategory::DecimalNumber
                || GeneralCategoryGroup::Mark.contains(category);
            assert_eq!(is_word(c), is_part, "U+{:04X}", u32::from(c));
        }
    }
}
