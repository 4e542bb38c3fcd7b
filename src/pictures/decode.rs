//! From the bytes of an original to upright pixels in sRGB.

use std::io::Cursor;

use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageReader, Limits};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

/// How many different colours a drawing has at most. Photographs have thousands.
const FEW_COLORS: usize = 256;

/// How much memory decoding may take, in bytes: a hundred megapixels of four channels with 16 bits.
const MAX_BYTES: u64 = 800_000_000;

/// Pixels in sRGB with eight bits a channel, row by row.
pub struct Raster {
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// Red, green, blue, and alpha if `has_alpha`. Not premultiplied.
    pub pixels: Vec<u8>,
    /// Whether there are four channels instead of three.
    pub has_alpha: bool,
}

/// What a picture is like, which decides on its formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Character {
    Photograph,
    /// Some of it can be seen through.
    Transparent,
    /// A drawing of a few colours, whose edges lossy formats would blur.
    Drawing,
}

/// Decodes an original: a JPEG, PNG, GIF or WebP, whatever its name says; `orientation` is that of EXIF. Of an
/// animation the first picture is decoded.
///
/// # Errors
/// Says what is wrong with it, in English.
pub(super) fn decode(bytes: &[u8], orientation: u8) -> Result<Raster, String> {
    let told = |error: image::ImageError| error.to_string();
    let mut reader =
        ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|error| error.to_string())?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_BYTES);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(told)?;
    let profile = decoder.icc_profile().ok().flatten();
    let mut image = DynamicImage::from_decoder(decoder).map_err(told)?;
    if let Some(orientation) = Orientation::from_exif(orientation) {
        image.apply_orientation(orientation);
    }
    Ok(to_srgb(image, profile.as_deref()))
}

/// The pixels in sRGB. A profile that cannot be understood is ignored, as browsers do.
fn to_srgb(image: DynamicImage, profile: Option<&[u8]>) -> Raster {
    let (width, height) = (image.width(), image.height());
    let profile = profile.and_then(|profile| ColorProfile::new_from_slice(profile).ok());
    let is_gray = matches!(image, DynamicImage::ImageLuma8(_) | DynamicImage::ImageLuma16(_));
    let has_alpha = image.color().has_alpha();
    let srgb = ColorProfile::new_srgb();
    let transform = |profile: &ColorProfile, from: Layout, to: Layout| {
        profile.create_transform_8bit(from, &srgb, to, TransformOptions::default()).ok()
    };
    let convert = |source: &[u8], channels: usize, from: Layout, to: Layout, to_channels: usize| {
        let transform = transform(profile.as_ref()?, from, to)?;
        let mut pixels = vec![0; source.len() / channels * to_channels];
        let rows = source.chunks_exact(width as usize * channels);
        for (from, to) in rows.zip(pixels.chunks_exact_mut(width as usize * to_channels)) {
            transform.transform(from, to).ok()?;
        }
        Some(pixels)
    };
    let color_space = profile.as_ref().map(|profile| profile.color_space);
    let pixels = match (color_space, has_alpha) {
        (Some(DataColorSpace::Gray), _) if is_gray => {
            let gray = image.to_luma8().into_raw();
            convert(&gray, 1, Layout::Gray, Layout::Rgb, 3).unwrap_or_else(|| image.into_rgb8().into_raw())
        }
        (Some(DataColorSpace::Rgb), true) => {
            let pixels = image.into_rgba8().into_raw();
            convert(&pixels, 4, Layout::Rgba, Layout::Rgba, 4).unwrap_or(pixels)
        }
        (Some(DataColorSpace::Rgb), false) if !is_gray => {
            let pixels = image.into_rgb8().into_raw();
            convert(&pixels, 3, Layout::Rgb, Layout::Rgb, 3).unwrap_or(pixels)
        }
        // CMYK was made RGB by the decoder, so that its profile says nothing of what is there now.
        (_, true) => image.into_rgba8().into_raw(),
        (_, false) => image.into_rgb8().into_raw(),
    };
    let raster = Raster { width, height, pixels, has_alpha };
    if has_alpha { raster.without_opaque_alpha() } else { raster }
}

impl Raster {
    /// Many programs write an alpha channel that says of every pixel that it is opaque.
    fn without_opaque_alpha(mut self) -> Self {
        if self.pixels.chunks_exact(4).all(|pixel| pixel[3] == 255) {
            self.pixels = self.pixels.chunks_exact(4).flat_map(|pixel| &pixel[..3]).copied().collect();
            self.has_alpha = false;
        }
        self
    }

    pub(super) fn channels(&self) -> usize {
        if self.has_alpha { 4 } else { 3 }
    }

    /// What it is like.
    pub(super) fn character(&self) -> Character {
        let mut colors = rustc_hash::FxHashSet::default();
        for pixel in self.pixels.chunks_exact(self.channels()) {
            colors.insert(pixel);
            if colors.len() > FEW_COLORS {
                return if self.has_alpha { Character::Transparent } else { Character::Photograph };
            }
        }
        Character::Drawing
    }
}
