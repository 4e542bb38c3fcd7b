//! Makes all files of many originals, in parallel.
//!
//! Each original is decoded once. What is made of it is divided into a task for each size, which scales it, and one for each
//! file, which encodes it: so a site with one new photograph keeps all cores busy, too. A task never waits for another; only the
//! thread that hands out the originals waits, until there is memory for the next one.

use std::cmp::Reverse;
use std::sync::{Arc, Mutex, PoisonError};

use rayon::ScopeFifo;
use rustc_hash::{FxHashMap, FxHashSet};

use super::artefact::{is_published_as_it_is, smaller};
use super::budget::PixelsInUse;
use super::decode::Character;
use super::open::Opened;
use super::strip::strip;
use super::{Format, MadeSet, OriginalFile, PictureSet, PictureSettings, Pictures, Variant};
use crate::artefacts::{Digest, Key, Store};
use crate::diagnostics::Diagnostic;

/// What is to be made of an original.
pub struct Missing<'o> {
    /// The original.
    pub original: &'o OriginalFile,
    /// The sets whose variants are not all there.
    pub sets: Vec<Arc<PictureSet>>,
    /// Whether the copy is missing that is published at the original's own address.
    pub is_copy_missing: bool,
}

/// What all tasks need.
struct Maker<'m> {
    settings: &'m PictureSettings,
    pictures: &'m Pictures,
    store: &'m Store,
    progress: &'m (dyn Fn() + Sync),
    failed: Mutex<Vec<Diagnostic>>,
}

/// An original that tasks are working on. The last of them has the only reference, and completes it.
struct InWork<'m> {
    missing: &'m Missing<'m>,
    opened: Opened,
    /// The length of each file in bytes, as far as the files were made.
    lengths: Mutex<FxHashMap<Key, usize>>,
    _in_use: PixelsInUse<'m>,
}

/// Makes what is missing, puts it into the store, and notes what became known of it. `progress` is called for each set, and for each
/// copy. Returns what is wrong with the originals that nothing can be made of.
///
/// Each file is in the store as soon as it is made, so that ending the process loses no more than what is being made.
///
/// The calling thread must not be one of `rayon`'s, as it waits for tasks.
pub fn make(
    missing: &[Missing<'_>],
    settings: &PictureSettings,
    pictures: &Pictures,
    store: &Store,
    progress: &(dyn Fn() + Sync),
) -> Vec<Diagnostic> {
    debug_assert!(rayon::current_thread_index().is_none(), "it would wait for itself");
    let maker = Maker { settings, pictures, store, progress, failed: Mutex::default() };
    rayon::in_place_scope_fifo(|scope| {
        for missing in missing {
            let in_use = pictures.budget().acquire(missing.original.source.size);
            let maker = &maker;
            scope.spawn_fifo(move |scope| {
                maker.note_failure(maker.start(scope, missing, in_use));
            });
        }
    });
    maker.failed.into_inner().unwrap_or_else(PoisonError::into_inner)
}

impl<'m> Maker<'m> {
    fn note_failure(&self, result: Result<(), Diagnostic>) {
        self.failed.lock().unwrap_or_else(PoisonError::into_inner).extend(result.err());
    }

    /// Opens an original, and hands out what is to be done with it.
    fn start<'s>(
        &'s self,
        scope: &ScopeFifo<'s>,
        missing: &'s Missing<'s>,
        in_use: PixelsInUse<'s>,
    ) -> Result<(), Diagnostic> {
        let original = missing.original;
        let bytes = original.read()?;
        let mut is_copy_missing = missing.is_copy_missing;
        if is_copy_missing
            && is_published_as_it_is(original, self.settings)
            && let Some(copy) = strip(&bytes)
        {
            self.keep_copy(original, &copy);
            is_copy_missing = false;
        }
        if missing.sets.is_empty() && !is_copy_missing {
            return Ok(());
        }
        let opened = original.decode(&bytes)?;
        drop(bytes);
        let in_work = Arc::new(InWork { missing, opened, lengths: Mutex::default(), _in_use: in_use });
        for variants in in_work.wanted() {
            let in_work = Arc::clone(&in_work);
            scope.spawn_fifo(move |scope| self.scale(scope, in_work, variants));
        }
        if is_copy_missing {
            let in_work = Arc::clone(&in_work);
            scope.spawn_fifo(move |_| {
                let copy = smaller(original, &in_work.opened, self.settings);
                self.note_failure(copy.map(|copy| self.keep_copy(original, &copy)));
                self.complete(in_work);
            });
        }
        self.complete(in_work);
        Ok(())
    }

    fn keep_copy(&self, original: &OriginalFile, copy: &[u8]) {
        let key = self.settings.copy_key(original.source.digest);
        self.store.put(key, copy);
        self.pictures.note_copy(key, Digest::of(copy));
        (self.progress)();
    }

    /// Makes the pixels of one size, and hands out the formats that they are encoded in.
    fn scale<'s>(&'s self, scope: &ScopeFifo<'s>, in_work: Arc<InWork<'s>>, variants: Vec<Variant>) {
        let is_missing = |variant: &Variant| match self.store.find(variant.key()) {
            Some(bytes) => {
                in_work.note_length(variant, bytes.len());
                false
            }
            None => true,
        };
        let variants: Vec<Variant> = variants.into_iter().filter(is_missing).collect();
        if let Some(first) = variants.first() {
            match in_work.opened.scaled(first) {
                Ok(pixels) => {
                    let pixels = Arc::new(pixels);
                    for variant in variants {
                        let (in_work, pixels) = (Arc::clone(&in_work), Arc::clone(&pixels));
                        scope.spawn_fifo(move |_| {
                            match in_work.opened.encoded(&pixels, &variant) {
                                Ok(bytes) => {
                                    self.store.put(variant.key(), &bytes);
                                    in_work.note_length(&variant, bytes.len());
                                }
                                Err(_) => self.note_failure(Err(in_work.missing.original.failed())),
                            }
                            drop(pixels);
                            self.complete(in_work);
                        });
                    }
                }
                Err(_) => self.note_failure(Err(in_work.missing.original.failed())),
            }
        }
        self.complete(in_work);
    }

    /// Gives back a reference to an original. With the last one everything was made that could be: what became known of the sets
    /// is noted.
    fn complete(&self, in_work: Arc<InWork<'_>>) {
        let Some(in_work) = Arc::into_inner(in_work) else { return };
        let opened = &in_work.opened;
        let color = (opened.character == Character::Photograph).then(|| opened.linear.average());
        for set in &in_work.missing.sets {
            let Some(made) = in_work.made(set, color) else { continue };
            self.store.put(set.key(), &made.to_bytes());
            let variants = made.formats.iter().flat_map(|format| set.variants(*format));
            variants.for_each(|variant| self.store.note_use(variant.key()));
            self.pictures.note_made(set, &made);
            (self.progress)();
        }
    }
}

