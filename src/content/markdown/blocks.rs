//! The blocks of a text, each with a hash of what it says: whether a translation is still that of the text that it was made
//! of, is asked block by block.

use std::ops::Range;

use super::characters::is_of_either_width;
use super::components::Argument;
use super::spacing::is_space_between;
use super::tree::{Kind, Node, NodeId, Step, Target, Tree};
use crate::content::WordCount;

/// A block of a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Block<'t> {
    /// Its node.
    pub node: NodeId,
    /// What it is.
    pub kind: Kind<'t>,
    /// How many blocks it is in.
    pub depth: usize,
    /// Its bytes in the file.
    pub range: Range<usize>,
    /// The hash (BLAKE3) of what it says, together with the blocks in it. It changes with words, link targets, pictures,
    /// the names and arguments of components, with emphasis and with the kind of the block. It does not change with line
    /// breaks within a paragraph, with the characters that mark emphasis, items or headings (`*` or `_`), with the case of
    /// hexadecimal escapes, or with space at the end of a line.
    pub hash: blake3::Hash,
    /// How long it is, with the blocks in it.
    pub words: WordCount,
}

/// The blocks of a text in document order. A table is one block.
///
/// ```
/// use sapar::content::markdown::{blocks, parse};
/// use sapar::diagnostics::SourceText;
///
/// let hashes = |text: &str| -> Vec<_> {
///     let tree = parse(&SourceText::new("a.zh.md", text), 0);
///     blocks(&tree).into_iter().map(|block| block.hash).collect()
/// };
/// let before = hashes("# 湖\n\n*平静*，很美\n[路](/%e8/)\n");
/// assert_eq!(before, hashes("湖\n=\n\n_平静_，很美[路](/%E8/)  \n"));
/// assert_ne!(before[1], hashes("# 湖\n\n*平静*，很美\n[路](/%e9/)\n")[1]);
/// ```
pub fn blocks(tree: &Tree) -> Vec<Block<'_>> {
    let mut blocks: Vec<Block<'_>> = Vec::new();
    let mut frames: Vec<Frame> = Vec::new();
    for step in tree.walk() {
        let (node, enters) = match step {
            Step::Enter(node) => (node, true),
            Step::Leave(node) => (node, false),
        };
        if node.kind.is_inline() {
            if enters {
                begin_implicit_paragraph(&mut frames, &node);
            }
            if let Some(frame) = frames.last_mut() {
                frame.run.end = frame.run.end.max(node.range.end);
                frame.content.inline(&node, enters);
            }
            continue;
        }
        if is_row(&node.kind) {
            if let Some(frame) = frames.last_mut() {
                frame.content.mark(if enters { b'(' } else { b')' });
            }
            continue;
        }
        end_implicit_paragraph(tree, &mut blocks, &mut frames);
        if enters {
            let mut content = Content::default();
            content.kind(tree, &node);
            let run = node.range.clone();
            frames.push(Frame { block: Some(blocks.len()), content, run, words: WordCount::default() });
            blocks.push(Block {
                node: node.id,
                depth: frames.len() - 1,
                range: node.range.clone(),
                hash: blake3::Hash::from_bytes([0; 32]),
                words: WordCount::default(),
                kind: node.kind.clone(),
            });
        }
        if !enters || !node.kind.is_container() {
            let counts = !contains_blocks(&node.kind);
            end_frame(tree, &mut blocks, &mut frames, counts);
        }
    }
    blocks
}

/// A block that is open.
struct Frame {
    /// Its index; `None` for the words of an item in a tight list, which are a paragraph in a loose one.
    block: Option<usize>,
    content: Content,
    /// The bytes that its words are counted in.
    run: Range<usize>,
    words: WordCount,
}

fn begin_implicit_paragraph(frames: &mut Vec<Frame>, node: &Node<'_>) {
    if frames.last().is_some_and(|frame| frame.content.holds_blocks) {
        let mut content = Content::default();
        content.mark(b'p');
        frames.push(Frame { block: None, content, run: node.range.clone(), words: WordCount::default() });
    }
}

