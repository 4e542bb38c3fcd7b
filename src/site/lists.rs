//! Which pages a page lists, and in which order.

use std::cmp::{Ordering, Reverse};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use typed_index_collections::{TiSlice, TiVec, ti_vec};

use super::page::{Pages, section, sections, title};
use super::{PageId, Role, SharedVec, Site, Taxonomy};
use crate::config::{Config, SortBy, TaxonomyId};
use crate::data::Date;
use crate::language::{Formats, LanguageId};

/// What a page lists.
#[derive(Debug, Clone, Default)]
struct List {
    /// The pages, in their order. The sections of a section come before its pages.
    pages: Vec<PageId>,
    /// Where those begin that are no sections of a section.
    first_item: usize,
    order: SortBy,
}

/// The lists of all pages in one language.
#[derive(Debug, Clone)]
pub(super) struct Lists {
    /// By the page that lists; most pages list nothing.
    lists: FxHashMap<PageId, Arc<List>>,
    /// The place of each page in its section's list.
    position: TiVec<PageId, u32>,
    sort_keys: SortKeys,
}

/// What titles are compared by, by page, but for those that a document has in the language itself. A key takes long to
/// make, and decides little where dates are sorted: it is made when it is needed, and cached.
type SortKeys = SharedVec<PageId, OnceLock<Arc<[u8]>>>;

/// What the order of pages in one language follows from.
#[derive(Clone, Copy)]
pub(super) struct Ordered<'s> {
    pub pages: &'s Pages,
    pub taxonomies: &'s TiSlice<TaxonomyId, Taxonomy>,
    pub formats: &'s Formats,
    pub language: LanguageId,
    /// Today.
    pub now: Date,
}

/// Sorts what every page lists, in every language.
pub(super) fn sort(
    config: &Config,
    now: Date,
    pages: &Pages,
    taxonomies: &TiSlice<TaxonomyId, Taxonomy>,
    formats: &TiSlice<LanguageId, Arc<Formats>>,
) -> TiVec<LanguageId, Arc<Lists>> {
    let unsorted = unsorted(config, now, pages, taxonomies);
    let languages: Vec<LanguageId> = formats.keys().collect();
    let lists = languages.into_par_iter().map(|language| {
        let ordered = Ordered { pages, taxonomies, formats: &formats[language], language, now };
        Arc::new(Lists::sorted(ordered, &unsorted))
    });
    TiVec::from(lists.collect::<Vec<_>>())
}

/// What each page lists, in no order yet. What is past is in no list, but in that of a page that is past itself.
fn unsorted(
    config: &Config,
    now: Date,
    pages: &Pages,
    taxonomies: &TiSlice<TaxonomyId, Taxonomy>,
) -> FxHashMap<PageId, List> {
    let mut lists: FxHashMap<PageId, List> = FxHashMap::default();
    for (id, _) in pages.iter_enumerated().filter(|(_, page)| !matches!(page.role, Role::Taxonomy(_))) {
        // What stands in a transparent section is listed above it; the section itself is no item.
        let sections = sections(pages, id).filter(|_| !pages[id].is_transparent);
        for section in sections.filter(|section| is_listed(pages, now, *section, id)) {
            let list = lists.entry(section).or_insert_with(|| List {
                order: config.list_config(&pages[section].path).sort_by,
                ..List::default()
            });
            list.pages.push(id);
        }
    }
    for taxonomy in taxonomies {
        // Terms are listed by their names.
        lists.entry(taxonomy.page).or_default().order = SortBy::Title;
        for term in &taxonomy.terms {
            let order = taxonomy.config.list.sort_by;
            let is_listed = |page: &&PageId| is_listed(pages, now, term.page, **page);
            let listed = term.pages.iter().filter(is_listed).copied().collect();
            lists.insert(term.page, List { pages: listed, order, first_item: 0 });
        }
    }
    lists
}

fn is_listed(pages: &Pages, now: Date, lister: PageId, page: PageId) -> bool {
    !pages[page].is_expired(now) || pages[lister].is_expired(now)
}

impl Lists {
    fn sorted(ordered: Ordered<'_>, unsorted: &FxHashMap<PageId, List>) -> Self {
        let length = ordered.pages.len();
        let mut position = ti_vec![0; length];
        let sort_keys: SortKeys = std::iter::repeat_with(OnceLock::new).take(length).collect();
        let sorted = unsorted.iter().map(|(page, list)| {
            (*page, Arc::new(sort_list(ordered, *page, list.clone(), &sort_keys, &mut position)))
        });
        let lists = sorted.collect();
        Self { lists, position, sort_keys }
    }

    /// The pages that a page lists.
    pub fn of(&self, page: PageId) -> &[PageId] {
        self.lists.get(&page).map_or(&[], |list| &list.pages)
    }

    /// The pages that a page lists, without the sections of a section.
    pub fn items(&self, page: PageId) -> &[PageId] {
        self.lists.get(&page).map_or(&[], |list| &list.pages[list.first_item..])
    }

    /// The pages before and after a page in the list of its section.
    pub fn neighbours(&self, page: PageId, section: Option<PageId>) -> (Option<PageId>, Option<PageId>) {
        let Some(list) = section.map(|section| self.of(section)) else { return (None, None) };
        let position = self.position[page] as usize;
        if list.get(position) != Some(&page) {
            return (None, None);
        }
        (position.checked_sub(1).map(|at| list[at]), list.get(position + 1).copied())
    }

