//! Regular expressions that several servers understand.

use super::rules::Rules;
use crate::artefacts::Digest;

/// Matches in `Accept-Language` the first language that the site has, as its group 1. Browsers send languages in the order of
/// preference. RE2 (Caddy) and PCRE (nginx, Apache) find the leftmost match.
pub(super) fn accept_language(rules: &Rules) -> String {
    format!("(?:^|,)[ ]*({})(?:[-;,]|$)", alternatives(rules))
}

/// The tags of the languages: the longest first, so that `zh-Hant` is not taken for `zh`.
pub(super) fn alternatives(rules: &Rules) -> String {
    let mut tags: Vec<&str> = rules.languages.iter().map(String::as_str).collect();
    tags.sort_by_key(|tag| std::cmp::Reverse(tag.len()));
    tags.join("|")
}

/// Matches the path of a file whose name has a hash, as of a variant of a photograph, and of its compressed forms, which Apache takes for the
/// file that was asked for. The base path is part of it.
pub(super) fn hashed(rules: &Rules) -> String {
    let digits = Digest::VERSION_DIGITS;
    format!(
        "^{}/(?:.+\\.[0-9a-f]{{{digits}}}|pictures/.+-[0-9a-f]{{16}})\\.[A-Za-z0-9]+(?:\\.(?:br|gz))?$",
        escape(&rules.base)
    )
}

/// Matches the path of a file of a search index, which scripts ask for with a version in the query. The base path is part of it.
pub(super) fn search_file(rules: &Rules) -> String {
    format!("^{}/[^/]+/search/[a-z0-9-]+\\.bin$", escape(&rules.base))
}

/// A text as a pattern that matches it alone.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(
            c,
            '\\' | '.' | '+' | '*' | '?' | '(' | ')' | '|' | '[' | ']' | '{' | '}' | '^' | '$' | '#' | ' '
        ) {
            // A space ends an argument in Apache's files.
            if c == ' ' {
                escaped.push_str("[ ]");
                continue;
            }
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}
