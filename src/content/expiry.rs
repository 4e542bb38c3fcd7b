//! What becomes of pages that have expired.

use crate::data::{Reader, not_an_option};
use crate::diagnostics::Diagnostic;

/// What becomes of a page on the day that its `expires` names, and from then on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ExpiryPolicy {
    /// It stays at its address, marked as past; lists, feeds and sitemaps leave it out.
    #[default]
    Keep,
    /// It is no longer published.
    Remove,
}

impl ExpiryPolicy {
    /// The key of kinds and sections that says it.
    pub const KEY: &str = "expired";

    /// The names of the policies.
    pub const NAMES: [&str; 2] = ["keep", "remove"];

    /// The policy by its name.
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "keep" => Some(Self::Keep),
            "remove" => Some(Self::Remove),
            _ => None,
        }
    }

    /// Reads the policy of a kind or a section. Returns `None` if it has none, or after reporting one that is unknown.
    pub fn read(reader: &mut Reader<'_>, diagnostics: &mut Vec<Diagnostic>) -> Option<Self> {
        let name = reader.text(Self::KEY, diagnostics)?;
        let policy = Self::parse(name);
        if let (None, Some(entry)) = (policy, reader.entry(Self::KEY)) {
            diagnostics.push(not_an_option(reader.source, &entry.value, Self::KEY, name, &Self::NAMES));
        }
        policy
    }
}
