//! Messages that were borrowed from another language get the right `lang`.
//!
//! The filter `t` puts such a text between marks (Unicode noncharacters, which no text may hold). Here, where the page
//! is whole, it can be seen where each stands: between tags an element is put around it; within a tag, a title or a
//! script the marks are only taken away.

use crate::site::Site;
use crate::theme::{BORROWED_END, BORROWED_START, BORROWED_TEXT};

/// Elements that hold text and no elements.
const RAW: [&str; 4] = ["title", "script", "style", "textarea"];

/// Resolves the marks of a page.
pub(super) fn resolve(html: &str, site: &Site) -> String {
    let mut result = String::with_capacity(html.len() + 64);
    let mut rest = html;
    let mut in_tag = false;
    let mut raw: Option<&str> = None;
    while let Some(at) = rest.find(|c: char| matches!(c, '<' | '>' | BORROWED_START)) {
        let (before, from) = rest.split_at(at);
        result.push_str(before);
        let Some(c) = from.chars().next() else { break };
        rest = &from[c.len_utf8()..];
        match c {
            '<' => {
                result.push(c);
                if let Some(name) = raw {
                    if rest.strip_prefix('/').is_some_and(|rest| starts_with_name(rest, name)) {
                        raw = None;
                        in_tag = true;
                    }
                } else {
                    in_tag = rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!');
                    raw = RAW.into_iter().find(|name| starts_with_name(rest, name));
                }
            }
            '>' => {
                result.push(c);
                in_tag = false;
            }
            _ => {
                let Some((tag, after)) = rest.split_once(BORROWED_TEXT) else { continue };
                let (text, after) = after.split_once(BORROWED_END).unwrap_or((after, ""));
                let direction = site
                    .config
                    .languages
                    .iter()
                    .find(|language| language.tag == tag)
                    .map_or("ltr", |language| language.direction.as_str());
                if in_tag || raw.is_some() {
                    result.push_str(text);
                } else {
                    result.push_str(&format!("<span lang=\"{tag}\" dir=\"{direction}\">{text}</span>"));
                }
                rest = after;
            }
        }
    }
    result.push_str(rest);
    result
}

fn starts_with_name(text: &str, name: &str) -> bool {
    text.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
        && !text[name.len()..].starts_with(|c: char| c.is_ascii_alphanumeric())
}
