//! The terms of some pages: what each is found by, and how much it is about that.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::bytes::Posting;
use super::sources::SourcePage;
use crate::content::is_cjk;
use crate::content::markdown::sections;
use crate::glossary::{Glossary, TermId};
use crate::language::{Language, LanguageId};
use crate::text::{HanTerms, Stemmer, TokenKind, key, pinyin, tokens};

/// What a word is worth by where it stands; to that comes [`occurrences`]. A name of several words shares the worth among them.
const TITLE: f32 = 200.0;
const NAME: f32 = 180.0;
const HEADING: u8 = 48;
const DESCRIPTION: u8 = 48;
// Many pages share a label; few words are in a description because of another page.
const LABEL: u8 = 40;
const FACT: u8 = 36;
const TEXT: u8 = 0;

/// From this weight on a word is part of a name. Nothing else reaches it.
pub(super) const NAME_WEIGHT: u8 = 96;

/// A term of a list: its key, its stem, and the pages that have it in the order of their numbers.
pub(super) type Term<'t> = (&'t str, &'t str, Vec<Posting>);

/// The list of the terms of some pages, in the order of keys and stems, as it is kept. The language is given with the glossary,
/// if there is one: what it has a name for is found by its names in all languages.
pub(super) fn list_of_terms(
    pages: &[SourcePage],
    language: &Language,
    glossary: Option<(&Glossary, LanguageId)>,
) -> Vec<u8> {
    let mut analyzer = Analyzer::new(language, glossary);
    let mut postings: Vec<Vec<Posting>> = Vec::new();
    for page in pages {
        let mut found: Vec<(usize, Found)> = analyzer.page(page).into_iter().collect();
        found.sort_unstable_by_key(|(term, _)| *term);
        postings.resize_with(analyzer.terms.len(), Vec::new);
        for (term, found) in found {
            postings[term].push((page.number, found.weight()));
        }
    }
    let mut terms: Vec<Term<'_>> =
        analyzer.terms.iter().zip(postings).map(|((key, stem), of)| (&**key, &**stem, of)).collect();
    terms.sort_unstable();
    postcard::to_allocvec(&terms).expect("texts and numbers can be written")
}

/// Reads a list.
pub(super) fn read_terms(list: &[u8]) -> Vec<Term<'_>> {
    postcard::from_bytes(list).expect("the store gives the bytes that were made")
}

/// Where a page has a term.
#[derive(Debug, Clone, Copy, Default)]
struct Found {
    field: u8,
    count: u32,
}

impl Found {
    fn weight(self) -> u8 {
        let is_name = self.field >= NAME_WEIGHT;
        let weight = self.field.saturating_add(occurrences(self.count));
        if is_name { weight } else { weight.min(NAME_WEIGHT - 1) }
    }
}

/// What it is worth that a text has a word so many times: more at first, ever less later.
fn occurrences(count: u32) -> u8 {
    ((1.0 + count as f32).log2() * 9.0).min(45.0) as u8
}

/// Reduces the words of a language, each different one once.
struct Analyzer<'l> {
    language: &'l Language,
    glossary: Option<(&'l Glossary, LanguageId)>,
    /// What the glossary has a name for, of the page that is read.
    named: BTreeSet<TermId>,
    stemmer: Stemmer,
    han: HanTerms,
    /// Terms by the words that were met.
    words: FxHashMap<String, usize>,
    by_forms: FxHashMap<(String, String), usize>,
    /// Keys and stems.
    terms: Vec<(String, String)>,
}

