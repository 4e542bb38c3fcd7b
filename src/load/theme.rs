//! The theme: a folder of the site, or one within the program.

use include_dir::{Dir, include_dir};

use super::embedded;
use super::files::{self, Input, InputBytes, Memory};
use super::walk::Walk;
use crate::config::Config;
use crate::data::suggested_text;
use crate::diagnostics::{Code, Diagnostic, SourceText, list_names, nearest};

/// The theme that ships with the program.
static STEPPE: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/steppe");
const STEPPE_NAME: &str = "steppe";

/// The files of a theme.
#[derive(Default)]
pub(crate) struct ThemeInputs {
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

    /// The name of a file within the theme's folder.
    pub fn name<'i>(&self, input: &'i Input) -> &'i str {
        input.path.strip_prefix(&self.folder).map_or(&input.path, |name| name.trim_start_matches('/'))
    }

    /// The files that Sapar reads, by their names within the theme's folder.
    pub fn texts(&self) -> impl Iterator<Item = (&str, &SourceText)> {
        self.inputs.iter().filter_map(|input| match &input.bytes {
            InputBytes::Text(source) => Some((self.name(input), source)),
            _ => None,
        })
    }
}

/// Reads the site's theme. Files whose digest is known are not opened.
pub(super) fn scan(walk: &Walk<'_>, config: &Config, memory: &Memory<'_>) -> ThemeInputs {
    let root = walk.root;
    let folder = format!("themes/{}", config.theme);
    // A name that leads elsewhere is no theme's.
    let is_name = crate::content::is_valid_slug(&config.theme);
    if is_name && root.join(&folder).is_dir() {
        let inputs = files::scan_folder(walk, &folder, memory);
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
        if let Some(span) = &config.theme_span {
            let fix = suggested_text(&config.source, span, &config.theme);
            diagnostic = diagnostic.at(config.source.location(span.clone())).fix(fix);
        }
        diagnostics.push(diagnostic);
    }
    ThemeInputs { is_stand_in, diagnostics, ..embedded() }
}

/// The theme within the program.
pub(super) fn embedded() -> ThemeInputs {
    let folder = format!("themes/{STEPPE_NAME}");
    let statics = format!("{folder}/static/");
    let inputs = embedded::inputs(&STEPPE, &folder, &|path| !path.starts_with(&statics));
    ThemeInputs { folder, inputs, is_embedded: true, ..ThemeInputs::default() }
}
