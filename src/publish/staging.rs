//! The staging directory: filled with the files of the next site, from any thread.

use std::fs::{File, FileTimes};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use rustc_hash::{FxHashMap, FxHashSet};

use super::failures::{read_failed, require_folder, shown, write_failed};
use super::folder::{self, FoundFile, ListedFile};
use super::manifest::{Manifest, ManifestFile, Stamp};
use super::output::{Output, PublishedFile, refuse};
use super::plan::Plan;
use super::rescue::rescue;
use crate::artefacts::Digest;
use crate::diagnostics::{Code, Diagnostic};

/// The longest file in bytes that is overwritten in place. That is ten times as cheap as a new file, but tears a download
/// that still reads the old bytes; a server has sent a file of this size before the next build is over.
const MAX_OVERWRITE: u64 = 64 * 1024;

/// How many files a refusal names.
const MAX_NAMED_FILES: usize = 10;

/// Fills the staging directory of an output.
///
/// If folders are to be swapped, it gets all files of the site: unchanged ones as hard links to the published files, so
/// that they are neither read nor on the disk twice. If files are to be replaced in place, it gets the changed ones.
pub struct StagingWriter<'o> {
    output: &'o Output,
    folder: PathBuf,
    /// What the staging directory held before.
    before: FxHashMap<String, ListedFile>,
    staged: Mutex<Vec<StagedFile>>,
    /// False once the file system has refused a hard link.
    can_link: AtomicBool,
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

