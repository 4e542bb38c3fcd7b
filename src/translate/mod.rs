//! What has become of translations: which blocks of the source the blocks of a translation were made from, and what has
//! changed since.
//!
//! Everything here is pure. [`text_blocks`] reads what of a document is to be translated, a [`Record`] says what people have
//! accepted, and [`compare`] derives from two documents and a record what is current, stale, missing or orphaned. Nothing of
//! that is stored. Which pages there are, and who is told, is decided elsewhere.

mod accept;
mod alignment;
mod block_state;
mod block_text;
mod blocks;
mod difference;
pub mod exchange;
mod hash;
mod message_edit;
mod messages;
mod pairing;
mod placeholders;
mod record;
mod record_edit;
mod resemblance;
mod rewrite;
mod source_language;
mod state;
mod unchanged;
mod units;
mod waiting;

pub use accept::{AcceptedBlock, Selection, accept, accept_blocks, accept_minor};
pub use block_state::BlockState;
pub use block_text::{BlockText, Identity, Mark, block_texts, block_texts_of};
pub use blocks::{BlockKind, TextBlock, text_blocks, text_blocks_of};
pub use difference::{WordChange, changed_words, word_difference};
pub use hash::BlockHash;
pub use message_edit::{MessageFiles, RewrittenMessages, rewrite_messages};
pub use messages::{MessageForms, MessagePiece, message_blocks, message_pieces, message_texts};
pub use placeholders::{PlaceholderMistake, check_placeholders};
pub use record::{MESSAGE_RECORD, RECORD_NAME, Record, RecordLine, is_record, record_file};
pub use rewrite::normalised;
pub use rewrite::{DocumentBlocks, NewDocument, Parse, Refusal, Rewritten, new_document, rewrite};
pub use source_language::{source_language, source_of};
pub use state::{Comparison, compare};
pub use units::{TextUnit, text_units};
pub use waiting::{PageDocuments, waits_for};
