//! Which text a reader gets of a page that lacks the reader's language.

use std::sync::Arc;

use crate::content::Document;
use crate::language::{Language, LanguageId};

/// The document for a reader of `language`: its own, else the first of the language's fallback chain that there is.
pub(super) fn choose(
    documents: &[Option<Arc<Document>>],
    languages: &[Language],
    language: LanguageId,
) -> (Option<Arc<Document>>, LanguageId) {
    std::iter::once(language)
        .chain(languages[language].fallback.iter().copied())
        .find_map(|candidate| Some((Some(Arc::clone(documents[candidate].as_ref()?)), candidate)))
        .unwrap_or((None, language))
}
