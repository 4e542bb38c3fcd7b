//! Which pages a page lists, and in which order.

use std::cmp::{Ordering, Reverse};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use typed_index_collections::{TiSlice, TiVec, ti_vec};

use super::page::{Pages, section, title};
use super::sequence::Sequence;
use super::{PageId, Role, SharedVec, Site, Taxonomy};
use crate::config::{Config, SortBy, TaxonomyId};
use crate::data::Date;
use crate::language::{Formats, LanguageId};

/// What a page lists.
#[derive(Debug, Clone, Default)]
struct List {
    /// The pages, in their order. The sections of a section come before its pages.
    pages: Sequence<PageId>,
    /// Where those begin that are no sections of a section.
    first_item: usize,
    order: SortBy,
}

/// The lists of all pages in one language.
#[derive(Debug, Clone)]
pub(super) struct Lists {
    /// By the page that lists; most pages list nothing.
    lists: SharedVec<PageId, Option<Arc<List>>>,
    /// The place that each page had in its section's list when all lists were sorted. Edits move it by a few places, if at all.
    position: Arc<TiVec<PageId, u32>>,
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
        let ordered = Ordered { pages, taxonomies, formats: &formats[language], language };
        Arc::new(Lists::sorted(ordered, &unsorted))
    });
    TiVec::from(lists.collect::<Vec<_>>())
}

/// What a page lists before it is sorted.
#[derive(Default)]
struct Unsorted {
    pages: Vec<PageId>,
    order: SortBy,
}

