//! Files that are published as they are.

use std::path::PathBuf;

use crate::id::define_id;

define_id! {
    /// The place of a file in [`Site::assets`](super::Site::assets).
    AssetId
}

/// A file that is published as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// Its address from the site's root, not encoded.
    pub url: String,
    /// Its path as diagnostics name it.
    pub path: String,
    /// Where its bytes are.
    pub origin: AssetOrigin,
    /// A digest that changes with its bytes, in hexadecimal digits.
    pub digest: String,
    /// Width and height in pixels, where it is a picture that could be read.
    pub size: Option<(u32, u32)>,
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
}

/// Whether a file's name says that it is a picture.
pub fn is_picture(name: &str) -> bool {
    let extension = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    matches!(extension.as_str(), "avif" | "gif" | "jpeg" | "jpg" | "png" | "svg" | "webp")
}
