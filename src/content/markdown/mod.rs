//! Markdown: CommonMark with tables, footnotes, task lists, definition lists, alerts and block components.
//!
//! A text is parsed once, into a [`Tree`] of blocks and inlines that know their bytes in the file. What anyone wants of it
//! is a reading of that tree, one file each: [`html()`] for a reader's language, [`headings()`], [`beginning`] … What the
//! text refers to, a reading asks of a [`Resolver`].

mod addresses;
mod bare_links;
mod block_content;
mod blocks;
mod characters;
mod components;
mod emphasis;
mod footnotes;
mod headings;
mod html;
mod html_references;
mod literals;
mod mask;
mod parse;
mod pasted;
mod pictures;
mod pseudo;
mod quotes;
mod raw_html;
mod references;
mod resolver;
mod running_text;
mod sections;
mod segments;
mod spacing;
mod summary;
mod tree;
mod walk;

pub(in crate::content) use addresses::web_address;
pub use blocks::{Block, blocks};
pub use components::{Argument, Arguments, LineError, Name};
pub use headings::{HeadingId, headings};
pub use html::{Heading, Rendered, html};
pub use html_references::Reference;
pub use parse::parse;
pub use pasted::alert_of;
pub use pictures::{ShownPicture, pictures};
pub use pseudo::pseudo_tree;
pub use quotes::with_quotes;
pub use raw_html::html_ids_of;
pub use references::references;
pub use resolver::{Link, MESSAGES, Picture, ReferenceKind, Resolver};
pub use running_text::running_text;
pub use sections::{Section, sections};
pub use segments::{Part, Segment, address_of_reference, segments};
pub(in crate::content) use spacing::is_space_between;
pub use spacing::on_one_line;
pub use summary::beginning;
pub use tree::{Alert, Alignment, Component, Kind, Node, NodeId, Step, Target, Tree};
pub use walk::Walk;
