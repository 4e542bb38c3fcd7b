//! TOML and YAML as values with source spans.

use std::ops::Range;

use serde::Deserialize;
use serde::de::{self, MapAccess, SeqAccess, Visitor};
use serde_saphyr::{MessageFormatter, UserMessageFormatter};

use super::date::{LocalDateTime, meant_date, parse_date_time};
use super::syntax::{toml_mistake, yaml_mistake};
use crate::diagnostics::{Code, Diagnostic, Fix, SourceText};

/// A value and its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// The value.
    pub data: Data,
    /// Its place, in bytes of the whole file.
    pub span: Range<usize>,
}

/// A value as an author writes it.
#[derive(Debug, Clone, PartialEq)]
pub enum Data {
    /// Text.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A number with a fraction.
    Float(f64),
    /// True or false.
    Boolean(bool),
    /// A day, with the time of day of a TOML date-time.
    Date(LocalDateTime),
    /// Null, which only YAML has.
    Null,
    /// A list.
    List(Vec<Node>),
    /// A table.
    Table(Table),
}

/// A table in the order in which it was written.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// Its entries; no key occurs twice.
    pub entries: Vec<Entry>,
}

/// A key and its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// The place of the key, in bytes of the whole file.
    pub key_span: Range<usize>,
    /// The value.
    pub value: Node,
}

impl Table {
    /// The entry with a key.
    pub fn get(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }
}

impl Data {
    /// Whether nothing is said: `date:` in YAML, `date = ""`. Such a key is as if it were not there.
    pub fn is_absent(&self) -> bool {
        match self {
            Self::Null => true,
            Self::Text(text) => text.trim().is_empty(),
            _ => false,
        }
    }

    /// The name of the value's type in the message `found-type`.
    pub fn type_name(&self) -> &'static str {
        match self {
            Self::Text(_) => "text",
            Self::Integer(_) | Self::Float(_) => "number",
            Self::Boolean(_) => "boolean",
            Self::Date(_) => "date",
            Self::Null => "null",
            Self::List(_) => "list",
            Self::Table(_) => "table",
        }
    }
}

