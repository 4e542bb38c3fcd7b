//! Storage with Amazon's S3 interface: how it serves a website, and what each object has to be stored with.

use serde::Serialize;
use serde_json::{Value, json};

use super::cache_class::CacheClass;
use super::rules::Rules;

/// What an object is stored with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct S3Object {
    /// Its name.
    pub key: String,
    /// Its media type.
    pub content_type: String,
    /// How long it may be kept.
    pub cache_control: &'static str,
    /// How it is compressed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content_encoding: Option<&'static str>,
    /// Where an old address leads: a true 301 of the storage.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub website_redirect_location: Option<String>,
}

/// The configuration of a bucket as a website. Its rules for errors could only redirect to a page of a language, which would then
/// answer 200; so there is one error page.
pub(super) fn website() -> Value {
    json!({ "IndexDocument": { "Suffix": "index.html" }, "ErrorDocument": { "Key": "404.html" } })
}

/// The list of all objects, as JSON. `entries` are path, type, class and encoding of each file.
pub fn objects<'e>(
    rules: &Rules,
    entries: impl Iterator<Item = (&'e str, String, CacheClass, Option<&'static str>)>,
) -> Vec<u8> {
    let objects: Vec<S3Object> = entries
        .map(|(path, content_type, class, content_encoding)| S3Object {
            key: path.to_owned(),
            content_type,
            cache_control: class.cache_control(),
            content_encoding,
            website_redirect_location: rules.redirect_of_file(path).map(ToOwned::to_owned),
        })
        .collect();
    let mut bytes = serde_json::to_vec_pretty(&objects).expect("they are plain data");
    bytes.push(b'\n');
    bytes
}
