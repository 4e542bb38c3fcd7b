//! Blocks that are out of all proportion to their source: half of a paragraph was left out, or two were put into one.

use super::pairs::{Pair, PairedTexts};
use crate::diagnostics::{Code, Diagnostic};
use crate::translate::BlockKind;

/// How many letters the longer of two blocks has at least: short ones differ by chance.
const MIN_LETTERS: f64 = 150.0;

/// How many letters the whole texts have at least, from which it is known how long a translation is.
const MIN_TEXT: f64 = 600.0;

/// How far a block may be from the proportion of the whole texts.
const MAX_RATIO: f64 = 3.0;

/// Compares the lengths of paragraphs.
pub(super) fn check(paired: &PairedTexts<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let is_prose = |pair: &&Pair| {
        let kind = &paired.target.blocks[pair.targets[0]].block.kind;
        matches!(kind, BlockKind::Paragraph | BlockKind::Item | BlockKind::Definition)
    };
    let lengths: Vec<(&Pair, f64, f64)> = paired
        .sure_pairs()
        .filter(is_prose)
        .map(|pair| {
            let (source, target) = paired.words(pair);
            (pair, length(&source), length(&target))
        })
        .collect();
    let (mut source, mut target) = (0.0, 0.0);
    for (_, of_source, of_target) in &lengths {
        source += of_source;
        target += of_target;
    }
    if source < MIN_TEXT || target == 0.0 {
        return;
    }
    let usual = target / source;
    for (pair, of_source, of_target) in lengths {
        let expected = of_source * usual;
        if expected.max(of_target) / usual.min(1.0) < MIN_LETTERS {
            continue;
        }
        let kind = match of_target / expected.max(1.0) {
            ratio if ratio > MAX_RATIO => "long",
            ratio if ratio < 1.0 / MAX_RATIO => "short",
            _ => continue,
        };
        let diagnostic = paired.diagnostic(Code::TranslationLength, pair).with("kind", kind);
        diagnostics.push(diagnostic.with("letters", of_target as usize).with("expected", expected as usize));
    }
}

/// How many letters and digits a text has.
fn length(text: &str) -> f64 {
    text.chars().filter(|c| c.is_alphanumeric()).count() as f64
}
