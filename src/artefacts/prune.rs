//! Removes what the store no longer needs.
//!
//! Only files that have the names that this program gives them are removed, and no symbolic link is followed: somebody
//! may have put files of their own into the folder.

use std::fs::{self, DirEntry};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use rustc_hash::FxHashSet;

use super::store::{CACHE, FILES, KEYS, USED_KEYS};
use super::{Digest, Key, build_record, link_answers, source_digests, state};

/// The age from which on a temporary file is one of a process that was killed.
const ABANDONED_AFTER: Duration = Duration::from_secs(60 * 60);

/// What was removed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Removed {
    /// How many files.
    pub files: usize,
    /// Their length together, in bytes.
    pub bytes: u64,
}

/// A file or folder that could not be listed or removed.
#[derive(Debug)]
pub struct RemoveError {
    /// The file or folder.
    pub path: PathBuf,
    /// What the system said.
    pub error: io::Error,
}

/// Removes the artefacts that the last build of the whole site did not use, and temporary files of processes that were
/// killed.
///
/// # Errors
/// When something cannot be removed. What was removed until then is gone; nothing that remains is damaged by it.
pub fn prune(root: &Path) -> Result<Removed, RemoveError> {
    let state = state::folder(root);
    let used = fs::read_to_string(state.join(USED_KEYS)).unwrap_or_default();
    let used: FxHashSet<Key> = used.lines().filter_map(Key::from_hex).collect();
    let cache = state.join(CACHE);
    let mut removed = Removed::default();
    let mut needed: FxHashSet<Digest> = FxHashSet::default();
    remove_entries(&cache.join(KEYS), &mut removed, |key, path| {
        let is_used = Key::from_hex(key).is_some_and(|key| used.contains(&key));
        if is_used && let Ok(digest) = fs::read_to_string(path) {
            needed.extend(Digest::from_hex(&digest));
        }
        !is_used
    })?;
    remove_entries(&cache.join(FILES), &mut removed, |digest, _| {
        !Digest::from_hex(digest).is_some_and(|digest| needed.contains(&digest))
    })?;
    remove_if(&state, &mut removed, is_abandoned)?;
    Ok(removed)
}

/// Removes everything that is kept between runs and can be made again: all artefacts, the digests of source files and the
/// record of the last build. The state of outputs in `.sapar/publish` cannot, and stays.
///
/// # Errors
/// As for [`prune`].
pub fn clear(root: &Path) -> Result<Removed, RemoveError> {
    let state = state::folder(root);
    let cache = state.join(CACHE);
    let mut removed = Removed::default();
    for folder in [KEYS, FILES] {
        remove_entries(&cache.join(folder), &mut removed, |_, _| true)?;
        remove_empty(&cache.join(folder))?;
    }
    remove_empty(&cache)?;
    remove_if(&state, &mut removed, |entry| {
        let name = entry.file_name();
        is_abandoned(entry)
            || [source_digests::RECORD.file, build_record::RECORD.file, link_answers::RECORD.file, USED_KEYS]
                .iter()
                .any(|own| name == **own)
    })?;
    Ok(removed)
}

/// Goes over the 256 folders of a part of the store, and removes the files that `is_removed` says, given their whole
/// name and their path.
fn remove_entries(
    folder: &Path,
    removed: &mut Removed,
    mut is_removed: impl FnMut(&str, &Path) -> bool,
) -> Result<(), RemoveError> {
    for part in list(folder)? {
        let is_folder = part.file_type().is_ok_and(|file_type| file_type.is_dir());
        let Some(start) =
            part.file_name().to_str().filter(|name| is_folder && name.len() == 2).map(str::to_owned)
        else {
            continue;
        };
        remove_if(&part.path(), removed, |entry| {
            let name = entry.file_name().to_str().map(|rest| format!("{start}{rest}"));
            let name = name.filter(|name| Digest::from_hex(name).is_some());
            is_abandoned(entry) || name.is_some_and(|name| is_removed(&name, &entry.path()))
        })?;
        remove_empty(&part.path())?;
    }
    Ok(())
}

fn remove_if(
    folder: &Path,
    removed: &mut Removed,
    mut is_removed: impl FnMut(&DirEntry) -> bool,
) -> Result<(), RemoveError> {
    for entry in list(folder)? {
        let is_file = entry.file_type().is_ok_and(|file_type| file_type.is_file());
        if !is_file || !is_removed(&entry) {
            continue;
        }
        let length = entry.metadata().map(|metadata| metadata.len()).unwrap_or_default();
        match fs::remove_file(entry.path()) {
            Ok(()) => {
                removed.files += 1;
                removed.bytes += length;
            }
            // Another process was faster.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(RemoveError { path: entry.path(), error }),
        }
    }
    Ok(())
}

/// Whether a file was to be renamed by a process that did not get so far.
fn is_abandoned(entry: &DirEntry) -> bool {
    let is_temporary =
        entry.file_name().to_str().is_some_and(|name| name.starts_with(state::TEMPORARY_PREFIX));
    let modified = entry.metadata().and_then(|metadata| metadata.modified());
    let age = modified.ok().and_then(|time| SystemTime::now().duration_since(time).ok());
    is_temporary && age.is_some_and(|age| age > ABANDONED_AFTER)
}

/// What stands in a folder; nothing if there is no such folder.
fn list(folder: &Path) -> Result<Vec<DirEntry>, RemoveError> {
    let failed = |error: io::Error| RemoveError { path: folder.to_path_buf(), error };
    match fs::read_dir(folder) {
        Ok(entries) => entries.collect::<io::Result<_>>().map_err(failed),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            Ok(Vec::new())
        }
        Err(error) => Err(failed(error)),
    }
}

/// Removes a folder if nothing is left in it.
fn remove_empty(folder: &Path) -> Result<(), RemoveError> {
    use io::ErrorKind::{DirectoryNotEmpty, NotADirectory, NotFound};
    match fs::remove_dir(folder) {
        Err(error) if !matches!(error.kind(), DirectoryNotEmpty | NotADirectory | NotFound) => {
            Err(RemoveError { path: folder.to_path_buf(), error })
        }
        _ => Ok(()),
    }
}
