//! `[pictures]` of `sapar.toml`.

use crate::data::{Reader, out_of_range};
use crate::diagnostics::Diagnostic;
use crate::pictures::PictureOverrides;
use crate::pictures::original::DEFAULT_MAX_PIXELS;

/// The largest limit of pixels that a site may set. A picture with so many needs 4 GB of memory.
const MAX_LIMIT: u64 = 1_000_000_000;

/// What a site says of its pictures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureConfig {
    /// How many pixels a picture may have.
    pub max_pixels: u64,
    /// What it sets otherwise than the theme.
    pub overrides: PictureOverrides,
}

impl Default for PictureConfig {
    fn default() -> Self {
        Self { max_pixels: DEFAULT_MAX_PIXELS, overrides: PictureOverrides::default() }
    }
}

impl PictureConfig {
    pub(super) fn read(reader: &mut Reader<'_>, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut config = Self::default();
        let Some(table) = reader.table("pictures", diagnostics) else { return config };
        let mut reader = Reader::new(reader.source, table, "pictures.");
        if let Some(value) = reader.integer("max_pixels", diagnostics) {
            match u64::try_from(value) {
                Ok(value @ 1..=MAX_LIMIT) => config.max_pixels = value,
                _ => {
                    let span =
                        table.get("max_pixels").map(|entry| entry.value.span.clone()).unwrap_or_default();
                    let key = "pictures.max_pixels";
                    let limit = MAX_LIMIT.to_string();
                    diagnostics.push(out_of_range(reader.source, span, key, &value.to_string(), "1", &limit));
                }
            }
        }
        config.overrides = PictureOverrides::read(&mut reader, diagnostics);
        reader.finish(diagnostics);
        config
    }
}
