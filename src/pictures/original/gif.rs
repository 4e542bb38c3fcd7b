//! GIF: its blocks, up to the trailer.

use std::io::{self, Read, Seek};

use super::header_reader::HeaderReader;
use super::{Colour, Original, invalid};

pub(super) fn read(source: &mut HeaderReader<impl Read + Seek>, original: &mut Original) -> io::Result<()> {
    source.skip(6)?;
    let width = u16::from_le_bytes(source.take()?);
    let height = u16::from_le_bytes(source.take()?);
    let [flags, _, _] = source.take()?;
    if width == 0 || height == 0 {
        return Err(invalid());
    }
    original.size = Some((width.into(), height.into()));
    original.colour = Colour::Palette;
    skip_colours(source, flags)?;
    let mut frames = 0_u64;
    loop {
        // Some programs leave out the trailer.
        if source.remaining() == 0 && frames > 0 {
            break;
        }
        match source.byte()? {
            b'!' => {
                let label = source.byte()?;
                // The graphic control extension in front of a frame says whether it has a transparent colour.
                if label == 0xF9 {
                    let [_, flags] = source.take()?;
                    original.has_alpha |= flags & 1 != 0;
                    source.skip(3)?;
                }
                skip_sub_blocks(source)?;
            }
            b',' => {
                let [.., flags] = source.take::<9>()?;
                skip_colours(source, flags)?;
                source.skip(1)?;
                skip_sub_blocks(source)?;
                frames += 1;
            }
            // Whatever follows a picture is not shown.
            _ if frames > 0 => break,
            _ => return Err(invalid()),
        }
    }
    original.is_animated = frames > 1;
    Ok(())
}

fn skip_colours(source: &mut HeaderReader<impl Read + Seek>, flags: u8) -> io::Result<()> {
    match flags & 0x80 {
        0 => Ok(()),
        _ => source.skip(3 << ((flags & 7) + 1)),
    }
}

fn skip_sub_blocks(source: &mut HeaderReader<impl Read + Seek>) -> io::Result<()> {
    loop {
        match source.byte()? {
            0 => return Ok(()),
            length => source.skip(length.into())?,
        }
    }
}
