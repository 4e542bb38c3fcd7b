//! Which pages a page lists, and in which order.

use std::cmp::Reverse;
use std::sync::Arc;

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
    /// What titles are compared by. Making it costs more than comparing, so that it is kept.
    sort_keys: Vec<Arc<[u8]>>,
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

    /// Sorts what pages list in the language of the keys.
    fn sorted(site: &Site, sort_keys: Vec<Arc<[u8]>>) -> Self {
        let Members { of_page: members, orders, sections } = &*site.members;
        let ranks = ranks(site, &sort_keys);
        let mut position = vec![0; site.pages.len()];
        let sort = |(list, (pages, order)): (PageId, (&Vec<PageId>, &SortBy))| {
            let mut pages = pages.clone();
            let is_section = matches!(site.pages[list].role, Role::Home | Role::Section);
            pages.sort_unstable_by_key(|page| {
                // A section's sections come before its pages, so that its pages are one slice.
                let is_page = is_section && site.pages[*page].role == Role::Page;
                (is_page, key(site, *order, *page), ranks[*page])
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
        sort_keys[page] = sort_key(site, language, page);
        Self::sorted(site, sort_keys)
    }
}

/// Sorts what every page lists, in every language.
pub(super) fn sort(site: &Site) -> Vec<Arc<Lists>> {
    let in_language = |language: LanguageId| {
        let pages = (0..site.pages.len()).into_par_iter();
        let sort_keys = pages.map(|page| sort_key(site, language, page)).collect();
        Arc::new(Lists::sorted(site, sort_keys))
    };
    (0..site.config.languages.len()).into_par_iter().map(in_language).collect()
}

fn sort_key(site: &Site, language: LanguageId, page: PageId) -> Arc<[u8]> {
    site.formats[language].sort_key(site.title(page, language).0).into()
}

/// The place of each page among all by its title, and by its content path where titles are equal: comparing numbers is
/// cheaper than comparing keys in each of the many lists that a page stands in.
fn ranks(site: &Site, sort_keys: &[Arc<[u8]>]) -> Vec<u32> {
    let mut pages: Vec<PageId> = (0..site.pages.len()).collect();
    pages.sort_unstable_by(|a, b| {
        (&*sort_keys[*a], &site.pages[*a].path).cmp(&(&*sort_keys[*b], &site.pages[*b].path))
    });
    let mut ranks = vec![0; pages.len()];
    for (rank, page) in pages.into_iter().enumerate() {
        ranks[page] = rank as u32;
    }
    ranks
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
        pages.sort_by_cached_key(|page| {
            let title = Arc::clone(&self.lists[language].sort_keys[*page]);
            (key(self, order, *page), title, self.pages[*page].path.clone())
        });
        pages
    }
}
