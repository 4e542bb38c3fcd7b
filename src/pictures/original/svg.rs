//! SVG: the size that it names.

use quick_xml::Reader;
use quick_xml::events::Event;

/// Width and height of an SVG, from its attributes if they are pixels, otherwise from its `viewBox`.
pub(super) fn size(bytes: &[u8]) -> Option<(u32, u32)> {
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
        let found = length("width").zip(length("height")).or_else(|| {
            let view_box = attribute("viewBox")?;
            let numbers: Vec<f64> =
                view_box.split([' ', ',']).filter_map(|number| number.parse().ok()).collect();
            let [_, _, width, height] = numbers[..] else { return None };
            Some((width, height))
        });
        let (width, height) = found?;
        let usable = |length: f64| (1.0..=100_000.0).contains(&length);
        return (usable(width) && usable(height)).then_some((width.round() as u32, height.round() as u32));
    }
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn an_svg_says_its_size_in_two_ways() {
        assert_eq!(size(b"<?xml version=\"1.0\"?><svg width=\"30px\" height=\"20\"/>"), Some((30, 20)));
        assert_eq!(size(b"<!-- x --><svg width='100%' viewBox=\"0 0 1600 900\">"), Some((1600, 900)));
        assert_eq!(size(b"<svg>"), None);
        assert_eq!(size(b"no picture"), None);
    }
}
