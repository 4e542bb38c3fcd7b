//! The reading that readers see: a tree as HTML.

mod address_fix;
mod blocks;
mod headings;
mod links;
mod misread;
mod pictures;
mod raw;
mod refused;

use std::ops::Range;

use pulldown_cmark_escape::escape_html_body_text;
use rustc_hash::FxHashSet;

use super::footnotes::Footnotes;
use super::headings::{HeadingId, headings as ids_of_headings};
use super::pasted;
use super::quotes::Typographer;
use super::raw_html::RawHtml;
use super::resolver::Resolver;
use super::spacing::is_space_between;
use super::tree::{Alignment, Component, Kind, Node, Step, Target, Tree};
use crate::diagnostics::{Code, Diagnostic, Location};
use crate::language::Quotes;

/// A text as HTML.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rendered {
    /// The text.
    pub html: String,
    /// Its part before `<!-- more -->`, else its first paragraph.
    pub summary: String,
    /// Its headings in their order, for the table of contents.
    pub headings: Vec<Heading>,
    /// The address of its first picture.
    pub picture: Option<String>,
}

/// A heading of a text, as the table of contents shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 2 to 6: the page's title is the only heading of level 1.
    pub level: u8,
    /// Its id.
    pub id: String,
    /// Its words, as HTML that may stand within a link.
    pub html: String,
    /// Its bytes in the file.
    pub range: Range<usize>,
}

/// Renders a tree for the readers that `resolver` stands for, with a language's quotation marks. Mistakes are reported;
/// what they concern is rendered as plain text.
///
/// ```
/// # use sapar::content::markdown::{Arguments, Link, Picture, ReferenceKind};
/// use sapar::content::markdown::{Resolver, html, parse};
/// use sapar::diagnostics::{Diagnostic, SourceText};
/// use sapar::language::Language;
///
/// struct Kazakh;
///
/// impl Resolver for Kazakh {
///     fn link(&self, target: &str) -> Result<Link, Diagnostic> {
///         Ok(Link { url: format!("/kk{target}"), external: false })
///     }
/// #   fn picture(&self, path: &str) -> Result<Picture, Diagnostic> {
/// #       Ok(Picture { url: path.to_owned(), size: None, external: false, warning: None })
/// #   }
/// #   fn reference(&self, _: &str, _: ReferenceKind) -> Result<Option<String>, Diagnostic> {
/// #       Ok(None)
/// #   }
/// #   fn component(&self, _: &str, _: &Arguments, body: &str) -> Result<String, Vec<(Diagnostic, Option<usize>)>> {
/// #       Ok(body.to_owned())
/// #   }
/// #   fn message(&self, id: &str) -> String {
/// #       id.to_owned()
/// #   }
///     // … pictures, components and the program's own words
/// }
///
/// let tree = parse(&SourceText::new("index.kk.md", "## Көл\n\n\"Көлге\" [жол](/жол/)\n"), 0);
/// let quotes = Language::new("kk").expect("a tag").quotes;
/// let mut diagnostics = Vec::new();
/// let rendered = html(&tree, quotes, &Kazakh, &mut diagnostics);
/// assert_eq!(rendered.summary, "<p>«Көлге» <a href=\"/kk/%D0%B6%D0%BE%D0%BB/\">жол</a></p>\n");
/// assert_eq!(rendered.headings[0].id, "көл");
/// ```
pub fn html(
    tree: &Tree,
    quotes: Quotes,
    resolver: &dyn Resolver,
    diagnostics: &mut Vec<Diagnostic>,
) -> Rendered {
    pasted::report(tree, diagnostics);
    let headings = ids_of_headings(tree);
    let writer = Writer {
        tree,
        resolver,
        diagnostics,
        html: String::with_capacity(tree.range().len() * 3 / 2),
        frames: Vec::new(),
        typographer: Typographer::new(quotes),
        headings: headings.into_iter(),
        footnotes: Footnotes::default(),
        links: Vec::new(),
        raw_html: RawHtml::default(),
        html_ids: FxHashSet::default(),
        parents: Vec::new(),
        begins_line: false,
        summary: Summary::default(),
        has_captions: false,
        holds_pictures: false,
        columns: &[],
        column: 0,
        is_in_table_head: false,
        tables: 0,
        rendered: Rendered::default(),
    };
    writer.write()
}

