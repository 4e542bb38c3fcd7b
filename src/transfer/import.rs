//! What a file from a translator changes in the sources of a site.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::changes::{Machines, SourceChange, WorkChanges};
use super::decision::{Decision, decide};
use super::identification::{has_own_id, with_ids};
use super::import_messages::import_messages;
use super::import_page::import_page;
use super::work::{MESSAGES, Work, WorkOf, message_work, page_work};
use crate::config::Config;
use crate::diagnostics::{Code, Diagnostic, SourceText};
use crate::language::LanguageId;
use crate::project::SiteTexts;
use crate::translate::exchange::{Exchange, Format, InlineText, Unit, fingerprint};
use crate::translate::{MESSAGE_RECORD, PlaceholderMistake, Record, Refusal};

/// How a file is imported.
#[derive(Debug, Clone, Copy)]
pub struct ImportOptions {
    /// The language of its translations.
    pub language: LanguageId,
    /// Whether all of it was made by a machine.
    pub is_machine: bool,
}

/// What an import changes.
#[derive(Debug, Default)]
pub struct Imported {
    /// What changes together: the files of a page or of the messages, and then their record.
    pub changes: Vec<WrittenTogether>,
    /// How many translations nobody has finished.
    pub unfinished: usize,
    /// What was not taken over, and why, at its place in the translator's file.
    pub diagnostics: Vec<Diagnostic>,
}

/// Files that change together.
#[derive(Debug, Default)]
pub struct WrittenTogether {
    /// The files with texts.
    pub sources: Vec<SourceChange>,
    /// The record, if it changes: its path, and what it is to hold.
    pub record: Option<(String, Record)>,
    /// How many blocks are written.
    pub written: usize,
    /// How many blocks are accepted as they stand.
    pub accepted: usize,
    /// Whether the document is new and not complete, so that it is a draft.
    pub is_draft: bool,
}

/// The language of the site that the translations of a file are in. Programs write tags in their own ways: `zh_CN` for `zh`.
pub fn target_language(exchange: &Exchange, config: &Config) -> Option<LanguageId> {
    let tag = exchange.target_language.replace('_', "-");
    let is_tag = |language: &crate::language::Language| {
        language.tag.eq_ignore_ascii_case(&tag) || language.hreflang.eq_ignore_ascii_case(&tag)
    };
    if let Some(language) = config.languages.position(is_tag) {
        return Some(language);
    }
    let first = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
    let mut alike = config.languages.iter_enumerated().filter(|(_, it)| first(&it.tag) == first(&tag));
    match (alike.next(), alike.next()) {
        (Some((language, _)), None) => Some(language),
        _ => None,
    }
}

/// Works out what a file changes. Nothing is written.
pub fn import(texts: &SiteTexts, file: &SourceText, exchange: &Exchange, options: ImportOptions) -> Imported {
    let mut imported = Imported::default();
    let mut problems: Vec<(usize, Diagnostic)> = Vec::new();
    let given = with_ids(texts, exchange, options.language);
    // The units of the file by what they belong to.
    let mut by_work: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (number, unit) in given.units.iter().enumerate() {
        let prefix = unit.id.rsplit_once('#').map_or("", |(prefix, _)| prefix);
        by_work.entry(prefix).or_default().push(number);
    }
    for (prefix, numbers) in by_work {
        let work = work_of(texts, prefix, options.language);
        match work {
            Some(work) => {
                import_work(texts, &work, &given, &numbers, options, &mut imported, &mut problems);
            }
            None => problems.extend(
                numbers.into_iter().filter_map(|number| Some((number, unknown(&given.units[number])?))),
            ),
        }
    }
    problems.sort_by_key(|(number, _)| *number);
    imported.diagnostics = located(file, exchange, problems);
    imported
}

/// The texts that the ids of units begin with.
fn work_of<'t>(texts: &'t SiteTexts, prefix: &str, language: LanguageId) -> Option<Work<'t>> {
    let page = texts.pages.binary_search_by(|page| page.path.as_str().cmp(prefix));
    match page {
        _ if prefix == MESSAGES => message_work(texts, language),
        Ok(page) => page_work(texts, &texts.pages[page], language),
        Err(_) => None,
    }
}

