//! Blocks of a source and of its translation that belong together.

use typed_index_collections::TiVec;

use crate::check::page_texts::Side;
use crate::diagnostics::{Code, Diagnostic};
use crate::language::LanguageId;
use crate::project::SiteTexts;
use crate::site::PageSource;
use crate::translate::exchange::Piece;
use crate::translate::{BlockKind, BlockState, BlockText, Comparison, Identity, TextBlock, compare};

/// A translation beside its source.
pub(super) struct PairedTexts<'t> {
    pub source: &'t Side<'t>,
    pub target: &'t Side<'t>,
    /// The blocks that belong together.
    pub pairs: Vec<Pair>,
    /// The blocks of the source that no sure pair has, and those of the translation: what they say may be a part of any other block.
    pub loose: (Vec<usize>, Vec<usize>),
}

/// Blocks of the source, and the blocks that they are translated by; as a rule one of each. Numbers of blocks.
#[derive(Debug, Default)]
pub(super) struct Pair {
    pub sources: Vec<usize>,
    pub targets: Vec<usize>,
    /// Whether there is no doubt that they belong together: it is recorded, or blocks of one kind stand between the same neighbours. Where
    /// a text has come or gone, what stands beside it may have another counterpart, or none.
    pub is_sure: bool,
    /// Whether it is recorded that they do.
    pub is_recorded: bool,
    /// What readers see of the blocks of the source, and of those of the translation, without addresses and code.
    pub words: (String, String),
}

impl<'t> PairedTexts<'t> {
    /// All translations of a page. `sides` are its texts.
    pub fn of_page(
        texts: &SiteTexts,
        page: &PageSource,
        sides: &'t TiVec<LanguageId, Option<Side<'t>>>,
    ) -> Vec<Self> {
        let blocks = |side: &Side<'_>| side.text_blocks();
        let blocks: TiVec<LanguageId, Option<Vec<TextBlock>>> = match sides.iter().flatten().count() {
            // A page in one language has no translations.
            0 | 1 => return Vec::new(),
            _ => sides.iter().map(|side| side.as_ref().map(blocks)).collect(),
        };
        let paired = sides.keys().filter_map(|language| {
            let of = texts.source_language(page, language)?;
            let (source, target) = (sides[of].as_ref()?, sides[language].as_ref()?);
            let comparison =
                compare(blocks[of].as_ref()?, blocks[language].as_ref()?, &page.record, &target.language.tag);
            Some(Self::new(source, target, &comparison))
        });
        paired.collect()
    }

    fn new(source: &'t Side<'t>, target: &'t Side<'t>, comparison: &Comparison) -> Self {
        let is_stale = |state: &BlockState| matches!(state, BlockState::Stale { .. });
        let guesses = Guesses::new(source, target, comparison.blocks.iter().map(|(_, targets)| &targets[..]));
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
            let is_recorded = *state != BlockState::Unaccepted;
            let is_sure = is_recorded || guesses.is_between_neighbours(number);
            let Pair { sources, is_sure: all_sure, is_recorded: all_recorded, .. } = &mut pairs[pair];
            *all_sure = is_sure && (sources.is_empty() || *all_sure);
            *all_recorded = is_recorded && (sources.is_empty() || *all_recorded);
            sources.push(number);
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
        for pair in &mut pairs {
            pair.words = (source.words(&pair.sources), target.words(&pair.targets));
        }
        let sure = || pairs.iter().filter(|pair| pair.is_sure);
        let loose = |count: usize, of: fn(&Pair) -> &[usize]| {
            let mut is_loose = vec![true; count];
            sure().flat_map(of).for_each(|block| is_loose[*block] = false);
            (0..count).filter(|block| is_loose[*block]).collect()
        };
        let loose = (
            loose(source.blocks.len(), |pair| &pair.sources),
            loose(target.blocks.len(), |pair| &pair.targets),
        );
        Self { source, target, pairs, loose }
    }

    /// The pairs of which it is sure that they are some.
    pub fn sure_pairs(&self) -> impl Iterator<Item = &Pair> {
        self.pairs.iter().filter(|pair| pair.is_sure)
    }

    /// Whether each block of either text belongs to one of the other for sure; texts of the front matter aside.
    pub fn is_whole(&self) -> bool {
        let is_of_text = |side: &Side<'_>, block: &usize| side.blocks[*block].block.kind.key().is_none();
        let (of_source, of_target) = &self.loose;
        !of_source.iter().any(|block| is_of_text(self.source, block))
            && !of_target.iter().any(|block| is_of_text(self.target, block))
    }

    /// A diagnostic at the first block of the translation of a pair, which names the place in the source.
    pub fn diagnostic(&self, code: Code, pair: &Pair) -> Diagnostic {
        self.diagnostic_at(code, pair.sources[0], pair.targets[0])
    }

