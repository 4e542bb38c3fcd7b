//! JPEG, by ITU-T T.81: segments up to the pixels, and the mark at the end.

use std::io::{self, Read, Seek};

use super::exif_data::orientation;
use super::header_reader::HeaderReader;
use super::{Colour, Original, invalid};

/// What stands in front of EXIF data in their segment.
const EXIF: &[u8] = b"Exif\0\0";

pub(super) fn read(source: &mut HeaderReader<impl Read + Seek>, original: &mut Original) -> io::Result<()> {
    source.skip(2)?;
    let mut has_exif = false;
    loop {
        let marker = next_marker(source)?;
        match marker {
            // Markers without a segment.
            0x01 | 0xD0..=0xD8 => continue,
            // The end, before any pixels.
            0xD9 => return Err(invalid()),
            _ => {}
        }
        let length = u16::from_be_bytes(source.take()?).checked_sub(2).ok_or_else(invalid)?;
        match marker {
            0xC0..=0xC2 if original.size.is_none() => read_frame(&source.bytes(length.into())?, original)?,
            // Lossless, hierarchical and arithmetic coding, which no browser shows.
            0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => return Err(invalid()),
            0xDA if original.size.is_none() => return Err(invalid()),
            0xDA => {
                source.skip(length.into())?;
                break;
            }
            0xE1 if !has_exif => {
                let segment = source.bytes(length.into())?;
                if let Some(data) = segment.strip_prefix(EXIF) {
                    has_exif = true;
                    original.orientation = orientation(data.to_vec());
                }
            }
            _ => source.skip(length.into())?,
        }
    }
    // Within coded pixels, no other byte follows 0xFF than zero and the numbers of restart intervals. Half a download has no
    // such mark, nor has one that was filled up with zeros.
    source.skip_past(&[0xFF, 0xD9])
}

/// The code behind the next 0xFF. Like decoders do, passes over bytes that should not be there.
fn next_marker(source: &mut HeaderReader<impl Read + Seek>) -> io::Result<u8> {
    loop {
        source.skip_past(&[0xFF])?;
        let mut code = 0xFF;
        while code == 0xFF {
            code = source.byte()?;
        }
        if code != 0 {
            return Ok(code);
        }
    }
}

fn read_frame(segment: &[u8], original: &mut Original) -> io::Result<()> {
    let [bit_depth, height @ .., width1, width2, components] = segment.get(..6).ok_or_else(invalid)? else {
        return Err(invalid());
    };
    let height = u16::from_be_bytes(height.try_into().map_err(|_| invalid())?);
    let width = u16::from_be_bytes([*width1, *width2]);
    original.bit_depth = *bit_depth;
    original.colour = match components {
        1 => Colour::Grey,
        3 => Colour::Rgb,
        4 => Colour::Cmyk,
        _ => return Err(invalid()),
    };
    if *bit_depth != 8 || width == 0 || height == 0 {
        return Err(invalid());
    }
    original.size = Some((width.into(), height.into()));
    Ok(())
}
