//! How long the files are that pages load.

use rustc_hash::FxHashMap;

use crate::load;
use crate::site::{AssetOrigin, Site};

/// The length in bytes of each file that is published as it is, by its address. Of photographs, each reader's browser loads
/// another size: they are not among them.
pub(super) struct AssetLengths<'s>(FxHashMap<&'s str, u64>);

impl<'s> AssetLengths<'s> {
    pub fn of(site: &'s Site) -> Self {
        let assets = site.assets.iter().filter(|asset| site.photograph(asset).is_none());
        let lengths = assets.filter_map(|asset| {
            let length = match (&asset.text, &asset.original, &asset.origin) {
                (Some(text), ..) => text.len() as u64,
                (_, Some(original), _) => original.length,
                (.., AssetOrigin::Embedded(bytes)) => bytes.len() as u64,
                (.., AssetOrigin::File(path)) => load::file_length(path)?,
            };
            Some((asset.published_url.as_str(), length))
        });
        Self(lengths.collect())
    }

    /// The length of the file at an address from the site's root, not encoded.
    pub fn get(&self, url: &str) -> Option<u64> {
        self.0.get(url).copied()
    }
}
