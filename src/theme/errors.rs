//! Converts Tera's errors to diagnostics with a place.
//!
//! Some of Tera's errors have their place only in their text, in the form `--> name:line:column`. This is the only file
//! that parses those texts.

use std::ops::Range;

use tera::{Error, ErrorKind, ReportError};

use super::messages::without_sentinels;
use super::{Scope, Theme, tags};
use crate::diagnostics::{Argument, Code, Diagnostic, SourceText, list_names, nearest};

/// Converts an error of rendering.
pub fn template_error(theme: &Theme, scope: &Scope, error: &Error) -> Diagnostic {
    let page = scope.page.map_or("/", |page| scope.view.site.pages[page].path.as_str());
    match error.kind() {
        ErrorKind::RenderingError(report) | ErrorKind::SyntaxError(report) => {
            let source = theme.source(report.filename());
            let mut range = report.span().range.clone();
            if source.is_some_and(|source| is_cut_short(&source.text, &range)) {
                range.end += 1;
            }
            let marked = source.and_then(|source| source.text.get(range.clone())).unwrap_or_default();
            let diagnostic = scope
                .take(report.message())
                .unwrap_or_else(|| runtime_error(theme, report.message(), marked, page));
            let Some(source) = source.filter(|_| diagnostic.location.is_none()) else { return diagnostic };
            if diagnostic.code == Code::MessageUnknown {
                // Tera marks the filter; the mistake is the id before it.
                let bar = source.text[..range.start].trim_end().len().saturating_sub(1);
                range = tags::text_before(&source.text, bar).unwrap_or(range);
            }
            diagnostic.at(source.location(range))
        }
        ErrorKind::TemplateNotFound(name) => unknown_template(theme, name),
        kind => {
            let message = kind.to_string();
            scope.take(&message).unwrap_or_else(|| runtime_error(theme, &message, "", page))
        }
    }
}

/// What a template says in `throw`: its own words, if that is why it failed.
pub(super) fn thrown(theme: &Theme, error: &Error) -> Option<String> {
    let ErrorKind::RenderingError(report) = error.kind() else { return None };
    let marked = theme.source(report.filename())?.text.get(report.span().range.clone())?;
    marked.trim_start().starts_with("throw").then(|| without_sentinels(report.message()))
}

/// Whether a range lacks the closing bracket of `field["name"]`, which Tera leaves out of the span.
fn is_cut_short(text: &str, range: &Range<usize>) -> bool {
    let marked = text.get(range.clone()).unwrap_or_default();
    marked.matches('[').count() > marked.matches(']').count() && text[range.end..].starts_with(']')
}

/// Converts a syntax error.
pub(super) fn syntax_error(source: &SourceText, error: &Error) -> Diagnostic {
    let (detail, location) = match error.kind() {
        ErrorKind::SyntaxError(report) => (report.message().to_owned(), place(source, report)),
        kind => (kind.to_string(), source.location(0..0)),
    };
    Diagnostic::new(Code::TemplateSyntax).at(location).with("detail", detail)
}

fn place(source: &SourceText, report: &ReportError) -> crate::diagnostics::Location {
    source.location(report.span().range.clone())
}

/// The diagnostic for an error message of rendering; `marked` is the part of the template that Tera marks.
fn runtime_error(theme: &Theme, message: &str, marked: &str, page: &str) -> Diagnostic {
    if let Some(name) = quoted(message, "Variable `").or_else(|| quoted(message, "Field `")) {
        let available = message
            .split_once("Available variables: ")
            .or_else(|| message.split_once("Available fields: "))
            .map(|(_, list)| list);
        let names: Vec<&str> = available.into_iter().flat_map(|list| list.split(", ")).collect();
        let suggestion = nearest(name, names.iter().copied());
        let known = if names.is_empty() { "none".to_owned() } else { list_names(&names) };
        return Diagnostic::new(Code::TemplateUnknownVariable)
            .with("name", name)
            .with("known", known)
            .suggest(suggestion);
    }
    if message == "Tried to render a variable that is undefined" {
        return Diagnostic::new(Code::TemplateUnknownVariable).with("name", marked).with("known", "none");
    }
    if let Some(name) = quoted(message, "Template '") {
        return unknown_template(theme, name);
    }
    Diagnostic::new(Code::TemplateFailed).with("page", page).with("detail", message)
}

fn unknown_template(theme: &Theme, name: &str) -> Diagnostic {
    let names = theme.template_names();
    Diagnostic::new(Code::TemplateUnknown)
        .with("name", name)
        .with("known", list_names(&names))
        .suggest(nearest(name, names.iter().copied()))
}

/// The quoted name after the prefix `before`.
fn quoted<'m>(message: &'m str, before: &str) -> Option<&'m str> {
    let rest = message.strip_prefix(before)?;
    rest.find(['`', '\'']).map(|end| &rest[..end])
}

/// The names that templates can refer to, for suggestions.
pub(super) struct Known<'a> {
    pub functions: &'a [&'a str],
    pub filters: &'a [&'a str],
    pub tests: &'a [&'a str],
    pub components: &'a [&'a str],
    pub blocks: &'a [&'a str],
    pub templates: &'a [&'a str],
}

