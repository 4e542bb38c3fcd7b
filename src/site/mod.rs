//! A site as a value: its pages in all languages, how they hang together, and every address it serves.
//!
//! A [`Site`] is put together from what was read, and never changes. It reads and writes no file, and knows nothing of
//! templates.

mod addresses;
mod alternates;
mod assemble;
mod asset;
mod content_path;
mod edit;
mod fallback;
mod fields;
mod file_names;
mod fingerprint;
mod frames;
mod html_links;
mod links;
mod lists;
mod loaded_files;
mod misspelt_files;
mod names;
mod page;
mod photographs;
mod pictures;
mod places;
mod publication;
mod route;
mod route_checks;
mod routes;
mod schemes;
mod search_files;
mod sequence;
mod shared;
mod sitemap;
mod suggestions;
mod taxonomy;
mod tree;
mod unpublished;

use std::sync::Arc;

use rustc_hash::FxHashMap;
use typed_index_collections::{TiSlice, TiVec};

use self::misspelt_files::MisspeltFiles;
use crate::config::{Config, TaxonomyId};
use crate::content::kind::{Kind, KindId};
use crate::data::Date;
use crate::diagnostics::SourceText;
use crate::glossary::Glossary;
use crate::language::{Catalogue, Formats, Language, LanguageId};
use crate::pictures::PictureSettings;

pub use alternates::Alternate;
pub use assemble::{PageSource, Sources, assemble};
pub use asset::{Asset, AssetId, AssetOrigin, is_picture};
pub use fingerprint::{PreparedAssets, PreparedKey, drawing_key};
pub use frames::Frame;
pub use links::{HasRenderedId, Target, encode_path};
pub use lists::Listed;
pub use loaded_files::{LoadedFile, LoadedFiles};
pub use page::{Page, PageFiles, PageId, Pages, Role, Text, TextOrigin};
pub use places::{NEAREST, Nearby};
pub use route::{Route, RouteKind};
pub use route_checks::PREVIEW_PATH;
pub use routes::sitemap_url;
pub use search_files::{SearchFile, SearchFiles, SearchScript, search_folder};
pub use shared::SharedVec;
pub use sitemap::{SitemapEntry, SitemapId};
pub use taxonomy::{Taxonomy, Term, TermId};
pub use unpublished::{UnpublishedAddress, UnpublishedPage, UnpublishedReason, UnpublishedRole};

/// Choices that a command makes for a site.
#[derive(Debug, Clone)]
pub struct SiteOptions {
    /// An address in the place of `base_url`.
    pub base_url: Option<String>,
    /// Whether drafts and pages of the future or past are part of the site.
    pub drafts: bool,
    /// Today.
    pub now: Date,
}

/// A site: immutable, and complete but for the bytes of its pages. [`assemble`] makes it from what was read; an edit in
/// the preview makes another one, which shares with it what is the same ([`Site::with_document`]).
#[derive(Clone)]
pub struct Site {
    /// The configuration.
    pub config: Arc<Config>,
    /// What the command chose.
    pub options: SiteOptions,
    /// The formats of each language.
    pub formats: Arc<TiVec<LanguageId, Arc<Formats>>>,
    /// The messages of theme and site.
    pub catalogue: Arc<Catalogue>,
    /// The kinds of pages.
    pub kinds: Arc<TiVec<KindId, Kind>>,
    /// Every page; the home page is the first.
    pub pages: Pages,
    /// The taxonomies, in the order of the configuration.
    pub taxonomies: Arc<TiVec<TaxonomyId, Taxonomy>>,
    /// Files that are published as they are.
    pub assets: Arc<TiVec<AssetId, Asset>>,
    /// What pages load, by the addresses that they have for it.
    pub loaded_files: Arc<LoadedFiles>,
    /// Whether pages have social cards.
    pub has_cards: bool,
    /// Which pictures pages get of photographs; `None` if these are published as they are.
    pub pictures: Option<Arc<PictureSettings>>,
    /// What terms are called; `None` if the site has no glossary.
    pub glossary: Option<Arc<Glossary>>,
    /// Every address of the site, in the order of the addresses.
    pub routes: Arc<Vec<Route>>,
    paths: Arc<FxHashMap<String, PageId>>,
    /// Pages that are left out: drafts, and those whose day is not now.
    unpublished: Arc<unpublished::Unpublished>,
    asset_urls: Arc<FxHashMap<String, AssetId>>,
    /// The names of the files beside pages, by which it is known what the sources name.
    file_names: Arc<file_names::FileNames>,
    /// Files beside pages that nobody names and that are therefore not published, in the order of their addresses.
    unnamed_files: Arc<Vec<Asset>>,
    misspelt_files: Arc<MisspeltFiles>,
    lists: TiVec<LanguageId, Arc<lists::Lists>>,
    sitemaps: Arc<TiVec<SitemapId, Vec<SitemapEntry>>>,
    /// Facts alone say where pages lie, and those stay as they are while a document is edited.
    places: Arc<places::Places>,
    /// For suggestions where a path leads nowhere.
    known_paths: Arc<suggestions::KnownPaths>,
    /// The site with the pages that are still to be published, if there are any.
    ahead: Option<Arc<Site>>,
}

