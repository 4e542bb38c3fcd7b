//! What is wrong, where, and what to do: the diagnostics of a site, told in the editor's language.
//!
//! A [`Diagnostic`] is a code and its arguments; its words stand in the Fluent files of `locales/`. This module
//! knows nothing of sites: it formats, it neither finds mistakes nor prints them.

mod code;
mod counts;
mod diagnostic;
mod json;
mod messages;
mod source;
mod suggestion;
mod terminal;

pub use code::{Code, Severity};
pub use counts::Counts;
pub use diagnostic::{Argument, Diagnostic, Location, sort_and_deduplicate};
pub use json::to_json;
pub use messages::{Messages, PROGRAM_LANGUAGES, ProgramLanguage};
pub use source::SourceText;
pub use suggestion::nearest;
pub use terminal::render as to_terminal;
