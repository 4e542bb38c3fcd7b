//! Whether a line break within a paragraph is a space.

use crate::content::words::is_cjk;

/// Whether a line break between two characters is a space between two words. Chinese and Japanese write no spaces: there a
/// line ends wherever the author's editor wrapped it.
pub(super) fn is_space_between(before: char, behind: char) -> bool {
    let is_wide = |c| is_cjk(c) || is_wide_punctuation(c);
    !(is_wide(before) && is_wide(behind) || is_wide_punctuation(before) || is_wide_punctuation(behind))
}

/// Punctuation that brings its own white space: CJK Symbols and Punctuation, and the fullwidth forms.
fn is_wide_punctuation(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{301F}' | '\u{FF01}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF20}' |
        '\u{FF3B}'..='\u{FF40}' | '\u{FF5B}'..='\u{FF65}')
}
