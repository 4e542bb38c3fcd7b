//! Compares the messages of a site with the glossary.

use rustc_hash::FxHashMap;

use super::check::Target;
use super::fold::{Folded, Origin};
use super::terms::Glossary;
use super::words::fold_inline;
use crate::diagnostics::{Diagnostic, SourceText};
use crate::language::{Language, LanguageId};
use crate::translate::{BlockText, MessageForms, Record, TextBlock, compare, message_pieces, message_texts};

/// The messages of a site in two languages.
pub struct MessageTexts<'m> {
    /// The files of the language that is compared.
    pub files: &'m [SourceText],
    /// Its language.
    pub language: LanguageId,
    /// The files of the language that messages are translated from, and that language; `None` if it is the same one.
    pub source: Option<(&'m [SourceText], LanguageId)>,
    /// What is recorded of the translations of messages.
    pub record: &'m Record,
    /// The forms in which messages are translated.
    pub forms: &'m MessageForms,
}

/// Reports what of messages is not as the glossary has it. `language` is that of the messages.
pub fn check_messages(
    glossary: &Glossary,
    texts: &MessageTexts<'_>,
    language: &Language,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for file in texts.files {
        for pieces in message_pieces(file) {
            let mut folded = Folded::default();
            for piece in pieces {
                match piece {
                    Some((words, start)) => folded.push(words, &Origin::At(start)),
                    None => folded.push_gap(0..0),
                }
            }
            folded.finish();
            glossary.check_block(texts.language, file, &(0..0), &folded, diagnostics);
        }
    }
    let Some((source, source_language)) = texts.source.filter(|_| texts.record.has_language(&language.tag))
    else {
        return;
    };
    let of_source = message_texts(source, texts.forms);
    let mut of_target: Vec<BlockText> = Vec::new();
    let mut file_of: FxHashMap<usize, &SourceText> = FxHashMap::default();
    for file in texts.files {
        for text in message_texts(std::slice::from_ref(file), texts.forms) {
            file_of.insert(of_target.len(), file);
            of_target.push(text);
        }
    }
    let blocks =
        |texts: &[BlockText]| -> Vec<TextBlock> { texts.iter().map(|text| text.block.clone()).collect() };
    let folded =
        |texts: &[BlockText]| -> Vec<Folded> { texts.iter().map(|text| fold_inline(&text.text)).collect() };
    let comparison = compare(&blocks(&of_source), &blocks(&of_target), texts.record, &language.tag);
    let (source, target) = (folded(&of_source), folded(&of_target));
    let target = Target {
        language: texts.language,
        folded: &target,
        groups: &(0..of_target.len()).map(|number| number..number + 1).collect::<Vec<_>>(),
        known: &|_, _| false,
    };
    for missing in glossary.missing(&comparison, (source_language, &source), &target) {
        if let Some(file) = file_of.get(&missing.block) {
            let place = file.location(of_target[missing.block].block.range.clone());
            diagnostics.push(glossary.missing_term(&missing, texts.language).at(place));
        }
    }
}
