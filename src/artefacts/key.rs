//! What an artefact is found by.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Digest;

/// The hash of everything that the bytes of an artefact depend on. Same key, same bytes.
///
/// ```
/// use sapar::artefacts::{Digest, Key};
///
/// let photograph = Digest::of(b"the bytes of a photograph");
/// let key = |width: u32| {
///     // The version of the maker: a number that is raised whenever the same input would give other bytes.
///     Key::builder("picture", 1).source(photograph).parameter("width", width).parameter("format", "avif").finish()
/// };
/// assert_eq!(key(800), key(800));
/// assert_ne!(key(800), key(1600));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Key(Digest);

impl Key {
    /// Begins the key of an artefact. `maker` names what makes it, `version` is that maker's version.
    pub fn builder(maker: &str, version: u32) -> KeyBuilder {
        let mut builder = KeyBuilder { hasher: blake3::Hasher::new() };
        builder.add(b"sapar artefact");
        builder.add(maker.as_bytes());
        builder.add(&version.to_le_bytes());
        builder
    }

    /// The key as a digest. It changes whenever the bytes of the artefact may change.
    pub fn digest(&self) -> Digest {
        self.0
    }

    /// Reads the form that `Display` writes. Returns `None` for anything else.
    pub fn from_hex(text: &str) -> Option<Self> {
        Digest::from_hex(text).map(Self)
    }
}

impl fmt::Display for Key {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

/// A [`Key`] under construction. The order in which sources and parameters are added is part of the key.
pub struct KeyBuilder {
    hasher: blake3::Hasher,
}

impl KeyBuilder {
    /// Adds a source by the digest of its bytes.
    #[must_use]
    pub fn source(mut self, digest: Digest) -> Self {
        self.add(b"source");
        self.add(digest.as_bytes());
        self
    }

    /// Adds a parameter by its name and its value, as the value is displayed.
    #[must_use]
    pub fn parameter(mut self, name: &str, value: impl fmt::Display) -> Self {
        self.add(b"parameter");
        self.add(name.as_bytes());
        self.add(value.to_string().as_bytes());
        self
    }

    /// The key.
    pub fn finish(self) -> Key {
        Key(Digest::finish(&self.hasher))
    }

    /// Adds a part with its length in front, so that `ab` + `c` and `a` + `bc` are different.
    fn add(&mut self, part: &[u8]) {
        self.hasher.update(&(part.len() as u64).to_le_bytes());
        self.hasher.update(part);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_that_a_result_depends_on_is_part_of_its_key() {
        let (one, other) = (Digest::of(b"1"), Digest::of(b"2"));
        let keys = [
            Key::builder("a", 1).finish(),
            Key::builder("a", 2).finish(),
            Key::builder("b", 1).finish(),
            Key::builder("a", 1).source(one).finish(),
            Key::builder("a", 1).source(other).finish(),
            Key::builder("a", 1).source(one).source(other).finish(),
            Key::builder("a", 1).source(other).source(one).finish(),
            Key::builder("a", 1).parameter("ab", "c").finish(),
            Key::builder("a", 1).parameter("a", "bc").finish(),
            Key::builder("a", 1).parameter("a", "b").parameter("c", "").finish(),
        ];
        let different: std::collections::BTreeSet<Key> = keys.into_iter().collect();
        assert_eq!(different.len(), keys.len());
        assert_eq!(Key::from_hex(&keys[0].to_string()), Some(keys[0]));
    }
}
