//! Messages beside those of the language that they are translated from: the site's default language.

use std::collections::BTreeSet;

use super::forms::{Form, Forms};
use super::index::{Definition, Index};
use super::parts::name;
use crate::diagnostics::{Code, Diagnostic, list_names};
use crate::language::{Formats, LanguageId};
use crate::project::SiteTexts;

/// How many words two languages have in common by chance: names, and what both have borrowed.
const MIN_COPIED_WORDS: usize = 3;

/// Compares all messages.
pub(super) fn check(texts: &SiteTexts, index: &Index<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let source = texts.config.default_language;
    for (language, id, definition) in index.all().filter(|(language, ..)| *language != source) {
        let Some(original) = index.get(source, id) else {
            // Terms are a language's own, and a theme may have messages that a language of it alone needs.
            if !id.starts_with('-') && definition.of_site && index.is_whole(source) {
                diagnostics.push(
                    Diagnostic::new(Code::MessageObsolete)
                        .at(definition.location(definition.name))
                        .with("id", id)
                        .with("language", texts.config.languages[source].tag.as_str()),
                );
            }
            continue;
        };
        if id.starts_with('-') {
            continue;
        }
        let pair = Pair { texts, index, language, id, definition, original };
        pair.attributes(diagnostics);
        for (attribute, _) in definition.patterns() {
            pair.pattern(attribute, diagnostics);
        }
    }
}

struct Pair<'c, 'p> {
    texts: &'c SiteTexts,
    index: &'c Index<'p>,
    language: LanguageId,
    id: &'c str,
    definition: &'c Definition<'p>,
    original: &'c Definition<'p>,
}

impl Pair<'_, '_> {
    fn diagnostic(&self, code: Code, part: &str, attribute: Option<&str>) -> Diagnostic {
        let source = self.texts.config.default_language;
        Diagnostic::new(code)
            .at(self.definition.location(part))
            .with("id", name(self.id, attribute))
            .with("language", self.texts.config.languages[source].tag.as_str())
    }

