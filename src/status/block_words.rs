//! How much of a block there is to do.

use crate::translate::{BlockState, Record, TextBlock, changed_words};

/// How many words of a block are to be translated.
pub(super) fn words_of_block(record: &Record, block: &TextBlock, state: &BlockState) -> u32 {
    match state {
        BlockState::Current | BlockState::Machine => 0,
        BlockState::Missing | BlockState::Unaccepted => block.words,
        BlockState::Stale { previous } => match record.sources.get(previous) {
            Some(before) => changed_words(before, &block.text),
            None => block.words,
        },
    }
}
