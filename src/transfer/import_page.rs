//! Puts translations into the document of a page, and into its record.

use rustc_hash::FxHashMap;

use super::changes::{Machines, SourceChange, WorkChanges};
use super::work::{Work, WorkOf};
use crate::content::Document;
use crate::diagnostics::SourceText;
use crate::language::LanguageId;
use crate::project::SiteTexts;
use crate::site::PageSource;
use crate::translate::exchange::InlineText;
use crate::translate::{
    AcceptedBlock, BlockHash, BlockKind, BlockText, DocumentBlocks, Record, Refusal, TextBlock, TextUnit,
    accept_blocks, block_texts, new_document, rewrite, text_units,
};

/// Writes translations of a page. `new` are by the numbers of their units, `accepted` are units that are as they should be.
pub(super) fn import_page(
    texts: &SiteTexts,
    work: &Work<'_>,
    language: LanguageId,
    new: FxHashMap<usize, InlineText>,
    accepted: &[usize],
    machines: &Machines,
) -> WorkChanges {
    match work.of {
        WorkOf::Documents(page, source, target) => {
            let import = PageImport { texts, work, page, source, language, machines };
            match target {
                Some(target) => import.change(target, new, accepted),
                None => import.create(&new),
            }
        }
        WorkOf::Messages => WorkChanges::default(),
    }
}

struct PageImport<'i> {
    texts: &'i SiteTexts,
    work: &'i Work<'i>,
    page: &'i PageSource,
    source: &'i Document,
    language: LanguageId,
    machines: &'i Machines,
}

