//! Finds the files of a folder of the site, on all cores, with what the file system says about each.

use std::fs::{DirEntry, Metadata};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::leftovers::is_ignored;
use super::links::{self, FileLink, Way};
use crate::config::{CONTENT_FOLDER, IgnorePatterns};
use crate::diagnostics::{Code, Diagnostic};

/// Something that a walk has found, by its path relative to the root of the site, `/`-separated.
pub(super) struct Found {
    pub path: String,
    pub kind: FoundKind,
}

/// What a walk has found.
pub(super) enum FoundKind {
    /// A file, and what the file system says about it.
    File(Metadata),
    /// Something that is no file of the site, with the reason.
    Wrong(Diagnostic),
}

/// A walk over folders of a site.
pub(super) struct Walk<'a> {
    /// The root of the site.
    pub root: &'a Path,
    /// The root without symbolic links: what a link leads to must lie within it.
    pub canonical: &'a Path,
    /// The site's own patterns of what is left out.
    pub ignore: &'a IgnorePatterns,
    /// The links that were met.
    links: Mutex<Vec<FileLink>>,
}

/// A file or folder during a walk.
struct Entry {
    /// The path in the file system, as it was walked.
    full: PathBuf,
    /// The path relative to the root of the site, `/`-separated.
    path: String,
}

impl<'a> Walk<'a> {
    pub fn new(root: &'a Path, canonical: &'a Path, ignore: &'a IgnorePatterns) -> Self {
        Self { root, canonical, ignore, links: Mutex::default() }
    }

