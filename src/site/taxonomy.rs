//! Taxonomies and their terms.

use fluent_bundle::FluentArgs;

use super::PageId;
use crate::config::TaxonomyConfig;
use crate::diagnostics::{Code, Diagnostic};
use crate::language::{Catalogue, Language, LanguageId};

/// A way of sorting pages, such as tags.
#[derive(Debug)]
pub struct Taxonomy {
    /// Its configuration, with its name.
    pub config: TaxonomyConfig,
    /// Its name for readers of each language, with the language the name is in: the message `NAME-title`.
    pub names: Vec<(String, LanguageId)>,
    /// The page that lists its terms.
    pub page: PageId,
    /// Its terms, in the order of their ids.
    pub terms: Vec<Term>,
}

/// A term of a taxonomy.
#[derive(Debug)]
pub struct Term {
    /// The language-neutral id that facts use.
    pub id: String,
    /// Its name for readers of each language, with the language the name is in: the message `TAXONOMY-ID`.
    pub names: Vec<(String, LanguageId)>,
    /// The page that lists its pages.
    pub page: PageId,
    /// The pages that have it, in no order.
    pub pages: Vec<PageId>,
}

/// The names of a term or a taxonomy by its message, in every language; the id where no language has one.
///
/// A language that lacks the message borrows the name, and is reported unless the term has a page of its own there.
pub(super) fn names(
    id: &str,
    message: &str,
    languages: &[Language],
    catalogue: &Catalogue,
    has_own_page: impl Fn(LanguageId) -> bool,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<(String, LanguageId)> {
    let arguments = FluentArgs::new();
    let name = |language: LanguageId| {
        if !catalogue.has(language, message) && !has_own_page(language) && !catalogue.is_known(message) {
            diagnostics.push(
                Diagnostic::new(Code::TermWithoutName)
                    .with("term", id)
                    .with("message", message)
                    .with("language", languages[language].tag.as_str()),
            );
        }
        match catalogue.format(language, message, &arguments) {
            Ok(message) => (message.text, message.language),
            Err(_) => (id.to_owned(), language),
        }
    };
    (0..languages.len()).map(name).collect()
}
