//! Addresses that were published and lead nowhere in the site that is to be published.
//!
//! An editor who renames a folder, moves a page or gives it another slug takes its address from readers, search engines and
//! links of other sites. What the record knows of the old page finds the new one: its content path, where only slugs have
//! changed; its text, its title or the name of its folder under another path. Then the line is told that keeps the old address.
//!
//! Nothing is said of pages that go because of a day, or are drafts again: their sources are there, and `expired = "remove"` is
//! a wish. The address of an expired page is forgotten; that of a draft is kept in the record, as the page may be moved while
//! it is one.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};
use typed_index_collections::TiSlice;

use super::addresses::{AddressRecord, PublishedAddress};
use crate::artefacts::Digest;
use crate::data::example_for;
use crate::diagnostics::{Code, Diagnostic, Location, list_names};
use crate::language::{Language, LanguageId};
use crate::site::{Page, PageId, Role, Site, UnpublishedReason};

/// What comparing a record with a site has brought.
#[derive(Debug)]
pub struct ComparedAddresses {
    /// The addresses that lead nowhere, with the lines that mend it.
    pub diagnostics: Vec<Diagnostic>,
    /// What is to be recorded when the site is published.
    pub record: AddressRecord,
}

/// Compares the addresses that were published with a site that is to be.
pub fn compare_addresses(record: &AddressRecord, site: &Site) -> ComparedAddresses {
    let build = record.build + 1;
    let mut next = current(site, build);
    let known: FxHashMap<&str, &PublishedAddress> =
        record.addresses().iter().map(|address| (address.url.as_str(), address)).collect();
    for address in &mut next {
        if let Some(known) = known.get(address.url.as_str()).filter(|known| known.path == address.path) {
            address.builds.0 = known.builds.0;
        }
    }
    let urls: FxHashSet<&str> = next.iter().map(|address| address.url.as_str()).collect();
    let mut kept = Vec::new();
    let mut lost: Vec<&PublishedAddress> = Vec::new();
    for address in record.addresses().iter().filter(|address| !urls.contains(address.url.as_str())) {
        if site.config.is_gone(&address.url) {
            continue;
        }
        match site.unpublished_at(&address.url).map(|unpublished| unpublished.reason) {
            Some(UnpublishedReason::Expired { .. } | UnpublishedReason::Empty) => continue,
            Some(
                UnpublishedReason::Draft { .. }
                | UnpublishedReason::Future { .. }
                | UnpublishedReason::Waits { .. },
            ) => {}
            None if site.route_at(&address.url).is_some() => {}
            None => lost.push(address),
        }
        kept.push(address.clone());
    }
    let diagnostics = told(site, record, &lost);
    next.append(&mut kept);
    ComparedAddresses { diagnostics, record: AddressRecord::new(build, next) }
}

/// The addresses of the pages of a site. Terms and taxonomies follow from facts, and pages that are shown before their time
/// are not public yet.
fn current(site: &Site, build: u32) -> Vec<PublishedAddress> {
    let is_page = |page: &Page| matches!(page.role, Role::Home | Role::Section | Role::Page);
    let pages = site.pages.iter_enumerated().filter(|(_, page)| is_page(page));
    let addresses = pages.flat_map(|(id, page)| {
        let texts = page.texts.iter_enumerated().filter(move |(language, _)| !site.is_early(id, *language));
        texts.map(move |(language, text)| PublishedAddress {
            url: text.url.clone(),
            path: page.path.clone(),
            language: site.language(language).tag.clone(),
            document: document(page, language),
            title: hash(site.title(id, language).0),
            builds: (build, build),
        })
    });
    addresses.collect()
}

/// The beginning of the digest of a page's own document in a language.
fn document(page: &Page, language: LanguageId) -> Option<u64> {
    let text = &page.texts[language];
    let document = text.document.as_ref().filter(|_| text.origin.is_own())?;
    Some(match &document.digest {
        Some(digest) => beginning(digest),
        None => hash(&document.source.open().text),
    })
}

