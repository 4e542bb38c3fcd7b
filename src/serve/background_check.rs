//! When the preview is idle, renders the pages that nobody looks at, to collect the diagnostics that only rendering
//! finds, looks at them and at the texts as `sapar check` does, and compares the addresses of the site with those that were
//! published.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Duration;

use super::preview::{Preview, Snapshot};
use crate::check::{FinishedPages, LookedAt, find_in_texts};
use crate::diagnostics::{Counts, sort_and_deduplicate};
use crate::project::SiteTexts;
use crate::publish::{compare_addresses, default_folder, recorded_addresses};
use crate::render::{diagnostics_ahead, render_guarded};
use crate::theme::View;

/// How long nothing must have changed before a check begins: the page that is being edited comes first.
const CHECK_DEBOUNCE: Duration = Duration::from_millis(400);

/// Pages rendered before the caches of the view are dropped. Each page of a list caches the summaries of all that it shows.
const PAGES_PER_VIEW: usize = 200;

/// In the place of an address: the pages that are still to be published.
const PAGES_AHEAD: &str = "ahead";

/// The same for addresses that were published and lead nowhere now.
const LOST_ADDRESSES: &str = "lost";

/// Checks all pages after each change, forever.
pub(super) fn run(preview: &Preview) {
    // The page at which the last check was interrupted, so that frequent changes cannot starve any page.
    let mut next_page = String::new();
    loop {
        preview.page_diagnostics.wait_until_outdated(CHECK_DEBOUNCE);
        let snapshot = preview.current();
        // A bug that panics must not end the check for good: the next change begins another one.
        if catch_unwind(AssertUnwindSafe(|| check(preview, &snapshot, &mut next_page))).is_err() {
            preview.page_diagnostics.mark_complete(snapshot.version);
        }
    }
}

fn check(preview: &Preview, snapshot: &Snapshot, next_page: &mut String) {
    let found = &preview.page_diagnostics;
    let is_current = || preview.current().version == snapshot.version;
    let before = Counts::of(&found.all());
    if let Some(view) = &snapshot.view {
        // At the start it would hold up the first page.
        view.site.compress_texts(&is_current);
        found.retain(|url| view.site.route_at(url).is_some());
        // The site may have been published since the last check.
        let published = recorded_addresses(&preview.root, &default_folder(&preview.root));
        let mut lost = compare_addresses(&published, &view.site).diagnostics;
        view.site.config.check.apply(&mut lost);
        found.record(snapshot.version, LOST_ADDRESSES, &lost);
        let routes = &view.site.routes;
        let start = routes.partition_point(|route| route.url < *next_page);
        let mut uncached = without_caches(view);
        let finished = FinishedPages::of(view);
        let mut looked_at: Vec<LookedAt> = routes.iter().map(|_| LookedAt::default()).collect();
        let numbers = (start..routes.len()).chain(0..start);
        for (count, number) in numbers.filter(|number| routes[*number].is_html_page()).enumerate() {
            let route = &routes[number];
            if !is_current() {
                next_page.clone_from(&route.url);
                break;
            }
            if count % PAGES_PER_VIEW == PAGES_PER_VIEW - 1 {
                uncached = without_caches(view);
            }
            let rendered = render_guarded(&uncached, route);
            looked_at[number] = finished.look(number, &rendered);
            let mut diagnostics = rendered.diagnostics;
            view.site.config.check.apply(&mut diagnostics);
            found.record(snapshot.version, &route.url, &diagnostics);
        }
        if is_current() {
            // What is wrong with pages that are still to be published belongs to no page of this site.
            let mut ahead = diagnostics_ahead(view, &found.all());
            view.site.config.check.apply(&mut ahead);
            found.record(snapshot.version, PAGES_AHEAD, &ahead);
            let mut checked = finished.diagnostics(looked_at);
            let texts = SiteTexts::of_view(view);
            on_one_thread(|| find_in_texts(view, &texts, &is_current, &mut checked));
            view.site.config.check.apply(&mut checked);
            sort_and_deduplicate(&mut checked);
            preview.if_current(snapshot.version, || preview.set_findings(checked));
        }
    }
    found.mark_complete(snapshot.version);
    let counts = Counts::of(&found.all());
    if counts != before || !found.is_outdated() {
        preview.if_current(snapshot.version, || preview.events.send_checked(snapshot.version, counts));
    }
}

/// Does work that is divided among threads on a single one, so that a browser does not wait for a core.
fn on_one_thread(work: impl FnOnce() + Send) {
    match rayon::ThreadPoolBuilder::new().num_threads(1).build() {
        Ok(pool) => pool.install(work),
        Err(_) => work(),
    }
}

/// The same site with empty caches: values that only unvisited pages need must not stay in memory.
fn without_caches(view: &View) -> Arc<View> {
    Arc::new(view.with_site(view.site.clone()))
}