impl Site {
    /// The home page.
    pub const HOME: PageId = PageId::FIRST;

    /// A language of the site.
    pub fn language(&self, language: LanguageId) -> &Language {
        &self.config.languages[language]
    }

    /// The page with a content path such as `/destinations/markakol/`.
    pub fn page_at(&self, path: &str) -> Option<PageId> {
        self.paths.get(path).copied()
    }

    /// What stands at an address from the site's root, not encoded.
    pub fn route_at(&self, url: &str) -> Option<&Route> {
        let index = self.routes.binary_search_by(|route| route.url.as_str().cmp(url)).ok()?;
        Some(&self.routes[index])
    }

    /// All content paths of pages, in no order.
    pub fn content_paths(&self) -> impl Iterator<Item = &str> {
        self.paths.keys().map(String::as_str)
    }

    /// The file that is published at an address from the site's root, such as `/css/main.css`.
    pub fn asset_at(&self, url: &str) -> Option<&Asset> {
        self.asset_urls.get(url).map(|index| &self.assets[*index])
    }

    /// Whether other versions of the texts that name files by their names alone name the same files as those that the site
    /// was made with; see [`Sources::naming_texts`].
    pub fn is_named_alike(&self, naming_texts: &[SourceText]) -> bool {
        self.file_names.is_named_alike(naming_texts)
    }

    /// Whether a file stands at an address in the content folder that nobody names, and that is therefore not published.
    fn is_unnamed(&self, url: &str) -> bool {
        self.unnamed_files.binary_search_by(|file| file.url.as_str().cmp(url)).is_ok()
    }

    /// The pages that a page lists in a language, in their order: a section's own pages, a term's pages.
    pub fn listed(&self, page: PageId, language: LanguageId) -> Listed<'_> {
        self.lists[language].of(page)
    }

    /// What the pages of a list show: a section's pages without its sections, all pages of a term.
    pub fn items(&self, page: PageId, language: LanguageId) -> Listed<'_> {
        self.lists[language].items(page)
    }

    /// The pages before and after a page in the list of its section.
    pub fn neighbours(&self, page: PageId, language: LanguageId) -> (Option<PageId>, Option<PageId>) {
        let is_page = |page: &PageId| self.pages[*page].role == Role::Page;
        match self.pages[page].role {
            Role::Page => {
                let (lists, ordered) = (&self.lists[language], self.ordered(language));
                let (previous, next) = lists.neighbours(ordered, page, self.section(page));
                (previous.filter(is_page), next)
            }
            _ => (None, None),
        }
    }

    /// The site with the pages that are still to be published, if there are any: what is wrong with it is told today.
    pub fn ahead(&self) -> Option<&Arc<Site>> {
        self.ahead.as_ref()
    }

    /// What renders the pages of [`Site::ahead`] that this site does not have.
    pub fn routes_ahead(&self) -> Vec<Route> {
        let Some(ahead) = &self.ahead else { return Vec::new() };
        let pages = ahead.pages.iter_enumerated().filter(|(_, page)| self.page_at(&page.path).is_none());
        let routes = pages.flat_map(|(id, page)| {
            page.texts.iter_enumerated().map(move |(language, text)| Route {
                url: text.url.clone(),
                kind: RouteKind::Page { page: id, language, number: 1 },
            })
        });
        routes.collect()
    }

    /// The parts of the sitemap.
    pub fn sitemaps(&self) -> &TiSlice<SitemapId, Vec<SitemapEntry>> {
        &self.sitemaps
    }

    /// An address within the site, with the base path and percent-encoded: what `href` holds.
    pub fn href(&self, url: &str) -> String {
        let mut href = String::with_capacity(url.len() + 8);
        href.push_str(self.config.base_path().trim_end_matches('/'));
        encode_path(url, &mut href);
        href
    }

    /// An address within the site with host and scheme.
    pub fn permalink(&self, url: &str) -> String {
        let mut permalink = String::with_capacity(url.len() + 40);
        permalink.push_str(self.config.base_url.as_str().trim_end_matches('/'));
        encode_path(url, &mut permalink);
        permalink
    }
}
