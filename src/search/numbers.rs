//! The numbers that pages have in an index.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::site::{PageId, Role, Site};

/// The bits of a page's number, and more of them for a site in which these would be crowded.
const BITS: u32 = 20;
const MANY_BITS: u32 = 26;

/// The numbers of all pages that may be found. A number follows from the path of its page, so that the others keep theirs
/// when a page comes or goes, and files that do not name the page stay as they are.
#[derive(Debug)]
pub(super) struct PageNumbers {
    numbers: FxHashMap<PageId, u32>,
    /// How many bits each has.
    pub bits: u32,
}

impl PageNumbers {
    pub fn new(site: &Site) -> Self {
        let pages = site.pages.iter_enumerated().filter(|(_, page)| page.role == Role::Page);
        let mut pages: Vec<(&str, PageId)> = pages.map(|(id, page)| (page.path.as_str(), id)).collect();
        pages.sort_unstable();
        let bits = if pages.len() >> (BITS - 2) == 0 { BITS } else { MANY_BITS };
        let mask = (1 << bits) - 1;
        let mut taken = FxHashSet::default();
        let numbers = pages.into_iter().map(|(path, id)| {
            let mut number = hash(path) & mask;
            while !taken.insert(number) {
                number = (number + 1) & mask;
            }
            (id, number)
        });
        Self { numbers: numbers.collect(), bits }
    }

    /// The number of a page. Returns `None` if it is a list.
    pub fn of(&self, page: PageId) -> Option<u32> {
        self.numbers.get(&page).copied()
    }

    /// Which of so many files, a power of two, a page with a number is in.
    pub fn file(&self, number: u32, files: usize) -> usize {
        (number as usize) >> (self.bits - files.trailing_zeros())
    }
}

/// A number for a text that is the same in the script: FNV-1a over code points, with the high bits mixed into the low ones.
pub(super) fn hash(text: &str) -> u32 {
    let hash = text.chars().fold(0x811C_9DC5_u32, |hash, c| (hash ^ c as u32).wrapping_mul(0x0100_0193));
    (hash ^ (hash >> 15)).wrapping_mul(0x2C1B_3C6D) ^ (hash >> 13)
}
