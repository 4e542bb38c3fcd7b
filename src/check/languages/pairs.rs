//! Blocks of a source and of its translation that belong together.

use std::sync::Arc;

use typed_index_collections::TiVec;

use crate::content::Document;
use crate::diagnostics::{Code, Diagnostic};
use crate::language::{Language, LanguageId};
use crate::project::SiteTexts;
use crate::site::PageSource;
use crate::translate::exchange::Piece;
use crate::translate::{BlockState, BlockText, TextBlock, block_texts, compare};

/// A translation beside its source.
pub(super) struct PairedTexts<'t> {
    pub source: Side<'t>,
    pub target: Side<'t>,
    /// The blocks that belong together.
    pub pairs: Vec<Pair>,
}

/// A text in one language.
#[derive(Clone)]
pub(super) struct Side<'t> {
    pub language: &'t Language,
    pub document: &'t Arc<Document>,
    pub blocks: Arc<Vec<BlockText>>,
}

/// Blocks of the source, and the blocks that they are translated by; as a rule one of each. Numbers of blocks.
#[derive(Debug, Default)]
pub(super) struct Pair {
    pub sources: Vec<usize>,
    pub targets: Vec<usize>,
}

impl<'t> PairedTexts<'t> {
    /// All translations of a page.
    pub fn of_page(texts: &'t SiteTexts, page: &'t PageSource) -> Vec<Self> {
        let kind = texts.kind(page);
        let languages = &texts.config.languages;
        let mut sides: TiVec<LanguageId, Option<Side<'t>>> = languages.iter().map(|_| None).collect();
        for (language, document) in page.documents.iter_enumerated() {
            if let Some(document) = document.as_ref().filter(|document| !document.is_broken) {
                let blocks = Arc::new(block_texts(document, &kind));
                sides[language] = Some(Side { language: &languages[language], document, blocks });
            }
        }
        let paired = languages.keys().filter_map(|language| {
            let source = sides[texts.source_language(page, language)?].clone()?;
            let target = sides[language].clone()?;
            Some(Self::new(source, target, page))
        });
        paired.collect()
    }

    fn new(source: Side<'t>, target: Side<'t>, page: &PageSource) -> Self {
        let blocks = |side: &Side<'_>| -> Vec<TextBlock> {
            side.blocks.iter().map(|text| text.block.clone()).collect()
        };
        let comparison = compare(&blocks(&source), &blocks(&target), &page.record, &target.language.tag);
        let is_stale = |state: &BlockState| matches!(state, BlockState::Stale { .. });
        // Which pair each block of the translation is in: several blocks of the source may have one.
        let mut pair_of: Vec<Option<usize>> = vec![None; target.blocks.len()];
        let mut pairs: Vec<Pair> = Vec::new();
        for (number, (state, targets)) in comparison.blocks.iter().enumerate() {
            if targets.is_empty() || is_stale(state) {
                continue;
            }
            let pair = targets.iter().find_map(|target| pair_of[*target]).unwrap_or_else(|| {
                pairs.push(Pair::default());
                pairs.len() - 1
            });
            pairs[pair].sources.push(number);
            for target in targets {
                if pair_of[*target].is_none() {
                    pair_of[*target] = Some(pair);
                    pairs[pair].targets.push(*target);
                }
            }
        }
        // A block that is a part of something stale says what that says.
        let stale: Vec<usize> = comparison
            .blocks
            .iter()
            .filter(|(state, _)| is_stale(state))
            .flat_map(|(_, targets)| targets.iter().copied())
            .collect();
        if !stale.is_empty() {
            pairs.retain(|pair| !pair.targets.iter().any(|target| stale.contains(target)));
        }
        Self { source, target, pairs }
    }

    /// A diagnostic at the first block of the translation of a pair, which names the place in the source.
    pub fn diagnostic(&self, code: Code, pair: &Pair) -> Diagnostic {
        self.diagnostic_at(code, pair.sources[0], pair.targets[0])
    }

    /// The same at a block of the translation, with the number of a block of the source.
    pub fn diagnostic_at(&self, code: Code, source: usize, target: usize) -> Diagnostic {
        let (source, target) = (&self.source.blocks[source].block, &self.target.blocks[target].block);
        let location = self.source.document.source.location(source.range.clone());
        Diagnostic::new(code)
            .at(self.target.document.source.location(target.range.clone()))
            .with("source", format!("{}:{}", location.file(), location.line()))
    }

    /// The words of the source and of the translation of a pair.
    pub fn words(&self, pair: &Pair) -> (String, String) {
        (self.source.words(&pair.sources), self.target.words(&pair.targets))
    }
}

impl Side<'_> {
    /// What readers see of some blocks, without addresses and code.
    pub fn words(&self, blocks: &[usize]) -> String {
        let mut words = String::new();
        for block in blocks {
            for piece in self.blocks[*block].text.pieces() {
                if let Piece::Text(text) = piece {
                    words.push_str(text);
                } else if matches!(piece, Piece::Protected(_)) {
                    words.push(' ');
                }
            }
            words.push('\n');
        }
        words
    }
}
