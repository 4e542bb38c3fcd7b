//! The content folder: parses its files and groups them into pages.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use typed_index_collections::{TiVec, ti_vec};

use crate::config::Config;
use crate::content::{Document, Facts, composed, document_stem, is_document, meant_document};
use crate::data::text_range;
use crate::diagnostics::{Code, Diagnostic, Fix, SourceText, list_names, nearest};
use crate::language::LanguageId;
use crate::load::{Input, InputBytes, Inputs, asset};
use crate::site::{Asset, PageSource};
use crate::translate::{RECORD_NAME, Record, is_record};

/// A file of the content folder, with its parsed value once it was requested.
#[derive(Debug)]
pub(super) struct ContentFile {
    pub input: Input,
    pub parsed: Option<Parsed>,
}

/// The parsed value of a file, with the diagnostics of parsing it.
#[derive(Debug)]
pub(super) struct Parsed {
    pub value: ParsedValue,
    pub diagnostics: Vec<Diagnostic>,
    /// Whether the value is that of an earlier version, because the file does not parse now.
    pub is_stale: bool,
}

/// The kinds of files in the content folder.
#[derive(Debug, Clone)]
pub(super) enum ParsedValue {
    Document { path: String, is_section: bool, document: Arc<Document> },
    Facts { path: String, facts: Arc<Facts> },
    Record { path: String, record: Arc<Record> },
    Asset(Box<Asset>),
    Nothing,
}

impl ContentFile {
    pub fn new(input: Input) -> Self {
        Self { input, parsed: None }
    }

    /// Takes the content files out of the inputs.
    pub fn take(inputs: &mut Inputs) -> Vec<Self> {
        std::mem::take(&mut inputs.content).into_iter().map(Self::new).collect()
    }

    /// Whether the file has diagnostics of its own or is replaced by an earlier version.
    pub fn is_noted(&self) -> bool {
        let is_noted = |parsed: &Parsed| parsed.is_stale || !parsed.diagnostics.is_empty();
        !self.input.diagnostics.is_empty() || self.parsed.as_ref().is_some_and(is_noted)
    }

    /// The diagnostics of the file itself.
    pub fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        let of_text = self.parsed.iter().flat_map(|parsed| &parsed.diagnostics);
        self.input.diagnostics.iter().chain(of_text)
    }

    /// Whether an earlier version replaces the file, because it does not parse now.
    pub fn is_stale(&self) -> bool {
        self.parsed.as_ref().is_some_and(|parsed| parsed.is_stale)
    }
}

impl ParsedValue {
    /// The same with texts in the pseudo-language.
    fn into_pseudo(self) -> Self {
        match self {
            Self::Document { path, is_section, document } => {
                let document = Arc::into_inner(document).expect("it was just parsed, and nobody else has it");
                Self::Document { path, is_section, document: document.into_pseudo().into() }
            }
            Self::Facts { path, facts } => {
                let facts = Arc::unwrap_or_clone(facts).into_pseudo().into();
                Self::Facts { path, facts }
            }
            other => other,
        }
    }

    /// Whether the file could not be parsed.
    pub fn is_broken(&self) -> bool {
        match self {
            Self::Document { document, .. } => document.is_broken,
            Self::Facts { facts, .. } => facts.is_broken,
            Self::Record { .. } | Self::Asset(_) | Self::Nothing => false,
        }
    }
}

/// Parses every file that has not been parsed yet; `is_pseudo` says whether readers see the texts in the pseudo-language.
pub(super) fn parse(files: &mut [ContentFile], config: &Config, is_pseudo: bool) {
    let taxonomies: Vec<&str> = config.taxonomies.iter().map(|taxonomy| taxonomy.name.as_str()).collect();
    files.par_iter_mut().filter(|file| file.parsed.is_none()).for_each(|file| {
        let mut diagnostics = Vec::new();
        let value = parse_input(&file.input, config, &taxonomies, &mut diagnostics);
        let value = if is_pseudo { value.into_pseudo() } else { value };
        file.parsed = Some(Parsed { value, diagnostics, is_stale: false });
    });
}

/// The diagnostics of parsing the files.
pub(super) fn diagnostics(files: &[ContentFile]) -> impl Iterator<Item = Diagnostic> {
    let parsed = files.iter().filter_map(|file| file.parsed.as_ref());
    parsed.flat_map(|parsed| parsed.diagnostics.iter().cloned())
}

