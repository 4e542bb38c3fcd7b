//! Pages that have sources and are not published: drafts, those of a day to come, those that have expired and are removed;
//! why they are not, and what there would be if these were published. What refers to one of them is no mistake: it is shown without a link,
//! and a warning tells of it.

use std::sync::{Arc, OnceLock};

use fluent_bundle::FluentArgs;
use rustc_hash::{FxHashMap, FxHashSet};
use typed_index_collections::{TiVec, ti_vec};

use super::file_names::NamingPage;
use super::links::{decode, resolve};
use super::page::{PageFiles, file_folders};
use super::{PageSource, Site, content_path, fallback};
use crate::config::{Config, TaxonomyId};
use crate::content::{Document, Facts, is_valid_slug, read_alias};
use crate::data::Date;
use crate::language::LanguageId;

/// What is not published, by what refers to it.
#[derive(Debug, Default)]
pub(super) struct Unpublished {
    /// By content path.
    pages: FxHashMap<String, UnpublishedPage>,
    /// Drafts of pages that are published in other languages, by content path and language.
    drafts: FxHashMap<(String, LanguageId), Arc<Document>>,
    /// The addresses of files beside such pages.
    files: FxHashSet<String>,
    /// The addresses that such pages would have, with their content paths; made when the first link leads to no address of
    /// the site.
    urls: OnceLock<FxHashMap<String, (String, LanguageId)>>,
}

/// A page that is not published.
#[derive(Debug)]
pub struct UnpublishedPage {
    /// Its content path.
    pub path: String,
    /// What it would be.
    pub role: UnpublishedRole,
    documents: TiVec<LanguageId, Option<Arc<Document>>>,
    facts: Arc<Facts>,
    /// The languages in which it is not written or stale, of those that it is to be published in together.
    waits_for: Vec<LanguageId>,
}

/// What a page that is not published would be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UnpublishedRole {
    /// A page as such.
    Page,
    /// A section with sources of its own.
    Section,
    /// A section that is there only while a page stands in it.
    ImpliedSection,
    /// A term that only such pages have.
    Term(TaxonomyId, String),
}

/// An address at which a page would be that is not published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnpublishedAddress {
    /// The content path of the page.
    pub path: String,
    /// The language that the address is in.
    pub language: LanguageId,
    /// Why it is not published.
    pub reason: UnpublishedReason,
}

/// Why a page is not published. `file` is the path of the file that says so, relative to the site's root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UnpublishedReason {
    /// It, or a section that it stands in, is a draft.
    Draft {
        /// The facts or a document.
        file: String,
    },
    /// Its day, or that of a section that it stands in, is still to come.
    Future {
        /// The day.
        date: Date,
        /// The facts.
        file: String,
    },
    /// It, or a section that it stands in, has expired and is removed.
    Expired {
        /// The first day on which it is past.
        since: Date,
        /// The facts.
        file: String,
    },
    /// It is to be published in several languages together, and waits for some of them.
    Waits {
        /// The names of these languages.
        languages: Vec<String>,
    },
    /// All that it would list is not published.
    Empty,
}

impl Unpublished {
    /// Adds a page with sources. `drafts` are those of its documents that are drafts.
    /// `waits_for` are the languages that it waits for.
    pub fn add(
        &mut self,
        source: PageSource,
        drafts: Option<TiVec<LanguageId, Option<Arc<Document>>>>,
        waits_for: Vec<LanguageId>,
    ) {
        let mut documents = source.documents;
        for (language, draft) in drafts.into_iter().flat_map(TiVec::into_iter_enumerated) {
            if documents[language].is_none() {
                documents[language] = draft;
            }
        }
        let role = if source.is_section { UnpublishedRole::Section } else { UnpublishedRole::Page };
        let page =
            UnpublishedPage { path: source.path.clone(), role, documents, facts: source.facts, waits_for };
        self.pages.insert(source.path, page);
    }

    /// Adds a draft of a page that is published in other languages.
    pub fn add_draft(&mut self, path: &str, language: LanguageId, document: Arc<Document>) {
        self.drafts.insert((path.to_owned(), language), document);
    }

    /// Adds what there would be with the pages that were added: the sections that they stand in, the terms that they have.
    /// `exists` says whether there is a page at a content path.
    pub fn complete(&mut self, config: &Config, exists: impl Fn(&str) -> bool) {
        let mut implied: Vec<(String, UnpublishedRole)> = Vec::new();
        for (path, page) in &self.pages {
            implied.extend(
                content_path::ancestors(path).map(|path| (path.to_owned(), UnpublishedRole::ImpliedSection)),
            );
            for (taxonomy, terms) in page.facts.terms.iter_enumerated() {
                let name = &config.taxonomies[taxonomy].name;
                implied.extend(terms.iter().map(|term| {
                    let role = UnpublishedRole::Term(taxonomy, term.value.clone());
                    (format!("/{name}/{}/", term.value), role)
                }));
            }
        }
        for (path, role) in implied {
            if exists(&path) || self.pages.contains_key(&path) {
                continue;
            }
            let documents = ti_vec![None; config.languages.len()];
            let page = UnpublishedPage {
                path: path.clone(),
                role,
                documents,
                facts: Arc::default(),
                waits_for: Vec::new(),
            };
            self.pages.insert(path, page);
        }
    }

