//! The program's own words: every message in all four languages, with the same variables and forms.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{
    CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement, Variant, VariantKey,
};
use sapar::diagnostics::{Code, PROGRAM_LANGUAGES};

/// What the program says in a language: in the terminal, and in the browser.
macro_rules! words {
    ($tag:literal) => {
        concat!(
            include_str!(concat!("../../src/diagnostics/locales/", $tag, ".ftl")),
            "\n",
            include_str!(concat!("../../src/serve/locales/", $tag, ".ftl"))
        )
    };
}

/// The languages with their texts, and the forms that a whole number may have in them (CLDR).
const LANGUAGES: [(&str, &str, &[&str]); 4] = [
    ("en", words!("en"), &["one", "other"]),
    ("kk", words!("kk"), &["one", "other"]),
    ("ru", words!("ru"), &["one", "few", "many", "other"]),
    ("zh", words!("zh"), &["other"]),
];

const FORMS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// What a text is made of.
#[derive(Debug, Default)]
struct Parts {
    /// The variables that it shows; those that it only chooses by are not among them.
    variables: BTreeSet<String>,
    references: BTreeSet<String>,
    /// The keys of each choice by their selector, and whether it is a choice by number.
    choices: Vec<(String, Vec<String>)>,
    /// The words themselves, without what stands in braces.
    words: String,
}

impl Parts {
    fn add(&mut self, pattern: &Pattern<&str>) {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => self.words.push_str(value),
                PatternElement::Placeable { expression } => self.add_expression(expression),
            }
        }
    }

    fn add_expression(&mut self, expression: &Expression<&str>) {
        match expression {
            Expression::Inline(inline) => self.add_inline(inline),
            Expression::Select { selector, variants } => {
                let keys = variants.iter().map(|variant| key(variant).to_owned()).collect();
                let selector = match selector {
                    InlineExpression::VariableReference { id } => id.name.to_owned(),
                    other => panic!("a choice by something else than a variable: {other:?}"),
                };
                self.choices.push((selector, keys));
                variants.iter().for_each(|variant| self.add(&variant.value));
            }
        }
    }

    fn add_inline(&mut self, inline: &InlineExpression<&str>) {
        match inline {
            InlineExpression::VariableReference { id } => {
                self.variables.insert(id.name.to_owned());
            }
            InlineExpression::MessageReference { id, .. } => {
                self.references.insert(id.name.to_owned());
            }
            InlineExpression::FunctionReference { arguments: CallArguments { positional, .. }, .. } => {
                positional.iter().for_each(|argument| self.add_inline(argument));
            }
            InlineExpression::Placeable { expression } => self.add_expression(expression),
            InlineExpression::StringLiteral { .. }
            | InlineExpression::NumberLiteral { .. }
            | InlineExpression::TermReference { .. } => {}
        }
    }
}

fn key<'v>(variant: &Variant<&'v str>) -> &'v str {
    match variant.key {
        VariantKey::Identifier { name } => name,
        VariantKey::NumberLiteral { value } => value,
    }
}

/// The texts of a language: those of messages by their ids, those of attributes by `ID.ATTRIBUTE`.
fn texts(tag: &str, source: &'static str) -> BTreeMap<String, Parts> {
    let resource =
        fluent_syntax::parser::parse(source).unwrap_or_else(|(_, errors)| panic!("{tag}.ftl: {errors:?}"));
    let mut texts = BTreeMap::new();
    let mut insert = |id: String, pattern: &Pattern<&str>| {
        let mut parts = Parts::default();
        parts.add(pattern);
        assert!(texts.insert(id.clone(), parts).is_none(), "{tag}.ftl: `{id}` stands twice");
    };
    for entry in &resource.body {
        let Entry::Message(message) = entry else { continue };
        if let Some(value) = &message.value {
            insert(message.id.name.to_owned(), value);
        }
        for attribute in &message.attributes {
            insert(format!("{}.{}", message.id.name, attribute.id.name), &attribute.value);
        }
    }
    texts
}

fn english() -> BTreeMap<String, Parts> {
    texts(LANGUAGES[0].0, LANGUAGES[0].1)
}

/// Fails with all findings, not only the first: a translator wants the whole list.
#[track_caller]
fn none(findings: &[String]) {
    assert!(findings.is_empty(), "{}", findings.join("\n"));
}

#[test]
fn the_program_speaks_these_four_languages() {
    let tags: Vec<&str> = PROGRAM_LANGUAGES.iter().map(|language| language.tag).collect();
    assert_eq!(tags, LANGUAGES.map(|(tag, ..)| tag));
}

#[test]
fn every_diagnostic_has_a_message_and_a_remedy_in_every_language() {
    let mut missing = Vec::new();
    for (tag, source, _) in LANGUAGES {
        let texts = texts(tag, source);
        for code in Code::ALL {
            for id in [code.to_string(), format!("{code}.help")] {
                if !texts.contains_key(&id) {
                    missing.push(format!("{tag}.ftl lacks `{id}`"));
                }
            }
        }
    }
    none(&missing);
}

