//! What the manifest of a web application names.

use std::ops::Range;

use super::references::Reference;

/// The strings of a manifest that may be paths of files, with their ranges. Those with an escape are left as they are.
pub(super) fn references(text: &str) -> (Vec<Reference>, Vec<Range<usize>>) {
    let mut references = Vec::new();
    let mut ranges = Vec::new();
    let mut from = 0;
    while let Some(start) = memchr::memchr(b'"', &text.as_bytes()[from..]).map(|at| from + at + 1) {
        let mut end = start;
        let mut has_escape = false;
        loop {
            match text.as_bytes().get(end) {
                Some(b'\\') => {
                    has_escape = true;
                    end += 2;
                }
                Some(b'"') => break,
                Some(_) => end += 1,
                None => return (references, ranges),
            }
        }
        if !has_escape && let Some(reference) = Reference::new(&text[start..end], start) {
            references.push(reference);
            ranges.push(start..end);
        }
        from = end + 1;
    }
    (references, ranges)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_found_and_escapes_are_left() {
        let text = r#"{"name":"a \" b","icons":[{"src":"icon.png","sizes":"1x1"},{"src":"\/a.png"},{"src":"/b.png?x"}]}"#;
        let targets: Vec<String> = references(text).0.into_iter().map(|it| it.target).collect();
        assert_eq!(targets, ["icon.png", "/b.png"]);
        for broken in ["\"", "{\"a\\", "\"a.png"] {
            assert_eq!(references(broken).0, [], "{broken}");
        }
    }
}
