//! The table of routes: every URL of the site and what is rendered for it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use icu::casemap::CaseMapper;
use icu::normalizer::DecomposingNormalizer;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use typed_index_collections::TiSlice;

use super::lists::Lists;
use super::publication::PublicationPeriod;
use super::{Asset, AssetId, Page, PageId, Pages, Role, Site, SitemapEntry, SitemapId, Taxonomy};
use crate::config::{Config, ListConfig, TaxonomyId};
use crate::content::{MAX_URL_BYTES, NameError, read_alias};
use crate::data::{Spanned, suggested_text, text_range};
use crate::diagnostics::{Code, Diagnostic, Fix, Location, SourceText, Suggestion};
use crate::language::LanguageId;

/// The preview serves its own pages below this path, so no site may use it.
pub const PREVIEW_PATH: &str = "/_sapar";

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
    /// The sitemap, or one of several.
    Sitemap(SitemapId),
    /// The list of several sitemaps.
    SitemapIndex,
    /// `robots.txt`.
    Robots,
    /// A file that is published as it is.
    Asset(AssetId),
}

impl RouteKind {
    /// Whether no file of the site is its source, so that nothing of the site can give it another address.
    fn is_generated(self) -> bool {
        match self {
            Self::Root
            | Self::NotFound(_)
            | Self::RootNotFound
            | Self::Feed { .. }
            | Self::Sitemap(_)
            | Self::SitemapIndex
            | Self::Robots => true,
            Self::Page { .. } | Self::Redirect { .. } | Self::Asset(_) => false,
        }
    }
}

impl Route {
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
}

impl RouteSources<'_> {
    /// Whether two routes of one address are a mistake. Pages that are never published on the same day may share an address,
    /// and an old address waits until the page that is still there is removed.
    fn is_clash(self, first: RouteKind, second: RouteKind) -> bool {
        let period = |kind: RouteKind| match kind {
            RouteKind::Page { page, .. }
            | RouteKind::Redirect { page, .. }
            | RouteKind::Feed { page, .. } => self.pages[page].period,
            _ => PublicationPeriod::default(),
        };
        let (is_page, is_old) =
            (matches!(first, RouteKind::Page { .. }), matches!(second, RouteKind::Redirect { .. }));
        let is_waiting = is_page && is_old && period(first).until.is_some();
        !is_waiting && period(first).overlaps(period(second))
    }

    fn list_config(self, page: PageId) -> Option<ListConfig> {
        match self.pages[page].role {
            Role::Page => None,
            Role::Term(taxonomy, _) => Some(self.taxonomies[taxonomy].config.list),
            // A taxonomy lists all its terms on one page.
            Role::Taxonomy(_) => Some(ListConfig::default()),
            Role::Home | Role::Section => Some(self.config.list_config(&self.pages[page].path)),
        }
    }

    fn list_pages(self, page: PageId, language: LanguageId) -> usize {
        match self.list_config(page).and_then(|config| config.paginate_by) {
            Some(size) => self.lists[language].items(page).len().div_ceil(size).max(1),
            None => 1,
        }
    }

    fn list_url(self, page: PageId, language: LanguageId, number: usize) -> String {
        let url = &self.pages[page].texts[language].url;
        match number {
            1 => url.clone(),
            number => format!("{url}page/{number}/"),
        }
    }

    fn feed_url(self, page: PageId, language: LanguageId) -> Option<String> {
        let has_feed = page == Site::HOME || self.list_config(page).is_some_and(|config| config.feed);
        has_feed.then(|| format!("{}feed.xml", self.pages[page].texts[language].url))
    }
}

impl Site {
    fn route_sources(&self) -> RouteSources<'_> {
        RouteSources {
            config: &self.config,
            pages: &self.pages,
            taxonomies: &self.taxonomies,
            lists: &self.lists,
            assets: &self.assets,
            sitemaps: &self.sitemaps,
        }
    }

    /// The settings of a page's list. Returns `None` for a page without a list.
    pub fn list_config(&self, page: PageId) -> Option<ListConfig> {
        self.route_sources().list_config(page)
    }

    /// Whether a route is the first page of a list that may have several.
    pub(super) fn is_paginated(&self, route: &Route) -> bool {
        match route.kind {
            RouteKind::Page { page, number: 1, .. } => {
                self.list_config(page).is_some_and(|config| config.paginate_by.is_some())
            }
            _ => false,
        }
    }

    /// How many pages a list has, at least one.
    pub fn list_pages(&self, page: PageId, language: LanguageId) -> usize {
        self.route_sources().list_pages(page, language)
    }

    /// The URL of one page of a list.
    pub fn list_url(&self, page: PageId, language: LanguageId, number: usize) -> String {
        self.route_sources().list_url(page, language, number)
    }

    /// The URL of the feed of a page's list. Returns `None` if it has none.
    pub fn feed_url(&self, page: PageId, language: LanguageId) -> Option<String> {
        self.route_sources().feed_url(page, language)
    }
}

