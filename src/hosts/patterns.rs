//! Regular expressions that several servers understand.

use super::rules::Rules;

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

/// Matches the path of a variant of a photograph, whose name has the version. The base path is part of it.
pub(super) fn variant(rules: &Rules) -> String {
    format!("^{}/pictures/.+-[0-9a-f]{{16}}\\.[a-z0-9]+$", escape(&rules.base))
}

/// Matches paths with an extension that pages load with a version in the query.
pub(super) const VERSIONED: &str = "\\.(?!html$)[A-Za-z0-9]+$";

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
