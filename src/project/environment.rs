//! What pages are shown with: theme, kinds, formats and messages, made from the files that were read.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use typed_index_collections::TiVec;

use super::{glossary, theme};
use crate::config::Config;
use crate::content::kind::{Kind, KindId, read_kinds};
use crate::diagnostics::{Code, Diagnostic, Location, SourceText, nearest};
use crate::glossary::{FILE_NAME, Glossary};
use crate::language::{Catalogue, Formats, LanguageId, MessageFile};
use crate::load::{Input, InputBytes, Inputs};
use crate::map::BaseMap;
use crate::pictures::PictureSettings;
#[cfg(feature = "cards")]
use crate::theme::CARD_TEMPLATE;
use crate::theme::Theme;

/// What pages are shown with, and what is wrong with it.
pub(super) struct Environment {
    pub config: Arc<Config>,
    pub formats: TiVec<LanguageId, Arc<Formats>>,
    pub theme: Arc<Theme>,
    /// What the theme was made of, apart from its messages.
    pub theme_texts: Vec<SourceText>,
    pub kinds: TiVec<KindId, Kind>,
    /// Whether these are all kinds that there are: those of a theme that cannot be read are not known.
    pub has_all_kinds: bool,
    pub catalogue: Arc<Catalogue>,
    /// What terms are called; `None` if the site has no glossary.
    pub glossary: Option<Arc<Glossary>>,
    pub diagnostics: Vec<Diagnostic>,
    /// The files that an earlier version replaces.
    pub stale_files: Vec<String>,
    pub messages: Vec<MessageFile>,
}

impl Environment {
    /// Makes all of it. Returns `None` if the configuration could not be read. What cannot be used as it is now is taken
    /// from the last environment, where there is one.
    pub fn new(inputs: &Inputs, last: Option<&Self>) -> Option<Self> {
        let config = Arc::clone(inputs.config.as_ref()?);
        let formats: TiVec<LanguageId, Arc<Formats>> = match last {
            Some(last) if Arc::ptr_eq(&last.config, &config) => last.formats.clone(),
            _ => config.languages.iter().map(|language| Arc::new(language.formats())).collect(),
        };
        let mut diagnostics = Vec::new();
        let mut stale_files = Vec::new();
        let ThemeAndKinds { theme, theme_texts, kinds, has_all_kinds } =
            ThemeAndKinds::new(inputs, &config, last, &mut diagnostics, &mut stale_files);
        let mut messages = message_files(inputs, &config, &mut diagnostics);
        let mut catalogue = Catalogue::new(&config.languages, &formats, &messages, &mut diagnostics);
        let restored =
            last.map(|last| restore(&mut messages, &last.messages, &diagnostics)).unwrap_or_default();
        if !restored.is_empty() {
            catalogue = Catalogue::new(&config.languages, &formats, &messages, &mut Vec::new());
            stale_files.extend(restored);
        }
        diagnostics.extend(theme::check_messages(&theme, &catalogue));
        let glossary = glossary::read(&inputs.locales, &config, &mut diagnostics).or_else(|| {
            let last = last?.glossary.as_ref()?;
            let restored = glossary::restore(&inputs.locales, &last.source, &config)?;
            stale_files.push(FILE_NAME.to_owned());
            Some(restored)
        });
        if let Some(glossary) = &glossary {
            glossary::check_messages(
                glossary,
                &inputs.locales,
                &messages,
                &config,
                &formats,
                &mut diagnostics,
            );
        }
        let catalogue = if inputs.is_pseudo { catalogue.into_pseudo() } else { catalogue };
        Some(Self {
            config,
            formats,
            theme,
            theme_texts,
            kinds,
            has_all_kinds,
            catalogue: Arc::new(catalogue),
            glossary,
            diagnostics,
            stale_files,
            messages,
        })
    }

    /// Which pictures pages get of photographs.
    pub fn pictures(&self) -> Option<Arc<PictureSettings>> {
        let settings = || self.theme.manifest.pictures.clone().with(&self.config.pictures.overrides);
        cfg!(feature = "pictures").then(|| Arc::new(settings()))
    }

    /// Whether pages have social cards: the theme has a template for them, and the site wants them.
    pub fn has_cards(&self) -> bool {
        #[cfg(feature = "cards")]
        return self.config.social_cards && self.theme.has_template(CARD_TEMPLATE);
        #[cfg(not(feature = "cards"))]
        return false;
    }
}

/// The theme, and the kinds of pages that it and the configuration bring.
struct ThemeAndKinds {
    theme: Arc<Theme>,
    theme_texts: Vec<SourceText>,
    kinds: TiVec<KindId, Kind>,
    has_all_kinds: bool,
}

