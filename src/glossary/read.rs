//! Reads `locales/glossary.toml`.
//!
//! ```toml
//! [horgos]
//! note = "The city; the cooperation centre is a term of its own."
//! kk = "Қорғас*"
//! ru = "Хоргос*"
//! zh = "霍尔果斯"
//!
//! [horgos.en]
//! forms = ["Horgos"]
//! forbidden = { "Korgas" = "not the official transcription" }
//! note = "Never “Khorgos City”."
//! ```

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};
use typed_index_collections::{TiSlice, TiVec, ti_vec};

use super::fold::Folded;
use super::matcher::{FormRef, Matcher};
use super::pattern::{Case, FormProblem, Pattern};
use super::terms::{ForbiddenForm, Form, Glossary, Term, TermForms, TermId};
use crate::artefacts::Digest;
use crate::data::{
    Data, Entry, Node, Reader, Spanned, Table, missing_key, parse_toml, suggested_text, unknown_key,
    written_keys, wrong_type,
};
use crate::diagnostics::{Code, Diagnostic, SourceText, list_names, nearest};
use crate::language::{Language, LanguageId};
use crate::text::Inflection;

/// The keys of a term, besides the tags of languages.
const TERM_KEYS: [&str; 3] = ["note", "case_sensitive", "required"];

impl Glossary {
    /// Reads a glossary. What cannot be used is left out and reported. Returns `None` if the file is no TOML, which is reported.
    pub fn parse(
        source: &SourceText,
        languages: &TiSlice<LanguageId, Language>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let table = parse_toml(source, 0..source.text.len(), diagnostics)?;
        let matchers = languages.iter().map(|language| Matcher::new(Inflection::new(language))).collect();
        let mut reading = Reading { source, languages, terms: TiVec::new(), matchers, diagnostics };
        for entry in &table.entries {
            reading.term(entry);
        }
        reading.check_forms();
        let Reading { terms, matchers, .. } = reading;
        let forms: Vec<Vec<Vec<&str>>> = terms
            .iter()
            .map(|term| {
                term.languages
                    .iter()
                    .map(|it| it.allowed.iter().map(|form| &*form.written.value).collect())
                    .collect()
            })
            .collect();
        let forms_digest = Digest::of(format!("{forms:?}").as_bytes());
        Some(Self { source: source.clone(), terms, matchers, forms_digest })
    }
}

