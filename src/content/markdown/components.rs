//! Block components: a line `:::name key="value"`, Markdown, and a line `:::`.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag};

use super::guard::Guarded;
use super::options;
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
    Open(Name, Arguments),
    /// It closes the innermost open component.
    Close,
    /// It cannot be read, why, and what of it; it opens a block all the same, so that its end is no second mistake.
    Broken(&'static str, String, Range<usize>),
}

/// The name of a component, with its place in the text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Name {
    pub text: String,
    pub range: Range<usize>,
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

/// Finds the lines of block components and shows the parser a thematic break (`___`) in the place of each, which
/// ends paragraphs and lists as the lines do.
pub(super) fn mask(guarded: &mut Guarded<'_>) -> Vec<Line> {
    let places = places(guarded);
    let line = |place: Range<usize>| {
        let text = &guarded.original[place.clone()];
        let run = text.len() - text.trim_start_matches(':').len();
        Line { kind: parse(&text[run..], place.start + run), range: place }
    };
    let lines: Vec<Line> = places.into_iter().map(line).collect();
    for line in &lines {
        guarded.replace(line.range.start, &"_".repeat(line.range.len()));
    }
    lines
}

/// Where lines of block components stand. What is code or HTML, only the parser can tell, which is shown words in the
/// place of colons for that: colons mean something to it themselves.
fn places(guarded: &Guarded<'_>) -> Vec<Range<usize>> {
    let mut places = candidates(guarded.original);
    if places.is_empty() {
        return places;
    }
    let mut text = guarded.text.to_string();
    for place in &places {
        text.replace_range(place.start..place.start + 3, "aaa");
    }
    let verbatim: Vec<Range<usize>> = Parser::new_ext(&text, options())
        .into_offset_iter()
        .filter(|(event, _)| matches!(event, Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock)))
        .map(|(_, range)| range)
        .collect();
    places.retain(|place| {
        let behind = verbatim.partition_point(|range| range.start <= place.start);
        !verbatim[..behind].last().is_some_and(|range| range.contains(&place.start))
    });
    places
}

/// Everything that is a line of a block component unless it is code or HTML: three colons at the beginning of a line, or
/// behind the marks of lists and quotations.
fn candidates(text: &str) -> Vec<Range<usize>> {
    let mut places = Vec::new();
    if memchr::memmem::find(text.as_bytes(), b":::").is_none() {
        return places;
    }
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim_end();
        let mut rest = content.trim_start();
        while let Some(behind) = rest.strip_prefix('>').or_else(|| behind_list_mark(rest)) {
            rest = behind.trim_start();
        }
        if rest.starts_with(":::") {
            let end = start + content.len();
            places.push(end - rest.len()..end);
        }
        start += line.len();
    }
    places
}

/// What stands behind `- ` or `1. `.
fn behind_list_mark(text: &str) -> Option<&str> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = match digits {
        0 => text.strip_prefix(['-', '*', '+'])?,
        1..=9 => text[digits..].strip_prefix(['.', ')'])?,
        _ => return None,
    };
    rest.starts_with(' ').then(|| rest.trim_start_matches(' '))
}

/// Reads what stands behind the colons; `offset` is where that begins.
fn parse(text: &str, offset: usize) -> LineKind {
    let rest = text.trim_start();
    if rest.is_empty() {
        return LineKind::Close;
    }
    let start = offset + text.len() - rest.len();
    let end = offset + text.len();
    // A theme may sort its components: `ui.box`.
    let name_length = rest.find(|c: char| !(is_name(c) || c == '.')).unwrap_or(rest.len());
    if name_length == 0 {
        return LineKind::Broken("name", String::new(), start..end);
    }
    let name = Name { text: rest[..name_length].to_owned(), range: start..start + name_length };
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
            return LineKind::Broken("unexpected", rest.chars().take(12).collect(), offset + at..end);
        }
        let key = &rest[..key_length];
        let key_range = offset + at..offset + at + key_length;
        let Some(value) = rest[key_length..].strip_prefix('=') else {
            return LineKind::Broken("value", key.to_owned(), key_range);
        };
        let (argument, length) = match value.strip_prefix('"') {
            Some(quoted) => match closing_quote(quoted) {
                Some(end) => (Argument::Text(unescape(&quoted[..end])), end + 2),
                None => return LineKind::Broken("quote", String::new(), key_range.end + 1..end),
            },
            None => {
                let end = value.find(char::is_whitespace).unwrap_or(value.len());
                if end == 0 {
                    return LineKind::Broken("value", key.to_owned(), key_range);
                }
                (bare(&value[..end]), end)
            }
        };
        if arguments.entries.iter().any(|(known, ..)| known == key) {
            return LineKind::Broken("duplicate", key.to_owned(), key_range);
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

/// A quoted text with `\"` and `\\` as what they stand for.
fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, chars.peek()) {
            ('\\', Some('"' | '\\')) => plain.extend(chars.next()),
            (c, _) => plain.push(c),
        }
    }
    plain
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
        assert_eq!((name.text.as_str(), name.range), ("gallery", 3..10));
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
            assert!(matches!(&kind, LineKind::Broken(found, ..) if *found == reason), "{line}: {kind:?}");
        }
    }
}
