//! The hash by which a record names a block.

use std::fmt;

/// How many bytes of a BLAKE3 hash name a block. A page has few blocks: that two of them share these bytes by accident is as
/// likely as one in 10⁹ for a page of 1,000.
const LENGTH: usize = 6;

/// What names a block in a record: the beginning of a hash of what the block says. Written as twelve hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlockHash([u8; LENGTH]);

impl BlockHash {
    /// The hash that is written as these digits. Returns `None` if that is none.
    pub fn parse(digits: &str) -> Option<Self> {
        let is_digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        if digits.len() != 2 * LENGTH || !digits.bytes().all(is_digit) {
            return None;
        }
        let mut hash = [0; LENGTH];
        for (at, byte) in hash.iter_mut().enumerate() {
            *byte = u8::from_str_radix(digits.get(2 * at..2 * at + 2)?, 16).ok()?;
        }
        Some(Self(hash))
    }
}

impl From<blake3::Hash> for BlockHash {
    fn from(hash: blake3::Hash) -> Self {
        let mut beginning = [0; LENGTH];
        beginning.copy_from_slice(&hash.as_bytes()[..LENGTH]);
        Self(beginning)
    }
}

impl fmt::Display for BlockHash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(formatter, "{byte:02x}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_read_as_it_is_written() {
        let hash = BlockHash::from(blake3::hash(b"a"));
        assert_eq!(BlockHash::parse(&hash.to_string()), Some(hash));
        for other in ["", "0", "0123456789ab0", "0123456789AB", "+123456789ab", "көлкөл"] {
            assert_eq!(BlockHash::parse(other), None, "{other}");
        }
    }
}
