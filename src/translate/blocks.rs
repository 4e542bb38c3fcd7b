//! What of a document is to be translated, block by block: texts of its front matter, and the paragraphs, headings, items,
//! cells, captions and components of its text.

use std::ops::Range;

use super::hash::BlockHash;
use crate::content::fields::FieldDefinition;
use crate::content::kind::Kind as PageKind;
use crate::content::markdown::{
    self, Argument, Component, Kind, Part, Segment, Step, Tree, on_one_line, segments,
};
use crate::content::{Document, WordCount, split_front_matter};
use crate::data::{Data, Node};
use crate::diagnostics::SourceText;

/// The texts that every front matter may have.
const TEXT_KEYS: [&str; 3] = ["title", "description", "summary"];

/// A block that is to be translated.
#[derive(Debug, Clone, PartialEq)]
pub struct TextBlock {
    /// The hash of what it says, and, for a text of the front matter, of its key.
    pub hash: BlockHash,
    /// What it is.
    pub kind: BlockKind,
    /// What it says: Markdown in one line.
    pub text: String,
    /// Its bytes in the file.
    pub range: Range<usize>,
    /// How many words it has; for Chinese and Japanese, characters.
    pub words: u32,
    /// What in it is the same in every language: hashes of link targets, pictures and numbers, sorted.
    pub(super) invariants: Vec<u64>,
}

impl TextBlock {
    /// A text of a key; one that says nothing is none.
    pub fn of_key(key: &str, text: &str, range: Range<usize>) -> Option<Self> {
        let text = on_one_line(text);
        let mut hasher = blake3::Hasher::new();
        hasher.update(key.as_bytes()).update(&[0]).update(text.as_bytes());
        (!text.is_empty()).then(|| Self {
            hash: hasher.finalize().into(),
            kind: BlockKind::FrontMatter(key.to_owned()),
            words: WordCount::of_markdown(&text).total(),
            text,
            range,
            invariants: Vec::new(),
        })
    }
}

/// What a block is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlockKind {
    /// A text of the front matter, with its key: `title`, `alt.hero.svg`.
    FrontMatter(String),
    /// A text of a message, with its key: `site-name`, `site-name.short`, `nights[few]`.
    Message(String),
    /// A heading, with its level from 1 to 6 and the id that its author gave it.
    Heading(u8, Option<String>),
    /// A paragraph.
    Paragraph,
    /// An item of a list.
    Item,
    /// What is defined, or a definition.
    Definition,
    /// A cell of a table.
    Cell,
    /// The title of a picture, which is its caption, or of a link.
    Caption,
    /// The line that opens a block component, with the name of the component.
    Component(String),
    /// A block of code.
    Code,
    /// A block of HTML.
    Html,
}

impl BlockKind {
    /// Its name for machines and in messages.
    pub fn name(&self) -> &'static str {
        match self {
            Self::FrontMatter(_) => "front-matter",
            Self::Message(_) => "message",
            Self::Heading(..) => "heading",
            Self::Paragraph => "paragraph",
            Self::Item => "item",
            Self::Definition => "definition",
            Self::Cell => "cell",
            Self::Caption => "caption",
            Self::Component(_) => "component",
            Self::Code => "code",
            Self::Html => "html",
        }
    }

    /// The key of a text of the front matter or of a message. Such texts belong together by their keys.
    pub fn key(&self) -> Option<&str> {
        match self {
            Self::FrontMatter(key) | Self::Message(key) => Some(key),
            _ => None,
        }
    }
}

/// The blocks of a document: those of its front matter in the order of their keys in the file, then those of its text.
/// `kind` is that of its page, whose localised texts are blocks.
pub fn text_blocks(document: &Document, kind: &PageKind) -> Vec<TextBlock> {
    text_blocks_of(document, kind, &document.written_tree())
}

