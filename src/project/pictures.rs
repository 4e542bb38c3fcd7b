//! Makes the pictures of a site that the store does not have, each original in one go.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::artefacts::{Artefact, Digest, Key, Store};
use crate::diagnostics::Diagnostic;
use crate::pictures::{
    MadeSet, Missing, OriginalFile, PictureSet, PictureSettings, Variant, make, variant_artefact,
};
use crate::site::Site;
use crate::theme::View;

/// Whether a file is published.
type IsPublished<'f> = &'f dyn Fn(&str, Option<Digest>) -> bool;

/// The pictures that the pages of a site offer, and the originals that are published.
pub struct SitePictures<'v> {
    view: &'v View,
    settings: Arc<PictureSettings>,
    /// By address of an original.
    originals: BTreeMap<String, (OriginalFile, Vec<Arc<PictureSet>>)>,
}

impl<'v> SitePictures<'v> {
    /// All originals of a site, with the sets that its pages have asked for. Returns `None` if photographs are published as
    /// they are.
    pub fn new(view: &'v View, asked: impl IntoIterator<Item = Arc<PictureSet>>) -> Option<Self> {
        let settings = Arc::clone(view.site.pictures.as_ref()?);
        let photographs = view.site.assets.iter().filter_map(|asset| view.site.photograph(asset));
        let mut originals: BTreeMap<String, (OriginalFile, Vec<Arc<PictureSet>>)> =
            photographs.map(|original| (original.source.url.clone(), (original, Vec::new()))).collect();
        for set in asked {
            if let Some((_, sets)) = originals.get_mut(&set.source().url)
                && !sets.contains(&set)
            {
                sets.push(set);
            }
        }
        // The first page that asks must not decide on the order of anything.
        originals.values_mut().for_each(|(_, sets)| sets.sort_by_cached_key(|set| set.key()));
        Some(Self { view, settings, originals })
    }

    /// What neither the store has nor is published. `is_published` is asked for an address, and for the digest of the bytes if
    /// the address does not say what they are. What is there is noted as used.
    pub fn missing(&self, store: &Store, is_published: IsPublished<'_>) -> MissingPictures<'_> {
        let pictures = &self.view.pictures;
        let mut originals: Vec<Missing<'_>> = Vec::new();
        for (original, sets) in self.originals.values() {
            let sets: Vec<Arc<PictureSet>> =
                sets.iter().filter(|set| !self.is_made(set, store, is_published)).cloned().collect();
            let copy = self.copy_key(original);
            store.note_use(copy);
            if pictures.copy(copy).is_none()
                && let Some(bytes) = store.find(copy)
            {
                pictures.note_copy(copy, Digest::of(&bytes));
            }
            let url = self.copy_url(original);
            let is_there = |digest| store.has(copy) || is_published(url, Some(digest));
            let is_copy_missing = !pictures.copy(copy).is_some_and(is_there);
            if !sets.is_empty() || is_copy_missing {
                originals.push(Missing { original, sets, is_copy_missing });
            }
        }
        // The largest first: the last thread should not be left alone with one of them.
        originals.sort_by_key(|missing| {
            std::cmp::Reverse((missing.sets.len() as u64 + 1) * u64::from(missing.original.source.size.0))
        });
        MissingPictures { pictures: self, originals }
    }

    fn is_made(&self, set: &PictureSet, store: &Store, is_published: IsPublished<'_>) -> bool {
        store.note_use(set.key());
        let stored = || Some(Arc::new(MadeSet::from_bytes(&store.find(set.key())?)?));
        let Some(made) = self.view.pictures.made(set).or_else(stored) else { return false };
        self.view.pictures.note_made(set, &made);
        let variants = made.formats.iter().flat_map(|format| set.variants(*format));
        // All of them are noted.
        let is_missing = |variant: &Variant| {
            store.note_use(variant.key());
            !store.has(variant.key()) && !is_published(&variant.url(), None)
        };
        variants.filter(is_missing).count() == 0
    }

    /// What the copy of an original is found by that is published at its own address.
    pub fn copy_key(&self, original: &OriginalFile) -> Key {
        self.settings.copy_key(original.source.digest)
    }

    /// The address at which the copy of an original is published.
    pub fn copy_url<'o>(&'o self, original: &'o OriginalFile) -> &'o str {
        let asset = self.view.site.asset_at(&original.source.url);
        asset.map_or(&original.source.url, |asset| &asset.published_url)
    }

    /// The originals.
    pub fn originals(&self) -> impl Iterator<Item = &OriginalFile> {
        self.originals.values().map(|(original, _)| original)
    }

    /// All variants that pages offer, once they were made, by their addresses.
    pub fn variants(&self) -> BTreeMap<String, Artefact> {
        let mut variants = BTreeMap::new();
        for (original, sets) in self.originals.values() {
            for set in sets {
                let Some(made) = self.view.pictures.made(set) else { continue };
                for variant in made.formats.iter().flat_map(|format| set.variants(*format)) {
                    variants.entry(variant.url()).or_insert_with(|| {
                        variant_artefact(original.clone(), Arc::new(variant), &self.view.pictures)
                    });
                }
            }
        }
        variants
    }
}

/// The pictures that are still to be made.
pub struct MissingPictures<'p> {
    pictures: &'p SitePictures<'p>,
    originals: Vec<Missing<'p>>,
}

impl MissingPictures<'_> {
    /// How many there are: sets of variants, and copies of originals.
    pub fn count(&self) -> usize {
        self.originals.iter().map(|missing| missing.sets.len() + usize::from(missing.is_copy_missing)).sum()
    }

    /// Makes them. `progress` is called for each that is ready. Returns what is wrong with the originals that nothing can be
    /// made from. The calling thread must not be one of `rayon`'s.
    pub fn make(self, store: &Store, progress: &(dyn Fn() + Sync)) -> Vec<Diagnostic> {
        let SitePictures { view, settings, .. } = self.pictures;
        make(&self.originals, settings, &view.pictures, store, progress)
    }
}

/// The file of the original that a variant is made of, if it is still there as it was when the page asked for the variant.
pub fn original_of(site: &Site, variant: &Variant) -> Option<OriginalFile> {
    let asset = site.asset_at(&variant.source.url)?;
    site.photograph(asset).filter(|original| original.source == variant.source)
}
