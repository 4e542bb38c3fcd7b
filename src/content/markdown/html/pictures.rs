//! Pictures in a text.

use super::{FrameKind, Writer};
use crate::content::is_file_name;
use crate::content::markdown::tree::Target;
use crate::content::markdown::{on_one_line, with_quotes};
use crate::diagnostics::{Code, Diagnostic};
use crate::pictures::{self, img};

impl Writer<'_, '_> {
    /// A picture begins that stands in no sentence; its title is its caption.
    pub(super) fn begin_figure(&mut self, picture: Target<'_>) {
        self.push_line(if picture.title.is_empty() { "<p>" } else { "<figure>\n" });
    }

    pub(super) fn end_figure(&mut self, picture: Target<'_>) {
        if picture.title.is_empty() {
            self.push("</p>\n");
            return;
        }
        self.push("\n<figcaption>");
        let caption = with_quotes(&on_one_line(picture.title), self.typographer.quotes());
        self.push_text(&caption);
        self.push("</figcaption>\n</figure>\n");
    }

    /// The name of the innermost component that is open.
    fn block(&self) -> Option<&str> {
        self.frames.iter().rev().find_map(|frame| match frame.kind {
            FrameKind::Component(component) => Some(component.opening.as_ref().ok()?.0.text.as_str()),
            _ => None,
        })
    }

    pub(super) fn end_picture(&mut self) {
        let Some((FrameKind::Picture { target, range, alt }, _)) = self.close() else { return };
        // A picture within the description of another one is a part of that description.
        self.describe(&alt);
        if alt.trim().is_empty() {
            let place = self.place_of(target.path, &range);
            let diagnostic = Diagnostic::new(Code::ImageWithoutAlt).at(place);
            self.diagnostics.push(diagnostic.with("origin", "text").with("path", target.path));
        } else if is_file_name(&alt, target.path) {
            let place = self.place_of(target.path, &range);
            let diagnostic = Diagnostic::new(Code::ImageAltIsName).at(place);
            self.diagnostics.push(diagnostic.with("alt", alt.trim()).with("path", target.path));
        }
        match self.resolver.picture(target.path) {
            Ok(picture) => {
                let is_unreadable = picture.size.is_none() && !picture.external;
                let unreadable = || {
                    is_unreadable.then(|| Diagnostic::new(Code::ImageUnreadable).with("path", target.path))
                };
                // A picture within a sentence may be a sign of any size.
                let is_alone = self.holds_pictures || self.block().is_some();
                let unfit = || self.resolver.unfit(target.path, self.block()).filter(|_| is_alone);
                if let Some(diagnostic) = picture.warning.clone().or_else(unreadable).or_else(unfit) {
                    let place = self.place_of(target.path, &range);
                    self.diagnostics.push(diagnostic.at(place));
                }
                let title = if self.has_captions { "" } else { target.title };
                let responsive = self.resolver.responsive(target.path, self.block());
                let html = img(&pictures::Picture {
                    url: &picture.url,
                    size: picture.size,
                    responsive: responsive.as_ref(),
                    alt: &alt,
                    title,
                    ..pictures::Picture::default()
                });
                if !picture.external {
                    self.rendered.picture.get_or_insert(picture.url);
                }
                self.push(&html);
            }
            Err(diagnostic) => {
                self.diagnostics.push(self.about_address(diagnostic, target.path, &range));
                self.push_text(&alt);
                self.summary.has_words |= !self.is_in_picture();
            }
        }
        self.typographer.pass_over('a');
    }
}
