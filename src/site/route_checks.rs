//! Reports routes that cannot be served as they are: too long, taken by the preview, or with the file of another route.

use std::borrow::Cow;
use std::collections::BTreeMap;

use icu::casemap::CaseMapper;
use icu::normalizer::DecomposingNormalizer;
use rustc_hash::{FxHashMap, FxHashSet};

use super::route::{Route, RouteKind, RouteSources};
use crate::content::MAX_URL_BYTES;
use crate::diagnostics::{Code, Diagnostic, Location};

/// The preview serves its own pages below this path, so no site may use it.
pub const PREVIEW_PATH: &str = "/_sapar";

/// Reports URLs that are too long for the path of a file, each location once.
pub(super) fn report_long(
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
pub(super) fn report_reserved(
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
pub(super) fn report_duplicates(
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
        let key = key(source_url(site, route));
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

/// The address by which the sources name what a route has: two files with one name are a mistake, whatever is published.
fn source_url<'r>(site: RouteSources<'r>, route: &'r Route) -> &'r str {
    match route.kind {
        RouteKind::Asset(asset) => &site.assets[asset].url,
        _ => &route.url,
    }
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
pub(super) fn key(url: &str) -> Cow<'_, str> {
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
        RouteKind::Page { page, language, .. }
        | RouteKind::Feed { page, language }
        | RouteKind::Card { page, language } => {
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
