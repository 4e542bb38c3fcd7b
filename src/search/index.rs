//! The search indexes of a site: one for each language, made when a file of it is asked for.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rayon::prelude::*;
use serde_json::{Value, json};
use typed_index_collections::TiVec;

use super::bytes::compress;
use super::dictionary::Dictionary;
use super::facets::facets_file;
use super::records::records_file;
use super::sources::{LanguageSources, SharedSources};
use super::terms::list_of_terms;
use crate::artefacts::{Artefact, Digest, Key, Store};
use crate::diagnostics::Diagnostic;
use crate::language::LanguageId;
use crate::site::{PageId, SearchFile, SearchFiles, Site};
use crate::text::{Stemmer, script_tables};

/// The version of what makes lists of terms, and of what makes files of them.
const TERMS_VERSION: u32 = 3;
const FILES_VERSION: u32 = 2;

/// How many characters of a digest name the version of a file, 6 bits each. A language has hundreds of files, whose versions
/// are most of its manifest.
const VERSION_CHARACTERS: usize = 4;

/// The indexes of a site. They belong to one state of the site, and are dropped with it; what they are made of is kept in the
/// store of artefacts. A site without a search has empty ones.
#[derive(Default)]
pub struct SearchIndexes {
    shared: OnceLock<SharedSources>,
    languages: TiVec<LanguageId, LanguageSlot>,
}

#[derive(Default)]
struct LanguageSlot {
    sources: OnceLock<Arc<LanguageSources>>,
    index: OnceLock<LanguageIndex>,
    /// Held by the thread that makes the index, while others wait for it.
    in_progress: Mutex<()>,
}

/// The files of an index that have words of all pages, as they are published.
struct LanguageIndex {
    manifest: Vec<u8>,
    facets: Vec<u8>,
    terms: Vec<Vec<u8>>,
    endings: Vec<Vec<u8>>,
}

impl SearchIndexes {
    /// The indexes of a site with so many languages, of which nothing is made yet.
    pub fn new(languages: usize) -> Self {
        let languages = std::iter::repeat_with(LanguageSlot::default).take(languages).collect();
        Self { shared: OnceLock::new(), languages }
    }

    /// The key of a file. It is known without making the index, and changes whenever the bytes of the file may.
    pub fn key(&self, site: &Site, language: LanguageId, file: SearchFile) -> Key {
        let sources = self.sources(site, language);
        let key = Key::builder("search file", FILES_VERSION)
            .parameter("language", &site.language(language).tag)
            .parameter("file", file.name());
        match file {
            SearchFile::Pages(number) => {
                let pages = self.pages_in(site, language, number);
                pages.iter().fold(key, |key, page| key.source(page.record_digest)).finish()
            }
            _ => key.source(sources.digest).finish(),
        }
    }

    /// Whether the text of a page is part of a file of the index of a language.
    pub fn depends_on(&self, site: &Site, language: LanguageId, file: SearchFile, page: PageId) -> bool {
        match file {
            SearchFile::Facets => false,
            SearchFile::Pages(number) => {
                let numbers = &self.shared(site).numbers;
                let of = numbers.of(page).map(|of| numbers.file(of, files(site, language).pages));
                of == Some(usize::from(number))
            }
            SearchFile::Manifest | SearchFile::Terms(_) | SearchFile::Endings(_) => true,
        }
    }

    /// The bytes of a file as they are published.
    ///
    /// # Errors
    /// When what it is made of cannot be made.
    pub fn make(
        &self,
        site: &Site,
        language: LanguageId,
        file: SearchFile,
        store: &Store,
    ) -> Result<Vec<u8>, Diagnostic> {
        if let SearchFile::Pages(number) = file {
            let pages = self.pages_in(site, language, number);
            let records = compress(&records_file(pages, site.language(language).quotes));
            return Ok(versioned(&version(&self.key(site, language, file).digest()), records));
        }
        let index = self.index(site, language, store)?;
        Ok(match file {
            SearchFile::Manifest => &index.manifest,
            SearchFile::Facets => &index.facets,
            SearchFile::Terms(number) => &index.terms[usize::from(number)],
            SearchFile::Endings(number) => &index.endings[usize::from(number)],
            SearchFile::Pages(_) => unreachable!("it was handled above"),
        }
        .clone())
    }

    /// Makes the indexes of some languages on all threads of the pool.
    ///
    /// # Errors
    /// When what one is made of cannot be made.
    pub fn prepare(&self, site: &Site, languages: &[LanguageId], store: &Store) -> Result<(), Diagnostic> {
        let lists = |language: &LanguageId| {
            let language = *language;
            let count = self.sources(site, language).lists.len();
            (0..count).into_par_iter().map(move |list| (language, list))
        };
        // So that no thread is left alone with the longest text, all lists come before any index.
        languages.par_iter().flat_map(lists).try_for_each(|(language, list)| {
            store.get(&list_artefact(site, self.sources(site, language), list)).map(|_| ())
        })?;
        languages.par_iter().try_for_each(|language| {
            let index = self.make_index(site, *language, store)?;
            // It may be there already, and is the same then.
            let _ = self.languages[*language].index.set(index);
            Ok(())
        })
    }

