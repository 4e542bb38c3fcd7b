//! Makes SVGs safe to publish. A browser that opens an SVG by its address runs what is in it like a page of the site, and loads what it
//! names. So scripts and references to other hosts are taken out; everything else stays as it is, byte for byte.

mod elements;
mod entities;
mod pass;
mod references;
mod sanitize;

pub use sanitize::{Sanitized, UnsafeKind, UnsafePart, sanitize};

/// The version of [`sanitize`]: raised whenever it would make other bytes of the same SVG.
pub const VERSION: u32 = 1;
