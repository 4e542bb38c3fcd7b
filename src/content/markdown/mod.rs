//! Markdown to HTML: CommonMark with tables, footnotes, task lists, definition lists, alerts and block components.
//!
//! One pass over the parser's events does it all: ids, links, pictures, quotation marks, the list of contents. What
//! the text refers to is asked of its [`Surroundings`].

mod components;
mod footnotes;
mod guard;
mod headings;
mod html;
mod quotes;
mod references;
mod render;
mod surroundings;
mod text;

pub use components::{Argument, Arguments};
pub use headings::{Heading, heading_ids};
pub use quotes::with_quotes;
pub use render::{Rendered, render};
pub use surroundings::{Link, MESSAGES, Picture, ReferenceKind, Surroundings};
pub use text::beginning;

use pulldown_cmark::Options;

/// What is Markdown here beyond CommonMark.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM
}
