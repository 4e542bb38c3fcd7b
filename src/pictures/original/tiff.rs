//! Tells what a camera writes unprocessed (RAW) from a TIFF: most makers use its container.

use exif::{Context, In, Reader, Tag};

/// The tag of Adobe's specification by which a DNG is known.
const DNG_VERSION: Tag = Tag(Context::Tiff, 0xC612);

/// Pictures within a picture: what is shown on the camera beside what its sensor saw.
const SUB_IMAGES: Tag = Tag(Context::Tiff, 0x014A);

/// Whether a file that begins like a TIFF is a RAW file of a camera. Only its first bytes are given.
pub(super) fn is_raw(head: &[u8]) -> bool {
    // Canon's second format says so behind the header.
    if head.get(8..10) == Some(b"CR") {
        return true;
    }
    let mut reader = Reader::new();
    reader.continue_on_error(true);
    let read = reader.read_raw(head.to_vec()).or_else(|error| error.distill_partial_result(|_| {}));
    let Ok(data) = read else { return false };
    let has = |tag| data.get_field(tag, In::PRIMARY).is_some();
    has(DNG_VERSION) || has(Tag::Make) && has(SUB_IMAGES)
}
