//! What has changed between two versions of a text, word by word, as ICU4X divides the text into words.

use std::collections::HashMap;

use icu::segmenter::WordSegmenter;
use icu::segmenter::options::WordBreakInvariantOptions;
use similar::{Algorithm, DiffTag, capture_diff_slices};

use crate::content::WordCount;

/// The most words that two texts are compared word by word with. Longer ones, which no paragraph has, count as replaced.
const MAX_WORDS: usize = 4_000;

/// What has become of some words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordChange {
    /// They are in both versions.
    Same,
    /// They are in the earlier version alone.
    Removed,
    /// They are in the later version alone.
    Added,
}

impl WordChange {
    /// Its name for machines.
    pub fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Removed => "removed",
            Self::Added => "added",
        }
    }
}

/// The words of both versions with what has become of them; neighbours with the same fate are one.
///
/// ```
/// use sapar::translate::{WordChange, word_difference};
///
/// let difference = word_difference("湖水很深", "湖水很清");
/// assert_eq!(difference[0], (WordChange::Same, "湖水很".to_owned()));
/// assert_eq!(difference[1], (WordChange::Removed, "深".to_owned()));
/// assert_eq!(difference[2], (WordChange::Added, "清".to_owned()));
/// ```
pub fn word_difference(before: &str, after: &str) -> Vec<(WordChange, String)> {
    let (old, new) = (words(before), words(after));
    if old.len().max(new.len()) > MAX_WORDS {
        return vec![(WordChange::Removed, before.to_owned()), (WordChange::Added, after.to_owned())];
    }
    let mut difference: Vec<(WordChange, String)> = Vec::new();
    let mut add = |change: WordChange, words: &[&str]| {
        if words.is_empty() {
            return;
        }
        match difference.last_mut().filter(|(last, _)| *last == change) {
            Some((_, text)) => text.push_str(&words.concat()),
            None => difference.push((change, words.concat())),
        }
    };
    for operation in capture_diff_slices(Algorithm::Myers, &old, &new) {
        let (tag, was, is) = operation.as_tag_tuple();
        match tag {
            DiffTag::Equal => add(WordChange::Same, &new[is]),
            DiffTag::Delete | DiffTag::Insert | DiffTag::Replace => {
                add(WordChange::Removed, &old[was]);
                add(WordChange::Added, &new[is]);
            }
        }
    }
    difference
}

/// How many words of the later version are not in the earlier one; at least one.
pub fn changed_words(before: &str, after: &str) -> u32 {
    let added = word_difference(before, after).into_iter().filter(|(change, _)| *change == WordChange::Added);
    added.map(|(_, text)| WordCount::of_markdown(&text).total()).sum::<u32>().max(1)
}

/// A text in words, marks and spaces.
fn words(text: &str) -> Vec<&str> {
    let segmenter = WordSegmenter::new_dictionary(WordBreakInvariantOptions::default());
    let mut start = 0;
    let ends = segmenter.segment_str(text).filter(|end| *end > 0);
    ends.map(|end| &text[std::mem::replace(&mut start, end)..end]).collect()
}

/// How often each word stands in a text.
pub(super) struct WordBag(HashMap<String, u32>);

impl WordBag {
    /// The words of a text; marks and spaces do not count.
    pub fn of(text: &str) -> Self {
        let mut bag: HashMap<String, u32> = HashMap::new();
        for word in words(text).into_iter().filter(|word| word.chars().any(char::is_alphanumeric)) {
            *bag.entry(word.to_lowercase()).or_default() += 1;
        }
        Self(bag)
    }

    /// How many words the text has.
    pub fn count(&self) -> u32 {
        self.0.values().sum()
    }

    /// How much of two texts is the same, from 0 to 1 (Dice's coefficient).
    pub fn likeness(&self, other: &Self) -> f32 {
        let total: u32 = self.0.values().chain(other.0.values()).sum();
        if total == 0 {
            return 1.0;
        }
        let common = |(word, count): (&String, &u32)| (*count).min(*other.0.get(word).unwrap_or(&0));
        2.0 * self.0.iter().map(common).sum::<u32>() as f32 / total as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_number_is_one_word() {
        let (before, after) = ("Телефон: **8-727-250**, звоните", "Телефон: **8-727-251**, звоните");
        let shown: Vec<_> = word_difference(before, after);
        let removed: String =
            shown.iter().filter(|(it, _)| *it == WordChange::Removed).map(|(_, text)| &**text).collect();
        assert!(removed.ends_with("250"), "{shown:?}");
        assert_eq!(changed_words(before, after), 1);
        assert_eq!(changed_words("a b c", "a c"), 1, "what is gone has to be looked at");
        assert_eq!(changed_words("湖很美", "湖很大很美"), 2);
        assert_eq!(word_difference("a", "a"), [(WordChange::Same, "a".to_owned())]);
    }

    #[test]
    fn likeness_counts_words() {
        let like = |one, other| WordBag::of(one).likeness(&WordBag::of(other));
        assert_eq!(like("Озеро в горах", "озеро, в горах."), 1.0);
        assert_eq!(like("a b", "c d"), 0.0);
        assert!((like("a b c d", "a b c e") - 0.75).abs() < 0.01);
    }
}
