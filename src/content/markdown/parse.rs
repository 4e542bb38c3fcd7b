//! A text becomes a [`Tree`]: the parser's events, unmasked and joined with the block components.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, LinkType, Tag};

use super::addresses::may_hold_address;
use super::bare_links::{OpenElement, link_addresses};
use super::components::{Line, read_line};
use super::mask::{Masked, Unmasked};
use super::tree::{Component, Packed, PackedHeading, PackedKind, PackedLink, Slice, Tree};
use crate::diagnostics::SourceText;

/// How much of a file is read. The offsets of a tree have 32 bits; what remains of them is for texts that were decoded.
const MAX_BYTES: usize = 1 << 30;

/// Parses the part of a file from the byte `start` on, behind its front matter. Every text is Markdown, so that this
/// cannot fail; of a file of more than 1 GiB only the first is read.
///
/// ```
/// use sapar::content::markdown::{Kind, Step, parse};
/// use sapar::diagnostics::SourceText;
///
/// let source = SourceText::new("index.kk.md", "+++\n+++\n## Жол\n\nКөлге *жаяу*.\n");
/// let tree = parse(&source, "+++\n+++\n".len());
/// let blocks: Vec<&str> = tree
///     .walk()
///     .filter_map(|step| match step {
///         Step::Enter(node) if !node.kind.is_inline() => Some(source.text[node.range].trim_end()),
///         _ => None,
///     })
///     .collect();
/// assert_eq!(blocks, ["## Жол", "Көлге *жаяу*."]);
/// ```
pub fn parse(source: &SourceText, start: usize) -> Tree {
    let text = source.text.get(start..source.text.floor_char_boundary(MAX_BYTES)).unwrap_or_default();
    let masked = Masked::new(text);
    let tree = Tree {
        source: source.clone(),
        start,
        end: start + text.len(),
        // A node for about 16 bytes of prose.
        nodes: Vec::with_capacity(text.len() / 16),
        unescaped: String::new(),
        links: Vec::new(),
        headings: Vec::new(),
        tables: Vec::new(),
        components: Vec::new(),
        has_level_one: false,
    };
    let mut builder = Builder {
        masked: &masked,
        may_hold_address: may_hold_address(&tree.source.text[start..tree.end]),
        tree,
        open: Vec::new(),
        texts: None,
        without_links: 0,
        html_block: None,
        element: OpenElement::default(),
    };
    for (event, range) in masked.events() {
        builder.event(event, range);
    }
    builder.end_texts();
    while builder.closes_component() {}
    builder.tree
}

/// Puts the parser's events into a tree.
struct Builder<'m> {
    masked: &'m Masked<'m>,
    tree: Tree,
    /// The numbers of the nodes that are open, the innermost last.
    open: Vec<u32>,
    /// Whether a bare address stands anywhere in the text. Most texts have none, so that nothing is looked for in them.
    may_hold_address: bool,
    /// The first of the texts that were pushed last.
    texts: Option<usize>,
    /// How many nodes are open in which an address is no link: links, pictures, code, HTML.
    without_links: usize,
    /// The lines of the block of HTML that is open.
    html_block: Option<String>,
    element: OpenElement,
}

