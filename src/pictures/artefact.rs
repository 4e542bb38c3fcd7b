//! Single files that are made of an original, when somebody needs one alone.

use std::sync::Arc;

use super::encode::encode;
use super::open::Opened;
use super::strip::strip;
use super::variant::region;
use super::{Format, OriginalFile, PictureSettings, Pictures, Variant};
use crate::artefacts::Artefact;
use crate::diagnostics::Diagnostic;

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
        if is_published_as_it_is(&original, &settings)
            && let Some(copy) = strip(&original.read()?)
        {
            return Ok(copy);
        }
        smaller(&original, &*pictures.recent().open(&original)?, &settings)
    })
}

/// A variant as an artefact, for callers that need one alone.
pub fn variant_artefact(original: OriginalFile, variant: Arc<Variant>, pictures: &Arc<Pictures>) -> Artefact {
    let pictures = Arc::clone(pictures);
    Artefact::new(variant.key(), move || {
        let _in_use = pictures.budget().acquire(original.source.size);
        let opened = pictures.recent().open(&original)?;
        let pixels = opened.scaled(&variant).map_err(|_| original.failed())?;
        opened.encoded(&pixels, &variant).map_err(|_| original.failed())
    })
}

/// Whether the published copy is the file without its metadata, if that can be removed.
pub(super) fn is_published_as_it_is(original: &OriginalFile, settings: &PictureSettings) -> bool {
    let is_small = original.source.size.0 <= settings.max_width();
    original.is_animated || original.is_plain && is_small
}

/// The whole picture in the format of its name, upright and no wider than the widest picture of a page.
pub(super) fn smaller(
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
