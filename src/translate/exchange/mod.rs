//! Files for translators' programs: PO, XLIFF 1.2 and 2.0, tables, and Markdown. Text in, units out, and back.
//!
//! Which texts of a site are units, and what becomes of their translations, is not decided here.

mod csv;
mod inline;
mod markdown;
mod po;
mod xliff;
mod xml;

#[cfg(test)]
mod tests;

use std::fmt;

pub use inline::{InlineText, Piece};

use crate::diagnostics::{Code, Diagnostic, SourceText};

/// What a file for translators holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Exchange {
    /// The language of the sources, as BCP 47 writes it.
    pub source_language: String,
    /// The language of the translations, as BCP 47 writes it.
    pub target_language: String,
    /// The texts, in the order in which translators see them. Those of one file of the site stand together.
    pub units: Vec<Unit>,
}

/// A text to translate.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Unit {
    /// What its translation is found by; no two units of a file have the same. One line.
    pub id: String,
    /// The file of the site that its source is from, relative to the site's root.
    pub file: String,
    /// The line of the source in that file, from one on.
    pub line: Option<usize>,
    /// The text in the language of the source.
    pub source: InlineText,
    /// What the source was when it was translated, if it has changed since.
    pub previous: Option<InlineText>,
    /// The translation; empty if there is none.
    pub target: InlineText,
    /// What is known of the translation.
    pub state: UnitState,
    /// What the translation was when the file was written: its [fingerprint]. `None` in files of other programs.
    pub base: Option<String>,
    /// What translators should know: where the text stands, terms of the glossary.
    pub notes: Vec<String>,
}

/// What tells whether a translation is still what it was when a file was written; `-` if there was none.
pub fn fingerprint(translation: &InlineText) -> String {
    match translation.is_empty() {
        true => "-".to_owned(),
        false => blake3::hash(translation.to_string().as_bytes()).to_hex()[..FINGERPRINT_DIGITS].to_owned(),
    }
}

const FINGERPRINT_DIGITS: usize = 12;

/// What a note begins with that holds a fingerprint, in formats that have no better place for it.
const BASE_NOTE: &str = "base: ";

/// The fingerprint that a note holds. Returns `None` for every other note.
fn base_of_note(note: &str) -> Option<&str> {
    let base = note.trim().strip_prefix(BASE_NOTE)?;
    let is_fingerprint =
        base == "-" || base.len() == FINGERPRINT_DIGITS && base.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_fingerprint.then_some(base)
}

/// What is known of a translation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum UnitState {
    /// There is none.
    #[default]
    Missing,
    /// Its source has changed since it was made.
    Stale,
    /// A machine made it, and nobody has read it.
    Machine,
    /// It is as it should be.
    Translated,
}

/// The form of a file for translators.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Of GNU gettext.
    Po,
    /// XLIFF 1.2 (OASIS, 2008).
    Xliff,
    /// XLIFF 2.0 (OASIS, 2014).
    Xliff2,
    /// A table for spreadsheets: RFC 4180, in UTF-8.
    Csv,
    /// For those who translate in an editor of texts.
    Markdown,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 5] = [Self::Po, Self::Xliff, Self::Xliff2, Self::Csv, Self::Markdown];

    /// Its name at the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Po => "po",
            Self::Xliff => "xliff",
            Self::Xliff2 => "xliff2",
            Self::Csv => "csv",
            Self::Markdown => "md",
        }
    }

    /// The format of a text, recognised by how it begins. XLIFF files name their version.
    pub fn of(text: &str) -> Self {
        let start = text.trim_start_matches('\u{FEFF}').trim_start();
        if start.starts_with(markdown::OPENING) {
            return Self::Markdown;
        }
        if start.starts_with('<') {
            let is_first = xml::version(start).is_some_and(|version| version.starts_with("1."));
            return if is_first { Self::Xliff } else { Self::Xliff2 };
        }
        if csv::has_heading(start) { Self::Csv } else { Self::Po }
    }

    /// What a translation begins with, in a file in which it stands behind its id in lines of its own.
    pub fn translation_start(self) -> Option<&'static str> {
        match self {
            Self::Po => Some("msgstr"),
            Self::Xliff | Self::Xliff2 => Some("<target"),
            Self::Csv => None,
            Self::Markdown => Some("```target"),
        }
    }

    /// Writes a file.
    pub fn write(self, exchange: &Exchange) -> String {
        match self {
            Self::Po => po::write(exchange),
            Self::Xliff => xliff::write(exchange, xml::Version::One),
            Self::Xliff2 => xliff::write(exchange, xml::Version::Two),
            Self::Csv => csv::write(exchange),
            Self::Markdown => markdown::write(exchange),
        }
    }

    /// Reads a file that a translator's program has written. What is not a translation of a unit (headers, obsolete entries, tools' own
    /// elements) is passed over. Reading ends at the first place that cannot be understood, and returns what stands before it.
    pub fn read(self, source: &SourceText, diagnostics: &mut Vec<Diagnostic>) -> Exchange {
        let mut exchange = Exchange::default();
        let result = match self {
            Self::Po => po::read(&source.text, &mut exchange),
            Self::Xliff | Self::Xliff2 => xliff::read(&source.text, &mut exchange),
            Self::Csv => csv::read(&source.text, &mut exchange),
            Self::Markdown => markdown::read(&source.text, &mut exchange),
        };
        if let Err(error) = result {
            diagnostics.push(
                Diagnostic::new(Code::TranslationFileSyntax)
                    .at(source.location(error.offset..error.offset + 1))
                    .with("format", self.to_string())
                    .with("kind", error.problem.id())
                    .with("detail", error.detail),
            );
        }
        exchange
    }
}

impl fmt::Display for Format {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Po => "PO",
            Self::Xliff | Self::Xliff2 => "XLIFF",
            Self::Csv => "CSV",
            Self::Markdown => "Markdown",
        })
    }
}

/// Why a file cannot be read further.
#[derive(Debug)]
struct ReadError {
    /// The place, in bytes of the file.
    offset: usize,
    problem: Problem,
    /// What a parser says, in English; empty if the problem says it all.
    detail: String,
}

#[derive(Debug, Clone, Copy)]
enum Problem {
    /// A quotation mark is not closed.
    UnclosedQuote,
    /// Something stands where a keyword or a string should.
    UnexpectedText,
    /// An entry has no translation.
    Incomplete,
    /// Columns that are needed are missing in the first line.
    Columns,
    /// An XML element is not closed, or a file ends too early.
    Truncated,
    /// Something else, which a parser found.
    Other,
}

impl Problem {
    /// As the message selects it.
    fn id(self) -> &'static str {
        match self {
            Self::UnclosedQuote => "unclosed",
            Self::UnexpectedText => "unexpected",
            Self::Incomplete => "incomplete",
            Self::Columns => "columns",
            Self::Truncated => "truncated",
            Self::Other => "other",
        }
    }
}

impl ReadError {
    fn new(offset: usize, problem: Problem) -> Self {
        Self { offset, problem, detail: String::new() }
    }

    fn with_detail(offset: usize, detail: impl fmt::Display) -> Self {
        Self { offset, problem: Problem::Other, detail: detail.to_string() }
    }
}
