//! A document in a language that its page is not written in yet, made after that of the source.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::insertions::Copy;
use super::keys::{Keys, end_of, quoted};
use super::outline::Outline;
use super::verify::verify;
use super::{DocumentBlocks, Edit, EditedBlocks, Expected, Parse, Refusal};
use crate::data::Entry;
use crate::translate::exchange::InlineText;
use crate::translate::hash::BlockHash;
use crate::translate::units::TextUnit;

/// The keys of a document that are not those of its translation.
const OWN_KEYS: [&str; 4] = ["slug", "aliases", "source", "draft"];

/// A new document.
#[derive(Debug, Default)]
pub struct NewDocument {
    /// The text of the file; `None` if nothing can be written.
    pub text: Option<String>,
    /// Whether all of the source is translated. If not, it is a draft.
    pub is_complete: bool,
    /// The units that were written, with the hashes of the blocks that they are translated by.
    pub written: Vec<(usize, Vec<BlockHash>)>,
    /// The units that were not, and why.
    pub refused: Vec<(usize, Refusal)>,
}

/// Makes a document of the source and translations. What is not translated is left out: a paragraph, a list, a table as a whole.
/// Without a title, there is none.
pub fn new_document(
    source: DocumentBlocks<'_>,
    units: &[TextUnit],
    texts: &FxHashMap<usize, InlineText>,
    parse: &Parse<'_>,
) -> NewDocument {
    let new: FxHashMap<usize, &InlineText> = texts.iter().map(|(number, text)| (*number, text)).collect();
    let has_title = new.keys().any(|number| units[*number].kind.key() == Some("title"));
    let all = |refusal: Refusal| {
        let mut numbers: Vec<usize> = new.keys().copied().collect();
        numbers.sort_unstable();
        NewDocument {
            refused: numbers.into_iter().map(|number| (number, refusal)).collect(),
            ..NewDocument::default()
        }
    };
    let Some(keys) = Keys::of(&source.source()).filter(|_| has_title) else { return all(Refusal::Waits) };
    let copy = Copy::new(source, units, &new);
    let mut expected: Vec<Expected> = Vec::new();
    let mut refused = Vec::new();
    let (keyed, tables, has_all_keys) = front_matter(source, &keys, units, &new, &mut expected);
    let (body, has_all_blocks) = body(source, &copy, &mut expected, &mut refused);
    let is_complete = has_all_keys && has_all_blocks;
    let marker = if keys.separator == " = " { "+++" } else { "---" };
    let draft = if is_complete { String::new() } else { format!("draft{}true\n", keys.separator) };
    let text = format!("{marker}\n{keyed}{draft}{tables}{marker}\n{body}");
    let edit = Edit { range: 0..0, text: String::new(), blocks: EditedBlocks::Inserted(expected) };
    match verify(&[], &parse(&text).1, &[&edit]) {
        Some(written) => NewDocument { text: Some(text), is_complete, written, refused },
        None => all(Refusal::Unwritable),
    }
}

/// The lines of the front matter, those of its tables with headings, and whether all its texts are translated.
fn front_matter(
    source: DocumentBlocks<'_>,
    keys: &Keys,
    units: &[TextUnit],
    new: &FxHashMap<usize, &InlineText>,
    expected: &mut Vec<Expected>,
) -> (String, String, bool) {
    let source_text = source.source();
    let text = &source_text.text;
    let mut is_complete = true;
    let (mut lines, mut tables) = (String::new(), String::new());
    let mut entries: Vec<&Entry> =
        keys.table.entries.iter().filter(|entry| !OWN_KEYS.contains(&entry.key.as_str())).collect();
    entries.sort_by_key(|entry| entry.key_span.start);
    for entry in entries {
        let (mut replaced, mut blocks): (Vec<(Range<usize>, String)>, Vec<Expected>) = Default::default();
        let mut is_translated = true;
        for (number, unit) in units.iter().enumerate() {
            let of_entry = unit.kind.key().is_some_and(|key| key.split('.').next() == Some(&*entry.key));
            if !of_entry {
                continue;
            }
            match new.get(&number) {
                Some(new) => {
                    let range = source.blocks[unit.sources[0]].block.range.clone();
                    replaced.push((range, quoted(&new.words())));
                    blocks.push(Expected::of(unit, number, new));
                }
                None => is_translated = false,
            }
        }
        replaced.sort_by_key(|(range, _)| range.start);
        let line = text[..entry.key_span.start].rfind('\n').map_or(0, |end| end + 1);
        let has_heading = text[line..entry.key_span.start].trim_start().starts_with('[');
        let (start, end) = match has_heading {
            true => (line, end_of(&entry.value)),
            false => (entry.key_span.start, end_of(&entry.value)),
        };
        if !is_translated || start >= end {
            is_complete = false;
            continue;
        }
        let written = if has_heading { &mut tables } else { &mut lines };
        if has_heading {
            written.push('\n');
        }
        let mut from = start;
        for (range, value) in &replaced {
            written.push_str(&text[from..range.start.max(from)]);
            written.push_str(value);
            from = range.end;
        }
        written.push_str(&text[from.min(end)..end]);
        written.push('\n');
        expected.append(&mut blocks);
    }
    (lines.replace("\r\n", "\n"), tables.replace("\r\n", "\n"), is_complete)
}

/// The text, and whether all of it is translated. Comments and what has no words stay.
fn body(
    source: DocumentBlocks<'_>,
    copy: &Copy<'_>,
    expected: &mut Vec<Expected>,
    refused: &mut Vec<(usize, Refusal)>,
) -> (String, bool) {
    let source_text = source.source();
    let text = &source_text.text;
    let outline = Outline::of(&source.tree(), source.blocks);
    let mut body = String::new();
    let mut is_complete = true;
    let mut from = source.document.body;
    for node in outline.nodes.iter().filter(|node| node.parent.is_none()) {
        match copy.text(&node.range) {
            Ok((translated, mut blocks)) => {
                body.push_str(&text[from.min(node.range.start)..node.range.start]);
                body.push_str(&translated);
                expected.append(&mut blocks);
            }
            Err(refusal) => {
                is_complete = false;
                refused.extend(copy.units_within(&node.range).map(|unit| (unit, refusal)));
            }
        }
        from = node.range.end;
    }
    body.push_str(&text[from.min(text.len())..]);
    (body.replace("\r\n", "\n"), is_complete)
}
