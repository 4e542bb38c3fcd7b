//! The words of a message file, with their places.

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser;

use crate::check::prose::Prose;
use crate::diagnostics::SourceText;
use crate::language::{Language, is_nested_too_deeply};

/// The pieces of text of a file. Of a file that breaks Fluent's syntax, what can be read counts.
pub(in crate::check) fn message_prose<'a>(source: &'a SourceText, language: &'a Language) -> Vec<Prose<'a>> {
    let mut pieces = Vec::new();
    if is_nested_too_deeply(source) {
        return pieces;
    }
    let (Ok(resource) | Err((resource, _))) = parser::parse(&*source.text);
    let mut add = |text: &str| {
        let start = (text.as_ptr() as usize).saturating_sub(source.text.as_ptr() as usize);
        // A text that ends a line holds its line break.
        let length = text.trim_end_matches(['\r', '\n']).len();
        if source.text.get(start..start + length) == Some(&text[..length]) {
            pieces.push(Prose { language, source, range: start..start + length });
        }
    };
    for entry in &resource.body {
        match entry {
            Entry::Message(message) => {
                message.value.iter().for_each(|value| walk(value, &mut add));
                message.attributes.iter().for_each(|attribute| walk(&attribute.value, &mut add));
            }
            Entry::Term(term) => {
                walk(&term.value, &mut add);
                term.attributes.iter().for_each(|attribute| walk(&attribute.value, &mut add));
            }
            _ => {}
        }
    }
    pieces
}

fn walk(pattern: &Pattern<&str>, add: &mut impl FnMut(&str)) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => add(value),
            PatternElement::Placeable { expression } => walk_expression(expression, add),
        }
    }
}

fn walk_expression(expression: &Expression<&str>, add: &mut impl FnMut(&str)) {
    match expression {
        Expression::Select { variants, .. } => {
            variants.iter().for_each(|variant| walk(&variant.value, add));
        }
        Expression::Inline(InlineExpression::Placeable { expression }) => walk_expression(expression, add),
        Expression::Inline(_) => {}
    }
}
