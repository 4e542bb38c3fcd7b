//! What is to be translated of one page in each language.

use super::block_words::words_of_block;
use super::text_state::{BlockCounts, TextClass, TextState, class};
use crate::config::Config;
use crate::content::Document;
use crate::language::LanguageId;
use crate::translate::{PageDocuments, TextBlock, compare, text_blocks};

/// A page with the blocks of its documents.
pub struct PageTexts<'p> {
    /// Its documents.
    pub documents: PageDocuments<'p>,
    /// The blocks of each, by the number of its language.
    blocks: Vec<Option<Vec<TextBlock>>>,
}

impl<'p> PageTexts<'p> {
    /// Reads the blocks of all documents of a page.
    pub fn of(documents: PageDocuments<'p>) -> Self {
        let blocks = |document: &Document| text_blocks(document, documents.kind);
        let blocks = documents.documents.iter().map(|it| it.as_deref().map(blocks)).collect();
        Self { documents, blocks }
    }

    /// The blocks of the document in a language; `None` if there is none.
    pub fn blocks(&self, language: LanguageId) -> Option<&[TextBlock]> {
        self.blocks[usize::from(language)].as_deref()
    }

    /// How far the translation into a language is. `None` if the source has no document.
    pub fn state(&self, source: LanguageId, language: LanguageId, config: &Config) -> Option<TextState> {
        let of_source = self.blocks(source)?;
        let tag = &config.languages[language].tag;
        let record = self.documents.record;
        let is_in_work = record.in_work.contains(tag);
        let Some(own) = self.blocks(language) else {
            let blocks = BlockCounts { missing: of_source.len() as u32, ..BlockCounts::default() };
            let words = of_source.iter().map(|block| block.words).sum();
            return Some(TextState { class: TextClass::Borrowed, blocks, words, is_in_work });
        };
        let comparison = compare(of_source, own, record, tag);
        let blocks = BlockCounts::of(&comparison);
        let class = class(&comparison, blocks);
        let states = of_source.iter().zip(&comparison.blocks);
        let words = match class {
            TextClass::Unrecorded => 0,
            _ => states.map(|(block, (state, _))| words_of_block(record, block, state)).sum(),
        };
        Some(TextState { class, blocks, words, is_in_work })
    }
}
