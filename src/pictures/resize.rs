//! Scales pictures in linear light: in the numbers of sRGB, fine bright details would become too dark.

use fast_image_resize::images::Image;
use fast_image_resize::pixels::{U16x3, U16x4};
use fast_image_resize::{IntoImageView, IntoImageViewMut, PixelTrait, PixelType, ResizeOptions, Resizer};

use super::decode::Raster;
use super::variant::Region;

/// The side in pixels from which on an original is halved (or divided by more) before it is scaled, to save memory. It is
/// twice as large as what pages show.
const MAX_SIDE: u32 = 6000;

/// An original in linear light, with 16 bits a channel.
pub(super) struct Linear {
    image: Image<'static>,
    size: (u32, u32),
    to_srgb: Vec<u8>,
}

impl Linear {
    /// The original, which is dropped as soon as it was read.
    ///
    /// # Errors
    /// When it has no pixels.
    pub fn new(raster: Raster) -> Result<Self, String> {
        let to_linear: Vec<u16> = (0..=255u8).map(to_linear).collect();
        let size = (raster.width, raster.height);
        let factor = size.0.max(size.1).div_ceil(MAX_SIDE).max(1);
        let (width, height) = (size.0.div_ceil(factor), size.1.div_ceil(factor));
        let pixel_type = if raster.has_alpha { PixelType::U16x4 } else { PixelType::U16x3 };
        let mut bytes = Vec::with_capacity(width as usize * height as usize * raster.channels() * 2);
        match raster.has_alpha {
            true => reduce::<4>(&raster, factor, &to_linear, &mut bytes),
            false => reduce::<3>(&raster, factor, &to_linear, &mut bytes),
        }
        drop(raster);
        let image =
            Image::from_vec_u8(width, height, bytes, pixel_type).map_err(|error| error.to_string())?;
        let to_srgb = (0..=u16::MAX).map(to_srgb).collect();
        Ok(Self { image, size, to_srgb })
    }

    /// Width and height of the original in pixels.
    pub fn size(&self) -> (u32, u32) {
        self.size
    }

    /// A part of the original, scaled.
    ///
    /// # Errors
    /// When the part is not one of the original.
    pub fn scaled(&self, part: Region, (width, height): (u32, u32)) -> Result<Raster, String> {
        let across = f64::from(self.image.width()) / f64::from(self.size.0);
        let down = f64::from(self.image.height()) / f64::from(self.size.1);
        let options = ResizeOptions::new().crop(
            f64::from(part.left) * across,
            f64::from(part.top) * down,
            f64::from(part.width) * across,
            f64::from(part.height) * down,
        );
        let mut scaled = Image::new(width, height, self.image.pixel_type());
        let has_alpha = self.image.pixel_type() == PixelType::U16x4;
        match has_alpha {
            true => resize::<U16x4>(&self.image, &mut scaled, &options)?,
            false => resize::<U16x3>(&self.image, &mut scaled, &options)?,
        }
        let values = scaled.buffer().chunks_exact(2).map(|pair| u16::from_ne_bytes([pair[0], pair[1]]));
        let pixels = match has_alpha {
            false => values.map(|value| self.to_srgb[usize::from(value)]).collect(),
            true => values
                .enumerate()
                .map(|(index, value)| match index % 4 {
                    3 => (value >> 8) as u8,
                    _ => self.to_srgb[usize::from(value)],
                })
                .collect(),
        };
        Ok(Raster { width, height, pixels, has_alpha })
    }

    /// The average colour as sRGB. Alpha counts for nothing.
    pub fn average(&self) -> [u8; 3] {
        let channels = if self.image.pixel_type() == PixelType::U16x4 { 4 } else { 3 };
        let mut sums = [0u64; 3];
        for pixel in self.image.buffer().chunks_exact(channels * 2) {
            for (sum, value) in sums.iter_mut().zip(pixel.chunks_exact(2)) {
                *sum += u64::from(u16::from_ne_bytes([value[0], value[1]]));
            }
        }
        let pixels = u64::from(self.image.width()) * u64::from(self.image.height());
        sums.map(|sum| self.to_srgb[usize::try_from(sum / pixels.max(1)).map_or(0, |it| it.min(0xFFFF))])
    }
}

