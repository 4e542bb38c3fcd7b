//! What of the messages of a site is to be translated: the value and the attributes of each message, form by form where it has
//! forms for numbers.

use std::collections::BTreeMap;

use fluent_syntax::ast::{
    Attribute, Entry, Expression, Identifier, InlineExpression, Message, Pattern, PatternElement, Resource,
    Variant, VariantKey,
};
use fluent_syntax::{parser, serializer};
use rustc_hash::FxHashMap;

use super::block_text::{BlockText, Identity, Mark};
use super::blocks::{BlockKind, TextBlock};
use super::exchange::{InlineText, Piece};
use crate::content::WordCount;
use crate::diagnostics::SourceText;
use crate::language::is_nested_too_deeply;

/// The names of CLDR's plural categories.
const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// In which forms messages are translated: as the source has them, by number in the forms of the language of the translation.
#[derive(Debug, Default)]
pub struct MessageForms {
    /// The forms of each pattern of the source that makes a choice, by its key.
    by_key: FxHashMap<String, Vec<String>>,
}

impl MessageForms {
    /// Those of a source. `forms` are those that whole numbers have in the language of the translation.
    pub fn of(source: &[SourceText], forms: &[&str]) -> Self {
        let mut by_key = FxHashMap::default();
        for file in source.iter().filter(|file| !is_nested_too_deeply(file)) {
            let (Ok(resource) | Err((resource, _))) = parser::parse(&*file.text);
            for (key, pattern) in resource.body.iter().flat_map(patterns) {
                if let Some(choice) = choice(pattern) {
                    let names = choice.variants.iter().map(|(name, _)| *name);
                    let wanted: Vec<String> = match choice.is_of_number {
                        true => {
                            let numbers = names.filter(|name| !CATEGORIES.contains(name));
                            numbers.chain(forms.iter().copied()).map(str::to_owned).collect()
                        }
                        false => names.map(str::to_owned).collect(),
                    };
                    by_key.insert(key, wanted);
                }
            }
        }
        Self { by_key }
    }

    /// The forms of a pattern, by its key; `None` for one without.
    pub(super) fn of_key(&self, key: &str) -> Option<&[String]> {
        self.by_key.get(key).map(Vec::as_slice)
    }
}

/// The blocks of the messages of one language, in the order of their keys: `site-name` for a value, `site-name.short` for an
/// attribute, `nights[few]` for a form. A translation that says the same in all forms, and makes no choice, has this text in each
/// of them.
///
/// Of a file that breaks Fluent's syntax, what can be read counts.
pub fn message_blocks(files: &[SourceText], forms: &MessageForms) -> Vec<TextBlock> {
    message_texts(files, forms).into_iter().map(|text| text.block).collect()
}

/// The same with their words.
pub fn message_texts(files: &[SourceText], forms: &MessageForms) -> Vec<BlockText> {
    let mut blocks: BTreeMap<String, BlockText> = BTreeMap::new();
    for source in files.iter().filter(|source| !is_nested_too_deeply(source)) {
        let (Ok(resource) | Err((resource, _))) = parser::parse(&*source.text);
        for (key, pattern) in resource.body.iter().flat_map(patterns) {
            match forms.of_key(&key) {
                None => {
                    blocks.insert(key.clone(), block(key, pattern, source));
                }
                Some(forms) => {
                    for (form, pattern) in in_forms(pattern, forms) {
                        let key = format!("{key}[{form}]");
                        blocks.insert(key.clone(), block(key, &pattern, source));
                    }
                }
            }
        }
    }
    blocks.into_values().collect()
}

/// A piece of a text of a message file: words with the byte of the file at which they begin, or a placeable.
pub type MessagePiece<'s> = Option<(&'s str, usize)>;

/// The texts of a message file in their pieces: of each message, attribute and variant its own. Of a file that breaks Fluent's
/// syntax, what can be read counts.
pub fn message_pieces(source: &SourceText) -> Vec<Vec<MessagePiece<'_>>> {
    if is_nested_too_deeply(source) {
        return Vec::new();
    }
    let (Ok(resource) | Err((resource, _))) = parser::parse(&*source.text);
    let mut texts = Vec::new();
    for (_, pattern) in resource.body.iter().flat_map(patterns) {
        add_pieces(pattern, source, &mut texts);
    }
    texts
}

