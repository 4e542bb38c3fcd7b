//! The paths at which all files have hashes in their names.

use std::collections::BTreeMap;

use crate::site::{RouteKind, Site};

/// How many paths are told at most: Cloudflare reads a hundred rules. What is left over is asked for anew, as on any host without rules.
const MAX_PATHS: usize = 90;

/// The folder of the variants of photographs, which have no routes.
const VARIANTS: &str = "/pictures/";

/// What is in a folder, with all below it.
#[derive(Debug, Default)]
struct Folder {
    folders: BTreeMap<String, Folder>,
    /// Addresses of files with hashes that stand in it.
    hashed: Vec<String>,
    /// Whether a file, in it or below, has none.
    is_mixed: bool,
}

impl Folder {
    fn add(&mut self, url: &str, is_hashed: bool) {
        let mut folder = self;
        folder.is_mixed |= !is_hashed;
        let path = url.trim_start_matches('/');
        let folders = path.rsplit_once('/').map_or("", |(folders, _)| folders);
        for name in folders.split('/').filter(|name| !name.is_empty()) {
            folder = folder.folders.entry(name.to_owned()).or_default();
            folder.is_mixed |= !is_hashed;
        }
        if is_hashed {
            folder.hashed.push(url.to_owned());
        }
    }

    /// The paths for all files with hashes, the folders first.
    fn paths(&self, own: &str, folders: &mut Vec<String>, files: &mut Vec<String>) {
        if !self.is_mixed && own != "/" {
            folders.push(format!("{own}*"));
            return;
        }
        files.extend_from_slice(&self.hashed);
        for (name, folder) in &self.folders {
            folder.paths(&format!("{own}{name}/"), folders, files);
        }
    }
}

/// The paths, encoded and with the base path: folders first, as they hold more.
pub(super) fn immutable_paths(site: &Site) -> Vec<String> {
    let mut root = Folder::default();
    // Whatever else is below it, variants have hashes.
    root.folders.insert(VARIANTS.trim_matches('/').to_owned(), Folder::default());
    for route in site.routes.iter() {
        let is_hashed = matches!(route.kind, RouteKind::Asset(asset) if site.assets[asset].is_hashed());
        root.add(&route.url, is_hashed);
    }
    let (mut folders, mut files) = (Vec::new(), Vec::new());
    root.paths("/", &mut folders, &mut files);
    // In a file of rules, `*` and `:` at the beginning of a name have a meaning.
    let is_plain = |url: &String| !url.trim_end_matches('*').contains(['*', ':']);
    folders.into_iter().chain(files).filter(is_plain).take(MAX_PATHS).map(|url| site.href(&url)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_stand_for_their_files_where_all_of_them_have_hashes() {
        let mut root = Folder::default();
        for (url, is_hashed) in [
            ("/", false),
            ("/css/a.1.css", true),
            ("/css/b/c.2.css", true),
            ("/lake/hero.3.jpg", true),
            ("/lake/map.pdf", false),
            ("/lake/views/a.4.jpg", true),
            ("/logo.5.svg", true),
            ("/kk/index.html", false),
        ] {
            root.add(url, is_hashed);
        }
        let (mut folders, mut files) = (Vec::new(), Vec::new());
        root.paths("/", &mut folders, &mut files);
        assert_eq!(folders, ["/css/*", "/lake/views/*"]);
        assert_eq!(files, ["/logo.5.svg", "/lake/hero.3.jpg"]);
    }
}
