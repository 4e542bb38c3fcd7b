//! The pass over a text's events.

mod blocks;
mod links;
mod pictures;
mod raw;

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, HeadingLevel, Parser, Tag, TagEnd};
use pulldown_cmark_escape::escape_html;

use raw::RawHtml;

use super::components::{self, Line};
use super::footnotes::Footnotes;
use super::guard::Guarded;
use super::headings::{Heading, HeadingIds};
use super::html::{alert_name, is_block, to_html, without_links};
use super::options;
use super::quotes::Typographer;
use super::surroundings::Surroundings;
use crate::diagnostics::{Code, Diagnostic, Location, SourceText};
use crate::language::Quotes;

/// A text as HTML.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rendered {
    /// The text.
    pub html: String,
    /// Its part before `<!-- more -->`, else its first paragraph.
    pub summary: String,
    /// Its headings in their order.
    pub headings: Vec<Heading>,
    /// The address of its first picture.
    pub picture: Option<String>,
}

/// Renders the part of a file from `body` on. Mistakes are reported; what they concern is rendered as plain text.
pub fn render(
    source: &SourceText,
    body: usize,
    quotes: Quotes,
    surroundings: &dyn Surroundings,
    diagnostics: &mut Vec<Diagnostic>,
) -> Rendered {
    let mut guarded = Guarded::new(&source.text[body..]);
    let lines = components::mask(&mut guarded);
    let events: Vec<(Event<'_>, Range<usize>)> =
        Parser::new_ext(&guarded.text, options()).into_offset_iter().collect();
    // The page's title is its heading of level 1. A text that begins at level 1 itself moves down as a whole.
    let shift = events
        .iter()
        .any(|(event, _)| matches!(event, Event::Start(Tag::Heading { level: HeadingLevel::H1, .. })));
    let mut pass = Pass {
        source,
        body,
        guarded: &guarded,
        lines: &lines,
        surroundings,
        diagnostics,
        frames: vec![Frame { kind: FrameKind::Text, depth: 0, events: Vec::with_capacity(events.len()) }],
        typographer: Typographer::new(quotes),
        ids: HeadingIds::default(),
        footnotes: Footnotes::default(),
        level_shift: u8::from(shift),
        links: Vec::new(),
        raw_html: RawHtml::default(),
        rendered: Rendered::default(),
        tables: 0,
        depth: 0,
    };
    for (event, range) in events {
        pass.event(event, range);
    }
    pass.finish()
}

struct Pass<'a, 's> {
    source: &'s SourceText,
    body: usize,
    guarded: &'a Guarded<'s>,
    lines: &'s [Line],
    surroundings: &'s dyn Surroundings,
    diagnostics: &'s mut Vec<Diagnostic>,
    /// What is being collected; the innermost last.
    frames: Vec<Frame<'a>>,
    typographer: Typographer,
    ids: HeadingIds,
    footnotes: Footnotes,
    level_shift: u8,
    /// Whether each open link is one; a broken link's words stand alone.
    links: Vec<bool>,
    /// The lines of a block of HTML that is open.
    raw_html: RawHtml,
    rendered: Rendered,
    /// How many tables there were: landmarks of one page need names of their own.
    tables: usize,
    /// How many blocks are open, for finding the first paragraph of the text itself.
    depth: usize,
}

struct Frame<'a> {
    kind: FrameKind<'a>,
    /// How many blocks were open where it began.
    depth: usize,
    events: Vec<Event<'a>>,
}

enum FrameKind<'a> {
    Text,
    Heading { level: u8, own_id: Option<String>, classes: Vec<CowStr<'a>>, words: String },
    Component { line: usize },
    Footnote { label: String },
    Picture { path: CowStr<'a>, title: CowStr<'a>, range: Range<usize>, alt: String },
}

