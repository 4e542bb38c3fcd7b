//! Makes a site and its theme from inputs.

use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::assets::KnownAssets;
use super::content::{self, ContentFile};
use super::environment::Environment;
use super::texts::{SiteTexts, record_sources};
use crate::artefacts::{BuildRecord, Store};
use crate::config::{CONTENT_FOLDER, FILE_NAME};
use crate::data::{Data, Table};
use crate::diagnostics::{Diagnostic, Location, SourceText};
use crate::load::{Input, InputBytes, Inputs, ThemeInputs, asset};
use crate::pictures::{PagePictures, Pictures};
use crate::search;
use crate::site::{self, Asset, SiteOptions, Sources};
use crate::theme::{View, check_templates};

/// Makes the site, and reports what is wrong with it, as far as that can be found without rendering, with the severities of
/// the site.
///
/// # Errors
/// When the configuration leaves no site to speak of; the diagnostics say why.
pub fn assemble(
    inputs: Inputs,
    options: SiteOptions,
) -> Result<(Arc<View>, Vec<Diagnostic>), Vec<Diagnostic>> {
    assemble_with(inputs, options, None)
}

/// The same for a build: style sheets that were made smaller before come from the store.
///
/// # Errors
/// As for [`assemble`].
pub fn assemble_with_store(
    inputs: Inputs,
    options: SiteOptions,
    store: &Store,
) -> Result<(Arc<View>, Vec<Diagnostic>), Vec<Diagnostic>> {
    assemble_with(inputs, options, Some(store))
}

fn assemble_with(
    inputs: Inputs,
    options: SiteOptions,
    store: Option<&Store>,
) -> Result<(Arc<View>, Vec<Diagnostic>), Vec<Diagnostic>> {
    let Assembled { view, mut diagnostics, .. } = assembled(inputs, options, store)?;
    view.site.config.check.apply(&mut diagnostics);
    Ok((view, diagnostics))
}

/// The same with what of the site is translated. No severities and allowances of the site were applied to the diagnostics.
///
/// # Errors
/// As for [`assemble`].
pub fn assemble_with_texts(
    inputs: Inputs,
    options: SiteOptions,
) -> Result<(Arc<View>, SiteTexts, Vec<Diagnostic>), Vec<Diagnostic>> {
    let records = record_sources(&inputs);
    let Assembled { view, diagnostics, content, environment } = assembled(inputs, options, None)?;
    let texts = SiteTexts::new(&environment, &content, records, Vec::new());
    Ok((view, texts, diagnostics))
}

/// A site, and what it was made from.
struct Assembled {
    view: Arc<View>,
    diagnostics: Vec<Diagnostic>,
    content: Vec<ContentFile>,
    environment: Environment,
}

fn assembled(
    mut inputs: Inputs,
    options: SiteOptions,
    store: Option<&Store>,
) -> Result<Assembled, Vec<Diagnostic>> {
    let found = inputs.diagnostics();
    if is_without_content(&found) {
        return Err(found);
    }
    let Some(environment) = Environment::new(&inputs, None) else { return Err(found) };
    let mut content = ContentFile::take(&mut inputs);
    let pictures = if inputs.is_embedded { Pictures::default() } else { known_pictures(&inputs.root) };
    let pictures = Arc::new(pictures);
    let mut known = KnownAssets::new(store);
    let (view, mut diagnostics) = view(&inputs, &mut content, &environment, options, &pictures, &mut known);
    diagnostics.extend(found);
    diagnostics.extend(content::diagnostics(&content));
    diagnostics.extend_from_slice(&environment.diagnostics);
    Ok(Assembled { view: Arc::new(view), diagnostics, content, environment })
}

/// What the last build has found out about the pictures of a site.
pub(super) fn known_pictures(root: &Path) -> Pictures {
    let record = BuildRecord::read(root).pictures;
    Pictures::from_record(&PagePictures::from_bytes(&record))
}

