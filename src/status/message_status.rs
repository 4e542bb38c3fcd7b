//! How far the messages of a site are in each language.

use super::block_words::words_of_block;
use super::filter::Filter;
use super::text_state::BlockCounts;
use crate::language::LanguageId;
use crate::project::SiteTexts;
use crate::translate::{BlockState, Comparison, TextBlock, compare, message_blocks};

/// What messages are named by where pages are named by their paths.
pub const MESSAGES: &str = "locales";

/// The messages of the site in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageStatus {
    /// The language.
    pub language: LanguageId,
    /// How many texts the source has: values, attributes, forms.
    pub texts: u32,
    /// How far they are.
    pub blocks: BlockCounts,
    /// How many words of the source are to be translated.
    pub words: u32,
    /// Whether anything is recorded of the translation.
    pub is_recorded: bool,
    /// Whether somebody is at work on it.
    pub is_in_work: bool,
}

/// The messages of all languages but the one that they are written in first. None if the site has no messages of its own.
pub fn message_status(texts: &SiteTexts) -> Vec<MessageStatus> {
    let languages = texts.config.languages.keys();
    languages.filter_map(|language| of_language(texts, language)).collect()
}

/// The messages in the languages that are asked about: all or none, unless pages or sections are.
pub fn messages_asked_for<'m>(
    all: &'m [MessageStatus],
    filter: &'m Filter,
) -> impl Iterator<Item = &'m MessageStatus> {
    let is_asked =
        |it: &&MessageStatus| filter.languages.is_empty() || filter.languages.contains(&it.language);
    let has_all = filter.sections.is_empty() && filter.pages.is_none();
    all.iter().filter(move |it| has_all && is_asked(it))
}

/// The blocks of source and translation, and how they belong together.
pub(super) fn compared(
    texts: &SiteTexts,
    language: LanguageId,
) -> Option<(Vec<TextBlock>, Vec<TextBlock>, Comparison)> {
    let source_language = texts.config.default_language;
    let forms = texts.message_forms(language);
    let blocks = |language: LanguageId| message_blocks(&texts.messages[language], &forms);
    let (source, target) = (blocks(source_language), blocks(language));
    let tag = &texts.config.languages[language].tag;
    let comparison = compare(&source, &target, &texts.message_record, tag);
    (language != source_language && !source.is_empty()).then_some((source, target, comparison))
}

fn of_language(texts: &SiteTexts, language: LanguageId) -> Option<MessageStatus> {
    let (source, _, comparison) = compared(texts, language)?;
    let states = source.iter().zip(&comparison.blocks);
    let words = states.map(|(block, (state, _))| match state {
        // Of what nobody has recorded it is not known whether there is anything to do.
        BlockState::Unaccepted if !comparison.is_recorded => 0,
        state => words_of_block(&texts.message_record, block, state),
    });
    Some(MessageStatus {
        language,
        texts: source.len() as u32,
        words: words.sum(),
        blocks: BlockCounts::of(&comparison),
        is_recorded: comparison.is_recorded,
        is_in_work: comparison.is_in_work,
    })
}
