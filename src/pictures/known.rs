//! What is known of pictures that were made, and which ones rendered pages have asked for.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::{MadeSet, PictureSet, Variant};
use crate::artefacts::{Digest, Key};

/// How many variants a preview remembers that pages have asked for. Beyond that, only those of pages that are rendered from
/// then on are.
const MAX_ASKED: usize = 200_000;

/// What is known of the pictures of a site. One of these lives as long as a build or a preview, whatever happens to the
/// site; it holds nothing that could become wrong, as sets and variants are found by the digests of their originals.
#[derive(Default)]
pub struct Pictures {
    made: RwLock<FxHashMap<Key, Arc<MadeSet>>>,
    copies: RwLock<FxHashMap<Key, Digest>>,
    asked: RwLock<FxHashMap<String, Arc<Variant>>>,
    #[cfg(feature = "pictures")]
    budget: super::PixelBudget,
    #[cfg(feature = "pictures")]
    recent: super::recent::RecentOriginals,
}

/// What a build remembers of the pictures of its pages, so that the next one makes and renders nothing again.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PagePictures {
    sets: Vec<(PictureSet, MadeSet)>,
    /// By address of a page: the indices of its sets.
    pages: BTreeMap<String, Vec<u32>>,
    /// The digests of published copies of originals, by their keys.
    copies: Vec<(Key, Digest)>,
}

impl Pictures {
    /// What a build has left.
    pub fn from_record(record: &PagePictures) -> Self {
        let made = record.sets.iter().map(|(set, made)| (set.key(), Arc::new(made.clone())));
        Self {
            made: RwLock::new(made.collect()),
            copies: RwLock::new(record.copies.iter().copied().collect()),
            ..Self::default()
        }
    }

    /// What is known of a set; `None` if its variants are still to be made.
    pub fn made(&self, set: &PictureSet) -> Option<Arc<MadeSet>> {
        self.made.read().unwrap_or_else(PoisonError::into_inner).get(&set.key()).cloned()
    }

    /// Notes what became known of a set.
    pub fn note_made(&self, set: &PictureSet, made: &MadeSet) {
        let mut known = self.made.write().unwrap_or_else(PoisonError::into_inner);
        known.insert(set.key(), Arc::new(made.clone()));
    }

    /// The digest of the published copy of an original, if that was made.
    pub fn copy(&self, key: Key) -> Option<Digest> {
        self.copies.read().unwrap_or_else(PoisonError::into_inner).get(&key).copied()
    }

    /// Notes the digest of a published copy.
    pub fn note_copy(&self, key: Key, digest: Digest) {
        self.copies.write().unwrap_or_else(PoisonError::into_inner).insert(key, digest);
    }

    /// Notes the sets that a page has asked for: from then on their variants are found by their addresses.
    pub fn note_asked(&self, sets: &[Arc<PictureSet>]) {
        for set in sets {
            let made = self.made(set);
            let variants = set.offered(made.as_deref()).into_iter().flat_map(|format| set.variants(format));
            let variants: Vec<(String, Variant)> = variants.map(|variant| (variant.url(), variant)).collect();
            let mut asked = self.asked.write().unwrap_or_else(PoisonError::into_inner);
            if asked.len() > MAX_ASKED {
                asked.clear();
            }
            for (url, variant) in variants {
                asked.entry(url).or_insert_with(|| Arc::new(variant));
            }
        }
    }

    /// The variant at an address, if a page has asked for it.
    pub fn asked(&self, url: &str) -> Option<Arc<Variant>> {
        self.asked.read().unwrap_or_else(PoisonError::into_inner).get(url).cloned()
    }

    /// How many pixels may be in memory at a time.
    #[cfg(feature = "pictures")]
    pub fn budget(&self) -> &super::PixelBudget {
        &self.budget
    }

    /// The originals that single variants were made of last.
    #[cfg(feature = "pictures")]
    pub(super) fn recent(&self) -> &super::recent::RecentOriginals {
        &self.recent
    }

    /// The record of a build whose pages have asked for these sets, by address, and which has published these copies.
    pub fn record(&self, pages: BTreeMap<String, Vec<Arc<PictureSet>>>, copies: &[Key]) -> PagePictures {
        let mut record = PagePictures::default();
        let mut indices: FxHashMap<Key, u32> = FxHashMap::default();
        for (url, sets) in pages {
            let mut of_page: Vec<u32> = Vec::new();
            for set in sets {
                let key = set.key();
                let index = match indices.get(&key) {
                    Some(index) => *index,
                    None => {
                        let Some(made) = self.made(&set) else { continue };
                        let index = u32::try_from(record.sets.len()).expect("there are fewer pictures");
                        record.sets.push(((*set).clone(), (*made).clone()));
                        indices.insert(key, index);
                        index
                    }
                };
                of_page.push(index);
            }
            of_page.sort_unstable();
            of_page.dedup();
            if !of_page.is_empty() {
                record.pages.insert(url, of_page);
            }
        }
        record.copies = copies.iter().filter_map(|key| Some((*key, self.copy(*key)?))).collect();
        record.copies.sort_unstable();
        record
    }
}

impl PagePictures {
    /// The form in which it is part of the record of a build.
    pub fn to_bytes(&self) -> Vec<u8> {
        postcard::to_allocvec(self).expect("it is plain data")
    }

    /// Reads the form in which it is part of the record of a build; what cannot be read is empty.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        postcard::from_bytes(bytes).unwrap_or_default()
    }

    /// The sets that the page at an address has asked for.
    pub fn of_page(&self, url: &str) -> Vec<Arc<PictureSet>> {
        let indices = self.pages.get(url).into_iter().flatten();
        let sets = indices.filter_map(|index| self.sets.get(usize::try_from(*index).ok()?));
        sets.map(|(set, _)| Arc::new(set.clone())).collect()
    }
}
