//! A type of fields, a field that a kind declares, and the value that a page gives it.

use std::borrow::Cow;
use std::fmt;

use crate::content::Image;
use crate::data::{Data, Date, LocalDateTime, Node, Spanned, wrong_type};
use crate::diagnostics::{Diagnostic, SourceText};

/// A type of fields: one row of [`super::FIELD_TYPES`].
pub struct FieldType {
    /// The name that `type = "…"` gives it in a kind: `date-range`.
    pub name: &'static str,
    /// The key of the words for it in the message `expected-type`, which says what a value must be.
    pub noun: &'static str,
    /// What else a declaration of such a field says.
    pub parameter: Parameter,
    /// A value as TOML, for messages and for the guide.
    pub example: &'static str,
    /// What it is, in one or two sentences of Markdown for the guide.
    pub description: &'static str,
    /// Reads one value. Returns `None` after it has reported what is wrong.
    pub read: fn(&Written<'_>, &mut Vec<Diagnostic>) -> Option<FieldValue>,
}

/// What a declaration of a field says besides its type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Parameter {
    /// Nothing.
    None,
    /// The values to choose from: `options`.
    Options,
    /// The fields of a table: `fields`.
    Fields,
}

/// A field of a kind, or of a table within one.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldDefinition {
    /// The key in facts or front matter.
    pub name: String,
    /// What its value must be.
    pub field_type: &'static FieldType,
    /// The values to choose from, for [`Parameter::Options`]; otherwise empty.
    pub options: Vec<String>,
    /// The fields of the table, for [`Parameter::Fields`]; otherwise empty.
    pub fields: Vec<FieldDefinition>,
    /// Whether it holds a list of such values.
    pub list: bool,
    /// Whether a page must have it.
    pub required: bool,
    /// Whether it differs between languages, and is therefore written in the documents.
    pub localised: bool,
    /// The unit of a number, as CLDR names it: `meter`, `square-kilometer`.
    pub unit: Option<String>,
    /// The least number that it can be.
    pub min: Option<f64>,
    /// The largest number that it can be.
    pub max: Option<f64>,
}

/// The value of a field.
#[derive(Debug, Clone, PartialEq)]
pub enum FieldValue {
    /// Any text, or one of the field's options.
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
    /// The first day and, if it is known, the last; each with the time of day, if the author gives it.
    DateRange(LocalDateTime, Option<LocalDateTime>),
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
    /// The fields of a table, defined by [`FieldDefinition::fields`].
    Table(Vec<Field>),
    /// Several values.
    List(Vec<Spanned<FieldValue>>),
}

/// A field of a page, or of a table within one.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// Index into the fields of the page's kind, or into those of the table.
    pub definition: usize,
    /// The value and its place.
    pub value: Spanned<FieldValue>,
}

/// A single value of a field as an author wrote it.
#[derive(Debug, Clone, Copy)]
pub struct Written<'a> {
    /// The file.
    pub source: &'a SourceText,
    /// What messages call it: the field's name, after the name of its table and a dot if it is in one.
    pub key: &'a str,
    /// The field.
    pub definition: &'a FieldDefinition,
    /// The value.
    pub node: &'a Node,
}

impl PartialEq for FieldType {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl fmt::Debug for FieldType {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name)
    }
}

impl FieldDefinition {
    /// Reads the value of the field, or the list of its values. `key` names it in messages.
    pub fn read(
        &self,
        source: &SourceText,
        key: &str,
        node: &Node,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<FieldValue> {
        if node.data.is_absent() {
            return None;
        }
        let mut read =
            |node| (self.field_type.read)(&Written { source, key, definition: self, node }, diagnostics);
        if !self.list {
            return read(node);
        }
        let Data::List(items) = &node.data else {
            let example = self.example_line();
            diagnostics.push(wrong_type(source, node, key, "list", &example));
            return None;
        };
        let items = items.iter().filter(|item| item.data != Data::Null);
        let values = items.filter_map(|item| Some(Spanned::new(read(item)?, item.span.clone())));
        Some(FieldValue::List(values.collect()))
    }

    /// A line of TOML that gives the field a value: `altitude = 1450`.
    pub fn example_line(&self) -> String {
        format!("{} = {}", self.key(), self.example())
    }

    /// The name as a key of TOML, which takes other letters than Latin ones only between quotation marks.
    fn key(&self) -> Cow<'_, str> {
        let is_bare = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
        match !self.name.is_empty() && self.name.bytes().all(is_bare) {
            true => self.name.as_str().into(),
            false => format!("\"{}\"", self.name).into(),
        }
    }

    /// How the field may be written, as TOML: one value, or a list of one.
    fn example(&self) -> String {
        match self.list {
            true => format!("[{}]", self.example_of_one()),
            false => self.example_of_one(),
        }
    }

    fn example_of_one(&self) -> String {
        // The field's own options and fields are a better example than those of the type.
        let required = self.fields.iter().filter(|field| field.required);
        match (self.options.first(), required.chain(&self.fields).next()) {
            (Some(option), _) => format!("\"{option}\""),
            (None, Some(field)) => format!("{{ {} }}", field.example_line()),
            (None, None) => self.field_type.example.to_owned(),
        }
    }
}

impl Written<'_> {
    /// Says that the value is of another type than the field.
    pub(super) fn wrong_type(&self) -> Diagnostic {
        let example = format!("{} = {}", self.definition.key(), self.definition.example_of_one());
        wrong_type(self.source, self.node, self.key, self.definition.field_type.noun, &example)
    }
}
