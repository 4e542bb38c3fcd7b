//! The fields of a page that its theme does not know, as `page.own_fields`: those that a site adds to a kind, or has in a kind
//! of its own. They are told with what is needed to show them, so that a theme need not have a place for each.

use tera::{Map, Value};

use super::View;
use super::values::map;
use crate::content::fields::FieldDefinition;
use crate::site::PageId;

/// The fields of a page, whose values are `facts`, that no kind with the same template has among those of the theme.
pub(crate) fn own_fields_value(view: &View, id: PageId, template: &str, facts: &Value) -> Value {
    let page = &view.site.pages[id];
    let theirs = view.theme.manifest.kinds.iter().filter(|kind| kind.template() == template);
    let known: Vec<&str> = theirs.flat_map(|kind| &kind.fields).map(|field| field.name.as_str()).collect();
    let own = view.site.kinds[page.kind].fields.iter().filter(|field| !known.contains(&field.name.as_str()));
    let Some(facts) = facts.as_map() else { return Vec::<Value>::new().into() };
    own.filter_map(|field| entry(field, facts)).collect::<Vec<_>>().into()
}

/// A field that has a value. The values in a table are entries themselves.
fn entry(field: &FieldDefinition, values: &Map) -> Option<Value> {
    let value = values
        .iter()
        .find_map(|(key, value)| (key.as_str() == Some(field.name.as_str())).then_some(value))?;
    let is_empty = |value: &Value| value.is_none() || value.as_array().is_some_and(<[Value]>::is_empty);
    if is_empty(value) {
        return None;
    }
    let items = match (field.list, value.as_array()) {
        (true, Some(items)) => items.to_vec(),
        _ => vec![value.clone()],
    };
    let shown = items.into_iter().map(|value| match value.as_map() {
        Some(table) if !field.fields.is_empty() => {
            field.fields.iter().filter_map(|field| entry(field, table)).collect::<Vec<_>>().into()
        }
        _ => value,
    });
    Some(map([
        ("label", label(&field.name).into()),
        ("localised", field.localised.into()),
        ("name", field.name.as_str().into()),
        ("type", field.field_type.name.into()),
        ("unit", field.unit.as_deref().into()),
        ("values", shown.collect::<Vec<_>>().into()),
    ]))
}

/// A name as words: `Nearest station` from `nearest_station`.
fn label(name: &str) -> String {
    let words = name.replace(['_', '-'], " ");
    let mut letters = words.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}
