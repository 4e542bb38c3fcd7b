//! The messages of each language as readers get them: those of the site replace those of the theme.

use std::collections::BTreeMap;

use fluent_syntax::ast::{Attribute, Entry, Pattern, Resource};
use fluent_syntax::parser;
use typed_index_collections::TiVec;

use crate::diagnostics::{Location, SourceText};
use crate::language::{LanguageId, MessageFile, is_nested_too_deeply};
use crate::project::SiteTexts;

/// A file with its syntax tree.
struct ParsedFile<'t> {
    file: &'t MessageFile,
    resource: Resource<&'t str>,
    /// Whether a part of it could not be read.
    is_broken: bool,
}

/// The syntax trees of all files.
pub(super) struct Parsed<'t>(Vec<ParsedFile<'t>>);

impl<'t> Parsed<'t> {
    pub fn of(texts: &'t SiteTexts) -> Self {
        let files = texts.all_messages.iter().filter(|file| !is_nested_too_deeply(&file.source));
        // The theme's files first, so that the site's messages replace them.
        let mut files: Vec<&MessageFile> = files.collect();
        files.sort_by(|a, b| (a.of_site, &a.source.path).cmp(&(b.of_site, &b.source.path)));
        let parse = |file: &'t MessageFile| {
            // What is wrong with the syntax has been told.
            match parser::parse(&*file.source.text) {
                Ok(resource) => ParsedFile { file, resource, is_broken: false },
                Err((resource, _)) => ParsedFile { file, resource, is_broken: true },
            }
        };
        Self(files.into_iter().map(parse).collect())
    }
}

/// A message or a term.
#[derive(Debug, Clone, Copy)]
pub(super) struct Definition<'p> {
    pub source: &'p SourceText,
    pub of_site: bool,
    /// Its id as the parser read it, without the hyphen of a term.
    pub name: &'p str,
    pub value: Option<&'p Pattern<&'p str>>,
    pub attributes: &'p [Attribute<&'p str>],
}

impl<'p> Definition<'p> {
    /// The place of a part of the file that the parser read.
    pub fn location(&self, part: &str) -> Location {
        let start = (part.as_ptr() as usize).saturating_sub(self.source.text.as_ptr() as usize);
        let start = start.min(self.source.text.len());
        self.source.location(start..start + part.len())
    }

    /// Its value and its attributes, with the names of these.
    pub fn patterns(&self) -> impl Iterator<Item = (Option<&'p str>, &'p Pattern<&'p str>)> + use<'p> {
        let attributes = self.attributes.iter().map(|it| (Some(it.id.name), &it.value));
        self.value.into_iter().map(|value| (None, value)).chain(attributes)
    }

    /// The value, or that of an attribute.
    pub fn pattern(&self, attribute: Option<&str>) -> Option<&'p Pattern<&'p str>> {
        match attribute {
            Some(name) => self.attributes.iter().find(|it| it.id.name == name).map(|it| &it.value),
            None => self.value,
        }
    }
}

/// The messages and terms of each language by their ids; those of terms begin with a hyphen.
pub(super) struct Index<'p> {
    pub definitions: TiVec<LanguageId, BTreeMap<String, Definition<'p>>>,
    /// The languages of which a part of a file could not be read: they may have messages that are not here.
    broken: TiVec<LanguageId, bool>,
}

impl<'p> Index<'p> {
    pub fn of(texts: &SiteTexts, parsed: &'p Parsed<'_>) -> Self {
        let mut languages: TiVec<LanguageId, BTreeMap<String, Definition<'p>>> =
            texts.config.languages.iter().map(|_| BTreeMap::new()).collect();
        let mut broken: TiVec<LanguageId, bool> = languages.iter().map(|_| false).collect();
        for ParsedFile { file, resource, is_broken } in &parsed.0 {
            broken[file.language] |= is_broken;
            for entry in &resource.body {
                let (id, name, value, attributes) = match entry {
                    Entry::Message(it) => {
                        (it.id.name.to_owned(), it.id.name, it.value.as_ref(), &it.attributes)
                    }
                    Entry::Term(it) => {
                        (format!("-{}", it.id.name), it.id.name, Some(&it.value), &it.attributes)
                    }
                    _ => continue,
                };
                let (source, of_site) = (&file.source, file.of_site);
                let definition = Definition { source, of_site, name, value, attributes };
                languages[file.language].insert(id, definition);
            }
        }
        Self { definitions: languages, broken }
    }

    pub fn get(&self, language: LanguageId, id: &str) -> Option<&Definition<'p>> {
        self.definitions[language].get(id)
    }

    /// Whether all messages of a language could be read.
    pub fn is_whole(&self, language: LanguageId) -> bool {
        !self.broken[language]
    }

    pub fn all(&self) -> impl Iterator<Item = (LanguageId, &str, &Definition<'p>)> {
        self.definitions.iter_enumerated().flat_map(|(language, all)| {
            all.iter().map(move |(id, definition)| (language, id.as_str(), definition))
        })
    }
}
