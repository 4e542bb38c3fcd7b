//! The value of a field that is a picture.

use crate::data::{Data, Node, Reader, Spanned};
use crate::diagnostics::{Diagnostic, SourceText};

/// The value of a field that is a picture: a path, or a table with a path, credit, licence and source.
///
/// The alternative text differs between languages and is therefore written in the documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    /// The path as it was written.
    pub file: Spanned<String>,
    /// Who made it; may be empty. A proper name, the same in every language.
    pub credit: String,
    /// The licence that it is under; may be empty.
    pub licence: String,
    /// The URL that it was taken from.
    pub source: Option<Spanned<String>>,
    /// Whether it is a drawing rather than a photograph.
    pub illustration: bool,
}

impl Image {
    /// Reads a picture from a text or a table.
    pub(super) fn read(
        source: &SourceText,
        key: &str,
        node: &Node,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let table = match &node.data {
            Data::Text(file) => return Some(Self::of_file(Spanned::new(file, node.span.clone()))),
            Data::Table(table) => table,
            _ => return None,
        };
        let mut reader = Reader::new(source, table, &format!("{key}."));
        let file = reader.required_text("file", node.span.clone(), diagnostics);
        let credit = reader.text("credit", diagnostics).unwrap_or_default().to_owned();
        let licence = reader.text("licence", diagnostics).unwrap_or_default().to_owned();
        let origin = reader.spanned_text("source", diagnostics).map(Spanned::into_owned);
        let illustration = reader.boolean("illustration", diagnostics).unwrap_or(false);
        reader.finish(diagnostics);
        let file = Spanned::new(file?, table.get("file")?.value.span.clone());
        Some(Self { credit, licence, source: origin, illustration, ..Self::of_file(file) })
    }

    fn of_file(file: Spanned<&str>) -> Self {
        Self {
            file: file.into_owned(),
            credit: String::new(),
            licence: String::new(),
            source: None,
            illustration: false,
        }
    }
}