fn end_implicit_paragraph(tree: &Tree, blocks: &mut [Block<'_>], frames: &mut Vec<Frame>) {
    if frames.last().is_some_and(|frame| frame.block.is_none()) {
        end_frame(tree, blocks, frames, true);
    }
}

/// Closes the innermost block. Its words are counted in its bytes unless they were in the blocks in it.
fn end_frame(tree: &Tree, blocks: &mut [Block<'_>], frames: &mut Vec<Frame>, counts: bool) {
    let Some(frame) = frames.pop() else { return };
    let mut words = frame.words;
    if counts {
        words += WordCount::of_markdown(&tree.source.text[frame.run]);
    }
    let hash = blake3::hash(&frame.content.bytes);
    if let Some(outer) = frames.last_mut() {
        outer.content.mark(b'b');
        outer.content.bytes.extend_from_slice(hash.as_bytes());
        outer.words += words;
    }
    if let Some(block) = frame.block.and_then(|index| blocks.get_mut(index)) {
        (block.hash, block.words) = (hash, words);
    }
}

/// The parts of a table, which are no blocks of their own.
fn is_row(kind: &Kind<'_>) -> bool {
    matches!(kind, Kind::TableHead | Kind::TableRow | Kind::TableCell)
}

fn contains_blocks(kind: &Kind<'_>) -> bool {
    matches!(
        kind,
        Kind::Quotation(_)
            | Kind::List(_)
            | Kind::Item
            | Kind::Footnote(_)
            | Kind::DefinitionList
            | Kind::Definition
            | Kind::Component(_)
            | Kind::StrayEnd
            | Kind::Rule
    )
}

/// What a block says, as bytes: its words, and marks for all else. A mark begins with a zero byte, which is doubled in
/// words, and each text that is an argument has its length before it: so different contents are different bytes.
#[derive(Default)]
struct Content {
    bytes: Vec<u8>,
    holds_blocks: bool,
    /// Whether the content is shown as it is written.
    is_verbatim: bool,
    gap: Gap,
    /// The characters before, the nearest first: the last one, and the last that is no mark of either width.
    last: [Option<char>; 2],
    /// Space in code or HTML that means nothing if nothing follows it.
    spaces: String,
}

/// White space that was not written yet: it comes behind marks, and not at all at the end of a block.
#[derive(Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    None,
    Break,
    Space,
}

impl Content {
    fn kind(&mut self, tree: &Tree, node: &Node<'_>) {
        self.holds_blocks = contains_blocks(&node.kind);
        match &node.kind {
            Kind::Heading { level, own_id } => {
                self.mark(b'h');
                self.bytes.push(*level);
                self.argument(own_id.unwrap_or_default());
                tree.heading_classes(node.id).for_each(|class| self.argument(class));
                for (key, value) in tree.heading_attributes(node.id) {
                    self.mark(b'a');
                    self.argument(key);
                    self.argument(value);
                }
            }
            Kind::Quotation(alert) => {
                self.mark(b'q');
                self.bytes.push(alert.map_or(0, |alert| alert as u8 + 1));
            }
            Kind::CodeBlock { info } => {
                self.mark(b'c');
                self.argument(info.trim());
                self.is_verbatim = true;
            }
            Kind::HtmlBlock => {
                self.mark(b'x');
                self.is_verbatim = true;
            }
            Kind::List(start) => {
                self.mark(b'l');
                self.argument(&start.map(|start| start.to_string()).unwrap_or_default());
            }
            Kind::Footnote(label) => {
                self.mark(b'f');
                self.argument(label);
            }
            Kind::Table(alignments) => {
                self.mark(b't');
                self.bytes.extend(alignments.iter().map(|alignment| *alignment as u8 + 1));
            }
            Kind::Component(component) => {
                self.mark(b'C');
                match &component.opening {
                    Ok((name, arguments)) => {
                        self.argument(&name.text);
                        for (key, value, _) in &arguments.entries {
                            self.argument(key);
                            self.value(value);
                        }
                    }
                    Err(_) => self.argument(tree.source.text[component.line.clone()].trim_end()),
                }
            }
            Kind::Item => self.mark(b'i'),
            Kind::DefinitionList => self.mark(b'd'),
            Kind::DefinitionTitle => self.mark(b'w'),
            Kind::Definition => self.mark(b'm'),
            Kind::Rule => self.mark(b'r'),
            Kind::StrayEnd => self.mark(b'e'),
            _ => self.mark(b'p'),
        }
    }

    fn inline(&mut self, node: &Node<'_>, enters: bool) {
        match &node.kind {
            Kind::Text(text) | Kind::Html(text) if self.is_verbatim => self.verbatim(text),
            Kind::Text(text) => self.text(text),
            Kind::SoftBreak | Kind::HardBreak => self.gap = self.gap.max(Gap::Break),
            _ if !enters => self.mark(b'/'),
            Kind::Emphasis => self.mark(b'E'),
            Kind::Strong => self.mark(b'S'),
            Kind::Strikethrough => self.mark(b'D'),
            Kind::Link(target) => self.target(b'L', target),
            Kind::Picture(target) => self.target(b'P', target),
            Kind::Code(code) => self.visible(b'`', code),
            Kind::Html(html) => self.visible(b'<', &html.split_whitespace().collect::<Vec<_>>().join(" ")),
            Kind::FootnoteMark(label) => self.visible(b'^', label),
            Kind::Task(done) => self.mark(if *done { b'X' } else { b'O' }),
            _ => {}
        }
    }

    fn mark(&mut self, mark: u8) {
        self.bytes.extend([0, mark]);
    }

    fn argument(&mut self, text: &str) {
        self.bytes.extend((text.len() as u64).to_le_bytes());
        self.bytes.extend(text.as_bytes());
    }

    fn value(&mut self, value: &Argument) {
        match value {
            Argument::Text(text) => {
                self.bytes.push(b't');
                self.argument(text);
            }
            Argument::Integer(number) => {
                self.bytes.push(b'i');
                self.bytes.extend(number.to_le_bytes());
            }
            Argument::Float(number) => {
                self.bytes.push(b'f');
                self.bytes.extend(number.to_le_bytes());
            }
            Argument::Boolean(value) => self.bytes.extend([b'b', u8::from(*value)]),
        }
    }

    fn target(&mut self, mark: u8, target: &Target<'_>) {
        self.mark(mark);
        self.argument(&with_upper_case_escapes(target.path));
        self.argument(target.title);
    }

    /// Something that stands in a line like a word.
    fn visible(&mut self, mark: u8, content: &str) {
        self.end_gap('a');
        self.mark(mark);
        self.argument(content);
    }

    fn text(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                ' ' | '\t' | '\r' | '\n' => self.gap = Gap::Space,
                c => {
                    self.end_gap(c);
                    self.push(c);
                }
            }
        }
    }

    /// Code or HTML, but for space at the ends of its lines, and lines at its end.
    fn verbatim(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                ' ' | '\t' | '\r' => self.spaces.push(c),
                '\n' => {
                    self.spaces.truncate(self.spaces.trim_end_matches([' ', '\t', '\r']).len());
                    self.spaces.push(c);
                }
                c => {
                    self.bytes.extend(std::mem::take(&mut self.spaces).as_bytes());
                    self.push(c);
                }
            }
        }
    }

    fn end_gap(&mut self, next: char) {
        let gap = std::mem::take(&mut self.gap);
        let is_space = match (gap, self.last) {
            (Gap::None, _) | (_, [None, _]) => false,
            (Gap::Space, _) => true,
            (Gap::Break, last) => is_space_between(last.into_iter().flatten(), [next]),
        };
        if is_space {
            self.bytes.push(b' ');
        }
        self.last = [Some(next), if is_of_either_width(next) { self.last[1] } else { Some(next) }];
    }

    fn push(&mut self, c: char) {
        if c == '\0' {
            self.bytes.push(0);
        }
        self.bytes.extend(c.encode_utf8(&mut [0; 4]).as_bytes());
    }
}

