//! The words of a text: what they are found by, and which of them are forms of one word.
//!
//! A text is divided into words ([`tokens()`]), a word is reduced to its stem ([`Stemmer`]), and a stem to its [`key()`], in
//! which letters that readers confuse or lack are the same. An index is sorted by keys and keeps the stems: of two words
//! with one key, the one that was typed comes first.
//!
//! What is done here to the texts of an index the script in the reader's browser does with a query, from the same tables
//! ([`script_tables()`]); one list of cases holds both together. [`Inflection`] is for those who know the word that they look for.

mod characters;
mod inflection;
mod kazakh;
mod key;
mod normalise;
mod pinyin;
mod script_tables;
mod segment;
mod stem;
mod tables;
mod tokens;

pub use characters::{is_cyrillic, is_silent, is_word};
pub use inflection::Inflection;
pub use key::key;
pub use normalise::look_alike;
pub use normalise::normalise;
pub use pinyin::pinyin;
pub use script_tables::script_tables;
pub use segment::HanTerms;
pub use stem::Stemmer;
pub use tokens::{MAX_PARTS, MAX_TOKEN, Token, TokenKind, tokens};
