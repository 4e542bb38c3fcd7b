//! How often the documents of each language have each word: the word list of a site.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use typed_index_collections::TiVec;

use crate::check::prose::{is_cyrillic, words};
use crate::language::LanguageId;
use crate::project::SiteTexts;

/// The shortest words that are counted, in letters: among shorter ones, too many differ by one letter.
pub(super) const MIN_LETTERS: usize = 5;

/// Words of one language in lower case.
#[derive(Default)]
pub(super) struct LanguageWords {
    pub counts: FxHashMap<Box<str>, u32>,
    /// The words with letters that are often typed as others, by what they are then.
    pub by_plain: FxHashMap<Box<str>, Vec<Box<str>>>,
}

/// The words of the languages that have rules about words: Kazakh and Russian.
pub(in crate::check) struct WordCounts {
    by_language: TiVec<LanguageId, LanguageWords>,
    russian: FxHashSet<Box<str>>,
}

impl WordCounts {
    pub fn of(texts: &SiteTexts) -> Self {
        let languages = &texts.config.languages;
        let mut by_language: TiVec<LanguageId, LanguageWords> = TiVec::with_capacity(languages.len());
        let mut russian = FxHashSet::default();
        for (id, language) in languages.iter_enumerated() {
            let plain: Option<fn(&str) -> Option<String>> = match language.locale.language.as_str() {
                "kk" => Some(without_kazakh_letters),
                "ru" => Some(without_yo),
                _ => None,
            };
            let Some(plain) = plain else {
                by_language.push(LanguageWords::default());
                continue;
            };
            let counts = count(texts, id);
            let mut by_plain: FxHashMap<Box<str>, Vec<Box<str>>> = FxHashMap::default();
            for word in counts.keys() {
                if let Some(plain) = plain(word) {
                    by_plain.entry(plain.into()).or_default().push(word.clone());
                }
            }
            if language.locale.language.as_str() == "ru" {
                russian.extend(counts.keys().cloned());
            }
            by_language.push(LanguageWords { counts, by_plain });
        }
        Self { by_language, russian }
    }

    pub(super) fn of_language(&self, language: LanguageId) -> &LanguageWords {
        &self.by_language[language]
    }

    /// Whether a word stands in a Russian document, too.
    pub fn is_russian(&self, word: &str) -> bool {
        self.russian.contains(word)
    }
}

fn count(texts: &SiteTexts, language: LanguageId) -> FxHashMap<Box<str>, u32> {
    let documents = texts.pages.par_iter().filter_map(|page| page.documents[language].as_deref());
    documents
        .fold(FxHashMap::default, |mut counts: FxHashMap<Box<str>, u32>, document| {
            let mut lower = String::new();
            for (_, word) in words(&document.source.open().text) {
                if is_counted(word) {
                    lower.clear();
                    lower.extend(word.chars().flat_map(char::to_lowercase));
                    match counts.get_mut(lower.as_str()) {
                        Some(count) => *count += 1,
                        None => drop(counts.insert(lower.as_str().into(), 1)),
                    }
                }
            }
            counts
        })
        .reduce(FxHashMap::default, |mut all, part| {
            for (word, count) in part {
                *all.entry(word).or_default() += count;
            }
            all
        })
}

/// Whether a word is long enough to be counted, and Cyrillic.
pub(super) fn is_counted(word: &str) -> bool {
    // Cyrillic letters have two bytes each.
    word.len() >= 2 * MIN_LETTERS && word.chars().all(is_cyrillic)
}

/// A Kazakh word in lower case as it is typed without a Kazakh keyboard; `None` if it is the same.
fn without_kazakh_letters(word: &str) -> Option<String> {
    let plain: String = word
        .chars()
        .map(|c| match c {
            'ә' => 'а',
            'ғ' => 'г',
            'қ' => 'к',
            'ң' => 'н',
            'ө' => 'о',
            'ұ' | 'ү' => 'у',
            'һ' => 'х',
            'і' => 'и',
            c => c,
        })
        .collect();
    (plain != word).then_some(plain)
}

/// A Russian word in lower case without `ё`; `None` if it is the same.
fn without_yo(word: &str) -> Option<String> {
    word.contains('ё').then(|| word.replace('ё', "е"))
}
