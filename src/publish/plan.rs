//! Which files a target must receive, keep and remove. Pure: a local folder and a remote target carry out the same plan.

use std::cmp::Ordering;

use super::manifest::Manifest;

/// How many pages a site must have before the share of removed pages says anything: small sites change whole.
const MIN_PAGES_TO_PROTECT: usize = 20;

/// What brings a target from what is published to what is wanted.
///
/// It is carried out in this order: `put` from first to last, then `remove` from first to last. That way nobody ever
/// reads a page that names a file which is not there yet, or not there any more.
///
/// ```
/// use sapar::publish::{Manifest, Plan};
///
/// let published: Manifest =
///     [("index.html", &b"old"[..]), ("gone.html", b"x"), ("style.css", b"css")].into_iter().collect();
/// let wanted: Manifest =
///     [("index.html", &b"new"[..]), ("photo.jpg", b"jpg"), ("style.css", b"css")].into_iter().collect();
///
/// let plan = Plan::new(&published, &wanted);
/// assert_eq!(plan.put, ["photo.jpg", "index.html"]);
/// assert_eq!(plan.keep, ["style.css"]);
/// assert_eq!(plan.remove, ["gone.html"]);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan<'m> {
    /// Paths of files that are new or whose bytes differ: assets first, then pages, then what lists pages.
    pub put: Vec<&'m str>,
    /// Paths of files that stay as they are.
    pub keep: Vec<&'m str>,
    /// Paths of files that the site no longer has: what lists pages first, then pages, then assets.
    pub remove: Vec<&'m str>,
    /// How many pages are published.
    published_pages: usize,
}

/// A removal of so many pages that it is more likely a mistake than a wish.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ManyRemovals {
    /// How many published pages the plan removes.
    pub removed: usize,
    /// How many pages are published.
    pub published: usize,
}

/// What a file is to those that refer to it. Files of a later role refer to files of an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// A picture, a font or any other file that refers to nothing.
    Asset,
    /// A style sheet or a script, which may load assets.
    Style,
    /// A page.
    Page,
    /// A sitemap, a feed or `robots.txt`: read by machines, which follow what it lists.
    List,
}

impl Role {
    /// The role of a file, by its path.
    pub fn of(path: &str) -> Self {
        // A compressed file is published with the one that it is sent for.
        let path = path.strip_suffix(".br").or_else(|| path.strip_suffix(".gz")).unwrap_or(path);
        let name = path.rsplit('/').next().unwrap_or(path);
        match name.rsplit_once('.').map_or("", |(_, extension)| extension) {
            "html" => Self::Page,
            "css" | "js" | "mjs" => Self::Style,
            "xml" => Self::List,
            _ if path == "robots.txt" => Self::List,
            _ => Self::Asset,
        }
    }
}

/// Whether a file is a page; its compressed forms are none.
fn is_page(path: &str) -> bool {
    path.ends_with(".html")
}

impl<'m> Plan<'m> {
    /// The plan for a target that has the `published` files and is to have the `wanted` ones.
    ///
    /// A published file whose digest is unknown is put again.
    pub fn new(published: &'m Manifest, wanted: &'m Manifest) -> Self {
        let mut plan = Self::default();
        let mut old = published.files().iter().peekable();
        let mut new = wanted.files().iter().peekable();
        loop {
            let order = match (old.peek(), new.peek()) {
                (None, None) => break,
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (Some(old), Some(new)) => old.path.cmp(&new.path),
            };
            let old = if order == Ordering::Greater { None } else { old.next() };
            let new = if order == Ordering::Less { None } else { new.next() };
            plan.published_pages += old.iter().filter(|file| is_page(&file.path)).count();
            match (old, new) {
                (Some(old), Some(new)) if old.digest.is_some() && old.digest == new.digest => {
                    plan.keep.push(&new.path);
                }
                (_, Some(new)) => plan.put.push(&new.path),
                (Some(old), None) => plan.remove.push(&old.path),
                (None, None) => {}
            }
        }
        // Both sorts are stable: within a role, files stay sorted by path.
        plan.put.sort_by_key(|path| Role::of(path));
        plan.remove.sort_by_key(|path| std::cmp::Reverse(Role::of(path)));
        plan
    }

