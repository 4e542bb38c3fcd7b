//! Bare addresses become links: see `addresses.rs` for where one begins and ends.
//!
//! The parser splits a text at every character that might be a mark. So addresses are looked for in the texts that stand
//! side by side, once all of them are there. What its author escaped or wrote as an entity, `www\.a.example`, is text.

use super::addresses::{Address, addresses, may_hold_address};
use super::tree::{Packed, PackedKind, PackedLink, Slice, Tree};
use crate::content::html::{HtmlEvent, tokenise_html};

/// Elements of HTML whose text is code, or holds no links.
const WITHOUT_LINKS: [&str; 14] = [
    "a", "button", "code", "kbd", "option", "pre", "samp", "script", "style", "svg", "textarea", "title",
    "tt", "var",
];

/// Makes links of the addresses in the texts that are the nodes from `first` on.
pub(super) fn link_addresses(tree: &mut Tree, first: usize) {
    let (Some(start), Some(end)) = (tree.nodes.get(first), tree.nodes.last()) else { return };
    if !may_hold_address(&tree.source.text[start.start as usize..end.end as usize]) {
        return;
    }
    let texts = tree.nodes.split_off(first);
    let source = tree.source.clone();
    let is_joined = |before: &Packed, next: &Packed| {
        let gap = &source.text[before.end as usize..(next.start as usize).max(before.end as usize)];
        before.end <= next.start && matches!(gap, "" | "\\")
    };
    for run in texts.chunk_by(is_joined) {
        Run::new(tree, run).link(tree);
    }
}

/// Texts without anything between them but the backslashes of escapes.
struct Run<'r> {
    texts: &'r [Packed],
    shown: String,
    /// Where each text begins in `shown`.
    starts: Vec<usize>,
}

impl<'r> Run<'r> {
    fn new(tree: &Tree, texts: &'r [Packed]) -> Self {
        let mut run = Self { texts, shown: String::new(), starts: Vec::with_capacity(texts.len()) };
        for text in texts {
            run.starts.push(run.shown.len());
            run.shown.push_str(tree.slice(slice(text)));
        }
        run
    }

    /// Adds the texts to the tree again, with links in them.
    fn link(&self, tree: &mut Tree) {
        let mut from = 0;
        for Address { range, mark, prefix } in addresses(&self.shown) {
            let (Some(start), Some(end)) = (self.offset(range.start, false), self.offset(range.end, true))
            else {
                continue;
            };
            if !self.is_plain(tree, mark) {
                continue;
            }
            self.push_texts(tree, from, range.start);
            let path = format!("{prefix}{}", &self.shown[range.clone()]);
            let path = match tree.source.text.get(start as usize..end as usize) {
                Some(written) if written == path => Slice { start, length: end - start },
                _ => {
                    let slice =
                        Slice { start: (tree.end + tree.unescaped.len()) as u32, length: path.len() as u32 };
                    tree.unescaped.push_str(&path);
                    slice
                }
            };
            tree.links.push(PackedLink { path, title: Slice::default() });
            let kind = PackedKind::Link(tree.links.len() as u32 - 1);
            let link = tree.nodes.len();
            tree.nodes.push(Packed { kind, start, end, behind: 0 });
            self.push_texts(tree, range.start, range.end);
            tree.nodes[link].behind = tree.nodes.len() as u32;
            from = range.end;
        }
        self.push_texts(tree, from, self.shown.len());
    }

    /// The text that the byte `at` stands in; of two texts, the first where `at` is an end.
    fn text_at(&self, at: usize, is_end: bool) -> usize {
        let behind = self.starts.partition_point(|start| if is_end { *start < at } else { *start <= at });
        behind.saturating_sub(1)
    }

