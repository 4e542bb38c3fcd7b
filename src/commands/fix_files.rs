//! Writes the fixes of diagnostics into the files of a site.

use std::collections::BTreeMap;
use std::path::Path;

use super::report::Report;
use crate::diagnostics::{Diagnostic, SourceEdit};
use crate::edit::{self, EditError};

/// What was fixed, and what was not.
#[derive(Default)]
pub(super) struct Fixes {
    /// How many mistakes of each file.
    pub fixed: BTreeMap<String, usize>,
    /// Why files with fixes could not be written.
    refused: BTreeMap<String, EditError>,
}

/// The fixes of one file.
pub(super) struct FileFix {
    pub edit: SourceEdit,
    /// How many mistakes they mend.
    count: usize,
}

impl FileFix {
    /// The file, relative to the site's root.
    pub fn path(&self) -> &str {
        &self.edit.source.path
    }
}

/// The fixes of all files that can be written, in the order of the files; of those that overlap, the first.
pub(super) fn fixes_of(root: &Path, diagnostics: &[Diagnostic], fixes: &Fixes) -> Vec<FileFix> {
    let root = dunce::canonicalize(root).unwrap_or_else(|_| root.to_path_buf());
    let mut edits: BTreeMap<String, Vec<SourceEdit>> = BTreeMap::new();
    for edit in diagnostics.iter().filter_map(Diagnostic::source_edit) {
        // The theme that is part of the program has no files.
        let is_file = edit::source_path(&root, &edit.source.path).is_some();
        if is_file && !fixes.refused.contains_key(&*edit.source.path) {
            edits.entry(edit.source.path.to_string()).or_default().push(edit);
        }
    }
    let merged = edits.into_values().filter_map(SourceEdit::merge);
    merged.map(|(edit, count)| FileFix { edit, count }).collect()
}

impl Fixes {
    /// Writes fixes, each file's at once. Returns whether anything was written.
    pub fn write(&mut self, root: &Path, files: Vec<FileFix>) -> bool {
        let root = dunce::canonicalize(root).unwrap_or_else(|_| root.to_path_buf());
        let mut is_written = false;
        for FileFix { edit, count } in files {
            let path = edit.source.path.to_string();
            match edit::replace(&root, &edit) {
                Ok(_) => {
                    *self.fixed.entry(path).or_default() += count;
                    is_written = true;
                }
                // Somebody has written to it while it was checked: it is read again, once something else was fixed.
                Err(EditError::Changed) => {}
                Err(error) => drop(self.refused.insert(path, error)),
            }
        }
        is_written
    }

    /// What is to be said of the files that could not be written.
    pub fn refused_texts(&self, report: &Report) -> BTreeMap<String, String> {
        let text = |(file, error): (&String, &EditError)| {
            let about = [
                ("reason", error.name().into()),
                ("file", file.as_str().into()),
                ("detail", error.to_string().into()),
            ];
            (file.clone(), report.text("check-not-fixed", &about))
        };
        self.refused.iter().map(text).collect()
    }
}