    /// How many files are new, changed or removed.
    pub fn changed(&self) -> usize {
        self.put.len() + self.remove.len()
    }

    /// The removals, if they are more than half of at least twenty published pages: an empty content folder or a
    /// renamed language looks like that, and should not take a good site down without a word from the user.
    /// `is_expected` says of a file that it goes for a reason, such as a page that has expired; it is not counted.
    pub fn many_removals(&self, is_expected: &dyn Fn(&str) -> bool) -> Option<ManyRemovals> {
        let is_lost = |path: &&&str| is_page(path) && !is_expected(path);
        let removed = self.remove.iter().filter(is_lost).count();
        let published = self.published_pages;
        let is_many = published >= MIN_PAGES_TO_PROTECT && removed * 2 > published;
        is_many.then_some(ManyRemovals { removed, published })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::artefacts::Digest;
    use crate::publish::ManifestFile;

    /// Paths to numbers that stand for their bytes; zero for bytes that are not known.
    type Files = BTreeMap<String, u8>;

    fn manifest(files: &Files) -> Manifest {
        let files = files.iter().map(|(path, number)| ManifestFile {
            path: path.clone(),
            digest: (*number > 0).then(|| Digest::of(&[*number])),
            stamp: None,
        });
        Manifest::new(String::new(), files.collect())
    }

    fn files(unknown: u8) -> impl Strategy<Value = Files> {
        let path = "(a|b|kk/|x/y/)(i|j|k|m)\\.(html|html\\.br|css|css\\.gz|jpg|xml|txt)";
        prop::collection::btree_map(path, unknown..4, 0..40)
    }

    proptest! {
        #[test]
        fn carrying_out_a_plan_gives_what_is_wanted(old in files(0), new in files(1)) {
            let (published, wanted) = (manifest(&old), manifest(&new));
            let plan = Plan::new(&published, &wanted);
            let mut target = old.clone();
            for path in &plan.put {
                target.insert((*path).to_owned(), new[*path]);
            }
            for path in &plan.remove {
                prop_assert!(target.remove(*path).is_some(), "{path} is removed once, and was there");
            }
            prop_assert_eq!(target, new.clone());
            for path in &plan.keep {
                prop_assert_eq!(old[*path], new[*path]);
            }
            prop_assert_eq!(plan.put.len() + plan.keep.len(), new.len());
        }

        #[test]
        fn a_plan_for_what_is_published_changes_nothing(new in files(1)) {
            let wanted = manifest(&new);
            let plan = Plan::new(&wanted, &wanted);
            prop_assert_eq!(plan.changed(), 0);
            prop_assert_eq!(plan.many_removals(&|_| false), None);
        }

        #[test]
        fn what_is_referred_to_comes_first_and_goes_last(old in files(0), new in files(1)) {
            let (published, wanted) = (manifest(&old), manifest(&new));
            let plan = Plan::new(&published, &wanted);
            prop_assert!(plan.put.is_sorted_by_key(|path| Role::of(path)));
            prop_assert!(plan.remove.iter().rev().is_sorted_by_key(|path| Role::of(path)));
        }

        #[test]
        fn more_than_half_of_twenty_pages_are_protected(published in 0..60_usize, removed in 0..60_usize) {
            let removed = removed.min(published);
            let pages = |count| (0..count).map(|number| (format!("{number:02}.html"), 1));
            let assets = (0..100).map(|number| (format!("{number}.jpg"), 1));
            let old: Files = pages(published).chain(assets).collect();
            let new: Files = pages(published).skip(removed).collect();
            let (old, new) = (manifest(&old), manifest(&new));
            let many = Plan::new(&old, &new).many_removals(&|_| false);
            let expected = (published >= 20 && removed > published / 2)
                .then_some(ManyRemovals { removed, published });
            prop_assert_eq!(many, expected, "assets do not count");
        }
    }
}
