//! One file that is made of an original: its size, the part of the original that it shows, and its address.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Format, Source};
use crate::artefacts::Key;

/// The version of what makes variants. It is raised whenever the same original would give other bytes.
pub(super) const VERSION: u32 = 1;

/// The folder of all variants, from the site's root.
const FOLDER: &str = "/pictures";

/// How many bytes of an original's name are part of a variant's: file systems allow 255.
const MAX_STEM: usize = 100;

/// How many hexadecimal digits of the key are part of a variant's name.
const KEY_DIGITS: usize = 16;

/// A ratio of width to height.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Ratio {
    /// From 1 to 1000.
    pub width: u32,
    /// From 1 to 1000.
    pub height: u32,
}

/// The point of a picture that a crop keeps nearest to its middle, in thousandths of width and height from the top left
/// corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Focus {
    /// From the left, from 0 to 1000.
    pub x: u16,
    /// From the top, from 0 to 1000.
    pub y: u16,
}

/// The part of an original that is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Crop {
    /// Its shape.
    pub ratio: Ratio,
    /// What it is about.
    pub focus: Focus,
}

/// A rectangle of pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Region {
    pub left: u32,
    pub top: u32,
    pub width: u32,
    pub height: u32,
}

/// A file that is made of an original.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variant {
    /// The original.
    pub source: Source,
    /// The part that is shown; `None` for all of it.
    pub crop: Option<Crop>,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// The format.
    pub format: Format,
    /// How well it is encoded, from 1 to 100.
    pub quality: u8,
}

impl Ratio {
    /// Reads `3:2`.
    pub fn parse(text: &str) -> Option<Self> {
        let (width, height) = text.split_once(':')?;
        let side = |text: &str| text.trim().parse().ok().filter(|side| (1..=1000).contains(side));
        Some(Self { width: side(width)?, height: side(height)? })
    }
}

impl Default for Focus {
    /// The middle.
    fn default() -> Self {
        Self { x: 500, y: 500 }
    }
}

impl Focus {
    /// A point from fractions of width and height. Returns `None` if it is outside of the picture.
    pub fn new(x: f64, y: f64) -> Option<Self> {
        let part = |value: f64| (0.0..=1.0).contains(&value).then(|| (value * 1000.0).round() as u16);
        Some(Self { x: part(x)?, y: part(y)? })
    }
}

impl fmt::Display for Crop {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { ratio, focus } = self;
        write!(formatter, "{}:{} at {},{}", ratio.width, ratio.height, focus.x, focus.y)
    }
}

/// The largest part of a picture of some size that has the shape of a crop, as near to its focus as the edges allow.
pub(super) fn region((width, height): (u32, u32), crop: Option<Crop>) -> Region {
    let Some(Crop { ratio, focus }) = crop else { return Region { left: 0, top: 0, width, height } };
    let (w, h) = (u64::from(width), u64::from(height));
    let (across, down) = (u64::from(ratio.width), u64::from(ratio.height));
    let is_too_wide = w * down > h * across;
    let (part_width, part_height) = match is_too_wide {
        true => (((h * across + down / 2) / down).clamp(1, w), h),
        false => (w, ((w * down + across / 2) / across).clamp(1, h)),
    };
    let offset = |whole: u64, part: u64, focus: u16| {
        let middle = whole * u64::from(focus) / 1000;
        middle.saturating_sub(part / 2).min(whole - part) as u32
    };
    Region {
        left: offset(w, part_width, focus.x),
        top: offset(h, part_height, focus.y),
        width: part_width as u32,
        height: part_height as u32,
    }
}

impl Variant {
    /// What its bytes are found by in the store.
    pub fn key(&self) -> Key {
        let key = Key::builder("picture", VERSION)
            .source(self.source.digest)
            .parameter("width", self.width)
            .parameter("height", self.height)
            .parameter("format", self.format.extension())
            .parameter("quality", self.quality);
        match self.crop {
            Some(crop) => key.parameter("crop", crop),
            None => key,
        }
        .finish()
    }

    /// Its address from the site's root, not encoded. It says all that the bytes depend on, so that two files with one
    /// address have the same bytes: `/pictures/lake/hero-800x533-0123456789abcdef.webp`.
    pub fn url(&self) -> String {
        let (folder, name) = self.source.url.rsplit_once('/').unwrap_or(("", &self.source.url));
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let stem = &stem[..stem.floor_char_boundary(MAX_STEM)];
        let focus = match self.crop {
            Some(Crop { focus, .. }) => format!("-at{}x{}", focus.x, focus.y),
            None => String::new(),
        };
        let key = self.key().to_string();
        let (width, height, extension) = (self.width, self.height, self.format.extension());
        format!("{FOLDER}{folder}/{stem}-{width}x{height}{focus}-{}.{extension}", &key[..KEY_DIGITS])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crop_is_as_large_as_it_can_be_and_as_near_to_its_focus_as_it_can_be() {
        let crop = |ratio: &str, x, y| {
            let crop = Crop { ratio: Ratio::parse(ratio).expect("a ratio"), focus: Focus { x, y } };
            let Region { left, top, width, height } = region((4000, 3000), Some(crop));
            (left, top, width, height)
        };
        assert_eq!(crop("4:3", 0, 1000), (0, 0, 4000, 3000));
        assert_eq!(crop("1:1", 500, 500), (500, 0, 3000, 3000));
        assert_eq!(crop("1:1", 0, 500), (0, 0, 3000, 3000));
        assert_eq!(crop("1:1", 600, 500), (900, 0, 3000, 3000));
        assert_eq!(crop("1:1", 990, 500), (1000, 0, 3000, 3000));
        assert_eq!(crop("2:1", 500, 300), (0, 0, 4000, 2000));
        assert_eq!(crop("2:1", 500, 1000), (0, 1000, 4000, 2000));
        assert_eq!(crop("1000:1", 500, 500), (0, 1498, 4000, 4));
    }

    #[test]
    fn a_ratio_is_two_whole_numbers() {
        assert_eq!(Ratio::parse("16:9"), Some(Ratio { width: 16, height: 9 }));
        for text in ["", "16", "16/9", "0:1", "1:0", "-1:1", "1.5:1", "1:1001", "a:b"] {
            assert_eq!(Ratio::parse(text), None, "{text}");
        }
    }
}