impl<'l> Analyzer<'l> {
    fn new(language: &'l Language, glossary: Option<(&'l Glossary, LanguageId)>) -> Self {
        Self {
            language,
            glossary,
            named: BTreeSet::new(),
            stemmer: Stemmer::new(language),
            han: HanTerms::default(),
            words: FxHashMap::default(),
            by_forms: FxHashMap::default(),
            terms: Vec::new(),
        }
    }

    /// The terms of a page.
    fn page(&mut self, page: &SourcePage) -> FxHashMap<usize, Found> {
        let mut found = FxHashMap::default();
        self.name(&page.title, TITLE, &mut found);
        for name in &page.names {
            self.name(name, NAME, &mut found);
        }
        let chinese = std::iter::once(&page.title).chain(&page.names).filter(|name| name.contains(is_cjk));
        for name in chinese {
            self.name(&pinyin(name).concat(), NAME, &mut found);
        }
        for label in &page.labels {
            self.text(label, LABEL, &mut found);
        }
        self.text(&page.document.description, DESCRIPTION, &mut found);
        for fact in &page.facts {
            self.text(fact, FACT, &mut found);
        }
        for section in sections(&page.document.tree(), self.language.quotes) {
            self.text(&section.title, HEADING, &mut found);
            // A line at a time: a text may have millions of words.
            for line in section.text.lines() {
                self.text(line, TEXT, &mut found);
            }
        }
        self.synonyms(&page.title, &mut found);
        found
    }

    /// Adds the words of all names of what the glossary has a name for and the page tells of. They count as if they stood in the
    /// text once.
    fn synonyms(&mut self, title: &str, found: &mut FxHashMap<usize, Found>) {
        let Some((glossary, language)) = self.glossary else { return };
        self.named.extend(glossary.terms_of_plain_text(language, title));
        for term in std::mem::take(&mut self.named) {
            let forms = glossary.terms[term].languages.iter().flat_map(|forms| &forms.allowed);
            for form in forms {
                let mut words = FxHashMap::default();
                self.plain_text(&form.text, TEXT, &mut words);
                for word in words.into_keys() {
                    found.entry(word).or_insert(Found { field: TEXT, count: 1 });
                }
            }
        }
    }

    /// Adds the words of a name. Chinese names are found by each of their characters, too.
    fn name(&mut self, name: &str, worth: f32, found: &mut FxHashMap<usize, Found>) {
        let tokens = tokens(name);
        let words = tokens.iter().map(|token| match token.kind {
            TokenKind::Word => 1.0,
            TokenKind::Joined => 0.0,
            // Most Chinese words have two characters.
            TokenKind::Han => token.text.chars().count() as f32 / 2.0,
        });
        let words = words.sum::<f32>().max(1.0);
        let field = (worth / words.powf(0.45)).max(f32::from(NAME_WEIGHT)) as u8;
        for token in &tokens {
            self.token(&token.text, token.kind, field, found);
            if token.kind == TokenKind::Han {
                for c in token.text.chars() {
                    let mut buffer = [0; 4];
                    let character = c.encode_utf8(&mut buffer);
                    let term = self.term(character, character, character);
                    note(found, term, field.min(NAME_WEIGHT));
                }
            }
        }
    }

    fn text(&mut self, text: &str, field: u8, found: &mut FxHashMap<usize, Found>) {
        if let Some((glossary, language)) = self.glossary {
            self.named.extend(glossary.terms_of_plain_text(language, text));
        }
        self.plain_text(text, field, found);
    }

    fn plain_text(&mut self, text: &str, field: u8, found: &mut FxHashMap<usize, Found>) {
        for token in tokens(text) {
            self.token(&token.text, token.kind, field, found);
        }
    }

    fn token(&mut self, text: &str, kind: TokenKind, field: u8, found: &mut FxHashMap<usize, Found>) {
        if kind == TokenKind::Han {
            let mut parts: Vec<&str> = Vec::new();
            self.han.each(text, |part| parts.push(part));
            for part in parts {
                let term = self.term(part, part, part);
                note(found, term, field);
            }
            return;
        }
        let term = match self.words.get(text) {
            Some(term) => *term,
            None => {
                let stem = self.stemmer.stem(text);
                self.term(text, &key(&stem), &stem)
            }
        };
        note(found, term, field);
    }

    fn term(&mut self, word: &str, key: &str, stem: &str) -> usize {
        if let Some(term) = self.words.get(word) {
            return *term;
        }
        let forms = (key.to_owned(), stem.to_owned());
        let term = *self.by_forms.entry(forms).or_insert_with_key(|forms| {
            self.terms.push(forms.clone());
            self.terms.len() - 1
        });
        self.words.insert(word.to_owned(), term);
        term
    }
}

fn note(found: &mut FxHashMap<usize, Found>, term: usize, field: u8) {
    let found = found.entry(term).or_default();
    found.field = found.field.max(field);
    found.count += 1;
}
