//! Stages the files of the next site, from any thread: which of them are published already, and what is to be published.

use std::io::{self, Read};
use std::sync::Mutex;

use rustc_hash::{FxHashMap, FxHashSet};

use super::failures::{read_failed, require_folder, shown, write_failed};
use super::folder;
use super::manifest::{Manifest, ManifestFile};
use super::output::{Output, PublishedFile, refuse};
use super::plan::Plan;
use super::rescue::rescue;
use super::staging_directory::{FileSource, StagingDirectory};
use crate::artefacts::Digest;
use crate::diagnostics::{Code, Diagnostic};

/// How many files a refusal names.
const MAX_NAMED_FILES: usize = 10;

/// Fills the staging directory of an output.
///
/// If folders are to be swapped, it gets all files of the site: unchanged ones as hard links to the published files, so
/// that they are neither read nor on the disk twice. If files are to be replaced in place, it gets the changed ones.
pub struct StagingWriter<'o> {
    output: &'o Output,
    directory: StagingDirectory,
    staged: Mutex<Vec<StagedFile>>,
}

struct StagedFile {
    file: ManifestFile,
    is_kept: bool,
}

/// A file that is staged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StagedEntry {
    /// Its path in the output.
    pub path: String,
    /// The digest of its bytes.
    pub digest: Digest,
    /// In bytes.
    pub length: u64,
    /// Whether it is published already.
    pub is_kept: bool,
}

/// A site that is ready to be published.
#[derive(Debug)]
pub struct Staged {
    pub(super) published: Manifest,
    pub(super) wanted: Manifest,
}

impl Staged {
    /// What publishing is going to do.
    pub fn plan(&self) -> Plan<'_> {
        Plan::new(&self.published, &self.wanted)
    }

    /// How many files the site has.
    pub fn file_count(&self) -> usize {
        self.wanted.files().len()
    }
}

impl<'o> StagingWriter<'o> {
    /// Begins to fill the staging directory.
    ///
    /// # Errors
    /// When the staging directory can be neither listed nor created, or somebody put a file into it.
    pub fn begin(output: &'o Output) -> Result<Self, Diagnostic> {
        let folder = output.state.staging();
        require_folder(&folder)?;
        let failed = |error: io::Error| write_failed(&folder, &error);
        refuse_found(output)?;
        output.state.drop_staging_manifest().map_err(failed)?;
        if output.in_place.is_some() && folder.exists() {
            std::fs::remove_dir_all(&folder).map_err(failed)?;
        }
        let directory = StagingDirectory::open(folder)?;
        Ok(Self { output, directory, staged: Mutex::default() })
    }

    /// Stages one file of the site. A file that is published with the same bytes keeps its mtime, which tools that upload
    /// a site look at.
    ///
    /// # Errors
    /// When the file can be neither read nor written.
    pub fn write(&self, path: &str, source: FileSource<'_>) -> Result<(), Diagnostic> {
        let staged = self
            .stage(path, source)
            .map_err(|error| write_failed(&self.directory.folder.join(path), &error))?;
        self.staged.lock().expect("no thread panics while it holds the list").push(staged);
        Ok(())
    }

    /// Stages a file as it is published, for which the caller needs neither its bytes nor its digest. Returns false if it is not
    /// published as a build left it; then it is to be written.
    ///
    /// # Errors
    /// When it cannot be linked or copied.
    pub fn keep(&self, path: &str) -> Result<bool, Diagnostic> {
        let published = self.output.published.get(path).filter(|file| file.is_regular);
        let Some((published, digest)) = published.and_then(|file| Some((file, file.digest?))) else {
            return Ok(false);
        };
        let staged = self.stage_published(path, published, digest);
        let staged = staged.map_err(|error| write_failed(&self.directory.folder.join(path), &error))?;
        self.staged.lock().expect("no thread panics while it holds the list").push(staged);
        Ok(true)
    }

    /// As [`keep`](Self::keep), for a file that is to have certain bytes.
    ///
    /// # Errors
    /// As for [`keep`](Self::keep).
    pub fn keep_if(&self, path: &str, digest: Digest) -> Result<bool, Diagnostic> {
        Ok(self.has_published(path, Some(digest)) && self.keep(path)?)
    }

    /// The files that are staged so far, sorted by path.
    pub fn files(&self) -> Vec<StagedEntry> {
        let staged = self.staged.lock().expect("no thread panics while it holds the list");
        let entry = |staged: &StagedFile| {
            let (digest, stamp) = (staged.file.digest?, staged.file.stamp?);
            let path = staged.file.path.clone();
            Some(StagedEntry { path, digest, length: stamp.length, is_kept: staged.is_kept })
        };
        let mut files: Vec<StagedEntry> = staged.iter().filter_map(entry).collect();
        files.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        files
    }

