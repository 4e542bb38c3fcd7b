//! Links of a page: where they lead, and what they are called.

use rustc_hash::FxHashSet;
use url::Url;

use super::addresses::{self, Destination};
use super::checked_page::{CheckedPage, WantedId};
use super::finding::{Finding, PageContext};
use super::reading::{LinkReading, PageReading};
use super::vague_links::is_vague;
use crate::diagnostics::Code;
use crate::site::RouteKind;

/// Checks the links of a page with these ids.
pub(super) fn check(
    context: &PageContext<'_>,
    reading: &PageReading,
    base: &Url,
    ids: &FxHashSet<&str>,
    page: &mut CheckedPage,
) {
    let site = &context.view.site;
    // What is written in another language is told where it belongs.
    let is_borrowed = matches!(site.routes[context.route].kind,
        RouteKind::Page { page, language, .. } if site.pages[page].is_borrowed(language));
    for link in &reading.links {
        follow(context, link, base, ids, page);
        if link.text.is_empty() && link.label.trim().is_empty() && !link.href.is_empty() {
            let finding = Finding::new(Code::HtmlLinkWithoutName, context.route, link.href.as_str());
            page.findings.push(
                finding
                    .written_within("\"", link.href.as_str(), "\"")
                    .with("target", link.href.as_str())
                    .told_of_documents(),
            );
        } else if !is_borrowed
            && is_vague(&link.text)
            && link.label.is_empty()
            && !is_name(context, reading, base, link)
        {
            let subject = format!("{} {}", link.href, link.text);
            page.findings.push(
                Finding::new(Code::LinkTextVague, context.route, subject)
                    .written_within("[", link.text.as_str(), "]")
                    .written_within(">", link.text.as_str(), "<")
                    .with("text", link.text.as_str())
                    .with("target", link.href.as_str()),
            );
        }
    }
}

/// Whether the words of a link are the heading or the title that it leads to: a page may be about links.
fn is_name(context: &PageContext<'_>, reading: &PageReading, base: &Url, link: &LinkReading) -> bool {
    let site = &context.view.site;
    let is_text = |text: &str| text.to_lowercase() == link.text.to_lowercase();
    match addresses::resolve(site, base, &link.href) {
        Destination::Route(number, _) if number == context.route => {
            reading.headings.iter().any(|(_, heading)| is_text(heading))
        }
        Destination::Route(number, _) => match site.routes[number].kind {
            RouteKind::Page { page, language, .. } => {
                let document = site.pages[page].texts[language].document.as_ref();
                document.is_some_and(|document| is_text(&document.title))
            }
            _ => false,
        },
        _ => false,
    }
}

fn follow(
    context: &PageContext<'_>,
    link: &LinkReading,
    base: &Url,
    ids: &FxHashSet<&str>,
    page: &mut CheckedPage,
) {
    let site = &context.view.site;
    let href = link.href.as_str();
    // The top of a page, and places that browsers find by their text, have no ids.
    if matches!(href, "" | "#" | "#top") || href.contains(":~:") {
        return;
    }
    match addresses::resolve(site, base, href) {
        Destination::Nowhere(path) => {
            let code = Code::HtmlLinkNotFound;
            let finding = Finding::new(code, context.route, path.as_str()).with("target", href);
            page.findings.push(finding.written_within("\"", href, "\"").written(path));
        }
        Destination::Route(number, Some(id)) if number == context.route => {
            if !ids.contains(id.as_str()) {
                page.findings.push(missing_id(context.route, href, &id));
            }
        }
        Destination::Route(number, Some(id)) => {
            if matches!(site.routes[number].kind, RouteKind::Page { .. }) {
                page.wanted.push(WantedId { route: number as u32, id: id.into(), href: href.into() });
            }
        }
        Destination::Route(_, None) | Destination::File | Destination::Outside(_) | Destination::Other => {}
    }
}

/// A link to an id that is not there.
pub(super) fn missing_id(route: usize, href: &str, id: &str) -> Finding {
    Finding::new(Code::HtmlAnchorNotFound, route, href)
        .written_within("", format!("#{id}"), "\"")
        .with("target", href)
        .with("id", id)
        .told_of_documents()
}
