//! How far the translations of a site are: for every page in every language what is current, stale, missing or shown in
//! another language, and how much there is to do.
//!
//! [`status`] works that out of the texts and the records of a site; the other functions write it down for people and machines.
//! Nothing here prints.

mod block_words;
mod filter;
mod html;
mod json;
mod language_view;
mod markdown;
mod message_status;
mod message_view;
mod page_texts;
mod page_view;
mod requirement;
mod summary;
mod table;
mod terminal;
mod text_state;
mod text_status;
mod work_list;

pub use filter::Filter;
pub use html::to_html;
pub use json::{page_to_json, to_json};
pub use language_view::{BlockPlace, BlockView, LanguageView, language_view};
pub use markdown::to_markdown;
pub use message_status::{MESSAGES, MessageStatus, message_status, messages_asked_for};
pub use message_view::message_view;
pub use page_texts::PageTexts;
pub use page_view::{page_to_terminal, page_view};
pub use requirement::{Requirement, parse_requirements};
pub use summary::{Summary, summaries, work};
pub use terminal::to_terminal;
pub use text_state::{BlockCounts, TextClass, TextState};
pub use text_status::{SiteStatus, TextStatus, status};