/// Whether the folder of the site's texts is missing, or cannot be read. What else is wrong follows from that: links of the
/// theme to sections that are gone, sections without pages.
pub(super) fn is_without_content(found: &[Diagnostic]) -> bool {
    let is_of_folder = |place: &Location| place.file() == CONTENT_FOLDER;
    found.iter().any(|diagnostic| diagnostic.location.as_ref().is_some_and(is_of_folder))
}

/// The site as it is in an environment, and what is wrong with how its pages hang together. Files that were not parsed
/// before are parsed.
pub(super) fn view(
    inputs: &Inputs,
    content: &mut [ContentFile],
    environment: &Environment,
    options: SiteOptions,
    pictures: &Arc<Pictures>,
    known: &mut KnownAssets<'_>,
) -> (View, Vec<Diagnostic>) {
    let config = &environment.config;
    let mut diagnostics = Vec::new();
    content::parse(content, config, inputs.is_pseudo);
    let (pages, mut assets) = content::pages(content, config, &mut diagnostics);
    assets.extend(static_assets(&inputs.statics, &inputs.theme, config.search.is_some()));
    let prepared = known.prepare(&mut assets, config.minify);
    let sources = Sources {
        pages,
        assets,
        kinds: environment.kinds.clone(),
        has_all_kinds: environment.has_all_kinds,
        catalogue: Arc::clone(&environment.catalogue),
        formats: environment.formats.clone(),
        prepared,
        naming_texts: naming_texts(inputs, environment),
        has_cards: environment.has_cards(),
        pictures: environment.pictures(),
        glossary: environment.glossary.clone(),
    };
    let site = site::assemble(Arc::clone(config), options, sources, &mut diagnostics);
    let view = View::new(site, Arc::clone(&environment.theme), Arc::clone(pictures));
    diagnostics.extend(check_templates(&view));
    (view, diagnostics)
}

/// The texts that name files by their names alone: those of the theme that is shown, messages, and the options of the theme.
pub(super) fn naming_texts(inputs: &Inputs, environment: &Environment) -> Vec<SourceText> {
    let config = &environment.config;
    let is_message = |input: &&Input| input.path.ends_with(".ftl");
    let messages = inputs.theme.inputs().chain(&inputs.locales).filter(is_message);
    let messages = messages.filter_map(|input| match &input.bytes {
        InputBytes::Text(source) => Some(source),
        _ => None,
    });
    // What pages load to search is named by the program.
    let own = config.search.as_ref().map(|_| SourceText::new("search", search::ENGINE_URL));
    let mut options = String::new();
    add_texts(&config.theme_options, &mut options);
    let options = SourceText::new(FILE_NAME, &options);
    environment.theme_texts.iter().chain(messages).cloned().chain(own).chain([options]).collect()
}

/// Adds the texts of a table, each on a line of its own.
fn add_texts(table: &Table, to: &mut String) {
    fn add(data: &Data, to: &mut String) {
        match data {
            Data::Text(text) => {
                to.push_str(text);
                to.push('\n');
            }
            Data::List(items) => items.iter().for_each(|item| add(&item.data, to)),
            Data::Table(table) => add_texts(table, to),
            _ => {}
        }
    }
    table.entries.iter().for_each(|entry| add(&entry.value.data, to));
}

/// The static files of site and theme; the site's replace the theme's of the same name. Those of the theme's search are not
/// published on a site without one.
fn static_assets(statics: &[Input], theme: &ThemeInputs, has_search: bool) -> Vec<Asset> {
    let own: Vec<&Input> = statics.iter().collect();
    let theirs = theme.statics().filter(|input| {
        let name = theme.static_name(input);
        (has_search || !name.starts_with("search/")) && !own.iter().any(|own| own.name() == name)
    });
    let theirs: Vec<(String, &Input)> =
        theirs.map(|input| (theme.static_name(input).to_owned(), input)).collect();
    let own = own.iter().map(|input| (input.name().to_owned(), *input));
    let all: Vec<(String, &Input)> = own.chain(theirs).collect();
    let assets = all.into_par_iter().filter_map(|(name, input)| asset(input, format!("/{name}")));
    let mut assets: Vec<Asset> = assets.collect();
    if has_search {
        assets.extend(search::script_assets());
    }
    assets
}
