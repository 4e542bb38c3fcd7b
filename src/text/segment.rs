//! Chinese: words of a dictionary, and every pair of neighbouring characters.

use icu::segmenter::options::WordBreakInvariantOptions;
use icu::segmenter::{WordSegmenter, WordSegmenterBorrowed};

/// Divides runs of Chinese characters into what they are found by.
pub struct HanTerms {
    segmenter: WordSegmenterBorrowed<'static>,
}

impl Default for HanTerms {
    fn default() -> Self {
        Self { segmenter: WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()) }
    }
}

impl HanTerms {
    /// Calls `add` with every pair of neighbouring characters of a run, across the borders of words, and with the words that
    /// are not pairs. A query needs no dictionary: whatever part of a text it is, its pairs are pairs of the text.
    pub fn each<'t>(&self, run: &'t str, mut add: impl FnMut(&'t str)) {
        let starts: Vec<usize> = run.char_indices().map(|(at, _)| at).chain([run.len()]).collect();
        for window in starts.windows(3) {
            add(&run[window[0]..window[2]]);
        }
        let mut last = 0;
        for end in self.segmenter.segment_str(run).filter(|end| *end > 0) {
            let word = &run[last..end];
            if word.chars().count() != 2 {
                add(word);
            }
            last = end;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_cross_the_borders_of_words() {
        let mut terms = Vec::new();
        HanTerms::default().each("马尔卡科尔湖很大", |term| terms.push(term));
        for pair in ["马尔", "尔卡", "卡科", "科尔", "尔湖", "湖很", "很大"] {
            assert!(terms.contains(&pair), "{pair}: {terms:?}");
        }
        terms.clear();
        HanTerms::default().each("湖", |term| terms.push(term));
        assert_eq!(terms, ["湖"]);
    }
}
