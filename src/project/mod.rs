//! From inputs to a site: what the files of a site say, and what a change of them means.
//!
//! [`assemble`] makes a site once, for a build. A [`Project`] keeps one up to date, for a preview. Files are read by
//! [`load`](crate::load), and nothing is written.

mod assembly;
mod assets;
mod changes;
mod content;
mod environment;
mod glossary;
#[cfg(feature = "pictures")]
mod pictures;
mod texts;
mod theme;
mod unchanged;
mod workspace;

pub use assembly::{assemble, assemble_with_store, assemble_with_texts};
#[cfg(feature = "pictures")]
pub use pictures::{MissingPictures, SitePictures, original_of};
pub use texts::{SiteTexts, texts};
pub use unchanged::Unchanged;
pub use workspace::{Project, Update};
