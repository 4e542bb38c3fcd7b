//! `build-manifest.json`: what a program that sends a site has to know of each file.
//!
//! Its form is stable: a later version only adds keys, or has another `version`.

use serde::Serialize;

use super::cache_class::CacheClass;
use super::content_type::content_type;
use crate::artefacts::Digest;

/// Its name in the state folder of a site. It is no part of the output: a host would publish it, it would change with every page, and
/// it would have to list itself.
pub const MANIFEST_FILE: &str = "build-manifest.json";

/// One file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ManifestEntry {
    /// Its path in the output.
    pub path: String,
    /// In bytes.
    pub size: u64,
    /// The digest of its bytes.
    pub digest: Digest,
    /// How long it may be kept.
    pub class: CacheClass,
    /// How it is compressed; its type is then that of the file beside which it stands.
    pub encoding: Option<&'static str>,
}

impl ManifestEntry {
    /// Its media type.
    pub fn content_type(&self) -> String {
        let uncompressed = match self.encoding {
            Some(_) => self.path.rsplit_once('.').map_or(self.path.as_str(), |(path, _)| path),
            None => &self.path,
        };
        content_type(uncompressed)
    }
}

#[derive(Serialize)]
struct Written<'e> {
    version: u32,
    /// The algorithm of every `hash`, which is written in hexadecimal digits.
    hash: &'static str,
    files: Vec<WrittenFile<'e>>,
}

#[derive(Serialize)]
struct WrittenFile<'e> {
    path: &'e str,
    size: u64,
    #[serde(rename = "type")]
    content_type: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    encoding: Option<&'static str>,
    hash: String,
    cache: &'static str,
}

/// The manifest of files that are sorted by path.
pub fn manifest(entries: &[ManifestEntry]) -> Vec<u8> {
    let files = entries.iter().map(|entry| WrittenFile {
        path: &entry.path,
        size: entry.size,
        content_type: entry.content_type(),
        encoding: entry.encoding,
        hash: entry.digest.to_string(),
        cache: entry.class.name(),
    });
    let written = Written { version: 1, hash: "blake3", files: files.collect() };
    let mut bytes = serde_json::to_vec_pretty(&written).expect("it is plain data");
    bytes.push(b'\n');
    bytes
}
