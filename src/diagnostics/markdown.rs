//! Diagnostics as Markdown, such as for a comment on a pull request.

use super::counts::Counts;
use super::diagnostic::Diagnostic;
use super::listing::{Entry, entries};
use super::location::Location;
use super::messages::Messages;

/// How many are listed at most: a comment on GitHub has room for 65,536 characters.
const MAX_LISTED: usize = 150;

/// A list of diagnostics by file, under a line that counts them.
pub fn to_markdown(diagnostics: &[Diagnostic], messages: &Messages) -> String {
    let counts = Counts::of(diagnostics);
    let about = [("errors", counts.errors.into()), ("warnings", counts.warnings.into())];
    let mut text = format!("**{}**\n", messages.text("check-done", &about));
    let all = entries(diagnostics);
    let mut last = None;
    for entry in all.iter().take(MAX_LISTED) {
        let (severity, code, file, line, message) = match entry {
            Entry::Shown(diagnostic) => {
                let place = diagnostic.location.as_ref();
                let help = messages.help(diagnostic).map(|help| format!("  \n  {}", escaped(&help)));
                let message = escaped(&messages.title(diagnostic)) + &help.unwrap_or_default();
                let line = place.filter(|place| place.line() > 0).map(Location::line);
                let file = place.map(Location::file);
                (diagnostic.severity(), diagnostic.code, file, line, message)
            }
            Entry::Omitted(omitted) => {
                (omitted.severity, omitted.code, omitted.file, None, messages.omitted(omitted.count))
            }
        };
        if last != Some(file) {
            last = Some(file);
            text.push_str(&file.map_or_else(|| "\n".to_owned(), |file| format!("\n`{file}`\n\n")));
        }
        let severity = messages.text(&format!("severity-{}", severity.as_str()), &[]);
        let line = line.map(|line| format!("{line}: ")).unwrap_or_default();
        text.push_str(&format!("- {line}{severity} `{code}`: {message}\n"));
    }
    let rest: usize = all.iter().skip(MAX_LISTED).map(Entry::count).sum();
    if rest > 0 {
        text.push_str(&format!("\n{}\n", messages.omitted(rest)));
    }
    text
}

/// A message, in which what stands between backticks is code already, and nothing else is markup.
fn escaped(message: &str) -> String {
    let mut text = String::with_capacity(message.len());
    let mut is_code = false;
    for c in message.chars() {
        is_code ^= c == '`';
        if !is_code && matches!(c, '*' | '_' | '<' | '[' | ']' | '|' | '#') {
            text.push('\\');
        }
        // A list ends where a line is not indented.
        match c {
            '\n' => text.push_str("\n  "),
            _ => text.push(c),
        }
    }
    text
}