    /// The links that were met so far, in no order.
    pub fn into_links(self) -> Vec<FileLink> {
        self.links.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    /// The files in a folder of the site, in no order, each turned into something by `each`, on any thread. `name` may
    /// also be one file. If there is nothing of that name, the result is empty.
    pub fn files<T: Send>(&self, name: &str, each: &(impl Fn(Found) -> T + Sync)) -> Vec<T> {
        let entry = Entry { full: self.root.join(name), path: name.to_owned() };
        let file_type = match entry.full.symlink_metadata() {
            Ok(metadata) => metadata.file_type(),
            // A site may do without most folders. Without texts, however, every page of the published site would go: a
            // folder that is missing by mistake must not count as an empty one.
            Err(error) if is_missing(&error) && name == CONTENT_FOLDER => {
                return vec![each(wrong(&entry, Diagnostic::new(Code::ContentMissing)))];
            }
            Err(error) if is_missing(&error) => return Vec::new(),
            Err(error) => return vec![each(wrong(&entry, unreadable(&error)))],
        };
        match self.resolve(&entry, file_type, || entry.full.symlink_metadata(), self.root) {
            Resolved::Folder => self.folder(&entry, each),
            Resolved::Other(FoundKind::File(_)) if name == CONTENT_FOLDER => {
                vec![each(wrong(&entry, Diagnostic::new(Code::ContentMissing)))]
            }
            Resolved::Other(kind) => vec![each(Found { path: entry.path, kind })],
        }
    }

    fn folder<T: Send>(&self, folder: &Entry, each: &(impl Fn(Found) -> T + Sync)) -> Vec<T> {
        let entries: Vec<DirEntry> = match std::fs::read_dir(&folder.full).and_then(Iterator::collect) {
            Ok(entries) => entries,
            Err(error) => return vec![each(wrong(folder, unreadable(&error)))],
        };
        // Most folders have a handful of files, for which it does not pay to wake another core.
        let together = |mut some: Vec<T>, mut more: Vec<T>| {
            some.append(&mut more);
            some
        };
        let found = entries.into_par_iter().with_min_len(8).fold(Vec::new, |mut found, entry| {
            self.entry(folder, &entry, each, &mut found);
            found
        });
        found.reduce(Vec::new, together)
    }

    fn entry<T: Send>(
        &self,
        folder: &Entry,
        entry: &DirEntry,
        each: &(impl Fn(Found) -> T + Sync),
        found: &mut Vec<T>,
    ) {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let own = Entry { full: entry.path(), path: format!("{}/{name}", folder.path) };
        let file_type = entry.file_type();
        let is_folder = || match &file_type {
            Ok(file_type) if file_type.is_symlink() => own.full.is_dir(),
            Ok(file_type) => file_type.is_dir(),
            Err(_) => false,
        };
        if is_ignored(self.ignore, &own.path, is_folder()) {
            return;
        }
        let resolved = match file_type {
            Ok(file_type) => self.resolve(&own, file_type, || entry.metadata(), &folder.full),
            Err(error) => Resolved::Other(FoundKind::Wrong(unreadable(&error))),
        };
        match resolved {
            Resolved::Folder => found.append(&mut self.folder(&own, each)),
            Resolved::Other(kind) => found.push(each(Found { path: own.path, kind })),
        }
    }

    /// Follows a symbolic link, and decides what something is. `metadata` is that of a link itself.
    fn resolve(
        &self,
        entry: &Entry,
        file_type: std::fs::FileType,
        metadata: impl Fn() -> std::io::Result<Metadata>,
        parent: &Path,
    ) -> Resolved {
        if file_type.is_dir() {
            return Resolved::Folder;
        }
        let metadata = match file_type.is_symlink() {
            true => {
                // A link that leads nowhere, too: what it names may come.
                self.record(entry, || links::follow(&entry.full, &|path| path.starts_with(self.canonical)));
                match self.follow(entry, parent) {
                    Ok(metadata) => metadata,
                    Err(diagnostic) => return Resolved::Other(FoundKind::Wrong(diagnostic)),
                }
            }
            // A named pipe is not even asked for its length.
            false if !file_type.is_file() => return Resolved::Other(FoundKind::Wrong(no_file())),
            false => match metadata() {
                Ok(metadata) => metadata,
                Err(error) => return Resolved::Other(FoundKind::Wrong(unreadable(&error))),
            },
        };
        if metadata.is_dir() {
            return Resolved::Folder;
        }
        Resolved::Other(match () {
            () if !metadata.is_file() => FoundKind::Wrong(no_file()),
            () if !self.has_unicode_name(entry) => {
                FoundKind::Wrong(Diagnostic::new(Code::FileNameNotUnicode))
            }
            () => {
                if has_second_name(&metadata) {
                    self.record(entry, || Some(Way::Hard { file: entry.full.clone() }));
                }
                FoundKind::File(metadata)
            }
        })
    }

    fn record(&self, entry: &Entry, way: impl FnOnce() -> Option<Way>) {
        if let Some(way) = way() {
            let link = FileLink { path: entry.path.clone(), way };
            self.links.lock().unwrap_or_else(PoisonError::into_inner).push(link);
        }
    }

    /// Whether the path within the site is Unicode. That of the site itself may be anything.
    fn has_unicode_name(&self, entry: &Entry) -> bool {
        entry.full.strip_prefix(self.root).unwrap_or(&entry.full).to_str().is_some()
    }

    /// What a symbolic link leads to, if that is within the site and no folder that the walk is in already.
    fn follow(&self, entry: &Entry, parent: &Path) -> Result<Metadata, Diagnostic> {
        let metadata = entry.full.metadata().map_err(|error| match is_cycle(&error) {
            true => Diagnostic::new(Code::LinkCycle),
            false => unreadable(&error),
        })?;
        let target = entry.full.canonicalize().map_err(|error| unreadable(&error))?;
        if metadata.is_dir() {
            let ancestors = parent.ancestors().take_while(|folder| *folder != self.root);
            let mut ancestors = ancestors.filter_map(|folder| folder.canonicalize().ok());
            if ancestors.any(|folder| folder == target) {
                return Err(Diagnostic::new(Code::LinkCycle));
            }
        }
        match target.starts_with(self.canonical) {
            true => Ok(metadata),
            false => Err(Diagnostic::new(Code::LinkOutsideRoot)),
        }
    }
}

enum Resolved {
    Folder,
    Other(FoundKind),
}

fn wrong(entry: &Entry, diagnostic: Diagnostic) -> Found {
    Found { path: entry.path.clone(), kind: FoundKind::Wrong(diagnostic) }
}

fn unreadable(error: &std::io::Error) -> Diagnostic {
    Diagnostic::new(Code::FileUnreadable).with("detail", error.to_string())
}

/// Opening a pipe would wait until somebody writes into it.
fn no_file() -> Diagnostic {
    Diagnostic::new(Code::FileUnreadable).with("detail", "neither a file nor a folder")
}

fn is_missing(error: &std::io::Error) -> bool {
    matches!(error.kind(), std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory)
}

/// Whether symbolic links lead to each other and nowhere else.
#[cfg(unix)]
fn is_cycle(error: &std::io::Error) -> bool {
    error.raw_os_error() == Some(rustix::io::Errno::LOOP.raw_os_error())
}

/// Windows has no error of its own for that.
#[cfg(not(unix))]
fn is_cycle(_: &std::io::Error) -> bool {
    false
}

/// Whether a file has a hard link: it can be changed under another name.
#[cfg(unix)]
pub(crate) fn has_second_name(metadata: &Metadata) -> bool {
    std::os::unix::fs::MetadataExt::nlink(metadata) > 1
}

/// Windows does not say without opening the file.
#[cfg(not(unix))]
pub(crate) fn has_second_name(_: &Metadata) -> bool {
    false
}
