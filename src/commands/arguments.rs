//! Localises the command line: help texts, usage errors, and what shells and manuals are told about it.

use std::ffi::OsString;

use clap::builder::PossibleValuesParser;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory, ValueHint};

use super::Program;
use crate::diagnostics::{Argument, Code, Messages, PROGRAM_LANGUAGES, ProgramLanguage};

/// The commands whose `--lang` names languages of the site. That of the program's messages stands before the command:
/// `sapar --lang kk status --lang zh`.
const ABOUT_LANGUAGES: [&str; 2] = ["status", "translate"];

/// The language of the program's messages that the command line asks for, which must be known before clap parses the
/// arguments: `--lang TAG` anywhere, but behind a command that has a `--lang` of its own. Returns `None` if it asks for none.
pub(super) fn asked_language(arguments: impl Iterator<Item = OsString>) -> Option<String> {
    let mut tag_argument = None;
    let mut is_next = false;
    let mut has_command = false;
    // The first is the program itself.
    for argument in arguments.skip(1) {
        let Some(argument) = argument.to_str() else { continue };
        if !is_next && !argument.starts_with('-') && !std::mem::replace(&mut has_command, true) {
            if ABOUT_LANGUAGES.contains(&argument) {
                break;
            }
            continue;
        }
        if is_next {
            tag_argument = Some(argument.to_owned());
        } else if let Some(tag) = argument.strip_prefix("--lang=") {
            tag_argument = Some(tag.to_owned());
        }
        is_next = argument == "--lang";
    }
    tag_argument
}

/// The command line with localised help, from the messages `cli-COMMAND` and `cli-COMMAND-ARGUMENT`.
pub(super) fn localised(language: ProgramLanguage) -> clap::Command {
    let messages = Messages::new(language);
    let heading = messages.text("cli-usage", &[]);
    let template = format!("{{about-with-newline}}\n{heading} {{usage}}\n\n{{all-args}}{{after-help}}");
    let command = Program::command();
    let argument = command.get_arguments().find(|argument| argument.get_id() == "lang").cloned();
    let argument = argument.expect("it is an argument of the program");
    let command = command.mut_subcommands(|command| with_language(command, &argument));
    localise(command, "cli", &messages, &template)
}

/// The command line as shells complete it: with the values to choose from.
pub(super) fn for_completion(language: ProgramLanguage) -> clap::Command {
    map_values(localised(language), &|argument| {
        let name = argument.get_value_names().and_then(|names| names.first()).map(ToString::to_string);
        let name = name.unwrap_or_default();
        let known = match name.as_str() {
            // Another `--lang` names languages of a site, which is not known here.
            "TAG" if argument.get_id() == "lang" => PROGRAM_LANGUAGES.map(|language| language.tag).to_vec(),
            "CODE" => Code::ALL.iter().map(|code| code.as_str()).collect(),
            _ => Vec::new(),
        };
        if !known.is_empty() {
            return argument.value_parser(PossibleValuesParser::new(known));
        }
        let values = argument.get_possible_values();
        if !values.is_empty() {
            // Without the explanations of the code, which are English.
            let names: Vec<String> = values.iter().map(|value| value.get_name().to_owned()).collect();
            return argument.value_parser(PossibleValuesParser::new(names));
        }
        argument.value_hint(value_hint(&name))
    })
}

/// The command line as a manual shows it. The help texts name the values to choose from.
pub(super) fn for_manual(language: ProgramLanguage) -> clap::Command {
    map_values(localised(language), &|argument| argument.hide_possible_values(true))
}

/// Changes each argument that takes a value, of a command and of those below it.
fn map_values(command: clap::Command, change: &dyn Fn(clap::Arg) -> clap::Arg) -> clap::Command {
    let command = command.mut_args(|argument| match argument.get_action().takes_values() {
        true => change(argument),
        false => argument,
    });
    command.mut_subcommands(|command| map_values(command, change))
}

/// With what a shell completes a value of this name.
fn value_hint(name: &str) -> ValueHint {
    match name {
        "DIR" => ValueHint::DirPath,
        "FILE" => ValueHint::FilePath,
        "PATH" => ValueHint::AnyPath,
        "EDITOR" => ValueHint::CommandName,
        "HOST" => ValueHint::Hostname,
        "URL" => ValueHint::Url,
        // No files, as a shell would offer for what it knows nothing about.
        _ => ValueHint::Other,
    }
}

