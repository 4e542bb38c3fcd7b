//! HTML that stands in a text: what it refers to is checked, and leads to the reader's language, as in Markdown. Nothing
//! else of it is touched.

use std::ops::Range;

use pulldown_cmark_escape::escape_href;

use super::address_fix::address_fix;
use super::{Summary, Writer};
use crate::content::html::{NO_LINK, for_each_attribute};
use crate::content::markdown::html_references::references;
use crate::content::markdown::raw_html::{RawHtml, lines_of_text};
use crate::content::markdown::tree::Kind;
use crate::content::markdown::{ReferenceKind, summary};
use crate::diagnostics::{Code, Diagnostic};

impl Summary {
    pub(super) fn is_empty(&self) -> bool {
        self.range.is_empty() && self.end.is_empty()
    }
}

impl Writer<'_, '_> {
    /// A line of a block of HTML, or a tag within a paragraph.
    pub(super) fn html_line(&mut self, html: &str, range: &Range<usize>) {
        if html.trim() == summary::MORE {
            self.end_html();
            self.end_summary();
        }
        self.raw_html.push(html, range.start);
    }

    /// The summary ends here, where no more than a paragraph of the text itself is open. The last such place counts.
    fn end_summary(&mut self) {
        let end = match &self.parents[..] {
            [Kind::Paragraph] => "</p>\n",
            [Kind::HtmlBlock] => "",
            _ => return,
        };
        self.summary.range = 0..self.html.len();
        self.summary.end = end;
    }

    pub(super) fn is_in_html_block(&self) -> bool {
        matches!(self.parents.last(), Some(Kind::HtmlBlock))
    }

    /// Writes the HTML whose lines were collected.
    pub(super) fn end_html(&mut self) {
        let html = std::mem::take(&mut self.raw_html);
        if html.text.is_empty() {
            return;
        }
        let mut from = 0;
        for reference in references(&html.text) {
            match self.resolver.reference(&reference.target, reference.kind) {
                Ok(Some(url)) => {
                    self.html.push_str(&html.text[from..reference.range.start]);
                    escape_href(&mut self.html, &url).expect("a String takes all text");
                    from = reference.range.end;
                    if reference.kind == ReferenceKind::Picture {
                        self.rendered.picture.get_or_insert(url);
                    }
                }
                Ok(None) => {}
                Err(diagnostic) => {
                    self.html.push_str(&html.text[from..reference.range.start]);
                    self.html.push_str(NO_LINK);
                    from = reference.range.end;
                    let range = html.range_in_file(reference.range);
                    let fix = address_fix(&self.tree.source, &diagnostic, &reference.target, range.clone());
                    self.diagnostics.push(diagnostic.at(self.place(range)).fix(fix));
                }
            }
        }
        self.push(&html.text[from..]);
        self.report_repeated_ids(&html);
        self.report_refused(&html);
        for range in lines_of_text(&html.text) {
            if html.text[range.clone()].starts_with(":::") {
                let place = self.place(html.range_in_file(range));
                self.diagnostics.push(Diagnostic::new(Code::ComponentMisplaced).at(place));
            }
        }
    }

    /// Reports ids that two elements of HTML have. Headings give way to them, or report it themselves.
    fn report_repeated_ids(&mut self, html: &RawHtml) {
        let mut repeated = Vec::new();
        for_each_attribute(&html.text, |_, attribute, id, span| {
            if attribute == b"id" && !self.html_ids.insert(id.to_owned()) {
                repeated.push((id.to_owned(), span));
            }
        });
        for (id, span) in repeated {
            let place = self.place(html.range_in_file(span));
            self.diagnostics.push(Diagnostic::new(Code::DuplicateHeadingId).at(place).with("id", id));
        }
    }
}
