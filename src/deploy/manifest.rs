//! The manifest at a target: which files are there, which of them the site no longer has, and what was there before.

use std::collections::BTreeMap;
use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use serde::{Deserialize, Serialize};

use super::content_id::ContentId;
use super::storage::DeployError;

/// Its name at a target. `zcat` shows it.
pub const MANIFEST: &str = ".sapar/manifest.json.gz";

/// The folder of the copies of files that were overwritten or removed, each named by its id.
const KEPT: &str = ".sapar/kept/";

/// The version of the written form.
const VERSION: u32 = 1;

/// The longest manifest that is read, in bytes: some millions of files. What decompresses to more is none.
const MAX_LENGTH: u64 = 1024 * 1024 * 1024;

/// A file at a target: what it is, `None` if a deployment was interrupted while it was being written; and its size in bytes.
pub type FileEntry = (Option<ContentId>, u64);

/// A file that is still there, and that the site no longer has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RetiredFile {
    /// What it is; `None` if it may be gone already.
    pub id: Option<ContentId>,
    /// Its size in bytes.
    pub size: u64,
    /// When the site has dropped it, in seconds since 1970.
    pub since: u64,
}

/// What was different before the last deployment.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreviousState {
    /// When that state was deployed, in seconds since 1970.
    pub deployed: u64,
    /// The files that were others, and `None` for those that were not there.
    pub files: BTreeMap<String, Option<(ContentId, u64)>>,
}

/// The manifest at a target.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TargetManifest {
    pub(super) version: u32,
    /// How many deployments there were.
    pub generation: u64,
    /// When the last one ended, in seconds since 1970.
    pub deployed: u64,
    /// Whether that one was carried out to its end.
    pub complete: bool,
    /// Whether the storage heeds the conditions of writes. One that does not cannot keep two deployments apart.
    pub conditional: bool,
    /// When what was due was last removed, in seconds since 1970.
    pub cleaned: u64,
    /// The version of the lock as the last deployment has left it. A lock of another version is held.
    pub lock: Option<String>,
    /// The files of the site, by path.
    pub files: BTreeMap<String, FileEntry>,
    /// The files that the site no longer has, by path.
    pub retired: BTreeMap<String, RetiredFile>,
    /// The copies of overwritten and removed files, and since when nobody needs them, in seconds since 1970.
    pub kept: BTreeMap<ContentId, Option<u64>>,
    /// What to go back to; `None` after the first deployment.
    pub previous: Option<PreviousState>,
}

/// All that is read of a manifest of another version.
#[derive(Deserialize)]
struct AnyVersion {
    version: u64,
}

/// The name of the kept copy of a file.
pub fn kept_name(id: ContentId) -> String {
    format!("{KEPT}{id}")
}

/// The id of a kept copy by its name; `None` for any other file.
pub(super) fn kept_id(name: &str) -> Option<ContentId> {
    ContentId::from_hex(name.strip_prefix(KEPT)?)
}

impl TargetManifest {
    /// The manifest of a target that has none.
    pub fn empty() -> Self {
        Self { version: VERSION, complete: true, conditional: true, ..Self::default() }
    }

    /// The files of the last deployment that was carried out to its end, which is what a reader should have; `None` before the
    /// first one.
    pub fn settled_files(&self) -> Option<BTreeMap<String, (ContentId, u64)>> {
        match self.complete {
            true if self.generation == 0 => None,
            true => {
                let known = |(path, (id, size)): (&String, &FileEntry)| Some((path.clone(), ((*id)?, *size)));
                Some(self.files.iter().filter_map(known).collect())
            }
            false => self.previous_files(),
        }
    }

    /// The files that there were before the last deployment.
    pub fn previous_files(&self) -> Option<BTreeMap<String, (ContentId, u64)>> {
        let previous = self.previous.as_ref()?;
        let mut files: BTreeMap<String, (ContentId, u64)> = BTreeMap::new();
        for (path, (id, size)) in &self.files {
            if let Some(id) = id {
                files.insert(path.clone(), (*id, *size));
            }
        }
        for (path, entry) in &previous.files {
            match entry {
                Some(entry) => files.insert(path.clone(), *entry),
                None => files.remove(path),
            };
        }
        Some(files)
    }

    /// What was different in `before`.
    pub(super) fn difference(
        files: &BTreeMap<String, FileEntry>,
        before: &BTreeMap<String, (ContentId, u64)>,
    ) -> BTreeMap<String, Option<(ContentId, u64)>> {
        let mut difference = BTreeMap::new();
        for (path, entry) in before {
            if files.get(path).and_then(|(id, _)| *id) != Some(entry.0) {
                difference.insert(path.clone(), Some(*entry));
            }
        }
        for path in files.keys().filter(|path| !before.contains_key(*path)) {
            difference.insert(path.clone(), None);
        }
        difference
    }

    /// The written form: JSON, compressed by gzip without a time, so that equal manifests are equal bytes.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        compress(&serde_json::to_vec(self).expect("a manifest is plain data"))
    }

    /// Reads the written form.
    ///
    /// # Errors
    /// When it is of another version, or none.
    pub fn parse(bytes: &[u8]) -> Result<Self, DeployError> {
        let json = decompress(bytes).ok_or(DeployError::ManifestDamaged)?;
        match serde_json::from_slice::<Self>(&json) {
            Ok(manifest) if manifest.version == VERSION => {
                let paths = manifest.files.keys().chain(manifest.retired.keys());
                let previous = manifest.previous.iter().flat_map(|previous| previous.files.keys());
                match paths.chain(previous).all(|path| is_plain(path)) {
                    true => Ok(manifest),
                    false => Err(DeployError::ManifestDamaged),
                }
            }
            _ => match serde_json::from_slice::<AnyVersion>(&json) {
                Ok(any) if any.version != u64::from(VERSION) => {
                    Err(DeployError::ManifestVersion(any.version))
                }
                _ => Err(DeployError::ManifestDamaged),
            },
        }
    }
}

/// Whether a name leads nowhere but to a file below the root of a target. Whoever can write to a target must not be able to make
/// Sapar write elsewhere.
pub(super) fn is_plain(name: &str) -> bool {
    let is_part = |part: &str| !matches!(part, "" | "." | "..");
    // The storage may be the working copy of a repository.
    let is_repository = name.split('/').next().is_some_and(|first| first.eq_ignore_ascii_case(".git"));
    !is_repository && !name.contains(['\\', '\0']) && name.split('/').all(is_part)
}

/// Compresses a file of the target's own.
pub(super) fn compress(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("memory can be written to")
}

/// Decompresses a file of the target's own. Returns `None` for anything that [`compress`] did not write.
pub(super) fn decompress(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut read = Vec::new();
    GzDecoder::new(bytes).take(MAX_LENGTH).read_to_end(&mut read).ok()?;
    Some(read)
}