fn import_work(
    texts: &SiteTexts,
    work: &Work<'_>,
    exchange: &Exchange,
    numbers: &[usize],
    options: ImportOptions,
    imported: &mut Imported,
    problems: &mut Vec<(usize, Diagnostic)>,
) {
    let by_key: FxHashMap<&str, usize> =
        work.units.iter().enumerate().map(|(number, unit)| (unit.key.as_str(), number)).collect();
    let mut new: FxHashMap<usize, InlineText> = FxHashMap::default();
    let mut accepted = Vec::new();
    let mut machines = Machines::default();
    // The place in the file of each unit of the site.
    let mut places: FxHashMap<usize, usize> = FxHashMap::default();
    let mut unfinished = 0;
    for number in numbers {
        let given = &exchange.units[*number];
        let own = given.id.rsplit_once('#').and_then(|(_, key)| by_key.get(key));
        let Some(own) = own.copied() else {
            problems.extend(unknown(given).map(|diagnostic| (*number, diagnostic)));
            continue;
        };
        places.insert(own, *number);
        let unit = &work.units[own];
        match decide(unit, given, options.is_machine) {
            Decision::Nothing => {}
            Decision::Accept { is_machine } => {
                accepted.push(own);
                machines.insert(own, is_machine);
            }
            Decision::Write { text, is_machine } => {
                new.insert(own, text);
                machines.insert(own, is_machine);
            }
            Decision::Unfinished => unfinished += 1,
            Decision::Newer => problems.push((*number, newer(given, &unit.target))),
            Decision::Broken(mistake) => problems.push((*number, broken(given, &mistake))),
        }
    }
    imported.unfinished += unfinished;
    accepted.sort_unstable();
    let mut changes = WorkChanges::default();
    if !(new.is_empty() && accepted.is_empty()) {
        changes = match work.of {
            WorkOf::Messages => import_messages(texts, work, options.language, &new, &accepted, &machines),
            _ => import_page(texts, work, options.language, new, &accepted, &machines),
        };
    }
    for (own, refusal) in &changes.refused {
        let number = places.get(own).copied().unwrap_or(0);
        problems.push((number, refused(&exchange.units[number], *refusal)));
    }
    let (old, path) = match work.of {
        WorkOf::Messages => (&texts.message_record, MESSAGE_RECORD.to_owned()),
        WorkOf::Documents(page, ..) => (&*page.record, texts.record_file(page)),
    };
    let mut record = changes.record.take().unwrap_or_else(|| old.clone());
    let tag = &texts.config.languages[options.language].tag;
    if unfinished > 0 {
        record.in_work.insert(tag.clone());
    } else if !(changes.written.is_empty() && changes.accepted.is_empty()) {
        record.in_work.remove(tag);
    }
    let sources: Vec<SourceChange> = changes.source.into_iter().chain(changes.messages).collect();
    let record = (record != *old).then_some((path, record));
    if !sources.is_empty() || record.is_some() {
        imported.changes.push(WrittenTogether {
            sources,
            record,
            written: changes.written.len(),
            accepted: changes.accepted.len(),
            is_draft: changes.is_draft,
        });
    }
}

/// A translation of a text that the site does not have, or has no more. One that nobody has touched is no loss.
fn unknown(unit: &Unit) -> Option<Diagnostic> {
    let is_touched = unit.base.as_ref().is_none_or(|base| *base != fingerprint(&unit.target));
    (!unit.target.is_empty() && is_touched).then(|| {
        Diagnostic::new(Code::TranslationUnitUnknown)
            .with("id", unit.id.as_str())
            .with("text", shortened(&unit.source.to_string()))
    })
}

fn newer(unit: &Unit, target: &InlineText) -> Diagnostic {
    Diagnostic::new(Code::TranslationNewer)
        .with("id", unit.id.as_str())
        .with("theirs", shortened(&unit.target.to_string()))
        .with("ours", shortened(&target.to_string()))
}

fn broken(unit: &Unit, mistake: &PlaceholderMistake) -> Diagnostic {
    let end = if mistake.kind == "crossed" { "/" } else { "" };
    Diagnostic::new(Code::TranslationPlaceholder)
        .with("id", unit.id.as_str())
        .with("kind", mistake.kind)
        .with("placeholder", format!("{{{end}{}}}", mistake.number))
        .with("mark", mistake.mark.as_str())
}

fn refused(unit: &Unit, refusal: Refusal) -> Diagnostic {
    Diagnostic::new(Code::TranslationNotWritten)
        .with("id", unit.id.as_str())
        .with("kind", refusal.name())
        .with("text", shortened(&unit.target.to_string()))
}

/// The most characters of a text that a message shows.
const SHOWN: usize = 80;

fn shortened(text: &str) -> String {
    let line = text.replace('\n', " ");
    match line.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

/// Puts problems at the places of the translations, which are in the order of the file.
fn located(file: &SourceText, exchange: &Exchange, problems: Vec<(usize, Diagnostic)>) -> Vec<Diagnostic> {
    let text = &*file.text;
    let behind_id = Format::of(text).translation_start();
    let mut from = 0;
    let at_place = |(number, diagnostic): (usize, Diagnostic)| {
        let id = id_as_given(&exchange.units[number]);
        let is_whole = |at: &usize| {
            let behind = text[at + id.len()..].chars().next();
            !behind.is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '['))
        };
        let mut places = text[from..].match_indices(id).map(|(at, _)| from + at);
        let Some(start) = places.find(is_whole).filter(|_| !id.is_empty()) else {
            return diagnostic.in_file(&file.path);
        };
        from = start + id.len();
        // Up to the next unit, in which a format may leave out the translation.
        let end = exchange.units.get(number + 1).map(id_as_given).filter(|next| !next.is_empty());
        let end = end.and_then(|next| text[from..].find(next)).map_or(text.len(), |at| from + at);
        let found = behind_id.and_then(|sign| text[from..end].find(sign)).map(|at| from + at);
        let place = match found {
            Some(at) => at..at + text[at..].lines().next().unwrap_or_default().trim_end().len(),
            None => start..start + id.len(),
        };
        diagnostic.at(file.location(place))
    };
    problems.into_iter().map(at_place).collect()
}

/// The id by which a unit is found in its file; empty if that is one of a program, such as a number.
fn id_as_given(unit: &Unit) -> &str {
    if has_own_id(unit) { &unit.id } else { "" }
}
