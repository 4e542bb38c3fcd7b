//! The addresses at which pages were published: what readers and search engines know, and links of other sites lead to.
//!
//! The record outlives the pages. An address stays in it until it is meant to be gone, so that one which leads nowhere is
//! told by every build until that is mended, and again if the redirect that mended it is removed.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// The version of the written form. A record of another version counts as none.
const VERSION: u32 = 1;

/// An address at which a page was published.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PublishedAddress {
    /// The address from the site's root, not encoded.
    pub url: String,
    /// The content path of the page.
    pub path: String,
    /// The tag of the language.
    pub language: String,
    /// The beginning of the digest of its document, by which it is known under another path; `None` if it had none.
    pub document: Option<u64>,
    /// The same of its title.
    pub title: u64,
    /// The number of the first build in which it was the address of this page, and of the last.
    pub builds: (u32, u32),
}

/// All addresses at which an output has had pages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AddressRecord {
    /// How many builds have changed it.
    pub build: u32,
    addresses: Vec<PublishedAddress>,
}

#[derive(Serialize, Deserialize)]
struct Written<'r> {
    version: u32,
    build: u32,
    addresses: Cow<'r, [PublishedAddress]>,
}

impl AddressRecord {
    /// A record of addresses in any order.
    pub fn new(build: u32, mut addresses: Vec<PublishedAddress>) -> Self {
        addresses.sort_unstable();
        Self { build, addresses }
    }

    /// The addresses, sorted.
    pub fn addresses(&self) -> &[PublishedAddress] {
        &self.addresses
    }

    /// The written form.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let addresses = Cow::Borrowed(self.addresses.as_slice());
        let written = Written { version: VERSION, build: self.build, addresses };
        postcard::to_allocvec(&written).expect("a record is plain data")
    }

    /// Reads the written form. What cannot be read counts as no record.
    pub(super) fn parse(bytes: &[u8]) -> Self {
        match postcard::from_bytes::<Written<'_>>(bytes) {
            Ok(written) if written.version == VERSION => {
                Self::new(written.build, written.addresses.into_owned())
            }
            _ => Self::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_read_as_it_was_written_and_a_damaged_one_is_none() {
        let address = |url: &str| PublishedAddress {
            url: url.to_owned(),
            path: "/көл/".to_owned(),
            language: "kk".to_owned(),
            document: Some(7),
            title: 9,
            builds: (1, 3),
        };
        let record = AddressRecord::new(3, vec![address("/kk/b/"), address("/kk/a/")]);
        assert_eq!(record.addresses()[0].url, "/kk/a/");
        let bytes = record.to_bytes();
        assert_eq!(AddressRecord::parse(&bytes), record);
        for end in 0..bytes.len() {
            assert_eq!(AddressRecord::parse(&bytes[..end]), AddressRecord::default(), "{end}");
        }
        assert_eq!(AddressRecord::parse(b"\x02\x00\x00"), AddressRecord::default(), "a later version");
    }
}
