//! What a block says, in a form in which texts that say the same are the same bytes.

use super::characters::is_of_either_width;
use super::components::Argument;
use super::spacing::is_space_between;
use super::tree::{Kind, Node, Target, Tree};

/// Whether the words of a node of this kind stand in blocks of their own.
pub(super) fn contains_blocks(kind: &Kind<'_>) -> bool {
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
pub(super) struct Content {
    pub bytes: Vec<u8>,
    /// Whether its words stand in blocks of their own.
    pub holds_blocks: bool,
    /// Whether the content is shown as it is written.
    is_verbatim: bool,
    /// Whether titles of links and pictures are no part of it.
    leaves_out_titles: bool,
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
    /// A content of which the titles of links and pictures are no part.
    pub fn without_titles() -> Self {
        Self { leaves_out_titles: true, ..Self::default() }
    }

    /// The mark and the arguments of a block, at its beginning.
    pub fn kind(&mut self, tree: &Tree, node: &Node<'_>) {
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

    /// A node within a line, at its beginning or its end.
    pub fn inline(&mut self, node: &Node<'_>, enters: bool) {
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

    /// A mark for what is no word.
    pub fn mark(&mut self, mark: u8) {
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
        if !self.leaves_out_titles {
            self.argument(target.title);
        }
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
