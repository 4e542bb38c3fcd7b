//! What pages are filtered by: kind, region, tags, months.

use fluent_bundle::FluentArgs;
use rustc_hash::FxHashMap;
use serde_json::{Value, json};

use super::bytes::push_number;
use crate::content::fields::{Field, FieldValue};
use crate::language::{LanguageId, MonthLength};
use crate::site::{Page, PageId, Site};

/// The field whose values are regions, with the names `region-ID` among the messages.
const REGION: &str = "region";

/// What one page is filtered by; indices into the lists of [`FacetNames`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Facets {
    pub kind: u32,
    /// 0 for none, else an index and 1.
    pub region: u32,
    /// A bit for each month.
    pub months: u16,
    pub tags: Vec<u32>,
}

/// The values of a filter: their ids, and their names in each language.
#[derive(Debug, Default)]
pub(super) struct FacetValues {
    ids: Vec<String>,
    /// By value and language.
    names: Vec<Vec<String>>,
    index: FxHashMap<String, u32>,
}

impl FacetValues {
    fn add(&mut self, id: &str, names: impl FnOnce() -> Vec<String>) -> u32 {
        if let Some(index) = self.index.get(id) {
            return *index;
        }
        let index = self.ids.len() as u32;
        self.ids.push(id.to_owned());
        self.names.push(names());
        self.index.insert(id.to_owned(), index);
        index
    }

    /// The names of a value in all languages.
    pub fn names(&self, index: u32) -> &[String] {
        &self.names[index as usize]
    }

    fn json(&self, language: LanguageId) -> Value {
        let values = self.ids.iter().zip(&self.names);
        values.map(|(id, names)| json!([id, names[usize::from(language)]])).collect()
    }
}

/// The values of all filters of a site, in the order of the first pages that have them.
#[derive(Debug, Default)]
pub(super) struct FacetNames {
    pub kinds: FacetValues,
    pub regions: FacetValues,
    pub tags: FacetValues,
    /// By language.
    pub months: Vec<[String; 12]>,
    /// By page that may be found.
    pages: FxHashMap<PageId, Facets>,
}

impl FacetNames {
    /// Reads them from the facts of pages that may be found.
    pub fn new(site: &Site, pages: impl Iterator<Item = PageId>) -> Self {
        let months = site.formats.iter().map(|formats| {
            std::array::from_fn(|month| {
                formats.month(month as u8 + 1, MonthLength::Long).unwrap_or_default().to_owned()
            })
        });
        let mut names = Self { months: months.collect(), ..Self::default() };
        for id in pages {
            let facets = names.read(site, id);
            names.pages.insert(id, facets);
        }
        names
    }

    /// What a page is filtered by.
    pub fn of(&self, page: PageId) -> Facets {
        self.pages.get(&page).cloned().unwrap_or_default()
    }

    fn read(&mut self, site: &Site, id: PageId) -> Facets {
        let page = &site.pages[id];
        let kind = &site.kinds[page.kind];
        let mut facets = Facets {
            kind: self.kinds.add(&kind.name, || messages(site, "kind", &kind.name)),
            months: months(page),
            ..Facets::default()
        };
        let name = |field: &Field| kind.fields[field.definition].name.as_str();
        let region = page.fields.iter().find_map(|field| match &field.value.value {
            FieldValue::Text(region) if name(field) == REGION => Some(region),
            _ => None,
        });
        if let Some(region) = region {
            facets.region = 1 + self.regions.add(region, || messages(site, REGION, region));
        }
        for (index, taxonomy) in site.taxonomies.iter_enumerated() {
            for id in page.facts.terms.get(index).into_iter().flatten() {
                let Some(term) = taxonomy.find(&id.value) else { continue };
                let page = taxonomy.terms[term].page;
                // Terms of several taxonomies may have one id.
                let id = match usize::from(index) {
                    0 => id.value.clone(),
                    _ => format!("{}/{}", taxonomy.config.name, id.value),
                };
                let names = || {
                    let languages = site.config.languages.keys();
                    languages.map(|language| site.title(page, language).0.to_owned()).collect()
                };
                facets.tags.push(self.tags.add(&id, names));
            }
        }
        facets
    }

    /// The values with their names in a language, for the manifest.
    pub fn json(&self, language: LanguageId) -> Value {
        json!({
            "kind": self.kinds.json(language),
            "region": self.regions.json(language),
            "tag": self.tags.json(language),
            "month": self.months[usize::from(language)],
        })
    }

    /// The labels of a page: the names of all its values in all languages, and of its months in its own.
    pub fn labels(&self, facets: &Facets, language: LanguageId) -> Vec<&str> {
        let region = facets.region.checked_sub(1).map(|region| self.regions.names(region));
        let tags = facets.tags.iter().map(|tag| self.tags.names(*tag));
        let all = [self.kinds.names(facets.kind)].into_iter().chain(region).chain(tags);
        let months = self.months[usize::from(language)].iter().enumerate();
        let months = months.filter(|(month, _)| facets.months >> month & 1 == 1).map(|(_, name)| name);
        let mut labels: Vec<&str> = all.flatten().chain(months).map(String::as_str).collect();
        labels.sort_unstable();
        labels.dedup();
        labels
    }
}

/// The file of all pages, by their numbers and in the order of these, with what they are filtered by.
pub(super) fn facets_file<'f>(pages: impl ExactSizeIterator<Item = (u32, &'f Facets)>) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut last = 0;
    push_number(&mut bytes, pages.len() as u32);
    for (number, facets) in pages {
        push_number(&mut bytes, number - last);
        last = number;
        let Facets { kind, region, months, tags } = facets;
        for number in [*kind, *region, u32::from(*months), tags.len() as u32] {
            push_number(&mut bytes, number);
        }
        tags.iter().for_each(|tag| push_number(&mut bytes, *tag));
    }
    bytes
}

/// The message `PREFIX-ID` in each language; the id where there is none.
fn messages(site: &Site, prefix: &str, id: &str) -> Vec<String> {
    let message = format!("{prefix}-{id}");
    let is_known = site.catalogue.is_known(&message);
    let name = |language: LanguageId| {
        let text = site.catalogue.format(language, &message, &FluentArgs::new()).ok().filter(|_| is_known);
        text.map_or_else(|| id.to_owned(), |message| message.text)
    };
    site.config.languages.keys().map(name).collect()
}

/// The months that a page is for: those of its fields, and those of its days.
fn months(page: &Page) -> u16 {
    let mut months = 0;
    for field in &page.fields {
        if let FieldValue::Months(of) = &field.value.value {
            of.iter().for_each(|month| months |= 1 << (month - 1));
        }
    }
    if let Some((from, to)) = page.days {
        let month = |date: crate::data::Date| i32::from(date.year()) * 12 + i32::from(date.month()) - 1;
        // A range of more than a year has all months.
        (month(from)..=month(to).min(month(from) + 11)).for_each(|month| months |= 1 << month.rem_euclid(12));
    }
    months
}
