//! A text as segments to translate, in which all that is no words is protected.
//!
//! Translators see a numbered placeholder for each part that they may move, and not change: code, HTML, the mark of a
//! footnote, the beginning and the end of a link. The formats for their programs (PO, XLIFF) are not written here.

use std::ops::Range;

use super::spacing::is_space_between;
use super::tree::{Kind, Node, Step, Tree};

/// A line of text to translate: a paragraph, a heading, an item of a list, a cell of a table, the title of a picture or a link.
#[derive(Debug, Clone, PartialEq)]
pub struct Segment<'t> {
    /// The bytes of the file that a translation would replace.
    pub range: Range<usize>,
    /// Its parts in their order.
    pub parts: Vec<Part<'t>>,
}

/// A part of a segment.
#[derive(Debug, Clone, PartialEq)]
pub enum Part<'t> {
    /// Words to translate.
    Text(&'t str),
    /// The beginning of an emphasis, a link or a picture, whose words follow, with its number within the segment.
    Open(usize, Node<'t>),
    /// The end of what began under this number.
    Close(usize),
    /// What stays as it is, with its number within the segment.
    Protected(usize, Node<'t>),
}

/// The segments of a text in their order. Blocks of code and of HTML are none. The titles of pictures, which are their captions,
/// and of links stand behind the segment that the pictures and links are in.
///
/// ```
/// use sapar::content::markdown::{parse, segments};
/// use sapar::diagnostics::SourceText;
///
/// let source = SourceText::new("a.kk.md", "## Жол\n\nКөлге [*жаяу*\nжол](/way/) `42`.\n");
/// let tree = parse(&source, 0);
/// let texts: Vec<_> = segments(&tree).iter().map(|segment| segment.with_placeholders()).collect();
/// assert_eq!(texts, ["Жол", "Көлге {1}{2}жаяу{/2} жол{/1} {3}."]);
/// ```
pub fn segments(tree: &Tree) -> Vec<Segment<'_>> {
    let mut segments = Vec::new();
    let mut segment: Option<Segment<'_>> = None;
    let mut titles: Vec<Segment<'_>> = Vec::new();
    // The numbers of the inlines that are open.
    let mut open = Vec::new();
    let mut count = 0;
    let mut is_verbatim = false;
    for step in tree.walk() {
        match step {
            Step::Enter(node) if !node.kind.is_inline() => {
                segments.extend(segment.take());
                segments.append(&mut titles);
                count = 0;
                is_verbatim |= matches!(node.kind, Kind::CodeBlock { .. } | Kind::HtmlBlock);
            }
            Step::Leave(node) if !node.kind.is_inline() => {
                segments.extend(segment.take());
                segments.append(&mut titles);
                count = 0;
                is_verbatim &= !matches!(node.kind, Kind::CodeBlock { .. } | Kind::HtmlBlock);
            }
            _ if is_verbatim => {}
            Step::Enter(node) => {
                titles.extend(title(tree, &node));
                let segment =
                    segment.get_or_insert_with(|| Segment { range: node.range.clone(), parts: Vec::new() });
                segment.range.end = segment.range.end.max(node.range.end);
                let part = match node.kind {
                    Kind::Text(text) => Part::Text(text),
                    // Whether it is a space, is seen when the next part is known.
                    Kind::SoftBreak => Part::Text("\n"),
                    _ => {
                        count += 1;
                        match node.kind.is_container() {
                            true => {
                                open.push(count);
                                Part::Open(count, node)
                            }
                            false => Part::Protected(count, node),
                        }
                    }
                };
                segment.parts.push(part);
            }
            Step::Leave(_) => {
                if let (Some(segment), Some(number)) = (&mut segment, open.pop()) {
                    segment.parts.push(Part::Close(number));
                }
            }
        }
    }
    segments.extend(segment);
    segments.append(&mut titles);
    segments.iter_mut().for_each(join_lines);
    segments.retain(|segment| {
        segment.parts.iter().any(|part| matches!(part, Part::Text(text) if !text.trim().is_empty()))
    });
    segments
}

/// The title of a picture or a link.
fn title<'t>(tree: &'t Tree, node: &Node<'t>) -> Option<Segment<'t>> {
    let (Kind::Picture(target) | Kind::Link(target)) = node.kind else { return None };
    let range = tree.title_range(node).filter(|_| !target.title.trim().is_empty())?;
    Some(Segment { range, parts: vec![Part::Text(target.title)] })
}

/// Line breaks that mean nothing become spaces where words are set apart by spaces, and nothing where they are not.
fn join_lines(segment: &mut Segment<'_>) {
    let texts: Vec<(usize, &str)> = segment
        .parts
        .iter()
        .enumerate()
        .filter_map(|(index, part)| if let Part::Text(text) = part { Some((index, *text)) } else { None })
        .collect();
    for (nth, (index, text)) in texts.iter().enumerate() {
        if *text != "\n" {
            continue;
        }
        let before = nth.checked_sub(1).map_or("", |nth| texts[nth].1);
        let behind = texts.get(nth + 1).map_or("", |(_, text)| text);
        let is_space = is_space_between(before.chars().rev(), behind.chars());
        segment.parts[*index] = Part::Text(if is_space { " " } else { "" });
    }
}

impl Segment<'_> {
    /// The words with `{1}` … `{/1}` around the words of parts that have some, and `{2}` for those that have none.
    pub fn with_placeholders(&self) -> String {
        let mut text = String::new();
        for part in &self.parts {
            match part {
                Part::Text(words) => text.push_str(words),
                Part::Open(number, _) | Part::Protected(number, _) => text.push_str(&format!("{{{number}}}")),
                Part::Close(number) => text.push_str(&format!("{{/{number}}}")),
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::markdown::parse;
    use crate::diagnostics::SourceText;

    /// The segments of a text, each with the bytes that a translation would replace.
    fn shown(text: &str) -> Vec<(String, String)> {
        let source = SourceText::new("a.ru.md", text);
        let tree = parse(&source, 0);
        let segments = segments(&tree);
        let shown = segments.iter().map(|it| (it.with_placeholders(), text[it.range.clone()].to_owned()));
        shown.collect()
    }

    #[test]
    fn titles_of_pictures_and_links_are_segments() {
        for (text, expected) in [
            (
                "![Озеро](hero.jpg \"Вид с севера\")\n",
                vec![
                    ("{1}Озеро{/1}", "![Озеро](hero.jpg \"Вид с севера\")"),
                    ("Вид с севера", "Вид с севера"),
                ],
            ),
            ("![](hero.jpg 'Вид')\n", vec![("Вид", "Вид")]),
            (
                "- [Путь](/way/ (Как \\(не\\) ехать &amp; зачем))\n",
                vec![
                    ("{1}Путь{/1}", "[Путь](/way/ (Как \\(не\\) ехать &amp; зачем))"),
                    ("Как (не) ехать & зачем", "Как \\(не\\) ехать &amp; зачем"),
                ],
            ),
            // A definition, which several may share.
            ("![Озеро][o]\n\n[o]: hero.jpg \"Вид\"\n", vec![("{1}Озеро{/1}", "![Озеро][o]"), ("Вид", "Вид")]),
            ("[a](/b/ \"\")", vec![("{1}a{/1}", "[a](/b/ \"\")")]),
        ] {
            let found = shown(text);
            let found: Vec<(&str, &str)> = found.iter().map(|(shown, bytes)| (&**shown, &**bytes)).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
