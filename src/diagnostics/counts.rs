//! How many mistakes of each sort there are.

use super::{Diagnostic, Severity};

/// How many errors and warnings there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// What keeps a site from being published.
    pub errors: usize,
    /// What does not.
    pub warnings: usize,
}

impl Counts {
    /// Counts diagnostics.
    pub fn of(diagnostics: &[Diagnostic]) -> Self {
        let errors = diagnostics.iter().filter(|diagnostic| diagnostic.severity() == Severity::Error).count();
        Self { errors, warnings: diagnostics.len() - errors }
    }
}
