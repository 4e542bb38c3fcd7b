//! What one place of a page needs of an original: its widths and formats.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::variant::{Region, VERSION, region};
use super::{Crop, Focus, Format, PictureSettings, Placement, Qualities, Ratio, Variant};
use crate::artefacts::{Digest, Key};

/// The largest side of a WebP in pixels; the other formats allow more.
const MAX_SIDE: u32 = 16_383;

/// An original.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Source {
    /// Its address from the site's root, not encoded.
    pub url: String,
    /// The digest of its bytes.
    pub digest: Digest,
    /// Width and height in pixels, upright.
    pub size: (u32, u32),
}

/// An original and the file that it is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OriginalFile {
    /// What pages know of it.
    pub source: Source,
    /// Where its bytes are.
    pub path: PathBuf,
    /// Its path as diagnostics name it.
    pub shown: String,
    /// How the stored picture is to be turned and mirrored, by EXIF: from 1 to 8, where 1 is not at all.
    pub orientation: u8,
    /// Whether it is animated: all of it is published, and nothing else is made of it.
    pub is_animated: bool,
    /// Whether its pixels are stored as browsers expect them by its name: upright, not in the colours of printing.
    pub is_plain: bool,
}

/// An original, or a part of it, in several widths and formats.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PictureSet {
    source: Source,
    crop: Option<Crop>,
    /// Width and height of each size in pixels, the smallest first.
    sizes: Vec<(u32, u32)>,
    formats: Vec<Format>,
    qualities: Qualities,
}

/// What is known of a set once its variants were made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MadeSet {
    /// The average colour as red, green and blue, shown until the picture is there; `None` for what can be seen through, and for
    /// drawings.
    pub color: Option<[u8; 3]>,
    /// The formats that are offered. The last is the last resort.
    pub formats: Vec<Format>,
}

impl PictureSet {
    /// What a place needs of an original. `ratio` and `focus` take precedence over those of the placement.
    pub fn new(
        source: Source,
        settings: &PictureSettings,
        placement: &Placement,
        ratio: Option<Ratio>,
        focus: Option<Focus>,
    ) -> Self {
        let crop = ratio.or(placement.ratio);
        let crop = crop.map(|ratio| Crop { ratio, focus: focus.unwrap_or_default() });
        let wanted = settings.widths_up_to(placement.max_width.unwrap_or(u32::MAX));
        Self::with_widths(source, crop, wanted, settings.formats.clone(), settings.qualities)
    }

    /// One JPEG of an original, at most so wide.
    pub fn single(
        source: Source,
        settings: &PictureSettings,
        width: u32,
        ratio: Option<Ratio>,
        focus: Option<Focus>,
    ) -> Self {
        let crop = ratio.map(|ratio| Crop { ratio, focus: focus.unwrap_or_default() });
        Self::with_widths(source, crop, &[width.max(1)], vec![Format::Jpeg], settings.qualities)
    }

    fn with_widths(
        source: Source,
        crop: Option<Crop>,
        wanted: &[u32],
        formats: Vec<Format>,
        qualities: Qualities,
    ) -> Self {
        // What is all of the picture is no crop, whatever its focus: one address less.
        let whole = region(source.size, None);
        let crop = crop.filter(|crop| region(source.size, Some(*crop)) != whole);
        let part = region(source.size, crop);
        let mut sizes: Vec<(u32, u32)> = Vec::new();
        let largest = wanted.last().copied().unwrap_or(part.width).min(part.width);
        // Never enlarged: an original narrower than what is wanted is its own largest size.
        for width in wanted.iter().copied().filter(|width| *width < largest).chain([largest]) {
            sizes.push(scaled(part, width));
        }
        sizes.dedup();
        Self { source, crop, sizes, formats, qualities }
    }

    /// The original.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// Width and height in pixels of the largest variant.
    pub fn size(&self) -> (u32, u32) {
        *self.sizes.last().expect("a set has a size")
    }

    /// The formats that are to be tried, the newest first.
    pub fn formats(&self) -> &[Format] {
        &self.formats
    }

