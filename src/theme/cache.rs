//! The cache of values that many pages show: summaries, lists, terms, dates.

use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use rustc_hash::{FxHashMap, FxHashSet};
use tera::{Map, Value};
use typed_index_collections::TiVec;

use super::Theme;
use super::fields::fields_value;
use super::slots::Slots;
use super::values::{config_value, language_value, map, plain_messages};
use crate::assets::minified_style;
use crate::config::TaxonomyId;
use crate::data::LocalDateTime;
use crate::language::{DateLength, LanguageId};
use crate::site::{PageId, Role, Site, TermId};

/// Values that many pages show, as Tera's values. Most are made when a page first asks for them, by whichever thread
/// comes first, and are cheap to clone.
///
/// It belongs to one [`View`](super::View) and is dropped with it, so that nothing in it can be stale: a site or theme
/// that has changed is a new view with an empty cache.
pub struct ValueCache {
    languages: TiVec<LanguageId, Value>,
    config: Value,
    summaries: Slots<Value>,
    lists: Slots<Value>,
    /// By taxonomy and term; made room for when a page first asks for one.
    terms: TiVec<TaxonomyId, OnceLock<Vec<OnceLock<Value>>>>,
    /// By language: the messages without arguments.
    messages: TiVec<LanguageId, FxHashMap<String, Value>>,
    crumbs: Slots<Value>,
    /// By page and language: the URLs of all pages of a list.
    list_urls: Slots<Vec<Value>>,
    #[cfg(feature = "cards")]
    cards: Slots<Arc<super::Card>>,
    /// By language: formatted dates.
    dates: TiVec<LanguageId, RwLock<FxHashMap<(LocalDateTime, DateLength), Value>>>,
    /// The ids of pages that were rendered to know them.
    ids: RwLock<FxHashMap<(PageId, LanguageId), Arc<FxHashSet<String>>>>,
    /// What the texts of elements `style` were made to; `None` where they stay.
    styles: RwLock<FxHashMap<String, Option<String>>>,
    count: usize,
}

/// Texts of elements `style` that are remembered: those of templates are the same on many pages.
const MAX_STYLES: usize = 256;

impl ValueCache {
    pub(super) fn new(site: &Site, theme: &Theme) -> Self {
        let ids = || site.config.languages.keys();
        let languages: TiVec<LanguageId, Value> = ids().map(|id| language_value(site, id)).collect();
        let count = languages.len();
        let pages = site.pages.len();
        let config = config_value(site, theme, languages.as_ref());
        let terms = site.taxonomies.iter().map(|_| OnceLock::new()).collect();
        let messages = ids().map(|id| plain_messages(site, id)).collect();
        Self {
            languages,
            config,
            summaries: Slots::new(pages, count),
            lists: Slots::new(pages, count),
            terms,
            messages,
            crumbs: Slots::new(pages, count),
            list_urls: Slots::new(pages, count),
            #[cfg(feature = "cards")]
            cards: Slots::new(pages, count),
            dates: std::iter::repeat_with(RwLock::default).take(count).collect(),
            ids: RwLock::default(),
            styles: RwLock::default(),
            count,
        }
    }

    /// The text of an element `style`, made smaller; `None` if it cannot be.
    pub fn minified_style(&self, text: &str) -> Option<String> {
        if let Some(known) = self.styles.read().unwrap_or_else(PoisonError::into_inner).get(text) {
            return known.clone();
        }
        let minified = minified_style(text);
        let mut styles = self.styles.write().unwrap_or_else(PoisonError::into_inner);
        if styles.len() < MAX_STYLES {
            styles.insert(text.to_owned(), minified.clone());
        }
        minified
    }

    /// The ids that a page has as a reader of a language sees it; `make` renders it.
    pub fn ids(
        &self,
        page: PageId,
        language: LanguageId,
        make: impl FnOnce() -> FxHashSet<String>,
    ) -> Arc<FxHashSet<String>> {
        // A thread that panicked left nothing half done here.
        let known = self.ids.read().unwrap_or_else(PoisonError::into_inner).get(&(page, language)).cloned();
        known.unwrap_or_else(|| {
            // Not under the lock: rendering takes long. Where two threads do it, both find the same.
            let ids = Arc::new(make());
            let mut all = self.ids.write().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(all.entry((page, language)).or_insert(ids))
        })
    }

