//! Pictures that are as hard to encode as photographs: land and sky of noise on many scales, hard edges, and the noise of a sensor.
//! The same number always makes the same picture.

use std::path::Path;

use rayon::prelude::*;

use crate::Result;

/// Width and height in pixels: 12 megapixels.
pub(crate) const SIZE: (u32, u32) = (4000, 3000);

/// Scales of the noise in pixels, coarsest first, with how much each shows.
const OCTAVES: [(u32, f32); 7] =
    [(1024, 0.5), (512, 0.25), (256, 0.125), (96, 0.08), (40, 0.06), (14, 0.05), (5, 0.04)];

/// The quality that phones save their photographs with.
const JPEG_QUALITY: u8 = 92;

/// Writes a photograph as a JPEG.
pub(crate) fn write(path: &Path, number: u32) -> Result<()> {
    let (width, height) = SIZE;
    let mut pixels = vec![0_u8; width as usize * height as usize * 3];
    pixels.par_chunks_exact_mut(width as usize * 3).enumerate().for_each(|(y, row)| {
        for (x, pixel) in row.chunks_exact_mut(3).enumerate() {
            pixel.copy_from_slice(&colour(x as u32, y as u32, number));
        }
    });
    let encoder = jpeg_encoder::Encoder::new_file(path, JPEG_QUALITY)?;
    encoder.encode(&pixels, width as u16, height as u16, jpeg_encoder::ColorType::Rgb)?;
    Ok(())
}

fn colour(x: u32, y: u32, seed: u32) -> [u8; 3] {
    let (width, height) = SIZE;
    // The line of the mountains, with forest below and water at the bottom.
    let ridge = noise(x, 0, 700, seed) * 900.0 + noise(x, 1, 60, seed) * 120.0 + 500.0;
    let shore = height as f32 * 0.72 + noise(x, 2, 900, seed) * 80.0;
    let texture: f32 = OCTAVES.iter().map(|(scale, weight)| noise(x, y, *scale, seed ^ scale) * weight).sum();
    let depth = y as f32 / height as f32;
    let base = if (y as f32) < ridge {
        [0.45 + depth * 0.5 + texture * 0.1, 0.62 + depth * 0.35 + texture * 0.1, 0.86 + texture * 0.08]
    } else if (y as f32) < shore {
        // Trees: fine, dark and full of contrast.
        let leaves = noise(x, y, 3, seed ^ 77) * 0.35;
        [0.10 + texture * 0.35 + leaves * 0.5, 0.16 + texture * 0.45 + leaves, 0.08 + texture * 0.2]
    } else {
        let waves = noise(x / 6, y, 4, seed ^ 99) * 0.25;
        [
            0.12 + texture * 0.2 + waves * 0.6,
            0.28 + texture * 0.25 + waves * 0.8,
            0.38 + texture * 0.3 + waves,
        ]
    };
    // Hard edges: huts with light walls.
    let hut = hash(x / 500 + width * (seed % 97), y / 400, seed).is_multiple_of(11)
        && x % 500 < 120
        && y % 400 < 90;
    let base = if hut && (y as f32) > ridge { [0.85, 0.78 - depth * 0.2, 0.6] } else { base };
    let grain = (hash(x, y, seed ^ 0x5EED) & 0xFF) as f32 / 255.0 - 0.5;
    base.map(|value| ((value + grain * 0.035).clamp(0.0, 1.0) * 255.0) as u8)
}

/// Smooth noise from 0 to 1, whose hills are so many pixels apart.
fn noise(x: u32, y: u32, scale: u32, seed: u32) -> f32 {
    let at = |column, row| (hash(column, row, seed) & 0xFFFF) as f32 / 65_535.0;
    let (column, row) = (x / scale, y / scale);
    let smooth = |part: u32| {
        let part = part as f32 / scale as f32;
        part * part * (3.0 - 2.0 * part)
    };
    let (across, down) = (smooth(x % scale), smooth(y % scale));
    let top = at(column, row) * (1.0 - across) + at(column + 1, row) * across;
    let bottom = at(column, row + 1) * (1.0 - across) + at(column + 1, row + 1) * across;
    top * (1.0 - down) + bottom * down
}

/// A well-mixed number (finalizer of MurmurHash3).
fn hash(x: u32, y: u32, seed: u32) -> u32 {
    let mut value =
        x.wrapping_mul(0x9E37_79B1) ^ y.wrapping_mul(0x85EB_CA77) ^ seed.wrapping_mul(0xC2B2_AE3D);
    value = (value ^ (value >> 16)).wrapping_mul(0x85EB_CA6B);
    value = (value ^ (value >> 13)).wrapping_mul(0xC2B2_AE35);
    value ^ (value >> 16)
}