#[test]
fn every_language_has_the_same_messages() {
    let english = english();
    let mut differences = Vec::new();
    for (tag, source, _) in LANGUAGES {
        let texts = texts(tag, source);
        let lacks = english.keys().filter(|id| !texts.contains_key(*id));
        differences.extend(lacks.map(|id| format!("{tag}.ftl lacks `{id}`")));
        let more = texts.keys().filter(|id| !english.contains_key(*id));
        differences.extend(more.map(|id| format!("{tag}.ftl has `{id}`, which English has not")));
    }
    none(&differences);
}

#[test]
fn every_language_says_a_message_with_the_same_variables() {
    let english = english();
    let known = |parts: &Parts| -> BTreeSet<String> {
        parts.choices.iter().map(|(selector, _)| selector).chain(&parts.variables).cloned().collect()
    };
    let mut differences = Vec::new();
    for (tag, source, _) in LANGUAGES {
        for (id, parts) in texts(tag, source) {
            let Some(own) = english.get(&id) else { continue };
            if parts.variables != own.variables || parts.references != own.references {
                differences.push(format!(
                    "{tag}.ftl, `{id}`: {:?} {:?}, in English {:?} {:?}",
                    parts.variables, parts.references, own.variables, own.references
                ));
            }
            // A language may choose by a number where English does not, but only by one that is given.
            let unknown: Vec<String> = known(&parts).difference(&known(own)).cloned().collect();
            if !unknown.is_empty() {
                differences.push(format!("{tag}.ftl, `{id}`: {unknown:?} is not given"));
            }
        }
    }
    none(&differences);
}

#[test]
fn a_choice_by_number_has_the_forms_of_its_language_and_any_other_the_same_choices() {
    let english = english();
    let is_form = |key: &String| FORMS.contains(&key.as_str());
    let is_number = |key: &String| key.parse::<f64>().is_ok();
    let mut differences = Vec::new();
    for (tag, source, forms) in LANGUAGES {
        for (id, parts) in texts(tag, source) {
            for (selector, keys) in &parts.choices {
                let by_number = keys.iter().any(|key| is_number(key) || is_form(key) && key != "other");
                if by_number {
                    let has: BTreeSet<&str> =
                        keys.iter().filter(|key| is_form(key)).map(String::as_str).collect();
                    let only_exact = has.iter().all(|form| *form == "other");
                    if !only_exact && has != forms.iter().copied().collect() {
                        differences.push(format!("{tag}.ftl, `{id}`, ${selector}: {has:?}, not {forms:?}"));
                    }
                    continue;
                }
                let own = english.get(&id).into_iter().flat_map(|own| &own.choices);
                let sorted = |keys: &Vec<String>| keys.iter().cloned().collect::<BTreeSet<_>>();
                let mut own = own.filter(|(other, _)| other == selector).peekable();
                // Chinese says of one and of many the same way, and has no choice where English has.
                if own.peek().is_some() && !own.any(|(_, other)| sorted(other) == sorted(keys)) {
                    differences.push(format!(
                        "{tag}.ftl, `{id}`, ${selector}: {keys:?} are other choices than English has"
                    ));
                }
            }
        }
    }
    none(&differences);
}

#[test]
fn a_choice_that_is_none_of_numbers_is_one_in_every_language() {
    let mut differences = Vec::new();
    let is_of_numbers = |keys: &[String]| {
        keys.iter().any(|key| key.parse::<f64>().is_ok() || FORMS.contains(&key.as_str()) && key != "other")
    };
    let by_words = |parts: &Parts| -> BTreeSet<String> {
        parts.choices.iter().filter(|(_, keys)| !is_of_numbers(keys)).map(|(it, _)| it.clone()).collect()
    };
    for (tag, source, _) in &LANGUAGES[1..] {
        let texts = texts(tag, source);
        for (id, own) in english() {
            if let Some(parts) = texts.get(&id)
                && by_words(parts) != by_words(&own)
            {
                differences.push(format!(
                    "{tag}.ftl, `{id}`: {:?}, in English {:?}",
                    by_words(parts),
                    by_words(&own)
                ));
            }
        }
    }
    none(&differences);
}

#[test]
fn no_message_is_left_in_english() {
    let english = english();
    let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).collect::<String>();
    let mut copies = Vec::new();
    for (tag, source, _) in &LANGUAGES[1..] {
        for (id, parts) in texts(tag, source) {
            let words = letters(&parts.words);
            if !words.is_empty() && english.get(&id).is_some_and(|own| letters(&own.words) == words) {
                copies.push(format!("{tag}.ftl, `{id}`"));
            }
        }
    }
    none(&copies);
}

#[test]
fn the_message_of_a_diagnostic_does_not_end_like_a_sentence() {
    let mut ends = Vec::new();
    for (tag, source, _) in LANGUAGES {
        let texts = texts(tag, source);
        for code in Code::ALL {
            let ends_so =
                texts.get(code.as_str()).is_some_and(|it| it.words.trim_end().ends_with(['.', '。', '!']));
            if ends_so {
                ends.push(format!("{tag}.ftl, `{code}`"));
            }
        }
    }
    none(&ends);
}
