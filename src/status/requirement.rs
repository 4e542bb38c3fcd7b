//! How far languages must be for a command to succeed: `zh=100,kk=95`.

use crate::language::LanguageId;

/// How many of 100 pages of a language must be complete.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Requirement {
    /// The language.
    pub language: LanguageId,
    /// From 0 to 100.
    pub percent: u32,
}

/// Reads requirements; `find` knows the languages of the site by their tags.
///
/// # Errors
/// The part that is none.
pub fn parse_requirements(
    text: &str,
    find: impl Fn(&str) -> Option<LanguageId>,
) -> Result<Vec<Requirement>, String> {
    let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
    let requirement = |part: &str| {
        let (tag, percent) = part.split_once('=')?;
        let percent = percent.trim().trim_end_matches('%').parse().ok().filter(|percent| *percent <= 100)?;
        Some(Requirement { language: find(tag.trim())?, percent })
    };
    parts.map(|part| requirement(part).ok_or_else(|| part.to_owned())).collect()
}
