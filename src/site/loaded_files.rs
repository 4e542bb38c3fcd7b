//! What pages load, by the addresses that templates write for it.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::encode_path;
use super::{Asset, PreparedAssets};
use crate::config::Config;

/// What stands at an address that a page loads.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LoadedFile {
    /// The address at which it is published, if that is another one.
    pub href: Option<Box<str>>,
    /// The value of `integrity`, if it is a style sheet or a script.
    pub integrity: Option<Arc<str>>,
}

/// What pages load.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LoadedFiles {
    by_href: FxHashMap<Box<str>, LoadedFile>,
    /// Whether spaces are visible in elements of which only a style sheet knows that.
    pub shows_spaces: bool,
}

impl LoadedFiles {
    pub(super) fn new(assets: &[Asset], prepared: &PreparedAssets, config: &Config) -> Self {
        let mut by_href = FxHashMap::default();
        let href = |url: &str| -> Box<str> {
            let mut href = config.base_path().trim_end_matches('/').to_owned();
            encode_path(url, &mut href);
            href.into_boxed_str()
        };
        // Templates ask functions for pictures beside pages: nobody writes their addresses.
        let is_written = |asset: &&Asset| !asset.is_beside_page() || asset.integrity.is_some();
        for asset in assets.iter().filter(is_written) {
            let integrity = asset.integrity.clone();
            if asset.is_hashed() {
                let moved =
                    LoadedFile { href: Some(href(&asset.published_url)), integrity: integrity.clone() };
                by_href.insert(href(&asset.url), moved);
            }
            if integrity.is_some() {
                by_href.insert(href(&asset.published_url), LoadedFile { href: None, integrity });
            }
        }
        let is_shown = |asset: &Asset| prepared.get(&asset.prepared_key()).is_some_and(|it| it.shows_spaces);
        Self { by_href, shows_spaces: assets.iter().any(is_shown) }
    }

    /// What stands at an address as a page of the site writes it, without host, query and fragment.
    pub fn get(&self, href: &str) -> Option<&LoadedFile> {
        self.by_href.get(href)
    }
}
