//! The content folder: which file is what of which page.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::files::{self, Input, InputBytes};
use crate::config::Config;
use crate::content::{Document, Facts};
use crate::diagnostics::{Code, Diagnostic, SourceText, nearest};
use crate::language::LanguageId;
use crate::site::{Asset, PageSource};

/// What a text file of the content folder is.
enum Parsed {
    Document { path: String, is_section: bool, language: LanguageId, document: Option<Document> },
    Facts { path: String, facts: Facts },
    Asset(Asset),
    Nothing,
}

/// Reads the content folder's files as pages and files beside pages.
pub(super) fn read(
    inputs: Vec<Input>,
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Vec<PageSource>, Vec<Asset>) {
    let taxonomies: Vec<&str> = config.taxonomies.iter().map(|taxonomy| taxonomy.name.as_str()).collect();
    let parsed: Vec<(Parsed, Vec<Diagnostic>)> = inputs
        .into_par_iter()
        .map(|input| {
            let mut diagnostics = Vec::new();
            let parsed = parse(&input, config, &taxonomies, &mut diagnostics);
            (parsed, diagnostics)
        })
        .collect();
    let mut pages = Pages { count: config.languages.len(), pages: Vec::new(), by_path: FxHashMap::default() };
    let mut assets = Vec::new();
    for (parsed, found) in parsed {
        diagnostics.extend(found);
        match parsed {
            Parsed::Document { path, is_section, language, document } => {
                pages.add_document(path, is_section, language, document, diagnostics);
            }
            Parsed::Facts { path, facts } => pages.page(path).facts = Arc::new(facts),
            Parsed::Asset(asset) => assets.push(asset),
            Parsed::Nothing => {}
        }
    }
    (pages.finish(config, diagnostics), assets)
}

struct Pages {
    count: usize,
    pages: Vec<Draft>,
    by_path: FxHashMap<String, usize>,
}

/// A page while its files come in.
struct Draft {
    path: String,
    is_section: bool,
    /// Whether a document was there at all, be it broken.
    has_document: bool,
    facts: Arc<Facts>,
    documents: Vec<Option<Arc<Document>>>,
}

impl Pages {
    fn page(&mut self, path: String) -> &mut Draft {
        let index = *self.by_path.entry(path.clone()).or_insert_with(|| {
            self.pages.push(Draft {
                path,
                is_section: false,
                has_document: false,
                facts: Arc::default(),
                documents: vec![None; self.count],
            });
            self.pages.len() - 1
        });
        &mut self.pages[index]
    }

    fn add_document(
        &mut self,
        path: String,
        is_section: bool,
        language: LanguageId,
        document: Option<Document>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let page = self.page(path);
        page.is_section |= is_section;
        page.has_document = true;
        let Some(document) = document else { return };
        if let Some(other) = &page.documents[language] {
            diagnostics.push(
                Diagnostic::new(Code::DuplicateDocument)
                    .in_file(&document.source.path)
                    .with("other", &*other.source.path),
            );
            return;
        }
        page.documents[language] = Some(Arc::new(document));
    }

    fn finish(self, config: &Config, diagnostics: &mut Vec<Diagnostic>) -> Vec<PageSource> {
        let mut sources = Vec::with_capacity(self.pages.len());
        for page in self.pages {
            if !page.has_document {
                if let Some(facts) = &page.facts.source {
                    let tag = &config.languages[config.default_language].tag;
                    let document = match facts.path.strip_suffix(".facts.toml") {
                        Some(stem) => format!("{stem}.{tag}.md"),
                        None => format!("content{}index.{tag}.md", page.path),
                    };
                    diagnostics.push(
                        Diagnostic::new(Code::FactsWithoutDocument)
                            .in_file(&facts.path)
                            .with("document", document),
                    );
                }
                continue;
            }
            sources.push(PageSource {
                path: page.path,
                is_section: page.is_section,
                facts: page.facts,
                documents: page.documents,
            });
        }
        sources
    }
}

fn parse(input: &Input, config: &Config, taxonomies: &[&str], diagnostics: &mut Vec<Diagnostic>) -> Parsed {
    let relative = input.name();
    let (folder, name) = relative.rsplit_once('/').map_or(("", relative), |(folder, name)| (folder, name));
    let folder_path = if folder.is_empty() { "/".to_owned() } else { format!("/{folder}/") };
    let source = match &input.bytes {
        InputBytes::Text(source) => source,
        InputBytes::Unreadable => return unreadable(input, config, &folder_path, name),
        InputBytes::File { .. } | InputBytes::Embedded(_) => {
            return match files::asset(input, format!("/{relative}")) {
                Some(asset) => Parsed::Asset(asset),
                None => Parsed::Nothing,
            };
        }
    };
    if name == "facts.toml" {
        return Parsed::Facts { path: folder_path, facts: Facts::parse(source, taxonomies, diagnostics) };
    }
    if let Some(stem) = name.strip_suffix(".facts.toml") {
        let path = format!("{folder_path}{stem}/");
        return Parsed::Facts { path, facts: Facts::parse(source, taxonomies, diagnostics) };
    }
    let Some((stem, language)) = document_name(source, name, config, diagnostics) else {
        return Parsed::Nothing;
    };
    let document = Document::parse(source, language, diagnostics);
    let (path, is_section) = page_path(&folder_path, stem);
    Parsed::Document { path, is_section, language, document }
}

/// The page of a document that could not be read is there all the same: its facts are no orphans.
fn unreadable(input: &Input, config: &Config, folder: &str, name: &str) -> Parsed {
    let source = SourceText::new(&input.path, "");
    match document_name(&source, name, config, &mut Vec::new()) {
        Some((stem, language)) => {
            let (path, is_section) = page_path(folder, stem);
            Parsed::Document { path, is_section, language, document: None }
        }
        None => Parsed::Nothing,
    }
}

/// The content path of a document's page, and whether that is a section.
fn page_path(folder: &str, stem: &str) -> (String, bool) {
    match stem {
        "_index" => (folder.to_owned(), true),
        "index" => (folder.to_owned(), folder == "/"),
        stem => (format!("{folder}{stem}/"), false),
    }
}

/// The parts of a document's name: `markakol.kk.md` is `markakol` in Kazakh.
fn document_name<'n>(
    source: &SourceText,
    name: &'n str,
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<(&'n str, LanguageId)> {
    let whole = name.get(..name.len().checked_sub(3)?)?;
    let tags: Vec<&str> = config.languages.iter().map(|language| language.tag.as_str()).collect();
    let list = || tags.iter().map(|tag| format!("`{tag}`")).collect::<Vec<_>>().join(", ");
    let Some((stem, tag)) = whole.rsplit_once('.') else {
        diagnostics.push(
            Diagnostic::new(Code::MissingLanguageSuffix)
                .in_file(&source.path)
                .with("stem", whole)
                .with("languages", list()),
        );
        return None;
    };
    match config.language(tag) {
        Some(language) => Some((stem, language)),
        None => {
            diagnostics.push(
                Diagnostic::new(Code::UnknownLanguageSuffix)
                    .in_file(&source.path)
                    .with("suffix", tag)
                    .with("stem", stem)
                    .with("languages", list())
                    .suggest(nearest(tag, tags.iter().copied())),
            );
            None
        }
    }
}
