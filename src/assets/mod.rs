//! Prepares files that pages load for being published: makes them smaller, and finds what they refer to.
//!
//! The name of such a file gets a hash of what is published ([`published_name`]), so that browsers may keep it for ever. Everything that
//! names it has to be rewritten: [`prepare`] finds the places in style sheets, scripts, drawings and web manifests. What is named where
//! it cannot be rewritten, and what is known by its address ([`is_stable_address`]), keeps its name. Pure: text in, text and places out.

mod css;
mod kind;
mod minified;
mod names;
mod prepare;
mod references;
mod scripts;
mod stable;
mod web_manifest;

pub use css::minified_style;
pub use kind::AssetKind;
pub use names::names_in_code;
pub use prepare::{Prepared, ReadAsset, prepare, prepared_key};
pub use references::Reference;
pub use stable::{STABLE_ADDRESSES, StablePatterns, is_stable_address};

use base64::prelude::{BASE64_STANDARD, Engine};
use sha2::{Digest as _, Sha384};

use crate::artefacts::Digest;

/// The name of a file with the hash of what is published: `main.css` becomes `main.3f2a9c1db2.css`.
///
/// ```
/// use sapar::artefacts::Digest;
/// use sapar::assets::{published_name, without_hash};
///
/// let url = published_name("/css/main.css", Digest::of(b"p { color: red }"));
/// assert_eq!(url.len(), "/css/main.0123456789.css".len());
/// assert_eq!(without_hash(&url).as_deref(), Some("/css/main.css"));
/// assert_eq!(without_hash("/css/main.min.css"), None);
/// ```
pub fn published_name(url: &str, digest: Digest) -> String {
    let at = extension_start(url);
    format!("{}.{}{}", &url[..at], digest.version(), &url[at..])
}

/// Where the extension of an address begins, with its full stop; its end, if it has none.
pub(crate) fn extension_start(url: &str) -> usize {
    let name = url.rfind('/').map_or(0, |slash| slash + 1);
    match url[name..].rfind('.') {
        Some(dot) if dot > 0 => name + dot,
        _ => url.len(),
    }
}

/// The address that a file has without the hash in its name; `None` if it has none.
pub fn without_hash(url: &str) -> Option<String> {
    let extension = extension_start(url);
    let start = extension_start(&url[..extension]);
    let hash = url[start..extension].strip_prefix('.')?;
    let is_hash = hash.len() == Digest::VERSION_DIGITS
        && hash.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'a'..=b'f'));
    is_hash.then(|| format!("{}{}", &url[..start], &url[extension..]))
}

/// The value of `integrity` for some bytes (Subresource Integrity).
pub fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(bytes)))
}
