//! What is wrong with a picture, as its editor is told.

use super::{Colour, Damage, Format, Original};
use crate::diagnostics::{Code, Diagnostic};

/// The length of the largest file that is looked into, in bytes.
pub(super) const MAX_BYTES: u64 = 200_000_000;

/// How many pixels a picture may have unless the site says otherwise: as many as large cameras make.
pub const DEFAULT_MAX_PIXELS: u64 = 100_000_000;

/// How many pixels are enough for every screen, in width or height. What is too large is advised to be saved so.
const GOOD_SIDE: usize = 4000;

/// What is wrong with a file that is to be shown as a picture, or `None`. `path` is that of the file, as diagnostics name it; the
/// diagnostic has no place yet. With an error, the file cannot be shown.
///
/// Of several mistakes the gravest is told: mending it makes another file of it.
pub fn check(original: &Original, path: &str, max_pixels: u64) -> Option<Diagnostic> {
    let format = original.format;
    let diagnostic = |code| Diagnostic::new(code).with("file", path).with("format", format.name());
    let name = path.rsplit('/').next().unwrap_or_default();
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let extension = extension.to_ascii_lowercase();
    if original.damage == Some(Damage::Empty) {
        return Some(diagnostic(Code::ImageBroken).with("kind", "empty"));
    }
    if let Some(kind) = refusal(format, &extension) {
        return Some(diagnostic(Code::ImageFormat).with("kind", kind));
    }
    if original.length > MAX_BYTES {
        return Some(
            diagnostic(Code::ImageTooLarge)
                .with("kind", "bytes")
                .with("megabytes", (original.length / 1_000_000) as usize)
                .with("limit", (MAX_BYTES / 1_000_000) as usize)
                .with("side", GOOD_SIDE),
        );
    }
    match original.damage {
        Some(Damage::Truncated) => return Some(diagnostic(Code::ImageBroken).with("kind", "truncated")),
        Some(_) => return Some(diagnostic(Code::ImageBroken).with("kind", "header")),
        None => {}
    }
    // A drawing has no pixels.
    if original.pixels() > max_pixels && format != Format::Svg {
        let (width, height) = original.size.unwrap_or_default();
        return Some(
            diagnostic(Code::ImageTooLarge)
                .with("kind", "pixels")
                .with("width", width as usize)
                .with("height", height as usize)
                .with("megapixels", (original.pixels() / 1_000_000) as usize)
                .with("limit", (max_pixels / 1_000_000) as usize)
                .with("side", GOOD_SIDE),
        );
    }
    if format == Format::Avif {
        return Some(diagnostic(Code::ImageAvif));
    }
    let extensions = format.extensions();
    if !extensions.is_empty() && !extensions.contains(&extension.as_str()) {
        let name = format!("{stem}.{}", extensions[0]);
        return Some(diagnostic(Code::ImageMislabelled).with("name", name));
    }
    (original.colour == Colour::Cmyk).then(|| diagnostic(Code::ImageCmyk))
}

/// Why a format cannot be shown, as the message has it; `None` if it can. A drawing is told by its name to browsers, everything
/// else by its bytes.
fn refusal(format: Format, extension: &str) -> Option<&'static str> {
    /// The endings of the names of RAW files that may look like a TIFF.
    const RAW: [&str; 12] =
        ["3fr", "arw", "cr2", "dng", "erf", "iiq", "nef", "nrw", "pef", "rwl", "sr2", "srw"];
    Some(match format {
        Format::Svg if extension != "svg" => "svg",
        Format::Svg => return None,
        // What is no drawing although its name says so is told where drawings are looked into, unless it is a picture.
        Format::Html | Format::Text | Format::Other | Format::LfsPointer if extension == "svg" => {
            return None;
        }
        Format::Jpeg | Format::Png | Format::Gif | Format::WebP | Format::Avif | Format::Icon => {
            return (extension == "svg").then_some("raster");
        }
        Format::Tiff if RAW.contains(&extension) => "raw",
        Format::Heic => "heic",
        Format::Raw => "raw",
        Format::Tiff | Format::Bitmap | Format::Photoshop | Format::JpegXl | Format::Jpeg2000 => "export",
        Format::Html => "html",
        Format::LfsPointer => "lfs",
        Format::Text => "text",
        Format::Pdf => "pdf",
        Format::Video => "video",
        Format::Other => "other",
    })
}
