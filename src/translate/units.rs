//! What translators work on: blocks of a source, each with what stands in the translation, under the same placeholders.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::block_state::BlockState;
use super::block_text::{BlockText, Identity, Mark, text_of_component, text_of_markdown};
use super::blocks::{BlockKind, TextBlock};
use super::exchange::{InlineText, Piece, UnitState};
use super::hash::BlockHash;
use super::record::Record;
use super::state::{Comparison, compare};

/// What stands between two blocks of one unit.
const BLOCK_BREAK: &str = "\n\n";

/// Blocks of a source with the blocks that they are translated by. As a rule, that is one and one.
#[derive(Debug, Clone, PartialEq)]
pub struct TextUnit {
    /// What names it within its page: its key, or the hash of its first block, with a number if several have that.
    pub key: String,
    /// What its first block is.
    pub kind: BlockKind,
    /// The numbers of its blocks in the source.
    pub sources: Vec<usize>,
    /// The numbers of their translations; none if they are not translated.
    pub targets: Vec<usize>,
    /// How far the translation is, for translators.
    pub state: UnitState,
    /// What the source says.
    pub source: InlineText,
    /// What it said when it was translated, if that is known.
    pub previous: Option<InlineText>,
    /// What the translation says, under the numbers of the source; empty if there is none.
    pub target: InlineText,
    /// How each placeholder is written in the translation, by its number less one.
    pub marks: Vec<Mark>,
    /// The numbers of the placeholders that a new translation must have.
    pub required: BTreeSet<usize>,
    /// How many words the source has.
    pub words: u32,
}

/// The units of a translation, in the order of its source. Of a translation of which nothing is recorded, what stands there
/// counts as to be looked at.
pub fn text_units(
    source: &[BlockText],
    target: &[BlockText],
    record: &Record,
    language: &str,
) -> (Vec<TextUnit>, Comparison) {
    let blocks =
        |texts: &[BlockText]| -> Vec<TextBlock> { texts.iter().map(|it| it.block.clone()).collect() };
    let comparison = compare(&blocks(source), &blocks(target), record, language);
    let mut units: Vec<TextUnit> = Vec::new();
    let mut seen: FxHashMap<String, usize> = FxHashMap::default();
    for (sources, targets) in groups(&comparison) {
        let first = &source[sources[0]].block;
        let name = first.kind.key().map_or_else(|| first.hash.to_string(), ToOwned::to_owned);
        let count = seen.entry(name.clone()).or_default();
        *count += 1;
        let key = if *count == 1 { name } else { format!("{name}.{count}") };
        units.push(unit(key, sources, targets, (source, target), &comparison, record));
    }
    (units, comparison)
}

/// The blocks that belong together: of the source, and of the translation.
fn groups(comparison: &Comparison) -> Vec<(Vec<usize>, Vec<usize>)> {
    let mut groups: Vec<(Vec<usize>, Vec<usize>)> = Vec::new();
    let mut group_of: FxHashMap<usize, usize> = FxHashMap::default();
    for (number, (_, targets)) in comparison.blocks.iter().enumerate() {
        let group = targets.iter().find_map(|target| group_of.get(target)).copied().unwrap_or(groups.len());
        if group == groups.len() {
            groups.push((Vec::new(), Vec::new()));
        }
        let (sources, own) = &mut groups[group];
        sources.push(number);
        for target in targets {
            if group_of.insert(*target, group).is_none() {
                own.push(*target);
            }
        }
    }
    groups.iter_mut().for_each(|(_, targets)| targets.sort_unstable());
    groups
}

fn unit(
    key: String,
    sources: Vec<usize>,
    targets: Vec<usize>,
    (source, target): (&[BlockText], &[BlockText]),
    comparison: &Comparison,
    record: &Record,
) -> TextUnit {
    let (of_source, marks) = joined(sources.iter().map(|number| &source[*number]));
    let (of_target, own) = joined(targets.iter().map(|number| &target[*number]));
    let (of_target, written, lacking) = numbered_as(&marks, &of_target, &own);
    let state = state(sources.iter().map(|number| &comparison.blocks[*number].0));
    let previous =
        (state == UnitState::Stale).then(|| previous(&sources, source, comparison, record, &marks)).flatten();
    // What an accepted translation does without, a new one may do without.
    let is_accepted = matches!(state, UnitState::Translated | UnitState::Machine);
    let required = (1..=marks.len()).filter(|number| !(is_accepted && lacking.contains(number))).collect();
    TextUnit {
        key,
        kind: source[sources[0]].block.kind.clone(),
        words: sources.iter().map(|number| source[*number].block.words).sum(),
        sources,
        targets,
        state,
        source: of_source,
        previous,
        target: of_target,
        marks: written,
        required,
    }
}

/// Several blocks as one, with placeholders that are numbered throughout.
fn joined<'b>(blocks: impl Iterator<Item = &'b BlockText>) -> (InlineText, Vec<Mark>) {
    let mut text = InlineText::default();
    let mut marks: Vec<Mark> = Vec::new();
    for (index, block) in blocks.enumerate() {
        if index > 0 {
            text.push(Piece::Text(BLOCK_BREAK.to_owned()));
        }
        let before = marks.len();
        for piece in block.text.pieces() {
            text.push(renumbered(piece, |number| number + before));
        }
        marks.extend(block.marks.iter().cloned());
    }
    (text, marks)
}

