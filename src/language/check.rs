//! Static checks of Fluent files: what is wrong with them without formatting a message.

use std::cell::LazyCell;

use fluent_bundle::FluentResource;
use fluent_syntax::ast::{
    Attribute, Entry, Expression, InlineExpression, Pattern, PatternElement, Variant, VariantKey,
};
use fluent_syntax::parser::ParserError;
use rustc_hash::FxHashMap;
use typed_index_collections::TiSlice;

use super::definition::{Language, LanguageId};
use super::formats::Formats;
use super::message_file::MessageFile;
use crate::diagnostics::{Code, Diagnostic, Location, Names, SourceText, nearest};

/// CLDR's names of plural forms.
const PLURAL_FORMS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// The functions that messages can call.
pub const FUNCTIONS: [&str; 3] = ["NUMBER", "DATETIME", "LIST"];

/// Where a message or term (its id with a hyphen in front) is defined, and what it refers to.
#[derive(Debug, Clone)]
pub(super) struct Definition {
    location: Location,
    of_site: bool,
    /// Whether it exists but has a syntax error.
    broken: bool,
    references: Vec<(Reference, Location)>,
    selections: Vec<Selection>,
}

/// A select expression over plural forms.
#[derive(Debug, Clone)]
struct Selection {
    /// Whether it selects by ordinal numbers: 1st, 2nd, 3rd.
    ordinal: bool,
    /// The forms that it has, with their places.
    keys: Vec<(String, Location)>,
    /// Which of them is the default.
    default: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Reference {
    Entry(String),
    Function(String),
}

/// The diagnostic for a syntax error.
pub(super) fn syntax_error(source: &SourceText, error: &ParserError) -> Diagnostic {
    let position = error.pos.start.min(source.text.len());
    let begins = error.slice.as_ref().is_some_and(|slice| slice.start == position);
    let position = if begins {
        // The text is not a message at all: show its first letter.
        position + (source.text[position..].len() - source.text[position..].trim_start_matches(' ').len())
    } else {
        // An error at the end of a line is shown there, not on the next line.
        source.text[..position].strip_suffix('\n').map_or(position, str::len)
    };
    Diagnostic::new(Code::MessageSyntax)
        .at(source.location(position..position.max(error.pos.end)))
        .with("detail", error.kind.to_string())
}

/// The maximum nesting of braces. The parser is recursive and would overflow the stack; no real message comes close to
/// this.
const MAX_NESTING: usize = 100;

/// The diagnostic for a file that would overflow the parser's stack.
pub(super) fn nested_too_deeply(source: &SourceText) -> Option<Diagnostic> {
    let mut depth = 0usize;
    let mut at_line_start = true;
    for (at, byte) in source.text.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            // A message starts at the start of a line, and closes everything that was open.
            byte if at_line_start && byte.is_ascii_alphabetic() => depth = 0,
            _ => {}
        }
        at_line_start = byte == b'\n';
        if depth > MAX_NESTING {
            let location = source.location(at..at + 1);
            return Some(Diagnostic::new(Code::MessageSyntax).at(location).with("detail", "{ { { …"));
        }
    }
    None
}

/// Whether a file would overflow the parser's stack.
pub fn is_nested_too_deeply(source: &SourceText) -> bool {
    nested_too_deeply(source).is_some()
}

/// Collects the definitions of a file. Duplicates within the theme or within the site are reported.
pub(super) fn collect(
    resource: &FluentResource,
    file: &MessageFile,
    definitions: &mut FxHashMap<String, Definition>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let places = Places { source: &file.source, parsed: resource.source() };
    for entry in resource.entries() {
        let (name, id, value, attributes): (&str, String, Option<&Pattern<&str>>, &[Attribute<&str>]) =
            match entry {
                Entry::Message(message) => {
                    (message.id.name, message.id.name.to_owned(), message.value.as_ref(), &message.attributes)
                }
                Entry::Term(term) => {
                    (term.id.name, format!("-{}", term.id.name), Some(&term.value), &term.attributes)
                }
                Entry::Junk { content } => {
                    note_broken(content, file, definitions);
                    continue;
                }
                _ => continue,
            };
        let location = places.of(name);
        let mut definition = Definition {
            location: location.clone(),
            of_site: file.of_site,
            broken: false,
            references: vec![],
            selections: vec![],
        };
        for pattern in value.into_iter().chain(attributes.iter().map(|attribute| &attribute.value)) {
            walk(pattern, &places, &mut definition);
        }
        let previous = definitions.insert(id.clone(), definition);
        if previous.is_some_and(|previous| !previous.broken && previous.of_site == file.of_site) {
            diagnostics.push(Diagnostic::new(Code::MessageDuplicate).at(location).with("id", id));
        }
    }
}

