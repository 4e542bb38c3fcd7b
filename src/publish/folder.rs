//! Lists and clears folders. No symbolic link below them is followed.

use std::fs::{DirEntry, File, Metadata, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::manifest::Stamp;

/// What tells one file of a file system from another, whatever it is called: device and inode.
pub(super) type FileId = (u64, u64);

/// What stands at a path that is not a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FoundFile {
    pub stamp: Stamp,
    /// `None` on systems that do not say.
    pub id: Option<FileId>,
    /// False for symbolic links, pipes and the like.
    pub is_regular: bool,
}

impl FoundFile {
    pub fn new(metadata: &Metadata) -> io::Result<Self> {
        Ok(Self {
            stamp: Stamp::new(metadata.len(), metadata.modified()?),
            id: file_id(metadata),
            is_regular: metadata.is_file(),
        })
    }
}

/// What a folder says of a file in it, without that the file is looked at.
#[derive(Debug, Clone, Copy)]
pub(super) struct ListedFile {
    /// `None` on systems that do not say.
    pub id: Option<FileId>,
    /// False for symbolic links, pipes and the like.
    pub is_regular: bool,
}

/// All files below a folder.
#[derive(Debug)]
pub(super) struct Listing<F = FoundFile> {
    /// By their `/`-separated paths.
    pub files: FxHashMap<String, F>,
    /// Files whose names are not Unicode, which no build ever writes.
    pub not_unicode: Vec<PathBuf>,
}

/// The data of version control at the top of an output, which is then the working copy of a branch: a folder, or in a
/// worktree and a submodule a file. They are none of Sapar's: neither listed nor touched.
const REPOSITORIES: [&str; 4] = [".git", ".hg", ".svn", ".jj"];

/// Whether an output is the working copy of a repository. Then it must not be swapped, which would take the repository's
/// data away.
pub(super) fn is_working_copy(folder: &Path) -> bool {
    REPOSITORIES.iter().any(|name| folder.join(name).symlink_metadata().is_ok())
}

/// Whether an entry at the top of an output is the data of a repository.
pub(super) fn is_repository(entry: &DirEntry) -> bool {
    entry.file_name().to_str().is_some_and(|name| REPOSITORIES.contains(&name))
}

/// Whether the data of a repository are left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Repository {
    LeftOut,
    Listed,
}

/// All files below an output folder but for the data of a repository; none if the folder does not exist.
pub(super) fn list(folder: &Path) -> io::Result<Listing> {
    Ok(listing(walk(folder, Repository::LeftOut, &|entry| FoundFile::new(&entry.metadata()?))?))
}

/// The same without a look at the files. A site has many more of them than folders.
pub(super) fn list_names(folder: &Path) -> io::Result<Listing<ListedFile>> {
    let device = folder.metadata().ok().as_ref().and_then(file_id).map(|(device, _)| device);
    let look = |entry: &DirEntry| {
        let id = device.and_then(|device| Some((device, inode(entry)?)));
        Ok(ListedFile { id, is_regular: entry.file_type()?.is_file() })
    };
    Ok(listing(walk(folder, Repository::LeftOut, &look)?))
}

fn listing<F>(found: Vec<(WalkedPath, F)>) -> Listing<F> {
    let mut listing = Listing { files: FxHashMap::default(), not_unicode: Vec::new() };
    for (path, file) in found {
        match path {
            Ok(path) => {
                listing.files.insert(path, file);
            }
            Err(path) => listing.not_unicode.push(path),
        }
    }
    listing
}

/// A `/`-separated path relative to the folder that was walked, or a whole path if a name in it is not Unicode.
type WalkedPath = Result<String, PathBuf>;

/// The paths of all files below a folder, in no order; none if the folder does not exist. Cheaper than [`list`], as no
/// file is looked at.
pub(super) fn paths(folder: &Path, repository: Repository) -> io::Result<Vec<WalkedPath>> {
    Ok(walk(folder, repository, &|_| Ok(()))?.into_iter().map(|(path, ())| path).collect())
}

