//! A page: the same subject in all its languages.

use std::sync::Arc;

use typed_index_collections::{TiSlice, TiVec};

use super::publication::PublicationPeriod;
use super::{SharedVec, Site, Taxonomy, TermId};
use crate::config::TaxonomyId;
use crate::content::fields::Field;
use crate::content::kind::KindId;
use crate::content::{Document, Facts, composed};
use crate::data::Date;
use crate::id::define_id;
use crate::language::LanguageId;
use crate::translate::Record;

define_id! {
    /// The place of a page in [`Site::pages`].
    PageId
}

/// A subject in all languages of the site.
#[derive(Debug, Clone)]
pub struct Page {
    /// Its content path: `/` or `/destinations/markakol/`.
    pub path: String,
    /// What it is to the site.
    pub role: Role,
    /// What it stands in, a section or a page with a folder of its own; the home page stands in nothing.
    pub parent: Option<PageId>,
    /// Whether it is a section whose pages belong to the section above it, as folders of years are.
    pub is_transparent: bool,
    /// What it is.
    pub kind: KindId,
    /// Where its documents and facts stand.
    pub files: PageFiles,
    /// What is true in every language.
    pub facts: Arc<Facts>,
    /// The first day on which it is past: its own, or an earlier one of a section that it stands in.
    pub expires: Option<Date>,
    /// The days on which it is published.
    pub(super) period: PublicationPeriod,
    /// The first and the last day of what it tells of, by its first field with a range of dates.
    pub days: Option<(Date, Date)>,
    /// The fields of its kind that are the same in every language.
    pub fields: Vec<Field>,
    /// What a reader of each language gets.
    pub texts: TiVec<LanguageId, Text>,
    /// What is recorded of its translations. No page shows it.
    pub record: Arc<Record>,
}

/// Where the documents and facts of a page stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageFiles {
    /// In a folder of the page's own, `lake/index.kk.md`; or there are none.
    OwnFolder,
    /// Among those of other pages: `lake.kk.md`.
    Single,
    /// Some here, some there.
    Both,
}

/// What a page is to the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The root section.
    Home,
    /// A folder of pages.
    Section,
    /// A page as such.
    Page,
    /// The list of a taxonomy's terms.
    Taxonomy(TaxonomyId),
    /// The list of a term's pages.
    Term(TaxonomyId, TermId),
}

/// What a reader of one language gets of a page.
#[derive(Debug, Clone)]
pub struct Text {
    /// The document, where there is one: a section's folder and a term may have none.
    pub document: Option<Arc<Document>>,
    /// Where it comes from.
    pub origin: TextOrigin,
    /// What the page is called where the reader's language, or one that precedes the document's in the fallback chain, has
    /// a name among the facts and no document; with the language of the name.
    pub name: Option<(String, LanguageId)>,
    /// Its address from the site's root, not encoded: `/kk/destinations/markakol/`.
    pub url: String,
    /// The fields of its kind that are different in each language.
    pub fields: Vec<Field>,
}

/// Where a reader's text comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextOrigin {
    /// It is written in the reader's language.
    Own,
    /// It is shown in this language, because nobody has written it in the reader's.
    Borrowed(LanguageId),
    /// It is in the reader's language, and was made from a text in this one by changing its script: `kk-Arab` from `kk`.
    Derived(LanguageId),
}

impl TextOrigin {
    /// Whether the reader gets a text in another language: with a notice, and without a place in `hreflang`, sitemaps and
    /// feeds. A derived text is in the reader's language, and has its place in them.
    pub fn is_borrowed(self) -> bool {
        match self {
            Self::Borrowed(_) => true,
            Self::Own | Self::Derived(_) => false,
        }
    }

    /// Whether somebody wrote the text for readers of this language. What a document says of its own address (slug,
    /// aliases) holds for those readers alone, and its mistakes are reported for them alone.
    pub fn is_own(self) -> bool {
        match self {
            Self::Own => true,
            Self::Borrowed(_) | Self::Derived(_) => false,
        }
    }

    /// The language that a reader of `reader` sees the text in: its `lang`, its quotation marks, its reading speed.
    pub fn language(self, reader: LanguageId) -> LanguageId {
        match self {
            Self::Own | Self::Derived(_) => reader,
            Self::Borrowed(language) => language,
        }
    }
}

impl Text {
    /// What a reader gets of a page that nobody wrote in any of the reader's languages: a name and an address.
    pub(super) fn none() -> Self {
        Self { document: None, origin: TextOrigin::Own, name: None, url: String::new(), fields: Vec::new() }
    }
}

impl Role {
    /// Whether such a page lists others.
    pub fn is_list(self) -> bool {
        self != Self::Page
    }
}

impl Page {
    /// Whether a reader of a language gets the text of another.
    pub fn is_borrowed(&self, language: LanguageId) -> bool {
        self.texts[language].origin.is_borrowed()
    }

    /// The folders that a relative path of a file may start from: first that of the document which names it, as the
    /// preview of an editor has it; then the folder of the page's address.
    pub(super) fn file_folders(&self) -> impl Iterator<Item = &str> {
        file_folders(&self.path, self.files)
    }

    /// The documents that are written in their own language, by language.
    pub fn own_documents(&self) -> TiVec<LanguageId, Option<Arc<Document>>> {
        let own = |(language, text): (LanguageId, &Text)| {
            text.document.clone().filter(|document| text.origin.is_own() && document.language == language)
        };
        self.texts.iter_enumerated().map(own).collect()
    }

    /// The last part of its content path.
    pub fn name(&self) -> &str {
        self.path.trim_matches('/').rsplit('/').next().unwrap_or_default()
    }

