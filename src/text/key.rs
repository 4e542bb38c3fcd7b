//! Keys: what an index is sorted by.

use icu::normalizer::DecomposingNormalizer;

use super::characters::is_mark;
use super::tables::tables;

/// The key of a word that is [normalised](super::normalise): Latin letters for Cyrillic and Latin ones, in which letters
/// that readers confuse, lack or romanise in several ways are the same. Other scripts are left as they are.
///
/// ```
/// use sapar::text::key;
///
/// for word in ["марқакөл", "маркаколь", "markakol", "marqakól"] {
///     assert_eq!(key(word), "markakol");
/// }
/// assert_eq!(key("khorgos"), key("хоргос"));
/// ```
pub fn key(word: &str) -> String {
    let letters = &tables().letters.letters;
    let normalizer = DecomposingNormalizer::new_nfd();
    let mut latin = String::with_capacity(word.len());
    for c in word.chars() {
        match letters.get(&c) {
            Some(text) => latin.push_str(text),
            None if c.is_ascii() => latin.push(c),
            None => {
                for part in normalizer.normalize(c.encode_utf8(&mut [0; 4])).chars() {
                    match letters.get(&part) {
                        Some(text) => latin.push_str(text),
                        None if is_mark(part) => {}
                        None => latin.push(part),
                    }
                }
            }
        }
    }
    for (group, letter) in &tables().letters.groups.order {
        if latin.contains(group.as_str()) {
            latin = latin.replace(group.as_str(), letter);
        }
    }
    let mut last = ' ';
    latin.retain(|c| {
        let is_doubled = c == last && c.is_ascii_lowercase();
        last = c;
        !is_doubled
    });
    if latin.is_empty() { word.to_owned() } else { latin }
}
