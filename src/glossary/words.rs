//! The words of texts, block by block, as terms are looked for in them.

use std::collections::BTreeSet;
use std::ops::Range;

use super::fold::{Folded, Origin};
use super::terms::{Glossary, TermId};
use crate::content::Document;
use crate::content::kind::Kind as PageKind;
use crate::content::markdown::{Kind, Step, Tree};
use crate::diagnostics::SourceText;
use crate::language::LanguageId;
use crate::translate::exchange::{InlineText, Piece};
use crate::translate::{BlockKind, TextBlock, text_blocks_of};

/// A text with its blocks and their words.
#[derive(Default)]
pub(super) struct Words {
    pub blocks: Vec<TextBlock>,
    /// The words of each block.
    pub folded: Vec<Folded>,
}

impl Words {
    /// Those of a document.
    pub fn of(document: &Document, kind: &PageKind) -> Self {
        let (tree, text) = (document.written_tree(), document.source.open());
        let blocks = text_blocks_of(document, kind, &tree);
        let pieces = pieces(&tree);
        let folded = blocks.iter().map(|block| words_of_block(block, &text, &pieces)).collect();
        Self { blocks, folded }
    }

    /// The numbers of the terms that the title names: what the page is about.
    pub fn subject(&self, glossary: &Glossary, language: LanguageId) -> BTreeSet<usize> {
        let is_title = |block: &TextBlock| block.kind.key() == Some("title");
        let title = self.blocks.iter().position(is_title);
        let hits = title.map(|number| glossary.matchers[language].all(&self.folded[number]));
        hits.into_iter().flatten().map(|hit| hit.form.term).collect()
    }

    /// Whether a block stands so close to the title that it need not name again what the page is about: a description, a field or a
    /// cell of a table of facts.
    pub fn stands_by_title(&self, number: usize) -> bool {
        match &self.blocks[number].kind {
            BlockKind::FrontMatter(key) => key != "title",
            kind => *kind == BlockKind::Cell,
        }
    }

    /// For each block the numbers of those among which it counts: all cells that follow one another, or itself alone.
    pub fn groups(&self) -> Vec<Range<usize>> {
        let mut groups = Vec::with_capacity(self.blocks.len());
        let joins = |a: &TextBlock, b: &TextBlock| a.kind == BlockKind::Cell && b.kind == BlockKind::Cell;
        for group in self.blocks.chunk_by(joins) {
            let start = groups.len();
            groups.extend(std::iter::repeat_n(start..start + group.len(), group.len()));
        }
        groups
    }
}

/// Something of running text, with its bytes in the file.
pub(super) struct RunningPiece<'t> {
    /// Its words; `None` for what is no word.
    text: Option<&'t str>,
    range: Range<usize>,
}

/// The running text of a tree in its order: no code, no tags, and no addresses that are shown as they are.
fn pieces(tree: &Tree) -> Vec<RunningPiece<'_>> {
    let mut pieces = Vec::new();
    // How many nodes are open whose words are none of the author's.
    let mut hidden = 0_usize;
    // The element that says that what is in it is in another language, and how many of its name are open.
    let mut foreign: Option<(String, usize)> = None;
    let is_hidden = |kind: &Kind<'_>| matches!(kind, Kind::CodeBlock { .. } | Kind::HtmlBlock);
    for step in tree.walk() {
        match step {
            Step::Enter(node) if is_hidden(&node.kind) => hidden += 1,
            Step::Leave(node) if is_hidden(&node.kind) => hidden -= 1,
            Step::Enter(node) if matches!(node.kind, Kind::Link(_)) && tree.shows_address(&node) => {
                hidden += 1;
                pieces.push(RunningPiece { text: None, range: node.range });
            }
            Step::Leave(node) if matches!(node.kind, Kind::Link(_)) && tree.shows_address(&node) => {
                hidden -= 1
            }
            Step::Enter(node) if hidden == 0 && follow_foreign(&mut foreign, &node.kind) => {
                pieces.push(RunningPiece { text: None, range: node.range });
            }
            Step::Enter(node) if hidden == 0 => match node.kind {
                Kind::Text(text) => pieces.push(RunningPiece { text: Some(text), range: node.range }),
                Kind::SoftBreak => pieces.push(RunningPiece { text: Some("\n"), range: node.range }),
                Kind::Code(_) | Kind::Html(_) | Kind::HardBreak | Kind::FootnoteMark(_) | Kind::Task(_) => {
                    pieces.push(RunningPiece { text: None, range: node.range });
                }
                _ => {}
            },
            _ => {}
        }
    }
    pieces
}

