//! What of the messages of a site is to be translated: the value and the attributes of each message, form by form where it has
//! forms for numbers.

use std::collections::BTreeMap;

use fluent_syntax::ast::{
    Attribute, Entry, Expression, Identifier, InlineExpression, Message, Pattern, PatternElement, Resource,
    Variant, VariantKey,
};
use fluent_syntax::{parser, serializer};

use super::blocks::{BlockKind, TextBlock};
use crate::content::WordCount;
use crate::diagnostics::SourceText;
use crate::language::is_nested_too_deeply;

/// The names of CLDR's plural categories.
const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// The blocks of the messages of one language, in the order of their keys: `site-name` for a value, `site-name.short` for an
/// attribute, `nights[few]` for a form. `forms` are those that whole numbers have in the language of the translation: the
/// source is read with them, too, so that each form is compared with what it is made from.
///
/// Of a file that breaks Fluent's syntax, what can be read counts.
pub fn message_blocks(files: &[&SourceText], forms: &[&str]) -> Vec<TextBlock> {
    let mut blocks: BTreeMap<String, TextBlock> = BTreeMap::new();
    for source in files.iter().filter(|source| !is_nested_too_deeply(source)) {
        let (Ok(resource) | Err((resource, _))) = parser::parse(&*source.text);
        for entry in &resource.body {
            let (id, value, attributes) = match entry {
                Entry::Message(message) => {
                    (message.id.name.to_owned(), message.value.as_ref(), &message.attributes)
                }
                Entry::Term(term) => (format!("-{}", term.id.name), Some(&term.value), &term.attributes),
                _ => continue,
            };
            let value = value.map(|value| (id.clone(), value));
            let of_attribute = |attribute: &'_ Attribute<&str>| format!("{id}.{}", attribute.id.name);
            let attributes = attributes.iter().map(|it| (of_attribute(it), &it.value));
            for (key, pattern) in value.into_iter().chain(attributes) {
                for (form, pattern) in in_forms(pattern, forms) {
                    let key = form.map_or_else(|| key.clone(), |form| format!("{key}[{form}]"));
                    blocks.insert(key.clone(), block(key, &pattern, source));
                }
            }
        }
    }
    blocks.into_values().collect()
}

fn block(key: String, pattern: &Pattern<&str>, source: &SourceText) -> TextBlock {
    let text = text(pattern);
    let mut hasher = blake3::Hasher::new();
    hasher.update(key.as_bytes()).update(&[0]).update(text.as_bytes());
    TextBlock {
        hash: hasher.finalize().into(),
        kind: BlockKind::Message(key),
        text,
        range: place(pattern, source),
        words: words(pattern),
        invariants: Vec::new(),
    }
}

/// A pattern in each of its forms: with those of a choice by number in the place of the choice. A pattern without one, or
/// with several, is one form without a name.
fn in_forms<'s>(pattern: &Pattern<&'s str>, forms: &[&'s str]) -> Vec<(Option<&'s str>, Pattern<&'s str>)> {
    let mut choices = pattern.elements.iter().enumerate().filter_map(|(at, element)| match element {
        PatternElement::Placeable { expression: Expression::Select { variants, .. } } => Some((at, variants)),
        _ => None,
    });
    let whole = || vec![(None, pattern.clone())];
    let (Some((at, variants)), None) = (choices.next(), choices.next()) else { return whole() };
    let is_of_number = |variant: &Variant<&str>| match variant.key {
        VariantKey::Identifier { name } => CATEGORIES.contains(&name),
        VariantKey::NumberLiteral { .. } => true,
    };
    if !variants.iter().all(is_of_number) {
        return whole();
    }
    let numbers = variants.iter().filter_map(|variant| match variant.key {
        VariantKey::NumberLiteral { value } => Some(value),
        VariantKey::Identifier { .. } => None,
    });
    let of_form = |form: &str| {
        let own = variants.iter().find(|variant| name(variant) == form);
        own.or_else(|| variants.iter().find(|variant| variant.default))
    };
    let with_form = |form: &'s str| {
        let mut elements = pattern.elements.clone();
        elements.splice(at..=at, of_form(form)?.value.elements.iter().cloned());
        Some((Some(form), Pattern { elements }))
    };
    numbers.chain(forms.iter().copied()).filter_map(with_form).collect()
}

fn name<'s>(variant: &Variant<&'s str>) -> &'s str {
    match variant.key {
        VariantKey::Identifier { name } | VariantKey::NumberLiteral { value: name } => name,
    }
}

