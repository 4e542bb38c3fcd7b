//! HTML that texts must not have: it says where all links of the page lead, takes readers elsewhere, or holds a document that
//! is not checked.

use std::ops::Range;

use super::Writer;
use crate::content::html::{HtmlEvent, tokenise_html};
use crate::content::markdown::raw_html::RawHtml;
use crate::diagnostics::{Code, Diagnostic};

impl Writer<'_, '_> {
    pub(super) fn report_refused(&mut self, html: &RawHtml) {
        for (reason, range) in refused(&html.text) {
            let place = self.place(html.range_in_file(range));
            self.diagnostics.push(Diagnostic::new(Code::HtmlRefused).at(place).with("reason", reason));
        }
    }
}

/// What must not stand in a text, with one of the reasons that the message `html-refused` knows.
fn refused(html: &str) -> Vec<(&'static str, Range<usize>)> {
    let mut found = Vec::new();
    let lower = html.to_ascii_lowercase();
    if !["<base", "<meta", "srcdoc"].iter().any(|part| lower.contains(part)) {
        return found;
    }
    let (mut element, mut attribute) = (Vec::new(), Vec::new());
    let (mut start, mut reason) = (0, None);
    tokenise_html(html, |event, span| match event {
        HtmlEvent::OpenStartTag { name } => {
            name.clone_into(&mut element);
            start = span.start;
            reason = (name == b"base").then_some("base");
        }
        HtmlEvent::AttributeName { name } => {
            name.clone_into(&mut attribute);
            if name == b"srcdoc" && element == b"iframe" {
                reason = Some("srcdoc");
            }
        }
        HtmlEvent::AttributeValue { value }
            if element == b"meta"
                && attribute == b"http-equiv"
                && value.trim_ascii().eq_ignore_ascii_case(b"refresh") =>
        {
            reason = Some("refresh");
        }
        HtmlEvent::CloseStartTag { .. } => {
            if let Some(reason) = reason.take() {
                found.push((reason, start..span.end));
            }
        }
        // The attributes of end tags mean nothing.
        HtmlEvent::EndTag { .. } => reason = None,
        _ => {}
    });
    found
}
