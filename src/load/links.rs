//! The links of the file system that a site's files are reached by: what must be watched besides the site's folders, and
//! which files of the site are other ones when something there changes.

use std::collections::VecDeque;
use std::ffi::OsString;
use std::path::{Component, Path, PathBuf};

/// How many links a path may lead through, as in the kernel of Linux: more of them lead in a circle.
const MAX_HOPS: usize = 40;

/// How many hard links are watched. A site that was copied by linking all of its files has thousands, and a watch for
/// each would use up what the system allows.
const MAX_HARD_LINKS: usize = 256;

/// Whether a path is another one or stands in it.
pub(crate) fn is_within(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// A symbolic link in a site's folders, or a file that has a second name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FileLink {
    /// Its path relative to the site's root, `/`-separated.
    pub path: String,
    /// What it leads through and to.
    pub way: Way,
}

/// What a link leads through and to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Way {
    /// Symbolic links on the way, and where it ends: paths without links in the folders above them. The end need not
    /// exist.
    Symbolic { hops: Vec<PathBuf>, target: PathBuf },
    /// The bytes of the file have a second name, which only the file itself could tell of.
    Hard { file: PathBuf },
}

/// Something that has to be watched besides the site's own folders.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct LinkedPath {
    /// Where it is. Nothing need exist there.
    pub path: PathBuf,
    /// What it is to the site.
    pub kind: LinkedKind,
}

/// What something is to a site that is reached by a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LinkedKind {
    /// A link on the way to something else.
    Hop,
    /// What a link leads to: a file, or a folder with everything in it.
    Target,
    /// A file of the site's folders that has a second name.
    HardLink,
}

/// The links of a site, in the order of their paths.
#[derive(Debug, Default)]
pub(crate) struct FileLinks(Vec<FileLink>);

impl FileLinks {
    pub fn new(mut links: Vec<FileLink>) -> Self {
        links.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        links.dedup_by(|a, b| a.path == b.path);
        let mut hard = 0;
        links.retain(|link| {
            hard += usize::from(matches!(link.way, Way::Hard { .. }));
            hard <= MAX_HARD_LINKS || matches!(link.way, Way::Symbolic { .. })
        });
        Self(links)
    }

    /// Replaces the links at some names, files or folders, by those that were found there now.
    pub fn replace(&mut self, names: &[String], found: Vec<FileLink>) {
        let mut links = std::mem::take(&mut self.0);
        links.retain(|link| !names.iter().any(|name| is_within(&link.path, name)));
        links.extend(found);
        *self = Self::new(links);
    }

    /// The names in the site of what stands at a path, or in the folder at a path: those that lead there by a link.
    pub fn names_of(&self, path: &Path) -> Vec<String> {
        self.0.iter().filter_map(|link| link.name_of(path)).collect()
    }

    /// What has to be watched besides the site's own folders, sorted.
    pub fn linked_paths(&self) -> Vec<LinkedPath> {
        let mut paths: Vec<LinkedPath> = Vec::new();
        for link in &self.0 {
            match &link.way {
                Way::Symbolic { hops, target } => {
                    paths.extend(
                        hops.iter().map(|hop| LinkedPath { path: hop.clone(), kind: LinkedKind::Hop }),
                    );
                    paths.push(LinkedPath { path: target.clone(), kind: LinkedKind::Target });
                }
                Way::Hard { file } => {
                    paths.push(LinkedPath { path: file.clone(), kind: LinkedKind::HardLink })
                }
            }
        }
        paths.sort_unstable();
        paths.dedup();
        paths
    }
}

impl FileLink {
    fn name_of(&self, changed: &Path) -> Option<String> {
        let Way::Symbolic { hops, target } = &self.way else { return None };
        if let Ok(rest) = changed.strip_prefix(target) {
            let rest: Vec<_> = rest.components().map(|part| part.as_os_str().to_string_lossy()).collect();
            return Some([&[self.path.as_str().into()], &rest[..]].concat().join("/"));
        }
        // A folder above the target was moved, or a link on the way leads elsewhere now.
        let is_above = |path: &PathBuf| path.starts_with(changed);
        hops.iter().chain([target]).any(is_above).then(|| self.path.clone())
    }
}

/// Follows a symbolic link step by step. `path` is that of the link; `is_told` says whether what stands at a path may be
/// named, as that outside of the site may not. Returns `None` if the link leads there, or in a circle.
pub(super) fn follow(path: &Path, is_told: &dyn Fn(&Path) -> bool) -> Option<Way> {
    let mut left: VecDeque<OsString> = VecDeque::from([path.file_name()?.to_owned()]);
    let mut at = path.parent()?.canonicalize().ok()?;
    let start = at.join(path.file_name()?);
    let mut hops: Vec<PathBuf> = Vec::new();
    while let Some(part) = left.pop_front() {
        if part == ".." {
            at.pop();
            continue;
        }
        let next = at.join(&part);
        // What does not exist is no link.
        let Ok(target) = std::fs::read_link(&next) else {
            at = next;
            continue;
        };
        if hops.len() == MAX_HOPS {
            return None;
        }
        hops.push(next);
        let mut parts = Vec::new();
        for component in target.components() {
            match component {
                Component::Prefix(_) | Component::RootDir if parts.is_empty() => {
                    at = PathBuf::from(component.as_os_str())
                }
                Component::Prefix(_) | Component::RootDir | Component::CurDir => {}
                Component::ParentDir => parts.push("..".into()),
                Component::Normal(part) => parts.push(part.to_owned()),
            }
        }
        for part in parts.into_iter().rev() {
            left.push_front(part);
        }
    }
    // The link itself stands in a folder that is watched already.
    hops.retain(|hop| *hop != start);
    (is_told(&at) && hops.iter().all(|hop| is_told(hop))).then_some(Way::Symbolic { hops, target: at })
}
