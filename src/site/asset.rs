//! Files that are published as they are.

use std::path::PathBuf;

use super::Site;
use crate::artefacts::Digest;
use crate::config::Config;
use crate::diagnostics::{Code, Diagnostic};
use crate::id::define_id;
use crate::pictures::original::{self, Format, Original};

define_id! {
    /// The place of a file in [`Site::assets`].
    AssetId
}

/// A file that is published as it is, but for what readers must not get: the metadata of a photograph, the scripts of a drawing.
#[derive(Debug, Clone, PartialEq)]
pub struct Asset {
    /// Its address from the site's root, not encoded.
    pub url: String,
    /// Its path as diagnostics name it.
    pub path: String,
    /// Where its bytes are.
    pub origin: AssetOrigin,
    /// The digest of its bytes.
    pub digest: Digest,
    /// Width and height in pixels, if it is a picture that could be read.
    pub size: Option<(u32, u32)>,
    /// What it is as a picture; `None` if its file could not be read.
    pub original: Option<Original>,
    /// What is wrong with it if it is published.
    pub diagnostics: Vec<Diagnostic>,
}

/// Where the bytes of an asset are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AssetOrigin {
    /// In a file.
    File(PathBuf),
    /// In the program itself.
    Embedded(&'static [u8]),
}

impl Asset {
    /// Whether it stands in the content folder, beside the page that it belongs to.
    pub fn is_beside_page(&self) -> bool {
        self.path.starts_with("content/")
    }

    /// Whether its name says that it is a picture.
    pub fn is_picture(&self) -> bool {
        is_picture(&self.url)
    }

    /// What is wrong with it as a picture; with an error, it cannot be shown.
    pub fn picture_diagnostic(&self, config: &Config) -> Option<Diagnostic> {
        original::check(self.original.as_ref()?, &self.path, config.pictures.max_pixels)
    }

    /// Whether it is a picture with pixels, as feeds and previews of links can show it.
    pub fn is_photograph(&self) -> bool {
        let format = self.original.map(|original| original.format);
        matches!(format, Some(Format::Jpeg | Format::Png | Format::Gif | Format::WebP))
    }

    /// Whether it is published as [`svg::sanitize`](crate::svg::sanitize) makes it, not as it is.
    pub fn is_unsafe_svg(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| matches!(diagnostic.code, Code::SvgUnsafe | Code::SvgBroken))
    }
}

impl Site {
    /// The URL of a file for pages of this site, percent-encoded and with the version of the file's content: a browser
    /// may keep a file with a version for ever, and still never shows an old one.
    ///
    /// This is for what a page loads (pictures, style sheets). The target of a link has no version: readers copy it,
    /// and it has to stay the same when the file is replaced.
    pub fn asset_href(&self, asset: &Asset) -> String {
        self.with_version(self.href(&asset.url), asset)
    }

    /// The same with scheme and host, for pages of other sites.
    pub fn asset_permalink(&self, asset: &Asset) -> String {
        self.with_version(self.permalink(&asset.url), asset)
    }

    fn with_version(&self, mut url: String, asset: &Asset) -> String {
        let version = match (&self.pictures, self.photograph(asset)) {
            (Some(settings), Some(_)) => settings.copy_key(asset.digest).digest().version(),
            _ => asset.digest.version(),
        };
        url.push_str("?v=");
        url.push_str(&version);
        url
    }
}

/// Whether a file's name says that it is a picture.
pub fn is_picture(name: &str) -> bool {
    let extension = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    matches!(extension.as_str(), "avif" | "gif" | "jpeg" | "jpg" | "png" | "svg" | "webp")
}
