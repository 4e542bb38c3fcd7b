//! What a build did, and how people and machines are told.

use std::path::Path;
use std::time::Duration;

use serde_json::json;

use super::report::{Format, Report};
use super::{EXIT_OK, EXIT_SITE};
use crate::diagnostics::{Counts, Diagnostic, sort_and_deduplicate};
use crate::publish::{BuildReport, InPlaceReason};

/// What a build did.
#[derive(Debug)]
pub struct BuildOutcome {
    /// Errors and warnings, in the order of their places.
    pub diagnostics: Vec<Diagnostic>,
    /// What was built; `None` if the site has errors and the last good one was left in place.
    pub report: Option<BuildReport>,
    /// How many files are new, changed or gone.
    pub changed: usize,
    /// Why files were replaced one by one; `None` if the site was replaced as a whole, or nothing was to be done.
    pub in_place: Option<InPlaceReason>,
}

impl BuildOutcome {
    /// The site has errors: nothing was published.
    pub(super) fn not_built(mut diagnostics: Vec<Diagnostic>) -> Self {
        sort_and_deduplicate(&mut diagnostics);
        Self { diagnostics, report: None, changed: 0, in_place: None }
    }
}

/// Prints the outcome of a build that took so long. Returns its exit code.
pub(super) fn answer(report: &Report, outcome: &BuildOutcome, folder: &Path, time: Duration) -> u8 {
    let counts = Counts::of(&outcome.diagnostics);
    match report.format {
        Format::Json => {
            let summary = outcome.report.as_ref().map(|built| {
                json!({
                    "pages": built.pages,
                    "files": built.files,
                    "changed": outcome.changed,
                    "seconds": time.as_secs_f64(),
                    "output": folder.display().to_string(),
                    "in_place": outcome.in_place.map(reason_name),
                })
            });
            report.json(&outcome.diagnostics, summary.unwrap_or_default());
        }
        Format::Human => {
            report.diagnostics(&outcome.diagnostics);
            if let Some(built) = &outcome.report {
                summary(report, built, outcome, folder, time);
            }
            let about = [("errors", counts.errors.into()), ("warnings", counts.warnings.into())];
            match (&outcome.report, counts.warnings) {
                (None, _) => {
                    let text = report.text("build-failed", &about);
                    let _ = std::io::Write::write_all(&mut std::io::stderr(), format!("{text}\n").as_bytes());
                }
                (Some(_), 0) => {}
                (Some(_), _) => report.line("build-warnings", &about),
            }
        }
    }
    if outcome.report.is_some() { EXIT_OK } else { EXIT_SITE }
}

fn summary(report: &Report, built: &BuildReport, outcome: &BuildOutcome, folder: &Path, time: Duration) {
    for pages in &built.pages {
        report.line(
            "build-pages",
            &[
                ("language", pages.name.as_str().into()),
                ("count", pages.own.into()),
                ("own", report.number(pages.own).into()),
                ("borrowed-count", pages.borrowed.into()),
                ("borrowed", report.number(pages.borrowed).into()),
            ],
        );
    }
    let about_folder = || ("folder", folder.display().to_string().into());
    report.line(
        "build-done",
        &[
            ("count", built.files.into()),
            ("files", report.number(built.files).into()),
            ("changed-count", outcome.changed.into()),
            ("changed", report.number(outcome.changed).into()),
            about_folder(),
            ("seconds", report.seconds(time).into()),
        ],
    );
    // Who asked for it knows it; all others should know that a reader may see some old and some new pages for a moment.
    match outcome.in_place {
        None | Some(InPlaceReason::Requested) => {}
        Some(InPlaceReason::MountPoint) => report.line("build-in-place-mount", &[about_folder()]),
        Some(InPlaceReason::ParentNotWritable) => report.line("build-in-place-parent", &[about_folder()]),
        Some(InPlaceReason::WorkingCopy) => report.line("build-in-place-repository", &[about_folder()]),
        Some(InPlaceReason::SwapRefused) => report.line("build-in-place-refused", &[about_folder()]),
    }
}

/// A reason as machines read it.
fn reason_name(reason: InPlaceReason) -> &'static str {
    match reason {
        InPlaceReason::Requested => "requested",
        InPlaceReason::MountPoint => "mount-point",
        InPlaceReason::ParentNotWritable => "parent-not-writable",
        InPlaceReason::WorkingCopy => "working-copy",
        InPlaceReason::SwapRefused => "swap-refused",
    }
}
