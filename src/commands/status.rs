//! `sapar status`: how far the translations of a site are.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use rustc_hash::FxHashSet;

use super::git::changed_files;
use super::report::{Format, Report};
use super::site_paths::{content_path, named_page};
use super::{EXIT_ENVIRONMENT, EXIT_OK, EXIT_SITE, first_error, site_languages};
use crate::config::Config;
use crate::diagnostics::{Code, Diagnostic, ProgramLanguage, nearest};
use crate::load;
use crate::project::{self, SiteTexts};
use crate::site::PageSource;
use crate::status::{
    Filter, MESSAGES, MessageStatus, Requirement, SiteStatus, message_status, message_view, page_to_json,
    page_to_terminal, page_view, parse_requirements, status, summaries, to_html, to_json, to_markdown,
    to_terminal,
};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[arg(id = "languages", long = "lang", value_name = "TAG", value_delimiter = ',')]
    languages: Vec<String>,
    #[arg(long, value_name = "PATH")]
    section: Vec<String>,
    #[arg(long, value_name = "PATH")]
    page: Option<String>,
    #[arg(long, value_name = "TAG=PERCENT")]
    require: Option<String>,
    #[arg(long, value_name = "REV")]
    since: Option<String>,
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
    #[arg(long, value_enum, default_value_t, hide_possible_values = true)]
    format: StatusFormat,
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub(super) root: PathBuf,
}

/// How the status is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum StatusFormat {
    /// Tables for a terminal.
    #[default]
    Human,
    /// One JSON object.
    Json,
    /// Markdown, for a comment on a pull request.
    Markdown,
}

pub(super) fn execute(arguments: &Arguments, language: ProgramLanguage) -> u8 {
    let format = match arguments.format {
        StatusFormat::Json => Format::Json,
        StatusFormat::Human | StatusFormat::Markdown => Format::Human,
    };
    let report = Report::new(language, format, false);
    match run(arguments, language, &report) {
        Ok(code) => code,
        Err(diagnostic) => {
            report.failure(&diagnostic);
            EXIT_ENVIRONMENT
        }
    }
}

fn run(arguments: &Arguments, language: ProgramLanguage, report: &Report) -> Result<u8, Diagnostic> {
    let inputs = load::read(&arguments.root, None)?;
    let texts = project::texts(inputs).map_err(first_error)?;
    let requirements = requirements(arguments, &texts.config)?;
    let filter = Filter {
        languages: site_languages(&texts.config, &arguments.languages)?,
        sections: sections(arguments, &texts)?,
        pages: match &arguments.since {
            Some(revision) => Some(changed_pages(&texts, &arguments.root, revision)?),
            None => None,
        },
    };
    if let Some(path) = &arguments.page {
        let view = match path.trim_end_matches('/') {
            MESSAGES => message_view(&texts, &filter),
            _ => page_view(&texts, named_page(&texts, &arguments.root, path)?.page, &filter),
        };
        match report.format {
            Format::Json => report.json(&texts.diagnostics, page_to_json(&view, &texts.config)),
            Format::Human => {
                report.diagnostics(&texts.diagnostics);
                print(&page_to_terminal(&view, &texts.config, &report.messages));
            }
        }
        return Ok(EXIT_OK);
    }
    let status = status(&texts);
    let of_messages = message_status(&texts);
    let number = |number: usize| report.number(number);
    if let Some(path) = &arguments.html {
        let (config, messages) = (&texts.config, &report.messages);
        let page = to_html(&status, &of_messages, &filter, config, messages, language.tag, &number);
        std::fs::write(path, page).map_err(|error| {
            Diagnostic::new(Code::TranslationFileUnwritable)
                .with("path", path.display().to_string())
                .with("detail", error.to_string())
        })?;
    }
    match arguments.format {
        StatusFormat::Json => {
            let summary = to_json(&status, &of_messages, &filter, &texts.config);
            report.json(&texts.diagnostics, summary);
        }
        StatusFormat::Markdown => {
            report.diagnostics(&texts.diagnostics);
            let (config, messages) = (&texts.config, &report.messages);
            print(&to_markdown(&status, &of_messages, &filter, config, messages, &number));
        }
        // Who asks for the page does not ask for the table.
        StatusFormat::Human if arguments.html.is_some() => report.diagnostics(&texts.diagnostics),
        StatusFormat::Human => {
            report.diagnostics(&texts.diagnostics);
            print_status(&status, &of_messages, &filter, &texts, report);
        }
    }
    Ok(check(&requirements, &status, &filter, &texts.config, report))
}

