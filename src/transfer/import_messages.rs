//! Puts translations into files of messages, and into their record.

use rustc_hash::FxHashMap;

use super::changes::{Machines, SourceChange, WorkChanges};
use super::work::Work;
use crate::diagnostics::SourceText;
use crate::language::LanguageId;
use crate::project::SiteTexts;
use crate::translate::exchange::InlineText;
use crate::translate::{
    AcceptedBlock, MessageFiles, TextBlock, accept_blocks, message_blocks, rewrite_messages,
};

/// Writes translations of messages. `new` are by the numbers of their units, `accepted` are units that are as they should be.
pub(super) fn import_messages(
    texts: &SiteTexts,
    work: &Work<'_>,
    language: LanguageId,
    new: &FxHashMap<usize, InlineText>,
    accepted: &[usize],
    machines: &Machines,
) -> WorkChanges {
    let tag = &texts.config.languages[language].tag;
    let forms = texts.message_forms(language);
    let files = MessageFiles {
        source: &texts.messages[work.source_language],
        target: &texts.messages[language],
        tag,
        forms: &forms,
    };
    let rewritten = rewrite_messages(files, &work.units, new);
    let mut changes = WorkChanges { refused: rewritten.refused, ..WorkChanges::default() };
    let pair = |number: usize, target| AcceptedBlock {
        target,
        sources: work.units[number].sources.iter().map(|it| work.source[*it].block.clone()).collect(),
        is_machine: machines.get(&number).copied().unwrap_or(false),
    };
    let mut pairs: Vec<AcceptedBlock> =
        rewritten.written.iter().map(|(number, hash)| pair(*number, *hash)).collect();
    for number in accepted {
        let targets = work.units[*number].targets.iter();
        pairs.extend(targets.map(|target| pair(*number, work.target[*target].block.hash)));
    }
    changes.written = rewritten.written.iter().map(|(number, _)| *number).collect();
    changes.accepted = accepted.to_vec();
    let unchanged = texts.messages[language].iter().filter(|file| !rewritten.files.contains_key(&*file.path));
    let mut all: Vec<SourceText> = unchanged.cloned().collect();
    all.extend(rewritten.files.iter().map(|(path, text)| SourceText::new(path, text)));
    let target: Vec<TextBlock> = message_blocks(&all, &forms);
    let mut record = texts.message_record.clone();
    accept_blocks(&mut record, tag, (&work.blocks().0, &target), &pairs);
    changes.record = Some(record);
    let old = |path: &str| texts.messages[language].iter().find(|file| *file.path == *path).cloned();
    changes.messages = rewritten
        .files
        .into_iter()
        .map(|(path, text)| SourceChange { old: old(&path), file: path, text })
        .collect();
    changes
}
