//! The facts of a page: what is true in every language.

use typed_index_collections::{TiSlice, TiVec};

use super::markdown::with_quotes;
use super::slug::{check_id, proposed_id};
use crate::data::{Data, Date, Entry, Node, Reader, Spanned, parse_toml, suggested_text, wrong_type};
use crate::diagnostics::{Code, Diagnostic, SourceText, Suggestion, nearest};
use crate::id::define_id;
use crate::language::pseudo::pseudo;
use crate::language::{Language, LanguageId};

define_id! {
    /// The index of a taxonomy in the configuration, and in the site.
    TaxonomyId
}

/// The keys that the facts of every page may have, besides its taxonomies and the fields of its kind.
pub const FACT_KEYS: [&str; 10] =
    ["kind", "names", "also", "date", "updated", "expires", "weight", "template", "draft", "aliases"];

/// The facts of a page, as its file states them.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// The file, if the page has one.
    pub source: Option<SourceText>,
    /// The kind of page.
    pub kind: Option<Spanned<String>>,
    /// What it is called, by language. A document's own title precedes the name in its language.
    pub names: Vec<(LanguageId, String)>,
    /// Other names that readers search for it by, with their language where the facts say it.
    pub also: Vec<(Option<LanguageId>, String)>,
    /// When it was published.
    pub date: Option<Date>,
    /// When it was last changed in substance.
    pub updated: Option<Date>,
    /// The first day on which it is past; [`ExpiryPolicy`](super::ExpiryPolicy) says what becomes of it then.
    pub expires: Option<Date>,
    /// Its position in lists, lightest first.
    pub weight: Option<i64>,
    /// The template, if it is not that of its kind.
    pub template: Option<Spanned<String>>,
    /// Whether it is a draft in every language.
    pub draft: bool,
    /// Old URLs without a language's prefix; each language adds its own.
    pub aliases: Vec<Spanned<String>>,
    /// Its terms in each taxonomy of the site.
    pub terms: TiVec<TaxonomyId, Vec<Spanned<String>>>,
    /// The other keys: fields of its kind, or mistakes.
    pub fields: Vec<Entry>,
    /// Whether the file could not be parsed. That has been reported, so what the page lacks as a result is not.
    pub is_broken: bool,
}

impl Facts {
    /// Reads the facts of a page.
    pub fn parse(
        source: &SourceText,
        taxonomies: &[&str],
        languages: &TiSlice<LanguageId, Language>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let Some(table) = parse_toml(source, 0..source.text.len(), diagnostics) else {
            return Self::broken(source);
        };
        let mut reader = Reader::new(source, &table, "");
        let kind = reader.spanned_text("kind", diagnostics).map(Spanned::into_owned);
        let names = names(&mut reader, languages, diagnostics);
        let also = also(&mut reader, languages, diagnostics);
        let template = reader.spanned_text("template", diagnostics).map(Spanned::into_owned);
        let aliases = reader.texts("aliases", diagnostics);
        let terms = taxonomies.iter().map(|taxonomy| terms(&mut reader, taxonomy, diagnostics)).collect();
        Self {
            kind,
            names,
            also,
            date: reader.date("date", diagnostics),
            updated: reader.date("updated", diagnostics),
            expires: reader.date("expires", diagnostics),
            weight: reader.integer("weight", diagnostics),
            template,
            draft: reader.boolean("draft", diagnostics).unwrap_or(false),
            aliases: aliases.into_iter().map(Spanned::into_owned).collect(),
            terms,
            fields: reader.rest().cloned().collect(),
            source: Some(source.clone()),
            is_broken: false,
        }
    }

    /// The same facts with names in the [pseudo-language](crate::language::pseudo).
    #[must_use]
    pub fn into_pseudo(mut self) -> Self {
        self.names.iter_mut().for_each(|(_, name)| *name = pseudo(name));
        self
    }

    /// What the page is called in a language, if the facts say it.
    pub fn name(&self, language: LanguageId) -> Option<&str> {
        self.names.iter().find(|(other, _)| *other == language).map(|(_, name)| name.as_str())
    }

    /// The facts of a file that exists but cannot be parsed.
    pub fn broken(source: &SourceText) -> Self {
        Self { source: Some(source.clone()), is_broken: true, ..Self::default() }
    }
}

