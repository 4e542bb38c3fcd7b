//! The forms of a message: what it shows by each of its variants, with the messages that it refers to.

use std::collections::BTreeSet;

use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement, VariantKey};

use super::index::Index;
use crate::language::LanguageId;

/// How deep references are followed; circles are told by a rule of their own.
const MAX_DEPTH: usize = 8;

/// What a message shows in one form.
#[derive(Debug, Default, Clone)]
pub(super) struct Form<'p> {
    /// The variant, as it is written; empty for a message without choices.
    pub variant: &'p str,
    /// The variable that the variant is chosen by, if it is chosen by one.
    pub chosen_by: Option<String>,
    /// The variables that it shows.
    pub variables: BTreeSet<String>,
    /// The names of the tags in it, in their order.
    pub tags: Vec<String>,
    /// Its words.
    pub words: String,
}

/// All forms of a message, and the variables that it chooses by.
#[derive(Debug, Default)]
pub(super) struct Forms<'p> {
    pub forms: Vec<Form<'p>>,
    pub selectors: BTreeSet<String>,
}

impl<'p> Forms<'p> {
    /// The forms of a pattern. Where it makes several choices, the others are at their defaults.
    pub fn of(index: &'p Index<'_>, language: LanguageId, pattern: &'p Pattern<&'p str>) -> Self {
        let reader = Reader { index, language };
        let mut forms = Self::default();
        let mut all = Form::default();
        reader.default_form(pattern, 0, &mut all, &mut forms.selectors);
        for (at, element) in pattern.elements.iter().enumerate() {
            let PatternElement::Placeable { expression: Expression::Select { selector, variants } } = element
            else {
                continue;
            };
            for variant in variants {
                let (VariantKey::Identifier { name } | VariantKey::NumberLiteral { value: name }) =
                    variant.key;
                let mut form = Form { variant: name, chosen_by: variable(selector), ..Form::default() };
                for (other, element) in pattern.elements.iter().enumerate() {
                    match other == at {
                        true => reader.default_form(&variant.value, 1, &mut form, &mut forms.selectors),
                        false => reader.element(element, 0, &mut form, &mut forms.selectors),
                    }
                }
                forms.forms.push(form);
            }
        }
        if forms.forms.is_empty() {
            forms.forms.push(all);
        }
        forms
    }

    /// All variables that it shows or chooses by.
    pub fn variables(&self) -> BTreeSet<String> {
        let shown = self.forms.iter().flat_map(|form| form.variables.iter());
        shown.chain(&self.selectors).cloned().collect()
    }
}

/// The variable that a choice is by.
fn variable(selector: &InlineExpression<&str>) -> Option<String> {
    match selector {
        InlineExpression::VariableReference { id } => Some(id.name.to_owned()),
        InlineExpression::FunctionReference { arguments, .. } => {
            arguments.positional.first().and_then(variable)
        }
        _ => None,
    }
}

struct Reader<'p, 'i> {
    index: &'p Index<'i>,
    language: LanguageId,
}

impl<'p> Reader<'p, '_> {
    fn default_form(
        &self,
        pattern: &'p Pattern<&'p str>,
        depth: usize,
        form: &mut Form<'p>,
        selectors: &mut BTreeSet<String>,
    ) {
        pattern.elements.iter().for_each(|element| self.element(element, depth, form, selectors));
    }

    fn element(
        &self,
        element: &'p PatternElement<&'p str>,
        depth: usize,
        form: &mut Form<'p>,
        selectors: &mut BTreeSet<String>,
    ) {
        match element {
            PatternElement::TextElement { value } => {
                form.words.push_str(value);
                add_tags(value, &mut form.tags);
            }
            PatternElement::Placeable { expression } => self.expression(expression, depth, form, selectors),
        }
    }

    fn expression(
        &self,
        expression: &'p Expression<&'p str>,
        depth: usize,
        form: &mut Form<'p>,
        selectors: &mut BTreeSet<String>,
    ) {
        match expression {
            Expression::Inline(inline) => self.inline(inline, depth, form, selectors),
            Expression::Select { selector, variants } => {
                selectors.extend(variable(selector));
                if let Some(variant) = variants.iter().find(|variant| variant.default) {
                    self.default_form(&variant.value, depth + 1, form, selectors);
                }
            }
        }
    }

    fn inline(
        &self,
        inline: &'p InlineExpression<&'p str>,
        depth: usize,
        form: &mut Form<'p>,
        selectors: &mut BTreeSet<String>,
    ) {
        match inline {
            InlineExpression::VariableReference { id } => drop(form.variables.insert(id.name.to_owned())),
            InlineExpression::FunctionReference { arguments, .. } => {
                arguments.positional.iter().for_each(|it| self.inline(it, depth, form, selectors));
            }
            InlineExpression::Placeable { expression } => {
                self.expression(expression, depth, form, selectors);
            }
            InlineExpression::MessageReference { id, attribute } if depth < MAX_DEPTH => {
                let target = self.index.get(self.language, id.name);
                let pattern = target.and_then(|target| match attribute {
                    Some(attribute) => target.pattern(Some(attribute.name)),
                    None => target.value,
                });
                if let Some(pattern) = pattern {
                    self.default_form(pattern, depth + 1, form, selectors);
                }
            }
            // The variables of a term are given to it where it is referred to.
            _ => {}
        }
    }
}

/// Adds the names of the tags of a piece of text: `b`, `/b`.
fn add_tags(text: &str, tags: &mut Vec<String>) {
    for behind in text.split('<').skip(1) {
        let name = behind.strip_prefix('/').unwrap_or(behind);
        let length = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
        if length > 0 && name.starts_with(|c: char| c.is_ascii_alphabetic()) && behind.contains('>') {
            let slash = behind.len() - name.len();
            tags.push(behind[..slash + length].to_ascii_lowercase());
        }
    }
}
