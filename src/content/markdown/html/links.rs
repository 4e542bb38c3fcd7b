//! Links of a text.

use std::ops::Range;

use pulldown_cmark_escape::escape_href;

use super::{OpenLink, Writer};
use crate::content::markdown::tree::{Kind, Node, NodeId, Step, Target};
use crate::diagnostics::{Code, Diagnostic};

impl Writer<'_, '_> {
    pub(super) fn start_link(&mut self, target: Target<'_>, node: &Node<'_>) {
        let range = &node.range;
        let shows_address = self.tree.shows_address(node);
        let link = match self.resolver.link(target.path) {
            Ok(link) => link,
            Err(diagnostic) => {
                // A content path in the place of a bare address would be no link.
                let diagnostic = match shows_address {
                    true => diagnostic.at(self.place_of(target.path, range)),
                    false => self.about_address(diagnostic, target.path, range),
                };
                self.diagnostics.push(diagnostic);
                self.links.push(OpenLink { is_whole: false, shows_address, words: self.html.len() });
                return;
            }
        };
        // What is printed says where a link leads, but for those that say it themselves.
        self.push(if shows_address { "<a class=\"address\" href=\"" } else { "<a href=\"" });
        escape_href(&mut self.html, &link.url).expect("a String takes all text");
        if !target.title.is_empty() {
            self.push("\" title=\"");
            self.push_escaped(target.title);
        }
        // The other site learns nothing of the window it was opened from.
        self.push(if link.external { "\" rel=\"external noopener\">" } else { "\">" });
        self.links.push(OpenLink { is_whole: true, shows_address, words: self.html.len() });
    }

    /// A broken link has no end either.
    pub(super) fn end_link(&mut self, target: Target<'_>, id: NodeId, range: &Range<usize>) {
        let Some(link) = self.links.pop() else { return };
        // A link within the description of a picture is not shown; and of a picture that is not there, something else is told.
        let is_empty = || self.html.get(link.words..).is_some_and(|words| words.trim().is_empty());
        let has_picture = || {
            let mut steps = self.tree.walk_within(id);
            steps.any(|step| matches!(step, Step::Enter(node) if matches!(node.kind, Kind::Picture(_))))
        };
        if !self.is_in_picture() && is_empty() && !has_picture() {
            let diagnostic = Diagnostic::new(Code::LinkWithoutText).at(self.place(range.clone()));
            self.diagnostics.push(diagnostic.with("target", target.path));
        }
        if link.is_whole {
            self.push("</a>");
        }
    }
}
