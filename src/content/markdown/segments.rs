//! A text as segments to translate, in which all that is no words is protected.
//!
//! Translators see a numbered placeholder for each part that they may move, and not change: code, HTML, the mark of a
//! footnote, the beginning and the end of a link. The formats for their programs (PO, XLIFF) are not written here.

use std::ops::Range;

use super::block_content::Content;
use super::spacing::is_space_between;
use super::tree::{Kind, Node, Step, Tree};

/// A line of text to translate: a paragraph, a heading, an item of a list, a cell of a table, the title of a picture or a link.
#[derive(Debug, Clone, PartialEq)]
pub struct Segment<'t> {
    /// The innermost block that it stands in.
    pub block: Kind<'t>,
    /// Whether it is the title of a picture or a link.
    pub is_title: bool,
    /// The bytes of the file that a translation would replace.
    pub range: Range<usize>,
    /// What separates its lines: line breaks that mean nothing, with the marks of the quotation or the indentation of the list
    /// that it stands in; bytes of the file.
    breaks: Vec<Range<usize>>,
    /// The hash (BLAKE3) of what it says. As that of a [block](super::Block), it does not see how the text is written; it does
    /// not see either what block it stands in, nor titles, which are segments of their own.
    pub hash: blake3::Hash,
    /// Its parts in their order.
    pub parts: Vec<Part<'t>>,
}

/// A part of a segment.
#[derive(Debug, Clone, PartialEq)]
pub enum Part<'t> {
    /// Words to translate.
    Text(&'t str),
    /// The beginning of an emphasis, a link or a picture, whose words follow, with its number within the segment.
    Open(usize, Node<'t>),
    /// The end of what began under this number.
    Close(usize),
    /// What stays as it is, with its number within the segment.
    Protected(usize, Node<'t>),
}

/// The segments of a text in their order. Blocks of code and of HTML are none. The titles of pictures, which are their captions,
/// and of links stand behind the segment that the pictures and links are in.
///
/// ```
/// use sapar::content::markdown::{parse, segments};
/// use sapar::diagnostics::SourceText;
///
/// let source = SourceText::new("a.kk.md", "## Жол\n\nКөлге [*жаяу*\nжол](/way/) `42`.\n");
/// let tree = parse(&source, 0);
/// let texts: Vec<_> = segments(&tree).iter().map(|segment| segment.with_placeholders()).collect();
/// assert_eq!(texts, ["Жол", "Көлге {1}{2}жаяу{/2} жол{/1} {3}."]);
/// ```
pub fn segments(tree: &Tree) -> Vec<Segment<'_>> {
    let mut segments = Vec::new();
    let mut open: Option<OpenSegment<'_>> = None;
    let mut blocks: Vec<Kind<'_>> = Vec::new();
    for step in tree.walk() {
        match step {
            Step::Enter(node) if !node.kind.is_inline() => {
                segments.extend(open.take().into_iter().flat_map(OpenSegment::close));
                if node.kind.is_container() {
                    blocks.push(node.kind);
                }
            }
            Step::Leave(node) if !node.kind.is_inline() => {
                segments.extend(open.take().into_iter().flat_map(OpenSegment::close));
                blocks.pop();
            }
            _ if matches!(blocks.last(), Some(Kind::CodeBlock { .. } | Kind::HtmlBlock)) => {}
            Step::Enter(node) => {
                let block = || blocks.last().cloned().unwrap_or(Kind::Paragraph);
                open.get_or_insert_with(|| OpenSegment::new(block(), &node)).enter(tree, node);
            }
            Step::Leave(node) => {
                if let Some(open) = &mut open {
                    open.leave(&node);
                }
            }
        }
    }
    segments.extend(open.into_iter().flat_map(OpenSegment::close));
    segments.retain(|segment| {
        segment.parts.iter().any(|part| matches!(part, Part::Text(text) if !text.trim().is_empty()))
    });
    segments
}

/// A segment whose end is not reached yet, with the titles of its pictures and links.
struct OpenSegment<'t> {
    segment: Segment<'t>,
    titles: Vec<Segment<'t>>,
    content: Content,
    /// The numbers of the inlines that are open.
    open: Vec<usize>,
    count: usize,
    /// Where a line ended whose next one has not begun yet.
    line_end: Option<usize>,
}

impl<'t> OpenSegment<'t> {
    fn new(block: Kind<'t>, first: &Node<'t>) -> Self {
        Self {
            segment: Segment::new(block, first.range.clone()),
            titles: Vec::new(),
            content: Content::without_titles(),
            open: Vec::new(),
            count: 0,
            line_end: None,
        }
    }

