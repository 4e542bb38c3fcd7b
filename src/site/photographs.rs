//! Photographs of pages, of which variants are made.

use super::pictures::images;
use super::{Asset, AssetOrigin, PageId, Site};
use crate::config::Config;
use crate::content::Image;
use crate::diagnostics::{Code, Diagnostic, Location, Severity};
use crate::pictures::original::{Colour, Format};
use crate::pictures::{OriginalFile, PictureSet, Placement, Ratio, Source};

impl Asset {
    /// The same as [`Site::photograph`], on a site that publishes copies of photographs.
    pub(super) fn as_photograph(&self, config: &Config) -> Option<OriginalFile> {
        let AssetOrigin::File(path) = &self.origin else { return None };
        let original = self.original.filter(|_| self.is_beside_page() && self.is_picture())?;
        if !matches!(original.format, Format::Gif | Format::Jpeg | Format::Png | Format::WebP) {
            return None;
        }
        let is_wrong = |severity: Severity| severity == Severity::Error;
        if self.picture_diagnostic(config).is_some_and(|found| is_wrong(found.severity())) {
            return None;
        }
        let name = self.url.to_ascii_lowercase();
        let extension = name.rsplit('.').next().unwrap_or_default();
        let is_named_right = original.format.extensions().contains(&extension);
        Some(OriginalFile {
            source: Source { url: self.url.clone(), digest: self.digest, size: original.size? },
            path: path.clone(),
            shown: self.path.clone(),
            orientation: original.orientation,
            is_animated: original.is_animated,
            is_plain: original.orientation == 1 && original.colour != Colour::Cmyk && is_named_right,
        })
    }
}

impl Site {
    /// A picture as an original, of which a copy is published and variants are made. Returns `None` for a drawing, for what
    /// is published as it is because it stands in `static`, and for what cannot be decoded.
    pub fn photograph(&self, asset: &Asset) -> Option<OriginalFile> {
        self.pictures.as_ref()?;
        asset.as_photograph(&self.config)
    }

    /// Says that a picture is too narrow for a place, without saying where it is named. Of a picture that is cropped there, what is
    /// left counts. `ratio` takes precedence over that of the place.
    pub fn too_narrow(
        &self,
        asset: &Asset,
        placement: &Placement,
        ratio: Option<Ratio>,
    ) -> Option<Diagnostic> {
        let settings = self.pictures.as_deref()?;
        // A site may want smaller pictures than its theme.
        let wanted = placement.min_width?.min(settings.max_width());
        let set = PictureSet::new(self.photograph(asset)?.source, settings, placement, ratio, None);
        let (width, _) = set.size();
        let diagnostic = Diagnostic::new(Code::ImageTooNarrow).with("file", asset.path.as_str());
        (width < wanted).then(|| diagnostic.with("width", width as usize).with("wanted", wanted as usize))
    }

    /// The place among the facts of a page where a picture is named.
    pub fn place_of_picture(&self, page: PageId, asset: &Asset) -> Option<Location> {
        let page = &self.pages[page];
        let is_it = |image: &&Image| {
            let named = self.picture_file(&page.path, &image.file.value);
            named.is_ok_and(|named| named.url == asset.url)
        };
        let image = images(&page.fields).find(is_it)?;
        Some(page.facts.source.as_ref()?.location(image.file.span.clone()))
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
