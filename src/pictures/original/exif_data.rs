//! The orientation that a camera has noted.

use exif::{In, Reader, Tag};

/// The longest EXIF data that are read, in bytes. Those of a JPEG are at most 64 KB long.
pub(super) const MAX_EXIF_BYTES: u32 = 1024 * 1024;

/// The orientation by EXIF data, from 1 to 8. Is 1 if they have none.
pub(super) fn orientation(data: Vec<u8>) -> u8 {
    let mut reader = Reader::new();
    // Data of a camera's own that cannot be read are no reason to ignore the rest.
    reader.continue_on_error(true);
    // Some programs repeat the mark of a JPEG's segment in other formats.
    let data = data.strip_prefix(b"Exif\0\0").map(<[u8]>::to_vec).unwrap_or(data);
    let read = reader.read_raw(data).or_else(|error| error.distill_partial_result(|_| {}));
    let noted = read.ok().and_then(|data| data.get_field(Tag::Orientation, In::PRIMARY)?.value.get_uint(0));
    noted.and_then(|noted| u8::try_from(noted).ok()).filter(|noted| (1..=8).contains(noted)).unwrap_or(1)
}