    /// Whether it is one file of one format.
    pub fn is_single(&self) -> bool {
        self.sizes.len() == 1 && self.formats == [Format::Jpeg]
    }

    /// Its variants of a format, the narrowest first.
    pub fn variants(&self, format: Format) -> impl Iterator<Item = Variant> {
        self.sizes.iter().map(move |(width, height)| Variant {
            source: self.source.clone(),
            crop: self.crop,
            width: *width,
            height: *height,
            format,
            quality: self.qualities.of(format),
        })
    }

    /// What its [`MadeSet`] is found by in the store.
    pub fn key(&self) -> Key {
        let mut key = Key::builder("picture set", VERSION).source(self.source.digest);
        if let Some(crop) = self.crop {
            key = key.parameter("crop", crop);
        }
        for (width, height) in &self.sizes {
            key = key.parameter("size", format_args!("{width}x{height}"));
        }
        for format in &self.formats {
            key = key.parameter(format.extension(), self.qualities.of(*format));
        }
        key.finish()
    }
}

impl MadeSet {
    /// The form in which the store keeps it.
    pub fn to_bytes(&self) -> Vec<u8> {
        postcard::to_allocvec(self).expect("it is plain data")
    }

    /// Reads the form in which the store keeps it. Returns `None` for anything else.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        postcard::from_bytes(bytes).ok().filter(|made: &Self| !made.formats.is_empty())
    }
}

/// The size of a part that is scaled to a width, or to less if it would be higher than formats allow.
fn scaled(part: Region, width: u32) -> (u32, u32) {
    let rounded = |side: u32, to: u32, of: u32| {
        let (side, to, of) = (u64::from(side), u64::from(to), u64::from(of));
        u32::try_from((side * to + of / 2) / of).unwrap_or(u32::MAX).max(1)
    };
    let width = width.min(MAX_SIDE);
    match rounded(part.height, width, part.width) {
        height if height <= MAX_SIDE => (width, height),
        _ => (rounded(part.width, MAX_SIDE, part.height), MAX_SIDE),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sizes(size: (u32, u32), widths: &[u32], ratio: Option<&str>) -> Vec<(u32, u32)> {
        let source = Source { url: "/a.jpg".to_owned(), digest: Digest::of(b"a"), size };
        let settings = PictureSettings { widths: widths.to_vec(), ..PictureSettings::default() };
        let ratio = ratio.and_then(Ratio::parse);
        PictureSet::new(source, &settings, &settings.placements[0], ratio, None).sizes
    }

    #[test]
    fn no_variant_is_wider_than_its_original() {
        assert_eq!(sizes((4000, 3000), &[400, 800], None), [(400, 300), (800, 600)]);
        assert_eq!(sizes((600, 400), &[400, 800, 1200], None), [(400, 267), (600, 400)]);
        assert_eq!(sizes((400, 300), &[400, 800], None), [(400, 300)]);
        assert_eq!(sizes((30, 20), &[400, 800], None), [(30, 20)]);
        assert_eq!(sizes((4000, 1000), &[400, 2400], Some("1:1")), [(400, 400), (1000, 1000)]);
        assert_eq!(sizes((1, 100_000), &[400], None), [(1, MAX_SIDE)]);
        assert_eq!(sizes((100_000, 1), &[400, 20_000], None), [(400, 1), (MAX_SIDE, 1)]);
    }

    #[test]
    fn a_crop_that_keeps_everything_is_none() {
        let source = || Source { url: "/a.jpg".to_owned(), digest: Digest::of(b"a"), size: (300, 200) };
        let settings = PictureSettings::default();
        let set = |ratio: Option<&str>, focus| {
            let ratio = ratio.and_then(Ratio::parse);
            PictureSet::new(source(), &settings, &settings.placements[0], ratio, Focus::new(focus, focus))
        };
        assert_eq!(set(Some("3:2"), 0.1), set(None, 0.9));
        assert_ne!(set(Some("1:1"), 0.1).key(), set(Some("1:1"), 0.9).key());
    }
}