/// Converts an error of linking templates. `source` finds the file of a template.
pub(super) fn linking_errors<'s>(
    error: &Error,
    known: &Known<'_>,
    source: impl Fn(&str) -> Option<&'s SourceText>,
) -> Vec<Diagnostic> {
    // The place where a template names another one.
    let at_tag = |diagnostic: Diagnostic, template: &str, tag: &str, name: &str| match source(template) {
        Some(source) => {
            diagnostic.at(source.location(tags::quoted_argument(&source.text, tag, name).unwrap_or(0..0)))
        }
        None => diagnostic,
    };
    match error.kind() {
        ErrorKind::MissingParent { current, parent } => {
            let diagnostic = Diagnostic::new(Code::TemplateUnknown)
                .with("name", parent.as_str())
                .with("known", list_names(known.templates))
                .suggest(nearest(parent, known.templates.iter().copied()));
            vec![at_tag(diagnostic, current, "extends", parent)]
        }
        ErrorKind::CircularExtend { tpl, inheritance_chain } => {
            let chain: Vec<&str> =
                std::iter::once(tpl).chain(inheritance_chain).map(String::as_str).collect();
            let chain = cycle(&chain);
            let diagnostic = Diagnostic::new(Code::TemplateCycle).with("chain", chain.join(" → "));
            vec![at_tag(diagnostic, chain[0], "extends", chain[1])]
        }
        ErrorKind::CircularInclude { include_chain, .. } => {
            let chain: Vec<&str> = include_chain.iter().map(String::as_str).collect();
            let chain = cycle(&chain);
            let diagnostic = Diagnostic::new(Code::TemplateCycle).with("chain", chain.join(" → "));
            vec![at_tag(diagnostic, chain[0], "include", chain[1])]
        }
        ErrorKind::Msg(text) => reports(text)
            .map(|report| match report.place {
                Some((name, line, column)) => {
                    let diagnostic = unknown_reference(report.message, known);
                    match source(name) {
                        Some(source) => {
                            let place = source.location_of_line(line, column, report.width);
                            let fix = name_of(&diagnostic).and_then(|name| place.suggested_fix(name));
                            diagnostic.at(place).fix(fix)
                        }
                        None => diagnostic,
                    }
                }
                None => duplicate_component(report.message, &source)
                    .unwrap_or_else(|| unknown_reference(report.message, known)),
            })
            .collect(),
        kind => vec![unknown_reference(&kind.to_string(), known)],
    }
}

/// The name that a diagnostic is about.
fn name_of(diagnostic: &Diagnostic) -> Option<&str> {
    match diagnostic.arguments.iter().find(|(name, _)| name == "name")? {
        (_, Argument::Text(name)) => Some(name),
        _ => None,
    }
}

/// The cycle within a chain: it begins and ends with the same template.
fn cycle<'c>(chain: &'c [&'c str]) -> &'c [&'c str] {
    let start = chain.iter().position(|name| Some(name) == chain.last()).unwrap_or(0);
    &chain[start..]
}

struct Report<'a> {
    message: &'a str,
    place: Option<(&'a str, usize, usize)>,
    /// How many characters are marked.
    width: usize,
}

/// The reports within a text: each begins with `error: ` and has its place after `--> `.
fn reports(text: &str) -> impl Iterator<Item = Report<'_>> {
    text.split("\n\n").filter(|part| !part.trim().is_empty()).map(|part| {
        let mut lines = part.lines();
        let first = lines.next().unwrap_or_default();
        let place = lines.find_map(|line| {
            let mut parts = line.trim_start().strip_prefix("--> ")?.rsplitn(3, ':');
            let column = parts.next()?.parse().ok()?;
            let line = parts.next()?.parse().ok()?;
            Some((parts.next()?, line, column))
        });
        let width = lines.next_back().map_or(1, |marks| marks.chars().filter(|mark| *mark == '^').count());
        Report { message: first.strip_prefix("error: ").unwrap_or(first), place, width }
    })
}

fn unknown_reference(message: &str, known: &Known<'_>) -> Diagnostic {
    let kinds: [(&str, Code, &[&str]); 6] = [
        ("Unknown function `", Code::TemplateUnknownFunction, known.functions),
        ("Unknown filter `", Code::TemplateUnknownFilter, known.filters),
        ("Unknown test `", Code::TemplateUnknownTest, known.tests),
        ("Unknown component `", Code::TemplateUnknownComponent, known.components),
        ("Unknown template `", Code::TemplateUnknown, known.templates),
        ("Block `", Code::TemplateUnknownBlock, known.blocks),
    ];
    for (prefix, code, names) in kinds {
        if let Some(name) = quoted(message, prefix) {
            let suggestion = nearest(name, names.iter().copied());
            return Diagnostic::new(code)
                .with("name", name)
                .with("known", list_names(names))
                .suggest(suggestion);
        }
    }
    Diagnostic::new(Code::TemplateSyntax).with("detail", message)
}

/// The diagnostic for a component that two files define, at the second definition. Tera names the files only.
fn duplicate_component<'s>(
    message: &str,
    source: impl Fn(&str) -> Option<&'s SourceText>,
) -> Option<Diagnostic> {
    let name = quoted(message, "Component `")?;
    let mut files = message.rsplit('`').skip(1).step_by(2);
    let (second, first) = (source(files.next()?)?, source(files.next()?)?);
    let place = tags::defined_names(&second.text, "component").find(|(_, found)| *found == name);
    let at = place.map_or(0..0, |(at, name)| at..at + name.len());
    let diagnostic = Diagnostic::new(Code::TemplateDuplicateComponent)
        .at(second.location(at))
        .with("name", name)
        .with("first", &*first.path)
        .with("second", &*second.path);
    Some(diagnostic)
}
