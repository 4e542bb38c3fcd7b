//! What rendering pages has found wrong, collected from requests and from the background check.

use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::diagnostics::{Diagnostic, sort_and_deduplicate};

/// Pages whose diagnostics are kept. A mistake of the theme may show on every page of a large site.
const MAX_PAGES: usize = 2_000;

/// The diagnostics of rendered pages, and whether they are those of the current site.
#[derive(Default)]
pub struct PageDiagnostics {
    state: Mutex<State>,
    outdated: Condvar,
}

#[derive(Default)]
struct State {
    /// Whether the site has changed since all pages were last rendered.
    is_outdated: bool,
    /// By the address of the page.
    by_page: BTreeMap<String, Vec<Diagnostic>>,
}

impl PageDiagnostics {
    /// The diagnostics of all pages, each mistake once.
    pub fn all(&self) -> Vec<Diagnostic> {
        let mut all: Vec<Diagnostic> = self.lock().by_page.values().flatten().cloned().collect();
        sort_and_deduplicate(&mut all);
        all
    }

    /// Whether pages are still to be checked since the last change of the site.
    pub fn is_outdated(&self) -> bool {
        self.lock().is_outdated
    }

    /// Replaces the diagnostics of the page at an address.
    pub(super) fn record(&self, url: &str, diagnostics: &[Diagnostic]) {
        let by_page = &mut self.lock().by_page;
        if diagnostics.is_empty() {
            by_page.remove(url);
        } else if by_page.len() < MAX_PAGES || by_page.contains_key(url) {
            by_page.insert(url.to_owned(), diagnostics.to_vec());
        }
    }

    /// Forgets pages that are no longer there.
    pub(super) fn retain(&self, exists: impl Fn(&str) -> bool) {
        self.lock().by_page.retain(|url, _| exists(url));
    }

    /// Requests a new check of all pages, because the site has changed.
    pub(super) fn mark_outdated(&self) {
        self.lock().is_outdated = true;
        self.outdated.notify_all();
    }

    /// Marks the diagnostics as those of the current site, if `is_current` still holds while nobody can mark them as
    /// outdated.
    pub(super) fn mark_complete(&self, is_current: impl Fn() -> bool) {
        let mut state = self.lock();
        if is_current() {
            state.is_outdated = false;
        }
    }

    /// Blocks until a check is requested, and then until no further one was requested for `quiet_period`.
    pub(super) fn wait_until_outdated(&self, quiet_period: Duration) {
        let mut state = self.lock();
        while !state.is_outdated {
            state = self.outdated.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        loop {
            let (next, result) =
                self.outdated.wait_timeout(state, quiet_period).unwrap_or_else(PoisonError::into_inner);
            if result.timed_out() {
                return;
            }
            state = next;
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
