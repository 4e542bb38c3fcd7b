//! What search engines read of a page: title, description, canonical address, languages, structured data.

use serde::de::IgnoredAny;
use unicode_width::UnicodeWidthStr;
use url::Url;

use super::addresses::{self, Destination};
use super::checked_page::CheckedPage;
use super::finding::{Finding, Findings, PageContext};
use super::reading::{PageReading, on_one_line};
use crate::diagnostics::Code;
use crate::language::Language;
use crate::site::{RouteKind, Site};

/// Checks the head of a page.
pub(super) fn check(context: &PageContext<'_>, reading: &PageReading, base: &Url, page: &mut CheckedPage) {
    structured_data(context, reading, &mut page.findings);
    let site = &context.view.site;
    let route = &site.routes[context.route];
    let RouteKind::Page { page: id, language, number } = route.kind else { return };
    if !reading.is_document || reading.is_redirect {
        return;
    }
    let is_borrowed = site.pages[id].is_borrowed(language);
    alternates(context, reading, base, page);
    if !is_borrowed {
        canonical(context, reading, base, &mut page.findings);
    }
    if !is_borrowed && number == 1 && !reading.is_noindex {
        words(context, reading, &mut page.findings);
    }
}

fn structured_data(context: &PageContext<'_>, reading: &PageReading, findings: &mut Findings) {
    for text in &reading.json_ld {
        if let Err(error) = serde_json::from_str::<IgnoredAny>(text) {
            // A template makes the same mistake on every page, at another place.
            let detail = error.to_string();
            let subject = detail.split(" at line ").next().unwrap_or_default().to_owned();
            let finding = Finding::new(Code::JsonLdInvalid, context.route, subject);
            findings.push(finding.written("application/ld+json").with("detail", detail));
        }
    }
}

/// Title and description, as the results of a search show them.
fn words(context: &PageContext<'_>, reading: &PageReading, findings: &mut Findings) {
    let site = &context.view.site;
    let route = &site.routes[context.route];
    let RouteKind::Page { page, language, .. } = route.kind else { return };
    let limits = &site.config.check;
    let document = site.pages[page].texts[language].document.as_ref();
    let url = route.url.as_str();
    let title = on_one_line(reading.title.as_deref().unwrap_or_default());
    if title.is_empty() {
        // Without a title, it is the template that has none.
        findings.push(Finding::new(Code::PageTitleMissing, context.route, ""));
    }
    let own_title = document.map(|document| document.title.as_str()).unwrap_or_default();
    let own_line = on_one_line(own_title);
    // The name of the site behind it may be cut.
    let is_at_start = !own_line.is_empty() && title.starts_with(&own_line);
    let read = if is_at_start { &own_line } else { &title };
    if read.width() > limits.max_title_width {
        findings.push(
            Finding::new(Code::PageTitleLong, context.route, url)
                .written(own_title)
                .with("title", read.as_str())
                .with("width", read.width())
                .with("limit", limits.max_title_width),
        );
    }
    let description = reading.description.as_deref().unwrap_or_default();
    if description.is_empty() && document.is_some() {
        findings.push(Finding::new(Code::PageDescriptionMissing, context.route, url));
    }
    if description.width() > limits.max_description_width {
        findings.push(
            Finding::new(Code::PageDescriptionLong, context.route, url)
                .written(document.map(|document| document.description.clone()).unwrap_or_default())
                .with("width", description.width())
                .with("limit", limits.max_description_width),
        );
    }
}

/// The canonical address of a page in its own language is its own.
fn canonical(context: &PageContext<'_>, reading: &PageReading, base: &Url, findings: &mut Findings) {
    let site = &context.view.site;
    let finding = |reason: &'static str, written: &str| {
        // A template without one lacks it on every page.
        let subject = if reason == "missing" { reason } else { &site.routes[context.route].url };
        Finding::new(Code::CanonicalWrong, context.route, subject)
            .written("\"canonical\"")
            .with("reason", reason)
            .with("url", written)
    };
    match reading.canonical.as_deref() {
        None => findings.push(finding("missing", "")),
        Some(written) if !is_absolute(written) => findings.push(finding("relative", written)),
        Some(written) => match addresses::resolve(site, base, written) {
            Destination::Route(number, _) if number == context.route => {}
            Destination::Route(..) => findings.push(finding("other", written)),
            _ => findings.push(finding("nowhere", written)),
        },
    }
}

/// Each address for another language is whole, leads to a page of the site, and is given for a language that there is.
fn alternates(context: &PageContext<'_>, reading: &PageReading, base: &Url, page: &mut CheckedPage) {
    let site = &context.view.site;
    for (tag, written) in &reading.alternates {
        let finding = |reason: &'static str| {
            Finding::new(Code::HreflangWrong, context.route, format!("{reason} {tag} {written}"))
                .written("hreflang=")
                .with("reason", reason)
                .with("tag", tag.as_str())
                .with("url", written.as_str())
        };
        if tag != "x-default" && Language::new(tag).is_none_or(|language| !is_known(site, &language)) {
            page.findings.push(finding("language"));
        }
        if !is_absolute(written) {
            page.findings.push(finding("relative"));
        }
        match addresses::resolve(site, base, written) {
            Destination::Route(number, _) => {
                page.alternates.push((tag.as_str().into(), number as u32));
            }
            // A translation may be published on a host of its own.
            Destination::Outside(_) => {}
            _ => page.findings.push(finding("nowhere")),
        }
    }
}

/// Whether the site has a language: `kz` is a tag, and no language of a site in Kazakh.
fn is_known(site: &Site, language: &Language) -> bool {
    site.config.languages.iter().any(|own| own.locale.language == language.locale.language)
}

fn is_absolute(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}
