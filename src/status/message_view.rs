//! The messages of a site one by one, as a page is shown block by block.

use super::block_words::words_of_block;
use super::filter::Filter;
use super::language_view::{BlockPlace, BlockView, LanguageView, difference, state_name};
use super::message_status::{MESSAGES, compared};
use super::page_view::PageView;
use crate::diagnostics::SourceText;
use crate::language::LanguageId;
use crate::project::SiteTexts;
use crate::translate::TextBlock;

/// All messages, in the languages that a filter has.
pub fn message_view(texts: &SiteTexts, filter: &Filter) -> PageView {
    let is_meant = |language: &LanguageId| filter.languages.is_empty() || filter.languages.contains(language);
    let languages = texts.config.languages.keys().filter(is_meant);
    PageView {
        path: MESSAGES.to_owned(),
        languages: languages.filter_map(|language| language_view(texts, language)).collect(),
    }
}

fn language_view(texts: &SiteTexts, language: LanguageId) -> Option<LanguageView> {
    let (of_source, of_own, comparison) = compared(texts, language)?;
    let source = texts.config.default_language;
    let folder = |language: LanguageId| format!("{MESSAGES}/{}", texts.config.languages[language].tag);
    let places = (Lines::of(&texts.messages[source]), Lines::of(&texts.messages[language]));
    let own_place = |number: &usize| place(&of_own[*number], &places.1);
    let views = of_source.iter().zip(&comparison.blocks).map(|(block, (state, targets))| BlockView {
        state: state_name(state),
        kind: block.kind.name(),
        key: block.kind.key().map(ToOwned::to_owned),
        place: place(block, &places.0),
        words: words_of_block(&texts.message_record, block, state),
        difference: difference(&texts.message_record, block, state),
        translations: targets.iter().map(own_place).collect(),
    });
    Some(LanguageView {
        language,
        source,
        file: (!texts.messages[language].is_empty()).then(|| folder(language)),
        source_file: folder(source),
        blocks: views.collect(),
        orphaned: comparison.orphaned.iter().map(own_place).collect(),
    })
}

/// The line on which each message stands.
struct Lines<'t>(rustc_hash::FxHashMap<&'t str, u32>);

impl<'t> Lines<'t> {
    fn of(files: &'t [SourceText]) -> Self {
        let lines = files.iter().flat_map(|file| file.text.lines().zip(1u32..));
        let ids = lines.filter_map(|(line, number)| {
            let (id, _) = line.split_once('=').filter(|(id, _)| !id.starts_with([' ', '#']))?;
            Some((id.trim(), number))
        });
        Self(ids.collect())
    }
}

fn place(block: &TextBlock, lines: &Lines<'_>) -> BlockPlace {
    let key = block.kind.key().unwrap_or_default();
    let id = key.split(['.', '[']).next().unwrap_or_default();
    BlockPlace {
        line: lines.0.get(id).copied().unwrap_or(1),
        column: 1,
        text: block.text.clone(),
        hash: block.hash.to_string(),
    }
}
