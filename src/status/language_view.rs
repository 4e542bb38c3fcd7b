//! One translation, block by block, beside its source.

use super::block_words::words_of_block;
use super::page_texts::PageTexts;
use crate::config::Config;
use crate::diagnostics::SourceText;
use crate::language::LanguageId;
use crate::translate::{BlockState, Record, TextBlock, WordChange, compare, word_difference};

/// A page in one language.
pub struct LanguageView {
    /// The language.
    pub language: LanguageId,
    /// The language of the source.
    pub source: LanguageId,
    /// The path of the document, relative to the site's root; `None` if there is none.
    pub file: Option<String>,
    /// The path of the document of the source.
    pub source_file: String,
    /// The blocks of the source.
    pub blocks: Vec<BlockView>,
    /// The blocks of the translation that belong to none of the source.
    pub orphaned: Vec<BlockPlace>,
}

/// A block of the source.
pub struct BlockView {
    /// The name of its state.
    pub state: &'static str,
    /// The name of what it is.
    pub kind: &'static str,
    /// Its key in the front matter.
    pub key: Option<String>,
    /// Where it stands and what it says.
    pub place: BlockPlace,
    /// How many words of it are to be translated.
    pub words: u32,
    /// What has changed in it since it was translated, if it is stale and what it said is known.
    pub difference: Option<Vec<(WordChange, String)>>,
    /// The blocks that it is translated by.
    pub translations: Vec<BlockPlace>,
}

/// Where a block stands, and what it says.
pub struct BlockPlace {
    /// The line of its file, counted from one.
    pub line: u32,
    /// The column, in characters, counted from one.
    pub column: u32,
    /// What it says: Markdown in one line.
    pub text: String,
    /// Its hash, by which it can be named.
    pub hash: String,
}

/// The translation of a page into a language, with all its blocks. `None` for what is no translation.
pub fn language_view(texts: &PageTexts<'_>, language: LanguageId, config: &Config) -> Option<LanguageView> {
    let source = texts.documents.source_of(language, config)?;
    let documents = texts.documents.documents;
    let (of_source, document) = (texts.blocks(source)?, documents[source].as_ref()?);
    let own = documents[language].as_ref();
    let of_own = texts.blocks(language).unwrap_or_default();
    let record = texts.documents.record;
    let comparison = compare(of_source, of_own, record, &config.languages[language].tag);
    // Each is opened once: lines are counted once for all blocks.
    let (source_text, own_text) = (document.source.open(), own.map(|own| own.source.open()));
    let own_place = |number: &usize| own_text.as_ref().map(|own| place(own, &of_own[*number]));
    let views = of_source.iter().zip(&comparison.blocks).map(|(block, (state, targets))| BlockView {
        state: state_name(state),
        kind: block.kind.name(),
        key: block.kind.key().map(ToOwned::to_owned),
        place: place(&source_text, block),
        words: words_of_block(record, block, state),
        difference: difference(record, block, state),
        translations: targets.iter().filter_map(own_place).collect(),
    });
    Some(LanguageView {
        language,
        source,
        file: own.map(|own| own.source.path.to_string()),
        source_file: document.source.path.to_string(),
        blocks: views.collect(),
        orphaned: comparison.orphaned.iter().filter_map(own_place).collect(),
    })
}

fn place(source: &SourceText, block: &TextBlock) -> BlockPlace {
    let place = source.location(block.range.clone());
    let (line, column) = (place.line(), place.column());
    BlockPlace { line, column, text: block.text.clone(), hash: block.hash.to_string() }
}

/// The name of a state for machines and in messages.
pub(super) fn state_name(state: &BlockState) -> &'static str {
    match state {
        BlockState::Current => "current",
        BlockState::Machine => "machine",
        BlockState::Stale { .. } => "stale",
        BlockState::Unaccepted => "unaccepted",
        BlockState::Missing => "missing",
    }
}

/// What has changed in a block since it was translated.
pub(super) fn difference(
    record: &Record,
    block: &TextBlock,
    state: &BlockState,
) -> Option<Vec<(WordChange, String)>> {
    let BlockState::Stale { previous } = state else { return None };
    Some(word_difference(record.sources.get(previous)?, &block.text))
}
