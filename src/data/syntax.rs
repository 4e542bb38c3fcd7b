//! What an author meant by a line of TOML or YAML that cannot be read: the mistakes that people make who are no programmers.

use std::ops::Range;

use crate::diagnostics::{Code, Diagnostic, Suggestion};

/// Quotation marks that are none in TOML.
const CURLY: [char; 12] = ['“', '”', '„', '‟', '«', '»', '‘', '’', '‚', '＂', '「', '『'];

/// A mistake that is known by its form.
struct Mistake<'t> {
    /// The form, by which messages choose their words.
    kind: &'static str,
    /// What the author wrote.
    written: &'t str,
    /// What to write instead, if that is certain.
    correct: Option<String>,
}

/// The diagnostic for TOML that cannot be read at the byte `at`, without its place; `detail` is what the parser says. If
/// more is wrong than that byte, the bytes come with it.
pub(super) fn toml_mistake(text: &str, at: usize, detail: &str) -> (Diagnostic, Option<Range<usize>>) {
    let line = line_at(text, at);
    let value = value_at(text, &line, at);
    let written = &text[value.clone()];
    let has_equals = text[line].contains('=');
    let mistake = |kind, correct| Mistake { kind, written, correct };
    let first = written.chars().next();
    let found = if detail.contains("duplicate key") {
        mistake("duplicate", None)
    } else if !has_equals {
        mistake("equals", None)
    } else if written.is_empty() {
        mistake("value", None)
    } else if let Some(correct) = number(written) {
        return (mistake("number", correct).diagnostic(Code::TomlSyntax, detail), Some(value));
    } else if first.is_some_and(|first| CURLY.contains(&first)) {
        let inner = written.trim_matches(|c: char| CURLY.contains(&c) || c == '」' || c == '』').trim();
        mistake("quotes", quoted(inner))
    } else if is_unclosed(written) {
        mistake("unclosed", None)
    } else if first.is_some_and(char::is_alphabetic) && !written.contains(['=', '"', '\'']) {
        mistake("bare", quoted(written))
    } else {
        mistake("other", None)
    };
    (found.diagnostic(Code::TomlSyntax, detail), None)
}

/// The diagnostic for YAML that cannot be read in the line around the byte `at`, without its place.
pub(super) fn yaml_mistake(text: &str, at: usize, detail: &str) -> Diagnostic {
    let line = &text[line_at(text, at)];
    let value = line.split_once(": ").map_or("", |(_, value)| value.trim());
    let is_quoted = value.starts_with(['"', '\'', '[', '{', '|', '>', '&', '*']);
    let mistake = |kind, correct| Mistake { kind, written: value, correct };
    let found = if detail.contains("duplicate") {
        mistake("duplicate", None)
    } else if line.starts_with('\t') || line.trim_start_matches(' ').starts_with('\t') {
        mistake("tab", None)
    } else if value.contains(": ") && !is_quoted {
        let correct =
            quoted(value).map(|value| format!("{}: {value}", line.split(':').next().unwrap_or_default()));
        mistake("colon", correct)
    } else if is_unclosed(value) {
        mistake("unclosed", None)
    } else {
        mistake("other", None)
    };
    found.diagnostic(Code::YamlSyntax, detail)
}

impl Mistake<'_> {
    fn diagnostic(self, code: Code, detail: &str) -> Diagnostic {
        // Fluent chooses by kind, and shows what the kind has.
        let diagnostic = Diagnostic::new(code)
            .with("kind", self.kind)
            .with("written", self.written)
            .with("correct", self.correct.clone().unwrap_or_else(|| "\"…\"".to_owned()))
            .with("detail", detail);
        match (self.kind, self.correct) {
            ("number", Some(correct)) => diagnostic.suggest(Suggestion::from(correct)),
            _ => diagnostic,
        }
    }
}

/// The line around a byte, without its end.
fn line_at(text: &str, at: usize) -> Range<usize> {
    let at = at.min(text.len());
    let start = text[..at].rfind('\n').map_or(0, |before| before + 1);
    let end = text[at..].find(['\n', '\r']).map_or(text.len(), |length| at + length);
    start..end
}

