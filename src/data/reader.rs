//! Reads the known keys of a table one by one, and reports everything that is wrong with it.

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::date::{Date, LocalDateTime, parse_date_time};
use super::spanned::Spanned;
use super::syntax::plain_number;
use super::value::{Data, Entry, Node, Table, invalid_date, suggested_text, text_range};
use crate::diagnostics::{Code, Diagnostic, Fix, SourceText, list_names, nearest};

/// Reads a table key by key. Keys that have not been read by the time [`Reader::finish`] is called are reported as
/// unknown.
///
/// ```
/// use sapar::data::{Reader, parse_toml};
/// use sapar::diagnostics::SourceText;
///
/// let source = SourceText::new("sapar.toml", "theme = \"steppe\"\nthem = 1");
/// let mut diagnostics = Vec::new();
/// let table = parse_toml(&source, 0..source.text.len(), &mut diagnostics).unwrap();
/// let mut reader = Reader::new(&source, &table, "");
/// assert_eq!(reader.text("theme", &mut diagnostics), Some("steppe"));
/// reader.finish(&mut diagnostics);
/// assert_eq!(diagnostics[0].code.as_str(), "unknown-key");
/// ```
pub struct Reader<'a> {
    /// The file that the table is in.
    pub source: &'a SourceText,
    table: &'a Table,
    read: Vec<String>,
    prefix: String,
}

impl<'a> Reader<'a> {
    /// A reader of a table. `prefix` is put before keys in messages, such as `languages.kk.`.
    pub fn new(source: &'a SourceText, table: &'a Table, prefix: &str) -> Self {
        Self { source, table, read: Vec::new(), prefix: prefix.to_owned() }
    }

