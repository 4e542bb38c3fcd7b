//! What an import changes in the files of one page, or in those of the messages.

use rustc_hash::FxHashMap;

use crate::diagnostics::SourceText;
use crate::translate::{Record, Refusal};

/// By the number of a unit that is written or accepted: whether a machine has made its translation.
pub(super) type Machines = FxHashMap<usize, bool>;

/// A source that changes, or a new one.
#[derive(Debug, Clone)]
pub struct SourceChange {
    /// Its path, relative to the site's root.
    pub file: String,
    /// What it was; `None` if it is new.
    pub old: Option<SourceText>,
    /// What it is to be.
    pub text: String,
}

/// What is written of one work.
#[derive(Debug, Default)]
pub(super) struct WorkChanges {
    /// The units that are written.
    pub written: Vec<usize>,
    /// The units that are accepted as they stand.
    pub accepted: Vec<usize>,
    /// The units that are not written, and why.
    pub refused: Vec<(usize, Refusal)>,
    /// The file of the page.
    pub source: Option<SourceChange>,
    /// The files of messages.
    pub messages: Vec<SourceChange>,
    /// The record.
    pub record: Option<Record>,
    /// Whether the document is new and not complete.
    pub is_draft: bool,
}
