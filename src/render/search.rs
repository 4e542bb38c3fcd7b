//! The files of the search index as artefacts.

use std::sync::Arc;

use crate::artefacts::Artefact;
use crate::language::LanguageId;
use crate::site::SearchFile;
use crate::theme::View;

/// A file of the index of a language. Its key is known without making the index, so that a check of the site makes none.
pub(super) fn index_file(view: &Arc<View>, language: LanguageId, file: SearchFile) -> Artefact {
    let key = view.search.key(&view.site, language, file);
    let view = Arc::clone(view);
    Artefact::composed(key, move |store| view.search.make(&view.site, language, file, store))
}
