//! WebP, by RFC 9649: the chunks of its container.

use std::io::{self, Read, Seek};

use super::exif_data::{self, MAX_EXIF_BYTES};
use super::header_reader::HeaderReader;
use super::{Original, invalid};

pub(super) fn read(source: &mut HeaderReader<impl Read + Seek>, original: &mut Original) -> io::Result<()> {
    source.skip(4)?;
    let mut rest = u64::from(u32::from_le_bytes(source.take()?)).checked_sub(4).ok_or_else(invalid)?;
    source.skip(4)?;
    let is_whole = rest <= source.remaining();
    let mut has_pixels = false;
    while rest >= 8 {
        let kind: [u8; 4] = source.take()?;
        let length = u64::from(u32::from_le_bytes(source.take()?));
        rest -= 8;
        if length > rest {
            return Err(invalid());
        }
        let mut read = 0;
        match &kind {
            b"VP8X" if length >= 10 => {
                let [flags, _, _, _, w0, w1, w2, h0, h1, h2] = source.take()?;
                let side = |low, middle, high| u32::from_le_bytes([low, middle, high, 0]) + 1;
                original.size = Some((side(w0, w1, w2), side(h0, h1, h2)));
                original.is_animated = flags & 0x02 != 0;
                original.has_alpha = flags & 0x10 != 0;
                read = 10;
            }
            b"VP8 " if length >= 10 => {
                let [_, _, _, start @ .., w0, w1, h0, h1] = source.take::<10>()?;
                if start != [0x9D, 0x01, 0x2A] {
                    return Err(invalid());
                }
                let side = |low, high| u32::from(u16::from_le_bytes([low, high]) & 0x3FFF);
                original.size.get_or_insert((side(w0, w1), side(h0, h1)));
                has_pixels = true;
                read = 10;
            }
            b"VP8L" if length >= 5 => {
                let [signature, bits @ ..] = source.take::<5>()?;
                if signature != 0x2F {
                    return Err(invalid());
                }
                let bits = u32::from_le_bytes(bits);
                original.size.get_or_insert(((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1));
                original.has_alpha |= bits & 1 << 28 != 0;
                has_pixels = true;
                read = 5;
            }
            b"ANMF" => has_pixels = true,
            b"EXIF" if length <= u64::from(MAX_EXIF_BYTES) => {
                original.orientation = exif_data::orientation(source.bytes(length as usize)?);
                read = length;
            }
            _ => {}
        }
        // A chunk of an odd length is followed by a byte that fills it up; the last one may lack it.
        let padded = (length + length % 2).min(rest);
        source.skip(padded - read)?;
        rest -= padded;
    }
    match (is_whole, original.size) {
        (false, _) => Err(io::ErrorKind::UnexpectedEof.into()),
        (_, Some((1.., 1..))) if has_pixels => Ok(()),
        _ => Err(invalid()),
    }
}
