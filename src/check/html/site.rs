//! What is wrong with pages beside each other.

use rustc_hash::FxHashMap;

use super::checked_page::CheckedPage;
use super::finding::{Finding, Findings};
use super::links::missing_id;
use super::page::hash;
use crate::diagnostics::Code;
use crate::language::LanguageId;
use crate::site::RouteKind;
use crate::theme::View;

/// All findings, in the order of the routes.
pub(super) fn findings(view: &View, pages: Vec<Option<CheckedPage>>) -> Findings {
    let mut findings = Findings::new();
    anchors(&pages, &mut findings);
    one_sided(view, &pages, &mut findings);
    repeated(view, &pages, &mut findings);
    findings.extend(pages.into_iter().flatten().flat_map(|page| page.findings));
    findings.sort_by_key(|finding| finding.route);
    findings
}

/// Links to ids that other pages have not.
fn anchors(pages: &[Option<CheckedPage>], findings: &mut Findings) {
    for page in pages.iter().flatten() {
        for wanted in &page.wanted {
            let Some(target) = pages.get(wanted.route as usize).and_then(Option::as_ref) else { continue };
            if target.ids.binary_search(&hash(&wanted.id)).is_err() {
                findings.push(missing_id(page.route, &wanted.href, &wanted.id));
            }
        }
    }
}

/// Pages that name another one as their translation, and are not named by it; search engines then believe neither.
fn one_sided(view: &View, pages: &[Option<CheckedPage>], findings: &mut Findings) {
    for page in pages.iter().flatten().filter(|page| !page.alternates.is_empty()) {
        let finding = |reason: &'static str, tag: &str, url: &str| {
            Finding::new(Code::HreflangWrong, page.route, format!("{reason} {tag} {url}"))
                .written("hreflang=")
                .with("reason", reason)
                .with("tag", tag)
                .with("url", url)
        };
        let names = |page: &CheckedPage, route: usize| {
            page.alternates.iter().any(|(_, number)| *number as usize == route)
        };
        if !names(page, page.route) {
            findings.push(finding("itself", "", &view.site.routes[page.route].url));
        }
        for (tag, number) in &page.alternates {
            let other = pages.get(*number as usize).and_then(Option::as_ref);
            let route = &view.site.routes[*number as usize];
            let is_page = matches!(route.kind, RouteKind::Page { .. });
            if is_page && other.is_some_and(|other| !names(other, page.route)) {
                findings.push(finding("one-sided", tag, &route.url));
            }
        }
    }
}

/// Pages of one language that results of a search show with the same title or the same description.
fn repeated(view: &View, pages: &[Option<CheckedPage>], findings: &mut Findings) {
    let mut titles: FxHashMap<(LanguageId, &str), usize> = FxHashMap::default();
    let mut descriptions: FxHashMap<(LanguageId, &str), usize> = FxHashMap::default();
    for page in pages.iter().flatten() {
        let Some(result) = &page.result else { continue };
        let url = &view.site.routes[page.route].url;
        let finding = |code, first: usize, text: &str| {
            Finding::new(code, page.route, url.as_str())
                .written(own_text(view, page.route, code))
                .with("text", text)
                .with("other", view.site.href(&view.site.routes[first].url))
        };
        if !result.title.is_empty() {
            let first = *titles.entry((result.language, &result.title)).or_insert(page.route);
            if first != page.route {
                findings.push(finding(Code::PageTitleRepeated, first, &result.title));
            }
        }
        if !result.description.is_empty() {
            let key = (result.language, &*result.description);
            let first = *descriptions.entry(key).or_insert(page.route);
            if first != page.route {
                findings.push(finding(Code::PageDescriptionRepeated, first, &result.description));
            }
        }
    }
}

/// What the document of a page says.
fn own_text(view: &View, route: usize, code: Code) -> String {
    let RouteKind::Page { page, language, .. } = view.site.routes[route].kind else { return String::new() };
    let document = view.site.pages[page].texts[language].document.as_ref();
    document.map_or_else(String::new, |document| match code {
        Code::PageTitleRepeated => document.title.clone(),
        _ => document.description.clone(),
    })
}