/// The words of a block; `pieces` is the running text of its document.
pub(super) fn words_of_block(block: &TextBlock, source: &SourceText, pieces: &[RunningPiece<'_>]) -> Folded {
    let mut folded = Folded::default();
    match block.kind {
        BlockKind::Code | BlockKind::Html => {}
        // Texts of the front matter are plain; of a component's line and a title only the words can be meant.
        BlockKind::FrontMatter(_) | BlockKind::Message(_) | BlockKind::Caption | BlockKind::Component(_) => {
            push_written(&mut folded, source, &block.range);
        }
        _ => {
            let first = pieces.partition_point(|piece| piece.range.start < block.range.start);
            for piece in pieces[first..].iter().take_while(|piece| piece.range.start < block.range.end) {
                push_piece(&mut folded, source, piece);
            }
        }
    }
    folded.finish();
    folded
}

/// Follows the elements of HTML in a text. Returns whether a node is part of one that is in another language: `<i lang="ru">…</i>`.
fn follow_foreign(foreign: &mut Option<(String, usize)>, kind: &Kind<'_>) -> bool {
    let was_foreign = foreign.is_some();
    let Kind::Html(html) = kind else {
        // No element of a text reaches beyond its block.
        if !kind.is_inline() {
            *foreign = None;
        }
        return foreign.is_some();
    };
    let tag = html.trim_start_matches('<');
    let name: String = tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
    match foreign {
        None if !tag.starts_with('/') && !tag.ends_with("/>") && tag.contains(" lang=") => {
            *foreign = Some((name, 1))
        }
        Some((open, depth)) if *open == name && tag.starts_with('/') => {
            *depth -= 1;
            if *depth == 0 {
                *foreign = None;
            }
        }
        Some((open, depth)) if *open == name => *depth += 1,
        _ => {}
    }
    was_foreign || foreign.is_some()
}

fn push_piece(folded: &mut Folded, source: &SourceText, piece: &RunningPiece<'_>) {
    match piece.text {
        None => folded.push_gap(piece.range.clone()),
        Some(text) => {
            let origin = match source.text.get(piece.range.clone()) == Some(text) {
                true => Origin::At(piece.range.start),
                false => Origin::Escaped(piece.range.clone()),
            };
            folded.push(text, &origin);
        }
    }
}

/// Adds what stands at some bytes of a file as it is written.
fn push_written(folded: &mut Folded, source: &SourceText, range: &Range<usize>) {
    let written = &source.text[range.clone()];
    match written.contains('\\') {
        // An escape that is no letter ends a word, and then nothing is exact.
        true => folded.push(written, &Origin::Escaped(range.clone())),
        false => folded.push(written, &Origin::At(range.start)),
    }
}

/// The words of a text for translators.
pub(super) fn fold_inline(text: &InlineText) -> Folded {
    let mut folded = Folded::default();
    for piece in text.pieces() {
        match piece {
            Piece::Text(words) => folded.push(words, &Origin::Escaped(0..0)),
            Piece::Protected(_) => folded.push_gap(0..0),
            Piece::Open(_) | Piece::Close(_) => {}
        }
    }
    folded.finish();
    folded
}

/// The terms that stand in a text of a language, each once, in the order in which they stand there.
pub fn terms_of(glossary: &Glossary, language: LanguageId, text: &InlineText) -> Vec<TermId> {
    glossary.terms_in(language, &fold_inline(text))
}

impl Glossary {
    /// The terms whose forms stand in a text, allowed or not, each once.
    fn terms_in(&self, language: LanguageId, folded: &Folded) -> Vec<TermId> {
        let mut terms: Vec<TermId> = Vec::new();
        for hit in self.matchers[language].meant(folded) {
            let term = TermId::from(hit.form.term);
            if !terms.contains(&term) {
                terms.push(term);
            }
        }
        terms
    }

    /// The terms that stand in a document, each once, in the order in which they stand there.
    pub fn terms_of_document(&self, document: &Document, kind: &PageKind) -> Vec<TermId> {
        let mut terms: Vec<TermId> = Vec::new();
        let mut seen = rustc_hash::FxHashSet::default();
        for folded in &Words::of(document, kind).folded {
            terms.extend(
                self.terms_in(document.language, folded).into_iter().filter(|term| seen.insert(*term)),
            );
        }
        terms
    }

    /// The terms whose allowed forms stand anywhere in a plain text, also within others, sorted, each once.
    pub fn terms_of_plain_text(&self, language: LanguageId, text: &str) -> Vec<TermId> {
        let hits = self.matchers[language].all(&Folded::new(text));
        let mut terms: Vec<TermId> =
            hits.iter().filter(|hit| !hit.form.is_forbidden).map(|hit| TermId::from(hit.form.term)).collect();
        terms.sort_unstable();
        terms.dedup();
        terms
    }
}
