//! Renders the block components of Markdown texts with the components of the theme.

use tera::{ComponentArgType, Context, Value};

use super::errors::{template_error, thrown};
use super::{Scope, View};
use crate::content::markdown::{Argument, Arguments, alert_of};
use crate::diagnostics::{Argument as Told, Code, Diagnostic, list_names, nearest};

/// Renders a component. `body` is HTML, and `implicits` holds the implicit arguments (`@page`, `@lang`, `@config`).
///
/// # Errors
/// What is wrong, each with the index of the argument that it concerns.
pub fn render(
    view: &View,
    scope: &Scope,
    name: &str,
    arguments: &Arguments,
    body: &str,
    implicits: &Context,
) -> Result<String, Vec<(Diagnostic, Option<usize>)>> {
    if !view.theme.is_whole() {
        // The theme has errors, which have been reported, so its components are not known.
        return Ok(body.to_owned());
    }
    let tera = view.theme.tera();
    // A name in a template has no hyphens, and in a text it may.
    let written = name;
    let name = &*written.replace('-', "_");
    let Some(definition) = tera.get_component_definition(name) else {
        let mut names: Vec<String> = tera.get_component_names().map(|name| name.replace('_', "-")).collect();
        names.sort_unstable();
        let alert = alert_of(written).map_or("none".to_owned(), |alert| format!("[!{alert}]"));
        let diagnostic = Diagnostic::new(Code::ComponentUnknown)
            .with("name", written)
            .with("alert", alert)
            .with("count", names.len())
            .with("known", list_names(&names))
            .suggest(nearest(written, names.iter().map(String::as_str)));
        return Err(vec![(diagnostic, None)]);
    };
    let explicit = || definition.args().iter().filter(|argument| !argument.is_implicit());
    let mut problems = Vec::new();
    let mut context = Context::new();
    for (index, (key, argument, _)) in arguments.entries.iter().enumerate() {
        match explicit().find(|known| known.name() == key) {
            None if definition.rest_param().is_some() => {}
            None => {
                let names: Vec<&str> = explicit().map(tera::ComponentArg::name).collect();
                let known = list_names(&names);
                let diagnostic = Diagnostic::new(Code::ComponentUnknownArgument)
                    .with("name", name)
                    .with("argument", key.as_str())
                    .with("count", names.len())
                    .with("known", known)
                    .suggest(nearest(key, names));
                problems.push((diagnostic, Some(index)));
            }
            Some(known) => {
                if let Some(expected) = known.arg_type().filter(|expected| !fits(*expected, argument)) {
                    let diagnostic = Diagnostic::new(Code::ComponentArgumentType)
                        .with("name", name)
                        .with("argument", key.as_str())
                        .with("expected", expected.as_str());
                    problems.push((diagnostic, Some(index)));
                }
            }
        }
        context.insert_value(key.clone(), value(argument));
    }
    for known in explicit().filter(|known| known.is_required()) {
        if !arguments.entries.iter().any(|(key, ..)| key == known.name()) {
            let diagnostic = Diagnostic::new(Code::ComponentMissingArgument)
                .with("name", name)
                .with("argument", known.name());
            problems.push((diagnostic, None));
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    tera.render_component_with_implicits(name, &context, implicits, Some(body), true).map_err(|error| {
        if let Some(reason) = thrown(&view.theme, &error) {
            let diagnostic = Diagnostic::new(Code::ComponentRefused).with("name", written);
            return vec![(diagnostic.with("detail", reason), None)];
        }
        let mut diagnostic = template_error(&view.theme, scope, &error);
        let culprit = culprit(&diagnostic, arguments);
        if culprit.is_some() {
            diagnostic.location = None;
        }
        vec![(diagnostic, culprit)]
    })
}

/// The argument that caused a diagnostic of a function within the component, such as a broken link.
fn culprit(diagnostic: &Diagnostic, arguments: &Arguments) -> Option<usize> {
    let target = match diagnostic.code {
        Code::LinkNotFound | Code::UnsafeLink | Code::LinkScheme | Code::ExternalResource => "target",
        Code::AnchorNotFound => "anchor",
        Code::ImageNotFound | Code::AssetNotFound | Code::FileUnnamed => "path",
        Code::MessageUnknown => "id",
        _ => return None,
    };
    let (_, target) = diagnostic.arguments.iter().find(|(name, _)| name == target)?;
    let Told::Text(told) = target else { return None };
    arguments.entries.iter().position(|(_, argument, _)| match argument {
        Argument::Text(given) if diagnostic.code == Code::AnchorNotFound => {
            given.rsplit_once('#').is_some_and(|(_, anchor)| *anchor == **told)
        }
        Argument::Text(given) => **given == **told,
        _ => false,
    })
}

fn fits(expected: ComponentArgType, argument: &Argument) -> bool {
    match argument {
        Argument::Text(_) => expected == ComponentArgType::String,
        Argument::Boolean(_) => expected == ComponentArgType::Bool,
        Argument::Integer(_) => {
            matches!(expected, ComponentArgType::Integer | ComponentArgType::Number | ComponentArgType::Float)
        }
        Argument::Float(_) => matches!(expected, ComponentArgType::Float | ComponentArgType::Number),
    }
}

fn value(argument: &Argument) -> Value {
    match argument {
        Argument::Text(text) => text.as_str().into(),
        Argument::Integer(number) => (*number).into(),
        Argument::Float(number) => (*number).into(),
        Argument::Boolean(value) => (*value).into(),
    }
}