/// The URL of one of several sitemaps.
pub fn sitemap_url(part: SitemapId) -> String {
    format!("/sitemap-{}.xml", usize::from(part) + 1)
}

/// All routes, sorted by URL. Duplicates are reported, and the first one is kept.
pub(super) fn table(site: RouteSources<'_>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Route> {
    let languages: Vec<LanguageId> = site.config.languages.keys().collect();
    let of_languages: Vec<Vec<Route>> =
        languages.into_par_iter().map(|language| of_language(site, language)).collect();
    let mut routes: Vec<Route> = of_languages.into_iter().flatten().collect();
    let mut add = |url: String, kind: RouteKind| routes.push(Route { url, kind });
    add("/".to_owned(), RouteKind::Root);
    add("/404.html".to_owned(), RouteKind::RootNotFound);
    match site.sitemaps.len() {
        1 => add("/sitemap.xml".to_owned(), RouteKind::Sitemap(SitemapId::FIRST)),
        _ => {
            add("/sitemap.xml".to_owned(), RouteKind::SitemapIndex);
            for part in site.sitemaps.keys() {
                add(sitemap_url(part), RouteKind::Sitemap(part));
            }
        }
    }
    // The site's own robots.txt takes precedence.
    if !site.assets.iter().any(|asset| asset.url == "/robots.txt") {
        add("/robots.txt".to_owned(), RouteKind::Robots);
    }
    for (index, asset) in site.assets.iter_enumerated() {
        add(asset.url.clone(), RouteKind::Asset(index));
    }
    let aliases = aliases(site, diagnostics);
    for (url, kind, _) in &aliases {
        add(url.clone(), *kind);
    }
    let locations: Vec<Location> = aliases.into_iter().map(|(.., location)| location).collect();
    report_long(site, &routes, &locations, diagnostics);
    report_reserved(site, &routes, &locations, diagnostics);
    report_duplicates(site, &mut routes, &locations, diagnostics);
    routes.par_sort_unstable_by(|a, b| a.url.cmp(&b.url));
    routes
}

/// The routes of pages, lists and feeds in a language.
fn of_language(site: RouteSources<'_>, language: LanguageId) -> Vec<Route> {
    let mut routes = Vec::with_capacity(site.pages.len() + 8);
    let mut add = |url: String, kind: RouteKind| routes.push(Route { url, kind });
    add(format!("/{}/404.html", site.config.languages[language].tag), RouteKind::NotFound(language));
    for page in site.pages.keys() {
        for number in 1..=site.list_pages(page, language) {
            add(site.list_url(page, language, number), RouteKind::Page { page, language, number });
        }
        if let Some(url) = site.feed_url(page, language) {
            add(url, RouteKind::Feed { page, language });
        }
    }
    routes
}

/// The old URLs (`aliases`) of all pages, with their locations in the sources.
fn aliases(site: RouteSources<'_>, diagnostics: &mut Vec<Diagnostic>) -> Vec<(String, RouteKind, Location)> {
    let mut aliases = Vec::new();
    let mut add = |alias: &Spanned<String>, prefix: &str, source: &SourceText, kind: RouteKind| {
        let Spanned { value: alias, span } = alias;
        let location = source.location(span.clone());
        match read_alias(alias) {
            Ok(alias) => {
                // An old URL without a file extension was that of a folder.
                let is_file = alias.rsplit('/').next().is_some_and(|name| name.contains('.'));
                let slash = if is_file || alias.ends_with('/') { "" } else { "/" };
                aliases.push((format!("{prefix}{alias}{slash}"), kind, location));
            }
            Err(error) => {
                let diagnostic =
                    Diagnostic::new(Code::InvalidAlias).at(location).with("alias", alias.as_str());
                // It lacks nothing but the slash in front.
                let fix = (error == NameError::NotFromRoot).then(|| format!("/{alias}"));
                let is_address = |fix: &String| {
                    read_alias(fix).is_ok() && (prefix.is_empty() || after_language(site, fix).is_none())
                };
                let fix = fix.filter(is_address);
                let fix = fix.zip(text_range(source, span, alias));
                let fix =
                    fix.map(|(_, range)| Fix::new(source, [(range.start..range.start, "/".to_owned())]));
                diagnostics.push(error.explain(diagnostic).fix(fix));
            }
        }
    };
    for (id, page) in site.pages.iter_enumerated() {
        for (language, text) in page.texts.iter_enumerated() {
            let kind = RouteKind::Redirect { page: id, language };
            if let Some(source) = &page.facts.source {
                for alias in page.facts.aliases.iter().filter(|it| after_language(site, &it.value).is_none())
                {
                    let prefix = format!("/{}", site.config.languages[language].tag);
                    add(alias, &prefix, source, kind);
                }
            }
            if let Some(document) = text.document.as_ref().filter(|_| text.origin.is_own()) {
                for alias in &document.aliases {
                    add(alias, "", &document.source, kind);
                }
            }
        }
    }
    // An invalid alias in the facts is reported once, not once per language.
    diagnostics.dedup();
    site.pages.iter().for_each(|page| diagnostics.extend(aliases_with_language(site, page)));
    aliases
}