/// Groups the files into pages and assets. Reports duplicates, and facts without documents.
pub(super) fn pages(
    files: &[ContentFile],
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Vec<PageSource>, Vec<Asset>) {
    let mut pages = Pages { count: config.languages.len(), pages: Vec::new(), by_path: FxHashMap::default() };
    let mut assets = Vec::new();
    for parsed in files.iter().filter_map(|file| file.parsed.as_ref()) {
        match &parsed.value {
            ParsedValue::Document { path, is_section, document } => {
                pages.add_document(path, *is_section, document, diagnostics);
            }
            ParsedValue::Facts { path, facts } => pages.add_facts(path, facts, diagnostics),
            ParsedValue::Record { path, record } => pages.page(path).record = Arc::clone(record),
            ParsedValue::Asset(asset) => assets.push(Asset::clone(asset)),
            ParsedValue::Nothing => {}
        }
    }
    (pages.finish(config, diagnostics), assets)
}

struct Pages {
    count: usize,
    pages: Vec<Draft>,
    by_path: FxHashMap<String, usize>,
}

/// A page while its files are collected.
struct Draft {
    path: String,
    is_section: bool,
    facts: Arc<Facts>,
    record: Arc<Record>,
    documents: TiVec<LanguageId, Option<Arc<Document>>>,
}

impl Pages {
    fn page(&mut self, path: &str) -> &mut Draft {
        // The files of a page usually follow one another.
        let last = self.pages.len().checked_sub(1).filter(|last| self.pages[*last].path == path);
        let index = match last.or_else(|| self.by_path.get(path).copied()) {
            Some(index) => index,
            None => {
                self.by_path.insert(path.to_owned(), self.pages.len());
                self.pages.push(Draft {
                    path: path.to_owned(),
                    is_section: false,
                    facts: Arc::default(),
                    record: Arc::default(),
                    documents: ti_vec![None; self.count],
                });
                self.pages.len() - 1
            }
        };
        &mut self.pages[index]
    }

    fn add_document(
        &mut self,
        path: &str,
        is_section: bool,
        document: &Arc<Document>,
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
        page.documents[language] = Some(Arc::clone(document));
    }

    fn add_facts(&mut self, path: &str, facts: &Arc<Facts>, diagnostics: &mut Vec<Diagnostic>) {
        let page = self.page(path);
        if let (Some(source), Some(other)) = (&facts.source, &page.facts.source) {
            diagnostics.push(
                Diagnostic::new(Code::DuplicateFacts).in_file(&source.path).with("other", &*other.path),
            );
            return;
        }
        page.facts = Arc::clone(facts);
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
            diagnostics.extend(missing_sources(&page, config));
            sources.push(PageSource {
                path: page.path,
                is_section: page.is_section,
                facts: page.facts,
                record: page.record,
                documents: page.documents,
            });
        }
        sources
    }
}

fn parse_input(
    input: &Input,
    config: &Config,
    taxonomies: &[&str],
    diagnostics: &mut Vec<Diagnostic>,
) -> ParsedValue {
    let relative = &*composed(input.name());
    let (folder, name) = relative.rsplit_once('/').map_or(("", relative), |(folder, name)| (folder, name));
    let folder_path = if folder.is_empty() { "/".to_owned() } else { format!("/{folder}/") };
    if let Some(meant) = other_case(name) {
        diagnostics.push(Diagnostic::new(Code::FileNameCase).in_file(&input.path).with("name", meant));
        return ParsedValue::Nothing;
    }
    if let Some(meant) = meant_document(name) {
        diagnostics.push(Diagnostic::new(Code::DocumentExtension).in_file(&input.path).with("name", meant));
        return ParsedValue::Nothing;
    }
    let source = match &input.bytes {
        InputBytes::Text(source) => source,
        InputBytes::Document(source) => &source.open(),
        InputBytes::Unreadable => return unreadable(input, config, &folder_path, name),
        // Every text is read before it is parsed.
        InputBytes::RememberedText => return ParsedValue::Nothing,
        InputBytes::File { .. } | InputBytes::Embedded(_) => {
            return match asset(input, format!("/{relative}")) {
                Some(asset) => ParsedValue::Asset(Box::new(asset)),
                None => ParsedValue::Nothing,
            };
        }
    };
    if let Some(path) = facts_path(&folder_path, name) {
        let facts = Facts::parse(source, taxonomies, &config.languages, diagnostics).into();
        return ParsedValue::Facts { path, facts };
    }
    if let Some(path) = record_path(&folder_path, name) {
        return ParsedValue::Record { path, record: Record::parse(source, diagnostics).into() };
    }
    let Some((stem, language)) = document_name(source, name, config, diagnostics) else {
        return ParsedValue::Nothing;
    };
    let quotes = config.languages[language].quotes;
    let mut document = Document::parse(source, language, quotes, diagnostics);
    if let InputBytes::Document(stored) = &input.bytes {
        document.source = stored.clone();
    }
    document.digest = input.digest;
    diagnostics.extend(unknown_source(&document, config));
    let (path, is_section) = page_path(&folder_path, stem);
    ParsedValue::Document { path, is_section, document: document.into() }
}

