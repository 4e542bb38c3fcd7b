//! The formats of pictures, and how well each is encoded.

use serde::{Deserialize, Serialize};

/// A format that pictures are published in, the newest first: browsers take the first that they know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Format {
    /// AVIF: the smallest, and the slowest to make.
    Avif,
    /// WebP, which every browser of the last years shows.
    Webp,
    /// JPEG, the last resort for photographs.
    Jpeg,
    /// PNG, the last resort for pictures that are transparent in places or have few colours.
    Png,
}

/// The qualities of lossy formats, from 1 to 100. Each format has a scale of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Qualities {
    /// Of AVIF.
    pub avif: u8,
    /// Of WebP.
    pub webp: u8,
    /// Of JPEG.
    pub jpeg: u8,
}

impl Format {
    /// The names of the formats that a theme may choose.
    pub const NAMES: [&str; 3] = ["avif", "webp", "jpeg"];

    /// The format by its name.
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "avif" => Some(Self::Avif),
            "webp" => Some(Self::Webp),
            "jpeg" => Some(Self::Jpeg),
            _ => None,
        }
    }

    /// The extension of its files.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Avif => "avif",
            Self::Webp => "webp",
            Self::Jpeg => "jpg",
            Self::Png => "png",
        }
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Avif => "image/avif",
            Self::Webp => "image/webp",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
        }
    }
}

impl Qualities {
    /// The quality of a format; 100 for PNG, which loses nothing.
    pub fn of(&self, format: Format) -> u8 {
        match format {
            Format::Avif => self.avif,
            Format::Webp => self.webp,
            Format::Jpeg => self.jpeg,
            Format::Png => 100,
        }
    }
}

impl Default for Qualities {
    /// Where photographs of landscapes show no difference at arm's length.
    fn default() -> Self {
        Self { avif: 60, webp: 78, jpeg: 80 }
    }
}