    /// The same after the titles of some pages have changed: only the lists that hold one of them are sorted again.
    pub fn with_titles_of(&self, ordered: Ordered<'_>, changed: &[PageId]) -> Self {
        let mut sort_keys = self.sort_keys.clone();
        for page in changed {
            sort_keys = sort_keys.with(*page, OnceLock::new());
        }
        let mut touched: Vec<PageId> = changed.iter().flat_map(|page| ordered.lists_of(*page)).collect();
        touched.sort_unstable();
        touched.dedup();
        let mut position = self.position.clone();
        let mut lists = self.lists.clone();
        for page in touched {
            if let Some(list) = lists.get_mut(&page) {
                let sorted = sort_list(ordered, page, (**list).clone(), &sort_keys, &mut position);
                *list = Arc::new(sorted);
            }
        }
        Self { lists, position, sort_keys }
    }
}

/// Sorts the list of the page `lister`, and notes where each page stands in the list of its section.
fn sort_list(
    ordered: Ordered<'_>,
    lister: PageId,
    list: List,
    sort_keys: &SortKeys,
    position: &mut TiVec<PageId, u32>,
) -> List {
    let pages = ordered.pages;
    let is_section = matches!(pages[lister].role, Role::Home | Role::Section);
    // What is compared lies side by side: following each page to it for each comparison takes twice as long.
    let mut entries: Vec<Entry<'_>> = list
        .pages
        .iter()
        .map(|page| Entry {
            // A section's sections come before its pages, so that its pages are one slice.
            is_page: is_section && pages[*page].role == Role::Page,
            key: ordered.key(list.order, *page),
            title: if list.order == SortBy::Title { ordered.title_key(sort_keys, *page) } else { &[] },
            page: *page,
        })
        .collect();
    // A stable sort makes use of what is in order already, which after an edit is all but one page.
    entries.sort_by(|one, other| {
        (one.is_page, one.key, one.title)
            .cmp(&(other.is_page, other.key, other.title))
            .then_with(|| ordered.compare_titles(sort_keys, one.page, other.page))
    });
    let first_item = if is_section { entries.partition_point(|entry| !entry.is_page) } else { 0 };
    for (at, entry) in entries.iter().enumerate() {
        if section(pages, entry.page) == Some(lister) {
            position[entry.page] = at as u32;
        }
    }
    List { pages: entries.into_iter().map(|entry| entry.page).collect(), first_item, order: list.order }
}

/// A page while its list is sorted.
struct Entry<'s> {
    is_page: bool,
    key: Key,
    /// What its title is compared by, where that decides first.
    title: &'s [u8],
    page: PageId,
}

impl<'s> Ordered<'s> {
    fn key(self, order: SortBy, page: PageId) -> Key {
        let page = &self.pages[page];
        let date = Reverse(page.facts.date);
        // The next event comes first, and those that are over come last, the latest of them first.
        let day = |date: Date| i64::from(date.year()) * 400 + i64::from(date.day_of_year());
        let days = match page.days {
            Some((_, last)) if last < self.now => (1, -day(last)),
            Some((first, _)) => (0, day(first)),
            None => (2, 0),
        };
        match order {
            SortBy::Weight => (page.facts.weight.unwrap_or(i64::MAX), date, days),
            SortBy::Date => (0, date, days),
            SortBy::Title => (0, Reverse(None), (0, 0)),
        }
    }

    /// The pages that may list a page: its section, and its terms.
    fn lists_of(self, page: PageId) -> impl Iterator<Item = PageId> {
        let terms = self.taxonomies.iter_enumerated().flat_map(move |(id, taxonomy)| {
            let ids = self.pages[page].facts.terms.get(id).map(Vec::as_slice).unwrap_or_default();
            ids.iter().filter_map(|id| Some(taxonomy.terms[taxonomy.find(&id.value)?].page))
        });
        sections(self.pages, page).chain(terms)
    }

    /// Compares two pages by their titles; content paths decide where those are equal.
    fn compare_titles(self, sort_keys: &SortKeys, one: PageId, other: PageId) -> Ordering {
        let title = |page: PageId| self.title_key(sort_keys, page);
        title(one).cmp(title(other)).then_with(|| self.pages[one].path.cmp(&self.pages[other].path))
    }

    fn title_key<'k>(self, sort_keys: &'k SortKeys, page: PageId) -> &'k [u8]
    where
        's: 'k,
    {
        let text = &self.pages[page].texts[self.language];
        match &text.document {
            // A document caches the key that its title has in its own language and script.
            Some(document) if text.origin.is_own() => document.sort_key(self.formats),
            _ => sort_keys[page].get_or_init(|| {
                let (title, _) = title(&self.pages[page], self.taxonomies, self.language);
                self.formats.sort_key(title).into()
            }),
        }
    }
}

/// What pages are sorted by before their titles: the weight, the date, and the days of events.
type Key = (i64, Reverse<Option<Date>>, (u8, i64));

impl Site {
    pub(super) fn ordered(&self, language: LanguageId) -> Ordered<'_> {
        Ordered {
            pages: &self.pages,
            taxonomies: &self.taxonomies,
            formats: &self.formats[language],
            language,
            now: self.options.now,
        }
    }

    /// Pages in another order than their list has.
    pub fn sorted(&self, mut pages: Vec<PageId>, order: SortBy, language: LanguageId) -> Vec<PageId> {
        let (ordered, sort_keys) = (self.ordered(language), &self.lists[language].sort_keys);
        pages.sort_unstable_by(|one, other| {
            let by_key = ordered.key(order, *one).cmp(&ordered.key(order, *other));
            by_key.then_with(|| ordered.compare_titles(sort_keys, *one, *other))
        });
        pages
    }
}
