//! The beginning of a text without its marks, for lists.

use super::quotes::Typographer;
use super::spacing::{is_space_between, on_one_line};
use super::tree::{Kind, Step, Tree};
use crate::language::Quotes;

/// What an author writes where the beginning of a text ends.
pub(super) const MORE: &str = "<!-- more -->";

/// The paragraphs before `<!-- more -->`, else the first one, as plain text; empty when the text has none.
///
/// ```
/// use sapar::content::markdown::{beginning, parse};
/// use sapar::diagnostics::SourceText;
/// use sapar::language::Language;
///
/// let tree = parse(&SourceText::new("a.ru.md", "# Озеро\n\n*Тихое* \"место\".\n\nДалее.\n"), 0);
/// let quotes = Language::new("ru").expect("a tag").quotes;
/// assert_eq!(beginning(&tree, quotes), "Тихое «место».");
/// ```
pub fn beginning(tree: &Tree, quotes: Quotes) -> String {
    let source = &*tree.source.text;
    let mut typographer = Typographer::new(quotes);
    let has_mark = source[tree.range()].contains(MORE);
    let mut paragraphs: Vec<String> = Vec::new();
    let mut paragraph: Option<String> = None;
    let mut hidden = 0;
    let mut is_in_address = false;
    for step in tree.walk() {
        match step {
            Step::Enter(node) => match node.kind {
                Kind::Paragraph if hidden == 0 => {
                    typographer.begin_block(&node.range);
                    paragraph = Some(String::new());
                }
                Kind::Picture(_) | Kind::Quotation(_) | Kind::Footnote(_) => hidden += 1,
                Kind::Link(_) => is_in_address = tree.shows_address(&node),
                Kind::Text(text) if hidden == 0 => {
                    if let Some(paragraph) = &mut paragraph
                        && is_in_address
                    {
                        paragraph.push_str(text);
                        typographer.pass_over('a');
                    } else if let Some(paragraph) = &mut paragraph {
                        paragraph.push_str(&typographer.words(text, source, &node.range));
                    }
                }
                Kind::Code(code) if hidden == 0 => {
                    if let Some(paragraph) = &mut paragraph {
                        paragraph.push_str(code);
                        typographer.pass_over('a');
                    }
                }
                Kind::SoftBreak
                    if !is_space_between(typographer.before(), tree.characters_behind(node.id)) => {}
                Kind::SoftBreak | Kind::HardBreak => {
                    if let Some(paragraph) = &mut paragraph {
                        paragraph.push(' ');
                        typographer.pass_over(' ');
                    }
                }
                Kind::Html(html) if hidden == 0 && html.trim() == MORE => {
                    paragraphs.extend(paragraph.filter(|text| !text.trim().is_empty()));
                    return on_one_line(&paragraphs.join("\n"));
                }
                _ => {}
            },
            Step::Leave(node) => match node.kind {
                Kind::Picture(_) => {
                    hidden -= 1;
                    typographer.pass_over('a');
                }
                Kind::Link(_) => is_in_address = false,
                Kind::Quotation(_) | Kind::Footnote(_) => hidden -= 1,
                Kind::Paragraph if hidden == 0 => {
                    let text = paragraph.take().filter(|text| !text.trim().is_empty());
                    paragraphs.extend(text.map(|text| text.trim().to_owned()));
                    if !has_mark && !paragraphs.is_empty() {
                        break;
                    }
                }
                _ => {}
            },
        }
    }
    // A mark that is none, as one within code, ends nothing.
    paragraphs.into_iter().next().unwrap_or_default()
}
