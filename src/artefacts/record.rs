//! Records in the state folder: files that are read whole, and believed only if they are as this program wrote them.
//!
//! A record has a magic number, the digest of what follows, and a [`postcard`] value. Anything unexpected makes it no record:
//! it may have been cut off, or written by another build of the program.

use std::borrow::Cow;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::{Digest, state};

/// The length of a magic number. Its last byte is the version of the format.
const MAGIC_LENGTH: usize = 16;

/// What a record is: the name of its file, and the bytes that it begins with.
pub(super) struct RecordKind {
    pub file: &'static str,
    pub magic: &'static [u8; MAGIC_LENGTH],
}

#[derive(Serialize, Deserialize)]
struct Sealed<'r, T> {
    build_id: Cow<'r, str>,
    value: T,
}

impl RecordKind {
    /// The bytes of the record of a site, to be parsed; none if it cannot be read.
    pub fn read(&self, root: &Path) -> Vec<u8> {
        std::fs::read(state::folder(root).join(self.file)).unwrap_or_default()
    }

    /// What a record holds; `None` if anything about it is not as this program would have written it.
    pub fn parse<'r, T: Deserialize<'r>>(&self, bytes: &'r [u8]) -> Option<T> {
        let rest = bytes.strip_prefix(self.magic)?;
        let (checksum, record) = rest.split_at_checked(32)?;
        if Digest::of(record).as_bytes() != checksum {
            return None;
        }
        let record: Sealed<'r, T> = postcard::from_bytes(record).ok()?;
        (record.build_id == state::build_id()).then_some(record.value)
    }

    /// Replaces the record of a site.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write<T: Serialize>(&self, root: &Path, value: &T) -> io::Result<()> {
        let record = Sealed { build_id: state::build_id().into(), value };
        // The record of a large site takes megabytes: it is in memory once.
        let start = MAGIC_LENGTH + 32;
        let mut bytes = self.magic.to_vec();
        bytes.resize(start, 0);
        let mut bytes = postcard::to_extend(&record, bytes).expect("a record is plain data");
        let checksum = Digest::of(&bytes[start..]);
        bytes[MAGIC_LENGTH..start].copy_from_slice(checksum.as_bytes());
        state::create_folder(root, &state::folder(root))?;
        state::write_atomically(&state::folder(root).join(self.file), &bytes)
    }
}
