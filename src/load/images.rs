//! The sizes of pictures, read from their first bytes.

use std::fs::File;
use std::io::{BufRead, BufReader, Cursor, Read, Seek};
use std::path::Path;

use imagesize::ImageSize;
use quick_xml::Reader;
use quick_xml::events::Event;

/// How many bytes of an SVG are read to find its size. Comments may stand before the root element.
const SVG_HEAD_BYTES: u64 = 16 * 1024;

/// How many bytes of a picture are searched for EXIF data that stand in front of it. A segment of a JPEG has 64 KB at most, and colour profiles may stand before
/// them.
const HEAD_BYTES: u64 = 256 * 1024;

/// Width and height in pixels of the picture in a file, from its first bytes; the name says which format it has. Returns
/// `None` for what is no picture or cannot be read.
pub(super) fn size(path: &Path) -> Option<(u32, u32)> {
    let name = path.file_name()?.to_str()?.to_ascii_lowercase();
    if !crate::site::is_picture(&name) {
        return None;
    }
    if name.ends_with(".svg") {
        let mut head = Vec::new();
        File::open(path).ok()?.take(SVG_HEAD_BYTES).read_to_end(&mut head).ok()?;
        return svg_size(&head);
    }
    let size = imagesize::size(path).ok()?;
    let mut file = BufReader::new(File::open(path).ok()?);
    Some(upright(size, &mut file))
}

/// As [`size`], for a picture in memory.
pub(super) fn size_of_bytes(name: &str, bytes: &[u8]) -> Option<(u32, u32)> {
    if name.ends_with(".svg") {
        return svg_size(bytes);
    }
    let size = imagesize::blob_size(bytes).ok()?;
    Some(upright(size, &mut Cursor::new(bytes)))
}

/// Width and height of a picture as browsers show it: turned as its EXIF data say. Cameras store what they see, and how
/// they were held.
fn upright(size: ImageSize, file: &mut (impl BufRead + Seek)) -> (u32, u32) {
    let (width, height) = (size.width as u32, size.height as u32);
    match orientation(file) {
        Some(5..=8) => (height, width),
        _ => (width, height),
    }
}

/// The orientation of a JPEG, PNG or WebP by EXIF, from 1 to 8: from 5 on, the picture lies on its side. AVIF has a turn of
/// its own, which is part of its size already, and EXIF does not count there. Returns `None` if there is none.
fn orientation(file: &mut (impl BufRead + Seek)) -> Option<u32> {
    let mut start = Vec::new();
    file.take(12).read_to_end(&mut start).ok()?;
    file.rewind().ok()?;
    let mut reader = exif::Reader::new();
    // Data of a camera's own that cannot be read are no reason to ignore the rest.
    reader.continue_on_error(true);
    let found = match &start[..] {
        // In a JPEG the data come first. The whole of it would be searched where there are none.
        [0xFF, 0xD8, ..] => reader.read_from_container(&mut Cursor::new(head(file)?)),
        // Browsers look for them in front of the picture only.
        [0x89, b'P', b'N', b'G', ..] => {
            let mut head = head(file)?;
            head.truncate(memchr::memmem::find(&head, b"IDAT").unwrap_or(head.len()));
            reader.read_from_container(&mut Cursor::new(head))
        }
        // Here they stand behind the picture.
        [b'R', b'I', b'F', b'F', ..] => reader.read_from_container(file),
        _ => return None,
    };
    let data = found.or_else(|error| error.distill_partial_result(|_| {})).ok()?;
    data.get_field(exif::Tag::Orientation, exif::In::PRIMARY)?.value.get_uint(0)
}

/// The first bytes of a picture.
fn head(file: &mut impl Read) -> Option<Vec<u8>> {
    let mut head = Vec::new();
    file.take(HEAD_BYTES).read_to_end(&mut head).ok()?;
    Some(head)
}

/// Width and height of an SVG, from its attributes if they are pixels, otherwise from its `viewBox`.
fn svg_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut reader = Reader::from_reader(bytes);
    loop {
        let element = match reader.read_event().ok()? {
            Event::Start(element) | Event::Empty(element) => element,
            Event::Eof => return None,
            _ => continue,
        };
        let attribute = |name: &str| {
            let value = element.try_get_attribute(name).ok()??;
            Some(value.value.into_owned())
        };
        let length = |name: &str| attribute(name)?.trim_end_matches("px").trim().parse::<f64>().ok();
        let size = length("width").zip(length("height")).or_else(|| {
            let view_box = attribute("viewBox")?;
            let numbers: Vec<f64> =
                view_box.split([' ', ',']).filter_map(|number| number.parse().ok()).collect();
            let [_, _, width, height] = numbers[..] else { return None };
            Some((width, height))
        });
        let (width, height) = size?;
        let usable = |length: f64| (1.0..=100_000.0).contains(&length);
        return (usable(width) && usable(height)).then_some((width.round() as u32, height.round() as u32));
    }
}

#[cfg(test)]
mod tests {
    use super::svg_size;

    #[test]
    fn an_svg_says_its_size_in_two_ways() {
        assert_eq!(svg_size(b"<?xml version=\"1.0\"?><svg width=\"30px\" height=\"20\"/>"), Some((30, 20)));
        assert_eq!(svg_size(b"<!-- x --><svg width='100%' viewBox=\"0 0 1600 900\">"), Some((1600, 900)));
        assert_eq!(svg_size(b"<svg>"), None);
        assert_eq!(svg_size(b"no picture"), None);
    }
}
