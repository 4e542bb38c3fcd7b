//! Messages that refer to themselves, whatever way round.

use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement};
use rustc_hash::FxHashMap;

use super::index::Index;
use crate::diagnostics::{Code, Diagnostic};
use crate::language::LanguageId;

/// How a message was met.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Open,
    Done,
}

/// Tells each circle once, at the reference that closes it.
pub(super) fn check(index: &Index<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for (language, messages) in index.definitions.iter_enumerated() {
        let mut states: FxHashMap<&str, State> = FxHashMap::default();
        for id in messages.keys() {
            visit(index, language, id, &mut states, diagnostics);
        }
    }
}

/// Goes through what a message refers to, without recursion: a chain may be as long as a file.
fn visit<'i>(
    index: &'i Index<'_>,
    language: LanguageId,
    start: &'i str,
    states: &mut FxHashMap<&'i str, State>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if states.contains_key(start) {
        return;
    }
    states.insert(start, State::Open);
    let mut path = vec![(start, references(index, language, start))];
    while let Some((id, rest)) = path.last_mut() {
        let id = *id;
        let Some((target, name)) = rest.pop() else {
            states.insert(id, State::Done);
            path.pop();
            continue;
        };
        let Some((target, _)) = index.definitions[language].get_key_value(&target) else { continue };
        match states.get(target.as_str()) {
            Some(State::Done) => {}
            Some(State::Open) => {
                let from = path.iter().position(|(open, _)| open == target).unwrap_or(0);
                let mut circle: Vec<&str> = path[from..].iter().map(|(id, _)| *id).collect();
                circle.push(target);
                if let Some(definition) = index.get(language, id) {
                    diagnostics.push(
                        Diagnostic::new(Code::MessageCycle)
                            .at(definition.location(name))
                            .with("id", target.as_str())
                            .with("circle", circle.join(" → ")),
                    );
                }
            }
            None => {
                states.insert(target, State::Open);
                path.push((target.as_str(), references(index, language, target)));
            }
        }
    }
}

/// What a message refers to: ids, and the names as they are written.
fn references<'i>(index: &'i Index<'_>, language: LanguageId, id: &str) -> Vec<(String, &'i str)> {
    let mut found = Vec::new();
    if let Some(definition) = index.get(language, id) {
        definition.patterns().for_each(|(_, pattern)| walk(pattern, &mut found));
    }
    found
}

fn walk<'i>(pattern: &'i Pattern<&'i str>, found: &mut Vec<(String, &'i str)>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            walk_expression(expression, found);
        }
    }
}

fn walk_expression<'i>(expression: &'i Expression<&'i str>, found: &mut Vec<(String, &'i str)>) {
    match expression {
        Expression::Inline(inline) => walk_inline(inline, found),
        Expression::Select { selector, variants } => {
            walk_inline(selector, found);
            variants.iter().for_each(|variant| walk(&variant.value, found));
        }
    }
}

fn walk_inline<'i>(inline: &'i InlineExpression<&'i str>, found: &mut Vec<(String, &'i str)>) {
    match inline {
        // An attribute may refer to the value of its own message.
        InlineExpression::MessageReference { id, attribute: None } => {
            found.push((id.name.to_owned(), id.name));
        }
        InlineExpression::TermReference { id, attribute: None, .. } => {
            found.push((format!("-{}", id.name), id.name));
        }
        InlineExpression::FunctionReference { arguments, .. } => {
            arguments.positional.iter().for_each(|argument| walk_inline(argument, found));
        }
        InlineExpression::Placeable { expression } => walk_expression(expression, found),
        _ => {}
    }
}