impl InWork<'_> {
    /// All variants of all sets, the largest first, those of one size and crop together. Sets may share some.
    fn wanted(&self) -> Vec<Vec<Variant>> {
        let mut seen = FxHashSet::default();
        let mut variants: Vec<Variant> = Vec::new();
        for set in &self.missing.sets {
            for variant in self.opened.formats(set).into_iter().flat_map(|format| set.variants(format)) {
                if seen.insert(variant.key()) {
                    variants.push(variant);
                }
            }
        }
        let pixels = |variant: &Variant| u64::from(variant.width) * u64::from(variant.height);
        variants.sort_by_key(|variant| (Reverse(pixels(variant)), variant.width, variant.crop));
        let is_same = |one: &Variant, other: &Variant| {
            (one.width, one.height, one.crop) == (other.width, other.height, other.crop)
        };
        variants.chunk_by(is_same).map(<[Variant]>::to_vec).collect()
    }

    fn note_length(&self, variant: &Variant, length: usize) {
        self.lengths.lock().unwrap_or_else(PoisonError::into_inner).insert(variant.key(), length);
    }

    /// What became known of a set. Of the formats those are offered that pay: each of their files must be smaller than that of every
    /// older format that is offered. Returns `None` if one of its files could not be made.
    fn made(&self, set: &PictureSet, color: Option<[u8; 3]>) -> Option<MadeSet> {
        let known = self.lengths.lock().unwrap_or_else(PoisonError::into_inner);
        let mut formats: Vec<Format> = Vec::new();
        let mut smallest: Option<Vec<usize>> = None;
        for format in self.opened.formats(set).into_iter().rev() {
            let lengths: Vec<usize> = set
                .variants(format)
                .map(|variant| known.get(&variant.key()).copied())
                .collect::<Option<_>>()?;
            if smallest.as_ref().is_none_or(|best| lengths.iter().zip(best).all(|(own, best)| own < best)) {
                formats.insert(0, format);
                smallest = Some(lengths);
            }
        }
        Some(MadeSet { color, formats })
    }
}
