//! The text of one file of the site, as diagnostics quote it.

use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use super::lines::LineIndex;

/// A file of the site: its path and its whole text. Cloning is cheap; everything is shared.
#[derive(Debug, Clone)]
pub struct SourceText(Arc<Source>);

/// What a [`SourceText`] shares.
#[derive(Debug)]
pub struct Source {
    /// Path relative to the site's root, `/`-separated on every system.
    pub path: Arc<str>,
    /// The text in UTF-8, without a byte order mark.
    pub text: Arc<str>,
    /// Made when the first diagnostic of the file is shown: most files never need it.
    lines: OnceLock<Box<LineIndex>>,
}

impl SourceText {
    /// A source from its path and text.
    pub fn new(path: &str, text: &str) -> Self {
        Self(Arc::new(Source { path: path.into(), text: text.into(), lines: OnceLock::new() }))
    }

    /// Whether both are clones of one source, so that offsets of one hold in the other.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Source {
    pub(super) fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| Box::new(LineIndex::of(&self.text)))
    }
}

impl Deref for SourceText {
    type Target = Source;

    fn deref(&self) -> &Source {
        &self.0
    }
}