impl PageImport<'_> {
    fn tag(&self) -> &str {
        &self.texts.config.languages[self.language].tag
    }

    /// Reads a version of the document of the translation.
    fn parse(&self, path: &str, text: &str) -> (Document, Vec<BlockText>) {
        let source = SourceText::new(path, text);
        let quotes = self.texts.config.languages[self.language].quotes;
        let document = Document::parse(&source, self.language, quotes, &mut Vec::new());
        let blocks = block_texts(&document, &self.texts.kind(self.page));
        (document, blocks)
    }

    fn change(
        &self,
        target: &Document,
        new: FxHashMap<usize, InlineText>,
        accepted: &[usize],
    ) -> WorkChanges {
        let mut changes = WorkChanges::default();
        let mut record = (*self.page.record).clone();
        let path = &*target.source.path;
        let mut pairs: Vec<AcceptedBlock> =
            accepted.iter().flat_map(|unit| self.pairs_as_they_are(*unit)).collect();
        let source = target.source.open();
        let mut text = source.text.to_string();
        // Captions stand within blocks that may be written, too.
        let is_caption = |number: &usize| {
            let unit = &self.work.units[*number];
            unit.kind == BlockKind::Caption && !unit.targets.is_empty()
        };
        let (captions, others): (FxHashMap<_, _>, FxHashMap<_, _>) =
            new.into_iter().partition(|(number, _)| is_caption(number));
        for wanted in [captions, others] {
            if wanted.is_empty() {
                continue;
            }
            let (document, blocks) = self.parse(path, &text);
            let (units, _) = text_units(&self.work.source, &blocks, &record, self.tag());
            let number_of: FxHashMap<&str, usize> =
                units.iter().enumerate().map(|(number, unit)| (unit.key.as_str(), number)).collect();
            let mut original: FxHashMap<usize, usize> = FxHashMap::default();
            let mut texts: FxHashMap<usize, InlineText> = FxHashMap::default();
            for (number, text) in wanted {
                match number_of.get(self.work.units[number].key.as_str()) {
                    Some(own) => {
                        original.insert(*own, number);
                        texts.insert(*own, text);
                    }
                    None => changes.refused.push((number, Refusal::Unwritable)),
                }
            }
            let source = DocumentBlocks { document: self.source, blocks: &self.work.source };
            let target = DocumentBlocks { document: &document, blocks: &blocks };
            let rewritten = rewrite(source, target, &units, &texts, &|text| self.parse(path, text));
            for (own, hashes) in &rewritten.written {
                changes.written.push(original[own]);
                pairs.extend(self.pairs(original[own], hashes));
            }
            changes.refused.extend(rewritten.refused.iter().map(|(own, why)| (original[own], *why)));
            text = rewritten.text;
            let (_, blocks) = self.parse(path, &text);
            self.accept(&mut record, &blocks, &std::mem::take(&mut pairs));
        }
        if !pairs.is_empty() {
            self.accept(&mut record, &self.work.target, &pairs);
        }
        changes.accepted.extend(accepted);
        changes.source =
            (text != *source.text).then(|| SourceChange { file: path.to_owned(), old: Some(source), text });
        changes.record = Some(record);
        changes
    }

    fn create(&self, new: &FxHashMap<usize, InlineText>) -> WorkChanges {
        let mut changes = WorkChanges::default();
        let Some(path) = self.new_path() else {
            changes.refused.extend(new.keys().map(|number| (*number, Refusal::NoPlace)));
            return changes;
        };
        let source = DocumentBlocks { document: self.source, blocks: &self.work.source };
        let made = new_document(source, &self.work.units, new, &|text| self.parse(&path, text));
        changes.refused = made.refused;
        let Some(text) = made.text else { return changes };
        let mut record = (*self.page.record).clone();
        let (_, blocks) = self.parse(&path, &text);
        let mut pairs = Vec::new();
        for (number, hashes) in &made.written {
            changes.written.push(*number);
            pairs.extend(self.pairs(*number, hashes));
        }
        self.accept(&mut record, &blocks, &pairs);
        changes.is_draft = !made.is_complete;
        changes.source = Some(SourceChange { file: path, old: None, text });
        changes.record = Some(record);
        changes
    }

    /// The path of a document that is not there yet, beside that of the source.
    fn new_path(&self) -> Option<String> {
        let tag = |language: LanguageId| &self.texts.config.languages[language].tag;
        let stem = self.source.source.path.strip_suffix(".md")?;
        let stem = stem.strip_suffix(tag(self.work.source_language).as_str())?.strip_suffix('.')?;
        Some(format!("{stem}.{}.md", tag(self.language)))
    }

    fn accept(&self, record: &mut Record, target: &[BlockText], pairs: &[AcceptedBlock]) {
        let target: Vec<TextBlock> = target.iter().map(|text| text.block.clone()).collect();
        accept_blocks(record, self.tag(), (&self.work.blocks().0, &target), pairs);
    }

    /// What the blocks of a unit that was written were made from.
    fn pairs(&self, number: usize, hashes: &[BlockHash]) -> Vec<AcceptedBlock> {
        let unit = &self.work.units[number];
        let is_machine = self.machines.get(&number).copied().unwrap_or(false);
        // Of a unit of several blocks it is known which of the source each of them has.
        let sources_of = |index: usize| match unit.targets.get(index) {
            Some(block) if unit.targets.len() == hashes.len() => self.sources_of(unit, *block),
            _ => self.sources(&unit.sources),
        };
        let pair = |(index, target): (usize, &BlockHash)| AcceptedBlock {
            target: *target,
            sources: sources_of(index),
            is_machine,
        };
        hashes.iter().enumerate().map(pair).collect()
    }

    /// What the blocks of a unit that is as it should be were made from.
    fn pairs_as_they_are(&self, number: usize) -> Vec<AcceptedBlock> {
        let targets = self.work.units[number].targets.iter();
        let hashes: Vec<BlockHash> = targets.map(|block| self.work.target[*block].block.hash).collect();
        self.pairs(number, &hashes)
    }

    fn sources(&self, numbers: &[usize]) -> Vec<TextBlock> {
        numbers.iter().map(|number| self.work.source[*number].block.clone()).collect()
    }

    /// The blocks of the source that one of the translation belongs to.
    fn sources_of(&self, unit: &TextUnit, target: usize) -> Vec<TextBlock> {
        let belongs = |source: &usize| self.work.comparison.blocks[*source].1.contains(&target);
        let own: Vec<usize> = unit.sources.iter().copied().filter(belongs).collect();
        self.sources(if own.is_empty() { &unit.sources } else { &own })
    }
}