    /// The bytes of a staged file.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn read(&self, file: &StagedEntry) -> Result<Vec<u8>, Diagnostic> {
        // In place, the staging directory has only what changes.
        let folder = match file.is_kept && self.output.in_place.is_some() {
            true => &self.output.folder,
            false => &self.directory.folder,
        };
        let path = folder.join(&file.path);
        let mut bytes = Vec::with_capacity(file.length as usize);
        let opened = folder::open_options().read(true).open(&path);
        opened
            .and_then(|mut file| file.read_to_end(&mut bytes))
            .map_err(|error| read_failed(&path, &error))?;
        Ok(bytes)
    }

    /// Whether a file is published as a build left it; with these bytes, if their digest is given.
    pub fn has_published(&self, path: &str, wanted: Option<Digest>) -> bool {
        let published = self.output.published.get(path).filter(|file| file.is_regular);
        published.and_then(|file| file.digest).is_some_and(|digest| wanted.is_none_or(|it| it == digest))
    }

    fn stage_published(
        &self,
        path: &str,
        published: &PublishedFile,
        digest: Digest,
    ) -> io::Result<StagedFile> {
        if self.output.in_place.is_none() {
            self.directory.link(path, &self.output.folder.join(path), published)?;
        }
        let file = ManifestFile { path: path.to_owned(), digest: Some(digest), stamp: Some(published.stamp) };
        Ok(StagedFile { file, is_kept: true })
    }

    fn stage(&self, path: &str, source: FileSource<'_>) -> io::Result<StagedFile> {
        let published = self.output.published.get(path).filter(|file| file.is_regular);
        let digest = match source {
            FileSource::Bytes(bytes) => Some(Digest::of(bytes)),
            FileSource::File(_, Some(digest)) => Some(digest),
            // A file that has to be copied is hashed while it is copied.
            FileSource::File(source, None) => match published {
                Some(published) if source.metadata()?.len() == published.stamp.length => {
                    Some(Digest::of_file(source)?)
                }
                _ => None,
            },
        };
        if let Some((published, digest)) = published.zip(digest)
            && self.is_published(path, published, digest, source)?
        {
            return self.stage_published(path, published, digest);
        }
        let (digest, stamp) = self.directory.put(path, source, digest)?;
        let file = ManifestFile { path: path.to_owned(), digest: Some(digest), stamp: Some(stamp) };
        Ok(StagedFile { file, is_kept: false })
    }

    /// Whether a published file has the wanted bytes. It is read only if its digest is not known.
    fn is_published(
        &self,
        path: &str,
        published: &PublishedFile,
        wanted: Digest,
        source: FileSource<'_>,
    ) -> io::Result<bool> {
        if let Some(digest) = published.digest {
            return Ok(digest == wanted);
        }
        if matches!(source, FileSource::Bytes(bytes) if bytes.len() as u64 != published.stamp.length) {
            return Ok(false);
        }
        let mut file = folder::open_options().read(true).open(self.output.folder.join(path))?;
        Ok(Digest::of_reader(&mut file)? == wanted)
    }

    /// Ends the filling: plans what is to be published, and removes what the site no longer has from the staging
    /// directory. `fingerprint` is the digest of everything that the site was made from. `is_expected` says of a published
    /// file that it goes for a reason; others must not go in numbers.
    ///
    /// # Errors
    /// When the user must have a word first, or something cannot be removed.
    pub fn end(self, fingerprint: String, is_expected: &dyn Fn(&str) -> bool) -> Result<Staged, Diagnostic> {
        let staged = self.staged.into_inner().expect("no thread panicked while it held the list");
        let kept: FxHashMap<&str, Option<Digest>> = staged
            .iter()
            .filter(|staged| staged.is_kept)
            .map(|staged| (staged.file.path.as_str(), staged.file.digest))
            .collect();
        refuse_adoption(self.output, &kept)?;
        let published = self.output.published.iter().map(|(path, file)| ManifestFile {
            path: path.clone(),
            digest: kept.get(path.as_str()).copied().unwrap_or(file.digest),
            stamp: Some(file.stamp),
        });
        let published = Manifest::new(String::new(), published.collect());
        let wanted = Manifest::new(fingerprint, staged.into_iter().map(|staged| staged.file).collect());
        let staged = Staged { published, wanted };
        let many = staged.plan().many_removals(is_expected);
        if let Some(many) = many.filter(|_| !self.output.options.allow_removals) {
            return Err(Diagnostic::new(Code::ManyRemovals)
                .with("removed", many.removed)
                .with("published", many.published));
        }
        self.directory
            .remove_unwanted(&staged.wanted)
            .map_err(|error| write_failed(&self.directory.folder, &error))?;
        Ok(staged)
    }
}

/// Since the last build, somebody may have put files into the staging directory: a program that entered the output
/// folder before the two were swapped is still there. They are moved back, and the user is asked what to do with them.
fn refuse_found(output: &Output) -> Result<(), Diagnostic> {
    let Some(manifest) = output.state.staging_manifest() else { return Ok(()) };
    let listed: FxHashSet<&str> =
        manifest.paths().chain(output.published.keys().map(String::as_str)).collect();
    let found = rescue(&output.folder, &output.state, &|path| listed.contains(path))?;
    refuse(&output.folder, &found.into_iter().map(|found| found.file).collect::<Vec<_>>())
}

/// A folder is taken over only if nothing in it is lost by that.
fn refuse_adoption(output: &Output, kept: &FxHashMap<&str, Option<Digest>>) -> Result<(), Diagnostic> {
    let lost: Vec<&str> =
        output.unlisted.iter().map(String::as_str).filter(|path| !kept.contains_key(path)).collect();
    if lost.is_empty() {
        return Ok(());
    }
    let named: Vec<String> = lost.iter().take(MAX_NAMED_FILES).map(|path| format!("`{path}`")).collect();
    Err(Diagnostic::new(Code::AdoptRefused)
        .with("path", shown(&output.folder))
        .with("count", lost.len())
        .with("files", named.join(", ")))
}
