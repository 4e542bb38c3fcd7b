//! The table of routes: every URL of the site and what is rendered for it.

use std::borrow::Cow;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::route::{Route, RouteKind, RouteSources};
use super::route_checks::{key, report_duplicates, report_long, report_reserved};
use super::search_files::{SearchFiles, search_folder};
use super::{Page, PageId, Role, Site, SitemapId};
use crate::config::ListConfig;
use crate::content::{NameError, read_alias};
use crate::data::{Spanned, suggested_text, text_range};
use crate::diagnostics::{Code, Diagnostic, Fix, Location, SourceText, Suggestion};
use crate::language::LanguageId;

impl Site {
    fn route_sources(&self) -> RouteSources<'_> {
        RouteSources {
            config: &self.config,
            pages: &self.pages,
            taxonomies: &self.taxonomies,
            lists: &self.lists,
            assets: &self.assets,
            sitemaps: &self.sitemaps,
            has_cards: self.has_cards,
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

    /// The URL that the social card of a page has where the site makes cards.
    pub fn card_url(&self, page: PageId, language: LanguageId) -> String {
        self.route_sources().card_url(page, language)
    }

    /// How many files the search index of a language has. Returns `None` if the site has no search.
    pub fn search_files(&self, language: LanguageId) -> Option<SearchFiles> {
        self.route_sources().search_files(language)
    }

    /// The URL of the search page of a language. Returns `None` if the site has no search.
    pub fn search_page_url(&self, language: LanguageId) -> Option<String> {
        let search = self.config.search.as_ref()?;
        Some(format!("/{}{}", self.language(language).tag, search.path))
    }

    /// The URL of the OpenSearch description of a language. Returns `None` if the site has no search.
    pub fn open_search_url(&self, language: LanguageId) -> Option<String> {
        self.config.search.as_ref()?;
        Some(format!("/{}/opensearch.xml", self.language(language).tag))
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
        add(asset.published_url.clone(), RouteKind::Asset(index));
    }
    let mut aliases = aliases(site, diagnostics);
    for (url, kind, _) in &aliases {
        add(url.clone(), *kind);
    }
    let within = aliases_within(site, &aliases, &routes);
    routes.extend(within.iter().map(|(url, kind, _)| Route { url: url.clone(), kind: *kind }));
    aliases.extend(within);
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
    if let Some(search) = &site.config.search {
        let tag = &site.config.languages[language].tag;
        add(format!("/{tag}{}", search.path), RouteKind::SearchPage(language));
        add(format!("/{tag}/opensearch.xml"), RouteKind::OpenSearch(language));
    }
    for page in site.pages.keys() {
        for number in 1..=site.list_pages(page, language) {
            add(site.list_url(page, language, number), RouteKind::Page { page, language, number });
        }
        if let Some(url) = site.feed_url(page, language) {
            add(url, RouteKind::Feed { page, language });
        }
        // A borrowed text has the card of the page that it is borrowed from.
        if site.has_cards && !site.pages[page].is_borrowed(language) {
            add(site.card_url(page, language), RouteKind::Card { page, language });
        }
    }
    if let Some(files) = site.search_files(language) {
        let folder = search_folder(&site.config.languages[language].tag);
        for file in files.iter() {
            add(format!("{folder}{}", file.name()), RouteKind::Search { language, file });
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
                let source = document.source.open();
                for alias in &document.aliases {
                    add(alias, "", &source, kind);
                }
            }
        }
    }
    // An invalid alias in the facts is reported once, not once per language.
    diagnostics.dedup();
    site.pages.iter().for_each(|page| diagnostics.extend(aliases_with_language(site, page)));
    aliases
}

/// The old URLs of what stands in a section that has an old URL of its own: who moves a section moves all in it. A URL that
/// something has already is left to that.
fn aliases_within(
    site: RouteSources<'_>,
    aliases: &[(String, RouteKind, Location)],
    routes: &[Route],
) -> Vec<(String, RouteKind, Location)> {
    let mut of_sections: FxHashMap<(PageId, LanguageId), Vec<(&str, &Location)>> = FxHashMap::default();
    for (url, kind, location) in aliases.iter().filter(|(url, ..)| url.ends_with('/')) {
        if let RouteKind::Redirect { page, language } = *kind
            && site.pages[page].role == Role::Section
        {
            of_sections.entry((page, language)).or_default().push((url, location));
        }
    }
    if of_sections.is_empty() {
        return Vec::new();
    }
    let mut taken: FxHashSet<Cow<'_, str>> = routes.iter().map(|route| key(&route.url)).collect();
    let mut within = Vec::new();
    for (id, page) in site.pages.iter_enumerated() {
        for above in std::iter::successors(page.parent, |above| site.pages[*above].parent) {
            for (language, text) in page.texts.iter_enumerated() {
                let Some(old) = of_sections.get(&(above, language)) else { continue };
                let Some(rest) = text.url.strip_prefix(&site.pages[above].texts[language].url) else {
                    continue;
                };
                for (old, location) in old {
                    let url = format!("{old}{rest}");
                    if taken.insert(Cow::Owned(key(&url).into_owned())) {
                        let kind = RouteKind::Redirect { page: id, language };
                        within.push((url, kind, (*location).clone()));
                    }
                }
            }
        }
    }
    within
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
