//! A theme: its manifest, `theme.toml`, and its compiled templates.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use tera::Tera;
use typed_index_collections::TiVec;

use crate::content::kind::{Kind, KindId, read_kinds};
use crate::data::{Reader, Table, parse_toml};
use crate::diagnostics::{Diagnostic, SourceText};
use crate::map::BaseMap;
use crate::pictures::PictureSettings;

/// A template or component file of a theme.
#[derive(Debug, Clone)]
pub struct ThemeFile {
    /// The template's name: its path within `templates/`, or within `components/` with that folder's name in front.
    pub name: String,
    /// Its text.
    pub source: SourceText,
}

/// `theme.toml`.
#[derive(Debug, Clone, Default)]
pub struct ThemeManifest {
    /// The file, if the theme has one.
    pub source: Option<SourceText>,
    /// `[options]`: the defaults of `config.theme`, which the site can override.
    pub options: Table,
    /// The kinds of pages that the theme defines.
    pub kinds: TiVec<KindId, Kind>,
    /// `[pictures]`: which pictures its pages get.
    pub pictures: PictureSettings,
}

/// A theme ready to render.
pub struct Theme {
    /// `theme.toml`.
    pub manifest: ThemeManifest,
    /// The base of its maps.
    pub map: Arc<BaseMap>,
    /// The fonts of its social cards.
    #[cfg(feature = "cards")]
    pub fonts: crate::cards::Fonts,
    pub(super) tera: Tera,
    pub(super) sources: FxHashMap<String, SourceText>,
    pub(super) is_whole: bool,
}

impl ThemeManifest {
    /// Reads `theme.toml`. Returns `None` after reporting a syntax error.
    pub fn parse(source: &SourceText, diagnostics: &mut Vec<Diagnostic>) -> Option<Self> {
        let table = parse_toml(source, 0..source.text.len(), diagnostics)?;
        let mut reader = Reader::new(source, &table, "");
        reader.text("name", diagnostics);
        let options = reader.table("options", diagnostics).cloned().unwrap_or_default();
        let mut kinds = TiVec::new();
        if let Some(table) = reader.table("kinds", diagnostics) {
            read_kinds(source, table, &mut kinds, diagnostics);
        }
        let mut pictures = PictureSettings::default();
        if let Some(table) = reader.table("pictures", diagnostics) {
            let mut own = Reader::new(source, table, "pictures.");
            pictures = PictureSettings::read(&mut own, diagnostics);
            own.finish(diagnostics);
        }
        reader.finish(diagnostics);
        Some(Self { source: Some(source.clone()), options, kinds, pictures })
    }
}

impl Theme {
    /// The engine.
    pub(super) fn tera(&self) -> &Tera {
        &self.tera
    }

    /// Renders a template.
    ///
    /// # Errors
    /// Those of the template; [`super::template_error`] converts them to diagnostics.
    pub fn render(
        &self,
        template: &str,
        context: &tera::Context,
        output: &mut Vec<u8>,
    ) -> tera::TeraResult<()> {
        self.tera.render_to(template, context, output)
    }

    /// Whether every template could be compiled, so that pages can be rendered.
    pub fn is_whole(&self) -> bool {
        self.is_whole
    }

    /// Whether there is a component that takes these arguments, among others.
    pub fn has_component(&self, name: &str, arguments: &[&str]) -> bool {
        let Some(component) = self.tera.get_component_definition(name) else { return false };
        arguments.iter().all(|argument| component.args().iter().any(|known| known.name() == *argument))
    }

    /// Whether there is a template of a name.
    pub fn has_template(&self, name: &str) -> bool {
        self.sources.contains_key(name)
    }

    /// The file of a template.
    pub fn source(&self, name: &str) -> Option<&SourceText> {
        self.sources.get(name)
    }

    /// All templates and components.
    pub fn sources(&self) -> impl Iterator<Item = &SourceText> {
        self.sources.values()
    }

    /// The names of all templates, in their order.
    pub fn template_names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.sources.keys().map(String::as_str).collect();
        names.sort_unstable();
        names
    }
}