    fn enter(&mut self, tree: &'t Tree, node: Node<'t>) {
        self.titles.extend(title(tree, &node, &self.segment.block));
        self.content.inline(&node, true);
        self.segment.range.end = self.segment.range.end.max(node.range.end);
        if let Some(end) = self.line_end.take() {
            self.segment.breaks.push(end..node.range.start.max(end));
        }
        let part = match node.kind {
            Kind::Text(text) => Part::Text(text),
            // Whether it is a space, is seen when the next part is known.
            Kind::SoftBreak => {
                self.line_end = Some(node.range.start);
                Part::Text("\n")
            }
            _ => {
                self.count += 1;
                match node.kind.is_container() {
                    true => {
                        self.open.push(self.count);
                        Part::Open(self.count, node)
                    }
                    false => Part::Protected(self.count, node),
                }
            }
        };
        self.segment.parts.push(part);
    }

    fn leave(&mut self, node: &Node<'t>) {
        self.content.inline(node, false);
        if let Some(number) = self.open.pop() {
            self.segment.parts.push(Part::Close(number));
        }
    }

    /// The segment, and behind it the titles.
    fn close(mut self) -> impl Iterator<Item = Segment<'t>> {
        join_lines(&mut self.segment);
        self.segment.hash = blake3::hash(&self.content.bytes);
        std::iter::once(self.segment).chain(self.titles)
    }
}

/// The title of a picture or a link.
fn title<'t>(tree: &'t Tree, node: &Node<'t>, block: &Kind<'t>) -> Option<Segment<'t>> {
    let (Kind::Picture(target) | Kind::Link(target)) = node.kind else { return None };
    let range = tree.title_range(node).filter(|_| !target.title.trim().is_empty())?;
    let mut content = Content::default();
    content.inline(&Node { kind: Kind::Text(target.title), ..node.clone() }, true);
    Some(Segment {
        is_title: true,
        parts: vec![Part::Text(target.title)],
        hash: blake3::hash(&content.bytes),
        ..Segment::new(block.clone(), range)
    })
}

/// Where that stands which closes a link or a picture by reference, such as `][way]`, and what closes one that names its
/// address: `](/way/)`. Returns `None` for all else.
pub fn address_of_reference(tree: &Tree, node: &Node<'_>) -> Option<(Range<usize>, String)> {
    let (Kind::Picture(target) | Kind::Link(target)) = node.kind else { return None };
    let (_, close) = tree.marks(node);
    let written = &tree.source.text[close.clone()];
    if !(written.starts_with(']') && written.ends_with(']')) {
        return None;
    }
    let is_plain =
        |c: char| !(c.is_whitespace() || c.is_control() || matches!(c, '(' | ')' | '<' | '>' | '\\'));
    let address = match !target.path.is_empty() && target.path.chars().all(is_plain) {
        true => target.path.to_owned(),
        false => {
            let escaped = |c: char| matches!(c, '<' | '>' | '\\').then_some('\\').into_iter().chain([c]);
            format!("<{}>", target.path.chars().flat_map(escaped).collect::<String>())
        }
    };
    Some((close, format!("]({address})")))
}

/// Line breaks that mean nothing become spaces where words are set apart by spaces, and nothing where they are not.
fn join_lines(segment: &mut Segment<'_>) {
    let texts: Vec<(usize, &str)> = segment
        .parts
        .iter()
        .enumerate()
        .filter_map(|(index, part)| if let Part::Text(text) = part { Some((index, *text)) } else { None })
        .collect();
    for (nth, (index, text)) in texts.iter().enumerate() {
        if *text != "\n" {
            continue;
        }
        let before = nth.checked_sub(1).map_or("", |nth| texts[nth].1);
        let behind = texts.get(nth + 1).map_or("", |(_, text)| text);
        let is_space = is_space_between(before.chars().rev(), behind.chars());
        segment.parts[*index] = Part::Text(if is_space { " " } else { "" });
    }
}

impl<'t> Segment<'t> {
    fn new(block: Kind<'t>, range: Range<usize>) -> Self {
        let hash = blake3::Hash::from_bytes([0; 32]);
        Self { block, is_title: false, range, breaks: Vec::new(), hash, parts: Vec::new() }
    }

    /// It as Markdown in one line, as its author has written it but for line breaks that mean nothing, and for links by
    /// reference, which name their addresses: so it says everything that its hash sees.
    pub fn markdown(&self, tree: &Tree) -> String {
        let text = &*tree.source.text;
        let breaks = self.breaks.iter().map(|gap| (gap.clone(), None));
        let references = self.parts.iter().filter_map(|part| match part {
            Part::Open(_, node) => {
                address_of_reference(tree, node).map(|(range, address)| (range, Some(address)))
            }
            _ => None,
        });
        let mut replaced: Vec<(Range<usize>, Option<String>)> = breaks.chain(references).collect();
        replaced.retain(|(range, _)| range.end <= self.range.end);
        replaced.sort_by_key(|(range, _)| range.start);
        let mut line = String::with_capacity(self.range.len());
        let mut from = self.range.start;
        for (range, address) in replaced {
            if range.start < from {
                continue;
            }
            match address {
                Some(address) => {
                    line.push_str(&text[from..range.start]);
                    line.push_str(&address);
                }
                None => {
                    line.push_str(text[from..range.start].trim_end());
                    if is_space_between(line.chars().rev(), text[range.end..self.range.end].chars()) {
                        line.push(' ');
                    }
                }
            }
            from = range.end;
        }
        line.push_str(&text[from..self.range.end]);
        // A hard break stays as the space that it is to a reader of one line.
        match line.contains('\n') {
            true => line.split_whitespace().collect::<Vec<_>>().join(" "),
            false => line,
        }
    }

