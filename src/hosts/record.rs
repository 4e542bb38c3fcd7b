//! What a build remembers for what it writes for hosts, so that pages that are left as they are need not be read again.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::markup::PageSources;

/// What a build remembers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutputRecord {
    /// The address of the site, by which it is known what is the site's own.
    base_url: String,
    /// What pages load. Most pages load the same.
    sets: Vec<PageSources>,
    /// By path of a page or style sheet: the index of its set.
    pages: BTreeMap<String, u32>,
}

impl OutputRecord {
    /// A record of what the files at some paths load.
    pub fn new(base_url: &str, pages: BTreeMap<String, PageSources>) -> Self {
        let mut indices: BTreeMap<PageSources, u32> = BTreeMap::new();
        let mut sets = Vec::new();
        let pages = pages.into_iter().map(|(path, sources)| {
            let index = *indices.entry(sources).or_insert_with_key(|sources| {
                sets.push(sources.clone());
                (sets.len() - 1) as u32
            });
            (path, index)
        });
        let pages = pages.collect();
        Self { base_url: base_url.to_owned(), sets, pages }
    }

    /// The address that the site had.
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// What the file at a path loads; `None` if that is not known.
    pub fn of_page(&self, path: &str) -> Option<&PageSources> {
        self.sets.get(*self.pages.get(path)? as usize)
    }

    /// The written form.
    pub fn to_bytes(&self) -> Vec<u8> {
        postcard::to_allocvec(self).expect("a record is plain data")
    }

    /// Reads the written form. What cannot be read is empty.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        postcard::from_bytes(bytes).unwrap_or_default()
    }
}
