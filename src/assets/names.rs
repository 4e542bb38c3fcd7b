//! Names of files in texts that cannot be rewritten.

use std::ops::Range;

use super::AssetKind;

/// The longest extension of a file that has a hash in its name.
const MAX_EXTENSION: usize = 5;

/// The names of files in a text that would have a hash, without folders, sorted. `except` are ranges, in their order, in which names can be
/// rewritten.
pub(super) fn names_in(text: &str, except: &[Range<usize>]) -> Vec<String> {
    let mut names = Vec::new();
    let mut except = except.iter().peekable();
    for dot in memchr::memchr_iter(b'.', text.as_bytes()) {
        while except.next_if(|range| range.end <= dot).is_some() {}
        if except.peek().is_some_and(|range| range.start <= dot) {
            continue;
        }
        let behind = &text.as_bytes()[dot + 1..];
        let length =
            behind.iter().take(MAX_EXTENSION + 1).take_while(|it| it.is_ascii_alphanumeric()).count();
        let end = dot + 1 + length;
        if !(2..=MAX_EXTENSION).contains(&length) || !AssetKind::of(&text[dot..end]).is_hashed() {
            continue;
        }
        let stem = text[..dot].trim_end_matches(|c: char| !is_delimiter(c));
        if stem.len() < dot {
            names.push(text[stem.len()..end].to_owned());
        }
    }
    names.sort_unstable();
    names.dedup();
    names
}

/// Characters at which a name begins.
fn is_delimiter(c: char) -> bool {
    c.is_whitespace() || "()<>\"'`[]{},;=|/\\:&?#+*!".contains(c)
}

/// The names of files in the scripts and styles that stand in a template, and in attributes with styles, but for those that a function of
/// the template is asked for: nothing else there is rewritten in a page.
pub fn names_in_code(template: &str) -> Vec<String> {
    let mut names = Vec::new();
    for (open, close) in
        [("<script", "</script"), ("<style", "</style"), ("style=\"", "\""), ("style='", "'")]
    {
        let mut rest = template;
        while let Some(start) = rest.find(open) {
            rest = &rest[start + open.len()..];
            // The attributes of the element itself are rewritten.
            let begin =
                if open.starts_with('<') { rest.find('>').map_or(rest.len(), |end| end + 1) } else { 0 };
            let end = rest[begin..].find(close).map_or(rest.len(), |end| begin + end);
            names.extend(names_in(&without_expressions(&rest[begin..end]), &[]));
            rest = &rest[end..];
        }
    }
    names.sort_unstable();
    names.dedup();
    names
}

/// A piece of a template without `{{ … }}`, `{% … %}` and `{# … #}`.
fn without_expressions(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('{') {
        let (before, from) = rest.split_at(start);
        plain.push_str(before);
        let end = match from.as_bytes().get(1) {
            Some(b'{') => from.find("}}"),
            Some(b'%') => from.find("%}"),
            Some(b'#') => from.find("#}"),
            _ => None,
        };
        let length = end.map_or(1, |end| end + 2);
        plain.push(' ');
        rest = &from[length..];
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_wherever_they_stand() {
        let text =
            "load('../img/pin.svg?x'); a.b(c); \"x/Каз.JPG\" url(a-b_c.min.js) data.json .svg `t/${n}.png`";
        assert_eq!(names_in(text, &[]), ["a-b_c.min.js", "pin.svg", "Каз.JPG"]);
        let start = text.find("pin").expect("it is there");
        assert_eq!(names_in(text, std::slice::from_ref(&(start..start + 7))), ["a-b_c.min.js", "Каз.JPG"]);
    }

    #[test]
    fn what_a_template_asks_for_is_not_named_in_its_code() {
        let template = "<script src=\"/js/a.js\"></script><script>import('{{ asset(path=\"js/b.js\") }}'); import('/js/c.js');</script>\
                        <p style=\"background: url(/img/d.png)\"><img src=\"/img/e.png\"><style>p { src: url(f.woff2) }</style>";
        assert_eq!(names_in_code(template), ["c.js", "d.png", "f.woff2"]);
    }
}