    /// The languages in which readers get it in their own language, in the order of the configuration.
    pub fn languages(&self) -> impl Iterator<Item = LanguageId> {
        self.texts
            .iter_enumerated()
            .filter(|(_, text)| !text.origin.is_borrowed())
            .map(|(language, _)| language)
    }
}

/// The folders that a relative path of a file may start from in the sources of the page with a content path.
pub(super) fn file_folders(own: &str, files: PageFiles) -> impl Iterator<Item = &str> {
    let above = own.strip_suffix('/').and_then(|path| path.rfind('/')).map_or(own, |at| &own[..=at]);
    let (first, second) = match files {
        PageFiles::OwnFolder => (own, None),
        PageFiles::Single => (above, Some(own)),
        PageFiles::Both => (own, Some(above)),
    };
    std::iter::once(first).chain(second)
}

/// The pages of a site; the home page is the first.
pub type Pages = SharedVec<PageId, Arc<Page>>;

/// The section that a page belongs to: the nearest list above it that is not transparent.
pub(super) fn section(pages: &Pages, page: PageId) -> Option<PageId> {
    sections(pages, page).find(|section| !pages[*section].is_transparent)
}

/// The sections that list a page, nearest first: those that are transparent, and the one that it belongs to.
pub(super) fn sections(pages: &Pages, page: PageId) -> impl Iterator<Item = PageId> {
    let above = std::iter::successors(pages[page].parent, |above| pages[*above].parent);
    let mut is_last = false;
    above
        .filter(|above| pages[*above].role.is_list())
        .take_while(move |section| !std::mem::replace(&mut is_last, !pages[*section].is_transparent))
}

/// What a reader of a language sees a page called, and the language that this is in: the title of the reader's own
/// document, else the name among the facts, else the title of the text that is borrowed.
pub(super) fn title<'s>(
    page: &'s Page,
    taxonomies: &'s TiSlice<TaxonomyId, Taxonomy>,
    language: LanguageId,
) -> (&'s str, LanguageId) {
    let text = &page.texts[language];
    if let Some((name, language)) = &text.name {
        return (name, *language);
    }
    if let Some(document) = &text.document {
        return (&document.title, text.origin.language(language));
    }
    match page.role {
        Role::Term(taxonomy, term) => {
            let (name, language) = &taxonomies[taxonomy].terms[term].names[language];
            (name, *language)
        }
        Role::Taxonomy(taxonomy) => {
            let (name, language) = &taxonomies[taxonomy].names[language];
            (name, *language)
        }
        Role::Home | Role::Section | Role::Page => (page.name(), language),
    }
}

impl Site {
    /// Compresses the texts of all pages, as long as `goes_on` says so: those of a preview are kept for hours, and few of them are read
    /// again.
    pub fn compress_texts(&self, goes_on: &dyn Fn() -> bool) {
        for page in self.pages.iter().take_while(|_| goes_on()) {
            page.texts
                .iter()
                .filter_map(|text| text.document.as_ref())
                .for_each(|document| document.source.compress());
        }
    }

    /// The path of the facts of a page, which may not exist, relative to the site's root.
    pub fn facts_file(&self, page: PageId) -> String {
        let Page { path, files, .. } = &*self.pages[page];
        match files {
            PageFiles::Single => format!("content{}.facts.toml", path.trim_end_matches('/')),
            PageFiles::OwnFolder | PageFiles::Both => format!("content{path}facts.toml"),
        }
    }

    /// The section that a page belongs to: the nearest list above it that is not transparent.
    pub fn section(&self, page: PageId) -> Option<PageId> {
        section(&self.pages, page)
    }

    /// What a reader of a language sees a page called, and the language that this is in: the title of the reader's own
    /// document, else the name among the facts, else the title of the text that is borrowed.
    pub fn title(&self, page: PageId, language: LanguageId) -> (&str, LanguageId) {
        title(&self.pages[page], &self.taxonomies, language)
    }

    /// The title of the text that a reader of a language gets, and the language that it is in. It differs from
    /// [`Site::title`] where the text is borrowed and the page has a name in the reader's language.
    pub fn text_title(&self, page: PageId, language: LanguageId) -> (&str, LanguageId) {
        let text = &self.pages[page].texts[language];
        match &text.document {
            Some(document) => (&document.title, text.origin.language(language)),
            None => self.title(page, language),
        }
    }
}

impl PageFiles {
    /// Where files stand; `paths` are their paths relative to the site's root, and `page` is the content path of the page.
    pub(super) fn of<'p>(paths: impl Iterator<Item = &'p str>, page: &str) -> Self {
        let is_own = |path: &str| {
            let path = path.strip_prefix("content").unwrap_or(path);
            composed(&path[..path.rfind('/').map_or(0, |at| at + 1)]) == page
        };
        let (mut own, mut single) = (false, false);
        for path in paths {
            match is_own(path) {
                true => own = true,
                false => single = true,
            }
        }
        match (own, single) {
            (_, false) => Self::OwnFolder,
            (false, true) => Self::Single,
            (true, true) => Self::Both,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_derived_text_is_in_the_readers_language_but_no_author_wrote_it() {
        let (reader, other) = (LanguageId::from(0), LanguageId::from(1));
        for (origin, is_borrowed, is_own, language) in [
            (TextOrigin::Own, false, true, reader),
            (TextOrigin::Borrowed(other), true, false, other),
            (TextOrigin::Derived(other), false, false, reader),
        ] {
            assert_eq!(origin.is_borrowed(), is_borrowed, "{origin:?}");
            assert_eq!(origin.is_own(), is_own, "{origin:?}");
            assert_eq!(origin.language(reader), language, "{origin:?}");
        }
    }
}
