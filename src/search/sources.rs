//! What the index of a language is made of: of each page its text, its names, its labels, and a digest of them all.
//!
//! This is cheap, as no text is parsed. Comparing digests is enough to tell whether a file of the index has changed.

use std::ops::Range;
use std::sync::Arc;

use super::facets::{FacetNames, Facets};
use super::numbers::PageNumbers;
use crate::artefacts::Digest;
use crate::content::Document;
use crate::content::fields::{Field, FieldValue};
use crate::language::LanguageId;
use crate::site::{PageId, Role, Site};

/// How many pages share a list of terms: an edit makes one of these lists anew.
const PAGES_PER_LIST: usize = 32;

/// What all languages share.
#[derive(Debug)]
pub(super) struct SharedSources {
    pub numbers: PageNumbers,
    pub facets: FacetNames,
}

impl SharedSources {
    pub fn new(site: &Site) -> Self {
        let found = site.pages.keys().filter(|page| {
            site.config.languages.keys().any(|language| document(site, *page, language).is_some())
        });
        Self { numbers: PageNumbers::new(site), facets: FacetNames::new(site, found) }
    }
}

/// A page as the index of a language sees it.
#[derive(Debug)]
pub(super) struct SourcePage {
    pub number: u32,
    pub document: Arc<Document>,
    pub title: String,
    /// What it is called in other languages, and its other names.
    pub names: Vec<String>,
    /// The names of its terms, kind, region and months.
    pub labels: Vec<String>,
    /// Texts and numbers among its fields.
    pub facts: Vec<String>,
    pub facets: Facets,
    /// The digest of all that its terms follow from.
    pub terms_digest: Digest,
    /// The digest of all that results show of it.
    pub record_digest: Digest,
    pub record: RecordHead,
}

/// What results show of a page besides its text.
#[derive(Debug)]
pub(super) struct RecordHead {
    /// Its URL with the base path, percent-encoded.
    pub url: String,
    /// The titles of the sections that it stands in, without the home page.
    pub crumbs: Vec<String>,
    /// The URL of its picture.
    pub picture: Option<String>,
    /// Latitude and longitude, WGS-84 degrees.
    pub location: Option<(f64, f64)>,
}

/// All pages of a language that may be found, in the order of their numbers.
#[derive(Debug)]
pub(super) struct LanguageSources {
    pub language: LanguageId,
    pub pages: Vec<SourcePage>,
    /// The pages of each list of terms, and the digest of what it follows from.
    pub lists: Vec<(Range<usize>, Digest)>,
    /// The digest of everything.
    pub digest: Digest,
}

impl LanguageSources {
    pub fn new(site: &Site, shared: &SharedSources, language: LanguageId) -> Self {
        let mut pages: Vec<SourcePage> =
            site.pages.keys().filter_map(|page| source_page(site, shared, page, language)).collect();
        pages.sort_unstable_by_key(|page| page.number);
        let digest = |parts: &mut dyn Iterator<Item = Digest>| {
            let mut hasher = blake3::Hasher::new();
            parts.for_each(|digest| {
                hasher.update(digest.as_bytes());
            });
            Digest::from(hasher.finalize())
        };
        // Lists are cut by numbers, so that a page more moves no other page to another list.
        let count = pages.len().div_ceil(PAGES_PER_LIST).next_power_of_two();
        let mut lists = Vec::with_capacity(count);
        let mut start = 0;
        for list in 0..count {
            let end = pages.partition_point(|page| shared.numbers.file(page.number, count) <= list);
            let of = &pages[start..end];
            if !of.is_empty() {
                lists.push((start..end, digest(&mut of.iter().map(|page| page.terms_digest))));
            }
            start = end;
        }
        let records = pages.iter().map(|page| page.record_digest);
        let labels = Digest::of(shared.facets.json(language).to_string().as_bytes());
        let all = lists.iter().map(|(_, digest)| *digest).chain(records).chain([labels]);
        let digest = digest(&mut all.collect::<Vec<_>>().into_iter());
        Self { language, pages, lists, digest }
    }
}

/// The text of a page that readers of a language may find: their own, of a page that is no list, is published and is not
/// past.
fn document(site: &Site, page: PageId, language: LanguageId) -> Option<&Arc<Document>> {
    let value = &site.pages[page];
    let is_found = value.role == Role::Page
        && !value.is_borrowed(language)
        && !site.is_early(page, language)
        && !site.is_expired(page);
    value.texts[language].document.as_ref().filter(|_| is_found)
}

fn source_page(site: &Site, shared: &SharedSources, id: PageId, language: LanguageId) -> Option<SourcePage> {
    let document = document(site, id, language)?;
    let number = shared.numbers.of(id)?;
    let page = &site.pages[id];
    let title = site.title(id, language).0.to_owned();
    let others = site.config.languages.keys().map(|other| site.title(id, other).0.to_owned());
    let names = page.facts.names.iter().map(|(_, name)| name.clone());
    let also = page.facts.also.iter().map(|(_, name)| name.clone());
    let mut names: Vec<String> = others.chain(names).chain(also).filter(|name| *name != title).collect();
    names.sort_unstable();
    names.dedup();
    let facets = shared.facets.of(id);
    let labels = shared.facets.labels(&facets, language).into_iter().map(str::to_owned).collect();
    let kind = &site.kinds[page.kind];
    let mut facts = Vec::new();
    for field in page.fields.iter().chain(&page.texts[language].fields) {
        let is_text = kind.fields[field.definition].field_type.name == "text";
        add_facts(field, is_text, &mut facts);
    }
    let up = std::iter::successors(page.parent, |page| site.pages[*page].parent);
    let sections = up.filter(|step| *step != Site::HOME && !site.pages[*step].is_transparent);
    let mut crumbs: Vec<String> = sections.map(|step| site.title(step, language).0.to_owned()).collect();
    crumbs.reverse();
    let record = RecordHead {
        url: site.href(&page.texts[language].url),
        crumbs,
        picture: site.first_picture(id).map(|picture| site.asset_href(picture)),
        location: site.location(id),
    };
    let text_digest = document.digest.unwrap_or_else(|| Digest::of(document.source.open().text.as_bytes()));
    let mut page = SourcePage {
        number,
        document: Arc::clone(document),
        title,
        names,
        labels,
        facts,
        facets,
        terms_digest: text_digest,
        record_digest: text_digest,
        record,
    };
    let forms = site.glossary.as_ref().map(|glossary| glossary.forms_digest);
    let found_by = (number, &page.title, &page.names, &page.labels, &page.facts, forms);
    page.terms_digest = digest(text_digest, &found_by);
    page.record_digest = digest(text_digest, &(number, &page.title, &page.record));
    Some(page)
}

/// A digest of a text's digest and of other values. What `Debug` writes is different for different values.
fn digest(text: Digest, values: &impl std::fmt::Debug) -> Digest {
    Digest::of(format!("{text} {values:?}").as_bytes())
}

fn add_facts(field: &Field, is_text: bool, facts: &mut Vec<String>) {
    fn add(value: &FieldValue, is_text: bool, facts: &mut Vec<String>) {
        match value {
            FieldValue::Text(text) if is_text => facts.push(text.clone()),
            FieldValue::Number(number) => facts.push(number.to_string()),
            FieldValue::List(items) => items.iter().for_each(|item| add(&item.value, is_text, facts)),
            _ => {}
        }
    }
    add(&field.value.value, is_text, facts);
}
