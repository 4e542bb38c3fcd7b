//! Makes the files of an original: the copy that is published at its own address, and the variants of its sets.

use std::sync::Arc;

use super::decode::{Character, decode};
use super::encode::encode;
use super::resize::Linear;
use super::strip::strip;
use super::variant::region;
use super::{Format, MadeSet, OriginalFile, PictureSet, PictureSettings, Pictures, Variant};
use crate::artefacts::{Artefact, Digest, Store};
use crate::diagnostics::{Code, Diagnostic};

/// An original in memory, ready to be scaled.
struct Opened {
    linear: Linear,
    character: Character,
}

impl OriginalFile {
    /// The bytes of the file. Another process may have put another one there since the site was read: what follows from the
    /// bytes is kept by their digest, and a link may lead out of the site by now.
    fn read(&self) -> Result<Vec<u8>, Diagnostic> {
        let bytes = std::fs::read(&self.path);
        let detail = match bytes {
            Ok(bytes) if Digest::of(&bytes) == self.source.digest => return Ok(bytes),
            Ok(_) => "it has changed".to_owned(),
            Err(error) => error.to_string(),
        };
        let diagnostic = Diagnostic::new(Code::FileUnreadable).in_file(&self.shown);
        Err(diagnostic.with("file", self.shown.as_str()).with("detail", detail))
    }

    fn failed(&self) -> Diagnostic {
        Diagnostic::new(Code::ImageBroken)
            .in_file(&self.shown)
            .with("file", self.shown.as_str())
            .with("kind", "pixels")
    }

    fn open(&self, bytes: &[u8]) -> Result<Opened, Diagnostic> {
        let raster = decode(bytes, self.orientation).map_err(|_| self.failed())?;
        let character = raster.character();
        Ok(Opened { linear: Linear::new(raster).map_err(|_| self.failed())?, character })
    }
}

impl Opened {
    fn variant(&self, variant: &Variant, original: &OriginalFile) -> Result<Vec<u8>, Diagnostic> {
        let part = region(self.linear.size(), variant.crop);
        let scaled = self.linear.scaled(part, (variant.width, variant.height));
        scaled
            .and_then(|raster| encode(&raster, variant.format, variant.quality, self.character))
            .map_err(|_| original.failed())
    }

