//! Diagnostics for a person at a terminal.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet, Title};

use super::code::{Code, Severity};
use super::diagnostic::Diagnostic;
use super::listing::Omitted;
use super::messages::Messages;

/// The diagnostic as text: severity, message, code, place, the line with the mistake marked, and the remedy. Of a long
/// line the part around the mistake is shown, with `…` where it was cut.
///
/// With `colours` it holds ANSI escapes.
pub fn render(diagnostic: &Diagnostic, messages: &Messages, colours: bool) -> String {
    let title = title(diagnostic.code, diagnostic.severity(), messages, messages.title(diagnostic));
    let mut group = title.elements(Vec::<Origin<'_>>::new());
    // The renderer counts the column in the excerpt; where the beginning of the line was cut off, that is too few.
    let mut correction = None;
    if let Some(location) = &diagnostic.location {
        let (file, line, column) = (location.file(), location.line(), location.column());
        group = match location.excerpt() {
            None => group.element(Origin::path(file)),
            Some(excerpt) => {
                let counted = excerpt.text[..excerpt.highlight.start].chars().count() + 1;
                correction = (counted != column as usize)
                    .then(|| (format!("{file}:{line}:{counted}"), format!("{file}:{line}:{column}")));
                group.element(
                    Snippet::source(excerpt.text)
                        .line_start(line as usize)
                        .path(file)
                        .annotation(AnnotationKind::Primary.span(excerpt.highlight)),
                )
            }
        };
    }
    let suggestion =
        diagnostic.suggested_name().map(|name| messages.text("did-you-mean", &[("name", name.into())]));
    for remedy in [suggestion, messages.help(diagnostic)].into_iter().flatten() {
        group = group.element(Level::HELP.with_name(messages.text("severity-help", &[])).message(remedy));
    }
    let text = print(group, colours);
    match correction {
        Some((counted, place)) => text.replacen(&counted, &place, 1),
        None => text,
    }
}

/// Diagnostics that are only counted, as text.
pub fn render_omitted(omitted: &Omitted<'_>, messages: &Messages, colours: bool) -> String {
    let title = title(omitted.code, omitted.severity, messages, messages.omitted(omitted.count));
    print(title.elements(omitted.file.map(Origin::path)), colours)
}

fn title<'t>(code: Code, severity: Severity, messages: &Messages, text: String) -> Title<'t> {
    let (level, name) = match severity {
        Severity::Error => (Level::ERROR, "severity-error"),
        Severity::Warning => (Level::WARNING, "severity-warning"),
    };
    level.with_name(messages.text(name, &[])).primary_title(text).id(code.as_str())
}

fn print(group: Group<'_>, colours: bool) -> String {
    let renderer = if colours { Renderer::styled() } else { Renderer::plain() };
    renderer.render(&[group])
}