/// A glossary while it is read.
struct Reading<'a> {
    source: &'a SourceText,
    languages: &'a TiSlice<LanguageId, Language>,
    terms: TiVec<TermId, Term>,
    matchers: TiVec<LanguageId, Matcher>,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Reading<'_> {
    fn term(&mut self, entry: &Entry) {
        let (source, id) = (self.source, entry.key.as_str());
        let Data::Table(table) = &entry.value.data else {
            self.diagnostics.push(wrong_type(source, &entry.value, id, "table", &format!("[{id}]")));
            return;
        };
        let mut reader = Reader::new(source, table, &format!("{id}."));
        let note = reader.text("note", self.diagnostics).unwrap_or_default().trim().to_owned();
        let case = match reader.boolean("case_sensitive", self.diagnostics) {
            None => Case::Names,
            Some(true) => Case::Exact,
            Some(false) => Case::Ignored,
        };
        let is_required = reader.boolean("required", self.diagnostics).unwrap_or(true);
        let number = self.terms.len();
        let mut languages: TiVec<LanguageId, TermForms> = ti_vec![TermForms::default(); self.languages.len()];
        for (language, definition) in self.languages.iter_enumerated() {
            if let Some(entry) = reader.entry(&definition.tag) {
                languages[language] = self.forms(number, id, language, entry, case);
            }
        }
        self.unknown_keys(table, &reader);
        if languages.iter().all(TermForms::is_empty) {
            let tag = self.languages.first().map_or("", |language| language.tag.as_str());
            let diagnostic = missing_key(source, &format!("{id}.{tag}"));
            self.diagnostics.push(diagnostic.at(source.location(entry.key_span.clone())));
        }
        let id = Spanned::new(id.to_owned(), entry.key_span.clone());
        self.terms.push(Term { id, note, is_required, languages });
    }

    /// Reports keys that are neither those of a term nor languages.
    fn unknown_keys(&mut self, table: &Table, reader: &Reader<'_>) {
        let tags: Vec<&str> = self.languages.iter().map(|language| language.tag.as_str()).collect();
        let written = written_keys(&table.entries);
        for entry in reader.rest() {
            let key = entry.key.as_str();
            // `de`, `zh-TW` and `kz` are meant as languages.
            let is_tag = (key.len() <= 3 || key.contains('-')) && Language::new(key).is_some();
            self.diagnostics.push(match is_tag {
                true => Diagnostic::new(Code::UnknownLanguage)
                    .at(self.source.location(entry.key_span.clone()))
                    .with("tag", key)
                    .with("languages", tags.join(", "))
                    .suggest(nearest(key, tags.iter().copied()))
                    .fix(suggested_text(self.source, &entry.key_span, key)),
                false => unknown_key(
                    self.source,
                    entry,
                    TERM_KEYS.into_iter().chain(tags.iter().copied()),
                    &written,
                ),
            });
        }
    }

    /// What a term is called in a language: a form, a list of forms, or a table.
    fn forms(&mut self, term: usize, id: &str, language: LanguageId, entry: &Entry, case: Case) -> TermForms {
        let key = format!("{id}.{}", self.languages[language].tag);
        let mut forms = TermForms::default();
        let Data::Table(table) = &entry.value.data else {
            self.allowed(term, &key, language, &entry.value, case, &mut forms);
            return forms;
        };
        let mut reader = Reader::new(self.source, table, &format!("{key}."));
        if let Some(entry) = reader.entry("forms") {
            self.allowed(term, &format!("{key}.forms"), language, &entry.value, case, &mut forms);
        }
        let forbidden = reader.table("forbidden", self.diagnostics);
        for entry in forbidden.into_iter().flat_map(|table| &table.entries) {
            self.forbidden(term, &key, language, entry, case, &mut forms);
        }
        forms.note = reader.text("note", self.diagnostics).unwrap_or_default().trim().to_owned();
        reader.finish(self.diagnostics);
        forms
    }

    fn allowed(
        &mut self,
        term: usize,
        key: &str,
        language: LanguageId,
        node: &Node,
        case: Case,
        forms: &mut TermForms,
    ) {
        let items = match &node.data {
            Data::List(items) => items.as_slice(),
            _ => std::slice::from_ref(node),
        };
        for item in items {
            let Data::Text(written) = &item.data else {
                let example = format!("{key} = \"…\"");
                self.diagnostics.push(wrong_type(self.source, item, key, "text", &example));
                continue;
            };
            // A name that is still to be written is none.
            if written.trim().is_empty() {
                continue;
            }
            let form = FormRef { term, is_forbidden: false, number: forms.allowed.len() };
            if self.add(language, form, written, &item.span, case) {
                forms.allowed.push(Form::new(written.trim(), item.span.clone()));
            }
        }
    }

    /// A forbidden form: its reason, or a table with the reason and what to write instead.
    fn forbidden(
        &mut self,
        term: usize,
        key: &str,
        language: LanguageId,
        entry: &Entry,
        case: Case,
        forms: &mut TermForms,
    ) {
        let source = self.source;
        let name = format!("{key}.forbidden.{}", entry.key);
        let (reason, replacement) = match &entry.value.data {
            Data::Text(reason) => (reason.as_str(), None),
            Data::Table(table) => {
                let mut reader = Reader::new(source, table, &format!("{name}."));
                let place = entry.key_span.clone();
                let reason = reader.required_text("reason", place, self.diagnostics).unwrap_or_default();
                let replacement = reader.text("use", self.diagnostics);
                reader.finish(self.diagnostics);
                (reason, replacement)
            }
            _ => {
                let example = format!("\"{}\" = \"…\"", entry.key);
                self.diagnostics.push(wrong_type(source, &entry.value, &name, "text", &example));
                return;
            }
        };
        if reason.trim().is_empty() && matches!(entry.value.data, Data::Text(_)) {
            // Nobody follows a rule for which there is no reason.
            let diagnostic = missing_key(source, &format!("\"{}\"", entry.key));
            self.diagnostics.push(diagnostic.at(source.location(entry.key_span.clone())));
        }
        let form = FormRef { term, is_forbidden: true, number: forms.forbidden.len() };
        if self.add(language, form, &entry.key, &entry.key_span, case) {
            forms.forbidden.push(ForbiddenForm {
                form: Form::new(entry.key.trim(), entry.key_span.clone()),
                reason: reason.trim().to_owned(),
                replacement: replacement.map(|text| text.trim().replace('*', "")),
            });
        }
    }

    /// Compiles a form. Returns whether it is one.
    fn add(
        &mut self,
        language: LanguageId,
        form: FormRef,
        written: &str,
        span: &Range<usize>,
        case: Case,
    ) -> bool {
        match Pattern::new(written.trim(), case) {
            Ok(pattern) => {
                self.matchers[language].add(pattern, form);
                true
            }
            Err(problem) => {
                self.diagnostics.push(invalid_form(self.source, written, span, problem));
                false
            }
        }
    }

    /// Reports forms that say two things.
    fn check_forms(&mut self) {
        for (language, definition) in self.languages.iter_enumerated() {
            self.check_contradictions(language, definition);
            self.check_repetitions(language, definition);
        }
        self.check_twins();
    }

    /// A form that is allowed in one place and forbidden in another one.
    fn check_contradictions(&mut self, language: LanguageId, definition: &Language) {
        let matcher = &self.matchers[language];
        for (id, term) in self.terms.iter_enumerated() {
            for forbidden in &term.languages[language].forbidden {
                let folded = Folded::new(&forbidden.form.text);
                let hits = matcher.all(&folded);
                let whole = 0..folded.text.len();
                let allowed = hits.iter().find(|hit| !hit.form.is_forbidden && hit.found.range == whole);
                let Some(other) = allowed.map(|hit| &self.terms[TermId::from(hit.form.term)]) else {
                    continue;
                };
                let span = forbidden.form.written.span.clone();
                self.diagnostics.push(
                    Diagnostic::new(Code::GlossaryContradiction)
                        .at(self.source.location(span))
                        .with("form", forbidden.form.text.as_str())
                        .with("term", self.terms[id].id.value.as_str())
                        .with("other", other.id.value.as_str())
                        .with("language", definition.name.as_str()),
                );
            }
        }
    }

    /// A form that stands twice with one term.
    fn check_repetitions(&mut self, language: LanguageId, definition: &Language) {
        for term in &self.terms {
            let forms = &term.languages[language];
            let all = forms.allowed.iter().chain(forms.forbidden.iter().map(|it| &it.form));
            let mut seen: FxHashSet<&str> = FxHashSet::default();
            for form in all {
                if !seen.insert(&form.written.value) && forms.allowed.contains(form) {
                    self.diagnostics.push(
                        Diagnostic::new(Code::GlossaryRepeated)
                            .at(self.source.location(form.written.span.clone()))
                            .with("kind", "form")
                            .with("form", form.text.as_str())
                            .with("term", term.id.value.as_str())
                            .with("other", term.id.value.as_str())
                            .with("language", definition.name.as_str()),
                    );
                }
            }
        }
    }

    /// Two terms that are called the same in every language that both have. In one language, two things may share a name.
    fn check_twins(&mut self) {
        let mut first: FxHashMap<Vec<Option<&str>>, &Term> = FxHashMap::default();
        let mut found = Vec::new();
        for term in &self.terms {
            let names: Vec<Option<&str>> = term.languages.iter().map(TermForms::preferred).collect();
            if names.iter().all(Option::is_none) {
                continue;
            }
            match first.get(&names) {
                Some(other) => {
                    let shown: Vec<&str> = names.iter().flatten().copied().collect();
                    found.push(
                        Diagnostic::new(Code::GlossaryRepeated)
                            .at(self.source.location(term.id.span.clone()))
                            .with("kind", "term")
                            .with("form", list_names(&shown))
                            .with("term", term.id.value.as_str())
                            .with("other", other.id.value.as_str())
                            .with("language", ""),
                    );
                }
                None => drop(first.insert(names, term)),
            }
        }
        self.diagnostics.extend(found);
    }
}

