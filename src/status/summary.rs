//! The status of many texts in a few numbers, and the order in which to work on them.

use std::collections::BTreeMap;

use super::filter::Filter;
use super::message_status::MessageStatus;
use super::text_state::TextClass;
use super::text_status::{SiteStatus, TextStatus};
use crate::config::Config;
use crate::language::LanguageId;

/// How far a language is, as a whole or in one section.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Summary {
    /// How many pages there are.
    pub pages: u32,
    /// How many are the source, or the translation of what the source says now.
    pub complete: u32,
    /// How many are stale.
    pub stale: u32,
    /// How many have blocks that are not translated.
    pub missing: u32,
    /// How many nobody has read since a machine has translated them.
    pub machine: u32,
    /// How many are shown in another language.
    pub borrowed: u32,
    /// How many nobody has recorded the source of.
    pub unrecorded: u32,
    /// How many words are to be translated.
    pub words: u64,
}

impl Summary {
    fn add(&mut self, text: &TextStatus) {
        self.pages += 1;
        self.words += u64::from(text.words);
        *match text.class {
            TextClass::Source | TextClass::Complete => &mut self.complete,
            TextClass::Stale => &mut self.stale,
            TextClass::Missing => &mut self.missing,
            TextClass::Machine => &mut self.machine,
            TextClass::Borrowed => &mut self.borrowed,
            TextClass::Unrecorded => &mut self.unrecorded,
        } += 1;
    }

    /// The same of messages, of which each text counts as a page does.
    pub fn of_messages(status: &MessageStatus) -> Self {
        let blocks = &status.blocks;
        let (unrecorded, stale) = match status.is_recorded {
            true => (0, blocks.stale + blocks.unaccepted),
            false => (blocks.unaccepted, blocks.stale),
        };
        Self {
            pages: status.texts,
            complete: blocks.current,
            stale,
            missing: blocks.missing,
            machine: blocks.machine,
            borrowed: 0,
            unrecorded,
            words: u64::from(status.words),
        }
    }

    /// How many of 100 pages are complete, rounded down: 100 only if all are.
    pub fn percent(&self) -> u32 {
        (100 * self.complete).checked_div(self.pages).unwrap_or(100)
    }
}

/// The summary of each language that is asked about, and of its sections, in their order.
pub fn summaries(
    status: &SiteStatus,
    filter: &Filter,
) -> BTreeMap<LanguageId, (Summary, BTreeMap<String, Summary>)> {
    let mut languages: BTreeMap<LanguageId, (Summary, BTreeMap<String, Summary>)> = BTreeMap::new();
    for text in status.texts.iter().filter(|text| filter.has(text)) {
        let (whole, sections) = languages.entry(text.language).or_default();
        whole.add(text);
        sections.entry(text.section.clone()).or_default().add(text);
    }
    languages
}

/// The pages that are held back, of those that are asked about, with the names of the languages that they wait for.
pub fn held_back(status: &SiteStatus, filter: &Filter, config: &Config) -> Vec<(String, String)> {
    let is_asked = |languages: &[LanguageId]| {
        filter.languages.is_empty() || languages.iter().any(|language| filter.languages.contains(language))
    };
    let asked =
        status.waiting.iter().filter(|(path, languages)| filter.has_page(path) && is_asked(languages));
    let names = |languages: &[LanguageId]| -> Vec<&str> {
        languages.iter().map(|language| config.languages[*language].name.as_str()).collect()
    };
    asked.map(|(path, languages)| (path.clone(), names(languages).join(", "))).collect()
}

/// The texts that are asked about and that there is something to do on, what is read most first: by the depth of the page,
/// then by its weight. Of one page, what is stale comes before what was never there: a reader believes it.
pub fn work<'s>(status: &'s SiteStatus, filter: &Filter) -> Vec<&'s TextStatus> {
    let is_work = |text: &&TextStatus| {
        let is_done = matches!(text.class, TextClass::Source | TextClass::Complete | TextClass::Unrecorded);
        !is_done && filter.has(text)
    };
    let mut work: Vec<&TextStatus> = status.texts.iter().filter(is_work).collect();
    let depth = |text: &TextStatus| text.path.matches('/').count();
    let urgency = |class: TextClass| match class {
        TextClass::Stale => 0,
        TextClass::Missing => 1,
        TextClass::Machine => 2,
        _ => 3,
    };
    work.sort_by(|a, b| {
        (depth(a), a.weight, &a.path, urgency(a.class), a.language).cmp(&(
            depth(b),
            b.weight,
            &b.path,
            urgency(b.class),
            b.language,
        ))
    });
    work
}
