//! Reads the files of a site that may name others, and remembers what they name.

use std::borrow::Cow;
use std::sync::Arc;

use rayon::prelude::*;

use crate::artefacts::Store;
use crate::assets::{Prepared, ReadAsset, prepare, prepared_key};
use crate::diagnostics::Diagnostic;
use crate::load::asset_bytes;
use crate::site::{Asset, PreparedAssets, PreparedKey};

/// What is known of the files of a site that name others.
#[derive(Default)]
pub(super) struct KnownAssets<'s> {
    /// Where style sheets come from that were made smaller before.
    store: Option<&'s Store>,
    is_minified: bool,
    prepared: Arc<PreparedAssets>,
}

impl<'s> KnownAssets<'s> {
    /// Nothing is known yet.
    pub fn new(store: Option<&'s Store>) -> Self {
        Self { store, ..Self::default() }
    }

    /// What the files of a site name. Those that were not read before are read, and what is wrong with them is added to them. What is no
    /// longer part of the site is forgotten.
    pub fn prepare(&mut self, assets: &mut [Asset], minify: bool) -> Arc<PreparedAssets> {
        if std::mem::replace(&mut self.is_minified, minify) != minify {
            self.prepared = Arc::default();
        }
        let found: Vec<Option<(PreparedKey, Arc<Prepared>)>> = assets
            .par_iter_mut()
            .map(|asset| {
                let key = asset.prepared_key();
                if !key.0.is_read() {
                    return None;
                }
                // What is wrong with a file is told with its path, which is not remembered.
                if let Some(known) = self.prepared.get(&key).filter(|known| known.is_whole) {
                    return Some((key, Arc::clone(known)));
                }
                let (prepared, diagnostic) = self.prepare_one(asset, minify)?;
                asset.diagnostics.extend(diagnostic);
                Some((key, Arc::new(prepared)))
            })
            .collect();
        self.prepared = Arc::new(found.into_iter().flatten().collect());
        Arc::clone(&self.prepared)
    }

    fn prepare_one(&self, asset: &Asset, minify: bool) -> Option<(Prepared, Option<Diagnostic>)> {
        let (kind, is_unsafe, digest) = asset.prepared_key();
        let stored = self.store.zip(prepared_key(kind, digest, minify));
        if let Some((store, key)) = stored {
            store.note_use(key);
            let known = store.find(key).and_then(|bytes| postcard::from_bytes(&bytes).ok());
            if let Some(known) = known {
                return Some((known, None));
            }
        }
        // That a file cannot be read was told when its digest was taken.
        let bytes: Cow<'static, [u8]> = asset_bytes(&asset.origin)?;
        let read = ReadAsset { kind, bytes: &bytes, digest, path: &asset.path, is_unsafe };
        let (prepared, diagnostic) = prepare(read, minify);
        if let Some((store, key)) = stored
            && diagnostic.is_none()
            && let Ok(bytes) = postcard::to_allocvec(&prepared)
        {
            store.put(key, &bytes);
        }
        Some((prepared, diagnostic))
    }
}
