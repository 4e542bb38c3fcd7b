//! Taxonomies and their terms.

use std::cell::OnceCell;
use std::sync::Arc;

use fluent_bundle::FluentArgs;
use rustc_hash::FxHashMap;
use typed_index_collections::{TiSlice, TiVec};

use super::page::{PageFiles, Pages};
use super::publication::PublicationPeriod;
use super::tree::Tree;
use super::{Page, PageId, Role, Site, Text};
use crate::config::{Config, TaxonomyConfig, TaxonomyId};
use crate::content::kind::{Kind, KindId};
use crate::data::Date;
use crate::diagnostics::{Code, Diagnostic, Location, Names, Suggestion};
use crate::id::define_id;
use crate::language::{Catalogue, Language, LanguageId};

define_id! {
    /// The place of a term in [`Taxonomy::terms`].
    TermId
}

/// A way of sorting pages, such as tags.
#[derive(Debug, Clone)]
pub struct Taxonomy {
    /// Its configuration, with its name.
    pub config: TaxonomyConfig,
    /// Its name for readers of each language, with the language the name is in: the message `NAME`.
    pub names: TiVec<LanguageId, (String, LanguageId)>,
    /// The page that lists its terms.
    pub page: PageId,
    /// Its terms, in the order of their ids.
    pub terms: TiVec<TermId, Term>,
}

/// A term of a taxonomy.
#[derive(Debug, Clone)]
pub struct Term {
    /// The language-neutral id that facts use.
    pub id: String,
    /// Its name for readers of each language, with the language the name is in: the message `TAXONOMY-ID`.
    pub names: TiVec<LanguageId, (String, LanguageId)>,
    /// The page that lists its pages.
    pub page: PageId,
    /// The pages that have it, in no order.
    pub pages: Vec<PageId>,
}

/// The names of a term or a taxonomy by its message, in every language; the id where no language has one.
///
/// A language that lacks the message borrows the name, and is reported unless the term has a page of its own there;
/// `place` is where the id is written.
fn names(
    id: &str,
    message: &str,
    messages: &TermMessages<'_>,
    has_own_page: impl Fn(LanguageId) -> bool,
    place: impl Fn() -> Location,
    diagnostics: &mut Vec<Diagnostic>,
) -> TiVec<LanguageId, (String, LanguageId)> {
    let TermMessages { languages, catalogue, .. } = messages;
    let arguments = FluentArgs::new();
    let is_known = catalogue.is_known(message);
    let name = |language: LanguageId| {
        if !is_known && !has_own_page(language) {
            diagnostics.push(
                Diagnostic::new(Code::TermWithoutName)
                    .at(place())
                    .with("term", id)
                    .with("message", message)
                    .with("language", languages[language].tag.as_str())
                    .suggest(messages.suggest(id, message)),
            );
        }
        match catalogue.format(language, message, &arguments) {
            Ok(message) => (message.text, message.language),
            Err(_) => (id.to_owned(), language),
        }
    };
    languages.keys().map(name).collect()
}

/// Where the names of a taxonomy's terms are looked for.
struct TermMessages<'s> {
    languages: &'s TiSlice<LanguageId, Language>,
    catalogue: &'s Catalogue,
    /// The ids of terms that have a name, collected when the first term lacks one.
    ids: OnceCell<Names>,
}

impl TermMessages<'_> {
    /// A term without a name is most likely another term, misspelt.
    fn suggest(&self, id: &str, message: &str) -> Option<Suggestion> {
        let prefix = message.strip_suffix(id).filter(|prefix| !prefix.is_empty())?;
        let ids = self.ids.get_or_init(|| {
            let messages = self.languages.keys().flat_map(|language| self.catalogue.ids(language));
            Names::new(messages.filter_map(|message| message.strip_prefix(prefix)))
        });
        Some(ids.suggest(id))
    }
}

impl Taxonomy {
    /// The term with an id.
    pub fn find(&self, id: &str) -> Option<TermId> {
        self.terms.binary_search_by(|term| term.id.as_str().cmp(id)).ok()
    }
}

