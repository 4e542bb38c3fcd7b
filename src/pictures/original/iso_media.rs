//! AVIF, by ISO/IEC 14496-12: the boxes of its container.

use std::io::{self, Cursor, Read, Seek};

use super::header_reader::HeaderReader;
use super::{Original, invalid};

/// How many bytes in front of the pixels are searched for the size.
const HEAD_BYTES: u64 = 256 * 1024;

pub(super) fn read(source: &mut HeaderReader<impl Read + Seek>, original: &mut Original) -> io::Result<()> {
    let head = source.remaining().min(HEAD_BYTES);
    let head = source.bytes(head as usize)?;
    original.is_animated = head.get(8..12) == Some(b"avis");
    // A turn by the container is part of that size, and EXIF does not count here.
    let size = imagesize::reader_size(Cursor::new(&head)).ok();
    let side = |length: usize| u32::try_from(length).ok().filter(|length| *length > 0);
    original.size = size.and_then(|size| side(size.width).zip(side(size.height)));
    let mut end = 0_u64;
    let length = original.length;
    while end < length {
        // The boxes with the pixels come last, and their own boxes are within.
        let Some(header) = head.get(end as usize..).and_then(|rest| rest.get(..16)) else { break };
        let (size, rest) = header.split_first_chunk::<4>().expect("16 bytes begin with four");
        end = match u32::from_be_bytes(*size) {
            0 => length,
            1 => {
                let long = rest[4..12].try_into().expect("eight bytes");
                end.checked_add(u64::from_be_bytes(long).max(16)).ok_or_else(invalid)?
            }
            short => end + u64::from(short).max(8),
        };
    }
    match (original.size, end > length) {
        (_, true) => Err(io::ErrorKind::UnexpectedEof.into()),
        (None, _) => Err(invalid()),
        _ => Ok(()),
    }
}
