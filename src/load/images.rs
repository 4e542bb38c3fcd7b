//! Reads what a picture is from its file.

use std::fs::File;
use std::io::Cursor;
use std::path::Path;

use crate::pictures::original::{self, Format, Original};

/// What a file is as a picture. Returns `None` if it cannot be read.
pub(super) fn read(path: &Path) -> Option<Original> {
    original::read(File::open(path).ok()?).ok()
}

/// As [`read`], for a file in memory.
pub(super) fn read_bytes(bytes: &[u8]) -> Option<Original> {
    original::read(Cursor::new(bytes)).ok()
}

/// The form in which it is remembered by the digest of the file.
pub(super) fn to_details(original: Option<&Original>) -> Vec<u8> {
    original.and_then(|original| postcard::to_allocvec(original).ok()).unwrap_or_default()
}

/// The reverse of [`to_details`]; `None` if nothing is remembered.
pub(super) fn from_details(details: &[u8]) -> Option<Original> {
    postcard::from_bytes(details).ok()
}

/// Whether a file has pixels, whatever its name says.
pub(super) fn is_raster(original: Option<&Original>) -> bool {
    original
        .is_some_and(|original| original.format != Format::Svg && !original.format.extensions().is_empty())
}
