//! Reads again what stands at some paths of a site's folder, and puts it in the place of what was read before.

use std::path::Path;

use rustc_hash::FxHashSet;

use super::Inputs;
use super::files::{Input, is_hidden, read_folder};

impl Inputs {
    /// A path as inputs are named. Returns `None` for what lies outside of the site or is hidden.
    pub(crate) fn name(&self, path: &Path) -> Option<String> {
        let relative = path.strip_prefix(&self.root).or_else(|_| path.strip_prefix(&self.canonical)).ok()?;
        let parts: Vec<String> =
            relative.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
        let is_seen = !parts.is_empty() && !parts.iter().any(|part| is_hidden(part));
        is_seen.then(|| parts.join("/"))
    }

    /// Reads what is at some names now, files or folders.
    pub(crate) fn read_again(&self, names: &[String]) -> Vec<Input> {
        let names = names.iter().filter(|name| !self.is_behind_way_out(name));
        names.flat_map(|name| read_folder(&self.canonical, &self.root, name)).collect()
    }

    /// Whether a path leads through a link out of the site's folder, which walking from the root does not follow.
    fn is_behind_way_out(&self, name: &str) -> bool {
        let path = self.root.join(name);
        let folder = path.parent().and_then(|folder| folder.canonicalize().ok());
        folder.is_some_and(|folder| !folder.starts_with(&self.canonical))
    }
}

/// Whether a path is another one or stands in it.
pub(crate) fn is_within(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Something that is kept in the order of its path.
pub(crate) trait Kept {
    fn input(&self) -> &Input;
}

impl Kept for Input {
    fn input(&self) -> &Input {
        self
    }
}

/// What differs between what was kept and what was read.
pub(crate) struct Difference<T> {
    /// What was there before and is there no more, or in another version.
    pub old: Vec<T>,
    /// The paths of all that is different.
    pub paths: Vec<String>,
}

/// Puts what was read at some names, files or folders, in the place of what was there.
pub(crate) fn replace<T: Kept>(kept: &mut Vec<T>, names: &[String], read: Vec<T>) -> Difference<T> {
    let mut difference = Difference { old: Vec::new(), paths: Vec::new() };
    let mut new = Vec::new();
    let mut there = FxHashSet::default();
    for item in read {
        let path = item.input().path.clone();
        match kept.binary_search_by(|kept| kept.input().path.cmp(&path)) {
            Ok(index) if kept[index].input().is_same(item.input()) => {}
            Ok(index) => {
                difference.old.push(std::mem::replace(&mut kept[index], item));
                difference.paths.push(path.clone());
            }
            Err(_) => {
                new.push(item);
                difference.paths.push(path.clone());
            }
        }
        there.insert(path);
    }
    let gone: FxHashSet<String> = names.iter().flat_map(|name| within(kept, name)).collect();
    let gone: FxHashSet<String> = gone.into_iter().filter(|path| !there.contains(path)).collect();
    if !gone.is_empty() {
        let (left, stay) =
            std::mem::take(kept).into_iter().partition(|kept| gone.contains(&kept.input().path));
        *kept = stay;
        difference.old.extend::<Vec<T>>(left);
        difference.paths.extend(gone);
    }
    if !new.is_empty() {
        kept.extend(new);
        kept.sort_unstable_by(|a, b| a.input().path.cmp(&b.input().path));
    }
    difference.paths.sort_unstable();
    difference
}

/// The paths of what is kept at a name, or in the folder of that name.
fn within<T: Kept>(kept: &[T], name: &str) -> Vec<String> {
    let folder = format!("{name}/");
    let from = |start: &str| kept.partition_point(|kept| kept.input().path.as_str() < start);
    let file = kept[from(name)..].iter().take(1).filter(|kept| kept.input().path == name);
    let files = kept[from(&folder)..].iter().take_while(|kept| kept.input().path.starts_with(&folder));
    file.chain(files).map(|kept| kept.input().path.clone()).collect()
}
