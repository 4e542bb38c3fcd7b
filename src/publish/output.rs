//! An output folder that this process alone writes to: what may not be one, and what is published in it.

use std::io;
use std::path::{Component, Path, PathBuf};

use rustc_hash::{FxHashMap, FxHashSet};

use super::addresses::AddressRecord;
use super::failures::{read_failed, shown, write_failed};
use super::folder::{self, FileId, FoundFile, Listing};
use super::in_place;
use super::intact::is_intact;
use super::manifest::{Manifest, ManifestFile, Stamp};
use super::report::BuildReport;
use super::rescue::rescue;
use super::state::{Found, State};
use super::swap::{self, SwapMethod};
use crate::artefacts::Digest;
use crate::diagnostics::{Code, Diagnostic};

/// The output of a site without a folder named for it.
pub fn default_folder(root: &Path) -> PathBuf {
    if root == Path::new(".") { PathBuf::from("public") } else { root.join("public") }
}

/// The addresses at which pages were published in an output folder so far; none if there is no record. Nothing is locked and
/// nothing is written.
pub fn recorded_addresses(root: &Path, folder: &Path) -> AddressRecord {
    match (root.canonicalize(), absolute(folder)) {
        (Ok(root), Ok(folder)) => State::recorded_addresses(&root, &folder),
        _ => AddressRecord::default(),
    }
}

/// What the user chose about publishing.
#[derive(Debug, Clone, Copy, Default)]
pub struct PublishOptions {
    /// Replace file by file rather than swap folders.
    pub in_place: bool,
    /// Take over a folder without a usable manifest if this build would write exactly what it holds.
    pub adopt: bool,
    /// Remove pages, however many.
    pub allow_removals: bool,
    /// Compress files for servers that send them so, whatever the site says.
    pub precompress: bool,
    /// How folders are swapped.
    pub swap: SwapMethod,
}

/// Why files are replaced one by one rather than all at once by swapping folders.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InPlaceReason {
    /// The user chose so.
    Requested,
    /// The output is a mount point, or on another file system than its parent folder.
    MountPoint,
    /// The folder that the output stands in may not be written to.
    ParentNotWritable,
    /// The output is the working copy of a repository: it has a folder `.git`, or a file of that name.
    WorkingCopy,
    /// The system refused to move the folder.
    SwapRefused,
}

/// A file that is published.
#[derive(Debug, Clone, Copy)]
pub(super) struct PublishedFile {
    pub stamp: Stamp,
    pub id: Option<FileId>,
    pub is_regular: bool,
    /// `None` if the file is not as a build left it, or that build recorded no digest.
    pub digest: Option<Digest>,
}

/// An output folder that this process alone may write to, as it was found.
#[derive(Debug)]
pub struct LockedOutput {
    folder: PathBuf,
    options: PublishOptions,
    state: State,
}

impl LockedOutput {
    /// Locks an output folder.
    ///
    /// # Errors
    /// Refuses a folder that holds the site's own files, one that another build is writing to, and one with files in which
    /// no build ever wrote.
    pub fn lock(root: &Path, folder: &Path, options: PublishOptions) -> Result<Self, Diagnostic> {
        let folder = absolute(folder)?;
        let root = root.canonicalize().map_err(|error| read_failed(root, &error))?;
        refuse_sources(&root, &folder)?;
        if !options.adopt && !State::exists(&root, &folder) {
            // If no build ever wrote here, a refusal leaves nothing behind.
            refuse(&folder, &unlisted(&list(&folder)?, &FxHashSet::default()))?;
        }
        let state = State::open(&root, &folder)?;
        recover(&folder, &state).map_err(|error| write_failed(&folder, &error))?;
        Ok(Self { folder, options, state })
    }

    /// The report of the last build, if the output is still what it wrote and was made from the same.
    pub fn current(&self, fingerprint: &str) -> Option<BuildReport> {
        let (recorded, manifest) = self.state.settled_manifest()?;
        if manifest.fingerprint != fingerprint || !is_intact(&self.folder, &manifest, &recorded) {
            return None;
        }
        self.state.report(fingerprint)
    }

