//! The files in a folder of finished output.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::Result;

/// All files and folders in a folder. Paths are relative to it.
#[derive(Default)]
pub(crate) struct Tree {
    /// Folders, each after the one that contains it.
    pub(crate) folders: Vec<PathBuf>,
    pub(crate) files: BTreeMap<PathBuf, File>,
}

/// One file of a [`Tree`].
#[derive(PartialEq, Eq)]
pub(crate) struct File {
    /// Size in bytes.
    pub(crate) size: u64,
    pub(crate) modified: SystemTime,
}

impl Tree {
    /// Reads the folder `root`.
    pub(crate) fn read(root: &Path) -> Result<Tree> {
        let mut tree = Tree::default();
        tree.add(root, Path::new(""))
            .map_err(|error| format!("cannot read `{}`: {error}", root.display()))?;
        Ok(tree)
    }

    fn add(&mut self, root: &Path, folder: &Path) -> std::io::Result<()> {
        for entry in fs::read_dir(root.join(folder))? {
            let entry = entry?;
            let (path, metadata) = (folder.join(entry.file_name()), entry.metadata()?);
            if metadata.is_dir() {
                self.folders.push(path.clone());
                self.add(root, &path)?;
            } else {
                self.files.insert(path, File { size: metadata.len(), modified: metadata.modified()? });
            }
        }
        Ok(())
    }

    /// Total size of all files in bytes.
    pub(crate) fn size(&self) -> u64 {
        self.files.values().map(|file| file.size).sum()
    }

    /// The number of files that are added, removed, or have another size or mtime in `later`.
    pub(crate) fn touched(&self, later: &Tree) -> usize {
        let gone = self.files.keys().filter(|path| !later.files.contains_key(*path)).count();
        gone + later.files.iter().filter(|(path, file)| self.files.get(*path) != Some(file)).count()
    }
}