/// Where the bytes of a file come from.
#[derive(Debug, Clone, Copy)]
pub enum FileSource<'b> {
    /// Memory.
    Bytes(&'b [u8]),
    /// Another file, with the digest of its bytes if that is known.
    File(&'b Path, Option<Digest>),
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
        std::fs::create_dir_all(&folder).map_err(failed)?;
        let mut listing = folder::list_names(&folder).map_err(failed)?;
        // A link that was published, or that somebody put here, must not be written through.
        let unusable: Vec<PathBuf> = listing
            .files
            .extract_if(|_, file| !file.is_regular)
            .map(|(path, _)| folder.join(path))
            .chain(std::mem::take(&mut listing.not_unicode))
            .collect();
        for path in unusable {
            std::fs::remove_file(&path).map_err(|error| write_failed(&path, &error))?;
        }
        Ok(Self {
            output,
            before: listing.files,
            staged: Mutex::default(),
            can_link: AtomicBool::new(true),
            folder,
        })
    }

    /// Stages one file of the site. A file that is published with the same bytes keeps its mtime, which tools that upload
    /// a site look at.
    ///
    /// # Errors
    /// When the file can be neither read nor written.
    pub fn write(&self, path: &str, source: FileSource<'_>) -> Result<(), Diagnostic> {
        let staged =
            self.stage(path, source).map_err(|error| write_failed(&self.folder.join(path), &error))?;
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
        let staged = staged.map_err(|error| write_failed(&self.folder.join(path), &error))?;
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
            false => &self.folder,
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
            self.link(path, published)?;
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
        let (digest, stamp) = self.put(path, source, digest)?;
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

    /// Brings a published file into the staging directory: as a hard link if the file system has them, else as a copy.
    fn link(&self, path: &str, published: &PublishedFile) -> io::Result<()> {
        let (live, target) = (self.output.folder.join(path), self.folder.join(path));
        let before = self.before.get(path);
        if let Some(before) = before {
            let is_same_file = before.id.is_some() && before.id == published.id;
            // An earlier build has copied it, and given the copy the mtime of the original.
            let may_be_copy = before.id.is_none() || !self.can_link.load(Ordering::Relaxed);
            let is_copy = || {
                let found = target.symlink_metadata().and_then(|found| FoundFile::new(&found));
                found.is_ok_and(|found| found.is_regular && found.stamp == published.stamp)
            };
            if is_same_file || may_be_copy && is_copy() {
                return Ok(());
            }
            std::fs::remove_file(&target)?;
        }
        let is_new = before.is_none();
        if self.can_link.load(Ordering::Relaxed) {
            let linked = self.in_folder(&target, is_new, || std::fs::hard_link(&live, &target));
            match linked {
                Err(error) if is_link_unsupported(&error) => self.can_link.store(false, Ordering::Relaxed),
                linked => return linked,
            }
        }
        let mut source = folder::open_options().read(true).open(&live)?;
        let mut copy = self.in_folder(&target, is_new, || File::create_new(&target))?;
        // Shares the blocks where the file system can (Btrfs, XFS).
        io::copy(&mut source, &mut copy)?;
        copy.set_times(FileTimes::new().set_modified(source.metadata()?.modified()?))
    }

    /// Writes a file that is new or has changed.
    fn put(&self, path: &str, source: FileSource<'_>, digest: Option<Digest>) -> io::Result<(Digest, Stamp)> {
        let target = self.folder.join(path);
        let before = self.before.get(path);
        if let (FileSource::Bytes(bytes), Some(_), Some(digest)) = (source, before, digest)
            && let Some(stamp) = overwrite(&target, bytes)?
        {
            return Ok((digest, stamp));
        }
        if before.is_some() {
            std::fs::remove_file(&target)?;
        }
        let mut file = self.in_folder(&target, before.is_none(), || File::create_new(&target))?;
        let digest = match source {
            FileSource::Bytes(bytes) => {
                file.write_all(bytes)?;
                digest.unwrap_or_else(|| Digest::of(bytes))
            }
            // The digest is that of the bytes that arrived, whatever somebody does to the source meanwhile.
            FileSource::File(source, _) => {
                Digest::of_reader(&mut CopyingReader { from: File::open(source)?, to: &mut file })?
            }
        };
        Ok((digest, stamp(&file)?))
    }

    /// Does something that creates a file, with the folders that it stands in.
    fn in_folder<T>(&self, path: &Path, is_new: bool, create: impl Fn() -> io::Result<T>) -> io::Result<T> {
        if is_new {
            // Should this fail, so does what follows.
            let _ = folder::create_parent(path);
        }
        match create() {
            Err(error) if !is_link_unsupported(&error) => {
                // An older site may have had a file where a folder is needed now, or a folder where a file is.
                self.clear(path)?;
                folder::create_parent(path)?;
                create()
            }
            created => created,
        }
    }

    /// Removes what stands in the way of a file: a folder of its name, and files of its folders' names.
    fn clear(&self, path: &Path) -> io::Result<()> {
        let is_file = |path: &Path| path.symlink_metadata().is_ok_and(|found| !found.is_dir());
        for folder in path.ancestors().skip(1).take_while(|folder| *folder != self.folder) {
            if is_file(folder)
                && let Err(error) = std::fs::remove_file(folder)
                // Another thread may have been faster.
                && is_file(folder)
            {
                return Err(error);
            }
        }
        if path.symlink_metadata().is_ok_and(|found| found.is_dir()) {
            return std::fs::remove_dir_all(path);
        }
        Ok(())
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
        remove_unwanted(&self.folder, &self.before, &staged.wanted)
            .map_err(|error| write_failed(&self.folder, &error))?;
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

/// Removes files from the staging directory that the site no longer has.
fn remove_unwanted(
    folder: &Path,
    before: &FxHashMap<String, ListedFile>,
    wanted: &Manifest,
) -> io::Result<()> {
    let wanted: FxHashSet<&str> = wanted.paths().collect();
    let mut has_removed = false;
    for file in before.keys().filter(|file| !wanted.contains(file.as_str())) {
        let path = folder.join(file);
        match std::fs::remove_file(&path) {
            // It made room for a folder, or its folder for a file.
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {}
            // Windows and macOS say only that it is not permitted.
            Err(_) if path.is_dir() => {}
            result => result?,
        }
        has_removed = true;
    }
    if has_removed { folder::remove_empty(folder) } else { Ok(()) }
}

/// Overwrites a small file in place. Returns `None`, and changes nothing, if the file is not small or has another name:
/// a hard link in somebody's snapshot, or in the live folder.
fn overwrite(target: &Path, bytes: &[u8]) -> io::Result<Option<Stamp>> {
    if bytes.len() as u64 > MAX_OVERWRITE {
        return Ok(None);
    }
    let Ok(mut file) = folder::open_options().write(true).open(target) else { return Ok(None) };
    // Asked of the open file, so that nobody can exchange it after the question.
    let metadata = file.metadata()?;
    if !metadata.is_file() || metadata.len() > MAX_OVERWRITE || folder::link_count(&metadata) != 1 {
        return Ok(None);
    }
    file.write_all(bytes)?;
    if metadata.len() > bytes.len() as u64 {
        file.set_len(bytes.len() as u64)?;
    }
    stamp(&file).map(Some)
}

fn stamp(file: &File) -> io::Result<Stamp> {
    let metadata = file.metadata()?;
    Ok(Stamp::new(metadata.len(), metadata.modified()?))
}

/// Whether a hard link failed because the file system, or its rules, do not let this file have one.
fn is_link_unsupported(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::Unsupported
            | ErrorKind::PermissionDenied
            | ErrorKind::CrossesDevices
            | ErrorKind::TooManyLinks
    )
}

/// Writes to a file what is read through it.
struct CopyingReader<'f> {
    from: File,
    to: &'f mut File,
}

impl Read for CopyingReader<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.from.read(buffer)?;
        self.to.write_all(&buffer[..count])?;
        Ok(count)
    }
}
