//! What the parser would take for attributes of a heading or for a definition, and what is text all the same.

use super::components::without_margin;

/// Where a mark of punctuation has to stand for the parser not to see attributes in `## Цена {от 5000 ₸}`, nor a definition in
/// a line that begins with `:)`. In bytes, in their order.
pub(super) fn literals(text: &str) -> Vec<usize> {
    let mut places = Vec::new();
    if memchr::memchr2(b'}', b':', text.as_bytes()).is_none() {
        return places;
    }
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim_end();
        let rest = without_margin(content);
        if is_no_definition(rest) {
            places.push(start + content.len() - rest.len());
        }
        if content.ends_with('}') && !ends_in_attributes(content) {
            places.push(start + content.len());
        }
        start += line.len();
    }
    places
}

/// Whether a line begins with a colon that a definition would have a space behind.
fn is_no_definition(line: &str) -> bool {
    let Some(behind) = line.strip_prefix(':') else { return false };
    let is_component = line.starts_with(":::");
    let is_row_of_table = line.bytes().all(|byte| b":-| \t".contains(&byte)) && line.contains('-');
    !behind.starts_with([' ', '\t']) && !is_component && !is_row_of_table
}

/// Whether all that a line has in its last braces are attributes: `#id`, `.class` or `key=value`.
fn ends_in_attributes(line: &str) -> bool {
    let inner = line.strip_suffix('}').unwrap_or(line);
    let Some(start) = inner.rfind(['{', '}', '<', '>', '\\']) else { return false };
    let mut attributes = inner[start + 1..].split_ascii_whitespace().peekable();
    inner[start..].starts_with('{') && attributes.peek().is_some() && attributes.all(is_attribute)
}

fn is_attribute(text: &str) -> bool {
    // A class or an id may be of any script; the names of HTML's attributes are Latin.
    let is_name = |name: &str| !name.is_empty() && !name.contains(['#', '=', '"', '\'']);
    let is_key = |key: &str| {
        key.starts_with(|c: char| c.is_ascii_alphabetic())
            && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_:.".contains(&byte))
    };
    match text.split_at_checked(1) {
        Some(("#" | ".", name)) => is_name(name),
        _ => text.split_once('=').is_some_and(|(key, value)| is_key(key) && !value.is_empty()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces_are_attributes_only_where_all_in_them_is_one() {
        for line in ["## A {#a}", "A {.b #c}", "A {lang=kk}", "A{#жол .кең}", "{x} {#a}"] {
            assert!(ends_in_attributes(line), "{line}");
        }
        for line in [
            "## Цена {от 5000 ₸}",
            "A {}",
            "A {#}",
            "A {.}",
            "A {b}",
            "A {#a b}",
            "A {цена=5}",
            "A {{ x }}",
            "A {b=}",
            "A }",
        ] {
            assert!(!ends_in_attributes(line), "{line}");
        }
    }
}
