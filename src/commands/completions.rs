//! `sapar completions`: the script by which a shell completes the command line.

use std::io::Write;

use clap::Args;
use clap_complete::Shell;

use super::{EXIT_OK, arguments};
use crate::diagnostics::ProgramLanguage;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[arg(value_name = "SHELL", hide_possible_values = true)]
    shell: Shell,
}

pub(super) fn execute(arguments: &Arguments, language: ProgramLanguage) -> u8 {
    let mut script = Vec::new();
    let mut command = arguments::for_completion(language);
    clap_complete::generate(arguments.shell, &mut command, "sapar", &mut script);
    // A standard output that is closed leaves nobody to tell.
    let _ = std::io::stdout().write_all(&script);
    EXIT_OK
}