/// What each page lists, in no order yet. What is past is in no list, but in that of a page that is past itself.
fn unsorted(
    config: &Config,
    now: Date,
    pages: &Pages,
    taxonomies: &TiSlice<TaxonomyId, Taxonomy>,
) -> FxHashMap<PageId, Unsorted> {
    let mut lists: FxHashMap<PageId, Unsorted> = FxHashMap::default();
    for (id, _) in pages.iter_enumerated().filter(|(_, page)| !matches!(page.role, Role::Taxonomy(_))) {
        if let Some(section) = section(pages, id).filter(|section| is_listed(pages, now, *section, id)) {
            let list = lists.entry(section).or_insert_with(|| Unsorted {
                order: config.list_config(&pages[section].path).sort_by,
                pages: Vec::new(),
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
            lists.insert(term.page, Unsorted { pages: listed, order });
        }
    }
    lists
}

fn is_listed(pages: &Pages, now: Date, lister: PageId, page: PageId) -> bool {
    !pages[page].is_expired(now) || pages[lister].is_expired(now)
}

impl Lists {
    fn sorted(ordered: Ordered<'_>, unsorted: &FxHashMap<PageId, Unsorted>) -> Self {
        let length = ordered.pages.len();
        let mut position = ti_vec![0; length];
        let sort_keys: SortKeys = std::iter::repeat_with(OnceLock::new).take(length).collect();
        let mut lists: TiVec<PageId, Option<Arc<List>>> = ti_vec![None; length];
        for (page, Unsorted { pages, order }) in unsorted {
            let list = sort_list(ordered, *page, pages.iter().copied(), *order, &sort_keys);
            for (at, listed) in list.pages.iter().enumerate() {
                if section(ordered.pages, listed) == Some(*page) {
                    position[listed] = at as u32;
                }
            }
            lists[*page] = Some(Arc::new(list));
        }
        Self { lists: lists.into(), position: Arc::new(position), sort_keys }
    }

    /// The pages that a page lists.
    pub fn of(&self, page: PageId) -> Listed<'_> {
        Listed { pages: self.lists[page].as_deref().map(|list| &list.pages), first: 0 }
    }

    /// The pages that a page lists, without the sections of a section.
    pub fn items(&self, page: PageId) -> Listed<'_> {
        let list = self.lists[page].as_deref();
        Listed { pages: list.map(|list| &list.pages), first: list.map_or(0, |list| list.first_item) }
    }

    /// The pages before and after a page in the list of its section.
    pub fn neighbours(
        &self,
        ordered: Ordered<'_>,
        page: PageId,
        section: Option<PageId>,
    ) -> (Option<PageId>, Option<PageId>) {
        let list = section.and_then(|section| Some((section, self.lists[section].as_deref()?)));
        let Some((section, list)) = list else { return (None, None) };
        let Some(position) = self.position(ordered, section, list, page) else { return (None, None) };
        (position.checked_sub(1).and_then(|at| list.pages.get(at)), list.pages.get(position + 1))
    }

    /// Where a page is in the list of `lister`, which is in order.
    fn position(&self, ordered: Ordered<'_>, lister: PageId, list: &List, page: PageId) -> Option<usize> {
        let is_at = |at: &usize| list.pages.get(*at) == Some(page);
        // Nearly always nothing has moved it since all lists were sorted.
        let last = (section(ordered.pages, page) == Some(lister)).then(|| self.position[page] as usize);
        last.filter(is_at).or_else(|| {
            let is_before =
                |other| ordered.compare(lister, list.order, &self.sort_keys, other, page) == Ordering::Less;
            Some(list.pages.partition_point(is_before)).filter(is_at)
        })
    }

    /// The same after a page has got another title. Only that page changes its place, which a binary search finds: the cost
    /// grows with the logarithm of the lists that hold it. `old` and `new` are what the orders before and after that follow
    /// from.
    pub fn with_title_of(&self, page: PageId, old: Ordered<'_>, new: Ordered<'_>) -> Self {
        let sort_keys = self.sort_keys.with(page, OnceLock::new());
        let mut lists = self.lists.clone();
        for lister in touched(new, &[page]) {
            let Some(list) = self.lists[lister].as_deref() else { continue };
            let Some(from) = self.position(old, lister, list, page) else { continue };
            let others = list.pages.without(from);
            let to = others.partition_point(|other| {
                new.compare(lister, list.order, &sort_keys, other, page) == Ordering::Less
            });
            if to != from {
                let list = List { pages: others.with(to, page), ..*list };
                lists = lists.with(lister, Some(Arc::new(list)));
            }
        }
        Self { lists, position: Arc::clone(&self.position), sort_keys }
    }

    /// The same after the titles of many pages have changed: the lists that hold one of them are sorted again.
    pub fn with_titles_of(&self, ordered: Ordered<'_>, changed: &[PageId]) -> Self {
        let mut sort_keys = self.sort_keys.clone();
        for page in changed {
            sort_keys = sort_keys.with(*page, OnceLock::new());
        }
        let mut lists = self.lists.clone();
        for lister in touched(ordered, changed) {
            if let Some(list) = self.lists[lister].as_deref() {
                let sorted = sort_list(ordered, lister, list.pages.iter(), list.order, &sort_keys);
                lists = lists.with(lister, Some(Arc::new(sorted)));
            }
        }
        Self { lists, position: Arc::clone(&self.position), sort_keys }
    }
}

/// The pages that list one of `changed`.
fn touched(ordered: Ordered<'_>, changed: &[PageId]) -> Vec<PageId> {
    let mut touched: Vec<PageId> = changed.iter().flat_map(|page| ordered.lists_of(*page)).collect();
    touched.sort_unstable();
    touched.dedup();
    touched
}

/// The pages of a list, in their order.
#[derive(Clone, Copy)]
pub struct Listed<'s> {
    pages: Option<&'s Sequence<PageId>>,
    /// Where they begin in `pages`.
    first: usize,
}

impl<'s> Listed<'s> {
    /// How many there are.
    pub fn len(self) -> usize {
        self.pages.map_or(0, |pages| pages.len() - self.first)
    }

    /// Whether there are none.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// All of them.
    pub fn iter(self) -> impl Iterator<Item = PageId> + use<'s> {
        self.iter_from(0)
    }

    /// Those from an index on.
    pub fn iter_from(self, index: usize) -> impl Iterator<Item = PageId> + use<'s> {
        self.pages.into_iter().flat_map(move |pages| pages.iter_from(self.first + index))
    }
}

