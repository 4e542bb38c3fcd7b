//! Compares what Sapar makes of Markdown with what a reference makes of it: of a folder of texts, or of the examples of
//! CommonMark's specification. See CONTRIBUTING.md.

mod corpus;
mod intended;
mod render;
mod specification;
mod tokens;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

/// Compares what Sapar makes of Markdown with what a reference makes of it.
#[derive(Parser)]
struct Arguments {
    /// A folder of Markdown texts.
    folder: Option<PathBuf>,
    /// The file of CommonMark's specification, `spec.txt`.
    #[arg(long, conflicts_with = "folder")]
    specification: Option<PathBuf>,
    /// A command that reads Markdown and writes HTML, such as `npx commonmark`; without it, the parser's own HTML.
    #[arg(long)]
    reference: Option<String>,
    /// The language of the texts, by which quotation marks are chosen.
    #[arg(long, default_value = "en")]
    language: String,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let result = match (&arguments.folder, &arguments.specification) {
        (Some(folder), _) => corpus::compare(folder, arguments.reference.as_deref(), &arguments.language),
        (None, Some(specification)) => specification::compare(specification, &arguments.language),
        (None, None) => {
            Err("name a folder, or the file of the specification with --specification".to_owned())
        }
    };
    match result {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
    }
}
