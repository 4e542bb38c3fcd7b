//! The folder `.sapar` in the root of a site: everything that Sapar keeps between runs. It can be deleted at any time, but for
//! the state of outputs in `.sapar/publish`.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::not_writable;
use crate::diagnostics::Diagnostic;

/// The name of the folder in the root of a site.
pub const STATE_FOLDER: &str = ".sapar";

/// What the names of temporary files begin with, by which those of a killed process are found and removed.
pub(super) const TEMPORARY_PREFIX: &str = "writing-";

/// The state folder of a site.
pub(super) fn folder(root: &Path) -> PathBuf {
    root.join(STATE_FOLDER)
}

/// Tells one build of the program from another, of the same version too: by the version, and by the length and mtime of
/// the executable.
pub fn build_id() -> String {
    let metadata = std::env::current_exe().and_then(|path| path.metadata());
    let modified = metadata.as_ref().ok().and_then(|metadata| metadata.modified().ok());
    let since = modified.and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
    let length = metadata.map(|metadata| metadata.len()).unwrap_or_default();
    format!("{} {length} {}", env!("CARGO_PKG_VERSION"), since.unwrap_or_default().as_nanos())
}

/// Creates a folder within the state folder of a site, and the state folder itself, if they do not exist.
pub(super) fn create_folder(root: &Path, path: &Path) -> io::Result<()> {
    if path.is_dir() {
        return Ok(());
    }
    let state = folder(root);
    if !state.is_dir() {
        std::fs::create_dir_all(&state)?;
        // A site whose own `.gitignore` is older than this folder must not commit it.
        let ignore = state.join(".gitignore");
        if let Ok(mut file) = File::create_new(ignore) {
            file.write_all(b"*\n")?;
        }
    }
    std::fs::create_dir_all(path)
}

/// Writes a file so that another process sees the old bytes or the new ones, never a part: into a temporary file in the
/// same folder, which is then renamed.
///
/// The file is not synced. After a power failure it may hold anything, so every reader of such a file verifies it.
pub(super) fn write_atomically(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(path);
    let mut file = temporary_file(folder)?;
    file.write_all(bytes)?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// Writes a file for people or programs into the state folder of a site, at a path within it.
///
/// # Errors
/// When it cannot be written, which is no reason to stop a build.
pub fn write_state_file(root: &Path, path: &str, bytes: &[u8]) -> Result<(), Diagnostic> {
    let target = folder(root).join(path);
    let parent = target.parent().unwrap_or(&target);
    let is_same = std::fs::read(&target).is_ok_and(|written| written == bytes);
    if is_same {
        return Ok(());
    }
    let written = create_folder(root, parent).and_then(|()| write_atomically(&target, bytes));
    written.map_err(|error| not_writable(&target, &error))
}

/// What stands in a file that [`write_state_file`] wrote; `None` if there is none.
pub fn read_state_file(root: &Path, path: &str) -> Option<Vec<u8>> {
    std::fs::read(folder(root).join(path)).ok()
}

/// Removes a file that [`write_state_file`] wrote, if it is there.
///
/// # Errors
/// When it cannot be removed.
pub fn remove_state_file(root: &Path, path: &str) -> Result<(), Diagnostic> {
    let target = folder(root).join(path);
    match std::fs::remove_file(&target) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(not_writable(&target, &error)),
        _ => Ok(()),
    }
}

fn temporary_file(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(TEMPORARY_PREFIX);
    // By default only its owner may read a temporary file; these are shared like any file of the site.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}
