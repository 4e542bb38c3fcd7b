//! The sizes of pictures, read from their first bytes.

use std::io::Read;
use std::path::Path;

use quick_xml::Reader;
use quick_xml::events::Event;

/// How many bytes of an SVG are read to find its size. Comments may stand before the root element.
const SVG_HEAD_BYTES: u64 = 16 * 1024;

/// Width and height in pixels of the picture in a file, from its first bytes; the name says which format it has. Returns
/// `None` for what is no picture or cannot be read.
pub(super) fn size(path: &Path) -> Option<(u32, u32)> {
    let name = path.file_name()?.to_str()?.to_ascii_lowercase();
    if !crate::site::is_picture(&name) {
        return None;
    }
    if name.ends_with(".svg") {
        let mut head = Vec::new();
        std::fs::File::open(path).ok()?.take(SVG_HEAD_BYTES).read_to_end(&mut head).ok()?;
        return svg_size(&head);
    }
    let size = imagesize::size(path).ok()?;
    Some((size.width as u32, size.height as u32))
}

/// As [`size`], for a picture in memory.
pub(super) fn size_of_bytes(name: &str, bytes: &[u8]) -> Option<(u32, u32)> {
    if name.ends_with(".svg") {
        return svg_size(bytes);
    }
    let size = imagesize::blob_size(bytes).ok()?;
    Some((size.width as u32, size.height as u32))
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
