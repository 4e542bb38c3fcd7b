//! What is the same as after the last build, so that it need not be rendered again.
//!
//! A page depends on the whole site: it shows titles, dates and pictures of other pages. But of the *text* of another page it
//! shows no more than the outline of the document: its front matter, how long it takes to read, and its beginning, its
//! pictures or the ids in it if a page has asked for these. So if nothing but texts has changed, and no outline has, only the pages of these
//! texts are different. That is what most edits are.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::artefacts::{BuildRecord, Digest, DocumentRecord};
use crate::content::{Document, TextParts};
use crate::language::LanguageId;
use crate::load::InputDigests;
use crate::site::{PageId, Route, RouteKind, Site};
use crate::theme::View;

/// What a build can leave as the last one made it.
pub struct Unchanged<'v> {
    view: &'v View,
    last: BuildRecord,
    frame: Digest,
    /// The documents of published pages.
    documents: FxHashMap<&'v str, (&'v Document, Digest)>,
    /// The paths of the documents that have changed. `None` if every page may be different.
    changed: Option<FxHashSet<&'v str>>,
    /// The texts that these documents are shown as, if the site has a search.
    changed_texts: Vec<(PageId, LanguageId)>,
}

impl<'v> Unchanged<'v> {
    /// Compares a site that was made from `inputs` with the last build. `published` is the fingerprint of what is published.
    pub fn new(view: &'v View, inputs: InputDigests, last: BuildRecord, published: &str) -> Self {
        let mut documents: FxHashMap<&str, (&Document, Digest)> = FxHashMap::default();
        let digests: FxHashMap<&str, Digest> =
            inputs.documents.iter().map(|(path, digest)| (&**path, *digest)).collect();
        for page in view.site.pages.iter() {
            // What is recorded of translations shows on no page, but it decides what of them is compared with a glossary.
            let record = view.site.glossary.as_ref().map(|_| page.record.digest());
            for document in page.texts.iter().filter_map(|text| text.document.as_deref()) {
                if let Some(digest) = digests.get(&*document.source.path) {
                    let digest = record.map_or(*digest, |record| together(*digest, record));
                    documents.insert(&document.source.path, (document, digest));
                }
            }
        }
        let frame = frame(&view.site, &inputs, &documents);
        let mut unchanged = Self { view, last, frame, documents, changed: None, changed_texts: Vec::new() };
        if unchanged.last.fingerprint == published && unchanged.last.frame == Some(frame) {
            unchanged.changed = unchanged.changed_documents();
            unchanged.changed_texts = unchanged.changed_texts();
        }
        unchanged
    }

    /// Whether a route would be rendered as it is published, without anything to report.
    pub fn contains(&self, route: &Route) -> bool {
        let Some(changed) = &self.changed else { return false };
        match route.kind {
            // Nothing is rendered for it.
            RouteKind::Asset(_) => false,
            // A page in one language is compared with the same page in the others.
            RouteKind::Page { page, .. } | RouteKind::Card { page, .. } => {
                let documents =
                    self.view.site.pages[page].texts.iter().filter_map(|text| text.document.as_ref());
                !documents.map(|document| &*document.source.path).any(|path| changed.contains(path))
                    && !self.last.noted.contains(&route.url)
            }
            // The titles in it are part of outlines, but it has the texts as a whole.
            RouteKind::Search { language, file } => {
                let search = &self.view.search;
                !self.changed_texts.iter().any(|(page, of)| {
                    *of == language && search.depends_on(&self.view.site, language, file, *page)
                })
            }
            _ => !self.last.noted.contains(&route.url),
        }
    }

