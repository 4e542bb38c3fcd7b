//! Texts of the front matter: how their values are written, and where new ones go.

use std::collections::BTreeMap;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::{DocumentBlocks, Edit, EditedBlocks, Expected, Refusal, Step};
use crate::content::split_front_matter;
use crate::data::{Data, Entry, Node, Table, parse_toml};
use crate::diagnostics::SourceText;
use crate::translate::exchange::InlineText;
use crate::translate::units::TextUnit;

/// The text of facts with the name of their page in a language. Returns `None` if there is no place for it.
pub fn with_name(facts: &SourceText, tag: &str, name: &str) -> Option<String> {
    let whole = 0..facts.text.len();
    let table = parse_toml(facts, whole.clone(), &mut Vec::new())?;
    let names = &table.get("names")?.value;
    let Data::Table(own) = &names.data else { return None };
    let keys = Keys { table: Table::default(), separator: " = ", end: 0 };
    let (range, written) = match own.get(tag) {
        Some(entry) => (entry.value.span.clone(), value(facts, &entry.value.span, name)),
        None => {
            let (at, written) = within_table(facts, &keys, names, own, tag, &quoted(name))?;
            (at..at, written)
        }
    };
    let mut text = facts.text.to_string();
    text.replace_range(range, &written);
    let after = parse_toml(&SourceText::new(&facts.path, &text), 0..text.len(), &mut Vec::new())?;
    let mut expected = table.clone();
    let is_right = |node: &Node| matches!(&node.data, Data::Text(text) if text == name);
    let found = after.get("names").and_then(|entry| match &entry.value.data {
        Data::Table(names) => names.get(tag).map(|entry| is_right(&entry.value)),
        _ => None,
    });
    // Nothing else is another key or another value.
    expected.entries.retain(|entry| entry.key != "names");
    let is_same = expected.entries.iter().all(|entry| after.get(&entry.key).is_some())
        && after.entries.len() == expected.entries.len() + 1;
    (found == Some(true) && is_same).then_some(text)
}

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
            c if c.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(c))),
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
        let mut end = last;
        let mut start = front_matter.opening.end;
        for line in text[start..last].split_inclusive('\n') {
            if is_toml && line.starts_with('[') {
                end = start;
                break;
            }
            start += line.len();
        }
        Some(Self { table: front_matter.table?, separator: if is_toml { " = " } else { ": " }, end })
    }
}

/// The steps that add what is new to the front matter, and the units that cannot be added.
pub(super) fn steps(
    source: DocumentBlocks<'_>,
    target: DocumentBlocks<'_>,
    units: &[TextUnit],
    new: &FxHashMap<usize, &InlineText>,
    refused: &mut Vec<(usize, Refusal)>,
) -> Vec<Step> {
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
                let found = match source_keys.table.get(key) {
                    Some(entry) if source_keys.separator == target_keys.separator || numbers.len() == 1 => {
                        copied(source, entry, &target_keys, units, new)
                    }
                    _ => Err(Refusal::NoPlace),
                };
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

/// The value of an entry of the source with translations of all its texts.
fn copied(
    source: DocumentBlocks<'_>,
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
    let mut value = String::new();
    let mut blocks = Vec::new();
    let mut from = span.start;
    for (number, unit) in within {
        let Some(new) = new.get(&number) else { return Err(Refusal::Waits) };
        blocks.push(Expected::of(unit, number, new));
        if let Data::Text(_) = &entry.value.data {
            return Ok((quoted(&new.words()), blocks));
        }
        let own = &source.blocks[unit.sources[0]].block.range;
        let written = text.get(from..own.start).ok_or(Refusal::NoPlace)?;
        value.push_str(written);
        value.push_str(&quoted(&new.words()));
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
            (position > 0).then(|| (last.span.end, format!(", {value}")))?
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
    let line = source.text[..last.key_span.start].rfind('\n').map_or(0, |end| end + 1);
    let indentation = &source.text[line..last.key_span.start];
    let is_indentation = indentation.chars().all(|c| c == ' ' || c == '\t');
    is_indentation.then(|| (at, format!("\n{indentation}{key}{separator}{value}")))
}

/// A key, in quotation marks if it is no bare one.
fn written_key(key: &str) -> String {
    match key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')) {
        true => key.to_owned(),
        false => quoted(key),
    }
}
