//! Compares the texts of a page with the glossary.
//!
//! Two things are told. A forbidden form, wherever it stands in words that readers see. And a term that the source of a
//! translation names and the translation does not: only where it is known which block was made from which, and neither has
//! changed since; anything less would tell of translations that are only arranged in another way.

use std::collections::BTreeSet;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::fold::Folded;
use super::matcher::{FormRef, Hit};
use super::replacement::replacement;
use super::terms::{ForbiddenForm, Glossary, TermId};
use super::words::{Words, words_of_block};
use crate::content::Document;
use crate::content::kind::Kind as PageKind;
use crate::data::{Data, parse_toml};
use crate::diagnostics::{Code, Diagnostic, Fix, SourceText, Suggestion, list_names};
use crate::language::{Language, LanguageId};
use crate::translate::{BlockState, Comparison, Record, TextBlock, compare};

/// The texts of a page that are compared.
pub struct PageTexts<'p> {
    /// The text.
    pub document: &'p Document,
    /// What it is a translation of; `None` if it is none.
    pub source: Option<&'p Document>,
    /// What is recorded of the translations of its page.
    pub record: &'p Record,
    /// The kind of its page, whose localised fields are texts.
    pub kind: &'p PageKind,
}

/// Reports what of a text is not as the glossary has it. `language` is that of the text.
pub fn check_page(
    glossary: &Glossary,
    texts: &PageTexts<'_>,
    language: &Language,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let own = texts.document;
    if own.is_broken {
        return;
    }
    let (words, own_text) = (Words::of(own, texts.kind), own.source.open());
    for (block, folded) in words.blocks.iter().zip(&words.folded) {
        glossary.check_block(own.language, &own_text, &block.range, folded, diagnostics);
    }
    // Of a translation that nobody has recorded it is not known which block belongs to which.
    let is_recorded = texts.record.has_language(&language.tag);
    if let Some(source) = texts.source.filter(|source| is_recorded && !source.is_broken) {
        let of_source = Words::of(source, texts.kind);
        let comparison = compare(&of_source.blocks, &words.blocks, texts.record, &language.tag);
        let subject = words.subject(glossary, own.language);
        let target = Target {
            language: own.language,
            folded: &words.folded,
            groups: &words.groups(),
            known: &|number, term| subject.contains(&term) && words.stands_by_title(number),
        };
        for missing in glossary.missing(&comparison, (source.language, &of_source.folded), &target) {
            let place = own_text.location(words.blocks[missing.block].range.clone());
            diagnostics.push(glossary.missing_term(&missing, own.language).at(place));
        }
    }
}

/// Reports a name among the facts of a page, in a language, that is not as the glossary has it. `facts` is their file.
pub fn check_name(
    glossary: &Glossary,
    facts: &SourceText,
    language: LanguageId,
    definition: &Language,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Some(table) = parse_toml(facts, 0..facts.text.len(), &mut Vec::new()) else { return };
    let Some(Data::Table(names)) = table.get(NAMES).map(|names| &names.value.data) else { return };
    let Some(entry) = names.get(&definition.tag) else { return };
    if let Data::Text(name) = &entry.value.data
        && let Some(block) = TextBlock::of_key(NAMES, name, entry.value.span.clone())
    {
        let folded = words_of_block(&block, facts, &[]);
        glossary.check_block(language, facts, &block.range, &folded, diagnostics);
    }
}

/// The key of a page's names among its facts.
const NAMES: &str = "names";

/// A translation in which terms are looked for.
pub(super) struct Target<'t> {
    pub language: LanguageId,
    /// The words of its blocks.
    pub folded: &'t [Folded],
    /// For each block the numbers of those among which it counts: the cells of its table, which may be in another order, or itself
    /// alone.
    pub groups: &'t [Range<usize>],
    /// Whether readers know without being told that a block is about a term.
    pub known: &'t dyn Fn(usize, usize) -> bool,
}

/// A term that a translation does not name.
pub(super) struct MissingTerm {
    pub term: TermId,
    /// The form of the source's language.
    pub written: String,
    /// The block of the translation in which it is missing, by its number.
    pub block: usize,
}

impl Glossary {
    /// Reports the forbidden forms in a block; `block` are its bytes in the file.
    pub(super) fn check_block(
        &self,
        language: LanguageId,
        source: &SourceText,
        block: &Range<usize>,
        folded: &Folded,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        for hit in self.matchers[language].meant(folded).iter().filter(|hit| hit.form.is_forbidden) {
            let is_exact = folded.is_exact(&hit.found.range);
            // What is written with escapes is somewhere in its block.
            let range = if is_exact { folded.written(&hit.found.range) } else { block.clone() };
            let written =
                if is_exact { &source.text[range.clone()] } else { &folded.text[hit.found.range.clone()] };
            diagnostics.push(self.forbidden_form(language, source, folded, hit, written, range));
        }
    }

