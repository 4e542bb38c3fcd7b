//! Diagnostics for a person at a terminal.

use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};

use super::{Diagnostic, Messages, Severity};

/// The diagnostic as text: severity, message, code, place, the line itself with the mistake marked, and the remedy.
///
/// With `colours` it holds ANSI escapes.
pub fn render(diagnostic: &Diagnostic, messages: &Messages, colours: bool) -> String {
    let (level, name) = match diagnostic.severity() {
        Severity::Error => (Level::ERROR, messages.text("severity-error", &[])),
        Severity::Warning => (Level::WARNING, messages.text("severity-warning", &[])),
    };
    let help_name = messages.text("severity-help", &[]);
    let title = messages.title(diagnostic);
    let mut group = level
        .with_name(name.as_str())
        .primary_title(title.as_str())
        .id(diagnostic.code.as_str())
        .elements(Vec::<Origin<'_>>::new());
    if let Some(location) = &diagnostic.location {
        if location.line == 0 {
            group = group.element(Origin::path(location.file.as_str()));
        } else {
            group = group.element(
                Snippet::source(location.text.as_str())
                    .line_start(location.line as usize)
                    .path(location.file.as_str())
                    .annotation(AnnotationKind::Primary.span(location.highlight.clone())),
            );
        }
    }
    let suggestion =
        diagnostic.suggestion.as_deref().map(|name| messages.text("did-you-mean", &[("name", name.into())]));
    for remedy in [suggestion, messages.help(diagnostic)].into_iter().flatten() {
        group = group.element(Level::HELP.with_name(help_name.clone()).message(remedy));
    }
    let renderer = if colours { Renderer::styled() } else { Renderer::plain() };
    renderer.render(&[group])
}
