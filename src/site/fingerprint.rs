//! Gives files that pages load a hash of what is published in their names, and writes these names wherever one file names another.
//!
//! A file keeps its name if its kind or its address says so ([`is_stable_address`]), if it is named where nothing can be rewritten, or if
//! nobody is known to name it: a script may put its name together. A file that stays is asked for anew by browsers; nothing breaks.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use typed_index_collections::TiSlice;

use super::links::{decode, resolve};
use super::{Asset, AssetId, AssetOrigin, content_path};
use crate::artefacts::{Digest, Key};
use crate::assets::{AssetKind, Prepared, integrity, is_stable_address, published_name};
use crate::config::Config;
use crate::pictures::PictureSettings;
use crate::svg;

/// What is known of files that were read to find what they name, by what they are.
pub type PreparedAssets = FxHashMap<PreparedKey, Arc<Prepared>>;

/// What a prepared file is known by: its kind, whether it is a drawing that is not published as it is, and the digest of its bytes.
pub type PreparedKey = (AssetKind, bool, Digest);

/// Files that load others by names which they put together, such as the page of a panorama: what stands with them or below keeps
/// its name.
const LOADING: [&str; 5] = [".html", ".htm", ".xhtml", ".m3u8", ".gltf"];

/// What is known of the names of files before any has a hash.
pub(super) struct Naming<'a> {
    pub config: &'a Config,
    pub prepared: &'a PreparedAssets,
    /// Names of files in the scripts and styles of templates.
    pub in_code: &'a [String],
    /// Addresses of files that nothing names.
    pub unnamed: &'a FxHashSet<String>,
    /// The folders of pages.
    pub page_folders: &'a dyn Fn() -> FxHashSet<String>,
    pub pictures: Option<&'a PictureSettings>,
}

/// The addresses of files that style sheets, scripts, drawings and web manifests name.
pub(super) fn named_by_assets(
    assets: &[Asset],
    prepared: &PreparedAssets,
    config: &Config,
) -> FxHashSet<String> {
    let mut named = FxHashSet::default();
    for asset in assets {
        if let Some(prepared) = prepared.get(&asset.prepared_key()) {
            named.extend(prepared.references.iter().filter_map(|it| target(config, &asset.url, &it.target)));
        }
    }
    named
}

/// The address from the site's root that a path leads to which a file names.
fn target(config: &Config, url: &str, path: &str) -> Option<String> {
    let path = decode(path);
    let within = path.strip_prefix(decode(config.base_path()).trim_end_matches('/'));
    let path = within.filter(|path| path.starts_with('/')).unwrap_or(&path);
    let folder = url.rfind('/').map_or("/", |slash| &url[..=slash]);
    resolve(folder, path)
}

