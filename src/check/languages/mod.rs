//! Rules between languages: whether a translation says what its source says, block by block.
//!
//! Only blocks that belong together are compared: by what is recorded of translations, or, where nothing is, in their order and
//! by likeness. What has become stale since it was translated is told by `sapar status`, and not here.

mod lengths;
mod number_words;
mod numbers;
mod pairs;
mod quantity;
mod references;
mod structure;
mod units;
mod untranslated;

use typed_index_collections::TiVec;

use pairs::PairedTexts;

use super::page_texts::Side;
use crate::diagnostics::Diagnostic;
use crate::language::LanguageId;
use crate::project::SiteTexts;
use crate::site::PageSource;

/// Compares all translations of a page with their sources. `sides` are its texts.
pub(super) fn check(
    texts: &SiteTexts,
    page: &PageSource,
    sides: &TiVec<LanguageId, Option<Side<'_>>>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for paired in PairedTexts::of_page(texts, page, sides) {
        numbers::check(&paired, diagnostics);
        references::check(&paired, diagnostics);
        structure::check(&paired, diagnostics);
        untranslated::check(&paired, diagnostics);
        lengths::check(&paired, diagnostics);
    }
}
