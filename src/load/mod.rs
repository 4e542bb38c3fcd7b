//! Reads a site's folder: every file once, in parallel, and on after mistakes.
//!
//! This module and `publish` are the only ones that touch the file system.

mod content;
mod files;
mod images;
mod project;
mod refresh;
mod setting;
mod theme;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

pub use files::changed_since;
pub use project::{Project, Update};

use content::ContentFile;
use files::{Input, read_folder};
use setting::Setting;
use theme::ThemeInputs;

use crate::config::{self, Config};
use crate::diagnostics::{Code, Diagnostic, Severity, SourceText};
use crate::render;
use crate::site::{Asset, SiteOptions, Sources, assemble};
use crate::theme::View;

/// Everything that a site is made from, read but not yet understood.
pub struct Inputs {
    root: PathBuf,
    /// The root without links, by which it is told whether a file lies within it.
    canonical: PathBuf,
    base_url: Option<String>,
    config: Option<Arc<Config>>,
    config_text: SourceText,
    config_diagnostics: Vec<Diagnostic>,
    content: Vec<ContentFile>,
    locales: Vec<Input>,
    statics: Vec<Input>,
    maps: Vec<Input>,
    theme: ThemeInputs,
}

/// Reads a site's files. An address for the site takes the place of the configuration's.
///
/// # Errors
/// When there is no site: `sapar.toml` is not there.
pub fn read(root: &Path, base_url: Option<&str>) -> Result<Inputs, Diagnostic> {
    let ReadConfig { source, config, diagnostics } = read_config(root, base_url)?;
    let canonical = root.canonicalize().unwrap_or_else(|_| root.to_path_buf());
    let folder = |name: &str| read_folder(&canonical, root, name);
    let theme = config.as_ref().map(|config| theme::read(&canonical, root, config)).unwrap_or_default();
    Ok(Inputs {
        root: root.to_path_buf(),
        base_url: base_url.map(ToOwned::to_owned),
        config: config.map(Arc::new),
        config_text: source,
        config_diagnostics: diagnostics,
        content: folder("content").into_iter().map(ContentFile::new).collect(),
        locales: folder("locales"),
        statics: folder("static"),
        maps: folder("map"),
        theme,
        canonical,
    })
}

struct ReadConfig {
    source: SourceText,
    config: Option<Config>,
    diagnostics: Vec<Diagnostic>,
}

fn read_config(root: &Path, base_url: Option<&str>) -> Result<ReadConfig, Diagnostic> {
    let path = root.join(config::FILE_NAME);
    if !path.is_file() {
        return Err(Diagnostic::new(Code::SiteNotFound).with("path", root.display().to_string()));
    }
    let mut diagnostics = Vec::new();
    let Some(source) = files::read_text(&path, config::FILE_NAME, &mut diagnostics) else {
        let source = SourceText::new(config::FILE_NAME, "");
        return Ok(ReadConfig { source, config: None, diagnostics });
    };
    let config = Config::parse(&source, base_url, &mut diagnostics);
    Ok(ReadConfig { source, config, diagnostics })
}

/// The tags of a site's languages.
///
/// # Errors
/// When there is no site, or its configuration cannot be read: the first mistake in it.
pub fn languages(root: &Path) -> Result<Vec<String>, Diagnostic> {
    let config = read_config(root, None)?;
    match config.config {
        Some(config) => Ok(config.languages.into_iter().map(|language| language.tag).collect()),
        None => {
            let mut found = config.diagnostics.into_iter();
            let first = found.find(|diagnostic| diagnostic.severity() == Severity::Error);
            Err(first.expect("a configuration is missing for a reason"))
        }
    }
}

