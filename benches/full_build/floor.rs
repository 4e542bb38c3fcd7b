//! The floor: the time to write a site's files when all their bytes are in memory already. No generator that writes
//! the same files in the same way can be faster.
//!
//! It is measured in a separate process. The peak memory that the system reports for a child process is at least that of its
//! parent when it was started, so the process that starts the tools must never hold a whole site in memory.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rayon::prelude::*;

use crate::Result;
use crate::measure;
use crate::tree::Tree;

/// The first argument of the process that writes, which only [`measure_floor`] starts.
pub(crate) const ARGUMENT: &str = "--floor";

/// Copies the files in `source` to `target`, which must not exist, and returns the time that the writing took.
pub(crate) fn measure_floor(source: &Path, target: &Path) -> Result<Duration> {
    measure::flush();
    let program = std::env::current_exe()?;
    let output = std::process::Command::new(program).arg(ARGUMENT).arg(source).arg(target).output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    let nanoseconds = String::from_utf8(output.stdout)?.trim().parse()?;

    Ok(Duration::from_nanos(nanoseconds))
}

/// The process that [`measure_floor`] starts. It prints the time in nanoseconds.
pub(crate) fn write_copy(source: &Path, target: &Path) -> Result<()> {
    let tree = Tree::read(source)?;
    let files = tree
        .files
        .par_iter()
        .map(|(path, _)| Ok((path, fs::read(source.join(path))?)))
        .collect::<std::io::Result<Vec<_>>>()?;

    // As many threads as in Sapar, since both use rayon's default.
    let start = Instant::now();
    fs::create_dir(target)?;
    for folders in by_depth(&tree.folders) {
        folders.par_iter().try_for_each(|folder| fs::create_dir(target.join(folder)))?;
    }
    files.par_iter().try_for_each(|(path, bytes)| fs::write(target.join(path), bytes))?;
    println!("{}", start.elapsed().as_nanos());
    Ok(())
}

/// Groups of folders that can be created in parallel, because none is in another.
fn by_depth(folders: &[PathBuf]) -> Vec<Vec<&PathBuf>> {
    let mut levels: Vec<Vec<&PathBuf>> = Vec::new();
    for folder in folders {
        let depth = folder.components().count() - 1;
        if levels.len() <= depth {
            levels.resize_with(depth + 1, Vec::new);
        }
        levels[depth].push(folder);
    }
    levels
}
