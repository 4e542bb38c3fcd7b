//! Texts of the front matter: how their values are written, and where new ones go.

use std::collections::BTreeMap;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::{Additions, DocumentBlocks, Edit, EditedBlocks, Expected, Refusal, Step};
use crate::content::split_front_matter;
use crate::data::{Data, Entry, Node, Table};
use crate::diagnostics::SourceText;
use crate::translate::exchange::InlineText;
use crate::translate::units::TextUnit;

/// A value in the place of another one, between the same quotation marks if that can be.
pub(super) fn value(source: &SourceText, range: &Range<usize>, text: &str) -> String {
    let written = &source.text[range.clone()];
    let is_plain = !text.contains(|c: char| c.is_control() || c == '\'');
    match written.starts_with('\'') && !written.starts_with("'''") && is_plain {
        true => format!("'{text}'"),
        false => quoted(text),
    }
}

/// A text as both TOML and YAML read it.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            // YAML takes two of these for line breaks.
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}') => {
                quoted.push_str(&format!("\\u{:04X}", u32::from(c)))
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// The front matter of a document.
pub(super) struct Keys {
    pub table: Table,
    /// What stands between a key and its value on a line: ` = ` or `: `.
    pub separator: &'static str,
    /// Where a further key goes: before the first table, or the line that closes the front matter.
    end: usize,
}

impl Keys {
    /// Reads the front matter; `None` if there is none that can be read.
    pub fn of(source: &SourceText) -> Option<Self> {
        let front_matter = split_front_matter(source, &mut Vec::new())?;
        let text = &source.text;
        let is_toml = text.starts_with("+++");
        let last = text[..front_matter.body].trim_end().rfind('\n').map_or(0, |end| end + 1);
        let table = front_matter.table?;
        // A list of several lines may hold lists.
        let is_within_value = |at: usize| {
            let is_around = |span: &Range<usize>| span.start < at && at < span.end;
            table.entries.iter().any(|entry| is_around(&entry.value.span))
        };
        let mut end = last;
        let mut start = front_matter.opening.end;
        for line in text[start..last].split_inclusive('\n') {
            if is_toml && line.trim_start().starts_with('[') && !is_within_value(start) {
                end = start;
                break;
            }
            start += line.len();
        }
        Some(Self { table, separator: if is_toml { " = " } else { ": " }, end })
    }
}

/// The steps that add what is new to the front matter, and the units that cannot be added.
pub(super) fn steps(additions: Additions<'_>, refused: &mut Vec<(usize, Refusal)>) -> Vec<Step> {
    let Additions { source, target, units, new } = additions;
    let mut by_key: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for number in new.keys() {
        if let Some(key) = units[*number].kind.key() {
            let first = key.split('.').next().unwrap_or(key);
            by_key.entry(first).or_default().push(*number);
        }
    }
    let mut steps = Vec::new();
    let target_source = target.source();
    let keys = (Keys::of(&source.source()), Keys::of(&target_source));
    let (Some(source_keys), Some(target_keys)) = keys else {
        refused.extend(by_key.into_values().flatten().map(|unit| (unit, Refusal::NoPlace)));
        return steps;
    };
    for (key, mut numbers) in by_key {
        // Items of a list are added in their order.
        numbers.sort_unstable();
        let wanted = |number: usize| (number, &units[number], new[&number]);
        match target_keys.table.get(key).filter(|entry| !entry.value.data.is_absent()) {
            Some(entry) => {
                for number in numbers {
                    match addition(&target_source, &target_keys, entry, wanted(number)) {
                        Some(edit) => steps.push(Step { edits: vec![edit], units: vec![number] }),
                        None => refused.push((number, Refusal::NoPlace)),
                    }
                }
            }
            None => {
                let is_one_syntax = source_keys.separator == target_keys.separator;
                let found = source_keys.table.get(key).ok_or(Refusal::NoPlace);
                let found =
                    found.and_then(|entry| copied((source, is_one_syntax), entry, &target_keys, units, new));
                let old = target_keys.table.get(key).map(|entry| entry.value.span.clone());
                match found {
                    Ok((value, blocks)) => {
                        // `description = ""` is a key without a value.
                        let (range, text) = match old {
                            Some(range) if !range.is_empty() => (range, value),
                            Some(_) => {
                                refused.extend(numbers.into_iter().map(|unit| (unit, Refusal::NoPlace)));
                                continue;
                            }
                            None => (
                                target_keys.end..target_keys.end,
                                format!("{}{}{value}\n", written_key(key), target_keys.separator),
                            ),
                        };
                        let blocks = EditedBlocks::Inserted(blocks);
                        steps.push(Step { edits: vec![Edit { range, text, blocks }], units: numbers });
                    }
                    Err(refusal) => refused.extend(numbers.into_iter().map(|unit| (unit, refusal))),
                }
            }
        }
    }
    steps
}

