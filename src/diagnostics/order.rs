//! The order in which diagnostics are shown.

use std::cmp::Ordering;

use super::code::Code;
use super::diagnostic::Diagnostic;
use super::location::Location;

/// The order in which diagnostics are shown: file, line, column, code, then the arguments. Those without a place come
/// first.
pub fn compare(one: &Diagnostic, other: &Diagnostic) -> Ordering {
    compare_files(one, other)
        .then_with(|| position(one).cmp(&position(other)))
        .then_with(|| compare_words(one, other))
}

/// Sorts diagnostics as they are shown and drops repetitions.
///
/// A text that several languages borrow is rendered several times, and its mistakes are found as often. A template is
/// rendered for many pages: of those that show one mistake at one place, only the first by name is kept.
pub fn sort_and_deduplicate(diagnostics: &mut Vec<Diagnostic>) {
    // A position costs a search in the index of lines, so it is looked up once, not in each comparison.
    let mut placed: Vec<(Position, Diagnostic)> =
        diagnostics.drain(..).map(|diagnostic| (position(&diagnostic), diagnostic)).collect();
    placed.sort_by(|(position, one), (other_position, other)| {
        compare_files(one, other)
            .then_with(|| position.cmp(other_position))
            .then_with(|| compare_words(one, other))
    });
    placed.dedup_by(|(position, later), (earlier_position, earlier)| {
        let is_reported_once = later.code == Code::TemplateFailed && later.location.is_some();
        later.code == earlier.code
            && position == earlier_position
            && compare_files(later, earlier).is_eq()
            && (is_reported_once || later.arguments == earlier.arguments)
    });
    diagnostics.extend(placed.into_iter().map(|(_, diagnostic)| diagnostic));
}

type Position = Option<(u32, u32)>;

fn position(diagnostic: &Diagnostic) -> Position {
    diagnostic.location.as_ref().map(|place| (place.line(), place.column()))
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
