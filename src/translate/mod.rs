//! What has become of translations: which blocks of the source the blocks of a translation were made from, and what has
//! changed since.
//!
//! Everything here is pure. [`text_blocks`] reads what of a document is to be translated, a [`Record`] says what people have
//! accepted, and [`compare`] derives from two documents and a record what is current, stale, missing or orphaned. Nothing of
//! that is stored. Which pages there are, and who is told, is decided elsewhere.

mod accept;
mod alignment;
mod blocks;
mod difference;
pub mod exchange;
mod hash;
mod messages;
mod record;
mod record_edit;
mod source_language;
mod state;

pub use accept::{Selection, accept, accept_minor};
pub use blocks::{BlockKind, TextBlock, text_blocks};
pub use difference::{WordChange, changed_words, word_difference};
pub use hash::BlockHash;
pub use messages::message_blocks;
pub use record::{RECORD_NAME, Record, RecordLine, is_record};
pub use source_language::source_language;
pub use state::{BlockState, Comparison, compare};
