//! Diagnostics in SARIF 2.1.0 (OASIS Standard, 27 March 2020), which code hosts and editors read.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde_json::{Value, json};

use super::code::Code;
use super::diagnostic::Diagnostic;
use super::fix::{StoredFix, StoredReplacement};
use super::listing::{Entry, entries};
use super::location::Location;
use super::messages::Messages;

/// What a path must not have in a URI (RFC 3986, `pchar`).
const NOT_IN_PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// A log with one run. `language` is the tag of the messages; `folder` is the site's folder within the repository: empty, or
/// ending in `/`. Of diagnostics that are only counted, the count is a result of its own.
pub fn to_sarif(diagnostics: &[Diagnostic], messages: &Messages, language: &str, folder: &str) -> Value {
    let mut codes: Vec<Code> = diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
    codes.sort_unstable_by_key(|code| code.as_str());
    codes.dedup();
    let rules: Vec<Value> = codes.iter().map(|code| rule(*code, messages)).collect();
    let index = |code: Code| codes.binary_search_by_key(&code.as_str(), |code| code.as_str()).unwrap_or(0);
    let results = entries(diagnostics).into_iter().map(|entry| {
        let (code, severity) = match &entry {
            Entry::Shown(diagnostic) => (diagnostic.code, diagnostic.severity()),
            Entry::Omitted(omitted) => (omitted.code, omitted.severity),
        };
        let mut result = json!({
            "ruleId": code.as_str(),
            "ruleIndex": index(code),
            "level": severity.as_str(),
        });
        match &entry {
            Entry::Shown(diagnostic) => {
                result["message"] = json!({ "text": sentence(diagnostic, messages) });
                if let Some(place) = &diagnostic.location {
                    result["locations"] = json!([{ "physicalLocation": physical(place, folder) }]);
                }
                if let Some(fix) = diagnostic.stored_fix() {
                    result["fixes"] = json!([fix_value(&fix, folder)]);
                }
            }
            Entry::Omitted(omitted) => {
                result["message"] = json!({ "text": messages.omitted(omitted.count) });
                if let Some(file) = omitted.file {
                    let location = json!({ "artifactLocation": artifact(file, folder) });
                    result["locations"] = json!([{ "physicalLocation": location }]);
                }
            }
        }
        result
    });
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "sapar",
                "version": env!("CARGO_PKG_VERSION"),
                "language": language,
                "rules": rules,
            } },
            "language": language,
            "columnKind": "unicodeCodePoints",
            "results": results.collect::<Vec<Value>>(),
        }],
    })
}

/// What is wrong and what to do about it.
fn sentence(diagnostic: &Diagnostic, messages: &Messages) -> String {
    match messages.help(diagnostic) {
        Some(help) => format!("{}\n{help}", messages.title(diagnostic)),
        None => messages.title(diagnostic),
    }
}

fn rule(code: Code, messages: &Messages) -> Value {
    let mut rule = json!({
        "id": code.as_str(),
        "shortDescription": { "text": messages.general_title(code) },
        "defaultConfiguration": {
            "enabled": code.default_severity().is_some(),
            "level": code.severity().as_str(),
        },
    });
    if let Some(help) = messages.general_help(code) {
        rule["help"] = json!({ "text": help });
    }
    rule
}

fn artifact(file: &str, folder: &str) -> Value {
    let path = format!("{folder}{file}");
    json!({ "uri": utf8_percent_encode(&path, NOT_IN_PATH).to_string(), "uriBaseId": "%SRCROOT%" })
}

fn physical(place: &Location, folder: &str) -> Value {
    let mut location = json!({ "artifactLocation": artifact(place.file(), folder) });
    if let Some(excerpt) = place.excerpt() {
        let width = excerpt.text[excerpt.highlight].chars().count() as u32;
        location["region"] = json!({
            "startLine": place.line(),
            "startColumn": place.column(),
            "endLine": place.line(),
            "endColumn": place.column() + width,
        });
    }
    location
}

fn fix_value(fix: &StoredFix, folder: &str) -> Value {
    let replacement = |it: &StoredReplacement| {
        json!({
            "deletedRegion": {
                "startLine": it.line,
                "startColumn": it.column,
                "endLine": it.end_line,
                "endColumn": it.end_column,
            },
            "insertedContent": { "text": it.text },
        })
    };
    json!({
        "artifactChanges": [{
            "artifactLocation": artifact(&fix.file, folder),
            "replacements": fix.replacements.iter().map(replacement).collect::<Vec<Value>>(),
        }],
    })
}
