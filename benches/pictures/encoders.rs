//! The encoders alone: all files that a site needs of its photographs, with the same settings and from the same pixels as in a
//! build. Decoding and scaling are not measured. No program that uses these encoders can be faster.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rayon::prelude::*;
use rustc_hash::FxHashSet;
use sapar::data::parse_date;
use sapar::load;
use sapar::pictures::{Format, OriginalFile, PictureSet, Raster, Variant};
use sapar::project::{SitePictures, assemble};
use sapar::render::render_guarded;
use sapar::site::{RouteKind, SiteOptions};

use crate::Result;

/// What is made of a photograph.
pub(crate) struct Wanted {
    pub(crate) original: OriginalFile,
    /// All variants that are tried, and a JPEG of the whole photograph, as which it is published at its own address.
    pub(crate) variants: Vec<Variant>,
}

/// How long encoding took, all threads together, and what came of it.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Encoded {
    /// From the beginning to the end of each file while all threads were busy.
    pub(crate) time: Duration,
    /// For which the threads ran; zero if the system does not report it.
    pub(crate) cpu: Duration,
    pub(crate) files: usize,
    pub(crate) bytes: u64,
}

impl std::ops::AddAssign for Encoded {
    fn add_assign(&mut self, other: Self) {
        self.time += other.time;
        self.cpu += other.cpu;
        self.files += other.files;
        self.bytes += other.bytes;
    }
}

/// What the pages of a site need of its photographs, in the order of the photographs' addresses.
pub(crate) fn wanted(site: &Path) -> Result<Vec<Wanted>> {
    let now = parse_date("2026-01-01").ok_or("no day")?;
    let options = SiteOptions { base_url: None, drafts: false, now };
    let told =
        |diagnostic: sapar::diagnostics::Diagnostic| format!("the site cannot be read: {diagnostic:?}");
    let inputs = load::scan(site, None).map_err(told)?.read();
    let (view, _) = assemble(inputs, options).map_err(|all| format!("the site has mistakes: {all:?}"))?;
    let settings = Arc::clone(view.site.pictures.as_ref().ok_or("the program makes no pictures")?);
    let pages = view.site.routes.iter().filter(|route| matches!(route.kind, RouteKind::Page { .. }));
    let asked: Vec<Arc<PictureSet>> = pages.flat_map(|route| render_guarded(&view, route).pictures).collect();
    let pictures = SitePictures::new(&view, Vec::new()).ok_or("the program makes no pictures")?;
    let of = |original: &OriginalFile| {
        let copy = PictureSet::single(original.source.clone(), &settings, settings.max_width(), None, None);
        let sets = asked.iter().filter(|set| *set.source() == original.source);
        let sets = sets.map(|set| (**set).clone()).chain([copy]);
        let mut seen = FxHashSet::default();
        let variants = sets.flat_map(|set| {
            let formats = set.formats().to_vec();
            formats
                .into_iter()
                .flat_map(|format| set.variants(format).collect::<Vec<_>>())
                .collect::<Vec<_>>()
        });
        let variants = variants.filter(|variant| seen.insert(variant.key())).collect();
        Wanted { original: original.clone(), variants }
    };
    Ok(pictures.originals().map(of).collect())
}

/// Encodes all of it, by format, each photograph on one thread.
pub(crate) fn encode(wanted: &[Wanted]) -> Result<BTreeMap<Format, Encoded>> {
    let one = |wanted: &Wanted| -> Result<BTreeMap<Format, Encoded>> {
        let opened = wanted.original.open().map_err(|diagnostic| format!("{diagnostic:?}"))?;
        let mut pixels: Vec<(&Variant, Raster)> = Vec::new();
        let mut sums: BTreeMap<Format, Encoded> = BTreeMap::new();
        for variant in &wanted.variants {
            let same = |(other, _): &(&Variant, Raster)| {
                (other.width, other.height, other.crop) == (variant.width, variant.height, variant.crop)
            };
            let index = match pixels.iter().position(same) {
                Some(index) => index,
                None => {
                    pixels.push((variant, opened.scaled(variant)?));
                    pixels.len() - 1
                }
            };
            let (start, start_cpu) = (Instant::now(), thread_time());
            let bytes = opened.encoded(&pixels[index].1, variant)?.len() as u64;
            *sums.entry(variant.format).or_default() +=
                Encoded { time: start.elapsed(), cpu: thread_time() - start_cpu, files: 1, bytes };
        }
        Ok(sums)
    };
    let all: Vec<BTreeMap<Format, Encoded>> =
        wanted.par_iter().with_max_len(1).map(one).collect::<Result<_>>()?;
    let mut sums: BTreeMap<Format, Encoded> = BTreeMap::new();
    for (format, encoded) in all.into_iter().flatten() {
        *sums.entry(format).or_default() += encoded;
    }
    Ok(sums)
}

/// For how long this thread has run.
#[cfg(unix)]
#[expect(unsafe_code, reason = "the standard library has no clock of a thread")]
fn thread_time() -> Duration {
    let mut time = std::mem::MaybeUninit::<libc::timespec>::zeroed();
    // SAFETY: the pointer is to memory of ours that outlives the call; zeros are a valid `timespec` if it fails.
    let time = unsafe {
        libc::clock_gettime(libc::CLOCK_THREAD_CPUTIME_ID, time.as_mut_ptr());
        time.assume_init()
    };
    Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
}

#[cfg(not(unix))]
fn thread_time() -> Duration {
    Duration::ZERO
}
