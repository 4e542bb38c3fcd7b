//! What an author probably meant by a path that leads nowhere.
//!
//! The lists are made when the first such path is shown, and kept with the site: each mistake costs a search in them,
//! not a copy of them.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rustc_hash::FxHashMap;
use typed_index_collections::{TiSlice, TiVec};

use super::{Asset, AssetId, PageId};
use crate::diagnostics::{Certainty, Names, Suggestion};
use crate::language::{Language, LanguageId};

/// The names that paths of content and of files can have.
#[derive(Default)]
pub(super) struct KnownPaths {
    tags: Vec<String>,
    pages: Arc<FxHashMap<String, PageId>>,
    assets: Arc<TiVec<AssetId, Asset>>,
    page_names: OnceLock<PageNames>,
    asset_names: OnceLock<Names>,
    picture_names: OnceLock<PictureNames>,
}

/// The last parts of content paths.
struct PageNames {
    /// Name → the folders that have a page of that name, sorted.
    folders: FxHashMap<String, Vec<String>>,
    names: Names,
}

/// The paths of pictures.
struct PictureNames {
    /// All of them, sorted.
    urls: Vec<String>,
    /// Name → the first picture of that name.
    by_name: FxHashMap<String, String>,
    /// Folder → the pictures in and below it, for folders that were asked for.
    folders: Mutex<FxHashMap<String, Names>>,
}

impl KnownPaths {
    pub(super) fn new(
        languages: &TiSlice<LanguageId, Language>,
        pages: &Arc<FxHashMap<String, PageId>>,
        assets: &Arc<TiVec<AssetId, Asset>>,
    ) -> Self {
        let tags = languages.iter().map(|language| language.tag.clone()).collect();
        Self { tags, pages: Arc::clone(pages), assets: Arc::clone(assets), ..Self::default() }
    }

    /// For a content path that no page has; `behind` is the query and the anchor that were written after it.
    pub(super) fn suggest_page(self: &Arc<Self>, wanted: String, behind: String) -> Suggestion {
        let known = Arc::clone(self);
        Suggestion::computed(move |certainty| {
            let page = known.without_language(&wanted).or_else(|| known.nearest_page(&wanted, certainty))?;
            Some(page + &behind)
        })
    }

    /// For the path of a file beside a page, or from the content folder, that is not there.
    pub(super) fn suggest_file(self: &Arc<Self>, wanted: String) -> Suggestion {
        let (known, wanted) = (Arc::clone(self), wanted.trim_start_matches('/').to_owned());
        Suggestion::computed(move |certainty| {
            known.nearest_asset(&wanted, certainty).map(|file| format!("/{file}"))
        })
    }

    /// For the path of a static file that is not there.
    pub(super) fn suggest_asset(self: &Arc<Self>, wanted: &str) -> Suggestion {
        let (known, wanted) = (Arc::clone(self), wanted.trim_start_matches('/').to_owned());
        Suggestion::computed(move |certainty| known.nearest_asset(&wanted, certainty))
    }

    fn nearest_asset(&self, wanted: &str, certainty: Certainty) -> Option<String> {
        let names = self
            .asset_names
            .get_or_init(|| Names::new(self.assets.iter().map(|asset| asset.url.trim_start_matches('/'))));
        names.find(wanted, certainty).filter(|found| is_alike(found, wanted)).map(ToOwned::to_owned)
    }

    /// For a picture that is not there: `written` is the path in the text, `folders` are the folders that it leads to.
    pub(super) fn suggest_picture(self: &Arc<Self>, written: &str, folders: Vec<String>) -> Suggestion {
        let (known, written) = (Arc::clone(self), written.to_owned());
        Suggestion::computed(move |certainty| {
            let pictures = known.picture_names.get_or_init(|| PictureNames::of(&known.assets));
            let start = written.rfind('/').map_or(0, |at| at + 1);
            let (written_folder, name) = written.split_at(start);
            let nearest = |folder: &String| {
                pictures.in_folder(folder).find(name, certainty).map(|near| format!("{written_folder}{near}"))
            };
            // A picture of that name in another folder may be that of another place.
            let elsewhere = || pictures.by_name.get(name).filter(|_| certainty == Certainty::Likely).cloned();
            folders.iter().find_map(nearest).or_else(elsewhere)
        })
    }

