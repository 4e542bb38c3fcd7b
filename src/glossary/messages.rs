//! Compares the messages of a site with the glossary.

use rustc_hash::FxHashMap;

use super::fold::{Folded, Origin};
use super::glossary::Glossary;
use super::words::fold_inline;
use crate::diagnostics::{Diagnostic, SourceText};
use crate::language::{Language, LanguageId};
use crate::translate::{BlockText, MessageForms, Record, TextBlock, compare, message_texts};

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
        let messages = message_texts(std::slice::from_ref(file), &MessageForms::default());
        for BlockText { block, .. } in &messages {
            // As it stands in the file, with its placeables, whose names are no words of a glossary.
            let mut folded = Folded::default();
            folded.push(&file.text[block.range.clone()], &Origin::At(block.range.start));
            folded.finish();
            glossary.check_block(texts.language, file, block, &folded, diagnostics);
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
    for missing in glossary.missing(&comparison, (source_language, &source), (texts.language, &target)) {
        if let Some(file) = file_of.get(&missing.block) {
            let place = file.location(of_target[missing.block].block.range.clone());
            diagnostics.push(glossary.missing_term(&missing, texts.language).at(place));
        }
    }
}
