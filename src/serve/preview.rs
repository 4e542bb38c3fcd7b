//! What the preview shows: the newest snapshot of the site, and the last good version of each page that was requested.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use lru::LruCache;
use rustc_hash::FxHashMap;

use super::events::{Change, Events};
use super::page_diagnostics::PageDiagnostics;
use super::watch::Waker;
use crate::artefacts::{Digest, Store};
use crate::diagnostics::{Diagnostic, Severity, SourceText};
use crate::language::LanguageId;
#[cfg(feature = "pictures")]
use crate::pictures::variant_artefact;
#[cfg(feature = "pictures")]
use crate::project::original_of;
use crate::render::{Finished, Rendered, render_guarded};
use crate::site::{PageId, Route, RouteKind, Site};
use crate::theme::View;

/// Pages whose last good version is kept: enough for all tabs that are open.
const MAX_GOOD_PAGES: NonZeroUsize = NonZeroUsize::new(64).expect("it is not zero");

/// Saved pages that a change lists: a browser navigates to the first.
const MAX_SAVED_PAGES: usize = 16;

/// Old addresses that are kept; beyond that, only those of the last change are.
const MAX_MOVES: usize = 100_000;

/// An immutable snapshot of the site.
pub struct Snapshot {
    /// Grows with every change.
    pub version: u64,
    /// The site, or `None` if there has never been a valid configuration.
    pub view: Option<Arc<View>>,
    /// What can be found wrong with it without rendering, sorted by place.
    pub diagnostics: Vec<Diagnostic>,
    /// The files that are broken now and are replaced by their last good version.
    pub stale_files: Vec<String>,
    /// Redirects for pages that have moved: old to new addresses, from the site's root. A page may have moved again
    /// since.
    pub moved: Arc<FxHashMap<String, String>>,
}

impl Snapshot {
    /// The present address of the page that used to be at `url`.
    pub fn moved_to(&self, url: &str) -> Option<&str> {
        let site = &self.view.as_ref()?.site;
        // This ends: `moves` drops every old address that has a page again, so there are no cycles.
        let chain = std::iter::successors(self.moved.get(url), |url| self.moved.get(*url));
        chain.last().filter(|url| site.route_at(url).is_some()).map(String::as_str)
    }
}

/// A route as it is shown.
pub struct Shown {
    /// Its body with a digest that changes whenever the body does, or `None` if it can be shown neither as it is now nor as
    /// it was.
    pub body: Option<(Finished, Digest)>,
    /// What rendering it found wrong.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether this is an earlier version, because something that it needs is broken now.
    pub is_stale: bool,
}

