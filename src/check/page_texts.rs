//! The texts of a page in each of its languages, read once for all rules over texts.

use typed_index_collections::TiVec;

use crate::content::Document;
use crate::content::markdown::Tree;
use crate::language::{Language, LanguageId};
use crate::project::SiteTexts;
use crate::site::PageSource;
use crate::translate::{BlockText, TextBlock, block_texts_of};

/// A text in one language.
pub(super) struct Side<'t> {
    pub language: &'t Language,
    pub document: &'t Document,
    /// What it says below its front matter. It has the text of the file, which is decompressed once for all that look at it.
    pub tree: Tree,
    /// The blocks with their words.
    pub blocks: Vec<BlockText>,
}

impl Side<'_> {
    /// The blocks as they are paired.
    pub fn text_blocks(&self) -> Vec<TextBlock> {
        self.blocks.iter().map(|text| text.block.clone()).collect()
    }
}

/// The texts of a page, by language; of one that cannot be read, nothing is said here.
pub(super) fn sides<'t>(texts: &'t SiteTexts, page: &'t PageSource) -> TiVec<LanguageId, Option<Side<'t>>> {
    let kind = texts.kind(page);
    let sides = page.documents.iter_enumerated().map(|(language, document)| {
        let document = document.as_deref().filter(|document| !document.is_broken)?;
        let tree = document.written_tree();
        let blocks = block_texts_of(document, &kind, &tree);
        Some(Side { language: &texts.config.languages[language], document, tree, blocks })
    });
    sides.collect()
}
