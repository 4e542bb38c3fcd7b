//! The state of a translation, block by block: derived from two texts and a record, and stored nowhere.

use rustc_hash::FxHashMap;

use super::block_state::BlockState;
use super::blocks::TextBlock;
use super::pairing::TextComparison;
use super::record::Record;
use super::unchanged::Lines;

/// A translation beside its source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// For each block of the source its state, and the blocks of the translation that belong to it, by their numbers.
    pub blocks: Vec<(BlockState, Vec<usize>)>,
    /// The blocks of the translation that belong to none of the source, by their numbers.
    pub orphaned: Vec<usize>,
    /// Whether anything was recorded of the translation.
    pub is_recorded: bool,
    /// Whether somebody is at work on it.
    pub is_in_work: bool,
}

/// Compares a translation with its source. `language` is the tag of the translation.
///
/// A block of the source that says what it said when its translation was accepted is current, wherever it stands. The rest
/// is paired as in a diff: in order, and by likeness with what the source said before.
pub fn compare(source: &[TextBlock], target: &[TextBlock], record: &Record, language: &str) -> Comparison {
    let lines = Lines::of(record, language, target);
    let mut blocks = vec![(BlockState::Missing, Vec::new()); source.len()];
    let mut has_source = vec![false; target.len()];
    compare_keyed(source, target, &lines, &mut blocks, &mut has_source);
    TextComparison {
        source,
        target,
        record,
        lines: &lines,
        blocks: &mut blocks,
        has_source: &mut has_source,
    }
    .compare();
    let orphaned = (0..target.len()).filter(|number| !has_source[*number]).collect();
    Comparison {
        blocks,
        orphaned,
        is_recorded: !lines.by_target.is_empty(),
        is_in_work: record.in_work.contains(language),
    }
}

/// Texts of the front matter and messages belong together by their keys.
fn compare_keyed(
    source: &[TextBlock],
    target: &[TextBlock],
    lines: &Lines<'_>,
    blocks: &mut [(BlockState, Vec<usize>)],
    has_source: &mut [bool],
) {
    let by_key: FxHashMap<&str, usize> =
        target.iter().enumerate().filter_map(|(number, block)| Some((block.kind.key()?, number))).collect();
    for (block, (state, targets)) in source.iter().zip(blocks) {
        let Some(number) = block.kind.key().and_then(|key| by_key.get(key)) else { continue };
        let of_target = lines.of_target(target[*number].hash);
        let accepted = of_target.iter().filter(|line| line.sources.contains(&block.hash));
        *state = match accepted.map(|line| line.is_machine).min() {
            Some(true) => BlockState::Machine,
            Some(false) => BlockState::Current,
            // The translation was edited since, and the source was not.
            None if lines.sources_of_edited.contains(&block.hash) => BlockState::Current,
            None => match of_target.first().and_then(|line| line.sources.first()) {
                Some(previous) => BlockState::Stale { previous: *previous },
                None => BlockState::Unaccepted,
            },
        };
        targets.push(*number);
        has_source[*number] = true;
    }
}

#[cfg(test)]
mod tests;