    fn attributes(&self, diagnostics: &mut Vec<Diagnostic>) {
        let names = |definition: &Definition<'_>| -> BTreeSet<String> {
            definition.attributes.iter().map(|attribute| attribute.id.name.to_owned()).collect()
        };
        let (own, original) = (names(self.definition), names(self.original));
        let lacks: Vec<&str> = original.difference(&own).map(String::as_str).collect();
        if !lacks.is_empty() {
            let diagnostic = self.diagnostic(Code::MessageAttributeMissing, self.definition.name, None);
            diagnostics.push(diagnostic.with("attributes", list_names(lacks)));
        }
        for attribute in self.definition.attributes.iter().filter(|it| !original.contains(it.id.name)) {
            let name = attribute.id.name;
            diagnostics.push(self.diagnostic(Code::MessageObsolete, name, Some(name)));
        }
    }

    fn pattern(&self, attribute: Option<&str>, diagnostics: &mut Vec<Diagnostic>) {
        let (own, original) = (self.definition.pattern(attribute), self.original.pattern(attribute));
        let (Some(own), Some(original)) = (own, original) else { return };
        let source = self.texts.config.default_language;
        let own = Forms::of(self.index, self.language, own);
        let original = Forms::of(self.index, source, original);
        let part = attribute.unwrap_or(self.definition.name);
        self.variables(&own, &original, part, attribute, diagnostics);
        self.tags(&own, &original, part, attribute, diagnostics);
        self.copied(&own, &original, part, attribute, diagnostics);
    }

    /// Each form shows what all forms of the source show, but the number that it is for; and nothing that the source has not.
    fn variables(
        &self,
        own: &Forms<'_>,
        original: &Forms<'_>,
        part: &str,
        attribute: Option<&str>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let known = original.variables();
        let mut wanted: Option<BTreeSet<String>> = None;
        for form in &original.forms {
            // A form of the source for one number need not show it either.
            let shown: BTreeSet<String> = form
                .variables
                .iter()
                .cloned()
                .chain(form.chosen_by.clone().filter(|_| is_of_one_number(form.variant)))
                .collect();
            wanted = Some(match wanted {
                Some(wanted) => wanted.intersection(&shown).cloned().collect(),
                None => shown,
            });
        }
        let wanted = wanted.unwrap_or_default();
        let formats = &self.texts.formats[self.language];
        for form in &own.forms {
            let may_lack = |variable: &String| {
                form.chosen_by.as_ref() == Some(variable) && is_one(form.variant, formats)
            };
            let missing = wanted.difference(&form.variables).filter(|variable| !may_lack(variable));
            let missing: Vec<String> = missing.map(|variable| format!("${variable}")).collect();
            let unknown: Vec<String> =
                form.variables.difference(&known).map(|variable| format!("${variable}")).collect();
            for (kind, names) in [("missing", missing), ("unknown", unknown)] {
                if !names.is_empty() {
                    let part = if form.variant.is_empty() { part } else { form.variant };
                    diagnostics.push(
                        self.diagnostic(Code::MessageVariables, part, attribute)
                            .with("kind", kind)
                            .with("form", if form.variant.is_empty() { "none" } else { form.variant })
                            .with("variables", list_names(names.iter().map(String::as_str))),
                    );
                }
            }
        }
    }

    fn tags(
        &self,
        own: &Forms<'_>,
        original: &Forms<'_>,
        part: &str,
        attribute: Option<&str>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let sorted = |form: &Form<'_>| {
            let mut tags = form.tags.clone();
            tags.sort_unstable();
            tags
        };
        let known: Vec<Vec<String>> = original.forms.iter().map(sorted).collect();
        if let Some(form) = own.forms.iter().find(|form| !known.contains(&sorted(form))) {
            let written = |tags: &[String]| {
                let tags: Vec<String> = tags.iter().map(|tag| format!("<{tag}>")).collect();
                if tags.is_empty() { "—".to_owned() } else { tags.join(" ") }
            };
            diagnostics.push(
                self.diagnostic(Code::MessageTags, part, attribute)
                    .with("tags", written(&form.tags))
                    .with("wanted", written(original.forms.first().map_or(&[], |form| &form.tags))),
            );
        }
    }

    /// A translation that says what its source says, word for word.
    fn copied(
        &self,
        own: &Forms<'_>,
        original: &Forms<'_>,
        part: &str,
        attribute: Option<&str>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let languages = &self.texts.config.languages;
        let source = &languages[self.texts.config.default_language];
        if languages[self.language].locale.language == source.locale.language {
            return;
        }
        let words = |forms: &Forms<'_>| -> Vec<String> {
            forms.forms.iter().map(|form| form.words.trim().to_owned()).collect()
        };
        let (own, original) = (words(own), words(original));
        let is_text = |text: &String| {
            let of_letters = |word: &&str| word.chars().filter(|c| c.is_alphabetic()).count() > 1;
            text.split_whitespace().filter(of_letters).count() >= MIN_COPIED_WORDS
        };
        if own == original && own.iter().any(is_text) {
            diagnostics.push(self.diagnostic(Code::MessageCopied, part, attribute));
        }
    }
}

/// Whether a variant is for one number alone in any language: `[0]`, `[one]` of a source whose plural that is.
fn is_of_one_number(variant: &str) -> bool {
    variant.parse::<f64>().is_ok() || matches!(variant, "zero" | "one" | "two")
}

/// Whether a variant is for one number alone in a language: `one` is 1 in Kazakh, and 1, 21, 31 … in Russian.
fn is_one(variant: &str, formats: &Formats) -> bool {
    let forms = formats.plural_forms_of_integers();
    variant.parse::<f64>().is_ok()
        || matches!(variant, "zero" | "two")
        || variant == "one" && !forms.contains(&"few") && !forms.contains(&"many")
}
