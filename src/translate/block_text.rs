//! A block as translators see it: its words, with placeholders for all that they may move but not change.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::blocks::{BlockKind, TextBlock, is_text, text_blocks_of};
use super::exchange::{InlineText, Piece};
use crate::content::Document;
use crate::content::kind::Kind as PageKind;
use crate::content::markdown::{
    Argument, Component, Kind, Node, Part, Segment, Step, Tree, address_of_reference, segments,
};

/// A block with its words.
#[derive(Debug, Clone, PartialEq)]
pub struct BlockText {
    /// The block.
    pub block: TextBlock,
    /// Its words, with placeholders that are numbered from one in the order in which they stand.
    pub text: InlineText,
    /// What stands for each placeholder in the file, by its number less one.
    pub marks: Vec<Mark>,
}

impl BlockText {
    /// A block without placeholders.
    pub fn plain(block: TextBlock) -> Self {
        Self { text: InlineText::plain(&block.text), block, marks: Vec::new() }
    }
}

/// What a placeholder stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// What it is.
    pub identity: Identity,
    /// What opens it in the file; for one without words, all of it.
    pub open: String,
    /// What closes it.
    pub close: String,
    /// The title of a link or a picture, which is a block of its own: its place in `open` or, behind that, in `close`; and
    /// where it begins in the file.
    pub title: Option<(Range<usize>, usize)>,
    /// Of a link or a picture by reference, what closes it where the reference is not defined: its address.
    pub address: Option<String>,
}

/// What a placeholder is, as far as a translation must keep it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Identity {
    /// A link to an address.
    Link(String),
    /// A picture, by its path.
    Picture(String),
    /// Code.
    Code(String),
    /// A tag of HTML, or a comment.
    Html(String),
    /// The mark of a footnote, by its label.
    Footnote(String),
    /// Emphasis.
    Emphasis,
    /// Strong emphasis.
    Strong,
    /// What is struck out.
    Strikethrough,
    /// A line break.
    Break,
    /// The box of a task, and whether it is ticked.
    Task(bool),
    /// What stands around the arguments of a component, by the number of its part.
    Component(usize),
    /// A placeable of Fluent.
    Placeable(String),
}

impl Identity {
    /// Whether two placeholders have the same role, though an address or a code may differ.
    pub fn is_like(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}

impl Mark {
    /// A placeholder without words.
    pub(super) fn alone(identity: Identity, written: &str) -> Self {
        Self { identity, open: written.to_owned(), close: String::new(), title: None, address: None }
    }

    /// The same, with the address of what is written by reference.
    pub fn in_full(&self) -> Self {
        match &self.address {
            Some(address) => Self { close: address.clone(), address: None, ..self.clone() },
            None => self.clone(),
        }
    }

