//! The only writer of sources: it replaces some bytes of one text of the site, if that still is what its caller saw, or writes
//! a new one where nothing is.
//!
//! What was written can be taken back with [`undo`], unless the file has changed since. This module decides neither what
//! to write nor whom to tell.

mod error;
mod replace;
mod source_path;

pub use error::EditError;
pub use replace::{Undo, can_undo, create, replace, undo};
pub use source_path::source_path;
