//! The state folder of an output: lock file, manifests, staging directory, cached report.
//!
//! It stands beside the output as `.NAME.sapar`, on the same file system, so that folders can be swapped; or, if the
//! output's parent folder may not be written to, in the site's own folder as `.sapar/publish/NAME-HASH`.

use std::fs::{File, Metadata, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::addresses::AddressRecord;
use super::failures::{not_a_folder, shown, write_failed};
use super::folder::open_options;
use super::manifest::{Manifest, Parsed};
use super::report::BuildReport;
use crate::artefacts::Digest;
use crate::diagnostics::{Code, Diagnostic};

/// The manifest of what is published.
const MANIFEST: &str = "manifest.json";
/// The manifest of a build that is being published: written before the first change, renamed to [`MANIFEST`] after the
/// last. If both exist, a build was killed, and each published file is of the one or of the other.
const NEXT_MANIFEST: &str = "manifest.next.json";
/// The manifest of what was published before. It lists the staging directory, and only as long as no build has begun to
/// fill that again.
const STAGING_MANIFEST: &str = "manifest.staging.json";
const REPORT: &str = "report.json";
/// All addresses at which pages were published.
const ADDRESSES: &str = "addresses";
const LOCK: &str = "lock";

/// The folder of the site's own state folder in which state of outputs stands that has no place beside them.
const FALLBACK_FOLDER: &str = ".sapar/publish";

/// The state folder of an output, locked.
#[derive(Debug)]
pub(super) struct State {
    pub folder: PathBuf,
    /// Whether it stands in the site's folder, as it may not be written beside the output.
    pub is_fallback: bool,
    _lock: File,
}

/// The manifest that a build finds.
#[derive(Debug)]
pub(super) enum Found {
    Manifest(Manifest),
    /// No build has published anything.
    None,
    /// A manifest that says nothing; the diagnostic says why.
    Unusable(Diagnostic),
}

impl State {
    /// Whether an output has a state folder, in either place.
    pub fn exists(root: &Path, output: &Path) -> bool {
        [beside(output), Some(fallback(root, output))].into_iter().flatten().any(|folder| folder.exists())
    }

    /// The addresses at which pages were published in an output that nobody opens.
    pub fn recorded_addresses(root: &Path, output: &Path) -> AddressRecord {
        let folders = [beside(output), Some(fallback(root, output))].into_iter().flatten();
        let bytes = folders.into_iter().find_map(|folder| std::fs::read(folder.join(ADDRESSES)).ok());
        AddressRecord::parse(&bytes.unwrap_or_default())
    }

    /// Opens the state folder of an output and creates it if need be.
    ///
    /// # Errors
    /// When another build holds the lock, the folder is none, or can be written in neither place.
    pub fn open(root: &Path, output: &Path) -> Result<Self, Diagnostic> {
        let Some(folder) = beside(output) else {
            return Err(Diagnostic::new(Code::OutputIsSource).with("path", shown(output)));
        };
        match open_folder(&folder) {
            Ok(lock) => return Self::lock(folder, false, lock, output),
            Err(error) if !is_not_permitted(&error) => return Err(open_failed(&folder, &error)),
            Err(_) => {}
        }
        let folder = fallback(root, output);
        let lock = open_folder(&folder).map_err(|error| open_failed(&folder, &error))?;
        Self::lock(folder, true, lock, output)
    }

    fn lock(folder: PathBuf, is_fallback: bool, lock: File, output: &Path) -> Result<Self, Diagnostic> {
        match lock.try_lock() {
            Err(TryLockError::WouldBlock) => {
                Err(Diagnostic::new(Code::OutputBusy).with("path", shown(output)))
            }
            // A file system without locks is no reason not to build.
            Ok(()) | Err(TryLockError::Error(_)) => Ok(Self { folder, is_fallback, _lock: lock }),
        }
    }

    /// The folder in which the next site is put together.
    pub fn staging(&self) -> PathBuf {
        self.folder.join("staging")
    }

    /// Where the live folder stands for a moment during a swap by renaming.
    pub fn aside(&self) -> PathBuf {
        self.folder.join("aside")
    }

    /// The manifest of what is published.
    pub fn manifest(&self) -> Found {
        self.read(MANIFEST)
    }

    /// What the file system says about the manifest's file, and the manifest; `None` if there is no usable one, or a build
    /// was killed while it published.
    pub fn settled_manifest(&self) -> Option<(Metadata, Manifest)> {
        if self.folder.join(NEXT_MANIFEST).exists() {
            return None;
        }
        // Asked before it is read: nobody else writes it, as the state folder is locked.
        let metadata = self.folder.join(MANIFEST).metadata().ok()?;
        match self.manifest() {
            Found::Manifest(manifest) => Some((metadata, manifest)),
            Found::None | Found::Unusable(_) => None,
        }
    }

    /// The manifest of a build that was killed while it published.
    pub fn next_manifest(&self) -> Option<Manifest> {
        match self.read(NEXT_MANIFEST) {
            Found::Manifest(manifest) => Some(manifest),
            Found::None | Found::Unusable(_) => None,
        }
    }

    /// The manifest of the staging directory, unless a build has begun to fill that.
    pub fn staging_manifest(&self) -> Option<Manifest> {
        match self.read(STAGING_MANIFEST) {
            Found::Manifest(manifest) => Some(manifest),
            Found::None | Found::Unusable(_) => None,
        }
    }

    fn read(&self, name: &str) -> Found {
        let path = self.folder.join(name);
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Found::None,
            Err(_) => Vec::new(),
        };
        match Manifest::parse(&bytes) {
            Parsed::Manifest(manifest) => Found::Manifest(manifest),
            Parsed::OtherVersion(version) => Found::Unusable(
                Diagnostic::new(Code::ManifestVersion)
                    .with("path", shown(&path))
                    .with("version", version.to_string()),
            ),
            Parsed::Damaged => {
                Found::Unusable(Diagnostic::new(Code::ManifestDamaged).with("path", shown(&path)))
            }
        }
    }

    /// Records what is about to be published, durably.
    pub fn write_next_manifest(&self, manifest: &Manifest) -> Result<(), Diagnostic> {
        let path = self.folder.join(NEXT_MANIFEST);
        replace_file(&path, &manifest.to_bytes(), Durability::Synced)
            .map_err(|error| write_failed(&path, &error))
    }

    /// Makes the manifest of the build that has been published the current one. `has_staging` says that the staging
    /// directory now holds what was published before.
    pub fn promote_next_manifest(&self, has_staging: bool) -> io::Result<()> {
        let current = self.folder.join(MANIFEST);
        if has_staging && current.exists() {
            std::fs::rename(&current, self.folder.join(STAGING_MANIFEST))?;
        }
        std::fs::rename(self.folder.join(NEXT_MANIFEST), current)?;
        sync_folder(&self.folder)
    }

    /// Forgets a build that was killed before it changed anything.
    pub fn drop_next_manifest(&self) -> io::Result<()> {
        remove_if_exists(&self.folder.join(NEXT_MANIFEST))
    }

    /// Notes that the staging directory is being filled, so that nothing lists what it holds.
    pub fn drop_staging_manifest(&self) -> io::Result<()> {
        remove_if_exists(&self.folder.join(STAGING_MANIFEST))
    }

    /// The addresses at which pages were published.
    pub fn addresses(&self) -> AddressRecord {
        let bytes = std::fs::read(self.folder.join(ADDRESSES)).unwrap_or_default();
        AddressRecord::parse(&bytes)
    }

    /// Records the addresses at which pages are published.
    pub fn write_addresses(&self, addresses: &AddressRecord) -> Result<(), Diagnostic> {
        let path = self.folder.join(ADDRESSES);
        replace_file(&path, &addresses.to_bytes(), Durability::Cached)
            .map_err(|error| write_failed(&path, &error))
    }

    /// The report of the build that a fingerprint belongs to, if it is cached.
    pub fn report(&self, fingerprint: &str) -> Option<BuildReport> {
        BuildReport::parse(&std::fs::read(self.folder.join(REPORT)).ok()?, fingerprint)
    }

    /// Caches a report. It is not synced: what cannot be read of it later is made anew.
    pub fn write_report(&self, report: &BuildReport) -> Result<(), Diagnostic> {
        let path = self.folder.join(REPORT);
        replace_file(&path, &report.to_bytes(), Durability::Cached)
            .map_err(|error| write_failed(&path, &error))
    }
}

