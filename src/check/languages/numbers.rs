//! Numbers, years, dates, units and money that a translation has otherwise than its source.

use super::pairs::PairedTexts;
use super::quantity::{Quantity, quantities};
use crate::diagnostics::{Code, Diagnostic};
use crate::translate::BlockKind;

/// Up to here numbers are written in words as often as in digits.
const MAX_WORD: f64 = 12.0;

/// Compares the numbers of blocks that belong together.
pub(super) fn check(paired: &PairedTexts<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let language = |side: &super::pairs::Side<'_>| side.language.locale.language.as_str().to_owned();
    let (of_source, of_target) = (language(&paired.source), language(&paired.target));
    for pair in &paired.pairs {
        let block = &paired.source.blocks[pair.sources[0]].block;
        if matches!(block.kind, BlockKind::Code | BlockKind::Html) {
            continue;
        }
        let (source, target) = paired.words(pair);
        let has_digit = |text: &str| text.bytes().any(|byte| byte.is_ascii_digit());
        if !has_digit(&source) && !has_digit(&target) {
            continue;
        }
        let source = quantities(&source, &of_source);
        let target = quantities(&target, &of_target);
        let (lacks, adds) = (only_in(&source, &target), only_in(&target, &source));
        let (lacks, adds) = (written(&lacks, &adds), written(&adds, &lacks));
        if !lacks.is_empty() || !adds.is_empty() {
            let kind = match (lacks.is_empty(), adds.is_empty()) {
                (false, false) => "other",
                (false, true) => "lacks",
                _ => "adds",
            };
            diagnostics.push(
                paired
                    .diagnostic(Code::TranslationNumbers, pair)
                    .with("kind", kind)
                    .with("lacks", lacks)
                    .with("adds", adds),
            );
            continue;
        }
        if let Some((own, other)) = other_unit(&source, &target) {
            diagnostics.push(
                paired
                    .diagnostic(Code::TranslationUnits, pair)
                    .with("number", own.written.as_str())
                    .with("unit", other.unit.unwrap_or_default())
                    .with("wanted", own.unit.unwrap_or_default()),
            );
        }
    }
}

/// The numbers of one text that are told, as they are written. A small one that may stand in words on the other side is told only
/// where another number of its unit stands there.
fn written(own: &[&Quantity], other: &[&Quantity]) -> String {
    let is_told = |it: &&&Quantity| {
        !may_be_word(it.value) || it.unit.is_some() && other.iter().any(|other| other.unit == it.unit)
    };
    let told = own.iter().filter(is_told).map(|it| format!("`{}`", it.written));
    told.collect::<Vec<String>>().join(", ")
}

/// The numbers of one text that nothing in the other stands for.
fn only_in<'q>(own: &'q [Quantity], other: &[Quantity]) -> Vec<&'q Quantity> {
    let is_there = |value: f64| other.iter().any(|it| is_same(it.value, value));
    own.iter().filter(|it| it.is_required && !is_there(it.value)).collect()
}

/// Whether two numbers are the same but for rounding in the last of many digits.
fn is_same(one: f64, other: f64) -> bool {
    (one - other).abs() <= one.abs().max(other.abs()) * 1e-9
}

/// Whether a number that is in one text only may be written in words in the other, or follow from what is said: `00` of an hour.
fn may_be_word(value: f64) -> bool {
    value <= MAX_WORD || value < 100.0 && value % 10.0 == 0.0 || matches!(value as u64, 100 | 1000)
}

/// A number that stands once in both texts, and with another unit.
fn other_unit<'q>(source: &'q [Quantity], target: &'q [Quantity]) -> Option<(&'q Quantity, &'q Quantity)> {
    let once = |list: &'q [Quantity], value: f64| {
        let mut same = list.iter().filter(move |it| is_same(it.value, value));
        same.next().filter(|_| same.next().is_none())
    };
    source.iter().filter(|it| it.unit.is_some()).find_map(|it| {
        let own = once(source, it.value)?;
        let other = once(target, it.value)?;
        (other.unit.is_some() && other.unit != own.unit).then_some((own, other))
    })
}
