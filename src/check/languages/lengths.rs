//! Blocks that are out of all proportion to their source: half of a paragraph was left out, or two were put into one.

use super::pairs::{Pair, PairedTexts};
use crate::check::prose::{is_han, is_letter};
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
    // Where one text has what the other has not, a length out of proportion says as often that the blocks are no pair.
    let is_whole = paired.is_whole();
    let is_prose = |pair: &&Pair| {
        let kind = &paired.target.blocks[pair.targets[0]].block.kind;
        (is_whole || pair.is_recorded)
            && matches!(kind, BlockKind::Paragraph | BlockKind::Item | BlockKind::Definition)
    };
    let lengths: Vec<(&Pair, f64, f64, usize)> = paired
        .sure_pairs()
        .filter(is_prose)
        .map(|pair| {
            let (source, target) = &pair.words;
            (pair, length(source), length(target), letters(target))
        })
        .collect();
    let (mut source, mut target, mut target_letters) = (0.0, 0.0, 0);
    for (_, of_source, of_target, letters) in &lengths {
        source += of_source;
        target += of_target;
        target_letters += letters;
    }
    if source < MIN_TEXT || target == 0.0 {
        return;
    }
    let usual = target / source;
    for (pair, of_source, of_target, letters) in lengths {
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
        let expected = expected * target_letters as f64 / target;
        diagnostics.push(diagnostic.with("letters", letters).with("expected", expected as usize));
    }
}

/// How many letters and digits a text has.
fn letters(text: &str) -> usize {
    text.chars().filter(|c| is_letter(*c) || c.is_numeric()).count()
}

/// How much a text says, in letters of an alphabet. A character of Chinese or Japanese says as much as some of these: names in Latin
/// letters stand in such texts, too.
fn length(text: &str) -> f64 {
    const LETTERS_OF_HAN: f64 = 2.5;
    let length = |c: char| if is_han(c) || is_kana(c) { LETTERS_OF_HAN } else { 1.0 };
    text.chars().filter(|c| is_letter(*c) || c.is_numeric()).map(length).sum()
}

fn is_kana(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30FF}')
}
