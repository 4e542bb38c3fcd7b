//! `build-manifest.json`: what a program that sends a site has to know of each file.
//!
//! Its form is stable: a later version only adds keys, or has another `version`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::cache_class::CacheClass;
use super::content_type::content_type;
use crate::artefacts::Digest;
use crate::compression::Encoding;

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
    /// Where it leads, encoded, if it is the page of an old address.
    pub redirect: Option<String>,
}

/// What a build says of its output.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BuildManifest {
    /// The files, sorted by path.
    pub files: Vec<ManifestEntry>,
    /// The headers with which every file is to be sent, by name.
    pub headers: BTreeMap<String, String>,
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

#[derive(Serialize, Deserialize)]
struct Written {
    version: u32,
    /// The algorithm of every `hash`, which is written in hexadecimal digits.
    hash: String,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    files: Vec<WrittenFile>,
}

#[derive(Serialize, Deserialize)]
struct WrittenFile {
    path: String,
    size: u64,
    #[serde(rename = "type")]
    content_type: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    encoding: Option<String>,
    hash: Digest,
    cache: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    redirect: Option<String>,
}

/// The version of the written form.
const VERSION: u32 = 1;

/// The manifest of files that are sorted by path.
/// `headers` are those of every answer, where a host is known that sends them.
pub fn manifest(entries: &[ManifestEntry], headers: &[(&'static str, String)]) -> Vec<u8> {
    let files = entries.iter().map(|entry| WrittenFile {
        path: entry.path.clone(),
        size: entry.size,
        content_type: entry.content_type(),
        encoding: entry.encoding.map(ToOwned::to_owned),
        hash: entry.digest,
        cache: entry.class.name().to_owned(),
        redirect: entry.redirect.clone(),
    });
    let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
    let written = Written { version: VERSION, hash: "blake3".to_owned(), headers, files: files.collect() };
    let mut bytes = serde_json::to_vec_pretty(&written).expect("it is plain data");
    bytes.push(b'\n');
    bytes
}

/// Reads what [`manifest`] wrote. Returns `None` for anything else.
pub fn read_manifest(bytes: &[u8]) -> Option<BuildManifest> {
    let written: Written = serde_json::from_slice(bytes).ok().filter(|it: &Written| it.version == VERSION)?;
    let file = |file: WrittenFile| {
        let encoding = match file.encoding {
            None => None,
            Some(name) => Some(Encoding::ALL.into_iter().find(|it| it.name() == name)?.name()),
        };
        Some(ManifestEntry {
            path: file.path,
            size: file.size,
            digest: file.hash,
            class: CacheClass::find(&file.cache)?,
            encoding,
            redirect: file.redirect,
        })
    };
    let files = written.files.into_iter().map(file).collect::<Option<Vec<_>>>()?;
    Some(BuildManifest { files, headers: written.headers })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_is_read_as_it_was_written() {
        let entry = |path: &str, encoding, redirect: Option<&str>| ManifestEntry {
            path: path.to_owned(),
            size: 7,
            digest: Digest::of(path.as_bytes()),
            class: CacheClass::Revalidate,
            encoding,
            redirect: redirect.map(ToOwned::to_owned),
        };
        let entries = vec![
            entry("index.html", None, None),
            entry("index.html.br", Some("br"), None),
            entry("kk/көне/index.html", None, Some("/kk/")),
        ];
        let headers = [("X-Frame-Options", "DENY".to_owned())];
        let bytes = manifest(&entries, &headers);
        let read = read_manifest(&bytes).expect("as it was written");
        assert_eq!(read.files, entries);
        assert_eq!(read.headers["X-Frame-Options"], "DENY");
        for end in 0..bytes.len() - 1 {
            assert_eq!(read_manifest(&bytes[..end]), None, "{end}");
        }
    }
}
