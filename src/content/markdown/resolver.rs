//! What a text refers to, as the one who renders it answers.

use super::components::Arguments;
use crate::diagnostics::Diagnostic;
use crate::pictures::Responsive;

/// The messages of the theme that say what the program itself puts into a text.
pub const MESSAGES: [&str; 8] = [
    "alert-note",
    "alert-tip",
    "alert-important",
    "alert-warning",
    "alert-caution",
    "footnotes",
    "footnote-back",
    "table",
];

/// Resolves what a text refers to, for the readers it is rendered for. Each answer may be a diagnostic without a place, which the text then adds.
pub trait Resolver {
    /// Where a link leads.
    fn link(&self, target: &str) -> Result<Link, Diagnostic>;
    /// A picture.
    fn picture(&self, path: &str) -> Result<Picture, Diagnostic>;
    /// The variants of a picture that is shown; `block` is the name of the innermost component that it stands in. Returns `None`
    /// if it has none.
    fn responsive(&self, _path: &str, _block: Option<&str>) -> Option<Responsive> {
        None
    }
    /// The address for what HTML of the author's refers to; `None` if it is right as it is written.
    fn reference(&self, target: &str, kind: ReferenceKind) -> Result<Option<String>, Diagnostic>;
    /// A block component rendered, with its body as HTML; or what is wrong with it, and with which argument. What is
    /// wrong in the component's own file has its place already.
    fn component(
        &self,
        name: &str,
        arguments: &Arguments,
        body: &str,
    ) -> Result<String, Vec<(Diagnostic, Option<usize>)>>;
    /// A word that the program itself puts into the text: one of [`MESSAGES`].
    fn message(&self, id: &str) -> String;
}

/// What HTML refers to, and what becomes of it in a browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReferenceKind {
    /// A page or a file, which readers may follow.
    Link,
    /// A picture, which is loaded with the page.
    Picture,
    /// Something else that is loaded with the page: a frame, a film, a script, a symbol of a drawing.
    Embed,
    /// Where the entries of a form are sent.
    Form,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The address for `href`, percent-encoded.
    pub url: String,
    /// Whether it leads out of the site.
    pub external: bool,
}

/// A picture of the site.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// The address for `src`, percent-encoded.
    pub url: String,
    /// Width and height in pixels, where they are known.
    pub size: Option<(u32, u32)>,
    /// Whether another host has it, so that nothing more is known of it.
    pub external: bool,
    /// What its author should know of it, without a place.
    pub warning: Option<Diagnostic>,
}
