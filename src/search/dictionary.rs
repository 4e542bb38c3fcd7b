//! The dictionary of a language: the lists of its pages merged, and cut into files.
//!
//! Words are divided by the first letters of their keys, as few as it takes for a part to be small. Which file a part is in
//! follows from its letters alone. So an edit changes the files of its words, and seldom others: where a part grows beyond
//! the limit, its words move.

use rustc_hash::FxHashMap;

use super::bytes::{Posting, push_number, push_postings, push_text};
use super::numbers::hash;
use super::terms::{NAME_WEIGHT, Term, read_terms};

/// How many parts a file has about. With fewer of them, some files would be much larger than others.
const PARTS_PER_FILE: usize = 4;

/// What a part may weigh at least, in estimated bytes.
const MIN_LIMIT: usize = 512;

/// More letters than this are never looked at.
const MAX_LETTERS: usize = 8;

/// How many pages are listed for the beginning of a name that is too short to have all its words in one file.
const PAGES_BY_BEGINNING: usize = 24;

/// How many letters at the end of a word choose its file of endings, and how many it has at least.
const ENDING_LETTERS: usize = 2;
const MIN_ENDING_WORD: usize = 4;

/// The files of a dictionary, not compressed.
pub(super) struct Dictionary {
    pub terms: Vec<Vec<u8>>,
    pub endings: Vec<Vec<u8>>,
    /// The beginnings whose words are divided further, sorted.
    pub divided: Vec<String>,
}

/// A key with its stems.
struct Entry<'t> {
    key: &'t str,
    stems: &'t [Term<'t>],
}

impl Entry<'_> {
    fn weight(&self) -> usize {
        self.key.len() + self.stems.iter().map(|(_, _, pages)| 4 + 4 * pages.len()).sum::<usize>()
    }

    fn is_name(&self) -> bool {
        let mut pages = self.stems.iter().flat_map(|(_, _, pages)| pages);
        pages.any(|(_, weight)| *weight >= NAME_WEIGHT)
    }
}

impl Dictionary {
    /// Merges lists of terms; those of pages with lower numbers come first.
    pub fn new(lists: &[Vec<u8>], terms_files: usize, endings_files: usize) -> Self {
        let words = merge(lists);
        let entries: Vec<Entry<'_>> = words
            .chunk_by(|one, other| one.0 == other.0)
            .map(|stems| Entry { key: stems[0].0, stems })
            .collect();
        let total: usize = entries.iter().map(Entry::weight).sum();
        let limit = (total.next_power_of_two() / (terms_files * PARTS_PER_FILE)).max(MIN_LIMIT);
        let mut division = Division { files: terms_files, limit, parts: Vec::new(), divided: Vec::new() };
        division.divide(&entries, String::new());
        let mut files: Vec<Vec<Written<'_, '_>>> =
            std::iter::repeat_with(Vec::new).take(terms_files).collect();
        for (file, written) in division.parts {
            files[file].push(written);
        }
        let terms = files.into_iter().map(write).collect();
        division.divided.sort_unstable();
        Self { terms, endings: endings(&entries, endings_files), divided: division.divided }
    }
}

/// The terms of all lists in the order of keys and stems, each once.
fn merge(lists: &[Vec<u8>]) -> Vec<Term<'_>> {
    let mut all: Vec<Term<'_>> = lists.iter().flat_map(|list| read_terms(list)).collect();
    // The sort is stable: the pages of a term stay in the order of their numbers.
    all.sort_by(|one, other| (one.0, one.1).cmp(&(other.0, other.1)));
    all.dedup_by(|next, kept| {
        let is_same = next.0 == kept.0 && next.1 == kept.1;
        if is_same {
            kept.2.append(&mut next.2);
        }
        is_same
    });
    all
}

/// A key as it is written into a file.
struct Written<'e, 't> {
    key: String,
    entry: Option<&'e Entry<'t>>,
    /// The pages whose names begin so, where the words that do are divided.
    beginning: Vec<Posting>,
}

struct Division<'e, 't> {
    files: usize,
    limit: usize,
    parts: Vec<(usize, Written<'e, 't>)>,
    divided: Vec<String>,
}

