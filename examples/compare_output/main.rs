//! Compares what two versions of the program build, or two folders that were built earlier.
//!
//! A refactoring must leave the output as it is, byte for byte; this program shows that it did, or where it did not:
//!
//! ```sh
//! cargo run --example compare_output -- /tmp/before/sapar target/debug/sapar
//! cargo run --example compare_output -- --ignore '\.[0-9a-f]{10}\b' --ignore-files '\.[0-9a-f]{10}\.' OLD_FOLDER NEW_FOLDER
//! ```
//!
//! The same difference in many files is reported once, with the number of files. The exit code is 0 if nothing differs, 1 if
//! something does, and 2 if the comparison failed.

mod difference;
mod report;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use clap::Parser;
use regex_lite::Regex;

use difference::Filter;
use report::Report;

/// Whatever stops the comparison, as a text for the person who runs it.
pub(crate) type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// The day on which both programs build, so that dates in the output do not depend on when this runs.
const TODAY: &str = "2026-06-01";

/// Compares two folders file by file, or what two programs build from the same sites.
#[derive(Parser)]
struct Arguments {
    /// The folder or program to compare with
    old: PathBuf,
    /// The folder or program that may differ
    new: PathBuf,
    /// Ignore every part of a text file that matches this expression (may be repeated)
    #[arg(long, value_name = "REGEX")]
    ignore: Vec<Regex>,
    /// Ignore files whose paths match this expression (may be repeated)
    #[arg(long, value_name = "REGEX")]
    ignore_files: Vec<Regex>,
    /// A site to build with both programs, instead of this repository's own and the golden one (may be repeated)
    #[arg(long, value_name = "FOLDER")]
    site: Vec<PathBuf>,
}

fn main() -> ExitCode {
    match run(Arguments::parse()) {
        Ok(is_equal) => ExitCode::from(u8::from(!is_equal)),
        Err(error) => {
            eprintln!("compare_output: {error}");
            ExitCode::from(2)
        }
    }
}

/// Prints a report for each pair of folders and returns whether all of them are equal.
fn run(arguments: Arguments) -> Result<bool> {
    let filter = Filter { texts: arguments.ignore, paths: arguments.ignore_files };
    let (old, new) = (&arguments.old, &arguments.new);
    if old.is_dir() && new.is_dir() {
        return compare("", old, new, &filter);
    }
    if !old.is_file() || !new.is_file() {
        return Err(format!(
            "`{}` and `{}` are not two folders or two programs",
            old.display(),
            new.display()
        )
        .into());
    }
    let sites = if arguments.site.is_empty() { default_sites() } else { arguments.site };
    let mut is_equal = true;
    for site in &sites {
        let folder = tempfile::tempdir()?;
        let [old_output, new_output] = ["old", "new"].map(|name| folder.path().join(name));
        build(old, site, &old_output)?;
        build(new, site, &new_output)?;
        is_equal &= compare(&format!("{}: ", site.display()), &old_output, &new_output, &filter)?;
    }
    Ok(is_equal)
}

/// The site of this repository and the small one of the golden test.
fn default_sites() -> Vec<PathBuf> {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    vec![repository.to_owned(), repository.join("tests/golden/site")]
}

/// Builds a site with a program, drafts included because more pages show more differences.
fn build(program: &Path, site: &Path, output: &Path) -> Result<()> {
    // A bare name would be looked up on PATH, and not in this folder.
    let program = std::path::absolute(program)?;
    let result = Command::new(&program)
        .args(["build", "--drafts", "--quiet", "--lang", "en", "--now", TODAY, "--root"])
        .arg(site)
        .arg("--out")
        .arg(output)
        .output()
        .map_err(|error| format!("cannot start `{}`: {error}", program.display()))?;
    if result.status.success() {
        return Ok(());
    }
    let message = String::from_utf8_lossy(&result.stderr);
    Err(format!("`{}` cannot build `{}`:\n{message}", program.display(), site.display()).into())
}

fn compare(title: &str, old: &Path, new: &Path, filter: &Filter) -> Result<bool> {
    let report = Report::of_folders(old, new, filter)?;
    println!("{title}{report}");
    Ok(report.is_empty())
}
