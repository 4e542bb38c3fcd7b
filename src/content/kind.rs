//! Kinds of pages and their typed fields.

use std::ops::Range;

use typed_index_collections::TiVec;

use super::Image;
use crate::config::not_an_option;
use crate::data::{Data, Date, Entry, Reader, Table, wrong_type};
use crate::diagnostics::{Code, Diagnostic, SourceText};
use crate::id::define_id;

define_id! {
    /// The place of a kind among those of a site.
    KindId
}

/// What a page is, and which fields it has.
#[derive(Debug, Clone, PartialEq)]
pub struct Kind {
    /// The name that facts use: `destination`.
    pub name: String,
    /// Its template, where that is not `NAME.html`.
    pub template: Option<String>,
    /// Its fields, in the order in which they are declared.
    pub fields: Vec<FieldDefinition>,
}

/// A field of a kind, or of a table within one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldDefinition {
    /// The key in facts or front matter.
    pub name: String,
    /// What its value must be.
    pub field_type: FieldType,
    /// Whether it holds a list of such values.
    pub list: bool,
    /// Whether a page must have it.
    pub required: bool,
    /// Whether it is different in each language, and stands in the documents.
    pub localised: bool,
    /// The unit of a number, as CLDR names it: `meter`, `square-kilometer`.
    pub unit: Option<String>,
}

/// What the value of a field must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldType {
    /// Any text.
    Text,
    /// A number.
    Number,
    /// True or false.
    Boolean,
    /// `{ lat, lon }`, WGS-84 degrees.
    Coordinates,
    /// A day, ISO 8601.
    Date,
    /// `{ from, to }`, days; `to` may be absent.
    DateRange,
    /// Months of the year, 1 to 12.
    Months,
    /// A picture beside the page, or from the content folder with `/` in front.
    Image,
    /// An address, or a page's content path.
    Link,
    /// A page's content path.
    Reference,
    /// `{ amount, currency }`, the currency by ISO 4217.
    Money,
    /// One of these.
    OneOf(Vec<String>),
    /// A table with fields of its own.
    Table(Vec<FieldDefinition>),
}

/// The value of a field.
#[derive(Debug, Clone, PartialEq)]
pub enum FieldValue {
    /// Any text, or one of a kind's options.
    Text(String),
    /// A number.
    Number(f64),
    /// True or false.
    Boolean(bool),
    /// WGS-84 degrees.
    Coordinates {
        /// Latitude, north positive.
        lat: f64,
        /// Longitude, east positive.
        lon: f64,
    },
    /// A day.
    Date(Date),
    /// Days from the first to the last.
    DateRange(Date, Option<Date>),
    /// Months of the year, 1 to 12, in the order in which they were written.
    Months(Vec<u8>),
    /// A picture, and what is said of it.
    Image(Box<Image>),
    /// A link as it was written.
    Link(String),
    /// A page's content path as it was written.
    Reference(String),
    /// An amount of money and its ISO 4217 currency.
    Money(f64, String),
    /// The fields of a table, whose definitions are those of [`FieldType::Table`].
    Table(Vec<Field>),
    /// Several values.
    List(Vec<(FieldValue, Range<usize>)>),
}

/// A field of a page, or of a table within one: its place in the definitions, its value, and where it stands in its
/// file.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// Index into [`Kind::fields`], or into the fields of the table.
    pub definition: usize,
    /// The value.
    pub value: FieldValue,
    /// Bytes of the file.
    pub span: Range<usize>,
}

impl FieldType {
    /// The names of the types.
    pub const NAMES: [&'static str; 13] = [
        "text",
        "number",
        "boolean",
        "coordinates",
        "date",
        "date-range",
        "months",
        "image",
        "link",
        "reference",
        "money",
        "one-of",
        "table",
    ];
}

impl Kind {
    /// A kind without fields.
    pub fn plain(name: &str) -> Self {
        Self { name: name.to_owned(), template: None, fields: Vec::new() }
    }

    /// The name of its template.
    pub fn template(&self) -> String {
        self.template.clone().unwrap_or_else(|| format!("{}.html", self.name))
    }

