//! The beginning of a text without its marks, for lists.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::guard::Guarded;
use super::options;
use super::quotes::Typographer;
use crate::language::Quotes;

/// What an author writes where the beginning of a text ends.
pub(super) const MORE: &str = "<!-- more -->";

/// The paragraphs before `<!-- more -->`, else the first one, as plain text; empty when the text has none.
pub fn beginning(markdown: &str, quotes: Quotes) -> String {
    let mut guarded = Guarded::new(markdown);
    super::components::mask(&mut guarded);
    let mut typographer = Typographer::new(quotes);
    let has_mark = markdown.contains(MORE);
    let mut paragraphs: Vec<String> = Vec::new();
    let mut paragraph: Option<String> = None;
    let mut hidden = 0;
    for (event, range) in Parser::new_ext(&guarded.text, options()).into_offset_iter() {
        match event {
            Event::Start(Tag::Paragraph) if hidden == 0 => {
                typographer.begin_block();
                paragraph = Some(String::new());
            }
            Event::Start(Tag::Image { .. } | Tag::BlockQuote(_) | Tag::FootnoteDefinition(_)) => hidden += 1,
            Event::End(tag @ (TagEnd::Image | TagEnd::BlockQuote(_) | TagEnd::FootnoteDefinition)) => {
                hidden -= 1;
                if tag == TagEnd::Image {
                    typographer.pass_over('a');
                }
            }
            Event::End(TagEnd::Paragraph) if hidden == 0 => match paragraph.take() {
                Some(text) if !text.trim().is_empty() => {
                    paragraphs.push(text.trim().to_owned());
                    if !has_mark {
                        break;
                    }
                }
                _ => {}
            },
            Event::Text(text) if hidden == 0 => {
                if let Some(paragraph) = &mut paragraph {
                    let text = guarded.restore(text, &range);
                    paragraph.push_str(&typographer.words(text, guarded.original, &range));
                }
            }
            Event::Code(code) if hidden == 0 => {
                if let Some(paragraph) = &mut paragraph {
                    paragraph.push_str(&guarded.restore(code, &range));
                    typographer.pass_over('a');
                }
            }
            Event::SoftBreak | Event::HardBreak => {
                if let Some(paragraph) = &mut paragraph {
                    paragraph.push(' ');
                    typographer.pass_over(' ');
                }
            }
            Event::Html(html) | Event::InlineHtml(html) if hidden == 0 && html.trim() == MORE => {
                paragraphs.extend(paragraph.filter(|text| !text.trim().is_empty()));
                return paragraphs.join(" ").trim().to_owned();
            }
            _ => {}
        }
    }
    // A mark that is none, as one within code, ends nothing.
    paragraphs.into_iter().next().unwrap_or_default()
}
