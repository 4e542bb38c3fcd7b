//! The HTML of whole pages: a fast scanner of tags, and what browsers load for a page. Text in, value out.
//!
//! Every page of a site goes through this while it is rendered, so that it builds no tokens. What needs them, or reads pieces of HTML in
//! texts, uses [`content::tokenise_html`](crate::content::tokenise_html).

mod name;
mod page_sources;
mod scanner;
mod source_reader;

pub use name::Name;
pub use page_sources::{Directive, PageSources};
pub use scanner::{Attribute, Piece, Scanner, StartTag, is_space};
pub use source_reader::SourceReader;
