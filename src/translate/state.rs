//! The state of a translation, block by block: derived from two texts and a record, and stored nowhere.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::alignment::align;
use super::blocks::{BlockKind, TextBlock};
use super::difference::WordBag;
use super::hash::BlockHash;
use super::record::{Record, RecordLine};

/// What has become of a block of the source in a translation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlockState {
    /// Its translation was accepted for what it says now.
    Current,
    /// It was translated by a machine, and nobody has read that.
    Machine,
    /// Its translation was accepted for what it said before.
    Stale {
        /// What it said before; [`Record::sources`] has the text.
        previous: BlockHash,
    },
    /// Something stands in its place, and nobody has accepted that.
    Unaccepted,
    /// Nothing is its translation.
    Missing,
}

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

/// What it costs that a block has no counterpart. Two blocks that cost more than two of these together do not belong
/// together.
const ALONE: f32 = 1.7;

/// What it costs that two blocks stand between different neighbours.
const ELSEWHERE: f32 = 1.0;

/// What it costs that two blocks have one counterpart together.
const JOINED: f32 = 1.2;

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

/// The lines of one language in a record.
struct Lines<'r> {
    by_target: FxHashMap<BlockHash, Vec<&'r RecordLine>>,
    /// What those translations were made from that are not there any more: they were edited or removed since.
    sources_of_edited: FxHashSet<BlockHash>,
}

