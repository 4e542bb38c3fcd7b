//! The table of the types of fields, and how each reads a value.

use std::ops::Range;

use super::definition::{Field, FieldType, FieldValue, Parameter, Written};
use crate::content::Image;
use crate::data::{
    Data, Node, Reader, Spanned, Table, date, missing_key, not_an_option, out_of_range, parse_toml,
    unknown_key, written_keys, wrong_type,
};
use crate::diagnostics::{Code, Diagnostic, Fix, SourceText, Suggestion};

/// The types of fields, in the order in which the guide lists them.
pub static FIELD_TYPES: [FieldType; 13] = [
    FieldType {
        name: "text",
        noun: "text",
        parameter: Parameter::None,
        example: "\"…\"",
        description: "Any text.",
        read: text,
    },
    FieldType {
        name: "number",
        noun: "number",
        parameter: Parameter::None,
        example: "1450",
        description: "A number; `unit` names its unit, `min` and `max` the least and the largest that it can be.",
        read: number,
    },
    FieldType {
        name: "boolean",
        noun: "boolean",
        parameter: Parameter::None,
        example: "true",
        description: "`true` or `false`.",
        read: boolean,
    },
    FieldType {
        name: "coordinates",
        noun: "coordinates",
        parameter: Parameter::None,
        example: "{ lat = 48.75, lon = 85.75 }",
        description: "Degrees north and east (WGS 84).",
        read: coordinates,
    },
    FieldType {
        name: "date",
        noun: "date",
        parameter: Parameter::None,
        example: "2026-05-20",
        description: "A day.",
        read: day,
    },
    FieldType {
        name: "date-range",
        noun: "date-range",
        parameter: Parameter::None,
        example: "{ from = 2026-05-20, to = 2026-05-22 }",
        description: "The first and the last day. `to` may be left out; templates then see none. Each may have a time of day, as clocks at the place show it: `from = 2026-05-20T18:30:00`; the filter `date` then writes it too.",
        read: date_range,
    },
    FieldType {
        name: "months",
        noun: "months",
        parameter: Parameter::None,
        example: "[6, 7, 8]",
        description: "Months of the year, in the order in which they are written.",
        read: months,
    },
    FieldType {
        name: "image",
        noun: "text",
        parameter: Parameter::None,
        example: "\"hero.jpg\"",
        description: "A file beside the page, or with a leading `/` from the content folder; or a [table](#pictures).",
        read: image,
    },
    FieldType {
        name: "link",
        noun: "text",
        parameter: Parameter::None,
        example: "\"https://…\"",
        description: "A content path or a complete URL. `title` is that of the page, the name of the file, or the address as people write it.",
        read: link,
    },
    FieldType {
        name: "reference",
        noun: "text",
        parameter: Parameter::None,
        example: "\"/destinations/markakol/\"",
        description: "The content path of another page.",
        read: reference,
    },
    FieldType {
        name: "money",
        noun: "money",
        parameter: Parameter::None,
        example: "{ amount = 5000, currency = \"KZT\" }",
        description: "An amount and its currency (ISO 4217).",
        read: money,
    },
    FieldType {
        name: "one-of",
        noun: "text",
        parameter: Parameter::Options,
        example: "\"road\"",
        description: "One of the `options`.",
        read: one_of,
    },
    FieldType {
        name: "table",
        noun: "table",
        parameter: Parameter::Fields,
        example: "{ page = \"/destinations/markakol/\", days = 2 }",
        description: "A table with `fields` of its own. Templates see all of them; a field that the page leaves out is none.",
        read: table,
    },
];

/// The type with a name.
///
/// ```
/// use sapar::content::fields::field_type;
///
/// let date = field_type("date").unwrap();
/// assert_eq!(date.example, "2026-05-20");
/// assert!(field_type("data").is_none());
/// ```
pub fn field_type(name: &str) -> Option<&'static FieldType> {
    FIELD_TYPES.iter().find(|field_type| field_type.name == name)
}

/// The names of the types.
pub fn field_type_names() -> impl Iterator<Item = &'static str> {
    FIELD_TYPES.iter().map(|field_type| field_type.name)
}