/// The old addresses in the facts of a page that begin with a language: as each language adds its own, they would stand
/// at `/ru/ru/…`, and the address that the author means would lead nowhere.
fn aliases_with_language(site: RouteSources<'_>, page: &Page) -> impl Iterator<Item = Diagnostic> {
    page.facts.aliases.iter().filter_map(move |alias| {
        let source = page.facts.source.as_ref()?;
        let (language, path) = after_language(site, &alias.value)?;
        let tag = &site.config.languages[language].tag;
        let document = match source.path.strip_suffix(".facts.toml") {
            Some(stem) => format!("{stem}.{tag}.md"),
            None if page.role.is_list() => format!("content{}_index.{tag}.md", page.path),
            None => format!("content{}index.{tag}.md", page.path),
        };
        let diagnostic = Diagnostic::new(Code::AliasWithLanguage)
            .at(source.location(alias.span.clone()))
            .with("alias", alias.value.as_str())
            .with("path", path)
            .with("document", document);
        let fix = suggested_text(source, &alias.span, &alias.value);
        Some(diagnostic.suggest(Suggestion::from(path.to_owned())).fix(fix))
    })
}

/// The language that an address begins with, and the address without it.
fn after_language<'a>(site: RouteSources<'_>, alias: &'a str) -> Option<(LanguageId, &'a str)> {
    site.config.languages.iter_enumerated().find_map(|(id, language)| {
        let path = alias.strip_prefix('/')?.strip_prefix(language.tag.as_str())?;
        path.starts_with('/').then_some((id, path))
    })
}

/// Reports URLs that are too long for the path of a file, each location once.
fn report_long(
    site: RouteSources<'_>,
    routes: &[Route],
    alias_locations: &[Location],
    diagnostics: &mut Vec<Diagnostic>,
) {
    for (index, route) in routes.iter().enumerate().filter(|(_, route)| route.url.len() > MAX_URL_BYTES) {
        let diagnostic = Diagnostic::new(Code::UrlTooLong).at(location(site, routes, index, alias_locations));
        let diagnostic = diagnostic.with("url", route.url.as_str()).with("length", route.url.len());
        diagnostics.push(diagnostic.with("limit", MAX_URL_BYTES));
    }
}

/// Reports every route that the preview could not show, because it uses the URL itself.
fn report_reserved(
    site: RouteSources<'_>,
    routes: &[Route],
    alias_locations: &[Location],
    diagnostics: &mut Vec<Diagnostic>,
) {
    let is_reserved =
        |route: &Route| route.url.strip_prefix(PREVIEW_PATH).is_some_and(|rest| rest.starts_with('/'));
    for (index, route) in routes.iter().enumerate().filter(|(_, route)| is_reserved(route)) {
        let location = location(site, routes, index, alias_locations);
        let diagnostic = Diagnostic::new(Code::ReservedUrl).at(location).with("url", route.url.as_str());
        diagnostics.push(diagnostic.with("reserved", format!("{PREVIEW_PATH}/")));
    }
}

