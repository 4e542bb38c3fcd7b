//! Diagnostics for machines.

use serde_json::{Value, json};

use super::{Diagnostic, Messages, Severity};

/// The diagnostic as a JSON object: `code`, `severity` (`error` or `warning`), `message`, `help`, `suggestion`,
/// `file`, `line`, `column` (from one, in characters), `text` (the line itself) and `arguments`.
pub fn to_json(diagnostic: &Diagnostic, messages: &Messages) -> Value {
    let place = diagnostic.location.as_ref();
    let line = place.filter(|place| place.line > 0);
    let arguments: serde_json::Map<String, Value> = diagnostic
        .arguments
        .iter()
        .map(|(name, value)| (name.clone(), serde_json::to_value(value).expect("arguments are plain data")))
        .collect();
    json!({
        "code": diagnostic.code.as_str(),
        "severity": match diagnostic.severity() { Severity::Error => "error", Severity::Warning => "warning" },
        "message": messages.title(diagnostic),
        "help": messages.help(diagnostic),
        "suggestion": diagnostic.suggestion,
        "file": place.map(|place| &place.file),
        "line": line.map(|place| place.line),
        "column": line.map(|place| place.column),
        "text": line.map(|place| &place.text),
        "arguments": arguments,
    })
}