fn add_pieces<'s>(
    pattern: &Pattern<&'s str>,
    source: &'s SourceText,
    texts: &mut Vec<Vec<MessagePiece<'s>>>,
) {
    let mut own = Vec::new();
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => {
                own.push(offset(value, source).map(|start| (*value, start)))
            }
            PatternElement::Placeable { expression } => {
                own.push(None);
                if let Expression::Select { variants, .. } = expression {
                    variants.iter().for_each(|variant| add_pieces(&variant.value, source, texts));
                }
            }
        }
    }
    texts.push(own);
}

/// Where a slice of a text begins in it, by its address: the syntax tree has no places.
fn offset(slice: &str, source: &SourceText) -> Option<usize> {
    let start = (slice.as_ptr() as usize).checked_sub(source.text.as_ptr() as usize)?;
    (source.text.get(start..start + slice.len()) == Some(slice)).then_some(start)
}

/// The patterns of a message or a term with their keys: the value, then the attributes.
pub(super) fn patterns<'e, 's>(entry: &'e Entry<&'s str>) -> Vec<(String, &'e Pattern<&'s str>)> {
    let (id, value, attributes) = match entry {
        Entry::Message(message) => (message.id.name.to_owned(), message.value.as_ref(), &message.attributes),
        Entry::Term(term) => (format!("-{}", term.id.name), Some(&term.value), &term.attributes),
        _ => return Vec::new(),
    };
    let of_attribute = |attribute: &'_ Attribute<&str>| format!("{id}.{}", attribute.id.name);
    let attributes = attributes.iter().map(|it| (of_attribute(it), &it.value));
    value.map(|value| (id.clone(), value)).into_iter().chain(attributes).collect()
}

fn block(key: String, pattern: &Pattern<&str>, source: &SourceText) -> BlockText {
    let written = written(pattern);
    let line = written.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut hasher = blake3::Hasher::new();
    hasher.update(key.as_bytes()).update(&[0]).update(line.as_bytes());
    let (text, marks) =
        words_and_placeables(&line).unwrap_or_else(|| (InlineText::plain(&written), Vec::new()));
    let block = TextBlock {
        hash: hasher.finalize().into(),
        kind: BlockKind::Message(key),
        text: line,
        range: place(pattern, source),
        words: words(pattern),
        invariants: Vec::new(),
    };
    BlockText { block, text, marks }
}

/// The words of a pattern in one line, and its placeables. Returns `None` if it chooses between texts.
pub(super) fn words_and_placeables(line: &str) -> Option<(InlineText, Vec<Mark>)> {
    let mut text = InlineText::default();
    let mut marks = Vec::new();
    let mut rest = line;
    while let Some(start) = rest.find('{') {
        text.push(Piece::Text(rest[..start].to_owned()));
        let length = placeable_length(&rest[start..])?;
        let placeable = &rest[start..start + length];
        if placeable.contains("->") {
            return None;
        }
        marks.push(Mark::alone(Identity::Placeable(placeable.to_owned()), placeable));
        text.push(Piece::Protected(marks.len()));
        rest = &rest[start + length..];
    }
    text.push(Piece::Text(rest.to_owned()));
    Some((text, marks))
}

/// How long a placeable is with its braces.
fn placeable_length(text: &str) -> Option<usize> {
    let (mut depth, mut is_quoted, mut is_escaped) = (0_usize, false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if is_quoted => is_escaped = true,
            b'"' => is_quoted = !is_quoted,
            b'{' if !is_quoted => depth += 1,
            b'}' if !is_quoted => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// A pattern that chooses between texts, with each of them in the place of the choice.
pub(super) struct Choice<'s> {
    /// What the choice is by, as Fluent.
    pub selector: String,
    /// Whether it is by number.
    pub is_of_number: bool,
    /// The name of each variant with its whole text.
    pub variants: Vec<(&'s str, Pattern<&'s str>)>,
    /// The name of the variant for all else.
    pub default: &'s str,
}

/// The choice that a pattern makes. Returns `None` if it makes none, or several.
pub(super) fn choice<'s>(pattern: &Pattern<&'s str>) -> Option<Choice<'s>> {
    let mut choices = pattern.elements.iter().enumerate().filter_map(|(at, element)| match element {
        PatternElement::Placeable { expression: Expression::Select { selector, variants } } => {
            Some((at, selector, variants))
        }
        _ => None,
    });
    let (Some((at, selector, variants)), None) = (choices.next(), choices.next()) else { return None };
    let is_of_number = variants.iter().all(|variant| match variant.key {
        VariantKey::Identifier { name } => CATEGORIES.contains(&name),
        VariantKey::NumberLiteral { .. } => true,
    });
    let whole = |variant: &Variant<&'s str>| {
        let mut elements = pattern.elements.clone();
        elements.splice(at..=at, variant.value.elements.iter().cloned());
        (name(variant), Pattern { elements })
    };
    let own = Pattern {
        elements: vec![PatternElement::Placeable { expression: Expression::Inline(selector.clone()) }],
    };
    let selector = written(&own);
    Some(Choice {
        selector: selector.trim().trim_start_matches('{').trim_end_matches('}').trim().to_owned(),
        is_of_number,
        default: variants.iter().find(|variant| variant.default).map(name)?,
        variants: variants.iter().map(whole).collect(),
    })
}

