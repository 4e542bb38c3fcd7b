//! Which of many diagnostics are shown, and how the rest is counted.

use rustc_hash::FxHashMap;

use super::code::{Code, Severity};
use super::diagnostic::Diagnostic;
use super::location::Location;

/// How many diagnostics of one code in one file are shown. A file with more of them has one cause, not hundreds, and an
/// editor fixes it before reading on.
pub const MAX_SHOWN: usize = 100;

/// An entry of a list of diagnostics.
#[derive(Debug, Clone, PartialEq)]
pub enum Entry<'d> {
    /// A diagnostic that is shown.
    Shown(&'d Diagnostic),
    /// Further diagnostics that are only counted.
    Omitted(Omitted<'d>),
}

/// Diagnostics of one code in one file that are not shown, because [`MAX_SHOWN`] are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Omitted<'d> {
    /// Their code.
    pub code: Code,
    /// Their file, relative to the site's root; `None` if they have no place.
    pub file: Option<&'d str>,
    /// How severe they are.
    pub severity: Severity,
    /// How many they are.
    pub count: usize,
}

impl Entry<'_> {
    /// How many diagnostics it stands for.
    pub fn count(&self) -> usize {
        match self {
            Self::Shown(_) => 1,
            Self::Omitted(omitted) => omitted.count,
        }
    }
}

/// The entries of a list of diagnostics, which are in order: of each code in each file the first [`MAX_SHOWN`], and at
/// the end of a file how many more there are of each code.
pub fn entries(diagnostics: &[Diagnostic]) -> Vec<Entry<'_>> {
    let mut entries = Vec::with_capacity(diagnostics.len().min(4 * MAX_SHOWN));
    for of_file in diagnostics.chunk_by(|one, next| file(one) == file(next)) {
        let mut counts: FxHashMap<Code, usize> = FxHashMap::default();
        let mut omitted: Vec<Omitted<'_>> = Vec::new();
        for diagnostic in of_file {
            let code = diagnostic.code;
            let count = counts.entry(code).or_default();
            *count += 1;
            if *count <= MAX_SHOWN {
                entries.push(Entry::Shown(diagnostic));
                continue;
            }
            match omitted.iter_mut().find(|omitted| omitted.code == code) {
                Some(omitted) => omitted.count += 1,
                None => {
                    let severity = diagnostic.severity();
                    omitted.push(Omitted { code, file: file(diagnostic), severity, count: 1 });
                }
            }
        }
        entries.extend(omitted.into_iter().map(Entry::Omitted));
    }
    entries
}

fn file(diagnostic: &Diagnostic) -> Option<&str> {
    diagnostic.location.as_ref().map(Location::file)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::SourceText;

    #[test]
    fn more_than_a_hundred_of_one_code_in_one_file_are_counted() {
        let of = |path: &str, code, count: usize| -> Vec<Diagnostic> {
            let source = SourceText::new(path, &"a".repeat(300));
            (0..count).map(|at| Diagnostic::new(code).at(source.location(at..at + 1))).collect()
        };
        let mut diagnostics = of("a.md", Code::LinkNotFound, 250);
        diagnostics.extend(of("a.md", Code::ImageNotFound, 101));
        diagnostics.extend(of("b.md", Code::LinkNotFound, 100));
        let entries = entries(&diagnostics);
        let omitted: Vec<(usize, &Omitted<'_>)> = entries
            .iter()
            .enumerate()
            .filter_map(|(index, entry)| match entry {
                Entry::Omitted(omitted) => Some((index, omitted)),
                Entry::Shown(_) => None,
            })
            .collect();
        let omitted_of = |code, count| Omitted { code, file: Some("a.md"), severity: Severity::Error, count };
        assert_eq!(
            omitted,
            [(200, &omitted_of(Code::LinkNotFound, 150)), (201, &omitted_of(Code::ImageNotFound, 1))]
        );
        assert_eq!(entries.len(), 302);
    }
}
