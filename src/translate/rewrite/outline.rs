//! The blocks of a text within each other: which list an item stands in, and what is not translated as a whole.

use std::mem::{Discriminant, discriminant};
use std::ops::Range;

use crate::content::markdown::{Kind, Step, Tree};
use crate::translate::block_text::BlockText;

/// The blocks of a text that contain others or words.
pub(super) struct Outline {
    /// In document order.
    pub nodes: Vec<OutlineNode>,
    /// The innermost node around each block of the text, by the number of the block; `None` for the front matter.
    pub of_block: Vec<Option<usize>>,
}

/// A block of an outline.
pub(super) struct OutlineNode {
    /// What it stands in.
    pub parent: Option<usize>,
    /// Its bytes in the file, without white space at its end.
    pub range: Range<usize>,
    /// What it is.
    pub kind: Discriminant<Kind<'static>>,
    /// Whether it is a cell of a table.
    pub is_cell: bool,
}

impl Outline {
    /// The outline of a text with its blocks.
    pub fn of(tree: &Tree, blocks: &[BlockText]) -> Self {
        let mut nodes: Vec<OutlineNode> = Vec::new();
        let mut open: Vec<usize> = Vec::new();
        for step in tree.walk() {
            match step {
                Step::Enter(node) if !node.kind.is_inline() => {
                    let end = node.range.start + tree.source().text[node.range.clone()].trim_end().len();
                    let is_container = node.kind.is_container();
                    nodes.push(OutlineNode {
                        parent: open.last().copied(),
                        range: node.range.start..end,
                        kind: of_kind(&node.kind),
                        is_cell: matches!(node.kind, Kind::TableCell | Kind::TableHead),
                    });
                    if is_container {
                        open.push(nodes.len() - 1);
                    }
                }
                Step::Leave(node) if !node.kind.is_inline() => {
                    open.pop();
                }
                _ => {}
            }
        }
        let of_block = blocks.iter().map(|block| innermost(&nodes, block)).collect();
        Self { nodes, of_block }
    }

    /// A node and what it stands in, from the inside out.
    pub fn around(&self, node: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(Some(node), |node| self.nodes[*node].parent)
    }
}

fn of_kind(kind: &Kind<'_>) -> Discriminant<Kind<'static>> {
    // Which kind it is does not depend on what it borrows.
    match kind {
        Kind::Paragraph => discriminant(&Kind::Paragraph),
        Kind::Heading { .. } => discriminant(&Kind::Heading { level: 1, own_id: None }),
        Kind::Quotation(_) => discriminant(&Kind::Quotation(None)),
        Kind::CodeBlock { .. } => discriminant(&Kind::CodeBlock { info: "" }),
        Kind::HtmlBlock => discriminant(&Kind::HtmlBlock),
        Kind::List(_) => discriminant(&Kind::List(None)),
        Kind::Item => discriminant(&Kind::Item),
        Kind::Footnote(_) => discriminant(&Kind::Footnote("")),
        Kind::DefinitionList => discriminant(&Kind::DefinitionList),
        Kind::DefinitionTitle => discriminant(&Kind::DefinitionTitle),
        Kind::Definition => discriminant(&Kind::Definition),
        Kind::Table(_) => discriminant(&Kind::Table(&[])),
        Kind::TableHead => discriminant(&Kind::TableHead),
        Kind::TableRow => discriminant(&Kind::TableRow),
        Kind::TableCell => discriminant(&Kind::TableCell),
        Kind::StrayEnd => discriminant(&Kind::StrayEnd),
        Kind::Component(_) => discriminant(&Kind::SoftBreak),
        _ => discriminant(&Kind::Rule),
    }
}

fn innermost(nodes: &[OutlineNode], block: &BlockText) -> Option<usize> {
    if block.block.kind.key().is_some() {
        return None;
    }
    let at = block.block.range.start;
    let behind = nodes.partition_point(|node| node.range.start <= at);
    let mut node = Some(behind.checked_sub(1)?);
    while let Some(number) = node {
        if nodes[number].range.contains(&at) {
            return Some(number);
        }
        node = nodes[number].parent;
    }
    None
}
