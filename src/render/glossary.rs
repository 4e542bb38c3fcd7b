//! Whether a page calls things what the glossary calls them.

use std::sync::Arc;

use typed_index_collections::TiVec;

use crate::content::Document;
use crate::diagnostics::Diagnostic;
use crate::glossary::{PageTexts, check_name, check_page};
use crate::language::LanguageId;
use crate::site::{PageId, Site};
use crate::translate::source_language;

/// Reports what of a page in a language is not as the glossary has it, if the site has one.
pub(super) fn check(site: &Site, id: PageId, language: LanguageId, diagnostics: &mut Vec<Diagnostic>) {
    let Some(glossary) = &site.glossary else { return };
    let page = &site.pages[id];
    let definition = site.language(language);
    if let Some(facts) = page.facts.source.as_ref().filter(|_| page.facts.name(language).is_some()) {
        check_name(glossary, facts, language, definition, diagnostics);
    }
    let own = |text: &crate::site::Text| text.document.clone().filter(|_| text.origin.is_own());
    let documents: TiVec<LanguageId, Option<Arc<Document>>> = page.texts.iter().map(own).collect();
    let Some(document) = documents[language].as_deref() else { return };
    let named = |document: &Document| site.config.language(&document.translated_from.as_ref()?.value);
    let source = source_language(&documents, language, site.config.default_language, named);
    let texts = PageTexts {
        document,
        source: source.and_then(|source| documents[source].as_deref()),
        record: &page.record,
        kind: &site.kinds[page.kind],
    };
    check_page(glossary, &texts, definition, diagnostics);
}