    /// Whether a file that stands beside pages belongs to one of these.
    pub fn has_file_within(&self, url: &str) -> bool {
        let is_own = |page: &UnpublishedPage| match page.role {
            UnpublishedRole::Page | UnpublishedRole::Section => true,
            UnpublishedRole::ImpliedSection | UnpublishedRole::Term(..) => false,
        };
        content_path::folders(url).any(|folder| self.pages.get(folder).is_some_and(is_own))
    }

    /// Adds a file beside such a page.
    pub fn add_file(&mut self, url: &str) {
        self.files.insert(url.to_owned());
    }

    /// The pages that are left out because of a day, and not as drafts.
    pub fn naming_pages(&self) -> impl Iterator<Item = NamingPage<'_>> {
        let is_draft = |path: &str| self.pages.get(path).is_some_and(|page| page.facts.draft);
        let pages = self.pages.values().filter(move |page| {
            !std::iter::once(&*page.path).chain(content_path::ancestors(&page.path)).any(is_draft)
        });
        pages.map(|page| {
            let documents: Vec<&Document> =
                page.documents.iter().flatten().map(|document| &**document).filter(|it| !it.draft).collect();
            let paths = documents.iter().map(|document| &*document.source.path);
            let paths = paths.chain(page.facts.source.as_ref().map(|facts| &*facts.path));
            let files = PageFiles::of(paths, &page.path);
            NamingPage { folders: file_folders(&page.path, files).collect(), facts: &page.facts, documents }
        })
    }

    /// The page at a content path.
    pub fn page_at(&self, path: &str) -> Option<&UnpublishedPage> {
        self.pages.get(path)
    }
}

impl UnpublishedPage {
    /// The name of its kind: `destination`.
    pub fn kind(&self) -> &str {
        let default = if self.role == UnpublishedRole::Page { "page" } else { "section" };
        self.facts.kind.as_ref().map_or(default, |kind| &kind.value)
    }
}

impl Site {
    /// The page that is not published and that a path leads to: a content path, from the root or from the page at `base`.
    pub fn unpublished_page(&self, base: &str, path: &str) -> Option<&UnpublishedPage> {
        let path = resolve(base, &decode(path))?;
        let folder = if path.ends_with('/') { path } else { format!("{path}/") };
        self.unpublished.page_at(&folder)
    }

    /// What a reader of a language would see such a page called, and the language that this is in.
    pub fn unpublished_title(&self, page: &UnpublishedPage, language: LanguageId) -> (String, LanguageId) {
        let languages = &self.config.languages;
        if let Some(name) = fallback::name(&page.documents, &page.facts, languages, language) {
            return name;
        }
        let (document, origin) = fallback::choose(&page.documents, languages, language);
        if let Some(document) = document {
            return (document.title.clone(), origin.language(language));
        }
        let name = page.path.trim_matches('/').rsplit('/').next().unwrap_or_default();
        if let UnpublishedRole::Term(taxonomy, term) = &page.role {
            let message = format!("{}-{term}", self.config.taxonomies[*taxonomy].name);
            if let Ok(message) = self.catalogue.format(language, &message, &FluentArgs::new()) {
                return (message.text, message.language);
            }
        }
        (name.to_owned(), language)
    }

    /// Whether a path leads to a page that is not published, or to a file beside one.
    pub(super) fn is_unpublished(&self, base: &str, path: &str) -> bool {
        let is_file = || {
            let files = self.file_paths(base, &decode(path));
            files.iter().any(|file| self.unpublished.files.contains(file))
        };
        self.unpublished_page(base, path).is_some() || is_file()
    }

    /// Whether a page that is published has a text in a language that is a draft, which is not shown.
    pub fn has_hidden_draft(&self, path: &str, language: LanguageId) -> bool {
        self.unpublished.drafts.contains_key(&(path.to_owned(), language))
    }

    /// Whether an anchor is in a text of a page that is a draft in this language.
    pub(super) fn has_draft_anchor(&self, path: &str, anchor: &str, language: LanguageId) -> bool {
        let draft = self.unpublished.drafts.get(&(path.to_owned(), language));
        draft.is_some_and(|draft| draft.anchor(anchor).is_some())
    }

    /// Whether something would stand at an address of the site, such as `/kk/news/`, if more pages were published than are.
    /// How many pages a list has changes with them.
    pub(super) fn is_unpublished_url(&self, url: &str) -> bool {
        let urls = self.unpublished.urls.get_or_init(|| self.unpublished_urls());
        let url =
            if url.ends_with('/') || url.ends_with(".xml") { url.to_owned() } else { format!("{url}/") };
        let url = url.strip_suffix("feed.xml").unwrap_or(&url);
        let list = list_of_page(url);
        let is_list = |list: &str| {
            urls.contains_key(list) || self.route_at(list).is_some_and(|route| self.is_paginated(route))
        };
        urls.contains_key(url) || list.is_some_and(is_list)
    }

