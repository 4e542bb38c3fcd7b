//! A site after an edit that leaves its shape as it was: only what a text says has changed.

use std::sync::Arc;

use super::{Page, PageId, Site, fields, taxonomy};
use crate::content::Document;
use crate::content::fields::{Origin, read_fields};
use crate::diagnostics::Diagnostic;
use crate::glossary::Glossary;
use crate::language::{Catalogue, LanguageId};
use crate::translate::Record;

impl Site {
    /// The site with a new version of a document of the page at `path`. Addresses, sections and terms stay as they
    /// are, so that it costs next to nothing, however large the site is.
    ///
    /// Returns `None` if the edit is more than that, or wrong: then the site is to be put together again.
    #[must_use]
    pub fn with_document(&self, path: &str, old: &Arc<Document>, new: &Arc<Document>) -> Option<Self> {
        let id = self.page_at(path).filter(|_| has_same_shape(old, new))?;
        let folders: Vec<&str> = self.pages[id].file_folders().collect();
        let meant =
            |document| self.misspelt_files.meant_in(&folders, document, &|url| self.file_names.has(url));
        if !self.file_names.names_alike(&self.pages[id], &self.config, old, new) || meant(old) != meant(new) {
            return None;
        }
        let mut page = (*self.pages[id]).clone();
        let mut diagnostics = Vec::new();
        let fields = read_fields(
            &self.kinds[page.kind],
            &new.source.open(),
            &new.fields,
            Origin::Document { facts: "" },
            &self.config.taxonomies.iter().map(|taxonomy| taxonomy.name.as_str()).collect::<Vec<_>>(),
            &mut diagnostics,
        );
        fields::check_document(self, id, new, &fields, &mut diagnostics);
        if !diagnostics.is_empty() {
            return None;
        }
        // The text itself, and where other languages borrow it.
        let mut languages: Vec<LanguageId> = Vec::new();
        for (language, text) in page.texts.iter_mut_enumerated() {
            if text.document.as_ref().is_some_and(|document| Arc::ptr_eq(document, old)) {
                text.document = Some(Arc::clone(new));
                text.fields.clone_from(&fields);
                languages.push(language);
            }
        }
        if languages.is_empty() {
            return None;
        }
        let ahead = match &self.ahead {
            Some(ahead) => Some(Arc::new(ahead.with_document(path, old, new)?)),
            None => None,
        };
        let site = Self { pages: self.pages.with(id, Arc::new(page)), ahead, ..self.clone() };
        Some(if old.title == new.title { site } else { site.with_title_of(languages, id, self) })
    }

    /// The site with another record of the translations of the page at `path`. Returns `None` if it has no such page.
    #[must_use]
    pub fn with_record(&self, path: &str, record: &Arc<Record>) -> Option<Self> {
        let id = self.page_at(path)?;
        let page = Page { record: Arc::clone(record), ..(*self.pages[id]).clone() };
        let ahead = match &self.ahead {
            Some(ahead) => Some(Arc::new(ahead.with_record(path, record)?)),
            None => None,
        };
        Some(Self { pages: self.pages.with(id, Arc::new(page)), ahead, ..self.clone() })
    }

    /// The site with other messages, by which its taxonomies and their terms are named. Reports those that have no
    /// name.
    #[must_use]
    pub fn with_messages(&self, catalogue: &Arc<Catalogue>, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let taxonomies = (*self.taxonomies).clone();
        let taxonomies = taxonomy::named(taxonomies, &self.pages, &self.config, catalogue, diagnostics);
        let terms = taxonomies.iter().flat_map(|taxonomy| &taxonomy.terms).map(|term| term.page);
        let named: Vec<PageId> = terms.chain(taxonomies.iter().map(|taxonomy| taxonomy.page)).collect();
        let taxonomies = Arc::new(taxonomies);
        let ahead = self.ahead.as_ref().map(|ahead| Arc::new(ahead.with_messages(catalogue, diagnostics)));
        let site = Self { catalogue: Arc::clone(catalogue), taxonomies, ahead, ..self.clone() };
        site.with_titles_of(self.config.languages.keys(), &named)
    }

    /// The site with another glossary.
    #[must_use]
    pub fn with_glossary(&self, glossary: &Option<Arc<Glossary>>) -> Self {
        let ahead = self.ahead.as_ref().map(|ahead| Arc::new(ahead.with_glossary(glossary)));
        Self { glossary: glossary.clone(), ahead, ..self.clone() }
    }

    /// The site after a page got another title in some languages; `last` is the site before that. Lists are sorted by titles.
    fn with_title_of(self, languages: Vec<LanguageId>, page: PageId, last: &Self) -> Self {
        let mut lists = self.lists.clone();
        for language in languages {
            let (old, new) = (last.ordered(language), self.ordered(language));
            lists[language] = Arc::new(lists[language].with_title_of(page, old, new));
        }
        Self { lists, ..self }
    }

    /// The site after many pages may have got other titles in some languages.
    fn with_titles_of(self, languages: impl IntoIterator<Item = LanguageId>, pages: &[PageId]) -> Self {
        let mut lists = self.lists.clone();
        for language in languages {
            lists[language] = Arc::new(lists[language].with_titles_of(self.ordered(language), pages));
        }
        Self { lists, ..self }
    }
}

/// Whether two versions of a document stand at the same addresses.
fn has_same_shape(old: &Document, new: &Document) -> bool {
    let slug = |document: &Document| document.slug.as_ref().map(|slug| slug.value.clone());
    let source = |document: &Document| document.translated_from.as_ref().map(|source| source.value.clone());
    let aliases = |document: &Document| -> Vec<String> {
        document.aliases.iter().map(|alias| alias.value.clone()).collect()
    };
    !old.is_broken
        && !new.is_broken
        && old.language == new.language
        && old.draft == new.draft
        && source(old) == source(new)
        && slug(old) == slug(new)
        && aliases(old) == aliases(new)
}