fn walk<T: Send>(
    folder: &Path,
    repository: Repository,
    look: &(impl Fn(&DirEntry) -> io::Result<T> + Sync),
) -> io::Result<Vec<(WalkedPath, T)>> {
    let is_left_out = |entry: &DirEntry| repository == Repository::LeftOut && is_repository(entry);
    match walk_into(folder, Some(""), &is_left_out, look) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        result => result,
    }
}

/// `prefix` is the path of the folder within the walked one, ending in `/`; `None` if it is not Unicode.
fn walk_into<T: Send>(
    folder: &Path,
    prefix: Option<&str>,
    is_left_out: &dyn Fn(&DirEntry) -> bool,
    look: &(impl Fn(&DirEntry) -> io::Result<T> + Sync),
) -> io::Result<Vec<(WalkedPath, T)>> {
    let mut files = Vec::new();
    let mut folders = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if is_left_out(&entry) {
            continue;
        }
        let name = entry.file_name();
        let path = prefix.zip(name.to_str()).map(|(prefix, name)| format!("{prefix}{name}"));
        // The type of the entry itself: a link to a folder is a file here.
        if entry.file_type()?.is_dir() {
            folders.push((entry.path(), path.map(|path| format!("{path}/"))));
        } else {
            let found = look(&entry)?;
            files.push((path.ok_or_else(|| entry.path()), found));
        }
    }
    let below: io::Result<Vec<_>> = folders
        .into_par_iter()
        .map(|(path, prefix)| walk_into(&path, prefix.as_deref(), &|_| false, look))
        .collect();
    files.extend(below?.into_iter().flatten());
    Ok(files)
}

/// Removes folders that hold nothing, the folder itself excepted.
pub(super) fn remove_empty(folder: &Path) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            remove_empty(&entry.path())?;
            // A folder that holds something stays.
            match std::fs::remove_dir(entry.path()) {
                Err(error) if error.kind() != io::ErrorKind::DirectoryNotEmpty => return Err(error),
                _ => {}
            }
        }
    }
    Ok(())
}

/// Removes the folders that a removed file stood in, as far as they hold nothing else; `root` itself stays.
pub(super) fn remove_empty_parents(root: &Path, file: &Path) {
    for folder in file.ancestors().skip(1).take_while(|folder| *folder != root) {
        if std::fs::remove_dir(folder).is_err() {
            break;
        }
    }
}

/// Creates the folders that a file stands in.
pub(super) fn create_parent(path: &Path) -> io::Result<()> {
    let parent = path.parent().unwrap_or(path);
    // Most files stand alone in their folder, and most folders' own folders exist: one call instead of several.
    match std::fs::create_dir(parent) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(_) => std::fs::create_dir_all(parent),
    }
}

/// Options for opening a file so that a symbolic link in its place is not followed.
pub(super) fn open_options() -> OpenOptions {
    let mut options = File::options();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(
        &mut options,
        rustix::fs::OFlags::NOFOLLOW.bits().cast_signed(),
    );
    // Windows then opens the link itself, which is no regular file.
    #[cfg(windows)]
    std::os::windows::fs::OpenOptionsExt::custom_flags(&mut options, 0x0020_0000);
    options
}

#[cfg(unix)]
fn file_id(metadata: &Metadata) -> Option<FileId> {
    use std::os::unix::fs::MetadataExt;
    Some((metadata.dev(), metadata.ino()))
}

#[cfg(not(unix))]
fn file_id(_: &Metadata) -> Option<FileId> {
    None
}

/// The inode of an entry, which is that of the file unless another file system is mounted over it.
#[cfg(unix)]
fn inode(entry: &DirEntry) -> Option<u64> {
    Some(std::os::unix::fs::DirEntryExt::ino(entry))
}

#[cfg(not(unix))]
fn inode(_: &DirEntry) -> Option<u64> {
    None
}

/// How many names a file has. On systems that do not say it counts as having several, so that it is never changed.
#[cfg(unix)]
pub(super) fn link_count(metadata: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::nlink(metadata)
}

/// How many names a file has. On systems that do not say it counts as having several, so that it is never changed.
#[cfg(not(unix))]
pub(super) fn link_count(_: &Metadata) -> u64 {
    u64::MAX
}