    /// The pages whose ids were asked for, for which they were rendered.
    pub fn pages_with_ids(&self) -> Vec<(PageId, LanguageId)> {
        self.ids.read().unwrap_or_else(PoisonError::into_inner).keys().copied().collect()
    }

    /// A language, as `lang`.
    pub fn language(&self, language: LanguageId) -> Value {
        self.languages[language].clone()
    }

    /// Whether a value is the cached one of a language, by address: the comparison costs nothing.
    pub(super) fn is_language(&self, value: &Value, language: LanguageId) -> bool {
        let own = self.languages[language].as_map();
        value.as_map().zip(own).is_some_and(|(value, own)| std::ptr::eq(value, own))
    }

    /// The configuration, as `config`.
    pub fn config(&self) -> Value {
        self.config.clone()
    }

    /// The summary of a page, as lists in a language show it.
    pub fn summary(&self, site: &Site, page: PageId, language: LanguageId) -> Value {
        self.summaries
            .of(page, language)
            .get_or_init(|| {
                summary_value(self, site, page, language, &|target| self.reference(site, target, language))
            })
            .clone()
    }

    /// The summary of a page that a summary refers to. It does not include the pages that it refers to itself: pages may
    /// refer to each other, and the recursion would not end.
    fn reference(&self, site: &Site, page: PageId, language: LanguageId) -> Value {
        summary_value(self, site, page, language, &|_| Value::none())
    }

    /// A page as a breadcrumb.
    pub fn crumb(&self, page: PageId, language: LanguageId, make: impl FnOnce() -> Value) -> Value {
        self.crumbs.of(page, language).get_or_init(make).clone()
    }

    /// The URLs of all pages of a list, as its other pages show them.
    pub fn list_urls(
        &self,
        page: PageId,
        language: LanguageId,
        make: impl FnOnce() -> Vec<Value>,
    ) -> &[Value] {
        self.list_urls.of(page, language).get_or_init(make)
    }

    /// The social card of a page.
    #[cfg(feature = "cards")]
    pub(super) fn card(
        &self,
        page: PageId,
        language: LanguageId,
        make: impl FnOnce() -> super::Card,
    ) -> Arc<super::Card> {
        Arc::clone(self.cards.of(page, language).get_or_init(|| Arc::new(make())))
    }

    /// A formatted date. The same dates occur on many pages, because lists repeat them.
    pub(super) fn date(
        &self,
        site: &Site,
        language: LanguageId,
        day: LocalDateTime,
        length: DateLength,
    ) -> Value {
        const HELD: &str = "no thread panics while it holds the lock";
        let days = &self.dates[language];
        if let Some(written) = days.read().expect(HELD).get(&(day, length)) {
            return written.clone();
        }
        let written = Value::from(site.formats[language].date_time(day, length));
        days.write().expect(HELD).insert((day, length), written.clone());
        written
    }

    /// A message without arguments. Returns `None` if the language itself does not have it.
    pub fn message(&self, language: LanguageId, id: &str) -> Option<Value> {
        self.messages[language].get(id).cloned()
    }

    /// A term of a taxonomy.
    pub fn term(&self, site: &Site, taxonomy: TaxonomyId, term: TermId, language: LanguageId) -> Value {
        let terms = self.terms[taxonomy].get_or_init(|| {
            let length = site.taxonomies[taxonomy].terms.len() * self.count;
            std::iter::repeat_with(OnceLock::new).take(length).collect()
        });
        terms[usize::from(term) * self.count + usize::from(language)]
            .get_or_init(|| term_value(self, site, taxonomy, term, language))
            .clone()
    }

