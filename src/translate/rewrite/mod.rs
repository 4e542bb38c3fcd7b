//! Puts translations into a document: blocks are replaced where they stand, and new ones are written where their source stands
//! among its neighbours. No other byte changes.
//!
//! Whatever is written is read again, and kept only if each block then says what it was to say and all others say what they
//! said. Pure: files are read and written elsewhere.

mod insertions;
mod keys;
mod new_document;
mod outline;
mod render;
mod verify;

#[cfg(test)]
mod tests;

use std::ops::Range;

use rustc_hash::FxHashMap;

pub use new_document::{NewDocument, new_document};
pub use render::normalised;

use super::block_text::BlockText;
use super::blocks::BlockKind;
use super::exchange::{InlineText, Piece};
use super::hash::BlockHash;
use super::units::TextUnit;
use crate::content::Document;
use crate::content::markdown::Tree;
use crate::diagnostics::SourceText;
use render::{Titles, escaped_title, rendered};
use verify::verify;

/// Reads a version of the document: its tree, and its blocks.
pub type Parse<'p> = dyn Fn(&str) -> (Document, Vec<BlockText>) + 'p;

/// A document that is to be translated, with its blocks.
#[derive(Clone, Copy)]
pub struct DocumentBlocks<'d> {
    /// The document.
    pub document: &'d Document,
    /// Its blocks.
    pub blocks: &'d [BlockText],
}

impl DocumentBlocks<'_> {
    fn source(&self) -> SourceText {
        self.document.source.open()
    }

    fn tree(&self) -> Tree {
        self.document.tree()
    }
}

/// What was written into a document.
#[derive(Debug, Default)]
pub struct Rewritten {
    /// The new text of the file.
    pub text: String,
    /// The units that were written, by their numbers, with the hashes of the blocks that they are translated by now.
    pub written: Vec<(usize, Vec<BlockHash>)>,
    /// The units that were not, and why.
    pub refused: Vec<(usize, Refusal)>,
}

/// Why a translation was not written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Refusal {
    /// It belongs to a list, a table or another block of which not all is translated.
    Waits,
    /// There is no place for it: the translation is built in another way than the source.
    NoPlace,
    /// It cannot be written so that it says what it is to say.
    Unwritable,
    /// It translates several blocks, and is not divided as they are.
    Divided,
}

impl Refusal {
    /// The name by which messages choose their words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Waits => "waits",
            Self::NoPlace => "no-place",
            Self::Unwritable => "unwritable",
            Self::Divided => "divided",
        }
    }
}

/// Translations of what a document does not have yet.
#[derive(Clone, Copy)]
struct Additions<'a> {
    source: DocumentBlocks<'a>,
    target: DocumentBlocks<'a>,
    units: &'a [TextUnit],
    /// The translations by the numbers of their units.
    new: &'a FxHashMap<usize, &'a InlineText>,
}

/// What is to be written together or not at all.
struct Step {
    edits: Vec<Edit>,
    units: Vec<usize>,
}

/// A replacement, and what stands there then.
struct Edit {
    range: Range<usize>,
    text: String,
    blocks: EditedBlocks,
}

/// The blocks of an edit.
enum EditedBlocks {
    /// The block of the translation with this number, which then says something else.
    Replaced(usize, Expected),
    /// Further blocks, in their order.
    Inserted(Vec<Expected>),
}

/// What a block is to say.
#[derive(Clone)]
struct Expected {
    /// Its key, for one of the front matter.
    key: Option<String>,
    text: InlineText,
    marks: Vec<super::Mark>,
    /// The unit that it translates; `None` for what is taken from the source as it is.
    unit: Option<usize>,
}

impl Expected {
    fn of(unit: &TextUnit, number: usize, text: &InlineText) -> Self {
        Self {
            key: unit.kind.key().map(ToOwned::to_owned),
            text: text.clone(),
            marks: unit.marks.clone(),
            unit: Some(number),
        }
    }

    fn copied(block: &BlockText) -> Self {
        Self {
            key: block.block.kind.key().map(ToOwned::to_owned),
            text: block.text.clone(),
            marks: block.marks.clone(),
            unit: None,
        }
    }
}

/// Writes translations into a document. `units` are those of source and target, `texts` the new translations by the numbers
/// of their units; their placeholders were [checked](super::check_placeholders).
pub fn rewrite(
    source: DocumentBlocks<'_>,
    target: DocumentBlocks<'_>,
    units: &[TextUnit],
    texts: &FxHashMap<usize, InlineText>,
    parse: &Parse<'_>,
) -> Rewritten {
    let mut result = Rewritten { text: target.source().text.to_string(), ..Rewritten::default() };
    let mut numbers: Vec<usize> = texts.keys().copied().collect();
    numbers.sort_unstable();
    let (there, new): (Vec<usize>, Vec<usize>) =
        numbers.into_iter().partition(|number| !units[*number].targets.is_empty());
    let mut steps = Vec::new();
    for number in there {
        match replacement(target, &units[number], number, &texts[&number]) {
            Ok(step) => steps.push(step),
            Err(refusal) => result.refused.push((number, refusal)),
        }
    }
    let new: FxHashMap<usize, &InlineText> = new.iter().map(|number| (*number, &texts[number])).collect();
    let additions = Additions { source, target, units, new: &new };
    steps.extend(keys::steps(additions, &mut result.refused));
    steps.extend(insertions::steps(additions, &mut result.refused));
    let (_, written) = settle(target, steps, parse, &mut result);
    result.written = written;
    result.refused.sort_unstable();
    result
}