fn text(written: &Written<'_>, diagnostics: &mut Vec<Diagnostic>) -> Option<FieldValue> {
    // A block of YAML ends in a line break that nobody wrote.
    written_text(written, diagnostics).map(|text| FieldValue::Text(text.trim_end().to_owned()))
}

fn link(written: &Written<'_>, diagnostics: &mut Vec<Diagnostic>) -> Option<FieldValue> {
    written_text(written, diagnostics).map(|text| FieldValue::Link(text.to_owned()))
}

fn reference(written: &Written<'_>, diagnostics: &mut Vec<Diagnostic>) -> Option<FieldValue> {
    written_text(written, diagnostics).map(|text| FieldValue::Reference(text.to_owned()))
}

fn one_of(written: &Written<'_>, diagnostics: &mut Vec<Diagnostic>) -> Option<FieldValue> {
    let text = written_text(written, diagnostics)?;
    let options = &written.definition.options;
    if !options.iter().any(|option| option == text) {
        let options: Vec<&str> = options.iter().map(String::as_str).collect();
        diagnostics.push(not_an_option(written.source, written.node, written.key, text, &options));
        return None;
    }
    Some(FieldValue::Text(text.to_owned()))
}

fn written_text<'a>(written: &Written<'a>, diagnostics: &mut Vec<Diagnostic>) -> Option<&'a str> {
    match &written.node.data {
        Data::Text(text) => Some(text),
        _ => wrong_type_of(written, diagnostics),
    }
}

fn number(written: &Written<'_>, diagnostics: &mut Vec<Diagnostic>) -> Option<FieldValue> {
    let number = match written.node.data {
        Data::Integer(number) => number as f64,
        Data::Float(number) => number,
        _ => return wrong_type_of(written, diagnostics),
    };
    let (min, max) = (written.definition.min, written.definition.max);
    if min.is_some_and(|min| number < min) || max.is_some_and(|max| number > max) {
        let bound = |bound: Option<f64>| bound.map(|bound| bound.to_string()).unwrap_or_default();
        let (span, value) = (written.node.span.clone(), number.to_string());
        diagnostics.push(out_of_range(written.source, span, written.key, &value, &bound(min), &bound(max)));
        return None;
    }
    Some(FieldValue::Number(number))
}

fn boolean(written: &Written<'_>, diagnostics: &mut Vec<Diagnostic>) -> Option<FieldValue> {
    match written.node.data {
        Data::Boolean(value) => Some(FieldValue::Boolean(value)),
        _ => wrong_type_of(written, diagnostics),
    }
}

fn day(written: &Written<'_>, diagnostics: &mut Vec<Diagnostic>) -> Option<FieldValue> {
    match written.node.data {
        Data::Date(_) | Data::Text(_) => {
            date(written.source, written.key, written.node, diagnostics).map(FieldValue::Date)
        }
        _ => wrong_type_of(written, diagnostics),
    }
}

fn image(written: &Written<'_>, diagnostics: &mut Vec<Diagnostic>) -> Option<FieldValue> {
    match written.node.data {
        Data::Text(_) | Data::Table(_) => {
            let image = Image::read(written.source, written.key, written.node, diagnostics)?;
            Some(FieldValue::Image(Box::new(image)))
        }
        _ => wrong_type_of(written, diagnostics),
    }
}

fn months(written: &Written<'_>, diagnostics: &mut Vec<Diagnostic>) -> Option<FieldValue> {
    let Data::List(items) = &written.node.data else { return wrong_type_of(written, diagnostics) };
    let (source, key) = (written.source, written.key);
    let mut months = Vec::new();
    for item in items {
        match item.data {
            Data::Integer(month @ 1..=12) => months.push(month as u8),
            Data::Integer(month) => {
                let value = month.to_string();
                diagnostics.push(out_of_range(source, item.span.clone(), key, &value, "1", "12"));
            }
            _ => {
                diagnostics.push(wrong_type(source, item, key, "integer", &format!("{key} = [6, 7, 8]")));
            }
        }
    }
    Some(FieldValue::Months(months))
}

