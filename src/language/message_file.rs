//! A file of messages as it was read.

use super::definition::LanguageId;
use crate::diagnostics::SourceText;

/// A file of messages.
#[derive(Debug, Clone)]
pub struct MessageFile {
    /// The language of the folder it stands in.
    pub language: LanguageId,
    /// Whether it belongs to the site; the site's messages win over the theme's.
    pub of_site: bool,
    /// Its text.
    pub source: SourceText,
}
