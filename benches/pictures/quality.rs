//! How well pictures are encoded, by SSIMULACRA2, and with which setting sharp reaches the quality of Sapar's.
//!
//! The number that encoders are told as their quality means something else to each. Here both encode the same pixels, and the same
//! decoder reads what they wrote.

use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use sapar::pictures::{Format, Raster, Variant};
use ssimulacra2::{ColorPrimaries, Rgb, TransferCharacteristic, compute_frame_ssimulacra2};

use crate::Result;
use crate::encoders::Wanted;
use crate::sharp::{self, Output};

/// The widths in pixels of the pictures that are compared.
const WIDTHS: [u32; 2] = [800, 1600];

/// What sharp needs for the quality of Sapar's pictures in a format.
pub(crate) struct Match {
    pub(crate) format: Format,
    /// The mean score of Sapar's pictures: 70 is high quality, 90 is hardly told from the original.
    pub(crate) score: f64,
    pub(crate) bytes: u64,
    /// The smallest setting of sharp whose mean score is at least as high.
    pub(crate) sharp_quality: u8,
    pub(crate) sharp_score: f64,
    pub(crate) sharp_bytes: u64,
}

/// Pixels that both encode.
struct Sample {
    reference: PathBuf,
    pixels: Raster,
    /// In all formats.
    variants: Vec<(Variant, Vec<u8>)>,
}

/// Compares some variants of some photographs. Files are written to `folder`.
pub(crate) fn matches(wanted: &[&Wanted], folder: &Path) -> Result<Vec<Match>> {
    fs::create_dir_all(folder)?;
    let samples = samples(wanted, folder)?;
    [Format::Avif, Format::Webp, Format::Jpeg]
        .into_iter()
        .map(|format| find(&samples, format, folder))
        .collect()
}

/// What sharp calls a format.
pub(crate) fn name(format: Format) -> &'static str {
    match format {
        Format::Avif => "avif",
        Format::Webp => "webp",
        Format::Jpeg => "jpeg",
        Format::Png => "png",
    }
}

fn samples(wanted: &[&Wanted], folder: &Path) -> Result<Vec<Sample>> {
    let mut samples = Vec::new();
    for (index, wanted) in wanted.iter().enumerate() {
        let opened = wanted.original.open().map_err(|diagnostic| format!("{diagnostic:?}"))?;
        for width in WIDTHS {
            let of_width = |variant: &&Variant| variant.width == width && variant.crop.is_some();
            let variants: Vec<&Variant> = wanted.variants.iter().filter(of_width).collect();
            let Some(first) = variants.first() else { continue };
            let is_same = |variant: &&&Variant| variant.crop == first.crop;
            let pixels = opened.scaled(first)?;
            let encoded = variants
                .iter()
                .filter(is_same)
                .map(|variant| Ok(((**variant).clone(), opened.encoded(&pixels, variant)?)));
            let variants = encoded.collect::<Result<Vec<_>>>()?;
            let reference = folder.join(format!("reference-{index}-{width}.png"));
            image::save_buffer(
                &reference,
                &pixels.pixels,
                pixels.width,
                pixels.height,
                image::ColorType::Rgb8,
            )?;
            samples.push(Sample { reference, pixels, variants });
        }
    }
    Ok(samples)
}

/// Finds the setting by bisection: a higher one never has a lower score, but for noise.
fn find(samples: &[Sample], format: Format, folder: &Path) -> Result<Match> {
    let mut own = Vec::new();
    for (index, sample) in samples.iter().enumerate() {
        let bytes =
            sample.variants.iter().find(|(variant, _)| variant.format == format).map(|(_, bytes)| bytes);
        let bytes = bytes.ok_or_else(|| format!("there is no {} of the samples", name(format)))?;
        let path = folder.join(format!("sapar-{index}.{}", name(format)));
        fs::write(&path, bytes)?;
        own.push(path);
    }
    let (score, bytes) = (score(samples, &own, folder)?, length(&own)?);
    let with_sharp = |quality: u8| -> Result<(f64, u64)> {
        let paths: Vec<PathBuf> =
            (0..samples.len()).map(|index| folder.join(format!("sharp-{index}.{}", name(format)))).collect();
        let jobs: Vec<(PathBuf, Vec<Output>)> = samples
            .iter()
            .zip(&paths)
            .map(|(sample, path)| {
                let size = (sample.pixels.width, sample.pixels.height);
                let output = Output { path: path.clone(), size, format: name(format), quality };
                (sample.reference.clone(), vec![output])
            })
            .collect();
        sharp::make(&jobs)?;
        Ok((self::score(samples, &paths, folder)?, length(&paths)?))
    };
    let (mut low, mut high) = (1, 100);
    while low < high {
        let middle = (low + high) / 2;
        match with_sharp(middle)?.0 < score {
            true => low = middle + 1,
            false => high = middle,
        }
    }
    let (sharp_score, sharp_bytes) = with_sharp(low)?;
    Ok(Match { format, score, bytes, sharp_quality: low, sharp_score, sharp_bytes })
}

/// The mean score of files of the samples.
fn score(samples: &[Sample], paths: &[PathBuf], folder: &Path) -> Result<f64> {
    let decoded: Vec<PathBuf> =
        (0..paths.len()).map(|index| folder.join(format!("decoded-{index}.png"))).collect();
    let jobs: Vec<(PathBuf, Vec<Output>)> = samples
        .iter()
        .zip(paths.iter().zip(&decoded))
        .map(|(sample, (path, decoded))| {
            let size = (sample.pixels.width, sample.pixels.height);
            (path.clone(), vec![Output { path: decoded.clone(), size, format: "png", quality: 100 }])
        })
        .collect();
    sharp::make(&jobs)?;
    let scores: Vec<f64> = samples
        .par_iter()
        .zip(&decoded)
        .map(|(sample, path)| {
            let decoded = image::open(path)?.into_rgb8();
            let (width, height) = decoded.dimensions();
            let reference = frame(&sample.pixels.pixels, (sample.pixels.width, sample.pixels.height))?;
            Ok(compute_frame_ssimulacra2(reference, frame(decoded.as_raw(), (width, height))?)?)
        })
        .collect::<Result<_>>()?;
    Ok(scores.iter().sum::<f64>() / scores.len() as f64)
}

fn frame(pixels: &[u8], (width, height): (u32, u32)) -> Result<Rgb> {
    let colors = pixels.as_chunks::<3>().0.iter().map(|pixel| pixel.map(|value| f32::from(value) / 255.0));
    let (transfer, primaries) = (TransferCharacteristic::SRGB, ColorPrimaries::BT709);
    Ok(Rgb::new(colors.collect(), width as usize, height as usize, transfer, primaries)?)
}

fn length(paths: &[PathBuf]) -> Result<u64> {
    paths.iter().map(|path| Ok(fs::metadata(path)?.len())).sum()
}
