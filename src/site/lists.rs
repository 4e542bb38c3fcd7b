//! Which pages a page lists, and in which order.

use std::cmp::{Ordering, Reverse};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;
use typed_index_collections::{TiVec, ti_vec};

use super::{PageId, Role, Site};
use crate::config::SortBy;
use crate::data::Date;
use crate::language::LanguageId;

/// What each page lists in every language, and how it is sorted.
#[derive(Debug, Default)]
pub(super) struct Members {
    of_page: TiVec<PageId, Vec<PageId>>,
    orders: TiVec<PageId, SortBy>,
    /// The list that each page's neighbours are taken from: its section.
    sections: TiVec<PageId, Option<PageId>>,
}

impl Members {
    pub fn of(site: &Site) -> Self {
        let mut of_page: TiVec<PageId, Vec<PageId>> = ti_vec![Vec::new(); site.pages.len()];
        let mut orders = ti_vec![SortBy::default(); site.pages.len()];
        let mut sections = ti_vec![None; site.pages.len()];
        for (id, page) in site.pages.iter_enumerated() {
            sections[id] = site.section(id);
            if let Some(section) = sections[id]
                && !matches!(page.role, Role::Taxonomy(_))
            {
                of_page[section].push(id);
            }
            orders[id] = site.config.list_config(&page.path).sort_by;
        }
        for taxonomy in site.taxonomies.iter() {
            // Terms are listed by their names.
            orders[taxonomy.page] = SortBy::Title;
            for term in &taxonomy.terms {
                of_page[term.page].clone_from(&term.pages);
                orders[term.page] = taxonomy.config.list.sort_by;
            }
        }
        Self { of_page, orders, sections }
    }
}

/// The lists of all pages in one language.
#[derive(Debug, Default, Clone)]
pub(super) struct Lists {
    of_page: TiVec<PageId, Vec<PageId>>,
    /// The place of each page in its section's list.
    position: TiVec<PageId, u32>,
    sort_keys: SortKeys,
}

impl Lists {
    pub fn of(&self, page: PageId) -> &[PageId] {
        &self.of_page[page]
    }

    pub fn neighbours(&self, page: PageId, section: Option<PageId>) -> (Option<PageId>, Option<PageId>) {
        let Some(list) = section.map(|section| self.of(section)) else { return (None, None) };
        let position = self.position[page] as usize;
        if list.get(position) != Some(&page) {
            return (None, None);
        }
        (position.checked_sub(1).map(|at| list[at]), list.get(position + 1).copied())
    }

    /// Sorts what pages list in a language.
    fn sorted(site: &Site, language: LanguageId) -> Self {
        let mut lists = Self {
            of_page: site.members.of_page.clone(),
            position: ti_vec![0; site.pages.len()],
            sort_keys: ti_vec![OnceLock::new(); site.pages.len()],
        };
        for list in site.pages.keys() {
            lists.sort_list(site, language, list);
        }
        lists
    }

    fn sort_list(&mut self, site: &Site, language: LanguageId, list: PageId) {
        let Members { orders, sections, .. } = &*site.members;
        let Self { of_page, position, sort_keys } = self;
        let is_section = matches!(site.pages[list].role, Role::Home | Role::Section);
        let order = orders[list];
        // What is compared lies side by side: to follow each page to it for each comparison takes twice as long.
        let mut entries: Vec<Entry<'_>> = of_page[list]
            .iter()
            .map(|page| Entry {
                // A section's sections come before its pages, so that its pages are one slice.
                is_page: is_section && site.pages[*page].role == Role::Page,
                key: key(site, order, *page),
                title: if order == SortBy::Title { title_key(site, language, sort_keys, *page) } else { &[] },
                page: *page,
            })
            .collect();
        entries.sort_unstable_by(|one, other| {
            (one.is_page, one.key, one.title)
                .cmp(&(other.is_page, other.key, other.title))
                .then_with(|| compare_titles(site, language, sort_keys, one.page, other.page))
        });
        for (at, entry) in entries.into_iter().enumerate() {
            of_page[list][at] = entry.page;
            if sections[entry.page] == Some(list) {
                position[entry.page] = at as u32;
            }
        }
    }

    /// The same after the titles of some pages have changed.
    pub fn with_titles_of(&self, site: &Site, language: LanguageId, pages: &[PageId]) -> Self {
        let mut lists = self.clone();
        for page in pages {
            lists.sort_keys[*page] = OnceLock::new();
        }
        for list in site.pages.keys() {
            if lists.of_page[list].iter().any(|page| pages.contains(page)) {
                lists.sort_list(site, language, list);
            }
        }
        lists
    }
}

/// What titles are compared by, by page, but for those that a document has in the language itself. It takes long to
/// make, and decides little where dates are sorted: it is made when it is needed, and kept.
type SortKeys = TiVec<PageId, OnceLock<Arc<[u8]>>>;

/// Sorts what every page lists, in every language.
pub(super) fn sort(site: &Site) -> TiVec<LanguageId, Arc<Lists>> {
    let languages: Vec<LanguageId> = site.config.languages.keys().collect();
    let lists: Vec<Arc<Lists>> =
        languages.into_par_iter().map(|language| Arc::new(Lists::sorted(site, language))).collect();
    lists.into()
}

/// A page while its list is sorted.
struct Entry<'s> {
    is_page: bool,
    key: (i64, Reverse<Option<Date>>),
    /// What its title is compared by, where that decides first.
    title: &'s [u8],
    page: PageId,
}

/// Compares two pages by their titles; content paths decide where those are equal.
fn compare_titles(
    site: &Site,
    language: LanguageId,
    sort_keys: &SortKeys,
    one: PageId,
    other: PageId,
) -> Ordering {
    let title = |page: PageId| title_key(site, language, sort_keys, page);
    title(one).cmp(title(other)).then_with(|| site.pages[one].path.cmp(&site.pages[other].path))
}

fn title_key<'s>(site: &'s Site, language: LanguageId, sort_keys: &'s SortKeys, page: PageId) -> &'s [u8] {
    let text = &site.pages[page].texts[language];
    let formats = &site.formats[language];
    match &text.document {
        // A document keeps the key that its title has in its own language and script.
        Some(document) if text.origin.is_own() => document.sort_key(formats),
        _ => sort_keys[page].get_or_init(|| formats.sort_key(site.title(page, language).0).into()),
    }
}

/// What pages are sorted by before their titles.
fn key(site: &Site, order: SortBy, page: PageId) -> (i64, Reverse<Option<Date>>) {
    let facts = &site.pages[page].facts;
    match order {
        SortBy::Weight => (facts.weight.unwrap_or(i64::MAX), Reverse(facts.date)),
        SortBy::Date => (0, Reverse(facts.date)),
        SortBy::Title => (0, Reverse(None)),
    }
}

impl Site {
    /// Pages in another order than their list has.
    pub fn sorted(&self, mut pages: Vec<PageId>, order: SortBy, language: LanguageId) -> Vec<PageId> {
        let sort_keys = &self.lists[language].sort_keys;
        pages.sort_unstable_by(|one, other| {
            let by_key = key(self, order, *one).cmp(&key(self, order, *other));
            by_key.then_with(|| compare_titles(self, language, sort_keys, *one, *other))
        });
        pages
    }
}