fn print_status(
    status: &SiteStatus,
    of_messages: &[MessageStatus],
    filter: &Filter,
    texts: &SiteTexts,
    report: &Report,
) {
    let number = |number: usize| report.number(number);
    print(&to_terminal(status, of_messages, filter, &texts.config, &report.messages, &number));
    let is_unrecorded = status.texts.iter().any(|text| text.class.name() == "unrecorded" && filter.has(text));
    match status.is_recorded() {
        false if is_unrecorded => report.line("status-nothing-recorded", &[]),
        true if is_unrecorded => report.line("status-some-unrecorded", &[]),
        _ => {}
    }
}

/// The sections that are asked about.
///
/// # Errors
/// The first in which no page stands.
fn sections(arguments: &Arguments, texts: &SiteTexts) -> Result<Vec<String>, Diagnostic> {
    let section = |argument: &String| {
        let path = content_path(argument);
        let has_pages = texts.pages.iter().any(|page| page.path.starts_with(&path));
        has_pages.then(|| path.clone()).ok_or_else(|| {
            let paths = texts.pages.iter().map(|page| page.path.as_str());
            Diagnostic::new(Code::PageUnknown).with("path", argument.as_str()).suggest(nearest(&path, paths))
        })
    };
    arguments.section.iter().map(section).collect()
}

/// The content paths, sorted, of the pages whose files have changed since a revision of Git, committed or not.
///
/// # Errors
/// What Git says if it does not know the revision, or there is no repository.
fn changed_pages(texts: &SiteTexts, root: &Path, revision: &str) -> Result<Vec<String>, Diagnostic> {
    let names = changed_files(root, revision, "content")?;
    let changed: FxHashSet<&str> = names.iter().map(String::as_str).collect();
    let has_changed = |page: &&PageSource| {
        let documents = page.documents.iter().flatten().map(|document| &*document.source.path);
        let facts = page.facts.source.as_ref().map(|facts| &*facts.path);
        documents.chain(facts).any(|file| changed.contains(file))
            || changed.contains(texts.record_file(page).as_str())
    };
    Ok(texts.pages.iter().filter(has_changed).map(|page| page.path.clone()).collect())
}

fn requirements(arguments: &Arguments, config: &Config) -> Result<Vec<Requirement>, Diagnostic> {
    let Some(text) = &arguments.require else { return Ok(Vec::new()) };
    parse_requirements(text, |tag| config.language(tag)).map_err(|part| {
        let tags: Vec<&str> = config.languages.iter().map(|language| language.tag.as_str()).collect();
        Diagnostic::new(Code::RequirementInvalid).with("part", part).with("languages", tags.join(", "))
    })
}

/// Tells the languages that are not as far as is required.
fn check(
    requirements: &[Requirement],
    status: &SiteStatus,
    filter: &Filter,
    config: &Config,
    report: &Report,
) -> u8 {
    let whole = Filter { languages: Vec::new(), ..filter.clone() };
    let summaries = summaries(status, &whole);
    let mut code = EXIT_OK;
    for requirement in requirements {
        // A language without pages has nothing that is not complete.
        let percent = summaries.get(&requirement.language).map_or(100, |(whole, _)| whole.percent());
        if percent < requirement.percent {
            code = EXIT_SITE;
            let about = [
                ("language", config.languages[requirement.language].name.as_str().into()),
                ("percent", report.number(percent as usize).into()),
                ("required", report.number(requirement.percent as usize).into()),
            ];
            let text = report.text("status-required", &about);
            let _ = writeln!(std::io::stderr(), "{text}");
        }
    }
    code
}

/// A standard output that is closed leaves nobody to tell.
fn print(text: &str) {
    let _ = std::io::stdout().write_all(text.as_bytes());
}