/// Parses the bytes `range` of a file as TOML.
///
/// Returns `None` if there is a syntax error, after every line with one has been reported. What the parser recovers
/// from the rest is a guess, and checking a guess would report mistakes that nobody made.
pub fn parse_toml(
    source: &SourceText,
    range: Range<usize>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Table> {
    let start = range.start;
    let (table, errors) = toml::de::DeTable::parse_recoverable(&source.text[range.clone()]);
    if errors.is_empty() {
        return Some(from_toml_table(table.into_inner(), start));
    }
    let mut line = None;
    for error in errors {
        let span = error.span().map_or(range.clone(), |span| span.start + start..span.end + start);
        let location = source.location(span.clone());
        // Further errors on the same line are caused by the first.
        if line.replace(location.line()) == Some(location.line()) {
            continue;
        }
        let value = bare_value(&source.text, span.start);
        let written = &source.text[value.clone()];
        diagnostics.push(match is_meant_as_date(written) {
            true => invalid_date(source, value.clone(), written),
            false => {
                let (diagnostic, range) = toml_mistake(source, span.start, error.message());
                diagnostic.at(range.map_or(location, |range| source.location(range)))
            }
        });
    }
    None
}

/// The diagnostic for a text that is no date, with the day that it certainly means.
pub(super) fn invalid_date(source: &SourceText, span: Range<usize>, written: &str) -> Diagnostic {
    let meant = meant_date(written).map(|date| Fix::new(source, [(span.clone(), date.to_string())]));
    Diagnostic::new(Code::InvalidDate).at(source.location(span)).with("value", written).fix(meant)
}

/// The bytes of a text that stands as a value in `span`, without its quotation marks. Returns `None` if it is written with
/// escapes.
pub fn text_range(source: &SourceText, span: &Range<usize>, text: &str) -> Option<Range<usize>> {
    let written = source.text.get(span.clone())?;
    let mark = written.chars().next().filter(|mark| matches!(mark, '"' | '\''));
    let inner = match mark {
        Some(mark) => written.strip_prefix(mark)?.strip_suffix(mark)?,
        None => written,
    };
    let start = span.start + usize::from(mark.is_some());
    (inner == text).then(|| start..start + inner.len())
}

/// A fix that writes the name which the diagnostic suggests in the place of a text, between the same quotation marks.
pub fn suggested_text(source: &SourceText, span: &Range<usize>, text: &str) -> Option<Fix> {
    let range = text_range(source, span, text)?;
    let is_plain =
        |name: &str| !name.contains(|c: char| c.is_control() || matches!(c, '"' | '\'' | '\\' | '#'));
    Some(Fix::suggested_as(source, range, move |name| is_plain(name).then(|| name.to_owned())))
}

/// The unquoted value around a byte of a TOML text.
fn bare_value(text: &str, at: usize) -> Range<usize> {
    let start = text[..at].rfind(['=', ',', '[', '{', '\n']).map_or(0, |before| before + 1);
    let end = text[at..].find([',', ']', '}', '#', '\n']).map_or(text.len(), |length| at + length);
    let value = &text[start..end];
    let start = start + value.len() - value.trim_start().len();
    start..start + value.trim().len()
}

/// Whether a value is meant to be a date. TOML has a type for dates and reports 30 February as a syntax error; authors
/// are better served by a message about the date.
fn is_meant_as_date(written: &str) -> bool {
    let day = written.split(['T', ' ']).next().unwrap_or_default();
    let parts: Vec<&str> = day.split(['-', '/', '.']).collect();
    let is_number = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    parts.len() == 3 && parts.iter().all(is_number) && parts.iter().any(|part| part.len() == 4)
}

fn from_toml_table(table: toml::de::DeTable<'_>, start: usize) -> Table {
    let entries = table.into_iter().map(|(key, value)| {
        let key_span = key.span().start + start..key.span().end + start;
        Entry { key: key.into_inner().into_owned(), key_span, value: from_toml(value, start) }
    });
    Table { entries: entries.collect() }
}

fn from_toml(value: toml::Spanned<toml::de::DeValue<'_>>, start: usize) -> Node {
    use toml::de::DeValue;
    let span = value.span().start + start..value.span().end + start;
    let data = match value.into_inner() {
        DeValue::String(text) => Data::Text(text.into_owned()),
        DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
            Ok(number) => Data::Integer(number),
            // Too large for an integer, but still a number.
            Err(_) => match number.as_str().parse() {
                Ok(number) => Data::Float(number),
                Err(_) => Data::Text(number.as_str().to_owned()),
            },
        },
        DeValue::Float(number) => match number.as_str().parse::<f64>() {
            Ok(number) if number.is_finite() => Data::Float(number),
            _ => Data::Text(number.as_str().to_owned()),
        },
        DeValue::Boolean(value) => Data::Boolean(value),
        DeValue::Datetime(value) => match parse_date_time(&value.to_string()) {
            Some(date) => Data::Date(date),
            None => Data::Text(value.to_string()),
        },
        DeValue::Array(items) => Data::List(items.into_iter().map(|item| from_toml(item, start)).collect()),
        DeValue::Table(table) => Data::Table(from_toml_table(table, start)),
    };
    Node { data, span }
}

/// Parses the bytes `range` of a file as YAML. Returns `None` after reporting a syntax error.
pub fn parse_yaml(
    source: &SourceText,
    range: Range<usize>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Table> {
    let text = &source.text[range.clone()];
    if text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#')) {
        return Some(Table::default());
    }
    match serde_saphyr::from_str::<serde_saphyr::Spanned<Yaml>>(text) {
        Ok(value) => match from_yaml(value, range.start).data {
            Data::Table(table) => return Some(table),
            other => {
                let location = source.location(range);
                diagnostics.push(
                    Diagnostic::new(Code::WrongType)
                        .at(location)
                        .with("key", "---")
                        .with("expected", "table")
                        .with("found", other.type_name())
                        .with("example", "title: …"),
                );
            }
        },
        Err(error) => {
            let location = match error.location() {
                // The parser gives lines and characters of its errors, but no bytes.
                Some(place) if place.line() as usize <= text.trim_end().lines().count() => {
                    let above = source.location(range.start..range.start).line() as usize - 1;
                    source.location_of_line(above + place.line() as usize, place.column() as usize, 1)
                }
                // Something is not closed: show the end of the text.
                _ => {
                    let end = range.start + text.trim_end().len();
                    source.location(end..end)
                }
            };
            let detail = UserMessageFormatter.format_message(error.without_snippet()).into_owned();
            let at = line_start(&source.text, location.line() as usize);
            let is_yaml = |text: &str| serde_saphyr::from_str::<Yaml>(text).is_ok();
            diagnostics.push(yaml_mistake(source, &range, at, &detail, is_yaml).at(location));
        }
    }
    None
}