    /// Where a byte stands in the file; `None` within what the parser decoded.
    fn offset(&self, at: usize, is_end: bool) -> Option<u32> {
        let index = self.text_at(at, is_end);
        let text = &self.texts[index];
        let within = (at - self.starts[index]) as u32;
        match within {
            0 => Some(text.start),
            within if within == slice(text).length => Some(text.end),
            within => is_verbatim(text).then_some(text.start + within),
        }
    }

    /// Whether a part is written as it is shown.
    fn is_plain(&self, tree: &Tree, part: std::ops::Range<usize>) -> bool {
        (self.text_at(part.start, false)..=self.text_at(part.end, true)).all(|index| {
            let text = &self.texts[index];
            let is_first_escaped = tree.source.text[..text.start as usize].ends_with('\\');
            is_verbatim(text) && !(is_first_escaped && self.starts[index] >= part.start)
        })
    }

    /// Adds the parts of the texts from `from` to `to`.
    fn push_texts(&self, tree: &mut Tree, from: usize, to: usize) {
        if from >= to {
            return;
        }
        for index in self.text_at(from, false)..=self.text_at(to, true) {
            let text = &self.texts[index];
            let whole = slice(text);
            let start = (from.max(self.starts[index]) - self.starts[index]) as u32;
            let end = ((to - self.starts[index]) as u32).min(whole.length);
            let part = Slice { start: whole.start + start, length: end - start };
            let (file_start, file_end) = match is_verbatim(text) {
                true => (text.start + start, text.start + end),
                false => (text.start, text.end),
            };
            let behind = tree.nodes.len() as u32 + 1;
            let kind = PackedKind::Text(part);
            tree.nodes.push(Packed { kind, start: file_start, end: file_end, behind });
        }
    }
}

fn slice(text: &Packed) -> Slice {
    match text.kind {
        PackedKind::Text(slice) => slice,
        _ => Slice::default(),
    }
}

/// Whether each byte of a text stands for itself in the file.
fn is_verbatim(text: &Packed) -> bool {
    slice(text).length == text.end - text.start
}

/// The element of the author's HTML that is open and whose text holds no links.
#[derive(Debug, Default)]
pub(super) struct OpenElement {
    name: Option<&'static str>,
    /// Whether it was opened by a block of HTML, and thus goes on behind paragraphs.
    is_of_block: bool,
}

impl OpenElement {
    pub fn is_open(&self) -> bool {
        self.name.is_some()
    }

    /// Follows a piece of HTML: a tag within a paragraph, or a block.
    pub fn follow(&mut self, html: &str, is_block: bool) {
        if !WITHOUT_LINKS.iter().any(|name| holds_tag(html, name)) {
            return;
        }
        let mut opened = None;
        let mut has_target = false;
        tokenise_html(html, |event, _| match event {
            HtmlEvent::OpenStartTag { name } => {
                opened = WITHOUT_LINKS.iter().find(|known| known.as_bytes() == name).copied();
                // Without `href` it is the place that links lead to.
                has_target = opened != Some("a");
            }
            HtmlEvent::AttributeName { name } => has_target |= name == b"href",
            HtmlEvent::CloseStartTag { self_closing } => {
                if self.name.is_none() && has_target && !self_closing && opened.is_some() {
                    (self.name, self.is_of_block) = (opened, is_block);
                }
                opened = None;
            }
            HtmlEvent::EndTag { name } if self.name.is_some_and(|open| open.as_bytes() == name) => {
                self.name = None;
            }
            _ => {}
        });
    }

    /// A block ends: what a tag within it opened ends with it.
    pub fn end_block(&mut self) {
        if !self.is_of_block {
            self.name = None;
        }
    }
}

/// Whether HTML may hold a tag of an element.
fn holds_tag(html: &str, name: &str) -> bool {
    memchr::memchr_iter(b'<', html.as_bytes()).any(|at| {
        let behind = html[at + 1..].strip_prefix('/').unwrap_or(&html[at + 1..]);
        let tag = behind.get(..name.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(name));
        tag && !behind[name.len()..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '-')
    })
}