/// A path in which `%e8` is `%E8`.
fn with_upper_case_escapes(path: &str) -> String {
    let mut result = String::with_capacity(path.len());
    let mut rest = path;
    while let Some(at) = rest.find('%') {
        result.push_str(&rest[..=at]);
        rest = &rest[at + 1..];
        if let Some(digits) =
            rest.get(..2).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
        {
            result.push_str(&digits.to_ascii_uppercase());
            rest = &rest[2..];
        }
    }
    result + rest
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::content::markdown::parse;
    use crate::diagnostics::SourceText;

    /// The hashes of the blocks that are in no other.
    fn hashes(text: &str) -> Vec<blake3::Hash> {
        let tree = parse(&SourceText::new("a.md", text), 0);
        blocks(&tree).into_iter().filter(|block| block.depth == 0).map(|block| block.hash).collect()
    }

    #[test]
    fn a_hash_does_not_see_how_a_text_is_written() {
        for (one, other) in [
            ("a *b* **c** d", "a\n_b_ __c__\nd   "),
            ("a b", "a  \nb"),
            ("甲，乙丙", "甲，\n乙\n丙"),
            ("[a](/%d0%bb?x)", "[a](/%D0%BB?x)"),
            ("[a](/b \"T\") ![p](q.jpg)", "[a] ![p]\n\n[a]: /b 'T'\n[p]: q.jpg"),
            ("# A\n\n---", "A\n===\n\n***"),
            ("- a\n- b", "* a\n\n* b"),
            ("&amp; \\*", "&#38; &#42;"),
            ("    a  b \n    c", "```\na  b\nc  \n```"),
            (":::note a=\"b\"\nc\n:::", "::::  note   a=\"b\"  \n\nc\n\n:::"),
            ("a\r\nb\r\n\r\n| c |\r\n|--|", "a b\n\n|c|\n|-|"),
        ] {
            assert_eq!(hashes(one), hashes(other), "{one}\n\n{other}");
        }
    }

    #[test]
    fn a_hash_sees_what_a_text_says() {
        for (one, other) in [
            ("a b", "ab"),
            ("甲 乙", "甲乙"),
            ("a *b*", "a **b**"),
            ("a *b*", "a b"),
            ("[a](/b)", "[a](/c)"),
            ("[a](/b \"T\")", "[a](/b)"),
            ("![a](b.jpg)", "![a](c.jpg)"),
            ("![a](b.jpg)", "![c](b.jpg)"),
            ("![a](b.jpg)", "[a](b.jpg)"),
            ("`a`", "a"),
            ("# a", "## a"),
            ("# a", "# a {#b}"),
            ("- a", "1. a"),
            ("> a", "a"),
            ("> [!NOTE]\n> a", "> [!TIP]\n> a"),
            ("```rust\na\n```", "```\na\n```"),
            ("    a\n    b", "    a b"),
            (":::a\n:::", ":::b\n:::"),
            (":::a x=1\n:::", ":::a x=2\n:::"),
            (":::a x=1\n:::", ":::a y=1\n:::"),
            (":::a x=1\n:::", ":::a x=\"1\"\n:::"),
            (":::a\nb\n:::", ":::a\nc\n:::"),
            ("a[^1]\n\n[^1]: b", "a[^1]\n\n[^1]: c"),
            ("| a |\n|---|\n| b |", "| a |\n|---|\n| c |"),
            ("| a |\n|---|\n| b | c |", "| a |\n|---|\n| b c |"),
            ("<b>a</b>", "<i>a</i>"),
            ("<div>\na\n</div>", "<div>\nb\n</div>"),
        ] {
            assert_ne!(hashes(one), hashes(other), "{one}\n\n{other}");
        }
    }

    #[test]
    fn blocks_know_their_places_and_their_words() {
        let text = "# One two\n\n- three\n  four\n\n  > five\n\n:::note a=\"six\"\n七八\n:::\n";
        let tree = parse(&SourceText::new("a.md", text), 0);
        let blocks = blocks(&tree);
        let shown: Vec<_> = blocks
            .iter()
            .map(|block| (block.depth, &text[block.range.clone()], block.words.total()))
            .collect();
        let item = "- three\n  four\n\n  > five\n";
        assert_eq!(
            shown.iter().map(|(depth, text, words)| (*depth, text.trim_end(), *words)).collect::<Vec<_>>(),
            [
                (0, "# One two", 2),
                (0, item.trim_end(), 3),
                (1, item.trim_end(), 3),
                (2, "three\n  four", 2),
                (2, "> five", 1),
                (3, "five", 1),
                (0, ":::note a=\"six\"\n七八\n:::", 2),
                (1, "七八", 2),
            ]
        );
        let total: u32 =
            blocks.iter().filter(|block| block.depth == 0).map(|block| block.words.total()).sum();
        assert_eq!(total, WordCount::of_markdown(text).total());
    }

    /// Words, and how they may be set apart: by a space, or by a line break.
    fn paragraph() -> impl Strategy<Value = Vec<(String, bool)>> {
        let word = prop_oneof![
            "[a-zқә]{1,4}",
            "\\*[a-z]{1,3}\\*",
            "\\[[a-z]{1,3}\\]\\(/%d0%[ab][0-9a-f]/\\)",
            "`[a-z]`"
        ];
        prop::collection::vec((word, any::<bool>()), 1..12)
    }

    proptest! {
        #[test]
        fn a_hash_changes_with_the_words_alone(words in paragraph(), changed in any::<prop::sample::Index>()) {
            let plain: String = words.iter().map(|(word, _)| format!("{word} ")).collect();
            let rewritten: String = words
                .iter()
                .map(|(word, wraps)| {
                    let word = match word.starts_with('*') {
                        true => word.replace('*', "_"),
                        false => word.replace("%d0", "%D0"),
                    };
                    word + if *wraps { "\n" } else { " " }
                })
                .collect();
            prop_assert_eq!(hashes(&plain), hashes(&rewritten));
            let mut others = words.clone();
            let word = &mut others[changed.index(words.len())].0;
            let second = word.char_indices().nth(1).map_or(word.len(), |(at, _)| at);
            word.insert(second, 'ж');
            let other: String = others.iter().map(|(word, _)| format!("{word} ")).collect();
            prop_assert_ne!(hashes(&plain), hashes(&other), "{} {}", plain, other);
        }
    }
}