    /// The entry with a key, which counts as known from now on. One that says nothing is as if it were not there: `date:` in
    /// YAML, `date = ""`.
    pub fn entry(&mut self, key: &str) -> Option<&'a Entry> {
        self.read.push(key.to_owned());
        self.table.get(key).filter(|entry| !entry.value.data.is_absent())
    }

    /// A text.
    pub fn text(&mut self, key: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<&'a str> {
        self.typed(key, "text", &format!("{key} = \"…\""), diagnostics, |data| match data {
            Data::Text(text) => Some(text.as_str()),
            _ => None,
        })
    }

    /// A text and its place.
    pub fn spanned_text(&mut self, key: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<Spanned<&'a str>> {
        let text = self.text(key, diagnostics)?;
        Some(Spanned::new(text, self.table.get(key)?.value.span.clone()))
    }

    /// True or false.
    pub fn boolean(&mut self, key: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<bool> {
        self.typed(key, "boolean", &format!("{key} = true"), diagnostics, |data| match data {
            Data::Boolean(value) => Some(*value),
            _ => None,
        })
    }

    /// A whole number.
    pub fn integer(&mut self, key: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<i64> {
        self.typed(key, "integer", &format!("{key} = 10"), diagnostics, |data| match data {
            Data::Integer(value) => Some(*value),
            _ => None,
        })
    }

    /// A number.
    pub fn number(&mut self, key: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<f64> {
        self.typed(key, "number", &format!("{key} = 10"), diagnostics, |data| match data {
            Data::Integer(value) => Some(*value as f64),
            Data::Float(value) => Some(*value),
            _ => None,
        })
    }

    /// A whole number that counts something: from 1 to 1,000,000.
    pub fn count(&mut self, key: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<usize> {
        let value = self.integer(key, diagnostics)?;
        let span = self.table.get(key)?.value.span.clone();
        match usize::try_from(value) {
            Ok(value @ 1..=1_000_000) => Some(value),
            _ => {
                let name = format!("{}{key}", self.prefix);
                diagnostics.push(out_of_range(self.source, span, &name, &value.to_string(), "1", "1000000"));
                None
            }
        }
    }

    /// A day.
    pub fn date(&mut self, key: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<Date> {
        let entry = self.entry(key)?;
        date(self.source, &format!("{}{key}", self.prefix), &entry.value, diagnostics)
    }

    /// A day with or without a time of day.
    pub fn date_time(&mut self, key: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<LocalDateTime> {
        let entry = self.entry(key)?;
        date_time(self.source, &format!("{}{key}", self.prefix), &entry.value, diagnostics)
    }

    /// A list of texts, each with its place.
    pub fn texts(&mut self, key: &str, diagnostics: &mut Vec<Diagnostic>) -> Vec<Spanned<&'a str>> {
        let example = format!("{key} = [\"…\"]");
        let items = self.typed(key, "list", &example, diagnostics, |data| match data {
            Data::List(items) => Some(items),
            _ => None,
        });
        let mut texts = Vec::new();
        for item in items.into_iter().flatten() {
            match &item.data {
                Data::Null => {}
                Data::Text(text) => texts.push(Spanned::new(text.as_str(), item.span.clone())),
                _ => diagnostics.push(wrong_type(
                    self.source,
                    item,
                    &format!("{}{key}", self.prefix),
                    "text",
                    &example,
                )),
            }
        }
        texts
    }

    /// A table.
    pub fn table(&mut self, key: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<&'a Table> {
        self.typed(key, "table", &format!("[{}{key}]", self.prefix), diagnostics, |data| match data {
            Data::Table(table) => Some(table),
            _ => None,
        })
    }

    /// A required text. If it is missing, that is reported at `place`, or for the whole file if `place` is empty.
    pub fn required_text(
        &mut self,
        key: &str,
        place: Range<usize>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<&'a str> {
        if self.entry(key).is_none() {
            // A key that says nothing has a place of its own.
            let place = self.table.get(key).map_or(place, |entry| entry.key_span.clone());
            let diagnostic = missing_key(self.source, &format!("{}{key}", self.prefix));
            diagnostics.push(match place.is_empty() {
                true => diagnostic.in_file(&self.source.path),
                false => diagnostic.at(self.source.location(place)),
            });
            return None;
        }
        self.text(key, diagnostics)
    }

    /// The entries whose keys have not been read.
    pub fn rest(&self) -> impl Iterator<Item = &'a Entry> {
        let read = self.read.clone();
        self.table.entries.iter().filter(move |entry| !read.contains(&entry.key))
    }

    /// Reports every key that has not been read.
    pub fn finish(self, diagnostics: &mut Vec<Diagnostic>) {
        let written = written_keys(&self.table.entries);
        for entry in self.rest() {
            let known = self.read.iter().map(String::as_str);
            diagnostics.push(unknown_key(self.source, entry, known, &written));
        }
    }

    fn typed<T>(
        &mut self,
        key: &str,
        expected: &str,
        example: &str,
        diagnostics: &mut Vec<Diagnostic>,
        convert: impl Fn(&'a Data) -> Option<T>,
    ) -> Option<T> {
        let entry = self.entry(key)?;
        let value = convert(&entry.value.data);
        if value.is_none() {
            let name = format!("{}{key}", self.prefix);
            diagnostics.push(wrong_type(self.source, &entry.value, &name, expected, example));
        }
        value
    }
}

/// A day from a TOML date or a text; a time of day is not looked at.
pub fn date(source: &SourceText, key: &str, node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Option<Date> {
    date_time(source, key, node, diagnostics).map(|written| written.date)
}

/// A day with or without a time of day from a TOML date or a text.
pub fn date_time(
    source: &SourceText,
    key: &str,
    node: &Node,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<LocalDateTime> {
    match &node.data {
        Data::Date(date) => Some(*date),
        Data::Text(text) => {
            let date = parse_date_time(text);
            if date.is_none() {
                diagnostics.push(invalid_date(source, node.span.clone(), text));
            }
            date
        }
        _ => {
            diagnostics.push(wrong_type(source, node, key, "date", &format!("{key} = 2026-05-20")));
            None
        }
    }
}

/// The keys of a table, so that none is written into it a second time. All unknown keys of a table share them.
pub type WrittenKeys = Arc<FxHashSet<String>>;

/// The keys of a table's entries.
pub fn written_keys(entries: &[Entry]) -> WrittenKeys {
    Arc::new(entries.iter().map(|entry| entry.key.clone()).collect())
}

/// The diagnostic for an unknown key, with the nearest of the known ones. `written` are the keys of its table.
pub fn unknown_key<'k>(
    source: &SourceText,
    entry: &Entry,
    known: impl Iterator<Item = &'k str> + Clone,
    written: &WrittenKeys,
) -> Diagnostic {
    let mut names: Vec<&str> = known.clone().collect();
    names.sort_unstable();
    names.dedup();
    let written = Arc::clone(written);
    let fix = text_range(source, &entry.key_span, &entry.key).map(|range| {
        Fix::suggested_as(source, range, move |key| (!written.contains(key)).then(|| key.to_owned()))
    });
    Diagnostic::new(Code::UnknownKey)
        .at(source.location(entry.key_span.clone()))
        .fix(fix)
        .with("key", entry.key.as_str())
        .with("known", list_names(&names))
        .suggest(nearest(&entry.key, names))
}

/// The diagnostic for a key that is missing from a file; its place is still to be added.
pub fn missing_key(source: &SourceText, key: &str) -> Diagnostic {
    let example = match is_yaml(source) {
        // YAML has no dotted keys.
        true => key.rsplit('.').fold("…".to_owned(), |value, part| match value.as_str() {
            "…" => format!("{part}: …"),
            _ => format!("{part}: {{ {value} }}"),
        }),
        false => format!("{key} = …"),
    };
    Diagnostic::new(Code::MissingKey).with("key", key).with("example", example)
}

/// An example that is written as TOML, in the language of a file: a document's front matter may be YAML.
pub fn example_for(source: &SourceText, toml: &str) -> String {
    match (is_yaml(source), toml.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'))) {
        (false, _) => toml.to_owned(),
        (true, Some(table)) => format!("{table}: {{ … }}"),
        (true, None) => toml.replace(" = ", ": "),
    }
}

/// Whether a file is a document whose front matter is YAML.
fn is_yaml(source: &SourceText) -> bool {
    source.text.starts_with("---")
}

/// The diagnostic for a value of the wrong type. `example` is TOML; it is shown as YAML if the file is YAML.
pub fn wrong_type(source: &SourceText, node: &Node, key: &str, expected: &str, example: &str) -> Diagnostic {
    let example = example_for(source, example);
    Diagnostic::new(Code::WrongType)
        .at(source.location(node.span.clone()))
        .with("key", key)
        .with("expected", expected)
        .with("found", node.data.type_name())
        .with("example", example)
        .fix(retyped(source, node, expected))
}

/// Writes a value as the type that is expected, where only the quotation marks or brackets are wrong.
fn retyped(source: &SourceText, node: &Node, expected: &str) -> Option<Fix> {
    let written = source.text.get(node.span.clone()).filter(|written| !written.contains('\n'))?;
    let mended = match (expected, &node.data) {
        ("text", Data::Integer(_) | Data::Float(_) | Data::Boolean(_) | Data::Date(_)) => {
            format!("\"{written}\"")
        }
        ("number", Data::Text(text)) => plain_number(text.trim())?,
        ("integer", Data::Text(text)) => {
            plain_number(text.trim()).filter(|number| number.parse::<i64>().is_ok())?
        }
        ("boolean", Data::Text(text)) => match text.trim() {
            text @ ("true" | "false") => text.to_owned(),
            _ => return None,
        },
        // Several things may be written in one text.
        ("list", Data::Text(text)) if !text.contains([',', ';', '，', '、']) => format!("[{written}]"),
        ("months", Data::Integer(1..=12)) => format!("[{written}]"),
        _ => return None,
    };
    Some(Fix::new(source, [(node.span.clone(), mended)]))
}

/// The diagnostic for a value that is not one of the options.
pub fn not_an_option(
    source: &SourceText,
    node: &Node,
    key: &str,
    value: &str,
    options: &[&str],
) -> Diagnostic {
    not_an_option_at(source, &node.span, key, value, options)
}

/// The same for a value of which only the place is known.
pub fn not_an_option_at(
    source: &SourceText,
    span: &Range<usize>,
    key: &str,
    value: &str,
    options: &[&str],
) -> Diagnostic {
    Diagnostic::new(Code::NotAnOption)
        .at(source.location(span.clone()))
        .with("key", key)
        .with("value", value)
        .with("options", list_names(options))
        .fix(suggested_text(source, span, value))
        .suggest(nearest(value, options.iter().copied()))
}

/// The diagnostic for a number outside its range. A bound that there is not is empty.
pub fn out_of_range(
    source: &SourceText,
    span: Range<usize>,
    key: &str,
    value: &str,
    minimum: &str,
    maximum: &str,
) -> Diagnostic {
    let bounds = match (minimum.is_empty(), maximum.is_empty()) {
        (false, true) => "minimum",
        (true, false) => "maximum",
        _ => "both",
    };
    Diagnostic::new(Code::OutOfRange)
        .at(source.location(span))
        .with("key", key)
        .with("value", value)
        .with("minimum", minimum)
        .with("maximum", maximum)
        .with("bounds", bounds)
}
