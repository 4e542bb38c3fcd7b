//! Reads the folders of a site: every file once, in parallel, and it goes on after mistakes.
//!
//! [`scan`] finds all files and learns their digests, without opening a file whose digest is remembered from an earlier
//! run. That is enough for a fingerprint of the site. [`Scan::read`] then reads the texts too.

mod content;
mod files;
mod images;
mod project;
mod refresh;
mod setting;
mod theme;
mod walk;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use rayon::prelude::*;

pub use files::changed_since;
pub use project::{Project, Update};

use content::ContentFile;
use files::{Input, InputBytes, Memory};
use setting::Setting;
use theme::ThemeInputs;

use crate::artefacts::{self, SourceDigest, SourceDigests};
use crate::config::{self, Config};
use crate::diagnostics::{Code, Diagnostic, Severity, SourceText};
use crate::site::{Asset, SiteOptions, Sources, assemble};
use crate::theme::{View, check_templates};

/// Everything that a site is made from, read but not yet understood.
pub struct Inputs {
    root: PathBuf,
    /// The root without symbolic links, by which it is decided whether a file lies within it.
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
    /// Whether the record of the files' digests is not what an unchanged site would find useful.
    is_record_outdated: bool,
}

/// The files of a site, of which those that are known from an earlier run were not read.
pub struct Scan {
    inputs: Inputs,
    /// How many files had to be read, `sapar.toml` apart.
    pub read_count: usize,
}

/// Finds a site's files, and reads those that are new or have changed since their digests were recorded. `base_url`
/// replaces the one of the configuration.
///
/// # Errors
/// When there is no site: `sapar.toml` does not exist.
pub fn scan(root: &Path, base_url: Option<&str>) -> Result<Scan, Diagnostic> {
    scan_with_clock(root, base_url, SystemTime::now)
}

/// The same with a clock, by which it is decided whether a file was written long enough before it was read.
///
/// # Errors
/// As for [`scan`].
pub fn scan_with_clock(
    root: &Path,
    base_url: Option<&str>,
    now: fn() -> SystemTime,
) -> Result<Scan, Diagnostic> {
    let ReadConfig { source, config, diagnostics } = read_config(root, base_url)?;
    let canonical = root.canonicalize().unwrap_or_else(|_| root.to_path_buf());
    let record = SourceDigests::read(root);
    let memory = Memory { digests: record.files(), now };
    let folder = |name: &str| files::scan_folder(&canonical, root, name, &memory);
    let theme = config.as_ref().map(|config| theme::scan(&canonical, root, config, &memory));
    let mut inputs = Inputs {
        root: root.to_path_buf(),
        base_url: base_url.map(ToOwned::to_owned),
        config: config.map(Arc::new),
        config_text: source,
        config_diagnostics: diagnostics,
        content: folder("content").into_iter().map(ContentFile::new).collect(),
        locales: folder("locales"),
        statics: folder("static"),
        maps: folder("map"),
        theme: theme.unwrap_or_default(),
        canonical: canonical.clone(),
        is_record_outdated: false,
    };
    let recalled =
        inputs.all().filter_map(known).filter(|file| memory.digests.get(&*file.path) == Some(file));
    let recalled = recalled.count();
    let recordable = inputs.all().filter_map(known).count();
    inputs.is_record_outdated = recalled != recordable || recalled != memory.digests.len();
    let read_count = inputs.all().filter(|input| input.digest.is_some()).count() - recalled;
    Ok(Scan { inputs, read_count })
}

