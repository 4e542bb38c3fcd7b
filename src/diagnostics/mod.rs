//! What is wrong, where, and what to do: the diagnostics of a site, in the editor's language.
//!
//! A [`Diagnostic`] is a code with arguments and a reference to a place; its message is in the Fluent files of
//! `locales/`. What costs something (line and column, the excerpt, the nearest name) is worked out when a diagnostic is
//! shown. This module formats; it neither finds mistakes nor prints them.

mod change;
mod code;
mod counts;
mod diagnostic;
mod excerpt;
mod fix;
mod github;
mod json;
mod lines;
mod listing;
mod location;
mod markdown;
mod messages;
mod names;
mod order;
mod sarif;
mod source;
mod stored;
mod suggestion;
mod terminal;

pub use change::Change;
pub use code::{Code, Severity};
pub use counts::Counts;
pub use diagnostic::{Argument, Diagnostic};
pub use excerpt::Excerpt;
pub use fix::{Fix, Replacement, SourceEdit};
pub use github::to_github;
pub use json::{omitted_to_json, to_json};
pub use listing::{Entry, MAX_SHOWN, Omitted, entries};
pub use location::Location;
pub use markdown::to_markdown;
pub use messages::{Messages, PROGRAM_LANGUAGES, ProgramLanguage};
pub use names::{Certainty, Names, list_names};
pub use order::{compare, sort_and_deduplicate};
pub use sarif::to_sarif;
pub use source::{Source, SourceText, StoredText, Text};
pub use stored::{deserialize_known, serialize_listed};
pub use suggestion::{Suggestion, nearest};
pub use terminal::{render as to_terminal, render_omitted as omitted_to_terminal};
