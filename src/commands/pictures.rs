//! `sapar pictures`: makes the variants of photographs as a step of its own, for machines that keep the cache between builds.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use indicatif::ProgressBar;
use rayon::prelude::*;

use super::progress::{Work, progress};
use super::report::{Format, Report};
use super::today::{day, today};
use super::{EXIT_ENVIRONMENT, EXIT_OK, EXIT_SITE};
use crate::artefacts::Store;
use crate::data::Date;
use crate::diagnostics::{Diagnostic, ProgramLanguage, sort_and_deduplicate};
use crate::load;
use crate::pictures::PictureSet;
use crate::project::{self, SitePictures};
use crate::render::render_guarded;
use crate::site::{RouteKind, SiteOptions};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub(super) root: PathBuf,
    #[arg(long)]
    drafts: bool,
    #[arg(long, value_name = "DATE", value_parser = day)]
    now: Option<Date>,
    #[arg(long, short)]
    quiet: bool,
}

pub(super) fn execute(arguments: &Arguments, language: ProgramLanguage) -> u8 {
    let report = Report::new(language, Format::Human, arguments.quiet);
    let config = load::config(&arguments.root);
    let options = SiteOptions {
        base_url: None,
        drafts: arguments.drafts,
        now: arguments.now.unwrap_or_else(|| today(config.as_ref())),
    };
    match make_pictures(&arguments.root, options, &|work| progress(&report, work)) {
        Ok(Ok(count)) => {
            report
                .line("pictures-done", &[("count", count.into()), ("pictures", report.number(count).into())]);
            EXIT_OK
        }
        Ok(Err(mut diagnostics)) => {
            sort_and_deduplicate(&mut diagnostics);
            report.diagnostics(&diagnostics);
            EXIT_SITE
        }
        Err(diagnostic) => {
            report.failure(&diagnostic);
            EXIT_ENVIRONMENT
        }
    }
}

/// Makes the pictures that a site lacks. Returns how many these were, or what is wrong with the site or its originals; other
/// mistakes in pages are left to the build.
///
/// # Errors
/// When there is no site.
fn make_pictures(
    root: &Path,
    options: SiteOptions,
    bar: &dyn Fn(Work) -> ProgressBar,
) -> Result<Result<usize, Vec<Diagnostic>>, Diagnostic> {
    let inputs = load::scan(root, None)?.read();
    // What cannot be remembered is read again by the next run.
    let _ = inputs.remember();
    let view = match project::assemble(inputs, options) {
        Ok((view, _)) => view,
        Err(diagnostics) => return Ok(Err(diagnostics)),
    };
    let pages = view.site.routes.par_iter().filter(|route| matches!(route.kind, RouteKind::Page { .. }));
    let asked: Vec<Arc<PictureSet>> =
        pages.flat_map_iter(|route| render_guarded(&view, route).pictures).collect();
    let store = Store::open(root);
    let Some(pictures) = SitePictures::new(&view, asked) else { return Ok(Ok(0)) };
    let missing = pictures.missing(&store, &|_, _| false);
    let count = missing.count();
    let bar = bar(Work::Pictures(count));
    let failed = missing.make(&store, &|| bar.inc(1));
    bar.finish_and_clear();
    // The cards of the last build are still needed.
    store.note_last_use();
    store.record_use();
    if let Some(problem) = store.problem() {
        return Err(problem.clone());
    }
    Ok(if failed.is_empty() { Ok(count) } else { Err(failed) })
}
