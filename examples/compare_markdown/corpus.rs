//! A folder of Markdown texts.

use std::path::{Path, PathBuf};

use similar::{ChangeTag, TextDiff};
use walkdir::WalkDir;

use super::render::{by_reference, by_sapar};
use super::tokens::{tokens, with_lower_headings};

/// How many differences of a text are shown.
const MAX_SHOWN: usize = 20;

/// Prints how each text differs from the reference, and returns how many do.
pub(crate) fn compare(folder: &Path, reference: Option<&str>, language: &str) -> Result<usize, String> {
    let mut paths: Vec<PathBuf> = WalkDir::new(folder)
        .into_iter()
        .filter_map(Result::ok)
        .map(walkdir::DirEntry::into_path)
        .filter(|path| path.extension().is_some_and(|extension| extension == "md" || extension == "markdown"))
        .collect();
    paths.sort();
    let mut different = 0;
    for path in &paths {
        let bytes = std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let text = String::from_utf8_lossy(&bytes);
        let text = without_front_matter(&text);
        let ours = tokens(&by_sapar(text, language)?);
        let theirs = with_lower_headings(tokens(&by_reference(text, reference)?));
        if ours != theirs {
            different += 1;
            println!("{}", path.display());
            print_difference(&theirs, &ours);
        }
    }
    println!("{different} of {} texts differ", paths.len());
    Ok(different)
}

/// Prints the lines that differ: `-` those of the reference, `+` those of Sapar.
pub(crate) fn print_difference(theirs: &[String], ours: &[String]) {
    let theirs: Vec<&str> = theirs.iter().map(String::as_str).collect();
    let ours: Vec<&str> = ours.iter().map(String::as_str).collect();
    let diff = TextDiff::from_slices(&theirs, &ours);
    let changes = diff.iter_all_changes().filter(|change| change.tag() != ChangeTag::Equal);
    for (shown, change) in changes.enumerate() {
        if shown == MAX_SHOWN {
            println!("  …");
            break;
        }
        println!("  {} {}", change.tag(), change.value().escape_debug());
    }
}

/// A text without the front matter that documents begin with.
fn without_front_matter(text: &str) -> &str {
    let Some(marker) = ["+++", "---"].into_iter().find(|marker| text.starts_with(&format!("{marker}\n")))
    else {
        return text;
    };
    let behind = &text[marker.len() + 1..];
    let end = format!("\n{marker}\n");
    behind.split_once(&end).map_or(text, |(_, body)| body)
}
