//! `sapar explain`: what a diagnostic means and what to do about it; without a code, which there are.

use std::io::Write;

use clap::Args;

use super::report::{Format, Report};
use super::{EXIT_ENVIRONMENT, EXIT_OK};
use crate::check::{explanation, list_of_codes};
use crate::diagnostics::{Code, Diagnostic, ProgramLanguage, nearest};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[arg(value_name = "CODE")]
    code: Option<String>,
}

pub(super) fn execute(arguments: &Arguments, language: ProgramLanguage) -> u8 {
    let report = Report::new(language, Format::Human, false);
    let text = match &arguments.code {
        None => list_of_codes(&report.messages),
        Some(written) => match Code::find(written) {
            Some(code) => explanation(code, &report.messages),
            None => {
                let known = Code::ALL.iter().map(|code| code.as_str());
                report.failure(
                    &Diagnostic::new(Code::UnknownCode)
                        .with("code", written.as_str())
                        .suggest(nearest(written, known)),
                );
                return EXIT_ENVIRONMENT;
            }
        },
    };
    // A standard output that is closed leaves nobody to tell.
    let _ = std::io::stdout().write_all(text.as_bytes());
    EXIT_OK
}
