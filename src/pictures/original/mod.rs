//! What a picture is, read from the bytes of its file: its format, size and orientation, and whether all of it is there.
//!
//! No pixel is decoded, memory is bounded, and time grows with the length of the file alone, whatever the file says of itself.
//! What is wrong with a picture is told by [`check`].

mod check;
mod exif_data;
mod format;
mod gif;
mod header_reader;
mod iso_media;
mod jpeg;
mod png;
mod svg;
mod tiff;
mod webp;

use std::io::{self, Cursor, Read, Seek, SeekFrom};

use serde::{Deserialize, Serialize};

pub use check::{DEFAULT_MAX_PIXELS, check};
pub use format::Format;

use format::detect;
use header_reader::HeaderReader;

/// How many bytes of a file decide which format it has. That of an SVG is seen behind comments only.
const HEAD_BYTES: u64 = 16 * 1024;

/// A file that is meant to be a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Original {
    /// What it is, by its bytes. Its name may say something else.
    pub format: Format,
    /// The length of the file in bytes.
    pub length: u64,
    /// Width and height in pixels as they are shown: turned by [`orientation`](Self::orientation). `None` if the file does not
    /// say them, or they were not looked for in this format.
    pub size: Option<(u32, u32)>,
    /// How the stored picture is to be turned and mirrored, by EXIF: from 1 to 8, where 1 is not at all.
    pub orientation: u8,
    /// Whether it moves.
    pub is_animated: bool,
    /// What a pixel is made of.
    pub colour: Colour,
    /// Whether pixels may be transparent.
    pub has_alpha: bool,
    /// Bits of each component of a pixel, or of its place in a palette.
    pub bit_depth: u8,
    /// What is wrong with the file, if it is broken.
    pub damage: Option<Damage>,
}

/// What the pixels of a picture are made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Colour {
    /// Brightness alone.
    Grey,
    /// Red, green and blue, in a JPEG as brightness and two differences.
    Rgb,
    /// Colours of a table.
    Palette,
    /// The four inks of a printer.
    Cmyk,
}

/// Why a picture cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Damage {
    /// The file has no bytes, or only zeros.
    Empty,
    /// What should stand at its beginning does not, or is of a kind that no browser shows.
    Header,
    /// It ends too early.
    Truncated,
}

impl Original {
    /// A picture of which nothing but its format is known.
    fn of_format(format: Format, length: u64) -> Self {
        Self {
            format,
            length,
            size: None,
            orientation: 1,
            is_animated: false,
            colour: Colour::Rgb,
            has_alpha: false,
            bit_depth: 8,
            damage: None,
        }
    }

    /// How many pixels it has; 0 if that is not known.
    pub fn pixels(&self) -> u64 {
        self.size.map_or(0, |(width, height)| u64::from(width) * u64::from(height))
    }
}

/// Finds out what a file is. A file that is broken, or no picture at all, is a result too.
///
/// ```
/// use std::io::Cursor;
///
/// use sapar::pictures::original::{Format, read};
///
/// let gif = b"GIF89a\x02\0\x01\0\0\0\0,\0\0\0\0\x02\0\x01\0\0\x02\x01\x44\0;";
/// let original = read(Cursor::new(gif)).unwrap();
/// assert_eq!((original.format, original.size), (Format::Gif, Some((2, 1))));
/// ```
///
/// # Errors
/// When the system does not let the file be read.
pub fn read(mut file: impl Read + Seek) -> io::Result<Original> {
    let length = file.seek(SeekFrom::End(0))?;
    file.rewind()?;
    let mut head = Vec::new();
    file.by_ref().take(HEAD_BYTES).read_to_end(&mut head)?;
    let format = detect(&head);
    let mut original = Original::of_format(format, length);
    if head.iter().all(|byte| *byte == 0) {
        original.damage = Some(Damage::Empty);
        return Ok(original);
    }
    // Nobody looks further into what will be refused for its length.
    if length > check::MAX_BYTES {
        return Ok(original);
    }
    file.rewind()?;
    let mut source = HeaderReader::new(file, length);
    let read = match format {
        Format::Jpeg => jpeg::read(&mut source, &mut original),
        Format::Png => png::read(&mut source, &mut original),
        Format::Gif => gif::read(&mut source, &mut original),
        Format::WebP => webp::read(&mut source, &mut original),
        Format::Avif => iso_media::read(&mut source, &mut original),
        Format::Icon => {
            let size = imagesize::reader_size(Cursor::new(&head)).ok();
            original.size = size.map(|size| (size.width as u32, size.height as u32));
            Ok(())
        }
        Format::Svg => {
            original.size = svg::size(&head);
            Ok(())
        }
        _ => Ok(()),
    };
    if let Err(error) = read {
        original.damage = Some(match error.kind() {
            io::ErrorKind::UnexpectedEof => Damage::Truncated,
            io::ErrorKind::InvalidData => Damage::Header,
            _ => return Err(error),
        });
    }
    if original.orientation >= 5 {
        original.size = original.size.map(|(width, height)| (height, width));
    }
    Ok(original)
}

/// What a reader of a format returns if a file is not what it should be.
fn invalid() -> io::Error {
    io::ErrorKind::InvalidData.into()
}
