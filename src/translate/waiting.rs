//! Which languages a page waits for that is to be published in several of them together.

use std::sync::Arc;

use typed_index_collections::TiSlice;

use super::block_state::BlockState;
use super::blocks::text_blocks;
use super::record::Record;
use super::source_language::{source_language, source_of};
use super::state::compare;
use crate::config::Config;
use crate::content::Document;
use crate::content::kind::Kind as PageKind;
use crate::language::{Language, LanguageId};

/// The texts of a page.
pub struct PageDocuments<'p> {
    /// Its documents; drafts among them count as not there.
    pub documents: &'p TiSlice<LanguageId, Option<Arc<Document>>>,
    /// What is recorded of its translations.
    pub record: &'p Record,
    /// Its kind, whose localised fields are texts.
    pub kind: &'p PageKind,
}

impl PageDocuments<'_> {
    /// The language that the text in `language` is a translation from, or would be if it were written; `None` if it is none.
    pub fn source_of(&self, language: LanguageId, config: &Config) -> Option<LanguageId> {
        source_of(self.documents, language, config)
    }
}

/// The languages among those required in which a page is not written, or in which its translation is known to be stale or to
/// have gaps. A translation that nobody has recorded the source of is not known to be either.
pub fn waits_for(
    page: &PageDocuments<'_>,
    required: &[LanguageId],
    languages: &TiSlice<LanguageId, Language>,
    default: LanguageId,
) -> Vec<LanguageId> {
    let documents: typed_index_collections::TiVec<LanguageId, Option<Arc<Document>>> =
        page.documents.iter().map(|it| it.clone().filter(|document| !document.draft)).collect();
    let named = |document: &Document| {
        let tag = &document.translated_from.as_ref()?.value;
        languages.position(|language| language.tag == *tag)
    };
    let is_ready = |language: &LanguageId| {
        let Some(own) = documents[*language].as_ref() else { return false };
        let source = source_language(&documents, *language, default, named);
        // The source itself is not stale.
        let Some(source) = source.and_then(|source| documents[source].as_ref()) else { return true };
        let blocks = |document: &Document| text_blocks(document, page.kind);
        let comparison = compare(&blocks(source), &blocks(own), page.record, &languages[*language].tag);
        let is_current = |state: &BlockState| matches!(state, BlockState::Current | BlockState::Machine);
        !comparison.is_recorded || comparison.blocks.iter().all(|(state, _)| is_current(state))
    };
    required.iter().copied().filter(|language| !is_ready(language)).collect()
}
