//! The digest of some bytes.

use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Buffer size in bytes when a file is hashed. BLAKE3 hashes several chunks at once, and needs 16 KiB or more for that.
const READ_BUFFER: usize = 128 * 1024;

/// The BLAKE3 hash of some bytes. Whether a file has changed is decided by comparing digests, never by comparing bytes.
///
/// ```
/// use sapar::artefacts::Digest;
///
/// let digest = Digest::of(b"altai");
/// assert_eq!(digest, Digest::of(b"altai"));
/// assert_ne!(digest, Digest::of(b"altay"));
/// assert!(digest.to_string().starts_with(digest.version().as_str()));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest([u8; 32]);

impl From<blake3::Hash> for Digest {
    fn from(hash: blake3::Hash) -> Self {
        Self(hash.into())
    }
}

impl Digest {
    /// How many hexadecimal digits the version in an address has: with 40 bits, two versions of one file never share it.
    pub const VERSION_DIGITS: usize = 10;

    /// The digest of bytes in memory.
    pub fn of(bytes: &[u8]) -> Self {
        Self(blake3::hash(bytes).into())
    }

    /// The digest of a file, which is read in pieces: it may be larger than memory.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn of_file(path: &Path) -> io::Result<Self> {
        Self::of_reader(&mut File::open(path)?)
    }

    /// The digest of everything that is left to read.
    ///
    /// # Errors
    /// When reading fails.
    pub fn of_reader(reader: &mut impl Read) -> io::Result<Self> {
        let mut hasher = blake3::Hasher::new();
        let mut buffer = vec![0; READ_BUFFER];
        loop {
            match reader.read(&mut buffer) {
                Ok(0) => return Ok(Self::finish(&hasher)),
                Ok(count) => hasher.update(&buffer[..count]),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
        }
    }

    /// The digest that a hasher has arrived at.
    pub(super) fn finish(hasher: &blake3::Hasher) -> Self {
        Self(hasher.finalize().into())
    }

    /// The 32 bytes of the hash.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// A short form for the name of a published file (`main.3f2a9c1db2.css`): the first ten hexadecimal digits.
    pub fn version(&self) -> String {
        let mut digits = self.to_string();
        digits.truncate(Self::VERSION_DIGITS);
        digits
    }

    /// Reads the form that `Display` writes: 64 hexadecimal digits in lower case. Returns `None` for anything else.
    pub fn from_hex(text: &str) -> Option<Self> {
        let is_lower = !text.bytes().any(|byte| byte.is_ascii_uppercase());
        blake3::Hash::from_hex(text).ok().filter(|_| is_lower).map(|hash| Self(hash.into()))
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&blake3::Hash::from_bytes(self.0).to_hex())
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Digest({self})")
    }
}

/// Hexadecimal digits in formats for people such as JSON, 32 bytes in binary formats.
impl Serialize for Digest {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match serializer.is_human_readable() {
            true => serializer.collect_str(self),
            false => serializer.serialize_bytes(&self.0),
        }
    }
}

impl<'de> Deserialize<'de> for Digest {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match deserializer.is_human_readable() {
            true => deserializer.deserialize_str(DigestVisitor),
            false => deserializer.deserialize_bytes(DigestVisitor),
        }
    }
}

struct DigestVisitor;

impl Visitor<'_> for DigestVisitor {
    type Value = Digest;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("64 hexadecimal digits or 32 bytes")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Digest, E> {
        Digest::from_hex(text).ok_or_else(|| E::custom("not 64 hexadecimal digits"))
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Digest, E> {
        bytes.try_into().map(Digest).map_err(|_| E::custom("not 32 bytes"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_the_same_however_its_bytes_are_read() {
        let bytes: Vec<u8> = (0..300_000_u32).map(|number| number as u8).collect();
        assert_eq!(Digest::of_reader(&mut bytes.as_slice()).expect("memory is readable"), Digest::of(&bytes));
    }

    #[test]
    fn a_digest_is_read_as_it_was_written() {
        let digest = Digest::of(b"altai");
        let json = serde_json::to_string(&digest).expect("a digest is plain data");
        assert_eq!(json, format!("\"{digest}\""));
        assert_eq!(serde_json::from_str::<Digest>(&json).expect("as it was written"), digest);
        for wrong in ["", "00", "G000000000000000000000000000000000000000000000000000000000000000"] {
            assert_eq!(Digest::from_hex(wrong), None, "{wrong}");
        }
        assert_eq!(Digest::from_hex(&digest.to_string().to_uppercase()), None);
    }
}
