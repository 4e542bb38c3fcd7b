//! What hosts have answered about links to them, so that they are not asked again every day.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::record::RecordKind;

/// Links to the outside with the answers about them, by their addresses.
#[derive(Debug, Default, Clone, Serialize, Deserialize)]
pub struct LinkAnswers(pub BTreeMap<String, LinkAnswer>);

/// What is known of a link to the outside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkAnswer {
    /// The day of the answer: `2026-05-20`.
    pub day: String,
    /// What it leads to.
    pub state: LinkState,
    /// The address of a copy in an archive, if it is dead and there is one.
    pub archived: Option<String>,
}

/// What a link to the outside leads to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum LinkState {
    /// Something.
    Live,
    /// Something that is at another address for good.
    Moved(String),
    /// Nothing: the page or the host does not exist. Holds what was said.
    Dead(String),
    /// Nobody knows: the host did not answer, or did not want to. Holds what was said.
    Unsure(String),
}

/// The record.
pub(super) const RECORD: RecordKind =
    RecordKind { file: "external-links", magic: b"sapar links\0\0\0\0\x01" };

impl LinkAnswers {
    /// Those of a site; none if there is no record, or another build of the program wrote it.
    pub fn read(root: &Path) -> Self {
        RECORD.parse(&RECORD.read(root)).unwrap_or_default()
    }

    /// Keeps them.
    ///
    /// # Errors
    /// When the record cannot be written.
    pub fn write(&self, root: &Path) -> io::Result<()> {
        RECORD.write(root, self)
    }
}