/// The same for those who have the tree of the document's text already.
pub fn text_blocks_of(document: &Document, kind: &PageKind, tree: &Tree) -> Vec<TextBlock> {
    let mut blocks = Vec::new();
    if !document.is_broken
        && let Some(table) = split_front_matter(tree.source(), &mut Vec::new()).and_then(|it| it.table)
    {
        for entry in &table.entries {
            match (&*entry.key, &entry.value.data) {
                (key, _) if TEXT_KEYS.contains(&key) => add_text(key, &entry.value, &mut blocks),
                ("alt", Data::Table(texts)) => {
                    for text in &texts.entries {
                        add_text(&format!("alt.{}", text.key), &text.value, &mut blocks);
                    }
                }
                (key, _) => {
                    if let Some(field) = kind.fields.iter().find(|it| it.name == key && it.localised) {
                        add_field(field, key, &entry.value, &mut blocks);
                    }
                }
            }
        }
    }
    add_body(tree, &mut blocks);
    blocks
}

/// Adds a text of the front matter; one that says nothing is none.
fn add_text(key: &str, value: &Node, blocks: &mut Vec<TextBlock>) {
    let Data::Text(text) = &value.data else { return };
    blocks.extend(TextBlock::of_key(key, text, value.span.clone()));
}

/// Adds the texts of a field: of a list, each with its number from one; of a table, those of its own fields.
fn add_field(field: &FieldDefinition, key: &str, value: &Node, blocks: &mut Vec<TextBlock>) {
    match &value.data {
        Data::List(items) if field.list => {
            for (number, item) in items.iter().enumerate() {
                add_value(field, &format!("{key}.{}", number + 1), item, blocks);
            }
        }
        _ => add_value(field, key, value, blocks),
    }
}

fn add_value(field: &FieldDefinition, key: &str, value: &Node, blocks: &mut Vec<TextBlock>) {
    match &value.data {
        Data::Text(_) if field.field_type.name == "text" => add_text(key, value, blocks),
        Data::Table(table) => {
            for entry in &table.entries {
                if let Some(own) = field.fields.iter().find(|own| own.name == entry.key) {
                    add_field(own, &format!("{key}.{}", entry.key), &entry.value, blocks);
                }
            }
        }
        _ => {}
    }
}

/// Adds the blocks of a text, in their order.
fn add_body(tree: &Tree, blocks: &mut Vec<TextBlock>) {
    let first = blocks.len();
    blocks.extend(segments(tree).iter().map(|segment| of_segment(tree, segment)));
    let mut own = Vec::new();
    let mut open: Option<Verbatim> = None;
    for step in tree.walk() {
        match step {
            Step::Enter(markdown::Node { kind: Kind::Text(text) | Kind::Html(text), .. }) => {
                open.iter_mut().for_each(|open| open.text.push_str(text));
            }
            Step::Enter(markdown::Node { kind: Kind::Component(component), .. }) => {
                own.extend(of_component(component, tree.source()));
            }
            Step::Enter(node) => open = Verbatim::of(&node).or(open),
            Step::Leave(node) if matches!(node.kind, Kind::CodeBlock { .. } | Kind::HtmlBlock) => {
                own.extend(open.take().map(Verbatim::block));
            }
            Step::Leave(_) => {}
        }
    }
    own.retain(|block| block.kind != BlockKind::Html || !is_comment(&block.text));
    if !own.is_empty() {
        blocks.extend(own);
        blocks[first..].sort_by_key(|block| block.range.start);
    }
}

fn of_segment(tree: &Tree, segment: &Segment<'_>) -> TextBlock {
    let kind = match &segment.block {
        _ if segment.is_title => BlockKind::Caption,
        Kind::Heading { level, own_id } => BlockKind::Heading(*level, own_id.map(ToOwned::to_owned)),
        Kind::Item => BlockKind::Item,
        Kind::DefinitionTitle | Kind::Definition => BlockKind::Definition,
        Kind::TableCell => BlockKind::Cell,
        _ => BlockKind::Paragraph,
    };
    let mut invariants = Vec::new();
    let mut words = WordCount::default();
    for part in &segment.parts {
        match part {
            Part::Text(text) => {
                words += WordCount::of_markdown(text);
                invariants.extend(numbers(text).map(hashed));
            }
            Part::Open(_, node) | Part::Protected(_, node) => match node.kind {
                Kind::Link(target) | Kind::Picture(target) => invariants.push(hashed(target.path)),
                Kind::Code(code) => invariants.push(hashed(code)),
                _ => {}
            },
            Part::Close(_) => {}
        }
    }
    invariants.sort_unstable();
    TextBlock {
        hash: segment.hash.into(),
        kind,
        text: segment.markdown(tree),
        range: segment.range.clone(),
        words: words.total(),
        invariants,
    }
}

