//! Arguments that several commands have in common. Each keeps its place among the others of a command, by which help and manuals list them.

use clap::Args;

use super::report::{Format, Report};
use super::today::{day, today, unknown_time_zone};
use crate::config::Config;
use crate::data::Date;
use crate::diagnostics::{Diagnostic, ProgramLanguage};
use crate::site::SiteOptions;

/// How a site is read.
#[derive(Debug, Args)]
pub(super) struct SiteArguments {
    #[arg(long)]
    drafts: bool,
    /// `None` for the day that it is.
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub now: Option<Date>,
    #[arg(long)]
    pub strict: bool,
}

impl SiteArguments {
    /// How a site with a configuration is read.
    pub fn options(&self, base_url: Option<&str>, config: Option<&Config>) -> SiteOptions {
        SiteOptions {
            base_url: base_url.map(ToOwned::to_owned),
            drafts: self.drafts,
            now: self.now.unwrap_or_else(|| today(config)),
        }
    }

    /// A warning if the day had to be guessed. It is no mistake in the site, so that `--strict` stops nothing for it.
    pub fn unknown_time_zone(&self, config: Option<&Config>) -> Option<Diagnostic> {
        unknown_time_zone(config).filter(|_| self.now.is_none())
    }
}

/// How a command answers.
#[derive(Debug, Args)]
pub(super) struct AnswerArguments {
    #[arg(long, value_enum, default_value_t, hide_possible_values = true)]
    format: Format,
    #[arg(long, short)]
    quiet: bool,
}

impl AnswerArguments {
    /// The voice of the command.
    pub fn report(&self, language: ProgramLanguage) -> Report {
        Report::new(language, self.format, self.quiet)
    }
}
