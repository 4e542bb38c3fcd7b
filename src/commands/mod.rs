//! The subcommands: one file for each, with its arguments and its `execute`.
//!
//! Only this module prints and picks exit codes.

mod arguments;
mod ask_hosts;
mod build;
mod build_outcome;
mod check;
mod clean;
mod completions;
#[cfg(feature = "deploy")]
mod deploy;
#[cfg(feature = "deploy")]
mod deploy_error;
mod explain;
mod fix_files;
mod git;
mod man;
mod new;
#[cfg(feature = "pictures")]
mod pictures;
mod progress;
#[cfg(feature = "deploy")]
mod purge;
mod report;
mod serve;
mod shared_arguments;
mod site_paths;
mod stage_hosts;
mod stage_pictures;
mod status;
mod today;
mod translate;
#[cfg(feature = "deploy")]
mod verify;

use std::path::Path;
use std::process::ExitCode;

use clap::{FromArgMatches, Parser, Subcommand};

pub use build::build_site;
pub use build_outcome::BuildOutcome;
pub use progress::Work;

use crate::config::Config;
use crate::diagnostics::{Code, Diagnostic, ProgramLanguage, Severity, nearest};
use crate::language::LanguageId;
use crate::load;

/// Success.
const EXIT_OK: u8 = 0;
/// The site has errors.
const EXIT_SITE: u8 = 1;
/// Usage error or I/O error.
const EXIT_ENVIRONMENT: u8 = 2;

#[derive(Parser)]
#[command(name = "sapar", version, disable_help_subcommand = true)]
struct Program {
    /// If it is not given, the site names the language, or else the system. Also read by [`arguments::asked_language`] before
    /// parsing, because the help texts depend on it. Commands that have no `--lang` of their own get this one by
    /// [`arguments::localised`].
    #[arg(long, value_name = "TAG", value_parser = arguments::known_language)]
    lang: Option<String>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Build(build::Arguments),
    Check(check::Arguments),
    Explain(explain::Arguments),
    Serve(serve::Arguments),
    #[cfg(feature = "pictures")]
    Pictures(pictures::Arguments),
    Clean(clean::Arguments),
    #[cfg(feature = "deploy")]
    Deploy(deploy::Arguments),
    New(new::Arguments),
    Status(status::Arguments),
    Translate(translate::Arguments),
    Completions(completions::Arguments),
    Man(man::Arguments),
}

impl Command {
    /// The folder of the site that the command is about; `None` if it makes one or is about the program.
    fn root(&self) -> Option<&Path> {
        match self {
            Self::Build(arguments) => Some(&arguments.root),
            Self::Check(arguments) => Some(&arguments.root),
            Self::Serve(arguments) => Some(&arguments.root),
            #[cfg(feature = "pictures")]
            Self::Pictures(arguments) => Some(&arguments.root),
            Self::Clean(arguments) => Some(&arguments.root),
            Self::Completions(_) | Self::Explain(_) | Self::Man(_) => None,
            #[cfg(feature = "deploy")]
            Self::Deploy(arguments) => Some(&arguments.root),
            Self::New(arguments) => arguments.root(),
            Self::Status(arguments) => Some(&arguments.root),
            Self::Translate(arguments) => Some(arguments.root()),
        }
    }
}

/// Runs the program with the arguments it was called with.
pub fn run() -> ExitCode {
    let asked = arguments::asked_language(std::env::args_os());
    let language = ProgramLanguage::choose(asked.as_deref());
    let matches = arguments::localised(language).try_get_matches();
    let program = match matches.and_then(|matches| Program::from_arg_matches(&matches)) {
        Ok(program) => program,
        Err(error) if error.use_stderr() => {
            eprintln!("{}", arguments::usage_error(&error, language));
            return ExitCode::from(EXIT_ENVIRONMENT);
        }
        Err(help) => {
            // If standard output is closed, there is nobody to read the help.
            let _ = help.print();
            return ExitCode::from(EXIT_OK);
        }
    };
    let is_asked = asked.is_some();
    let of_site = program.command.root().filter(|_| !is_asked).and_then(load::program_language);
    let language = of_site.unwrap_or(language);
    ExitCode::from(match program.command {
        Command::Build(arguments) => build::execute(&arguments, language),
        Command::Check(arguments) => check::execute(&arguments, language),
        Command::Serve(arguments) => serve::execute(&arguments, language),
        #[cfg(feature = "pictures")]
        Command::Pictures(arguments) => pictures::execute(&arguments, language),
        Command::Explain(arguments) => explain::execute(&arguments, language),
        Command::Clean(arguments) => clean::execute(&arguments, language),
        #[cfg(feature = "deploy")]
        Command::Deploy(arguments) => deploy::execute(&arguments, language),
        Command::New(arguments) => new::execute(&arguments, language, is_asked),
        Command::Status(arguments) => status::execute(&arguments, language),
        Command::Translate(arguments) => translate::execute(&arguments, language),
        Command::Completions(arguments) => completions::execute(&arguments, language),
        Command::Man(arguments) => man::execute(&arguments, language),
    })
}

/// The languages of a site with these tags.
///
/// # Errors
/// The first tag that is none of the site's.
fn site_languages(config: &Config, tags: &[String]) -> Result<Vec<LanguageId>, Diagnostic> {
    let find = |tag: &String| {
        config.language(tag).ok_or_else(|| {
            let known: Vec<&str> = config.languages.iter().map(|language| language.tag.as_str()).collect();
            Diagnostic::new(Code::UnknownLanguage)
                .with("tag", tag.as_str())
                .with("languages", known.join(", "))
                .suggest(nearest(tag, known))
        })
    };
    tags.iter().map(find).collect()
}

/// The first error of a site that has no configuration that can be read.
fn first_error(diagnostics: Vec<Diagnostic>) -> Diagnostic {
    let mut errors = diagnostics.into_iter();
    errors.find(|it| it.severity() == Severity::Error).expect("a configuration is missing for a reason")
}
