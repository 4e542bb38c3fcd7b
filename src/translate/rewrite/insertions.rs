//! Blocks that the translation lacks, put where they stand among the neighbours of their source.

use std::borrow::Cow;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::outline::Outline;
use super::render::{Titles, rendered};
use super::{Additions, DocumentBlocks, Edit, EditedBlocks, Expected, Refusal, Step, prefix};
use crate::translate::block_text::{BlockText, Mark};
use crate::translate::blocks::BlockKind;
use crate::translate::exchange::InlineText;
use crate::translate::units::TextUnit;

/// The steps that insert what is new, and the units that cannot be inserted.
pub(super) fn steps(additions: Additions<'_>, refused: &mut Vec<(usize, Refusal)>) -> Vec<Step> {
    let Additions { source, target, units, new } = additions;
    let is_body = |number: &&usize| units[**number].kind.key().is_none();
    if !new.keys().any(|number| is_body(&number)) {
        return Vec::new();
    }
    let copy = Copy { names_addresses: true, ..Copy::new(source, units, new) };
    let outlines = Outlines::new(source, target, &copy);
    let is_missing = &outlines.is_missing;
    // The outermost node that is missing as a whole around each block, with the units in it.
    let mut nodes: Vec<(usize, Vec<usize>)> = Vec::new();
    let mut numbers: Vec<usize> = new.keys().copied().filter(|number| is_body(&number)).collect();
    numbers.sort_unstable();
    for number in numbers {
        let owner = outlines.source.of_block[units[number].sources[0]];
        let node = owner
            .filter(|owner| is_missing[*owner])
            .and_then(|owner| outlines.source.around(owner).take_while(|node| is_missing[*node]).last());
        match node {
            None => refused.push((number, Refusal::NoPlace)),
            Some(node) => match nodes.last_mut().filter(|(last, _)| *last == node) {
                Some((_, own)) => own.push(number),
                None => nodes.push((node, vec![number])),
            },
        }
    }
    let target_text = target.source();
    let mut steps = Vec::new();
    for (node, own) in nodes {
        let range = outlines.source.nodes[node].range.clone();
        let found = match outlines.source.nodes[node].is_cell {
            true => outlines.empty_cell(node).ok_or(Refusal::NoPlace).and_then(|at| {
                let (text, blocks) = copy.text(&range)?;
                let text = format!(" {} ", text.trim());
                let whole = with_spaces_around(&target_text.text, at);
                Ok(Edit { range: whole, text, blocks: EditedBlocks::Inserted(blocks) })
            }),
            false => copy.text(&range).and_then(|(text, blocks)| {
                let (at, before, behind) =
                    outlines.place(node, source, target, &copy).ok_or(Refusal::NoPlace)?;
                Ok(Edit {
                    range: at..at,
                    text: format!("{before}{text}{behind}"),
                    blocks: EditedBlocks::Inserted(blocks),
                })
            }),
        };
        match found {
            Ok(edit) => steps.push(Step { edits: vec![edit], units: own }),
            Err(refusal) => refused.extend(own.into_iter().map(|unit| (unit, refusal))),
        }
    }
    steps
}

/// Parts of a source with translations in the place of its blocks.
pub(super) struct Copy<'c> {
    source: DocumentBlocks<'c>,
    units: &'c [TextUnit],
    new: &'c FxHashMap<usize, &'c InlineText>,
    /// The unit of each block of the source.
    pub unit_of: Vec<Option<usize>>,
    titles: Titles,
    /// Whether links by reference name their addresses, because their definitions stay where they are.
    pub names_addresses: bool,
}

impl<'c> Copy<'c> {
    pub fn new(
        source: DocumentBlocks<'c>,
        units: &'c [TextUnit],
        new: &'c FxHashMap<usize, &'c InlineText>,
    ) -> Self {
        let mut unit_of = vec![None; source.blocks.len()];
        for (number, unit) in units.iter().enumerate() {
            unit.sources.iter().for_each(|block| unit_of[*block] = Some(number));
        }
        let titles = new.iter().filter(|(number, _)| units[**number].kind == BlockKind::Caption);
        let titles = titles.map(|(number, text)| {
            let block = &source.blocks[units[*number].sources[0]].block;
            (block.range.start, rendered(&block.kind, text, &[], &Titles::default(), ""))
        });
        let titles = titles.collect();
        Self { source, units, new, unit_of, titles, names_addresses: false }
    }