/// A block whose lines count as they are, but for space at their ends and what they stand in: a quotation, a list.
struct Verbatim {
    kind: BlockKind,
    range: Range<usize>,
    /// What it says, with the fences of code.
    text: String,
}

impl Verbatim {
    fn of(node: &markdown::Node<'_>) -> Option<Self> {
        let (kind, text) = match node.kind {
            Kind::CodeBlock { info } => (BlockKind::Code, format!("```{}\n", info.trim())),
            Kind::HtmlBlock => (BlockKind::Html, String::new()),
            _ => return None,
        };
        Some(Self { kind, range: node.range.clone(), text })
    }

    fn block(mut self) -> TextBlock {
        if self.kind == BlockKind::Code {
            self.text.truncate(self.text.trim_end().len());
            self.text.push_str("\n```");
        }
        let line = self.text.split_whitespace().collect::<Vec<_>>().join(" ");
        let is_reflowable = self.kind == BlockKind::Html && !keeps_line_breaks(&line);
        let is_indented = self.kind == BlockKind::Code || keeps_white_space(&line);
        let lines = self.text.trim_end().lines();
        let said = match is_reflowable {
            true => line.clone(),
            false if is_indented => lines.map(str::trim_end).collect::<Vec<_>>().join("\n"),
            false => lines.map(str::trim).collect::<Vec<_>>().join("\n"),
        };
        TextBlock {
            hash: blake3::hash(said.as_bytes()).into(),
            kind: self.kind,
            words: WordCount::of_markdown(&said).total(),
            text: line,
            range: self.range,
            invariants: Vec::new(),
        }
    }
}

/// Whether a browser shows the white space of some HTML as it is written.
fn keeps_white_space(html: &str) -> bool {
    ["<pre", "<textarea"].iter().any(|tag| html.contains(tag))
}

/// Whether line breaks may mean something in some HTML.
fn keeps_line_breaks(html: &str) -> bool {
    keeps_white_space(html) || ["<script", "<style"].iter().any(|tag| html.contains(tag))
}

fn is_comment(html: &str) -> bool {
    html.strip_prefix("<!--").and_then(|rest| rest.strip_suffix("-->")).is_some_and(|it| !it.contains("-->"))
}

/// The line that opens a component, if it has arguments: titles, captions, and what a translation must follow, such as files.
fn of_component(component: &Component, source: &SourceText) -> Option<TextBlock> {
    let Ok((name, arguments)) = &component.opening else { return None };
    let mut words = WordCount::default();
    let mut hasher = blake3::Hasher::new();
    let mut invariants = Vec::new();
    hasher.update(b":::").update(name.text.as_bytes());
    for (key, value, _) in &arguments.entries {
        hasher.update(format!("\0{key}={value:?}").as_bytes());
        match value {
            Argument::Text(text) if is_text(text) => words += WordCount::of_markdown(text),
            Argument::Text(text) => invariants.push(hashed(text)),
            value => invariants.push(hashed(&format!("{value:?}"))),
        }
    }
    invariants.sort_unstable();
    (!arguments.entries.is_empty()).then(|| TextBlock {
        hash: hasher.finalize().into(),
        kind: BlockKind::Component(name.text.clone()),
        text: source.text[component.line.clone()].trim_end().to_owned(),
        range: component.line.clone(),
        words: words.total(),
        invariants,
    })
}

/// Whether an argument is a text for readers and no address, file or option.
pub(super) fn is_text(value: &str) -> bool {
    value.contains(' ') || value.chars().any(|c| c.is_alphabetic() && !c.is_ascii())
}

/// The numbers of a text; `1,370` and `1 370` are two each, in every language.
fn numbers(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty())
}

fn hashed(text: &str) -> u64 {
    let mut first = [0; 8];
    first.copy_from_slice(&blake3::hash(text.as_bytes()).as_bytes()[..8]);
    u64::from_le_bytes(first)
}

