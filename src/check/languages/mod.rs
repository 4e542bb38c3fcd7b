//! Rules between languages: whether a translation says what its source says, block by block.
//!
//! Only blocks that belong together are compared: by what is recorded of translations, or, where nothing is, in their order and
//! by likeness. What has become stale since it was translated is told by `sapar status`, and not here.

mod lengths;
mod numbers;
mod pairs;
mod quantity;
mod references;
mod structure;
mod units;
mod untranslated;

use rayon::prelude::*;

use pairs::PairedTexts;

use crate::diagnostics::Diagnostic;
use crate::project::SiteTexts;
use crate::site::PageSource;

/// Compares all translations with their sources.
pub(super) fn check(texts: &SiteTexts, diagnostics: &mut Vec<Diagnostic>) {
    let found: Vec<Vec<Diagnostic>> = texts.pages.par_iter().map(|page| of_page(texts, page)).collect();
    diagnostics.extend(found.into_iter().flatten());
}

fn of_page(texts: &SiteTexts, page: &PageSource) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for paired in PairedTexts::of_page(texts, page) {
        numbers::check(&paired, &mut diagnostics);
        references::check(&paired, &mut diagnostics);
        structure::check(&paired, &mut diagnostics);
        untranslated::check(&paired, &mut diagnostics);
        lengths::check(&paired, &mut diagnostics);
    }
    diagnostics
}
