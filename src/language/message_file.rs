//! A file of messages as it was read.

use typed_index_collections::{TiSlice, TiVec};

use super::definition::{Language, LanguageId};
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

/// The messages of the site itself, by language, in the order of their files.
pub fn messages_of_site(
    files: &[MessageFile],
    languages: &TiSlice<LanguageId, Language>,
) -> TiVec<LanguageId, Vec<SourceText>> {
    let mut messages: TiVec<LanguageId, Vec<SourceText>> = languages.iter().map(|_| Vec::new()).collect();
    for file in files.iter().filter(|file| file.of_site) {
        messages[file.language].push(file.source.clone());
    }
    messages
}
