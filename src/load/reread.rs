//! Reads again what stands at some paths of a site's folder, and puts it in the place of what was read before.

use std::path::Path;
use std::time::SystemTime;

use rustc_hash::FxHashSet;

use super::files::{Input, InputBytes, Memory, scan_folder};
use super::leftovers::is_ignored;
use super::walk::Walk;
use super::{Inputs, ThemeInputs, config_link, known, theme};
use crate::artefacts::SourceDigest;
use crate::config::{self, Config};

impl Inputs {
    /// A path as inputs are named, and the names of what leads there by a link. What is left out, or lies outside of the
    /// site, has no name.
    pub(crate) fn names(&self, path: &Path) -> Vec<String> {
        let relative = path.strip_prefix(&self.root).or_else(|_| path.strip_prefix(&self.canonical)).ok();
        let name = relative.map(|relative| {
            let parts = relative.components().map(|part| part.as_os_str().to_string_lossy());
            parts.collect::<Vec<_>>().join("/")
        });
        let mut names = self.links.names_of(path);
        names.extend(name);
        names.retain(|name| !name.is_empty() && !self.is_left_out(name));
        names
    }

    fn is_left_out(&self, name: &str) -> bool {
        let ignore = self.ignore();
        let folders = name.match_indices('/').map(|(at, _)| (&name[..at], true));
        let is_folder = self.root.join(name).is_dir();
        folders.chain([(name, is_folder)]).any(|(path, is_folder)| is_ignored(&ignore, path, is_folder))
    }

    /// Reads what is at some names now, files or folders. Of `kept`, what was read of them before, files that are
    /// published as they are and have not changed are not opened.
    pub(crate) fn read_again<T: Kept + Sync>(&mut self, names: &[String], kept: &[T]) -> Vec<Input> {
        let digest_of = |path: &str| digest_of(kept, path);
        let memory = Memory { digest_of: &digest_of, now: SystemTime::now, storage: self.storage };
        let ignore = self.ignore();
        let (root, canonical) = (self.root.clone(), self.canonical.clone());
        let walk = Walk::new(&root, &canonical, &ignore);
        let inside = names.iter().filter(|name| !self.is_behind_way_out(name));
        let read = inside.flat_map(|name| scan_folder(&walk, name, &memory)).collect();
        self.links.replace(names, walk.into_links());
        read
    }

    /// Reads the theme that a configuration names. What did not change is read as by [`Inputs::read_again`].
    pub(crate) fn read_theme(&mut self, config: &Config) -> ThemeInputs {
        let (root, canonical) = (self.root.clone(), self.canonical.clone());
        let walk = Walk::new(&root, &canonical, &config.ignore);
        let digest_of = |path: &str| digest_of(&self.theme.inputs, path);
        let memory = Memory { digest_of: &digest_of, now: SystemTime::now, storage: self.storage };
        let theme = theme::scan(&walk, config, &memory);
        self.links.replace(&["themes".to_owned()], walk.into_links());
        theme
    }

    /// Finds out again what `sapar.toml` is a link to, if it is one.
    pub(crate) fn follow_config_link(&mut self) {
        let link = config_link(&self.root);
        self.links.replace(&[config::FILE_NAME.to_owned()], link.into_iter().collect());
    }

    /// Whether a path leads through a link out of the site's folder, which walking from the root does not follow.
    fn is_behind_way_out(&self, name: &str) -> bool {
        let path = self.root.join(name);
        let folder = path.parent().and_then(|folder| folder.canonicalize().ok());
        folder.is_some_and(|folder| !folder.starts_with(&self.canonical))
    }
}

/// The digest of a file that is published as it is, and the stamp by which it is seen whether that still holds. Texts
/// have none: they are wanted themselves.
fn digest_of<'k, T: Kept>(kept: &'k [T], path: &str) -> Option<SourceDigest<'k>> {
    let index = kept.binary_search_by(|kept| kept.input().path.as_str().cmp(path)).ok()?;
    let input = kept[index].input();
    matches!(input.bytes, InputBytes::File { .. }).then(|| known(input)).flatten()
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

#[cfg(test)]
mod tests {
    use std::fs::{self, File, FileTimes};
    use std::time::Duration;

    use super::*;
    use crate::artefacts::Digest;

    /// The digest of what a folder held is another one than that of its bytes, so that it shows which was taken.
    #[test]
    fn a_file_that_is_published_as_it_is_is_hashed_once() {
        let root = tempfile::tempdir().expect("a folder");
        let write = |path: &str, text: &str| {
            let path = root.path().join(path);
            fs::create_dir_all(path.parent().expect("it stands in a folder")).expect("a folder");
            fs::write(path, text).expect("a file");
        };
        write("sapar.toml", "base_url = 'https://altai.example/'\ndefault_language = 'kk'\n[languages.kk]\n");
        write("static/a.jpg", "picture");
        write("static/b.jpg", "picture");
        let later = || SystemTime::now() + Duration::from_secs(60);
        let mut inputs = super::super::scan_with_clock(root.path(), None, later).expect("a site").read();
        let mut kept = std::mem::take(&mut inputs.statics);
        kept.iter_mut().for_each(|input| input.digest = Some(Digest::of(b"remembered")));
        let changed = File::options().write(true).open(root.path().join("static/b.jpg")).expect("a file");
        let times = FileTimes::new().set_modified(SystemTime::now() + Duration::from_secs(9));
        changed.set_times(times).expect("times can be set");
        let digests: Vec<_> = inputs
            .read_again(&["static".to_owned()], &kept)
            .into_iter()
            .map(|input| (input.path, input.digest))
            .collect();
        let expected = [("static/a.jpg", &b"remembered"[..]), ("static/b.jpg", b"picture")];
        assert_eq!(digests, expected.map(|(path, bytes)| (path.to_owned(), Some(Digest::of(bytes)))));
    }
}