    /// The units that have a translation, of the blocks of a part of the source.
    pub fn units_within(&self, range: &Range<usize>) -> impl Iterator<Item = usize> + '_ {
        let range = range.clone();
        let is_within = move |block: &BlockText| {
            block.block.kind.key().is_none() && range.contains(&block.block.range.start)
        };
        let blocks = self.source.blocks.iter().enumerate();
        let within = blocks.filter(move |(_, block)| is_within(block));
        within.filter_map(|(number, _)| self.unit_of[number]).filter(|unit| self.new.contains_key(unit))
    }

    /// What a part of the source is in translation, with its blocks. What has no words stays as it is.
    pub fn text(&self, range: &Range<usize>) -> Result<(String, Vec<Expected>), Refusal> {
        let source = self.source.source();
        let source = &source.text;
        let mut text = String::new();
        let mut blocks = Vec::new();
        let mut from = range.start;
        // The blocks of the text are in its order, behind those of the front matter.
        let is_before =
            |block: &BlockText| block.block.kind.key().is_some() || block.block.range.start < range.start;
        let first = self.source.blocks.partition_point(is_before);
        for (number, block) in self.source.blocks.iter().enumerate().skip(first) {
            if block.block.range.start >= range.end {
                break;
            }
            let unit = self.unit_of[number];
            let new = unit.and_then(|unit| Some((unit, self.new.get(&unit)?)));
            let Some((unit, new)) = new else {
                if block.block.words > 0 {
                    return Err(Refusal::Waits);
                }
                blocks.push(Expected::copied(block));
                continue;
            };
            // Several blocks of a source that are one unit are not missing one by one.
            if self.units[unit].sources.len() > 1 {
                return Err(Refusal::NoPlace);
            }
            blocks.push(Expected::of(&self.units[unit], unit, new));
            // A title is written with the picture or the link that it belongs to.
            let own = &block.block.range;
            if block.block.kind == BlockKind::Caption && own.start < from {
                continue;
            }
            let end = trimmed(source, own).end;
            text.push_str(&source[from..own.start]);
            let prefix = prefix(source, own.start);
            let marks: Cow<'_, [Mark]> = match self.names_addresses {
                true => block.marks.iter().map(Mark::in_full).collect(),
                false => Cow::Borrowed(&block.marks),
            };
            let written = rendered(&block.block.kind, new, &marks, &self.titles, &prefix);
            text.push_str(&match block.block.kind {
                BlockKind::Caption => {
                    let quote = source[..own.start].chars().next_back();
                    super::escaped_title(&written, quote)
                }
                _ => written,
            });
            from = end;
        }
        text.push_str(&source[from..range.end]);
        Ok((text, blocks))
    }
}

/// The outlines of both texts, and what is known of each node of the source.
struct Outlines {
    source: Outline,
    target: Outline,
    /// Whether nothing in a node is translated.
    is_missing: Vec<bool>,
    /// The first and the last block of the target that something in a node is translated by, with how deep in the node that
    /// stands.
    first: Vec<Option<(usize, usize)>>,
    last: Vec<Option<(usize, usize)>>,
    /// The first block that stands in a node and in none within it.
    direct: Vec<Option<usize>>,
    neighbours: Vec<Neighbours>,
}

/// What stands beside a node within the same node.
#[derive(Debug, Clone, Copy, Default)]
struct Neighbours {
    before: Option<usize>,
    behind: Option<usize>,
    /// The nearest ones of which something is translated.
    translated_before: Option<usize>,
    translated_behind: Option<usize>,
}

impl Outlines {
    fn new(source: DocumentBlocks<'_>, target: DocumentBlocks<'_>, copy: &Copy<'_>) -> Self {
        let (source_tree, target_tree) = (source.tree(), target.tree());
        let outline = Outline::of(&source_tree, source.blocks);
        let count = outline.nodes.len();
        let mut all = Self {
            target: Outline::of(&target_tree, target.blocks),
            is_missing: vec![true; count],
            first: vec![None; count],
            last: vec![None; count],
            direct: vec![None; count],
            neighbours: vec![Neighbours::default(); count],
            source: outline,
        };
        for (number, owner) in all.source.of_block.iter().enumerate() {
            let Some(owner) = *owner else { continue };
            all.direct[owner].get_or_insert(number);
            let Some(unit) = copy.unit_of[number].map(|unit| &copy.units[unit]) else { continue };
            let (Some(first), Some(last)) = (unit.targets.iter().min(), unit.targets.iter().max()) else {
                continue;
            };
            for (depth, node) in all.source.around(owner).enumerate() {
                all.is_missing[node] = false;
                if all.first[node].is_none_or(|(other, _)| *first < other) {
                    all.first[node] = Some((*first, depth));
                }
                if all.last[node].is_none_or(|(other, _)| *last > other) {
                    all.last[node] = Some((*last, depth));
                }
            }
        }
        all.find_neighbours();
        all
    }

