//! The status of one page in one language, and of all of them.

use rayon::prelude::*;

use super::block_words::words_of_block;
use crate::content::Document;
use crate::language::LanguageId;
use crate::project::SiteTexts;
use crate::site::PageSource;
use crate::translate::{BlockState, Comparison, TextBlock, compare, text_blocks};

/// How far a page is in a language, as a whole: of several that apply, the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TextClass {
    /// It is not written in the language; readers get it in another one.
    Borrowed,
    /// Blocks of the source have no translation.
    Missing,
    /// Blocks of the source have changed since they were translated, or nobody has accepted their translations, or there are
    /// blocks whose source is gone.
    Stale,
    /// Nobody has read what a machine has translated.
    Machine,
    /// Nobody has recorded what it was translated from.
    Unrecorded,
    /// All of it is the translation of what the source says.
    Complete,
    /// It is the source itself.
    Source,
}

impl TextClass {
    /// All classes.
    pub const ALL: [Self; 7] = [
        Self::Source,
        Self::Complete,
        Self::Machine,
        Self::Stale,
        Self::Missing,
        Self::Unrecorded,
        Self::Borrowed,
    ];

    /// Its name for machines and in messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Complete => "complete",
            Self::Machine => "machine",
            Self::Stale => "stale",
            Self::Missing => "missing",
            Self::Unrecorded => "unrecorded",
            Self::Borrowed => "borrowed",
        }
    }
}

/// How many blocks of a text are in which state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct BlockCounts {
    /// Translated from what the source says.
    pub current: u32,
    /// The same by a machine, and read by nobody.
    pub machine: u32,
    /// Translated from what the source said before.
    pub stale: u32,
    /// Translated, and accepted by nobody.
    pub unaccepted: u32,
    /// Not translated.
    pub missing: u32,
    /// In the translation alone.
    pub orphaned: u32,
}

impl BlockCounts {
    /// Those of a translation beside its source.
    pub fn of(comparison: &Comparison) -> Self {
        let mut counts = Self { orphaned: comparison.orphaned.len() as u32, ..Self::default() };
        for (state, _) in &comparison.blocks {
            *match state {
                BlockState::Current => &mut counts.current,
                BlockState::Machine => &mut counts.machine,
                BlockState::Stale { .. } => &mut counts.stale,
                BlockState::Unaccepted => &mut counts.unaccepted,
                BlockState::Missing => &mut counts.missing,
            } += 1;
        }
        counts
    }
}

/// The status of a page in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextStatus {
    /// The content path of the page.
    pub path: String,
    /// The content path of the section of the top level that it stands in; `/` for the home page and pages beside it.
    pub section: String,
    /// The language.
    pub language: LanguageId,
    /// The language that it was, or is to be, translated from; `None` for the source itself.
    pub source: Option<LanguageId>,
    /// The path of the document, relative to the site's root; `None` if there is none.
    pub file: Option<String>,
    /// The path of the document of the source.
    pub source_file: Option<String>,
    /// How far it is as a whole.
    pub class: TextClass,
    /// How far its blocks are.
    pub blocks: BlockCounts,
    /// How many words of the source are to be translated: those of missing blocks, and those that have changed.
    pub words: u32,
    /// Whether somebody is at work on it.
    pub is_in_work: bool,
    /// The weight of the page: lighter ones come first in lists.
    pub weight: i64,
}

/// The status of a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteStatus {
    /// Every page in every language, in the order of the content paths and the languages.
    pub texts: Vec<TextStatus>,
    /// The pages that are held back, by their content paths, with the languages that they wait for.
    pub waiting: Vec<(String, Vec<LanguageId>)>,
}

impl SiteStatus {
    /// Whether anything is recorded of any translation.
    pub fn is_recorded(&self) -> bool {
        let is_recorded = |text: &TextStatus| {
            !matches!(text.class, TextClass::Source | TextClass::Borrowed | TextClass::Unrecorded)
        };
        self.texts.iter().any(is_recorded)
    }
}

