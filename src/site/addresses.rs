//! The addresses of pages: where each stands in its section, in each language.

use typed_index_collections::TiVec;

use super::{Page, PageId, Role, Text};
use crate::config::Config;
use crate::content::{check_slug, meant_slug};
use crate::diagnostics::{Code, Diagnostic, Location, Suggestion};
use crate::language::LanguageId;

/// The pages with their addresses in every language. Parents stand before their children, whose addresses begin with
/// theirs.
pub(super) fn assign(
    mut pages: TiVec<PageId, Page>,
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) -> TiVec<PageId, Page> {
    for id in pages.keys() {
        check_name(&pages[id], diagnostics);
        for language in config.languages.keys() {
            let page = &pages[id];
            let url = match page.parent {
                None => {
                    let tag = &config.languages[language].tag;
                    diagnostics.extend(unused_slug(page, language, tag));
                    format!("/{tag}/")
                }
                Some(parent) => {
                    let slug = slug(page, language, diagnostics);
                    let above = &pages[parent].texts[language].url;
                    let mut url = String::with_capacity(above.len() + slug.len() + 1);
                    url.push_str(above);
                    url.push_str(slug);
                    url.push('/');
                    url
                }
            };
            pages[id].texts[language].url = url;
        }
    }
    pages
}

/// A page's part of its address: the slug of the reader's own document, else its name.
fn slug<'p>(page: &'p Page, language: LanguageId, diagnostics: &mut Vec<Diagnostic>) -> &'p str {
    let Some((slug, place)) = own_slug(page, language) else { return page.name() };
    match check_slug(slug) {
        Ok(()) => slug,
        Err(error) => {
            let diagnostic = Diagnostic::new(Code::InvalidSlug).at(place()).with("slug", slug);
            diagnostics.push(error.explain(diagnostic).suggest(meant_slug(slug).map(Suggestion::from)));
            page.name()
        }
    }
}

/// The slug of the reader's own document, and its place.
fn own_slug(page: &Page, language: LanguageId) -> Option<(&str, impl Fn() -> Location)> {
    let text = &page.texts[language];
    let document = text.document.as_ref().filter(|_| text.origin.is_own())?;
    let slug = document.slug.as_ref()?;
    Some((slug.value.as_str(), || document.source.location(slug.span.clone())))
}

/// The home page's address is its language's, whatever its slug.
fn unused_slug(page: &Page, language: LanguageId, tag: &str) -> Option<Diagnostic> {
    let (_, place) = own_slug(page, language)?;
    Some(Diagnostic::new(Code::SlugUnused).at(place()).with("language", tag))
}

/// Reports the name of a file or folder that cannot be part of an address, where it is part of one.
fn check_name(page: &Page, diagnostics: &mut Vec<Diagnostic>) {
    let has_slug = |text: &Text| {
        text.origin.is_own() && text.document.as_ref().is_some_and(|document| document.slug.is_some())
    };
    let is_used = page.texts.iter().any(|text| !has_slug(text));
    let Err(error) = check_slug(page.name()) else { return };
    // The id of a term is reported where it is written.
    if page.parent.is_none() || !is_used || is_written_in_facts(page) {
        return;
    }
    let document = page.texts.iter().find_map(|text| text.document.as_ref());
    let file = match document {
        Some(document) => document.source.path.to_string(),
        None => format!("content{}", page.path),
    };
    let diagnostic = Diagnostic::new(Code::InvalidSlug).in_file(&file).with("slug", page.name());
    diagnostics.push(error.explain(diagnostic));
}

/// Whether a page is that of a term for which nobody wrote one.
fn is_written_in_facts(page: &Page) -> bool {
    matches!(page.role, Role::Term(..)) && page.texts.iter().all(|text| text.document.is_none())
}
