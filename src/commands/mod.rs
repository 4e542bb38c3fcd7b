//! The program's commands: one file for each, with its arguments and its execution.
//!
//! Only this module prints and picks exit codes.

mod arguments;
mod build;
mod new;
mod report;

use std::process::ExitCode;

use clap::{FromArgMatches, Parser, Subcommand};

pub use build::{BuildOutcome, build_site};

/// Everything went well.
const EXIT_OK: u8 = 0;
/// The site has errors.
const EXIT_SITE: u8 = 1;
/// The command was not understood, or the system did not let it be done.
const EXIT_ENVIRONMENT: u8 = 2;

#[derive(Parser)]
#[command(name = "sapar", version, disable_help_subcommand = true)]
struct Program {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Build(build::Arguments),
    New(new::Arguments),
}

/// Runs the program with the arguments it was called with.
pub fn run() -> ExitCode {
    let language = arguments::language(std::env::args_os());
    let program = arguments::localised(language);
    let matches = match program.try_get_matches() {
        Ok(matches) => matches,
        Err(error) => {
            // clap prints its own help and errors; only an error is a failure.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { EXIT_ENVIRONMENT } else { EXIT_OK });
        }
    };
    let program = match Program::from_arg_matches(&matches) {
        Ok(program) => program,
        Err(error) => error.exit(),
    };
    ExitCode::from(match program.command {
        Command::Build(arguments) => build::execute(&arguments, language),
        Command::New(arguments) => new::execute(&arguments, language),
    })
}