/// A command that takes the language of the program's messages, too, unless `--lang` is its own.
fn with_language(command: clap::Command, argument: &clap::Arg) -> clap::Command {
    if ABOUT_LANGUAGES.contains(&command.get_name()) {
        return command;
    }
    match command.has_subcommands() {
        true => command.mut_subcommands(|command| with_language(command, argument)),
        false => command.arg(argument.clone()),
    }
}

/// The usage line of a command, with clap's English placeholders replaced.
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
            "help" | "version" | "lang" => format!("cli-{name}"),
            name => format!("{id}-{name}"),
        };
        let help = messages.text(&argument_id.replace('_', "-"), &[]);
        command = command.mut_arg(name, |argument| {
            let heading = if argument.is_positional() { "cli-arguments" } else { "cli-options" };
            // The help texts name the defaults themselves.
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

/// Parses the tag of a language that the program has messages in.
///
/// # Errors
/// The tags to choose from.
pub(super) fn known_language(tag: &str) -> Result<String, String> {
    match ProgramLanguage::find(tag) {
        Some(_) => Ok(tag.to_owned()),
        None => Err(PROGRAM_LANGUAGES.map(|language| language.tag).join(", ")),
    }
}

/// Formats a usage error with its remedies.
pub(super) fn usage_error(error: &clap::Error, language: ProgramLanguage) -> String {
    let messages = Messages::new(language);
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        Some(ContextValue::Strings(texts)) => Some(texts.join(", ")),
        _ => None,
    };
    // clap names the option `--root <DIR>`; the message names it `--root`. A positional `<PATH>` stays as it is.
    let argument = context(ContextKind::InvalidArg)
        .map(|argument| argument.split_once(" <").map_or(argument.clone(), |(name, _)| name.to_owned()));
    let value = context(ContextKind::InvalidValue).filter(|value| !value.is_empty());
    let command = context(ContextKind::InvalidSubcommand);
    let about = |id: &str| {
        let mut arguments: Vec<(&str, Argument)> = Vec::new();
        arguments.extend(argument.as_deref().or(command.as_deref()).map(|name| ("argument", name.into())));
        arguments.extend(value.as_deref().map(|value| ("value", value.into())));
        messages.text(id, &arguments)
    };
    let title = match (error.kind(), &argument, &value) {
        (ErrorKind::InvalidSubcommand, ..) => about("usage-unknown-command"),
        (ErrorKind::UnknownArgument, Some(_), _) => about("usage-unknown-argument"),
        (ErrorKind::InvalidValue | ErrorKind::ValueValidation, Some(_), Some(_)) => {
            about("usage-invalid-value")
        }
        (ErrorKind::InvalidValue, Some(_), None) => about("usage-missing-value"),
        (ErrorKind::MissingRequiredArgument, Some(_), _) => about("usage-missing-argument"),
        (ErrorKind::ArgumentConflict, Some(_), _) => about("usage-repeated-argument"),
        _ => messages.text("usage-error", &[]),
    };
    let suggestion = context(ContextKind::SuggestedArg)
        .or_else(|| context(ContextKind::SuggestedSubcommand))
        .or_else(|| context(ContextKind::SuggestedValue))
        .map(|name| messages.text("did-you-mean", &[("name", name.into())]));
    let values = context(ContextKind::ValidValue)
        .filter(|values| !values.is_empty())
        .map(|values| messages.text("usage-values", &[("values", values.into())]));
    // The error of a value parser is an example of a valid value.
    let example = std::error::Error::source(error)
        .map(|source| messages.text("usage-example", &[("example", source.to_string().into())]));
    let help = messages.text("usage-help", &[("command", "sapar".into())]);
    let mut text = format!("{}: {title}", messages.text("severity-error", &[]));
    for remedy in [suggestion, values, example, Some(help)].into_iter().flatten() {
        text.push_str(&format!("\n  = {}: {remedy}", messages.text("severity-help", &[])));
    }
    text
}