    /// A path that begins with a language and is right but for that.
    fn without_language(&self, wanted: &str) -> Option<String> {
        let path = self.tags.iter().find_map(|tag| {
            let rest = wanted.strip_prefix('/')?.strip_prefix(tag.as_str())?;
            self.pages.contains_key(rest).then_some(rest)
        });
        path.map(ToOwned::to_owned)
    }

    /// The content path whose last part is most alike to that of `wanted`, in the same folder if there is one.
    fn nearest_page(&self, wanted: &str, certainty: Certainty) -> Option<String> {
        let known = self.page_names.get_or_init(|| PageNames::of(self.pages.keys()));
        let (folder, name) = split(wanted);
        let name = match known.folders.contains_key(name) {
            true => name,
            false => known.names.find(name, certainty)?,
        };
        let folders = known.folders.get(name)?;
        // Of two pages of one name, only a person knows which is meant, unless one is in the folder that was written.
        if certainty == Certainty::Certain
            && folders.len() > 1
            && !folders.iter().any(|other| other == folder)
        {
            return None;
        }
        let folder = folders.iter().find(|other| *other == folder).or_else(|| folders.first())?;
        Some(format!("{folder}{name}/"))
    }
}

impl PageNames {
    fn of<'p>(paths: impl Iterator<Item = &'p String>) -> Self {
        let mut folders: FxHashMap<String, Vec<String>> = FxHashMap::default();
        // The home page has no name to be taken for.
        for (folder, name) in paths.map(|path| split(path)).filter(|(_, name)| !name.is_empty()) {
            folders.entry(name.to_owned()).or_default().push(folder.to_owned());
        }
        folders.values_mut().for_each(|folders| folders.sort_unstable());
        let names = Names::new(folders.keys().map(String::as_str));
        Self { folders, names }
    }
}

impl PictureNames {
    fn of(assets: &TiSlice<AssetId, Asset>) -> Self {
        let mut by_name = FxHashMap::default();
        for asset in assets {
            let name = asset.url.rsplit('/').next().unwrap_or_default();
            by_name.entry(name.to_owned()).or_insert_with(|| asset.url.clone());
        }
        let pictures = assets.iter().filter(|asset| asset.is_picture());
        let mut urls: Vec<String> = pictures.map(|asset| asset.url.clone()).collect();
        urls.sort_unstable();
        Self { urls, by_name, folders: Mutex::default() }
    }

    fn in_folder(&self, folder: &str) -> Names {
        let mut folders = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        let names = folders.entry(folder.to_owned()).or_insert_with(|| {
            let start = self.urls.partition_point(|url| url.as_str() < folder);
            let urls = self.urls[start..].iter().map_while(|url| url.strip_prefix(folder));
            Names::new(urls.map(|name| name.trim_start_matches('/')))
        });
        names.clone()
    }
}

/// Whether one file may be meant by the name of another: both are of one sort, or have one name. Nobody means a picture by a PDF.
fn is_alike(one: &str, other: &str) -> bool {
    let parts = |path: &str| {
        let name = path.rsplit('/').next().unwrap_or_default().to_lowercase();
        name.rsplit_once('.')
            .map_or((name.clone(), String::new()), |(stem, ending)| (stem.into(), ending.into()))
    };
    let ((stem, ending), (other_stem, other_ending)) = (parts(one), parts(other));
    ending == other_ending || stem == other_stem
}

/// The folder of a content path, and the last part of it.
fn split(path: &str) -> (&str, &str) {
    let path = path.trim_end_matches('/');
    path.split_at(path.rfind('/').map_or(0, |at| at + 1))
}