/// Applies the steps that can be applied: all of them, or, where what is written then says something else, those of one
/// half and of the other. Returns those steps.
fn settle(
    target: DocumentBlocks<'_>,
    mut steps: Vec<Step>,
    parse: &Parse<'_>,
    result: &mut Rewritten,
) -> (Vec<Step>, Vec<(usize, Vec<BlockHash>)>) {
    if steps.is_empty() {
        return (steps, Vec::new());
    }
    if let Some((text, written)) = applied(target, &steps, parse) {
        result.text = text;
        return (steps, written);
    }
    if let [step] = &steps[..] {
        result.refused.extend(step.units.iter().map(|unit| (*unit, Refusal::Unwritable)));
        result.text = target.source().text.to_string();
        return (Vec::new(), Vec::new());
    }
    let second = steps.split_off(steps.len() / 2);
    let (mut settled, first_written) = settle(target, steps, parse, result);
    let text = std::mem::take(&mut result.text);
    let (others, second_written) = settle(target, second, parse, result);
    if others.is_empty() {
        result.text = text;
        return (settled, first_written);
    }
    let count = settled.len();
    settled.extend(others);
    match applied(target, &settled, parse) {
        Some((text, written)) => {
            result.text = text;
            (settled, written)
        }
        // Each half is well alone, and both together are not.
        None => {
            let others = settled.split_off(count);
            let refused = if count == 0 { &settled } else { &others };
            let units = refused.iter().flat_map(|step| &step.units);
            result.refused.extend(units.map(|unit| (*unit, Refusal::Unwritable)));
            match count {
                0 => (others, second_written),
                _ => {
                    result.text = text;
                    (settled, first_written)
                }
            }
        }
    }
}

/// The text with some steps, and the blocks of each unit. Returns `None` if it then does not say what it should.
fn applied(
    target: DocumentBlocks<'_>,
    steps: &[Step],
    parse: &Parse<'_>,
) -> Option<(String, Vec<(usize, Vec<BlockHash>)>)> {
    let mut edits: Vec<&Edit> = steps.iter().flat_map(|step| &step.edits).collect();
    // Insertions at one place keep their order.
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    let source = target.source();
    let old = &source.text;
    let mut text = String::with_capacity(old.len());
    let mut from = 0;
    for edit in &edits {
        text.push_str(old.get(from..edit.range.start)?);
        text.push_str(&edit.text);
        from = edit.range.end;
    }
    text.push_str(&old[from..]);
    let (_, blocks) = parse(&text);
    let written = verify(target.blocks, &blocks, &edits)?;
    Some((text, written))
}

/// What replaces the translation of a unit.
fn replacement(
    target: DocumentBlocks<'_>,
    unit: &TextUnit,
    number: usize,
    text: &InlineText,
) -> Result<Step, Refusal> {
    let parts = divided(text, unit.targets.len()).ok_or(Refusal::Divided)?;
    let edits = unit.targets.iter().zip(parts).map(|(target_number, part)| {
        let block = &target.blocks[*target_number];
        let source = target.source();
        let range = block.block.range.clone();
        let written = match &block.block.kind {
            BlockKind::FrontMatter(_) => keys::value(&source, &range, &part.words()),
            BlockKind::Caption => {
                let quote = source.text[..range.start].chars().next_back();
                escaped_title(&rendered(&block.block.kind, &part, &[], &Titles::default(), ""), quote)
            }
            kind => {
                let prefix = prefix(&source.text, range.start);
                rendered(kind, &part, &unit.marks, &Titles::default(), &prefix)
            }
        };
        // Space at the end of a line of code or of a component is no part of what it says.
        let range = range.start..range.start + source.text[range.clone()].trim_end().len();
        let expected = Expected { text: part, ..Expected::of(unit, number, text) };
        Edit { range, text: written, blocks: EditedBlocks::Replaced(*target_number, expected) }
    });
    Ok(Step { edits: edits.collect(), units: vec![number] })
}

/// A text for so many blocks; `None` if it is not divided like that.
fn divided(text: &InlineText, count: usize) -> Option<Vec<InlineText>> {
    if count == 1 {
        return Some(vec![text.clone()]);
    }
    let mut parts = vec![InlineText::default()];
    for piece in text.pieces() {
        let Piece::Text(words) = piece else {
            parts.last_mut().expect("it begins with one").push(piece.clone());
            continue;
        };
        // Programs add lines and spaces.
        let mut blank_lines = 0;
        for (index, line) in words.split('\n').enumerate() {
            match index > 0 && line.trim().is_empty() {
                true => blank_lines += 1,
                false => {
                    let last = parts.last_mut().expect("it begins with one");
                    match blank_lines > 0 && !last.is_empty() {
                        true => parts.push(InlineText::plain(line)),
                        false if index > 0 => last.push(Piece::Text(format!("\n{line}"))),
                        false => last.push(Piece::Text(line.to_owned())),
                    }
                    blank_lines = 0;
                }
            }
        }
        match blank_lines {
            0 => {}
            1 => parts.last_mut().expect("it begins with one").push(Piece::Text("\n".to_owned())),
            _ => parts.push(InlineText::default()),
        }
    }
    parts.retain(|part| !part.is_empty());
    (parts.len() == count).then_some(parts)
}

/// What the further lines of a block begin with that begins here: marks of quotations, and the indentation of lists.
fn prefix(text: &str, at: usize) -> String {
    let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let margin = text[line..at].chars().map(|c| if matches!(c, '>' | '\t') { c } else { ' ' });
    let margin: String = margin.collect();
    // What stands before a block within a line of text is no margin.
    if text[line..at].chars().any(char::is_alphabetic) { String::new() } else { margin }
}
