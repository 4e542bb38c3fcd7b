//! `sapar status`: how far the translations of a site are.

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::report::{Format, Report};
use super::site_paths::{content_path, named_page};
use super::{EXIT_ENVIRONMENT, EXIT_OK, EXIT_SITE, first_error, site_languages};
use crate::config::Config;
use crate::diagnostics::{Code, Diagnostic, ProgramLanguage};
use crate::load;
use crate::project::{self, SiteTexts};
use crate::status::{
    Filter, Requirement, SiteStatus, page_to_json, page_to_terminal, page_view, parse_requirements, status,
    summaries, to_json, to_terminal,
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
    #[arg(long, value_enum, default_value_t, hide_possible_values = true)]
    format: StatusFormat,
    #[arg(long, value_name = "DIR", default_value = ".")]
    root: PathBuf,
}

/// How the status is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum StatusFormat {
    /// Tables for a terminal.
    #[default]
    Human,
    /// One JSON object.
    Json,
}

pub(super) fn execute(arguments: &Arguments, language: ProgramLanguage) -> u8 {
    let format = match arguments.format {
        StatusFormat::Json => Format::Json,
        StatusFormat::Human => Format::Human,
    };
    let report = Report::new(language, format, false);
    match run(arguments, &report) {
        Ok(code) => code,
        Err(diagnostic) => {
            report.failure(&diagnostic);
            EXIT_ENVIRONMENT
        }
    }
}

fn run(arguments: &Arguments, report: &Report) -> Result<u8, Diagnostic> {
    let inputs = load::read(&arguments.root, None)?;
    let texts = project::texts(inputs).map_err(first_error)?;
    let requirements = requirements(arguments, &texts.config)?;
    let filter = Filter {
        languages: site_languages(&texts.config, &arguments.languages)?,
        sections: arguments.section.iter().map(|section| content_path(section)).collect(),
        pages: None,
    };
    if let Some(path) = &arguments.page {
        let named = named_page(&texts, &arguments.root, path)?;
        let view = page_view(&texts, named.page, &filter);
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
    match report.format {
        Format::Json => report.json(&texts.diagnostics, to_json(&status, &filter, &texts.config)),
        Format::Human => {
            report.diagnostics(&texts.diagnostics);
            print_status(&status, &filter, &texts, report);
        }
    }
    Ok(check(&requirements, &status, &filter, &texts.config, report))
}

fn print_status(status: &SiteStatus, filter: &Filter, texts: &SiteTexts, report: &Report) {
    let number = |number: usize| report.number(number);
    print(&to_terminal(status, filter, &texts.config, &report.messages, &number));
    let is_unrecorded = status.texts.iter().any(|text| text.class.name() == "unrecorded" && filter.has(text));
    match status.is_recorded() {
        false if is_unrecorded => report.line("status-nothing-recorded", &[]),
        true if is_unrecorded => report.line("status-some-unrecorded", &[]),
        _ => {}
    }
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
