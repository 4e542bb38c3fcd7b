//! Which pages a site has, and which section each stands in.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use typed_index_collections::{TiSlice, TiVec, ti_vec};

use super::content_path::{ancestors, parent_path};
use super::page::{Page, PageFiles, PageId, Role, Text, TextOrigin};
use super::publication::{Days, PublicationPeriod, is_published};
use super::unpublished::Unpublished;
use super::{PageSource, Site, SiteOptions, fallback};
use crate::config::{Config, TaxonomyId};
use crate::content::fields::{Field, FieldValue, Origin, read_fields};
use crate::content::kind::{Kind, KindId};
use crate::content::{Document, ExpiryPolicy, Facts};
use crate::data::{Date, Spanned, missing_key, suggested_text};
use crate::diagnostics::{Code, Diagnostic, SourceText, list_names, nearest};
use crate::language::LanguageId;
use crate::translate::{PageDocuments, waits_for};

/// The pages of a site, each after the section that it stands in.
pub(super) struct Tree {
    /// The pages; the home page is the first.
    pub pages: TiVec<PageId, Page>,
    /// The pages by their content paths.
    pub paths: FxHashMap<String, PageId>,
    /// Drafts, pages whose day is not now, and what stands in them.
    pub unpublished: Unpublished,
}

impl Tree {
    /// Adds a page.
    pub fn add(&mut self, page: Page) -> PageId {
        let id = self.pages.next_key();
        self.paths.insert(page.path.clone(), id);
        self.pages.push(page);
        id
    }
}

/// Puts every page that is to be published into the section that it stands in. Pages have no addresses yet.
///
/// `has_all_kinds` says whether a kind that is not among `kinds` is a mistake.
pub(super) fn plant(
    sources: Vec<PageSource>,
    config: &Config,
    options: &SiteOptions,
    days: Days,
    kinds: &TiSlice<KindId, Kind>,
    has_all_kinds: bool,
    diagnostics: &mut Vec<Diagnostic>,
) -> Tree {
    let taxonomies = config.taxonomies.iter().map(|taxonomy| taxonomy.name.as_str()).collect();
    let tree = Tree { pages: TiVec::new(), paths: FxHashMap::default(), unpublished: Unpublished::default() };
    let mut planting =
        Planting { config, options, days, kinds, has_all_kinds, taxonomies, tree, diagnostics };
    planting.plant(sources);
    planting.tree
}

