//! `sapar check`: reports all mistakes of a site without writing it, and fixes those for which it is certain what was
//! meant.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::json;

use super::report::{Format, Report};
use super::today::{day, today, unknown_time_zone};
use super::{EXIT_ENVIRONMENT, EXIT_OK, EXIT_SITE};
use crate::data::Date;
use crate::diagnostics::{Counts, Diagnostic, ProgramLanguage, SourceEdit, sort_and_deduplicate};
use crate::edit::{self, EditError};
use crate::load;
use crate::project;
use crate::publish::{compare_addresses, default_folder, recorded_addresses};
use crate::render::find_all;
use crate::site::SiteOptions;

/// How often the site is read again after fixes. What one fix brings to light another one may mend; fixes that undo each other,
/// which would be a bug, end here.
const MAX_ROUNDS: usize = 8;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub(super) root: PathBuf,
    #[arg(long)]
    fix: bool,
    #[arg(long)]
    drafts: bool,
    #[arg(long, value_name = "DATE", value_parser = day)]
    now: Option<Date>,
    #[arg(long)]
    strict: bool,
    #[arg(long, value_enum, default_value_t, hide_possible_values = true)]
    format: Format,
    #[arg(long, short)]
    quiet: bool,
}

/// What was fixed, and what was not.
#[derive(Default)]
struct Fixes {
    /// How many mistakes of each file.
    fixed: BTreeMap<String, usize>,
    /// Why files with fixes could not be written.
    refused: BTreeMap<String, EditError>,
}

pub(super) fn execute(arguments: &Arguments, language: ProgramLanguage) -> u8 {
    let report = Report::new(language, arguments.format, arguments.quiet);
    match check(arguments) {
        Ok((fixes, diagnostics)) => answer(arguments, &report, &fixes, &diagnostics),
        Err(diagnostic) => {
            report.failure(&diagnostic);
            EXIT_ENVIRONMENT
        }
    }
}

/// Finds what is wrong, after fixing what is to be fixed.
fn check(arguments: &Arguments) -> Result<(Fixes, Vec<Diagnostic>), Diagnostic> {
    let mut fixes = Fixes::default();
    let mut diagnostics = diagnostics(arguments)?;
    for _ in 0..if arguments.fix { MAX_ROUNDS } else { 0 } {
        if !fix(&arguments.root, &diagnostics, &mut fixes) {
            break;
        }
        diagnostics = self::diagnostics(arguments)?;
    }
    Ok((fixes, diagnostics))
}

/// Everything that is wrong with the site as it is now.
fn diagnostics(arguments: &Arguments) -> Result<Vec<Diagnostic>, Diagnostic> {
    let scan = load::scan(&arguments.root, None)?;
    let now = arguments.now.unwrap_or_else(|| today(scan.config()));
    // It is no mistake in the site, but a day that is not the author's may be the cause of some.
    let unknown_zone = unknown_time_zone(scan.config()).filter(|_| arguments.now.is_none());
    let options = SiteOptions { base_url: None, drafts: arguments.drafts, now };
    let mut diagnostics = match project::assemble(scan.read(), options) {
        Ok((view, mut diagnostics)) => {
            let record = recorded_addresses(&arguments.root, &default_folder(&arguments.root));
            diagnostics.extend(compare_addresses(&record, &view.site).diagnostics);
            find_all(&view, &mut diagnostics);
            diagnostics
        }
        Err(diagnostics) => diagnostics,
    };
    sort_and_deduplicate(&mut diagnostics);
    diagnostics.splice(0..0, unknown_zone);
    Ok(diagnostics)
}

/// Applies all fixes, each file's at once; of those that overlap, the first. Returns whether anything was written.
fn fix(root: &Path, diagnostics: &[Diagnostic], fixes: &mut Fixes) -> bool {
    let root = dunce::canonicalize(root).unwrap_or_else(|_| root.to_path_buf());
    let mut edits: BTreeMap<String, Vec<SourceEdit>> = BTreeMap::new();
    for edit in diagnostics.iter().filter_map(Diagnostic::source_edit) {
        edits.entry(edit.source.path.to_string()).or_default().push(edit);
    }
    let mut is_written = false;
    for (file, edits) in edits {
        // The theme that is part of the program has no files.
        if edit::source_path(&root, &file).is_none() || fixes.refused.contains_key(&file) {
            continue;
        }
        let Some((edit, count)) = SourceEdit::merge(edits) else { continue };
        match edit::replace(&root, &edit) {
            Ok(_) => {
                *fixes.fixed.entry(file).or_default() += count;
                is_written = true;
            }
            // Somebody has written to it while it was checked: it is read again, once something else was fixed.
            Err(EditError::Changed) => {}
            Err(error) => drop(fixes.refused.insert(file, error)),
        }
    }
    is_written
}

fn answer(arguments: &Arguments, report: &Report, fixes: &Fixes, diagnostics: &[Diagnostic]) -> u8 {
    let counts = Counts::of(diagnostics);
    let is_failed = counts.errors > 0 || arguments.strict && counts.warnings > 0;
    let refused = |(file, error): (&String, &EditError)| {
        let about = [
            ("reason", error.name().into()),
            ("file", file.as_str().into()),
            ("detail", error.to_string().into()),
        ];
        (file.clone(), report.text("check-not-fixed", &about))
    };
    let refused: BTreeMap<String, String> = fixes.refused.iter().map(refused).collect();
    match report.format {
        Format::Json => {
            let summary = json!({ "fixed": fixes.fixed, "not_fixed": refused });
            report.json(diagnostics, summary);
        }
        Format::Human => {
            report.diagnostics(diagnostics);
            for (file, count) in &fixes.fixed {
                let about = [
                    ("file", file.as_str().into()),
                    ("count", (*count).into()),
                    ("places", report.number(*count).into()),
                ];
                report.line("check-fixed", &about);
            }
            refused.values().for_each(|text| report.warn_text(text));
            let about = [("errors", counts.errors.into()), ("warnings", counts.warnings.into())];
            report.line("check-done", &about);
        }
    }
    match (is_failed, refused.is_empty()) {
        (true, _) => EXIT_SITE,
        (false, true) => EXIT_OK,
        (false, false) => EXIT_ENVIRONMENT,
    }
}