fn coordinates(written: &Written<'_>, diagnostics: &mut Vec<Diagnostic>) -> Option<FieldValue> {
    let mut reader = part_reader(written, diagnostics)?;
    let before = diagnostics.len();
    let lat = degrees(&mut reader, written, "lat", 90.0, diagnostics);
    let lon = degrees(&mut reader, written, "lon", 180.0, diagnostics);
    reader.finish(diagnostics);
    // Latitude and longitude are soon mixed up.
    if let (None, Some(lon), Some(diagnostic)) = (lat, lon, diagnostics.get_mut(before))
        && diagnostic.code == Code::OutOfRange
        && lon.abs() <= 90.0
        && let Data::Table(table) = &written.node.data
        && let Some(Data::Integer(_) | Data::Float(_)) = table.get("lat").map(|entry| &entry.value.data)
        && let Some(written_lat) =
            table.get("lat").map(|entry| written.source.text[entry.value.span.clone()].to_owned())
        && written_lat.parse::<f64>().is_ok_and(|lat| lat.abs() <= 180.0)
    {
        let swapped = format!("lat = {lon}, lon = {written_lat}");
        let fix = swapped_degrees(written.source, table).map(|fix| Fix::new(written.source, fix));
        *diagnostic = diagnostic.clone().suggest(Suggestion::from(swapped)).fix(fix);
    }
    Some(FieldValue::Coordinates { lat: lat?, lon: lon? })
}

/// Writes the value of `lat` as that of `lon`, and the other way round.
fn swapped_degrees(source: &SourceText, table: &Table) -> Option<Vec<(Range<usize>, String)>> {
    let span = |key: &str| table.get(key).map(|entry| entry.value.span.clone());
    let (lat, lon) = (span("lat")?, span("lon")?);
    let written = |span: &Range<usize>| source.text.get(span.clone()).map(ToOwned::to_owned);
    Some(vec![(lat.clone(), written(&lon)?), (lon, written(&lat)?)])
}

/// Swaps latitude and longitude of the coordinates that stand in `span` of facts.
pub fn swap_coordinates(source: &SourceText, span: &Range<usize>) -> Fix {
    let (text, span) = (source.clone(), span.clone());
    Fix::computed(source, move || {
        let facts = parse_toml(&text, 0..text.text.len(), &mut Vec::new())?;
        let table = table_at(&facts, &span)?;
        swapped_degrees(&text, table)
    })
}

/// The table that stands in `span`, in a table or in one of its tables or lists.
fn table_at<'t>(table: &'t Table, span: &Range<usize>) -> Option<&'t Table> {
    let in_node = |node: &'t Node| match &node.data {
        Data::Table(table) if node.span == *span => Some(table),
        Data::Table(table) => table_at(table, span),
        Data::List(items) => items.iter().find_map(|item| match &item.data {
            Data::Table(table) if item.span == *span => Some(table),
            Data::Table(table) => table_at(table, span),
            _ => None,
        }),
        _ => None,
    };
    table.entries.iter().find_map(|entry| in_node(&entry.value))
}

