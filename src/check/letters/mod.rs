//! Rules over the letters and marks of texts.

mod kazakh;
mod lookalikes;
mod normalisation;
mod quotes;
mod spaces;
mod width;
mod word_counts;
mod yo;

use rayon::prelude::*;

use word_counts::WordCounts;

use super::messages::message_prose;
use super::prose::{Prose, of_document};
use crate::diagnostics::{Code, Diagnostic};
use crate::language::LanguageId;
use crate::project::SiteTexts;
use crate::site::PageSource;

/// Checks the texts of all documents and messages.
pub(super) fn check(texts: &SiteTexts, diagnostics: &mut Vec<Diagnostic>) {
    let counts = WordCounts::of(texts);
    let found: Vec<Vec<Diagnostic>> =
        texts.pages.par_iter().map(|page| of_page(texts, page, &counts)).collect();
    diagnostics.extend(found.into_iter().flatten());
    for (language, files) in texts.messages.iter_enumerated() {
        for source in files {
            let language_of = &texts.config.languages[language];
            for prose in message_prose(source, language_of) {
                of_prose(texts, language, &prose, &counts, diagnostics);
            }
        }
    }
}

fn of_page(texts: &SiteTexts, page: &PageSource, counts: &WordCounts) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let kind = texts.kind(page);
    for (language, document) in page.documents.iter_enumerated() {
        let Some(document) = document.as_deref().filter(|document| !document.is_broken) else { continue };
        let source = document.source.open();
        for prose in of_document(document, &source, &kind, &texts.config.languages[language]) {
            of_prose(texts, language, &prose, counts, &mut diagnostics);
        }
    }
    diagnostics
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