fn invalid_form(source: &SourceText, written: &str, span: &Range<usize>, problem: FormProblem) -> Diagnostic {
    Diagnostic::new(Code::GlossaryForm)
        .at(source.location(span.clone()))
        .with("form", written)
        .with("problem", problem.id())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The codes and places of what is wrong with a glossary in Kazakh and Russian.
    fn wrong(text: &str) -> Vec<(&'static str, String, Option<String>)> {
        let languages: TiVec<LanguageId, Language> =
            ["kk", "ru"].iter().map(|tag| Language::new(tag).expect("a tag")).collect();
        let mut diagnostics = Vec::new();
        Glossary::parse(&SourceText::new("locales/glossary.toml", text), &languages, &mut diagnostics);
        let place = |it: &Diagnostic| {
            it.location.as_ref().map_or(String::new(), |at| format!("{}:{}", at.line(), at.column()))
        };
        diagnostics.iter().map(|it| (it.code.as_str(), place(it), it.suggested_name())).collect()
    }

    #[test]
    fn everything_that_is_wrong_is_told_with_its_place() {
        for (text, expected) in [
            ("[a]\nkk = \"Қорғас*\"\nru = [\"Хоргос*\", \"\"]\nnote = \"\"\n", vec![]),
            ("[a]\nkk = \"Қорғас\"\nnotes = \"x\"\n", vec![("unknown-key", "3:1", Some("note"))]),
            ("[a]\nkk = \"Қорғас\"\nkz = \"x\"\n", vec![("unknown-language", "3:1", Some("kk"))]),
            ("[a]\nkk = \"Қорғас\"\nzh-TW = \"x\"\n", vec![("unknown-language", "3:1", None)]),
            (
                "[a]\nkk = 5\nru = [\"Хоргос\", 5]\n",
                vec![("wrong-type", "2:6", None), ("wrong-type", "3:17", None)],
            ),
            (
                "[a]\nkk = \"Қор*ғас\"\nru = \"*Хоргос\"\n",
                vec![
                    ("glossary-form", "2:6", None),
                    ("glossary-form", "3:6", None),
                    ("missing-key", "1:2", None),
                ],
            ),
            (
                "[a]\nkk = { forms = \"—\", forbiden = {} }\n",
                vec![
                    ("glossary-form", "2:16", None),
                    ("unknown-key", "2:21", Some("forbidden")),
                    ("missing-key", "1:2", None),
                ],
            ),
            (
                "[a.kk]\nforbidden = { \"Хоргос\" = \"\", \"Б\" = { use = \"В\" }, \"Г\" = [] }\n",
                vec![
                    ("missing-key", "2:15", None),
                    ("missing-key", "2:30", None),
                    ("wrong-type", "2:57", None),
                ],
            ),
            (
                "[a]\nkk = \"Қорғас*\"\n[b.kk]\nforbidden = { \"Қорғасқа\" = \"no\" }\n",
                vec![("glossary-contradiction", "4:15", None)],
            ),
            ("[a]\nru = [\"Алтай\", \"Алтай\"]\n", vec![("glossary-repeated", "2:16", None)]),
            (
                "[a]\nru = \"Алтай\"\nkk = \"Алтай\"\n[b]\nru = \"Алтай\"\nkk = \"Алтай\"\n",
                vec![("glossary-repeated", "4:2", None)],
            ),
            // Mountains and a city.
            ("[a]\nru = \"Алтай\"\nkk = \"Алтай\"\n[b]\nru = \"Алтай\"\nkk = \"Алтай қаласы\"\n", vec![]),
            ("a = 1\n[\"Б г\"]\nkk = \"x\"\n", vec![("wrong-type", "1:5", None)]),
            ("[a]\nkk = \"x\"\n[a]\n", vec![("toml-syntax", "3:2", None)]),
        ] {
            let found = wrong(text);
            let found: Vec<(&str, &str, Option<&str>)> =
                found.iter().map(|(code, at, name)| (*code, &**at, name.as_deref())).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
