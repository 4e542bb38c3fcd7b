//! Taxonomies and their terms.

use fluent_bundle::FluentArgs;

use super::PageId;
use crate::config::TaxonomyConfig;
use crate::diagnostics::{Code, Diagnostic, Location, nearest};
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
/// A language that lacks the message borrows the name, and is reported unless the term has a page of its own there;
/// `place` is where the id is written.
pub(super) fn names(
    id: &str,
    message: &str,
    languages: &[Language],
    catalogue: &Catalogue,
    has_own_page: impl Fn(LanguageId) -> bool,
    place: impl Fn() -> Location,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<(String, LanguageId)> {
    let arguments = FluentArgs::new();
    let name = |language: LanguageId| {
        if !catalogue.has(language, message) && !has_own_page(language) && !catalogue.is_known(message) {
            // Most likely it is another term, misspelt.
            let prefix = message.strip_suffix(id).filter(|prefix| !prefix.is_empty());
            let ids = prefix.into_iter().flat_map(|prefix| {
                let messages = (0..languages.len()).flat_map(|language| catalogue.ids(language));
                messages.filter_map(move |message| message.strip_prefix(prefix))
            });
            let mut ids: Vec<&str> = ids.collect();
            ids.sort_unstable();
            diagnostics.push(
                Diagnostic::new(Code::TermWithoutName)
                    .at(place())
                    .with("term", id)
                    .with("message", message)
                    .with("language", languages[language].tag.as_str())
                    .suggest(nearest(id, ids)),
            );
        }
        match catalogue.format(language, message, &arguments) {
            Ok(message) => (message.text, message.language),
            Err(_) => (id.to_owned(), language),
        }
    };
    (0..languages.len()).map(name).collect()
}
