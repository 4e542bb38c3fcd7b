//! One mistake: a code, its arguments, and its place.

use std::borrow::Cow;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::code::{Code, Severity};
use super::fix::{Fix, SourceEdit, StoredFix};
use super::location::Location;
use super::suggestion::Suggestion;

/// A mistake in a site, or something that an editor should know of.
///
/// It is cheap to make and to clone: it refers to its source, and its words, its line and its suggestion are worked
/// out only when it is shown.
///
/// ```
/// use sapar::diagnostics::{Code, Diagnostic, Messages, ProgramLanguage, SourceText, nearest, to_terminal};
///
/// let source = SourceText::new("content/_index.en.md", "+++\ntilte = \"Home\"\n+++\n");
/// let diagnostic = Diagnostic::new(Code::UnknownKey)
///     .at(source.location(4..9))
///     .with("key", "tilte")
///     .with("known", "`title`, `description`")
///     .suggest(nearest("tilte", ["title", "description"]));
///
/// let messages = Messages::new(ProgramLanguage::find("en").expect("the program speaks English"));
/// let text = to_terminal(&diagnostic, &messages, false);
/// assert!(text.starts_with("error[unknown-key]: unknown key `tilte`\n"));
/// assert!(text.contains("--> content/_index.en.md:2:1\n"));
/// assert!(text.contains("did you mean `title`?"));
/// ```
#[derive(Debug, Clone)]
pub struct Diagnostic {
    /// What is wrong; stable from release to release.
    pub code: Code,
    /// Where, if it is at one place.
    pub location: Option<Location>,
    /// The arguments of the message, by the names of its Fluent variables.
    pub arguments: Vec<(Cow<'static, str>, Argument)>,
    /// The name that the author probably meant.
    pub suggestion: Option<Suggestion>,
    /// What to write in its file, where that is certain.
    pub fix: Option<Fix>,
    /// How severe it is on this site, if that is not what its code says.
    pub(super) own_severity: Option<Severity>,
}

/// An argument of a diagnostic's message.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Argument {
    /// A count, by which the message may choose its plural form.
    Number(u64),
    /// A text, shown as it is. Shared, so that a long one can be part of many diagnostics.
    Text(Arc<str>),
}

impl Diagnostic {
    /// The same diagnostic to be kept for long: without the texts of files that can be decompressed again.
    pub fn unread(mut self) -> Self {
        self.location = self.location.map(Location::unread);
        self.fix = self.fix.map(Fix::unread);
        self
    }

    /// A diagnostic without place and arguments.
    pub fn new(code: Code) -> Self {
        Self { code, location: None, arguments: Vec::new(), suggestion: None, fix: None, own_severity: None }
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
        self.at(Location::of_file(path))
    }

    /// The same, with an argument of its message.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Argument>) -> Self {
        self.arguments.push((Cow::Borrowed(name), value.into()));
        self
    }

    /// The same, with the name that was probably meant.
    #[must_use]
    pub fn suggest(mut self, suggestion: impl Into<Option<Suggestion>>) -> Self {
        self.suggestion = suggestion.into();
        self
    }

    /// The same, with what mends it.
    #[must_use]
    pub fn fix(mut self, fix: impl Into<Option<Fix>>) -> Self {
        self.fix = fix.into();
        self
    }

    /// The same with another severity than that of its code.
    #[must_use]
    pub fn with_severity(mut self, severity: Severity) -> Self {
        self.own_severity = (severity != self.code.severity()).then_some(severity);
        self
    }

    /// How severe it is.
    pub fn severity(&self) -> Severity {
        self.own_severity.unwrap_or_else(|| self.code.severity())
    }

    /// The name that was probably meant. It is looked for here, so ask only for what is shown.
    pub fn suggested_name(&self) -> Option<String> {
        self.suggestion.as_ref().and_then(Suggestion::name)
    }

    /// What mends it, if that is certain. It is worked out here, so ask only for what is shown or applied.
    pub fn source_edit(&self) -> Option<SourceEdit> {
        self.fix.as_ref()?.source_edit(self.suggestion.as_ref())
    }

    pub(super) fn stored_fix(&self) -> Option<StoredFix> {
        self.fix.as_ref()?.store(self.suggestion.as_ref())
    }
}

/// Two diagnostics are equal if they say the same of the same place. The suggestion and the fix follow from that.
impl PartialEq for Diagnostic {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code && self.arguments == other.arguments && self.location == other.location
    }
}

impl From<&str> for Argument {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Argument {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl From<Arc<str>> for Argument {
    fn from(text: Arc<str>) -> Self {
        Self::Text(text)
    }
}

impl From<usize> for Argument {
    fn from(number: usize) -> Self {
        Self::Number(number as u64)
    }
}