    /// What it is to a person: its beginning and its end, or all of it.
    pub fn shown(&self) -> String {
        match self.close.is_empty() {
            true => self.open.trim().to_owned(),
            false => format!("{}…{}", self.open, self.close),
        }
    }
}

/// The blocks of a document as [`text_blocks`](super::text_blocks) has them, with their words.
pub fn block_texts(document: &Document, kind: &PageKind) -> Vec<BlockText> {
    block_texts_of(document, kind, &document.written_tree())
}

/// The same for those who have the tree of the document's text already.
pub fn block_texts_of(document: &Document, kind: &PageKind, tree: &Tree) -> Vec<BlockText> {
    let mut texts = texts_by_place(tree);
    let of_block = |block: TextBlock| {
        let found = match block.kind {
            BlockKind::FrontMatter(_) | BlockKind::Message(_) => None,
            BlockKind::Code | BlockKind::Html => {
                let written = &tree.source().text[block.range.clone()];
                Some((InlineText::plain(&written.trim_end().replace("\r\n", "\n")), Vec::new()))
            }
            _ => texts.remove(&(block.range.start, block.kind == BlockKind::Caption)),
        };
        let (text, marks) = found.unwrap_or_else(|| (InlineText::plain(&block.text), Vec::new()));
        BlockText { block, text, marks }
    };
    text_blocks_of(document, kind, tree).into_iter().map(of_block).collect()
}

/// The words of a block of Markdown, such as a record has them.
pub(super) fn text_of_markdown(markdown: &str) -> (InlineText, Vec<Mark>) {
    let source = crate::diagnostics::SourceText::new("previous.md", markdown);
    let tree = crate::content::markdown::parse(&source, 0);
    let all = segments(&tree);
    of_first_segment(&tree, &all).unwrap_or_else(|| (InlineText::plain(markdown), Vec::new()))
}

/// The words of the first of the segments of a text.
pub(super) fn of_first_segment(tree: &Tree, segments: &[Segment<'_>]) -> Option<(InlineText, Vec<Mark>)> {
    segments.first().map(|segment| of_segment(tree, segment))
}

/// The words of a component's line, such as a record has it.
pub(super) fn text_of_component(line: &str) -> (InlineText, Vec<Mark>) {
    let source = crate::diagnostics::SourceText::new("previous.md", &format!("{line}\n:::\n"));
    let tree = crate::content::markdown::parse(&source, 0);
    let mut components = tree.walk().filter_map(|step| match step {
        Step::Enter(Node { kind: Kind::Component(component), .. }) => Some(of_component(&tree, component)),
        _ => None,
    });
    components.next().unwrap_or_else(|| (InlineText::plain(line), Vec::new()))
}

type TextsByPlace = FxHashMap<(usize, bool), (InlineText, Vec<Mark>)>;

/// The words of the segments and the components of a text, by where they begin and whether they are titles.
fn texts_by_place(tree: &Tree) -> TextsByPlace {
    let of_segments = segments(tree);
    let texts = of_segments.iter().map(|it| ((it.range.start, it.is_title), of_segment(tree, it)));
    let mut texts: TextsByPlace = texts.collect();
    for step in tree.walk() {
        if let Step::Enter(Node { kind: Kind::Component(component), .. }) = step {
            texts.insert((component.line.start, false), of_component(tree, component));
        }
    }
    texts
}

fn of_segment(tree: &Tree, segment: &Segment<'_>) -> (InlineText, Vec<Mark>) {
    let source = &tree.source().text;
    let mut text = InlineText::default();
    let mut marks = Vec::new();
    // The numbers of the parts, which differ where an address that is shown as it is has no part within it.
    let mut numbers: FxHashMap<usize, usize> = FxHashMap::default();
    let mut parts = segment.parts.iter().peekable();
    while let Some(part) = parts.next() {
        match part {
            Part::Text(words) => text.push(Piece::Text((*words).to_owned())),
            Part::Open(number, node) if tree.shows_address(node) => {
                parts.by_ref().find(|part| matches!(part, Part::Close(closed) if closed == number));
                marks.push(Mark::alone(identity(node), &source[node.range.clone()]));
                text.push(Piece::Protected(marks.len()));
            }
            Part::Open(number, node) => {
                marks.push(mark(tree, node));
                numbers.insert(*number, marks.len());
                text.push(Piece::Open(marks.len()));
            }
            Part::Protected(_, node) => {
                // The space behind the box of a task belongs to it.
                let space = if matches!(node.kind, Kind::Task(_)) { " " } else { "" };
                marks.push(Mark::alone(identity(node), &format!("{}{space}", &source[node.range.clone()])));
                text.push(Piece::Protected(marks.len()));
            }
            Part::Close(number) => {
                if let Some(number) = numbers.get(number) {
                    text.push(Piece::Close(*number));
                }
            }
        }
    }
    (text, marks)
}

fn mark(tree: &Tree, node: &Node<'_>) -> Mark {
    let source = &tree.source().text;
    let (open, close) = tree.marks(node);
    let title = tree.title_range(node).and_then(|range| {
        let (place, before) = match (open.contains(&range.start), close.contains(&range.start)) {
            (true, _) => (open.start, 0),
            (_, true) => (close.start, open.len()),
            _ => return None,
        };
        Some((range.start - place + before..range.end - place + before, range.start))
    });
    let (open, close) = (source[open].to_owned(), source[close].to_owned());
    let mut address = address_of_reference(tree, node).map(|(_, address)| address);
    // Where the words are the label of the reference, their translation is none.
    let close = match matches!(&*close, "]" | "][]") {
        true => address.take().unwrap_or(close),
        false => close,
    };
    Mark { identity: identity(node), open, close, title, address }
}

fn identity(node: &Node<'_>) -> Identity {
    match &node.kind {
        Kind::Link(target) => Identity::Link(target.path.to_owned()),
        Kind::Picture(target) => Identity::Picture(target.path.to_owned()),
        Kind::Code(code) => Identity::Code((*code).to_owned()),
        Kind::Html(html) => Identity::Html((*html).to_owned()),
        Kind::FootnoteMark(label) => Identity::Footnote((*label).to_owned()),
        Kind::Strong => Identity::Strong,
        Kind::Strikethrough => Identity::Strikethrough,
        Kind::Task(is_done) => Identity::Task(*is_done),
        Kind::HardBreak => Identity::Break,
        _ => Identity::Emphasis,
    }
}

/// The texts among the arguments of a component, between placeholders for the rest of its line.
fn of_component(tree: &Tree, component: &Component) -> (InlineText, Vec<Mark>) {
    let source = &tree.source().text;
    let line = component.line.start..component.line.start + source[component.line.clone()].trim_end().len();
    let mut text = InlineText::default();
    let mut marks: Vec<Mark> = Vec::new();
    let mut from = line.start;
    let mut protect = |text: &mut InlineText, range: Range<usize>| {
        marks.push(Mark::alone(Identity::Component(marks.len()), &source[range]));
        text.push(Piece::Protected(marks.len()));
    };
    if let Ok((_, arguments)) = &component.opening {
        for (key, value, range) in &arguments.entries {
            // What is not written between quotation marks is one word, and no text.
            let start = range.start + key.len() + 2;
            let is_quoted = source[range.clone()].ends_with('"') && start < range.end;
            if let Argument::Text(words) = value
                && is_text(words)
                && is_quoted
            {
                protect(&mut text, from..start);
                text.push(Piece::Text(words.clone()));
                from = range.end - 1;
            }
        }
    }
    protect(&mut text, from..line.end);
    (text, marks)
}
