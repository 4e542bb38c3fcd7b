//! Manifests: which files an output has, with the digest of each.

use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use crate::artefacts::Digest;

/// The version of the written form. It is raised whenever an older program would misread the file.
const VERSION: u32 = 2;

/// A file's length and mtime: while both stay the same, so do its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Stamp {
    /// Length in bytes.
    pub length: u64,
    /// mtime in nanoseconds since 1970.
    pub modified: u64,
}

impl Stamp {
    /// The stamp of a length in bytes and an mtime. A time before 1970 counts as 1970.
    pub fn new(length: u64, modified: SystemTime) -> Self {
        let modified = modified.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos() as u64);
        Self { length, modified }
    }
}

/// One file of a manifest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ManifestFile {
    /// Its path in the output, `/`-separated.
    pub path: String,
    /// The digest of its bytes; `None` if they are not known, as after a change by somebody else.
    pub digest: Option<Digest>,
    /// Its stamp in a local folder; `None` for a target without stamps and for files not written yet.
    pub stamp: Option<Stamp>,
}

/// The files of an output, sorted by path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Manifest {
    /// The digest of everything that the site was made from; empty if unknown.
    pub fingerprint: String,
    files: Vec<ManifestFile>,
}

/// What a manifest file turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Parsed {
    /// A manifest of this version, or one of an older version without digests.
    Manifest(Manifest),
    /// A manifest of a version that this program does not know.
    OtherVersion(u64),
    /// Not a manifest: cut off, empty or something else.
    Damaged,
}

/// The written form.
#[derive(Serialize, Deserialize)]
struct Written {
    version: u32,
    fingerprint: String,
    /// Path, digest if known, length in bytes, mtime in nanoseconds since 1970.
    files: Vec<(String, Option<Digest>, u64, u64)>,
}

/// The written form of the first release, which had no digests and no version.
#[derive(Deserialize)]
struct FirstVersion {
    /// Path, length in bytes, mtime in nanoseconds since 1970.
    files: Vec<(String, u64, u64)>,
}

/// All that is read of a manifest which this program does not understand.
#[derive(Deserialize)]
struct AnyVersion {
    version: Option<u64>,
}

impl Manifest {
    /// A manifest of files in any order.
    pub fn new(fingerprint: String, mut files: Vec<ManifestFile>) -> Self {
        files.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        Self { fingerprint, files }
    }

    /// The files, sorted by path.
    pub fn files(&self) -> &[ManifestFile] {
        &self.files
    }

    /// The paths of the files, sorted.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|file| file.path.as_str())
    }

    /// Whether a file is listed.
    pub(super) fn contains(&self, path: &str) -> bool {
        self.files.binary_search_by(|file| file.path.as_str().cmp(path)).is_ok()
    }

    /// Replaces the stamps of files that were written again.
    pub(super) fn set_stamps(&mut self, stamps: impl IntoIterator<Item = (String, Stamp)>) {
        for (path, stamp) in stamps {
            if let Ok(index) = self.files.binary_search_by(|file| file.path.as_str().cmp(&path)) {
                self.files[index].stamp = Some(stamp);
            }
        }
    }

    /// The written form, in JSON. Files without a stamp are left out: a local folder has none.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let files = self.files.iter().filter_map(|file| {
            let stamp = file.stamp?;
            Some((file.path.clone(), file.digest, stamp.length, stamp.modified))
        });
        let written =
            Written { version: VERSION, fingerprint: self.fingerprint.clone(), files: files.collect() };
        serde_json::to_vec(&written).expect("a manifest is plain data")
    }

    /// Reads the written form.
    pub(super) fn parse(bytes: &[u8]) -> Parsed {
        // A version is looked for only if this one does not fit: at 100,000 files, each pass takes time.
        if let Ok(written) = serde_json::from_slice::<Written>(bytes)
            && written.version == VERSION
        {
            let files = written.files.into_iter().map(|(path, digest, length, modified)| ManifestFile {
                path,
                digest,
                stamp: Some(Stamp { length, modified }),
            });
            return Parsed::Manifest(Self::new(written.fingerprint, files.collect()));
        }
        match serde_json::from_slice::<AnyVersion>(bytes).map(|any| any.version) {
            Ok(Some(version)) if version != u64::from(VERSION) => return Parsed::OtherVersion(version),
            Ok(None) => {}
            _ => return Parsed::Damaged,
        }
        let Ok(first) = serde_json::from_slice::<FirstVersion>(bytes) else { return Parsed::Damaged };
        let files = first.files.into_iter().map(|(path, length, modified)| ManifestFile {
            path,
            digest: None,
            stamp: Some(Stamp { length, modified }),
        });
        Parsed::Manifest(Self::new(String::new(), files.collect()))
    }
}

/// A manifest of paths and the bytes of each, for examples and tests.
impl<'a> FromIterator<(&'a str, &'a [u8])> for Manifest {
    fn from_iter<I: IntoIterator<Item = (&'a str, &'a [u8])>>(files: I) -> Self {
        let files = files.into_iter().map(|(path, bytes)| ManifestFile {
            path: path.to_owned(),
            digest: Some(Digest::of(bytes)),
            stamp: None,
        });
        Self::new(String::new(), files.collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest() -> Manifest {
        let file = |path: &str, bytes: &[u8]| ManifestFile {
            path: path.to_owned(),
            digest: Some(Digest::of(bytes)),
            stamp: Some(Stamp { length: bytes.len() as u64, modified: 1_780_000_000_123_456_789 }),
        };
        let unknown = ManifestFile { digest: None, ..file("changed.html", b"x") };
        let files = vec![file("kk/index.html", b"kk"), file("a \"b\"\n.txt", b"a"), unknown];
        Manifest::new("print".to_owned(), files)
    }

    #[test]
    fn a_manifest_is_read_as_it_was_written() {
        assert_eq!(Manifest::parse(&manifest().to_bytes()), Parsed::Manifest(manifest()));
    }

    #[test]
    fn a_manifest_cut_off_anywhere_is_damaged() {
        let bytes = manifest().to_bytes();
        for end in 0..bytes.len() {
            assert_eq!(Manifest::parse(&bytes[..end]), Parsed::Damaged, "{end}");
        }
    }

    #[test]
    fn the_first_release_wrote_neither_version_nor_digests() {
        let first = br#"{"fingerprint":"f","diagnostics":[{"code":"gone"}],"pages":[],"files":[["b",1,2],["a",3,4]]}"#;
        let Parsed::Manifest(manifest) = Manifest::parse(first) else { panic!("it is understood") };
        assert_eq!(manifest.paths().collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(manifest.files()[0].stamp, Some(Stamp { length: 3, modified: 4 }));
        assert!(manifest.files().iter().all(|file| file.digest.is_none()));
        assert_eq!(manifest.fingerprint, "", "what it was made from is not compared across releases");
    }

    #[test]
    fn a_manifest_of_a_later_version_is_told_apart_from_a_damaged_one() {
        let later = br#"{"version":3,"fingerprint":"f","files":{"a":1}}"#;
        assert_eq!(Manifest::parse(later), Parsed::OtherVersion(3));
        for damaged in [&b""[..], b"{}x", b"[]", b"null", b"{\"version\":2}", b"{\"files\":1}", b"\xFF"] {
            assert_eq!(Manifest::parse(damaged), Parsed::Damaged, "{}", String::from_utf8_lossy(damaged));
        }
    }
}