/// A pattern as Fluent in one line, however it is indented.
fn text(pattern: &Pattern<&str>) -> String {
    let message = Message {
        id: Identifier { name: "m" },
        value: Some(pattern.clone()),
        attributes: Vec::new(),
        comment: None,
    };
    let text = serializer::serialize(&Resource { body: vec![Entry::Message(message)] });
    text.trim_start_matches("m =").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How many words of a pattern readers see.
fn words(pattern: &Pattern<&str>) -> u32 {
    let of_element = |element: &PatternElement<&str>| match element {
        PatternElement::TextElement { value } => WordCount::of_markdown(value).total(),
        PatternElement::Placeable { expression: Expression::Select { variants, .. } } => {
            variants.iter().map(|variant| words(&variant.value)).sum()
        }
        PatternElement::Placeable { .. } => 0,
    };
    pattern.elements.iter().map(of_element).sum()
}

/// The bytes of the first text of a pattern, by the address of its slice: the syntax tree has no places.
fn place(pattern: &Pattern<&str>, source: &SourceText) -> std::ops::Range<usize> {
    let first = pattern.elements.iter().find_map(|element| match element {
        PatternElement::TextElement { value } => Some(*value),
        PatternElement::Placeable {
            expression: Expression::Inline(InlineExpression::VariableReference { id }),
        } => Some(id.name),
        PatternElement::Placeable { .. } => None,
    });
    let start = first.and_then(|first| (first.as_ptr() as usize).checked_sub(source.text.as_ptr() as usize));
    let start = start.filter(|start| *start <= source.text.len()).unwrap_or(0);
    start..start + first.map_or(0, str::len).min(source.text.len() - start)
}

#[cfg(test)]
mod tests {
    use super::super::accept::{Selection, accept};
    use super::super::record::Record;
    use super::super::state::{BlockState, compare};
    use super::*;

    fn blocks(text: &str, forms: &[&str]) -> Vec<TextBlock> {
        message_blocks(&[&SourceText::new("locales/ru/site.ftl", text)], forms)
    }

    #[test]
    fn values_attributes_and_forms_are_blocks() {
        let text = "# A comment\nname = Озёра\n    и горы\n    .short = Горы\n-brand = Алтай\n\
                    nights = { $count ->\n    [0] Ни одной ночи\n    [one] { $count } ночь\n   *[other] { $count } ночи\n} в пути\n\
                    kind = { $kind ->\n    [lake] озеро\n   *[other] место\n}\nbroken\n";
        let blocks = blocks(text, &["one", "many"]);
        let shown: Vec<(&str, &str, u32)> = blocks
            .iter()
            .map(|block| (block.kind.key().unwrap_or_default(), &*block.text, block.words))
            .collect();
        assert_eq!(
            shown,
            [
                ("-brand", "Алтай", 1),
                ("kind", "{ $kind -> [lake] озеро *[other] место }", 2),
                ("name", "Озёра и горы", 3),
                ("name.short", "Горы", 1),
                ("nights[0]", "Ни одной ночи в пути", 5),
                ("nights[many]", "{ $count } ночи в пути", 3),
                ("nights[one]", "{ $count } ночь в пути", 3),
            ]
        );
    }

    #[test]
    fn a_form_goes_stale_with_the_form_that_it_is_made_from() {
        let source = "nights = { $count ->\n    [one] { $count } night\n   *[other] { $count } nights\n}\n";
        let target = "nights = { $count ->\n    [one] { $count } ночь\n    [few] { $count } ночи\n    [many] { $count } ночей\n   *[other] { $count } ночи\n}\n";
        let forms = ["one", "few", "many"];
        let (before, target) = (blocks(source, &forms), blocks(target, &forms));
        let mut record = Record::default();
        accept(&mut record, "ru", (&before, &target), Selection::All, false);
        let after = blocks(&source.replace("} nights", "} nights there"), &forms);
        let comparison = compare(&after, &target, &record, "ru");
        let stale =
            after.iter().zip(&comparison.blocks).filter(|(_, it)| matches!(it.0, BlockState::Stale { .. }));
        let keys: Vec<&str> = stale.filter_map(|(block, _)| block.kind.key()).collect();
        assert_eq!(keys, ["nights[few]", "nights[many]"]);
        assert!(comparison.orphaned.is_empty());
    }
}
