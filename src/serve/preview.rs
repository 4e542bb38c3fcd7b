//! What the preview shows: the newest site, and the last good version of each page that was looked at.

use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::{Arc, Mutex, RwLock};

use lru::LruCache;
use rustc_hash::FxHashMap;

use super::events::{Change, Events};
use super::survey::Survey;
use crate::artefacts::Store;
use crate::diagnostics::{Diagnostic, Severity};
use crate::language::LanguageId;
use crate::render::{Finished, render_guarded};
use crate::site::{PageId, Route, RouteKind, Site};
use crate::theme::View;

/// How many pages' last good versions are kept: those of tabs that are open.
const KEPT_PAGES: NonZeroUsize = NonZeroUsize::new(64).expect("it is not zero");

/// How many of the pages that were saved at once are told: a browser goes to the first.
const TOLD_PAGES: usize = 16;

/// How many old addresses are remembered before all but the newest are forgotten.
const KEPT_MOVES: usize = 100_000;

/// The site at one moment.
pub struct Snapshot {
    /// Grows with every change.
    pub version: u64,
    /// The site; nothing where there was never a configuration that makes one.
    pub view: Option<Arc<View>>,
    /// What is wrong with it as far as it can be told without rendering, in the order of the places.
    pub diagnostics: Vec<Diagnostic>,
    /// The files that an earlier version stands in for.
    pub stale_files: Vec<String>,
    /// Where pages went that are not where they were: addresses from the site's root. A page may have gone on since.
    pub moved: Arc<FxHashMap<String, String>>,
}

impl Snapshot {
    /// Where the page is now that was at an address.
    pub fn moved_to(&self, url: &str) -> Option<&str> {
        let site = &self.view.as_ref()?.site;
        // No way comes back to where it was: a page that stands somewhere has not moved from there.
        let way = std::iter::successors(self.moved.get(url), |url| self.moved.get(*url));
        way.last().filter(|url| site.route_at(url).is_some()).map(String::as_str)
    }
}

/// A page as it is shown.
pub struct Shown {
    /// Its bytes; nothing where it cannot be shown at all.
    pub body: Option<Finished>,
    /// What rendering it found wrong.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether it is an earlier version, because something that it needs is broken now.
    pub is_stale: bool,
}

/// The site that is shown, now and as it changes.
pub struct Preview {
    current: RwLock<Arc<Snapshot>>,
    good: Mutex<LruCache<String, Arc<Vec<u8>>>>,
    store: Store,
    /// What browsers are told.
    pub events: Events,
    /// What is wrong with pages that nobody looks at.
    pub survey: Survey,
    /// Whether the browser goes to the page that was saved.
    pub follows: bool,
}

impl Preview {
    /// A preview of a site. `root` is its folder, where the store of artefacts is.
    pub fn new(
        root: &Path,
        view: Option<Arc<View>>,
        diagnostics: Vec<Diagnostic>,
        stale_files: Vec<String>,
        follows: bool,
    ) -> Self {
        let snapshot = Snapshot { version: 1, view, diagnostics, stale_files, moved: Arc::default() };
        let survey = Survey::default();
        survey.begin_again();
        Self {
            current: RwLock::new(Arc::new(snapshot)),
            good: Mutex::new(LruCache::new(KEPT_PAGES)),
            store: Store::open(root),
            events: Events::new(),
            survey,
            follows,
        }
    }

    /// The newest site.
    pub fn current(&self) -> Arc<Snapshot> {
        Arc::clone(&self.current.read().expect("no thread panics while it holds the site"))
    }

    /// Shows another site from now on, and tells the browsers. `saved` are the content paths and tags of
    /// languages of documents that were saved, `assets` the addresses of files whose bytes changed.
    pub fn replace(
        &self,
        view: Option<Arc<View>>,
        diagnostics: Vec<Diagnostic>,
        stale_files: Vec<String>,
        saved: &[(String, String)],
        assets: &[String],
    ) {
        let last = self.current();
        let version = last.version + 1;
        let moved = moves(&last, view.as_deref());
        let mut change = Change { version, follows: self.follows, ..Change::default() };
        if let Some(view) = &view {
            let site = &view.site;
            change.assets = assets.iter().map(|url| site.href(url)).collect();
            change.saved = saved
                .iter()
                .filter_map(|(path, tag)| {
                    let page = site.page_at(path)?;
                    Some(site.href(&site.pages[page].texts[site.config.language(tag)?].url))
                })
                .take(TOLD_PAGES)
                .collect();
        }
        let snapshot = Arc::new(Snapshot { version, view, diagnostics, stale_files, moved });
        *self.current.write().expect("no thread panics while it holds the site") = snapshot;
        self.events.tell(&change);
        self.survey.begin_again();
        // To let go of a large site takes time that the next change should not wait for.
        std::thread::spawn(move || drop(last));
    }

