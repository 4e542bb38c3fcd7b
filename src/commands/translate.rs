//! `sapar translate`: what translators do with the texts of a site.

mod accept;
mod export;
mod import;

use std::path::Path;

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
    Export(export::Arguments),
    Import(import::Arguments),
}

impl Arguments {
    /// The folder of the site.
    pub(super) fn root(&self) -> &Path {
        match &self.action {
            Action::Accept(arguments) => &arguments.root,
            Action::Export(arguments) => &arguments.root,
            Action::Import(arguments) => &arguments.root,
        }
    }
}

pub(super) fn execute(arguments: &Arguments, language: ProgramLanguage) -> u8 {
    match &arguments.action {
        Action::Accept(arguments) => accept::execute(arguments, language),
        Action::Export(arguments) => export::execute(arguments, language),
        Action::Import(arguments) => import::execute(arguments, language),
    }
}