/// The site that is shown, and its changes.
pub struct Preview {
    /// The site's folder.
    pub(super) root: PathBuf,
    current: RwLock<Arc<Snapshot>>,
    /// The last good version of pages, by address.
    good_pages: Mutex<LruCache<String, Arc<Vec<u8>>>>,
    /// Where artefacts come from.
    store: Store,
    /// Notifies browsers.
    pub events: Events,
    /// What rendering has found wrong with pages.
    pub page_diagnostics: PageDiagnostics,
    /// What only a look at the whole site has found, and no page is worse for: see [`crate::check`].
    findings: RwLock<Arc<Vec<Diagnostic>>>,
    /// Whether browsers navigate to the page that was saved.
    pub follows: bool,
    /// Whether drafts, and pages whose day is to come or past, are to be part of the site.
    drafts: AtomicBool,
    /// Wakes the thread that follows changes when `drafts` is switched.
    waker: Mutex<Waker>,
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
        let page_diagnostics = PageDiagnostics::default();
        page_diagnostics.mark_outdated(snapshot.version);
        Self {
            root: root.to_owned(),
            current: RwLock::new(Arc::new(snapshot)),
            good_pages: Mutex::new(LruCache::new(MAX_GOOD_PAGES)),
            store: Store::open(root),
            events: Events::new(),
            page_diagnostics,
            findings: RwLock::default(),
            follows,
            drafts: AtomicBool::new(false),
            waker: Mutex::default(),
        }
    }

    /// Whether drafts, and pages whose day is to come or past, are to be part of the site; the next snapshot follows it.
    pub fn shows_drafts(&self) -> bool {
        self.drafts.load(Ordering::SeqCst)
    }

    /// Asks for a snapshot with drafts, and with pages whose day is to come or past, or for one without them.
    pub fn show_drafts(&self, drafts: bool) {
        self.drafts.store(drafts, Ordering::SeqCst);
        self.waker.lock().unwrap_or_else(PoisonError::into_inner).wake();
    }

    /// Sets what is woken when another snapshot is asked for.
    pub fn set_waker(&self, waker: Waker) {
        *self.waker.lock().unwrap_or_else(PoisonError::into_inner) = waker;
    }

    /// The newest snapshot.
    pub fn current(&self) -> Arc<Snapshot> {
        Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Calls `act` if the site still has this version, and holds back the next one meanwhile: what is sent to browsers by `act`
    /// arrives before they are notified of the next version.
    pub(super) fn if_current(&self, version: u64, act: impl FnOnce()) {
        let current = self.current.read().unwrap_or_else(PoisonError::into_inner);
        if current.version == version {
            act();
        }
    }

    /// Replaces the snapshot and notifies browsers. `saved` are the content paths and language tags of documents that
    /// were saved, `assets` the addresses of files whose bytes changed.
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
                .take(MAX_SAVED_PAGES)
                .collect();
        }
        let snapshot = Arc::new(Snapshot { version, view, diagnostics, stale_files, moved });
        let mut current = self.current.write().unwrap_or_else(PoisonError::into_inner);
        *current = snapshot;
        self.events.send_change(&change);
        self.page_diagnostics.mark_outdated(version);
        drop(current);
        // Dropping a large site takes time that the next change should not wait for.
        std::thread::spawn(move || drop(last));
    }

    /// What the last look at the whole site has found.
    pub(super) fn findings(&self) -> Arc<Vec<Diagnostic>> {
        Arc::clone(&self.findings.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Replaces what was found on the whole site.
    pub(super) fn set_findings(&self, findings: Vec<Diagnostic>) {
        *self.findings.write().unwrap_or_else(PoisonError::into_inner) =
            Arc::new(findings.into_iter().map(Diagnostic::unread).collect());
    }

    /// Renders what a browser is shown at a route.
    pub fn show(&self, snapshot: &Snapshot, view: &Arc<View>, route: &Route) -> Shown {
        let Rendered { body, mut diagnostics, pictures, .. } = render_guarded(view, route);
        view.site.config.check.apply(&mut diagnostics);
        view.pictures.note_asked(&pictures);
        let digest = body.digest();
        let body = match body.finish(&self.store) {
            Ok(body) => body,
            Err(diagnostic) => {
                diagnostics.push(diagnostic);
                self.page_diagnostics.record(snapshot.version, &route.url, &diagnostics);
                return Shown { body: None, diagnostics, is_stale: false };
            }
        };
        self.page_diagnostics.record(snapshot.version, &route.url, &diagnostics);
        // An empty page alone is no error: a template may render nothing.
        let is_error = |diagnostic: &Diagnostic| diagnostic.severity() == Severity::Error;
        let is_wrong = !view.theme.is_whole() || diagnostics.iter().any(is_error);
        let is_empty = matches!(&body, Finished::Bytes(bytes) if bytes.is_empty());
        if route.is_html_page() && is_empty && is_wrong {
            let last_good = self.last_good(&route.url);
            let body = last_good.map(|page| (Finished::Bytes((*page).clone().into()), Digest::of(&page)));
            return Shown { is_stale: body.is_some(), body, diagnostics };
        }
        if let Finished::Bytes(bytes) = &body
            && route.is_html_page()
        {
            self.keep(&route.url, bytes);
        }
        Shown { body: Some((body, digest)), diagnostics, is_stale: is_stale(snapshot, &view.site, route) }
    }

    /// The bytes of a variant of a photograph that a page has asked for, made now if need be, with a digest that changes
    /// whenever they do. Returns `None` for any other address.
    #[cfg(feature = "pictures")]
    pub fn variant(&self, view: &View, url: &str) -> Option<(Vec<u8>, Digest)> {
        let variant = view.pictures.asked(url)?;
        let original = original_of(&view.site, &variant)?;
        let artefact = variant_artefact(original, variant, &view.pictures);
        // What is wrong with an original is told with the pages that show it.
        Some((self.store.get(&artefact).ok()?, artefact.key().digest()))
    }

    /// Without the feature there are no variants.
    #[cfg(not(feature = "pictures"))]
    pub fn variant(&self, _: &View, _: &str) -> Option<(Vec<u8>, Digest)> {
        None
    }

    fn last_good(&self, url: &str) -> Option<Arc<Vec<u8>>> {
        self.good_pages.lock().unwrap_or_else(PoisonError::into_inner).get(url).cloned()
    }

    fn keep(&self, url: &str, bytes: &[u8]) {
        let mut good = self.good_pages.lock().unwrap_or_else(PoisonError::into_inner);
        if good.get(url).is_none_or(|last| last.as_slice() != bytes) {
            good.put(url.to_owned(), Arc::new(bytes.to_vec()));
        }
    }
}

/// The files of a page in a language: the document that its reader sees, and its facts.
pub(super) fn files(site: &Site, page: PageId, language: LanguageId) -> Vec<String> {
    sources(site, page, language).iter().map(|source| source.path.to_string()).collect()
}

/// The same with their texts as they are now.
pub(super) fn sources(site: &Site, page: PageId, language: LanguageId) -> Vec<SourceText> {
    let page = &site.pages[page];
    let document = page.texts[language].document.as_ref().map(|document| document.source.open());
    document.into_iter().chain(page.facts.source.clone()).collect()
}

/// Whether a file that a route needs is replaced by an earlier version.
fn is_stale(snapshot: &Snapshot, site: &Site, route: &Route) -> bool {
    let own = match route.kind {
        RouteKind::Page { page, language, .. } => files(site, page, language),
        _ => Vec::new(),
    };
    // Every page needs the theme, the messages and the configuration, too.
    snapshot.stale_files.iter().any(|file| !file.starts_with("content/") || own.contains(file))
}

/// The redirects of pages that have moved, including those known before.
fn moves(last: &Snapshot, view: Option<&View>) -> Arc<FxHashMap<String, String>> {
    let (Some(old), Some(new)) = (last.view.as_deref().map(|view| &view.site), view.map(|view| &view.site))
    else {
        return Arc::clone(&last.moved);
    };
    if Arc::ptr_eq(&old.routes, &new.routes) || old.config.languages.len() != new.config.languages.len() {
        return Arc::clone(&last.moved);
    }
    // A page whose folder was renamed is recognised by the file of one of its documents.
    let text = |site: &Site, page: PageId, language: LanguageId| {
        let document = site.pages[page].texts[language].document.as_ref();
        document.and_then(|document| Some((language, document.digest?)))
    };
    let mut added: FxHashMap<(LanguageId, Digest), PageId> = FxHashMap::default();
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
    if last.moved.len() + moved.len() <= MAX_MOVES {
        for (from, to) in earlier {
            moved.entry(from.clone()).or_insert_with(|| to.clone());
        }
    }
    Arc::new(moved)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_of_a_version_is_said_before_the_next_one_or_not_at_all() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let preview = Preview::new(folder.path(), None, Vec::new(), Vec::new(), false);
        let replace = || preview.replace(None, Vec::new(), Vec::new(), &[], &[]);
        let mut said = Vec::new();
        preview.if_current(1, || {
            said.push(1);
            // The next version has to wait.
            assert!(preview.current.try_write().is_err());
        });
        replace();
        preview.if_current(1, || said.push(1));
        preview.if_current(2, || said.push(2));
        assert_eq!(said, [1, 2]);
    }
}
