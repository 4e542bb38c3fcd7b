//! Checks what a page's fields refer to: pictures and what they show, pages, links.

use std::ops::Range;

use super::{PageId, Site, Target};
use crate::content::kind::{Field, FieldDefinition, FieldType, FieldValue};
use crate::content::{Document, Image};
use crate::diagnostics::{Code, Diagnostic, SourceText};
use crate::language::LanguageId;

/// Reports every field that refers to something that is not there.
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

/// Reports what is wrong with the fields of a document and with what it says of pictures.
pub(super) fn check_document(
    site: &Site,
    page: PageId,
    document: &Document,
    fields: &[Field],
    diagnostics: &mut Vec<Diagnostic>,
) {
    check_fields(site, page, fields, &document.source, document.language, diagnostics);
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
        each_value(field, definitions, &mut |key, value, span| {
            let place = |span: &Range<usize>| source.location(span.clone());
            if let FieldValue::Image(image) = value {
                let found = check_picture(site, page, image).map_err(|it| it.at(place(&image.file_span)));
                diagnostics.extend(found.err());
                let origin = image.source.as_ref().and_then(|(address, span)| {
                    let wrong = site.link(&site.pages[page].path, address, language, language).err()?;
                    Some(wrong.at(place(span)))
                });
                diagnostics.extend(origin);
            } else if let Err(diagnostic) = check_value(site, page, key, value, language) {
                diagnostics.push(diagnostic.at(place(span)));
            }
        });
    }
}

/// Visits the values of a field, those in lists and tables too, each with the name of its key and its place.
fn each_value<'f>(
    field: &'f Field,
    definitions: &'f [FieldDefinition],
    visit: &mut dyn FnMut(&'f str, &'f FieldValue, &'f Range<usize>),
) {
    let definition = &definitions[field.definition];
    let values: &mut dyn Iterator<Item = (&FieldValue, &Range<usize>)> = match &field.value {
        FieldValue::List(values) => &mut values.iter().map(|(value, span)| (value, span)),
        value => &mut std::iter::once((value, &field.span)),
    };
    for (value, span) in values {
        match (value, &definition.field_type) {
            (FieldValue::Table(fields), FieldType::Table(definitions)) => {
                fields.iter().for_each(|field| each_value(field, definitions, visit));
            }
            _ => visit(&definition.name, value, span),
        }
    }
}

fn check_picture(site: &Site, page: PageId, image: &Image) -> Result<(), Diagnostic> {
    match site.picture(&site.pages[page].path, &image.file)?.size {
        Some(_) => Ok(()),
        None => Err(Diagnostic::new(Code::ImageUnreadable).with("path", image.file.as_str())),
    }
}

fn check_value(
    site: &Site,
    page: PageId,
    key: &str,
    value: &FieldValue,
    language: LanguageId,
) -> Result<(), Diagnostic> {
    let base = &site.pages[page].path;
    match value {
        FieldValue::Link(target) => site.link(base, target, language, language).map(|_| ()),
        FieldValue::Reference(path) => match site.target(base, path) {
            Some(Target::Page(_)) => Ok(()),
            _ => Err(match site.link_not_found(base, path) {
                unpublished if unpublished.code == Code::LinkUnpublished => unpublished,
                not_found => Diagnostic::new(Code::ReferenceNotFound)
                    .with("key", key)
                    .with("path", path.as_str())
                    .suggest(not_found.suggestion),
            }),
        },
        _ => Ok(()),
    }
}

/// A document says of every picture among the fields what it shows, and of no other file.
fn check_alternative_texts(
    site: &Site,
    id: PageId,
    document: &Document,
    fields: &[Field],
    diagnostics: &mut Vec<Diagnostic>,
) {
    let page = &site.pages[id];
    for alt in &document.alt {
        if let Err(diagnostic) = site.picture(&page.path, &alt.file) {
            diagnostics.push(diagnostic.at(document.source.location(alt.file_span.clone())));
        }
    }
    if document.is_broken {
        return;
    }
    let mut told: Vec<&str> = Vec::new();
    for field in page.fields.iter().chain(fields) {
        each_value(field, &site.kinds[page.kind].fields, &mut |_, value, _| {
            let FieldValue::Image(image) = value else { return };
            // A picture that is not there is another mistake.
            let Ok(picture) = site.picture(&page.path, &image.file) else { return };
            let is_said = site.alternative_text_in(id, document, &image.file, picture).is_some();
            if !is_said && !told.contains(&picture.url.as_str()) {
                told.push(&picture.url);
                diagnostics.push(
                    Diagnostic::new(Code::ImageWithoutAlt)
                        .in_file(&document.source.path)
                        .with("origin", "facts")
                        .with("path", image.file.as_str()),
                );
            }
        });
    }
}