/// The state folder beside an output; `None` for the root of a file system.
fn beside(output: &Path) -> Option<PathBuf> {
    let name = output.file_name()?.to_string_lossy().into_owned();
    Some(output.parent()?.join(format!(".{name}.sapar")))
}

/// The state folder in the site's folder. Outputs of one name in different places are told apart by a hash.
fn fallback(root: &Path, output: &Path) -> PathBuf {
    let name = output.file_name().unwrap_or_default().to_string_lossy();
    let hash = Digest::of(output.as_os_str().as_encoded_bytes()).to_string();
    root.join(FALLBACK_FOLDER).join(format!("{name}-{}", &hash[..8]))
}

/// Creates a state folder if need be and opens its lock file, which shows whether the folder may be written to.
fn open_folder(folder: &Path) -> io::Result<File> {
    match folder.symlink_metadata() {
        Ok(metadata) if !metadata.is_dir() => return Err(io::ErrorKind::NotADirectory.into()),
        Ok(_) => {}
        Err(_) => std::fs::create_dir_all(folder)?,
    }
    // The old manifest would stay the current one forever where files can be changed but not created.
    open_options().create(true).truncate(false).write(true).open(folder.join(LOCK))
}

fn is_not_permitted(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem)
}

fn open_failed(folder: &Path, error: &io::Error) -> Diagnostic {
    match error.kind() {
        io::ErrorKind::NotADirectory if folder.symlink_metadata().is_ok() => not_a_folder(folder),
        _ => write_failed(folder, error),
    }
}

/// Whether a file must survive a power failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Durability {
    Synced,
    Cached,
}

/// Replaces a file as a whole: into a temporary file, which is then renamed. The lock allows one name for it.
fn replace_file(path: &Path, bytes: &[u8], durability: Durability) -> io::Result<()> {
    let temporary = path.with_extension("tmp");
    remove_if_exists(&temporary)?;
    let mut file = File::create_new(&temporary)?;
    file.write_all(bytes)?;
    if durability == Durability::Synced {
        // Without this, a power failure after the rename may leave an empty file under the final name.
        file.sync_all()?;
    }
    drop(file);
    std::fs::rename(&temporary, path)?;
    match (durability, path.parent()) {
        (Durability::Synced, Some(folder)) => sync_folder(folder),
        _ => Ok(()),
    }
}

/// Makes renames in a folder durable.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Windows offers nothing for that, and NTFS journals renames.
#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

fn remove_if_exists(path: &Path) -> io::Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
