//! An original in memory: what its variants are scaled from.

use super::decode::{Character, Raster, decode};
use super::encode::encode;
use super::resize::Linear;
use super::variant::region;
use super::{Format, OriginalFile, PictureSet, Variant};
use crate::artefacts::Digest;
use crate::diagnostics::{Code, Diagnostic};

/// A decoded original, ready to be scaled.
pub struct Opened {
    pub(super) linear: Linear,
    pub(super) character: Character,
}

impl OriginalFile {
    /// Reads and decodes the original.
    ///
    /// # Errors
    /// Says why that is not possible.
    pub fn open(&self) -> Result<Opened, Diagnostic> {
        self.decode(&self.read()?)
    }

    /// The bytes of the file. Another process may have put another one there since the site was read: what follows from the
    /// bytes is kept by their digest, and a link may lead out of the site by now.
    pub(super) fn read(&self) -> Result<Vec<u8>, Diagnostic> {
        let bytes = std::fs::read(&self.path);
        let detail = match bytes {
            Ok(bytes) if Digest::of(&bytes) == self.source.digest => return Ok(bytes),
            Ok(_) => "it has changed".to_owned(),
            Err(error) => error.to_string(),
        };
        let diagnostic = Diagnostic::new(Code::FileUnreadable).in_file(&self.shown);
        Err(diagnostic.with("file", self.shown.as_str()).with("detail", detail))
    }

    pub(super) fn decode(&self, bytes: &[u8]) -> Result<Opened, Diagnostic> {
        let raster = decode(bytes, self.orientation).map_err(|_| self.failed())?;
        let character = raster.character();
        Ok(Opened { linear: Linear::new(raster).map_err(|_| self.failed())?, character })
    }

    /// The diagnostic for an original whose pixels cannot be decoded, scaled or encoded.
    pub(super) fn failed(&self) -> Diagnostic {
        Diagnostic::new(Code::ImageBroken)
            .in_file(&self.shown)
            .with("file", self.shown.as_str())
            .with("kind", "pixels")
    }
}

impl Opened {
    /// The pixels of a variant. They are the same in all formats.
    ///
    /// # Errors
    /// Says why the original cannot be scaled, in English.
    pub fn scaled(&self, variant: &Variant) -> Result<Raster, String> {
        let part = region(self.linear.size(), variant.crop);
        self.linear.scaled(part, (variant.width, variant.height))
    }

    /// The file of a variant whose pixels these are.
    ///
    /// # Errors
    /// Says why the encoder refuses them, in English.
    pub fn encoded(&self, pixels: &Raster, variant: &Variant) -> Result<Vec<u8>, String> {
        encode(pixels, variant.format, variant.quality, self.character)
    }

    /// The formats that are tried for a set, of those that it asks for.
    pub(super) fn formats(&self, set: &PictureSet) -> Vec<Format> {
        let wanted = set.formats().iter().copied();
        match self.character {
            _ if set.is_single() => vec![Format::Jpeg],
            Character::Photograph => wanted.collect(),
            Character::Transparent => wanted.filter(|it| *it != Format::Jpeg).chain([Format::Png]).collect(),
            // AVIF would blur its edges, or be larger.
            Character::Drawing => wanted.filter(|it| *it == Format::Webp).chain([Format::Png]).collect(),
        }
    }
}
