//! The theme as it follows from its files: templates, kinds, the map, messages.

use std::collections::BTreeMap;
use std::sync::Arc;

use typed_index_collections::TiVec;

#[cfg(feature = "cards")]
use crate::cards::{FontFile, Fonts};
use crate::config::Config;
use crate::content::kind::{Kind, KindId};
use crate::diagnostics::{Code, Diagnostic, Location, SourceText};
use crate::language::{Catalogue, MessageFile};
#[cfg(feature = "cards")]
use crate::load::bytes;
use crate::load::{Input, InputBytes, ThemeInputs};
use crate::map::BaseMap;
use crate::theme::{Theme, ThemeFile, ThemeManifest, named_messages};

/// Puts the theme together, and returns it with the kinds that it brings. These are `None` if they could not be read, which
/// was reported.
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
    #[cfg_attr(not(feature = "cards"), expect(unused_mut))]
    let mut theme = Theme::new(manifest.unwrap_or_default(), templates, map, &folder, diagnostics);
    #[cfg(feature = "cards")]
    {
        theme.fonts = fonts(inputs);
    }
    (theme, kinds)
}

/// The fonts of social cards: those in the folder `fonts`.
#[cfg(feature = "cards")]
fn fonts(inputs: &ThemeInputs) -> Fonts {
    let is_font = |name: &str| {
        let name = name.to_ascii_lowercase();
        name.starts_with("fonts/") && (name.ends_with(".ttf") || name.ends_with(".otf"))
    };
    let files = inputs.inputs().filter(|input| is_font(inputs.name(input)));
    let files = files.filter_map(|input| Some(FontFile { path: input.path.clone(), bytes: bytes(input)? }));
    Fonts::new(files.collect())
}

/// What maps are drawn over: the files of the theme's folder `map` and of the site's, whose file replaces the
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
