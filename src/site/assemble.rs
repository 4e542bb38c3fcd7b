//! Puts a site together from what was read.

use std::cell::LazyCell;
use std::ops::Range;
use std::sync::Arc;

use typed_index_collections::TiVec;

use super::file_names::{self, FileNames, NamingPage};
use super::fingerprint::{self, Naming, PreparedAssets};
use super::loaded_files::LoadedFiles;
use super::misspelt_files::MisspeltFiles;
use super::publication::Days;
use super::route::RouteSources;
use super::suggestions::KnownPaths;
use super::{
    Asset, Page, Pages, Site, SiteOptions, addresses, fields, lists, names, pictures, places, routes,
    sitemap, taxonomy, tree,
};
use crate::config::Config;
use crate::content::kind::{Kind, KindId};
use crate::content::{Document, Facts};
use crate::diagnostics::{Code, Diagnostic, Fix, Names, SourceText};
use crate::glossary::Glossary;
use crate::language::{Catalogue, Formats, LanguageId};
use crate::pictures::PictureSettings;
use crate::translate::Record;

/// What was read of one page.
#[derive(Debug, Clone)]
pub struct PageSource {
    /// Its content path.
    pub path: String,
    /// Whether its documents are `_index.LANG.md`.
    pub is_section: bool,
    /// Its facts; those of no file are empty.
    pub facts: Arc<Facts>,
    /// What is recorded of its translations.
    pub record: Arc<Record>,
    /// Its documents, by language.
    pub documents: TiVec<LanguageId, Option<Arc<Document>>>,
}

/// What was read of a site.
#[derive(Clone)]
pub struct Sources {
    /// The pages, in the order of their content paths.
    pub pages: Vec<PageSource>,
    /// The files that are published as they are.
    pub assets: Vec<Asset>,
    /// The kinds of theme and site.
    pub kinds: TiVec<KindId, Kind>,
    /// Whether these are all kinds that there are: those of a theme that cannot be read are not known.
    pub has_all_kinds: bool,
    /// The messages of theme and site.
    pub catalogue: Arc<Catalogue>,
    /// The formats of each language.
    pub formats: TiVec<LanguageId, Arc<Formats>>,
    /// What is known of the assets that were read.
    pub prepared: Arc<PreparedAssets>,
    /// Texts that name files beside pages by their names alone: templates, components, messages, options of the theme.
    pub naming_texts: Vec<SourceText>,
    /// Whether pages have social cards.
    pub has_cards: bool,
    /// Which pictures pages get of photographs; `None` if these are published as they are.
    pub pictures: Option<Arc<PictureSettings>>,
    /// What terms are called; `None` if the site has no glossary.
    pub glossary: Option<Arc<Glossary>>,
}

/// Puts a site together. Where it has pages that are still to be published, a second site is put together with them, so
/// that their mistakes are told today.
pub fn assemble(
    config: Arc<Config>,
    options: SiteOptions,
    sources: Sources,
    diagnostics: &mut Vec<Diagnostic>,
) -> Site {
    let is_to_come = |source: &PageSource| {
        let facts = &source.facts;
        !options.drafts && !facts.draft && facts.date.is_some_and(|date| date > options.now)
    };
    let ahead = sources.pages.iter().any(is_to_come).then(|| {
        let (config, sources) = (Arc::clone(&config), sources.clone());
        Arc::new(assemble_of(Days::AllToCome, config, options.clone(), sources, diagnostics))
    });
    let site = Site { ahead, ..assemble_of(Days::Today, config, options, sources, diagnostics) };
    // A page that is still to be published may name a file of another one.
    let all = site.ahead.as_deref().unwrap_or(&site);
    if !all.unnamed_files.is_empty() {
        let published = all.pages.iter().map(|page| NamingPage::of(page));
        let naming: Vec<NamingPage<'_>> = published.chain(all.unpublished.naming_pages()).collect();
        let meant = all.misspelt_files.meant_by(&naming, &|url| all.file_names.has(url));
        diagnostics.extend(file_names::warnings(&all.unnamed_files, &meant));
    }
    site
}