/// What a page is called, by language, with the language's quotation marks.
fn names(
    reader: &mut Reader<'_>,
    languages: &TiSlice<LanguageId, Language>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<(LanguageId, String)> {
    let source = reader.source;
    let mut names = Vec::new();
    for entry in reader.table("names", diagnostics).into_iter().flat_map(|table| &table.entries) {
        let tag = entry.key.as_str();
        let Data::Text(name) = &entry.value.data else {
            let key = format!("names.{tag}");
            diagnostics.push(wrong_type(source, &entry.value, &key, "text", &format!("{tag} = \"…\"")));
            continue;
        };
        match languages.position(|language| language.tag == tag) {
            // A name that is still to be written is none.
            Some(_) if name.trim().is_empty() => {}
            Some(language) => names.push((language, with_quotes(name.trim(), languages[language].quotes))),
            None => diagnostics.push(unknown_language(source, entry, languages)),
        }
    }
    names
}

/// Other names of a page: a list for all languages, or a table with a list for each.
fn also(
    reader: &mut Reader<'_>,
    languages: &TiSlice<LanguageId, Language>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<(Option<LanguageId>, String)> {
    let source = reader.source;
    let Some(entry) = reader.entry("also") else { return Vec::new() };
    let mut names = Vec::new();
    let mut add = |key: &str, node: &Node, language: Option<LanguageId>| {
        let items = match &node.data {
            Data::List(items) => items.as_slice(),
            _ => std::slice::from_ref(node),
        };
        for item in items {
            match &item.data {
                Data::Text(name) if name.trim().is_empty() => {}
                Data::Text(name) => names.push((language, name.trim().to_owned())),
                Data::Null => {}
                _ => {
                    diagnostics.push(wrong_type(source, item, key, "text", &format!("{key} = [\"…\"]")));
                }
            }
        }
    };
    let Data::Table(table) = &entry.value.data else {
        add("also", &entry.value, None);
        return names;
    };
    let mut unknown = Vec::new();
    for entry in &table.entries {
        match languages.position(|language| language.tag == entry.key) {
            Some(language) => add(&format!("also.{}", entry.key), &entry.value, Some(language)),
            None => unknown.push(unknown_language(source, entry, languages)),
        }
    }
    diagnostics.extend(unknown);
    names
}

/// A key that should be the tag of a language of the site.
fn unknown_language(
    source: &SourceText,
    entry: &Entry,
    languages: &TiSlice<LanguageId, Language>,
) -> Diagnostic {
    let tag = entry.key.as_str();
    let tags: Vec<&str> = languages.iter().map(|language| language.tag.as_str()).collect();
    Diagnostic::new(Code::UnknownLanguage)
        .at(source.location(entry.key_span.clone()))
        .with("tag", tag)
        .with("languages", tags.join(", "))
        .suggest(nearest(tag, tags))
        .fix(suggested_text(source, &entry.key_span, tag))
}

/// The terms of one taxonomy: valid ids, without duplicates.
fn terms(reader: &mut Reader<'_>, taxonomy: &str, diagnostics: &mut Vec<Diagnostic>) -> Vec<Spanned<String>> {
    let mut terms: Vec<Spanned<String>> = Vec::new();
    for term in reader.texts(taxonomy, diagnostics) {
        if let Err(error) = check_id(term.value) {
            let span = term.span;
            let diagnostic = Diagnostic::new(Code::InvalidTerm)
                .at(reader.source.location(span.clone()))
                .with("term", term.value)
                .with("taxonomy", taxonomy);
            let id = proposed_id(term.value);
            // Another id may name another term; one in other case cannot.
            let is_case = id.as_ref().is_some_and(|id| *id == term.value.to_lowercase());
            let fix = is_case.then(|| suggested_text(reader.source, &span, term.value)).flatten();
            let diagnostic = diagnostic.with("id", id.as_deref().unwrap_or("…")).fix(fix);
            diagnostics.push(error.explain(diagnostic).suggest(id.map(Suggestion::from)));
        } else if !terms.iter().any(|known| known.value == term.value) {
            terms.push(term.into_owned());
        }
    }
    terms
}
