//! What an author meant by a line of TOML or YAML that cannot be read: the mistakes that people make who are no programmers.

use std::ops::Range;

use crate::diagnostics::{Argument, Code, Diagnostic, Fix, SourceText, Suggestion};

/// Quotation marks that are none in TOML.
const CURLY: [char; 12] = ['“', '”', '„', '‟', '«', '»', '‘', '’', '‚', '＂', '「', '『'];

/// What is written between these pairs is a text to people.
const PAIRS: [(char, char); 9] = [
    ('“', '”'),
    ('”', '”'),
    ('„', '“'),
    ('„', '”'),
    ('«', '»'),
    ('‘', '’'),
    ('＂', '＂'),
    ('「', '」'),
    ('『', '』'),
];

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
pub(super) fn toml_mistake(
    source: &SourceText,
    at: usize,
    detail: &str,
) -> (Diagnostic, Option<Range<usize>>) {
    let (diagnostic, range) = toml_mistake_of(&source.text, at, detail);
    let line = line_at(&source.text, at);
    let fix = {
        let (source, line) = (source.clone(), line.clone());
        let kind = kind_of(&diagnostic).to_owned();
        move || {
            toml_fix(&source.text, &line, at, &kind)
                .filter(|fix| is_toml_with(&source.text, &line, fix))
                .map(|fix| vec![fix])
        }
    };
    (diagnostic.fix(Fix::computed(source, fix)), range)
}

/// What to write in the place of which bytes.
type Written = (Range<usize>, String);

/// What mends a mistake of a kind in a line of TOML.
fn toml_fix(text: &str, line: &Range<usize>, at: usize, kind: &str) -> Option<Written> {
    let value = value_at(text, line, at);
    let written = &text[value.clone()];
    match kind {
        // A unit may be another one than that of the field.
        "number" if !written.contains(char::is_alphabetic) => Some((value, number(written)??)),
        "quotes" => {
            let mut words = written.chars();
            let pair = (words.next()?, words.next_back()?);
            let words = words.as_str();
            let is_whole = PAIRS.contains(&pair) && !words.contains([pair.0, pair.1]);
            is_whole.then(|| quoted(words.trim())).flatten().map(|correct| (value, correct))
        }
        // What follows a comma or a number sign may belong to the text.
        "bare" => {
            let is_alone = text[value.end..line.end].trim().is_empty();
            is_alone.then(|| quoted(written)).flatten().map(|correct| (value, correct))
        }
        "unclosed" if !written.contains('#') => {
            let mark = written.chars().next()?;
            // A curly mark at the end is meant to close the text, unless it closes words in it.
            let last = written.chars().next_back()?;
            let words = &written[..written.len() - last.len_utf8()];
            let mut pairs = PAIRS.iter().filter(|(_, close)| *close == last).peekable();
            let is_close = pairs.peek().is_some() && !pairs.any(|(open, _)| words.contains(*open));
            let end = if is_close { value.end - last.len_utf8() } else { value.end };
            Some((end..value.end, mark.to_string()))
        }
        // `title: "Көл"`, as in YAML.
        "equals" => {
            let (key, rest) = text[line.clone()].split_once(':')?;
            let is_key = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
            let words = rest.trim();
            let is_line = !key.trim().is_empty() && key.trim().chars().all(is_key) && !words.is_empty();
            let is_value = toml::de::DeTable::parse(&format!("a = {words}")).is_ok();
            let words = if is_value { words.to_owned() } else { quoted(words)? };
            let start = line.start + key.trim_end().len();
            is_line.then(|| (start..line.start + text[line.clone()].trim_end().len(), format!(" = {words}")))
        }
        _ => None,
    }
}

/// Whether a line of TOML can be read once a part of it is replaced.
fn is_toml_with(text: &str, line: &Range<usize>, (range, written): &Written) -> bool {
    let mended = format!("{}{written}{}", &text[line.start..range.start], &text[range.end..line.end]);
    toml::de::DeTable::parse(&mended).is_ok()
}

/// The form of a mistake, as its message names it.
fn kind_of(diagnostic: &Diagnostic) -> &str {
    let kind = diagnostic.arguments.iter().find(|(name, _)| name == "kind");
    match kind {
        Some((_, Argument::Text(kind))) => kind,
        _ => "other",
    }
}

fn toml_mistake_of(text: &str, at: usize, detail: &str) -> (Diagnostic, Option<Range<usize>>) {
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

/// The diagnostic for YAML that cannot be read in the line around the byte `at`, without its place. `range` is all of the
/// YAML; `is_yaml` says whether a text can be read.
pub(super) fn yaml_mistake(
    source: &SourceText,
    range: &Range<usize>,
    at: usize,
    detail: &str,
    is_yaml: fn(&str) -> bool,
) -> Diagnostic {
    let diagnostic = yaml_mistake_of(&source.text, at, detail);
    let fix = {
        let (source, range) = (source.clone(), range.clone());
        let kind = kind_of(&diagnostic).to_owned();
        move || {
            let written = yaml_fix(&source.text, &range, at, &kind)?;
            let mut mended = String::new();
            let mut from = range.start;
            for (range, text) in &written {
                mended.push_str(source.text.get(from..range.start)?);
                mended.push_str(text);
                from = range.end;
            }
            mended.push_str(source.text.get(from..range.end)?);
            // Only one mistake is told at a time: there may be others behind it, but where there is none, it is mended.
            is_yaml(&mended).then_some(written)
        }
    };
    diagnostic.fix(Fix::computed(source, fix))
}

/// What mends a mistake of a kind in a line of YAML.
fn yaml_fix(text: &str, range: &Range<usize>, at: usize, kind: &str) -> Option<Vec<Written>> {
    let line = line_at(text, at);
    let (key, rest) = text[line.clone()].split_once(": ").unwrap_or_default();
    let value = rest.trim();
    let start = line.start + key.len() + 2 + rest.len() - rest.trim_start().len();
    match kind {
        "colon" => Some(vec![(start..start + value.len(), quoted(value)?)]),
        "unclosed" => {
            let end = start + value.len();
            Some(vec![(end..end, value.chars().next()?.to_string())])
        }
        // All lines: half of a list with tabs and half of it with spaces would be two lists.
        "tab" => {
            let mut start = range.start;
            let mut tabs = Vec::new();
            for line in text[range.clone()].split_inclusive('\n') {
                let indentation = line.len() - line.trim_start_matches([' ', '\t']).len();
                if line[..indentation].contains('\t') {
                    tabs.push((start..start + indentation, line[..indentation].replace('\t', "  ")));
                }
                start += line.len();
            }
            Some(tabs)
        }
        _ => None,
    }
}

fn yaml_mistake_of(text: &str, at: usize, detail: &str) -> Diagnostic {
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

/// A number that is written as people write it, without a unit; `None` if it could be another one, too.
pub(super) fn plain_number(written: &str) -> Option<String> {
    match written.parse::<f64>() {
        Ok(number) if number.is_finite() => Some(written.to_owned()),
        _ if written.contains(char::is_alphabetic) => None,
        _ => number(written)?,
    }
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
            let source = SourceText::new("a.md", &text);
            let (diagnostic, range) = toml_mistake(&source, at, "");
            if let Some(range) = range {
                prop_assert!(text.get(range).is_some());
            }
            diagnostic.source_edit();
            yaml_mistake(&source, &(0..text.len()), at, "", |_| true).source_edit();
        }
    }
}
