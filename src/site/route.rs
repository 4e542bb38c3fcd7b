//! Routes, and the parts of a site that they follow from.

use std::sync::Arc;

use typed_index_collections::TiSlice;

use super::lists::Lists;
use super::publication::PublicationPeriod;
use super::search_files::{SearchFile, SearchFiles};
use super::{Asset, AssetId, Page, PageId, Pages, Role, Site, SitemapEntry, SitemapId, Taxonomy};
use crate::config::{Config, ListConfig, TaxonomyId};
use crate::language::LanguageId;

/// A URL of the site and what is rendered for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// The URL from the site's root, not encoded. One that ends in `/` is the `index.html` of a folder.
    pub url: String,
    /// What is rendered for it.
    pub kind: RouteKind,
}

/// What is rendered for a URL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RouteKind {
    /// The root: it leads to the reader's language.
    Root,
    /// A page in a language. A list's further pages have higher numbers than 1.
    Page {
        /// The page.
        page: PageId,
        /// The reader's language.
        language: LanguageId,
        /// The number of the list's page, from 1.
        number: usize,
    },
    /// The search page of a language.
    SearchPage(LanguageId),
    /// What browsers are told of the search of a language, as an OpenSearch description.
    OpenSearch(LanguageId),
    /// The 404 page of a language.
    NotFound(LanguageId),
    /// The 404 page of URLs without a known language.
    RootNotFound,
    /// A redirect from an old URL to a page.
    Redirect {
        /// The page.
        page: PageId,
        /// The language of the page that it leads to.
        language: LanguageId,
    },
    /// The Atom feed of a page's list; for the home page, of the whole language.
    Feed {
        /// The page.
        page: PageId,
        /// The language.
        language: LanguageId,
    },
    /// The picture of a page for previews of links to it.
    Card {
        /// The page.
        page: PageId,
        /// The language.
        language: LanguageId,
    },
    /// The sitemap, or one of several.
    Sitemap(SitemapId),
    /// The list of several sitemaps.
    SitemapIndex,
    /// `robots.txt`.
    Robots,
    /// A file of the search index of a language.
    Search {
        /// The language.
        language: LanguageId,
        /// The file.
        file: SearchFile,
    },
    /// A file of the site, the theme or the search.
    Asset(AssetId),
}

impl RouteKind {
    /// Whether no file of the site is its source, so that nothing of the site can give it another address.
    pub(super) fn is_generated(self) -> bool {
        match self {
            Self::Root
            | Self::SearchPage(_)
            | Self::OpenSearch(_)
            | Self::NotFound(_)
            | Self::RootNotFound
            | Self::Feed { .. }
            | Self::Card { .. }
            | Self::Sitemap(_)
            | Self::SitemapIndex
            | Self::Robots
            | Self::Search { .. } => true,
            Self::Page { .. } | Self::Redirect { .. } | Self::Asset(_) => false,
        }
    }
}

impl Route {
    /// Whether it is a page of HTML, which a template renders.
    pub fn is_html_page(&self) -> bool {
        matches!(
            self.kind,
            RouteKind::Page { .. }
                | RouteKind::Root
                | RouteKind::SearchPage(_)
                | RouteKind::NotFound(_)
                | RouteKind::RootNotFound
                | RouteKind::Redirect { .. }
        )
    }

    /// The path of its file in the output, `/`-separated, without a slash in front.
    pub fn file(&self) -> String {
        let path = self.url.trim_start_matches('/');
        match path.is_empty() || path.ends_with('/') {
            true => format!("{path}index.html"),
            false => path.to_owned(),
        }
    }
}

/// The parts of a site that determine its routes.
#[derive(Clone, Copy)]
pub(super) struct RouteSources<'s> {
    pub config: &'s Config,
    pub pages: &'s Pages,
    pub taxonomies: &'s TiSlice<TaxonomyId, Taxonomy>,
    pub lists: &'s TiSlice<LanguageId, Arc<Lists>>,
    pub assets: &'s TiSlice<AssetId, Asset>,
    pub sitemaps: &'s TiSlice<SitemapId, Vec<SitemapEntry>>,
    pub has_cards: bool,
}

impl RouteSources<'_> {
    /// Whether two routes of one address are a mistake. Pages that are never published on the same day may share an address,
    /// and an old address waits until the page that is still there is removed.
    pub fn is_clash(self, first: RouteKind, second: RouteKind) -> bool {
        let period = |kind: RouteKind| match kind {
            RouteKind::Page { page, .. }
            | RouteKind::Redirect { page, .. }
            | RouteKind::Feed { page, .. }
            | RouteKind::Card { page, .. } => self.pages[page].period,
            _ => PublicationPeriod::default(),
        };
        let (is_page, is_old) =
            (matches!(first, RouteKind::Page { .. }), matches!(second, RouteKind::Redirect { .. }));
        let is_waiting = is_page && is_old && period(first).until.is_some();
        !is_waiting && period(first).overlaps(period(second))
    }

    pub fn list_config(self, page: PageId) -> Option<ListConfig> {
        match self.pages[page].role {
            Role::Page => None,
            Role::Term(taxonomy, _) => Some(self.taxonomies[taxonomy].config.list),
            // A taxonomy lists all its terms on one page.
            Role::Taxonomy(_) => Some(ListConfig::default()),
            Role::Home | Role::Section => Some(self.config.list_config(&self.pages[page].path)),
        }
    }

    pub fn list_pages(self, page: PageId, language: LanguageId) -> usize {
        match self.list_config(page).and_then(|config| config.paginate_by) {
            Some(size) => self.lists[language].items(page).len().div_ceil(size).max(1),
            None => 1,
        }
    }

    pub fn list_url(self, page: PageId, language: LanguageId, number: usize) -> String {
        let url = &self.pages[page].texts[language].url;
        match number {
            1 => url.clone(),
            number => format!("{url}page/{number}/"),
        }
    }

    /// How many files the search index of a language has, if the site has a search.
    pub fn search_files(self, language: LanguageId) -> Option<SearchFiles> {
        let is_found = |page: &&Arc<Page>| page.role == Role::Page && !page.is_borrowed(language);
        self.config.search.is_some().then(|| SearchFiles::of(self.pages.iter().filter(is_found).count()))
    }

    pub fn card_url(self, page: PageId, language: LanguageId) -> String {
        format!("{}card.jpg", self.pages[page].texts[language].url)
    }

    pub fn feed_url(self, page: PageId, language: LanguageId) -> Option<String> {
        let has_feed = page == Site::HOME || self.list_config(page).is_some_and(|config| config.feed);
        has_feed.then(|| format!("{}feed.xml", self.pages[page].texts[language].url))
    }
}
