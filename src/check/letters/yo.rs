//! Russian words that are written with `ё` in one place and with `е` in another.

use super::word_counts::{LanguageWords, is_counted};
use crate::check::letters::primary;
use crate::check::prose::{Prose, words};
use crate::diagnostics::{Code, Diagnostic, Suggestion};

/// Tells the words of a Russian text that the site also writes with `ё`.
pub(super) fn check(prose: &Prose<'_>, known: &LanguageWords, diagnostics: &mut Vec<Diagnostic>) {
    if primary(prose) != "ru" {
        return;
    }
    for (start, word) in words(prose.text()).filter(|(_, word)| is_counted(word)) {
        let lower = word.to_lowercase();
        let Some([meant]) = known.by_plain.get(lower.as_str()).map(Vec::as_slice) else { continue };
        let range = start..start + word.len();
        let diagnostic = Diagnostic::new(Code::YoUneven)
            .with("word", word)
            .with("meant", &**meant)
            .suggest(Suggestion::from(meant.to_string()));
        diagnostics.push(prose.at(diagnostic, range));
    }
}
