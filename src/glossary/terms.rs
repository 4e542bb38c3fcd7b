//! A glossary as it was read.

use std::ops::Range;

use typed_index_collections::TiVec;

use super::matcher::Matcher;
use crate::artefacts::Digest;
use crate::data::Spanned;
use crate::diagnostics::SourceText;
use crate::id::define_id;
use crate::language::LanguageId;

/// The file of the glossary, relative to the site's root.
pub const FILE_NAME: &str = "locales/glossary.toml";

define_id! {
    /// The number of a term in [`Glossary::terms`].
    TermId
}

/// The terms of a site.
#[derive(Debug)]
pub struct Glossary {
    /// The file that it was read from.
    pub source: SourceText,
    /// The terms, in the order of the file.
    pub terms: TiVec<TermId, Term>,
    /// What finds the forms of each language in texts.
    pub(super) matchers: TiVec<LanguageId, Matcher>,
    /// A digest of all forms that texts may have: of what the search follows from.
    pub forms_digest: Digest,
}

/// Something that has a name in each language: a place, a thing.
#[derive(Debug, Clone, PartialEq)]
pub struct Term {
    /// Its id, which messages name it by.
    pub id: Spanned<String>,
    /// What translators should know, whatever the language; may be empty.
    pub note: String,
    /// Whether a translation has to name it where its source does.
    pub is_required: bool,
    /// What it is called in each language.
    pub languages: TiVec<LanguageId, TermForms>,
}

/// What a term is called in a language.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TermForms {
    /// The forms that texts may have; the first is the one to be preferred. Empty if the glossary does not say.
    pub allowed: Vec<Form>,
    /// The forms that texts must not have.
    pub forbidden: Vec<ForbiddenForm>,
    /// What translators into this language should know; may be empty.
    pub note: String,
}

/// A form of a term.
#[derive(Debug, Clone, PartialEq)]
pub struct Form {
    /// The form as dictionaries have it, without the marks for its cases.
    pub text: String,
    /// As it is written in the glossary: `Рахмановские* ключи*`.
    pub written: Spanned<String>,
}

/// A form that is not to be used.
#[derive(Debug, Clone, PartialEq)]
pub struct ForbiddenForm {
    /// The form.
    pub form: Form,
    /// Why not, in the words of the glossary.
    pub reason: String,
    /// What to write instead, where it is not the form that is preferred.
    pub replacement: Option<String>,
}

impl Form {
    pub(super) fn new(written: &str, span: Range<usize>) -> Self {
        Self { text: written.replace('*', ""), written: Spanned::new(written.to_owned(), span) }
    }
}

impl TermForms {
    /// The form that is to be preferred; `None` if the glossary does not say.
    pub fn preferred(&self) -> Option<&str> {
        self.allowed.first().map(|form| form.text.as_str())
    }

    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.allowed.is_empty() && self.forbidden.is_empty() && self.note.is_empty()
    }
}

impl Term {
    /// What it is called in a language, or in the first language that has a name for it, or its id.
    pub fn name(&self, language: LanguageId) -> &str {
        let own = self.languages[language].preferred();
        own.or_else(|| self.languages.iter().find_map(TermForms::preferred)).unwrap_or(&self.id.value)
    }
}

impl Glossary {
    /// What to write in the place of a forbidden form; `None` if the glossary does not say.
    pub(super) fn replacement<'g>(
        &'g self,
        term: TermId,
        language: LanguageId,
        form: &'g ForbiddenForm,
    ) -> Option<&'g str> {
        form.replacement.as_deref().or_else(|| self.terms[term].languages[language].preferred())
    }
}
