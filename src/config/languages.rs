//! Reads the languages of `sapar.toml` and their fallback chains.

use std::ops::Range;

use typed_index_collections::{TiSlice, TiVec};

use crate::data::{Data, Reader, Spanned, Table, not_an_option, suggested_text, wrong_type};
use crate::diagnostics::{Code, Diagnostic, SourceText, nearest};
use crate::language::{Language, LanguageId, Quotes};

pub(super) fn read_languages<'a>(
    reader: &mut Reader<'a>,
    diagnostics: &mut Vec<Diagnostic>,
) -> (TiVec<LanguageId, Language>, TiVec<LanguageId, &'a Table>) {
    let mut languages: TiVec<LanguageId, Language> = TiVec::new();
    let mut tables = TiVec::new();
    let source = reader.source;
    for entry in
        reader.table("languages", diagnostics).map(|table| table.entries.iter()).into_iter().flatten()
    {
        let tag = entry.key.as_str();
        let Some(mut language) = Language::new(tag) else {
            diagnostics.push(
                Diagnostic::new(Code::InvalidLanguageTag)
                    .at(source.location(entry.key_span.clone()))
                    .with("tag", tag),
            );
            continue;
        };
        // Tags are case-insensitive, and so are folder names on some systems.
        if let Some(other) = languages.iter().find(|other| other.locale == language.locale) {
            diagnostics.push(
                Diagnostic::new(Code::DuplicateLanguage)
                    .at(source.location(entry.key_span.clone()))
                    .with("tag", tag)
                    .with("other", other.tag.as_str()),
            );
            continue;
        }
        let Data::Table(table) = &entry.value.data else {
            let key = format!("languages.{tag}");
            let example = format!("[languages.{tag}]");
            diagnostics.push(wrong_type(source, &entry.value, &key, "table", &example));
            continue;
        };
        let mut own = Reader::new(source, table, &format!("languages.{tag}."));
        if let Some(name) = own.text("name", diagnostics) {
            name.clone_into(&mut language.name);
        }
        if own_language(&mut own, "hreflang", diagnostics).is_some()
            && let Some(Data::Text(hreflang)) = table.get("hreflang").map(|entry| &entry.value.data)
        {
            hreflang.clone_into(&mut language.hreflang);
        }
        if let Some(other) = own_language(&mut own, "formats", diagnostics) {
            language.take_formats(&other);
        }
        if let Some(text) = own.text("quotes", diagnostics)
            && let Some(entry) = table.get("quotes")
        {
            match Quotes::parse(text) {
                Some(quotes) => language.quotes = quotes,
                None => {
                    diagnostics.push(not_an_option(source, &entry.value, "quotes", text, &["«»„“", "“”‘’"]))
                }
            }
        }
        own.texts("fallback", diagnostics);
        own.finish(diagnostics);
        languages.push(language);
        tables.push(table);
    }
    (languages, tables)
}

/// Reads a key whose value is a language tag.
fn own_language(reader: &mut Reader<'_>, key: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<Language> {
    let tag = reader.spanned_text(key, diagnostics)?;
    let language = Language::new(tag.value);
    if language.is_none() {
        let place = reader.source.location(tag.span);
        diagnostics.push(Diagnostic::new(Code::InvalidLanguageTag).at(place).with("tag", tag.value));
    }
    language
}

pub(super) fn read_default_language(
    reader: &mut Reader<'_>,
    languages: &TiSlice<LanguageId, Language>,
    diagnostics: &mut Vec<Diagnostic>,
) -> LanguageId {
    let source = reader.source;
    let Some(tag) = reader.required_text("default_language", 0..0, diagnostics) else {
        return LanguageId::FIRST;
    };
    let found = languages.position(|language| language.tag == tag);
    if found.is_none()
        && !languages.is_empty()
        && let Some(entry) = reader.entry("default_language")
    {
        diagnostics.push(unknown_language(source, entry.value.span.clone(), tag, languages));
    }
    found.unwrap_or(LanguageId::FIRST)
}

/// Completes the fallback chains: each ends with the default language and then all others, so that every page can be
/// shown in every language, whichever it is written in.
pub(super) fn with_fallback(
    source: &SourceText,
    mut languages: TiVec<LanguageId, Language>,
    tables: &TiSlice<LanguageId, &Table>,
    default_language: LanguageId,
    diagnostics: &mut Vec<Diagnostic>,
) -> TiVec<LanguageId, Language> {
    for id in languages.keys() {
        let mut chain = Vec::new();
        // Wrong types were reported when the language's table was read.
        for Spanned { value: tag, span } in
            Reader::new(source, tables[id], "").texts("fallback", &mut Vec::new())
        {
            match languages.position(|language| language.tag == tag) {
                Some(other) => chain.push(other),
                None => diagnostics.push(unknown_language(source, span, tag, &languages)),
            }
        }
        chain.push(default_language);
        chain.extend(languages.keys());
        let mut seen = vec![id];
        chain.retain(|other| {
            let is_new = !seen.contains(other);
            seen.push(*other);
            is_new
        });
        languages[id].fallback = chain;
    }
    languages
}

fn unknown_language(
    source: &SourceText,
    span: Range<usize>,
    tag: &str,
    languages: &TiSlice<LanguageId, Language>,
) -> Diagnostic {
    let tags: Vec<&str> = languages.iter().map(|language| language.tag.as_str()).collect();
    let fix = suggested_text(source, &span, tag);
    Diagnostic::new(Code::UnknownLanguage)
        .at(source.location(span))
        .fix(fix)
        .with("tag", tag)
        .with("languages", tags.join(", "))
        .suggest(nearest(tag, tags))
}