impl ThemeAndKinds {
    fn new(
        inputs: &Inputs,
        config: &Config,
        last: Option<&Environment>,
        diagnostics: &mut Vec<Diagnostic>,
        stale_files: &mut Vec<String>,
    ) -> Self {
        let before = diagnostics.len();
        diagnostics.extend_from_slice(&inputs.theme.diagnostics);
        let map = base_map(inputs, last, diagnostics, stale_files);
        let (theme, kinds) = theme::build(&inputs.theme, map, config, diagnostics);
        let is_usable = theme.is_whole() && kinds.is_some();
        if let Some(last) = last.filter(|last| !is_usable && last.theme.is_whole()) {
            let places = diagnostics[before..].iter().filter_map(|diagnostic| diagnostic.location.as_ref());
            stale_files.extend(places.map(|place| place.file().to_owned()));
            return Self {
                theme: Arc::clone(&last.theme),
                theme_texts: last.theme_texts.clone(),
                kinds: last.kinds.clone(),
                has_all_kinds: last.has_all_kinds,
            };
        }
        let has_all_kinds = kinds.is_some();
        let mut kinds = kinds.unwrap_or_default();
        read_kinds(&config.source, &config.kinds, &mut kinds, diagnostics);
        Self { theme: Arc::new(theme), theme_texts: theme_texts(inputs), kinds, has_all_kinds }
    }
}

/// What a theme is made of, apart from its messages.
fn theme_texts(inputs: &Inputs) -> Vec<SourceText> {
    let texts = inputs.theme.inputs().filter_map(|input| match &input.bytes {
        InputBytes::Text(source) => Some(source),
        _ => None,
    });
    texts.filter(|source| !source.path.ends_with(".ftl")).cloned().collect()
}

/// What maps are drawn over; while a file of it cannot be read, what there was last.
fn base_map(
    inputs: &Inputs,
    last: Option<&Environment>,
    diagnostics: &mut Vec<Diagnostic>,
    stale_files: &mut Vec<String>,
) -> Arc<BaseMap> {
    let before = diagnostics.len();
    let map = theme::base_map(&inputs.theme, &inputs.maps, diagnostics);
    let broken: Vec<String> = diagnostics[before..]
        .iter()
        .filter(|diagnostic| diagnostic.code == Code::MapSyntax)
        .filter_map(|diagnostic| Some(diagnostic.location.as_ref()?.file().to_owned()))
        .collect();
    match last.filter(|_| !broken.is_empty()) {
        Some(last) => {
            stale_files.extend(broken);
            Arc::clone(&last.theme.map)
        }
        None => Arc::new(map),
    }
}

/// Puts the last text of each message file in the place of one that breaks Fluent's syntax. Hands out their paths.
fn restore(messages: &mut [MessageFile], last: &[MessageFile], diagnostics: &[Diagnostic]) -> Vec<String> {
    let broken: FxHashSet<&str> = diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.code == Code::MessageSyntax)
        .filter_map(|diagnostic| diagnostic.location.as_ref().map(Location::file))
        .collect();
    let last: FxHashMap<&str, &MessageFile> = last.iter().map(|last| (&*last.source.path, last)).collect();
    let mut restored = Vec::new();
    for file in messages.iter_mut().filter(|file| broken.contains(&*file.source.path)) {
        if let Some(last) = last.get(&*file.source.path) {
            file.source = last.source.clone();
            restored.push(file.source.path.to_string());
        }
    }
    restored
}

/// The message files of theme and site; a folder that is no language is reported.
fn message_files(inputs: &Inputs, config: &Config, diagnostics: &mut Vec<Diagnostic>) -> Vec<MessageFile> {
    let mut files = theme::messages(&inputs.theme, config);
    files.extend(own_message_files(&inputs.locales, config, diagnostics));
    files
}

fn own_message_files(
    inputs: &[Input],
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<MessageFile> {
    let mut unknown: Vec<&str> = Vec::new();
    let mut files = Vec::new();
    for input in inputs {
        let InputBytes::Text(source) = &input.bytes else { continue };
        let Some((tag, _)) = input.name().split_once('/') else { continue };
        match config.language(tag) {
            Some(language) => files.push(MessageFile { language, of_site: true, source: source.clone() }),
            None if unknown.contains(&tag) => {}
            None => {
                unknown.push(tag);
                let tags: Vec<&str> = config.languages.iter().map(|language| language.tag.as_str()).collect();
                diagnostics.push(
                    Diagnostic::new(Code::UnknownLanguage)
                        .in_file(&format!("locales/{tag}"))
                        .with("tag", tag)
                        .with("languages", tags.join(", "))
                        .suggest(nearest(tag, tags)),
                );
            }
        }
    }
    files
}
