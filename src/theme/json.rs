//! The filter `json`: values for scripts and structured data.

use tera::{Kwargs, Map, State, TeraResult, Value};

use super::Scope;
use crate::content::NO_LINK;

/// Sentinel before JSON.
pub const JSON_START: char = '\u{FDD3}';
/// Sentinel after JSON.
pub const JSON_END: char = '\u{FDD4}';

/// Characters that would end a script or begin a comment in HTML, those that older scripts treat as line ends, and the
/// sentinels.
const UNSAFE: [(char, &str); 7] = [
    ('<', "\\u003c"),
    ('>', "\\u003e"),
    ('&', "\\u0026"),
    ('\u{2028}', "\\u2028"),
    ('\u{2029}', "\\u2029"),
    (JSON_START, "\\ufdd3"),
    (JSON_END, "\\ufdd4"),
];

/// `value | json(skip_empty=true)`: a value as JSON that is safe wherever it stands. With `skip_empty`, the entries of
/// maps that are none, or an empty text, list or map, are dropped, as are addresses of what is not published.
///
/// A script must hold JSON as it is; in an attribute, its quotation marks would end the attribute. A filter cannot know
/// where its output goes, so Tera escapes it like any text, and the pass over the finished page (`render::sentinels`) takes
/// that back where the JSON between the sentinels does not stand in a tag. JSON that this pass should ever miss stays
/// escaped.
pub(super) fn json(value: &Value, kwargs: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    let plain = match kwargs.get::<bool>("skip_empty")?.unwrap_or(false) {
        true => serde_json::to_string(&without_empty(value)),
        false => serde_json::to_string(value),
    };
    let plain = plain.map_err(|error| tera::Error::message(error.to_string()))?;
    // JSON has these characters within strings only.
    let mut safe = String::with_capacity(plain.len() + 8);
    safe.push(JSON_START);
    for c in plain.chars() {
        match UNSAFE.iter().find(|(character, _)| *character == c) {
            Some((_, escaped)) => safe.push_str(escaped),
            None => safe.push(c),
        }
    }
    safe.push(JSON_END);
    Scope::current().has_sentinels.set(true);
    Ok(safe.into())
}

fn without_empty(value: &Value) -> Value {
    if let Some(map) = value.as_map() {
        let entries = map.iter().map(|(key, value)| (key.clone(), without_empty(value)));
        return entries.filter(|(_, value)| !is_empty(value)).collect::<Map>().into();
    }
    match value.as_array() {
        Some(items) => {
            let items = items.iter().map(without_empty).filter(|item| !is_empty(item));
            items.collect::<Vec<_>>().into()
        }
        None => value.clone(),
    }
}

fn is_empty(value: &Value) -> bool {
    value.is_none()
        || value.is_undefined()
        || value.as_str().is_some_and(|text| text.is_empty() || text.contains(NO_LINK))
        || value.as_array().is_some_and(<[Value]>::is_empty)
        || value.as_map().is_some_and(Map::is_empty)
}
