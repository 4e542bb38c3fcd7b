//! The glossary of a site, and the messages that are compared with it.

use std::sync::Arc;

use typed_index_collections::TiSlice;

use crate::config::Config;
use crate::diagnostics::{Diagnostic, SourceText};
use crate::glossary::{self, FILE_NAME, Glossary, MessageTexts};
use crate::language::{Formats, LanguageId, MessageFile, messages_of_site};
use crate::load::{Input, InputBytes};
use crate::translate::{MESSAGE_RECORD, MessageForms, Record};

/// Reads the glossary. Returns `None` if the site has none, or none that can be read.
pub(super) fn read(
    locales: &[Input],
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Arc<Glossary>> {
    Glossary::parse(text_of(locales, FILE_NAME)?, &config.languages, diagnostics).map(Arc::new)
}

/// Reads the last version of the glossary that could be read, in the place of one that cannot. Returns `None` if the site has no
/// glossary any more. What was wrong with that version has been told.
pub(super) fn restore(locales: &[Input], last: &SourceText, config: &Config) -> Option<Arc<Glossary>> {
    locales.iter().find(|input| input.path == FILE_NAME)?;
    // The languages may be others now.
    Glossary::parse(last, &config.languages, &mut Vec::new()).map(Arc::new)
}

/// Compares the site's own messages with the glossary.
pub(super) fn check_messages(
    glossary: &Glossary,
    locales: &[Input],
    messages: &[MessageFile],
    config: &Config,
    formats: &TiSlice<LanguageId, Arc<Formats>>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let files = messages_of_site(messages, &config.languages);
    // What is wrong with the record is told by those who work with it.
    let record = text_of(locales, MESSAGE_RECORD)
        .map(|record| Record::parse(record, &mut Vec::new()))
        .unwrap_or_default();
    let default = config.default_language;
    for (language, definition) in config.languages.iter_enumerated() {
        let forms = MessageForms::of(&files[default], &formats[language].plural_forms_of_integers());
        let texts = MessageTexts {
            files: &files[language],
            language,
            source: (language != default).then(|| (files[default].as_slice(), default)),
            record: &record,
            forms: &forms,
        };
        glossary::check_messages(glossary, &texts, definition, diagnostics);
    }
}

fn text_of<'l>(locales: &'l [Input], path: &str) -> Option<&'l SourceText> {
    locales.iter().find(|input| input.path == path).and_then(|input| match &input.bytes {
        InputBytes::Text(source) => Some(source),
        _ => None,
    })
}
