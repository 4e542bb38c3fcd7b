//! HTML that stands in a text: what it refers to is checked, and leads to the reader's language, as in Markdown. Nothing
//! else of it is touched.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event};
use pulldown_cmark_escape::escape_href;

use super::Pass;
use crate::content::markdown::references::{lines_of_text, references};
use crate::content::markdown::{ReferenceKind, text};
use crate::diagnostics::{Code, Diagnostic};

/// HTML that the parser hands out line by line, while a tag may go over several of them.
#[derive(Default)]
pub(super) struct RawHtml {
    text: String,
    /// Where each line begins, in the text here and in the author's.
    starts: Vec<(usize, usize)>,
}

impl RawHtml {
    fn push(&mut self, html: &str, at: usize) {
        self.starts.push((self.text.len(), at));
        self.text.push_str(html);
    }

    /// The place in the author's text of a place in the text here.
    fn original(&self, at: usize) -> usize {
        let line = self.starts.partition_point(|(start, _)| *start <= at).saturating_sub(1);
        self.starts.get(line).map_or(at, |(start, original)| original + at - start)
    }
}

impl<'a> Pass<'a, '_> {
    /// A tag or a comment within a paragraph.
    pub(super) fn inline_html(&mut self, html: CowStr<'a>, range: &Range<usize>) {
        self.html_line(html, range);
        self.end_html();
    }

    /// A line of a block of HTML.
    pub(super) fn html_line(&mut self, html: CowStr<'a>, range: &Range<usize>) {
        let html = self.guarded.restore(html, range);
        if html.trim() == text::MORE {
            self.end_html();
            if let Some(summary) = self.text_so_far() {
                self.rendered.summary = summary;
            }
        }
        self.raw_html.push(&html, range.start);
    }

    /// Whether a block of HTML is open that has a line already.
    pub(super) fn in_html(&self) -> bool {
        !self.raw_html.text.is_empty()
    }

    /// No more lines come.
    pub(super) fn end_html(&mut self) {
        let html = std::mem::take(&mut self.raw_html);
        if html.text.is_empty() {
            return;
        }
        let mut resolved = String::with_capacity(html.text.len());
        let mut from = 0;
        for reference in references(&html.text) {
            match self.surroundings.reference(&reference.target, reference.kind) {
                Ok(Some(url)) => {
                    resolved.push_str(&html.text[from..reference.range.start]);
                    escape_href(&mut resolved, &url).expect("a String takes all text");
                    from = reference.range.end;
                    if reference.kind == ReferenceKind::Picture {
                        self.rendered.picture.get_or_insert(url);
                    }
                }
                Ok(None) => {}
                Err(diagnostic) => {
                    let (start, end) = (reference.range.start, reference.range.end);
                    // The end of a line is not the beginning of the next.
                    let place = self.place(html.original(start)..html.original(end.max(1) - 1) + 1);
                    self.diagnostics.push(diagnostic.at(place));
                }
            }
        }
        resolved.push_str(&html.text[from..]);
        for range in lines_of_text(&html.text) {
            if html.text[range.clone()].starts_with(":::") {
                let start = html.original(range.start);
                let place = self.place(start..start + range.len());
                self.diagnostics.push(Diagnostic::new(Code::ComponentMisplaced).at(place));
            }
        }
        self.push(Event::InlineHtml(resolved.into()));
    }
}
