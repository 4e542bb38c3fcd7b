//! The command line in the reader's language.

use std::ffi::OsString;

use clap::CommandFactory;

use super::Program;
use crate::diagnostics::{Messages, ProgramLanguage};

/// The language that the program speaks, which must be known before the arguments are read: `--lang TAG` wherever it
/// stands, else the system's.
pub(super) fn language(arguments: impl Iterator<Item = OsString>) -> ProgramLanguage {
    let mut asked = None;
    let mut is_next = false;
    for argument in arguments {
        let Some(argument) = argument.to_str() else { continue };
        if is_next {
            asked = Some(argument.to_owned());
        } else if let Some(tag) = argument.strip_prefix("--lang=") {
            asked = Some(tag.to_owned());
        }
        is_next = argument == "--lang";
    }
    ProgramLanguage::choose(asked.as_deref())
}

/// The command line with its help in a language: messages `cli-COMMAND` and `cli-COMMAND-ARGUMENT`.
pub(super) fn localised(language: ProgramLanguage) -> clap::Command {
    let messages = Messages::new(language);
    let heading = messages.text("cli-usage", &[]);
    let template = format!("{{about-with-newline}}\n{heading} {{usage}}\n\n{{all-args}}{{after-help}}");
    localise(Program::command(), "cli", &messages, &template)
}

/// How a command is called: clap's own words for options and commands are English.
fn usage(command: &mut clap::Command, names: &[String], messages: &Messages) -> String {
    let usage = command.render_usage().to_string();
    let options = messages.text("cli-options", &[]).to_uppercase();
    usage
        .trim_start_matches("Usage: ")
        .replace("[OPTIONS]", &format!("[{options}]"))
        .replace("<COMMAND>", &format!("<{}>", names.join("|")))
}

fn localise(mut command: clap::Command, id: &str, messages: &Messages, template: &str) -> clap::Command {
    command.build();
    let names: Vec<String> = command.get_subcommands().map(|command| command.get_name().to_owned()).collect();
    let arguments: Vec<String> =
        command.get_arguments().map(|argument| argument.get_id().to_string()).collect();
    command = command
        .about(messages.text(id, &[]))
        .help_template(template.to_owned())
        .subcommand_help_heading(messages.text("cli-commands", &[]));
    for name in arguments {
        let argument_id = match name.as_str() {
            "help" | "version" => format!("cli-{name}"),
            name => format!("{id}-{name}"),
        };
        let help = messages.text(&argument_id.replace('_', "-"), &[]);
        command = command.mut_arg(name, |argument| {
            let heading = if argument.is_positional() { "cli-arguments" } else { "cli-options" };
            // The help itself says what holds where nothing is said.
            argument.help(help).help_heading(messages.text(heading, &[])).hide_default_value(true)
        });
    }
    let usage = usage(&mut command, &names, messages);
    command = command.override_usage(usage);
    for name in names {
        let id = format!("{id}-{name}");
        command = command.mut_subcommand(name, |command| localise(command, &id, messages, template));
    }
    command
}
