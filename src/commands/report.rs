//! Prints diagnostics and the end of a command, for a person or for a machine.

use std::io::{BufWriter, IsTerminal, Write};
use std::sync::Arc;
use std::time::Duration;

use clap::ValueEnum;
use serde::{Serialize, Serializer};
use serde_json::Value;

use crate::diagnostics::{
    Argument, Counts, Diagnostic, Entry, Messages, ProgramLanguage, entries, omitted_to_json,
    omitted_to_terminal, to_json, to_terminal,
};
use crate::language::{Formats, NumberOptions};

/// How many bytes of diagnostics are gathered before they are written: a terminal shows few of them at once, and many take little memory.
const WRITTEN_AT_ONCE: usize = 64 * 1024;

/// How a command answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum Format {
    /// For a person: diagnostics go to the standard error, the summary to the standard output.
    #[default]
    Human,
    /// For a machine: one JSON object on the standard output.
    Json,
}

/// The answer for a machine.
#[derive(Serialize)]
struct Answer<'a> {
    diagnostics: ShownEntries<'a>,
    errors: usize,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    omitted: Vec<Value>,
    summary: Value,
    warnings: usize,
}

/// The diagnostics that are shown. Each is made and written after the other: a hundred thousand of them as JSON take a gigabyte.
struct ShownEntries<'a> {
    entries: &'a [Entry<'a>],
    messages: &'a Messages,
}

impl Serialize for ShownEntries<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.entries.iter().filter_map(|entry| match entry {
            Entry::Shown(diagnostic) => Some(to_json(&(*diagnostic).clone().unread(), self.messages)),
            Entry::Omitted(_) => None,
        }))
    }
}

/// The voice of a command.
pub(super) struct Report {
    pub messages: Arc<Messages>,
    pub format: Format,
    pub quiet: bool,
    /// How it writes numbers.
    pub quantities: Quantities,
}

/// Numbers and sizes in the language of the program. Bars of progress have one of their own.
#[derive(Clone)]
pub(super) struct Quantities {
    messages: Arc<Messages>,
    formats: Arc<Formats>,
}

impl Report {
    pub fn new(language: ProgramLanguage, format: Format, quiet: bool) -> Self {
        let locale = language.tag.parse().expect("the program's tags are BCP 47");
        let messages = Arc::new(Messages::new(language));
        let quantities =
            Quantities { messages: Arc::clone(&messages), formats: Arc::new(Formats::new(&locale)) };
        Self { messages, format, quiet, quantities }
    }

    /// Diagnostics for a person.
    pub fn diagnostics(&self, diagnostics: &[Diagnostic]) {
        let stderr = std::io::stderr();
        let colours =
            stderr.is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        let mut stderr = anstream::AutoStream::auto(stderr.lock());
        let mut text = String::new();
        for entry in entries(diagnostics) {
            text.push_str(&match entry {
                // The text that it quotes is decompressed, and freed again.
                Entry::Shown(diagnostic) => {
                    to_terminal(&diagnostic.clone().unread(), &self.messages, colours)
                }
                Entry::Omitted(omitted) => omitted_to_terminal(&omitted, &self.messages, colours),
            });
            text.push_str("\n\n");
            if text.len() >= WRITTEN_AT_ONCE {
                // A standard error that is closed leaves nobody to tell.
                let _ = stderr.write_all(text.as_bytes());
                text.clear();
            }
        }
        let _ = stderr.write_all(text.as_bytes());
    }

    /// A line for a person.
    pub fn line(&self, id: &str, arguments: &[(&str, Argument)]) {
        if self.format == Format::Human && !self.quiet {
            let _ = writeln!(std::io::stdout(), "{}", self.messages.text(id, arguments));
        }
    }

    /// A warning for a person that is about no file.
    pub fn warn(&self, id: &str, arguments: &[(&str, Argument)]) {
        self.warn_text(&self.messages.text(id, arguments));
    }

    /// The same with a text of the program.
    pub fn warn_text(&self, text: &str) {
        let severity = self.messages.text("severity-warning", &[]);
        let _ = writeln!(std::io::stderr(), "{severity}: {text}");
    }

    /// A text of the program.
    pub fn text(&self, id: &str, arguments: &[(&str, Argument)]) -> String {
        self.messages.text(id, arguments)
    }

    /// A failure of the command as a whole.
    pub fn failure(&self, diagnostic: &Diagnostic) {
        match self.format {
            Format::Human => self.diagnostics(std::slice::from_ref(diagnostic)),
            Format::Json => self.json(std::slice::from_ref(diagnostic), Value::Null),
        }
    }

    /// The answer for a machine. `errors` and `warnings` count all diagnostics; where a file has too many of one code to
    /// list them, `omitted` says how many are left out.
    pub fn json(&self, diagnostics: &[Diagnostic], summary: Value) {
        let counts = Counts::of(diagnostics);
        let entries = entries(diagnostics);
        let omitted = entries.iter().filter_map(|entry| match entry {
            Entry::Shown(_) => None,
            Entry::Omitted(omitted) => Some(omitted_to_json(omitted, &self.messages)),
        });
        let answer = Answer {
            diagnostics: ShownEntries { entries: &entries, messages: &self.messages },
            errors: counts.errors,
            omitted: omitted.collect(),
            summary,
            warnings: counts.warnings,
        };
        let mut stdout = BufWriter::new(std::io::stdout().lock());
        // A standard output that is closed leaves nobody to tell.
        let _ = serde_json::to_writer_pretty(&mut stdout, &answer);
        let _ = writeln!(stdout).and_then(|()| stdout.flush());
    }

    /// A whole number as the language writes it.
    pub fn number(&self, number: usize) -> String {
        self.quantities.number(number as u64)
    }

    /// A number with one digit behind the point.
    pub fn tenths(&self, number: f64) -> String {
        self.quantities.fixed(number, 1)
    }

    /// Seconds with as many digits as say something.
    pub fn seconds(&self, duration: Duration) -> String {
        let seconds = duration.as_secs_f64();
        self.quantities.fixed(seconds, if seconds < 10.0 { 2 } else { 1 })
    }

    /// A size, with its unit.
    pub fn size(&self, bytes: u64) -> String {
        self.quantities.size(bytes)
    }
}

impl Quantities {
    /// A whole number as the language writes it.
    pub fn number(&self, number: u64) -> String {
        self.formats.number(number as f64, NumberOptions::default())
    }

    /// A number with so many digits behind the point.
    fn fixed(&self, number: f64, digits: u8) -> String {
        let options = NumberOptions {
            minimum_fraction_digits: Some(digits),
            maximum_fraction_digits: Some(digits),
            ..NumberOptions::default()
        };
        self.formats.number(number, options)
    }

    /// A size, with the largest unit of which there is a whole one.
    pub fn size(&self, bytes: u64) -> String {
        const UNITS: [(u64, &str); 3] =
            [(1 << 30, "gibibytes"), (1 << 20, "mebibytes"), (1 << 10, "kibibytes")];
        let (number, unit) = match UNITS.iter().find(|(unit, _)| bytes >= *unit) {
            Some((length, unit)) => (self.fixed(bytes as f64 / *length as f64, 1), *unit),
            None => (self.number(bytes), "bytes"),
        };
        self.text("size", &[("unit", unit.into()), ("number", number.into())])
    }

    /// A text of the program.
    pub fn text(&self, id: &str, arguments: &[(&str, Argument)]) -> String {
        self.messages.text(id, arguments)
    }
}
