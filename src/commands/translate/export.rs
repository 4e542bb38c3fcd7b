//! `sapar translate export`: writes a file for translators' programs.

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::commands::report::{Format as ReportFormat, Report};
use crate::commands::site_paths::named_pages;
use crate::commands::{EXIT_ENVIRONMENT, EXIT_OK, first_error, site_languages};
use crate::diagnostics::{Code, Diagnostic, ProgramLanguage};
use crate::glossary;
use crate::load;
use crate::project;
use crate::site::PageSource;
use crate::transfer::{ExportScope, Exported, export};
use crate::translate::exchange::Format;

#[derive(Debug, Args)]
pub(in crate::commands) struct Arguments {
    #[arg(value_name = "PATH")]
    paths: Vec<String>,
    #[arg(id = "language", long = "lang", value_name = "TAG", required_unless_present = "glossary")]
    language: Option<String>,
    #[arg(long, value_name = "TAG")]
    from: Option<String>,
    #[arg(long, value_enum, default_value_t, hide_possible_values = true)]
    format: ExportFormat,
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    #[arg(long)]
    all: bool,
    #[arg(
        long,
        value_enum,
        value_name = "FORMAT",
        hide_possible_values = true,
        conflicts_with_all = ["paths", "language", "from", "format", "all"]
    )]
    glossary: Option<GlossaryFormat>,
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

/// The formats of the glossary by their names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum GlossaryFormat {
    Tbx,
    Csv,
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
    let result = match arguments.glossary {
        Some(format) => export_glossary(arguments, format, &report),
        None => run(arguments, &report),
    };
    match result {
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
    let language = named(arguments.language.as_ref().expect("the command line requires it"))?[0];
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
    write(arguments, &file)?;
    tell(&exported, arguments.out.is_some(), report, &texts.config);
    Ok(())
}

fn write(arguments: &Arguments, file: &str) -> Result<(), Diagnostic> {
    match &arguments.out {
        Some(path) => std::fs::write(path, file).map_err(|error| {
            Diagnostic::new(Code::TranslationFileUnwritable)
                .with("path", path.display().to_string())
                .with("detail", error.to_string())
        }),
        // A standard output that is closed leaves nobody to tell.
        None => {
            drop(std::io::stdout().write_all(file.as_bytes()));
            Ok(())
        }
    }
}

/// Writes the glossary with all its languages.
fn export_glossary(arguments: &Arguments, format: GlossaryFormat, report: &Report) -> Result<(), Diagnostic> {
    let inputs = load::read(&arguments.root, None)?;
    let texts = project::texts(inputs).map_err(first_error)?;
    report.diagnostics(&texts.glossary_diagnostics);
    let found = texts.glossary.as_ref().filter(|glossary| !glossary.terms.is_empty());
    let Some(glossary) = found else {
        return Err(Diagnostic::new(Code::GlossaryNotFound).with("path", glossary::FILE_NAME));
    };
    let file = match format {
        GlossaryFormat::Tbx => {
            glossary::to_tbx(glossary, &texts.config, texts.config.base_url.host_str().unwrap_or_default())
        }
        GlossaryFormat::Csv => glossary::to_csv(glossary, &texts.config),
    };
    write(arguments, &file)?;
    let about =
        [("count", glossary.terms.len().into()), ("terms", report.number(glossary.terms.len()).into())];
    match arguments.out.is_some() {
        true => report.line("translate-glossary-exported", &about),
        false => drop(writeln!(std::io::stderr(), "{}", report.text("translate-glossary-exported", &about))),
    }
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