impl<'r> Lines<'r> {
    fn of(record: &'r Record, language: &'r str, target: &[TextBlock]) -> Self {
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

    fn of_target(&self, target: BlockHash) -> &[&'r RecordLine] {
        self.by_target.get(&target).map_or(&[], Vec::as_slice)
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

/// The comparison of two texts below their front matter.
struct TextComparison<'c> {
    source: &'c [TextBlock],
    target: &'c [TextBlock],
    record: &'c Record,
    lines: &'c Lines<'c>,
    blocks: &'c mut [(BlockState, Vec<usize>)],
    has_source: &'c mut [bool],
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
    fn compare(&mut self) {
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

/// How many words the translation has for each of the source.
fn length_ratio(source: &[TextBlock], target: &[TextBlock]) -> f32 {
    let words = |blocks: &[TextBlock]| blocks.iter().map(|block| u64::from(block.words)).sum::<u64>() as f32;
    let (source, target) = (words(source), words(target));
    if source > 0.0 && target > 0.0 { target / source } else { 1.0 }
}

/// What blocks are, as far as a translation keeps it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Heading,
    Text,
    Cell,
    Caption,
    Verbatim,
    Component,
    Keyed,
}

fn class(kind: &BlockKind) -> Class {
    match kind {
        BlockKind::Heading(..) => Class::Heading,
        BlockKind::Paragraph | BlockKind::Item | BlockKind::Definition => Class::Text,
        BlockKind::Cell => Class::Cell,
        BlockKind::Caption => Class::Caption,
        BlockKind::Code | BlockKind::Html => Class::Verbatim,
        BlockKind::Component(_) => Class::Component,
        BlockKind::FrontMatter(_) | BlockKind::Message(_) => Class::Keyed,
    }
}

fn are_of_one_kind(one: &BlockKind, other: &BlockKind) -> bool {
    match (one, other) {
        (BlockKind::Component(one), BlockKind::Component(other)) => one == other,
        _ => class(one) == class(other),
    }
}

/// How little a block looks like the translation of another one, from 0: by what it is, what in it is the same in every
/// language, and its length.
fn difference(block: &TextBlock, other: &TextBlock, ratio: f32) -> f32 {
    if !are_of_one_kind(&block.kind, &other.kind) {
        return 6.0;
    }
    let of_kind = match (&block.kind, &other.kind) {
        (BlockKind::Heading(_, Some(id)), BlockKind::Heading(_, Some(other))) => {
            if id == other {
                -0.8
            } else {
                1.5
            }
        }
        (BlockKind::Heading(level, _), BlockKind::Heading(other, _)) if level != other => 0.5,
        (one, other) if one.name() != other.name() => 0.6,
        _ => 0.0,
    };
    let of_invariants = match (block.invariants.is_empty(), other.invariants.is_empty()) {
        (true, true) => 0.0,
        (false, false) => 1.0 - 1.4 * overlap(&block.invariants, &other.invariants),
        _ => 0.5,
    };
    let length = |words: u32| words as f32 + 1.0;
    let of_length = (length(other.words) / (length(block.words) * ratio)).ln().abs().min(3.0) * 0.5;
    (of_kind + of_invariants + of_length).max(0.0)
}

/// How much two sorted lists share, from 0 to 1.
fn overlap(one: &[u64], other: &[u64]) -> f32 {
    let (mut at, mut common) = (0, 0);
    for item in one {
        at += other[at..].iter().take_while(|it| *it < item).count();
        if other.get(at) == Some(item) {
            (at, common) = (at + 1, common + 1);
        }
    }
    2.0 * common as f32 / (one.len() + other.len()) as f32
}

/// Blocks as one, as far as [`difference`] looks at it.
fn joined<'b>(mut blocks: impl Iterator<Item = &'b TextBlock>) -> TextBlock {
    let mut whole = blocks.next().cloned().expect("a step of an alignment that joins takes some");
    for block in blocks {
        whole.words += block.words;
        whole.invariants.extend(&block.invariants);
    }
    whole.invariants.sort_unstable();
    whole
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::accept::{Selection, accept, accept_minor};
    use super::super::blocks::blocks_of;
    use super::*;

    /// The record of a translation that was accepted as a whole.
    fn accepted(source: &[TextBlock], target: &[TextBlock]) -> Record {
        let mut record = Record::default();
        accept(&mut record, "en", (source, target), Selection::All, false);
        record
    }

    /// The states of the blocks of a source, and how many blocks of the translation are orphaned.
    fn states(source: &str, target: &str, record: &Record) -> (Vec<&'static str>, usize) {
        let (source, target) = (blocks_of(source), blocks_of(target));
        let comparison = compare(&source, &target, record, "en");
        let names = comparison.blocks.iter().map(|(state, _)| match state {
            BlockState::Current => "current",
            BlockState::Machine => "machine",
            BlockState::Stale { .. } => "stale",
            BlockState::Unaccepted => "unaccepted",
            BlockState::Missing => "missing",
        });
        (names.collect(), comparison.orphaned.len())
    }

    /// Asserts what becomes of a translation that was accepted, when source and translation are edited.
    #[track_caller]
    fn check(before: (&str, &str), after: (&str, &str), expected: &[&str], orphaned: usize) {
        let record = accepted(&blocks_of(before.0), &blocks_of(before.1));
        let all_current = states(before.0, before.1, &record);
        assert!(all_current.0.iter().all(|state| *state == "current"), "{before:?}: {all_current:?}");
        assert_eq!(all_current.1, 0, "{before:?}");
        assert_eq!(states(after.0, after.1, &record), (expected.to_vec(), orphaned), "{after:?}");
    }

    const SOURCE: &str = "Озеро в горах.\n\n## Дорога {#way}\n\nАвтобус идёт 4 часа.\n\n- палатка\n- вода\n";
    const TARGET: &str =
        "A lake in the mountains.\n\n## Way {#way}\n\nThe bus takes 4 hours.\n\n- tent\n- water\n";

    #[test]
    fn an_edit_of_the_source_makes_its_own_block_stale() {
        let (current, stale, missing) = ("current", "stale", "missing");
        let edited = |old, new| SOURCE.replace(old, new);
        check((SOURCE, TARGET), (SOURCE, TARGET), &[current; 5], 0);
        check(
            (SOURCE, TARGET),
            (&edited("4 часа", "5 часов"), TARGET),
            &[current, current, stale, current, current],
            0,
        );
        check(
            (SOURCE, TARGET),
            (&edited("палатка", "спальник"), TARGET),
            &[current, current, current, stale, current],
            0,
        );
        check(
            (SOURCE, TARGET),
            (&edited("- вода\n", "- вода\n- еда\n"), TARGET),
            &[current, current, current, current, current, missing],
            0,
        );
        check((SOURCE, TARGET), (&edited("- вода\n", ""), TARGET), &[current; 4], 1);
        check(
            (SOURCE, TARGET),
            (&edited("Озеро в горах.", "Озеро\n*в горах*.").replace('*', ""), TARGET),
            &[current; 5],
            0,
        );
    }

    #[test]
    fn moving_is_no_change() {
        let moved = "## Дорога {#way}\n\n- вода\n- палатка\n\nОзеро в горах.\n\nАвтобус идёт 4 часа.\n";
        check((SOURCE, TARGET), (moved, TARGET), &["current"; 5], 0);
    }

    #[test]
    fn an_edit_of_the_translation_makes_nothing_stale() {
        let other = TARGET.replace("The bus takes", "By bus it is");
        check((SOURCE, TARGET), (SOURCE, &other), &["current"; 5], 0);
        let without = TARGET.replace("The bus takes 4 hours.\n", "");
        check(
            (SOURCE, TARGET),
            (SOURCE, &without),
            &["current", "current", "missing", "current", "current"],
            0,
        );
        let more = TARGET.replace("- tent\n", "- tent\n- gas\n");
        check((SOURCE, TARGET), (SOURCE, &more), &["current"; 5], 1);
    }

    #[test]
    fn what_was_edited_on_both_sides_is_to_be_accepted() {
        let (source, target) = (SOURCE.replace("4 часа", "5 часов"), TARGET.replace("4 hours", "5 hours"));
        check(
            (SOURCE, TARGET),
            (&source, &target),
            &["current", "current", "unaccepted", "current", "current"],
            0,
        );
    }

    #[test]
    fn a_translation_may_join_and_divide_paragraphs() {
        let source = "Первое предложение стоит здесь.\n\nВторое предложение стоит там.\n\n## Дорога\n\nЕхать надо долго, и лучше всего утром, пока не жарко.\n";
        let target = "The first sentence is here. The second sentence is there.\n\n## Way\n\nIt is a long ride.\n\nThe morning is best.\n";
        check((source, target), (source, target), &["current"; 4], 0);
        let edited = source.replace("Второе", "Другое");
        check((source, target), (&edited, target), &["current", "stale", "current", "current"], 0);
        let edited = source.replace("утром", "вечером");
        check((source, target), (&edited, target), &["current", "current", "current", "stale"], 0);
    }

    #[test]
    fn blocks_that_say_the_same_are_told_apart_by_their_order() {
        let (source, target) = ("- да\n- ага\n- да\n- нет\n", "- yes\n- yes\n- yes\n- no\n");
        check((source, target), (source, target), &["current"; 4], 0);
        check(
            (source, target),
            ("- да\n- ага\n- ну\n- нет\n", target),
            &["current", "current", "stale", "current"],
            0,
        );
    }

    #[test]
    fn nothing_is_said_of_what_was_never_accepted() {
        let comparison = compare(&blocks_of(SOURCE), &blocks_of(TARGET), &Record::default(), "en");
        assert!(!comparison.is_recorded);
        assert_eq!(states(SOURCE, TARGET, &Record::default()), (vec!["unaccepted"; 5], 0));
    }

    #[test]
    fn a_minor_edit_and_a_block_of_a_machine_are_accepted_alone() {
        let (source, target) = (blocks_of(SOURCE), blocks_of(TARGET));
        let mut record = accepted(&source, &target);
        let edited = SOURCE.replace("4 часа", "5 часов").replace("палатка", "спальник");
        let edited_blocks = blocks_of(&edited);
        let names = [edited_blocks[2].hash.to_string()[..6].to_owned()];
        let texts = (&*edited_blocks, &*target);
        assert_eq!(accept_minor(&mut record, "en", texts, Selection::Named(&names)), 1);
        assert_eq!(states(&edited, TARGET, &record).0, ["current", "current", "current", "stale", "current"]);
        assert_eq!(accept_minor(&mut record, "en", texts, Selection::All), 1);
        assert_eq!(record, accepted(&edited_blocks, &target));
        assert_eq!(accept(&mut record, "en", texts, Selection::Named(&names), true), 1);
        assert_eq!(
            states(&edited, TARGET, &record).0,
            ["current", "current", "machine", "current", "current"]
        );
        assert_eq!(accept(&mut record, "en", texts, Selection::Named(&names), false), 1);
        assert_eq!(record, accepted(&edited_blocks, &target));
    }

    /// A text of paragraphs, each with words of its own, and what stands between them is a blank line.
    fn text(paragraphs: &[String]) -> String {
        paragraphs.join("\n\n") + "\n"
    }

    proptest! {
        #[test]
        fn any_edit_of_a_source_marks_exactly_the_touched_blocks(
            count in 1usize..24,
            edited in prop::collection::btree_set(0usize..24, 0..6),
            removed in prop::collection::btree_set(0usize..24, 0..4),
            added in prop::collection::btree_set(0usize..24, 0..3),
            order in any::<u64>(),
            moves in any::<bool>(),
        ) {
            let words = |number: usize, name: &str| (0..8).map(|it| format!("{name}{number}x{it}")).collect::<Vec<_>>();
            let source: Vec<String> = (0..count).map(|number| words(number, "ru").join(" ")).collect();
            let target: Vec<String> = (0..count).map(|number| words(number, "en").join(" ")).collect();
            let record = accepted(&blocks_of(&text(&source)), &blocks_of(&text(&target)));
            // Each paragraph with what is to be told of it.
            let mut after: Vec<(String, &str)> = Vec::new();
            for (number, paragraph) in source.iter().enumerate() {
                if added.contains(&number) {
                    after.push((words(number, "new").join(" "), "missing"));
                }
                if removed.contains(&number) {
                    continue;
                }
                after.push(match edited.contains(&number) {
                    true => (paragraph.replace(&format!("ru{number}x3"), "other"), "stale"),
                    false => (paragraph.clone(), "current"),
                });
            }
            // Moves of blocks that are not touched otherwise.
            if moves && edited.is_empty() && removed.is_empty() && added.is_empty() {
                let turn = order as usize % after.len();
                after.rotate_left(turn);
            }
            let is_beside = |number: usize, others: &std::collections::BTreeSet<usize>| {
                others.contains(&number) || others.contains(&(number + 1))
            };
            // A paragraph that is replaced by another one is one that was edited.
            prop_assume!(!removed.iter().any(|number| is_beside(*number, &added)));
            prop_assume!(!removed.iter().any(|one| removed.contains(&(one + 1))));
            let new: Vec<String> = after.iter().map(|(paragraph, _)| paragraph.clone()).collect();
            let expected: Vec<&str> = after.iter().map(|(_, state)| *state).collect();
            let (states, orphaned) = states(&text(&new), &text(&target), &record);
            prop_assert_eq!(states, expected, "{:?}", new);
            prop_assert_eq!(orphaned, removed.iter().filter(|number| **number < count).count());
        }
    }
}
