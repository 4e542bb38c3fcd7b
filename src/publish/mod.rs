//! Writes a site to its output folder, so that a reader of the folder sees the old site whole or the new one whole.
//!
//! A spare copy beside the output is filled (an unchanged file costs a read), and the two folders are swapped at the
//! end. A build that fails or is killed leaves the last good site in place. This module renders nothing: it is
//! handed bodies.

mod fill;
mod folder;
mod manifest;
mod output;
mod scaffold;
mod swap;

pub use fill::{Fill, Fresh};
pub use manifest::{Manifest, PageCount};
pub use output::{Output, default_folder};
pub use scaffold::{page as scaffold_page, site as scaffold_site};
pub use swap::SwapMethod;
