//! The diagnostics that the panel lists for an address: those of its page, and those of the rest of the site.

use std::borrow::Cow;

use super::address::{self, Found};
use super::preview::{Preview, Snapshot, files, sources};
use crate::diagnostics::{Argument, Diagnostic, Entry, compare, entries, sort_and_deduplicate};
use crate::site::{Route, RouteKind, Site};

/// Diagnostics of the rest of the site that are listed; more are only counted.
const MAX_LISTED: usize = 200;

/// What is wrong, as somebody sees it who looks at an address.
pub(super) struct Diagnostics<'s> {
    /// The route of the address and its site, if there is one.
    pub page: Option<(&'s Site, &'s Route)>,
    /// Whether an earlier version of the page is shown.
    pub is_stale: bool,
    /// What is wrong with the page, in order.
    pub own: Vec<Diagnostic>,
    /// What else is wrong with the site, in order.
    pub rest: Vec<Diagnostic>,
    /// What a look at the whole site has found of the page, in order.
    pub findings: Vec<Diagnostic>,
}

/// The entries of the panel.
pub(super) struct Listing<'d> {
    /// Those of the page.
    pub own: Vec<Entry<'d>>,
    /// Those of the rest of the site.
    pub rest: Vec<Entry<'d>>,
    /// What a look at the whole site has found of the page.
    pub findings: Vec<Entry<'d>>,
    /// How many more diagnostics the rest of the site has.
    pub more: usize,
}

/// The diagnostics for the address at a path, which is rendered to find them.
pub(super) fn diagnostics_at<'s>(preview: &Preview, snapshot: &'s Snapshot, path: &str) -> Diagnostics<'s> {
    let mut found =
        Diagnostics { page: None, is_stale: false, own: Vec::new(), rest: Vec::new(), findings: Vec::new() };
    if let Some(view) = &snapshot.view
        && let Some(url) = address::within(view.site.config.base_path(), path)
        && let Found::Route(route) = address::find(snapshot, &view.site, &url)
    {
        let shown = preview.show(snapshot, view, route);
        found.own.extend(shown.diagnostics);
        if let RouteKind::Page { page: id, language, .. } = route.kind {
            let files = files(&view.site, id, language);
            found.own.extend(snapshot.diagnostics.iter().filter(|one| is_in(one, &files)).cloned());
            let href = view.site.href(&route.url);
            let findings = preview.findings();
            let sources = sources(&view.site, id, language);
            // What was found in a text that has been edited since is looked for again first.
            let is_own = |one: &&Diagnostic| match one.location.as_ref().filter(|_| is_in(one, &files)) {
                Some(place) => sources.iter().any(|source| place.is_in(source)),
                None => is_about(one, &href),
            };
            found.findings.extend(findings.iter().filter(is_own).cloned());
        }
        found.page = Some((&view.site, route));
        found.is_stale = shown.is_stale;
    }
    sort_and_deduplicate(&mut found.own);
    found.rest.clone_from(&snapshot.diagnostics);
    found.rest.extend(preview.page_diagnostics.all());
    sort_and_deduplicate(&mut found.rest);
    let own = &found.own;
    found.rest.retain(|diagnostic| own.binary_search_by(|one| compare(one, diagnostic)).is_err());
    found
}

impl<'d> Listing<'d> {
    pub fn of(found: &'d Diagnostics<'_>) -> Self {
        let (own, mut rest) = (entries(&found.own), entries(&found.rest));
        let hidden = rest.split_off(rest.len().min(MAX_LISTED));
        let mut findings = entries(&found.findings);
        findings.truncate(MAX_LISTED);
        Self { own, rest, findings, more: hidden.iter().map(Entry::count).sum() }
    }
}

/// Identifies a diagnostic: the same in every list and every language.
pub(super) fn id(diagnostic: &Diagnostic) -> String {
    let place = diagnostic.location.as_ref();
    let place = place.map(|place| (place.file(), place.line(), place.column()));
    let text = format!("{} {place:?} {:?}", diagnostic.code.as_str(), diagnostic.arguments);
    blake3::hash(text.as_bytes()).to_hex()[..12].to_owned()
}

/// Whether a diagnostic names a page by its address.
fn is_about(diagnostic: &Diagnostic, href: &str) -> bool {
    let is_page = |(name, value): &(Cow<'static, str>, Argument)| {
        name == "page" && matches!(value, Argument::Text(text) if **text == *href)
    };
    diagnostic.arguments.iter().any(is_page)
}

fn is_in(diagnostic: &Diagnostic, files: &[String]) -> bool {
    diagnostic.location.as_ref().is_some_and(|place| files.iter().any(|file| file == place.file()))
}