fn hash(text: &str) -> u64 {
    beginning(&Digest::of(text.as_bytes()))
}

fn beginning(digest: &Digest) -> u64 {
    u64::from_le_bytes(digest.as_bytes()[..8].try_into().expect("a digest has 32 bytes"))
}

/// Lost addresses of one page, or of a page and what stood below it.
struct LostPage<'a> {
    addresses: Vec<&'a PublishedAddress>,
    /// How many addresses stood below them, and went with them.
    below: usize,
}

fn told(site: &Site, record: &AddressRecord, lost: &[&PublishedAddress]) -> Vec<Diagnostic> {
    if lost.is_empty() {
        return Vec::new();
    }
    let mut pages: BTreeMap<&str, LostPage<'_>> = BTreeMap::new();
    for address in lost {
        let page = pages.entry(&address.path).or_insert(LostPage { addresses: Vec::new(), below: 0 });
        page.addresses.push(address);
    }
    let successors = Successors::new(site, record, lost);
    let found: FxHashMap<&str, PageId> = pages
        .iter()
        .filter_map(|(path, page)| Some((*path, successors.of(path, &page.addresses)?)))
        .collect();
    // What moved with a section is told with the section.
    let paths: Vec<&str> = pages.keys().copied().collect();
    for path in paths {
        let Some(new) = found.get(path).map(|page| site.pages[*page].path.as_str()) else { continue };
        let above = ancestors(path).filter(|above| {
            let moved = found.get(above).map(|page| site.pages[*page].path.as_str());
            moved.is_some_and(|moved| new.strip_prefix(moved) == path.strip_prefix(*above))
        });
        if let Some(outermost) = above.last()
            && let Some(page) = pages.remove(path)
            && let Some(section) = pages.get_mut(outermost)
        {
            section.below += page.addresses.len() + page.below;
        }
    }
    let mut diagnostics = Vec::new();
    let mut of_successors: BTreeMap<&str, (PageId, Vec<LostPage<'_>>)> = BTreeMap::new();
    let mut without: Vec<&str> = Vec::new();
    for (path, page) in pages {
        match found.get(path) {
            Some(successor) => {
                let path = site.pages[*successor].path.as_str();
                of_successors.entry(path).or_insert((*successor, Vec::new())).1.push(page);
            }
            None => without.extend(page.addresses.iter().map(|address| address.url.as_str())),
        }
    }
    for (successor, pages) in of_successors.into_values() {
        moved(site, successor, &pages, &mut diagnostics);
    }
    if !without.is_empty() {
        diagnostics.push(gone(site, without));
    }
    diagnostics
}

/// The folders above a content path, nearest first, with the root.
fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(above(path), |path| above(path))
}

fn above(path: &str) -> Option<&str> {
    let end = path.strip_suffix('/')?.rfind('/')? + 1;
    Some(&path[..end])
}

/// What finds the pages that have taken the place of others.
struct Successors<'s> {
    site: &'s Site,
    /// The number of the first build that published something of a content path.
    first_builds: FxHashMap<&'s str, u32>,
    by_document: FxHashMap<(LanguageId, u64), PageId>,
    by_title: FxHashMap<(LanguageId, u64), Option<PageId>>,
    by_name: FxHashMap<&'s str, Option<PageId>>,
}

impl<'s> Successors<'s> {
    fn new(site: &'s Site, record: &'s AddressRecord, lost: &[&PublishedAddress]) -> Self {
        let mut first_builds: FxHashMap<&str, u32> = FxHashMap::default();
        for address in record.addresses() {
            let first = first_builds.entry(&address.path).or_insert(address.builds.0);
            *first = address.builds.0.min(*first);
        }
        let earliest = lost.iter().map(|address| address.builds.1).min().unwrap_or_default();
        let mut successors = Self {
            site,
            first_builds,
            by_document: FxHashMap::default(),
            by_title: FxHashMap::default(),
            by_name: FxHashMap::default(),
        };
        let is_new = |page: &Page| {
            matches!(page.role, Role::Section | Role::Page) && successors.first_build(&page.path) > earliest
        };
        let new: Vec<(PageId, &Page)> = site
            .pages
            .iter_enumerated()
            .map(|(id, page)| (id, &**page))
            .filter(|(_, page)| is_new(page))
            .collect();
        for (id, page) in new {
            for language in page.texts.keys() {
                if let Some(document) = document(page, language) {
                    successors.by_document.entry((language, document)).or_insert(id);
                    let title = hash(site.title(id, language).0);
                    // A title or a name of several pages says nothing.
                    let of_title = successors.by_title.entry((language, title)).or_insert(Some(id));
                    *of_title = of_title.filter(|other| *other == id);
                }
            }
            let of_name = successors.by_name.entry(page.name()).or_insert(Some(id));
            *of_name = of_name.filter(|other| *other == id);
        }
        successors
    }

