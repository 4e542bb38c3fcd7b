//! A file of messages as it was read.

use super::definition::LanguageId;
use crate::diagnostics::SourceText;

/// A file of messages.
#[derive(Debug, Clone)]
pub struct MessageFile {
    /// The language of its folder.
    pub language: LanguageId,
    /// Whether it belongs to the site, whose messages override the theme's.
    pub of_site: bool,
    /// Its text.
    pub source: SourceText,
}
