//! The files of a site, as they are to be at a target.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::content_id::ContentId;
use crate::hosts::{BuildManifest, CacheClass};

/// Where the bytes of a file come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// From a file of this machine.
    File(PathBuf),
    /// From memory.
    Bytes(Arc<[u8]>),
    /// From the copy within the target that an earlier deployment has kept.
    Kept,
}

/// A file, as it is to be at a target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Object {
    /// Its path in the output, `/`-separated.
    pub path: String,
    /// In bytes.
    pub size: u64,
    /// What tells it from its other versions.
    pub id: ContentId,
    /// Where its bytes come from.
    pub source: Source,
    /// Its media type.
    pub content_type: String,
    /// The header `Cache-Control`.
    pub cache_control: &'static str,
    /// How it is compressed.
    pub content_encoding: Option<&'static str>,
    /// Where it leads, if it is the page of an old address.
    pub redirect: Option<String>,
}

/// The files that a target is to have, by path.
pub type Wanted = BTreeMap<String, Object>;

/// The files of a build in an output folder. `has_headers` says that the target stores types and the like with each file, so that a
/// file is another one if these are.
pub fn objects(manifest: &BuildManifest, output: &Path, has_headers: bool) -> Wanted {
    let object = |entry: &crate::hosts::ManifestEntry| {
        let content_type = entry.content_type();
        let cache_control = entry.class.cache_control();
        let id = match has_headers {
            true => {
                let redirect = entry.redirect.as_deref().unwrap_or_default();
                let encoding = entry.encoding.unwrap_or_default();
                let headers = format!("{content_type}\n{cache_control}\n{encoding}\n{redirect}");
                ContentId::with_headers(entry.digest, &headers)
            }
            false => ContentId::of(entry.digest),
        };
        let object = Object {
            path: entry.path.clone(),
            size: entry.size,
            id,
            source: Source::File(output.join(&entry.path)),
            content_type,
            cache_control,
            content_encoding: entry.encoding,
            redirect: entry.redirect.clone(),
        };
        (object.path.clone(), object)
    };
    manifest.files.iter().map(object).collect()
}

impl Object {
    /// A file of which only this is known, as that of an earlier deployment.
    pub(super) fn kept(path: &str, id: ContentId, size: u64) -> Self {
        Self {
            path: path.to_owned(),
            size,
            id,
            source: Source::Kept,
            content_type: String::new(),
            cache_control: CacheClass::Revalidate.cache_control(),
            content_encoding: None,
            redirect: None,
        }
    }
}
