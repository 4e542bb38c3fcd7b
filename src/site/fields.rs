//! Checks the references in fields: pictures and their alternative texts, pages, links.

use std::ops::Range;

use super::{HasRenderedId, Page, PageId, Site, Target};
use crate::content::fields::{Field, FieldDefinition, FieldValue};
use crate::content::{Document, Image, is_file_name};
use crate::data::{Spanned, example_for, suggested_text, text_range};
use crate::diagnostics::{Code, Diagnostic, Fix, SourceText};
use crate::language::LanguageId;

/// Reports every field that refers to something that does not exist.
pub(super) fn check(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    for (id, page) in site.pages.iter_enumerated() {
        if let Some(source) = &page.facts.source {
            let language = site.config.default_language;
            check_fields(site, id, &page.fields, source, language, diagnostics);
        }
        for text in &page.texts {
            // The fields of a borrowed or derived text are checked in the language they are written in.
            if let Some(document) = text.document.as_ref().filter(|_| text.origin.is_own()) {
                check_document(site, id, document, &text.fields, diagnostics);
            }
        }
    }
}

/// Checks the fields and the alternative texts of a document.
pub(super) fn check_document(
    site: &Site,
    page: PageId,
    document: &Document,
    fields: &[Field],
    diagnostics: &mut Vec<Diagnostic>,
) {
    check_fields(site, page, fields, &document.source.open(), document.language, diagnostics);
    check_alternative_texts(site, page, document, fields, diagnostics);
}

fn check_fields(
    site: &Site,
    page: PageId,
    fields: &[Field],
    source: &SourceText,
    language: LanguageId,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let definitions = &site.kinds[site.pages[page].kind].fields;
    for field in fields {
        each_value(field, definitions, &mut |key, value| {
            let mut report = |found: Result<(), Diagnostic>, span: &Range<usize>, address: &str| {
                diagnostics.extend(found.err().map(|it| about_address(it, source, span, address)));
            };
            let base = &site.pages[page].path;
            match &value.value {
                FieldValue::Image(image) => {
                    report(check_picture(site, page, image), &image.file.span, &image.file.value);
                    if let Some(origin) = &image.source {
                        report(check_link(site, base, &origin.value, language), &origin.span, &origin.value);
                    }
                }
                FieldValue::Link(target) => {
                    report(check_link(site, base, target, language), &value.span, target);
                }
                FieldValue::Reference(path) => {
                    report(check_reference(site, base, key, path), &value.span, path);
                }
                // No references.
                FieldValue::Text(_)
                | FieldValue::Number(_)
                | FieldValue::Boolean(_)
                | FieldValue::Coordinates { .. }
                | FieldValue::Date(_)
                | FieldValue::DateRange(..)
                | FieldValue::Months(_)
                | FieldValue::Money(..) => {}
                // `each_value` visits their items.
                FieldValue::Table(_) | FieldValue::List(_) => {}
            }
        });
    }
}

/// A diagnostic about an address with its place, and what certainly was meant instead.
fn about_address(
    diagnostic: Diagnostic,
    source: &SourceText,
    span: &Range<usize>,
    address: &str,
) -> Diagnostic {
    let fix = match diagnostic.code {
        Code::LinkNotFound | Code::ImageNotFound | Code::ReferenceNotFound => {
            suggested_text(source, span, address)
        }
        Code::AnchorNotFound | Code::LinkScheme => text_range(source, span, address).and_then(|range| {
            let part = match diagnostic.code {
                Code::AnchorNotFound => range.start + address.find('#')? + 1..range.end,
                _ => range.start..range.start + address.find(':')?,
            };
            Some(Fix::suggested(source, part))
        }),
        _ => None,
    };
    diagnostic.at(source.location(span.clone())).fix(fix)
}

/// Checks a link but for its anchor: see [`Site::check_anchors`].
fn check_link(site: &Site, base: &str, target: &str, language: LanguageId) -> Result<(), Diagnostic> {
    site.link_with(base, target, language, language, &|_, _, _| true).map(|_| ())
}

