//! Renders the pages that nobody looks at, when there is time, to tell what is wrong with them.

use std::collections::BTreeMap;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use super::preview::{Preview, Snapshot, is_page};
use crate::diagnostics::{Counts, Diagnostic, sort_and_deduplicate};
use crate::render::render_guarded;
use crate::theme::View;

/// How long nothing must have changed before the pages are gone through: an editor's own page comes first.
const QUIET: Duration = Duration::from_millis(400);

/// After how many pages what was made ready for them is let go.
const PORTION: usize = 2_000;

/// How many mistakes are kept; a theme's mistake may show on every page.
const KEPT: usize = 2_000;

/// What rendering all pages has found wrong.
#[derive(Default)]
pub struct Survey {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    /// Whether the site changed after the pages were last gone through.
    is_old: bool,
    /// By the address of the page.
    found: BTreeMap<String, Vec<Diagnostic>>,
}

impl Survey {
    /// What was found on all pages, each mistake once.
    pub fn found(&self) -> Vec<Diagnostic> {
        let mut found: Vec<Diagnostic> = self.lock().found.values().flatten().cloned().collect();
        sort_and_deduplicate(&mut found);
        found
    }

    /// Whether the pages are still to be gone through.
    pub fn is_under_way(&self) -> bool {
        self.lock().is_old
    }

    /// Notes what rendering the page at an address has found wrong.
    pub(super) fn note(&self, url: &str, diagnostics: &[Diagnostic]) {
        let found = &mut self.lock().found;
        if diagnostics.is_empty() {
            found.remove(url);
        } else if found.len() < KEPT || found.contains_key(url) {
            found.insert(url.to_owned(), diagnostics.to_vec());
        }
    }

    pub(super) fn begin_again(&self) {
        self.lock().is_old = true;
        self.changed.notify_all();
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for a change, and then until there was none for a while.
    fn wait(&self, preview: &Preview) -> Arc<Snapshot> {
        let mut state = self.lock();
        while !state.is_old {
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        loop {
            let version = preview.current().version;
            state = self.changed.wait_timeout(state, QUIET).unwrap_or_else(PoisonError::into_inner).0;
            let current = preview.current();
            if current.version == version {
                return current;
            }
        }
    }
}

/// Goes through all pages after each change, for ever.
pub(super) fn run(preview: &Preview) {
    // Where the last round was interrupted, so that many changes cannot keep any page from its turn.
    let mut next = String::new();
    loop {
        let snapshot = preview.survey.wait(preview);
        round(preview, &snapshot, &mut next);
    }
}

fn round(preview: &Preview, snapshot: &Snapshot, next: &mut String) {
    let before = Counts::of(&preview.survey.found());
    if let Some(view) = &snapshot.view {
        let routes = &view.site.routes;
        preview.survey.lock().found.retain(|url, _| view.site.route_at(url).is_some());
        let start = routes.partition_point(|route| route.url < *next);
        let mut own_view = own(view);
        let pages = routes[start..].iter().chain(&routes[..start]).filter(|route| is_page(route));
        for (number, route) in pages.enumerate() {
            if preview.current().version != snapshot.version {
                next.clone_from(&route.url);
                break;
            }
            if number % PORTION == PORTION - 1 {
                own_view = own(view);
            }
            let (_, diagnostics) = render_guarded(&own_view, route);
            preview.survey.note(&route.url, &diagnostics);
        }
    }
    {
        let mut state = preview.survey.lock();
        if preview.current().version == snapshot.version {
            state.is_old = false;
        }
    }
    let counts = Counts::of(&preview.survey.found());
    if counts != before || !preview.survey.is_under_way() {
        preview.events.tell_checked(snapshot.version, counts);
    }
}

/// The same site with nothing held ready: what pages that nobody looks at ask for is not to be kept.
fn own(view: &View) -> Arc<View> {
    Arc::new(View::new(view.site.clone(), Arc::clone(&view.theme)))
}
