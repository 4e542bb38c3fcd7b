//! Messages that were borrowed from another language get the right `lang`.
//!
//! The filter `t` puts such a text between marks (Unicode noncharacters, which no text may hold). Here, where the page
//! is whole, it can be seen where each stands: between tags an element is put around it; within a tag, a title or a
//! script the marks are only taken away.

use crate::site::Site;
use crate::theme::{BORROWED_END, BORROWED_START, BORROWED_TEXT};

/// Elements that hold text and no elements.
const RAW: [&str; 5] = ["title", "script", "style", "textarea", "option"];

/// Where in a page the reading stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Between tags, where an element may stand.
    Text,
    /// In a tag, and in which quotation marks within it. Behind it comes what `raw` names, or text.
    Tag { quote: Option<char>, raw: Option<&'static str> },
    /// In a comment.
    Comment,
    /// In an element that holds text only.
    Raw(&'static str),
}

/// Resolves the marks of a page.
pub(super) fn resolve(html: &str, site: &Site) -> String {
    let mut result = String::with_capacity(html.len() + 64);
    let mut rest = html;
    let mut place = Place::Text;
    // The marked texts that are open, and whether each has an element: a text may hold another as an argument.
    let mut open = Vec::new();
    while let Some(at) = rest.find(['<', '>', '"', '\'', BORROWED_START, BORROWED_TEXT, BORROWED_END]) {
        let (before, from) = rest.split_at(at);
        result.push_str(before);
        let Some(c) = from.chars().next() else { break };
        rest = &from[c.len_utf8()..];
        match c {
            BORROWED_START => {
                let Some((tag, behind)) = rest.split_once(BORROWED_TEXT) else { continue };
                rest = behind;
                open.push(place == Place::Text);
                if place == Place::Text {
                    let languages = &site.config.languages;
                    let language = languages.iter().find(|language| language.tag == tag);
                    let direction = language.map_or("ltr", |language| language.direction.as_str());
                    result.push_str(&format!("<span lang=\"{tag}\" dir=\"{direction}\">"));
                }
            }
            BORROWED_END => {
                if open.pop() == Some(true) {
                    result.push_str("</span>");
                }
            }
            BORROWED_TEXT => {}
            c => {
                place = behind(place, c, &result, rest);
                result.push(c);
            }
        }
    }
    result.push_str(rest);
    result
}

/// Where the reading stands behind one of the characters that tags are made of.
fn behind(place: Place, c: char, before: &str, rest: &str) -> Place {
    match (place, c) {
        (Place::Text, '<') if rest.starts_with("!--") => Place::Comment,
        (Place::Text, '<') if rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!') => {
            let raw = RAW.into_iter().find(|name| starts_with_name(rest, name));
            Place::Tag { quote: None, raw }
        }
        (Place::Raw(name), '<')
            if rest.strip_prefix('/').is_some_and(|rest| starts_with_name(rest, name)) =>
        {
            Place::Tag { quote: None, raw: None }
        }
        (Place::Tag { quote: None, raw }, '"' | '\'') => Place::Tag { quote: Some(c), raw },
        (Place::Tag { quote: Some(quote), raw }, c) if c == quote => Place::Tag { quote: None, raw },
        (Place::Tag { quote: None, raw }, '>') => raw.map_or(Place::Text, Place::Raw),
        (Place::Comment, '>') if before.ends_with("--") => Place::Text,
        (place, _) => place,
    }
}

fn starts_with_name(text: &str, name: &str) -> bool {
    text.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
        && !text[name.len()..].starts_with(|c: char| c.is_ascii_alphanumeric())
}