/// The first byte of a line, which is counted from 1.
fn line_start(text: &str, line: usize) -> usize {
    text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum()
}

/// YAML values as serde delivers them, with their places.
#[derive(Debug)]
enum Yaml {
    Scalar(Data),
    List(Vec<serde_saphyr::Spanned<Yaml>>),
    Table(Vec<(serde_saphyr::Spanned<String>, serde_saphyr::Spanned<Yaml>)>),
}

fn yaml_span(location: &serde_saphyr::Location, start: usize) -> Range<usize> {
    let span = location.span();
    let at = span.byte_offset().unwrap_or(span.offset()) as usize + start;
    at..at + span.byte_len().unwrap_or(span.len()) as usize
}

fn from_yaml(value: serde_saphyr::Spanned<Yaml>, start: usize) -> Node {
    let span = yaml_span(&value.referenced, start);
    let data = match value.value {
        Yaml::Scalar(data) => data,
        Yaml::List(items) => Data::List(items.into_iter().map(|item| from_yaml(item, start)).collect()),
        Yaml::Table(entries) => {
            let entries = entries.into_iter().map(|(key, value)| Entry {
                key_span: yaml_span(&key.referenced, start),
                key: key.value,
                value: from_yaml(value, start),
            });
            Data::Table(Table { entries: entries.collect() })
        }
    };
    Node { data, span }
}

impl<'de> Deserialize<'de> for Yaml {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(YamlVisitor)
    }
}

struct YamlVisitor;

impl<'de> Visitor<'de> for YamlVisitor {
    type Value = Yaml;

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("a YAML value")
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Yaml, E> {
        Ok(Yaml::Scalar(Data::Boolean(value)))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Yaml, E> {
        Ok(Yaml::Scalar(Data::Integer(value)))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Yaml, E> {
        Ok(Yaml::Scalar(i64::try_from(value).map_or(Data::Float(value as f64), Data::Integer)))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Yaml, E> {
        Ok(Yaml::Scalar(if value.is_finite() { Data::Float(value) } else { Data::Text(value.to_string()) }))
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Yaml, E> {
        Ok(Yaml::Scalar(Data::Text(value.to_owned())))
    }

    fn visit_unit<E: de::Error>(self) -> Result<Yaml, E> {
        Ok(Yaml::Scalar(Data::Null))
    }

    fn visit_none<E: de::Error>(self) -> Result<Yaml, E> {
        Ok(Yaml::Scalar(Data::Null))
    }

    fn visit_some<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<Yaml, D::Error> {
        Yaml::deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Yaml, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = sequence.next_element()? {
            items.push(item);
        }
        Ok(Yaml::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Yaml, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Yaml::Table(entries))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn toml_and_yaml_know_their_places() {
        for (text, parse) in [
            ("title = \"Марқакөл\"\ntags = [\"eco\"]", parse_toml as fn(&_, _, &mut _) -> _),
            ("title: \"Марқакөл\"\ntags: [\"eco\"]", parse_yaml),
        ] {
            let source = SourceText::new("a.md", text);
            let mut diagnostics = Vec::new();
            let table = parse(&source, 0..text.len(), &mut diagnostics).expect("both can be read");
            assert!(diagnostics.is_empty(), "{diagnostics:?}");
            let title = table.get("title").expect("title");
            assert_eq!(title.value.data, Data::Text("Марқакөл".into()));
            assert_eq!(&text[title.key_span.clone()], "title");
            assert_eq!(text[title.value.span.clone()].trim_matches('"'), "Марқакөл");
            let Data::List(tags) = &table.get("tags").expect("tags").value.data else { panic!("a list") };
            assert_eq!(text[tags[0].span.clone()].trim_matches('"'), "eco");
        }
    }
}