/// The value of an entry of the source with translations of all its texts. What holds nothing but texts is written anew, on
/// one line; of all else, everything between the texts is taken over, if both documents have one syntax.
fn copied(
    (source, is_one_syntax): (DocumentBlocks<'_>, bool),
    entry: &Entry,
    target_keys: &Keys,
    units: &[TextUnit],
    new: &FxHashMap<usize, &InlineText>,
) -> Result<(String, Vec<Expected>), Refusal> {
    let span = &entry.value.span;
    let source_text = source.source();
    let text = &source_text.text;
    let mut within: Vec<(usize, &TextUnit)> = units
        .iter()
        .enumerate()
        .filter(|(_, unit)| {
            unit.kind.key().is_some_and(|key| key.split('.').next() == Some(entry.key.as_str()))
        })
        .collect();
    within.sort_by_key(|(_, unit)| source.blocks[unit.sources[0]].block.range.start);
    let mut texts = Vec::new();
    let mut blocks = Vec::new();
    for (number, unit) in within {
        let Some(new) = new.get(&number) else { return Err(Refusal::Waits) };
        blocks.push(Expected::of(unit, number, new));
        texts.push((unit, quoted(&new.words())));
    }
    let is_text = |node: &Node| matches!(node.data, Data::Text(_));
    match &entry.value.data {
        Data::Text(_) => {
            let text = texts.into_iter().next().ok_or(Refusal::NoPlace)?.1;
            return Ok((text, blocks));
        }
        Data::List(items) if items.len() == texts.len() && items.iter().all(is_text) => {
            let texts: Vec<String> = texts.into_iter().map(|(_, text)| text).collect();
            return Ok((format!("[{}]", texts.join(", ")), blocks));
        }
        Data::Table(table) if table.entries.iter().all(|entry| is_text(&entry.value)) => {
            let name = |unit: &TextUnit| {
                let key = unit.kind.key().and_then(|key| key.strip_prefix(entry.key.as_str()));
                key.and_then(|key| key.strip_prefix('.')).map(written_key)
            };
            let texts: Option<Vec<String>> = texts
                .into_iter()
                .map(|(unit, text)| Some(format!("{}{}{text}", name(unit)?, target_keys.separator)))
                .collect();
            return Ok((format!("{{ {} }}", texts.ok_or(Refusal::NoPlace)?.join(", ")), blocks));
        }
        _ if !is_one_syntax => return Err(Refusal::NoPlace),
        _ => {}
    }
    let mut value = String::new();
    let mut from = span.start;
    for (unit, translation) in texts {
        let own = &source.blocks[unit.sources[0]].block.range;
        let written = text.get(from..own.start).ok_or(Refusal::NoPlace)?;
        value.push_str(written);
        value.push_str(&translation);
        from = own.end;
    }
    value.push_str(text.get(from..span.end).ok_or(Refusal::NoPlace)?);
    // Of a table with a heading of its own, the value does not stand behind the key.
    let is_in_place = value.starts_with(['{', '[', '"', '\'']);
    let is_by_line = target_keys.separator == " = " || !value.contains('\n');
    if is_in_place && is_by_line { Ok((value, blocks)) } else { Err(Refusal::NoPlace) }
}

/// What adds a text to a table or a list that is there.
fn addition(
    source: &SourceText,
    keys: &Keys,
    entry: &Entry,
    (number, unit, text): (usize, &TextUnit, &InlineText),
) -> Option<Edit> {
    let rest = unit.kind.key()?.strip_prefix(entry.key.as_str())?.strip_prefix('.')?;
    let value = quoted(&text.words());
    let (at, written) = match &entry.value.data {
        Data::Table(table) => within_table(source, keys, &entry.value, table, rest, &value)?,
        Data::List(items) => {
            let last = items.last()?;
            // A text behind an item that is still missing would have another number.
            let position = rest.parse::<usize>().ok().filter(|position| *position > items.len())?;
            (position > 0).then(|| behind_item(&source.text, keys, &last.span, &value))?
        }
        _ => return None,
    };
    let blocks = EditedBlocks::Inserted(vec![Expected::of(unit, number, text)]);
    Some(Edit { range: at..at, text: written, blocks })
}

fn within_table(
    source: &SourceText,
    keys: &Keys,
    node: &Node,
    table: &Table,
    key: &str,
    value: &str,
) -> Option<(usize, String)> {
    let last = table.entries.iter().max_by_key(|entry| entry.value.span.end)?;
    let at = last.value.span.end;
    let key = written_key(key);
    let separator = keys.separator;
    if source.text[node.span.clone()].starts_with('{') {
        return Some((at, format!(", {key}{separator}{value}")));
    }
    let text = &source.text;
    let line = text[..last.key_span.start].rfind('\n').map_or(0, |end| end + 1);
    // Of `names.ru = "…"`, the name of the table stands before the key.
    let margin = &text[line..last.key_span.start];
    let is_margin = margin.trim().is_empty() || margin.ends_with('.');
    is_margin.then(|| (behind_comment(text, at), format!("\n{margin}{key}{separator}{value}")))
}

/// Where a further item of a list goes, and how it is written there: as the last one, on a line of its own if that is.
fn behind_item(text: &str, keys: &Keys, last: &Range<usize>, value: &str) -> (usize, String) {
    let line = text[..last.start].rfind('\n').map_or(0, |end| end + 1);
    let margin = &text[line..last.start];
    let sign = margin.trim();
    if keys.separator == ": " && sign == "-" {
        return (behind_comment(text, last.end), format!("\n{margin}{value}"));
    }
    if !sign.is_empty() {
        return (last.end, format!(", {value}"));
    }
    let comma = text[last.end..].find(|c: char| !c.is_whitespace()).map(|at| last.end + at);
    match comma.filter(|at| text[*at..].starts_with(',')) {
        Some(comma) => (behind_comment(text, comma + 1), format!("\n{margin}{value},")),
        None => (last.end, format!(",\n{margin}{value}")),
    }
}

/// The end of a line behind a place in it, if nothing but a comment follows; else that place.
fn behind_comment(text: &str, at: usize) -> usize {
    let rest = text[at..].split('\n').next().unwrap_or_default().trim_end();
    match rest.trim_start() {
        "" => at,
        comment if comment.starts_with('#') => at + rest.len(),
        _ => at,
    }
}

/// Where a value ends, with all that stands in it: a table with a heading of its own ends behind it.
pub(super) fn end_of(node: &Node) -> usize {
    let ends: Vec<usize> = match &node.data {
        Data::Table(table) => table.entries.iter().map(|entry| end_of(&entry.value)).collect(),
        Data::List(items) => items.iter().map(end_of).collect(),
        _ => Vec::new(),
    };
    ends.into_iter().fold(node.span.end, usize::max)
}

/// A key, in quotation marks if it is no bare one.
fn written_key(key: &str) -> String {
    match key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')) {
        true => key.to_owned(),
        false => quoted(key),
    }
}
