//! Which blocks of a translation belong to which of its source, below the front matter.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::alignment::align;
use super::block_state::BlockState;
use super::blocks::TextBlock;
use super::difference::WordBag;
use super::hash::BlockHash;
use super::record::{Record, RecordLine};
use super::resemblance::{Class, are_of_one_kind, class, difference, joined, length_ratio};

/// What it costs that a block has no counterpart. Two blocks that cost more than two of these together do not belong
/// together.
const ALONE: f32 = 1.7;

/// What it costs that two blocks stand between different neighbours.
const ELSEWHERE: f32 = 1.0;

/// What it costs that two blocks have one counterpart together.
const JOINED: f32 = 1.2;

/// The lines of one language in a record.
pub(super) struct Lines<'r> {
    pub by_target: FxHashMap<BlockHash, Vec<&'r RecordLine>>,
    /// What those translations were made from that are not there any more: they were edited or removed since.
    pub sources_of_edited: FxHashSet<BlockHash>,
}

impl<'r> Lines<'r> {
    /// Those of a record, for a translation that has these blocks.
    pub fn of(record: &'r Record, language: &'r str, target: &[TextBlock]) -> Self {
        let present: FxHashSet<BlockHash> = target.iter().map(|block| block.hash).collect();
        let mut lines = Self { by_target: FxHashMap::default(), sources_of_edited: FxHashSet::default() };
        for line in record.lines_of(language) {
            lines.by_target.entry(line.target).or_default().push(line);
            if !present.contains(&line.target) {
                lines.sources_of_edited.extend(&line.sources);
            }
        }
        lines
    }

    /// The lines of a block of the translation.
    pub fn of_target(&self, target: BlockHash) -> &[&'r RecordLine] {
        self.by_target.get(&target).map_or(&[], Vec::as_slice)
    }
}

/// The comparison of two texts below their front matter.
pub(super) struct TextComparison<'c> {
    pub source: &'c [TextBlock],
    pub target: &'c [TextBlock],
    pub record: &'c Record,
    pub lines: &'c Lines<'c>,
    /// The state of each block of the source, with its counterparts; filled in by the comparison.
    pub blocks: &'c mut [(BlockState, Vec<usize>)],
    /// Whether each block of the translation belongs to one of the source.
    pub has_source: &'c mut [bool],
}

/// A block of the translation whose source is to be found.
struct Loose {
    /// Its number.
    target: usize,
    /// What it was made from; `None` if nothing is recorded of it.
    previous: Option<BlockHash>,
    /// The words of that.
    words: Option<WordBag>,
}