    fn index(&self, site: &Site, language: LanguageId, store: &Store) -> Result<&LanguageIndex, Diagnostic> {
        let slot = &self.languages[language];
        if slot.index.get().is_none() {
            // A thread of the pool must not wait: the one that it waits for may need its help.
            let may_wait = rayon::current_thread_index().is_none();
            let _making = may_wait.then(|| slot.in_progress.lock().unwrap_or_else(PoisonError::into_inner));
            if slot.index.get().is_none() {
                let _ = slot.index.set(self.make_index(site, language, store)?);
            }
        }
        Ok(slot.index.get().expect("it was just set"))
    }

    fn make_index(
        &self,
        site: &Site,
        language: LanguageId,
        store: &Store,
    ) -> Result<LanguageIndex, Diagnostic> {
        let sources = self.sources(site, language);
        let lists = (0..sources.lists.len()).into_par_iter();
        let lists: Vec<Vec<u8>> = lists
            .map(|list| store.get(&list_artefact(site, sources, list)))
            .collect::<Result<_, Diagnostic>>()?;
        let files = files(site, language);
        let dictionary = Dictionary::new(&lists, files.terms, files.endings);
        drop(lists);
        let compressed = |files: Vec<Vec<u8>>| files.par_iter().map(|file| published(file)).collect();
        let terms: Vec<Vec<u8>> = compressed(dictionary.terms);
        let endings: Vec<Vec<u8>> = compressed(dictionary.endings);
        let facets = published(&facets_file(sources.pages.iter().map(|page| (page.number, &page.facets))));
        let records =
            (0..files.pages).map(|number| self.key(site, language, SearchFile::Pages(number as u16)));
        let versions = |files: &[Vec<u8>]| files.iter().map(|file| version_of(file)).collect::<String>();
        let shared = self.shared(site);
        let stemmer = Stemmer::new(site.language(language));
        let manifest: Value = json!({
            "stemmer": stemmer.name(),
            "bits": shared.numbers.bits,
            "terms": versions(&terms),
            "endings": versions(&endings),
            "pages": records.map(|key| version(&key.digest())).collect::<String>(),
            "facets": version_of(&facets),
            "divided": dictionary.divided.join(" "),
            "filters": shared.facets.json(language),
            "tables": script_tables(&stemmer),
        });
        let manifest = compress(manifest.to_string().as_bytes());
        Ok(LanguageIndex { manifest, facets, terms, endings })
    }

    fn shared(&self, site: &Site) -> &SharedSources {
        self.shared.get_or_init(|| SharedSources::new(site))
    }

    fn sources(&self, site: &Site, language: LanguageId) -> &Arc<LanguageSources> {
        let shared = self.shared(site);
        self.languages[language]
            .sources
            .get_or_init(|| Arc::new(LanguageSources::new(site, shared, language)))
    }

    /// The pages that have their records in a file.
    fn pages_in(&self, site: &Site, language: LanguageId, file: u16) -> &[super::sources::SourcePage] {
        let pages = &self.sources(site, language).pages;
        let (count, numbers) = (files(site, language).pages, &self.shared(site).numbers);
        let start = |file: usize| pages.partition_point(|page| numbers.file(page.number, count) < file);
        &pages[start(usize::from(file))..start(usize::from(file) + 1)]
    }
}

fn files(site: &Site, language: LanguageId) -> SearchFiles {
    site.search_files(language).expect("only the routes of a search ask")
}

/// A list of terms, which is kept.
fn list_artefact(site: &Site, sources: &Arc<LanguageSources>, list: usize) -> Artefact {
    let (range, digest) = sources.lists[list].clone();
    let language = site.language(sources.language).clone();
    let key = Key::builder("search terms", TERMS_VERSION)
        .parameter("language", &language.tag)
        .source(digest)
        .finish();
    let (sources, glossary) = (Arc::clone(sources), site.glossary.clone());
    Artefact::new(key, move || {
        let glossary = glossary.as_deref().map(|glossary| (glossary, sources.language));
        Ok(list_of_terms(&sources.pages[range.clone()], &language, glossary))
    })
}

/// A file as it is published: compressed, and with its version in front.
fn published(file: &[u8]) -> Vec<u8> {
    let compressed = compress(file);
    versioned(&version(&Digest::of(&compressed)), compressed)
}

/// A file with its version in front. A browser that has a manifest from before the index changed sees by it that the file is
/// another one: hosts do not look at the version in the URL.
fn versioned(version: &str, compressed: Vec<u8>) -> Vec<u8> {
    [version.as_bytes(), &compressed].concat()
}

/// The version that a published file begins with.
fn version_of(published: &[u8]) -> &str {
    std::str::from_utf8(&published[..VERSION_CHARACTERS]).expect("versions are in ASCII")
}

/// A short form of a digest, in characters that URLs have.
fn version(digest: &Digest) -> String {
    const CHARACTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let bytes = digest.as_bytes().iter().take(VERSION_CHARACTERS);
    bytes.map(|byte| char::from(CHARACTERS[usize::from(byte & 63)])).collect()
}
