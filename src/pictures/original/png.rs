//! PNG, by the W3C's specification: chunks up to the last one.

use std::io::{self, Read, Seek};

use super::exif_data::{self, MAX_EXIF_BYTES};
use super::header_reader::HeaderReader;
use super::{Colour, Original, invalid};

pub(super) fn read(source: &mut HeaderReader<impl Read + Seek>, original: &mut Original) -> io::Result<()> {
    source.skip(8)?;
    if source.take()? != *b"\0\0\0\x0DIHDR" {
        return Err(invalid());
    }
    let width = u32::from_be_bytes(source.take()?);
    let height = u32::from_be_bytes(source.take()?);
    let [bit_depth, colour, ..] = source.take::<5>()?;
    source.skip(4)?;
    let usable = |length: u32| (1..=i32::MAX as u32).contains(&length);
    if !usable(width) || !usable(height) {
        return Err(invalid());
    }
    original.bit_depth = bit_depth;
    original.colour = match (colour, bit_depth) {
        (0, 1 | 2 | 4 | 8 | 16) | (4, 8 | 16) => Colour::Grey,
        (2 | 6, 8 | 16) => Colour::Rgb,
        (3, 1 | 2 | 4 | 8) => Colour::Palette,
        _ => return Err(invalid()),
    };
    original.has_alpha = colour & 4 != 0;
    original.size = Some((width, height));
    let mut has_pixels = false;
    loop {
        let length = u32::from_be_bytes(source.take()?);
        let kind: [u8; 4] = source.take()?;
        if !kind.iter().all(u8::is_ascii_alphabetic) {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        match &kind {
            b"IEND" if has_pixels => return Ok(()),
            b"IEND" => return Err(invalid()),
            b"IDAT" => has_pixels = true,
            b"tRNS" => original.has_alpha = true,
            b"acTL" if !has_pixels => original.is_animated = true,
            // Browsers look for EXIF data in front of the pixels only.
            b"eXIf" if !has_pixels && length <= MAX_EXIF_BYTES => {
                original.orientation = exif_data::orientation(source.bytes(length as usize)?);
                source.skip(4)?;
                continue;
            }
            _ => {}
        }
        source.skip(u64::from(length) + 4)?;
    }
}