/// Names all files of a site as they are published.
pub(super) fn fingerprint(assets: &mut TiSlice<AssetId, Asset>, naming: &Naming<'_>) {
    let count = assets.len();
    let by_url: FxHashMap<String, usize> =
        assets.iter().enumerate().map(|(index, asset)| (asset.url.clone(), index)).collect();
    let prepared: Vec<Option<&Prepared>> =
        assets.iter().map(|asset| naming.prepared.get(&asset.prepared_key()).map(|it| &**it)).collect();
    let find = |asset: &Asset, path: &str| by_url.get(&target(naming.config, &asset.url, path)?).copied();
    let hashed = is_hashed(assets, &prepared, naming, &find);
    // The number of the file that each reference leads to, if it has a hash.
    let references: Vec<Vec<Option<usize>>> = assets
        .iter()
        .zip(&prepared)
        .map(|(asset, prepared)| {
            let references = prepared.map_or(&[][..], |prepared| &prepared.references);
            references.iter().map(|it| find(asset, &it.target).filter(|other| hashed[*other])).collect()
        })
        .collect();
    let mut hashes: Vec<Option<Digest>> = vec![None; count];
    let mut texts: Vec<Option<String>> = vec![None; count];
    for group in publication_order(&references) {
        let written = |index: usize, hashes: &[Option<Digest>]| {
            prepared[index]?.with_hashes(|number| Some(hashes[references[index][number]?]?.version()))
        };
        if group.len() == 1 && !references[group[0]].contains(&Some(group[0])) {
            let index = group[0];
            texts[index] = written(index, &hashes);
            let digest = match &texts[index] {
                Some(text) => Digest::of(text.as_bytes()),
                None => published_digest(&assets[AssetId::from(index)], naming),
            };
            hashes[index] = Some(digest).filter(|_| hashed[index]);
            continue;
        }
        // Files that name each other in a circle: the hash of each is that of all of them, without the hashes among them.
        let mut together: BTreeMap<&str, String> = BTreeMap::new();
        for index in &group {
            together.insert(&assets[AssetId::from(*index)].url, written(*index, &hashes).unwrap_or_default());
        }
        let mut hasher = blake3::Hasher::new();
        for part in together.iter().flat_map(|(url, text)| [url, text.as_str()]) {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part.as_bytes());
        }
        let digest = Digest::from(hasher.finalize());
        group.iter().filter(|index| hashed[**index]).for_each(|index| hashes[*index] = Some(digest));
        group.iter().for_each(|index| texts[*index] = written(*index, &hashes));
    }
    for (index, asset) in assets.iter_mut().enumerate() {
        if let Some(digest) = hashes[index] {
            asset.published_url = published_name(&asset.url, digest);
        }
        if AssetKind::of(&asset.url).has_integrity() {
            asset.integrity = match (&texts[index], &asset.origin) {
                (Some(text), _) => Some(integrity(text.as_bytes()).into()),
                (None, AssetOrigin::Embedded(bytes)) => Some(integrity(bytes).into()),
                (None, AssetOrigin::File(_)) => {
                    prepared[index].and_then(|it| it.integrity.as_deref().map(Arc::from))
                }
            };
        }
        asset.text = texts[index].take().map(Arc::from);
    }
}

/// Which files have hashes in their names.
fn is_hashed(
    assets: &TiSlice<AssetId, Asset>,
    prepared: &[Option<&Prepared>],
    naming: &Naming<'_>,
    find: &dyn Fn(&Asset, &str) -> Option<usize>,
) -> Vec<bool> {
    let mut names: FxHashSet<&str> = FxHashSet::default();
    names.extend(naming.in_code.iter().map(String::as_str));
    names.extend(prepared.iter().flatten().flat_map(|it| it.names.iter().map(String::as_str)));
    let loading: FxHashSet<&str> = assets
        .iter()
        .filter(|asset| LOADING.iter().any(|ending| asset.url.to_ascii_lowercase().ends_with(ending)))
        .map(|asset| &asset.url[..=asset.url.rfind('/').unwrap_or_default()])
        .filter(|folder| *folder != "/")
        .collect();
    let page_folders = if loading.is_empty() { FxHashSet::default() } else { (naming.page_folders)() };
    let is_loaded = |folder: &str| loading.contains(folder) && !page_folders.contains(folder);
    let mut hashed: Vec<bool> = assets
        .iter()
        .map(|asset| {
            let name = asset.url.rsplit('/').next().unwrap_or_default();
            AssetKind::of(&asset.url).is_hashed()
                && !is_stable_address(&asset.url, &naming.config.stable_addresses)
                && !naming.unnamed.contains(&asset.url)
                && !names.contains(name)
                && !content_path::folders(&asset.url).any(is_loaded)
        })
        .collect();
    for (asset, prepared) in assets.iter().zip(prepared) {
        for path in prepared.iter().flat_map(|it| &it.fixed) {
            if let Some(index) = find(asset, path) {
                hashed[index] = false;
            }
        }
    }
    hashed
}

