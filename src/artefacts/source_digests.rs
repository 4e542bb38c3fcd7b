//! The digests of a site's source files, remembered from run to run, so that an unchanged file is never read again.
//!
//! A file counts as unchanged if its path, length, mtime, ctime and file id are. All of it is one record,
//! `.sapar/source-digests`.

use std::borrow::Cow;
use std::fs::Metadata;
use std::io;
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::Digest;
use super::record::RecordKind;

/// The record.
pub(super) const RECORD: RecordKind = RecordKind { file: "source-digests", magic: b"sapar digests \0\x03" };

/// How much older than the moment of reading a file's times must be, for its digest to be remembered. A file that is
/// written again within the resolution of its times (two seconds on FAT) looks unchanged.
const SETTLING_TIME: Duration = Duration::from_secs(2);

/// What the file system says about a file. Two equal stamps of one path mean the same bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileStamp {
    length: u64,
    /// The mtime, in nanoseconds since 1970.
    modified: i64,
    /// The ctime, in nanoseconds since 1970: no program can set it back. On Windows, the time of creation.
    changed: i64,
    /// The inode; 0 where the system has none that could be had without opening the file.
    id: u64,
}

impl FileStamp {
    /// The stamp of a file. `metadata` must be that of the file itself, not that of a symbolic link to it.
    pub fn of(metadata: &Metadata) -> Self {
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;
            let nanoseconds =
                |seconds: i64, rest: i64| seconds.saturating_mul(1_000_000_000).saturating_add(rest);
            Self {
                length: metadata.len(),
                modified: nanoseconds(metadata.mtime(), metadata.mtime_nsec()),
                changed: nanoseconds(metadata.ctime(), metadata.ctime_nsec()),
                id: metadata.ino(),
            }
        }
        #[cfg(not(unix))]
        {
            let time = |time: io::Result<SystemTime>| time.map(nanoseconds).unwrap_or(i64::MAX);
            Self {
                length: metadata.len(),
                modified: time(metadata.modified()),
                changed: time(metadata.created()),
                id: 0,
            }
        }
    }

    /// The length of the file in bytes.
    pub fn length(&self) -> u64 {
        self.length
    }

    /// Whether a change after `read_at`, when the bytes of the file were read, is bound to give it another stamp.
    pub fn is_settled(&self, read_at: SystemTime) -> bool {
        let settling = i64::try_from(SETTLING_TIME.as_nanos()).expect("two seconds are few nanoseconds");
        self.modified.max(self.changed) < nanoseconds(read_at).saturating_sub(settling)
    }
}

/// Nanoseconds since 1970; negative before.
fn nanoseconds(time: SystemTime) -> i64 {
    match time.duration_since(UNIX_EPOCH) {
        Ok(since) => i64::try_from(since.as_nanos()).unwrap_or(i64::MAX),
        Err(before) => i64::try_from(before.duration().as_nanos()).map_or(i64::MIN, |before| -before),
    }
}

/// A source file of which the digest is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceDigest<'r> {
    /// The path relative to the root of the site, `/`-separated.
    #[serde(borrow)]
    pub path: Cow<'r, str>,
    /// What the file system said when the file was read.
    pub stamp: FileStamp,
    /// The digest of all its bytes.
    pub digest: Digest,
    /// What else was learned from its bytes, in a form of its reader's own. May be empty.
    #[serde(borrow)]
    pub details: Cow<'r, [u8]>,
}

/// The record as it was read from the disk. [`SourceDigests::files`] borrows from it: a large site has many paths.
#[derive(Debug, Default)]
pub struct SourceDigests {
    bytes: Vec<u8>,
}

impl SourceDigests {
    /// Reads the record of a site. A record that is missing, damaged or of another program is empty.
    pub fn read(root: &Path) -> Self {
        Self { bytes: RECORD.read(root) }
    }

    /// The files by their paths.
    pub fn files(&self) -> FxHashMap<&str, SourceDigest<'_>> {
        let files: Option<Vec<SourceDigest<'_>>> = RECORD.parse(&self.bytes);
        files
            .unwrap_or_default()
            .into_iter()
            .filter_map(|file| match file.path {
                Cow::Borrowed(path) => Some((path, file)),
                Cow::Owned(_) => None,
            })
            .collect()
    }

    /// Replaces the record of a site.
    ///
    /// # Errors
    /// When it cannot be written, which is no reason to stop: the next run reads more files.
    pub fn write(root: &Path, files: &[SourceDigest<'_>]) -> io::Result<()> {
        RECORD.write(root, &files)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::PathBuf;

    use super::*;
    use crate::artefacts::state;

    fn path(root: &Path) -> PathBuf {
        state::folder(root).join(RECORD.file)
    }

    fn stamp(path: &Path) -> FileStamp {
        FileStamp::of(&path.metadata().expect("the file is there"))
    }

    fn file(path: &Path) -> SourceDigest<'static> {
        SourceDigest {
            path: "content/lake/hero.jpg".into(),
            stamp: stamp(path),
            digest: Digest::of(b"bytes"),
            details: b"30 x 20".into(),
        }
    }

    #[test]
    fn a_record_is_read_as_it_was_written_and_empty_if_it_is_damaged() {
        let root = tempfile::tempdir().expect("a folder");
        fs::write(root.path().join("file"), "x").expect("files can be written");
        let file = file(&root.path().join("file"));
        assert!(SourceDigests::read(root.path()).files().is_empty());
        SourceDigests::write(root.path(), std::slice::from_ref(&file)).expect("it can be written");
        let record = SourceDigests::read(root.path());
        assert_eq!(record.files().get("content/lake/hero.jpg"), Some(&file));

        let good = record.bytes;
        for at in 0..good.len() {
            let mut bytes = good.clone();
            bytes[at] ^= 1;
            assert!(SourceDigests { bytes }.files().is_empty(), "byte {at}");
            assert!(SourceDigests { bytes: good[..at].to_vec() }.files().is_empty(), "length {at}");
        }
        fs::remove_file(path(root.path())).expect("it is there");
        fs::create_dir(path(root.path())).expect("folders can be made");
        assert!(SourceDigests::read(root.path()).files().is_empty());
        SourceDigests::write(root.path(), &[]).expect_err("a folder is in the way");
    }

    #[test]
    fn a_stamp_changes_with_the_file_and_is_settled_after_two_seconds() {
        let root = tempfile::tempdir().expect("a folder");
        let path = root.path().join("file");
        fs::write(&path, "one").expect("files can be written");
        let first = stamp(&path);
        assert_eq!(first, stamp(&path));
        fs::write(&path, "three").expect("files can be written");
        assert_ne!(first, stamp(&path));

        let written = UNIX_EPOCH + Duration::from_nanos(first.modified.max(first.changed) as u64);
        assert!(!first.is_settled(written));
        assert!(!first.is_settled(written + Duration::from_secs(2)));
        assert!(first.is_settled(written + Duration::from_millis(2001)));
        assert!(!first.is_settled(written - Duration::from_secs(10)), "a time that is still to come");
    }
}