impl TextComparison<'_> {
    /// Finds the counterparts.
    pub fn compare(&mut self) {
        let loose = self.match_unchanged();
        let unmatched: Vec<usize> = (0..self.source.len())
            .filter(|number| self.source[*number].kind.key().is_none() && self.blocks[*number].1.is_empty())
            .collect();
        if !unmatched.is_empty() && !loose.is_empty() {
            self.pair(&unmatched, &loose);
        }
    }

    /// Finds the blocks of the source that say what they said, wherever they stand. Returns the blocks of the translation
    /// that were made from something else, or of which nothing is recorded.
    fn match_unchanged(&mut self) -> Vec<Loose> {
        let mut places: FxHashMap<BlockHash, Vec<usize>> = FxHashMap::default();
        for (number, block) in self.source.iter().enumerate().filter(|(_, block)| block.kind.key().is_none())
        {
            places.entry(block.hash).or_default().push(number);
        }
        // Blocks that say the same belong to sources that say the same in their order.
        let mut seen: FxHashMap<(BlockHash, BlockHash), usize> = FxHashMap::default();
        let mut loose = Vec::new();
        for (number, block) in self.target.iter().enumerate().filter(|(_, block)| block.kind.key().is_none())
        {
            let place = |source: &BlockHash| {
                let turn = seen.get(&(block.hash, *source)).copied().unwrap_or(0);
                places.get(source).and_then(|places| places.get(turn))
            };
            // The line whose sources are there, or most of them; of several, that of the first.
            let likelihood = |line: &&&RecordLine| {
                let absent = line.sources.iter().filter(|source| place(source).is_none()).count();
                (absent, line.is_machine, line.sources.iter().find_map(place))
            };
            let Some(line) = self.lines.of_target(block.hash).iter().min_by_key(likelihood) else {
                loose.push(Loose { target: number, previous: None, words: None });
                continue;
            };
            for source in &line.sources {
                let turn = seen.entry((block.hash, *source)).or_default();
                *turn += 1;
                match places.get(source).and_then(|places| places.get(*turn - 1)) {
                    Some(place) => self.join(*place, number, BlockState::Current, line.is_machine),
                    None => {
                        let text = self.record.sources.get(source);
                        let words = text.map(|text| WordBag::of(text));
                        loose.push(Loose { target: number, previous: Some(*source), words });
                    }
                }
            }
        }
        loose
    }

    fn join(&mut self, source: usize, target: usize, state: BlockState, is_machine: bool) {
        let (is, targets) = &mut self.blocks[source];
        // Of several blocks that it is translated by, one that nobody has read is enough.
        if *is != BlockState::Machine {
            *is = if is_machine { BlockState::Machine } else { state };
        }
        targets.push(target);
        self.has_source[target] = true;
    }

    /// Pairs what is left.
    fn pair(&mut self, unmatched: &[usize], loose: &[Loose]) {
        let (source, target, lines) = (self.source, self.target, self.lines);
        let words: Vec<Option<WordBag>> = {
            let is_needed = loose.iter().any(|it| it.words.is_some());
            unmatched.iter().map(|number| is_needed.then(|| WordBag::of(&source[*number].text))).collect()
        };
        let (gaps, gaps_of_loose) = self.gaps(unmatched, loose);
        let ratio = length_ratio(source, target);
        let cost = |s: Range<usize>, t: Range<usize>| -> f32 {
            if s.is_empty() || t.is_empty() {
                return ALONE;
            }
            let one = |s: usize, t: usize| {
                let (block, other) = (&source[unmatched[s]], &target[loose[t].target]);
                let is_known = lines.sources_of_edited.contains(&block.hash);
                let elsewhere = if gaps[s] == gaps_of_loose[t] { 0.0 } else { ELSEWHERE };
                elsewhere
                    + match (&loose[t], &words[s]) {
                        // The translation of an unchanged block was edited.
                        (Loose { previous: None, .. }, _) if is_known => {
                            0.2 + 0.3 * difference(block, other, ratio)
                        }
                        (_, _) if is_known => f32::INFINITY,
                        (Loose { words: Some(before), .. }, Some(words)) => {
                            let is_same_kind = are_of_one_kind(&block.kind, &other.kind);
                            3.2 * (1.0 - before.likeness(words)) + if is_same_kind { 0.0 } else { 0.5 }
                        }
                        (Loose { previous: Some(_), .. }, _) => 1.0 + 0.5 * difference(block, other, ratio),
                        (Loose { previous: None, .. }, _) => 0.8 + difference(block, other, ratio),
                    }
            };
            if s.len() == t.len() {
                return one(s.start, t.start);
            }
            // Only where nothing is recorded it is guessed that a translation has joined or divided paragraphs.
            let is_text = |block: &TextBlock| class(&block.kind) == Class::Text;
            let may_be_joined =
                loose[t.clone()].iter().all(|it| it.previous.is_none() && is_text(&target[it.target]))
                    && s.clone().all(|s| {
                        is_text(&source[unmatched[s]])
                            && !lines.sources_of_edited.contains(&source[unmatched[s]].hash)
                    })
                    && s.clone().zip(s.clone().skip(1)).all(|(s, next)| unmatched[s] + 1 == unmatched[next]);
            if !may_be_joined || gaps[s.start] != gaps_of_loose[t.start] {
                return f32::INFINITY;
            }
            let whole = joined(s.map(|s| &source[unmatched[s]]));
            let other = joined(t.map(|t| &target[loose[t].target]));
            0.8 + difference(&whole, &other, ratio) + JOINED
        };
        let mut successors: FxHashMap<BlockHash, usize> = FxHashMap::default();
        for aligned in align(unmatched.len(), loose.len(), &cost) {
            for number in &unmatched[aligned.sources.clone()] {
                for loose in &loose[aligned.targets.clone()] {
                    let state = match loose.previous {
                        None if lines.sources_of_edited.contains(&source[*number].hash) => {
                            BlockState::Current
                        }
                        None => BlockState::Unaccepted,
                        Some(previous) => BlockState::Stale { previous },
                    };
                    self.join(*number, loose.target, state, false);
                    successors.extend(loose.previous.map(|previous| (previous, *number)));
                }
            }
        }
        // Of a translation that has divided a block, every part belongs to what has become of that.
        for Loose { target: own, previous, .. } in loose {
            if let Some(number) = previous.and_then(|previous| successors.get(&previous)).copied()
                && !self.has_source[*own]
                && !self.blocks[number].1.iter().any(|other| target[*other].hash == target[*own].hash)
            {
                self.blocks[number].1.push(*own);
                self.has_source[*own] = true;
            }
        }
    }

    /// Between which neighbours what is left stands: the number of the block of the translation before it that belongs to a
    /// block of the source, for blocks of the source and for those of the translation.
    fn gaps(&self, unmatched: &[usize], loose: &[Loose]) -> (Vec<Option<usize>>, Vec<Option<usize>>) {
        let mut gaps = Vec::with_capacity(unmatched.len());
        let mut last = None;
        let mut next = unmatched.iter().peekable();
        for (number, (_, targets)) in self.blocks.iter().enumerate() {
            if next.next_if(|it| **it == number).is_some() {
                gaps.push(last);
            } else if self.source[number].kind.key().is_none() {
                last = targets.iter().max().copied();
            }
        }
        let mut gaps_of_loose = Vec::with_capacity(loose.len());
        let mut next = loose.iter().peekable();
        let mut last = None;
        for (number, block) in self.target.iter().enumerate() {
            let is_matched = self.has_source[number] && block.kind.key().is_none();
            // One that was made of several blocks, of which some are unchanged, stands behind these.
            if is_matched {
                last = Some(number);
            }
            while next.next_if(|it| it.target == number).is_some() {
                gaps_of_loose.push(last);
            }
        }
        (gaps, gaps_of_loose)
    }
}
