//! Numbers, years, dates, units and money that a translation has otherwise than its source.

use rustc_hash::FxHashSet;

use super::pairs::{Pair, PairedTexts};
use super::quantity::{Quantity, has_scales, quantities};
use crate::check::page_texts::Side;
use crate::diagnostics::{Code, Diagnostic};
use crate::translate::BlockKind;

/// Up to here numbers are written in words as often as in digits.
const MAX_WORD: f64 = 12.0;

/// The numbers of blocks that belong together.
struct Compared<'p> {
    pair: &'p Pair,
    source: Vec<Quantity>,
    target: Vec<Quantity>,
}

/// Compares the numbers of blocks that belong together.
pub(super) fn check(paired: &PairedTexts<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let compared: Vec<Compared<'_>> = paired.sure_pairs().filter_map(|pair| compare(paired, pair)).collect();
    let mut different: Vec<(&Compared<'_>, Vec<&Quantity>, Vec<&Quantity>)> = Vec::new();
    for blocks in &compared {
        let (lacks, adds) =
            (only_in(&blocks.source, &blocks.target), only_in(&blocks.target, &blocks.source));
        if !lacks.is_empty() || !adds.is_empty() {
            different.push((blocks, lacks, adds));
        } else if let Some((own, other)) = other_unit(&blocks.source, &blocks.target) {
            diagnostics.push(
                paired
                    .diagnostic(Code::TranslationUnits, blocks.pair)
                    .with("number", own.written.as_str())
                    .with("unit", other.unit.unwrap_or_default())
                    .with("wanted", own.unit.unwrap_or_default()),
            );
        }
    }
    // What one block lacks and another one adds has only moved: rows of a table stand in the order of each language, or begin where
    // its readers are.
    let values = |of: fn(&(&Compared<'_>, Vec<&Quantity>, Vec<&Quantity>)) -> Vec<u64>| -> FxHashSet<u64> {
        different.iter().flat_map(of).collect()
    };
    if different.is_empty() {
        return;
    }
    let is_among =
        |all: &FxHashSet<u32>, it: &Quantity| it.values().any(|value| all.contains(&rounded(value)));
    let (loose_in_source, loose_in_target) =
        (loose(paired.source, &paired.loose.0), loose(paired.target, &paired.loose.1));
    let lacking = values(|(_, lacks, _)| lacks.iter().map(|it| it.value.to_bits()).collect());
    let added = values(|(_, _, adds)| adds.iter().map(|it| it.value.to_bits()).collect());
    for (blocks, mut lacks, mut adds) in different {
        lacks.retain(|it| !added.contains(&it.value.to_bits()) && !is_among(&loose_in_target, it));
        adds.retain(|it| !lacking.contains(&it.value.to_bits()) && !is_among(&loose_in_source, it));
        let (lacks, adds) = (written(&lacks, &adds), written(&adds, &lacks));
        let kind = match (lacks.is_empty(), adds.is_empty()) {
            (true, true) => continue,
            (false, false) => "other",
            (false, true) => "lacks",
            (true, false) => "adds",
        };
        diagnostics.push(
            paired
                .diagnostic(Code::TranslationNumbers, blocks.pair)
                .with("kind", kind)
                .with("lacks", lacks)
                .with("adds", adds),
        );
    }
}

/// Reads the numbers of a pair; `None` if there are none.
fn compare<'p>(paired: &PairedTexts<'_>, pair: &'p Pair) -> Option<Compared<'p>> {
    let block = &paired.source.blocks[pair.sources[0]].block;
    if matches!(block.kind, BlockKind::Code | BlockKind::Html) {
        return None;
    }
    let (source, target) = &pair.words;
    let has_digit = |text: &str| text.bytes().any(|byte| byte.is_ascii_digit());
    if !has_digit(source) && !has_digit(target) {
        return None;
    }
    // Where the words for thousands and millions of a language are not known, a number is compared as it is written.
    let is_scaled = [paired.source, paired.target].into_iter().all(|side| has_scales(primary(side)));
    let of = |text: &str, side: &Side<'_>, blocks: &[usize]| {
        let mut found = quantities(text, primary(side), is_scaled);
        found.extend(optional(&side.verbatim(blocks), side, is_scaled));
        found
    };
    Some(Compared {
        pair,
        source: of(source, paired.source, &pair.sources),
        target: of(target, paired.target, &pair.targets),
    })
}

fn primary<'s>(side: &'s Side<'_>) -> &'s str {
    side.language.locale.language.as_str()
}

/// The numbers of a text that need not be in another one.
fn optional(text: &str, side: &Side<'_>, is_scaled: bool) -> impl Iterator<Item = Quantity> {
    let found = quantities(text, primary(side), is_scaled).into_iter();
    found.map(|it| Quantity { is_required: false, ..it })
}

/// The numbers of blocks that belong to no other ones for sure, with those in code.
fn loose(side: &Side<'_>, blocks: &[usize]) -> FxHashSet<u32> {
    let mut text = side.words(blocks);
    text.push_str(&side.verbatim(blocks));
    optional(&text, side, false).flat_map(|it| it.values().map(rounded).collect::<Vec<u32>>()).collect()
}

/// A number without what its last digits were rounded to, as a key.
fn rounded(value: f64) -> u32 {
    (value as f32).to_bits()
}

/// Whether a number is among those of a block.
fn has(all: &[Quantity], it: &Quantity) -> bool {
    it.values().any(|value| all.iter().flat_map(Quantity::values).any(|other| is_same(other, value)))
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
    own.iter().filter(|it| it.is_required && !has(other, it)).collect()
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
