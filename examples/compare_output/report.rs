//! All differences between two folders, grouped and made ready to be printed.

use std::collections::{BTreeSet, HashMap};
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::Result;
use crate::difference::{Difference, Filter, Occurrence, differences};

/// Paths of added and removed files that are listed; a number tells how many more there are.
const MAX_PATHS: usize = 20;

/// Characters of a difference that are shown.
const MAX_SHOWN: usize = 300;

/// What differs between two folders. Paths are relative to them.
#[derive(Debug, Default)]
pub(crate) struct Report {
    compared: usize,
    added: Vec<PathBuf>,
    removed: Vec<PathBuf>,
    changed: usize,
    groups: Vec<Group>,
}

/// The same difference in one or more files.
#[derive(Debug)]
struct Group {
    /// The first file in which it was found.
    path: PathBuf,
    first: Occurrence,
    files: BTreeSet<PathBuf>,
}

impl Report {
    pub(crate) fn of_folders(old: &Path, new: &Path, filter: &Filter) -> Result<Report> {
        let (old_files, new_files) = (files(old, filter)?, files(new, filter)?);
        let mut report = Report {
            compared: old_files.intersection(&new_files).count(),
            added: new_files.difference(&old_files).cloned().collect(),
            removed: old_files.difference(&new_files).cloned().collect(),
            ..Report::default()
        };
        let mut groups: HashMap<Difference, usize> = HashMap::new();
        for path in old_files.intersection(&new_files) {
            let found = compare_files(&old.join(path), &new.join(path), filter)?;
            report.changed += usize::from(!found.is_empty());
            for occurrence in found {
                let next = report.groups.len();
                let index = *groups.entry(occurrence.difference.clone()).or_insert(next);
                if index == next {
                    report.groups.push(Group {
                        path: path.clone(),
                        first: occurrence,
                        files: BTreeSet::new(),
                    });
                }
                report.groups[index].files.insert(path.clone());
            }
        }
        // The sort is stable: equally frequent differences stay in the order of their files.
        report.groups.sort_by_key(|group| std::cmp::Reverse(group.files.len()));
        Ok(report)
    }

    /// Whether nothing differs.
    pub(crate) fn is_empty(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty() && self.changed == 0
    }
}

/// The paths of all files in a folder that the filter lets through.
fn files(folder: &Path, filter: &Filter) -> Result<BTreeSet<PathBuf>> {
    let mut files = BTreeSet::new();
    for entry in WalkDir::new(folder) {
        let entry = entry?;
        let path = entry.path().strip_prefix(folder)?;
        if !entry.file_type().is_dir() && !filter.ignores_file(path) {
            files.insert(path.to_owned());
        }
    }
    Ok(files)
}

fn compare_files(old: &Path, new: &Path, filter: &Filter) -> Result<Vec<Occurrence>> {
    let read =
        |path: &Path| fs::read(path).map_err(|error| format!("cannot read `{}`: {error}", path.display()));
    let (old, new) = (read(old)?, read(new)?);
    if old == new {
        return Ok(Vec::new());
    }
    match (str::from_utf8(&old), str::from_utf8(&new)) {
        (Ok(old), Ok(new)) => Ok(differences(&filter.apply(old), &filter.apply(new))),
        _ => {
            let [removed, added] =
                [old.len(), new.len()].map(|bytes| format!("({bytes} bytes that are no text)"));
            Ok(vec![Occurrence {
                difference: Difference { removed, added },
                line: 1,
                context: Default::default(),
            }])
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_empty() {
            return write!(f, "no difference in {}", count(self.compared, "file"));
        }
        let changed = count(self.changed, "changed file");
        let (added, removed) = (self.added.len(), self.removed.len());
        write!(f, "{changed} of {}, {added} added, {removed} removed", self.compared)?;
        for (sign, paths) in [('+', &self.added), ('-', &self.removed)] {
            for path in paths.iter().take(MAX_PATHS) {
                write!(f, "\n{sign} {}", path.display())?;
            }
            if let Some(more) = paths.len().checked_sub(MAX_PATHS).filter(|more| *more > 0) {
                write!(f, "\n{sign} and {more} more")?;
            }
        }
        for group in &self.groups {
            let Occurrence { difference, line, context: [before, after] } = &group.first;
            write!(f, "\n\n{}, first {}:{line}", count(group.files.len(), "file"), group.path.display())?;
            for (sign, text) in [('-', &difference.removed), ('+', &difference.added)] {
                let text = format!("{before}{}{after}", shorten(text));
                text.lines().try_for_each(|line| write!(f, "\n{sign} {line}"))?;
            }
        }
        Ok(())
    }
}

fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

fn shorten(text: &str) -> String {
    match text.char_indices().nth(MAX_SHOWN) {
        Some((end, _)) => format!("{}… ({} bytes in all)", &text[..end], text.len()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder for the test");
        for (path, bytes) in files {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().expect("a file stands in a folder"))
                .expect("folders can be made");
            fs::write(path, bytes).expect("files can be written");
        }
        folder
    }

    #[track_caller]
    fn report(old: &[(&str, &[u8])], new: &[(&str, &[u8])], filter: &Filter) -> String {
        let (old, new) = (folder(old), folder(new));
        Report::of_folders(old.path(), new.path(), filter).expect("both can be read").to_string()
    }

    #[test]
    fn equal_folders_are_the_same() {
        let files: [(&str, &[u8]); 2] = [("a.html", b"one\n"), ("b/c.png", b"\xff\0")];
        assert_eq!(report(&files, &files, &Filter::default()), "no difference in 2 files");
    }

    #[test]
    fn a_difference_in_many_files_is_reported_once() {
        let old: [(&str, &[u8]); 3] =
            [("a.html", b"A\nlast <b>old</b>"), ("b/index.html", b"B <b>old</b>"), ("c.css", b"c")];
        let new: [(&str, &[u8]); 3] =
            [("a.html", b"A\nlast <b>old</b> new"), ("b/index.html", b"B <b>old</b> new"), ("d.css", b"d")];
        assert_eq!(
            report(&old, &new, &Filter::default()),
            "2 changed files of 2, 1 added, 1 removed\n+ d.css\n- c.css\n\n\
             2 files, first a.html:2\n- last <b>old</b>\n+ last <b>old</b> new"
        );
    }

    #[test]
    fn ignored_files_and_texts_are_left_out() {
        let filter = Filter {
            texts: vec![regex_lite::Regex::new("[0-9]+ days").expect("a pattern")],
            paths: vec![regex_lite::Regex::new(r"\.png$").expect("a pattern")],
        };
        let old: [(&str, &[u8]); 2] = [("a.html", b"in 3 days"), ("b.png", b"\xff")];
        assert_eq!(report(&old, &[("a.html", b"in 12 days")], &filter), "no difference in 1 file");
    }
}
