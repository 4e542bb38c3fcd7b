//! The addresses of pages: where each stands in its section, in each language.

use std::ops::Range;

use typed_index_collections::TiVec;

use super::{Page, PageId, Role, Text};
use crate::config::Config;
use crate::content::{check_slug, meant_slug};
use crate::data::{Spanned, suggested_text};
use crate::diagnostics::{Code, Diagnostic, Fix, SourceText, Suggestion};
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
    let Some((Spanned { value: slug, span }, source)) = own_slug(page, language) else { return page.name() };
    match check_slug(slug) {
        Ok(()) => slug,
        Err(error) => {
            let place = source.location(span.clone());
            let diagnostic = Diagnostic::new(Code::InvalidSlug).at(place).with("slug", slug.as_str());
            let diagnostic = diagnostic.suggest(meant_slug(slug).map(Suggestion::from));
            diagnostics.push(error.explain(diagnostic).fix(suggested_text(&source, span, slug)));
            page.name()
        }
    }
}

/// The slug of the reader's own document, and the document's file.
fn own_slug(page: &Page, language: LanguageId) -> Option<(&Spanned<String>, SourceText)> {
    let text = &page.texts[language];
    let document = text.document.as_ref().filter(|_| text.origin.is_own())?;
    Some((document.slug.as_ref()?, document.source.open()))
}

/// The home page's address is its language's, whatever its slug.
fn unused_slug(page: &Page, language: LanguageId, tag: &str) -> Option<Diagnostic> {
    let (Spanned { span, .. }, source) = own_slug(page, language)?;
    let diagnostic = Diagnostic::new(Code::SlugUnused).at(source.location(span.clone()));
    Some(diagnostic.with("language", tag).fix(without_line(&source, span)))
}

/// Removes the line of a slug that stands in `span`, if nothing else stands in it.
fn without_line(source: &SourceText, span: &Range<usize>) -> Option<Fix> {
    let text = &*source.text;
    let start = text[..span.start].rfind('\n')? + 1;
    let end = span.end + text[span.end..].find('\n')? + 1;
    let key = text[start..span.start].trim_end().strip_suffix(['=', ':'])?;
    let is_alone = key.trim() == "slug" && text[span.end..end].trim().is_empty();
    is_alone.then(|| Fix::new(source, [(start..end, String::new())]))
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
