//! One page, block by block: what to translate, what has changed in the source, and what stands in the translation.

use super::block_words::words_of_block;
use super::filter::Filter;
use super::text_status::PageTexts;
use crate::config::Config;
use crate::diagnostics::{Messages, SourceText};
use crate::language::LanguageId;
use crate::project::SiteTexts;
use crate::site::PageSource;
use crate::translate::{BlockState, Record, TextBlock, WordChange, compare, word_difference};

/// A page in the languages that are asked about.
pub struct PageView {
    /// Its content path.
    pub path: String,
    /// Its translations.
    pub languages: Vec<LanguageView>,
}

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
    /// What it says: Markdown in one line.
    pub text: String,
    /// Its hash, by which it can be named.
    pub hash: String,
}

/// A page with all its blocks, in the languages that a filter has.
pub fn page_view(texts: &SiteTexts, page: &PageSource, filter: &Filter) -> PageView {
    let blocks = PageTexts::of(texts, page);
    let languages = texts.config.languages.keys();
    let is_meant = |language: &LanguageId| filter.languages.is_empty() || filter.languages.contains(language);
    let languages =
        languages.filter(is_meant).filter_map(|language| language_view(texts, page, &blocks, language));
    PageView { path: page.path.clone(), languages: languages.collect() }
}

fn language_view(
    texts: &SiteTexts,
    page: &PageSource,
    blocks: &PageTexts,
    language: LanguageId,
) -> Option<LanguageView> {
    let source = texts.source_language(page, language)?;
    let (of_source, document) = (blocks.blocks(source)?, page.documents[source].as_ref()?);
    let own = page.documents[language].as_ref();
    let of_own = blocks.blocks(language).unwrap_or_default();
    let comparison = compare(of_source, of_own, &page.record, &texts.config.languages[language].tag);
    let own_place = |number: &usize| own.map(|own| place(&own.source.open(), &of_own[*number]));
    let views = of_source.iter().zip(&comparison.blocks).map(|(block, (state, targets))| BlockView {
        state: state_name(state),
        kind: block.kind.name(),
        key: block.kind.key().map(ToOwned::to_owned),
        place: place(&document.source.open(), block),
        words: words_of_block(&page.record, block, state),
        difference: difference(&page.record, block, state),
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
    let line = source.location(block.range.clone()).line();
    BlockPlace { line, text: block.text.clone(), hash: block.hash.to_string() }
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

/// The blocks of a page that there is something to do on. Of a stale one the words of the source that are gone stand between
/// `[-` and `-]`, and those that are new between `{+` and `+}`.
pub fn page_to_terminal(view: &PageView, config: &Config, messages: &Messages) -> String {
    let mut text = String::new();
    for of_language in &view.languages {
        let about = [
            ("language", config.languages[of_language.language].name.as_str().into()),
            ("source", config.languages[of_language.source].name.as_str().into()),
        ];
        text.push_str(&format!("{}\n", messages.text("status-page", &about)));
        let Some(file) = &of_language.file else {
            text.push_str(&format!("  {}\n\n", messages.text("status-borrowed", &[])));
            continue;
        };
        let to_do = of_language.blocks.iter().filter(|block| block.state != "current");
        let mut is_done = true;
        for block in to_do {
            is_done = false;
            let state = messages.text(&format!("status-block-{}", block.state), &[]);
            let name = block.key.as_deref().unwrap_or(&block.place.hash);
            text.push_str(&format!("  {}:{}: {state} ({name})\n", of_language.source_file, block.place.line));
            text.push_str(&format!("    {}\n", shown(block)));
            for own in &block.translations {
                text.push_str(&format!("    {file}:{}: {}\n", own.line, own.text));
            }
        }
        for own in &of_language.orphaned {
            is_done = false;
            let state = messages.text("status-block-orphaned", &[]);
            text.push_str(&format!("  {file}:{}: {state} ({})\n    {}\n", own.line, own.hash, own.text));
        }
        if is_done {
            text.push_str(&format!("  {}\n", messages.text("status-page-done", &[])));
        }
        text.push('\n');
    }
    text
}

fn shown(block: &BlockView) -> String {
    let Some(difference) = &block.difference else { return block.place.text.clone() };
    let parts = difference.iter().map(|(change, text)| match change {
        WordChange::Same => text.clone(),
        WordChange::Removed => format!("[-{text}-]"),
        WordChange::Added => format!("{{+{text}+}}"),
    });
    parts.collect()
}
