//! Headings as HTML, and their ids.

use pulldown_cmark_escape::escape_html;

use super::{Heading, Writer};
use crate::content::markdown::headings::HeadingId;
use crate::content::markdown::raw_html::for_contents;
use crate::content::markdown::tree::{Kind, Node};
use crate::diagnostics::{Code, Diagnostic};

impl<'t> Writer<'t, '_> {
    /// A heading is left, whose HTML is `inner`.
    pub(super) fn end_heading(&mut self, node: &Node<'t>, id: HeadingId, inner: &str) {
        const NAMES: [&str; 7] = ["", "h1", "h2", "h3", "h4", "h5", "h6"];
        let HeadingId { level, id, is_repeated, .. } = id;
        if let Kind::Heading { own_id: Some(own), .. } = node.kind
            && is_repeated
        {
            let place = self.place_of(&format!("#{own}"), &node.range);
            self.diagnostics.push(Diagnostic::new(Code::DuplicateHeadingId).at(place).with("id", own));
        }
        let name = NAMES[usize::from(level)];
        let mut html = ["<", name, " id=\""].concat();
        escape_html(&mut html, &id).expect("a String takes all text");
        let mut before_class = "\" class=\"";
        for class in self.tree.heading_classes(node.id) {
            html.push_str(before_class);
            escape_html(&mut html, class).expect("a String takes all text");
            before_class = " ";
        }
        html.push('"');
        // An id and classes are written `#` and `.`; a text runs no scripts of its own.
        let is_taken = |key: &str| matches!(key, "id" | "class" | "style") || key.starts_with("on");
        for (key, value) in self.tree.heading_attributes(node.id).filter(|(key, _)| !is_taken(key)) {
            html.push_str(&format!(" {key}=\""));
            escape_html(&mut html, value).expect("a String takes all text");
            html.push('"');
        }
        self.push(&html);
        self.push(">");
        self.push(inner);
        ["</", name, ">\n"].iter().for_each(|part| self.push(part));
        let range = node.range.clone();
        self.rendered.headings.push(Heading { level, id, html: for_contents(inner), range });
    }
}
