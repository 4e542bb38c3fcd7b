//! The pictures that a text shows.

use super::references::references_of_html;
use super::resolver::ReferenceKind;
use super::spacing::on_one_line;
use super::tree::{Kind, Step, Tree};

/// A picture of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownPicture {
    /// Its path as written.
    pub path: String,
    /// Its alternative text; empty if it has none, or stands in HTML.
    pub alt: String,
}

/// The pictures of a text: those of Markdown in their order, and then those of HTML.
///
/// ```
/// use sapar::content::markdown::{parse, pictures};
/// use sapar::diagnostics::SourceText;
///
/// let text = "![A *lake*](lake.jpg) `![](code.jpg)` <img src=\"shore.jpg\">\n";
/// let pictures = pictures(&parse(&SourceText::new("a.en.md", text), 0));
/// let found: Vec<_> = pictures.iter().map(|it| (it.path.as_str(), it.alt.as_str())).collect();
/// assert_eq!(found, [("lake.jpg", "A lake"), ("shore.jpg", "")]);
/// ```
pub fn pictures(tree: &Tree) -> Vec<ShownPicture> {
    let mut found = Vec::new();
    // A picture within the alternative text of another one is a part of that text.
    let mut open: Option<ShownPicture> = None;
    let mut depth = 0;
    for step in tree.walk() {
        match step {
            Step::Enter(node) => match (node.kind, &mut open) {
                (Kind::Picture(target), None) => {
                    open = Some(ShownPicture { path: target.path.to_owned(), alt: String::new() });
                }
                (Kind::Picture(_), Some(_)) => depth += 1,
                (Kind::Text(text) | Kind::Code(text), Some(picture)) => picture.alt.push_str(text),
                (Kind::SoftBreak | Kind::HardBreak, Some(picture)) => picture.alt.push(' '),
                _ => {}
            },
            Step::Leave(node) if matches!(node.kind, Kind::Picture(_)) => match depth {
                0 => found.extend(open.take()),
                _ => depth -= 1,
            },
            Step::Leave(_) => {}
        }
    }
    found.iter_mut().for_each(|picture| picture.alt = on_one_line(&picture.alt));
    let of_html = references_of_html(tree).filter(|reference| reference.kind == ReferenceKind::Picture);
    found.extend(of_html.map(|reference| ShownPicture { path: reference.target, alt: String::new() }));
    found
}