/// Pages while they are put in their places.
struct Planting<'a> {
    config: &'a Config,
    options: &'a SiteOptions,
    days: Days,
    kinds: &'a TiSlice<KindId, Kind>,
    has_all_kinds: bool,
    taxonomies: TiVec<TaxonomyId, &'a str>,
    tree: Tree,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Planting<'_> {
    /// Adds every page that is to be published, and the sections that they stand in.
    fn plant(&mut self, sources: Vec<PageSource>) {
        let mut sources: FxHashMap<String, PageSource> =
            sources.into_iter().map(|source| (source.path.clone(), source)).collect();
        let mut paths: Vec<String> = sources.keys().cloned().collect();
        // Sections come before what stands in them, and everything in the same order in every build.
        paths.sort_unstable();
        // Pages and sections are drafts themselves if all their documents are.
        let mut drafts: FxHashMap<String, TiVec<LanguageId, Option<Arc<Document>>>> = FxHashMap::default();
        for source in sources.values_mut().filter(|_| !self.options.drafts) {
            let taken = source.documents.iter_mut().map(|document| document.take_if(|one| one.draft));
            let taken: TiVec<LanguageId, Option<Arc<Document>>> = taken.collect();
            if taken.iter().any(Option::is_some) {
                drafts.insert(source.path.clone(), taken);
            }
        }
        self.plant_section("/", &mut sources);
        for path in paths {
            let Some(source) = sources.remove(&path) else { continue };
            let is_empty = source.documents.iter().all(Option::is_none) && !source.is_section;
            let unpublished = &self.tree.unpublished;
            let in_unpublished = ancestors(&path).any(|ancestor| unpublished.page_at(ancestor).is_some());
            let taken = drafts.remove(&path);
            let is_draft = taken.is_some() && source.documents.iter().all(Option::is_none);
            if in_unpublished || is_empty || is_draft || !self.is_published(&source) {
                let waits_for = if is_draft || is_empty { Vec::new() } else { self.waits_for(&source) };
                self.tree.unpublished.add(source, taken, waits_for);
                continue;
            }
            for (language, draft) in taken.into_iter().flat_map(TiVec::into_iter_enumerated) {
                if let Some(draft) = draft {
                    self.tree.unpublished.add_draft(&path, language, draft);
                }
            }
            let parent = self.parent(&path, &mut sources);
            let role = match self.taxonomies.position(|name| path == format!("/{name}/")) {
                Some(taxonomy) => Role::Taxonomy(taxonomy),
                None if source.is_section => Role::Section,
                None => Role::Page,
            };
            self.add(source, role, Some(parent));
        }
    }

    /// Whether a page is part of the site; the pages above it are.
    fn is_published(&self, source: &PageSource) -> bool {
        let above = ancestors(&source.path).find_map(|ancestor| self.tree.paths.get(ancestor));
        let expires = self.expires(&source.facts, above.copied());
        is_published(&source.facts, expires, self.expiry_policy(source), self.options, self.days)
            && (self.options.drafts || self.waits_for(source).is_empty())
    }

    /// The languages that must be written or brought up to date before a page is published in any.
    fn waits_for(&self, source: &PageSource) -> Vec<LanguageId> {
        let required = self.config.required_languages(&source.path);
        if required.is_empty() {
            return Vec::new();
        }
        let default = if source.is_section { "section" } else { "page" };
        let name = source.facts.kind.as_ref().map_or(default, |kind| &kind.value);
        let plain = Kind::plain(name);
        let kind = self.kinds.iter().find(|kind| kind.name == name).unwrap_or(&plain);
        let page = PageDocuments { documents: &source.documents, record: &source.record, kind };
        waits_for(&page, required, &self.config.languages, self.config.default_language)
    }

    /// What becomes of a page when it has expired: what the nearest section says, else what its kind says.
    fn expiry_policy(&self, source: &PageSource) -> ExpiryPolicy {
        let of_kind = || {
            let name = &source.facts.kind.as_ref()?.value;
            self.kinds.iter().find(|kind| kind.name == *name)?.expired
        };
        self.config.expiry_policy(&source.path).or_else(of_kind).unwrap_or_default()
    }

    /// The first day on which a page is past: its own, or an earlier one of what it stands in. The home page never is.
    fn expires(&self, facts: &Facts, parent: Option<PageId>) -> Option<Date> {
        let above = parent.and_then(|parent| self.tree.pages[parent].expires);
        facts.expires.into_iter().chain(above).min()
    }

    /// Whether what stands in a section belongs to the section above: the configuration says so, or the section is only a
    /// folder within such a one, as months are in years.
    fn is_transparent(&self, source: &PageSource, parent: PageId) -> bool {
        let is_folder = source.documents.iter().all(Option::is_none);
        self.config.is_transparent(&source.path) || is_folder && self.tree.pages[parent].is_transparent
    }

    /// What a page stands in: the folder above it. Folders without a page of their own become sections.
    fn parent(&mut self, path: &str, sources: &mut FxHashMap<String, PageSource>) -> PageId {
        let chain: Vec<&str> = ancestors(path).collect();
        let mut parent = Site::HOME;
        for ancestor in chain.into_iter().rev() {
            match self.tree.paths.get(ancestor) {
                Some(page) => parent = *page,
                None => parent = self.plant_section(ancestor, sources),
            }
        }
        parent
    }

    /// Adds the section at a path, with or without a page of its own.
    fn plant_section(&mut self, path: &str, sources: &mut FxHashMap<String, PageSource>) -> PageId {
        let parent = (path != "/").then(|| self.parent(path, sources));
        let count = self.config.languages.len();
        let source = sources.remove(path).unwrap_or_else(|| PageSource {
            path: path.to_owned(),
            is_section: true,
            facts: Arc::default(),
            record: Arc::default(),
            documents: ti_vec![None; count],
        });
        let taxonomy = self.taxonomies.position(|name| path == format!("/{name}/"));
        let role = match (path, taxonomy) {
            ("/", _) => Role::Home,
            (_, Some(taxonomy)) => Role::Taxonomy(taxonomy),
            _ => Role::Section,
        };
        let is_transparent = parent.is_some_and(|parent| self.is_transparent(&source, parent));
        if source.documents.iter().all(Option::is_none) && taxonomy.is_none() && !is_transparent {
            let tag = &self.config.languages[self.config.default_language].tag;
            let document = format!("content{path}_index.{tag}.md");
            let folder = format!("content{path}");
            self.diagnostics.push(match is_date(path) {
                true => Diagnostic::new(Code::FolderIsDate)
                    .in_file(&folder)
                    .with("section", path.trim_matches('/'))
                    .with("above", parent_path(path).unwrap_or("/"))
                    .with("document", document),
                false => {
                    Diagnostic::new(Code::SectionWithoutIndex).in_file(&folder).with("document", document)
                }
            });
        }
        self.add(source, role, parent)
    }

    fn add(&mut self, source: PageSource, role: Role, parent: Option<PageId>) -> PageId {
        let (kind, is_known) = self.kind(&source.facts, role);
        let languages = &self.config.languages;
        let facts_path = match (&source.facts.source, role.is_list()) {
            (Some(facts), _) => facts.path.to_string(),
            (None, true) => format!("content{}facts.toml", source.path),
            (None, false) => facts_path(&source),
        };
        let document_path =
            source.documents.iter().flatten().next().map_or_else(
                || format!("content{}", source.path),
                |document| document.source.path.to_string(),
            );
        let definition = &self.kinds[kind];
        let fields = match &source.facts.source {
            // Which fields there are is not known either: one mistake is enough.
            _ if !is_known => Vec::new(),
            Some(file) => {
                let origin = Origin::Facts { document: &document_path };
                read_fields(
                    definition,
                    file,
                    &source.facts.fields,
                    origin,
                    self.taxonomies.as_ref(),
                    self.diagnostics,
                )
            }
            None => {
                self.diagnostics.extend(missing_facts(definition, &facts_path));
                Vec::new()
            }
        };
        let own_fields: TiVec<LanguageId, Vec<_>> = source
            .documents
            .iter()
            .map(|document| {
                let Some(document) = document.as_ref().filter(|document| is_known && !document.is_broken)
                else {
                    return Vec::new();
                };
                let origin = Origin::Document { facts: &facts_path };
                read_fields(
                    definition,
                    &document.source.open(),
                    &document.fields,
                    origin,
                    self.taxonomies.as_ref(),
                    self.diagnostics,
                )
            })
            .collect();
        let texts = languages.keys().map(|language| {
            // A term or taxonomy has a name in every language: it borrows no page.
            let (document, origin) = match role {
                Role::Term(..) | Role::Taxonomy(_) => (source.documents[language].clone(), TextOrigin::Own),
                _ => fallback::choose(&source.documents, languages, language),
            };
            let fields = document.as_ref().map_or(Vec::new(), |it| own_fields[it.language].clone());
            let mut name = fallback::name(&source.documents, &source.facts, languages, language);
            if let Role::Taxonomy(_) = role {
                // The message that names it in the reader's language precedes a name in another one.
                name.take_if(|(_, other)| *other != language);
            }
            Text { document, origin, name, url: String::new(), fields }
        });
        let texts = texts.collect();
        let paths = source.documents.iter().flatten().map(|document| &*document.source.path);
        let paths = paths.chain(source.facts.source.as_ref().map(|facts| &*facts.path));
        let files = PageFiles::of(paths, &source.path);
        let expires = parent.and_then(|_| self.expires(&source.facts, parent));
        let above = parent.map(|parent| self.tree.pages[parent].period).unwrap_or_default();
        let is_removed = self.expiry_policy(&source) == ExpiryPolicy::Remove;
        let period = PublicationPeriod {
            from: source.facts.date.into_iter().chain(above.from).max(),
            until: expires.filter(|_| is_removed).into_iter().chain(above.until).min(),
        };
        let is_transparent =
            role == Role::Section && parent.is_some_and(|parent| self.is_transparent(&source, parent));
        let PageSource { path, facts, record, .. } = source;
        let days = days_of(&fields);
        self.tree.add(Page {
            path,
            role,
            parent,
            is_transparent,
            kind,
            files,
            facts,
            record,
            expires,
            period,
            days,
            fields,
            texts,
        })
    }

    /// The kind of a page, and whether it is known: what stands in for an unknown one says nothing of its fields.
    fn kind(&mut self, facts: &Facts, role: Role) -> (KindId, bool) {
        let default = if role.is_list() { "section" } else { "page" };
        let name = facts.kind.as_ref().map_or(default, |kind| kind.value.as_str());
        let position = |name: &str| self.kinds.position(|kind| kind.name == name);
        if let Some(kind) = position(name) {
            return (kind, !facts.is_broken);
        }
        let stand_in = position(default).expect("it is always there");
        if let (true, Some(Spanned { value: name, span }), Some(source)) =
            (self.has_all_kinds, &facts.kind, &facts.source)
        {
            let names: Vec<&str> = self.kinds.iter().map(|kind| kind.name.as_str()).collect();
            self.diagnostics.push(
                Diagnostic::new(Code::UnknownKind)
                    .at(source.location(span.clone()))
                    .with("kind", name.as_str())
                    .with("known", list_names(&names))
                    .suggest(nearest(name, names))
                    .fix(suggested_text(source, span, name)),
            );
        }
        (stand_in, false)
    }
}

