//! The blocks of a text, each with a hash of what it says: whether a translation is still that of the text that it was made
//! of, is asked block by block.

use std::ops::Range;

use super::block_content::{Content, contains_blocks};
use super::tree::{Kind, Node, NodeId, Step, Tree};
use crate::content::WordCount;

/// A block of a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Block<'t> {
    /// Its node.
    pub node: NodeId,
    /// What it is.
    pub kind: Kind<'t>,
    /// How many blocks it is in.
    pub depth: usize,
    /// Its bytes in the file.
    pub range: Range<usize>,
    /// The hash (BLAKE3) of what it says, together with the blocks in it. It changes with words, link targets, pictures,
    /// the names and arguments of components, with emphasis and with the kind of the block. It does not change with line
    /// breaks within a paragraph, with the characters that mark emphasis, items or headings (`*` or `_`), with the case of
    /// hexadecimal escapes, or with space at the end of a line.
    pub hash: blake3::Hash,
    /// How long it is, with the blocks in it.
    pub words: WordCount,
}

/// The blocks of a text in document order. A table is one block.
///
/// ```
/// use sapar::content::markdown::{blocks, parse};
/// use sapar::diagnostics::SourceText;
///
/// let hashes = |text: &str| -> Vec<_> {
///     let tree = parse(&SourceText::new("a.zh.md", text), 0);
///     blocks(&tree).into_iter().map(|block| block.hash).collect()
/// };
/// let before = hashes("# 湖\n\n*平静*，很美\n[路](/%e8/)\n");
/// assert_eq!(before, hashes("湖\n=\n\n_平静_，很美[路](/%E8/)  \n"));
/// assert_ne!(before[1], hashes("# 湖\n\n*平静*，很美\n[路](/%e9/)\n")[1]);
/// ```
pub fn blocks(tree: &Tree) -> Vec<Block<'_>> {
    let mut blocks: Vec<Block<'_>> = Vec::new();
    let mut frames: Vec<Frame> = Vec::new();
    for step in tree.walk() {
        let (node, enters) = match step {
            Step::Enter(node) => (node, true),
            Step::Leave(node) => (node, false),
        };
        if node.kind.is_inline() {
            if enters {
                begin_implicit_paragraph(&mut frames, &node);
            }
            if let Some(frame) = frames.last_mut() {
                frame.run.end = frame.run.end.max(node.range.end);
                frame.content.inline(&node, enters);
            }
            continue;
        }
        if is_row(&node.kind) {
            if let Some(frame) = frames.last_mut() {
                frame.content.mark(if enters { b'(' } else { b')' });
            }
            continue;
        }
        end_implicit_paragraph(tree, &mut blocks, &mut frames);
        if enters {
            let mut content = Content::default();
            content.kind(tree, &node);
            let run = node.range.clone();
            frames.push(Frame { block: Some(blocks.len()), content, run, words: WordCount::default() });
            blocks.push(Block {
                node: node.id,
                depth: frames.len() - 1,
                range: node.range.clone(),
                hash: blake3::Hash::from_bytes([0; 32]),
                words: WordCount::default(),
                kind: node.kind.clone(),
            });
        }
        if !enters || !node.kind.is_container() {
            let counts = !contains_blocks(&node.kind);
            end_frame(tree, &mut blocks, &mut frames, counts);
        }
    }
    blocks
}

/// A block that is open.
struct Frame {
    /// Its index; `None` for the words of an item in a tight list, which are a paragraph in a loose one.
    block: Option<usize>,
    content: Content,
    /// The bytes that its words are counted in.
    run: Range<usize>,
    words: WordCount,
}

fn begin_implicit_paragraph(frames: &mut Vec<Frame>, node: &Node<'_>) {
    if frames.last().is_some_and(|frame| frame.content.holds_blocks) {
        let mut content = Content::default();
        content.mark(b'p');
        frames.push(Frame { block: None, content, run: node.range.clone(), words: WordCount::default() });
    }
}

