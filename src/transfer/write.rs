//! Writes what an import changes: texts first, then the record of what they were made from.

use std::path::Path;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::changes::SourceChange;
use super::import::WrittenTogether;
use crate::diagnostics::{Replacement, SourceEdit};
use crate::edit::{self, EditError};
use crate::project::SiteTexts;

/// What was written.
#[derive(Debug, Default)]
pub struct Written {
    /// The files that were written.
    pub files: Vec<String>,
    /// A file that was not, and why; then nothing behind it was written either.
    pub refused: Option<(String, EditError)>,
}

/// Writes files that change together. `root` is the site's folder without symbolic links.
pub fn write(root: &Path, texts: &SiteTexts, together: &WrittenTogether) -> Written {
    let mut written = Written::default();
    for change in &together.sources {
        match write_source(root, change) {
            Ok(()) => written.files.push(change.file.clone()),
            Err(error) => {
                written.refused = Some((change.file.clone(), error));
                return written;
            }
        }
    }
    if let Some((file, record)) = &together.record {
        let result = match texts.record_source(file) {
            None => edit::create(root, file, &record.to_text()).map(drop),
            Some(source) => match record.edit(source) {
                Some(edit) => edit::replace(root, &edit).map(drop),
                None => Ok(()),
            },
        };
        match result {
            Ok(()) => written.files.push(file.clone()),
            Err(error) => written.refused = Some((file.clone(), error)),
        }
    }
    written
}

fn write_source(root: &Path, change: &SourceChange) -> Result<(), EditError> {
    let Some(source) = &change.old else { return edit::create(root, &change.file, &change.text).map(drop) };
    let edit = SourceEdit {
        source: source.clone(),
        replacements: replacements(&source.text, &change.text),
        removes_byte_order_mark: false,
    };
    edit::replace(root, &edit).map(drop)
}

/// The lines that differ. Lines that are the same stay as they are written, with their ends.
fn replacements(old: &str, new: &str) -> Vec<Replacement> {
    let lines = |text: &'_ str| -> Vec<(usize, usize)> {
        let mut start = 0;
        let line = |line: &str| {
            start += line.len();
            (start - line.len(), start)
        };
        text.split_inclusive('\n').map(line).collect()
    };
    let (old_lines, new_lines) = (lines(old), lines(new));
    // Which line end the file has does not matter, but whether there is one does.
    let texts = |text: &'_ str, lines: &[(usize, usize)]| -> Vec<String> {
        lines.iter().map(|(start, end)| text[*start..*end].replace("\r\n", "\n")).collect()
    };
    let place = |lines: &[(usize, usize)], at: usize, text: &str| {
        lines.get(at).map_or(text.len(), |(start, _)| *start)
    };
    let (a, b) = (texts(old, &old_lines), texts(new, &new_lines));
    let mut replacements = Vec::new();
    for operation in capture_diff_slices(Algorithm::Myers, &a, &b) {
        if matches!(operation, DiffOp::Equal { .. }) {
            continue;
        }
        let (was, is) = (operation.old_range(), operation.new_range());
        let range = place(&old_lines, was.start, old)..place(&old_lines, was.end, old);
        let text =
            new[place(&new_lines, is.start, new)..place(&new_lines, is.end, new)].replace("\r\n", "\n");
        // Further lines end as the others do.
        let text = if old.contains("\r\n") { text.replace('\n', "\r\n") } else { text };
        replacements.push(Replacement { range, text });
    }
    replacements
}
