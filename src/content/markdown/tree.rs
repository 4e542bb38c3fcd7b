//! The tree of a text: blocks and inlines, each with its bytes in the author's file.
//!
//! The tree is an arena: one vector of nodes in document order, in which the descendants of a node follow it directly. A
//! node's text is a slice of the source, or, where the two differ (an entity, an escape), of one string at the side. So a
//! tree is cheap to make, to walk and to drop. Nothing here knows of readers: see the readings beside this file.

use std::ops::Range;

pub use pulldown_cmark::{Alignment, BlockQuoteKind as Alert};

use super::components::{Arguments, LineError, Name};
use crate::diagnostics::SourceText;

/// The parsed text of one version of a document. Made by [`super::parse`].
#[derive(Debug, Clone)]
pub struct Tree {
    /// The file.
    pub(super) source: SourceText,
    /// Where the text begins, in bytes of the file.
    pub(super) start: usize,
    /// Where it ends.
    pub(super) end: usize,
    pub(super) nodes: Vec<Packed>,
    /// The content of nodes that is not written like that in the source.
    pub(super) unescaped: String,
    pub(super) links: Vec<PackedLink>,
    pub(super) headings: Vec<PackedHeading>,
    pub(super) tables: Vec<Vec<Alignment>>,
    pub(super) components: Vec<Component>,
    /// Whether it has a heading of level 1, which is the level of the page's title: then all its headings move down.
    pub(super) has_level_one: bool,
}

/// The number of a node within its tree, in document order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub(super) u32);

/// A node of a tree.
#[derive(Debug, Clone, PartialEq)]
pub struct Node<'t> {
    /// Its number.
    pub id: NodeId,
    /// What it is.
    pub kind: Kind<'t>,
    /// The bytes of the file that it was written as.
    pub range: Range<usize>,
}