/// Every step makes a part of the site from parts that are there already.
fn assemble_of(
    days: Days,
    config: Arc<Config>,
    options: SiteOptions,
    sources: Sources,
    diagnostics: &mut Vec<Diagnostic>,
) -> Site {
    let Sources {
        pages,
        assets,
        kinds,
        has_all_kinds,
        catalogue,
        formats,
        prepared,
        naming_texts,
        has_cards,
        pictures,
        glossary,
    } = sources;
    let kinds = with_plain_kinds(kinds);
    let planted = tree::plant(pages, &config, &options, days, &kinds, has_all_kinds, diagnostics);
    let (mut tree, taxonomies) = taxonomy::grow(planted, &config, &kinds, options.now);
    let paths = &tree.paths;
    tree.unpublished.complete(&config, |path| paths.contains_key(path));
    let pages = addresses::assign(tree.pages, &config, diagnostics);
    let pages: Pages = pages.into_iter().map(Arc::<Page>::new).collect();
    let taxonomies = taxonomy::named(taxonomies, &pages, &config, &catalogue, diagnostics);
    // What stands beside a page is no more public than the page.
    let (hidden, mut assets): (Vec<Asset>, Vec<Asset>) = assets
        .into_iter()
        .partition(|asset| asset.is_beside_page() && tree.unpublished.has_file_within(&asset.url));
    hidden.iter().for_each(|asset| tree.unpublished.add_file(&asset.url));
    let file_names = FileNames::new(&assets, &config.stable_addresses, &naming_texts);
    let named = fingerprint::named_by_assets(&assets, &prepared, &config);
    let (unnamed_files, unnamed) = {
        let published = pages.iter().map(|page| NamingPage::of(page));
        let naming: Vec<NamingPage<'_>> = published.chain(tree.unpublished.naming_pages()).collect();
        file_names.take_unnamed(&mut assets, &naming, &named, &config)
    };
    let mut assets: TiVec<_, Asset> = assets.into();
    let page_folders = || pages.iter().flat_map(|page| page.file_folders().map(ToOwned::to_owned)).collect();
    let naming = Naming {
        config: &config,
        prepared: &prepared,
        in_code: &file_names.in_code,
        unnamed: &unnamed,
        page_folders: &page_folders,
        pictures: pictures.as_deref(),
    };
    fingerprint::fingerprint(&mut assets, &naming);
    let loaded_files = LoadedFiles::new(assets.as_ref(), &prepared, &config);
    let asset_urls = assets.iter_enumerated().map(|(id, asset)| (asset.url.clone(), id)).collect();
    let lists = lists::sort(&config, options.now, &pages, &taxonomies, &formats);
    let has_pictures = assets.iter().any(Asset::is_picture);
    let sitemaps = sitemap::divide(&pages, has_pictures, options.now);
    let sources = RouteSources {
        config: &config,
        pages: &pages,
        taxonomies: &taxonomies,
        lists: &lists,
        assets: &assets,
        sitemaps: &sitemaps,
        has_cards,
    };
    let routes = routes::table(sources, diagnostics);
    let (paths, assets) = (Arc::new(tree.paths), Arc::new(assets));
    // A path that is misspelt is often that of a file which therefore nobody names.
    let known_files = match unnamed_files.is_empty() {
        true => Arc::clone(&assets),
        false => Arc::new(assets.iter().chain(&unnamed_files).cloned().collect()),
    };
    let known_paths = Arc::new(KnownPaths::new(&config.languages, &paths, &known_files));
    let site = Site {
        config,
        options,
        formats: Arc::new(formats),
        catalogue,
        kinds: Arc::new(kinds),
        pages,
        taxonomies: Arc::new(taxonomies),
        assets,
        routes: Arc::new(routes),
        loaded_files: Arc::new(loaded_files),
        has_cards,
        pictures,
        glossary,
        paths,
        unpublished: Arc::new(tree.unpublished),
        asset_urls: Arc::new(asset_urls),
        file_names: Arc::new(file_names),
        misspelt_files: Arc::new(MisspeltFiles::of(&unnamed_files)),
        unnamed_files: Arc::new(unnamed_files),
        lists,
        sitemaps: Arc::new(sitemaps),
        places: Arc::new(places::Places::default()),
        known_paths,
        ahead: None,
    };
    fields::check(&site, diagnostics);
    diagnostics.extend(names::missing(&site));
    diagnostics.extend(pictures::twice(&site));
    diagnostics.extend(pictures::misnamed(&site));
    diagnostics.extend(site.assets.iter().flat_map(|asset| asset.diagnostics.iter().cloned()));
    diagnostics.extend(places::swapped(&site));
    diagnostics.extend(unknown_sections(&site));
    site
}

/// The kinds, among which are those of pages that name none.
fn with_plain_kinds(mut kinds: TiVec<KindId, Kind>) -> TiVec<KindId, Kind> {
    for name in ["page", "section"] {
        if !kinds.iter().any(|kind| kind.name == name) {
            kinds.push(Kind::plain(name));
        }
    }
    kinds
}

/// Sections that the configuration speaks of and that are none.
fn unknown_sections(site: &Site) -> Vec<Diagnostic> {
    let is_section = |path: &str| site.page_at(path).is_some_and(|page| site.pages[page].role.is_list());
    let is_unpublished = |path: &str| site.unpublished.page_at(path).is_some();
    let unknown = site.config.sections.iter().filter(|section| {
        let path = &section.path.value;
        !is_section(path) && !is_unpublished(path)
    });
    let sections = LazyCell::new(|| {
        Names::new(site.pages.iter().filter(|page| page.role.is_list()).map(|page| page.path.as_str()))
    });
    unknown
        .map(|section| {
            Diagnostic::new(Code::UnknownSection)
                .at(site.config.source.location(section.path.span.clone()))
                .with("path", section.path.value.as_str())
                .suggest(sections.suggest(&section.path.value))
                .fix(section_fix(&site.config.source, &section.path.span))
        })
        .collect()
}

/// Writes the path of a section as the key of its table, without the slashes around it.
fn section_fix(source: &SourceText, span: &Range<usize>) -> Option<Fix> {
    let written = source.text.get(span.clone())?;
    let is_quoted = written.starts_with('"') && written.ends_with('"');
    let write = move |path: &str| {
        let name = path.trim_matches('/');
        let is_bare = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        match is_quoted {
            true => (!name.contains(['"', '\\'])).then(|| format!("\"{name}\"")),
            false => is_bare.then(|| name.to_owned()),
        }
    };
    Some(Fix::suggested_as(source, span.clone(), write))
}
