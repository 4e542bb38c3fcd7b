//! How much a block looks like the translation of another one, where nothing is recorded of them.

use super::blocks::{BlockKind, TextBlock};

/// How many words the translation has for each of the source.
pub(super) fn length_ratio(source: &[TextBlock], target: &[TextBlock]) -> f32 {
    let words = |blocks: &[TextBlock]| blocks.iter().map(|block| u64::from(block.words)).sum::<u64>() as f32;
    let (source, target) = (words(source), words(target));
    if source > 0.0 && target > 0.0 { target / source } else { 1.0 }
}

/// What blocks are, as far as a translation keeps it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Heading,
    Text,
    Cell,
    Caption,
    Verbatim,
    Component,
    Keyed,
}

pub(super) fn class(kind: &BlockKind) -> Class {
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

/// What it costs that a block has become one of another kind: a paragraph may become an item, and is no code.
pub(super) fn of_kinds(one: &BlockKind, other: &BlockKind) -> f32 {
    match (class(one), class(other)) {
        _ if are_of_one_kind(one, other) => 0.0,
        (Class::Verbatim, _) | (_, Class::Verbatim) => 2.0,
        _ => 0.5,
    }
}

/// How little a block looks like the translation of another one, from 0: by what it is, what in it is the same in every
/// language, and its length.
pub(super) fn difference(block: &TextBlock, other: &TextBlock, ratio: f32) -> f32 {
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
pub(super) fn joined<'b>(mut blocks: impl Iterator<Item = &'b TextBlock>) -> TextBlock {
    let mut whole = blocks.next().cloned().expect("a step of an alignment that joins takes some");
    for block in blocks {
        whole.words += block.words;
        whole.invariants.extend(&block.invariants);
    }
    whole.invariants.sort_unstable();
    whole
}
