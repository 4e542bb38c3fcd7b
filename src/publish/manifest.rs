//! What the last build wrote, kept beside the output.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use super::folder::Stamp;
use crate::diagnostics::{Diagnostic, deserialize_known};

/// A record of a build.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Manifest {
    /// The digest of all that the site was made from.
    pub fingerprint: String,
    /// The warnings of the build, to be shown again where nothing has changed.
    #[serde(deserialize_with = "deserialize_known")]
    pub diagnostics: Vec<Diagnostic>,
    /// How many pages each language has.
    pub pages: Vec<PageCount>,
    /// Every file: path, length, and nanoseconds since 1970 of its last change.
    pub(super) files: Vec<(String, u64, u64)>,
}

/// How many pages a language has.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageCount {
    /// The language's BCP 47 tag.
    pub language: String,
    /// The language's name.
    pub name: String,
    /// Pages with a text of their own in it.
    pub own: usize,
    /// Pages that are borrowed from another language.
    pub borrowed: usize,
}

impl Manifest {
    /// The record of a build whose files are still to come.
    pub fn new(fingerprint: String, diagnostics: Vec<Diagnostic>, pages: Vec<PageCount>) -> Self {
        Self { fingerprint, diagnostics, pages, files: Vec::new() }
    }

    /// How many files the output has.
    pub fn file_count(&self) -> usize {
        self.files.len()
    }

    pub(super) fn stamps(&self) -> impl Iterator<Item = (&str, Stamp)> {
        self.files.iter().map(|(path, length, nanoseconds)| {
            let modified = UNIX_EPOCH + Duration::from_nanos(*nanoseconds);
            (path.as_str(), Stamp { length: *length, modified })
        })
    }

    pub(super) fn set_files(&mut self, files: impl Iterator<Item = (String, Stamp)>) {
        self.files = files.map(|(path, stamp)| (path, stamp.length, nanoseconds(stamp.modified))).collect();
        self.files.sort_unstable();
    }
}

fn nanoseconds(time: SystemTime) -> u64 {
    time.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos() as u64)
}
