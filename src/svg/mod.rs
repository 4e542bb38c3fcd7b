//! Makes SVGs safe to publish. A browser that opens an SVG by its address runs what is in it like a page of the site, and loads what it
//! names. So scripts and references to other hosts are taken out. What is published can be made smaller, too: [`publishable`].

mod addresses;
mod elements;
mod entities;
mod minify;
mod pass;
mod references;
mod sanitize;

pub use addresses::addresses;
pub use sanitize::{Sanitized, UnsafeKind, UnsafePart, sanitize};

/// The version of [`publishable`]: raised whenever it would make other bytes of the same SVG.
pub const VERSION: u32 = 2;

/// An SVG as it is published. `is_unsafe` says that it has something in it that must not be.
///
/// # Errors
/// As [`sanitize`].
pub fn publishable(text: &str, is_unsafe: bool, minify: bool) -> Result<String, (usize, String)> {
    let sanitized = if is_unsafe { sanitize(text)?.text } else { None };
    let text = sanitized.as_deref().unwrap_or(text);
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let minified = if minify { minify::minified(text) } else { None };
    Ok(minified.unwrap_or_else(|| text.to_owned()))
}
