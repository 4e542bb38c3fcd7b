//! Links to other sites: which there are, and what is wrong with them. Who asks their hosts is `commands`.

use std::collections::BTreeMap;

use url::Url;

use crate::artefacts::{LinkAnswers, LinkState};
use crate::content::fields::{Field, FieldValue};
use crate::content::markdown::{Kind, Step};
use crate::diagnostics::{Code, Diagnostic, Fix, SourceText, Suggestion};
use crate::project::SiteTexts;
use crate::site::Site;

/// A place where a link is written.
#[derive(Debug, Clone)]
pub struct LinkPlace {
    source: SourceText,
    range: std::ops::Range<usize>,
    written: String,
}

/// The links to other sites in documents and facts, by their addresses as browsers ask for them: without what stands behind `#`.
pub fn external_links(site: &Site, texts: &SiteTexts) -> BTreeMap<String, Vec<LinkPlace>> {
    let mut links: BTreeMap<String, Vec<LinkPlace>> = BTreeMap::new();
    let mut add = |written: &str, source: &SourceText, range: std::ops::Range<usize>| {
        if let Some(url) = address(site, written) {
            let place = LinkPlace { source: source.clone(), range, written: written.to_owned() };
            links.entry(url).or_default().push(place);
        }
    };
    for document in texts.pages.iter().flat_map(|page| page.documents.iter().flatten()) {
        // Most texts have none, and need not be parsed.
        let source = document.source.open();
        if source.text.contains("//") {
            for step in document.tree().walk() {
                if let Step::Enter(node) = step
                    && let Kind::Link(target) = node.kind
                {
                    add(target.path, &source, node.range);
                }
            }
        }
    }
    for page in site.pages.iter() {
        let documents = page.texts.iter().filter(|text| text.origin.is_own());
        let documents =
            documents.filter_map(|text| Some((text.document.as_ref()?.source.open(), &text.fields)));
        let facts = page.facts.source.clone().map(|source| (source, &page.fields));
        for (source, fields) in facts.into_iter().chain(documents) {
            fields.iter().for_each(|field| of_field(field, &source, &mut add));
        }
    }
    links
}

fn of_field(
    field: &Field,
    source: &SourceText,
    add: &mut impl FnMut(&str, &SourceText, std::ops::Range<usize>),
) {
    let mut values = vec![(&field.value.value, field.value.span.clone())];
    while let Some((value, span)) = values.pop() {
        match value {
            FieldValue::Link(link) => add(link, source, span),
            FieldValue::List(items) => {
                values.extend(items.iter().map(|item| (&item.value, item.span.clone())))
            }
            FieldValue::Table(fields) => {
                values.extend(fields.iter().map(|it| (&it.value.value, it.value.span.clone())));
            }
            _ => {}
        }
    }
}

/// The address of a link to another site.
fn address(site: &Site, written: &str) -> Option<String> {
    let written =
        written.strip_prefix("//").map_or_else(|| written.to_owned(), |rest| format!("https://{rest}"));
    let mut url = Url::parse(&written).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    url.set_fragment(None);
    (url.host_str() != site.config.base_url.host_str()).then(|| url.to_string())
}

/// What is wrong with links, by what their hosts have answered.
pub fn external_diagnostics(
    links: &BTreeMap<String, Vec<LinkPlace>>,
    answers: &LinkAnswers,
) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for (url, places) in links {
        let Some(answer) = answers.0.get(url) else { continue };
        for place in places {
            let about = |code| {
                Diagnostic::new(code)
                    .at(place.source.location(place.range.clone()))
                    .with("url", place.written.as_str())
                    .with("day", answer.day.as_str())
            };
            diagnostics.extend(match &answer.state {
                LinkState::Live => None,
                LinkState::Dead(detail) => {
                    let archived = answer.archived.clone();
                    let state = if archived.is_some() { "archived" } else { "none" };
                    let diagnostic = about(Code::LinkExternalDead).with("detail", detail.as_str());
                    Some(diagnostic.with("copy", state).suggest(archived.map(Suggestion::from)))
                }
                LinkState::Moved(target) => Some(
                    about(Code::LinkExternalMoved).with("target", target.as_str()).fix(moved(place, target)),
                ),
                LinkState::Unsure(detail) => {
                    Some(about(Code::LinkExternalUnsure).with("detail", detail.as_str()))
                }
            });
        }
    }
    diagnostics
}

/// Writes the new address, where the old one is written as it is and has no place within its page.
fn moved(place: &LinkPlace, target: &str) -> Option<Fix> {
    let text = &place.source.text[place.range.clone()];
    let at = text.rfind(&place.written).filter(|_| !place.written.contains('#'))?;
    let start = place.range.start + at;
    let is_plain =
        !target.contains(|c: char| c.is_whitespace() || matches!(c, '"' | '(' | ')' | '<' | '>' | '\\'));
    is_plain.then(|| Fix::new(&place.source, [(start..start + place.written.len(), target.to_owned())]))
}
