//! Places need a name in every language: it stands on maps, in lists and in the way to a page, where the text may still be
//! unwritten.

use super::{PageId, Role, Site};
use crate::diagnostics::{Code, Diagnostic, list_names};

/// Tells of every page with a location that has neither a document nor a name in a language of the site.
pub(super) fn missing(site: &Site) -> Vec<Diagnostic> {
    site.pages.keys().filter_map(|page| missing_of(site, page)).collect()
}

fn missing_of(site: &Site, id: PageId) -> Option<Diagnostic> {
    let page = &site.pages[id];
    let location = site.location_field(id)?;
    let source = page.facts.source.as_ref()?;
    if page.is_expired(site.options.now) || matches!(page.role, Role::Taxonomy(_) | Role::Term(..)) {
        return None;
    }
    let nameless = page.texts.iter_enumerated().filter(|(language, text)| {
        let is_named = text.name.as_ref().is_some_and(|(_, of)| of == language);
        text.origin.is_borrowed() && !is_named
    });
    let tags: Vec<&str> = nameless.map(|(language, _)| site.language(language).tag.as_str()).collect();
    let first = *tags.first()?;
    let diagnostic = Diagnostic::new(Code::PlaceWithoutName)
        .at(source.location(location.value.span.clone()))
        .with("page", page.path.as_str())
        .with("first", first)
        .with("languages", list_names(&tags));
    Some(diagnostic)
}
