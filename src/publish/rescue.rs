//! Finds files that somebody put into the output while a build ran: a swap takes them into the staging directory.

use std::io;
use std::path::{Path, PathBuf};

use super::failures::write_failed;
use super::folder::{self, Repository};
use super::state::State;
use crate::diagnostics::Diagnostic;

/// A file that somebody put into the output, and that a swap took away.
pub(super) struct RescuedFile {
    /// Its path in the output.
    pub file: String,
    /// Where it is now.
    pub place: PathBuf,
}

/// Moves files that no build wrote out of the staging directory: back to their places in the output, or into the state
/// folder if their places are taken.
pub(super) fn rescue(
    live: &Path,
    state: &State,
    is_known: &dyn Fn(&str) -> bool,
) -> Result<Vec<RescuedFile>, Diagnostic> {
    let staging = state.staging();
    let failed = |error: io::Error| write_failed(&staging, &error);
    let mut rescued = Vec::new();
    for path in folder::paths(&staging, Repository::Listed).map_err(failed)? {
        let from = match path {
            Ok(path) if is_known(&path) => continue,
            Ok(path) => staging.join(path),
            Err(path) => path,
        };
        let file = from.strip_prefix(&staging).expect("it was found there").to_path_buf();
        let place = move_back(&from, &file, live, state).map_err(failed)?;
        folder::remove_empty_parents(&staging, &from);
        rescued.push(RescuedFile { file: file.display().to_string(), place });
    }
    rescued.sort_unstable_by(|one, other| one.file.cmp(&other.file));
    Ok(rescued)
}

/// Moves a file to its place in the output, or to a free place in the state folder. Returns where it is then.
fn move_back(from: &Path, file: &Path, live: &Path, state: &State) -> io::Result<PathBuf> {
    let live = live.join(file);
    let is_free = live.symlink_metadata().is_err();
    if is_free && folder::create_parent(&live).and_then(|()| std::fs::rename(from, &live)).is_ok() {
        return Ok(live);
    }
    let mut place = state.folder.join("found").join(file);
    let mut number = 2;
    while place.symlink_metadata().is_ok() {
        place = state.folder.join(format!("found-{number}")).join(file);
        number += 1;
    }
    folder::create_parent(&place)?;
    std::fs::rename(from, &place)?;
    Ok(place)
}
