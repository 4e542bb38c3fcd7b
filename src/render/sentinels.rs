//! What a filter wrote without knowing where it would stand gets the form that its place needs.
//!
//! Filters wrap such texts in sentinel characters (Unicode noncharacters, which no text may hold). Here, where the page is
//! whole, an HTML tokenizer tells where each of them stands:
//!
//! - A message that was borrowed from another language (`t`) gets an element with the right `lang` around it, in text; in a
//!   tag, a comment, a title or a script, the sentinels are only removed.
//! - JSON (`json`) stands as it is between tags, such as in a script. Within a tag it stays escaped, so that no quotation mark
//!   or space of it ends an attribute.

use std::ops::Range;

use crate::content::{HtmlEvent, tokenise_html};
use crate::site::Site;
use crate::theme::{BORROWED_END, BORROWED_START, BORROWED_TEXT, JSON_END, JSON_START};

const SENTINELS: [char; 5] = [BORROWED_START, BORROWED_TEXT, BORROWED_END, JSON_START, JSON_END];

/// Elements that hold text and no elements.
const TEXT_ONLY: [&[u8]; 5] = [b"title", b"script", b"style", b"textarea", b"option"];

/// Where a sentinel stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Where elements may stand.
    Text,
    /// Within an element that holds text and no elements.
    TextOnly,
    /// Within a tag, a comment or the like.
    Markup,
}

/// Replaces the sentinels of a page.
pub(super) fn resolve(html: &str, site: &Site) -> String {
    let mut places = Places::of(html);
    let mut result = String::with_capacity(html.len() + 64);
    // Whether each marked message that is open has an element: a message may hold another as an argument.
    let mut open = Vec::new();
    // Where the JSON stands that is open.
    let mut json: Option<Place> = None;
    let mut from = 0;
    while let Some(found) = html[from..].find(SENTINELS) {
        let at = from + found;
        push(&mut result, &html[from..at], json);
        let Some(sentinel) = html[at..].chars().next() else { break };
        from = at + sentinel.len_utf8();
        match sentinel {
            BORROWED_START => {
                let Some((tag, _)) = html[from..].split_once(BORROWED_TEXT) else { continue };
                from += tag.len() + BORROWED_TEXT.len_utf8();
                let is_text = json.is_none() && places.at(at) == Place::Text;
                open.push(is_text);
                if is_text {
                    let languages = &site.config.languages;
                    let language = languages.iter().find(|language| language.tag == tag);
                    let direction = language.map_or("ltr", |language| language.direction.as_str());
                    result.push_str(&format!("<span lang=\"{tag}\" dir=\"{direction}\">"));
                }
            }
            BORROWED_END if open.pop() == Some(true) => result.push_str("</span>"),
            JSON_START => json = Some(places.at(at)),
            JSON_END => json = None,
            _ => {}
        }
    }
    result.push_str(&html[from..]);
    result
}

/// Adds a piece of the page, which is part of JSON if that is open.
fn push(result: &mut String, piece: &str, json: Option<Place>) {
    match json {
        None => result.push_str(piece),
        // Tera has escaped the quotation marks, unless it was told that the text is safe. A value that is not quoted ends
        // at a space, too.
        Some(Place::Markup) => {
            let piece = piece.replace('"', "&quot;").replace('\'', "&#39;");
            result.push_str(&piece.replace(' ', "&#32;"));
        }
        // The filter has left no other character that Tera escapes.
        Some(Place::Text | Place::TextOnly) => {
            result.push_str(&piece.replace("&quot;", "\"").replace("&#39;", "'"));
        }
    }
}

/// Where text stands in a page, asked for from its beginning to its end.
struct Places {
    texts: std::iter::Peekable<std::vec::IntoIter<(Range<usize>, Place)>>,
}

impl Places {
    /// Reads a page up to its last sentinel: what comes after it does not matter, and often that is most of the page.
    fn of(html: &str) -> Self {
        let end = html.rfind(SENTINELS).map_or(0, |at| html.ceil_char_boundary(at + 1));
        let mut texts = Vec::new();
        let mut text_only: Option<Vec<u8>> = None;
        tokenise_html(&html[..end], |event, span| match event {
            HtmlEvent::OpenStartTag { name } if text_only.is_none() && TEXT_ONLY.contains(&name) => {
                text_only = Some(name.to_vec());
            }
            HtmlEvent::EndTag { name } if text_only.as_deref() == Some(name) => text_only = None,
            HtmlEvent::String { .. } => {
                texts.push((span, if text_only.is_none() { Place::Text } else { Place::TextOnly }));
            }
            _ => {}
        });
        Self { texts: texts.into_iter().peekable() }
    }

    /// What is at a byte, which does not come before those that were asked for earlier.
    fn at(&mut self, at: usize) -> Place {
        while self.texts.next_if(|(text, _)| text.end <= at).is_some() {}
        self.texts.peek().filter(|(text, _)| text.start <= at).map_or(Place::Markup, |(_, place)| *place)
    }
}