    fn first_build(&self, path: &str) -> u32 {
        self.first_builds.get(path).copied().unwrap_or(u32::MAX)
    }

    /// The page that has most likely taken the place of the one that was at a content path.
    fn of(&self, path: &str, addresses: &[&PublishedAddress]) -> Option<PageId> {
        let languages = addresses
            .iter()
            .filter_map(|address| Some((self.site.config.language(&address.language)?, *address)));
        let languages: Vec<(LanguageId, &PublishedAddress)> = languages.collect();
        if languages.is_empty() {
            // A language that the site does not have any more has no pages.
            return None;
        }
        let by_document = || {
            let mut documents =
                languages.iter().filter_map(|(language, one)| Some((*language, one.document?)));
            documents.find_map(|key| self.by_document.get(&key).copied())
        };
        let by_title = || {
            let mut titles = languages.iter().map(|(language, one)| (*language, one.title));
            titles.find_map(|key| self.by_title.get(&key).copied().flatten())
        };
        let by_name = || {
            let name = path.trim_matches('/').rsplit('/').next()?;
            self.by_name.get(name).copied().flatten()
        };
        // A page that was there before the other one went has not taken its place.
        let last = languages.iter().map(|(_, address)| address.builds.1).max().unwrap_or_default();
        let is_later = |page: &PageId| self.first_build(&self.site.pages[*page].path) > last;
        let moved = || by_document().filter(is_later).or_else(|| by_title().filter(is_later));
        self.site.page_at(path).or_else(moved).or_else(|| by_name().filter(is_later))
    }
}

