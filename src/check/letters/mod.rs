//! Rules over the letters and marks of texts.

mod kazakh;
mod lookalikes;
mod normalisation;
mod quotes;
mod spaces;
mod width;
mod word_counts;
mod yo;

use typed_index_collections::TiVec;

pub(super) use word_counts::WordCounts;

use super::messages::message_prose;
use super::page_texts::Side;
use super::prose::{Prose, of_text};
use crate::diagnostics::{Code, Diagnostic};
use crate::language::LanguageId;
use crate::project::SiteTexts;

/// Checks the texts of a page. `counts` are the words of the site.
pub(super) fn check(
    texts: &SiteTexts,
    sides: &TiVec<LanguageId, Option<Side<'_>>>,
    counts: &WordCounts,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for (language, side) in sides.iter_enumerated() {
        for prose in side.iter().flat_map(of_text) {
            of_prose(texts, language, &prose, counts, diagnostics);
        }
    }
}

/// Checks the messages of the site.
pub(super) fn check_messages(texts: &SiteTexts, counts: &WordCounts, diagnostics: &mut Vec<Diagnostic>) {
    for (language, files) in texts.messages.iter_enumerated() {
        for source in files {
            let language_of = &texts.config.languages[language];
            for prose in message_prose(source, language_of) {
                of_prose(texts, language, &prose, counts, diagnostics);
            }
        }
    }
}

fn of_prose(
    texts: &SiteTexts,
    language: LanguageId,
    prose: &Prose<'_>,
    counts: &WordCounts,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let wants = |code| texts.config.check.severity(code).is_some();
    lookalikes::check(prose, diagnostics);
    normalisation::check(prose, diagnostics);
    width::check(prose, diagnostics);
    quotes::check(prose, diagnostics);
    spaces::check(prose, diagnostics);
    if wants(Code::KazakhLettersMissing) {
        kazakh::check(prose, counts.of_language(language), counts, diagnostics);
    }
    if wants(Code::YoUneven) {
        yo::check(prose, counts.of_language(language), diagnostics);
    }
}

/// The primary subtag of the language of a text.
fn primary<'p>(prose: &'p Prose<'_>) -> &'p str {
    prose.language.locale.language.as_str()
}
