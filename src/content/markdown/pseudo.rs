//! A text in the pseudo-language: the same tree, whose texts are others.

use super::headings::headings;
use super::tree::{Kind, NodeId, PackedHeading, PackedKind, Slice, Step, Tree};
use crate::language::pseudo;

/// What is put in brackets: a block, or the description of a picture.
#[derive(Default)]
struct Bracketed {
    /// The numbers of its texts.
    texts: Vec<NodeId>,
    letters: usize,
}

/// The tree with texts in the pseudo-language. Links, code, HTML and ids stay as they are, and so do all places in the file.
///
/// ```
/// use sapar::content::markdown::{Kind, Step, parse, pseudo_tree};
/// use sapar::diagnostics::SourceText;
///
/// let tree = pseudo_tree(parse(&SourceText::new("a.en.md", "A *lake* `code`.\n"), 0));
/// let texts: Vec<&str> = tree
///     .walk()
///     .filter_map(|step| match step {
///         Step::Enter(node) => match node.kind {
///             Kind::Text(text) | Kind::Code(text) => Some(text),
///             _ => None,
///         },
///         Step::Leave(_) => None,
///     })
///     .collect();
/// assert_eq!(texts, ["[À ", "ļàķé", " ", "code", ". ··]"]);
/// ```
pub fn pseudo_tree(mut tree: Tree) -> Tree {
    // Links lead to the ids that headings have in the author's language.
    let ids: Vec<(NodeId, String)> =
        headings(&tree).into_iter().map(|heading| (heading.node, heading.id)).collect();
    let mut written: Vec<(NodeId, String)> = Vec::new();
    for bracketed in bracketed(&tree) {
        let Bracketed { texts, letters } = bracketed;
        let (Some(first), Some(last)) = (texts.first(), texts.last()) else { continue };
        if letters == 0 {
            continue;
        }
        for id in &texts {
            let Kind::Text(text) = tree.node(*id).kind else { continue };
            let mut text = pseudo::accented(text).into_owned();
            if id == first {
                text.insert(text.len() - text.trim_start().len(), '[');
            }
            if id == last {
                text.insert_str(text.trim_end().len(), &format!(" {}]", pseudo::padding(letters)));
            }
            written.push((*id, text));
        }
    }
    for (id, text) in written {
        let slice = add(&mut tree, &text);
        tree.nodes[id.0 as usize].kind = PackedKind::Text(slice);
    }
    for index in 0..tree.links.len() {
        let title = tree.slice(tree.links[index].title);
        if !title.is_empty() {
            let title = pseudo::pseudo(title);
            tree.links[index].title = add(&mut tree, &title);
        }
    }
    for (id, own) in ids {
        give_id(&mut tree, id, &own);
    }
    tree
}

/// The texts of a tree that readers see as texts, by what is put in brackets.
fn bracketed(tree: &Tree) -> Vec<Bracketed> {
    let mut all: Vec<Bracketed> = Vec::new();
    // The numbers of the pictures that are open, the innermost last; the first is the block.
    let mut open: Vec<usize> = Vec::new();
    let mut verbatim = 0;
    for step in tree.walk() {
        match step {
            Step::Enter(node) => match &node.kind {
                Kind::CodeBlock { .. } | Kind::HtmlBlock => verbatim += 1,
                Kind::Link(_) if tree.shows_address(&node) => verbatim += 1,
                Kind::Picture(_) => {
                    all.push(Bracketed::default());
                    open.push(all.len() - 1);
                }
                Kind::Text(text) if verbatim == 0 => {
                    if open.is_empty() {
                        all.push(Bracketed::default());
                        open.push(all.len() - 1);
                    }
                    let own = &mut all[open[open.len() - 1]];
                    own.letters += pseudo::letters(text);
                    own.texts.push(node.id);
                }
                kind if !kind.is_inline() => open.clear(),
                _ => {}
            },
            Step::Leave(node) => match &node.kind {
                Kind::CodeBlock { .. } | Kind::HtmlBlock => verbatim -= 1,
                Kind::Link(_) if tree.shows_address(&node) => verbatim -= 1,
                Kind::Picture(_) => {
                    open.pop();
                }
                kind if !kind.is_inline() => open.clear(),
                _ => {}
            },
        }
    }
    all
}

/// Gives a heading that has no id of its own the one that is made of its words.
fn give_id(tree: &mut Tree, heading: NodeId, id: &str) {
    let slice = add(tree, id);
    let node = heading.0 as usize;
    let PackedKind::Heading { level, attributes } = tree.nodes[node].kind else { return };
    let index = match attributes {
        Some(index) => index,
        None => {
            tree.headings.push(PackedHeading { own_id: None, classes: Vec::new(), attributes: Vec::new() });
            tree.headings.len() as u32 - 1
        }
    };
    tree.headings[index as usize].own_id.get_or_insert(slice);
    tree.nodes[node].kind = PackedKind::Heading { level, attributes: Some(index) };
}

/// Adds a text to those that are not written in the source.
fn add(tree: &mut Tree, text: &str) -> Slice {
    let start = (tree.end + tree.unescaped.len()) as u32;
    tree.unescaped.push_str(text);
    Slice { start, length: text.len() as u32 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::markdown::{Segment, parse, segments};
    use crate::diagnostics::SourceText;

    fn texts(markdown: &str) -> Vec<String> {
        let tree = pseudo_tree(parse(&SourceText::new("a.ru.md", markdown), 0));
        segments(&tree).iter().map(Segment::with_placeholders).collect()
    }

    #[test]
    fn every_block_is_in_brackets_and_markup_stays() {
        assert_eq!(
            texts(
                "## Вода\n\n- Озеро [у *гор*](/way/) &amp; лес\n- 42\n\n| A | 7 |\n|---|---|\n| B | `c` |\n"
            ),
            ["[Вӧдӓ ··]", "[Ӧӟѐрӧ {1}ӱ {2}ѓӧр{/2}{/1} & лѐс ····]", "42", "[À ·]", "7", "[Ƀ ·]"]
        );
        assert_eq!(
            texts("https://altai.example/way и <a@b.example>\n"),
            ["{1}https://altai.example/way{/1} [ӣ ·] {2}a@b.example{/2}"]
        );
    }

    #[test]
    fn headings_keep_the_ids_of_the_authors_words() {
        let source = SourceText::new("a.ru.md", "## Вода\n\n## Лес {.wide}\n\n## Вода\n\n## Way {#way}\n");
        let tree = parse(&source, 0);
        let ids =
            |tree: &Tree| headings(tree).into_iter().map(|it| (it.id, it.is_repeated)).collect::<Vec<_>>();
        let before = ids(&tree);
        assert_eq!(ids(&pseudo_tree(tree)), before);
    }
}
