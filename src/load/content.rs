//! The content folder: which file is what of which page.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::files::{self, Input, InputBytes};
use crate::config::Config;
use crate::content::{Document, Facts, composed};
use crate::diagnostics::{Code, Diagnostic, SourceText, nearest};
use crate::language::LanguageId;
use crate::site::{Asset, PageSource};

/// What a text file of the content folder is.
enum Parsed {
    Document { path: String, is_section: bool, document: Document },
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
            Parsed::Document { path, is_section, document } => {
                pages.add_document(path, is_section, document, diagnostics);
            }
            Parsed::Facts { path, facts } => pages.add_facts(path, facts, diagnostics),
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
    facts: Arc<Facts>,
    documents: Vec<Option<Arc<Document>>>,
}

impl Pages {
    fn page(&mut self, path: String) -> &mut Draft {
        let index = *self.by_path.entry(path.clone()).or_insert_with(|| {
            self.pages.push(Draft {
                path,
                is_section: false,
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
        document: Document,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let page = self.page(path);
        page.is_section |= is_section;
        let language = document.language;
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

    fn add_facts(&mut self, path: String, facts: Facts, diagnostics: &mut Vec<Diagnostic>) {
        let page = self.page(path);
        if let (Some(source), Some(other)) = (&facts.source, &page.facts.source) {
            diagnostics.push(
                Diagnostic::new(Code::DuplicateFacts).in_file(&source.path).with("other", &*other.path),
            );
            return;
        }
        page.facts = Arc::new(facts);
    }

    fn finish(self, config: &Config, diagnostics: &mut Vec<Diagnostic>) -> Vec<PageSource> {
        let mut sources = Vec::with_capacity(self.pages.len());
        let is_page = |page: &Draft| page.documents.iter().any(Option::is_some);
        let paths: Vec<String> =
            self.pages.iter().filter(|page| is_page(page)).map(|page| page.path.clone()).collect();
        for page in self.pages {
            if !is_page(&page) {
                if let Some(facts) = &page.facts.source {
                    let tag = &config.languages[config.default_language].tag;
                    // A folder with pages in it is a section.
                    let is_section = paths.iter().any(|path| path.starts_with(&page.path));
                    let document = match facts.path.strip_suffix(".facts.toml") {
                        Some(stem) => format!("{stem}.{tag}.md"),
                        None if is_section => format!("content{}_index.{tag}.md", page.path),
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
    let relative = &*composed(input.name());
    let (folder, name) = relative.rsplit_once('/').map_or(("", relative), |(folder, name)| (folder, name));
    let folder_path = if folder.is_empty() { "/".to_owned() } else { format!("/{folder}/") };
    if let Some(meant) = other_case(name) {
        diagnostics.push(Diagnostic::new(Code::FileNameCase).in_file(&input.path).with("name", meant));
        return Parsed::Nothing;
    }
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
    if let Some(path) = facts_path(&folder_path, name) {
        return Parsed::Facts { path, facts: Facts::parse(source, taxonomies, diagnostics) };
    }
    let Some((stem, language)) = document_name(source, name, config, diagnostics) else {
        return Parsed::Nothing;
    };
    let document = Document::parse(source, language, config.languages[language].quotes, diagnostics);
    let (path, is_section) = page_path(&folder_path, stem);
    Parsed::Document { path, is_section, document }
}

/// What could not be read is there all the same: facts without their document are no orphans, links to the page lead
/// somewhere, and fields of a kind that is not known are no mistakes.
fn unreadable(input: &Input, config: &Config, folder: &str, name: &str) -> Parsed {
    let source = SourceText::new(&input.path, "");
    if let Some(path) = facts_path(folder, name) {
        return Parsed::Facts { path, facts: Facts::broken(&source) };
    }
    match document_name(&source, name, config, &mut Vec::new()) {
        Some((stem, language)) => {
            let (path, is_section) = page_path(folder, stem);
            Parsed::Document { path, is_section, document: Document::broken(&source, language, 0) }
        }
        None => Parsed::Nothing,
    }
}

/// The name that was meant where `Index.kk.md` or `Facts.toml` is written: Windows and macOS take them for the same.
fn other_case(name: &str) -> Option<String> {
    let lower = name.to_ascii_lowercase();
    let mut meant = name.to_owned();
    if lower == "facts.toml" || lower.ends_with(".facts.toml") {
        let start = name.len() - "facts.toml".len();
        meant.replace_range(start.., "facts.toml");
    } else if lower.ends_with(".md") {
        let start = ["index.", "_index."].into_iter().find(|start| lower.starts_with(start))?;
        meant.replace_range(..start.len(), start);
    }
    (meant != name).then_some(meant)
}

/// The content path of the page that a file of facts belongs to; nothing for another file.
fn facts_path(folder: &str, name: &str) -> Option<String> {
    match name {
        "facts.toml" => Some(folder.to_owned()),
        name => name.strip_suffix(".facts.toml").map(|stem| format!("{folder}{stem}/")),
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
