//! What of a site is translated into a language, unit by unit.

use std::sync::Arc;

use crate::content::Document;
use crate::language::LanguageId;
use crate::project::SiteTexts;
use crate::site::PageSource;
use crate::translate::{
    BlockText, Comparison, Record, TextBlock, TextUnit, block_texts, message_texts, text_units,
};

/// What the ids of messages begin with.
pub(super) const MESSAGES: &str = "locales";

/// Texts that are translated together: those of a page, or all messages.
pub(super) struct Work<'t> {
    /// What the ids of its units begin with, before a `#`.
    pub prefix: String,
    /// What it is.
    pub of: WorkOf<'t>,
    /// The language of the source.
    pub source_language: LanguageId,
    /// The blocks of the source.
    pub source: Vec<BlockText>,
    /// The blocks of the translation; none if there is none.
    pub target: Vec<BlockText>,
    /// The units.
    pub units: Vec<TextUnit>,
    /// How they are.
    pub comparison: Comparison,
}

/// What texts are translated together.
#[derive(Clone, Copy)]
pub(super) enum WorkOf<'t> {
    /// The documents of a page: that of the source, and that of the translation if there is one.
    Documents(&'t PageSource, &'t Arc<Document>, Option<&'t Arc<Document>>),
    /// The messages of the site.
    Messages,
}

impl Work<'_> {
    /// The blocks of source and translation.
    pub fn blocks(&self) -> (Vec<TextBlock>, Vec<TextBlock>) {
        let blocks = |texts: &[BlockText]| texts.iter().map(|text| text.block.clone()).collect();
        (blocks(&self.source), blocks(&self.target))
    }

    /// The file of the source; empty for messages, which are in several.
    pub fn source_file(&self) -> String {
        match self.of {
            WorkOf::Documents(_, source, _) => source.source.path.to_string(),
            WorkOf::Messages => String::new(),
        }
    }

    /// The id of a unit in files for translators.
    pub fn id(&self, unit: &TextUnit) -> String {
        format!("{}#{}", self.prefix, unit.key)
    }
}

/// Pages in the order in which translators see them: what is read most first, by the depth of the page and its weight.
pub(super) fn in_order_of_export<'p>(pages: impl Iterator<Item = &'p PageSource>) -> Vec<&'p PageSource> {
    let mut pages: Vec<&PageSource> = pages.collect();
    pages.sort_by_key(|page| (page.path.matches('/').count(), page.facts.weight.unwrap_or(0), &page.path));
    pages
}

/// What is translated of a page into a language. Returns `None` for the language that it is written in, and for a page that
/// says nothing.
pub(super) fn page_work<'t>(
    texts: &'t SiteTexts,
    page: &'t PageSource,
    language: LanguageId,
) -> Option<Work<'t>> {
    let source_language = texts.source_language(page, language)?;
    let kind = texts.kind(page);
    let (source, target) = (page.documents[source_language].as_ref()?, page.documents[language].as_ref());
    if source.is_broken || target.is_some_and(|target| target.is_broken) {
        return None;
    }
    let of = WorkOf::Documents(page, source, target);
    let blocks =
        (block_texts(source, &kind), target.map(|target| block_texts(target, &kind)).unwrap_or_default());
    Some(work(texts, page.path.clone(), of, (source_language, language), blocks, &page.record))
}

/// What is translated of the messages of a site into a language.
pub(super) fn message_work(texts: &SiteTexts, language: LanguageId) -> Option<Work<'_>> {
    let source_language = texts.config.default_language;
    let forms = texts.message_forms(language);
    let of = |language: LanguageId| message_texts(&texts.messages[language], &forms);
    let blocks = (of(source_language), of(language));
    let languages = (source_language, language);
    (source_language != language && !blocks.0.is_empty())
        .then(|| work(texts, MESSAGES.to_owned(), WorkOf::Messages, languages, blocks, &texts.message_record))
}

fn work<'t>(
    texts: &SiteTexts,
    prefix: String,
    of: WorkOf<'t>,
    (source_language, language): (LanguageId, LanguageId),
    (source, target): (Vec<BlockText>, Vec<BlockText>),
    record: &Record,
) -> Work<'t> {
    let tag = &texts.config.languages[language].tag;
    let (units, comparison) = text_units(&source, &target, record, tag);
    Work { prefix, of, source_language, source, target, units, comparison }
}