    /// The names of its fields, of those that differ in each language or of the others.
    pub fn names(&self, localised: bool) -> impl Iterator<Item = &str> + Clone {
        self.fields.iter().filter(move |field| field.localised == localised).map(|field| field.name.as_str())
    }
}

/// Reads `[kinds]`. A kind that is there already is replaced: the site's kinds win over the theme's.
pub fn read_kinds(
    source: &SourceText,
    table: &Table,
    kinds: &mut TiVec<KindId, Kind>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for entry in &table.entries {
        let prefix = format!("kinds.{}", entry.key);
        let Data::Table(table) = &entry.value.data else {
            diagnostics.push(wrong_type(source, &entry.value, &prefix, "table", &format!("[{prefix}]")));
            continue;
        };
        let mut reader = Reader::new(source, table, &format!("{prefix}."));
        let mut kind = Kind::plain(&entry.key);
        kind.template = reader.text("template", diagnostics).map(ToOwned::to_owned);
        kind.fields = read_definitions(&mut reader, &prefix, false, diagnostics);
        reader.finish(diagnostics);
        kinds.retain(|known| known.name != kind.name);
        kinds.push(kind);
    }
}

/// Reads `fields`, of a kind or of a table within one.
fn read_definitions(
    reader: &mut Reader<'_>,
    prefix: &str,
    is_nested: bool,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<FieldDefinition> {
    let source = reader.source;
    let fields = reader.table("fields", diagnostics).into_iter().flat_map(|table| &table.entries);
    let prefix = format!("{prefix}.fields");
    fields.filter_map(|field| read_definition(source, field, &prefix, is_nested, diagnostics)).collect()
}

fn read_definition(
    source: &SourceText,
    entry: &Entry,
    prefix: &str,
    is_nested: bool,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<FieldDefinition> {
    let prefix = format!("{prefix}.{}", entry.key);
    let Data::Table(table) = &entry.value.data else {
        let example = format!("{} = {{ type = \"text\" }}", entry.key);
        diagnostics.push(wrong_type(source, &entry.value, &prefix, "table", &example));
        return None;
    };
    let mut reader = Reader::new(source, table, &format!("{prefix}."));
    let type_name = reader.required_text("type", entry.key_span.clone(), diagnostics);
    let options: Vec<String> =
        reader.texts("options", diagnostics).into_iter().map(|(option, _)| option.to_owned()).collect();
    let field_type = type_name.and_then(|name| {
        let found = match name {
            "text" => FieldType::Text,
            "number" => FieldType::Number,
            "boolean" => FieldType::Boolean,
            "coordinates" => FieldType::Coordinates,
            "date" => FieldType::Date,
            "date-range" => FieldType::DateRange,
            "months" => FieldType::Months,
            "image" => FieldType::Image,
            "link" => FieldType::Link,
            "reference" => FieldType::Reference,
            "money" => FieldType::Money,
            "one-of" => FieldType::OneOf(options),
            "table" => {
                if table.get("fields").is_none() {
                    let place = source.location(entry.value.span.clone());
                    let key = format!("{prefix}.fields");
                    diagnostics.push(Diagnostic::new(Code::MissingKey).at(place).with("key", key));
                }
                FieldType::Table(read_definitions(&mut reader, &prefix, true, diagnostics))
            }
            _ => {
                let node = &table.get("type")?.value;
                diagnostics.push(not_an_option(source, node, "type", name, &FieldType::NAMES));
                return None;
            }
        };
        Some(found)
    });
    let definition = FieldDefinition {
        name: entry.key.clone(),
        field_type: field_type.clone().unwrap_or(FieldType::Text),
        list: reader.boolean("list", diagnostics).unwrap_or(false),
        required: reader.boolean("required", diagnostics).unwrap_or(false),
        // A table is different in each language, or it is not: a part of it stands in no other file.
        localised: !is_nested && reader.boolean("localised", diagnostics).unwrap_or(false),
        unit: reader.text("unit", diagnostics).map(ToOwned::to_owned),
    };
    reader.finish(diagnostics);
    field_type.map(|_| definition)
}
