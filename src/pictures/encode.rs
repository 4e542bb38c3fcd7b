//! From pixels to the bytes of a file. What is written has no metadata, and no profile: its colours are sRGB.

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use ravif::{Img, RGB8, RGBA8};

use super::Format;
use super::decode::{Character, Raster};

/// How much time AVIF takes, from 1 (most) to 10. From 7 on, it loses quality.
const AVIF_SPEED: u8 = 6;

/// Encodes a picture. `character` is that of its original.
///
/// # Errors
/// Says why the encoder refuses it, in English.
pub(super) fn encode(
    raster: &Raster,
    format: Format,
    quality: u8,
    character: Character,
) -> Result<Vec<u8>, String> {
    match format {
        Format::Avif => avif(raster, quality),
        Format::Webp => webp(raster, quality, character == Character::Drawing),
        Format::Jpeg => jpeg(raster, quality),
        Format::Png => png(raster),
    }
}

fn avif(raster: &Raster, quality: u8) -> Result<Vec<u8>, String> {
    let encoder = ravif::Encoder::new()
        .with_quality(f32::from(quality))
        .with_alpha_quality(f32::from(quality))
        .with_speed(AVIF_SPEED)
        // The pictures of a site are made side by side. Within one, more threads would make other bytes.
        .with_num_threads(Some(1));
    let (width, height) = (raster.width as usize, raster.height as usize);
    let encoded = match raster.has_alpha {
        true => {
            let pixels: Vec<RGBA8> =
                raster.pixels.chunks_exact(4).map(|it| RGBA8::new(it[0], it[1], it[2], it[3])).collect();
            encoder.encode_rgba(Img::new(&pixels[..], width, height))
        }
        false => {
            let pixels: Vec<RGB8> =
                raster.pixels.chunks_exact(3).map(|it| RGB8::new(it[0], it[1], it[2])).collect();
            encoder.encode_rgb(Img::new(&pixels[..], width, height))
        }
    };
    encoded.map(|encoded| encoded.avif_file).map_err(|error| error.to_string())
}

fn webp(raster: &Raster, quality: u8, is_lossless: bool) -> Result<Vec<u8>, String> {
    let Raster { width, height, .. } = *raster;
    let encoder = match raster.has_alpha {
        true => webp::Encoder::from_rgba(&raster.pixels, width, height),
        false => webp::Encoder::from_rgb(&raster.pixels, width, height),
    };
    let encoded = encoder.encode_simple(is_lossless, f32::from(quality));
    encoded.map(|memory| memory.to_vec()).map_err(|error| format!("{error:?}"))
}

fn jpeg(raster: &Raster, quality: u8) -> Result<Vec<u8>, String> {
    let side = |side: u32| u16::try_from(side).map_err(|error| error.to_string());
    let (width, height) = (side(raster.width)?, side(raster.height)?);
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, quality);
    encoder.set_progressive(true);
    encoder.set_optimized_huffman_tables(true);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    let encoded = match raster.has_alpha {
        // JPEG has no transparency.
        true => encoder.encode(&on_white(&raster.pixels), width, height, ColorType::Rgb),
        false => encoder.encode(&raster.pixels, width, height, ColorType::Rgb),
    };
    encoded.map_err(|error| error.to_string())?;
    Ok(bytes)
}

fn png(raster: &Raster) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let color = if raster.has_alpha { ExtendedColorType::Rgba8 } else { ExtendedColorType::Rgb8 };
    PngEncoder::new_with_quality(&mut bytes, CompressionType::Best, FilterType::Adaptive)
        .write_image(&raster.pixels, raster.width, raster.height, color)
        .map_err(|error| error.to_string())?;
    Ok(bytes)
}

/// Pixels with alpha as they look on white paper.
fn on_white(pixels: &[u8]) -> Vec<u8> {
    let shown = |value: u8, alpha: u8| {
        let (value, alpha) = (u32::from(value), u32::from(alpha));
        ((value * alpha + 255 * (255 - alpha) + 127) / 255) as u8
    };
    pixels
        .chunks_exact(4)
        .flat_map(|it| [shown(it[0], it[3]), shown(it[1], it[3]), shown(it[2], it[3])])
        .collect()
}
