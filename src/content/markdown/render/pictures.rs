//! Pictures in a text.

use pulldown_cmark::Event;
use pulldown_cmark_escape::{escape_href, escape_html};

use super::{Frame, FrameKind, Pass};
use crate::content::markdown::Picture;
use crate::diagnostics::{Code, Diagnostic};

impl Pass<'_, '_> {
    pub(super) fn end_picture(&mut self) {
        let Some(Frame { kind: FrameKind::Picture { path, title, range, alt }, .. }) = self.frames.pop()
        else {
            return;
        };
        let path = self.guarded.restore(path, &range);
        let place = self.place_of(&path, &range);
        if alt.trim().is_empty() {
            let diagnostic = Diagnostic::new(Code::ImageWithoutAlt).at(place.clone());
            self.diagnostics.push(diagnostic.with("origin", "text").with("path", path.to_string()));
        }
        match self.surroundings.picture(&path) {
            Ok(picture) => {
                if picture.size.is_none() {
                    let diagnostic = Diagnostic::new(Code::ImageUnreadable).at(place);
                    self.diagnostics.push(diagnostic.with("path", path.to_string()));
                }
                let is_first = self.rendered.picture.is_none();
                let html = html(&picture, &alt, &title, is_first);
                self.rendered.picture.get_or_insert(picture.url);
                self.push(Event::InlineHtml(html.into()));
            }
            Err(diagnostic) => {
                self.diagnostics.push(diagnostic.at(place));
                self.push(Event::Text(alt.into()));
            }
        }
        self.typographer.pass_over('a');
    }
}

/// The `img` of a picture. All but the first of a text are loaded when they come near the screen.
fn html(picture: &Picture, alt: &str, title: &str, is_first: bool) -> String {
    let mut html = String::from("<img src=\"");
    escape_href(&mut html, &picture.url).expect("a String takes all text");
    html.push_str("\" alt=\"");
    escape_html(&mut html, alt).expect("a String takes all text");
    html.push('"');
    if !title.is_empty() {
        html.push_str(" title=\"");
        escape_html(&mut html, title).expect("a String takes all text");
        html.push('"');
    }
    if let Some((width, height)) = picture.size {
        html.push_str(&format!(" width=\"{width}\" height=\"{height}\""));
    }
    if !is_first {
        html.push_str(" loading=\"lazy\"");
    }
    html.push_str(" decoding=\"async\">");
    html
}
