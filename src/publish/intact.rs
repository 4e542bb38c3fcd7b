//! Whether an output is as a build left it, without listing all of its folders.
//!
//! A folder's times change whenever an entry is added to it, removed or renamed. A folder whose times are older than the
//! manifest has not got a file since the manifest was written, so asking for its times is enough; only the others are
//! listed. That is a third of the system calls of listing everything, which is most of what a build costs in which nothing
//! has changed.

use std::fs::Metadata;
use std::io;
use std::path::Path;

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::folder::{self, FoundFile, Repository};
use super::manifest::{Manifest, ManifestFile};

/// How many seconds older than the manifest the times of a folder must be. File systems round times, FAT to two seconds.
#[cfg(unix)]
const SETTLING_SECONDS: i64 = 2;

/// Whether an output holds the files of its manifest, each with its stamp, and no others. `recorded` describes the file that
/// the manifest was read from: after that was written, the output was compared with it.
pub(super) fn is_intact(output: &Path, manifest: &Manifest, recorded: &Metadata) -> bool {
    let is_same = |file: &ManifestFile| {
        let metadata = output.join(&file.path).symlink_metadata();
        let found = metadata.and_then(|metadata| FoundFile::new(&metadata));
        found.is_ok_and(|found| found.is_regular && Some(found.stamp) == file.stamp)
    };
    let folders = folders(manifest);
    let has_no_other_file =
        |path: &&str| has_no_other_file(output, path, &folders, manifest, recorded).unwrap_or(false);
    folders.par_iter().all(has_no_other_file) && manifest.files().par_iter().all(is_same)
}

/// The folders in which a manifest has files or other folders, the output itself being the empty path.
fn folders(manifest: &Manifest) -> FxHashSet<&str> {
    let mut folders = FxHashSet::from_iter([""]);
    for path in manifest.paths() {
        let mut path = path;
        while let Some((folder, _)) = path.rsplit_once('/')
            && folders.insert(folder)
        {
            path = folder;
        }
    }
    folders
}

/// Whether a folder is still a folder and has no file that the manifest does not list. Folders of the manifest in it are not
/// looked into: each is asked for itself.
fn has_no_other_file(
    output: &Path,
    path: &str,
    folders: &FxHashSet<&str>,
    manifest: &Manifest,
    recorded: &Metadata,
) -> io::Result<bool> {
    let folder = output.join(path);
    let metadata = folder.symlink_metadata()?;
    if !metadata.is_dir() {
        return Ok(false);
    }
    if is_settled(&metadata, recorded) {
        return Ok(true);
    }
    for entry in std::fs::read_dir(&folder)? {
        let entry = entry?;
        // The data of a repository are none of Sapar's.
        if path.is_empty() && folder::is_repository(&entry) {
            continue;
        }
        let name = entry.file_name();
        let Some(name) = name.to_str() else { return Ok(false) };
        let path = if path.is_empty() { name.to_owned() } else { format!("{path}/{name}") };
        let is_known = match entry.file_type()?.is_dir() {
            true => {
                folders.contains(path.as_str())
                    || folder::paths(&entry.path(), Repository::Listed)?.is_empty()
            }
            false => manifest.contains(&path),
        };
        if !is_known {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether a folder has changed neither after the manifest was written nor so shortly before that its times cannot tell.
#[cfg(unix)]
fn is_settled(folder: &Metadata, recorded: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    // Programs that copy folders set the mtime back; nothing sets the ctime. Another device may have another clock.
    let changed = folder.mtime().max(folder.ctime());
    folder.dev() == recorded.dev() && changed.saturating_add(SETTLING_SECONDS) < recorded.mtime()
}

/// Elsewhere a folder has no time that programs cannot set.
#[cfg(not(unix))]
fn is_settled(_: &Metadata, _: &Metadata) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File};
    use std::time::{Duration, SystemTime};

    use super::*;

    #[test]
    fn every_change_of_an_output_after_its_manifest_is_seen() {
        let parent = tempfile::tempdir().expect("a folder");
        let output = parent.path().join("public");
        let write = |path: &str| {
            let path = output.join(path);
            folder::create_parent(&path).expect("folders can be made");
            fs::write(path, "text").expect("files can be written");
        };
        let paths = ["index.html", "kk/index.html", "kk/lake/index.html"];
        paths.iter().for_each(|path| write(path));
        let listing = folder::list(&output).expect("it can be listed");
        let files = listing.files.into_iter().map(|(path, file)| ManifestFile {
            path,
            digest: None,
            stamp: Some(file.stamp),
        });
        let manifest = Manifest::new(String::new(), files.collect());
        let record = File::create(parent.path().join("manifest.json")).expect("files can be written");
        let recorded_at = |time| {
            record.set_modified(time).expect("times can be set");
            record.metadata().expect("it is there")
        };
        // Seen by its folder's times if the manifest is older than the folders or as old, by the file's otherwise.
        let (now, later) = (SystemTime::now(), SystemTime::now() + Duration::from_secs(60));
        for time in [now, later] {
            let recorded = recorded_at(time);
            let is_intact = || is_intact(&output, &manifest, &recorded);
            assert!(is_intact());
            fs::create_dir_all(output.join("empty/empty")).expect("folders can be made");
            assert!(is_intact(), "empty folders are no files");

            let moved = output.join("moved");
            fs::rename(output.join("kk/lake/index.html"), &moved).expect("files can be moved");
            assert!(!is_intact(), "a file is missing");
            fs::create_dir(output.join("kk/lake/index.html")).expect("folders can be made");
            assert!(!is_intact(), "a folder is in its place");
            fs::remove_dir(output.join("kk/lake/index.html")).expect("it is empty");
            fs::rename(moved, output.join("kk/lake/index.html")).expect("files can be moved");
            assert!(is_intact());
        }
        let recorded = recorded_at(now);
        for path in ["foreign.txt", "kk/lake/foreign.txt", "empty/empty/foreign.txt"] {
            write(path);
            assert!(!is_intact(&output, &manifest, &recorded), "{path}");
            fs::remove_file(output.join(path)).expect("it is there");
        }
        write("kk/index.html");
        fs::write(output.join("kk/index.html"), "another text").expect("files can be written");
        assert!(!is_intact(&output, &manifest, &recorded_at(later)), "a file has changed");
    }
}