fn degrees(
    reader: &mut Reader<'_>,
    written: &Written<'_>,
    key: &str,
    limit: f64,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<f64> {
    let value = number_part(reader, written, key, diagnostics)?;
    if value.abs() <= limit {
        return Some(value);
    }
    let span = reader.entry(key)?.value.span.clone();
    let name = format!("{}.{key}", written.key);
    let (minimum, maximum) = (format!("-{limit}"), limit.to_string());
    diagnostics.push(out_of_range(reader.source, span, &name, &value.to_string(), &minimum, &maximum));
    None
}

fn date_range(written: &Written<'_>, diagnostics: &mut Vec<Diagnostic>) -> Option<FieldValue> {
    let mut reader = part_reader(written, diagnostics)?;
    if reader.entry("from").is_none() {
        diagnostics.push(missing_part(written, "from"));
    }
    let from = reader.date_time("from", diagnostics);
    let to = reader.date_time("to", diagnostics);
    reader.finish(diagnostics);
    if let (Some(from), Some(to)) = (from, to)
        && to.compare(&from).is_lt()
    {
        let place = written.source.location(written.node.span.clone());
        diagnostics.push(Diagnostic::new(Code::InvalidDateRange).at(place));
        return None;
    }
    // The same day says nothing about how long something lasts that begins at some hour.
    let to = to.filter(|to| {
        to.time.is_some() || from.is_none_or(|from| from.time.is_none() || from.date != to.date)
    });
    Some(FieldValue::DateRange(from?, to))
}

fn money(written: &Written<'_>, diagnostics: &mut Vec<Diagnostic>) -> Option<FieldValue> {
    let mut reader = part_reader(written, diagnostics)?;
    let amount = number_part(&mut reader, written, "amount", diagnostics);
    let currency = reader.required_text("currency", written.node.span.clone(), diagnostics);
    let node = reader.entry("currency").map(|entry| &entry.value);
    reader.finish(diagnostics);
    let currency = currency?;
    if currency.len() != 3 || !currency.bytes().all(|b| b.is_ascii_uppercase()) {
        let key = format!("{}.currency", written.key);
        let common = ["KZT", "CNY", "RUB", "USD", "EUR"];
        diagnostics.push(not_an_option(written.source, node?, &key, currency, &common));
        return None;
    }
    Some(FieldValue::Money(amount?, currency.to_owned()))
}

/// Reads a table by the definitions of its fields. A table that lacks a required field is no value at all, because
/// templates rely on that field.
fn table(written: &Written<'_>, diagnostics: &mut Vec<Diagnostic>) -> Option<FieldValue> {
    let Data::Table(table) = &written.node.data else { return wrong_type_of(written, diagnostics) };
    let definitions = &written.definition.fields;
    let mut fields = Vec::new();
    for entry in &table.entries {
        let Some(index) = definitions.iter().position(|field| field.name == entry.key) else {
            let known = definitions.iter().map(|field| field.name.as_str());
            let keys = written_keys(&table.entries);
            diagnostics.push(unknown_key(written.source, entry, known, &keys));
            continue;
        };
        let key = format!("{}.{}", written.key, entry.key);
        if let Some(value) = definitions[index].read(written.source, &key, &entry.value, diagnostics) {
            fields.push(Field { definition: index, value: Spanned::new(value, entry.value.span.clone()) });
        }
    }
    let mut is_complete = true;
    for (index, definition) in definitions.iter().enumerate().filter(|(_, definition)| definition.required) {
        if table.get(&definition.name).is_none_or(|entry| entry.value.data.is_absent()) {
            diagnostics.push(missing_part(written, &definition.name));
        }
        is_complete &= fields.iter().any(|field| field.definition == index);
    }
    is_complete.then_some(FieldValue::Table(fields))
}

/// A reader of a value that is a table with keys that the type knows.
fn part_reader<'a>(written: &Written<'a>, diagnostics: &mut Vec<Diagnostic>) -> Option<Reader<'a>> {
    match &written.node.data {
        Data::Table(table) => Some(Reader::new(written.source, table, &format!("{}.", written.key))),
        _ => wrong_type_of(written, diagnostics),
    }
}

/// A number that must be among the keys of a table.
fn number_part(
    reader: &mut Reader<'_>,
    written: &Written<'_>,
    key: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<f64> {
    match reader.entry(key).map(|entry| &entry.value) {
        Some(Node { data: Data::Float(number), .. }) => Some(*number),
        Some(Node { data: Data::Integer(number), .. }) => Some(*number as f64),
        Some(node) => {
            let name = format!("{}.{key}", written.key);
            diagnostics.push(wrong_type(reader.source, node, &name, "number", &format!("{key} = 48.75")));
            None
        }
        None => {
            diagnostics.push(missing_part(written, key));
            None
        }
    }
}

fn missing_part(written: &Written<'_>, key: &str) -> Diagnostic {
    missing_key(written.source, &format!("{}.{key}", written.key))
        .at(written.source.location(written.node.span.clone()))
}

/// Reports that the value is of another type than the field.
fn wrong_type_of<T>(written: &Written<'_>, diagnostics: &mut Vec<Diagnostic>) -> Option<T> {
    diagnostics.push(written.wrong_type());
    None
}
