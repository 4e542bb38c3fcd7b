//! Room for one cached value a page and language, which costs nothing before it is used.

use std::sync::OnceLock;

use crate::language::LanguageId;
use crate::site::PageId;

/// How many values are made room for together, and how many such rooms. A preview makes a cache for every edit, and shows few
/// of a large site's pages with it: room for all of them at once would take longer than all else that an edit does.
const CHUNK: usize = 128;
const BLOCK: usize = 128;

/// So many empty slots, which are filled later.
type Empty<T> = Box<[OnceLock<T>]>;

/// A cached value for each page in each language.
pub(super) struct Slots<T> {
    blocks: Empty<Empty<Empty<T>>>,
    languages: usize,
}

impl<T> Slots<T> {
    /// Empty slots for so many pages in so many languages.
    pub fn new(pages: usize, languages: usize) -> Self {
        Self { blocks: empty((pages * languages).div_ceil(CHUNK * BLOCK)), languages }
    }

    /// The slot of a page in a language.
    pub fn of(&self, page: PageId, language: LanguageId) -> &OnceLock<T> {
        let index = usize::from(page) * self.languages + usize::from(language);
        let block = self.blocks[index / (CHUNK * BLOCK)].get_or_init(|| empty(BLOCK));
        let chunk = block[index / CHUNK % BLOCK].get_or_init(|| empty(CHUNK));
        &chunk[index % CHUNK]
    }
}

fn empty<T>(length: usize) -> Empty<T> {
    std::iter::repeat_with(OnceLock::new).take(length).collect()
}
