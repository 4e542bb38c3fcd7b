//! Languages: what follows from a BCP 47 tag, messages by Fluent, and formats by ICU4X.
//!
//! No language is hard-coded: what depends on it comes from `sapar.toml`, from Fluent files, from CLDR through ICU4X,
//! or from the tables `languages.toml` and `recognition.toml` beside this file.

mod catalogue;
mod check;
mod customs;
mod definition;
mod format_options;
mod formats;
mod functions;
mod message_file;
pub mod pseudo;
mod recognition;

pub use catalogue::{Catalogue, MessageError};
pub use check::{FUNCTIONS as MESSAGE_FUNCTIONS, is_nested_too_deeply};
pub use definition::{Direction, Language, LanguageId, Quotes, ReadingSpeed};
pub use format_options::{DateLength, ListKind, MonthLength, NumberOptions};
pub use formats::Formats;
pub use functions::argument;
pub use message_file::{MessageFile, messages_of_site};
pub use recognition::{RECOGNISED_BYTES, recognise, seems_to_be};
