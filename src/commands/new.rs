//! `sapar new`: creates a page or a site.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::report::{Format, Report};
use super::{EXIT_ENVIRONMENT, EXIT_OK};
use crate::diagnostics::{Diagnostic, ProgramLanguage};
use crate::load;
use crate::publish::{scaffold_page, scaffold_site};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    item: Item,
}

#[derive(Debug, Subcommand)]
enum Item {
    Page(PageArguments),
    Site(SiteArguments),
}

#[derive(Debug, Args)]
struct PageArguments {
    #[arg(value_name = "PATH")]
    path: String,
    #[arg(long, value_name = "DIR", default_value = ".")]
    root: PathBuf,
}

#[derive(Debug, Args)]
struct SiteArguments {
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

pub(super) fn execute(arguments: &Arguments, language: ProgramLanguage) -> u8 {
    let report = Report::new(language, Format::Human, false);
    let result = match &arguments.item {
        Item::Page(arguments) => new_page(arguments),
        Item::Site(arguments) => scaffold_site(&arguments.folder),
    };
    match result {
        Ok(files) => {
            for file in files {
                report.line("new-file", &[("file", file.display().to_string().into())]);
            }
            match &arguments.item {
                Item::Page(_) => report.line("new-page-next", &[]),
                Item::Site(arguments) => {
                    report
                        .line("new-site-next", &[("folder", arguments.folder.display().to_string().into())]);
                }
            }
            EXIT_OK
        }
        Err(diagnostic) => {
            report.failure(&diagnostic);
            EXIT_ENVIRONMENT
        }
    }
}

/// Creates a page, with a document in each language of the site.
fn new_page(arguments: &PageArguments) -> Result<Vec<PathBuf>, Diagnostic> {
    let tags = load::languages(&arguments.root)?;
    let tags: Vec<&str> = tags.iter().map(String::as_str).collect();
    scaffold_page(&arguments.root, &arguments.path, &tags)
}