/// A pattern in each form, with the text of a choice in the place of the choice.
fn in_forms<'s, 'f>(pattern: &Pattern<&'s str>, forms: &'f [String]) -> Vec<(&'f str, Pattern<&'s str>)> {
    let choice = choice(pattern);
    let of_form = |form: &'f String| {
        let Some(choice) = &choice else { return Some((form.as_str(), pattern.clone())) };
        let own = choice.variants.iter().find(|(name, _)| name == form);
        let own = own.or_else(|| choice.variants.iter().find(|(name, _)| *name == choice.default));
        Some((form.as_str(), own?.1.clone()))
    };
    forms.iter().filter_map(of_form).collect()
}

fn name<'s>(variant: &Variant<&'s str>) -> &'s str {
    match variant.key {
        VariantKey::Identifier { name } | VariantKey::NumberLiteral { value: name } => name,
    }
}

/// A pattern as Fluent.
pub(super) fn written(pattern: &Pattern<&str>) -> String {
    let message = Message {
        id: Identifier { name: "m" },
        value: Some(pattern.clone()),
        attributes: Vec::new(),
        comment: None,
    };
    let text = serializer::serialize(&Resource { body: vec![Entry::Message(message)] });
    text.trim_start_matches("m =").trim().to_owned()
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

/// The bytes of the first text of a pattern.
fn place(pattern: &Pattern<&str>, source: &SourceText) -> std::ops::Range<usize> {
    let first = pattern.elements.iter().find_map(|element| match element {
        PatternElement::TextElement { value } => Some(*value),
        PatternElement::Placeable {
            expression: Expression::Inline(InlineExpression::VariableReference { id }),
        } => Some(id.name),
        PatternElement::Placeable { .. } => None,
    });
    let start = first.and_then(|first| offset(first, source)).unwrap_or(0);
    start..start + first.map_or(0, str::len).min(source.text.len() - start)
}

#[cfg(test)]
mod tests {
    use super::super::accept::{Selection, accept};
    use super::super::block_state::BlockState;
    use super::super::record::Record;
    use super::super::state::compare;
    use super::*;

    fn blocks(source: &str, text: &str, forms: &[&str]) -> Vec<TextBlock> {
        let file = |text: &str| [SourceText::new("locales/ru/site.ftl", text)];
        message_blocks(&file(text), &MessageForms::of(&file(source), forms))
    }

    #[test]
    fn values_attributes_and_forms_are_blocks() {
        let text = "# A comment\nname = Озёра\n    и горы\n    .short = Горы\n-brand = Алтай\n\
                    nights = { $count ->\n    [0] Ни одной ночи\n    [one] { $count } ночь\n   *[other] { $count } ночи\n} в пути\n\
                    kind = { $kind ->\n    [lake] озеро\n   *[other] место\n}\nbroken\n";
        let blocks = blocks(text, text, &["one", "many"]);
        let shown: Vec<(&str, &str, u32)> = blocks
            .iter()
            .map(|block| (block.kind.key().unwrap_or_default(), &*block.text, block.words))
            .collect();
        assert_eq!(
            shown,
            [
                ("-brand", "Алтай", 1),
                ("kind[lake]", "озеро", 1),
                ("kind[other]", "место", 1),
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
        let (before, target) = (blocks(source, source, &forms), blocks(source, target, &forms));
        let mut record = Record::default();
        accept(&mut record, "ru", (&before, &target), Selection::All, false);
        let after = {
            let after = source.replace("} nights", "} nights there");
            blocks(&after, &after, &forms)
        };
        let comparison = compare(&after, &target, &record, "ru");
        let stale =
            after.iter().zip(&comparison.blocks).filter(|(_, it)| matches!(it.0, BlockState::Stale { .. }));
        let keys: Vec<&str> = stale.filter_map(|(block, _)| block.kind.key()).collect();
        assert_eq!(keys, ["nights[few]", "nights[many]"]);
        assert!(comparison.orphaned.is_empty());
    }
}