    /// The formats that are tried for it, of those that are asked for.
    fn formats(&self, set: &PictureSet) -> Vec<Format> {
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

/// The published copy of an original: upright, without metadata, and no wider than the widest picture of a page.
pub fn published_artefact(
    original: OriginalFile,
    settings: &PictureSettings,
    pictures: &Arc<Pictures>,
) -> Artefact {
    let key = settings.copy_key(original.source.digest);
    let (settings, pictures) = (settings.clone(), Arc::clone(pictures));
    Artefact::new(key, move || {
        let _in_use = pictures.budget().acquire(original.source.size);
        let bytes = original.read()?;
        match as_it_is(&original, &bytes, &settings) {
            Some(copy) => Ok(copy),
            None => smaller(&original, &original.open(&bytes)?, &settings),
        }
    })
}

/// A variant as an artefact, for who needs one alone.
pub fn variant_artefact(original: OriginalFile, variant: Arc<Variant>, pictures: &Arc<Pictures>) -> Artefact {
    let pictures = Arc::clone(pictures);
    Artefact::new(variant.key(), move || make_variant(&original, &variant, &pictures))
}

/// The bytes of a variant.
///
/// # Errors
/// Says why the original cannot be decoded.
pub fn make_variant(
    original: &OriginalFile,
    variant: &Variant,
    pictures: &Pictures,
) -> Result<Vec<u8>, Diagnostic> {
    let _in_use = pictures.budget().acquire(original.source.size);
    original.open(&original.read()?)?.variant(variant, original)
}

/// What is to be made of an original.
pub struct Missing<'o> {
    /// The original.
    pub original: &'o OriginalFile,
    /// The sets whose variants are not all there.
    pub sets: Vec<Arc<PictureSet>>,
    /// Whether the copy is missing that is published at the original's own address.
    pub is_copy_missing: bool,
}

/// Makes what is missing, puts it into the store, and notes what became known of it. The original is decoded once. `progress` is
/// called for each set, and for the copy.
///
/// Each file is in the store as soon as it is made, so that somebody who ends the process loses no more than is in work.
///
/// # Errors
/// Says what is wrong with the original.
pub fn make(
    missing: &Missing<'_>,
    settings: &PictureSettings,
    pictures: &Pictures,
    store: &Store,
    progress: &dyn Fn(),
) -> Result<(), Diagnostic> {
    let original = missing.original;
    let _in_use = pictures.budget().acquire(original.source.size);
    let bytes = original.read()?;
    let keep_copy = |copy: &[u8]| {
        let key = settings.copy_key(original.source.digest);
        store.put(key, copy);
        pictures.note_copy(key, Digest::of(copy));
        progress();
    };
    let mut is_copy_missing = missing.is_copy_missing;
    if is_copy_missing && let Some(copy) = as_it_is(original, &bytes, settings) {
        keep_copy(&copy);
        is_copy_missing = false;
    }
    if missing.sets.is_empty() && !is_copy_missing {
        return Ok(());
    }
    let opened = original.open(&bytes)?;
    drop(bytes);
    if is_copy_missing {
        keep_copy(&smaller(original, &opened, settings)?);
    }
    for set in &missing.sets {
        let made = make_set(original, &opened, set, store)?;
        store.put(set.key(), &made.to_bytes());
        let variants = made.formats.iter().flat_map(|format| set.variants(*format));
        variants.for_each(|variant| store.note_use(variant.key()));
        pictures.note_made(set, &made);
        progress();
    }
    Ok(())
}

/// Makes the variants of a set. Of the formats those are offered that pay: each of their files must be smaller than that of
/// every older format that is offered.
fn make_set(
    original: &OriginalFile,
    opened: &Opened,
    set: &PictureSet,
    store: &Store,
) -> Result<MadeSet, Diagnostic> {
    let mut lengths: Vec<(Format, Vec<usize>)> = Vec::new();
    for format in opened.formats(set) {
        let lengths_of_format: Result<Vec<usize>, Diagnostic> = set
            .variants(format)
            .map(|variant| {
                if let Some(bytes) = store.find(variant.key()) {
                    return Ok(bytes.len());
                }
                let bytes = opened.variant(&variant, original)?;
                store.put(variant.key(), &bytes);
                Ok(bytes.len())
            })
            .collect();
        lengths.push((format, lengths_of_format?));
    }
    let mut formats: Vec<Format> = Vec::new();
    let mut smallest: Option<Vec<usize>> = None;
    for (format, lengths) in lengths.into_iter().rev() {
        if smallest.as_ref().is_none_or(|best| lengths.iter().zip(best).all(|(own, best)| own < best)) {
            formats.insert(0, format);
            smallest = Some(lengths);
        }
    }
    let color = (opened.character == Character::Photograph).then(|| opened.linear.average());
    Ok(MadeSet { color, formats })
}

/// The file without metadata, if nothing else has to be different.
fn as_it_is(original: &OriginalFile, bytes: &[u8], settings: &PictureSettings) -> Option<Vec<u8>> {
    let is_small = original.source.size.0 <= settings.max_width();
    if original.is_animated || original.is_plain && is_small { strip(bytes) } else { None }
}

/// The whole picture in the format of its name, upright and no wider than the widest picture of a page.
fn smaller(
    original: &OriginalFile,
    opened: &Opened,
    settings: &PictureSettings,
) -> Result<Vec<u8>, Diagnostic> {
    let name = original.source.url.to_ascii_lowercase();
    let format = match name.rsplit('.').next() {
        Some("png") => Format::Png,
        Some("webp") => Format::Webp,
        _ => Format::Jpeg,
    };
    let size = opened.linear.size();
    let quality = settings.qualities.of(format);
    let scaled = opened.linear.scaled(region(size, None), settings.published_size(size));
    scaled
        .and_then(|raster| encode(&raster, format, quality, opened.character))
        .map_err(|_| original.failed())
}