/// Finds and reads a site's files.
///
/// # Errors
/// As for [`scan`].
pub fn read(root: &Path, base_url: Option<&str>) -> Result<Inputs, Diagnostic> {
    scan(root, base_url).map(Scan::read)
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
    let text = files::read_text(&path, config::FILE_NAME, &mut diagnostics);
    let Some(source) = text.and_then(|(source, _)| source) else {
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

impl Scan {
    /// The configuration; `None` if it could not be read.
    pub fn config(&self) -> Option<&Config> {
        self.inputs.config.as_deref()
    }

    /// The fingerprint of the site, as [`Inputs::fingerprint`] would give it if no file has changed since the scan.
    pub fn fingerprint(&self, options: &SiteOptions) -> String {
        self.inputs.fingerprint(options)
    }

    /// Reads the texts that were not read so far.
    pub fn read(self) -> Inputs {
        let mut inputs = self.inputs;
        let root = &inputs.root;
        let mut content: Vec<&mut Input> = inputs.content.iter_mut().map(|file| &mut file.input).collect();
        files::read_remembered(root, &mut content);
        for folder in [&mut inputs.locales, &mut inputs.statics, &mut inputs.maps, &mut inputs.theme.inputs] {
            files::read_remembered(root, &mut folder.iter_mut().collect::<Vec<_>>());
        }
        inputs
    }

    /// As [`Inputs::remember`].
    ///
    /// # Errors
    /// As there.
    pub fn remember(&self) -> Result<(), Diagnostic> {
        self.inputs.remember()
    }
}

impl Inputs {
    /// A digest of everything that the site and its diagnostics follow from: all files, what is wrong with them, the
    /// options, and the build of the program. The same fingerprint means the same output.
    pub fn fingerprint(&self, options: &SiteOptions) -> String {
        let mut hasher = blake3::Hasher::new();
        let mut add = |part: &[u8]| {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        };
        add(format!("{} {options:?}", artefacts::build_id()).as_bytes());
        add(self.config_text.text.as_bytes());
        add(&[u8::from(self.theme.is_embedded)]);
        for diagnostic in self.config_diagnostics.iter().chain(&self.theme.diagnostics) {
            add(told(diagnostic).as_bytes());
        }
        for input in self.all() {
            add(input.path.as_bytes());
            // What is wrong with bytes that were read follows from them. What is part of the program has no digest, and
            // is the same as long as the program is.
            match &input.digest {
                Some(digest) => add(digest.as_bytes()),
                None => input.diagnostics.iter().for_each(|diagnostic| add(told(diagnostic).as_bytes())),
            }
        }
        hasher.finalize().to_hex().to_string()
    }

    /// Records the digests of all files in the state folder of the site, so that later runs need not read them. Nothing
    /// is written if the record is up to date.
    ///
    /// # Errors
    /// When the record cannot be written: a warning, as nothing but time is lost.
    pub fn remember(&self) -> Result<(), Diagnostic> {
        if !self.is_record_outdated {
            return Ok(());
        }
        let files: Vec<SourceDigest<'_>> = self.all().filter_map(known).collect();
        SourceDigests::write(&self.root, &files)
            .map_err(|error| artefacts::not_writable(&self.root.join(artefacts::STATE_FOLDER), &error))
    }

    /// Puts the site together, and reports what is wrong with it, as far as that can be found without rendering.
    ///
    /// # Errors
    /// When the configuration leaves no site to speak of; the diagnostics say why.
    pub fn assemble(mut self, options: SiteOptions) -> Result<(Arc<View>, Vec<Diagnostic>), Vec<Diagnostic>> {
        let Some(setting) = Setting::new(&self, None) else { return Err(self.file_diagnostics()) };
        let (view, mut diagnostics) = self.view(&setting, options);
        diagnostics.extend(self.file_diagnostics());
        diagnostics.extend(content::diagnostics(&self.content));
        diagnostics.extend(setting.diagnostics);
        Ok((Arc::new(view), diagnostics))
    }

    /// The site as it is with a setting, and what is wrong with how it stands together.
    fn view(&mut self, setting: &Setting, options: SiteOptions) -> (View, Vec<Diagnostic>) {
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
        let site = assemble(Arc::clone(config), options, sources, &mut diagnostics);
        let view = View::new(site, Arc::clone(&setting.theme));
        diagnostics.extend(check_templates(&view));
        (view, diagnostics)
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

/// What may be recorded of a file.
fn known(input: &Input) -> Option<SourceDigest<'_>> {
    let size = match &input.bytes {
        InputBytes::File { size, .. } => *size,
        _ => None,
    };
    let (digest, stamp) = input.digest.zip(input.stamp)?;
    Some(SourceDigest { path: input.path.as_str().into(), stamp, digest, size })
}

/// A diagnostic as part of a fingerprint.
fn told(diagnostic: &Diagnostic) -> String {
    format!("{} {:?}", diagnostic.code, diagnostic.arguments)
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