/// The pages with those of taxonomies and of the terms that pages have or that have a page of their own; and the
/// taxonomies, which have no names yet. A term that only past pages have is past with the last of them.
pub(super) fn grow(
    mut tree: Tree,
    config: &Config,
    kinds: &TiSlice<KindId, Kind>,
    now: Date,
) -> (Tree, TiVec<TaxonomyId, Taxonomy>) {
    let mut taxonomies = TiVec::with_capacity(config.taxonomies.len());
    for (taxonomy, taxonomy_config) in config.taxonomies.iter_enumerated() {
        let mut pages: FxHashMap<String, Vec<PageId>> = FxHashMap::default();
        for (page, value) in tree.pages.iter_enumerated() {
            for term in value.facts.terms.get(taxonomy).into_iter().flatten() {
                pages.entry(term.value.clone()).or_default().push(page);
            }
        }
        let mut ids: Vec<String> = pages.keys().cloned().collect();
        let root = format!("/{}/", taxonomy_config.name);
        let role = Role::Taxonomy(taxonomy);
        let page = tree.paths.get(&root).copied();
        let page = page.unwrap_or_else(|| tree.add(generated(&root, role, Site::HOME, config, kinds)));
        let own_pages = tree.pages.iter().filter(|other| other.parent == Some(page));
        ids.extend(own_pages.map(|own| own.name().to_owned()));
        ids.sort_unstable();
        ids.dedup();
        let terms = ids.into_iter().enumerate().map(|(term, id)| {
            let path = format!("{root}{id}/");
            let role = Role::Term(taxonomy, TermId::from(term));
            let term_page = match tree.paths.get(&path).copied() {
                Some(own) => {
                    make_term(&mut tree.pages[own], role);
                    own
                }
                None => tree.add(generated(&path, role, page, config, kinds)),
            };
            let pages = pages.remove(&id).unwrap_or_default();
            let is_generated = tree.pages[term_page].texts.iter().all(|text| text.document.is_none());
            if is_generated && pages.iter().all(|page| tree.pages[*page].is_expired(now)) {
                tree.pages[term_page].expires =
                    pages.iter().filter_map(|page| tree.pages[*page].expires).max();
            }
            Term { names: TiVec::new(), page: term_page, pages, id }
        });
        let terms = terms.collect();
        taxonomies.push(Taxonomy { config: taxonomy_config.clone(), names: TiVec::new(), page, terms });
    }
    (tree, taxonomies)
}

/// The taxonomies and their terms with the names that messages say. Reports those that have no name.
pub(super) fn named(
    mut taxonomies: TiVec<TaxonomyId, Taxonomy>,
    pages: &Pages,
    config: &Config,
    catalogue: &Catalogue,
    diagnostics: &mut Vec<Diagnostic>,
) -> TiVec<TaxonomyId, Taxonomy> {
    let has_document = |page: PageId, language: LanguageId| pages[page].texts[language].document.is_some();
    for (index, taxonomy) in taxonomies.iter_mut_enumerated() {
        let id = &taxonomy.config.name;
        let messages = TermMessages { languages: &config.languages, catalogue, ids: OnceCell::new() };
        for term in &mut taxonomy.terms {
            let message = format!("{id}-{}", term.id);
            let has_own_page = |language: LanguageId| has_document(term.page, language);
            let written_in = &pages[term.pages.first().copied().unwrap_or(term.page)];
            let place = || place_of_term(written_in, index, &term.id);
            term.names = names(&term.id, &message, &messages, has_own_page, place, diagnostics);
        }
        let has_own_page = |language: LanguageId| has_document(taxonomy.page, language);
        let place = || Location::of_file(&config.source.path);
        taxonomy.names = names(id, id, &messages, has_own_page, place, diagnostics);
    }
    taxonomies
}

/// Where a term is written: in the facts of a page that has it, else it is the name of its own page's file.
fn place_of_term(page: &Page, taxonomy: TaxonomyId, id: &str) -> Location {
    let terms = page.facts.terms.get(taxonomy).into_iter().flatten();
    let written = terms.into_iter().find(|term| term.value == id).zip(page.facts.source.as_ref());
    match (written, page.texts.iter().find_map(|text| text.document.as_ref())) {
        (Some((term, source)), _) => source.location(term.span.clone()),
        (None, Some(document)) => Location::of_file(&document.source.path),
        (None, None) => Location::of_file(&format!("content{}", page.path)),
    }
}

/// A page that stands in a taxonomy's folder is the page of a term, and borrows from no other language.
fn make_term(page: &mut Page, role: Role) {
    page.role = role;
    // The message that names it in the reader's language precedes a name in another one.
    for (language, text) in page.texts.iter_mut_enumerated() {
        text.name.take_if(|(_, other)| *other != language);
    }
    for text in page.texts.iter_mut().filter(|text| text.origin.is_borrowed()) {
        *text = Text { name: text.name.take(), ..Text::none() };
    }
}

/// The page of a taxonomy or term for which nobody wrote one.
fn generated(path: &str, role: Role, parent: PageId, config: &Config, kinds: &TiSlice<KindId, Kind>) -> Page {
    Page {
        path: path.to_owned(),
        role,
        parent: Some(parent),
        is_transparent: false,
        kind: kinds.position(|kind| kind.name == "section").expect("it is always there"),
        files: PageFiles::OwnFolder,
        facts: Arc::default(),
        expires: None,
        period: PublicationPeriod::default(),
        days: None,
        fields: Vec::new(),
        texts: config.languages.iter().map(|_| Text::none()).collect(),
        record: Arc::default(),
    }
}
