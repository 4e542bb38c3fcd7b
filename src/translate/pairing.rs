//! Which blocks of a translation belong to which of its source, below the front matter.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::alignment::align;
use super::block_state::BlockState;
use super::blocks::TextBlock;
use super::difference::WordBag;
use super::hash::BlockHash;
use super::record::Record;
use super::resemblance::{Class, class, difference, joined, length_ratio, of_kinds};
use super::unchanged::{Lines, claims};

/// What it costs that a block has no counterpart. Two blocks that cost more than two of these together do not belong
/// together.
const ALONE: f32 = 1.7;

/// What it costs that two blocks stand between different neighbours.
const ELSEWHERE: f32 = 1.0;

/// What it costs that blocks belong together of which nothing is recorded, beside their difference.
const PAIRED: f32 = 0.8;

/// What it costs that two blocks have one counterpart together.
const JOINED: f32 = 1.2;

/// What that costs in addition if only one side has numbers, links or pictures: those are kept when paragraphs are joined.
const JOINED_WITHOUT_INVARIANTS: f32 = 1.0;

/// What it costs that a block says nothing of what another one said. Between the same neighbours, that is a text that was
/// written anew, if as many blocks stand there as before.
const UNLIKE: f32 = 3.2;

/// What that costs in addition where other blocks have come or gone. Few words may well be others in the same place.
const UNLIKE_AMONG_OTHERS: f32 = 0.8;

/// How many words two texts have together of which none is the same by chance.
const MANY_WORDS: f32 = 12.0;

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

    /// Joins the blocks of the source that say what they said with their translations. Returns the blocks of the translation
    /// that were made from something else, or of which nothing is recorded.
    fn match_unchanged(&mut self) -> Vec<Loose> {
        let mut loose = Vec::new();
        for claim in claims(self.source, self.target, self.lines) {
            match claim.place {
                Some(place) => self.join(place, claim.target, BlockState::Current, claim.is_machine),
                None => {
                    let text = claim.source.and_then(|source| self.record.sources.get(&source));
                    let words = text.map(|text| WordBag::of(text));
                    loose.push(Loose { target: claim.target, previous: claim.source, words });
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
        let mut counts: FxHashMap<Option<usize>, (usize, usize)> = FxHashMap::default();
        gaps.iter().for_each(|gap| counts.entry(*gap).or_default().0 += 1);
        gaps_of_loose.iter().for_each(|gap| counts.entry(*gap).or_default().1 += 1);
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
                            let is_even = counts[&gaps[s]].0 == counts[&gaps[s]].1;
                            let weight = ((before.count() + words.count()) as f32 / MANY_WORDS).min(1.0);
                            let among_others = if is_even { 0.0 } else { UNLIKE_AMONG_OTHERS * weight };
                            (UNLIKE + among_others) * (1.0 - before.likeness(words))
                                + of_kinds(&block.kind, &other.kind)
                        }
                        (Loose { previous: Some(_), .. }, _) => 1.0 + 0.5 * difference(block, other, ratio),
                        (Loose { previous: None, .. }, _) => PAIRED + difference(block, other, ratio),
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
            let is_kept = whole.invariants.is_empty() == other.invariants.is_empty();
            let of_invariants = if is_kept { 0.0 } else { JOINED_WITHOUT_INVARIANTS };
            PAIRED + difference(&whole, &other, ratio) + JOINED + of_invariants
        };
        let mut successors: FxHashMap<BlockHash, usize> = FxHashMap::default();
        for aligned in align(unmatched.len(), loose.len(), PAIRED + JOINED, &cost) {
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
