//! Records that translations are as they should be.

use std::collections::BTreeSet;

use rustc_hash::FxHashSet;

use super::block_state::BlockState;
use super::blocks::TextBlock;
use super::hash::BlockHash;
use super::record::{Record, RecordLine};
use super::state::compare;

/// The fewest digits of a hash that name a block on the command line.
const MIN_DIGITS: usize = 4;

/// Which blocks of a page are meant.
#[derive(Debug, Clone, Copy)]
pub enum Selection<'s> {
    /// All of them.
    All,
    /// Those that are named: by the key of a text of the front matter, or by the first digits of a hash.
    Named(&'s [String]),
}

impl Selection<'_> {
    fn has(self, block: &TextBlock) -> bool {
        let Self::Named(names) = self else { return true };
        names.iter().any(|name| {
            block.kind.key() == Some(name)
                || name.len() >= MIN_DIGITS && block.hash.to_string().starts_with(name.as_str())
        })
    }
}

/// Records that the blocks of a translation are translations of what the source says now, by a person or by a machine.
/// Returns how many blocks were accepted that were not before.
pub fn accept(
    record: &mut Record,
    language: &str,
    (source, target): (&[TextBlock], &[TextBlock]),
    selection: Selection<'_>,
    is_machine: bool,
) -> usize {
    let comparison = compare(source, target, record, language);
    let mut sources_of: Vec<Vec<usize>> = vec![Vec::new(); target.len()];
    for (number, (_, targets)) in comparison.blocks.iter().enumerate() {
        targets.iter().for_each(|target| sources_of[*target].push(number));
    }
    let mut accepted = BTreeSet::new();
    for (block, sources) in target.iter().zip(&sources_of) {
        let is_meant = sources.iter().any(|number| selection.has(&source[*number])) || selection.has(block);
        if sources.is_empty() || !is_meant {
            continue;
        }
        let sources: Vec<&TextBlock> = sources.iter().map(|number| &source[*number]).collect();
        record.sources.extend(sources.iter().map(|block| (block.hash, block.text.clone())));
        accepted.insert(RecordLine {
            language: language.to_owned(),
            target: block.hash,
            sources: sources.iter().map(|block| block.hash).collect(),
            is_machine,
        });
    }
    let count = accepted.iter().filter(|line| !record.lines.contains(line)).count();
    match selection {
        // What was recorded of blocks that are gone says nothing any more.
        Selection::All => {
            record.lines.retain(|line| line.language != language);
            record.in_work.remove(language);
        }
        Selection::Named(_) => replace(&mut record.lines, language, &accepted, (source, target)),
    }
    record.lines.append(&mut accepted);
    record.drop_unused_sources();
    count
}

/// A block of a translation that is as it should be.
#[derive(Debug, Clone, PartialEq)]
pub struct AcceptedBlock {
    /// What it says.
    pub target: BlockHash,
    /// The blocks of the source that it was made from, in their order.
    pub sources: Vec<TextBlock>,
    /// Whether a machine has made it.
    pub is_machine: bool,
}

/// Records blocks whose sources are known, such as those that were just written. `source` and `target` are the texts as they
/// are now.
pub fn accept_blocks(
    record: &mut Record,
    language: &str,
    (source, target): (&[TextBlock], &[TextBlock]),
    blocks: &[AcceptedBlock],
) {
    let mut accepted = BTreeSet::new();
    for block in blocks.iter().filter(|block| !block.sources.is_empty()) {
        record.sources.extend(block.sources.iter().map(|source| (source.hash, source.text.clone())));
        accepted.insert(RecordLine {
            language: language.to_owned(),
            target: block.target,
            sources: block.sources.iter().map(|source| source.hash).collect(),
            is_machine: block.is_machine,
        });
    }
    replace(&mut record.lines, language, &accepted, (source, target));
    record.lines.append(&mut accepted);
    record.drop_unused_sources();
}

/// Removes the lines that those of some blocks replace: what these were made from before, and what stood in their place.
fn replace(
    lines: &mut BTreeSet<RecordLine>,
    language: &str,
    accepted: &BTreeSet<RecordLine>,
    (source, target): (&[TextBlock], &[TextBlock]),
) {
    let present: FxHashSet<BlockHash> = source.iter().map(|block| block.hash).collect();
    let translated: FxHashSet<BlockHash> = target.iter().map(|block| block.hash).collect();
    let targets: FxHashSet<BlockHash> = accepted.iter().map(|line| line.target).collect();
    let sources: FxHashSet<(&[BlockHash], BlockHash)> =
        accepted.iter().map(|line| (&*line.sources, line.target)).collect();
    let made_from: FxHashSet<&[BlockHash]> = accepted.iter().map(|line| &*line.sources).collect();
    lines.retain(|line| {
        let was_made_from_other =
            targets.contains(&line.target) && !line.sources.iter().all(|hash| present.contains(hash));
        let stood_there = made_from.contains(&*line.sources) && !translated.contains(&line.target);
        let is_same = sources.contains(&(&*line.sources, line.target));
        line.language != language || !(was_made_from_other || stood_there || is_same)
    });
}

/// Records that the translations of stale blocks need no change: the source was edited, and its meaning was not. Returns of
/// how many blocks.
pub fn accept_minor(
    record: &mut Record,
    language: &str,
    (source, target): (&[TextBlock], &[TextBlock]),
    selection: Selection<'_>,
) -> usize {
    let comparison = compare(source, target, record, language);
    let mut count = 0;
    for (block, (state, targets)) in source.iter().zip(&comparison.blocks) {
        let BlockState::Stale { previous } = state else { continue };
        if !selection.has(block) {
            continue;
        }
        let stale: Vec<RecordLine> = record
            .lines_of(language)
            .filter(|line| targets.iter().any(|number| target[*number].hash == line.target))
            .filter(|line| line.sources.contains(previous))
            .cloned()
            .collect();
        for mut line in stale {
            record.lines.remove(&line);
            for hash in line.sources.iter_mut().filter(|hash| *hash == previous) {
                *hash = block.hash;
            }
            record.lines.insert(line);
        }
        record.sources.insert(block.hash, block.text.clone());
        count += 1;
    }
    record.drop_unused_sources();
    count
}
