//! The status of one page in one language, and of all of them.

use rayon::prelude::*;

use super::page_texts::PageTexts;
use super::text_state::{BlockCounts, TextClass};
use crate::language::LanguageId;
use crate::project::SiteTexts;
use crate::site::PageSource;

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

fn of_page(texts: &SiteTexts, page: &PageSource) -> Vec<TextStatus> {
    let languages = texts.config.languages.keys();
    let is_draft = |language: LanguageId| {
        page.facts.draft || page.documents[language].as_ref().is_some_and(|document| document.draft)
    };
    let source_of = |language: LanguageId| texts.source_language(page, language);
    // Without any document there is no page.
    let kind = texts.kind(page);
    let blocks = PageTexts::of(texts.page_documents(page, &kind));
    let is_to_come = |language: &LanguageId| !is_draft(source_of(*language).unwrap_or(*language));
    languages.filter(is_to_come).map(|language| of_text(texts, page, &blocks, language)).collect()
}

fn of_text(texts: &SiteTexts, page: &PageSource, blocks: &PageTexts<'_>, language: LanguageId) -> TextStatus {
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
    if let Some(state) = source.and_then(|source| blocks.state(source, language, &texts.config)) {
        status.class = state.class;
        status.blocks = state.blocks;
        status.words = state.words;
    }
    status
}

/// The section of the top level that a page stands in.
fn section_of(page: &PageSource) -> String {
    match page.path.trim_start_matches('/').split_once('/') {
        Some((first, rest)) if page.is_section || !rest.is_empty() => format!("/{first}/"),
        _ => "/".to_owned(),
    }
}