    /// The words with `{1}` … `{/1}` around the words of parts that have some, and `{2}` for those that have none.
    pub fn with_placeholders(&self) -> String {
        let mut text = String::new();
        for part in &self.parts {
            match part {
                Part::Text(words) => text.push_str(words),
                Part::Open(number, _) | Part::Protected(number, _) => text.push_str(&format!("{{{number}}}")),
                Part::Close(number) => text.push_str(&format!("{{/{number}}}")),
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::markdown::parse;
    use crate::diagnostics::SourceText;

    /// The segments of a text, each with the bytes that a translation would replace.
    fn shown(text: &str) -> Vec<(String, String)> {
        let source = SourceText::new("a.ru.md", text);
        let tree = parse(&source, 0);
        let segments = segments(&tree);
        let shown = segments.iter().map(|it| (it.with_placeholders(), text[it.range.clone()].to_owned()));
        shown.collect()
    }

    #[test]
    fn a_segment_is_one_line_of_markdown_and_its_hash_sees_what_it_says() {
        let read = |text: &str| {
            let source = SourceText::new("a.ru.md", text);
            let tree = parse(&source, 0);
            let segments = segments(&tree);
            segments.iter().map(|it| (it.markdown(&tree), it.hash)).collect::<Vec<_>>()
        };
        for (text, other, line) in [
            (
                "> Озеро *в\n> горах* и\n> [путь](/way/)\n",
                "Озеро _в горах_ и [путь](/way/)\n",
                "Озеро *в горах* и [путь](/way/)",
            ),
            ("- 湖泊\n  平静\n", "湖泊平静\n", "湖泊平静"),
            ("a\\\nb\n", "# a  \nb", "a\\ b"),
            ("| a |\n|---|\n", "a", "a"),
        ] {
            let (one, two) = (read(text), read(other));
            assert_eq!(one[0].0, line, "{text}");
            if !text.contains('\\') {
                assert_eq!(one[0].1, two[0].1, "{text}");
            }
        }
        for (text, line) in [
            ("[a *b*][c] d\n\n[c]: /way/", "[a *b*](/way/) d"),
            ("[a b][] ![p][q]\n\n[a b]: </my way/> 'T'\n[q]: p.jpg", "[a b](</my way/>) ![p](p.jpg)"),
            ("[![a][b]][c]\n\n[b]: b.jpg\n[c]: </c(d/>", "[![a](b.jpg)](</c(d/>)"),
            ("[a][b] [c]", "[a][b] [c]"),
        ] {
            assert_eq!(read(text)[0].0, line, "{text}");
            assert_eq!(read(line)[0].1, read(text)[0].1, "{text}");
        }
        let [picture, title] = &read("![a](b.jpg \"T\")")[..] else { panic!("a picture and its title") };
        let [other, changed] = &read("![a](b.jpg \"U\")")[..] else { panic!("a picture and its title") };
        assert_eq!(picture.1, other.1);
        assert_ne!(title.1, changed.1);
        assert_ne!(read("[a](/b/)")[0].1, read("[a](/c/)")[0].1);
    }

    #[test]
    fn titles_of_pictures_and_links_are_segments() {
        for (text, expected) in [
            (
                "![Озеро](hero.jpg \"Вид с севера\")\n",
                vec![
                    ("{1}Озеро{/1}", "![Озеро](hero.jpg \"Вид с севера\")"),
                    ("Вид с севера", "Вид с севера"),
                ],
            ),
            ("![](hero.jpg 'Вид')\n", vec![("Вид", "Вид")]),
            (
                "- [Путь](/way/ (Как \\(не\\) ехать &amp; зачем))\n",
                vec![
                    ("{1}Путь{/1}", "[Путь](/way/ (Как \\(не\\) ехать &amp; зачем))"),
                    ("Как (не) ехать & зачем", "Как \\(не\\) ехать &amp; зачем"),
                ],
            ),
            // A definition, which several may share.
            ("![Озеро][o]\n\n[o]: hero.jpg \"Вид\"\n", vec![("{1}Озеро{/1}", "![Озеро][o]"), ("Вид", "Вид")]),
            ("[a](/b/ \"\")", vec![("{1}a{/1}", "[a](/b/ \"\")")]),
        ] {
            let found = shown(text);
            let found: Vec<(&str, &str)> = found.iter().map(|(shown, bytes)| (&**shown, &**bytes)).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
