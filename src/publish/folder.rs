//! Lists the files of a folder.

use std::io;
use std::path::Path;
use std::time::SystemTime;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

/// A file's length in bytes and the time of its last change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    pub length: u64,
    pub modified: SystemTime,
}

/// All files below a folder by their `/`-separated paths; empty where the folder is not there.
pub(super) fn list(folder: &Path) -> io::Result<FxHashMap<String, Stamp>> {
    match list_into(folder, "") {
        Ok(files) => Ok(files.into_iter().collect()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(FxHashMap::default()),
        Err(error) => Err(error),
    }
}

fn list_into(folder: &Path, prefix: &str) -> io::Result<Vec<(String, Stamp)>> {
    let mut files = Vec::new();
    let mut folders = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            folders.push((entry.path(), format!("{name}/")));
        } else {
            let metadata = entry.metadata()?;
            files.push((name, Stamp { length: metadata.len(), modified: metadata.modified()? }));
        }
    }
    let below: io::Result<Vec<_>> =
        folders.into_par_iter().map(|(path, prefix)| list_into(&path, &prefix)).collect();
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
