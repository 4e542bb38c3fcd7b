//! What a script loads.

use std::ops::Range;

use super::references::Reference;

/// The modules that a script imports, and what it asks for by `new URL("…", import.meta.url)`, with the ranges of their names, in the order of
/// the text.
///
/// The script is not parsed. What looks like an import within a string or a comment is rewritten as well, and means the same. An import
/// that is not found is a name like any other, whose file keeps its name.
pub(super) fn references(text: &str) -> (Vec<Reference>, Vec<Range<usize>>) {
    let mut references = Vec::new();
    let mut ranges = Vec::new();
    let mut from = 0;
    while let Some(quote) = memchr::memchr2(b'"', b'\'', &text.as_bytes()[from..]).map(|at| from + at) {
        from = quote + 1;
        let Some(purpose) = purpose(&text[..quote]) else { continue };
        let mark = text.as_bytes()[quote];
        let Some(length) =
            text[from..].bytes().position(|byte| byte == mark || matches!(byte, b'\\' | b'\n'))
        else {
            continue;
        };
        let end = from + length;
        let is_whole = text.as_bytes()[end] == mark;
        let address = &text[from..end];
        let is_path = address.starts_with("./") || address.starts_with("../") || address.starts_with('/');
        let is_own = match purpose {
            Purpose::Module => is_path,
            Purpose::Url => is_behind(&text[end + 1..]),
        };
        if is_whole
            && is_own
            && let Some(reference) = Reference::new(address, from)
        {
            references.push(reference);
            ranges.push(from..end);
            from = end + 1;
        }
    }
    (references, ranges)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Purpose {
    /// The name of a module.
    Module,
    /// The first argument of `new URL`.
    Url,
}

/// What a string is for, by what stands before it.
fn purpose(before: &str) -> Option<Purpose> {
    let before = before.trim_ascii_end();
    let ends_with_word = |text: &str, word: &str| {
        text.strip_suffix(word).is_some_and(|rest| {
            !rest.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '.'))
        })
    };
    if ends_with_word(before, "from") || ends_with_word(before, "import") {
        return Some(Purpose::Module);
    }
    let call = before.strip_suffix('(')?.trim_ascii_end();
    if ends_with_word(call, "import") {
        return Some(Purpose::Module);
    }
    let class = call.strip_suffix("URL")?;
    let new = class.trim_ascii_end();
    (new.len() < class.len() && ends_with_word(new, "new")).then_some(Purpose::Url)
}

/// Whether the second argument of `new URL` is the address of the script itself.
fn is_behind(text: &str) -> bool {
    let argument = text.trim_ascii_start().strip_prefix(',').map(str::trim_ascii_start);
    argument.is_some_and(|argument| argument.starts_with("import.meta.url"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn targets(text: &str) -> Vec<String> {
        references(text).0.into_iter().map(|reference| reference.target).collect()
    }

    #[test]
    fn imports_are_found_in_all_their_forms() {
        let text = "import a from './a.js';import{b}from\"../b.js\";import '/c.mjs';export * from './d.js';\
                    const e = await import( './e.js' ); x = new URL('../img/f.svg?x#y', import.meta.url);\
                    import g from 'g'; import('https://h.example/h.js')";
        assert_eq!(targets(text), ["./a.js", "../b.js", "/c.mjs", "./d.js", "./e.js", "../img/f.svg"]);
        let (references, _) = references(text);
        assert!(references.iter().all(|reference| text[reference.at..].starts_with('.')));
    }

    #[test]
    fn other_strings_are_no_imports() {
        for text in [
            "load('./a.js')",
            "a.from('./a.js')",
            "x = 'from'; './a.js'",
            "reimport './a.js'",
            "new URL('./a.svg', base)",
            "import './a\\.js'",
            "import '",
            "import './a.js",
            "from '",
        ] {
            assert!(targets(text).is_empty(), "{text}");
        }
    }
}
