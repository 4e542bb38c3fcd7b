//! Block components: a line `:::name key="value"`, Markdown, and a line `:::`.

use std::ops::Range;

use super::guard::Guarded;
use crate::diagnostics::{Code, Diagnostic};

/// A line of a block component, and the bytes it stands in.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    /// The line without its line break.
    pub range: Range<usize>,
    /// What it says.
    pub kind: LineKind,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum LineKind {
    /// It opens a component.
    Open(String, Arguments),
    /// It closes the innermost open component.
    Close,
    /// It cannot be read, and why; it opens a block all the same, so that its end is no second mistake.
    Broken(&'static str, String),
}

/// The arguments of a component by their names, with their places in the text.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Arguments {
    /// In the order in which they are written.
    pub entries: Vec<(String, Argument, Range<usize>)>,
}

/// The value of an argument.
#[derive(Debug, Clone, PartialEq)]
pub enum Argument {
    /// In quotes, or a bare word.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A number with a fraction.
    Float(f64),
    /// `true` or `false`.
    Boolean(bool),
}

/// Finds the lines of block components and shows the parser a thematic break (`***`) in the place of each, which
/// ends paragraphs and lists as the lines do. Lines within fenced code are code.
pub(super) fn mask(guarded: &mut Guarded<'_>) -> Vec<Line> {
    let mut lines = Vec::new();
    if !guarded.original.contains(":::") {
        return lines;
    }
    let mut fence: Option<(u8, usize)> = None;
    let mut start = 0;
    for line in guarded.original.split_inclusive('\n') {
        let content = line.trim_end();
        let text = content.trim_start_matches(' ');
        let indent = content.len() - text.len();
        let at = start + indent;
        start += line.len();
        if indent > 3 {
            continue;
        }
        let first = text.bytes().next().unwrap_or_default();
        let run = text.bytes().take_while(|byte| *byte == first).count();
        match fence {
            Some((mark, length)) => {
                if first == mark && run >= length && text[run..].trim().is_empty() {
                    fence = None;
                }
                continue;
            }
            None if matches!(first, b'`' | b'~') && run >= 3 => {
                fence = Some((first, run));
                continue;
            }
            None => {}
        }
        if first == b':' && run >= 3 {
            lines.push(Line { range: at..at + text.len(), kind: parse(&text[run..], at + run) });
            guarded.replace(at, &"*".repeat(text.len()));
        }
    }
    lines
}

/// Reads what stands behind the colons; `offset` is where that begins.
fn parse(text: &str, offset: usize) -> LineKind {
    let rest = text.trim_start();
    if rest.is_empty() {
        return LineKind::Close;
    }
    let name_length = rest.find(|c: char| !is_name(c)).unwrap_or(rest.len());
    if name_length == 0 {
        return LineKind::Broken("name", String::new());
    }
    let name = rest[..name_length].to_owned();
    let mut at = text.len() - rest.len() + name_length;
    let mut arguments = Arguments::default();
    loop {
        at += text[at..].len() - text[at..].trim_start().len();
        let rest = &text[at..];
        if rest.is_empty() {
            return LineKind::Open(name, arguments);
        }
        let key_length = rest.find(|c: char| !is_name(c)).unwrap_or(rest.len());
        if key_length == 0 {
            return LineKind::Broken("unexpected", rest.chars().take(12).collect());
        }
        let key = &rest[..key_length];
        let Some(value) = rest[key_length..].strip_prefix('=') else {
            return LineKind::Broken("value", key.to_owned());
        };
        let (argument, length) = match value.strip_prefix('"') {
            Some(quoted) => match closing_quote(quoted) {
                Some(end) => (Argument::Text(quoted[..end].replace("\\\"", "\"")), end + 2),
                None => return LineKind::Broken("quote", String::new()),
            },
            None => {
                let end = value.find(char::is_whitespace).unwrap_or(value.len());
                if end == 0 {
                    return LineKind::Broken("value", key.to_owned());
                }
                (bare(&value[..end]), end)
            }
        };
        if arguments.entries.iter().any(|(known, ..)| known == key) {
            return LineKind::Broken("duplicate", key.to_owned());
        }
        let end = at + key_length + 1 + length;
        arguments.entries.push((key.to_owned(), argument, offset + at..offset + end));
        at = end;
    }
}

fn closing_quote(text: &str) -> Option<usize> {
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'"' if !escaped => return Some(at),
            b'\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    None
}

fn bare(text: &str) -> Argument {
    match text {
        "true" => Argument::Boolean(true),
        "false" => Argument::Boolean(false),
        _ => match (text.parse::<i64>(), text.parse::<f64>()) {
            (Ok(number), _) => Argument::Integer(number),
            (_, Ok(number)) if number.is_finite() => Argument::Float(number),
            _ => Argument::Text(text.to_owned()),
        },
    }
}

fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || c == '-'
}

/// A line that cannot be read, as a diagnostic without its place.
pub(super) fn syntax_error(reason: &str, detail: &str) -> Diagnostic {
    Diagnostic::new(Code::ComponentSyntax).with("reason", reason).with("detail", detail)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_have_types_and_places() {
        let line = ":::gallery title=\"Көл \\\"Марқакөл\\\"\" columns=3 wide=true";
        let LineKind::Open(name, arguments) = parse(&line[3..], 3) else { panic!("opens") };
        assert_eq!(name, "gallery");
        let values: Vec<_> =
            arguments.entries.iter().map(|(key, value, _)| (key.as_str(), value.clone())).collect();
        assert_eq!(
            values,
            [
                ("title", Argument::Text("Көл \"Марқакөл\"".into())),
                ("columns", Argument::Integer(3)),
                ("wide", Argument::Boolean(true)),
            ]
        );
        assert_eq!(&line[arguments.entries[1].2.clone()], "columns=3");
    }

    #[test]
    fn a_broken_line_says_why() {
        for (line, reason) in
            [(":", "name"), (" x y", "value"), (" x y=\"z", "quote"), (" x y=1 y=2", "duplicate")]
        {
            let kind = parse(line, 0);
            assert!(matches!(&kind, LineKind::Broken(found, _) if *found == reason), "{line}: {kind:?}");
        }
    }
}
