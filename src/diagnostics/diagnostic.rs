//! One mistake: a code, its arguments, and where it stands.

use std::collections::HashSet;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{Code, Severity};

/// A mistake in a site, or something an editor should know of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// What is wrong; stable from release to release.
    pub code: Code,
    /// Where, when it stands at one place.
    pub location: Option<Location>,
    /// What the message speaks of, by the names of its Fluent variables.
    pub arguments: Vec<(String, Argument)>,
    /// The name that the author probably meant.
    pub suggestion: Option<String>,
}

/// An argument of a diagnostic's message.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Argument {
    /// A count, by which the message may choose its plural form.
    Number(u64),
    /// A text, shown as it is.
    Text(String),
}

/// A place in a file of the site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Location {
    /// Path relative to the site's root, `/`-separated.
    pub file: String,
    /// Line, counted from one; zero when the whole file is meant.
    pub line: u32,
    /// Column in characters, counted from one; zero when the whole file is meant.
    pub column: u32,
    /// The line itself, without its line break.
    pub text: String,
    /// The bytes of `text` that the message is about.
    pub highlight: Range<usize>,
}

impl Location {
    /// The place that is a whole file.
    pub fn file(path: &str) -> Self {
        Self { file: path.to_owned(), line: 0, column: 0, text: String::new(), highlight: 0..0 }
    }
}

impl Diagnostic {
    /// A diagnostic without place and arguments.
    pub fn new(code: Code) -> Self {
        Self { code, location: None, arguments: Vec::new(), suggestion: None }
    }

    /// The same, at a place.
    #[must_use]
    pub fn at(mut self, location: Location) -> Self {
        self.location = Some(location);
        self
    }

    /// The same, about a whole file.
    #[must_use]
    pub fn in_file(self, path: &str) -> Self {
        self.at(Location::file(path))
    }

    /// The same, with an argument of its message.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Argument>) -> Self {
        self.arguments.push((name.to_owned(), value.into()));
        self
    }

    /// The same, with the name that was probably meant.
    #[must_use]
    pub fn suggest(mut self, name: Option<String>) -> Self {
        self.suggestion = name;
        self
    }

    /// How grave it is.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}

impl From<&str> for Argument {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Argument {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<usize> for Argument {
    fn from(number: usize) -> Self {
        Self::Number(number as u64)
    }
}

/// Puts diagnostics in the order in which they are shown (file, line, column, code) and drops repetitions.
///
/// A text that several languages borrow is rendered several times, and its mistakes are found as often. A template is
/// rendered for many pages: of those that show one mistake at one place, the first by name stands for all.
pub fn sort_and_deduplicate(diagnostics: &mut Vec<Diagnostic>) {
    let place = |diagnostic: &Diagnostic| {
        diagnostic.location.as_ref().map(|place| (place.file.clone(), place.line, place.column))
    };
    let arguments = |diagnostic: &Diagnostic| {
        serde_json::to_string(&diagnostic.arguments).expect("arguments are plain data")
    };
    // Threads find them in any order; the arguments decide where place and code do not.
    diagnostics.sort_by_cached_key(|diagnostic| {
        (place(diagnostic), diagnostic.code.as_str(), arguments(diagnostic))
    });
    let mut seen = HashSet::new();
    diagnostics.retain(|diagnostic| {
        let place = place(diagnostic);
        let is_told_once = diagnostic.code == Code::TemplateFailed && place.is_some();
        let arguments = if is_told_once { String::new() } else { arguments(diagnostic) };
        seen.insert((diagnostic.code, place, arguments))
    });
}
