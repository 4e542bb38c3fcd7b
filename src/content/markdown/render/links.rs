//! Links of a text.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType};
use pulldown_cmark_escape::{escape_href, escape_html};

use super::Pass;

impl Pass<'_, '_> {
    pub(super) fn start_link(&mut self, link_type: LinkType, target: &str, title: &str, range: Range<usize>) {
        let target = match link_type {
            LinkType::Email => format!("mailto:{target}"),
            _ => self.guarded.restore(target.to_owned().into(), &range).to_string(),
        };
        let link = match self.surroundings.link(&target) {
            Ok(link) => link,
            Err(diagnostic) => {
                let place = self.place_of(&target, &range);
                self.diagnostics.push(diagnostic.at(place));
                self.links.push(false);
                return;
            }
        };
        let mut html = String::from("<a href=\"");
        escape_href(&mut html, &link.url).expect("a String takes all text");
        if !title.is_empty() {
            html.push_str("\" title=\"");
            escape_html(&mut html, title).expect("a String takes all text");
        }
        // The other site learns nothing of the window it was opened from.
        html.push_str(if link.external { "\" rel=\"external noopener\">" } else { "\">" });
        self.links.push(true);
        self.push(Event::InlineHtml(html.into()));
    }

    /// A broken link has no end either.
    pub(super) fn end_link(&mut self) {
        if self.links.pop() == Some(true) {
            self.push(Event::InlineHtml("</a>".into()));
        }
    }
}
