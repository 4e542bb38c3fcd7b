//! From a text to what it is found by.
//!
//! A text is divided into words ([`tokens()`]), a word is reduced to its stem ([`Stemmer`]), and a stem to its [`key()`], in
//! which letters that readers confuse or lack are the same. An index is sorted by keys and keeps the stems: of two words
//! with one key, the one that was typed comes first.

mod characters;
mod kazakh;
mod key;
mod normalise;
mod pinyin;
mod script_tables;
mod segment;
mod stem;
mod tables;
mod tokens;

pub use key::key;
pub use normalise::normalise;
pub use pinyin::pinyin;
pub use script_tables::script_tables;
pub use segment::HanTerms;
pub use stem::Stemmer;
pub use tokens::{MAX_PARTS, MAX_TOKEN, Token, TokenKind, tokens};
