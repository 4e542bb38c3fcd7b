//! Decoded originals that are kept for a while, for programs that make one variant at a time: a page may show an original in
//! several sizes or crops, and a browser asks for all of them at once.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::OriginalFile;
use super::open::Opened;
use crate::artefacts::Digest;
use crate::diagnostics::Diagnostic;

/// How many pixels of originals are kept while nothing is made of them: one photograph of a phone or camera, or several smaller
/// ones. A pixel takes six bytes, or eight with alpha.
const MAX_PIXELS: u64 = 16_000_000;

/// An original that a thread decodes while others may wait for it.
type Slot = Arc<OnceLock<Result<Arc<Opened>, Diagnostic>>>;

/// The originals that were used last.
#[derive(Default)]
pub(super) struct RecentOriginals {
    /// With the number of pixels, the least recently used first.
    slots: Mutex<Vec<(Digest, u64, Slot)>>,
}

impl RecentOriginals {
    /// An original, decoded now if need be. Threads that want the same one wait for the first of them.
    ///
    /// # Errors
    /// Says why it cannot be decoded. The next call tries again.
    pub fn open(&self, original: &OriginalFile) -> Result<Arc<Opened>, Diagnostic> {
        let digest = original.source.digest;
        let (width, height) = original.source.size;
        let pixels = u64::from(width) * u64::from(height);
        let slot = self.slot(digest, pixels);
        let opened = slot.get_or_init(|| original.open().map(Arc::new)).clone();
        if opened.is_err() || pixels > MAX_PIXELS {
            let mut slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
            slots.retain(|(_, _, other)| !Arc::ptr_eq(other, &slot));
        }
        opened
    }

    fn slot(&self, digest: Digest, pixels: u64) -> Slot {
        let mut slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
        let known = slots.iter().position(|(other, ..)| *other == digest);
        let used = known.map_or_else(|| (digest, pixels, Slot::default()), |index| slots.remove(index));
        let slot = Arc::clone(&used.2);
        slots.push(used);
        let mut total: u64 = slots.iter().map(|(_, pixels, _)| pixels).sum();
        while total > MAX_PIXELS && slots.len() > 1 {
            total -= slots.remove(0).1;
        }
        slot
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::pictures::Source;

    /// A picture with as many pixels as are told; its file is a small one.
    fn original(folder: &Path, name: &str, size: (u32, u32)) -> OriginalFile {
        let pixels =
            image::RgbImage::from_fn(30, 20, |x, y| image::Rgb([x as u8, y as u8, name.len() as u8]));
        let path = folder.join(name);
        pixels.save_with_format(&path, image::ImageFormat::Png).expect("a file");
        let digest = Digest::of(&std::fs::read(&path).expect("a file"));
        OriginalFile {
            source: Source { url: format!("/{name}"), digest, size },
            path,
            shown: name.to_owned(),
            orientation: 1,
            is_animated: false,
            is_plain: true,
        }
    }

    #[test]
    fn an_original_is_decoded_once_until_others_need_its_memory() {
        let folder = tempfile::tempdir().expect("a folder");
        let recent = RecentOriginals::default();
        let one = original(folder.path(), "one.png", (3000, 3000));
        let four = original(folder.path(), "four.png", (3000, 3000));
        let first = recent.open(&one).expect("a picture");
        std::fs::remove_file(&one.path).expect("it is there");
        assert!(Arc::ptr_eq(&first, &recent.open(&one).expect("it is in memory")));
        recent.open(&four).expect("a picture");
        assert!(recent.open(&one).is_err(), "the memory is bounded");
    }

    #[test]
    fn what_is_too_large_or_broken_is_not_kept() {
        let folder = tempfile::tempdir().expect("a folder");
        let recent = RecentOriginals::default();
        let large = original(folder.path(), "large.png", (5000, 4000));
        recent.open(&large).expect("a picture");
        assert!(recent.slots.lock().expect("no panic").is_empty());
        let bytes = std::fs::read(&large.path).expect("it is there");
        std::fs::write(&large.path, b"broken").expect("it can be written");
        let small = OriginalFile { source: Source { size: (30, 20), ..large.source.clone() }, ..large };
        assert!(recent.open(&small).is_err());
        std::fs::write(&small.path, bytes).expect("it can be written");
        assert!(recent.open(&small).is_ok(), "it was repaired");
    }
}
