//! The theme: a folder of the site, or one within the program.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use include_dir::{Dir, include_dir};
use typed_index_collections::TiVec;

use super::files::{self, Input, InputBytes, Memory};
use crate::config::Config;
use crate::content::kind::{Kind, KindId};
use crate::diagnostics::{Code, Diagnostic, Location, SourceText, list_names, nearest};
use crate::language::{Catalogue, MessageFile};
use crate::map::BaseMap;
use crate::theme::{Theme, ThemeFile, ThemeManifest, named_messages};

/// The theme that ships with the program.
static STEPPE: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/steppe");
const STEPPE_NAME: &str = "steppe";

/// The files of a theme.
#[derive(Default)]
pub(super) struct ThemeInputs {
    folder: String,
    pub inputs: Vec<Input>,
    /// Whether it is there for a theme that the site asks for and that is not there, which was reported.
    pub is_stand_in: bool,
    /// Whether it comes from the program.
    pub is_embedded: bool,
    /// What is wrong with the choice of the theme.
    pub diagnostics: Vec<Diagnostic>,
}

impl ThemeInputs {
    /// Its folder: `themes/NAME`.
    pub fn folder(&self) -> &str {
        &self.folder
    }

    /// All files.
    pub fn inputs(&self) -> impl Iterator<Item = &Input> {
        self.inputs.iter()
    }

    /// The files that are published as they are.
    pub fn statics(&self) -> impl Iterator<Item = &Input> {
        self.inputs.iter().filter(|input| self.name(input).starts_with("static/"))
    }

    /// The name of a static file within the static folder.
    pub fn static_name<'i>(&self, input: &'i Input) -> &'i str {
        let name = self.name(input);
        name.strip_prefix("static/").unwrap_or(name)
    }

    fn name<'i>(&self, input: &'i Input) -> &'i str {
        input.path.strip_prefix(&self.folder).map_or(&input.path, |name| name.trim_start_matches('/'))
    }

    fn texts(&self) -> impl Iterator<Item = (&str, &SourceText)> {
        self.inputs.iter().filter_map(|input| match &input.bytes {
            InputBytes::Text(source) => Some((self.name(input), source)),
            _ => None,
        })
    }
}

/// Reads the site's theme.
pub(super) fn read(canonical: &Path, root: &Path, config: &Config) -> ThemeInputs {
    scan(canonical, root, config, &Memory::none())
}

/// The same, but files whose digest is known are not opened.
pub(super) fn scan(canonical: &Path, root: &Path, config: &Config, memory: &Memory<'_>) -> ThemeInputs {
    let folder = format!("themes/{}", config.theme);
    // A name that leads elsewhere is no theme's.
    let is_name = crate::content::is_valid_slug(&config.theme);
    if is_name && root.join(&folder).is_dir() {
        let inputs = files::scan_folder(canonical, root, &folder, memory);
        return ThemeInputs { folder, inputs, ..ThemeInputs::default() };
    }
    let is_stand_in = config.theme != STEPPE_NAME;
    let mut diagnostics = Vec::new();
    if is_stand_in {
        let mut known = vec![STEPPE_NAME.to_owned()];
        known.extend(
            std::fs::read_dir(root.join("themes"))
                .into_iter()
                .flatten()
                .flatten()
                .filter(|entry| entry.path().is_dir())
                .map(|entry| entry.file_name().to_string_lossy().into_owned()),
        );
        known.sort_unstable();
        known.dedup();
        let mut diagnostic = Diagnostic::new(Code::UnknownTheme)
            .with("theme", config.theme.as_str())
            .with("known", list_names(&known))
            .suggest(nearest(&config.theme, known.iter().map(String::as_str)));
        diagnostic.location = config.theme_span.clone().map(|span| config.source.location(span));
        diagnostics.push(diagnostic);
    }
    ThemeInputs { is_stand_in, diagnostics, ..embedded() }
}

fn embedded() -> ThemeInputs {
    let folder = format!("themes/{STEPPE_NAME}");
    let mut inputs = Vec::new();
    collect(&STEPPE, &folder, &mut inputs);
    inputs.sort_unstable_by(|a: &Input, b: &Input| a.path.cmp(&b.path));
    ThemeInputs { folder, inputs, is_embedded: true, ..ThemeInputs::default() }
}