impl Inputs {
    /// A digest of all that was read and of what the command chose: the same digest, the same site.
    pub fn fingerprint(&self, options: &SiteOptions) -> String {
        let mut hasher = blake3::Hasher::new();
        let choices = format!("{} {} {options:?}", env!("CARGO_PKG_VERSION"), program_stamp());
        hasher.update(blake3::hash(choices.as_bytes()).as_bytes());
        hasher.update(blake3::hash(self.config_text.text.as_bytes()).as_bytes());
        let inputs: Vec<&Input> = self.all().collect();
        let digests: Vec<blake3::Hash> = inputs.into_par_iter().map(Input::digest).collect();
        for digest in digests {
            hasher.update(digest.as_bytes());
        }
        files::hash_diagnostics(&self.config_diagnostics, &mut hasher);
        hasher.finalize().to_hex().to_string()
    }

    /// The configuration; `None` if it could not be read.
    pub fn config(&self) -> Option<&Config> {
        self.config.as_deref()
    }

    /// Puts the site together. Nothing comes back where the configuration leaves no site to speak of; the
    /// diagnostics say why.
    pub fn assemble(mut self, options: SiteOptions) -> Result<Arc<View>, Vec<Diagnostic>> {
        let Some(setting) = Setting::new(&self, None) else { return Err(self.file_diagnostics()) };
        let mut view = self.view(&setting, options);
        let diagnostics = &mut view.site.diagnostics;
        diagnostics.extend(self.file_diagnostics());
        diagnostics.extend(content::diagnostics(&self.content));
        diagnostics.extend(setting.diagnostics);
        Ok(Arc::new(view))
    }

    /// The site as it is with a setting, and what is wrong with how it stands together.
    fn view(&mut self, setting: &Setting, options: SiteOptions) -> View {
        let config = &setting.config;
        let mut diagnostics = Vec::new();
        content::parse(&mut self.content, config);
        let (pages, mut assets) = content::pages(&self.content, config, &mut diagnostics);
        assets.extend(static_assets(&self.statics, &self.theme));
        let sources = Sources {
            pages,
            assets,
            kinds: setting.kinds.clone(),
            has_all_kinds: setting.has_all_kinds,
            catalogue: Arc::clone(&setting.catalogue),
            formats: setting.formats.clone(),
        };
        let site = assemble(Arc::clone(config), options, sources, diagnostics);
        let mut view = View::new(site, Arc::clone(&setting.theme));
        let missing = render::check_templates(&view);
        view.site.diagnostics.extend(missing);
        view
    }

    /// What is wrong with files as such, and with the configuration.
    fn file_diagnostics(&self) -> Vec<Diagnostic> {
        let of_files = self.all().flat_map(|input| &input.diagnostics);
        self.config_diagnostics.iter().chain(of_files).cloned().collect()
    }

    /// The configuration, where an earlier version stands in for it.
    fn stale_config(&self) -> Option<String> {
        let config = self.config.as_ref()?;
        (config.source.text != self.config_text.text).then(|| config::FILE_NAME.to_owned())
    }

    fn all(&self) -> impl Iterator<Item = &Input> {
        let content = self.content.iter().map(|file| &file.input);
        content.chain(&self.locales).chain(&self.statics).chain(&self.maps).chain(self.theme.inputs())
    }
}

/// Tells one build of the program from another of the same version.
fn program_stamp() -> String {
    let metadata = std::env::current_exe().and_then(|path| path.metadata());
    metadata.map(|metadata| format!("{} {}", metadata.len(), files::modified(&metadata))).unwrap_or_default()
}

/// The static files of site and theme; the site's stand in for the theme's of the same name.
fn static_assets(statics: &[Input], theme: &ThemeInputs) -> Vec<Asset> {
    let own: Vec<&Input> = statics.iter().collect();
    let theirs = theme.statics().filter(|input| {
        let name = theme.static_name(input);
        !own.iter().any(|own| own.name() == name)
    });
    let theirs: Vec<(String, &Input)> =
        theirs.map(|input| (theme.static_name(input).to_owned(), input)).collect();
    let own = own.iter().map(|input| (input.name().to_owned(), *input));
    let all: Vec<(String, &Input)> = own.chain(theirs).collect();
    all.into_par_iter().filter_map(|(name, input)| files::asset(input, format!("/{name}"))).collect()
}
