//! What characters are to typography: full-width or not, marks that open, marks that close.

use icu::properties::CodePointMapData;
use icu::properties::props::{EastAsianWidth, GeneralCategory, Script};

/// Whether a character is Han, kana, or a full-width letter or mark: such characters stand side by side without spaces.
/// Hangul sets words apart by spaces, and emoji stand in texts of every script.
pub(super) fn is_wide(c: char) -> bool {
    // The won sign is half-width, and older than the blocks of East Asia.
    if c < '\u{2E80}' || matches!(c, '\u{1F000}'..='\u{1FBFF}') {
        return false;
    }
    let width = CodePointMapData::<EastAsianWidth>::new().get(c);
    matches!(width, EastAsianWidth::Wide | EastAsianWidth::Fullwidth | EastAsianWidth::Halfwidth)
        && CodePointMapData::<Script>::new().get(c) != Script::Hangul
}

/// Marks that Chinese and Japanese share with other scripts, and whose width only their neighbours tell.
pub(super) fn is_of_either_width(c: char) -> bool {
    matches!(c, '“' | '”' | '‘' | '’' | '…' | '—' | '·')
}

/// Punctuation as CommonMark 0.31 defines it: Unicode's categories P and S.
pub(super) fn is_punctuation(c: char) -> bool {
    use GeneralCategory as Category;
    c.is_ascii_punctuation()
        || !c.is_ascii()
            && matches!(
                category(c),
                Category::DashPunctuation
                    | Category::OpenPunctuation
                    | Category::ClosePunctuation
                    | Category::ConnectorPunctuation
                    | Category::InitialPunctuation
                    | Category::FinalPunctuation
                    | Category::OtherPunctuation
                    | Category::MathSymbol
                    | Category::CurrencySymbol
                    | Category::ModifierSymbol
                    | Category::OtherSymbol
            )
}

/// Brackets and quotation marks that open in every language: `“` closes in Russian.
pub(super) fn opens(c: char) -> bool {
    matches!(c, '«' | '‹' | '„' | '‚') || category(c) == GeneralCategory::OpenPunctuation
}

/// Marks that no words begin with: brackets and quotation marks that close in every language, marks at the end of a
/// sentence or of a part of it, dashes.
pub(super) fn never_begins(c: char) -> bool {
    matches!(
        c,
        '»' | '›'
            | ','
            | '.'
            | ';'
            | ':'
            | '!'
            | '?'
            | '%'
            | '‰'
            | '，'
            | '。'
            | '、'
            | '；'
            | '：'
            | '！'
            | '？'
            | '．'
            | '％'
    ) || matches!(category(c), GeneralCategory::ClosePunctuation | GeneralCategory::DashPunctuation)
}

fn category(c: char) -> GeneralCategory {
    CodePointMapData::<GeneralCategory>::new().get(c)
}