impl Builder<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        if !matches!(event, Event::Text(_)) {
            self.end_texts();
        }
        match event {
            Event::Start(tag) => {
                let kind = self.container(tag, &range);
                let node = self.push(kind, &range);
                self.open.push(node);
                self.without_links += usize::from(is_without_links(kind));
                if matches!(kind, PackedKind::HtmlBlock) {
                    self.html_block = Some(String::new());
                }
            }
            Event::End(_) => {
                // A component that was opened in a list item or the like ends with it at the latest.
                while self.closes_component() {}
                self.close();
            }
            Event::Text(text) => {
                self.texts.get_or_insert(self.tree.nodes.len());
                // The parser counts the end of the line to a backslash before it that breaks no line.
                let is_with_line_end = &*text == "\\" && matches!(range.len(), 2 | 3);
                let range = if is_with_line_end { range.start..range.start + 1 } else { range };
                self.leaf(PackedKind::Text, &text, &range);
            }
            Event::Code(code) => self.leaf(PackedKind::Code, &code, &range),
            Event::Html(html) | Event::InlineHtml(html) => {
                match &mut self.html_block {
                    Some(block) => block.push_str(&html),
                    None => self.element.follow(&html, false),
                }
                self.leaf(PackedKind::Html, &html, &range);
            }
            Event::FootnoteReference(label) => self.leaf(PackedKind::FootnoteMark, &label, &range),
            Event::SoftBreak => drop(self.push(PackedKind::SoftBreak, &range)),
            Event::HardBreak => drop(self.push(PackedKind::HardBreak, &range)),
            Event::TaskListMarker(done) => {
                let task = self.push(PackedKind::Task(done), &range);
                self.begin_by(self.tree.nodes[task as usize].start);
            }
            Event::Rule => match self.masked.line_at(range.start) {
                Some(line) => self.component_line(line),
                None => drop(self.push(PackedKind::Rule, &range)),
            },
            // Their options are off.
            Event::InlineMath(text) | Event::DisplayMath(text) => self.leaf(PackedKind::Text, &text, &range),
        }
    }

    fn container(&mut self, tag: Tag<'_>, range: &Range<usize>) -> PackedKind {
        match tag {
            Tag::Paragraph => PackedKind::Paragraph,
            Tag::Heading { level, id, classes, attrs } => {
                self.tree.has_level_one |= level == HeadingLevel::H1;
                let is_plain = id.is_none() && classes.is_empty() && attrs.is_empty();
                let attributes = (!is_plain).then(|| {
                    let own_id = id.map(|id| self.slice(&id, range));
                    let classes = classes.iter().map(|class| self.slice(class, range)).collect();
                    let attributes = attrs.iter().map(|(key, value)| {
                        let value = value.as_deref().unwrap_or_default();
                        (self.slice(key, range), self.slice(value, range))
                    });
                    let attributes = attributes.collect();
                    self.tree.headings.push(PackedHeading { own_id, classes, attributes });
                    self.tree.headings.len() as u32 - 1
                });
                PackedKind::Heading { level: level as u8, attributes }
            }
            Tag::BlockQuote(alert) => PackedKind::Quotation(alert),
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => PackedKind::CodeBlock(self.slice(&info, range)),
            Tag::CodeBlock(CodeBlockKind::Indented) => PackedKind::CodeBlock(Slice::default()),
            Tag::HtmlBlock | Tag::MetadataBlock(_) => PackedKind::HtmlBlock,
            // The parser takes at most nine digits.
            Tag::List(start) => PackedKind::List(start.map(|start| start as u32)),
            Tag::Item => PackedKind::Item,
            Tag::FootnoteDefinition(label) => PackedKind::Footnote(self.slice(&label, range)),
            Tag::DefinitionList => PackedKind::DefinitionList,
            Tag::DefinitionListTitle => PackedKind::DefinitionTitle,
            Tag::DefinitionListDefinition => PackedKind::Definition,
            Tag::Table(alignments) => {
                self.tree.tables.push(alignments);
                PackedKind::Table(self.tree.tables.len() as u32 - 1)
            }
            Tag::TableHead => PackedKind::TableHead,
            Tag::TableRow => PackedKind::TableRow,
            Tag::TableCell => PackedKind::TableCell,
            Tag::Emphasis | Tag::Superscript | Tag::Subscript => PackedKind::Emphasis,
            Tag::Strong => PackedKind::Strong,
            Tag::Strikethrough => PackedKind::Strikethrough,
            Tag::Link { link_type: LinkType::Email, dest_url, title, .. } => {
                PackedKind::Link(self.link(&format!("mailto:{dest_url}"), &title, range))
            }
            Tag::Link { dest_url, title, .. } => PackedKind::Link(self.link(&dest_url, &title, range)),
            Tag::Image { dest_url, title, .. } => PackedKind::Picture(self.link(&dest_url, &title, range)),
        }
    }

    fn link(&mut self, path: &str, title: &str, range: &Range<usize>) -> u32 {
        let link = PackedLink { path: self.slice(path, range), title: self.slice(title, range) };
        self.tree.links.push(link);
        self.tree.links.len() as u32 - 1
    }

    fn component_line(&mut self, line: Range<usize>) {
        let line = line.start + self.tree.start..line.end + self.tree.start;
        let opening = match read_line(&self.tree.source.text[line.clone()], line.start) {
            Line::Open(name, arguments) => Ok((name, arguments)),
            Line::Broken(error) => Err(error),
            Line::Close => {
                if let Some(component) = self.innermost_component() {
                    self.tree.components[component].is_closed = true;
                    self.extend(line.end as u32);
                    self.close();
                } else {
                    self.push_at(PackedKind::StrayEnd, line.start as u32, line.end as u32);
                }
                return;
            }
        };
        let index = self.tree.components.len() as u32;
        let node = self.push_at(PackedKind::Component(index), line.start as u32, line.end as u32);
        self.tree.components.push(Component { line, opening, is_closed: false });
        self.open.push(node);
    }

    /// The component whose body this is, unless another block is open in it.
    fn innermost_component(&self) -> Option<usize> {
        match self.tree.nodes[*self.open.last()? as usize].kind {
            PackedKind::Component(index) => Some(index as usize),
            _ => None,
        }
    }

    /// Closes the innermost node where that is a component: its end is missing.
    fn closes_component(&mut self) -> bool {
        let is_component = self.innermost_component().is_some();
        if is_component {
            self.close();
        }
        is_component
    }

    /// Closes the innermost node.
    fn close(&mut self) {
        let behind = self.tree.nodes.len() as u32;
        if let Some(node) = self.open.pop() {
            let node = &mut self.tree.nodes[node as usize];
            node.behind = behind;
            let (kind, end) = (node.kind, node.end);
            self.extend(end);
            self.without_links -= usize::from(is_without_links(kind));
            if !is_inline(kind) {
                self.element.end_block();
            }
            if let Some(html) = self.html_block.take_if(|_| matches!(kind, PackedKind::HtmlBlock)) {
                self.element.follow(&html, true);
            }
        }
    }

    /// The texts that stand side by side end here.
    fn end_texts(&mut self) {
        let texts = self.texts.take();
        if self.may_hold_address
            && self.without_links == 0
            && !self.element.is_open()
            && let Some(first) = texts
        {
            link_addresses(&mut self.tree, first);
        }
    }

    /// Has the innermost node reach to `end` at least. The parser knows no components, whose ends it therefore cannot tell;
    /// and it ends some blocks before the last of their children.
    fn extend(&mut self, end: u32) {
        if let Some(node) = self.open.last() {
            let node = &mut self.tree.nodes[*node as usize];
            node.end = node.end.max(end);
        }
    }

    /// Has the innermost node begin at `start` at the latest. In a list with blank lines between its items, the parser puts the
    /// box of a task into the paragraph behind it.
    fn begin_by(&mut self, start: u32) {
        if let Some(node) = self.open.last() {
            let node = &mut self.tree.nodes[*node as usize];
            node.start = node.start.min(start);
        }
    }

    fn leaf(&mut self, kind: fn(Slice) -> PackedKind, content: &str, range: &Range<usize>) {
        let content = self.slice(content, range);
        // Where nothing but a masked character stood, nothing stands.
        if content.length > 0 {
            self.push(kind(content), range);
        }
    }

    fn push(&mut self, kind: PackedKind, range: &Range<usize>) -> u32 {
        let original = |masked| (self.masked.offset(masked) + self.tree.start) as u32;
        let (start, end) = (original(range.start), original(range.end));
        self.push_at(kind, start, end)
    }

    fn push_at(&mut self, kind: PackedKind, start: u32, end: u32) -> u32 {
        let node = self.tree.nodes.len() as u32;
        self.tree.nodes.push(Packed { kind, start, end, behind: node + 1 });
        self.extend(end);
        node
    }

    /// The author's words for what the parser made of the bytes `range`.
    fn slice(&mut self, content: &str, range: &Range<usize>) -> Slice {
        if content.is_empty() {
            return Slice::default();
        }
        match self.masked.unmask(content, range) {
            Unmasked::Original(original) => {
                Slice { start: (original.start + self.tree.start) as u32, length: original.len() as u32 }
            }
            Unmasked::Decoded(text) => {
                let start = self.tree.end + self.tree.unescaped.len();
                self.tree.unescaped.push_str(&text);
                Slice { start: start as u32, length: text.len() as u32 }
            }
        }
    }
}

