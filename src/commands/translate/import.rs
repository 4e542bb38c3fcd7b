//! `sapar translate import`: brings translations from translators' files into the sources of a site.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::commands::report::{Format as ReportFormat, Report};
use crate::commands::{EXIT_ENVIRONMENT, EXIT_OK, EXIT_SITE, first_error, site_languages};
use crate::diagnostics::{Code, Diagnostic, ProgramLanguage, Severity, SourceText};
use crate::edit::EditError;
use crate::load;
use crate::project::{self, SiteTexts};
use crate::transfer::{ImportOptions, import, target_language, write};
use crate::translate::exchange::{Exchange, Format};

#[derive(Debug, Args)]
pub(in crate::commands) struct Arguments {
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    #[arg(id = "language", long = "lang", value_name = "TAG")]
    language: Option<String>,
    #[arg(long)]
    machine: bool,
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub(super) root: PathBuf,
}

/// What has happened so far.
#[derive(Default)]
struct Outcome {
    has_changed: bool,
    unfinished: usize,
    diagnostics: Vec<Diagnostic>,
    refused: Vec<(String, EditError)>,
}

pub(in crate::commands) fn execute(arguments: &Arguments, language: ProgramLanguage) -> u8 {
    let report = Report::new(language, ReportFormat::Human, false);
    match run(arguments, &report) {
        Ok(outcome) => answer(&outcome, &report),
        Err(diagnostic) => {
            report.failure(&diagnostic);
            EXIT_ENVIRONMENT
        }
    }
}

fn run(arguments: &Arguments, report: &Report) -> Result<Outcome, Diagnostic> {
    let mut outcome = Outcome::default();
    let root = dunce::canonicalize(&arguments.root).unwrap_or_else(|_| arguments.root.clone());
    for path in &arguments.files {
        // Each file meets the site as the one before it has left it.
        let texts = project::texts(load::read(&arguments.root, None)?).map_err(first_error)?;
        if outcome.diagnostics.is_empty() {
            report.diagnostics(&texts.diagnostics);
        }
        let file = read(path)?;
        let before = outcome.diagnostics.len();
        let exchange = Format::of(&file.text).read(&file, &mut outcome.diagnostics);
        // Of a file that cannot be read as a whole, nothing is taken over.
        if outcome.diagnostics.len() > before {
            continue;
        }
        let language = language(arguments, &exchange, &texts, &file)?;
        let options = ImportOptions { language, is_machine: arguments.machine };
        import_file(&texts, &file, &exchange, options, &root, report, &mut outcome);
    }
    Ok(outcome)
}

fn import_file(
    texts: &SiteTexts,
    file: &SourceText,
    exchange: &Exchange,
    options: ImportOptions,
    root: &Path,
    report: &Report,
    outcome: &mut Outcome,
) {
    let imported = import(texts, file, exchange, options);
    outcome.unfinished += imported.unfinished;
    outcome.diagnostics.extend(imported.diagnostics);
    for together in &imported.changes {
        let written = write(root, texts, together);
        outcome.has_changed |= !written.files.is_empty();
        outcome.refused.extend(written.refused);
        let Some(first) = written.files.first() else { continue };
        let count = together.written + together.accepted;
        let about = [
            ("count", count.into()),
            ("blocks", report.number(count).into()),
            ("file", first.as_str().into()),
            ("kind", if together.written > 0 { "written" } else { "accepted" }.into()),
        ];
        if count > 0 {
            report.line("translate-imported", &about);
        }
        if together.is_draft {
            report.line("translate-imported-draft", &[("file", first.as_str().into())]);
        }
    }
}

fn read(path: &Path) -> Result<SourceText, Diagnostic> {
    let name = path.display().to_string();
    let unreadable = |detail: String| {
        Diagnostic::new(Code::TranslationFileUnreadable).with("path", name.as_str()).with("detail", detail)
    };
    let bytes = std::fs::read(path).map_err(|error| unreadable(error.to_string()))?;
    let text = String::from_utf8(bytes).map_err(|error| unreadable(error.utf8_error().to_string()))?;
    Ok(SourceText::new(&name, &text))
}

fn language(
    arguments: &Arguments,
    exchange: &Exchange,
    texts: &SiteTexts,
    file: &SourceText,
) -> Result<crate::language::LanguageId, Diagnostic> {
    if let Some(tag) = &arguments.language {
        return Ok(site_languages(&texts.config, std::slice::from_ref(tag))?[0]);
    }
    target_language(exchange, &texts.config).ok_or_else(|| {
        let known: Vec<&str> = texts.config.languages.iter().map(|language| language.tag.as_str()).collect();
        Diagnostic::new(Code::TranslationFileLanguage)
            .in_file(&file.path)
            .with("tag", exchange.target_language.as_str())
            .with("languages", known.join(", "))
    })
}

fn answer(outcome: &Outcome, report: &Report) -> u8 {
    report.diagnostics(&outcome.diagnostics);
    if outcome.unfinished > 0 {
        let count = outcome.unfinished;
        let about = [("count", count.into()), ("texts", report.number(count).into())];
        report.line("translate-unfinished", &about);
    }
    if !outcome.has_changed && outcome.refused.is_empty() {
        report.line("translate-nothing-new", &[]);
    }
    for (file, error) in &outcome.refused {
        let about = [
            ("reason", error.name().into()),
            ("file", file.as_str().into()),
            ("detail", error.to_string().into()),
        ];
        report.warn("translate-not-written", &about);
    }
    let has_error = outcome.diagnostics.iter().any(|it| it.severity() == Severity::Error);
    match (outcome.refused.is_empty(), has_error) {
        (false, _) => EXIT_ENVIRONMENT,
        (true, true) => EXIT_SITE,
        (true, false) => EXIT_OK,
    }
}
