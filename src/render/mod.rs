//! Renders a route to bytes. Pure: no file is touched, and routes can be rendered in any order and on any thread.

mod context;
mod feed;
mod finishing;
mod glossary;
mod language;
mod open_search;
mod page;
mod paginator;
mod prose;
mod repeated_ids;
mod search;
mod sentinels;
mod sitemap;
mod spaces;

use std::any::Any;
use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use crate::artefacts::{Artefact, Digest, Key, Store};
use crate::content::Document;
use crate::diagnostics::{Code, Diagnostic};
use crate::language::LanguageId;
use crate::markup::PageSources;
use crate::pictures::PictureSet;
#[cfg(feature = "pictures")]
use crate::pictures::published_artefact;
use crate::site::{Asset, AssetOrigin, PageId, Route, RouteKind, drawing_key};
use crate::svg;
#[cfg(feature = "cards")]
use crate::theme;
use crate::theme::View;

/// What is served at a route. Only pages and what is written like them are made here; all else is named, so that
/// nobody reads or makes what is published already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// These bytes.
    Bytes(Vec<u8>),
    /// Bytes that are part of the program.
    Embedded {
        /// The bytes.
        bytes: &'static [u8],
        /// Their digest.
        digest: Digest,
    },
    /// A copy of a source file, which is not read here.
    File {
        /// Where the file is.
        path: PathBuf,
        /// The digest of its bytes when the site was read.
        digest: Digest,
    },
    /// Something that is made when its bytes are needed, and kept in the store of artefacts.
    Artefact(Artefact),
}

impl Body {
    /// A digest that changes whenever the bytes do, known without making or reading them: the digest of the bytes, or
    /// the key of an artefact.
    pub fn digest(&self) -> Digest {
        match self {
            Self::Bytes(bytes) => Digest::of(bytes),
            Self::Embedded { digest, .. } | Self::File { digest, .. } => *digest,
            Self::Artefact(artefact) => artefact.key().digest(),
        }
    }

    /// Does the work that is still to be done: the bytes of an artefact come from the store, which makes them if it does
    /// not have them. Build and preview call this alike, for a body whose bytes they need.
    ///
    /// # Errors
    /// Says what is wrong with a source that the artefact cannot be made from.
    pub fn finish(self, store: &Store) -> Result<Finished, Diagnostic> {
        Ok(match self {
            Self::Bytes(bytes) => Finished::Bytes(bytes.into()),
            Self::Embedded { bytes, .. } => Finished::Bytes(bytes.into()),
            Self::File { path, .. } => Finished::File(path),
            Self::Artefact(artefact) => Finished::Bytes(store.get(&artefact)?.into()),
        })
    }
}

/// A body of which no work is left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finished {
    /// These bytes.
    Bytes(Cow<'static, [u8]>),
    /// The bytes of a source file, to be copied.
    File(PathBuf),
}

/// What rendering a page has found.
#[derive(Default)]
struct Found {
    diagnostics: Vec<Diagnostic>,
    pictures: Vec<Arc<PictureSet>>,
    sources: Option<PageSources>,
}

/// The output of a route, its diagnostics, and what it needs besides.
#[derive(Debug, Clone, PartialEq)]
pub struct Rendered {
    /// The output. With an error among the diagnostics, it must not be published.
    pub body: Body,
    /// The mistakes that only rendering finds.
    pub diagnostics: Vec<Diagnostic>,
    /// The pictures that the page offers, which have no routes.
    pub pictures: Vec<Arc<PictureSet>>,
    /// What browsers load for a page, if the site has hosts that are told so.
    pub sources: Option<PageSources>,
}

