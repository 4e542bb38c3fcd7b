//! The lines of block components: `:::name key="value"` before a body of Markdown, and `:::` behind it.

use std::ops::Range;

use rustc_hash::FxHashSet;

/// What a line of a block component says.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Line {
    /// It opens a component.
    Open(Name, Arguments),
    /// It closes the innermost open component.
    Close,
    /// It cannot be read. It opens a block all the same, so that its end is no second mistake.
    Broken(LineError),
}

/// The name of a component, with its place in the file.
#[derive(Debug, Clone, PartialEq)]
pub struct Name {
    /// The name; a theme may sort its components: `ui.box`.
    pub text: String,
    /// Its place.
    pub range: Range<usize>,
}

/// Why the line that opens a component cannot be read.
#[derive(Debug, Clone, PartialEq)]
pub struct LineError {
    /// One of the reasons that the message `component-syntax` knows.
    pub reason: &'static str,
    /// The part that is wrong; may be empty.
    pub detail: String,
    /// Where it is, in bytes of the file.
    pub range: Range<usize>,
    /// The name of the component, if that can be read.
    pub name: Option<Name>,
}

/// The arguments of a component by their names, with their places in the file.
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

/// The lines that may be lines of block components: three colons at the beginning of a line, or behind the marks of lists
/// and quotations. Whether one is code or HTML, only the parser can tell.
pub(super) fn candidates(text: &str) -> Vec<Range<usize>> {
    let mut places = Vec::new();
    if memchr::memmem::find(text.as_bytes(), b":::").is_none() {
        return places;
    }
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim_end();
        let rest = without_margin(content);
        if rest.starts_with(":::") {
            let end = start + content.len();
            places.push(end - rest.len()..end);
        }
        start += line.len();
    }
    places
}

/// A line without its indentation and the marks of the lists and quotations that it is in.
pub(super) fn without_margin(line: &str) -> &str {
    let mut rest = line.trim_start();
    while let Some(behind) = rest.strip_prefix('>').or_else(|| behind_list_mark(rest)) {
        rest = behind.trim_start();
    }
    rest
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

/// Reads a line of a component, which begins at `start` of the file.
pub(super) fn read_line(line: &str, start: usize) -> Line {
    let text = line.trim_start_matches(':');
    read(text, start + line.len() - text.len())
}

/// Reads what stands behind the colons; `offset` is where that begins.
fn read(text: &str, offset: usize) -> Line {
    let rest = text.trim_start();
    if rest.is_empty() {
        return Line::Close;
    }
    let start = offset + text.len() - rest.len();
    let end = offset + text.len();
    // A theme may sort its components: `ui.box`.
    let name_length = rest.find(|c: char| !(is_name(c) || c == '.')).unwrap_or(rest.len());
    if name_length == 0 {
        let error = LineError { reason: "name", detail: String::new(), range: start..end, name: None };
        return Line::Broken(error);
    }
    let name = Name { text: rest[..name_length].to_owned(), range: start..start + name_length };
    let broken =
        |reason, detail, range| Line::Broken(LineError { reason, detail, range, name: Some(name.clone()) });
    let mut at = text.len() - rest.len() + name_length;
    let mut arguments = Arguments::default();
    let mut keys = FxHashSet::default();
    loop {
        at += text[at..].len() - text[at..].trim_start().len();
        let rest = &text[at..];
        if rest.is_empty() {
            return Line::Open(name, arguments);
        }
        // What is no argument where the arguments begin, is meant as a title.
        if arguments.entries.is_empty()
            && let Some(title) = title(rest)
        {
            return broken("title", title.to_owned(), offset + at..end);
        }
        let key_length = rest.find(|c: char| !is_name(c)).unwrap_or(rest.len());
        if key_length == 0 {
            return broken("unexpected", rest.chars().take(12).collect(), offset + at..end);
        }
        let key = &rest[..key_length];
        let key_range = offset + at..offset + at + key_length;
        let Some(value) = rest[key_length..].strip_prefix('=') else {
            return broken("value", key.to_owned(), key_range);
        };
        let (argument, length) = match value.strip_prefix('"') {
            Some(quoted) => match closing_quote(quoted) {
                Some(end) => (Argument::Text(unescape(&quoted[..end])), end + 2),
                None => return broken("quote", String::new(), key_range.end + 1..end),
            },
            None => {
                let end = value.find(char::is_whitespace).unwrap_or(value.len());
                if end == 0 {
                    return broken("value", key.to_owned(), key_range);
                }
                (bare(&value[..end]), end)
            }
        };
        if !keys.insert(key) {
            return broken("duplicate", key.to_owned(), key_range);
        }
        let end = at + key_length + 1 + length;
        arguments.entries.push((key.to_owned(), argument, offset + at..offset + end));
        at = end;
    }
}

/// What an author meant as the title of a component, in quotation marks or brackets of any kind or in none.
fn title(rest: &str) -> Option<&str> {
    let word = rest.split(char::is_whitespace).next().unwrap_or_default();
    if word.contains('=') {
        return None;
    }
    let is_mark = |c: char| "\"'“”„«»[]{}()".contains(c);
    let title = rest.trim().trim_matches(is_mark);
    title.contains(char::is_alphanumeric).then_some(title)
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
    c.is_alphanumeric() || c == '_' || c == '-'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_have_types_and_places() {
        let line = ":::gallery title=\"Көл \\\"Марқакөл\\\"\" columns=3 wide=true";
        let Line::Open(name, arguments) = read_line(line, 0) else { panic!("opens") };
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
        for (line, reason) in [
            ("!", "name"),
            (" x y=", "value"),
            (" x y=1 z", "value"),
            (" x y=\"z", "quote"),
            (" x y=1 y=2", "duplicate"),
            (" x Y z", "title"),
            (" x \"y\"", "title"),
            ("ескерту [Тау]", "title"),
        ] {
            let read = read(line, 0);
            assert!(matches!(&read, Line::Broken(error) if error.reason == reason), "{line}: {read:?}");
        }
    }
}
