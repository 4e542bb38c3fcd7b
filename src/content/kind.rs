//! Kinds of pages and the fields that they declare.

use typed_index_collections::TiVec;

use super::expiry::ExpiryPolicy;
use super::fields::{FieldDefinition, Parameter, field_type, field_type_names};
use crate::data::{Data, Entry, Reader, Table, missing_key, not_an_option, wrong_type};
use crate::diagnostics::{Diagnostic, SourceText};
use crate::id::define_id;

define_id! {
    /// The index of a kind among those of a site.
    KindId
}

/// A kind of page, such as destination or event, and the fields of such pages.
#[derive(Debug, Clone, PartialEq)]
pub struct Kind {
    /// The name that facts use: `destination`.
    pub name: String,
    /// Its template, if that is not `NAME.html`.
    pub template: Option<String>,
    /// Its fields, in the order in which they are declared.
    pub fields: Vec<FieldDefinition>,
    /// What becomes of its pages when they have expired, if it says so.
    pub expired: Option<ExpiryPolicy>,
}

impl Kind {
    /// A kind without fields.
    pub fn plain(name: &str) -> Self {
        Self { name: name.to_owned(), template: None, fields: Vec::new(), expired: None }
    }

    /// The name of its template.
    pub fn template(&self) -> String {
        self.template.clone().unwrap_or_else(|| format!("{}.html", self.name))
    }

    /// The names of its localised fields, or of the others.
    pub fn names(&self, localised: bool) -> impl Iterator<Item = &str> + Clone {
        self.fields.iter().filter(move |field| field.localised == localised).map(|field| field.name.as_str())
    }
}

/// Reads `[kinds]` and adds them to `kinds`. The site's kinds, which are read last, override the theme's of the same
/// name: each key that they give replaces that of the theme's kind, its fields as a whole.
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
        let known = kinds.iter().find(|known| known.name == entry.key);
        let mut kind = known.cloned().unwrap_or_else(|| Kind::plain(&entry.key));
        if let Some(template) = reader.text("template", diagnostics) {
            kind.template = Some(template.to_owned());
        }
        if let Some(expired) = ExpiryPolicy::read(&mut reader, diagnostics) {
            kind.expired = Some(expired);
        }
        if reader.entry("fields").is_some() {
            kind.fields = read_definitions(&mut reader, &prefix, false, diagnostics);
        }
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
    let options = reader.texts("options", diagnostics).into_iter().map(|option| option.value.to_owned());
    let options: Vec<String> = options.collect();
    let field_type = type_name.and_then(|name| {
        let found = field_type(name);
        if let (None, Some(written)) = (found, table.get("type")) {
            let names: Vec<&str> = field_type_names().collect();
            diagnostics.push(not_an_option(source, &written.value, "type", name, &names));
        }
        found
    });
    let parameter = field_type.map_or(Parameter::None, |field_type| field_type.parameter);
    let fields = match parameter {
        Parameter::Fields => {
            if table.get("fields").is_none() {
                let place = source.location(entry.value.span.clone());
                let key = format!("{prefix}.fields");
                diagnostics.push(missing_key(source, &key).at(place));
            }
            read_definitions(&mut reader, &prefix, true, diagnostics)
        }
        Parameter::None | Parameter::Options => Vec::new(),
    };
    let list = reader.boolean("list", diagnostics).unwrap_or(false);
    let required = reader.boolean("required", diagnostics).unwrap_or(false);
    // A table is in the facts or in the documents as a whole, so its fields have no such key.
    let localised = !is_nested && reader.boolean("localised", diagnostics).unwrap_or(false);
    let unit = reader.text("unit", diagnostics).map(ToOwned::to_owned);
    reader.finish(diagnostics);
    Some(FieldDefinition {
        name: entry.key.clone(),
        field_type: field_type?,
        options: if parameter == Parameter::Options { options } else { Vec::new() },
        fields,
        list,
        required,
        localised,
        unit,
    })
}
