//! What a file is to the pages that load it.

/// What a file is, by the extension of its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AssetKind {
    /// CSS.
    StyleSheet,
    /// JavaScript.
    Script,
    /// SVG.
    Drawing,
    /// A picture with pixels.
    Picture,
    /// A font.
    Font,
    /// Video, audio, subtitles, WebAssembly.
    Media,
    /// The manifest of a web application, which has an address that stays, and names pictures.
    WebManifest,
    /// A page, or a list of files that is no page: what it names cannot be rewritten.
    Naming,
    /// Anything else: documents to download, data.
    Other,
}

impl AssetKind {
    /// The kind of a file with a name or an address.
    pub fn of(url: &str) -> Self {
        let extension = url.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map(|(_, it)| it);
        match extension.unwrap_or_default().to_ascii_lowercase().as_str() {
            "css" => Self::StyleSheet,
            "js" | "mjs" => Self::Script,
            "svg" => Self::Drawing,
            "avif" | "gif" | "ico" | "jfif" | "jpeg" | "jpg" | "png" | "webp" => Self::Picture,
            "eot" | "otf" | "ttf" | "woff" | "woff2" => Self::Font,
            "m4a" | "mp3" | "mp4" | "oga" | "ogg" | "ogv" | "opus" | "vtt" | "wasm" | "wav" | "webm" => {
                Self::Media
            }
            "webmanifest" => Self::WebManifest,
            "gltf" | "htm" | "html" | "json" | "m3u8" | "xhtml" | "xml" => Self::Naming,
            _ => Self::Other,
        }
    }

    /// Whether files of this kind have a hash in their names. The others are known by their addresses: readers keep them, other sites and
    /// programs lead to them.
    pub fn is_hashed(self) -> bool {
        match self {
            Self::StyleSheet | Self::Script | Self::Drawing | Self::Picture | Self::Font | Self::Media => {
                true
            }
            Self::WebManifest | Self::Naming | Self::Other => false,
        }
    }

    /// Whether files of this kind are read to find what they name.
    pub fn is_read(self) -> bool {
        match self {
            Self::StyleSheet | Self::Script | Self::Drawing | Self::WebManifest | Self::Naming => true,
            Self::Picture | Self::Font | Self::Media | Self::Other => false,
        }
    }

    /// Whether browsers check such a file by a hash in the page that loads it (Subresource Integrity).
    pub fn has_integrity(self) -> bool {
        matches!(self, Self::StyleSheet | Self::Script)
    }
}