/// Reports routes with the same output file, and files that are in the way of folders. `alias_locations` are the locations of
/// the aliases, which are the last routes.
fn report_duplicates(
    site: RouteSources<'_>,
    routes: &mut Vec<Route>,
    alias_locations: &[Location],
    diagnostics: &mut Vec<Diagnostic>,
) {
    let location = |index: usize| location(site, routes, index, alias_locations);
    let mut seen: FxHashMap<Cow<'_, str>, usize> = FxHashMap::default();
    seen.reserve(routes.len());
    let mut keep = vec![true; routes.len()];
    let mut reported: FxHashSet<(String, u32, u32, Option<String>)> = FxHashSet::default();
    for (index, route) in routes.iter().enumerate() {
        let key = key(&route.url);
        let Some(first) = seen.get(&key) else {
            seen.insert(key, index);
            continue;
        };
        keep[index] = false;
        let other = &routes[*first];
        if !site.is_clash(other.kind, route.kind) {
            continue;
        }
        // Static files of the site that override the theme's never get here; see `load`.
        let (mine, other_file) = (location(index), location(*first).file().to_owned());
        // A section also has a feed and further pages, and an alias in the facts holds for all languages: one report is enough.
        let other_of_file = (mine.line() == 0).then(|| other_file.clone());
        if !reported.insert((mine.file().to_owned(), mine.line(), mine.column(), other_of_file)) {
            continue;
        }
        let is_same = route.file() == other.file();
        diagnostics.push(match is_same || other.kind.is_generated() {
            true => duplicate(other, mine, other, other_file),
            false => Diagnostic::new(Code::UrlDiffersByCase)
                .at(mine)
                .with("url", route.url.as_str())
                .with("other", other_file)
                .with("other-url", other.url.as_str()),
        });
    }
    // A file `kk/lake` leaves no room for the folder of `kk/lake/index.html`.
    let mut blocked: BTreeMap<usize, usize> = BTreeMap::new();
    let files: FxHashMap<&str, usize> =
        seen.iter().filter(|(key, _)| !key.ends_with('/')).map(|(key, index)| (&**key, *index)).collect();
    for (key, index) in &seen {
        let folders = key.match_indices('/').map(|(at, _)| &key[..at]);
        let blocking = folders.filter_map(|folder| files.get(folder));
        for blocking in blocking.filter(|first| site.is_clash(routes[**first].kind, routes[*index].kind)) {
            let first = blocked.entry(*blocking).or_insert(*index);
            *first = (*first).min(*index);
        }
    }
    for (blocking, index) in blocked {
        // Report it where an author can change the URL.
        let (mine, other) = match routes[blocking].kind.is_generated() {
            true => (index, blocking),
            false => (blocking, index),
        };
        diagnostics.push(duplicate(
            &routes[blocking],
            location(mine),
            &routes[other],
            location(other).file().to_owned(),
        ));
    }
    let mut keep = keep.into_iter();
    routes.retain(|_| keep.next().unwrap_or(true));
}

/// The diagnostic, at `location`, for two routes with the URL of `at`; `other` is the one with another source.
fn duplicate(at: &Route, location: Location, other: &Route, other_file: String) -> Diagnostic {
    let diagnostic = Diagnostic::new(Code::DuplicateUrl).at(location).with("url", at.url.as_str());
    match other.kind.is_generated() {
        true => diagnostic.with("origin", "generated"),
        false => diagnostic.with("origin", "source").with("other", other_file),
    }
}

/// A key that is equal for URLs whose files would be the same on some system: without a leading slash and `index.html`,
/// decomposed (macOS) and by Unicode's full case folding (Windows, macOS), in which `ß` is `ss` and `ς` is `σ`.
fn key(url: &str) -> Cow<'_, str> {
    let path = url.trim_start_matches('/');
    let key = match path.strip_suffix("index.html") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
        _ => path,
    };
    match key.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        true => Cow::Borrowed(key),
        false => {
            // Canonical caseless matching: chapter 3.13 of the Unicode Standard, definition 145.
            let normalizer = DecomposingNormalizer::new_nfd();
            let folded = CaseMapper::new().fold_string(&normalizer.normalize(key)).into_owned();
            Cow::Owned(normalizer.normalize(&folded).into_owned())
        }
    }
}

/// The location of a route's source.
fn location(
    site: RouteSources<'_>,
    routes: &[Route],
    index: usize,
    alias_locations: &[Location],
) -> Location {
    match routes[index].kind {
        RouteKind::Page { page, language, .. } | RouteKind::Feed { page, language } => {
            let page = &site.pages[page];
            let text = &page.texts[language];
            match &text.document {
                Some(document) => match &document.slug {
                    Some(slug) if text.origin.is_own() => document.source.location(slug.span.clone()),
                    _ => Location::of_file(&document.source.path),
                },
                None => Location::of_file(&format!("content{}", page.path)),
            }
        }
        RouteKind::Redirect { .. } => alias_locations[index + alias_locations.len() - routes.len()].clone(),
        RouteKind::Asset(asset) => Location::of_file(&site.assets[asset].path),
        _ => Location::of_file(&site.config.source.path),
    }
}