/// Records a message with a syntax error, which has been reported, so that it is not reported as missing too.
fn note_broken(content: &str, file: &MessageFile, definitions: &mut FxHashMap<String, Definition>) {
    let length = content.find(|c: char| !(c.is_ascii_alphanumeric() || "-_".contains(c)));
    let name = &content[..length.unwrap_or(content.len())];
    if !name.is_empty() {
        definitions.entry(name.to_owned()).or_insert_with(|| Definition {
            location: Location::of_file(&file.source.path),
            of_site: file.of_site,
            broken: true,
            references: vec![],
            selections: vec![],
        });
    }
}

/// Finds places in a file by the parser's names, which are slices of the text that it read: the syntax tree has no
/// spans.
struct Places<'f> {
    source: &'f SourceText,
    /// The parser's copy of the text.
    parsed: &'f str,
}

impl Places<'_> {
    fn of(&self, part: &str) -> Location {
        let start = self.offset(part);
        self.source.location(start..start + part.len())
    }

    /// The place of a term's name together with the hyphen in front of it.
    fn of_term(&self, name: &str) -> Location {
        let start = self.offset(name);
        self.source.location(start.saturating_sub(1)..start + name.len())
    }

    fn offset(&self, part: &str) -> usize {
        (part.as_ptr() as usize).saturating_sub(self.parsed.as_ptr() as usize)
    }
}

fn walk(pattern: &Pattern<&str>, places: &Places<'_>, definition: &mut Definition) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            walk_expression(expression, places, definition);
        }
    }
}

fn walk_expression(expression: &Expression<&str>, places: &Places<'_>, definition: &mut Definition) {
    match expression {
        Expression::Inline(inline) => walk_inline(inline, places, definition),
        Expression::Select { selector, variants } => {
            walk_inline(selector, places, definition);
            if let Some(selection) = plural_selection(selector, variants, places) {
                definition.selections.push(selection);
            }
            for variant in variants {
                walk(&variant.value, places, definition);
            }
        }
    }
}

/// The selection of a select expression, if it is over plural forms.
fn plural_selection(
    selector: &InlineExpression<&str>,
    variants: &[Variant<&str>],
    places: &Places<'_>,
) -> Option<Selection> {
    let names: Vec<&str> = variants
        .iter()
        .filter_map(|variant| match variant.key {
            VariantKey::Identifier { name } => Some(name),
            VariantKey::NumberLiteral { .. } => None,
        })
        .collect();
    // `other` alone is also a common name for "anything else": it is a plural form only beside another one.
    let plural = names.iter().all(|name| PLURAL_FORMS.contains(name)) && !matches!(names[..], [] | ["other"]);
    plural.then(|| Selection {
        ordinal: is_ordinal(selector),
        keys: names.iter().map(|name| ((*name).to_owned(), places.of(name))).collect(),
        default: variants.iter().find(|variant| variant.default).and_then(|variant| match variant.key {
            VariantKey::Identifier { name } => Some(name.to_owned()),
            VariantKey::NumberLiteral { .. } => None,
        }),
    })
}

/// Whether a selector is `NUMBER($n, type: "ordinal")`.
fn is_ordinal(selector: &InlineExpression<&str>) -> bool {
    let InlineExpression::FunctionReference { arguments, .. } = selector else { return false };
    arguments.named.iter().any(|argument| {
        let value = &argument.value;
        argument.name.name == "type"
            && matches!(value, InlineExpression::StringLiteral { value } if *value == "ordinal")
    })
}

fn walk_inline(expression: &InlineExpression<&str>, places: &Places<'_>, definition: &mut Definition) {
    match expression {
        InlineExpression::FunctionReference { id, arguments } => {
            definition.references.push((Reference::Function(id.name.to_owned()), places.of(id.name)));
            for argument in &arguments.positional {
                walk_inline(argument, places, definition);
            }
        }
        InlineExpression::MessageReference { id, .. } => {
            definition.references.push((Reference::Entry(id.name.to_owned()), places.of(id.name)));
        }
        InlineExpression::TermReference { id, .. } => {
            definition.references.push((Reference::Entry(format!("-{}", id.name)), places.of_term(id.name)));
        }
        InlineExpression::Placeable { expression } => walk_expression(expression, places, definition),
        InlineExpression::StringLiteral { .. }
        | InlineExpression::NumberLiteral { .. }
        | InlineExpression::VariableReference { .. } => {}
    }
}