struct Writer<'t, 'r> {
    tree: &'t Tree,
    resolver: &'r dyn Resolver,
    diagnostics: &'r mut Vec<Diagnostic>,
    /// The HTML of the innermost frame.
    html: String,
    /// The parts of the text that are open and become one piece of HTML when they end; the innermost last.
    frames: Vec<Frame<'t>>,
    typographer: Typographer,
    /// The headings that are still to come.
    headings: std::vec::IntoIter<HeadingId>,
    footnotes: Footnotes<'t>,
    /// The links that are open.
    links: Vec<OpenLink>,
    /// The lines of the block of HTML that is open.
    raw_html: RawHtml,
    /// The ids that HTML had so far.
    html_ids: FxHashSet<String>,
    /// The nodes that are open.
    parents: Vec<Kind<'t>>,
    /// Whether a line of a block begins here.
    begins_line: bool,
    summary: Summary,
    /// Whether the titles of the pictures in the innermost block are captions.
    has_captions: bool,
    /// Whether the innermost block holds nothing but pictures.
    holds_pictures: bool,
    /// The columns of the table that is open.
    columns: &'t [Alignment],
    column: usize,
    is_in_table_head: bool,
    /// How many tables there were: landmarks of one page need names of their own.
    tables: usize,
    rendered: Rendered,
}

struct OpenLink {
    /// Whether it leads somewhere; the words of a broken link stand alone.
    is_whole: bool,
    /// Whether its words are its address.
    shows_address: bool,
    /// Where the HTML of its words begins.
    words: usize,
}

struct Frame<'t> {
    kind: FrameKind<'t>,
    /// The HTML before it.
    before: String,
}

