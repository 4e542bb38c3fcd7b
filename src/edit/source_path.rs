//! Which files are sources: texts of the site that authors edit.

use std::path::{Component, Path, PathBuf};

use crate::config::{FILE_NAME, FOLDERS};
use crate::load::is_text;

/// The path, without symbolic links, of a file that authors of the site edit: one that Sapar reads as text. `root` is the
/// site's folder, without symbolic links. Returns `None` for every other file of this computer, and for the site's other
/// files.
pub fn source_path(root: &Path, file: &str) -> Option<PathBuf> {
    let relative = Path::new(file);
    // The target of a symbolic link must be a text of the site, too.
    let path = is_source(relative).then(|| dunce::canonicalize(root.join(relative)).ok())??;
    (path.strip_prefix(root).is_ok_and(is_source) && path.is_file()).then_some(path)
}

/// The path, without symbolic links, at which a new text of the site may be written: nothing is there, and its folder is one
/// of the site's. Returns `None` for every other path.
pub fn new_source_path(root: &Path, file: &str) -> Option<PathBuf> {
    let relative = Path::new(file);
    let folder = is_source(relative).then(|| dunce::canonicalize(root.join(relative.parent()?)).ok())??;
    let path = folder.join(relative.file_name()?);
    (path.strip_prefix(root).is_ok_and(is_source) && path.symlink_metadata().is_err()).then_some(path)
}

/// Whether a path relative to the site's folder is that of a text of the site.
fn is_source(relative: &Path) -> bool {
    let names: Option<Vec<&str>> = relative
        .components()
        .map(|part| match part {
            Component::Normal(name) => name.to_str().filter(|name| !name.starts_with('.')),
            _ => None,
        })
        .collect();
    match names.as_deref() {
        Some([name]) => *name == FILE_NAME,
        Some(names @ [folder, ..]) => FOLDERS.contains(folder) && is_text(&names.join("/")),
        None | Some([]) => false,
    }
}
