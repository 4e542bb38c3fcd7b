//! `sapar translate`: what translators do with the texts of a site.

mod accept;

use clap::{Args, Subcommand};

use crate::diagnostics::ProgramLanguage;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    Accept(accept::Arguments),
}

pub(super) fn execute(arguments: &Arguments, language: ProgramLanguage) -> u8 {
    match &arguments.action {
        Action::Accept(arguments) => accept::execute(arguments, language),
    }
}
