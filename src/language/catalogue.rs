//! The messages of a site in all its languages: looks up and formats them by id, with fallback.

use std::sync::{Arc, OnceLock};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::resolver::errors::{ReferenceKind, ResolverError};
use fluent_bundle::{FluentArgs, FluentError, FluentResource};
use rustc_hash::FxHashMap;
use typed_index_collections::{TiSlice, TiVec};

use super::check::{self, Definition};
use super::definition::{Language, LanguageId};
use super::format_options::{DateLength, MonthLength};
use super::formats::Formats;
use super::functions;
use super::message_file::MessageFile;
use super::pseudo;
use crate::diagnostics::{Code, Diagnostic, Names, Suggestion};

/// The messages of a site.
pub struct Catalogue {
    /// The files that it was made from.
    pub files: Vec<MessageFile>,
    bundles: TiVec<LanguageId, FluentBundle<Arc<FluentResource>>>,
    definitions: TiVec<LanguageId, FxHashMap<String, Definition>>,
    fallback: TiVec<LanguageId, Vec<LanguageId>>,
    /// Whether its texts are in the pseudo-language.
    pub is_pseudo: bool,
    /// The ids of all languages, collected when the first unknown one is asked for.
    names: OnceLock<Names>,
}

/// A formatted message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormattedMessage {
    /// The text.
    pub text: String,
    /// The language of the text. It differs from the requested one if that lacks the message.
    pub language: LanguageId,
}

/// Why a message could not be formatted.
#[derive(Debug, Clone)]
pub enum MessageError {
    /// No language has it. Holds the nearest id.
    Unknown(Suggestion),
    /// It needs an argument that was not given. Holds the argument's name.
    MissingArgument(String),
    /// It refers to itself, expands too far, or calls a function with arguments that it cannot take. Holds what went
    /// wrong.
    Unresolvable(String),
}

impl Catalogue {
    /// Builds the catalogue from its files, and reports what is wrong with them.
    pub fn new(
        languages: &TiSlice<LanguageId, Language>,
        formats: &TiSlice<LanguageId, Arc<Formats>>,
        files: &[MessageFile],
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut definitions: TiVec<LanguageId, _> = TiVec::from(vec![FxHashMap::default(); languages.len()]);
        let mut bundles = TiVec::with_capacity(languages.len());
        for (id, language) in languages.iter_enumerated() {
            let tag = language.tag.parse().unwrap_or_default();
            let mut bundle = FluentBundle::new_concurrent(vec![tag]);
            bundle.set_use_isolating(false);
            functions::register(&mut bundle, &formats[id]);
            // The theme's files first, so that the site's messages override them.
            let mut own: Vec<&MessageFile> = files.iter().filter(|file| file.language == id).collect();
            own.sort_by(|a, b| (a.of_site, &a.source.path).cmp(&(b.of_site, &b.source.path)));
            for file in own {
                if let Some(diagnostic) = check::nested_too_deeply(&file.source) {
                    diagnostics.push(diagnostic);
                    continue;
                }
                let resource = match FluentResource::try_new(file.source.text.to_string()) {
                    Ok(resource) => resource,
                    Err((resource, errors)) => {
                        diagnostics
                            .extend(errors.iter().map(|error| check::syntax_error(&file.source, error)));
                        resource
                    }
                };
                check::collect(&resource, file, &mut definitions[id], diagnostics);
                bundle.add_resource_overriding(Arc::new(resource));
            }
            bundles.push(bundle);
        }
        for (id, language) in languages.iter_enumerated() {
            check::check(&definitions[id], language, &formats[id], diagnostics);
        }
        check::untranslated(&definitions, languages, diagnostics);
        let fallback = languages.iter().map(|language| language.fallback.clone()).collect();
        Self {
            files: files.to_vec(),
            bundles,
            definitions,
            fallback,
            is_pseudo: false,
            names: OnceLock::new(),
        }
    }

