//! The files of the staging directory: linked, copied, written and removed. What they are to be is known to
//! [`StagingWriter`](super::StagingWriter).

use std::fs::{File, FileTimes};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use rustc_hash::{FxHashMap, FxHashSet};

use super::failures::write_failed;
use super::folder::{self, FoundFile, ListedFile};
use super::manifest::{Manifest, Stamp};
use super::output::PublishedFile;
use crate::artefacts::Digest;
use crate::diagnostics::Diagnostic;

/// The longest file in bytes that is overwritten in place. That is ten times as cheap as a new file, but tears a download
/// that still reads the old bytes; a server has sent a file of this size before the next build is over.
const MAX_OVERWRITE: u64 = 64 * 1024;

/// Where the bytes of a file come from.
#[derive(Debug, Clone, Copy)]
pub enum FileSource<'b> {
    /// Memory.
    Bytes(&'b [u8]),
    /// Another file, with the digest of its bytes if that is known.
    File(&'b Path, Option<Digest>),
}

/// A staging directory, with what an earlier build left in it.
pub(super) struct StagingDirectory {
    /// Its path.
    pub(super) folder: PathBuf,
    /// What it held before.
    before: FxHashMap<String, ListedFile>,
    /// False once the file system has refused a hard link.
    can_link: AtomicBool,
}

impl StagingDirectory {
    /// Creates the directory if it is not there, and removes from it what must not be written through.
    ///
    /// # Errors
    /// When it can be neither listed nor created.
    pub(super) fn open(folder: PathBuf) -> Result<Self, Diagnostic> {
        let failed = |error: io::Error| write_failed(&folder, &error);
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
        Ok(Self { folder, before: listing.files, can_link: AtomicBool::new(true) })
    }

    /// Brings a published file, which stands at `live`, into the staging directory: as a hard link if the file system has them,
    /// else as a copy.
    pub(super) fn link(&self, path: &str, live: &Path, published: &PublishedFile) -> io::Result<()> {
        let target = self.folder.join(path);
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
            let linked = self.in_folder(&target, is_new, || std::fs::hard_link(live, &target));
            match linked {
                Err(error) if is_link_unsupported(&error) => self.can_link.store(false, Ordering::Relaxed),
                linked => return linked,
            }
        }
        let mut source = folder::open_options().read(true).open(live)?;
        let mut copy = self.in_folder(&target, is_new, || File::create_new(&target))?;
        // Shares the blocks where the file system can (Btrfs, XFS).
        io::copy(&mut source, &mut copy)?;
        copy.set_times(FileTimes::new().set_modified(source.metadata()?.modified()?))
    }

    /// Writes a file that is new or has changed.
    pub(super) fn put(
        &self,
        path: &str,
        source: FileSource<'_>,
        digest: Option<Digest>,
    ) -> io::Result<(Digest, Stamp)> {
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

    /// Removes the files that the site no longer has.
    pub(super) fn remove_unwanted(&self, wanted: &Manifest) -> io::Result<()> {
        let wanted: FxHashSet<&str> = wanted.paths().collect();
        let mut has_removed = false;
        for file in self.before.keys().filter(|file| !wanted.contains(file.as_str())) {
            let path = self.folder.join(file);
            match std::fs::remove_file(&path) {
                // It made room for a folder, or its folder for a file.
                Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {}
                // Windows and macOS say only that it is not permitted.
                Err(_) if path.is_dir() => {}
                result => result?,
            }
            has_removed = true;
        }
        if has_removed { folder::remove_empty(&self.folder) } else { Ok(()) }
    }
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