    fn forbidden_form(
        &self,
        language: LanguageId,
        source: &SourceText,
        folded: &Folded,
        hit: &Hit,
        written: &str,
        range: Range<usize>,
    ) -> Diagnostic {
        let term = TermId::from(hit.form.term);
        let form: &ForbiddenForm = &self.terms[term].languages[language].forbidden[hit.form.number];
        let diagnostic = Diagnostic::new(Code::GlossaryForbidden)
            .at(source.location(range.clone()))
            .with("form", written)
            .with("reason", form.reason.as_str());
        let Some(preferred) = self.replacement(term, language, form) else { return diagnostic };
        let allowed = &self.terms[term].languages[language].allowed;
        let number = allowed.iter().position(|form| form.text == preferred);
        let of_form = number.map(|number| FormRef { term: hit.form.term, is_forbidden: false, number });
        let replacement = replacement(&self.matchers[language], folded, hit, written, preferred, of_form);
        // What means something in Markdown, TOML or Fluent is written by a person.
        let is_plain = !replacement
            .text
            .contains(|c: char| c.is_ascii_punctuation() && !matches!(c, '-' | '.' | ',' | '\''));
        let fix = (replacement.is_certain && is_plain)
            .then(|| Fix::new(source, [(range, replacement.text.clone())]));
        diagnostic.suggest(Suggestion::from(replacement.text)).fix(fix)
    }

    /// The terms that blocks of a source name and their translations do not, each once for a block of the translation.
    pub(super) fn missing(
        &self,
        comparison: &Comparison,
        (source_language, source): (LanguageId, &[Folded]),
        target: &Target<'_>,
    ) -> Vec<MissingTerm> {
        let matcher = &self.matchers[target.language];
        let terms_in = |blocks: Range<usize>| -> BTreeSet<usize> {
            blocks.flat_map(|number| matcher.all(&target.folded[number])).map(|hit| hit.form.term).collect()
        };
        // By the first block of each group: the cells of a table are gone through once.
        let mut there: FxHashMap<usize, BTreeSet<usize>> = FxHashMap::default();
        let mut missing: Vec<MissingTerm> = Vec::new();
        for (folded, (state, targets)) in source.iter().zip(&comparison.blocks) {
            let is_made_from_it = matches!(state, BlockState::Current | BlockState::Machine);
            let Some(block) = targets.first().copied().filter(|_| is_made_from_it) else { continue };
            let named = self.named(source_language, target.language, folded);
            if named.is_empty() {
                continue;
            }
            for group in targets.iter().map(|number| &target.groups[*number]) {
                there.entry(group.start).or_insert_with(|| terms_in(group.clone()));
            }
            let is_there = |term: &usize| {
                let mut groups = targets.iter().map(|number| target.groups[*number].start);
                groups.any(|group| there[&group].contains(term)) || (target.known)(block, *term)
            };
            let lacks = |terms: &Vec<usize>| !terms.iter().any(is_there);
            missing.extend(
                named.into_iter().filter(|(terms, _)| lacks(terms)).map(|(terms, written)| MissingTerm {
                    term: TermId::from(terms[0]),
                    written,
                    block,
                }),
            );
        }
        missing.sort_by_key(|a| (a.block, a.term));
        missing.dedup_by(|a, b| (a.block, a.term) == (b.block, b.term));
        missing
    }

    /// What a text names that has to be named in another language: the terms that may be meant by each name, and how the text
    /// writes it. One name may be that of several things, and a term that has no form in the other language may be called anything.
    fn named(&self, language: LanguageId, other: LanguageId, folded: &Folded) -> Vec<(Vec<usize>, String)> {
        let mut named: Vec<(Vec<usize>, String)> = Vec::new();
        let hits = self.matchers[language].meant(folded);
        for group in hits.chunk_by(|a, b| a.found.range == b.found.range) {
            let terms: Vec<usize> =
                group.iter().filter(|hit| !hit.form.is_forbidden).map(|hit| hit.form.term).collect();
            let is_checked = |term: &usize| {
                let term = &self.terms[TermId::from(*term)];
                term.is_required && !term.languages[other].allowed.is_empty()
            };
            if !terms.is_empty()
                && terms.iter().all(is_checked)
                && !named.iter().any(|(known, _)| *known == terms)
            {
                let preferred = self.terms[TermId::from(terms[0])].languages[language].preferred();
                named.push((terms, preferred.unwrap_or_default().to_owned()));
            }
        }
        named
    }

    /// The diagnostic for a missing term.
    pub(super) fn missing_term(&self, missing: &MissingTerm, language: LanguageId) -> Diagnostic {
        let forms = &self.terms[missing.term].languages[language].allowed;
        let forms: Vec<&str> = forms.iter().map(|form| form.text.as_str()).collect();
        Diagnostic::new(Code::GlossaryMissing)
            .with("term", format!("`{}`", missing.written))
            .with("forms", list_names(&forms))
            .with("id", self.terms[missing.term].id.value.as_str())
    }
}
