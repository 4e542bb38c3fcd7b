//! What tells one version of a file at a target from another.

use std::fmt;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::artefacts::Digest;

/// How many bytes of a digest are kept. A manifest is sent with every deployment, and digests are what does not compress in it;
/// with 128 bits, two files of one site share an id by accident never.
const LENGTH: usize = 16;

/// The beginning of the digest of a file's bytes and of what it is stored with.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContentId([u8; LENGTH]);

impl ContentId {
    /// The id of bytes with a digest that are stored with nothing else.
    pub fn of(digest: Digest) -> Self {
        let mut bytes = [0; LENGTH];
        bytes.copy_from_slice(&digest.as_bytes()[..LENGTH]);
        Self(bytes)
    }

    /// The id of bytes with a digest that are stored with `headers`: another type or another time to be kept makes another object.
    pub fn with_headers(digest: Digest, headers: &str) -> Self {
        Self::of(Digest::of(format!("{digest}\n{headers}").as_bytes()))
    }

    /// A digest that is the same exactly if the id is, for what compares digests.
    pub(super) fn as_digest(self) -> Digest {
        Digest::from_hex(&format!("{self}{}", "0".repeat(LENGTH * 2))).expect("64 hexadecimal digits")
    }

    /// Reads what `Display` writes.
    pub(super) fn from_hex(text: &str) -> Option<Self> {
        if text.len() != LENGTH * 2 {
            return None;
        }
        Digest::from_hex(&format!("{text}{}", "0".repeat(LENGTH * 2))).map(Self::of)
    }
}

impl fmt::Display for ContentId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(formatter, "{byte:02x}"))
    }
}

impl fmt::Debug for ContentId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "ContentId({self})")
    }
}

impl Serialize for ContentId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ContentId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'_, str>::deserialize(deserializer)?;
        Self::from_hex(&text).ok_or_else(|| D::Error::custom("not 32 hexadecimal digits"))
    }
}