/// Reports dangling references, and plural forms that are missing or unreachable.
pub(super) fn check(
    definitions: &FxHashMap<String, Definition>,
    language: &Language,
    formats: &Formats,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let known = LazyCell::new(|| Names::new(definitions.keys().map(String::as_str)));
    let cardinals = Forms { all: formats.plural_forms(), of_integers: formats.plural_forms_of_integers() };
    // Fractions have no ordinal forms.
    let ordinals = Forms { all: formats.ordinal_forms(), of_integers: formats.ordinal_forms() };
    for (id, definition) in definitions {
        for (reference, location) in &definition.references {
            match reference {
                Reference::Entry(name) if !definitions.contains_key(name) => diagnostics.push(
                    Diagnostic::new(Code::MessageReference)
                        .at(location.clone())
                        .with("id", id.as_str())
                        .with("reference", name.as_str())
                        .suggest(known.suggest(name))
                        .fix(location.suggested_fix(name)),
                ),
                Reference::Function(name) if !FUNCTIONS.contains(&name.as_str()) => diagnostics.push(
                    Diagnostic::new(Code::MessageFunction)
                        .at(location.clone())
                        .with("id", id.as_str())
                        .with("function", name.as_str())
                        .suggest(nearest(name, FUNCTIONS))
                        .fix(location.suggested_fix(name)),
                ),
                _ => {}
            }
        }
        for selection in &definition.selections {
            let forms = if selection.ordinal { &ordinals } else { &cardinals };
            let all = forms.all.join(", ");
            let about = |code, location: &Location| {
                Diagnostic::new(code)
                    .at(location.clone())
                    .with("id", id.as_str())
                    .with("language", language.tag.as_str())
                    .with("all", all.as_str())
            };
            let missing = selection.missing(forms);
            if let Some((_, first)) = selection.keys.first().filter(|_| !missing.is_empty()) {
                let diagnostic = about(Code::MessageMissingPlural, first);
                diagnostics.push(diagnostic.with("categories", missing.join(", ")));
            }
            for (key, location) in selection.unreachable(forms) {
                let diagnostic = about(Code::MessageUnreachablePlural, location);
                diagnostics.push(diagnostic.with("category", key.as_str()));
            }
        }
    }
}

/// The plural forms of a language.
struct Forms {
    all: Vec<&'static str>,
    /// Those of whole numbers.
    of_integers: Vec<&'static str>,
}

impl Selection {
    /// The forms that it should have and has not. The default covers those that only fractions have, as `other` in Russian;
    /// and `other` itself, unless it is a form of its own, which then would be shown for two kinds of numbers.
    fn missing<'f>(&self, forms: &'f Forms) -> Vec<&'f str> {
        let has = |form: &str| self.keys.iter().any(|(key, _)| key == form);
        let is_form = |key: &str| forms.of_integers.contains(&key);
        let covers_other = self.default.as_deref().is_none_or(|default| !is_form(default));
        let is_covered = |form: &str| form == "other" && covers_other;
        forms.of_integers.iter().copied().filter(|form| !has(form) && !is_covered(form)).collect()
    }

    /// The forms that the language has not. The default is shown all the same.
    fn unreachable(&self, forms: &Forms) -> impl Iterator<Item = &(String, Location)> {
        let is_default = |key: &String| self.default.as_ref() == Some(key);
        self.keys.iter().filter(move |(key, _)| !forms.all.contains(&key.as_str()) && !is_default(key))
    }
}

/// How many ids a diagnostic of missing messages names.
const MAX_NAMED: usize = 5;

/// Reports messages that a language lacks, at the first definition of a text that is shown instead: once for each language
/// that lends it texts. A language that has just been added lacks all of them, and a site may have dozens of languages.
pub(super) fn untranslated(
    definitions: &TiSlice<LanguageId, FxHashMap<String, Definition>>,
    languages: &TiSlice<LanguageId, Language>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for (id, language) in languages.iter_enumerated() {
        for &shown in language.fallback.iter().rev() {
            let mut missing: Vec<(&str, &Location)> = Vec::new();
            for (name, definition) in &definitions[shown] {
                // Terms are internal to a language. If a nearer language of the chain has the message, that one is shown.
                let nearer = language.fallback.iter().take_while(|other| **other != shown);
                if name.starts_with('-')
                    || definition.broken
                    || definitions[id].contains_key(name)
                    || nearer.into_iter().any(|other| definitions[*other].contains_key(name))
                {
                    continue;
                }
                missing.push((name, &definition.location));
            }
            missing.sort_unstable_by_key(|(name, place)| (place.file(), place.line(), place.column(), *name));
            let Some((_, first)) = missing.first() else { continue };
            let ids: Vec<&str> = missing.iter().map(|(name, _)| *name).collect();
            let named = ids.iter().take(MAX_NAMED).map(|id| format!("`{id}`"));
            diagnostics.push(
                Diagnostic::new(Code::MessageUntranslated)
                    .at((*first).clone())
                    .with("count", ids.len())
                    .with("id", ids[0])
                    .with("named", named.collect::<Vec<_>>().join(", "))
                    .with("more", ids.len().saturating_sub(MAX_NAMED))
                    .with("ids", ids.join(" "))
                    .with("language", language.tag.as_str())
                    .with("shown", languages[shown].tag.as_str()),
            );
        }
    }
}
