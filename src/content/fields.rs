//! The fields of a page, read from its facts and its documents by what its kind says of them.

use super::Image;
use super::kind::{Field, FieldDefinition, FieldType, FieldValue, Kind};
use crate::config::not_an_option;
use crate::config::{DOCUMENT_KEYS, FACT_KEYS};
use crate::data::{Data, Entry, Node, Reader, Table, date, out_of_range, unknown_key, wrong_type};
use crate::diagnostics::{Code, Diagnostic, SourceText};

/// Where a page's fields are read from.
#[derive(Debug, Clone, Copy)]
pub enum Origin<'a> {
    /// The facts of the page; `document` is the path of a document that localised fields belong to.
    Facts {
        /// A path to name in the remedy.
        document: &'a str,
    },
    /// A document of the page; `facts` is the path of the facts that other fields belong to.
    Document {
        /// A path to name in the remedy.
        facts: &'a str,
    },
}

/// Reads the fields of a page from the keys that are neither a document's nor every page's.
pub fn read_fields(
    kind: &Kind,
    source: &SourceText,
    entries: &[Entry],
    origin: Origin<'_>,
    taxonomies: &[&str],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Field> {
    let localised = matches!(origin, Origin::Document { .. });
    let mut fields = Vec::new();
    for entry in entries {
        let key = entry.key.as_str();
        let index = kind.fields.iter().position(|field| field.name == key);
        match index {
            Some(index) if kind.fields[index].localised == localised => {
                let definition = &kind.fields[index];
                if let Some(value) = read_value(source, key, definition, &entry.value, diagnostics) {
                    fields.push(Field { definition: index, value, span: entry.value.span.clone() });
                }
                continue;
            }
            _ => {}
        }
        let place = source.location(entry.key_span.clone());
        match origin {
            Origin::Document { facts }
                if index.is_some() || FACT_KEYS.contains(&key) || taxonomies.contains(&key) =>
            {
                let diagnostic = Diagnostic::new(Code::FactInDocument).at(place);
                diagnostics.push(diagnostic.with("key", key).with("facts", facts));
            }
            Origin::Facts { document } if index.is_some() || DOCUMENT_KEYS.contains(&key) => {
                let diagnostic = Diagnostic::new(Code::LocalisedInFacts).at(place);
                diagnostics.push(diagnostic.with("key", key).with("document", document));
            }
            Origin::Document { .. } => {
                let known = DOCUMENT_KEYS.into_iter().chain(kind.names(true));
                diagnostics.push(unknown_key(source, entry, known));
            }
            Origin::Facts { .. } => {
                let known = FACT_KEYS.into_iter().chain(taxonomies.iter().copied()).chain(kind.names(false));
                diagnostics.push(unknown_key(source, entry, known));
            }
        }
    }
    for definition in &kind.fields {
        let written = entries.iter().any(|entry| entry.key == definition.name);
        if definition.required && definition.localised == localised && !written {
            diagnostics.push(
                Diagnostic::new(Code::MissingKey).in_file(&source.path).with("key", definition.name.as_str()),
            );
        }
    }
    fields
}

/// Reads a value. `key` names it in messages: the field's name, with that of the table it stands in before it.
fn read_value(
    source: &SourceText,
    key: &str,
    definition: &FieldDefinition,
    node: &Node,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<FieldValue> {
    if !definition.list {
        return read_single(source, key, definition, node, diagnostics);
    }
    let Data::List(items) = &node.data else {
        let example = format!("{} = {}", definition.name, example_of(definition));
        diagnostics.push(wrong_type(source, node, key, "list", &example));
        return None;
    };
    let values = items.iter().filter_map(|item| {
        Some((read_single(source, key, definition, item, diagnostics)?, item.span.clone()))
    });
    Some(FieldValue::List(values.collect()))
}

fn read_single(
    source: &SourceText,
    key: &str,
    definition: &FieldDefinition,
    node: &Node,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<FieldValue> {
    let value = match (&definition.field_type, &node.data) {
        (FieldType::Text, Data::Text(text)) => FieldValue::Text(text.clone()),
        (FieldType::Image, Data::Text(_) | Data::Table(_)) => {
            FieldValue::Image(Box::new(Image::read(source, key, node, diagnostics)?))
        }
        (FieldType::Table(fields), Data::Table(table)) => {
            return read_table(source, key, fields, node, table, diagnostics);
        }
        (FieldType::Link, Data::Text(text)) => FieldValue::Link(text.clone()),
        (FieldType::Reference, Data::Text(text)) => FieldValue::Reference(text.clone()),
        (FieldType::OneOf(options), Data::Text(text)) => {
            if !options.contains(text) {
                let options: Vec<&str> = options.iter().map(String::as_str).collect();
                diagnostics.push(not_an_option(source, node, key, text, &options));
                return None;
            }
            FieldValue::Text(text.clone())
        }
        (FieldType::Number, Data::Integer(number)) => FieldValue::Number(*number as f64),
        (FieldType::Number, Data::Float(number)) => FieldValue::Number(*number),
        (FieldType::Boolean, Data::Boolean(value)) => FieldValue::Boolean(*value),
        (FieldType::Date, Data::Date(_) | Data::Text(_)) => {
            FieldValue::Date(date(source, key, node, diagnostics)?)
        }
        (FieldType::DateRange, Data::Table(table)) => {
            return date_range(source, key, node, table, diagnostics);
        }
        (FieldType::Months, Data::List(items)) => return months(source, key, items, diagnostics),
        (FieldType::Coordinates, Data::Table(table)) => {
            return coordinates(source, key, node, table, diagnostics);
        }
        (FieldType::Money, Data::Table(table)) => return money(source, key, node, table, diagnostics),
        (field_type, _) => {
            let example = format!("{} = {}", definition.name, example(field_type));
            diagnostics.push(wrong_type(source, node, key, type_name(field_type), &example));
            return None;
        }
    };
    Some(value)
}

/// Reads a table by the definitions of its fields. One that lacks what it must have is no value: templates rely on it.
fn read_table(
    source: &SourceText,
    key: &str,
    definitions: &[FieldDefinition],
    node: &Node,
    table: &Table,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<FieldValue> {
    let mut fields = Vec::new();
    for entry in &table.entries {
        let Some(index) = definitions.iter().position(|field| field.name == entry.key) else {
            let known = definitions.iter().map(|field| field.name.as_str());
            diagnostics.push(unknown_key(source, entry, known));
            continue;
        };
        let name = format!("{key}.{}", entry.key);
        if let Some(value) = read_value(source, &name, &definitions[index], &entry.value, diagnostics) {
            fields.push(Field { definition: index, value, span: entry.value.span.clone() });
        }
    }
    let mut is_whole = true;
    for (index, definition) in definitions.iter().enumerate().filter(|(_, definition)| definition.required) {
        if table.get(&definition.name).is_none() {
            let place = source.location(node.span.clone());
            let name = format!("{key}.{}", definition.name);
            diagnostics.push(Diagnostic::new(Code::MissingKey).at(place).with("key", name));
        }
        is_whole &= fields.iter().any(|field| field.definition == index);
    }
    is_whole.then_some(FieldValue::Table(fields))
}

fn coordinates(
    source: &SourceText,
    key: &str,
    node: &Node,
    table: &Table,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<FieldValue> {
    let mut reader = Reader::new(source, table, &format!("{key}."));
    let lat = degrees(&mut reader, key, "lat", 90.0, node, diagnostics);
    let lon = degrees(&mut reader, key, "lon", 180.0, node, diagnostics);
    reader.finish(diagnostics);
    Some(FieldValue::Coordinates { lat: lat?, lon: lon? })
}

fn degrees(
    reader: &mut Reader<'_>,
    prefix: &str,
    key: &str,
    limit: f64,
    parent: &Node,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<f64> {
    let name = format!("{prefix}.{key}");
    let value = number(reader, &name, key, parent, diagnostics)?;
    if value.abs() <= limit {
        return Some(value);
    }
    let span = reader.entry(key)?.value.span.clone();
    let limit_text = limit.to_string();
    diagnostics.push(out_of_range(
        reader.source,
        span,
        &name,
        &value.to_string(),
        &format!("-{limit_text}"),
        &limit_text,
    ));
    None
}

fn number(
    reader: &mut Reader<'_>,
    name: &str,
    key: &str,
    parent: &Node,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<f64> {
    match reader.entry(key).map(|entry| &entry.value) {
        Some(Node { data: Data::Float(number), .. }) => Some(*number),
        Some(Node { data: Data::Integer(number), .. }) => Some(*number as f64),
        Some(node) => {
            diagnostics.push(wrong_type(reader.source, node, name, "number", &format!("{key} = 48.75")));
            None
        }
        None => {
            let place = reader.source.location(parent.span.clone());
            diagnostics.push(Diagnostic::new(Code::MissingKey).at(place).with("key", name));
            None
        }
    }
}

fn date_range(
    source: &SourceText,
    key: &str,
    node: &Node,
    table: &Table,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<FieldValue> {
    let mut reader = Reader::new(source, table, &format!("{key}."));
    if table.get("from").is_none() {
        let place = source.location(node.span.clone());
        diagnostics.push(Diagnostic::new(Code::MissingKey).at(place).with("key", format!("{key}.from")));
    }
    let from = reader.date("from", diagnostics);
    let to = reader.date("to", diagnostics);
    reader.finish(diagnostics);
    if to < from && to.is_some() {
        diagnostics.push(Diagnostic::new(Code::InvalidDateRange).at(source.location(node.span.clone())));
        return None;
    }
    Some(FieldValue::DateRange(from?, to))
}

fn months(
    source: &SourceText,
    key: &str,
    items: &[Node],
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<FieldValue> {
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

fn money(
    source: &SourceText,
    key: &str,
    node: &Node,
    table: &Table,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<FieldValue> {
    let mut reader = Reader::new(source, table, &format!("{key}."));
    let amount = number(&mut reader, &format!("{key}.amount"), "amount", node, diagnostics);
    let currency = reader.required_text("currency", node.span.clone(), diagnostics);
    reader.finish(diagnostics);
    let currency = currency?;
    if currency.len() != 3 || !currency.bytes().all(|b| b.is_ascii_uppercase()) {
        let node = &table.get("currency")?.value;
        diagnostics.push(not_an_option(
            source,
            node,
            &format!("{key}.currency"),
            currency,
            &["KZT", "CNY", "RUB", "USD", "EUR"],
        ));
        return None;
    }
    Some(FieldValue::Money(amount?, currency.to_owned()))
}

/// The type's name in messages.
fn type_name(field_type: &FieldType) -> &'static str {
    match field_type {
        FieldType::Text | FieldType::Image | FieldType::Link | FieldType::Reference | FieldType::OneOf(_) => {
            "text"
        }
        FieldType::Number => "number",
        FieldType::Boolean => "boolean",
        FieldType::Coordinates => "coordinates",
        FieldType::Date => "date",
        FieldType::DateRange => "date-range",
        FieldType::Months => "months",
        FieldType::Money => "money",
        FieldType::Table(_) => "table",
    }
}

/// How a field may be written: one value, or a list of one.
fn example_of(definition: &FieldDefinition) -> String {
    match definition.list {
        true => format!("[{}]", example(&definition.field_type)),
        false => example(&definition.field_type),
    }
}

fn example(field_type: &FieldType) -> String {
    match field_type {
        FieldType::Text => "\"…\"".to_owned(),
        FieldType::Number => "1450".to_owned(),
        FieldType::Boolean => "true".to_owned(),
        FieldType::Coordinates => "{ lat = 48.75, lon = 85.75 }".to_owned(),
        FieldType::Date => "2026-05-20".to_owned(),
        FieldType::DateRange => "{ from = 2026-05-20, to = 2026-05-22 }".to_owned(),
        FieldType::Months => "[6, 7, 8]".to_owned(),
        FieldType::Image => "\"hero.jpg\"".to_owned(),
        FieldType::Link => "\"https://…\"".to_owned(),
        FieldType::Reference => "\"/destinations/markakol/\"".to_owned(),
        FieldType::Money => "{ amount = 5000, currency = \"KZT\" }".to_owned(),
        FieldType::Table(fields) => {
            let required = fields.iter().filter(|field| field.required);
            let shown = required.chain(fields).next();
            let shown = shown.map(|field| format!("{} = {}", field.name, example_of(field)));
            format!("{{ {} }}", shown.unwrap_or_default())
        }
        FieldType::OneOf(options) => format!("\"{}\"", options.first().map_or("…", String::as_str)),
    }
}
