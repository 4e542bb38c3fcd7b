//! `sapar man`: manual pages of the program and its commands, in the language of its messages.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;
use clap_mangen::Man;
use roff::{Roff, bold, roman};

use super::report::{Format, Report};
use super::{EXIT_ENVIRONMENT, EXIT_OK, EXIT_SITE, arguments};
use crate::diagnostics::{Code, Diagnostic, Messages, ProgramLanguage};

/// The section of the manual for programs.
const SECTION: &str = "1";

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
}

/// One page of the manual.
struct Page {
    /// The name of its file, such as `sapar-new-site.1`.
    file: String,
    /// In the language roff, with the macros of man(7).
    text: String,
}

pub(super) fn execute(arguments: &Arguments, language: ProgramLanguage) -> u8 {
    let report = Report::new(language, Format::Human, false);
    let command = arguments::for_manual(language);
    let Some(folder) = &arguments.folder else {
        let page = page(&command, &[], &report.messages);
        // A standard output that is closed leaves nobody to tell.
        let _ = std::io::stdout().write_all(page.text.as_bytes());
        return EXIT_OK;
    };
    let mut pages = Vec::new();
    collect_pages(&command, &mut Vec::new(), &report.messages, &mut pages);
    match write(folder, &pages) {
        Ok(files) => {
            for file in files {
                report.line("new-file", &[("file", file.display().to_string().into())]);
            }
            EXIT_OK
        }
        Err(diagnostic) => {
            report.failure(&diagnostic);
            EXIT_ENVIRONMENT
        }
    }
}

/// The pages of a command and of those below it. `above` has the names of the pages of the commands that it belongs to.
fn collect_pages(
    command: &clap::Command,
    above: &mut Vec<String>,
    messages: &Messages,
    pages: &mut Vec<Page>,
) {
    pages.push(page(command, above, messages));
    above.push(page_name(command));
    for subcommand in command.get_subcommands() {
        collect_pages(subcommand, above, messages, pages);
    }
    above.pop();
}

fn page_name(command: &clap::Command) -> String {
    command.get_display_name().unwrap_or_else(|| command.get_name()).to_owned()
}

fn page(command: &clap::Command, above: &[String], messages: &Messages) -> Page {
    let name = page_name(command);
    let mut written = Vec::new();
    Man::new(command.clone()).render(&mut written).expect("a vector takes everything");
    let written = String::from_utf8(written).expect("made of texts");
    // `clap_mangen` leaves a date that is empty out, and what follows would be read in its place. A page has none, so that the same
    // program writes the same page on every day.
    let title =
        format!(r#".TH {} {SECTION} "" "Sapar {}" Sapar"#, name.to_uppercase(), env!("CARGO_PKG_VERSION"));
    let lines = written.lines().map(|line| match line.starts_with(".TH ") {
        true => title.clone(),
        false => localised_line(line, messages),
    });
    let mut text: String = lines.map(|line| line + "\n").collect();
    text.push_str(&exit_status(messages));
    if !above.is_empty() {
        text.push_str(&see_also(above, messages));
    }
    Page { file: format!("{name}.{SECTION}"), text }
}

/// A line of roff with the headings of `clap_mangen`, which are English, in the language of the messages, and with `code` in
/// bold. A grave accent of its own would be shown as a quotation mark.
fn localised_line(line: &str, messages: &Messages) -> String {
    if let Some(heading) = line.strip_prefix(".SH ") {
        let heading = match heading {
            "NAME" => messages.text("man-name", &[]),
            "SYNOPSIS" => messages.text("man-synopsis", &[]),
            "DESCRIPTION" => messages.text("man-description", &[]),
            "VERSION" => messages.text("man-version", &[]),
            // The headings of arguments and commands are those of the help.
            heading => heading.trim_matches('"').to_owned(),
        };
        return format!(".SH \"{}\"", heading.to_uppercase());
    }
    let mut parts = line.split('`');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for (index, part) in parts.enumerate() {
        text.push_str(if index % 2 == 0 { "\\fB" } else { "\\fR" });
        text.push_str(part);
    }
    text
}

fn exit_status(messages: &Messages) -> String {
    let mut roff = Roff::default();
    section(&mut roff, "man-exit-status", messages);
    for (code, id) in [
        (EXIT_OK, "man-exit-success"),
        (EXIT_SITE, "man-exit-site"),
        (EXIT_ENVIRONMENT, "man-exit-environment"),
    ] {
        roff.control("TP", []);
        roff.text([bold(code.to_string())]);
        roff.text([roman(messages.text(id, &[]))]);
    }
    lines(&roff, messages)
}

fn see_also(above: &[String], messages: &Messages) -> String {
    let mut roff = Roff::default();
    section(&mut roff, "man-see-also", messages);
    for (index, name) in above.iter().enumerate() {
        let separator = if index + 1 < above.len() { "," } else { "" };
        roff.text([bold(name.clone()), roman(format!("({SECTION}){separator}"))]);
    }
    lines(&roff, messages)
}

fn section(roff: &mut Roff, id: &str, messages: &Messages) {
    roff.control("SH", [messages.text(id, &[]).as_str()]);
}

/// What `roff` has, without the definitions that a page begins with.
fn lines(roff: &Roff, messages: &Messages) -> String {
    roff.to_roff().lines().map(|line| localised_line(line, messages) + "\n").collect()
}

/// Writes the pages into a folder, over those of another version. Returns the files.
fn write(folder: &Path, pages: &[Page]) -> Result<Vec<PathBuf>, Diagnostic> {
    let failed = |path: &Path, error: &std::io::Error| {
        Diagnostic::new(Code::WriteFailed)
            .with("path", path.display().to_string())
            .with("detail", error.to_string())
    };
    std::fs::create_dir_all(folder).map_err(|error| failed(folder, &error))?;
    let mut files = Vec::new();
    for page in pages {
        let path = folder.join(&page.file);
        std::fs::write(&path, &page.text).map_err(|error| failed(&path, &error))?;
        files.push(path);
    }
    Ok(files)
}