impl Site {
    /// Reports the links among a page's fields whose anchors are not there for a reader of a language. An anchor may be an id of
    /// a template or of a component, so that this is for callers that can render pages. Facts, which are the same in every
    /// language, are checked in the default language.
    pub fn check_anchors(
        &self,
        page: PageId,
        language: LanguageId,
        has_rendered_id: HasRenderedId<'_>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let Page { path, facts, fields, texts, kind, .. } = &*self.pages[page];
        let text = &texts[language];
        let facts = facts.source.as_ref().filter(|_| language == self.config.default_language);
        let document = text.document.as_ref().filter(|_| text.origin.is_own());
        let sources = [
            facts.map(|source| (source.clone(), fields)),
            document.map(|document| (document.source.open(), &text.fields)),
        ];
        for (source, fields) in sources.into_iter().flatten() {
            let mut check = |link: &Spanned<&str>| {
                if link.value.contains('#') {
                    let found = self.link_with(path, link.value, language, language, has_rendered_id);
                    let missing = found.err().filter(|it| it.code == Code::AnchorNotFound);
                    diagnostics.extend(missing.map(|it| about_address(it, &source, &link.span, link.value)));
                }
            };
            for field in fields {
                each_value(field, &self.kinds[*kind].fields, &mut |_, value| match &value.value {
                    FieldValue::Link(target) => check(&Spanned::new(target, value.span.clone())),
                    FieldValue::Image(image) => {
                        if let Some(origin) = &image.source {
                            check(&Spanned::new(&origin.value, origin.span.clone()));
                        }
                    }
                    _ => {}
                });
            }
        }
    }
}

/// Visits the values of a field, those in lists and tables too, each with the name of its key.
fn each_value<'f>(
    field: &'f Field,
    definitions: &'f [FieldDefinition],
    visit: &mut dyn FnMut(&'f str, &'f Spanned<FieldValue>),
) {
    let definition = &definitions[field.definition];
    let values = match &field.value.value {
        FieldValue::List(values) => values.as_slice(),
        _ => std::slice::from_ref(&field.value),
    };
    for value in values {
        match &value.value {
            FieldValue::Table(fields) => {
                fields.iter().for_each(|field| each_value(field, &definition.fields, visit));
            }
            _ => visit(&definition.name, value),
        }
    }
}

fn check_picture(site: &Site, page: PageId, image: &Image) -> Result<(), Diagnostic> {
    let picture = site.picture(&site.pages[page].path, &image.file.value)?;
    match picture.picture_diagnostic(&site.config) {
        Some(diagnostic) => Err(diagnostic),
        None if picture.size.is_some() => Ok(()),
        None => Err(Diagnostic::new(Code::ImageUnreadable).with("path", image.file.value.as_str())),
    }
}

fn check_reference(site: &Site, base: &str, key: &str, path: &str) -> Result<(), Diagnostic> {
    match site.target(base, path) {
        Some(Target::Page(_)) => Ok(()),
        _ => Err(match site.link_not_found(base, path) {
            unpublished if unpublished.code == Code::LinkUnpublished => unpublished,
            not_found => Diagnostic::new(Code::ReferenceNotFound)
                .with("key", key)
                .with("path", path)
                .suggest(not_found.suggestion),
        }),
    }
}

/// Checks that every picture among the fields has an alternative text, and that alternative texts name existing pictures.
fn check_alternative_texts(
    site: &Site,
    id: PageId,
    document: &Document,
    fields: &[Field],
    diagnostics: &mut Vec<Diagnostic>,
) {
    let page = &site.pages[id];
    for alt in &document.alt {
        // What is wrong with the picture itself is told where it is shown.
        if let Err(diagnostic) = site.picture_file(&page.path, &alt.file.value) {
            let file = &alt.file;
            diagnostics.push(about_address(diagnostic, &document.source.open(), &file.span, &file.value));
        }
        if is_file_name(&alt.text, &alt.file.value) {
            diagnostics.push(
                Diagnostic::new(Code::ImageAltIsName)
                    .at(document.source.location(alt.file.span.clone()))
                    .with("alt", alt.text.trim())
                    .with("path", alt.file.value.as_str()),
            );
        }
    }
    if document.is_broken {
        return;
    }
    let mut reported: Vec<&str> = Vec::new();
    for field in page.fields.iter().chain(fields) {
        each_value(field, &site.kinds[page.kind].fields, &mut |_, value| {
            let FieldValue::Image(image) = &value.value else { return };
            // A missing picture is reported by `check_picture`.
            let Ok(picture) = site.picture_file(&page.path, &image.file.value) else { return };
            let has_text = site.alternative_text_in(id, document, &image.file.value, picture).is_some();
            if !has_text && !reported.contains(&picture.url.as_str()) {
                reported.push(&picture.url);
                let example = format!("alt = {{ \"{}\" = \"…\" }}", image.file.value);
                diagnostics.push(
                    Diagnostic::new(Code::ImageWithoutAlt)
                        .in_file(&document.source.path)
                        .with("origin", "facts")
                        .with("path", image.file.value.as_str())
                        .with("example", example_for(&document.source.open(), &example)),
                );
            }
        });
    }
}