enum FrameKind<'t> {
    Heading { node: Node<'t>, id: HeadingId },
    Component(&'t Component),
    Footnote(&'t str),
    Picture { target: Target<'t>, range: Range<usize>, alt: String },
}

/// Which part of the HTML is the summary. It is cut out at the end, however often the text says where it ends.
#[derive(Default)]
struct Summary {
    range: Range<usize>,
    /// What closes the paragraph in which it ends.
    end: &'static str,
    /// Where the HTML of the text's own paragraph that is open begins, and whether it has words.
    paragraph: usize,
    has_words: bool,
}

impl<'t> Writer<'t, '_> {
    fn write(mut self) -> Rendered {
        for step in self.tree.walk() {
            match step {
                Step::Enter(node) => self.enter(node),
                Step::Leave(node) => {
                    self.parents.pop();
                    self.leave(node);
                }
            }
        }
        let Summary { range, end, .. } = self.summary;
        self.rendered.summary = self.html[range].to_owned() + end;
        let message = |id| self.resolver.message(id);
        if !self.footnotes.is_empty()
            && let Some(list) = self.footnotes.finish(&message("footnotes"), &message("footnote-back"))
        {
            self.html.push_str(&list);
        }
        self.rendered.html = self.html;
        self.rendered
    }

    fn enter(&mut self, node: Node<'t>) {
        if !node.kind.is_inline() {
            self.typographer.begin_block(&node.range);
        }
        if self.has_captions && self.is_block_open() {
            // Only pictures stand here, and what sets them apart.
            match self.tree.picture(node.id) {
                Some(picture) => self.begin_figure(picture),
                None => return,
            }
        }
        match node.kind.clone() {
            Kind::Text(text) if self.is_in_html_block() => self.html_line(text, &node.range),
            Kind::Text(text) => self.text(text, &node.range),
            Kind::Code(code) => {
                self.typographer.pass_over('a');
                self.describe(code);
                if !self.is_in_picture() {
                    self.push("<code>");
                    self.push_text(code);
                    self.push("</code>");
                    self.summary.has_words = true;
                }
            }
            Kind::Html(html) => {
                self.html_line(html, &node.range);
                if !self.is_in_html_block() {
                    self.end_html();
                }
            }
            Kind::SoftBreak
                if !is_space_between(self.typographer.before(), self.tree.characters_behind(node.id)) =>
            {
                self.begins_line = true;
            }
            Kind::SoftBreak | Kind::HardBreak => {
                self.typographer.pass_over(' ');
                self.describe(" ");
                if !self.is_in_picture() {
                    self.push(if node.kind == Kind::SoftBreak { "\n" } else { "<br />\n" });
                    self.begins_line = true;
                }
            }
            Kind::Task(true) => self.push("<input disabled=\"\" type=\"checkbox\" checked=\"\"/>\n"),
            Kind::Task(false) => self.push("<input disabled=\"\" type=\"checkbox\"/>\n"),
            Kind::FootnoteMark(label) => {
                let html = self.footnotes.mark(label);
                self.push(&html);
            }
            Kind::Emphasis => self.push("<em>"),
            Kind::Strong => self.push("<strong>"),
            Kind::Strikethrough => self.push("<del>"),
            Kind::Link(target) => self.start_link(target, &node),
            Kind::Picture(target) => {
                let range = node.range.clone();
                self.open(FrameKind::Picture { target, range, alt: String::new() });
            }
            _ => self.enter_block(&node),
        }
        if node.kind.is_container() {
            self.parents.push(node.kind);
        }
    }

    fn leave(&mut self, node: Node<'t>) {
        match node.kind {
            Kind::Emphasis => self.push("</em>"),
            Kind::Strong => self.push("</strong>"),
            Kind::Strikethrough => self.push("</del>"),
            Kind::Link(target) => self.end_link(target, node.id, &node.range),
            Kind::Picture(_) => self.end_picture(),
            _ => return self.leave_block(node),
        }
        if self.has_captions
            && self.is_block_open()
            && let Some(picture) = self.tree.picture(node.id)
        {
            self.end_figure(picture);
        }
    }

    /// Whether the innermost node that is open is a block.
    fn is_block_open(&self) -> bool {
        self.parents.last().is_some_and(|parent| !parent.is_inline())
    }

    fn text(&mut self, text: &'t str, range: &Range<usize>) {
        if matches!(self.parents.last(), Some(Kind::CodeBlock { .. })) {
            self.push_text(text);
            return;
        }
        // A quotation mark in an address is a part of it.
        if self.links.last().is_some_and(|link| link.shows_address) {
            self.typographer.pass_over('a');
            self.push_text(text);
            self.summary.has_words = true;
            return;
        }
        self.report_footnote(text, range);
        self.report_misplaced(text, range);
        self.report_misread_link(range);
        let text = self.typographer.words(text, &self.tree.source.text, range);
        self.describe(&text);
        if !self.is_in_picture() {
            self.push_text(&text);
            self.summary.has_words = true;
        }
    }

    /// The parser takes the mark of a footnote that has no text for plain text: `[`, `^label`, `]`.
    fn report_footnote(&mut self, text: &str, range: &Range<usize>) {
        let Some(label) = text.strip_prefix('^').filter(|label| !label.is_empty()) else { return };
        let source = &self.tree.source.text;
        let before = &source[..range.start];
        if before.ends_with('[') && !before.ends_with("\\[") && source[range.end..].starts_with(']') {
            let place = self.place(range.start - 1..range.end + 1);
            let diagnostic = Diagnostic::new(Code::FootnoteNotFound).at(place);
            self.diagnostics.push(diagnostic.with("label", label));
        }
    }

    fn open(&mut self, kind: FrameKind<'t>) {
        self.frames.push(Frame { kind, before: std::mem::take(&mut self.html) });
        self.begins_line = false;
    }

    /// Closes the innermost frame; returns what it is and its HTML.
    fn close(&mut self) -> Option<(FrameKind<'t>, String)> {
        let Frame { kind, before } = self.frames.pop()?;
        Some((kind, std::mem::replace(&mut self.html, before)))
    }

    /// Adds HTML.
    fn push(&mut self, html: &str) {
        self.html.push_str(html);
        self.begins_line = false;
    }

    /// Adds HTML at the beginning of a line.
    fn push_line(&mut self, html: &str) {
        if !self.html.is_empty() && !self.html.ends_with('\n') {
            self.html.push('\n');
        }
        self.push(html);
    }

    fn push_text(&mut self, text: &str) {
        escape_html_body_text(&mut self.html, text).expect("a String takes all text");
        self.begins_line = false;
    }

    fn is_in_picture(&self) -> bool {
        matches!(self.frames.last(), Some(Frame { kind: FrameKind::Picture { .. }, .. }))
    }

    /// Adds words to the description of the picture that they stand in.
    fn describe(&mut self, text: &str) {
        if let Some(Frame { kind: FrameKind::Picture { alt, .. }, .. }) = self.frames.last_mut() {
            alt.push_str(text);
        }
    }

    fn place(&self, range: Range<usize>) -> Location {
        self.tree.source.location(range)
    }

    /// The last place where `part` is written within `range`, else all of it.
    fn place_of(&self, part: &str, range: &Range<usize>) -> Location {
        match self.tree.source.text[range.clone()].rfind(part) {
            Some(at) if !part.is_empty() => self.place(range.start + at..range.start + at + part.len()),
            _ => self.place(range.clone()),
        }
    }
}