/// A digest that changes whenever the published bytes of a file do, which names no other file.
fn published_digest(asset: &Asset, naming: &Naming<'_>) -> Digest {
    if let Some(settings) = naming.pictures
        && asset.as_photograph(naming.config).is_some()
    {
        return settings.copy_key(asset.digest).digest();
    }
    match drawing_key(asset, naming.config.minify) {
        Some(key) => key.digest(),
        None => asset.digest,
    }
}

/// What a drawing is found by as it is published; `None` if it is published as it is, or is none.
pub fn drawing_key(asset: &Asset, minify: bool) -> Option<Key> {
    let is_unsafe = asset.is_unsafe_svg();
    let is_changed = AssetKind::of(&asset.url) == AssetKind::Drawing && (is_unsafe || minify);
    let builder = Key::builder("svg", svg::VERSION).source(asset.digest);
    is_changed.then(|| builder.parameter("unsafe", is_unsafe).parameter("minify", minify).finish())
}

/// The order in which files are named: each behind those that it names. Files in one group name each other in a circle, or lie between
/// such files.
fn publication_order(references: &[Vec<Option<usize>>]) -> Vec<Vec<usize>> {
    let count = references.len();
    let targets: Vec<Vec<usize>> = references
        .iter()
        .map(|of_file| {
            let mut targets: Vec<usize> = of_file.iter().flatten().copied().collect();
            targets.sort_unstable();
            targets.dedup();
            targets
        })
        .collect();
    let mut named_by: Vec<Vec<usize>> = vec![Vec::new(); count];
    for (index, targets) in targets.iter().enumerate() {
        targets.iter().for_each(|target| named_by[*target].push(index));
    }
    let mut order: Vec<Vec<usize>> = Vec::with_capacity(count);
    let mut is_done = vec![false; count];
    let mut left: Vec<usize> = targets.iter().map(Vec::len).collect();
    let mut ready: Vec<usize> = (0..count).filter(|index| left[*index] == 0).collect();
    while let Some(index) = ready.pop() {
        is_done[index] = true;
        order.push(vec![index]);
        for other in &named_by[index] {
            left[*other] -= 1;
            if left[*other] == 0 {
                ready.push(*other);
            }
        }
    }
    // What is left is in a circle, or names something that is. The latter, from its other end, comes last.
    let mut last: Vec<usize> = Vec::new();
    let mut naming: Vec<usize> =
        named_by.iter().map(|files| files.iter().filter(|file| !is_done[**file]).count()).collect();
    let mut ready: Vec<usize> = (0..count).filter(|index| !is_done[*index] && naming[*index] == 0).collect();
    while let Some(index) = ready.pop() {
        is_done[index] = true;
        last.push(index);
        for target in targets[index].iter().filter(|target| !is_done[**target]) {
            naming[*target] -= 1;
            if naming[*target] == 0 {
                ready.push(*target);
            }
        }
    }
    let circle: Vec<usize> = (0..count).filter(|index| !is_done[*index]).collect();
    if !circle.is_empty() {
        order.push(circle);
    }
    order.extend(last.into_iter().rev().map(|index| vec![index]));
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_come_behind_those_that_they_name() {
        let references = |edges: &[&[usize]]| -> Vec<Vec<Option<usize>>> {
            edges.iter().map(|targets| targets.iter().map(|target| Some(*target)).collect()).collect()
        };
        // 0 names 1, which names 2; 3 and 4 name each other, 4 also names 2, and 5 names 3.
        let order = publication_order(&references(&[&[1, 1], &[2], &[], &[4], &[3, 2], &[3]]));
        let position =
            |index: usize| order.iter().position(|group| group.contains(&index)).expect("all are there");
        assert_eq!(order.iter().map(Vec::len).sum::<usize>(), 6);
        assert!(position(2) < position(1) && position(1) < position(0));
        assert_eq!(position(3), position(4));
        assert!(position(2) < position(3) && position(3) < position(5));
        assert_eq!(publication_order(&references(&[&[0]])), [[0]], "a file that names itself");
    }
}
