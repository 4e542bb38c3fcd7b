//! Photographs of pages, of which variants are made.

use super::{Asset, AssetOrigin, Site};
use crate::diagnostics::Severity;
use crate::pictures::original::{Colour, Format};
use crate::pictures::{OriginalFile, Source};

impl Site {
    /// A picture as an original, of which a copy is published and variants are made. Returns `None` for a drawing, for what
    /// is published as it is because it stands in `static`, and for what cannot be decoded.
    pub fn photograph(&self, asset: &Asset) -> Option<OriginalFile> {
        self.pictures.as_ref()?;
        let AssetOrigin::File(path) = &asset.origin else { return None };
        let original = asset.original.filter(|_| asset.is_beside_page() && asset.is_picture())?;
        if !matches!(original.format, Format::Gif | Format::Jpeg | Format::Png | Format::WebP) {
            return None;
        }
        let is_wrong = |severity: Severity| severity == Severity::Error;
        if asset.picture_diagnostic(&self.config).is_some_and(|found| is_wrong(found.severity())) {
            return None;
        }
        let name = asset.url.to_ascii_lowercase();
        let extension = name.rsplit('.').next().unwrap_or_default();
        let is_named_right = original.format.extensions().contains(&extension);
        Some(OriginalFile {
            source: Source { url: asset.url.clone(), digest: asset.digest, size: original.size? },
            path: path.clone(),
            shown: asset.path.clone(),
            orientation: original.orientation,
            is_animated: original.is_animated,
            is_plain: original.orientation == 1 && original.colour != Colour::Cmyk && is_named_right,
        })
    }

    /// Width and height in pixels of a picture as it is published at its own address.
    pub fn published_size(&self, asset: &Asset) -> Option<(u32, u32)> {
        match (&self.pictures, self.photograph(asset)) {
            (Some(settings), Some(original)) if !original.is_animated => {
                Some(settings.published_size(original.source.size))
            }
            _ => asset.size,
        }
    }
}