/// The value around a byte of a line of TOML, without a comment: from the nearest `=` to where the table or list ends, or
/// the next key begins.
fn value_at(text: &str, line: &Range<usize>, at: usize) -> Range<usize> {
    let before = &text[line.start..at.min(line.end)];
    let start = match before.rfind('=').or_else(|| text[line.clone()].find('=')) {
        Some(equals) => line.start + equals + 1,
        None => line.start,
    };
    let rest = &text[start..line.end];
    let is_quoted = rest.trim_start().starts_with(['"', '\'']) || rest.trim_start().starts_with(CURLY);
    let ends = |(index, c): (usize, char)| match c {
        '#' | '}' | ']' => !is_quoted,
        ',' => {
            !is_quoted && rest[index + 1..].trim_start().starts_with(|c: char| c.is_alphabetic() || c == '"')
        }
        _ => false,
    };
    let end = rest.char_indices().find(|each| ends(*each)).map_or(rest.len(), |(index, _)| index);
    let value = &rest[..end];
    let start = start + value.len() - value.trim_start().len();
    start..start + value.trim().len()
}

/// A number as people write it: with spaces or commas, and with a unit. `Some(None)` if it could be either of two.
fn number(written: &str) -> Option<Option<String>> {
    let digits = written.trim_end_matches(|c: char| c.is_alphabetic() || "°²³%′″".contains(c)).trim_end();
    let unit = &written[digits.len()..];
    let is_space = |c: char| matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}');
    let is_number = digits.chars().all(|c| c.is_ascii_digit() || is_space(c) || ",.-−+'’".contains(c))
        && digits.starts_with(|c: char| c.is_ascii_digit() || "-−+".contains(c))
        && digits.ends_with(|c: char| c.is_ascii_digit());
    let is_mistaken = digits.contains(is_space) || digits.contains([',', '−', '’', '\'']) || !unit.is_empty();
    if !is_number || !is_mistaken || unit.chars().count() > 8 {
        return None;
    }
    let plain: String = digits.chars().filter(|c| !is_space(*c) && !"'’".contains(*c)).collect();
    let plain = plain.replace('−', "-");
    let fraction = plain.rsplit_once(',').map_or(0, |(_, fraction)| fraction.len());
    let correct = match (plain.matches(',').count(), plain.contains('.')) {
        (0, _) => plain,
        // 145,000 is a hundred and forty-five thousand to some, and a hundred and forty-five to others.
        (1, false) if fraction == 3 => return Some(None),
        (1, false) => plain.replace(',', "."),
        _ => plain.replace(',', ""),
    };
    Some(correct.parse::<f64>().is_ok().then_some(correct))
}

/// Whether a text begins with a quotation mark and has no other one.
fn is_unclosed(written: &str) -> bool {
    let mark = written.chars().next().filter(|first| matches!(first, '"' | '\''));
    mark.is_some_and(|mark| written.matches(mark).count() == 1)
}

/// A text between straight quotation marks, if it holds nothing that means something there.
fn quoted(text: &str) -> Option<String> {
    (!text.contains(['"', '\\'])).then(|| format!("\"{text}\""))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_are_understood_as_people_write_them() {
        for (written, correct) in [
            ("1 450", Some("1450")),
            ("1\u{a0}450", Some("1450")),
            ("1450,5", Some("1450.5")),
            ("1,450.5", Some("1450.5")),
            ("−12", Some("-12")),
            ("1450 м", Some("1450")),
            ("145,000", None),
        ] {
            assert_eq!(number(written), Some(correct.map(ToOwned::to_owned)), "{written}");
        }
        for written in ["1450", "x", "", "[1, 2]", "12.05.2026 kk zz"] {
            assert_eq!(number(written), None, "{written}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_fail(text in "(\\PC|[\n\t=\"“,#}]){0,40}", at in 0_usize..200) {
            let mut at = at.min(text.len());
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            let (_, range) = toml_mistake(&text, at, "");
            if let Some(range) = range {
                prop_assert!(text.get(range).is_some());
            }
            yaml_mistake(&text, at, "");
        }
    }
}
