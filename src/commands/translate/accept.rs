//! `sapar translate accept`: records that translations say what their sources say.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::commands::report::{Format, Report};
use crate::commands::site_paths::{NamedPage, named_pages};
use crate::commands::{EXIT_ENVIRONMENT, EXIT_OK, site_languages};
use crate::content::Document;
use crate::diagnostics::{Diagnostic, ProgramLanguage};
use crate::edit::{self, EditError};
use crate::language::LanguageId;
use crate::load;
use crate::project::{self, SiteTexts};
use crate::site::PageSource;
use crate::status::MESSAGES;
use crate::translate::{
    MESSAGE_RECORD, Record, Selection, accept, accept_minor, message_blocks, text_blocks,
};

#[derive(Debug, Args)]
pub(in crate::commands) struct Arguments {
    #[arg(value_name = "PATH", required_unless_present = "all")]
    paths: Vec<String>,
    #[arg(id = "languages", long = "lang", value_name = "TAG", value_delimiter = ',')]
    languages: Vec<String>,
    #[arg(id = "blocks", long = "block", value_name = "BLOCK", value_delimiter = ',')]
    blocks: Vec<String>,
    #[arg(long)]
    minor: bool,
    #[arg(long, conflicts_with = "paths")]
    all: bool,
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub(super) root: PathBuf,
}

/// What was recorded.
#[derive(Default)]
struct Accepted {
    /// Files, and how many blocks were recorded in each.
    files: Vec<(String, usize)>,
    /// Documents that could not be read.
    broken: Vec<String>,
    /// Files that could not be written, and why.
    refused: Vec<(String, EditError)>,
}

pub(in crate::commands) fn execute(arguments: &Arguments, language: ProgramLanguage) -> u8 {
    let report = Report::new(language, Format::Human, false);
    match run(arguments, &report) {
        Ok(accepted) => answer(&accepted, &report),
        Err(diagnostic) => {
            report.failure(&diagnostic);
            EXIT_ENVIRONMENT
        }
    }
}

fn run(arguments: &Arguments, report: &Report) -> Result<Accepted, Diagnostic> {
    let inputs = load::read(&arguments.root, None)?;
    let texts = project::texts(inputs).map_err(super::super::first_error)?;
    report.diagnostics(&texts.diagnostics);
    let languages = site_languages(&texts.config, &arguments.languages)?;
    let named = match arguments.all {
        true => texts.pages.iter().map(|page| NamedPage { page, language: None }).collect(),
        false => {
            let mut named = Vec::new();
            for path in arguments.paths.iter().filter(|path| !is_messages(path)) {
                named.extend(named_pages(&texts, &arguments.root, path)?);
            }
            named
        }
    };
    let root = dunce::canonicalize(&arguments.root).unwrap_or_else(|_| arguments.root.clone());
    let mut accepted = Accepted::default();
    let selection = match arguments.blocks[..] {
        [] => Selection::All,
        _ => Selection::Named(&arguments.blocks),
    };
    // A page may be named by several of its files.
    let mut pages: BTreeMap<&str, (&PageSource, Vec<Option<LanguageId>>)> = BTreeMap::new();
    for NamedPage { page, language } in named {
        pages.entry(&page.path).or_insert_with(|| (page, Vec::new())).1.push(language);
    }
    for (page, own) in pages.into_values() {
        let is_meant = |language: LanguageId| {
            (languages.is_empty() || languages.contains(&language))
                && own.iter().any(|own| own.is_none_or(|own| own == language))
        };
        accept_page(&texts, page, &is_meant, selection, arguments.minor, &root, &mut accepted);
    }
    if arguments.all || arguments.paths.iter().any(|path| is_messages(path)) {
        let is_meant = |language: LanguageId| languages.is_empty() || languages.contains(&language);
        accept_messages(&texts, &is_meant, selection, arguments.minor, &root, &mut accepted);
    }
    Ok(accepted)
}

/// Whether a path names the messages of the site.
fn is_messages(path: &str) -> bool {
    path.trim_end_matches('/') == MESSAGES
}

