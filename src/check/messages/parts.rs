//! Parts of single messages: attributes and variants that stand twice, empty values, choices by something that is no number,
//! attributes that are referred to and not there.

use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement, Variant, VariantKey};
use rustc_hash::FxHashSet;

use super::index::{Definition, Index};
use crate::diagnostics::{Code, Diagnostic, nearest};
use crate::language::LanguageId;

/// CLDR's names of plural forms beside `other`, which is a name for anything else as often.
const FORMS: [&str; 5] = ["zero", "one", "two", "few", "many"];

/// Checks each message.
pub(super) fn check(index: &Index<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for (language, id, definition) in index.all() {
        let mut attributes = FxHashSet::default();
        for attribute in definition.attributes {
            if !attributes.insert(attribute.id.name) {
                let name = attribute.id.name;
                diagnostics.push(
                    Diagnostic::new(Code::MessagePartTwice)
                        .at(definition.location(name))
                        .with("kind", "attribute")
                        .with("name", name)
                        .with("id", id),
                );
            }
        }
        for (attribute, pattern) in definition.patterns() {
            let id = name(id, attribute);
            if is_empty(pattern) {
                let place = definition.location(attribute.unwrap_or(definition.name));
                diagnostics.push(Diagnostic::new(Code::MessageEmpty).at(place).with("id", id.as_str()));
            }
            walk(pattern, &mut Checker { index, language, definition, id: &id, diagnostics });
        }
    }
}

/// The id of a value or an attribute.
pub(super) fn name(id: &str, attribute: Option<&str>) -> String {
    attribute.map_or_else(|| id.to_owned(), |attribute| format!("{id}.{attribute}"))
}

/// Whether a pattern shows nothing at all: spaces of full width, say. One without any character is a mistake of syntax, and `{ "" }`
/// says so on purpose.
fn is_empty(pattern: &Pattern<&str>) -> bool {
    pattern.elements.iter().all(|element| match element {
        PatternElement::TextElement { value } => value.chars().all(|c| c.is_whitespace() || is_invisible(c)),
        PatternElement::Placeable { .. } => false,
    })
}

/// Whether a character has no width.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

struct Checker<'c, 'p> {
    index: &'c Index<'p>,
    language: LanguageId,
    definition: &'c Definition<'p>,
    id: &'c str,
    diagnostics: &'c mut Vec<Diagnostic>,
}

fn walk(pattern: &Pattern<&str>, checker: &mut Checker<'_, '_>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            walk_expression(expression, checker);
        }
    }
}

fn walk_expression(expression: &Expression<&str>, checker: &mut Checker<'_, '_>) {
    match expression {
        Expression::Inline(inline) => walk_inline(inline, checker),
        Expression::Select { selector, variants } => {
            walk_inline(selector, checker);
            checker.variants(selector, variants);
            variants.iter().for_each(|variant| walk(&variant.value, checker));
        }
    }
}

fn walk_inline(inline: &InlineExpression<&str>, checker: &mut Checker<'_, '_>) {
    match inline {
        InlineExpression::MessageReference { id, attribute: Some(attribute) } => {
            checker.attribute(id.name, attribute.name);
        }
        InlineExpression::TermReference { id, attribute: Some(attribute), .. } => {
            checker.attribute(&format!("-{}", id.name), attribute.name);
        }
        InlineExpression::FunctionReference { arguments, .. } => {
            arguments.positional.iter().for_each(|argument| walk_inline(argument, checker));
        }
        InlineExpression::Placeable { expression } => walk_expression(expression, checker),
        _ => {}
    }
}

impl Checker<'_, '_> {
    /// A message that is not there at all was told when it was read.
    fn attribute(&mut self, id: &str, attribute: &str) {
        let Some(target) = self.index.get(self.language, id) else { return };
        if target.pattern(Some(attribute)).is_none() {
            let known = target.attributes.iter().map(|attribute| attribute.id.name);
            let place = self.definition.location(attribute);
            self.diagnostics.push(
                Diagnostic::new(Code::MessageAttributeUnknown)
                    .fix(place.suggested_fix(attribute))
                    .at(place)
                    .with("id", self.id)
                    .with("reference", format!("{id}.{attribute}"))
                    .suggest(nearest(attribute, known)),
            );
        }
    }

    fn variants(&mut self, selector: &InlineExpression<&str>, variants: &[Variant<&str>]) {
        let mut seen = FxHashSet::default();
        for variant in variants {
            let (VariantKey::Identifier { name } | VariantKey::NumberLiteral { value: name }) = variant.key;
            if !seen.insert(name) {
                self.diagnostics.push(
                    Diagnostic::new(Code::MessagePartTwice)
                        .at(self.definition.location(name))
                        .with("kind", "variant")
                        .with("name", name)
                        .with("id", self.id),
                );
            }
        }
        let form = variants.iter().find_map(|variant| match variant.key {
            VariantKey::Identifier { name } => FORMS.contains(&name).then_some(name),
            VariantKey::NumberLiteral { .. } => None,
        });
        let is_text = match selector {
            InlineExpression::StringLiteral { .. } | InlineExpression::TermReference { .. } => true,
            InlineExpression::FunctionReference { id, .. } => id.name != "NUMBER",
            _ => false,
        };
        if let Some(form) = form.filter(|_| is_text) {
            self.diagnostics.push(
                Diagnostic::new(Code::MessageSelector)
                    .at(self.definition.location(form))
                    .with("id", self.id)
                    .with("form", form),
            );
        }
    }
}
