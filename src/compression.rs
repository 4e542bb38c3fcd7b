//! Compresses files for servers that send them so: which files, how well, and as artefacts by content.

use std::io::Write;
use std::sync::Arc;

use crate::artefacts::{Artefact, Digest, Key};

/// The version of what compresses. It is raised whenever the same bytes would give others.
pub const VERSION: u32 = 2;

/// How many compressed bytes the encoder hands over at once.
const WRITE_BUFFER: usize = 16 * 1024;

/// The shortest file in bytes that is compressed: a shorter one fits into one packet as it is.
pub const MIN_BYTES: u64 = 1024;

/// Extensions of files that are text. Pictures, fonts in WOFF2 and archives are compressed already.
const TEXT: [&str; 15] = [
    "css",
    "csv",
    "geojson",
    "gpx",
    "htm",
    "html",
    "ics",
    "js",
    "json",
    "md",
    "mjs",
    "svg",
    "txt",
    "webmanifest",
    "xml",
];

/// Extensions of files that every page loads and that seldom change, so that it pays to take time for them.
const SHARED: [&str; 3] = ["css", "js", "mjs"];

/// How a file is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// Brotli.
    Brotli,
    /// gzip, for clients without Brotli.
    Gzip,
}

impl Encoding {
    /// All of them, the one that servers should prefer first.
    pub const ALL: [Self; 2] = [Self::Brotli, Self::Gzip];

    /// What is added to the name of a file.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gz",
        }
    }

    /// Its name in `Content-Encoding`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
        }
    }

    /// How hard it tries on a file.
    fn level(self, path: &str) -> u32 {
        match self {
            // The best level makes half a megabyte in a second, this one a hundred times as much.
            Self::Brotli if SHARED.contains(&extension(path)) => 11,
            Self::Brotli => 5,
            Self::Gzip => 9,
        }
    }
}

/// Whether a file of this name and length in bytes is compressed.
pub fn is_compressible(path: &str, length: u64) -> bool {
    length >= MIN_BYTES && TEXT.contains(&extension(path))
}

/// What the compressed form of a file with this digest is found by in the store.
pub fn key(encoding: Encoding, path: &str, digest: Digest) -> Key {
    Key::builder("compressed", VERSION)
        .source(digest)
        .parameter("encoding", encoding.name())
        .parameter("level", encoding.level(path))
        .finish()
}

/// The compressed form of a file. It is empty if it would not be shorter.
pub fn artefact(encoding: Encoding, path: &str, digest: Digest, bytes: Arc<[u8]>) -> Artefact {
    let level = encoding.level(path);
    Artefact::new(key(encoding, path, digest), move || Ok(compress(encoding, level, &bytes)))
}

fn compress(encoding: Encoding, level: u32, bytes: &[u8]) -> Vec<u8> {
    let compressed = match encoding {
        Encoding::Brotli => {
            let parameters = brotli::enc::BrotliEncoderParams {
                quality: level as i32,
                size_hint: bytes.len(),
                lgwin: window_bits(bytes.len()),
                ..Default::default()
            };
            let output = Vec::with_capacity(bytes.len() / 3);
            let mut encoder = brotli::CompressorWriter::with_params(output, WRITE_BUFFER, &parameters);
            // All at once: with pieces, the encoder allocates and clears its whole window for a page of some kilobytes.
            encoder.write_all(bytes).map(|()| encoder.into_inner())
        }
        Encoding::Gzip => {
            // Without a name and a time: the same bytes on every day.
            let mut encoder = flate2::write::GzEncoder::new(
                Vec::with_capacity(bytes.len() / 3),
                flate2::Compression::new(level),
            );
            encoder.write_all(bytes).and_then(|()| encoder.finish())
        }
    };
    let compressed = compressed.expect("writing to memory does not fail");
    if compressed.len() < bytes.len() { compressed } else { Vec::new() }
}

/// The logarithm of the shortest window of Brotli that has a whole file in it, as far as there is one. Nothing is found farther back, and
/// browsers allocate as much.
fn window_bits(length: usize) -> i32 {
    // A window is 16 bytes shorter than its power of two (RFC 7932, section 9.1). With less than 17 bits the encoder searches differently.
    (17..22).find(|bits| (1 << bits) - 16 >= length).unwrap_or(22)
}

/// The extension of a file's name.
fn extension(path: &str) -> &str {
    path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map_or("", |(_, extension)| extension)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn what_was_compressed_is_what_it_was_made_from() {
        let text = "Марқакөл — тау көлі. 马尔卡科尔湖。".repeat(60);
        for level in [5, 11] {
            let compressed = compress(Encoding::Brotli, level, text.as_bytes());
            let mut read = Vec::new();
            brotli::BrotliDecompress(&mut &*compressed, &mut read).expect("it is Brotli");
            assert!(compressed.len() < text.len() / 4 && read == text.as_bytes());
        }
        let compressed = compress(Encoding::Gzip, 9, text.as_bytes());
        let mut read = String::new();
        flate2::read::GzDecoder::new(&*compressed).read_to_string(&mut read).expect("it is gzip");
        assert!(compressed.len() < text.len() / 4 && read == text);
        assert_eq!(compressed[4..8], [0; 4], "no time");
    }

    #[test]
    fn a_window_holds_a_whole_file() {
        let letters: Vec<u8> = (0..150_000_u32).map(|number| (number % 83 + number / 997) as u8).collect();
        for length in [131_055, 131_056, 131_057, 150_000] {
            let compressed = compress(Encoding::Brotli, 5, &letters[..length]);
            let mut read = Vec::new();
            brotli::BrotliDecompress(&mut &*compressed, &mut read).expect("it is Brotli");
            assert!(read == letters[..length], "{length}");
        }
        assert_eq!([1, 131_056, 131_057, 50_000_000].map(window_bits), [17, 17, 18, 22]);
    }

    #[test]
    fn what_does_not_become_shorter_is_left_out() {
        // The bytes of a hash are as good as random.
        let noise: Vec<u8> = (0..100_u32).flat_map(|i| *Digest::of(&i.to_le_bytes()).as_bytes()).collect();
        for encoding in Encoding::ALL {
            assert!(compress(encoding, 9, &noise).is_empty(), "{encoding:?}");
        }
    }

    #[test]
    fn text_of_some_length_is_compressed_and_nothing_else() {
        assert!(is_compressible("kk/index.html", 1024) && is_compressible("a.b/c.SVG.svg", 5000));
        for (path, length) in [("kk/index.html", 1023), ("a.jpg", 5000), ("html", 5000), ("a.woff2", 5000)] {
            assert!(!is_compressible(path, length), "{path}");
        }
    }
}
