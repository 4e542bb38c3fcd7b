//! `sapar check`: reports what is wrong with a site without writing it, and fixes that of which it is certain what was meant.

use std::io::{IsTerminal, Write};
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde_json::json;

use super::ask_hosts::ask_hosts;
use super::fix_files::{FileFix, Fixes, fixes_of};
use super::git::{ChangedLines, folder_in_repository};
use super::report::{Format, Report};
use super::shared_arguments::SiteArguments;
use super::{EXIT_ENVIRONMENT, EXIT_OK, EXIT_SITE};
use crate::artefacts::LinkAnswers;
use crate::check::{self, external_diagnostics, external_links};
use crate::data::Date;
use crate::diagnostics::{
    Code, Counts, Diagnostic, ProgramLanguage, sort_and_deduplicate, to_github, to_markdown, to_sarif,
};
use crate::load;
use crate::project::{self, SiteTexts};
use crate::publish::{compare_addresses, default_folder, recorded_addresses};
use crate::theme::View;

/// How often the site is read again after fixes. What one fix brings to light another one may mend; fixes that undo each other,
/// which would be a bug, end here.
const MAX_ROUNDS: usize = 8;

/// How many changes of a file are shown.
const MAX_CHANGES: usize = 20;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub(super) root: PathBuf,
    #[arg(long)]
    fix: bool,
    #[arg(long)]
    external: bool,
    #[arg(long, value_name = "REV")]
    since: Option<String>,
    #[command(flatten)]
    site: SiteArguments,
    #[arg(long, value_enum, default_value_t, hide_possible_values = true)]
    format: CheckFormat,
    #[arg(long, short)]
    quiet: bool,
}

/// How the findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum CheckFormat {
    /// For a person at a terminal.
    #[default]
    Human,
    /// One JSON object.
    Json,
    /// Workflow commands of GitHub Actions.
    Github,
    /// SARIF 2.1.0.
    Sarif,
    /// Markdown, for a comment on a pull request.
    Markdown,
}

pub(super) fn execute(arguments: &Arguments, language: ProgramLanguage) -> u8 {
    let format = match arguments.format {
        CheckFormat::Json => Format::Json,
        _ => Format::Human,
    };
    // Whoever reads another format has no use for lines between.
    let quiet = arguments.quiet || !matches!(arguments.format, CheckFormat::Human);
    let report = Report::new(language, format, quiet);
    match check(arguments, &report) {
        Ok((fixes, diagnostics)) => answer(arguments, &report, language, &fixes, &diagnostics),
        Err(diagnostic) => {
            report.failure(&diagnostic);
            EXIT_ENVIRONMENT
        }
    }
}

/// Finds what is wrong, after fixing what is to be fixed.
fn check(arguments: &Arguments, report: &Report) -> Result<(Fixes, Vec<Diagnostic>), Diagnostic> {
    let changed = match &arguments.since {
        Some(revision) => Some(ChangedLines::since(&arguments.root, revision)?),
        None => None,
    };
    let find = || -> Result<Vec<Diagnostic>, Diagnostic> {
        let mut diagnostics = diagnostics(arguments)?;
        if let Some(changed) = &changed {
            diagnostics.retain(|diagnostic| changed.contains(diagnostic.location.as_ref()));
        }
        Ok(diagnostics)
    };
    let mut fixes = Fixes::default();
    let mut diagnostics: Vec<Diagnostic> = find()?;
    for _ in 0..if arguments.fix { MAX_ROUNDS } else { 0 } {
        let files = fixes_of(&arguments.root, &diagnostics, &fixes);
        if files.is_empty() || !is_wanted(&files, report) || !fixes.write(&arguments.root, files) {
            break;
        }
        diagnostics = find()?;
    }
    Ok((fixes, diagnostics))
}

/// Everything that is wrong with the site as it is now.
fn diagnostics(arguments: &Arguments) -> Result<Vec<Diagnostic>, Diagnostic> {
    let scan = load::scan(&arguments.root, None)?;
    let options = arguments.site.options(None, scan.config());
    let now = options.now;
    // A day that is not the author's may be the cause of mistakes.
    let unknown_zone = arguments.site.unknown_time_zone(scan.config());
    let config = scan.config().map(|config| (config.check.clone(), config.source.clone()));
    let mut diagnostics = match project::assemble_with_texts(scan.read(), options) {
        Ok((view, texts, diagnostics)) => {
            let mut diagnostics: Vec<Diagnostic> = diagnostics.into_iter().map(Diagnostic::unread).collect();
            let record = recorded_addresses(&arguments.root, &default_folder(&arguments.root));
            diagnostics.extend(compare_addresses(&record, &view.site).diagnostics);
            check::find_all(&view, &texts, &mut diagnostics);
            if arguments.external {
                diagnostics.extend(external(arguments, &view, &texts, now)?);
            }
            diagnostics
        }
        Err(diagnostics) => diagnostics,
    };
    if let Some((check, source)) = config {
        let is_used = check.apply(&mut diagnostics);
        // What was not looked for is not found.
        let is_looked_for = |code: Code| arguments.external || !EXTERNAL.contains(&code);
        let unused = check.allowances.iter().zip(is_used);
        let unused = unused.filter(|(allowance, is_used)| !is_used && is_looked_for(allowance.code.value));
        let severity = check.severity(Code::AllowanceUnused);
        diagnostics.extend(unused.filter_map(|(allowance, _)| {
            let diagnostic = Diagnostic::new(Code::AllowanceUnused)
                .at(source.location(allowance.code.span.clone()))
                .with("code", allowance.code.value.as_str())
                .with("path", allowance.path.as_str());
            Some(diagnostic.with_severity(severity?))
        }));
    }
    sort_and_deduplicate(&mut diagnostics);
    diagnostics.splice(0..0, unknown_zone);
    Ok(diagnostics)
}