/// The first and the last day of the first field with a range of dates.
fn days_of(fields: &[Field]) -> Option<(Date, Date)> {
    let ranges = fields.iter().filter_map(|field| match field.value.value {
        FieldValue::DateRange(from, to) => Some((field.definition, from.date, to.unwrap_or(from).date)),
        _ => None,
    });
    ranges.min_by_key(|(definition, ..)| *definition).map(|(_, from, to)| (from, to))
}

/// A page without facts lacks those that its kind requires.
fn missing_facts(kind: &Kind, facts_path: &str) -> impl Iterator<Item = Diagnostic> {
    let required = kind.fields.iter().filter(|field| field.required && !field.localised);
    required.map(move |field| missing_key(&SourceText::new(facts_path, ""), &field.name).in_file(facts_path))
}

/// Where the facts of a page without any would stand: beside its documents.
fn facts_path(source: &PageSource) -> String {
    let document = source.documents.iter().flatten().next();
    let in_folder = document.is_some_and(|document| {
        document.source.path.rsplit('/').next().is_some_and(|name| name.starts_with("index."))
    });
    match in_folder {
        true => format!("content{}facts.toml", source.path),
        false => format!("content{}.facts.toml", source.path.trim_end_matches('/')),
    }
}

/// Whether a folder is named like a year, or like a month or a day in a folder named like a year.
fn is_date(path: &str) -> bool {
    let mut parts = path.trim_matches('/').rsplit('/');
    let is_number =
        |part: &str, digits: usize| part.len() == digits && part.bytes().all(|b| b.is_ascii_digit());
    let is_year = |part: &str| is_number(part, 4) && (part.starts_with("19") || part.starts_with("20"));
    parts.next().is_some_and(|name| is_year(name) || is_number(name, 2) && parts.any(is_year))
}