/// Says which lines keep the old addresses of pages whose place another page has taken: one in its facts, if they are old in
/// every language alike, else one in each document.
fn moved(site: &Site, successor: PageId, lost: &[LostPage<'_>], diagnostics: &mut Vec<Diagnostic>) {
    let page = &site.pages[successor];
    let languages = &site.config.languages;
    let mut in_facts: Vec<String> = Vec::new();
    let mut in_documents: BTreeMap<LanguageId, Vec<String>> = BTreeMap::new();
    let below: usize = lost.iter().map(|page| page.below).sum();
    let mut urls: Vec<&str> = Vec::new();
    for LostPage { addresses, .. } in lost {
        urls.extend(addresses.iter().map(|address| address.url.as_str()));
        match alike(addresses, languages) {
            Some(path) => in_facts.push(path.to_owned()),
            None => {
                for address in addresses {
                    let language = site.config.language(&address.language);
                    // A reader's page that is borrowed has no document to write it in: any document will do, as the address is whole.
                    let language = language.filter(|it| document(page, *it).is_some());
                    let language =
                        language.or_else(|| page.texts.keys().find(|it| document(page, *it).is_some()));
                    in_documents
                        .entry(language.unwrap_or(LanguageId::FIRST))
                        .or_default()
                        .push(address.url.clone());
                }
            }
        }
    }
    let tell = |location: Location, file: String, line: String, urls: &[&str], below: usize| {
        Diagnostic::new(Code::AddressLost)
            .at(location)
            .with("url", urls.first().copied().unwrap_or_default())
            .with("more", urls.len().saturating_sub(1) + below)
            .with("line", line)
            .with("file", file)
            .with("gone", gone_line(site, urls.iter().copied()))
    };
    if !in_facts.is_empty() {
        let (known, file, location) = match &page.facts.source {
            Some(source) => {
                (&page.facts.aliases[..], source.path.to_string(), Location::of_file(&source.path))
            }
            None => {
                let file = site.facts_file(successor);
                (&[][..], file.clone(), Location::of_file(&file))
            }
        };
        let known = known.iter().map(|alias| alias.value.clone());
        let line = line("aliases", known.chain(in_facts));
        diagnostics.push(tell(location, file, line, &urls, below));
        if in_documents.is_empty() {
            return;
        }
    }
    let in_facts_too = urls.len() > in_documents.values().map(Vec::len).sum();
    for (index, (language, own)) in in_documents.iter().enumerate() {
        let Some(document) = &page.texts[*language].document else { continue };
        let known = document.aliases.iter().map(|alias| alias.value.clone());
        let line = example_for(&document.source.open(), &line("aliases", known.chain(own.iter().cloned())));
        let own: Vec<&str> = own.iter().map(String::as_str).collect();
        let below = if index == 0 && !in_facts_too { below } else { 0 };
        let location = Location::of_file(&document.source.path);
        diagnostics.push(tell(location, document.source.path.to_string(), line, &own, below));
    }
}

/// The path of addresses that is the same behind the tag of each language of the site, if they are those of all.
fn alike<'a>(
    addresses: &[&'a PublishedAddress],
    languages: &TiSlice<LanguageId, Language>,
) -> Option<&'a str> {
    let path = |address: &&'a PublishedAddress| {
        address.url.strip_prefix('/')?.strip_prefix(address.language.as_str())
    };
    let first = addresses.first().and_then(path)?;
    let is_alike = addresses.len() == languages.len() && addresses.iter().all(|one| path(one) == Some(first));
    is_alike.then_some(first)
}

/// Says which addresses lead nowhere for which no page was found.
fn gone(site: &Site, urls: Vec<&str>) -> Diagnostic {
    let location = site.config.gone.first().map(|gone| site.config.source.location(gone.span.clone()));
    let listed = list_names(&urls);
    let diagnostic = Diagnostic::new(Code::AddressesGone)
        .at(location.unwrap_or_else(|| Location::of_file(&site.config.source.path)))
        .with("count", urls.len())
        .with("urls", listed);
    diagnostic.with("line", gone_line(site, urls.iter().copied()))
}

/// The line of `sapar.toml` that says of some addresses that they are meant to be gone, in as few words as possible.
fn gone_line<'u>(site: &Site, urls: impl Iterator<Item = &'u str>) -> String {
    let tags: Vec<&str> = site.config.languages.iter().map(|language| language.tag.as_str()).collect();
    let mut by_path: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for url in urls {
        let path = tags.iter().find_map(|tag| {
            let path = url.strip_prefix('/')?.strip_prefix(tag)?;
            path.starts_with('/').then_some(path)
        });
        by_path.entry(path.filter(|path| *path != "/").unwrap_or(url)).or_default().push(url);
    }
    let mut entries: Vec<String> = Vec::new();
    let mut add = |entry: &str| {
        // What stands below an entry goes with it.
        if !entries.iter().any(|known| known.ends_with('/') && entry.starts_with(known.as_str())) {
            entries.push(entry.to_owned());
        }
    };
    for (path, mut urls) in by_path {
        urls.sort_unstable();
        match urls.len() == tags.len() && tags.len() > 1 {
            true => add(path),
            false => urls.into_iter().for_each(&mut add),
        }
    }
    let known = site.config.gone.iter().map(|gone| gone.value.clone());
    line("gone", known.chain(entries))
}

/// A line of TOML with a list of texts, each once.
fn line(key: &str, texts: impl Iterator<Item = String>) -> String {
    let mut seen: Vec<String> = Vec::new();
    for text in texts.map(|text| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))) {
        if !seen.contains(&text) {
            seen.push(text);
        }
    }
    format!("{key} = [{}]", seen.join(", "))
}
