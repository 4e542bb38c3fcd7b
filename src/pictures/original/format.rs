//! The formats of files, told by their first bytes.

use serde::{Deserialize, Serialize};

use super::tiff;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Format {
    /// JPEG.
    Jpeg,
    /// PNG, also one that moves.
    Png,
    /// GIF.
    Gif,
    /// WebP.
    WebP,
    /// AVIF.
    Avif,
    /// SVG.
    Svg,
    /// A Windows icon.
    Icon,
    /// HEIC or HEIF, in which iPhones store photographs.
    Heic,
    /// What the sensor of a camera saw.
    Raw,
    /// TIFF.
    Tiff,
    /// A Windows bitmap.
    Bitmap,
    /// A document of Photoshop.
    Photoshop,
    /// JPEG XL.
    JpegXl,
    /// JPEG 2000.
    Jpeg2000,
    /// A page of the web.
    Html,
    /// A pointer of Git LFS to a file that was not fetched.
    LfsPointer,
    /// Another text.
    Text,
    /// PDF.
    Pdf,
    /// A film.
    Video,
    /// Something else.
    Other,
}

impl Format {
    /// Its name, which is the same in all languages. Empty for what has no such name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
            Self::Gif => "GIF",
            Self::WebP => "WebP",
            Self::Avif => "AVIF",
            Self::Svg => "SVG",
            Self::Icon => "ICO",
            Self::Heic => "HEIC",
            Self::Raw => "RAW",
            Self::Tiff => "TIFF",
            Self::Bitmap => "BMP",
            Self::Photoshop => "PSD",
            Self::JpegXl => "JPEG XL",
            Self::Jpeg2000 => "JPEG 2000",
            Self::Html => "HTML",
            Self::Pdf => "PDF",
            Self::LfsPointer | Self::Text | Self::Video | Self::Other => "",
        }
    }

    /// The endings of the names of such files, in lower case, the usual one first. Empty for what browsers do not show as a
    /// picture.
    pub fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Jpeg => &["jpg", "jpeg", "jfif", "jpe"],
            Self::Png => &["png", "apng"],
            Self::Gif => &["gif"],
            Self::WebP => &["webp"],
            Self::Avif => &["avif"],
            Self::Svg => &["svg"],
            Self::Icon => &["ico"],
            _ => &[],
        }
    }
}

/// The format of a file that begins with these bytes.
pub(super) fn detect(head: &[u8]) -> Format {
    match head {
        [0xFF, 0xD8, 0xFF, ..] => Format::Jpeg,
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Format::Png,
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Format::Gif,
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Format::WebP,
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => detect_iso_media(head),
        // Fujifilm, Olympus, Panasonic, Sigma, Minolta, and Canon's first format.
        [b'F', b'U', b'J', b'I', b'F', b'I', b'L', b'M', b'C', b'C', b'D', b'-', b'R', b'A', b'W', ..]
        | [b'I', b'I', b'R', b'O' | b'S', ..]
        | [b'M', b'M', b'O', b'R', ..]
        | [b'I', b'I', b'U', 0, ..]
        | [b'F', b'O', b'V', b'b', ..]
        | [0, b'M', b'R', b'M', ..]
        | [b'I', b'I', 0x1A, 0, 0, 0, b'H', b'E', b'A', b'P', ..] => Format::Raw,
        // The last one of each row is BigTIFF.
        [b'I', b'I', 42 | 43, 0, ..] | [b'M', b'M', 0, 42 | 43, ..] => match tiff::is_raw(head) {
            true => Format::Raw,
            false => Format::Tiff,
        },
        // Behind the mark stands the length of the file, then four zeros, and later the length of the header.
        [b'B', b'M', _, _, _, _, 0, 0, 0, 0, _, _, _, _, 12..=124, 0, 0, 0, ..] => Format::Bitmap,
        [b'8', b'B', b'P', b'S', ..] => Format::Photoshop,
        [0xFF, 0x0A, ..] | [0, 0, 0, 12, b'J', b'X', b'L', b' ', ..] => Format::JpegXl,
        [0xFF, 0x4F, 0xFF, 0x51, ..] | [0, 0, 0, 12, b'j', b'P', b' ', b' ', ..] => Format::Jpeg2000,
        [0, 0, 1, 0, 1..=255, 0, ..] => Format::Icon,
        [b'%', b'P', b'D', b'F', b'-', ..] => Format::Pdf,
        // WebM and Matroska.
        [0x1A, 0x45, 0xDF, 0xA3, ..] => Format::Video,
        _ => detect_text(head),
    }
}

/// A container of films and pictures names the formats that it has: a main one, its version, and others.
fn detect_iso_media(head: &[u8]) -> Format {
    let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]) as usize;
    let brands: Vec<&[u8]> =
        head.get(8..length.min(head.len())).unwrap_or_default().chunks_exact(4).collect();
    let has = |known: &[&[u8; 4]]| brands.iter().any(|brand| known.iter().any(|known| *brand == &known[..]));
    match () {
        () if has(&[b"avif", b"avis"]) => Format::Avif,
        () if has(&[b"crx "]) => Format::Raw,
        () if has(&[b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"]) => Format::Heic,
        () => Format::Video,
    }
}

fn detect_text(head: &[u8]) -> Format {
    let lower = head.to_ascii_lowercase();
    let find = |word: &str| memchr::memmem::find(&lower, word.as_bytes());
    // A text of another encoding than UTF-8 has no zero bytes either.
    if memchr::memchr(0, head).is_some() {
        return Format::Other;
    }
    if lower.starts_with(b"version https://git-lfs") {
        return Format::LfsPointer;
    }
    // Pages have drawings in them, and drawings have pieces of pages.
    let page = ["<!doctype html", "<html", "<head>", "<body"].into_iter().filter_map(find).min();
    match (page, find("<svg")) {
        (Some(page), drawing) if drawing.is_none_or(|drawing| page < drawing) => return Format::Html,
        (_, Some(_)) => return Format::Svg,
        _ => {}
    }
    // The last character may be cut.
    let is_text = match std::str::from_utf8(head) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none(),
    };
    match is_text && !head.iter().any(|byte| *byte < b' ' && !byte.is_ascii_whitespace()) {
        true => Format::Text,
        false => Format::Other,
    }
}
