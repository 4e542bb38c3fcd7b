//! Names of elements and attributes, compared without regard to case.

/// The name of an element or attribute in lower case. None that anybody asks for is longer than [`Name::MAX`]; a longer one is equal to
/// none, not even to itself.
#[derive(Debug, Clone, Copy)]
pub struct Name {
    bytes: [u8; Self::MAX],
    length: usize,
}

impl Name {
    /// The longest name that is told from others, in bytes.
    pub const MAX: usize = 16;

    /// The name that is written so.
    pub fn of(written: &[u8]) -> Self {
        let mut bytes = [0; Self::MAX];
        let length = written.len();
        if length <= Self::MAX {
            bytes[..length].copy_from_slice(written);
            bytes.make_ascii_lowercase();
        }
        Self { bytes, length }
    }

    /// The name in lower case; empty if it is too long.
    pub fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..self.length).unwrap_or_default()
    }

    /// Its length in bytes, however long it is.
    pub fn written_length(&self) -> usize {
        self.length
    }

    /// Whether it is a name that is given in lower case.
    pub fn is(&self, name: &[u8]) -> bool {
        self.length == name.len() && self.as_bytes() == name
    }

    /// Whether it is one of some names that are given in lower case.
    pub fn is_among(&self, names: &[&[u8]]) -> bool {
        names.iter().any(|name| self.is(name))
    }

    /// Whether two names are known to be the same.
    pub fn is_same(&self, other: &Self) -> bool {
        self.length == other.length && self.length <= Self::MAX && self.bytes == other.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_without_regard_to_case_and_long_ones_not_at_all() {
        let name = Name::of(b"SCRIPT");
        assert!(name.is(b"script") && !name.is(b"style") && name.is_same(&Name::of(b"Script")));
        let long = Name::of(b"a-very-long-element");
        assert!(!long.is(b"a-very-long-element") && !long.is_same(&Name::of(b"another-one-element")));
        assert!(long.as_bytes().is_empty() && !Name::of(b"").is_same(&name));
    }
}
