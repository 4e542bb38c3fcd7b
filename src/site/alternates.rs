//! Which pages search engines are told are the same page in other languages: `hreflang`, in pages and in sitemaps.

use super::{PageId, Site};
use crate::language::LanguageId;

/// A page in one of its languages, for search engines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alternate<'s> {
    /// The value of `hreflang`: a language, or `x-default` for readers of all others.
    pub hreflang: &'s str,
    /// The whole address, encoded.
    pub url: String,
}

impl Site {
    /// The page, or a page of a list by its number, in each language that it really has, and the one for readers of all
    /// other languages. A borrowed text is not among them, a derived one is: it is in the reader's language.
    pub fn alternates(&self, page: PageId, number: usize) -> impl Iterator<Item = Alternate<'_>> {
        let url = move |language: LanguageId| self.permalink(&self.list_url(page, language, number));
        let in_languages = self.pages[page].languages().map(move |language| Alternate {
            hreflang: &self.language(language).hreflang,
            url: url(language),
        });
        let default = match page {
            // The root leads each reader to the home page in their own language.
            Self::HOME => Some(self.permalink("/")),
            _ => self.reference_language(page).map(url),
        };
        in_languages.chain(default.map(|url| Alternate { hreflang: "x-default", url }))
    }

    /// The language that stands for all others in `hreflang`: the default language, else the first that the page has.
    fn reference_language(&self, page: PageId) -> Option<LanguageId> {
        let default = self.config.default_language;
        let page = &self.pages[page];
        if page.is_borrowed(default) { page.languages().next() } else { Some(default) }
    }
}