    /// Lists what is published, so that it can be changed.
    ///
    /// # Errors
    /// Refuses a folder with files that Sapar did not write, and one whose manifest cannot be used.
    pub fn open(self) -> Result<Output, Diagnostic> {
        let Self { folder, options, state } = self;
        let failed = |error: io::Error| write_failed(&folder, &error);
        let (manifest, unusable) = match state.manifest() {
            Found::Manifest(manifest) => (manifest, None),
            Found::None => (Manifest::default(), None),
            Found::Unusable(why) => (Manifest::default(), Some(why)),
        };
        let next = state.next_manifest();
        let listed: FxHashSet<&str> = manifest.paths().chain(next.iter().flat_map(Manifest::paths)).collect();
        if next.is_some() {
            // A build was killed after it had filled the staging directory. Whether that still holds the new site or
            // already the old one: all other files in it were put there by somebody while the build ran.
            rescue(&folder, &state, &|path| listed.contains(path))?;
        }
        let mut live = list(&folder)?;
        if next.is_some() {
            in_place::remove_temporary_files(&folder, &mut live).map_err(failed)?;
        }
        let unlisted = unlisted(&live, &listed);
        if !options.adopt {
            match unusable {
                Some(why) if !unlisted.is_empty() => return Err(why.with("folder", shown(&folder))),
                _ => refuse(&folder, &unlisted)?,
            }
        }
        let published = published(&live, &[Some(&manifest), next.as_ref()]);
        if let Some(next) = &next {
            settle(&state, &live, &manifest, next, &published, &listed)?;
        }
        let in_place = reason_for_in_place(&folder, &state, options);
        let fingerprint = if next.is_none() { manifest.fingerprint } else { String::new() };
        Ok(Output { folder, options, state, published, fingerprint, unlisted, in_place })
    }
}

/// An output folder that this process alone writes to, and what is published in it.
#[derive(Debug)]
pub struct Output {
    /// The folder that is deployed.
    pub folder: PathBuf,
    pub(super) options: PublishOptions,
    pub(super) state: State,
    pub(super) published: FxHashMap<String, PublishedFile>,
    /// The fingerprint of the build that published it; empty if that is not known.
    pub fingerprint: String,
    /// Files that no manifest lists, if the user wants to take them over.
    pub(super) unlisted: Vec<String>,
    /// Why this build does not swap folders; `None` if it does.
    pub(super) in_place: Option<InPlaceReason>,
}

impl Output {
    /// The addresses at which pages were published here so far.
    pub fn addresses(&self) -> AddressRecord {
        self.state.addresses()
    }
}

fn list(folder: &Path) -> Result<Listing, Diagnostic> {
    folder::list(folder).map_err(|error| read_failed(folder, &error))
}

/// Recovers an interrupted swap. The first release called its staging directory differently.
fn recover(folder: &Path, state: &State) -> io::Result<()> {
    let (staging, first_release) = (state.staging(), state.folder.join("spare"));
    if first_release.is_dir() && staging.symlink_metadata().is_err() {
        std::fs::rename(first_release, &staging)?;
    }
    swap::recover(folder, &staging, &state.aside())
}

/// Brings the manifests in line with what is published after a build was killed, whose manifest is `next`.
fn settle(
    state: &State,
    live: &Listing,
    manifest: &Manifest,
    next: &Manifest,
    published: &FxHashMap<String, PublishedFile>,
    listed: &FxHashSet<&str>,
) -> Result<(), Diagnostic> {
    let failed = |error: io::Error| write_failed(&state.folder, &error);
    if holds(live, next) {
        // Everything was published, and nothing but this rename was missing.
        return state.promote_next_manifest(true).map_err(failed);
    }
    if holds(live, manifest) {
        return state.drop_next_manifest().map_err(failed);
    }
    // Some files are of one build, some of the other. One manifest must list them all before the next build overwrites
    // the second one: otherwise, if that is killed too, nobody would know whose they are.
    let is_listed = |path: &&String| listed.contains(path.as_str());
    let files = published.iter().filter(|(path, _)| is_listed(path)).map(|(path, file)| ManifestFile {
        path: path.clone(),
        digest: file.digest,
        stamp: Some(file.stamp),
    });
    state.write_next_manifest(&Manifest::new(String::new(), files.collect()))?;
    state.promote_next_manifest(false).map_err(failed)
}