    /// The same messages in the [pseudo-language](super::pseudo): values that are put into them stay as they are.
    #[must_use]
    pub fn into_pseudo(mut self) -> Self {
        self.bundles.iter_mut().for_each(|bundle| bundle.set_transform(Some(pseudo::accented)));
        self.is_pseudo = true;
        self
    }

    /// Whether a language has a message, without fallback. The id may name an attribute: `id.attribute`.
    pub fn has(&self, language: LanguageId, id: &str) -> bool {
        pattern(&self.bundles[language], id).is_some()
    }

    /// Whether any language has a message.
    pub fn is_known(&self, id: &str) -> bool {
        self.bundles.keys().any(|language| self.has(language, id))
    }

    /// All ids of a language, in no particular order.
    pub fn ids(&self, language: LanguageId) -> impl Iterator<Item = &str> {
        self.definitions[language].keys().map(String::as_str)
    }

    /// The id nearest to one that no language has.
    pub fn suggest(&self, id: &str) -> Suggestion {
        let names = self.names.get_or_init(|| {
            let ids = self.bundles.keys().flat_map(|language| self.ids(language));
            Names::new(ids.filter(|known| !known.starts_with('-')))
        });
        names.suggest(id)
    }

    /// The text of a message in a language, or in the first of its fallback chain that has it.
    pub fn format(
        &self,
        language: LanguageId,
        id: &str,
        arguments: &FluentArgs<'_>,
    ) -> Result<FormattedMessage, MessageError> {
        let chain = std::iter::once(language).chain(self.fallback[language].iter().copied());
        for candidate in chain {
            let bundle = &self.bundles[candidate];
            let Some(pattern) = pattern(bundle, id) else { continue };
            let mut errors = Vec::new();
            let text = bundle.format_pattern(pattern, Some(arguments), &mut errors).into_owned();
            return match errors.into_iter().next() {
                None => match text.split(functions::REFUSED).nth(1) {
                    None => {
                        let option = format_option(pattern).filter(|_| self.is_pseudo);
                        let text = match option {
                            Some(option) => option.to_owned(),
                            None if self.is_pseudo => pseudo::in_brackets(text),
                            None => text,
                        };
                        Ok(FormattedMessage { text, language: candidate })
                    }
                    Some(call) => Err(MessageError::Unresolvable(call.to_owned())),
                },
                Some(FluentError::ResolverError(ResolverError::Reference(ReferenceKind::Variable {
                    id,
                }))) => Err(MessageError::MissingArgument(id)),
                Some(error) => Err(MessageError::Unresolvable(error.to_string())),
            };
        }
        Err(MessageError::Unknown(self.suggest(id)))
    }
}

impl MessageError {
    /// The diagnostic, which has no place yet.
    pub fn diagnostic(self, id: &str) -> Diagnostic {
        match self {
            Self::Unknown(suggestion) => {
                Diagnostic::new(Code::MessageUnknown).with("id", id).suggest(suggestion)
            }
            Self::MissingArgument(argument) => {
                Diagnostic::new(Code::MessageMissingArgument).with("id", id).with("argument", argument)
            }
            Self::Unresolvable(detail) => {
                Diagnostic::new(Code::MessageUnresolvable).with("id", id).with("detail", detail)
            }
        }
    }
}

/// The name of a length of dates or months, if a message is one: so a language chooses among them, and no reader sees it.
fn format_option<'b>(pattern: &fluent_syntax::ast::Pattern<&'b str>) -> Option<&'b str> {
    let [fluent_syntax::ast::PatternElement::TextElement { value }] = &pattern.elements[..] else {
        return None;
    };
    let is_option = DateLength::parse(value).is_some() || MonthLength::parse(value).is_some();
    is_option.then_some(*value)
}

fn pattern<'b>(
    bundle: &'b FluentBundle<Arc<FluentResource>>,
    id: &str,
) -> Option<&'b fluent_syntax::ast::Pattern<&'b str>> {
    match id.split_once('.') {
        Some((id, attribute)) => Some(bundle.get_message(id)?.get_attribute(attribute)?.value()),
        None => bundle.get_message(id)?.value(),
    }
}
