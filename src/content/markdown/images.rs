//! Pictures in a text.

use pulldown_cmark_escape::{escape_href, escape_html};

use super::surroundings::Picture;

/// The `img` of a picture. All but the first of a text are loaded when they come near the screen.
pub(super) fn html(picture: &Picture, alt: &str, title: &str, is_first: bool) -> String {
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
