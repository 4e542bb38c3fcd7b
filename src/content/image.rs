//! The value of a field that is a picture.

use crate::data::{Data, Node, Reader, Spanned};
use crate::diagnostics::{Code, Diagnostic, SourceText};

/// The value of a field that is a picture: a path, or a table with a path, credit, licence and source.
///
/// The alternative text differs between languages and is therefore written in the documents.
#[derive(Debug, Clone, PartialEq)]
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
    /// What it is about, as fractions of its width and height from the top left corner: what is left when it is cropped.
    pub focus: Option<(f64, f64)>,
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
        let focus = read_focus(&mut reader, diagnostics);
        reader.finish(diagnostics);
        let file = Spanned::new(file?, table.get("file")?.value.span.clone());
        Some(Self { credit, licence, source: origin, illustration, focus, ..Self::of_file(file) })
    }

    fn of_file(file: Spanned<&str>) -> Self {
        Self {
            file: file.into_owned(),
            credit: String::new(),
            licence: String::new(),
            source: None,
            illustration: false,
            focus: None,
        }
    }
}

/// Reads `focus = [0.3, 0.6]`.
fn read_focus(reader: &mut Reader<'_>, diagnostics: &mut Vec<Diagnostic>) -> Option<(f64, f64)> {
    let entry = reader.entry("focus")?;
    let fraction = |node: &Node| match node.data {
        Data::Integer(number @ 0..=1) => Some(number as f64),
        Data::Float(number) if (0.0..=1.0).contains(&number) => Some(number),
        _ => None,
    };
    let focus = match &entry.value.data {
        Data::List(items) => match &items[..] {
            [x, y] => fraction(x).zip(fraction(y)),
            _ => None,
        },
        _ => None,
    };
    if focus.is_none() {
        let place = reader.source.location(entry.value.span.clone());
        diagnostics.push(Diagnostic::new(Code::InvalidFocus).at(place));
    }
    focus
}