impl<'a> Pass<'a, '_> {
    fn event(&mut self, event: Event<'a>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            // The indentation of its lines comes as text.
            Event::Text(text) if self.in_html() => self.html_line(text, &range),
            Event::Text(text) => self.text(text, range),
            Event::Code(text) => {
                let text = self.guarded.restore(text, &range);
                self.typographer.pass_over('a');
                self.add_words(&text);
                if !self.in_picture() {
                    self.push(Event::Code(text));
                }
            }
            Event::Rule => match self.line_at(range.start) {
                Some(line) => self.component_line(line),
                None => self.push(Event::Rule),
            },
            Event::FootnoteReference(label) => {
                let html = self.footnotes.mark(&label);
                self.push(Event::InlineHtml(html.into()));
            }
            Event::Html(html) => self.html_line(html, &range),
            Event::InlineHtml(html) => self.inline_html(html, &range),
            Event::SoftBreak | Event::HardBreak => {
                self.typographer.pass_over(' ');
                self.add_words(" ");
                if !self.in_picture() {
                    self.push(event);
                }
            }
            other => self.push(other),
        }
    }

    fn start(&mut self, tag: Tag<'a>, range: Range<usize>) {
        match tag {
            Tag::Heading { level, id, classes, .. } => {
                self.typographer.begin_block();
                let level = (level as u8 + self.level_shift).clamp(2, 6);
                let own_id = id.map(|id| id.to_string());
                self.open(FrameKind::Heading { level, own_id, classes, words: String::new() });
            }
            Tag::Link { link_type, dest_url, title, .. } => {
                self.start_link(link_type, &dest_url, &title, range)
            }
            Tag::Image { dest_url, title, .. } => {
                self.open(FrameKind::Picture { path: dest_url, title, range, alt: String::new() });
            }
            Tag::FootnoteDefinition(label) => self.open(FrameKind::Footnote { label: label.to_string() }),
            Tag::BlockQuote(Some(kind)) => {
                self.depth += 1;
                let name = alert_name(kind);
                let title = self.surroundings.message(&format!("alert-{name}"));
                let mut html =
                    format!("<div class=\"alert alert-{name}\" role=\"note\">\n<p class=\"alert-title\">");
                escape_html(&mut html, &title).expect("a String takes all text");
                html.push_str("</p>\n");
                self.push(Event::Html(html.into()));
            }
            Tag::Table(alignments) => {
                self.depth += 1;
                let mut html =
                    String::from("<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"");
                escape_html(&mut html, &self.surroundings.message("table")).expect("a String takes all text");
                self.tables += 1;
                if self.tables > 1 {
                    html.push_str(&format!(" {}", self.tables));
                }
                html.push_str("\">\n");
                self.push(Event::Html(html.into()));
                self.push(Event::Start(Tag::Table(alignments)));
            }
            tag => {
                if is_block(&tag.to_end()) {
                    self.typographer.begin_block();
                    self.depth += 1;
                }
                self.push(Event::Start(tag));
            }
        }
    }

    fn end(&mut self, tag: TagEnd) {
        if tag == TagEnd::HtmlBlock {
            self.end_html();
        }
        if is_block(&tag) {
            // A component that was opened in a list item or the like ends with it at the latest.
            while let Some(Frame { kind: FrameKind::Component { .. }, depth, .. }) = self.frames.last()
                && *depth >= self.depth
            {
                self.abandon_component();
            }
        }
        match tag {
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::Link => self.end_link(),
            TagEnd::Image => self.end_picture(),
            TagEnd::FootnoteDefinition => {
                if let Some(Frame { kind: FrameKind::Footnote { label }, events, .. }) = self.frames.pop() {
                    self.footnotes.add(&label, to_html(events));
                }
            }
            TagEnd::BlockQuote(Some(_)) => {
                self.depth -= 1;
                self.push(Event::Html("</div>\n".into()));
            }
            TagEnd::Table => {
                self.depth -= 1;
                self.push(Event::End(TagEnd::Table));
                self.push(Event::Html("</div>\n".into()));
            }
            tag => {
                let is_first_paragraph = tag == TagEnd::Paragraph
                    && self.depth == 1
                    && self.frames.len() == 1
                    && self.rendered.summary.is_empty();
                if is_block(&tag) {
                    self.depth -= 1;
                }
                self.push(Event::End(tag));
                if is_first_paragraph {
                    let events = &self.frames[0].events;
                    let start =
                        events.iter().rposition(|event| matches!(event, Event::Start(Tag::Paragraph)));
                    let paragraph = &events[start.unwrap_or(0)..];
                    // A picture alone says nothing of what the text is about.
                    if paragraph.iter().any(|event| matches!(event, Event::Text(_) | Event::Code(_))) {
                        self.rendered.summary = to_html(paragraph.to_vec());
                    }
                }
            }
        }
    }

    fn text(&mut self, text: CowStr<'a>, range: Range<usize>) {
        let original = self.guarded.original;
        let text = self.guarded.restore(text, &range);
        if self.in_code_block() {
            self.push(Event::Text(text));
            return;
        }
        self.report_footnote(&text, &range);
        self.report_misplaced(&text, &range);
        let text = self.typographer.words(text, original, &range);
        self.add_words(&text);
        if !self.in_picture() {
            self.push(Event::Text(text));
        }
    }

    /// The parser takes the mark of a footnote that has no text for plain text: `[`, `^label`, `]`.
    fn report_footnote(&mut self, text: &str, range: &Range<usize>) {
        let original = self.guarded.original;
        let Some(label) = text.strip_prefix('^').filter(|label| !label.is_empty()) else { return };
        let before = &original[..range.start];
        if before.ends_with('[') && !before.ends_with("\\[") && original[range.end..].starts_with(']') {
            let place = self.place(range.start - 1..range.end + 1);
            let diagnostic = Diagnostic::new(Code::FootnoteNotFound).at(place);
            self.diagnostics.push(diagnostic.with("label", label));
        }
    }

    fn in_code_block(&self) -> bool {
        let events = self.frames.last().map(|frame| frame.events.as_slice()).unwrap_or_default();
        // Code holds nothing but text, so that its beginning is near.
        let mut rest = events.iter().rev().skip_while(|event| matches!(event, Event::Text(_)));
        matches!(rest.next(), Some(Event::Start(Tag::CodeBlock(_))))
    }

    fn end_heading(&mut self) {
        let Some(Frame { kind: FrameKind::Heading { level, own_id, classes, words }, events, .. }) =
            self.frames.pop()
        else {
            return;
        };
        let (id, repeated) = self.ids.give(own_id.as_deref(), &words);
        if repeated && let Some(own) = &own_id {
            let place = self.place_of_id(own);
            self.diagnostics
                .push(Diagnostic::new(Code::DuplicateHeadingId).at(place).with("id", own.as_str()));
        }
        let inner = to_html(events);
        let mut html = format!("<h{level} id=\"");
        escape_html(&mut html, &id).expect("a String takes all text");
        if !classes.is_empty() {
            html.push_str("\" class=\"");
            escape_html(&mut html, &classes.join(" ")).expect("a String takes all text");
        }
        html.push_str(&format!("\">{inner}</h{level}>\n"));
        self.push(Event::Html(html.into()));
        self.rendered.headings.push(Heading { level, id, html: without_links(&inner) });
    }

    /// The text up to here, where no more than a paragraph of it is open.
    fn text_so_far(&self) -> Option<String> {
        let [Frame { events, .. }] = &self.frames[..] else { return None };
        let mut open = Vec::new();
        for event in events {
            match event {
                Event::Start(tag) => open.push(tag.to_end()),
                Event::End(_) => {
                    open.pop();
                }
                _ => {}
            }
        }
        // A link or an alert is open without such an event.
        let is_whole = open.len() <= 1 && open.len() == self.depth && self.links.is_empty();
        is_whole.then(|| to_html(events.iter().cloned().chain(open.into_iter().map(Event::End)).collect()))
    }

    fn finish(mut self) -> Rendered {
        while self.frames.len() > 1 {
            self.abandon_component();
        }
        let mut html = to_html(self.frames.pop().map(|frame| frame.events).unwrap_or_default());
        let footnotes = std::mem::take(&mut self.footnotes);
        let message = |id| self.surroundings.message(id);
        if !footnotes.is_empty()
            && let Some(list) = footnotes.finish(&message("footnotes"), &message("footnote-back"))
        {
            html.push_str(&list);
        }
        self.rendered.html = html;
        self.rendered
    }

    fn open(&mut self, kind: FrameKind<'a>) {
        self.frames.push(Frame { kind, depth: self.depth, events: Vec::new() });
    }

    fn push(&mut self, event: Event<'a>) {
        if let Some(frame) = self.frames.last_mut() {
            frame.events.push(event);
        }
    }

    fn in_picture(&self) -> bool {
        matches!(self.frames.last(), Some(Frame { kind: FrameKind::Picture { .. }, .. }))
    }

    /// Words count for the id of the heading and the description of the picture that they stand in.
    fn add_words(&mut self, text: &str) {
        match self.frames.last_mut().map(|frame| &mut frame.kind) {
            Some(FrameKind::Picture { alt, .. }) => alt.push_str(text),
            Some(FrameKind::Heading { words, .. }) => words.push_str(text),
            _ => {}
        }
    }

    fn place(&self, range: Range<usize>) -> Location {
        self.source.location(range.start + self.body..range.end + self.body)
    }

    /// The place of a link's or picture's target within the bytes of the whole construct.
    fn place_of(&self, target: &str, range: &Range<usize>) -> Location {
        let text = &self.guarded.original[range.clone()];
        match text.rfind(target) {
            Some(at) if !target.is_empty() => self.place(range.start + at..range.start + at + target.len()),
            _ => self.place(range.clone()),
        }
    }

    /// The place of the last heading with an id of its own.
    fn place_of_id(&self, id: &str) -> Location {
        let written = format!("#{id}");
        match self.guarded.original.rfind(&written) {
            Some(at) => self.place(at..at + written.len()),
            None => self.place(0..0),
        }
    }
}