impl<'e, 't> Division<'e, 't> {
    /// Divides entries that begin with the same letters.
    fn divide(&mut self, entries: &'e [Entry<'t>], beginning: String) {
        let letters = beginning.chars().count();
        let weight: usize = entries.iter().map(Entry::weight).sum();
        let is_whole = letters > 0 && (weight <= self.limit || letters >= MAX_LETTERS);
        if is_whole {
            let file = self.file(&beginning);
            let written = entries.iter().map(|entry| Written {
                key: entry.key.to_owned(),
                entry: Some(entry),
                beginning: Vec::new(),
            });
            self.parts.extend(written.map(|written| (file, written)));
            return;
        }
        let (own, mut rest) = match entries.first() {
            Some(first) if letters > 0 && first.key == beginning => (Some(first), &entries[1..]),
            _ => (None, entries),
        };
        if letters > 0 {
            let file = self.file(&beginning);
            let written =
                Written { key: beginning.clone(), entry: own, beginning: pages_by_beginning(entries) };
            self.parts.push((file, written));
            self.divided.push(beginning.clone());
        }
        while let Some(first) = rest.first() {
            let next = first.key[beginning.len()..].chars().next().expect("only the first key ends here");
            let longer = format!("{beginning}{next}");
            let count = rest.iter().take_while(|entry| entry.key.starts_with(&longer)).count();
            let (of, others) = rest.split_at(count);
            self.divide(of, longer);
            rest = others;
        }
    }

    fn file(&self, beginning: &str) -> usize {
        hash(beginning) as usize & (self.files - 1)
    }
}

/// The pages with the weightiest names among some words, in the order of their numbers.
fn pages_by_beginning(entries: &[Entry<'_>]) -> Vec<Posting> {
    let mut weights: FxHashMap<u32, u8> = FxHashMap::default();
    for (number, weight) in entries.iter().flat_map(|entry| entry.stems).flat_map(|(_, _, pages)| pages) {
        if *weight >= NAME_WEIGHT {
            let best = weights.entry(*number).or_default();
            *best = (*best).max(*weight);
        }
    }
    let mut pages: Vec<Posting> = weights.into_iter().collect();
    pages.sort_unstable_by_key(|(number, weight)| (std::cmp::Reverse(*weight), *number));
    pages.truncate(PAGES_BY_BEGINNING);
    pages.sort_unstable();
    pages
}

/// A file of terms: keys in order, each with what is different from the key before, its stems, and their pages. A stem that is the
/// key is left out.
fn write(mut written: Vec<Written<'_, '_>>) -> Vec<u8> {
    written.sort_unstable_by(|one, other| one.key.cmp(&other.key));
    let mut bytes = Vec::new();
    let mut last = "";
    for Written { key, entry, beginning } in &written {
        let shared = last.chars().zip(key.chars()).take_while(|(one, other)| one == other);
        let shared: usize = shared.map(|(c, _)| c.len_utf8()).sum();
        push_number(&mut bytes, shared as u32);
        push_text(&mut bytes, &key[shared..]);
        last = key;
        let stems = entry.map_or(&[][..], |entry| entry.stems);
        push_number(&mut bytes, (stems.len() as u32) << 1 | u32::from(!beginning.is_empty()));
        for (_, stem, pages) in stems {
            push_text(&mut bytes, if stem == key { "" } else { stem });
            push_postings(&mut bytes, pages);
        }
        if !beginning.is_empty() {
            push_postings(&mut bytes, beginning);
        }
    }
    bytes
}

/// Files of words by their last letters: in each a line of those that are part of names, and a line of the others.
fn endings(entries: &[Entry<'_>], count: usize) -> Vec<Vec<u8>> {
    let mut files: Vec<[Vec<&str>; 2]> = std::iter::repeat_with(Default::default).take(count).collect();
    for entry in entries {
        let is_word = entry.key.bytes().all(|byte| byte.is_ascii_lowercase());
        if is_word && entry.key.len() >= MIN_ENDING_WORD {
            let ending = &entry.key[entry.key.len() - ENDING_LETTERS..];
            let file = &mut files[hash(ending) as usize & (count - 1)];
            file[usize::from(!entry.is_name())].push(entry.key);
        }
    }
    let line = |words: &Vec<&str>| words.join(" ");
    files.iter().map(|[names, others]| format!("{}\n{}", line(names), line(others)).into_bytes()).collect()
}
