//! Spaces before marks of punctuation.

use crate::check::letters::primary;
use crate::check::prose::Prose;
use crate::diagnostics::{Code, Diagnostic};

const MARKS: [char; 14] = [',', '.', ';', ':', '!', '?', '，', '。', '；', '：', '！', '？', '、', '）'];

/// Tells spaces before marks that stand at the end of a word.
pub(super) fn check(prose: &Prose<'_>, diagnostics: &mut Vec<Diagnostic>) {
    // French has them.
    if primary(prose) == "fr" {
        return;
    }
    let text = prose.text();
    for (at, mark) in text.char_indices().filter(|(_, c)| MARKS.contains(c)) {
        let before = text[..at].trim_end_matches([' ', '\u{A0}', '\u{202F}']);
        let spaces = before.len()..at;
        let behind = text[at + mark.len_utf8()..].chars().next();
        let rest = &text[at + mark.len_utf8()..];
        // `.kz` is no end of a sentence, and `:)` no colon.
        let is_end = behind.is_none_or(|c| c.is_whitespace() || matches!(c, '»' | '”' | '"' | ')'));
        let is_smile = matches!(mark, ':' | ';') && behind == Some(')');
        // `split at . and there` is about the mark, and `. . .` an ellipsis.
        let goes_on = rest.trim_start().starts_with(|c: char| c.is_lowercase() || c == '.');
        let is_named = mark == '.' && goes_on;
        let is_end = if mark.is_ascii() { is_end && !is_smile && !is_named } else { true };
        let follows_word = match before.chars().next_back() {
            Some(c) => c.is_alphanumeric() || matches!(c, '»' | '”' | ')' | '）'),
            // Behind a link or an emphasis.
            None => prose.source.text[..prose.range.start].ends_with(['*', '_', ')', '`', ']']),
        };
        if spaces.is_empty() || !is_end || !follows_word || is_choice(before, mark, rest) {
            continue;
        }
        let diagnostic = Diagnostic::new(Code::SpaceBeforeMark).with("mark", mark.to_string());
        let fix = prose.fix([(spaces.clone(), String::new())]);
        diagnostics.push(prose.at(diagnostic, spaces.start..at + mark.len_utf8()).fix(fix));
    }
}

/// Whether a mark is one of a choice as programs write it: `a ? b : c`.
fn is_choice(before: &str, mark: char, behind: &str) -> bool {
    /// How many bytes the parts of a choice have at most.
    const LENGTH: usize = 40;
    match mark {
        '?' => behind[..behind.floor_char_boundary(LENGTH)].contains(" : "),
        ':' => before[before.ceil_char_boundary(before.len().saturating_sub(LENGTH))..].contains(" ? "),
        _ => false,
    }
}
