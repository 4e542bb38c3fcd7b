//! A picture among the fields of a page, and what is said of it.

use std::ops::Range;

use crate::data::{Data, Node, Reader};
use crate::diagnostics::{Diagnostic, SourceText};

/// A picture among the fields of a page: a path, or a table of a path and where the picture comes from.
///
/// Its alternative text is different in each language, and stands in the documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    /// The path as it was written.
    pub file: String,
    /// Where the path stands, in bytes of its file.
    pub file_span: Range<usize>,
    /// Who made it; may be empty. A proper name, the same in every language.
    pub credit: String,
    /// The licence that it is under; may be empty.
    pub licence: String,
    /// The address that it comes from, and where that stands.
    pub source: Option<(String, Range<usize>)>,
    /// Whether it is drawn, and no photograph.
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
            Data::Text(file) => return Some(Self::of_file(file, node.span.clone())),
            Data::Table(table) => table,
            _ => return None,
        };
        let mut reader = Reader::new(source, table, &format!("{key}."));
        let file = reader.required_text("file", node.span.clone(), diagnostics);
        let credit = reader.text("credit", diagnostics).unwrap_or_default().to_owned();
        let licence = reader.text("licence", diagnostics).unwrap_or_default().to_owned();
        let origin = reader.text("source", diagnostics).zip(table.get("source"));
        let origin = origin.map(|(origin, entry)| (origin.to_owned(), entry.value.span.clone()));
        let illustration = reader.boolean("illustration", diagnostics).unwrap_or(false);
        reader.finish(diagnostics);
        let file_span = table.get("file")?.value.span.clone();
        Some(Self { credit, licence, source: origin, illustration, ..Self::of_file(file?, file_span) })
    }

    fn of_file(file: &str, file_span: Range<usize>) -> Self {
        Self {
            file: file.to_owned(),
            file_span,
            credit: String::new(),
            licence: String::new(),
            source: None,
            illustration: false,
        }
    }
}