/// A placeholder for a file that could not be read, so that it causes no further diagnostics: facts without a document, broken
/// links to the page, fields of an unknown kind.
fn unreadable(input: &Input, config: &Config, folder: &str, name: &str) -> ParsedValue {
    let source = SourceText::new(&input.path, "");
    if let Some(path) = facts_path(folder, name) {
        return ParsedValue::Facts { path, facts: Facts::broken(&source).into() };
    }
    match document_name(&source, name, config, &mut Vec::new()) {
        Some((stem, language)) => {
            let (path, is_section) = page_path(folder, stem);
            ParsedValue::Document {
                path,
                is_section,
                document: Document::broken(&source, language, 0).into(),
            }
        }
        None => ParsedValue::Nothing,
    }
}

/// The correct name for one like `Index.kk.md` or `Facts.toml`, which Windows and macOS do not tell from it.
fn other_case(name: &str) -> Option<String> {
    let lower = name.to_ascii_lowercase();
    let mut meant = name.to_owned();
    if lower == "facts.toml" || lower.ends_with(".facts.toml") {
        let start = name.len() - "facts.toml".len();
        meant.replace_range(start.., "facts.toml");
    } else if is_document(&lower) {
        let start = ["index.", "_index."].into_iter().find(|start| lower.starts_with(start))?;
        meant.replace_range(..start.len(), start);
    }
    (meant != name).then_some(meant)
}

/// The content path of the page that a file of facts belongs to. Returns `None` for another file.
fn facts_path(folder: &str, name: &str) -> Option<String> {
    match name {
        "facts.toml" => Some(folder.to_owned()),
        name => name.strip_suffix(".facts.toml").map(|stem| format!("{folder}{stem}/")),
    }
}

/// The content path of the page that a record of translations belongs to. Returns `None` for another file.
fn record_path(folder: &str, name: &str) -> Option<String> {
    let stem = name.strip_suffix(RECORD_NAME).filter(|_| is_record(name))?;
    match stem.strip_suffix('.') {
        Some(stem) => Some(format!("{folder}{stem}/")),
        None => Some(folder.to_owned()),
    }
}

/// The diagnostic for a document that names a language as its source which the site does not have.
fn unknown_source(document: &Document, config: &Config) -> Option<Diagnostic> {
    let named = document.translated_from.as_ref().filter(|named| config.language(&named.value).is_none())?;
    let tags: Vec<&str> = config.languages.iter().map(|language| language.tag.as_str()).collect();
    let source = &document.source.open();
    let diagnostic = Diagnostic::new(Code::UnknownLanguage)
        .at(source.location(named.span.clone()))
        .with("tag", named.value.as_str())
        .with("languages", tags.join(", "))
        .suggest(nearest(&named.value, tags));
    Some(match text_range(source, &named.span, &named.value) {
        Some(range) => diagnostic.fix(Fix::suggested(source, range)),
        None => diagnostic,
    })
}

/// The diagnostics for documents of a page that name a language as their source in which the page is not written.
fn missing_sources<'p>(page: &'p Draft, config: &'p Config) -> impl Iterator<Item = Diagnostic> + 'p {
    page.documents.iter().flatten().filter_map(|document| {
        let named = document.translated_from.as_ref()?;
        let language = config.language(&named.value)?;
        page.documents[language].is_none().then(|| {
            Diagnostic::new(Code::TranslationSourceMissing)
                .at(document.source.location(named.span.clone()))
                .with("language", config.languages[language].name.as_str())
        })
    })
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
    let whole = document_stem(name)?;
    let tags: Vec<&str> = config.languages.iter().map(|language| language.tag.as_str()).collect();
    let list = || list_names(&tags);
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