    /// The same at the first block of the source, which names the place in the translation.
    pub fn diagnostic_at_source(&self, code: Code, pair: &Pair) -> Diagnostic {
        let (source, target) =
            (&self.source.blocks[pair.sources[0]].block, &self.target.blocks[pair.targets[0]].block);
        let location = self.target.tree.source().location(target.range.clone());
        Diagnostic::new(code)
            .at(self.source.tree.source().location(source.range.clone()))
            .with("source", format!("{}:{}", location.file(), location.line()))
    }

    /// The same at a block of the translation, with the number of a block of the source.
    pub fn diagnostic_at(&self, code: Code, source: usize, target: usize) -> Diagnostic {
        let (source, target) = (&self.source.blocks[source].block, &self.target.blocks[target].block);
        let location = self.source.tree.source().location(source.range.clone());
        Diagnostic::new(code)
            .at(self.target.tree.source().location(target.range.clone()))
            .with("source", format!("{}:{}", location.file(), location.line()))
    }
}

/// Which blocks of a text belong to which of another one, as far as that was guessed from their order and likeness.
struct Guesses<'t> {
    source: &'t [BlockText],
    target: &'t [BlockText],
    /// The blocks of the translation that belong to each block of the source.
    targets: Vec<&'t [usize]>,
    /// The blocks of the source that belong to each block of the translation.
    sources: Vec<Vec<usize>>,
}

impl<'t> Guesses<'t> {
    fn new(source: &'t Side<'_>, target: &'t Side<'_>, targets: impl Iterator<Item = &'t [usize]>) -> Self {
        let targets: Vec<&[usize]> = targets.collect();
        let mut sources = vec![Vec::new(); target.blocks.len()];
        for (number, targets) in targets.iter().enumerate() {
            targets.iter().for_each(|target| sources[*target].push(number));
        }
        Self { source: &source.blocks, target: &target.blocks, targets, sources }
    }

    /// Whether a block of the source has one counterpart of its kind, and the blocks before and behind them belong together as well.
    fn is_between_neighbours(&self, number: usize) -> bool {
        let Some(target) = self.only(number) else { return false };
        let (own, other) = (&self.source[number].block, &self.target[target].block);
        if own.kind.key().is_some() {
            return true;
        }
        let is_alike =
            |one: &BlockKind, other: &BlockKind| std::mem::discriminant(one) == std::mem::discriminant(other);
        let is_beside = |source: Option<usize>, target: Option<usize>| match (source, target) {
            (None, None) => true,
            (Some(source), Some(target)) => {
                let (own, other) = (&self.source[source].block.kind, &self.target[target].block.kind);
                self.only(source) == Some(target) && is_alike(own, other)
            }
            _ => false,
        };
        is_alike(&own.kind, &other.kind)
            && is_beside(neighbour(self.source, number, false), neighbour(self.target, target, false))
            && is_beside(neighbour(self.source, number, true), neighbour(self.target, target, true))
    }

    /// The counterpart of a block of the source, if it has one only and is its only one.
    fn only(&self, number: usize) -> Option<usize> {
        let [target] = *self.targets[number] else { return None };
        (self.sources[target].len() == 1).then_some(target)
    }
}

/// The block of the text before a block, or behind it; what stands in the front matter is none.
fn neighbour(blocks: &[BlockText], number: usize, is_behind: bool) -> Option<usize> {
    let is_of_text = |number: &usize| blocks[*number].block.kind.key().is_none();
    match is_behind {
        true => (number + 1..blocks.len()).find(is_of_text),
        false => (0..number).rev().find(is_of_text),
    }
}

impl Side<'_> {
    /// What is code or an address in some blocks: numbers in it are none that a translation must have, and may be those of its words.
    pub fn verbatim(&self, blocks: &[usize]) -> String {
        let mut verbatim = String::new();
        for block in blocks {
            for mark in &self.blocks[*block].marks {
                verbatim.push_str(&mark.open);
                verbatim.push('\n');
                verbatim.push_str(&mark.close);
                verbatim.push('\n');
            }
        }
        self.read(blocks, |text, is_code| {
            if is_code {
                verbatim.push_str(text);
                verbatim.push('\n');
            }
        });
        verbatim
    }

    /// What readers see of some blocks, without addresses and code.
    pub fn words(&self, blocks: &[usize]) -> String {
        let mut words = String::new();
        self.read(blocks, |text, is_code| words.push_str(if is_code { " " } else { text }));
        words
    }

    /// Calls `read` for each text of some blocks, with whether it is code in HTML. What stands for something else is a space.
    fn read(&self, blocks: &[usize], mut read: impl FnMut(&str, bool)) {
        for block in blocks {
            let BlockText { text, marks, .. } = &self.blocks[*block];
            let mut is_code = false;
            for piece in text.pieces() {
                match piece {
                    Piece::Text(text) => read(text, is_code),
                    Piece::Protected(number) => {
                        if let Some(Identity::Html(html)) = marks.get(number - 1).map(|mark| &mark.identity) {
                            is_code = html.starts_with("<code") || is_code && !html.starts_with("</code");
                        }
                        read(" ", false);
                    }
                    Piece::Open(_) | Piece::Close(_) => {}
                }
            }
            read("\n", false);
        }
    }
}
