//! Which pages a page lists, and in which order.

use std::cell::OnceCell;
use std::cmp::Reverse;

use rayon::prelude::*;

use super::{PageId, Role, Site};
use crate::config::SortBy;
use crate::data::Date;
use crate::language::LanguageId;

/// The lists of all pages in one language.
#[derive(Debug, Default)]
pub(super) struct Lists {
    of_page: Vec<Vec<PageId>>,
    /// The place of each page in its section's list.
    position: Vec<u32>,
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
}

/// Sorts `members` (for each page, the pages it lists) in every language; `orders` says how each list is sorted.
pub(super) fn sort(site: &Site, members: &[Vec<PageId>], orders: &[SortBy]) -> Vec<Lists> {
    (0..site.config.languages.len())
        .into_par_iter()
        .map(|language| sort_in_language(site, members, orders, language))
        .collect()
}

fn sort_in_language(site: &Site, members: &[Vec<PageId>], orders: &[SortBy], language: LanguageId) -> Lists {
    let formats = &site.formats[language];
    let titles: Vec<Vec<u8>> =
        (0..site.pages.len()).map(|page| formats.sort_key(site.title(page, language).0)).collect();
    let mut position = vec![0; site.pages.len()];
    let of_page: Vec<Vec<PageId>> = members
        .iter()
        .zip(orders)
        .enumerate()
        .map(|(list, (pages, order))| {
            let mut pages = pages.clone();
            let is_section = matches!(site.pages[list].role, Role::Home | Role::Section);
            pages.sort_unstable_by_key(|page| {
                // A section's sections come before its pages, so that its pages are one slice.
                let is_page = is_section && site.pages[*page].role == Role::Page;
                (is_page, key(site, *order, *page, &titles[*page]))
            });
            for (at, page) in pages.iter().enumerate() {
                if site.section(*page) == Some(list) {
                    position[*page] = at as u32;
                }
            }
            pages
        })
        .collect();
    Lists { of_page, position }
}

/// What pages are sorted by; content paths decide what else is equal.
type Key<'a> = (i64, Reverse<Option<Date>>, &'a [u8], &'a str);

fn key<'a>(site: &'a Site, order: SortBy, page: PageId, title: &'a [u8]) -> Key<'a> {
    let page = &site.pages[page];
    let weight = page.facts.weight.unwrap_or(i64::MAX);
    match order {
        SortBy::Weight => (weight, Reverse(page.facts.date), title, &page.path),
        SortBy::Date => (0, Reverse(page.facts.date), title, &page.path),
        SortBy::Title => (0, Reverse(None), title, &page.path),
    }
}

impl Site {
    /// Pages in another order than their list has.
    pub fn sorted(&self, mut pages: Vec<PageId>, order: SortBy, language: LanguageId) -> Vec<PageId> {
        let formats = &self.formats[language];
        // What titles are sorted by takes long to make, and decides little where dates are sorted.
        let titles: Vec<OnceCell<Vec<u8>>> = vec![OnceCell::new(); self.pages.len()];
        let title = |page: PageId| {
            titles[page].get_or_init(|| formats.sort_key(self.title(page, language).0)).as_slice()
        };
        pages.sort_by(|one, other| {
            let (weight, date, _, path) = key(self, order, *one, &[]);
            let (other_weight, other_date, _, other_path) = key(self, order, *other, &[]);
            (weight, date)
                .cmp(&(other_weight, other_date))
                .then_with(|| title(*one).cmp(title(*other)))
                .then_with(|| path.cmp(other_path))
        });
        pages
    }
}
