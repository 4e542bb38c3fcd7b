//! A text as plain text under its headings, for search, feeds and readers that are programs.

use super::headings::{HeadingId, headings};
use super::quotes::{Typographer, with_quotes};
use super::raw_html::{RawHtml, shown_text};
use super::spacing::{is_space_between, on_one_line};
use super::tree::{Kind, Step, Tree};
use crate::language::Quotes;

/// A part of a text, from one heading to the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Its heading; `None` for what stands before the first.
    pub heading: Option<HeadingId>,
    /// The words of its heading; empty if it has none.
    pub title: String,
    /// What readers see of it, without marks, a line for each block and each caption. Descriptions of pictures are not
    /// in it.
    pub text: String,
}

/// The sections of a text in their order; the first has no heading and may be empty.
///
/// ```
/// use sapar::content::markdown::{parse, sections};
/// use sapar::diagnostics::SourceText;
/// use sapar::language::Language;
///
/// let text = "Озеро *чистое*.\n\n## Берег\n\n- \"Тихий\"\n- [Дикий](/wild/)\n";
/// let tree = parse(&SourceText::new("a.ru.md", text), 0);
/// let sections = sections(&tree, Language::new("ru").expect("a tag").quotes);
/// assert_eq!(sections[0].text, "Озеро чистое.");
/// assert_eq!((sections[1].title.as_str(), sections[1].text.as_str()), ("Берег", "«Тихий»\nДикий"));
/// ```
pub fn sections(tree: &Tree, quotes: Quotes) -> Vec<Section> {
    let mut headings = headings(tree).into_iter();
    let mut sections = vec![Section { heading: None, title: String::new(), text: String::new() }];
    let mut typographer = Typographer::new(quotes);
    let mut lines = Lines::default();
    let (mut pictures, mut is_in_code, mut is_in_html, mut is_in_address) = (0, false, false, false);
    let mut has_captions = false;
    for step in tree.walk() {
        let node = match step {
            Step::Enter(node) => node,
            Step::Leave(node) => {
                match node.kind {
                    Kind::Picture(_) => pictures -= 1,
                    Kind::Heading { .. } => {
                        if let Some(section) = sections.last_mut() {
                            section.title = lines.take();
                        }
                    }
                    Kind::CodeBlock { .. } => is_in_code = false,
                    Kind::HtmlBlock => is_in_html = false,
                    Kind::Link(_) => is_in_address = false,
                    Kind::TableCell => lines.has_space = true,
                    _ => {}
                }
                continue;
            }
        };
        if !node.kind.is_inline() {
            typographer.begin_block(&node.range);
            lines.ends_block |= !matches!(node.kind, Kind::TableCell);
            has_captions = matches!(node.kind, Kind::Paragraph | Kind::Item) && tree.holds_captions(node.id);
        }
        match node.kind {
            Kind::Heading { .. } => {
                if let Some(section) = sections.last_mut() {
                    section.text = lines.take();
                }
                sections.push(Section {
                    heading: headings.next(),
                    title: String::new(),
                    text: String::new(),
                });
            }
            Kind::Picture(target) => {
                if has_captions && pictures == 0 && !target.title.is_empty() {
                    lines.ends_block = true;
                    lines.push(&with_quotes(&on_one_line(target.title), quotes));
                }
                pictures += 1;
            }
            Kind::CodeBlock { .. } => is_in_code = true,
            Kind::HtmlBlock => {
                is_in_html = true;
                lines.push(&shown_text(&RawHtml::of(tree, node.id).text));
            }
            _ if pictures > 0 || is_in_html => {}
            Kind::Text(code) if is_in_code => lines.push_verbatim(code),
            Kind::Link(_) => is_in_address = tree.shows_address(&node),
            Kind::Text(address) if is_in_address => {
                typographer.pass_over('a');
                lines.push(address);
            }
            Kind::Text(text) => lines.push(&typographer.words(text, &tree.source.text, &node.range)),
            Kind::Code(code) => {
                typographer.pass_over('a');
                lines.push(code);
            }
            Kind::SoftBreak | Kind::HardBreak => {
                typographer.pass_over(' ');
                lines.has_break = true;
            }
            _ => {}
        }
    }
    if let Some(section) = sections.last_mut() {
        section.text = lines.take();
    }
    sections
}

/// The lines of a section as they are put together.
#[derive(Default)]
struct Lines {
    text: String,
    ends_block: bool,
    has_break: bool,
    has_space: bool,
}

impl Lines {
    fn push(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if let Some(last) = self.text.chars().next_back() {
            let is_space =
                self.has_space || (self.has_break && is_space_between(self.text.chars().rev(), text.chars()));
            match self.ends_block {
                true => self.text.push('\n'),
                false if is_space && !last.is_whitespace() => self.text.push(' '),
                false => {}
            }
        }
        self.push_verbatim(text);
    }

    fn push_verbatim(&mut self, text: &str) {
        if self.ends_block && !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
        self.text.push_str(text);
        (self.ends_block, self.has_break, self.has_space) = (false, false, false);
    }

    fn take(&mut self) -> String {
        let lines = std::mem::take(self);
        lines.text.trim().to_owned()
    }
}
