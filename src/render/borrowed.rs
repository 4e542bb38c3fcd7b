//! Messages that were borrowed from another language get the right `lang`.
//!
//! The filter `t` wraps such a text in sentinel characters (Unicode noncharacters, which no text may hold), as it cannot know
//! where the text will stand. Here, where the page is whole, an HTML tokenizer tells: in text, an element is put around it; in
//! a tag, a comment, a title or a script, the sentinels are only removed.

use std::ops::Range;

use crate::content::{HtmlEvent, tokenise_html};
use crate::site::Site;
use crate::theme::{BORROWED_END, BORROWED_START, BORROWED_TEXT};

/// Elements that hold text and no elements.
const TEXT_ONLY: [&[u8]; 5] = [b"title", b"script", b"style", b"textarea", b"option"];

/// Replaces the sentinels of a page.
pub(super) fn resolve(html: &str, site: &Site) -> String {
    let mut texts = texts(html).into_iter().peekable();
    let mut result = String::with_capacity(html.len() + 64);
    // Whether each marked text that is open has an element: a text may hold another as an argument.
    let mut open = Vec::new();
    let mut from = 0;
    while let Some(found) = html[from..].find([BORROWED_START, BORROWED_TEXT, BORROWED_END]) {
        let at = from + found;
        result.push_str(&html[from..at]);
        let Some(sentinel) = html[at..].chars().next() else { break };
        from = at + sentinel.len_utf8();
        match sentinel {
            BORROWED_START => {
                let Some((tag, _)) = html[from..].split_once(BORROWED_TEXT) else { continue };
                from += tag.len() + BORROWED_TEXT.len_utf8();
                while texts.next_if(|text| text.end <= at).is_some() {}
                let is_text = texts.peek().is_some_and(|text| text.start <= at);
                open.push(is_text);
                if is_text {
                    let languages = &site.config.languages;
                    let language = languages.iter().find(|language| language.tag == tag);
                    let direction = language.map_or("ltr", |language| language.direction.as_str());
                    result.push_str(&format!("<span lang=\"{tag}\" dir=\"{direction}\">"));
                }
            }
            BORROWED_END if open.pop() == Some(true) => result.push_str("</span>"),
            _ => {}
        }
    }
    result.push_str(&html[from..]);
    result
}

/// The bytes of a page in which elements may stand, in their order.
fn texts(html: &str) -> Vec<Range<usize>> {
    let mut texts = Vec::new();
    let mut text_only: Option<Vec<u8>> = None;
    tokenise_html(html, |event, span| match event {
        HtmlEvent::OpenStartTag { name } if text_only.is_none() && TEXT_ONLY.contains(&name) => {
            text_only = Some(name.to_vec());
        }
        HtmlEvent::EndTag { name } if text_only.as_deref() == Some(name) => text_only = None,
        HtmlEvent::String { .. } if text_only.is_none() => texts.push(span),
        _ => {}
    });
    texts
}