/// Scales an image whose pixels are of a type. `Resizer::resize` finds out the type by itself, but then the code for all thirteen
/// types becomes part of this crate: a fifth of what is compiled for it.
fn resize<P: PixelTrait>(
    image: &Image<'_>,
    scaled: &mut Image<'_>,
    options: &ResizeOptions,
) -> Result<(), String> {
    let no_view = || "the pixels are of another type".to_owned();
    let from = image.image_view::<P>().ok_or_else(no_view)?;
    let mut to = scaled.image_view_mut::<P>().ok_or_else(no_view)?;
    Resizer::new().resize_typed(&from, &mut to, options).map_err(|error| error.to_string())
}

/// The averages of squares of `factor` by `factor` pixels in linear light, with `N` channels of 16 bits. A fourth channel is
/// alpha, which the others are weighed by.
fn reduce<const N: usize>(raster: &Raster, factor: u32, to_linear: &[u16], bytes: &mut Vec<u8>) {
    let (width, factor) = (raster.width as usize, factor as usize);
    let alpha = |value: u8| u16::from(value) * 257;
    if factor == 1 {
        for pixel in raster.pixels.chunks_exact(N) {
            for (channel, value) in pixel.iter().enumerate() {
                let value = if channel == 3 { alpha(*value) } else { to_linear[usize::from(*value)] };
                bytes.extend_from_slice(&value.to_ne_bytes());
            }
        }
        return;
    }
    for rows in raster.pixels.chunks(width * N * factor) {
        for left in (0..width).step_by(factor) {
            let mut sums = [0u64; N];
            let (mut count, mut weight) = (0u64, 0u64);
            for row in rows.chunks_exact(width * N) {
                for pixel in row[left * N..(left + factor).min(width) * N].chunks_exact(N) {
                    let opacity = if N == 4 { u64::from(pixel[3]) } else { 1 };
                    for (channel, sum) in sums.iter_mut().enumerate() {
                        *sum += match channel {
                            3 => u64::from(alpha(pixel[3])),
                            _ => u64::from(to_linear[usize::from(pixel[channel])]) * opacity,
                        };
                    }
                    count += 1;
                    weight += opacity;
                }
            }
            for (channel, sum) in sums.into_iter().enumerate() {
                let of = if channel == 3 { count } else { weight.max(1) };
                bytes.extend_from_slice(&((sum / of) as u16).to_ne_bytes());
            }
        }
    }
}

/// Linear light from a value of sRGB, by IEC 61966-2-1.
fn to_linear(value: u8) -> u16 {
    let value = f64::from(value) / 255.0;
    let linear = if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) };
    (linear * 65_535.0).round() as u16
}

/// The value of sRGB for linear light.
fn to_srgb(linear: u16) -> u8 {
    let linear = f64::from(linear) / 65_535.0;
    let value = if linear <= 0.003_130_8 { linear * 12.92 } else { 1.055 * linear.powf(1.0 / 2.4) - 0.055 };
    (value * 255.0).round() as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_of_srgb_comes_back_from_linear_light() {
        for value in 0..=255 {
            assert_eq!(to_srgb(to_linear(value)), value);
        }
    }

    #[test]
    fn large_originals_are_reduced_by_whole_squares() {
        let raster = Raster { width: 3, height: 3, pixels: vec![200; 27], has_alpha: false };
        let table: Vec<u16> = (0..=255u8).map(to_linear).collect();
        let mut bytes = Vec::new();
        reduce::<3>(&raster, 2, &table, &mut bytes);
        let values: Vec<u16> = bytes.chunks(2).map(|it| u16::from_ne_bytes([it[0], it[1]])).collect();
        assert_eq!(values, vec![to_linear(200); 12]);
    }
}