/// Whether a folder holds the files of a manifest, each with its stamp, and no others.
fn holds(live: &Listing, manifest: &Manifest) -> bool {
    let is_same = |file: &ManifestFile| {
        let found = live.files.get(&file.path);
        found.is_some_and(|found| found.is_regular && Some(found.stamp) == file.stamp)
    };
    manifest.files().len() == live.files.len()
        && live.not_unicode.is_empty()
        && manifest.files().iter().all(is_same)
}

/// The published files, with the digests that manifests have for their stamps.
fn published(live: &Listing, manifests: &[Option<&Manifest>]) -> FxHashMap<String, PublishedFile> {
    let file = |found: &FoundFile| PublishedFile {
        stamp: found.stamp,
        id: found.id,
        is_regular: found.is_regular,
        digest: None,
    };
    let mut published: FxHashMap<String, PublishedFile> =
        live.files.iter().map(|(path, found)| (path.clone(), file(found))).collect();
    for listed in manifests.iter().flatten().flat_map(|manifest| manifest.files()) {
        if let Some(file) = published.get_mut(&listed.path)
            && file.is_regular
            && listed.stamp == Some(file.stamp)
        {
            file.digest = file.digest.or(listed.digest);
        }
    }
    published
}

/// Why folders cannot be swapped, as far as that is known before it is tried.
fn reason_for_in_place(folder: &Path, state: &State, options: PublishOptions) -> Option<InPlaceReason> {
    if options.in_place {
        return Some(InPlaceReason::Requested);
    }
    if state.is_fallback {
        return Some(InPlaceReason::ParentNotWritable);
    }
    if folder::is_working_copy(folder) {
        return Some(InPlaceReason::WorkingCopy);
    }
    is_mounted(folder, &state.folder).then_some(InPlaceReason::MountPoint)
}

/// Whether an output is a mount point, or on another device than its state folder.
#[cfg(unix)]
fn is_mounted(folder: &Path, state: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let device = |path: &Path| path.symlink_metadata().map(|metadata| metadata.dev()).ok();
    // A bind mount of a folder of the same device is known by nothing but an attribute, and by Linux alone.
    folder.exists() && (device(folder) != device(state) || is_mount_root(folder))
}

#[cfg(not(unix))]
fn is_mounted(_folder: &Path, _state: &Path) -> bool {
    false
}

#[cfg(target_os = "linux")]
fn is_mount_root(folder: &Path) -> bool {
    use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};
    statx(CWD, folder, AtFlags::SYMLINK_NOFOLLOW, StatxFlags::empty())
        .is_ok_and(|found| found.stx_attributes.contains(StatxAttributes::MOUNT_ROOT))
}

#[cfg(all(unix, not(target_os = "linux")))]
fn is_mount_root(_: &Path) -> bool {
    false
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

/// The output must neither hold the site nor stand within what the site is made from. `root` is the site's folder
/// without links.
fn refuse_sources(root: &Path, folder: &Path) -> Result<(), Diagnostic> {
    let holds_site = root.starts_with(folder);
    let within_sources = crate::config::FOLDERS.iter().any(|name| folder.starts_with(root.join(name)));
    if holds_site || within_sources {
        return Err(Diagnostic::new(Code::OutputIsSource).with("path", shown(folder)));
    }
    Ok(())
}

/// The files that no manifest lists, sorted.
pub(super) fn unlisted(live: &Listing, listed: &FxHashSet<&str>) -> Vec<String> {
    let is_unlisted = |path: &&String| !listed.contains(path.as_str());
    let mut unlisted: Vec<String> = live.files.keys().filter(is_unlisted).cloned().collect();
    unlisted.extend(live.not_unicode.iter().map(|path| path.display().to_string()));
    unlisted.sort_unstable();
    unlisted
}

/// The output must not hold files that no build is known to have written.
pub(super) fn refuse(folder: &Path, unlisted: &[String]) -> Result<(), Diagnostic> {
    match unlisted.first() {
        None => Ok(()),
        Some(first) => Err(Diagnostic::new(Code::OutputHasForeignFiles)
            .with("path", shown(folder))
            .with("file", first.as_str())),
    }
}
