//! How many mistakes of each severity there are.

use super::code::Severity;
use super::diagnostic::Diagnostic;

/// How many errors and warnings there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Diagnostics that keep a site from being published.
    pub errors: usize,
    /// Diagnostics that do not.
    pub warnings: usize,
}

impl Counts {
    /// Counts diagnostics.
    pub fn of(diagnostics: &[Diagnostic]) -> Self {
        let errors = diagnostics.iter().filter(|diagnostic| diagnostic.severity() == Severity::Error).count();
        Self { errors, warnings: diagnostics.len() - errors }
    }
}