/// The blocks of a text without front matter.
#[cfg(test)]
pub(super) fn blocks_of(text: &str) -> Vec<TextBlock> {
    let mut blocks = Vec::new();
    add_body(&markdown::parse(&SourceText::new("a.ru.md", text), 0), &mut blocks);
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{LanguageId, Quotes};

    #[test]
    fn how_code_and_html_are_written_is_no_change() {
        let hashes = |text: &str| blocks_of(text).iter().map(|block| block.hash).collect::<Vec<_>>();
        for (one, other) in [
            ("```sh\na\n  b\n```\n", "- x\n\n  ~~~~ sh\n  a\n    b\n  ~~~~\n"),
            ("```\na\n```\n", "    a  \n"),
            ("```\na\n```\n", "> ```\n> a\n> ```\n"),
            ("<div>\n  <b>a</b>\n</div>\n", "  <div>\n    <b>a</b>\n  </div>\n"),
            ("<div>\n<b>a</b> b\n</div>\n", "<div> <b>a</b>\nb </div>\n"),
            ("<script>\na\n  b\n</script>\n", "<script>\n  a\n b\n</script>\n"),
        ] {
            let (one_hashes, other_hashes) = (hashes(one), hashes(other));
            assert_eq!(one_hashes.last(), other_hashes.last(), "{one}\n\n{other}");
        }
        for (one, other) in [
            ("```\na\n  b\n```\n", "```\na\nb\n```\n"),
            ("```sh\na\n```\n", "```\na\n```\n"),
            ("<pre>\na\n  b\n</pre>\n", "<pre>\na\nb\n</pre>\n"),
            ("<script>\na // b\nc\n</script>\n", "<script>\na // b c\n</script>\n"),
            ("<div>a</div>\n", "<div>b</div>\n"),
        ] {
            assert_ne!(hashes(one), hashes(other), "{one}\n\n{other}");
        }
    }

    #[test]
    fn everything_that_is_to_be_translated_is_a_block() {
        let text = "+++\ntitle = \"Kanas\"\nslug = \"kanas\"\ndescription = \"\"\n\
                    alt = { \"hero.svg\" = \"A lake\", \"b.svg\" = \"\" }\nway = \"By\\n bus\"\nbeds = \"4\"\n\
                    hours = [\"9 to 5\", \"closed\"]\n+++\n\
                    Text *one*\ntwo.\n\n## Water {#water}\n\n- item\n- ![a](b.svg \"Caption\")\n\n\
                    | A | 46 |\n|---|---|\n| B | |\n\n:::gallery caption=\"At the lake\"\nInside.\n:::\n\n:::plain\n:::\n\n\
                    ```\ncode\n```\n\n<!-- note -->\n\n<div>html</div>\n";
        let source = SourceText::new("content/a.en.md", text);
        let field = |name: &str, localised, list| FieldDefinition {
            name: name.to_owned(),
            field_type: crate::content::fields::field_type("text").expect("there is one"),
            options: Vec::new(),
            fields: Vec::new(),
            list,
            required: false,
            localised,
            unit: None,
            min: None,
            max: None,
        };
        let fields = vec![field("way", true, false), field("beds", false, false), field("hours", true, true)];
        let kind = PageKind { fields, ..PageKind::plain("lake") };
        let quotes = Quotes::parse("“”‘’").expect("four marks");
        let document = Document::parse(&source, LanguageId::from(0), quotes, &mut Vec::new());
        let blocks = text_blocks(&document, &kind);
        let shown: Vec<(&str, &str, u32)> = blocks
            .iter()
            .map(|block| (block.kind.key().unwrap_or(block.kind.name()), &*block.text, block.words))
            .collect();
        assert_eq!(
            shown,
            [
                ("title", "Kanas", 1),
                ("alt.hero.svg", "A lake", 2),
                ("way", "By bus", 2),
                ("hours.1", "9 to 5", 3),
                ("hours.2", "closed", 1),
                ("paragraph", "Text *one* two.", 3),
                ("heading", "Water", 1),
                ("item", "item", 1),
                ("item", "![a](b.svg \"Caption\")", 1),
                ("caption", "Caption", 1),
                ("cell", "A", 1),
                ("cell", "46", 1),
                ("cell", "B", 1),
                ("component", ":::gallery caption=\"At the lake\"", 3),
                ("paragraph", "Inside.", 1),
                ("code", "``` code ```", 1),
                ("html", "<div>html</div>", 1),
            ]
        );
    }
}
