//! Reads the fields of a page from its facts and its documents, as its kind declares them.

use std::cell::LazyCell;
use std::sync::Arc;

use super::definition::Field;
use crate::content::document::DOCUMENT_KEYS;
use crate::content::facts::FACT_KEYS;
use crate::content::kind::Kind;
use crate::data::{Entry, Spanned, WrittenKeys, missing_key, unknown_key};
use crate::diagnostics::{Code, Diagnostic, SourceText};

/// Where a page's fields are read from.
#[derive(Debug, Clone, Copy)]
pub enum Origin<'a> {
    /// The facts of the page; `document` is the path of a document that localised fields belong to.
    Facts {
        /// A path to name in the remedy.
        document: &'a str,
    },
    /// A document of the page; `facts` is the path of the facts that other fields belong to.
    Document {
        /// A path to name in the remedy.
        facts: &'a str,
    },
}

/// Reads the fields of a page from the keys that remain when those of every page or document have been read. Keys that
/// belong into the other file, unknown keys and missing required ones are reported.
pub fn read_fields(
    kind: &Kind,
    source: &SourceText,
    entries: &[Entry],
    origin: Origin<'_>,
    taxonomies: &[&str],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Field> {
    let localised = matches!(origin, Origin::Document { .. });
    let mut fields = Vec::new();
    let written = LazyCell::new(|| keys_of_lines(source));
    for entry in entries {
        let key = entry.key.as_str();
        let index = kind.fields.iter().position(|field| field.name == key);
        match index {
            Some(index) if kind.fields[index].localised == localised => {
                let definition = &kind.fields[index];
                if let Some(value) = definition.read(source, key, &entry.value, diagnostics) {
                    let value = Spanned::new(value, entry.value.span.clone());
                    fields.push(Field { definition: index, value });
                }
                continue;
            }
            _ => {}
        }
        let place = source.location(entry.key_span.clone());
        match origin {
            Origin::Document { facts }
                if index.is_some() || FACT_KEYS.contains(&key) || taxonomies.contains(&key) =>
            {
                let diagnostic = Diagnostic::new(Code::FactInDocument).at(place);
                diagnostics.push(diagnostic.with("key", key).with("facts", facts));
            }
            Origin::Facts { document } if index.is_some() || DOCUMENT_KEYS.contains(&key) => {
                let diagnostic = Diagnostic::new(Code::LocalisedInFacts).at(place);
                diagnostics.push(diagnostic.with("key", key).with("document", document));
            }
            Origin::Document { .. } => {
                let known = DOCUMENT_KEYS.into_iter().chain(kind.names(true));
                diagnostics.push(unknown_key(source, entry, known, &written));
            }
            // Whoever writes a fact of another kind wants a field of the site's own.
            Origin::Facts { .. } => {
                let known = FACT_KEYS.into_iter().chain(taxonomies.iter().copied()).chain(kind.names(false));
                let diagnostic = unknown_key(source, entry, known, &written);
                diagnostics.push(diagnostic.with("own", "yes").with("kind", kind.name.as_str()));
            }
        }
    }
    for definition in &kind.fields {
        let written = entries.iter().find(|entry| entry.key == definition.name);
        let is_missing = written.is_none_or(|entry| entry.value.data.is_absent());
        if definition.required && definition.localised == localised && is_missing {
            let diagnostic = missing_key(source, &definition.name);
            diagnostics.push(match written {
                Some(entry) => diagnostic.at(source.location(entry.key_span.clone())),
                None => diagnostic.in_file(&source.path),
            });
        }
    }
    fields
}

/// The keys that lines of a file begin with, whichever table they are in: `entries` lacks those that every page may have.
fn keys_of_lines(source: &SourceText) -> WrittenKeys {
    let key = |line: &str| Some(line.split_once(['=', ':'])?.0.trim().trim_matches(['"', '\'']).to_owned());
    Arc::new(source.text.lines().filter_map(key).collect())
}
