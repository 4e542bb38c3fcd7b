//! Checks what a page's fields refer to: pictures, pages, links.

use super::{PageId, Site, Target};
use crate::content::kind::{Field, FieldValue};
use crate::diagnostics::{Code, Diagnostic, SourceText};
use crate::language::LanguageId;

/// Reports every field that refers to something that is not there.
pub(super) fn check(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    for (id, page) in site.pages.iter().enumerate() {
        if let Some(source) = &page.facts.source {
            let language = site.config.default_language;
            check_fields(site, id, &page.fields, source, language, diagnostics);
        }
        for (language, text) in page.texts.iter().enumerate() {
            // A borrowed text's fields are checked in the language they are written in.
            if let Some(document) = text.document.as_ref().filter(|_| text.language == language) {
                check_fields(site, id, &text.fields, &document.source, language, diagnostics);
            }
        }
    }
}

pub(super) fn check_fields(
    site: &Site,
    page: PageId,
    fields: &[Field],
    source: &SourceText,
    language: LanguageId,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let kind = &site.kinds[site.pages[page].kind];
    for field in fields {
        let key = &kind.fields[field.definition].name;
        let values = match &field.value {
            FieldValue::List(values) => values.iter().map(|(value, span)| (value, span.clone())).collect(),
            value => vec![(value, field.span.clone())],
        };
        for (value, span) in values {
            if let Err(diagnostic) = check_value(site, page, key, value, language) {
                diagnostics.push(diagnostic.at(source.location(span)));
            }
        }
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
        FieldValue::Image(path) => match site.picture(base, path)?.size {
            Some(_) => Ok(()),
            None => Err(Diagnostic::new(Code::ImageUnreadable).with("path", path.as_str())),
        },
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
