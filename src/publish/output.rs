//! An output folder, and the folder beside it that holds the spare copy, the record of the last build and the lock.

use std::fs::{File, TryLockError};
use std::io;
use std::path::{Component, Path, PathBuf};

use super::folder::{self, Stamp};
use super::manifest::Manifest;
use super::swap::{self, SwapMethod};
use crate::diagnostics::{Code, Diagnostic};
use rustc_hash::{FxHashMap, FxHashSet};

/// The output of a site without a folder named for it.
pub fn default_folder(root: &Path) -> PathBuf {
    if root == Path::new(".") { PathBuf::from("public") } else { root.join("public") }
}

/// An output folder that this process alone writes to.
#[derive(Debug)]
pub struct Output {
    /// The folder that is deployed.
    pub folder: PathBuf,
    state: PathBuf,
    previous: Manifest,
    pub(super) live: FxHashMap<String, Stamp>,
    _lock: File,
}

impl Output {
    /// Opens an output folder.
    ///
    /// # Errors
    /// Refuses a folder that holds the site's own files or files that Sapar did not write, and one that another build
    /// is writing to.
    pub fn open(root: &Path, folder: &Path) -> Result<Self, Diagnostic> {
        let folder = absolute(folder)?;
        refuse_sources(root, &folder)?;
        let Some(parent) = folder.parent() else { return Err(is_source(&folder)) };
        let name = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let state = parent.join(format!(".{name}.sapar"));
        let list = || folder::list(&folder).map_err(|error| read_failed(&folder, &error));
        if !state.exists() {
            // Where no build ever wrote, a refusal leaves nothing behind.
            refuse_foreign(&folder, &list()?, &FxHashSet::default())?;
        }
        std::fs::create_dir_all(&state).map_err(|error| write_failed(&state, &error))?;
        let lock = lock(&state.join("lock"), &folder)?;
        swap::recover(&folder, &state.join("spare"), &state.join("aside"))
            .map_err(|error| write_failed(&folder, &error))?;
        let live = list()?;
        let previous = read_manifest(&state.join(MANIFEST));
        // A build that ended between the swap and the record of it left the record under another name.
        let next = read_manifest(&state.join(NEXT_MANIFEST));
        let known = previous.iter().chain(&next).flat_map(Manifest::stamps).map(|(path, _)| path).collect();
        refuse_foreign(&folder, &live, &known)?;
        Ok(Self { folder, state, previous: previous.unwrap_or_default(), live, _lock: lock })
    }

    /// The record of the last build, where the output is still what it wrote and was made from the same.
    pub fn current(&self, fingerprint: &str) -> Option<&Manifest> {
        let manifest = &self.previous;
        let same = manifest.fingerprint == fingerprint
            && manifest.file_count() == self.live.len()
            && manifest.stamps().all(|(path, stamp)| self.live.get(path) == Some(&stamp));
        same.then_some(manifest)
    }

    /// The folder of the spare copy.
    pub(super) fn spare(&self) -> PathBuf {
        self.state.join("spare")
    }

    /// Puts the filled spare copy in the place of the output, and records the build.
    ///
    /// # Errors
    /// When the system refuses; the last good site is then still in place.
    pub fn finish(self, manifest: &Manifest, method: SwapMethod) -> Result<(), Diagnostic> {
        let failed = |error: io::Error| write_failed(&self.folder, &error);
        let next = self.state.join(NEXT_MANIFEST);
        let text = serde_json::to_vec(manifest).expect("a manifest is plain data");
        std::fs::write(&next, text).map_err(|error| write_failed(&next, &error))?;
        swap::swap(&self.folder, &self.spare(), &self.state.join("aside"), method).map_err(failed)?;
        std::fs::rename(&next, self.state.join(MANIFEST)).map_err(failed)
    }
}

const MANIFEST: &str = "manifest.json";
const NEXT_MANIFEST: &str = "manifest.next.json";

fn read_manifest(path: &Path) -> Option<Manifest> {
    serde_json::from_slice(&std::fs::read(path).ok()?).ok()
}

/// A path without `.` and `..`, and with links followed as far as it exists.
fn absolute(path: &Path) -> Result<PathBuf, Diagnostic> {
    let path = std::path::absolute(path).map_err(|error| read_failed(path, &error))?;
    let mut plain = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            component => plain.push(component),
        }
    }
    let mut missing = Vec::new();
    let mut existing = plain.as_path();
    while !existing.exists() {
        let (Some(parent), Some(name)) = (existing.parent(), existing.file_name()) else { break };
        missing.push(name.to_owned());
        existing = parent;
    }
    let mut resolved = existing.canonicalize().map_err(|error| read_failed(existing, &error))?;
    resolved.extend(missing.into_iter().rev());
    Ok(resolved)
}

/// The output must neither hold the site nor stand within what the site is made from.
fn refuse_sources(root: &Path, folder: &Path) -> Result<(), Diagnostic> {
    let root = root.canonicalize().map_err(|error| read_failed(root, &error))?;
    let holds_site = root.starts_with(folder);
    let within_sources = crate::config::FOLDERS.iter().any(|name| folder.starts_with(root.join(name)));
    if holds_site || within_sources { Err(is_source(folder)) } else { Ok(()) }
}

/// The output must not hold files that no build is known to have written.
fn refuse_foreign(
    folder: &Path,
    live: &FxHashMap<String, Stamp>,
    known: &FxHashSet<&str>,
) -> Result<(), Diagnostic> {
    match live.keys().filter(|path| !known.contains(path.as_str())).min() {
        None => Ok(()),
        Some(first) => Err(Diagnostic::new(Code::OutputHasForeignFiles)
            .with("path", shown(folder))
            .with("file", first.as_str())),
    }
}

fn lock(path: &Path, folder: &Path) -> Result<File, Diagnostic> {
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(path)
        .map_err(|error| write_failed(path, &error))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(Diagnostic::new(Code::OutputBusy).with("path", shown(folder))),
        // A file system without locks is no reason not to build.
        Err(TryLockError::Error(_)) => Ok(file),
    }
}

/// A path as people write it: on Windows, that of a folder that was looked up begins with `\\?\`.
fn shown(path: &Path) -> String {
    dunce::simplified(path).display().to_string()
}

fn is_source(folder: &Path) -> Diagnostic {
    Diagnostic::new(Code::OutputIsSource).with("path", shown(folder))
}

pub(super) fn write_failed(path: &Path, error: &io::Error) -> Diagnostic {
    Diagnostic::new(Code::WriteFailed).with("path", shown(path)).with("detail", error.to_string())
}

fn read_failed(path: &Path, error: &io::Error) -> Diagnostic {
    Diagnostic::new(Code::ReadFailed).with("path", shown(path)).with("detail", error.to_string())
}
