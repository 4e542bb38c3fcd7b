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
    /// The version of the site.
    version: u64,
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

    /// Replaces the diagnostics of the page at an address, which was rendered in a version of the site. What was found in an
    /// earlier version than the current one comes too late.
    pub(super) fn record(&self, version: u64, url: &str, diagnostics: &[Diagnostic]) {
        let mut state = self.lock();
        if version < state.version {
            return;
        }
        let by_page = &mut state.by_page;
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

    /// Requests a new check of all pages, because the site has changed to a version.
    pub(super) fn mark_outdated(&self, version: u64) {
        let mut state = self.lock();
        state.is_outdated = true;
        state.version = version;
        drop(state);
        self.outdated.notify_all();
    }

    /// Marks the diagnostics as complete, if the site still has this version.
    pub(super) fn mark_complete(&self, version: u64) {
        let mut state = self.lock();
        if state.version == version {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Code;

    #[test]
    fn what_was_found_in_an_earlier_version_comes_too_late() {
        let found = PageDiagnostics::default();
        let broken = [Diagnostic::new(Code::LinkNotFound).with("target", "/nowhere/")];
        found.mark_outdated(1);
        found.record(1, "/kk/", &broken);
        found.mark_outdated(2);
        found.record(2, "/kk/", &[]);
        // A check that began before the save goes on a little.
        found.record(1, "/kk/", &broken);
        found.mark_complete(1);
        assert_eq!((found.all(), found.is_outdated()), (Vec::new(), true));
        found.mark_complete(2);
        assert!(!found.is_outdated());
    }
}
