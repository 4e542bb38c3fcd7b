//! Checks that a translation has the placeholders of its source: nothing that a page links to or shows is lost.

use std::collections::BTreeSet;

use super::block_text::Identity;
use super::exchange::{InlineText, Piece};
use super::units::TextUnit;

/// What is wrong with the placeholders of a translation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceholderMistake {
    /// The number of the placeholder.
    pub number: usize,
    /// What it stands for; empty if the source has none of that number.
    pub mark: String,
    /// What is wrong: `lost`, `unknown`, `twice`, `crossed` or `order`.
    pub kind: &'static str,
}

/// Compares the placeholders of a new translation with those that it must have.
///
/// # Errors
/// The first mistake.
pub fn check_placeholders(unit: &TextUnit, text: &InlineText) -> Result<(), PlaceholderMistake> {
    let mistake = |number: usize, kind| {
        let mark = number.checked_sub(1).and_then(|index| unit.marks.get(index));
        Err(PlaceholderMistake { number, mark: mark.map(super::Mark::shown).unwrap_or_default(), kind })
    };
    let mut seen = BTreeSet::new();
    let mut open: Vec<usize> = Vec::new();
    let mut last_component = None;
    for piece in text.pieces() {
        let (Piece::Open(number) | Piece::Close(number) | Piece::Protected(number)) = piece else { continue };
        let Some(mark) = number.checked_sub(1).and_then(|index| unit.marks.get(index)) else {
            return mistake(*number, "unknown");
        };
        match piece {
            Piece::Close(_) if open.pop() != Some(*number) => return mistake(*number, "crossed"),
            Piece::Close(_) => continue,
            Piece::Open(_) => open.push(*number),
            // What encloses words has lost its end.
            Piece::Protected(_) if !mark.close.is_empty() => return mistake(*number, "lost"),
            _ => {}
        }
        let may_be_repeated = matches!(mark.identity, Identity::Break | Identity::Placeable(_));
        if !seen.insert(*number) && !may_be_repeated {
            return mistake(*number, "twice");
        }
        if let Identity::Component(place) = mark.identity {
            if last_component.is_some_and(|last| last > place) {
                return mistake(*number, "order");
            }
            last_component = Some(place);
        }
    }
    if let Some(number) = open.last() {
        return mistake(*number, "lost");
    }
    match unit.required.iter().find(|number| !seen.contains(number)) {
        Some(number) => mistake(*number, "lost"),
        None => Ok(()),
    }
}
