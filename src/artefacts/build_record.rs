//! What a build remembers of its pages, so that the next one renders only those that may be different.

use std::borrow::Cow;
use std::io;
use std::path::Path;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use super::Digest;
use super::record::RecordKind;

/// The record.
pub(super) const RECORD: RecordKind = RecordKind { file: "last-build", magic: b"sapar build   \0\x04" };

/// A document as a build found it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentRecord {
    /// The digest of the file.
    pub digest: Digest,
    /// The digest of what other pages can know of it.
    pub outline: Digest,
    /// Whether the outline has the ids that links can lead to.
    pub has_ids: bool,
    /// Whether the outline has the beginning of the text.
    pub has_beginning: bool,
    /// Whether the outline has the pictures of the text.
    pub has_pictures: bool,
    /// Whether another page depends on all of it.
    pub is_needed_whole: bool,
}

/// What a build remembers of its pages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BuildRecord {
    /// The fingerprint of the build, by which the output is known to be what it wrote.
    pub fingerprint: String,
    /// The digest of everything but the documents of published pages. `None` if nothing is known.
    pub frame: Option<Digest>,
    /// The documents of published pages, by path.
    pub documents: FxHashMap<Arc<str>, DocumentRecord>,
    /// The addresses at which mistakes were found, or what was rendered is not to be relied on.
    pub noted: FxHashSet<String>,
    /// What was remembered of the pictures of its pages, in a form that this module does not know.
    pub pictures: Vec<u8>,
    /// What was remembered for what is written for hosts, in a form that this module does not know.
    pub output: Vec<u8>,
}

/// The written form, sorted. `D` is a [`DocumentRecord`], or a reference to one.
#[derive(Serialize, Deserialize)]
struct Written<'r, D> {
    fingerprint: Cow<'r, str>,
    frame: Option<Digest>,
    #[serde(borrow)]
    documents: Vec<(&'r str, D)>,
    #[serde(borrow)]
    noted: Vec<&'r str>,
    pictures: Cow<'r, [u8]>,
    output: Cow<'r, [u8]>,
}

impl BuildRecord {
    /// Reads the record of the last build of a site. One that is missing, damaged or of another program is empty.
    pub fn read(root: &Path) -> Self {
        let bytes = RECORD.read(root);
        let Some(written) = RECORD.parse::<Written<'_, DocumentRecord>>(&bytes) else {
            return Self::default();
        };
        let Written { fingerprint, frame, documents, noted, pictures, output } = written;
        Self {
            fingerprint: fingerprint.into_owned(),
            frame,
            documents: documents.into_iter().map(|(path, document)| (path.into(), document)).collect(),
            noted: noted.into_iter().map(str::to_owned).collect(),
            pictures: pictures.into_owned(),
            output: output.into_owned(),
        }
    }

    /// Replaces the record of a site.
    ///
    /// # Errors
    /// When it cannot be written, which is no reason to stop: the next build renders more pages.
    pub fn write(&self, root: &Path) -> io::Result<()> {
        let mut documents: Vec<(&str, &DocumentRecord)> =
            self.documents.iter().map(|(path, document)| (&**path, document)).collect();
        documents.sort_unstable_by_key(|(path, _)| *path);
        let mut noted: Vec<&str> = self.noted.iter().map(String::as_str).collect();
        noted.sort_unstable();
        let fingerprint = self.fingerprint.as_str().into();
        let pictures = self.pictures.as_slice().into();
        let output = self.output.as_slice().into();
        RECORD.write(root, &Written { fingerprint, frame: self.frame, documents, noted, pictures, output })
    }
}
