//! Reads the folders of a site: every file once, in parallel, and it goes on after mistakes.
//!
//! [`scan`] finds all files and learns their digests, without opening a file whose digest is remembered from an earlier
//! run. That is enough for a fingerprint of the site. [`Scan::read`] then reads the texts too.

mod drawings;
mod embedded;
mod files;
mod guide;
mod images;
mod leftovers;
mod links;
mod reread;
mod theme;
mod walk;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

pub use files::{changed_since, text};
pub use guide::guide;
pub use links::{LinkedKind, LinkedPath};

#[cfg(feature = "cards")]
pub(crate) use files::bytes;
pub(crate) use files::{Input, InputBytes, asset, asset_bytes, is_text};
pub(crate) use links::is_within;
pub(crate) use reread::{Difference, Kept, replace};
pub(crate) use theme::ThemeInputs;
pub(crate) use walk::has_second_name;

use files::{Memory, TextStorage};
use links::{FileLink, FileLinks};
use walk::Walk;

use crate::artefacts::{self, Digest, SourceDigest, SourceDigests};
use crate::config::{self, Config, IgnorePatterns};
use crate::diagnostics::{Code, Diagnostic, ProgramLanguage, Severity, SourceText};
use crate::site::SiteOptions;
use crate::translate::is_record;

/// Everything that a site is made from, read but not yet understood.
pub struct Inputs {
    pub(crate) root: PathBuf,
    /// The root without symbolic links, by which it is decided whether a file lies within it.
    pub(crate) canonical: PathBuf,
    /// Whether all of it is part of the program, so that there is no folder.
    pub(crate) is_embedded: bool,
    pub(crate) base_url: Option<String>,
    /// Whether readers see texts in the pseudo-language.
    pub(crate) is_pseudo: bool,
    pub(crate) config: Option<Arc<Config>>,
    pub(crate) config_text: SourceText,
    pub(crate) config_diagnostics: Vec<Diagnostic>,
    /// The files of `content/`, in the order of their paths, until they are taken to be parsed.
    pub(crate) content: Vec<Input>,
    pub(crate) locales: Vec<Input>,
    pub(crate) statics: Vec<Input>,
    pub(crate) maps: Vec<Input>,
    pub(crate) theme: ThemeInputs,
    /// The links of the file system by which some of the files are reached.
    pub(crate) links: FileLinks,
    /// How the texts of documents are kept, also of those that will be read again.
    storage: TextStorage,
    /// Whether the record of the files' digests is not what an unchanged site would find useful.
    is_record_outdated: bool,
}

/// The digests of what a site is made from.
#[derive(Debug, Clone)]
pub struct InputDigests {
    /// That of everything but the documents: other files, options, and the build of the program.
    pub frame: Digest,
    /// The documents, each with its path and its digest.
    pub documents: Vec<(Arc<str>, Digest)>,
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
    scan_into(root, base_url, now, TextStorage::Compressed)
}

fn scan_into(
    root: &Path,
    base_url: Option<&str>,
    now: fn() -> SystemTime,
    storage: TextStorage,
) -> Result<Scan, Diagnostic> {
    let ReadConfig { source, config, diagnostics } = read_config(root, base_url)?;
    let canonical = root.canonicalize().unwrap_or_else(|_| root.to_path_buf());
    let record = SourceDigests::read(root);
    let digests = record.files();
    let memory = Memory { digest_of: &|path| digests.get(path).cloned(), now, storage };
    let ignore = config.as_ref().map(|config| config.ignore.clone()).unwrap_or_default();
    let walk = Walk::new(root, &canonical, &ignore);
    let folder = |name: &str| files::scan_folder(&walk, name, &memory);
    let [content, locales, statics, maps] = ["content", "locales", "static", "map"].map(folder);
    let theme = config.as_ref().map(|config| theme::scan(&walk, config, &memory)).unwrap_or_default();
    let links = FileLinks::new(walk.into_links().into_iter().chain(config_link(root)).collect());
    let mut inputs = Inputs {
        root: root.to_path_buf(),
        base_url: base_url.map(ToOwned::to_owned),
        config: config.map(Arc::new),
        config_text: source,
        config_diagnostics: diagnostics,
        content,
        locales,
        statics,
        maps,
        theme,
        links,
        storage,
        canonical: canonical.clone(),
        is_embedded: false,
        is_pseudo: false,
        is_record_outdated: false,
    };
    let recalled = inputs.all().filter_map(known).filter(|file| digests.get(&*file.path) == Some(file));
    let recalled = recalled.count();
    let recordable = inputs.all().filter_map(known).count();
    inputs.is_record_outdated = recalled != recordable || recalled != digests.len();
    let read_count = inputs.all().filter(|input| input.digest.is_some()).count() - recalled;
    Ok(Scan { inputs, read_count })
}

/// The length of a file in bytes, of which nothing is read. Returns `None` if the system does not say it.
pub fn file_length(path: &Path) -> Option<u64> {
    std::fs::metadata(path).ok().map(|metadata| metadata.len())
}

