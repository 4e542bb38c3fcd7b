//! Which texts of a site the units of a file are, if a program has given them ids of its own.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::work::{MESSAGES, in_order_of_export, message_work, page_work};
use crate::language::LanguageId;
use crate::project::SiteTexts;
use crate::translate::exchange::{Exchange, InlineText, Unit, fingerprint};

/// Whether a unit has the id that it was exported with.
pub(super) fn has_own_id(unit: &Unit) -> bool {
    (unit.id.starts_with('/') || unit.id.starts_with(MESSAGES)) && unit.id.contains('#')
}

/// A text of the site that is to be translated.
struct Known {
    id: String,
    source: InlineText,
    target: InlineText,
    file: String,
}

/// A file in which every unit has the id that it was exported with. Some programs give units ids of their own, and write
/// placeholders as words or leave them out: there, units are known by what their sources say. Of several texts of the site
/// that say the same, the file of the source, what the translation was, and what it is tell which is meant; if nothing
/// does, all of them being there, their order. Else nobody can tell, and the unit has no id. A unit that
/// only repeats another one of the file has no translation.
pub(super) fn with_ids(texts: &SiteTexts, exchange: &Exchange, language: LanguageId) -> Exchange {
    let mut given = exchange.clone();
    let foreign: Vec<usize> =
        (0..given.units.len()).filter(|number| !has_own_id(&given.units[*number])).collect();
    if foreign.is_empty() {
        return given;
    }
    let known = known_texts(texts, language);
    let mut by_source: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    let mut by_words: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for (number, text) in known.iter().enumerate() {
        by_source.entry(text.source.to_string()).or_default().push(number);
        by_words.entry(words(&text.source)).or_default().push(number);
    }
    let own: FxHashMap<&str, String> = exchange
        .units
        .iter()
        .filter(|unit| has_own_id(unit))
        .map(|unit| (unit.id.as_str(), words(&unit.target)))
        .collect();
    let is_free = |number: &usize| !own.contains_key(known[*number].id.as_str());
    // The units that say the same, in their order.
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for number in foreign {
        let unit = &mut given.units[number];
        unit.source = with_placeholders(&unit.source);
        unit.target = with_placeholders(&unit.target);
        groups.entry(unit.source.to_string()).or_default().push(number);
    }
    for (source, numbers) in groups {
        let exact = by_source.get(&source);
        let meant = exact.or_else(|| by_words.get(&words(&given.units[numbers[0]].source)));
        let mut candidates: Vec<usize> = meant.into_iter().flatten().copied().filter(is_free).collect();
        let own_targets: FxHashSet<&String> =
            meant.into_iter().flatten().filter_map(|number| own.get(known[*number].id.as_str())).collect();
        let mut assigned: Vec<Option<usize>> = Vec::with_capacity(numbers.len());
        for number in &numbers {
            let unit = &given.units[*number];
            let found = match likely(unit, &candidates, &known)[..] {
                [found] => Some(found),
                _ => None,
            };
            candidates.retain(|own| Some(*own) != found);
            assigned.push(found);
        }
        let are_all_there = assigned.iter().filter(|found| found.is_none()).count() == candidates.len();
        for (number, found) in numbers.into_iter().zip(assigned) {
            let unit = &mut given.units[number];
            let found = found.or_else(|| {
                let says_the_same = |own: &usize| words(&known[*own].target) == words(&unit.target);
                let same = candidates.iter().copied().find(says_the_same);
                let found = if are_all_there { candidates.first().copied() } else { same };
                candidates.retain(|own| Some(*own) != found);
                found
            });
            unit.id = found.map(|found| known[found].id.clone()).unwrap_or_default();
            if found.is_none() && own_targets.contains(&words(&unit.target)) {
                unit.target = InlineText::default();
            }
            // Placeholders that a program has left out are no change.
            if let Some(known) = found.map(|found| &known[found])
                && words(&known.target) == words(&unit.target)
                && unit.source.placeholders().is_empty()
            {
                unit.target = known.target.clone();
            }
        }
    }
    given
}

/// The candidates that a unit may be: those of the file that it names, of which the translation was what it was exported
/// with, or is what it is.
fn likely(unit: &Unit, candidates: &[usize], known: &[Known]) -> Vec<usize> {
    let mut likely = candidates.to_vec();
    let mut keep = |is_meant: &dyn Fn(&Known) -> bool| {
        if likely.iter().any(|number| is_meant(&known[*number])) {
            likely.retain(|number| is_meant(&known[*number]));
        }
    };
    keep(&|known| !unit.file.is_empty() && known.file == unit.file);
    match &unit.base {
        Some(base) => keep(&|known| fingerprint(&known.target) == *base),
        None => keep(&|known| !known.target.is_empty() && words(&known.target) == words(&unit.target)),
    }
    likely
}

/// The words of a text in one line.
fn words(text: &InlineText) -> String {
    text.words().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text whose placeholders a program may have taken for words.
fn with_placeholders(text: &InlineText) -> InlineText {
    match text.placeholders().is_empty() {
        true => InlineText::parse(&text.words()),
        false => text.clone(),
    }
}

/// The texts of the site in the order in which they are exported.
fn known_texts(texts: &SiteTexts, language: LanguageId) -> Vec<Known> {
    let pages = in_order_of_export(texts.pages.iter());
    let of_pages = pages.into_iter().filter_map(|page| page_work(texts, page, language));
    let mut known = Vec::new();
    for work in message_work(texts, language).into_iter().chain(of_pages) {
        let file = work.source_file();
        known.extend(work.units.iter().map(|unit| Known {
            id: work.id(unit),
            source: unit.source.clone(),
            target: unit.target.clone(),
            file: file.clone(),
        }));
    }
    known
}
