//! Which pages a page lists, and in which order.

use std::cmp::{Ordering, Reverse};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::{PageId, Role, Site};
use crate::config::SortBy;
use crate::data::Date;
use crate::language::LanguageId;

/// What each page lists in every language, and how it is sorted.
#[derive(Debug, Default)]
pub(super) struct Members {
    of_page: Vec<Vec<PageId>>,
    orders: Vec<SortBy>,
    /// The list that each page's neighbours are taken from: its section.
    sections: Vec<Option<PageId>>,
}

impl Members {
    pub fn of(site: &Site) -> Self {
        let mut of_page = vec![Vec::new(); site.pages.len()];
        let mut orders = vec![SortBy::default(); site.pages.len()];
        let mut sections = vec![None; site.pages.len()];
        for (id, page) in site.pages.iter().enumerate() {
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
#[derive(Debug, Default)]
pub(super) struct Lists {
    of_page: Vec<Vec<PageId>>,
    /// The place of each page in its section's list.
    position: Vec<u32>,
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
    fn sorted(site: &Site, language: LanguageId, sort_keys: SortKeys) -> Self {
        let Members { of_page: members, orders, sections } = &*site.members;
        let mut position = vec![0; site.pages.len()];
        let sort = |(list, (pages, order)): (PageId, (&Vec<PageId>, &SortBy))| {
            let mut pages = pages.clone();
            let is_section = matches!(site.pages[list].role, Role::Home | Role::Section);
            // A section's sections come before its pages, so that its pages are one slice.
            let is_page = |page: PageId| is_section && site.pages[page].role == Role::Page;
            pages.sort_unstable_by(|one, other| {
                let by_role = is_page(*one).cmp(&is_page(*other));
                by_role.then_with(|| compare(site, language, &sort_keys, *order, *one, *other))
            });
            for (at, page) in pages.iter().enumerate() {
                if sections[*page] == Some(list) {
                    position[*page] = at as u32;
                }
            }
            pages
        };
        let of_page = members.iter().zip(orders).enumerate().map(sort).collect();
        Self { of_page, position, sort_keys }
    }

    /// The same after the title of a page has changed.
    pub fn with_title_of(&self, site: &Site, language: LanguageId, page: PageId) -> Self {
        let mut sort_keys = self.sort_keys.clone();
        sort_keys[page] = OnceLock::new();
        Self::sorted(site, language, sort_keys)
    }
}

/// What titles are compared by, by page. It takes long to make, and decides little where dates are sorted: it is made
/// when it is needed, and kept.
type SortKeys = Vec<OnceLock<Arc<[u8]>>>;

/// Sorts what every page lists, in every language.
pub(super) fn sort(site: &Site) -> Vec<Arc<Lists>> {
    let in_language = |language: LanguageId| {
        let sort_keys = vec![OnceLock::new(); site.pages.len()];
        Arc::new(Lists::sorted(site, language, sort_keys))
    };
    (0..site.config.languages.len()).into_par_iter().map(in_language).collect()
}

/// Compares two pages; content paths decide where all else is equal.
fn compare(
    site: &Site,
    language: LanguageId,
    sort_keys: &SortKeys,
    order: SortBy,
    one: PageId,
    other: PageId,
) -> Ordering {
    let title = |page: PageId| {
        sort_keys[page].get_or_init(|| site.formats[language].sort_key(site.title(page, language).0).into())
    };
    key(site, order, one)
        .cmp(&key(site, order, other))
        .then_with(|| title(one).cmp(title(other)))
        .then_with(|| site.pages[one].path.cmp(&site.pages[other].path))
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
        pages.sort_unstable_by(|one, other| compare(self, language, sort_keys, order, *one, *other));
        pages
    }
}