/// Whether an address within a node is no link.
fn is_without_links(kind: PackedKind) -> bool {
    matches!(
        kind,
        PackedKind::Link(_) | PackedKind::Picture(_) | PackedKind::CodeBlock(_) | PackedKind::HtmlBlock
    )
}

/// Whether a node that can have children stands in a line of text.
fn is_inline(kind: PackedKind) -> bool {
    matches!(
        kind,
        PackedKind::Emphasis
            | PackedKind::Strong
            | PackedKind::Strikethrough
            | PackedKind::Link(_)
            | PackedKind::Picture(_)
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::content::markdown::{Kind, Step};

    /// What Markdown is made of.
    const PIECES: &str = "(\n|\n\n| |\t|\r\n|\\*|\\*\\*|_|~~|`|```|# |## |- |1\\. |> |> \\[!NOTE\\]\n|    |---\n|===\n|\\[|\\]|\\]\\(/a/\\)|!\\[|\
        \\[\\^1\\]|\\[\\^1\\]: |\\[x\\]: /y|\\[ \\] |\\{#id\\}|\\| a \\| b \\|\n\\|---\\|---\\|\n|\\||: |<b>|</b>|<!-- more -->|<div>\n|\\\\|&amp;|:::|:::note a=1\n|:::\n|\
        注意：|（|«|»|көл|ab|\\PC){0,40}";

    fn tree(text: &str) -> Tree {
        parse(&SourceText::new("a.md", text), 0)
    }

    #[test]
    fn the_paragraph_of_a_task_begins_with_its_box() {
        let text = "- [ ] Жол\n\n- [x] Көл\n";
        let tree = tree(text);
        let paragraphs = tree.walk().filter_map(|step| match step {
            Step::Enter(node) if matches!(node.kind, Kind::Paragraph) => Some(text[node.range].trim_end()),
            _ => None,
        });
        assert_eq!(paragraphs.collect::<Vec<_>>(), ["[ ] Жол", "[x] Көл"]);
    }

    #[test]
    fn the_box_of_a_task_is_where_it_is_written() {
        for text in ["- [ ] Жол\n", "1. \t[ ] Жол\n", "-\t[x] Жол\n", " 1. \t[ ] ", "- a\n\t- [x]\tЖол\n"]
        {
            let tree = tree(text);
            let boxes = tree.walk().filter_map(|step| match step {
                Step::Enter(node) if matches!(node.kind, Kind::Task(_)) => Some(&text[node.range]),
                _ => None,
            });
            let expected = if text.contains('x') { "[x]" } else { "[ ]" };
            assert_eq!(boxes.collect::<Vec<_>>(), [expected], "{text:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn no_bytes_make_the_parser_fail(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            tree(&String::from_utf8_lossy(&bytes));
        }

        #[test]
        fn ranges_of_nodes_nest(text in PIECES) {
            let tree = tree(&text);
            let mut open = vec![tree.range()];
            for step in tree.walk() {
                match step {
                    Step::Enter(node) => {
                        let outer = open.last().expect("the text");
                        prop_assert!(
                            outer.start <= node.range.start && node.range.end <= outer.end,
                            "{:?} in {:?}", node, outer
                        );
                        prop_assert!(text.get(node.range.clone()).is_some());
                        if node.kind.is_container() {
                            open.push(node.range);
                        }
                    }
                    Step::Leave(_) => drop(open.pop()),
                }
            }
            prop_assert_eq!(open.len(), 1);
        }

        #[test]
        fn ranges_cover_what_they_say(text in PIECES) {
            for step in tree(&text).walk() {
                let Step::Enter(node) = step else { continue };
                let written = &text[node.range.clone()];
                match node.kind {
                    // Entities are decoded; tabs and the margin of code become spaces; line breaks become the same.
                    Kind::Text(shown) if !shown.trim().is_empty() && !written.contains(['&', '\t', '\r', '\0']) => {
                        prop_assert_eq!(shown, written);
                    }
                    Kind::Code(_) => prop_assert!(written.starts_with('`') && written.ends_with('`')),
                    Kind::Strong => prop_assert!(written.starts_with("**") || written.starts_with("__")),
                    Kind::Strikethrough => prop_assert!(written.starts_with('~') && written.ends_with('~')),
                    Kind::Picture(_) => prop_assert!(written.starts_with("![")),
                    Kind::Component(component) => {
                        prop_assert!(written.starts_with(":::"));
                        prop_assert!(!component.is_closed || written.trim_end().ends_with(":::"));
                    }
                    Kind::StrayEnd => prop_assert!(written.chars().all(|c| c == ':')),
                    Kind::Task(_) => prop_assert!(written.starts_with('[') && written.ends_with(']')),
                    Kind::FootnoteMark(label) => prop_assert!(written.contains(label)),
                    _ => {}
                }
            }
        }
    }
}