/// Works out the status of a site. Pages whose source is a draft are left out: it is not yet to be translated.
pub fn status(texts: &SiteTexts) -> SiteStatus {
    let of_pages = texts.pages.par_iter().map(|page| of_page(texts, page));
    let waiting = texts.pages.iter().map(|page| (page.path.clone(), texts.waits_for(page)));
    SiteStatus {
        texts: of_pages.flatten_iter().collect(),
        waiting: waiting.filter(|(_, languages)| !languages.is_empty()).collect(),
    }
}

/// What is to be translated of a page in each language, and how far it is.
pub(super) struct PageTexts {
    /// The blocks of each document, by the number of its language.
    blocks: Vec<Option<Vec<TextBlock>>>,
}

impl PageTexts {
    pub fn of(texts: &SiteTexts, page: &PageSource) -> Self {
        let kind = texts.kind(page);
        let blocks = |document: &Document| text_blocks(document, &kind);
        Self { blocks: page.documents.iter().map(|it| it.as_deref().map(blocks)).collect() }
    }

    pub fn blocks(&self, language: LanguageId) -> Option<&[TextBlock]> {
        self.blocks[usize::from(language)].as_deref()
    }
}

fn of_page(texts: &SiteTexts, page: &PageSource) -> Vec<TextStatus> {
    let languages = texts.config.languages.keys();
    let is_draft = |language: LanguageId| {
        page.facts.draft || page.documents[language].as_ref().is_some_and(|document| document.draft)
    };
    let source_of = |language: LanguageId| texts.source_language(page, language);
    // Without any document there is no page.
    let blocks = PageTexts::of(texts, page);
    let is_to_come = |language: &LanguageId| !is_draft(source_of(*language).unwrap_or(*language));
    languages.filter(is_to_come).map(|language| of_text(texts, page, &blocks, language)).collect()
}

fn of_text(texts: &SiteTexts, page: &PageSource, blocks: &PageTexts, language: LanguageId) -> TextStatus {
    let source = texts.source_language(page, language);
    let file = |language: LanguageId| page.documents[language].as_ref().map(|it| it.source.path.to_string());
    let mut status = TextStatus {
        path: page.path.clone(),
        section: section_of(page),
        language,
        source,
        file: file(language),
        source_file: source.and_then(file),
        class: TextClass::Source,
        blocks: BlockCounts::default(),
        words: 0,
        is_in_work: page.record.in_work.contains(&texts.config.languages[language].tag),
        weight: page.facts.weight.unwrap_or(0),
    };
    let Some(of_source) = source.and_then(|source| blocks.blocks(source)) else { return status };
    let Some(own) = blocks.blocks(language) else {
        status.class = TextClass::Borrowed;
        status.blocks.missing = of_source.len() as u32;
        status.words = of_source.iter().map(|block| block.words).sum();
        return status;
    };
    let comparison = compare(of_source, own, &page.record, &texts.config.languages[language].tag);
    status.blocks = BlockCounts::of(&comparison);
    status.class = class(&comparison, status.blocks);
    if status.class != TextClass::Unrecorded {
        let states = of_source.iter().zip(&comparison.blocks);
        status.words = states.map(|(block, (state, _))| words_of_block(&page.record, block, state)).sum();
    }
    status
}

fn class(comparison: &Comparison, counts: BlockCounts) -> TextClass {
    match counts {
        _ if !comparison.is_recorded => TextClass::Unrecorded,
        BlockCounts { missing: 1.., .. } => TextClass::Missing,
        BlockCounts { stale, unaccepted, orphaned, .. } if stale + unaccepted + orphaned > 0 => {
            TextClass::Stale
        }
        BlockCounts { machine: 1.., .. } => TextClass::Machine,
        _ => TextClass::Complete,
    }
}

/// The section of the top level that a page stands in.
fn section_of(page: &PageSource) -> String {
    match page.path.trim_start_matches('/').split_once('/') {
        Some((first, rest)) if page.is_section || !rest.is_empty() => format!("/{first}/"),
        _ => "/".to_owned(),
    }
}
