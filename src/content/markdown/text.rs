//! The beginning of a text without its marks, for lists.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::guard::Guarded;
use super::options;
use super::quotes::Typographer;
use crate::language::Quotes;

/// The first paragraph as plain text; empty when the text has none.
pub fn first_paragraph(markdown: &str, quotes: Quotes) -> String {
    let mut guarded = Guarded::new(markdown);
    super::components::mask(&mut guarded);
    let mut typographer = Typographer::new(quotes);
    let mut paragraph: Option<String> = None;
    let mut hidden = 0;
    for (event, range) in Parser::new_ext(&guarded.text, options()).into_offset_iter() {
        match event {
            Event::Start(Tag::Paragraph) if hidden == 0 => paragraph = Some(String::new()),
            Event::Start(Tag::Image { .. } | Tag::BlockQuote(_) | Tag::FootnoteDefinition(_)) => hidden += 1,
            Event::End(TagEnd::Image | TagEnd::BlockQuote(_) | TagEnd::FootnoteDefinition) => hidden -= 1,
            Event::End(TagEnd::Paragraph) if hidden == 0 => match paragraph.take() {
                Some(text) if !text.trim().is_empty() => return text.trim().to_owned(),
                _ => {}
            },
            Event::Text(text) | Event::Code(text) if hidden == 0 => {
                if let Some(paragraph) = &mut paragraph {
                    let text = guarded.restore(text, &range);
                    match typographer.apply(&text, None) {
                        Some(text) => paragraph.push_str(&text),
                        None => paragraph.push_str(&text),
                    }
                }
            }
            Event::SoftBreak | Event::HardBreak => {
                if let Some(paragraph) = &mut paragraph {
                    paragraph.push(' ');
                }
            }
            _ => {}
        }
    }
    String::new()
}