    /// The terms of a taxonomy in the order of their names.
    pub fn terms(&self, site: &Site, taxonomy: TaxonomyId, language: LanguageId) -> Value {
        let page = site.taxonomies[taxonomy].page;
        let terms = site.listed(page, language).iter().filter_map(|page| match site.pages[page].role {
            Role::Term(_, term) => Some(self.term(site, taxonomy, term, language)),
            _ => None,
        });
        terms.collect::<Vec<Value>>().into()
    }

    /// The fields of a page, with summaries of the pages that they refer to.
    pub fn fields(&self, site: &Site, page: PageId, language: LanguageId) -> Value {
        fields_value(self, site, page, language, &|target| self.summary(site, target, language))
    }

    /// The summaries of all pages of a list.
    pub fn list(&self, site: &Site, page: PageId, language: LanguageId) -> Value {
        self.lists
            .of(page, language)
            .get_or_init(|| {
                let pages = site.items(page, language).iter();
                pages.map(|page| self.summary(site, page, language)).collect::<Vec<_>>().into()
            })
            .clone()
    }
}

/// A page as lists show it. `reference` makes the values of pages that its fields refer to.
fn summary_value(
    cache: &ValueCache,
    site: &Site,
    id: PageId,
    language: LanguageId,
    reference: &dyn Fn(PageId) -> Value,
) -> Value {
    let page = &site.pages[id];
    let text = &page.texts[language];
    let (title, title_language) = site.title(id, language);
    let document = text.document.as_ref();
    let description: Value = document.map_or("", |document| &document.description).into();
    let written_in = site.language(text.origin.language(language));
    let quotes = written_in.quotes;
    let summary = document.map_or(Value::from(""), |document| match &document.summary {
        Some(summary) => summary.as_str().into(),
        None if document.description.is_empty() => document.beginning(quotes).into(),
        None => description.clone(),
    });
    let speed = written_in.reading_speed;
    map([
        ("borrowed", page.is_borrowed(language).into()),
        ("date", page.facts.date.map(|date| date.to_string()).into()),
        ("description", description),
        ("draft", page.is_draft(language).into()),
        ("expired", site.is_expired(id).into()),
        ("facts", fields_value(cache, site, id, language, reference)),
        ("kind", site.kinds[page.kind].name.as_str().into()),
        ("lang", cache.language(title_language)),
        ("past", site.is_past(id).into()),
        ("path", page.path.as_str().into()),
        ("permalink", site.permalink(&text.url).into()),
        ("reading_time", document.map_or(1, |document| document.words().reading_minutes(speed)).into()),
        ("summary", summary),
        ("terms", page_terms(cache, site, id, language)),
        ("text_lang", cache.language(text.origin.language(language))),
        ("title", title.into()),
        ("unpublished", false.into()),
        ("updated", page.facts.updated.map(|date| date.to_string()).into()),
        ("url", site.href(&text.url).into()),
        ("weight", page.facts.weight.into()),
    ])
}

/// A page's terms: taxonomy → terms.
fn page_terms(cache: &ValueCache, site: &Site, page: PageId, language: LanguageId) -> Value {
    let facts = &site.pages[page].facts;
    let mut map = Map::new();
    for (index, taxonomy) in site.taxonomies.iter_enumerated() {
        let ids = facts.terms.get(index).map(Vec::as_slice).unwrap_or_default();
        let terms = ids.iter().filter_map(|id| {
            let term = taxonomy.find(&id.value)?;
            Some(cache.term(site, index, term, language))
        });
        map.insert(taxonomy.config.name.clone().into(), terms.collect::<Vec<Value>>().into());
    }
    map.into()
}

fn term_value(
    cache: &ValueCache,
    site: &Site,
    taxonomy: TaxonomyId,
    term: TermId,
    language: LanguageId,
) -> Value {
    let name = &site.taxonomies[taxonomy].config.name;
    let term = &site.taxonomies[taxonomy].terms[term];
    let (title, title_language) = site.title(term.page, language);
    map([
        ("count", site.listed(term.page, language).len().into()),
        ("id", term.id.as_str().into()),
        ("lang", cache.language(title_language)),
        ("name", title.into()),
        ("taxonomy", name.as_str().into()),
        ("url", site.href(&site.pages[term.page].texts[language].url).into()),
    ])
}