/// What only `--external` finds.
const EXTERNAL: [Code; 3] = [Code::LinkExternalDead, Code::LinkExternalMoved, Code::LinkExternalUnsure];

/// What is wrong with links to other sites, by what their hosts answer today or have answered lately.
fn external(
    arguments: &Arguments,
    view: &View,
    texts: &SiteTexts,
    today: Date,
) -> Result<Vec<Diagnostic>, Diagnostic> {
    let links = external_links(&view.site, texts);
    let mut answers = LinkAnswers::read(&arguments.root);
    ask_hosts(links.keys(), &mut answers, today, &view.site.config.check.archive)?;
    let mut diagnostics = external_diagnostics(&links, &answers);
    // Whoever cannot keep them asks again the next time.
    diagnostics.extend(answers.write(&arguments.root).err().map(|error| {
        Diagnostic::new(Code::CacheNotWritable)
            .with("path", ".sapar/external-links")
            .with("detail", error.to_string())
    }));
    Ok(diagnostics)
}

/// Shows what is about to be written, and asks at a terminal whether it shall be.
fn is_wanted(files: &[FileFix], report: &Report) -> bool {
    if report.format == Format::Human && !report.quiet {
        let mut text = String::new();
        for file in files {
            text.push_str(&format!("{}\n", file.path()));
            let changes = file.edit.changes(MAX_CHANGES);
            for change in &changes {
                let lines = |text: &str, mark: &str| {
                    let lines = text.strip_suffix('\n').unwrap_or(text).split('\n');
                    lines.map(|line| format!("{:>6} {mark} {line}\n", change.line)).collect::<String>()
                };
                text.push_str(&lines(&change.before.text, "-"));
                if !change.after.text.is_empty() {
                    text.push_str(&lines(&change.after.text, "+"));
                }
            }
            if let Some(more) = file.edit.replacements.len().checked_sub(MAX_CHANGES).filter(|it| *it > 0)
                && changes.len() == MAX_CHANGES
            {
                let about = [("count", more.into()), ("number", report.number(more).into())];
                text.push_str(&format!("{}\n", report.text("omitted", &about)));
            }
        }
        let _ = std::io::stdout().write_all(text.as_bytes());
    }
    let is_terminal = std::io::stdin().is_terminal() && std::io::stdout().is_terminal();
    if !is_terminal || report.quiet {
        return true;
    }
    let _ = write!(std::io::stdout(), "{} ", report.text("check-ask", &[]));
    let _ = std::io::stdout().flush();
    let mut answer = String::new();
    let yes = report.text("check-yes", &[]).to_lowercase();
    let _ = std::io::stdin().read_line(&mut answer);
    let answer = answer.trim().to_lowercase();
    // The letter of the language, or that of a keyboard without it.
    !answer.is_empty() && (answer == yes || answer == "y" || answer == "yes" || yes.starts_with(&answer))
}

fn answer(
    arguments: &Arguments,
    report: &Report,
    language: ProgramLanguage,
    fixes: &Fixes,
    diagnostics: &[Diagnostic],
) -> u8 {
    let counts = Counts::of(diagnostics);
    let is_failed = counts.errors > 0 || arguments.site.strict && counts.warnings > 0;
    let refused = fixes.refused_texts(report);
    let print = |text: &str| {
        let _ = std::io::stdout().write_all(text.as_bytes());
    };
    let folder = || folder_in_repository(&arguments.root);
    match arguments.format {
        CheckFormat::Json => {
            let summary = json!({ "fixed": fixes.fixed, "not_fixed": refused });
            report.json(diagnostics, summary);
        }
        CheckFormat::Github => print(&to_github(diagnostics, &report.messages, &folder())),
        CheckFormat::Sarif => {
            let log = to_sarif(diagnostics, &report.messages, language.tag, &folder());
            print(&format!("{log:#}\n"));
        }
        CheckFormat::Markdown => print(&to_markdown(diagnostics, &report.messages)),
        CheckFormat::Human => {
            report.diagnostics(diagnostics);
            for (file, count) in &fixes.fixed {
                let about = [
                    ("file", file.as_str().into()),
                    ("count", (*count).into()),
                    ("places", report.number(*count).into()),
                ];
                report.line("check-fixed", &about);
            }
            let about = [("errors", counts.errors.into()), ("warnings", counts.warnings.into())];
            refused.values().for_each(|text| report.warn_text(text));
            report.line("check-done", &about);
        }
    }
    if !matches!(arguments.format, CheckFormat::Human | CheckFormat::Json) {
        refused.values().for_each(|text| report.warn_text(text));
    }
    match (is_failed, refused.is_empty()) {
        (true, _) => EXIT_SITE,
        (false, true) => EXIT_OK,
        (false, false) => EXIT_ENVIRONMENT,
    }
}