/// Accepts the messages of the site in some languages, and writes their record.
fn accept_messages(
    texts: &SiteTexts,
    is_meant: &dyn Fn(LanguageId) -> bool,
    selection: Selection<'_>,
    is_minor: bool,
    root: &Path,
    accepted: &mut Accepted,
) {
    let mut record = texts.message_record.clone();
    let source = texts.config.default_language;
    let mut count = 0;
    for language in texts.config.languages.keys().filter(|own| *own != source && is_meant(*own)) {
        let forms = texts.message_forms(language);
        let blocks = |language: LanguageId| message_blocks(&texts.messages[language], &forms);
        let (of_source, of_own) = (blocks(source), blocks(language));
        let tag = &texts.config.languages[language].tag;
        count += match is_minor {
            true => accept_minor(&mut record, tag, (&of_source, &of_own), selection),
            false => accept(&mut record, tag, (&of_source, &of_own), selection, false),
        };
    }
    if record == texts.message_record {
        return;
    }
    match write(texts, &record, MESSAGE_RECORD, root) {
        Ok(()) => accepted.files.push((MESSAGE_RECORD.to_owned(), count)),
        Err(error) => accepted.refused.push((MESSAGE_RECORD.to_owned(), error)),
    }
}

/// Accepts the translations of a page in some languages, and writes its record.
fn accept_page(
    texts: &SiteTexts,
    page: &PageSource,
    is_meant: &dyn Fn(LanguageId) -> bool,
    selection: Selection<'_>,
    is_minor: bool,
    root: &Path,
    accepted: &mut Accepted,
) {
    let kind = texts.kind(page);
    let mut record = (*page.record).clone();
    let mut count = 0;
    for language in texts.config.languages.keys().filter(|language| is_meant(*language)) {
        let source = texts.source_language(page, language).and_then(|source| page.documents[source].as_ref());
        let (Some(source), Some(target)) = (source, page.documents[language].as_ref()) else { continue };
        if let Some(broken) = [source, target].into_iter().find(|document| document.is_broken) {
            accepted.broken.push(broken.source.path.to_string());
            continue;
        }
        let blocks = |document: &Document| text_blocks(document, &kind);
        let (source, target) = (blocks(source), blocks(target));
        let tag = &texts.config.languages[language].tag;
        count += match is_minor {
            true => accept_minor(&mut record, tag, (&source, &target), selection),
            false => accept(&mut record, tag, (&source, &target), selection, false),
        };
    }
    if record == *page.record {
        return;
    }
    let file = texts.record_file(page);
    match write(texts, &record, &file, root) {
        Ok(()) => accepted.files.push((file, count)),
        Err(error) => accepted.refused.push((file, error)),
    }
}

fn write(texts: &SiteTexts, record: &Record, file: &str, root: &Path) -> Result<(), EditError> {
    let Some(source) = texts.record_source(file) else {
        return edit::create(root, file, &record.to_text()).map(drop);
    };
    match record.edit(source) {
        Some(edit) => edit::replace(root, &edit).map(drop),
        None => Ok(()),
    }
}

fn answer(accepted: &Accepted, report: &Report) -> u8 {
    for (file, count) in &accepted.files {
        let about = [
            ("count", (*count).into()),
            ("blocks", report.number(*count).into()),
            ("file", file.as_str().into()),
        ];
        report.line("translate-accepted", &about);
    }
    if accepted.files.is_empty() && accepted.refused.is_empty() {
        report.line("translate-nothing", &[]);
    }
    let mut broken = accepted.broken.clone();
    broken.sort();
    broken.dedup();
    broken.iter().for_each(|file| report.warn("translate-broken", &[("file", file.as_str().into())]));
    for (file, error) in &accepted.refused {
        let about = [
            ("reason", error.name().into()),
            ("file", file.as_str().into()),
            ("detail", error.to_string().into()),
        ];
        report.warn("translate-not-written", &about);
    }
    if accepted.refused.is_empty() && broken.is_empty() { EXIT_OK } else { EXIT_ENVIRONMENT }
}