    fn find_neighbours(&mut self) {
        let mut children: FxHashMap<Option<usize>, Vec<usize>> = FxHashMap::default();
        for (number, node) in self.source.nodes.iter().enumerate() {
            children.entry(node.parent).or_default().push(number);
        }
        for siblings in children.values() {
            let mut translated = None;
            for (index, node) in siblings.iter().enumerate() {
                let own = &mut self.neighbours[*node];
                own.before = index.checked_sub(1).map(|before| siblings[before]);
                own.behind = siblings.get(index + 1).copied();
                own.translated_before = translated;
                translated = if self.is_missing[*node] { translated } else { Some(*node) };
            }
            translated = None;
            for node in siblings.iter().rev() {
                self.neighbours[*node].translated_behind = translated;
                translated = if self.is_missing[*node] { translated } else { Some(*node) };
            }
        }
    }

    /// Where a node of the source belongs in the target, and what stands before and behind it there.
    fn place(
        &self,
        node: usize,
        source: DocumentBlocks<'_>,
        target: DocumentBlocks<'_>,
        copy: &Copy<'_>,
    ) -> Option<(usize, String, String)> {
        let (source_text, target_text) = (source.source(), target.source());
        let (text, nodes) = (&source_text.text, &self.source.nodes);
        let range = &nodes[node].range;
        let neighbours = self.neighbours[node];
        let margin = || format!("\n\n{}", prefix(text, range.start));
        if let Some(before) = neighbours.translated_before {
            let twin = self.twin(before, self.last[before])?;
            let gap = neighbours.before.and_then(|before| gap(text, nodes[before].range.end..range.start));
            return Some((self.target.nodes[twin].range.end, gap.unwrap_or_else(margin), String::new()));
        }
        // What its parent says itself stands before everything that stands in it.
        let direct = nodes[node].parent.and_then(|parent| self.direct[parent]);
        if let Some(direct) = direct {
            let own = &source.blocks[direct].block.range;
            let translation = *copy.units[copy.unit_of[direct]?].targets.first()?;
            let end = trimmed(&target_text.text, &target.blocks[translation].block.range).end;
            let gap = gap(text, trimmed(text, own).end..range.start);
            return Some((end, gap.unwrap_or_else(margin), String::new()));
        }
        if let Some(behind) = neighbours.translated_behind {
            let twin = self.twin(behind, self.first[behind])?;
            let gap = neighbours.behind.and_then(|next| gap(text, range.end..nodes[next].range.start));
            return Some((self.target.nodes[twin].range.start, String::new(), gap.unwrap_or_else(margin)));
        }
        // Nothing of the text is translated.
        let end = target_text.text.len();
        let is_open = !target_text.text.ends_with('\n');
        nodes[node]
            .parent
            .is_none()
            .then(|| (end, if is_open { "\n\n".to_owned() } else { "\n".to_owned() }, "\n".to_owned()))
    }

    /// The bytes of the cell of the target that a cell of the source belongs to, if nothing stands in it.
    fn empty_cell(&self, cell: usize) -> Option<Range<usize>> {
        let row = self.source.nodes[cell].parent?;
        let cells = |outline: &Outline, row: usize| -> Vec<usize> {
            let behind = row + 1..outline.nodes.len();
            let within = behind.take_while(|node| outline.around(*node).any(|around| around == row));
            within.filter(|node| outline.nodes[*node].parent == Some(row)).collect()
        };
        let nth = cells(&self.source, row).iter().position(|own| *own == cell)?;
        let twin = self.twin(row, self.first[row])?;
        let own = &self.target.nodes[*cells(&self.target, twin).get(nth)?];
        own.range.is_empty().then(|| own.range.clone())
    }

    /// The node of the target that a node of the source is translated by, if it is built in the same way. `block` is a block of
    /// the target that something in it is translated by, and how deep in the node that stands.
    fn twin(&self, node: usize, block: Option<(usize, usize)>) -> Option<usize> {
        let (target, depth) = block?;
        let twin = self.target.around(self.target.of_block[target]?).nth(depth)?;
        (self.target.nodes[twin].kind == self.source.nodes[node].kind).then_some(twin)
    }
}

/// The bytes of a block without white space at its end.
fn trimmed(text: &str, range: &Range<usize>) -> Range<usize> {
    range.start..range.start + text[range.clone()].trim_end().len()
}

/// A range with the spaces on both sides of it.
fn with_spaces_around(text: &str, range: Range<usize>) -> Range<usize> {
    let is_space = |c: char| matches!(c, ' ' | '\t');
    let start = text[..range.start].trim_end_matches(is_space).len();
    let end = text.len() - text[range.end..].trim_start_matches(is_space).len();
    start..end
}

/// What stands between two blocks, if that is white space and marks of quotations and nothing else.
fn gap(text: &str, range: Range<usize>) -> Option<String> {
    let gap = text.get(range)?;
    (!gap.is_empty() && gap.chars().all(|c| c.is_whitespace() || c == '>')).then(|| gap.replace("\r\n", "\n"))
}
