//! What readers who do not see a page, or go through it by its headings, need of it.

use rustc_hash::FxHashSet;

use super::finding::{Finding, Findings, PageContext};
use super::reading::PageReading;
use crate::diagnostics::Code;
use crate::site::RouteKind;

/// Checks ids, headings and pictures.
pub(super) fn check(context: &PageContext<'_>, reading: &PageReading, findings: &mut Findings) {
    ids(context, reading, findings);
    headings(context, reading, findings);
    pictures(context, reading, findings);
}

fn ids(context: &PageContext<'_>, reading: &PageReading, findings: &mut Findings) {
    let mut seen = FxHashSet::default();
    let mut told = FxHashSet::default();
    for id in &reading.ids {
        if !seen.insert(id) && told.insert(id) {
            findings.push(
                Finding::new(Code::HtmlDuplicateId, context.route, id.as_str())
                    .written(format!("id=\"{id}\""))
                    .written(format!("{{#{id}}}"))
                    .with("id", id.as_str()),
            );
        }
    }
}

fn headings(context: &PageContext<'_>, reading: &PageReading, findings: &mut Findings) {
    let site = &context.view.site;
    let RouteKind::Page { page, .. } = site.routes[context.route].kind else { return };
    if !reading.is_document {
        return;
    }
    let tops = reading.headings.iter().filter(|(level, _)| *level == 1).count();
    if tops != 1 {
        // The template of the kind makes the same mistake on all its pages.
        let subject = format!("{} {tops}", site.kinds[site.pages[page].kind].name);
        findings.push(Finding::new(Code::HtmlTopHeading, context.route, subject).with("count", tops));
    }
    let mut last = 1;
    for (level, text) in &reading.headings {
        if *level > last + 1 {
            findings.push(
                Finding::new(Code::HtmlHeadingSkipped, context.route, text.as_str())
                    .written_within(&format!("{} ", "#".repeat(usize::from(*level))), text.as_str(), "")
                    .written(text.as_str())
                    .with("text", text.as_str())
                    .with("level", usize::from(*level))
                    .with("before", usize::from(last)),
            );
        }
        last = *level;
    }
}

fn pictures(context: &PageContext<'_>, reading: &PageReading, findings: &mut Findings) {
    for picture in &reading.pictures {
        let path = picture.src.split(['?', '#']).next().unwrap_or_default();
        let name = path.rsplit('/').next().unwrap_or_default();
        let finding = |code| {
            Finding::new(code, context.route, path)
                .written_within("\"", picture.src.as_str(), "\"")
                .with("file", name)
                .told_of_documents()
        };
        match &picture.alt {
            None => findings.push(finding(Code::HtmlImageWithoutAlt)),
            Some(alt) if is_name(alt, name) => {
                findings.push(finding(Code::HtmlAltIsName).written(alt.as_str()).with("alt", alt.as_str()));
            }
            Some(_) => {}
        }
    }
}

/// Whether a description of a picture is the name of its file.
fn is_name(alt: &str, name: &str) -> bool {
    let name = percent_encoding::percent_decode_str(name).decode_utf8_lossy();
    let stem = name.rsplit_once('.').map_or(&*name, |(stem, _)| stem);
    !alt.is_empty() && (*alt == *name || alt == stem && stem.contains(|c: char| !c.is_alphabetic()))
}