    fn changed_texts(&self) -> Vec<(PageId, LanguageId)> {
        let Some(changed) = self.changed.as_ref().filter(|_| self.view.site.config.search.is_some()) else {
            return Vec::new();
        };
        let texts = self.view.site.pages.iter_enumerated().flat_map(|(id, page)| {
            page.texts.iter_enumerated().map(move |(language, text)| (id, language, text))
        });
        let is_changed = |document: &Arc<Document>| changed.contains(&*document.source.path);
        texts
            .filter(|(.., text)| !text.origin.is_borrowed() && text.document.as_ref().is_some_and(is_changed))
            .map(|(id, language, _)| (id, language))
            .collect()
    }

    /// The record of this build, which has a fingerprint. `noted` are the addresses at which there was something to report.
    pub fn record(mut self, fingerprint: String, noted: FxHashSet<String>) -> BuildRecord {
        let site = &self.view.site;
        let needed_whole: FxHashSet<&str> = self
            .view
            .cache
            .pages_with_ids()
            .into_iter()
            .filter_map(|(page, language)| {
                Some(&*site.pages[page].texts[language].document.as_ref()?.source.path)
            })
            .collect();
        // Pages that were not rendered have not asked for anything this time.
        let last = match self.changed {
            Some(_) => std::mem::take(&mut self.last.documents),
            None => FxHashMap::default(),
        };
        let documents = self.documents.iter().map(|(path, (document, digest))| {
            let last = last.get(*path);
            let asked = document.asked_parts();
            let parts = TextParts {
                ids: asked.ids || last.is_some_and(|last| last.has_ids),
                beginning: asked.beginning || last.is_some_and(|last| last.has_beginning),
                pictures: asked.pictures || last.is_some_and(|last| last.has_pictures),
            };
            let outline = match last {
                Some(last) if last.digest == *digest && self::parts(last) == parts => last.outline,
                _ => outline(site, document, parts),
            };
            let record = DocumentRecord {
                digest: *digest,
                outline,
                has_ids: parts.ids,
                has_beginning: parts.beginning,
                has_pictures: parts.pictures,
                is_needed_whole: needed_whole.contains(path) || last.is_some_and(|last| last.is_needed_whole),
            };
            (Arc::clone(&document.source.path), record)
        });
        BuildRecord {
            fingerprint,
            frame: Some(self.frame),
            documents: documents.collect(),
            noted,
            pictures: Vec::new(),
            output: Vec::new(),
        }
    }

    /// The documents whose text alone has changed; `None` if more has.
    fn changed_documents(&self) -> Option<FxHashSet<&'v str>> {
        if self.last.documents.len() != self.documents.len() {
            return None;
        }
        let mut changed = FxHashSet::default();
        for (path, (document, digest)) in &self.documents {
            let last = self.last.documents.get(*path)?;
            if last.digest == *digest {
                continue;
            }
            if last.is_needed_whole || outline(&self.view.site, document, parts(last)) != last.outline {
                return None;
            }
            changed.insert(*path);
        }
        Some(changed)
    }
}

fn together(one: Digest, other: Digest) -> Digest {
    Digest::of(&[*one.as_bytes(), *other.as_bytes()].concat())
}

fn parts(record: &DocumentRecord) -> TextParts {
    TextParts { ids: record.has_ids, beginning: record.has_beginning, pictures: record.has_pictures }
}

fn outline(site: &Site, document: &Document, parts: TextParts) -> Digest {
    document.outline(parts, site.language(document.language))
}

/// A digest of everything but the documents of published pages: other inputs, and which files are published.
fn frame(site: &Site, inputs: &InputDigests, documents: &FxHashMap<&str, (&Document, Digest)>) -> Digest {
    let mut hasher = blake3::Hasher::new();
    let mut add = |part: &[u8]| {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part);
    };
    add(inputs.frame.as_bytes());
    for (path, digest) in inputs.documents.iter().filter(|(path, _)| !documents.contains_key(&**path)) {
        add(path.as_bytes());
        add(digest.as_bytes());
    }
    site.assets.iter().for_each(|asset| add(asset.published_url.as_bytes()));
    hasher.finalize().into()
}
