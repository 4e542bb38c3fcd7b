//! The beginning of what an author wrote in running text, by which its language can be told.

use std::ops::Range;

use super::tree::{Kind, Step, Tree};

/// The first words of a text, at least `enough` bytes if it has so many, and where the first of them stand. Code, HTML,
/// quotations, links and descriptions of pictures are left out: they may be in another language.
///
/// ```
/// use sapar::content::markdown::{parse, running_text};
/// use sapar::diagnostics::SourceText;
///
/// let tree = parse(&SourceText::new("a.ru.md", "> Quote\n\n*Озеро* и `code`\nили [link](/x/).\n"), 0);
/// let (text, place) = running_text(&tree, 100);
/// assert_eq!(text, "Озеро и \nили .\n");
/// assert_eq!(&tree.source().text[place], "Озеро");
/// ```
pub fn running_text(tree: &Tree, enough: usize) -> (String, Range<usize>) {
    let mut text = String::new();
    let mut first = None;
    let mut hidden = 0;
    for step in tree.walk() {
        match step {
            Step::Enter(node) => match node.kind {
                kind if is_hidden(&kind) => hidden += 1,
                Kind::Text(words) if hidden == 0 => {
                    text.push_str(words);
                    if first.is_none() && !words.trim().is_empty() {
                        first = Some(node.range);
                    }
                }
                Kind::SoftBreak | Kind::HardBreak if hidden == 0 => text.push('\n'),
                _ => {}
            },
            Step::Leave(node) if is_hidden(&node.kind) => hidden -= 1,
            Step::Leave(node) if !node.kind.is_inline() && hidden == 0 => {
                text.push('\n');
                if text.len() >= enough {
                    break;
                }
            }
            Step::Leave(_) => {}
        }
    }
    (text, first.unwrap_or(tree.range().start..tree.range().start))
}

fn is_hidden(kind: &Kind<'_>) -> bool {
    matches!(
        kind,
        Kind::Quotation(None) | Kind::CodeBlock { .. } | Kind::HtmlBlock | Kind::Link(_) | Kind::Picture(_)
    )
}