/// Renders a route.
///
/// ```no_run
/// use std::path::Path;
///
/// use sapar::data::parse_date;
/// use sapar::project::Project;
/// use sapar::render::{Body, render};
/// use sapar::site::SiteOptions;
///
/// let options = SiteOptions { base_url: None, drafts: false, now: parse_date("2026-05-20").unwrap() };
/// let project = Project::open(Path::new("."), options).unwrap();
/// let view = project.view().unwrap();
/// let rendered = render(view, view.site.route_at("/kk/").unwrap());
/// assert!(rendered.diagnostics.is_empty() && matches!(rendered.body, Body::Bytes(_)));
/// ```
pub fn render(view: &Arc<View>, route: &Route) -> Rendered {
    let mut found = Found::default();
    let body = match route.kind {
        RouteKind::Asset(index) => asset(view, &view.site.assets[index]),
        RouteKind::Page { page, language, number } => {
            Body::Bytes(page::page(view, page, language, number, &mut found))
        }
        RouteKind::Root => Body::Bytes(page::root(view, &mut found)),
        RouteKind::SearchPage(language) => Body::Bytes(page::search(view, language, &mut found)),
        RouteKind::OpenSearch(language) => Body::Bytes(open_search::description(&view.site, language)),
        RouteKind::NotFound(language) => Body::Bytes(page::not_found(view, Some(language), &mut found)),
        RouteKind::RootNotFound => Body::Bytes(page::not_found(view, None, &mut found)),
        RouteKind::Redirect { page, language } => {
            Body::Bytes(page::redirect(view, &route.url, page, language, &mut found))
        }
        RouteKind::Feed { page, language } => Body::Bytes(feed::atom(&view.site, page, language)),
        RouteKind::Card { page, language } => card(view, page, language, &mut found.diagnostics),
        RouteKind::Sitemap(part) => Body::Bytes(sitemap::sitemap(&view.site, part)),
        RouteKind::SitemapIndex => Body::Bytes(sitemap::index(&view.site)),
        RouteKind::Search { language, file } => Body::Artefact(search::index_file(view, language, file)),
        RouteKind::Robots => Body::Bytes(sitemap::robots(&view.site)),
    };
    let Found { diagnostics, pictures, sources } = found;
    Rendered { body, diagnostics, pictures, sources }
}

/// How many routes are rendered before the values that were cached for them are dropped, when nothing is published. They are sorted
/// by URL, so that lists mostly stand with the pages that they list.
const ROUTES_PER_VIEW: usize = 10_000;

/// Adds everything that only rendering finds wrong with a site to what is known already.
pub fn find_all(view: &Arc<View>, diagnostics: &mut Vec<Diagnostic>) {
    find_all_with(view, diagnostics, |_, _| ());
}

/// The same; each route is also handed to `look` as it was rendered, with its number among the routes. Returns what that says
/// of each route, in their order.
pub fn find_all_with<T: Send>(
    view: &Arc<View>,
    diagnostics: &mut Vec<Diagnostic>,
    look: impl Fn(usize, &Rendered) -> T + Sync,
) -> Vec<T> {
    let mut looks = Vec::with_capacity(view.site.routes.len());
    for routes in view.site.routes.chunks(ROUTES_PER_VIEW) {
        let first = looks.len();
        // Without the cached values of the routes before.
        let view = &Arc::new(view.with_site(view.site.clone()));
        let of_route = |(number, route): (usize, &Route)| {
            let rendered = render_guarded(view, route);
            let seen = look(first + number, &rendered);
            // They are many on some sites, and each would keep the text of its page.
            (seen, rendered.diagnostics.into_iter().map(Diagnostic::unread).collect())
        };
        let all: Vec<(T, Vec<Diagnostic>)> = routes.par_iter().enumerate().map(of_route).collect();
        for (look, found) in all {
            looks.push(look);
            diagnostics.extend(found);
        }
    }
    diagnostics.extend(diagnostics_ahead(view, diagnostics));
    looks
}

/// What is wrong with pages that are still to be published, and with links to them: told today, so that no build fails on
/// a later day without an edit. `found` is what today's pages were found to have.
pub fn diagnostics_ahead(view: &View, found: &[Diagnostic]) -> Vec<Diagnostic> {
    let Some(ahead) = view.ahead() else { return Vec::new() };
    let unpublished = found.iter().filter(|diagnostic| diagnostic.code == Code::LinkUnpublished);
    let files: FxHashSet<&str> =
        unpublished.filter_map(|diagnostic| Some(diagnostic.location.as_ref()?.file())).collect();
    let mut routes = view.site.routes_ahead();
    for (page, value) in ahead.site.pages.iter_enumerated() {
        for (language, text) in value.texts.iter_enumerated().filter(|(_, text)| text.origin.is_own()) {
            let is_concerned = |document: &Arc<Document>| files.contains(&*document.source.path);
            if text.document.as_ref().is_some_and(is_concerned) {
                let kind = RouteKind::Page { page, language, number: 1 };
                routes.push(Route { url: text.url.clone(), kind });
            }
        }
    }
    routes.par_iter().flat_map_iter(|route| render_guarded(&ahead, route).diagnostics).collect()
}

