//! Places where a file names another.

use serde::{Deserialize, Serialize};

use super::extension_start;

/// A place where a file names another. A hash belongs into the name there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// The byte of the text where the extension of the name begins.
    pub at: usize,
    /// The path that is named, as it is written, without query and fragment: relative to the file, or from the root of the host.
    pub target: String,
}

impl Reference {
    /// The reference that an address is, which stands at a byte of a text; `None` for one that leads to another host or names no file.
    pub(super) fn new(address: &str, start: usize) -> Option<Self> {
        let path = path_of(address)?;
        let at = extension_start(path);
        (at < path.len()).then(|| Self { at: start + at, target: path.to_owned() })
    }
}

/// The path of an address, without query and fragment; `None` if it has a scheme or a host, or is empty.
pub(super) fn path_of(address: &str) -> Option<&str> {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let is_elsewhere = path.starts_with("//") || path.split('/').next().unwrap_or_default().contains(':');
    (!path.is_empty() && !is_elsewhere).then_some(path)
}

/// A text with a hash in each name for which there is one. `hash` is asked for the number of each reference.
pub(crate) fn with_hashes(
    text: &str,
    references: &[Reference],
    hash: impl Fn(usize) -> Option<String>,
) -> String {
    let mut result = String::with_capacity(text.len() + references.len() * 12);
    let mut from = 0;
    for (number, reference) in references.iter().enumerate() {
        if let Some(hash) = hash(number) {
            result.push_str(&text[from..reference.at]);
            result.push('.');
            result.push_str(&hash);
            from = reference.at;
        }
    }
    result.push_str(&text[from..]);
    result
}
