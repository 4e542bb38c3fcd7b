//! Files that are published as they are.

use std::path::PathBuf;
use std::sync::Arc;

use super::{PreparedKey, Site};
use crate::artefacts::Digest;
use crate::assets::AssetKind;
use crate::config::Config;
use crate::diagnostics::{Code, Diagnostic};
use crate::id::define_id;
use crate::pictures::original::{self, Format, Original};

define_id! {
    /// The place of a file in [`Site::assets`].
    AssetId
}

/// A file that is published, as it is or made smaller, but for what readers must not get: the metadata of a photograph, the scripts of a
/// drawing.
#[derive(Debug, Clone, PartialEq)]
pub struct Asset {
    /// The address by which the site's sources name it, from the site's root and not encoded.
    pub url: String,
    /// The address at which it is published: that with a hash in the name, if it has one.
    pub published_url: String,
    /// Its path as diagnostics name it.
    pub path: String,
    /// Where its bytes are.
    pub origin: AssetOrigin,
    /// The digest of the bytes of its source.
    pub digest: Digest,
    /// What is published, if that is a text which was changed.
    pub text: Option<Arc<str>>,
    /// The value of `integrity` for what loads it (Subresource Integrity), if it is a style sheet or a script.
    pub integrity: Option<Arc<str>>,
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

    /// Whether the name that it is published by has a hash.
    pub fn is_hashed(&self) -> bool {
        self.url != self.published_url
    }

    /// What it is known by once it was read for what it names.
    pub fn prepared_key(&self) -> PreparedKey {
        (AssetKind::of(&self.url), self.is_unsafe_svg(), self.digest)
    }

    /// Whether it is published as [`svg::sanitize`](crate::svg::sanitize) makes it, not as it is.
    pub fn is_unsafe_svg(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| matches!(diagnostic.code, Code::SvgUnsafe | Code::SvgBroken))
    }
}

impl Site {
    /// The URL of a file for pages of this site, percent-encoded. Most files that pages load have a hash in their names: a browser may keep
    /// them for ever, and still never shows an old one.
    pub fn asset_href(&self, asset: &Asset) -> String {
        self.href(&asset.published_url)
    }

    /// The same with scheme and host, for pages of other sites.
    pub fn asset_permalink(&self, asset: &Asset) -> String {
        self.permalink(&asset.published_url)
    }
}

/// Whether a file's name says that it is a picture.
pub fn is_picture(name: &str) -> bool {
    let extension = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    matches!(extension.as_str(), "avif" | "gif" | "jpeg" | "jpg" | "png" | "svg" | "webp")
}