/// The social card of a page.
#[cfg(feature = "cards")]
fn card(view: &Arc<View>, page: PageId, language: LanguageId, diagnostics: &mut Vec<Diagnostic>) -> Body {
    diagnostics.extend(theme::card(view, page, language).diagnostics.iter().cloned());
    theme::card_artefact(view, page, language).map_or(Body::Bytes(Vec::new()), Body::Artefact)
}

/// No site has cards without the feature.
#[cfg(not(feature = "cards"))]
fn card(_: &Arc<View>, _: PageId, _: LanguageId, _: &mut Vec<Diagnostic>) -> Body {
    Body::Bytes(Vec::new())
}

fn asset(view: &View, asset: &Asset) -> Body {
    let digest = asset.digest;
    if let Some(text) = &asset.text {
        return Body::Bytes(text.as_bytes().to_vec());
    }
    if let Some(copy) = copy(view, asset) {
        return Body::Artefact(copy);
    }
    let minify = view.site.config.minify;
    match (drawing_key(asset, minify), &asset.origin) {
        (Some(key), AssetOrigin::File(path)) => Body::Artefact(drawing(key, path.clone(), asset, minify)),
        // The program has few drawings, and pages of it are shown where there is no store.
        (Some(_), AssetOrigin::Embedded(bytes)) => {
            let text = svg::publishable(&String::from_utf8_lossy(bytes), asset.is_unsafe_svg(), minify);
            text.map_or(Body::Embedded { bytes, digest }, |text| Body::Bytes(text.into_bytes()))
        }
        (None, AssetOrigin::File(path)) => Body::File { path: path.clone(), digest },
        (None, AssetOrigin::Embedded(bytes)) => Body::Embedded { bytes, digest },
    }
}

/// The copy of a photograph that is published at its address. Returns `None` for what is no photograph.
#[cfg(feature = "pictures")]
fn copy(view: &View, asset: &Asset) -> Option<Artefact> {
    let original = view.site.photograph(asset)?;
    Some(published_artefact(original, view.site.pictures.as_deref()?, &view.pictures))
}

/// Without the feature photographs are published as they are.
#[cfg(not(feature = "pictures"))]
fn copy(_: &View, _: &Asset) -> Option<Artefact> {
    None
}

/// An SVG without what must not be published, made smaller if `minify` says so. Making it takes less time than finding what was made.
fn drawing(key: Key, path: PathBuf, asset: &Asset, minify: bool) -> Artefact {
    let (shown, is_unsafe) = (asset.path.clone(), asset.is_unsafe_svg());
    Artefact::composed(key, move |_| {
        let bytes = std::fs::read(&path).unwrap_or_default();
        svg::publishable(&String::from_utf8_lossy(&bytes), is_unsafe, minify)
            .map(String::into_bytes)
            .map_err(|(_, detail)| Diagnostic::new(Code::SvgBroken).in_file(&shown).with("detail", detail))
    })
}

/// Renders a route. A panic, which is a bug of the program, becomes a diagnostic that names the page.
pub fn render_guarded(view: &Arc<View>, route: &Route) -> Rendered {
    match catch_unwind(AssertUnwindSafe(|| render(view, route))) {
        Ok(rendered) => rendered,
        Err(panic) => {
            let diagnostic = Diagnostic::new(Code::InternalError)
                .with("page", route.url.as_str())
                .with("detail", panic_message(&*panic));
            Rendered {
                body: Body::Bytes(Vec::new()),
                diagnostics: vec![diagnostic],
                pictures: Vec::new(),
                sources: None,
            }
        }
    }
}

/// What a panic said.
pub(crate) fn panic_message(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default()
}
