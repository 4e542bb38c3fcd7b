//! Which text a reader gets of a page that lacks the reader's language.

use std::sync::Arc;

use typed_index_collections::TiSlice;

use super::TextOrigin;
use crate::content::{Document, Facts};
use crate::language::{Language, LanguageId};

/// What a page is called for a reader of `language` who has no document of it: the first name of the facts along the
/// language's fallback chain, before the chain comes to a document. Its title names the page from there on.
pub(super) fn name(
    documents: &TiSlice<LanguageId, Option<Arc<Document>>>,
    facts: &Facts,
    languages: &TiSlice<LanguageId, Language>,
    language: LanguageId,
) -> Option<(String, LanguageId)> {
    let chain = std::iter::once(&language).chain(&languages[language].fallback);
    let mut without_document = chain.take_while(|other| documents[**other].is_none());
    without_document.find_map(|other| Some((facts.name(*other)?.to_owned(), *other)))
}

/// The document for a reader of `language`: its own, else the first of the language's fallback chain that there is.
pub(super) fn choose(
    documents: &TiSlice<LanguageId, Option<Arc<Document>>>,
    languages: &TiSlice<LanguageId, Language>,
    language: LanguageId,
) -> (Option<Arc<Document>>, TextOrigin) {
    let document = |language: LanguageId| documents[language].as_ref().map(Arc::clone);
    if let Some(own) = document(language) {
        return (Some(own), TextOrigin::Own);
    }
    let mut chain = languages[language].fallback.iter();
    chain
        .find_map(|other| Some((Some(document(*other)?), TextOrigin::Borrowed(*other))))
        .unwrap_or((None, TextOrigin::Own))
}
