//! What authors write: front matter, facts, kinds and Markdown. Every function takes a text and returns a value and
//! diagnostics.
//!
//! Nothing here reads a file or knows of other pages; what a link leads to is asked of a
//! [`markdown::Resolver`].

mod anchors;
mod document;
mod expiry;
mod facts;
pub mod fields;
mod file_name;
mod front_matter;
mod html;
mod image;
pub mod kind;
pub mod markdown;
mod slug;
mod words;

pub use document::{AlternativeText, DOCUMENT_KEYS, Document, TextParts};
pub use expiry::ExpiryPolicy;
pub use facts::{FACT_KEYS, Facts, TaxonomyId};
pub use file_name::{document_stem, is_document, is_file_name, meant_document};
pub use front_matter::{FrontMatter, split as split_front_matter};
pub use html::{HtmlEvent, NO_LINK, decode_references, element_ids, html_ids, tokenise_html, without_links};
pub use image::Image;
pub use slug::{
    MAX_NAME_BYTES, MAX_URL_BYTES, NameError, check_id, check_slug, composed, is_valid as is_valid_slug,
    meant_slug, proposed_id, read_alias,
};
pub use words::{WordCount, is_cjk};
