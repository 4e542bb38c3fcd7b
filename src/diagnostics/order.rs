//! The order in which diagnostics are shown.

use std::cmp::Ordering;
use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::code::Code;
use super::diagnostic::{Argument, Diagnostic};
use super::location::Location;

/// The order in which diagnostics are shown: file, line, column, code, then the arguments. Those without a place come
/// first.
pub fn compare(one: &Diagnostic, other: &Diagnostic) -> Ordering {
    compare_files(one, other)
        .then_with(|| compare_positions(one, other))
        .then_with(|| compare_words(one, other))
}

/// Sorts diagnostics as they are shown and drops repetitions.
///
/// A text that several languages borrow is rendered several times, and its mistakes are found as often. A template is
/// rendered for many pages: of those that show one mistake at one place, only the first by name is kept. A mistake in
/// a picture is reported at the places that name the picture; at the picture itself only if there are none.
pub fn sort_and_deduplicate(diagnostics: &mut Vec<Diagnostic>) {
    drop_told_elsewhere(diagnostics);
    diagnostics.sort_by(compare);
    diagnostics.dedup_by(|later, earlier| {
        let is_reported_once = later.code == Code::TemplateFailed && later.location.is_some();
        later.code == earlier.code
            && compare_files(later, earlier).is_eq()
            && compare_positions(later, earlier).is_eq()
            && (is_reported_once || later.arguments == earlier.arguments)
    });
}

/// Drops diagnostics that are reported at a file itself if the same ones are reported at places that name the file.
fn drop_told_elsewhere(diagnostics: &mut Vec<Diagnostic>) {
    let file_of = |one: &Diagnostic| match one.arguments.iter().find(|(name, _)| name == "file") {
        Some((_, Argument::Text(file))) if one.code.is_told_where_named() => Some(Arc::clone(file)),
        _ => None,
    };
    let is_elsewhere = |one: &Diagnostic, named: &str| file(one).is_some_and(|file| file != named);
    let told: FxHashSet<(Code, Arc<str>)> = diagnostics
        .iter()
        .filter_map(|one| {
            file_of(one).filter(|named| is_elsewhere(one, named)).map(|named| (one.code, named))
        })
        .collect();
    if !told.is_empty() {
        diagnostics.retain(|one| {
            file_of(one).is_none_or(|named| is_elsewhere(one, &named) || !told.contains(&(one.code, named)))
        });
    }
}

fn compare_positions(one: &Diagnostic, other: &Diagnostic) -> Ordering {
    match (&one.location, &other.location) {
        (Some(one), Some(other)) => one.compare_positions(other),
        (one, other) => one.is_some().cmp(&other.is_some()),
    }
}

fn compare_files(one: &Diagnostic, other: &Diagnostic) -> Ordering {
    file(one).cmp(&file(other))
}

fn file(diagnostic: &Diagnostic) -> Option<&str> {
    diagnostic.location.as_ref().map(Location::file)
}

/// Threads find diagnostics in any order: where place and code are the same, the arguments decide.
fn compare_words(one: &Diagnostic, other: &Diagnostic) -> Ordering {
    let code = one.code.as_str().cmp(other.code.as_str());
    code.then_with(|| one.arguments.cmp(&other.arguments))
}
