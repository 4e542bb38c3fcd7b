//! What a text refers to: its links and the pictures that it asks for, in Markdown and in HTML.

use super::html_references::{self, Reference};
use super::raw_html;
use super::resolver::ReferenceKind;
use super::tree::{Kind, Tree};

/// The links and pictures of a text: those of Markdown in their order, and then those of HTML. What the arguments of
/// components refer to, only their theme knows.
///
/// ```
/// use sapar::content::markdown::{ReferenceKind, parse, references};
/// use sapar::diagnostics::SourceText;
///
/// let source = SourceText::new("a.kk.md", "![Көл](hero.jpg) `[x](y)` <a href=/kanas/>[қ](../)</a>\n");
/// let references = references(&parse(&source, 0));
/// let found: Vec<_> = references.iter().map(|it| (it.target.as_str(), it.kind)).collect();
/// assert_eq!(
///     found,
///     [
///         ("hero.jpg", ReferenceKind::Picture),
///         ("../", ReferenceKind::Link),
///         ("/kanas/", ReferenceKind::Link),
///     ]
/// );
/// assert_eq!(&source.text[references[2].range.clone()], "/kanas/");
/// ```
pub fn references(tree: &Tree) -> Vec<Reference> {
    let mut found = Vec::new();
    for node in tree.ids().map(|id| tree.node(id)) {
        let (target, kind) = match node.kind {
            Kind::Link(target) => (target, ReferenceKind::Link),
            Kind::Picture(target) => (target, ReferenceKind::Picture),
            _ => continue,
        };
        found.push(Reference { target: target.path.to_owned(), kind, range: node.range });
    }
    found.extend(references_of_html(tree));
    found
}

/// The links and pictures of the HTML in a text.
pub(super) fn references_of_html(tree: &Tree) -> impl Iterator<Item = Reference> {
    raw_html::of_tree(tree).flat_map(|html| {
        let found = html_references::references(&html.text);
        found
            .into_iter()
            .map(move |reference| Reference { range: html.range_in_file(reference.range), ..reference })
    })
}