    /// What a browser is shown at a route.
    pub fn show(&self, snapshot: &Snapshot, view: &Arc<View>, route: &Route) -> Shown {
        let (body, mut diagnostics) = render_guarded(view, route);
        let body = match body.finish(&self.store) {
            Ok(body) => body,
            Err(diagnostic) => {
                diagnostics.push(diagnostic);
                self.survey.note(&route.url, &diagnostics);
                return Shown { body: None, diagnostics, is_stale: false };
            }
        };
        self.survey.note(&route.url, &diagnostics);
        // A template may say nothing, and be right.
        let is_error = |diagnostic: &Diagnostic| diagnostic.severity() == Severity::Error;
        let is_wrong = !view.theme.is_whole() || diagnostics.iter().any(is_error);
        let is_empty = matches!(&body, Finished::Bytes(bytes) if bytes.is_empty());
        if is_page(route) && is_empty && is_wrong {
            let body = self.last_good(&route.url).map(|bytes| Finished::Bytes((*bytes).clone().into()));
            return Shown { is_stale: body.is_some(), body, diagnostics };
        }
        if let Finished::Bytes(bytes) = &body
            && is_page(route)
        {
            self.keep(&route.url, bytes);
        }
        Shown { body: Some(body), diagnostics, is_stale: is_stale(snapshot, &view.site, route) }
    }

    fn last_good(&self, url: &str) -> Option<Arc<Vec<u8>>> {
        self.good.lock().expect("no thread panics while it holds the pages").get(url).cloned()
    }

    fn keep(&self, url: &str, bytes: &[u8]) {
        let mut good = self.good.lock().expect("no thread panics while it holds the pages");
        if good.get(url).is_none_or(|last| last.as_slice() != bytes) {
            good.put(url.to_owned(), Arc::new(bytes.to_vec()));
        }
    }
}

/// Whether a template renders what stands at a route.
pub(super) fn is_page(route: &Route) -> bool {
    matches!(
        route.kind,
        RouteKind::Page { .. }
            | RouteKind::Root
            | RouteKind::NotFound(_)
            | RouteKind::RootNotFound
            | RouteKind::Redirect { .. }
    )
}

/// The files of the page at a route, its facts and the document that its reader sees.
pub(super) fn files(site: &Site, page: PageId, language: LanguageId) -> Vec<String> {
    let page = &site.pages[page];
    let document = page.texts[language].document.as_ref().map(|document| &document.source);
    let sources = document.into_iter().chain(&page.facts.source);
    sources.map(|source| source.path.to_string()).collect()
}

/// Whether an earlier version of a file stands in for one that what is shown at a route needs.
fn is_stale(snapshot: &Snapshot, site: &Site, route: &Route) -> bool {
    let own = match route.kind {
        RouteKind::Page { page, language, .. } => files(site, page, language),
        _ => Vec::new(),
    };
    // A page needs the theme, the messages and the configuration, too.
    snapshot.stale_files.iter().any(|file| !file.starts_with("content/") || own.contains(file))
}

/// Where pages went, with what was known before.
fn moves(last: &Snapshot, view: Option<&View>) -> Arc<FxHashMap<String, String>> {
    let (Some(old), Some(new)) = (last.view.as_deref().map(|view| &view.site), view.map(|view| &view.site))
    else {
        return Arc::clone(&last.moved);
    };
    if Arc::ptr_eq(&old.routes, &new.routes) || old.config.languages.len() != new.config.languages.len() {
        return Arc::clone(&last.moved);
    }
    // A page that is in another folder now is known by the text of one of its documents.
    let text = |site: &Site, page: PageId, language: LanguageId| {
        let document = site.pages[page].texts[language].document.as_ref();
        document.map(|document| (language, Arc::clone(&document.source.text)))
    };
    let mut added: FxHashMap<(LanguageId, Arc<str>), PageId> = FxHashMap::default();
    for (id, page) in new.pages.iter_enumerated().filter(|(_, page)| old.page_at(&page.path).is_none()) {
        let texts = page.texts.keys().filter_map(|language| text(new, id, language));
        added.extend(texts.map(|text| (text, id)));
    }
    let mut moved: FxHashMap<String, String> = FxHashMap::default();
    for (id, page) in old.pages.iter_enumerated() {
        let target = new.page_at(&page.path).or_else(|| {
            let mut languages = page.texts.keys();
            languages.find_map(|language| added.get(&text(old, id, language)?).copied())
        });
        let Some(target) = target else { continue };
        for (was, is) in page.texts.iter().zip(&new.pages[target].texts) {
            if is.url != was.url && new.route_at(&was.url).is_none() {
                moved.insert(was.url.clone(), is.url.clone());
            }
        }
    }
    let earlier = last.moved.iter().filter(|(from, _)| new.route_at(from).is_none());
    if last.moved.len() + moved.len() <= KEPT_MOVES {
        for (from, to) in earlier {
            moved.entry(from.clone()).or_insert_with(|| to.clone());
        }
    }
    Arc::new(moved)
}
