//! `sapar clean`: removes what is kept between runs and is not needed any more.

use std::path::PathBuf;

use clap::Args;

use super::report::{Format, Report};
use super::{EXIT_ENVIRONMENT, EXIT_OK};
use crate::artefacts::{self, RemoveError, Removed};
use crate::config;
use crate::diagnostics::{Code, Diagnostic, ProgramLanguage};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub(super) root: PathBuf,
    #[arg(long)]
    cache: bool,
}

pub(super) fn execute(arguments: &Arguments, language: ProgramLanguage) -> u8 {
    let report = Report::new(language, Format::Human, false);
    match clean(arguments) {
        Ok(removed) => {
            let megabytes = removed.bytes as f64 / 1_000_000.0;
            report.line(
                "clean-done",
                &[
                    ("count", removed.files.into()),
                    ("files", report.number(removed.files).into()),
                    ("megabytes", report.tenths(megabytes).into()),
                ],
            );
            EXIT_OK
        }
        Err(diagnostic) => {
            report.failure(&diagnostic);
            EXIT_ENVIRONMENT
        }
    }
}

fn clean(arguments: &Arguments) -> Result<Removed, Diagnostic> {
    let root = &arguments.root;
    // In a folder that is not a site's, nothing is ours.
    if !root.join(config::FILE_NAME).is_file() {
        return Err(Diagnostic::new(Code::SiteNotFound).with("path", root.display().to_string()));
    }
    let removed = if arguments.cache { artefacts::clear(root) } else { artefacts::prune(root) };
    removed.map_err(|RemoveError { path, error }| {
        Diagnostic::new(Code::CacheNotRemovable)
            .with("path", path.display().to_string())
            .with("detail", error.to_string())
    })
}