fn renumbered(piece: &Piece, number: impl Fn(usize) -> usize) -> Piece {
    match piece {
        Piece::Text(words) => Piece::Text(words.clone()),
        Piece::Open(own) => Piece::Open(number(*own)),
        Piece::Close(own) => Piece::Close(number(*own)),
        Piece::Protected(own) => Piece::Protected(number(*own)),
    }
}

/// A text under the numbers of another one, whose placeholders are `marks`; how each number is written in it, or, where it
/// has none, in the other one; and the numbers that it lacks.
fn numbered_as(marks: &[Mark], text: &InlineText, own: &[Mark]) -> (InlineText, Vec<Mark>, BTreeSet<usize>) {
    let (numbers, lacking) = matched(marks, own);
    let mut written: Vec<Mark> = marks.iter().map(Mark::in_full).collect();
    let mut number_of = vec![0; own.len()];
    for (index, number) in numbers.iter().enumerate() {
        number_of[index] = match number {
            Some(number) => {
                written[*number] = own[index].clone();
                number + 1
            }
            None => {
                written.push(own[index].clone());
                written.len()
            }
        };
    }
    let pieces = text.pieces().iter().map(|piece| renumbered(piece, |number| number_of[number - 1]));
    (InlineText::new(pieces), written, lacking)
}

/// For each placeholder of a text that of another one which it is, counted from zero; and the numbers, from one on, of those
/// that the text lacks. What is the same belongs together, and then what has the same role, in the order of both.
fn matched(marks: &[Mark], own: &[Mark]) -> (Vec<Option<usize>>, BTreeSet<usize>) {
    let mut numbers: Vec<Option<usize>> = vec![None; own.len()];
    let mut open: BTreeSet<usize> = (0..marks.len()).collect();
    let mut by_identity: FxHashMap<&Identity, Vec<usize>> = FxHashMap::default();
    for (number, mark) in marks.iter().enumerate().rev() {
        by_identity.entry(&mark.identity).or_default().push(number);
    }
    for (number, mark) in numbers.iter_mut().zip(own) {
        *number = by_identity.get_mut(&mark.identity).and_then(Vec::pop);
        number.iter().for_each(|number| {
            open.remove(number);
        });
    }
    let mut by_role: FxHashMap<std::mem::Discriminant<Identity>, Vec<usize>> = FxHashMap::default();
    for number in open.iter().rev() {
        by_role.entry(std::mem::discriminant(&marks[*number].identity)).or_default().push(*number);
    }
    for (number, mark) in numbers.iter_mut().zip(own).filter(|(number, _)| number.is_none()) {
        *number = by_role.get_mut(&std::mem::discriminant(&mark.identity)).and_then(Vec::pop);
        number.iter().for_each(|number| {
            open.remove(number);
        });
    }
    (numbers, open.into_iter().map(|number| number + 1).collect())
}

/// The state of several blocks for translators: the one that asks for most.
fn state<'s>(states: impl Iterator<Item = &'s BlockState>) -> UnitState {
    let of_block = |state: &BlockState| match state {
        BlockState::Current => UnitState::Translated,
        BlockState::Machine => UnitState::Machine,
        BlockState::Stale { .. } | BlockState::Unaccepted => UnitState::Stale,
        BlockState::Missing => UnitState::Missing,
    };
    let order = |state: &UnitState| match state {
        UnitState::Missing => 0,
        UnitState::Stale => 1,
        UnitState::Machine => 2,
        UnitState::Translated => 3,
    };
    states.map(of_block).min_by_key(order).unwrap_or_default()
}

/// What the blocks of a unit said when they were translated, under the numbers of what they say now.
fn previous(
    sources: &[usize],
    source: &[BlockText],
    comparison: &Comparison,
    record: &Record,
    marks: &[Mark],
) -> Option<InlineText> {
    let of_hash = |hash: &BlockHash, kind: &BlockKind| {
        let text = record.sources.get(hash)?;
        Some(match kind {
            BlockKind::FrontMatter(_) | BlockKind::Message(_) | BlockKind::Code | BlockKind::Html => {
                (InlineText::plain(text), Vec::new())
            }
            BlockKind::Component(_) => text_of_component(text),
            _ => text_of_markdown(text),
        })
    };
    let mut is_known = false;
    let mut texts = Vec::new();
    for number in sources {
        let own = &source[*number];
        let text = match &comparison.blocks[*number].0 {
            BlockState::Stale { previous } => {
                is_known = true;
                of_hash(previous, &own.block.kind)?
            }
            _ => (own.text.clone(), own.marks.clone()),
        };
        texts.push(BlockText { block: own.block.clone(), text: text.0, marks: text.1 });
    }
    let (text, own) = joined(texts.iter());
    is_known.then(|| numbered_as(marks, &text, &own).0)
}
