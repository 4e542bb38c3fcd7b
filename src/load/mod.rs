//! Reads a site's folder: every file once, in parallel, and on after mistakes.
//!
//! This module and `publish` are the only ones that touch the file system.

mod content;
mod files;
mod images;
mod theme;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

pub use files::{Input, InputBytes, read_folder};

use crate::config::{self, Config};
use crate::content::kind::read_kinds;
use crate::diagnostics::{Code, Diagnostic, Severity, SourceText};
use crate::language::{Catalogue, Formats, MessageFile};
use crate::render;
use crate::site::{Asset, SiteOptions, Sources, assemble};
use crate::theme::View;

/// Everything that a site is made from, read but not yet understood.
pub struct Inputs {
    /// The site's root.
    pub root: PathBuf,
    config: Option<Config>,
    content: Vec<Input>,
    locales: Vec<Input>,
    statics: Vec<Input>,
    theme: theme::ThemeInputs,
    diagnostics: Vec<Diagnostic>,
    config_text: String,
}

/// Reads a site's files.
///
/// # Errors
/// When there is no site: `sapar.toml` is not there or cannot be read.
pub fn read(root: &Path, base_url: Option<&str>) -> Result<Inputs, Diagnostic> {
    let ReadConfig { source, config, mut diagnostics } = read_config(root, base_url)?;
    let canonical = root.canonicalize().unwrap_or_else(|_| root.to_path_buf());
    let mut folder = |name: &str| read_folder(&canonical, root, name, &mut diagnostics);
    let content = folder("content");
    let locales = folder("locales");
    let statics = folder("static");
    let theme = match &config {
        Some(config) => theme::read(&canonical, root, config, &mut diagnostics),
        None => theme::ThemeInputs::default(),
    };
    let config_text = source.text.to_string();
    Ok(Inputs {
        root: root.to_path_buf(),
        config,
        content,
        locales,
        statics,
        theme,
        diagnostics,
        config_text,
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
        hasher.update(blake3::hash(self.config_text.as_bytes()).as_bytes());
        let inputs = self.content.iter().chain(&self.locales).chain(&self.statics);
        for input in inputs.chain(self.theme.inputs()) {
            hasher.update(input.digest.as_bytes());
        }
        hasher.finalize().to_hex().to_string()
    }

    /// Puts the site together. Nothing comes back where the configuration leaves no site to speak of; the
    /// diagnostics say why.
    pub fn assemble(self, options: SiteOptions) -> Result<Arc<View>, Vec<Diagnostic>> {
        let mut diagnostics = self.diagnostics;
        let Some(config) = self.config else { return Err(diagnostics) };
        let formats: Vec<Arc<Formats>> =
            config.languages.iter().map(|language| Arc::new(Formats::new(&language.locale))).collect();
        let (theme, kinds) = theme::build(&self.theme, &config, &mut diagnostics);
        let has_all_kinds = kinds.is_some();
        let mut kinds = kinds.unwrap_or_default();
        read_kinds(&config.source, &config.kinds, &mut kinds, &mut diagnostics);
        let mut messages = theme::messages(&self.theme, &config);
        messages.extend(message_files(&self.locales, &config, &mut diagnostics));
        let catalogue = Catalogue::new(&config.languages, &formats, &messages, &mut diagnostics);
        let (pages, mut assets) = content::read(self.content, &config, &mut diagnostics);
        assets.extend(static_assets(&self.statics, &self.theme));
        let sources = Sources { pages, assets, kinds, has_all_kinds, catalogue, formats };
        diagnostics.extend(theme::check_messages(&theme, &sources.catalogue));
        let site = assemble(config, options, sources, diagnostics);
        let mut view = View::new(site, Arc::new(theme));
        let missing = render::check_templates(&view);
        view.site.diagnostics.extend(missing);
        Ok(Arc::new(view))
    }
}

/// Tells one build of the program from another of the same version.
fn program_stamp() -> String {
    let metadata = std::env::current_exe().and_then(|path| path.metadata());
    metadata.map(|metadata| format!("{} {}", metadata.len(), files::modified(&metadata))).unwrap_or_default()
}

/// The site's message files; a folder that is no language is reported.
fn message_files(inputs: &[Input], config: &Config, diagnostics: &mut Vec<Diagnostic>) -> Vec<MessageFile> {
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
                        .suggest(crate::diagnostics::nearest(tag, tags)),
                );
            }
        }
    }
    files
}

/// The static files of site and theme; the site's stand in for the theme's of the same name.
fn static_assets(statics: &[Input], theme: &theme::ThemeInputs) -> Vec<Asset> {
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
