//! What is true of a page in every language.

use std::ops::Range;

use typed_index_collections::TiVec;

use crate::config::{TaxonomyId, is_id};
use crate::data::{Date, Entry, Reader, parse_toml};
use crate::diagnostics::{Code, Diagnostic, SourceText};

/// The facts of a page, as its file states them.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// The file; absent where the page has none.
    pub source: Option<SourceText>,
    /// The kind of page.
    pub kind: Option<(String, Range<usize>)>,
    /// When it was published.
    pub date: Option<Date>,
    /// When it was last changed in substance.
    pub updated: Option<Date>,
    /// The day from which on it is not published any more.
    pub expires: Option<Date>,
    /// Its place in lists, lightest first.
    pub weight: Option<i64>,
    /// The template, where it is not that of its kind.
    pub template: Option<(String, Range<usize>)>,
    /// Whether it is not to be published yet in any language.
    pub draft: bool,
    /// Old addresses without a language's prefix; each language gets its own.
    pub aliases: Vec<(String, Range<usize>)>,
    /// Its terms in each taxonomy of the site, in the taxonomies' order, with their places.
    pub terms: TiVec<TaxonomyId, Vec<(String, Range<usize>)>>,
    /// The other keys: fields of its kind, or mistakes.
    pub fields: Vec<Entry>,
    /// Whether the file could not be read. That was reported, and what the page lacks for it is no mistake.
    pub is_broken: bool,
}

impl Facts {
    /// Reads the facts of a page.
    pub fn parse(source: &SourceText, taxonomies: &[&str], diagnostics: &mut Vec<Diagnostic>) -> Self {
        let Some(table) = parse_toml(source, 0..source.text.len(), diagnostics) else {
            return Self::broken(source);
        };
        let mut reader = Reader::new(source, &table, "");
        let spanned = |value: Option<&str>, key: &str| {
            value.zip(table.get(key)).map(|(text, entry)| (text.to_owned(), entry.value.span.clone()))
        };
        let kind = spanned(reader.text("kind", diagnostics), "kind");
        let template = spanned(reader.text("template", diagnostics), "template");
        let aliases = reader.texts("aliases", diagnostics);
        let terms = taxonomies.iter().map(|taxonomy| terms(&mut reader, taxonomy, diagnostics)).collect();
        Self {
            kind,
            date: reader.date("date", diagnostics),
            updated: reader.date("updated", diagnostics),
            expires: reader.date("expires", diagnostics),
            weight: reader.integer("weight", diagnostics),
            template,
            draft: reader.boolean("draft", diagnostics).unwrap_or(false),
            aliases: aliases.into_iter().map(|(alias, span)| (alias.to_owned(), span)).collect(),
            terms,
            fields: reader.rest().cloned().collect(),
            source: Some(source.clone()),
            is_broken: false,
        }
    }

    /// Facts of a file that is there and cannot be read.
    pub fn broken(source: &SourceText) -> Self {
        Self { source: Some(source.clone()), is_broken: true, ..Self::default() }
    }
}

/// The terms of one taxonomy: ids of small Latin letters, digits and hyphens, none twice.
fn terms(
    reader: &mut Reader<'_>,
    taxonomy: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<(String, Range<usize>)> {
    let mut terms: Vec<(String, Range<usize>)> = Vec::new();
    for (term, span) in reader.texts(taxonomy, diagnostics) {
        if !is_id(term) {
            diagnostics.push(
                Diagnostic::new(Code::InvalidTerm)
                    .at(reader.source.location(span))
                    .with("term", term)
                    .with("taxonomy", taxonomy),
            );
        } else if !terms.iter().any(|(known, _)| known == term) {
            terms.push((term.to_owned(), span));
        }
    }
    terms
}
