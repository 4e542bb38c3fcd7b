//! Finds tags in templates, for errors of Tera that have no place.

use std::ops::Range;

/// The messages that a template names before the filter `t`, as in `"id" | t`: the bytes of their ids.
pub fn named_messages(text: &str) -> Vec<Range<usize>> {
    let bars = tags(text).into_iter().flat_map(|tag| {
        let start = tag.start;
        text[tag].match_indices('|').map(move |(bar, _)| start + bar)
    });
    let is_t = |bar: &usize| {
        let Some(behind) = text[bar + 1..].trim_start().strip_prefix('t') else { return false };
        // With a default, the message need not exist.
        let arguments = behind.strip_prefix('(').and_then(|rest| rest.split(')').next()).unwrap_or_default();
        !behind.starts_with(|c: char| c.is_alphanumeric() || c == '_') && !arguments.contains("default=")
    };
    bars.filter(is_t).filter_map(|bar| text_before(text, bar)).collect()
}

/// The bytes of the string literal that a filter is applied to. `bar` is the byte of the filter's `|`. Returns `None` if
/// there is no literal right before it.
pub(super) fn text_before(text: &str, bar: usize) -> Option<Range<usize>> {
    let before = text[..bar].trim_end();
    let quote = before.chars().next_back().filter(|c| matches!(c, '"' | '\'' | '`'))?;
    let end = before.len() - 1;
    let start = before[..end].rfind(quote)? + 1;
    // The value of a concatenation such as `"kind-" ~ kind` is known at render time only.
    let joined = before[..start - 1].trim_end().ends_with('~');
    (!joined).then_some(start..end)
}

/// The names that tags such as `{% block name %}` define, with their places.
pub(super) fn defined_names<'t>(text: &'t str, tag: &'t str) -> impl Iterator<Item = (usize, &'t str)> {
    arguments(text, tag).filter_map(|at| {
        let name = &text[at..];
        let length =
            name.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '.')).unwrap_or(name.len());
        (length > 0).then(|| (at, &name[..length]))
    })
}

/// The bytes of a name that a tag such as `{% extends "name" %}` gives.
pub(super) fn quoted_argument(text: &str, tag: &str, name: &str) -> Option<Range<usize>> {
    arguments(text, tag).map(|at| at + 1).find_map(|at| {
        let is_name = text.get(at..)?.strip_prefix(name)?.starts_with(['"', '\'', '`']);
        is_name.then(|| at..at + name.len())
    })
}

/// The byte offsets of what follows the tag's name.
fn arguments<'t>(text: &'t str, tag: &'t str) -> impl Iterator<Item = usize> + 't {
    tags(text).into_iter().filter_map(move |range| {
        let inside = text[range.clone()].trim_start_matches('-').trim_start();
        let behind = inside.strip_prefix(tag)?;
        let argument = behind.trim_start();
        (argument.len() < behind.len()).then(|| range.end - argument.len())
    })
}

/// The bytes inside all tags, without comments and raw text.
fn tags(text: &str) -> Vec<Range<usize>> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(found) = text[at..].find('{') {
        let start = at + found + 1;
        let end = match text.as_bytes().get(start) {
            Some(b'#') => {
                at = text[start..].find("#}").map_or(text.len(), |end| start + end);
                continue;
            }
            Some(b'{') => end_of_tag(text, start + 1, "}}"),
            Some(b'%') => end_of_tag(text, start + 1, "%}"),
            _ => {
                at = start;
                continue;
            }
        };
        let tag = start + 1..end;
        at = end;
        if text[tag.clone()].trim_matches('-').trim() == "raw" {
            at = text[end..].find("endraw").map_or(text.len(), |found| end + found);
        } else {
            tags.push(tag);
        }
    }
    tags
}

/// The end of a tag whose inside begins at `start`. Closing brackets within quotes do not count.
fn end_of_tag(text: &str, start: usize, closing: &str) -> usize {
    let mut quote = None;
    for (at, c) in text[start..].char_indices() {
        match quote {
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None if matches!(c, '"' | '\'' | '`') => quote = Some(c),
            None if text[start + at..].starts_with(closing) => return start + at,
            None => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_found_in_tags_only() {
        let text = "a | t {{ \"one\" | t }} {# {{ \"no\" | t }} #} {% set x = 'two'|t(n=\"}}\") %} {% raw %}{{ \"no\" | t }}\
                    {% endraw %} {{ \"kind-\" ~ \"x\" | t }} {{ `three` | title }} {{ `three` | t }} {{ \"no\" | t(default=\"\") }}";
        let found: Vec<&str> = named_messages(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, ["one", "two", "three"]);
    }

    #[test]
    fn names_of_tags_have_places() {
        let text = "{# {% block no %} #}{%- block main -%}{% endblock main %}{% extends 'a.html' %}{% component ui.box() %}";
        let names = |tag| defined_names(text, tag).map(|(_, name)| name).collect::<Vec<_>>();
        assert_eq!((names("block"), names("component")), (vec!["main"], vec!["ui.box"]));
        assert_eq!(quoted_argument(text, "extends", "a.html").map(|range| &text[range]), Some("a.html"));
        assert_eq!(quoted_argument(text, "extends", "a.htm"), None);
    }
}
