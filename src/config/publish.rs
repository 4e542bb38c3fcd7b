//! How the site is put into its output folder: `publish`.

use crate::data::{Reader, Table, not_an_option};
use crate::diagnostics::Diagnostic;

/// How a site is put into its output folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PublishMethod {
    /// As a whole, by swapping folders; in place where the system does not let folders be swapped.
    #[default]
    Swap,
    /// In place: file by file, each renamed over the old one.
    InPlace,
}

impl PublishMethod {
    /// The names of the methods.
    pub const NAMES: [&str; 2] = ["swap", "in-place"];

    /// The method by its name.
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "swap" => Some(Self::Swap),
            "in-place" => Some(Self::InPlace),
            _ => None,
        }
    }
}

/// Reads `publish`.
pub(super) fn read_publish_method(
    reader: &mut Reader<'_>,
    table: &Table,
    diagnostics: &mut Vec<Diagnostic>,
) -> PublishMethod {
    let source = reader.source;
    let Some(text) = reader.text("publish", diagnostics) else { return PublishMethod::default() };
    PublishMethod::parse(text).unwrap_or_else(|| {
        let entry = table.get("publish").expect("its text was just read");
        diagnostics.push(not_an_option(source, &entry.value, "publish", text, &PublishMethod::NAMES));
        PublishMethod::default()
    })
}
