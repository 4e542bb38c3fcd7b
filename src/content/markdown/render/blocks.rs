//! Block components of a text.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::{Frame, FrameKind, Pass};
use crate::content::markdown::components::{self, LineKind};
use crate::content::markdown::html::{is_block, to_html};
use crate::diagnostics::{Code, Diagnostic};

impl Pass<'_, '_> {
    /// A line that begins with colons and is none of a block, such as one that is indented below a paragraph: the
    /// reader would see the colons.
    pub(super) fn report_misplaced(&mut self, text: &str, range: &Range<usize>) {
        if !text.starts_with(":::") || self.guarded.original[..range.start].ends_with('\\') {
            return;
        }
        let begins_line = match self.frames.last().and_then(|frame| frame.events.last()) {
            Some(Event::Start(tag)) => is_block(&tag.to_end()) && !matches!(tag, Tag::TableCell),
            Some(Event::SoftBreak | Event::HardBreak) => true,
            _ => false,
        };
        if begins_line {
            let place = self.place(range.clone());
            self.diagnostics.push(Diagnostic::new(Code::ComponentMisplaced).at(place));
        }
    }

    pub(super) fn line_at(&self, offset: usize) -> Option<usize> {
        self.lines.iter().position(|line| line.range.contains(&offset) || line.range.start == offset)
    }

    pub(super) fn component_line(&mut self, index: usize) {
        let line = &self.lines[index];
        self.typographer.begin_block();
        match &line.kind {
            LineKind::Open(..) => self.open(FrameKind::Component { line: index }),
            LineKind::Broken(reason, detail, range) => {
                let place = self.place(range.clone());
                self.diagnostics.push(components::syntax_error(reason, detail).at(place));
                self.open(FrameKind::Component { line: index });
            }
            LineKind::Close => match self.frames.last() {
                Some(Frame { kind: FrameKind::Component { .. }, depth, .. }) if *depth == self.depth => {
                    self.close_component();
                }
                _ => {
                    let place = self.place(line.range.clone());
                    self.diagnostics.push(Diagnostic::new(Code::ComponentUnopened).at(place));
                }
            },
        }
    }

    fn close_component(&mut self) {
        let Some(Frame { kind: FrameKind::Component { line }, events, .. }) = self.frames.pop() else {
            return;
        };
        let body = to_html(events);
        let line = &self.lines[line];
        let LineKind::Open(name, arguments) = &line.kind else {
            // The line was reported; what it would hold is shown.
            self.push(Event::Html(body.into()));
            return;
        };
        match self.surroundings.component(&name.text, arguments, &body) {
            Ok(html) => self.push(Event::Html(html.into())),
            Err(problems) => {
                for (diagnostic, argument) in problems {
                    let range =
                        argument.map_or(name.range.clone(), |index| arguments.entries[index].2.clone());
                    let place = self.place(range);
                    // What is wrong in the component itself has its place there.
                    let placed = diagnostic.location.is_some();
                    self.diagnostics.push(if placed { diagnostic } else { diagnostic.at(place) });
                }
                self.push(Event::Html(body.into()));
            }
        }
    }

    /// Ends a component whose end is missing: that is reported, and what it would hold is shown.
    pub(super) fn abandon_component(&mut self) {
        let Some(Frame { kind, events, .. }) = self.frames.pop() else { return };
        if let FrameKind::Component { line } = kind
            && let LineKind::Open(name, _) = &self.lines[line].kind
        {
            let place = self.place(self.lines[line].range.clone());
            let diagnostic = Diagnostic::new(Code::ComponentUnclosed).at(place);
            self.diagnostics.push(diagnostic.with("name", name.text.as_str()));
        }
        self.push(Event::Html(to_html(events).into()));
    }
}
