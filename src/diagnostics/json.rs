//! Diagnostics for machines.

use serde_json::{Value, json};

use super::diagnostic::Diagnostic;
use super::listing::Omitted;
use super::location::Location;
use super::messages::Messages;

/// The diagnostic as a JSON object: `code`, `severity` (`error` or `warning`), `message`, `help`, `suggestion`,
/// `file`, `line`, `column` (from one, in characters), `text` (the line; of a long line the part around the column, with
/// `…` where it was cut), `arguments` and `fix`.
///
/// `fix` is `null` unless it is certain what mends the mistake: then it has the `file` and a list of `replacements`, each
/// with `line`, `column`, `end_line`, `end_column` (the place behind the last character) and the `text` to write there.
pub fn to_json(diagnostic: &Diagnostic, messages: &Messages) -> Value {
    let place = diagnostic.location.as_ref();
    let excerpt = place.and_then(Location::excerpt);
    let line = place.filter(|_| excerpt.is_some());
    let arguments: serde_json::Map<String, Value> = diagnostic
        .arguments
        .iter()
        .map(|(name, value)| {
            (name.to_string(), serde_json::to_value(value).expect("arguments are plain data"))
        })
        .collect();
    json!({
        "code": diagnostic.code.as_str(),
        "severity": diagnostic.severity().as_str(),
        "message": messages.title(diagnostic),
        "help": messages.help(diagnostic),
        "suggestion": diagnostic.suggested_name(),
        "file": place.map(Location::file),
        "line": line.map(Location::line),
        "column": line.map(Location::column),
        "text": excerpt.map(|excerpt| excerpt.text),
        "arguments": arguments,
        "fix": diagnostic.stored_fix(),
    })
}

/// Diagnostics that are only counted, as a JSON object: `code`, `severity`, `message`, `file` and `count`.
pub fn omitted_to_json(omitted: &Omitted<'_>, messages: &Messages) -> Value {
    json!({
        "code": omitted.code.as_str(),
        "severity": omitted.severity.as_str(),
        "message": messages.omitted(omitted.count),
        "file": omitted.file,
        "count": omitted.count,
    })
}
