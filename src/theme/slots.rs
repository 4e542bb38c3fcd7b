//! Room for one cached value a page and language, which costs nothing before it is used.

use std::sync::OnceLock;

use crate::language::LanguageId;
use crate::site::PageId;

/// How many values are made room for together. A preview makes a cache for every edit, and shows few of a large site's
/// pages with it: room for all of them at once would take longer than all else that an edit does.
const CHUNK: usize = 128;

/// A cached value for each page in each language.
pub(super) struct Slots<T> {
    chunks: Vec<OnceLock<Box<[OnceLock<T>]>>>,
    languages: usize,
}

impl<T> Slots<T> {
    /// Empty slots for so many pages in so many languages.
    pub fn new(pages: usize, languages: usize) -> Self {
        let chunks = (pages * languages).div_ceil(CHUNK);
        Self { chunks: std::iter::repeat_with(OnceLock::new).take(chunks).collect(), languages }
    }

    /// The slot of a page in a language.
    pub fn of(&self, page: PageId, language: LanguageId) -> &OnceLock<T> {
        let index = usize::from(page) * self.languages + usize::from(language);
        let chunk = self.chunks[index / CHUNK].get_or_init(|| (0..CHUNK).map(|_| OnceLock::new()).collect());
        &chunk[index % CHUNK]
    }
}
