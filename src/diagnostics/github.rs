//! Diagnostics as workflow commands of GitHub Actions, which shows them at the lines of a pull request.
//!
//! The form is that of GitHub's documentation, "Workflow commands"; what is escaped, that of its toolkit (`command.ts`).

use super::code::Severity;
use super::diagnostic::Diagnostic;
use super::listing::{Entry, entries};
use super::location::Location;
use super::messages::Messages;

/// A command for each diagnostic, a line each. `folder` is the site's folder within the repository: empty, or ending in `/`.
pub fn to_github(diagnostics: &[Diagnostic], messages: &Messages, folder: &str) -> String {
    let mut text = String::new();
    for entry in entries(diagnostics) {
        let (severity, code, place, message) = match &entry {
            Entry::Shown(diagnostic) => {
                let help = messages.help(diagnostic).map(|help| format!("\n{help}")).unwrap_or_default();
                let place = diagnostic.location.as_ref().map(|place| properties(place, folder));
                let message = format!("{}{help}", messages.title(diagnostic));
                (diagnostic.severity(), diagnostic.code, place, message)
            }
            Entry::Omitted(omitted) => {
                let place = omitted.file.map(|file| format!("file={}", property(&format!("{folder}{file}"))));
                (omitted.severity, omitted.code, place, messages.omitted(omitted.count))
            }
        };
        let command = match severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let title = format!("title={}", property(code.as_str()));
        let properties: Vec<String> = place.into_iter().chain([title]).collect();
        text.push_str(&format!("::{command} {}::{}\n", properties.join(","), data(&message)));
    }
    text
}

fn properties(place: &Location, folder: &str) -> String {
    let file = property(&format!("{folder}{}", place.file()));
    match place.excerpt() {
        None => format!("file={file}"),
        Some(excerpt) => {
            let (line, column) = (place.line(), place.column());
            let width = excerpt.text[excerpt.highlight].chars().count().max(1) as u32;
            format!("file={file},line={line},col={column},endColumn={}", column + width)
        }
    }
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