/// Sorts the list of the page `lister`.
fn sort_list(
    ordered: Ordered<'_>,
    lister: PageId,
    listed: impl Iterator<Item = PageId>,
    order: SortBy,
    sort_keys: &SortKeys,
) -> List {
    let pages = ordered.pages;
    // What is compared lies side by side: following each page to it for each comparison takes twice as long.
    let mut entries: Vec<Entry<'_>> = listed
        .map(|page| Entry {
            is_page: ordered.is_page_of(lister, page),
            key: key(pages, order, page),
            title: if order == SortBy::Title { ordered.title_key(sort_keys, page) } else { &[] },
            page,
        })
        .collect();
    // A stable sort makes use of what is in order already.
    entries.sort_by(|one, other| {
        (one.is_page, one.key, one.title)
            .cmp(&(other.is_page, other.key, other.title))
            .then_with(|| ordered.compare_titles(sort_keys, one.page, other.page))
    });
    let is_section = matches!(pages[lister].role, Role::Home | Role::Section);
    let first_item = if is_section { entries.partition_point(|entry| !entry.is_page) } else { 0 };
    List { pages: entries.into_iter().map(|entry| entry.page).collect(), first_item, order }
}

/// A page while its list is sorted.
struct Entry<'s> {
    is_page: bool,
    key: (i64, Reverse<Option<Date>>),
    /// What its title is compared by, where that decides first.
    title: &'s [u8],
    page: PageId,
}

impl<'s> Ordered<'s> {
    /// The pages that may list a page: its section, and its terms.
    fn lists_of(self, page: PageId) -> impl Iterator<Item = PageId> {
        let terms = self.taxonomies.iter_enumerated().flat_map(move |(id, taxonomy)| {
            let ids = self.pages[page].facts.terms.get(id).map(Vec::as_slice).unwrap_or_default();
            ids.iter().filter_map(|id| Some(taxonomy.terms[taxonomy.find(&id.value)?].page))
        });
        section(self.pages, page).into_iter().chain(terms)
    }

    /// Whether a page is one of the pages of a section: its sections come before them, so that they are one slice.
    fn is_page_of(self, lister: PageId, page: PageId) -> bool {
        let is_section = matches!(self.pages[lister].role, Role::Home | Role::Section);
        is_section && self.pages[page].role == Role::Page
    }

    /// Compares two pages of the list of `lister`, which no two pages are equal in.
    fn compare(
        self,
        lister: PageId,
        order: SortBy,
        sort_keys: &SortKeys,
        one: PageId,
        other: PageId,
    ) -> Ordering {
        let before_title = |page| (self.is_page_of(lister, page), key(self.pages, order, page));
        before_title(one).cmp(&before_title(other)).then_with(|| self.compare_titles(sort_keys, one, other))
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

/// What pages are sorted by before their titles.
fn key(pages: &Pages, order: SortBy, page: PageId) -> (i64, Reverse<Option<Date>>) {
    let facts = &pages[page].facts;
    match order {
        SortBy::Weight => (facts.weight.unwrap_or(i64::MAX), Reverse(facts.date)),
        SortBy::Date => (0, Reverse(facts.date)),
        SortBy::Title => (0, Reverse(None)),
    }
}

impl Site {
    pub(super) fn ordered(&self, language: LanguageId) -> Ordered<'_> {
        Ordered {
            pages: &self.pages,
            taxonomies: &self.taxonomies,
            formats: &self.formats[language],
            language,
        }
    }

    /// Pages in another order than their list has.
    pub fn sorted(&self, mut pages: Vec<PageId>, order: SortBy, language: LanguageId) -> Vec<PageId> {
        let (ordered, sort_keys) = (self.ordered(language), &self.lists[language].sort_keys);
        pages.sort_unstable_by(|one, other| {
            let by_key = key(&self.pages, order, *one).cmp(&key(&self.pages, order, *other));
            by_key.then_with(|| ordered.compare_titles(sort_keys, *one, *other))
        });
        pages
    }
}