fn collect(dir: &'static Dir<'static>, folder: &str, inputs: &mut Vec<Input>) {
    for file in dir.files() {
        let name = file.path().components().map(|part| part.as_os_str().to_string_lossy());
        let name = name.collect::<Vec<_>>().join("/");
        let path = format!("{folder}/{name}");
        let bytes = match file.contents_utf8().filter(|_| !name.starts_with("static/")) {
            Some(text) => InputBytes::Text(SourceText::new(&path, text)),
            None => InputBytes::Embedded(file.contents()),
        };
        inputs.push(Input::new(path, bytes));
    }
    for dir in dir.dirs() {
        collect(dir, folder, inputs);
    }
}

/// Puts the theme together, and hands out the kinds that it brings; nothing where they could not be read, which was
/// reported.
pub(super) fn build(
    inputs: &ThemeInputs,
    map: Arc<BaseMap>,
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Theme, Option<TiVec<KindId, Kind>>) {
    let mut manifest = Some(ThemeManifest::default());
    let mut templates = Vec::new();
    let is_lost =
        |input: &Input| matches!(input.bytes, InputBytes::Unreadable) && inputs.name(input) == "theme.toml";
    if inputs.inputs().any(is_lost) {
        manifest = None;
    }
    for (name, source) in inputs.texts() {
        if name == "theme.toml" {
            manifest = ThemeManifest::parse(source, diagnostics);
        } else if let Some(template) = name.strip_prefix("templates/") {
            templates.push(ThemeFile { name: template.to_owned(), source: source.clone() });
        } else if name.starts_with("components/") {
            templates.push(ThemeFile { name: name.to_owned(), source: source.clone() });
        }
    }
    // The kinds of a theme that stands in say nothing of the site's pages.
    let kinds = manifest.as_ref().filter(|_| !inputs.is_stand_in).map(|manifest| manifest.kinds.clone());
    let folder = format!("themes/{}", config.theme);
    (Theme::new(manifest.unwrap_or_default(), templates, map, &folder, diagnostics), kinds)
}

/// What maps are drawn over: the files of the theme's folder `map` and of the site's, whose file stands in for the
/// theme's of the same name.
pub(super) fn base_map(inputs: &ThemeInputs, own: &[Input], diagnostics: &mut Vec<Diagnostic>) -> BaseMap {
    let own = own.iter().filter_map(|input| match &input.bytes {
        InputBytes::Text(source) => Some((input.name(), source)),
        _ => None,
    });
    let own: BTreeMap<&str, &SourceText> = own.collect();
    let theirs = inputs.texts().filter_map(|(name, source)| {
        Some((name.strip_prefix("map/")?, source)).filter(|(name, _)| name.ends_with(".geojson"))
    });
    let mut files: BTreeMap<&str, &SourceText> = theirs.collect();
    files.extend(own);
    BaseMap::parse(files.into_values(), diagnostics)
}

/// The theme's messages in the languages of the site.
pub(super) fn messages(inputs: &ThemeInputs, config: &Config) -> Vec<MessageFile> {
    inputs
        .texts()
        .filter_map(|(name, source)| {
            let (tag, file) = name.strip_prefix("locales/")?.split_once('/')?;
            let language = config.language(tag).filter(|_| file.ends_with(".ftl"))?;
            Some(MessageFile { language, of_site: false, source: source.clone() })
        })
        .collect()
}

/// Reports messages that templates and maps name and nothing defines, where they stand: `"id" | t`.
pub(super) fn check_messages(theme: &Theme, catalogue: &Catalogue) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let unknown = |id: &str, place: Location| {
        Diagnostic::new(Code::MessageUnknown).at(place).with("id", id).suggest(catalogue.suggest(id))
    };
    for source in theme.sources() {
        for range in named_messages(&source.text) {
            let id = &source.text[range.clone()];
            if !catalogue.is_known(id) {
                diagnostics.push(unknown(id, source.location(range)));
            }
        }
    }
    let named = theme.map.names().filter(|(id, _)| !catalogue.is_known(id));
    diagnostics.extend(named.map(|(id, place)| unknown(id, place.clone())));
    diagnostics
}