fn end_implicit_paragraph(tree: &Tree, blocks: &mut [Block<'_>], frames: &mut Vec<Frame>) {
    if frames.last().is_some_and(|frame| frame.block.is_none()) {
        end_frame(tree, blocks, frames, true);
    }
}

/// Closes the innermost block. Its words are counted in its bytes unless they were in the blocks in it.
fn end_frame(tree: &Tree, blocks: &mut [Block<'_>], frames: &mut Vec<Frame>, counts: bool) {
    let Some(frame) = frames.pop() else { return };
    let mut words = frame.words;
    if counts {
        words += WordCount::of_markdown(&tree.source.text[frame.run]);
    }
    let hash = blake3::hash(&frame.content.bytes);
    if let Some(outer) = frames.last_mut() {
        outer.content.mark(b'b');
        outer.content.bytes.extend_from_slice(hash.as_bytes());
        outer.words += words;
    }
    if let Some(block) = frame.block.and_then(|index| blocks.get_mut(index)) {
        (block.hash, block.words) = (hash, words);
    }
}

/// The parts of a table, which are no blocks of their own.
fn is_row(kind: &Kind<'_>) -> bool {
    matches!(kind, Kind::TableHead | Kind::TableRow | Kind::TableCell)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::content::markdown::parse;
    use crate::diagnostics::SourceText;

    /// The hashes of the blocks that are in no other.
    fn hashes(text: &str) -> Vec<blake3::Hash> {
        let tree = parse(&SourceText::new("a.md", text), 0);
        blocks(&tree).into_iter().filter(|block| block.depth == 0).map(|block| block.hash).collect()
    }

    #[test]
    fn a_hash_does_not_see_how_a_text_is_written() {
        for (one, other) in [
            ("a *b* **c** d", "a\n_b_ __c__\nd   "),
            ("a b", "a  \nb"),
            ("甲，乙丙", "甲，\n乙\n丙"),
            ("[a](/%d0%bb?x)", "[a](/%D0%BB?x)"),
            ("[a](/b \"T\") ![p](q.jpg)", "[a] ![p]\n\n[a]: /b 'T'\n[p]: q.jpg"),
            ("# A\n\n---", "A\n===\n\n***"),
            ("- a\n- b", "* a\n\n* b"),
            ("&amp; \\*", "&#38; &#42;"),
            ("    a  b \n    c", "```\na  b\nc  \n```"),
            (":::note a=\"b\"\nc\n:::", "::::  note   a=\"b\"  \n\nc\n\n:::"),
            ("a\r\nb\r\n\r\n| c |\r\n|--|", "a b\n\n|c|\n|-|"),
        ] {
            assert_eq!(hashes(one), hashes(other), "{one}\n\n{other}");
        }
    }

    #[test]
    fn a_hash_sees_what_a_text_says() {
        for (one, other) in [
            ("a b", "ab"),
            ("甲 乙", "甲乙"),
            ("a *b*", "a **b**"),
            ("a *b*", "a b"),
            ("[a](/b)", "[a](/c)"),
            ("[a](/b \"T\")", "[a](/b)"),
            ("![a](b.jpg)", "![a](c.jpg)"),
            ("![a](b.jpg)", "![c](b.jpg)"),
            ("![a](b.jpg)", "[a](b.jpg)"),
            ("`a`", "a"),
            ("# a", "## a"),
            ("# a", "# a {#b}"),
            ("- a", "1. a"),
            ("> a", "a"),
            ("> [!NOTE]\n> a", "> [!TIP]\n> a"),
            ("```rust\na\n```", "```\na\n```"),
            ("    a\n    b", "    a b"),
            (":::a\n:::", ":::b\n:::"),
            (":::a x=1\n:::", ":::a x=2\n:::"),
            (":::a x=1\n:::", ":::a y=1\n:::"),
            (":::a x=1\n:::", ":::a x=\"1\"\n:::"),
            (":::a\nb\n:::", ":::a\nc\n:::"),
            ("a[^1]\n\n[^1]: b", "a[^1]\n\n[^1]: c"),
            ("| a |\n|---|\n| b |", "| a |\n|---|\n| c |"),
            ("| a |\n|---|\n| b | c |", "| a |\n|---|\n| b c |"),
            ("<b>a</b>", "<i>a</i>"),
            ("<div>\na\n</div>", "<div>\nb\n</div>"),
        ] {
            assert_ne!(hashes(one), hashes(other), "{one}\n\n{other}");
        }
    }

    #[test]
    fn blocks_know_their_places_and_their_words() {
        let text = "# One two\n\n- three\n  four\n\n  > five\n\n:::note a=\"six\"\n七八\n:::\n";
        let tree = parse(&SourceText::new("a.md", text), 0);
        let blocks = blocks(&tree);
        let shown: Vec<_> = blocks
            .iter()
            .map(|block| (block.depth, &text[block.range.clone()], block.words.total()))
            .collect();
        let item = "- three\n  four\n\n  > five\n";
        assert_eq!(
            shown.iter().map(|(depth, text, words)| (*depth, text.trim_end(), *words)).collect::<Vec<_>>(),
            [
                (0, "# One two", 2),
                (0, item.trim_end(), 3),
                (1, item.trim_end(), 3),
                (2, "three\n  four", 2),
                (2, "> five", 1),
                (3, "five", 1),
                (0, ":::note a=\"six\"\n七八\n:::", 2),
                (1, "七八", 2),
            ]
        );
        let total: u32 =
            blocks.iter().filter(|block| block.depth == 0).map(|block| block.words.total()).sum();
        assert_eq!(total, WordCount::of_markdown(text).total());
    }

    /// Words, and how they may be set apart: by a space, or by a line break.
    fn paragraph() -> impl Strategy<Value = Vec<(String, bool)>> {
        let word = prop_oneof![
            "[a-zқә]{1,4}",
            "\\*[a-z]{1,3}\\*",
            "\\[[a-z]{1,3}\\]\\(/%d0%[ab][0-9a-f]/\\)",
            "`[a-z]`"
        ];
        prop::collection::vec((word, any::<bool>()), 1..12)
    }

    proptest! {
        #[test]
        fn a_hash_changes_with_the_words_alone(words in paragraph(), changed in any::<prop::sample::Index>()) {
            let plain: String = words.iter().map(|(word, _)| format!("{word} ")).collect();
            let rewritten: String = words
                .iter()
                .map(|(word, wraps)| {
                    let word = match word.starts_with('*') {
                        true => word.replace('*', "_"),
                        false => word.replace("%d0", "%D0"),
                    };
                    word + if *wraps { "\n" } else { " " }
                })
                .collect();
            prop_assert_eq!(hashes(&plain), hashes(&rewritten));
            let mut others = words.clone();
            let word = &mut others[changed.index(words.len())].0;
            let second = word.char_indices().nth(1).map_or(word.len(), |(at, _)| at);
            word.insert(second, 'ж');
            let other: String = others.iter().map(|(word, _)| format!("{word} ")).collect();
            prop_assert_ne!(hashes(&plain), hashes(&other), "{} {}", plain, other);
        }
    }
}
