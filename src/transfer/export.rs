//! What is to be translated into a language, for translators' programs.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::notes::notes;
use super::work::{Work, WorkOf, in_order_of_export, message_work, page_work};
use crate::diagnostics::{Messages, SourceText};
use crate::language::LanguageId;
use crate::project::SiteTexts;
use crate::site::PageSource;
use crate::translate::TextUnit;
use crate::translate::exchange::{Exchange, Unit, UnitState, fingerprint};

/// What is exported.
pub struct ExportScope<'s> {
    /// The language to translate into.
    pub language: LanguageId,
    /// The language to translate from.
    pub from: LanguageId,
    /// The pages.
    pub pages: Vec<&'s PageSource>,
    /// Whether the messages of the site are exported, too.
    pub has_messages: bool,
    /// Whether what is translated already is exported, too.
    pub is_all: bool,
}

/// What was exported.
#[derive(Debug, Default)]
pub struct Exported {
    /// The texts.
    pub exchange: Exchange,
    /// How many words of sources there are to translate or to look at.
    pub words: u64,
    /// How many translations nobody has recorded the source of: whether there is something to do on them is not known.
    pub unrecorded: usize,
    /// How many pages are translated from each other language.
    pub other_sources: BTreeMap<LanguageId, usize>,
}

/// Exports the texts of a scope: what is read most first, by the depth of the page and its weight.
pub fn export(texts: &SiteTexts, scope: &ExportScope<'_>, messages: &Messages) -> Exported {
    let tag = |language: LanguageId| texts.config.languages[language].tag.clone();
    let mut exported = Exported {
        exchange: Exchange {
            source_language: tag(scope.from),
            target_language: tag(scope.language),
            units: Vec::new(),
        },
        ..Exported::default()
    };
    if scope.has_messages
        && let Some(work) = message_work(texts, scope.language)
    {
        add(texts, &work, scope, messages, &mut exported);
    }
    let pages = in_order_of_export(scope.pages.iter().copied());
    for page in pages {
        if let Some(work) = page_work(texts, page, scope.language) {
            let is_draft = match work.of {
                WorkOf::Documents(page, source, _) => page.facts.draft || source.draft,
                _ => page.facts.draft,
            };
            if !is_draft || scope.is_all {
                add(texts, &work, scope, messages, &mut exported);
            }
        }
    }
    exported
}

fn add(
    texts: &SiteTexts,
    work: &Work<'_>,
    scope: &ExportScope<'_>,
    messages: &Messages,
    exported: &mut Exported,
) {
    if work.source_language != scope.from {
        *exported.other_sources.entry(work.source_language).or_default() += 1;
        return;
    }
    // Of a translation that nobody has recorded, only what is not there is known to be missing.
    let is_unrecorded = !work.target.is_empty() && !work.comparison.is_recorded;
    exported.unrecorded += usize::from(is_unrecorded && !scope.is_all);
    let is_to_do = |unit: &TextUnit| match unit.state {
        UnitState::Translated => false,
        UnitState::Missing => true,
        UnitState::Stale | UnitState::Machine => !is_unrecorded,
    };
    let message_files = message_files(texts, work);
    let notes = notes(work, &texts.config, texts.glossary.as_deref(), scope.language, messages);
    for (unit, notes) in work.units.iter().zip(notes) {
        if !scope.is_all && !is_to_do(unit) || unit.source.is_empty() {
            continue;
        }
        if unit.state != UnitState::Translated {
            exported.words += u64::from(unit.words);
        }
        let place = source_of(work, unit, &message_files);
        exported.exchange.units.push(Unit {
            id: work.id(unit),
            file: place.as_ref().map(|(source, _)| source.path.to_string()).unwrap_or_default(),
            line: place.map(|(_, line)| line as usize),
            source: unit.source.clone(),
            previous: unit.previous.clone(),
            target: unit.target.clone(),
            state: if unit.target.is_empty() { UnitState::Missing } else { unit.state },
            base: Some(fingerprint(&unit.target)),
            notes,
        });
    }
}

/// The file of the source of each message, by its id.
fn message_files<'t>(texts: &'t SiteTexts, work: &Work<'t>) -> FxHashMap<&'t str, &'t SourceText> {
    let files = match work.of {
        WorkOf::Messages => texts.messages[work.source_language].as_slice(),
        _ => &[],
    };
    let of_file = |file: &'t SourceText| {
        let ids = file.text.lines().filter_map(|line| line.split_once('=')).map(|(id, _)| id);
        ids.filter(|id| !id.starts_with([' ', '#'])).map(move |id| (id.trim(), file))
    };
    files.iter().flat_map(of_file).collect()
}

/// The file of the source of a unit, and the line in it.
fn source_of(
    work: &Work<'_>,
    unit: &TextUnit,
    message_files: &FxHashMap<&str, &SourceText>,
) -> Option<(SourceText, u32)> {
    let block = &work.source[unit.sources[0]].block;
    let source = match work.of {
        WorkOf::Documents(_, source, _) => source.source.open(),
        WorkOf::Messages => (*message_files.get(unit.key.split(['.', '[']).next()?)?).clone(),
    };
    let line = source.location(block.range.clone()).line();
    Some((source, line))
}
