//! Headings as HTML, and their ids.

use pulldown_cmark_escape::escape_html;
use rustc_hash::FxHashMap;

use super::{Heading, Writer};
use crate::content::html::for_each_attribute;
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
        self.rendered.headings.push(Heading { level, id, html: for_contents(inner) });
        self.heading_places.push(node.range.clone());
    }

    /// Reports headings whose id an element of a component has, too. Ids of headings are known before components are
    /// rendered, and cannot give way.
    pub(super) fn report_ids_of_components(&mut self) {
        if self.tree.components.is_empty() {
            return;
        }
        let mut counts: FxHashMap<String, usize> = FxHashMap::default();
        for_each_attribute(&self.html, |_, attribute, id, _| {
            if attribute == b"id" {
                *counts.entry(id.to_owned()).or_default() += 1;
            }
        });
        for (heading, range) in self.rendered.headings.iter().zip(&self.heading_places) {
            if counts.get(&heading.id).is_some_and(|count| *count > 1) {
                let place = self.tree.source.location(range.clone());
                let diagnostic = Diagnostic::new(Code::DuplicateHeadingId).at(place);
                self.diagnostics.push(diagnostic.with("id", heading.id.as_str()));
            }
        }
    }
}
