//! The pictures of a build.

use std::sync::Arc;
#[cfg(feature = "pictures")]
use std::sync::Mutex;

use indicatif::ProgressBar;
#[cfg(feature = "pictures")]
use rayon::prelude::*;

use super::progress::Work;
use crate::artefacts::{Key, Store};
use crate::diagnostics::Diagnostic;
use crate::pictures::PictureSet;
#[cfg(feature = "pictures")]
use crate::pictures::published_artefact;
#[cfg(feature = "pictures")]
use crate::project::SitePictures;
#[cfg(feature = "pictures")]
use crate::publish::FileSource;
use crate::publish::StagingWriter;
use crate::theme::View;

/// Without the feature photographs are published as they are.
#[cfg(not(feature = "pictures"))]
pub(super) fn stage_pictures(
    _: &View,
    _: Vec<Arc<PictureSet>>,
    _: &StagingWriter<'_>,
    _: &Store,
    _: &dyn Fn(Work) -> ProgressBar,
    _: &mut Vec<Diagnostic>,
) -> Result<Vec<Key>, Diagnostic> {
    Ok(Vec::new())
}

/// Makes the pictures that pages have asked for, as far as that is still to be done, and stages them with the copies of their
/// originals. Returns the keys of these copies.
///
/// # Errors
/// When a file cannot be written.
#[cfg(feature = "pictures")]
pub(super) fn stage_pictures(
    view: &View,
    asked: Vec<Arc<PictureSet>>,
    staging: &StagingWriter<'_>,
    store: &Store,
    bar: &dyn Fn(Work) -> ProgressBar,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Vec<Key>, Diagnostic> {
    let Some(pictures) = SitePictures::new(view, asked) else { return Ok(Vec::new()) };
    let missing = pictures.missing(store, &|url, digest| staging.has_published(&file(url), digest));
    let bar = bar(Work::Pictures(missing.count()));
    diagnostics.extend(missing.make(store, &|| bar.inc(1)));
    if !diagnostics.is_empty() {
        // There is nothing to stage of an original that cannot be read.
        return Ok(Vec::new());
    }
    let failed = Mutex::new(Vec::new());
    let note = |diagnostic| failed.lock().expect("no thread panics while it holds the list").push(diagnostic);
    pictures.variants().into_par_iter().try_for_each(|(url, artefact)| {
        if staging.keep(&file(&url))? {
            return Ok(());
        }
        match store.get(&artefact) {
            Ok(bytes) => staging.write(&file(&url), FileSource::Bytes(&bytes)),
            Err(diagnostic) => {
                note(diagnostic);
                Ok(())
            }
        }
    })?;
    let originals: Vec<_> = pictures.originals().collect();
    originals.into_par_iter().try_for_each(|original| {
        let file = file(pictures.copy_url(original));
        if let Some(digest) = view.pictures.copy(pictures.copy_key(original))
            && staging.keep_if(&file, digest)?
        {
            return Ok(());
        }
        let Some(settings) = &view.site.pictures else { return Ok(()) };
        match store.get(&published_artefact(original.clone(), settings, &view.pictures)) {
            Ok(bytes) => staging.write(&file, FileSource::Bytes(&bytes)),
            Err(diagnostic) => {
                note(diagnostic);
                Ok(())
            }
        }
    })?;
    diagnostics.extend(failed.into_inner().expect("no thread panicked while it held the list"));
    Ok(pictures.originals().map(|original| pictures.copy_key(original)).collect())
}

#[cfg(feature = "pictures")]
/// The path in the output of what stands at an address.
fn file(url: &str) -> String {
    url.trim_start_matches('/').to_owned()
}
