//! `sapar translate export`: writes a file for translators' programs.

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::commands::report::{Format as ReportFormat, Report};
use crate::commands::site_paths::named_pages;
use crate::commands::{EXIT_ENVIRONMENT, EXIT_OK, first_error, site_languages};
use crate::diagnostics::{Code, Diagnostic, ProgramLanguage};
use crate::load;
use crate::project;
use crate::site::PageSource;
use crate::transfer::{ExportScope, Exported, export};
use crate::translate::exchange::Format;

#[derive(Debug, Args)]
pub(in crate::commands) struct Arguments {
    #[arg(value_name = "PATH")]
    paths: Vec<String>,
    #[arg(id = "language", long = "lang", value_name = "TAG", required = true)]
    language: String,
    #[arg(long, value_name = "TAG")]
    from: Option<String>,
    #[arg(long, value_enum, default_value_t, hide_possible_values = true)]
    format: ExportFormat,
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    #[arg(long)]
    all: bool,
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub(super) root: PathBuf,
}

/// The formats by their names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum ExportFormat {
    #[default]
    Po,
    Xliff,
    Xliff2,
    Csv,
    Md,
}

impl From<ExportFormat> for Format {
    fn from(format: ExportFormat) -> Self {
        match format {
            ExportFormat::Po => Self::Po,
            ExportFormat::Xliff => Self::Xliff,
            ExportFormat::Xliff2 => Self::Xliff2,
            ExportFormat::Csv => Self::Csv,
            ExportFormat::Md => Self::Markdown,
        }
    }
}

pub(in crate::commands) fn execute(arguments: &Arguments, language: ProgramLanguage) -> u8 {
    let report = Report::new(language, ReportFormat::Human, false);
    match run(arguments, &report) {
        Ok(()) => EXIT_OK,
        Err(diagnostic) => {
            report.failure(&diagnostic);
            EXIT_ENVIRONMENT
        }
    }
}

fn run(arguments: &Arguments, report: &Report) -> Result<(), Diagnostic> {
    let inputs = load::read(&arguments.root, None)?;
    let texts = project::texts(inputs).map_err(first_error)?;
    report.diagnostics(&texts.diagnostics);
    let named = |tag: &String| site_languages(&texts.config, std::slice::from_ref(tag));
    let language = named(&arguments.language)?[0];
    let from = match &arguments.from {
        Some(tag) => named(tag)?[0],
        None => texts.config.default_language,
    };
    let mut pages: Vec<&PageSource> = Vec::new();
    let mut has_messages = arguments.paths.is_empty();
    for path in &arguments.paths {
        if path.trim_end_matches('/') == "locales" {
            has_messages = true;
            continue;
        }
        pages.extend(named_pages(&texts, &arguments.root, path)?.into_iter().map(|named| named.page));
    }
    if arguments.paths.is_empty() {
        pages.extend(&texts.pages);
    }
    pages.sort_by(|a, b| a.path.cmp(&b.path));
    pages.dedup_by(|a, b| a.path == b.path);
    let scope = ExportScope { language, from, pages, has_messages, is_all: arguments.all };
    let exported = export(&texts, &scope, &report.messages);
    let file = Format::from(arguments.format).write(&exported.exchange);
    match &arguments.out {
        Some(path) => std::fs::write(path, file).map_err(|error| {
            Diagnostic::new(Code::TranslationFileUnwritable)
                .with("path", path.display().to_string())
                .with("detail", error.to_string())
        })?,
        // A standard output that is closed leaves nobody to tell.
        None => drop(std::io::stdout().write_all(file.as_bytes())),
    }
    tell(&exported, arguments.out.is_some(), report, &texts.config);
    Ok(())
}

/// Says what was exported; to the standard error, if the file itself went to the standard output.
fn tell(exported: &Exported, is_file: bool, report: &Report, config: &crate::config::Config) {
    let number = |number: usize| report.number(number);
    let count = exported.exchange.units.len();
    let words = usize::try_from(exported.words).unwrap_or(usize::MAX);
    let about = [("count", count.into()), ("texts", number(count).into()), ("words", number(words).into())];
    match is_file {
        true => report.line("translate-exported", &about),
        false => drop(writeln!(std::io::stderr(), "{}", report.text("translate-exported", &about))),
    }
    if exported.unrecorded > 0 {
        let count = exported.unrecorded;
        report.warn("translate-unrecorded", &[("count", count.into()), ("pages", number(count).into())]);
    }
    for (language, count) in &exported.other_sources {
        let language = &config.languages[*language];
        let about = [
            ("count", (*count).into()),
            ("pages", number(*count).into()),
            ("language", language.name.as_str().into()),
            ("tag", language.tag.as_str().into()),
        ];
        report.warn("translate-other-source", &about);
    }
}