/// Finds and reads a site's files.
///
/// # Errors
/// As for [`scan`].
pub fn read(root: &Path, base_url: Option<&str>) -> Result<Inputs, Diagnostic> {
    scan(root, base_url).map(Scan::read)
}

/// The same for a preview, whose first page must not wait: the texts of documents are not compressed.
///
/// # Errors
/// As for [`scan`].
pub(crate) fn read_plain(root: &Path, base_url: Option<&str>) -> Result<Inputs, Diagnostic> {
    scan_into(root, base_url, SystemTime::now, TextStorage::Plain).map(Scan::read)
}

/// The configuration of a site; `None` if there is none that can be read. What is wrong with it is told when the site is
/// read.
pub fn config(root: &Path) -> Option<Config> {
    read_config(root, None).ok()?.config
}

/// The language in which the program speaks with the editors of a site, if the site says so.
pub fn program_language(root: &Path) -> Option<ProgramLanguage> {
    let text = std::fs::read_to_string(root.join(config::FILE_NAME)).ok()?;
    config::program_language(&text)
}

/// `sapar.toml` as it was read.
pub(crate) struct ReadConfig {
    pub source: SourceText,
    pub config: Option<Config>,
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads `sapar.toml`.
///
/// # Errors
/// When it does not exist.
pub(crate) fn read_config(root: &Path, base_url: Option<&str>) -> Result<ReadConfig, Diagnostic> {
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

/// The link that `sapar.toml` may be. What it leads to need not be in the site: it names no file to publish.
fn config_link(root: &Path) -> Option<FileLink> {
    let way = links::follow(&root.join(config::FILE_NAME), &|_| true)?;
    let is_link = root.join(config::FILE_NAME).is_symlink();
    is_link.then(|| FileLink { path: config::FILE_NAME.to_owned(), way })
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
        for folder in [
            &mut inputs.content,
            &mut inputs.locales,
            &mut inputs.statics,
            &mut inputs.maps,
            &mut inputs.theme.inputs,
        ] {
            files::read_remembered(root, &mut folder.iter_mut().collect::<Vec<_>>(), inputs.storage);
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
        self.hash(options, |_| true).to_hex().to_string()
    }

    /// The digests of the documents, and of everything else.
    pub fn digests(&self, options: &SiteOptions) -> InputDigests {
        // What is recorded of translations shows on no page.
        let is_record = |input: &Input| is_record(input.path.rsplit('/').next().unwrap_or_default());
        InputDigests {
            frame: self.hash(options, |input| document(input).is_none() && !is_record(input)).into(),
            documents: self.content.iter().filter_map(document).collect(),
        }
    }

    fn hash(&self, options: &SiteOptions, is_part: impl Fn(&Input) -> bool) -> blake3::Hash {
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
        for input in self.all().filter(|input| is_part(input)) {
            add(input.path.as_bytes());
            // What is wrong with bytes that were read follows from them. What is part of the program has no digest, and
            // is the same as long as the program is.
            match &input.digest {
                Some(digest) => add(digest.as_bytes()),
                None => input.diagnostics.iter().for_each(|diagnostic| add(told(diagnostic).as_bytes())),
            }
        }
        hasher.finalize()
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

    /// What is wrong with files as such, and with the configuration.
    pub(crate) fn diagnostics(&self) -> Vec<Diagnostic> {
        let of_files = self.all().flat_map(|input| &input.diagnostics);
        self.config_diagnostics.iter().chain(of_files).cloned().collect()
    }

    /// The site's own patterns of what is left out.
    fn ignore(&self) -> IgnorePatterns {
        self.config.as_ref().map(|config| config.ignore.clone()).unwrap_or_default()
    }

    /// What has to be watched besides the site's own folders.
    pub(crate) fn linked_paths(&self) -> Vec<LinkedPath> {
        self.links.linked_paths()
    }

    /// The name of the configuration's file if an earlier version replaces it.
    pub(crate) fn stale_config(&self) -> Option<String> {
        let config = self.config.as_ref()?;
        (config.source.text != self.config_text.text).then(|| config::FILE_NAME.to_owned())
    }

    fn all(&self) -> impl Iterator<Item = &Input> {
        self.content
            .iter()
            .chain(&self.locales)
            .chain(&self.statics)
            .chain(&self.maps)
            .chain(self.theme.inputs())
    }
}

/// The path and the digest of a document of the content folder.
fn document(input: &Input) -> Option<(Arc<str>, Digest)> {
    match &input.bytes {
        InputBytes::Document(source) => Some((Arc::clone(&source.path), input.digest?)),
        _ => None,
    }
}

/// What may be recorded of a file.
fn known(input: &Input) -> Option<SourceDigest<'_>> {
    let details = match &input.bytes {
        InputBytes::File { original, .. } => images::to_details(original.as_ref()),
        _ => Vec::new(),
    };
    let (digest, stamp) = input.digest.zip(input.stamp)?;
    Some(SourceDigest { path: input.path.as_str().into(), stamp, digest, details: details.into() })
}

/// A diagnostic as part of a fingerprint.
fn told(diagnostic: &Diagnostic) -> String {
    format!("{} {:?}", diagnostic.code, diagnostic.arguments)
}