    /// Whether a file of the output, by its path there, would be part of the site if more pages were published than are: it
    /// goes because its page has expired, or is a draft again.
    pub fn is_unpublished_file(&self, file: &str) -> bool {
        let url = format!("/{}", file.strip_suffix("index.html").unwrap_or(file));
        self.is_unpublished_url(&url)
    }

    /// The page that would be at an address if more pages were published than are.
    pub fn unpublished_at(&self, url: &str) -> Option<UnpublishedAddress> {
        let urls = self.unpublished.urls.get_or_init(|| self.unpublished_urls());
        let (path, language) = urls.get(url)?;
        let reasons = std::iter::once(&**path).chain(content_path::ancestors(path));
        let reason = reasons.filter_map(|path| self.unpublished_reason(path, *language)).next();
        let reason = reason.unwrap_or(UnpublishedReason::Empty);
        Some(UnpublishedAddress { path: path.clone(), language: *language, reason })
    }

    /// What the page at an address is called, and the language that this is in.
    pub fn unpublished_address_title(&self, address: &UnpublishedAddress) -> (String, LanguageId) {
        match self.unpublished.page_at(&address.path) {
            Some(page) => self.unpublished_title(page, address.language),
            None => (address.path.clone(), address.language),
        }
    }

    /// Why nothing at or below a content path is published, as far as its own files say so.
    fn unpublished_reason(&self, path: &str, language: LanguageId) -> Option<UnpublishedReason> {
        let now = self.options.now;
        let expired = |facts: &Facts| {
            let since = facts.expires.filter(|end| *end <= now)?;
            Some(UnpublishedReason::Expired { since, file: facts.source.as_ref()?.path.to_string() })
        };
        if let Some(published) = self.page_at(path) {
            return expired(&self.pages[published].facts);
        }
        let UnpublishedPage { facts, documents, waits_for, .. } = self.unpublished.page_at(path)?;
        if let Some(source) = &facts.source {
            let file = source.path.to_string();
            if facts.draft {
                return Some(UnpublishedReason::Draft { file });
            }
            if let Some(date) = facts.date.filter(|date| *date > now) {
                return Some(UnpublishedReason::Future { date, file });
            }
        }
        let is_draft = documents.iter().flatten().all(|document| document.draft);
        let document = documents[language].as_ref().or_else(|| documents.iter().flatten().next());
        match document.filter(|_| is_draft) {
            Some(document) => Some(UnpublishedReason::Draft { file: document.source.path.to_string() }),
            None if !waits_for.is_empty() && expired(facts).is_none() => {
                let name = |language: &LanguageId| self.language(*language).name.clone();
                Some(UnpublishedReason::Waits { languages: waits_for.iter().map(name).collect() })
            }
            None => expired(facts),
        }
    }

    fn unpublished_urls(&self) -> FxHashMap<String, (String, LanguageId)> {
        let mut paths: Vec<&str> = self.unpublished.pages.keys().map(String::as_str).collect();
        // Sections come before what stands in them.
        paths.sort_unstable();
        let mut urls = FxHashMap::default();
        for language in self.config.languages.keys() {
            let mut by_path: FxHashMap<&str, String> = FxHashMap::default();
            for path in &paths {
                let page = &self.unpublished.pages[*path];
                let above = content_path::ancestors(path).find_map(|above| match self.page_at(above) {
                    Some(page) => Some(self.pages[page].texts[language].url.clone()),
                    None => by_path.get(above).cloned(),
                });
                let above = above.unwrap_or_else(|| self.pages[Self::HOME].texts[language].url.clone());
                let document = page.documents[language].as_ref();
                let slug = document.and_then(|document| document.slug.as_ref()).map(|slug| &*slug.value);
                let name = path.trim_matches('/').rsplit('/').next().unwrap_or_default();
                let url = format!("{above}{}/", slug.filter(|slug| is_valid_slug(slug)).unwrap_or(name));
                let tag = &self.language(language).tag;
                let of_facts = page.facts.aliases.iter().filter_map(|alias| read_alias(&alias.value).ok());
                let of_document = document.into_iter().flat_map(|document| &document.aliases);
                let of_document = of_document.filter_map(|alias| read_alias(&alias.value).ok());
                let of_facts = of_facts.map(|alias| with_slash(format!("/{tag}{alias}")));
                let aliases = of_facts.chain(of_document.map(|alias| with_slash(alias.into_owned())));
                urls.extend(aliases.map(|alias| (alias, ((*path).to_owned(), language))));
                urls.insert(url.clone(), ((*path).to_owned(), language));
                by_path.insert(path, url);
            }
        }
        urls
    }
}

/// An address of a folder, with a slash at its end.
fn with_slash(mut url: String) -> String {
    let is_file = url.rsplit('/').next().is_some_and(|name| name.contains('.'));
    if !is_file && !url.ends_with('/') {
        url.push('/');
    }
    url
}

/// The address of the list that a further page of a list belongs to.
fn list_of_page(url: &str) -> Option<&str> {
    let (list, number) = url.strip_suffix('/')?.rsplit_once("page/")?;
    (!number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())).then_some(list)
}
