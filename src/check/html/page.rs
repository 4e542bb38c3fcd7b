//! What is wrong with one page, and what the rules that compare pages have to know of it.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::addresses::{self, Destination};
use super::asset_lengths::AssetLengths;
use super::checked_page::{CheckedPage, SearchResult};
use super::finding::{Finding, Findings, PageContext};
use super::reading::{PageReading, on_one_line, text_of};
use super::{accessibility, head, hosts, links};
use crate::diagnostics::Code;
use crate::site::{Route, RouteKind};
use crate::theme::View;

/// Looks at a page.
pub(super) fn check(view: &Arc<View>, number: usize, html: &[u8], lengths: &AssetLengths<'_>) -> CheckedPage {
    let site = &view.site;
    let route = &site.routes[number];
    let context = PageContext { view, route: number };
    let reading = PageReading::of(&text_of(html));
    let mut page = CheckedPage {
        findings: Vec::new(),
        route: number,
        result: None,
        alternates: Vec::new(),
        ids: Vec::new(),
        wanted: Vec::new(),
    };
    let Some(base) = addresses::base(site, route) else { return page };
    let ids: FxHashSet<&str> = reading.ids.iter().chain(&reading.names).map(String::as_str).collect();
    links::check(&context, &reading, &base, &ids, &mut page);
    accessibility::check(&context, &reading, &mut page.findings);
    hosts::check(&context, &reading, &base, &mut page.findings);
    head::check(&context, &reading, &base, &mut page);
    weigh(&context, html, &reading, &base, lengths, &mut page.findings);
    page.ids = ids.into_iter().map(hash).collect();
    page.ids.sort_unstable();
    page.alternates.shrink_to_fit();
    page.wanted.shrink_to_fit();
    page.findings.shrink_to_fit();
    page.result = result(view, route, &reading);
    page
}

/// A page in the results of a search. Pages of lists behind the first, and texts of another language, stand in none.
fn result(view: &View, route: &Route, reading: &PageReading) -> Option<SearchResult> {
    let RouteKind::Page { page, language, number: 1 } = route.kind else { return None };
    let is_shown = reading.is_document && !reading.is_noindex && !view.site.pages[page].is_borrowed(language);
    is_shown.then(|| SearchResult {
        language,
        title: on_one_line(reading.title.as_deref().unwrap_or_default()).into(),
        description: reading.description.as_deref().unwrap_or_default().into(),
    })
}

/// Adds up what a browser loads for a page at once.
fn weigh(
    context: &PageContext<'_>,
    html: &[u8],
    reading: &PageReading,
    base: &url::Url,
    lengths: &AssetLengths<'_>,
    findings: &mut Findings,
) {
    let site = &context.view.site;
    let limit = site.config.check.max_page_weight;
    if !context.wants(Code::PageTooHeavy) {
        return;
    }
    let mut counted = FxHashSet::default();
    let mut weight = html.len() as u64;
    for resource in reading.resources.iter().filter(|it| it.is_loaded) {
        if let Destination::Route(number, _) = addresses::resolve(site, base, &resource.url)
            && counted.insert(number)
        {
            weight += lengths.get(&site.routes[number].url).unwrap_or_default();
        }
    }
    if weight > limit {
        let route = context.route;
        findings.push(
            Finding::new(Code::PageTooHeavy, route, site.routes[route].url.as_str())
                .with("weight", kilobytes(weight))
                .with("limit", kilobytes(limit)),
        );
    }
}

fn kilobytes(bytes: u64) -> String {
    bytes.div_ceil(1000).to_string()
}

/// A hash of an id, by which the ids of all pages take little memory.
pub(super) fn hash(id: &str) -> u64 {
    use std::hash::{Hash, Hasher};
    let mut hasher = rustc_hash::FxHasher::default();
    id.hash(&mut hasher);
    hasher.finish()
}