/// A step of a walk through a tree.
#[derive(Debug, Clone, PartialEq)]
pub enum Step<'t> {
    /// A node begins. Its children follow, and then its [`Step::Leave`]; a node that can have no children has none.
    Enter(Node<'t>),
    /// A node ends that can have children.
    Leave(Node<'t>),
}

/// What a node is. Texts are what readers see: entities are decoded, escapes and marks are gone.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind<'t> {
    /// A paragraph. The items of a tight list have their inlines without one.
    Paragraph,
    /// A heading.
    Heading {
        /// As written: 1 to 6.
        level: u8,
        /// The id that its author gave it: `{#id}`.
        own_id: Option<&'t str>,
    },
    /// A quotation, or an alert such as `> [!NOTE]`.
    Quotation(Option<Alert>),
    /// A block of code, whose children are texts.
    CodeBlock {
        /// What stands behind the opening fence; the first word names the language.
        info: &'t str,
    },
    /// A block of HTML, whose children are its lines.
    HtmlBlock,
    /// A list; an ordered one with the number of its first item.
    List(Option<u64>),
    /// An item of a list.
    Item,
    /// The text of a footnote, with its label.
    Footnote(&'t str),
    /// A list of definitions.
    DefinitionList,
    /// What is defined.
    DefinitionTitle,
    /// What defines it.
    Definition,
    /// A table, with the alignment of each column.
    Table(&'t [Alignment]),
    /// The first row of a table.
    TableHead,
    /// Another row.
    TableRow,
    /// A cell of a row.
    TableCell,
    /// A block component and its body.
    Component(&'t Component),
    /// A line `:::` that closes nothing.
    StrayEnd,
    /// A thematic break.
    Rule,
    /// Emphasis.
    Emphasis,
    /// Strong emphasis.
    Strong,
    /// What is struck out.
    Strikethrough,
    /// A link.
    Link(Target<'t>),
    /// A picture, whose children are its description.
    Picture(Target<'t>),
    /// A text.
    Text(&'t str),
    /// Code within a text.
    Code(&'t str),
    /// A line of a block of HTML, or a tag within a text.
    Html(&'t str),
    /// A line break that means nothing.
    SoftBreak,
    /// A line break that is shown.
    HardBreak,
    /// The box of a task, and whether it is ticked.
    Task(bool),
    /// The mark of a footnote, with its label.
    FootnoteMark(&'t str),
}

/// Where a link leads, or which picture is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Target<'t> {
    /// The address or path as its author meant it: `mailto:` stands before an address of `<a@b.example>`.
    pub path: &'t str,
    /// The title that browsers show when a pointer rests on it; may be empty.
    pub title: &'t str,
}

/// A block component of a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Component {
    /// The bytes of the line that opens it.
    pub line: Range<usize>,
    /// Its name and arguments, or why that line cannot be read.
    pub opening: Result<(Name, Arguments), LineError>,
    /// Whether a line `:::` closes it.
    pub is_closed: bool,
}

/// A part of the source, or, from the end of what was parsed on, of [`Tree::unescaped`].
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Slice {
    pub start: u32,
    pub length: u32,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Packed {
    pub kind: PackedKind,
    pub start: u32,
    pub end: u32,
    /// The number behind that of its last descendant.
    pub behind: u32,
}

/// A [`Kind`] whose texts and lists are offsets.
#[derive(Debug, Clone, Copy)]
pub(super) enum PackedKind {
    Paragraph,
    Heading { level: u8, attributes: Option<u32> },
    Quotation(Option<Alert>),
    CodeBlock(Slice),
    HtmlBlock,
    List(Option<u32>),
    Item,
    Footnote(Slice),
    DefinitionList,
    DefinitionTitle,
    Definition,
    Table(u32),
    TableHead,
    TableRow,
    TableCell,
    Component(u32),
    StrayEnd,
    Rule,
    Emphasis,
    Strong,
    Strikethrough,
    Link(u32),
    Picture(u32),
    Text(Slice),
    Code(Slice),
    Html(Slice),
    SoftBreak,
    HardBreak,
    Task(bool),
    FootnoteMark(Slice),
}

#[derive(Debug, Clone, Copy)]
pub(super) struct PackedLink {
    pub path: Slice,
    pub title: Slice,
}

#[derive(Debug, Clone)]
pub(super) struct PackedHeading {
    pub own_id: Option<Slice>,
    pub classes: Vec<Slice>,
    pub attributes: Vec<(Slice, Slice)>,
}

impl Tree {
    /// The file that it was made of.
    pub fn source(&self) -> &SourceText {
        &self.source
    }

    /// The bytes of the file that were parsed.
    pub fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    /// The number behind that of the last descendant of a node.
    pub(super) fn behind(&self, node: NodeId) -> NodeId {
        NodeId(self.nodes[node.0 as usize].behind)
    }

    /// The first child of a node, and its first child.
    pub(super) fn first_children(&self, node: NodeId) -> Option<(Node<'_>, Node<'_>)> {
        let end = self.behind(node).0;
        (node.0 + 2 < end).then(|| (self.node(NodeId(node.0 + 1)), self.node(NodeId(node.0 + 2))))
    }

    /// The first characters that readers see behind a line break, as far as its paragraph goes.
    pub(super) fn characters_behind(&self, line_break: NodeId) -> impl Iterator<Item = char> {
        let inlines = (line_break.0 + 1..self.nodes.len() as u32)
            .map(|id| self.node(NodeId(id)).kind)
            .take_while(|kind| kind.is_inline() && !matches!(kind, Kind::SoftBreak | Kind::HardBreak));
        inlines.flat_map(|kind| match kind {
            Kind::Text(text) => text.chars(),
            // They stand in a line like a word of Latin letters.
            Kind::Code(_) | Kind::Picture(_) => "a".chars(),
            _ => "".chars(),
        })
    }

    /// Whether a link shows its address itself: `https://a.example` or `<https://a.example>`.
    pub fn shows_address(&self, link: &Node<'_>) -> bool {
        matches!(link.kind, Kind::Link(_)) && !self.source.text[link.range.clone()].starts_with('[')
    }

    /// Whether a block holds nothing but pictures, of which one has a title: readers see titles of such pictures as captions.
    /// In the middle of a sentence, a title is what browsers show when a pointer rests on the picture.
    pub(super) fn holds_captions(&self, block: NodeId) -> bool {
        self.pictures_alone(block).is_some_and(|pictures| pictures.iter().any(|it| !it.title.is_empty()))
    }

    /// The pictures of a block that holds nothing else.
    pub(super) fn pictures_alone(&self, block: NodeId) -> Option<Vec<Target<'_>>> {
        let end = self.behind(block);
        let mut id = NodeId(block.0 + 1);
        let mut pictures = Vec::new();
        while id < end {
            match self.node(id).kind {
                Kind::SoftBreak | Kind::HardBreak => {}
                Kind::Text(text) if text.trim().is_empty() => {}
                _ => pictures.push(self.picture(id)?),
            }
            id = self.behind(id);
        }
        Some(pictures)
    }

    /// The picture that a node is, or that a link shows and nothing else.
    pub(super) fn picture(&self, id: NodeId) -> Option<Target<'_>> {
        match self.node(id).kind {
            Kind::Picture(target) => Some(target),
            Kind::Link(_) => {
                let (first, behind) = (NodeId(id.0 + 1), self.behind(id));
                match (first < behind).then(|| self.node(first).kind)? {
                    Kind::Picture(target) if self.behind(first) == behind => Some(target),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// Where the title of a picture or a link is written, without its marks. `None` if it has none, or if its escapes or entities
    /// were decoded and it stands in a definition.
    pub fn title_range(&self, node: &Node<'_>) -> Option<Range<usize>> {
        let (PackedKind::Link(link) | PackedKind::Picture(link)) = self.nodes[node.id.0 as usize].kind else {
            return None;
        };
        let Slice { start, length } = self.links[link as usize].title;
        let (start, length) = (start as usize, length as usize);
        if length == 0 || start + length <= self.end {
            return (length > 0).then_some(start..start + length);
        }
        let written = self.source.text[node.range.clone()].strip_suffix(')')?.trim_end();
        let (close, open) = written.chars().next_back().map(|c| (c, if c == ')' { '(' } else { c }))?;
        let inner = written.strip_suffix(close).filter(|_| matches!(close, '"' | '\'' | ')'))?;
        let mut places = inner.rmatch_indices(open).map(|(at, _)| at);
        let start = places.find(|at| !inner[..*at].ends_with('\\'))? + open.len_utf8();
        Some(node.range.start + start..node.range.start + inner.len())
    }

    /// The bytes of what opens an inline and of what closes it: `[` and `](/way/)` of a link. All that is written opens it if
    /// nothing is in it.
    pub fn marks(&self, node: &Node<'_>) -> (Range<usize>, Range<usize>) {
        let behind = self.behind(node.id);
        let mut child = NodeId(node.id.0 + 1);
        if child >= behind {
            return (node.range.clone(), node.range.end..node.range.end);
        }
        let start = self.node(child).range.start;
        let mut end = start;
        while child < behind {
            end = self.node(child).range.end;
            child = self.behind(child);
        }
        // The sign before an escaped character is no part of the text.
        let opening = self.source.text[node.range.start..start].trim_end_matches('\\').len();
        (node.range.start..node.range.start + opening, end..node.range.end)
    }

    /// The numbers of all nodes in document order.
    pub fn ids(&self) -> impl Iterator<Item = NodeId> + use<> {
        (0..self.nodes.len() as u32).map(NodeId)
    }

    /// The numbers of the headings in document order. A text has many more nodes, which are not looked at.
    pub fn headings(&self) -> impl Iterator<Item = NodeId> + '_ {
        self.ids_of(0..self.nodes.len(), |kind| matches!(kind, PackedKind::Heading { .. }))
    }

    /// The numbers of the blocks of HTML and of the tags within paragraphs.
    pub(super) fn html(&self) -> impl Iterator<Item = NodeId> + '_ {
        self.ids_of(0..self.nodes.len(), |kind| matches!(kind, PackedKind::HtmlBlock | PackedKind::Html(_)))
    }

    /// The numbers of the rows of a table, without its head.
    pub(super) fn rows(&self, table: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let nodes = table.0 as usize..self.behind(table).0 as usize;
        self.ids_of(nodes, |kind| matches!(kind, PackedKind::TableRow))
    }

    fn ids_of(&self, nodes: Range<usize>, is: fn(&PackedKind) -> bool) -> impl Iterator<Item = NodeId> + '_ {
        nodes.filter(move |id| is(&self.nodes[*id].kind)).map(|id| NodeId(id as u32))
    }

    /// A node by its number.
    pub fn node(&self, id: NodeId) -> Node<'_> {
        let packed = &self.nodes[id.0 as usize];
        Node { id, kind: self.kind(packed.kind), range: packed.start as usize..packed.end as usize }
    }

    /// The classes that the author of a heading gave it: `{.class}`.
    pub fn heading_classes(&self, heading: NodeId) -> impl Iterator<Item = &str> {
        let heading = self.packed_heading(heading);
        heading.into_iter().flat_map(|heading| &heading.classes).map(|class| self.slice(*class))
    }

    /// The other attributes that the author of a heading gave it: `{key=value}`.
    pub fn heading_attributes(&self, heading: NodeId) -> impl Iterator<Item = (&str, &str)> {
        let heading = self.packed_heading(heading);
        let attributes = heading.into_iter().flat_map(|heading| &heading.attributes);
        attributes.map(|(key, value)| (self.slice(*key), self.slice(*value).trim_matches(['"', '\''])))
    }

    fn packed_heading(&self, heading: NodeId) -> Option<&PackedHeading> {
        match self.nodes[heading.0 as usize].kind {
            PackedKind::Heading { attributes, .. } => Some(&self.headings[attributes? as usize]),
            _ => None,
        }
    }

    fn kind(&self, packed: PackedKind) -> Kind<'_> {
        match packed {
            PackedKind::Paragraph => Kind::Paragraph,
            PackedKind::Heading { level, attributes } => {
                let own_id = attributes.and_then(|index| self.headings[index as usize].own_id);
                Kind::Heading { level, own_id: own_id.map(|id| self.slice(id)) }
            }
            PackedKind::Quotation(alert) => Kind::Quotation(alert),
            PackedKind::CodeBlock(info) => Kind::CodeBlock { info: self.slice(info) },
            PackedKind::HtmlBlock => Kind::HtmlBlock,
            PackedKind::List(start) => Kind::List(start.map(u64::from)),
            PackedKind::Item => Kind::Item,
            PackedKind::Footnote(label) => Kind::Footnote(self.slice(label)),
            PackedKind::DefinitionList => Kind::DefinitionList,
            PackedKind::DefinitionTitle => Kind::DefinitionTitle,
            PackedKind::Definition => Kind::Definition,
            PackedKind::Table(index) => Kind::Table(&self.tables[index as usize]),
            PackedKind::TableHead => Kind::TableHead,
            PackedKind::TableRow => Kind::TableRow,
            PackedKind::TableCell => Kind::TableCell,
            PackedKind::Component(index) => Kind::Component(&self.components[index as usize]),
            PackedKind::StrayEnd => Kind::StrayEnd,
            PackedKind::Rule => Kind::Rule,
            PackedKind::Emphasis => Kind::Emphasis,
            PackedKind::Strong => Kind::Strong,
            PackedKind::Strikethrough => Kind::Strikethrough,
            PackedKind::Link(index) => Kind::Link(self.target(index)),
            PackedKind::Picture(index) => Kind::Picture(self.target(index)),
            PackedKind::Text(text) => Kind::Text(self.slice(text)),
            PackedKind::Code(code) => Kind::Code(self.slice(code)),
            PackedKind::Html(html) => Kind::Html(self.slice(html)),
            PackedKind::SoftBreak => Kind::SoftBreak,
            PackedKind::HardBreak => Kind::HardBreak,
            PackedKind::Task(done) => Kind::Task(done),
            PackedKind::FootnoteMark(label) => Kind::FootnoteMark(self.slice(label)),
        }
    }

    fn target(&self, index: u32) -> Target<'_> {
        let link = self.links[index as usize];
        Target { path: self.slice(link.path), title: self.slice(link.title) }
    }

    pub(super) fn slice(&self, slice: Slice) -> &str {
        let start = slice.start as usize;
        let (text, start) = match start.checked_sub(self.end) {
            Some(start) => (self.unescaped.as_str(), start),
            None => (&*self.source.text, start),
        };
        &text[start..start + slice.length as usize]
    }
}

impl Kind<'_> {
    /// Whether it can have children.
    pub fn is_container(&self) -> bool {
        !matches!(
            self,
            Self::StrayEnd
                | Self::Rule
                | Self::Text(_)
                | Self::Code(_)
                | Self::Html(_)
                | Self::SoftBreak
                | Self::HardBreak
                | Self::Task(_)
                | Self::FootnoteMark(_)
        )
    }

    /// Whether it stands in a line of text.
    pub fn is_inline(&self) -> bool {
        matches!(
            self,
            Self::Emphasis
                | Self::Strong
                | Self::Strikethrough
                | Self::Link(_)
                | Self::Picture(_)
                | Self::Text(_)
                | Self::Code(_)
                | Self::Html(_)
                | Self::SoftBreak
                | Self::HardBreak
                | Self::Task(_)
                | Self::FootnoteMark(_)
        )
    }
}
