//! Which language a text was translated from.

use std::sync::Arc;

use typed_index_collections::TiSlice;

use crate::config::Config;
use crate::content::Document;
use crate::language::LanguageId;

/// The language that the text of a page in `language` is a translation from on a site; see [`source_language`].
pub fn source_of(
    documents: &TiSlice<LanguageId, Option<Arc<Document>>>,
    language: LanguageId,
    config: &Config,
) -> Option<LanguageId> {
    let named = |document: &Document| config.language(&document.translated_from.as_ref()?.value);
    source_language(documents, language, config.default_language, named)
}

/// The language that the text of a page in `language` is a translation from, or would be if it were written. `named` is
/// the language that a document names as its source, if it does.
///
/// That is what its own document says (`source = "kk"`); else the language that the page is written in first: the one whose
/// document names itself, else the site's default language, else the first that has a document. Returns `None` for the text
/// that is no translation.
pub fn source_language(
    documents: &TiSlice<LanguageId, Option<Arc<Document>>>,
    language: LanguageId,
    default: LanguageId,
    named: impl Fn(&Document) -> Option<LanguageId>,
) -> Option<LanguageId> {
    let has = |language: LanguageId| documents[language].is_some();
    let own = documents[language].as_deref().and_then(&named).filter(|source| has(*source));
    if let Some(source) = own.filter(|source| *source != language) {
        return Some(source);
    }
    let names_itself = |(language, document): (LanguageId, &Option<Arc<Document>>)| {
        (document.as_deref().and_then(&named) == Some(language)).then_some(language)
    };
    let first = documents
        .iter_enumerated()
        .find_map(names_itself)
        .or_else(|| has(default).then_some(default))
        .or_else(|| documents.keys().find(|language| has(*language)));
    first.filter(|first| *first != language)
}
