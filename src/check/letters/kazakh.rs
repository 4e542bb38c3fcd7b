//! Kazakh words that are typed without Kazakh letters, where the site's own words tell how they are written.

use super::word_counts::{LanguageWords, WordCounts, is_counted};
use crate::check::letters::primary;
use crate::check::prose::{Prose, words};
use crate::diagnostics::{Code, Diagnostic, Suggestion};

/// How often a word has to be written with Kazakh letters to be believed.
const MIN_COUNT: u32 = 3;

/// How much rarer it is without them.
const RARER: u32 = 4;

/// Tells the words of a Kazakh text that the site writes otherwise nearly always.
pub(super) fn check(
    prose: &Prose<'_>,
    known: &LanguageWords,
    counts: &WordCounts,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if primary(prose) != "kk" {
        return;
    }
    for (start, word) in words(prose.text()).filter(|(_, word)| is_counted(word)) {
        // A word with Kazakh letters is typed on a Kazakh keyboard.
        if word.contains(is_kazakh_letter) {
            continue;
        }
        let lower = word.to_lowercase();
        let Some([meant]) = known.by_plain.get(lower.as_str()).map(Vec::as_slice) else { continue };
        let count = |word: &str| known.counts.get(word).copied().unwrap_or_default();
        let is_believed = count(meant) >= MIN_COUNT && count(meant) >= count(&lower) * RARER;
        if is_believed && !counts.is_russian(&lower) {
            let range = start..start + word.len();
            let diagnostic = Diagnostic::new(Code::KazakhLettersMissing)
                .with("word", word)
                .with("meant", &**meant)
                .with("count", count(meant) as usize)
                .suggest(Suggestion::from(meant.to_string()));
            diagnostics.push(prose.at(diagnostic, range));
        }
    }
}

fn is_kazakh_letter(c: char) -> bool {
    matches!(
        c,
        'ә' | 'ғ'
            | 'қ'
            | 'ң'
            | 'ө'
            | 'ұ'
            | 'ү'
            | 'һ'
            | 'і'
            | 'Ә'
            | 'Ғ'
            | 'Қ'
            | 'Ң'
            | 'Ө'
            | 'Ұ'
            | 'Ү'
            | 'Һ'
            | 'І'
    )
}
