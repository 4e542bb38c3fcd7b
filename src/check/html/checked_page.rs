//! What the rules of one page leave for those that compare pages.

use super::finding::Findings;
use crate::language::LanguageId;

/// A page after it was looked at alone.
pub(super) struct CheckedPage {
    pub findings: Findings,
    /// The number of its route.
    pub route: usize,
    /// What search engines show of it; `None` for a page that they leave out.
    pub result: Option<SearchResult>,
    /// `hreflang` with the number of the route, for the addresses that lead to one.
    pub alternates: Vec<(Box<str>, u32)>,
    /// Hashes of its ids, sorted.
    pub ids: Vec<u64>,
    /// Links to ids of other pages.
    pub wanted: Vec<WantedId>,
}

/// What search engines show of a page.
pub(super) struct SearchResult {
    pub language: LanguageId,
    pub title: Box<str>,
    pub description: Box<str>,
}

/// A link to an id of another page.
pub(super) struct WantedId {
    pub route: u32,
    pub id: Box<str>,
    pub href: Box<str>,
}
