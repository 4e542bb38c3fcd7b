//! Publishes file by file into a folder that cannot be swapped, or must not be.
//!
//! Each file is renamed over the old one, so that a reader gets it whole, in the order of the plan. The folder is a mixture
//! of two sites for some moments; killed in between, it is completed by the next build.

use std::fs::{File, FileTimes};
use std::io::{self, ErrorKind};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::folder::{self, Listing};
use super::manifest::Stamp;
use super::plan::{Plan, Role};
use super::swap::rename_with_retry;

/// What the names of temporary files begin with that stand beside their targets for a moment.
const TEMPORARY_PREFIX: &str = ".sapar-tmp-";

/// Carries out a plan. `staging` holds the files to put. Returns their stamps.
pub(super) fn carry_out(plan: &Plan<'_>, staging: &Path, folder: &Path) -> io::Result<Vec<(String, Stamp)>> {
    std::fs::create_dir_all(folder)?;
    let target =
        Target { folder, removable: plan.remove.iter().copied().collect(), temporary: AtomicUsize::new(0) };
    let mut stamps = Vec::with_capacity(plan.put.len());
    // Files of one role do not refer to each other, and can be put in any order.
    for files in plan.put.chunk_by(|one, other| Role::of(one) == Role::of(other)) {
        let put: io::Result<Vec<(String, Stamp)>> = files
            .par_iter()
            .map(|path| Ok(((*path).to_owned(), target.put(&staging.join(path), path)?)))
            .collect();
        stamps.extend(put?);
    }
    for path in &plan.remove {
        target.remove(path)?;
    }
    Ok(stamps)
}

/// Removes temporary files that a killed build left beside their targets.
pub(super) fn remove_temporary_files(folder: &Path, listing: &mut Listing) -> io::Result<()> {
    let is_temporary =
        |path: &String| path.rsplit('/').next().is_some_and(|name| name.starts_with(TEMPORARY_PREFIX));
    let files: Vec<String> = listing.files.keys().filter(|path| is_temporary(path)).cloned().collect();
    for path in files {
        std::fs::remove_file(folder.join(&path))?;
        listing.files.remove(&path);
    }
    Ok(())
}

struct Target<'p> {
    folder: &'p Path,
    /// What the plan removes, and may be removed earlier to make room.
    removable: FxHashSet<&'p str>,
    /// How many temporary files have been named.
    temporary: AtomicUsize,
}

impl Target<'_> {
    fn put(&self, staged: &Path, path: &str) -> io::Result<Stamp> {
        let target = self.folder.join(path);
        if self.replace(staged, &target).is_err() {
            // Its folder may not exist yet, or something that the site no longer has is in the way.
            self.clear(path)?;
            folder::create_parent(&target)?;
            self.replace(staged, &target)?;
        }
        let metadata = target.symlink_metadata()?;
        Ok(Stamp::new(metadata.len(), metadata.modified()?))
    }

    /// Renames a staged file over its target. From another file system it is copied beside the target first.
    fn replace(&self, staged: &Path, target: &Path) -> io::Result<()> {
        match rename_with_retry(staged, target) {
            Err(error) if error.kind() == ErrorKind::CrossesDevices => {}
            result => return result,
        }
        let number = self.temporary.fetch_add(1, Ordering::Relaxed);
        let temporary = target.with_file_name(format!("{TEMPORARY_PREFIX}{number}"));
        let mut source = File::open(staged)?;
        let mut copy = File::create_new(&temporary)?;
        let copied = io::copy(&mut source, &mut copy).and_then(|_| {
            copy.set_times(FileTimes::new().set_modified(source.metadata()?.modified()?))?;
            drop(copy);
            rename_with_retry(&temporary, target)
        });
        if copied.is_err() {
            // Should this fail too, the next build removes it.
            let _ = std::fs::remove_file(&temporary);
        }
        copied
    }

    /// Removes published files that stand where the file needs a folder, or in a folder where the file is to stand.
    fn clear(&self, path: &str) -> io::Result<()> {
        for (end, _) in path.match_indices('/') {
            if self.removable.contains(&path[..end]) {
                self.remove(&path[..end])?;
            }
        }
        let target = self.folder.join(path);
        if target.symlink_metadata().is_ok_and(|found| found.is_dir()) {
            let below = format!("{path}/");
            for file in self.removable.iter().filter(|file| file.starts_with(&below)) {
                self.remove(file)?;
            }
            // Usually gone with the last file in it.
            if target.is_dir() {
                folder::remove_empty(&target)?;
                // Fails if somebody put a file into it, which is then reported.
                std::fs::remove_dir(&target)?;
            }
        }
        Ok(())
    }

    fn remove(&self, path: &str) -> io::Result<()> {
        let path = self.folder.join(path);
        match std::fs::remove_file(&path) {
            // It made room for a file that has been put.
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {}
            Err(_) if path.is_dir() => {}
            result => result?,
        }
        folder::remove_empty_parents(self.folder, &path);
        Ok(())
    }
}
