//! The form in which words are compared.

use icu::normalizer::ComposingNormalizer;

use super::characters::{is_cyrillic, is_silent};
use super::tables::tables;

/// A word in lower case and compatibility form (full width becomes half width), without apostrophes, marks of stress and
/// invisible characters. `ё` is `е`, and a Latin letter in a Cyrillic word is the Cyrillic one that it looks like.
///
/// ```
/// use sapar::text::normalise;
///
/// assert_eq!(normalise("Чёрный"), "черный");
/// assert_eq!(normalise("Ｋａｎａｓ’"), "kanas");
/// assert_eq!(normalise("ic-шара"), "іс-шара", "typed with Latin letters");
/// ```
pub fn normalise(word: &str) -> String {
    let compatible = ComposingNormalizer::new_nfkc().normalize(word);
    let lower = compatible.to_lowercase();
    let kept = lower.chars().filter(|c| !is_silent(*c) && *c != '\u{301}');
    let mut text: String = kept.map(|c| if c == 'ё' { 'е' } else { c }).collect();
    if text.chars().any(is_cyrillic) {
        let look_alikes = &tables().letters.look_alikes;
        if text.chars().any(|c| look_alikes.contains_key(&c)) {
            text = text.chars().map(|c| *look_alikes.get(&c).unwrap_or(&c)).collect();
        }
    }
    text
}

/// The Cyrillic letter that a Latin one in lower case looks like.
pub fn look_alike(c: char) -> Option<char> {
    tables().letters.look_alikes.get(&c).copied()
}
