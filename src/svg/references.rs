//! Which addresses an SVG may name, and where styles name them.

use std::ops::Range;

/// What is wrong with an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It runs a script.
    Script,
    /// It leads to another host, or to a document of its own.
    Foreign,
}

/// Pictures and fonts that may stand in an SVG as `data:`. SVGs may hold scripts of their own.
const EMBEDDED: [&str; 9] = [
    "image/png",
    "image/jpeg",
    "image/jpg",
    "image/gif",
    "image/webp",
    "image/avif",
    "font/",
    "application/font",
    "application/x-font",
];

/// Whether an address that is loaded with the picture is refused: only parts of the picture itself, files of the site by a path, and
/// embedded pictures and fonts are not.
pub(super) fn refusal(address: &str) -> Option<Refusal> {
    // Browsers leave these characters out.
    let address: String = address
        .chars()
        .filter(|c| !c.is_control() && !c.is_whitespace())
        .collect::<String>()
        .to_ascii_lowercase();
    if let Some(data) = address.strip_prefix("data:") {
        return (!EMBEDDED.iter().any(|kind| data.starts_with(kind))).then_some(Refusal::Foreign);
    }
    // A backslash is a slash to browsers.
    if address.replace('\\', "/").starts_with("//") {
        return Some(Refusal::Foreign);
    }
    let scheme = address.split([':', '/', '?', '#', '\\']).next().unwrap_or_default();
    if !address[scheme.len()..].starts_with(':') {
        return None;
    }
    Some(match scheme {
        "javascript" | "vbscript" | "livescript" => Refusal::Script,
        _ => Refusal::Foreign,
    })
}

/// Whether the target of a link is refused. A link to another site loads nothing.
pub(super) fn link_refusal(address: &str) -> Option<Refusal> {
    let scheme: String = address.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
    let scheme = scheme.to_ascii_lowercase();
    match refusal(address)? {
        Refusal::Foreign
            if ["http:", "https:", "mailto:", "tel:", "//"].iter().any(|it| scheme.starts_with(it)) =>
        {
            None
        }
        refusal => Some(refusal),
    }
}

/// A part of a style that names something which is refused.
pub(super) struct StylePart {
    /// Its bytes in the style.
    pub range: Range<usize>,
    /// What stands in its place.
    pub replacement: &'static str,
    /// The address.
    pub address: String,
    pub refusal: Refusal,
}

/// What is refused of a style: `@import` of other sheets, `url(…)` of other hosts. Comments are no part of it.
pub(super) fn refused_in_style(style: &str) -> Vec<StylePart> {
    let plain = without_comments(style);
    if plain.contains('\\') {
        // An escape may hide the name of a function or a scheme. Whole strings apart, nobody writes them.
        let decoded = decode_escapes(&plain);
        let refused = plain_parts(&decoded);
        return match refused.into_iter().next() {
            Some(part) => vec![StylePart { range: 0..style.len(), replacement: "", ..part }],
            None => Vec::new(),
        };
    }
    plain_parts(&plain)
}

/// The same for a style without comments and escapes.
fn plain_parts(style: &str) -> Vec<StylePart> {
    let lower = style.to_ascii_lowercase();
    let mut parts: Vec<StylePart> = Vec::new();
    let mut at = 0;
    // Up to where the strings of an `image-set()` were looked at, with those of the ones in it.
    let mut seen = 0;
    while at < lower.len() {
        let rest = &lower[at..];
        if rest.starts_with("@import") {
            let end = at + rest.find(';').map_or(rest.len(), |end| end + 1);
            let name = style[at + "@import".len()..end].trim();
            let is_function = name.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("url("));
            let name = if is_function { &name[4..] } else { name };
            // What follows the address says for which screens it is.
            let quote = name.trim_start().chars().next().filter(|mark| matches!(mark, '"' | '\''));
            let address = match quote {
                Some(mark) => name.trim_start()[1..].split(mark).next().unwrap_or_default().to_owned(),
                None => argument(name.split([')', ';']).next().unwrap_or_default()),
            };
            if let Some(refusal) = refusal(&address) {
                parts.push(StylePart { range: at..end, replacement: "", address, refusal });
            }
            at = end;
        } else if let Some(open) = ["url(", "image(", "src("].iter().find(|name| rest.starts_with(**name)) {
            let end = at + end_of_function(rest);
            let inner = &style[at + open.len()..end];
            let address = argument(inner.strip_suffix(')').unwrap_or(inner));
            if let Some(refusal) = refusal(&address) {
                parts.push(StylePart { range: at..end, replacement: "none", address, refusal });
            }
            at = end;
        } else if at >= seen && rest.starts_with("image-set(") {
            let end = at + end_of_function(rest);
            seen = end;
            let strings = style[at..end].split(['"', '\'']).skip(1).step_by(2);
            if let Some((address, refusal)) = strings.filter_map(|it| Some((it, refusal(it)?))).next() {
                let address = address.to_owned();
                parts.push(StylePart { range: at..end, replacement: "none", address, refusal });
                at = end;
            } else {
                at += "image-set(".len();
            }
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    parts
}

/// The length of a function with its brackets: to the first `)` outside of quotation marks.
fn end_of_function(text: &str) -> usize {
    let mut quote = None;
    let mut is_open = false;
    for (at, character) in text.char_indices() {
        match (quote, character) {
            (Some(mark), _) if mark == character => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(character),
            (None, '(') => is_open = true,
            (None, ')') if is_open => return at + 1,
            (None, _) => {}
        }
    }
    text.len()
}

/// The address in an argument: without space and quotation marks around it.
fn argument(text: &str) -> String {
    text.trim().trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '(' | ')')).to_owned()
}

/// The style with spaces in the place of its comments, so that places stay the same.
fn without_comments(style: &str) -> String {
    let mut plain = String::with_capacity(style.len());
    let mut rest = style;
    while let Some(start) = rest.find("/*") {
        let end = rest[start + 2..].find("*/").map_or(rest.len(), |end| start + 2 + end + 2);
        plain.push_str(&rest[..start]);
        plain.extend(std::iter::repeat_n(' ', end - start));
        rest = &rest[end..];
    }
    plain.push_str(rest);
    plain
}

/// CSS escapes: a backslash before up to six hexadecimal digits, or before the character that is meant.
fn decode_escapes(style: &str) -> String {
    let mut decoded = String::with_capacity(style.len());
    let mut characters = style.chars().peekable();
    while let Some(character) = characters.next() {
        if character != '\\' {
            decoded.push(character);
            continue;
        }
        let mut digits = String::new();
        while let Some(digit) = characters.next_if(|c| c.is_ascii_hexdigit() && digits.len() < 6) {
            digits.push(digit);
        }
        if digits.is_empty() {
            decoded.extend(characters.next());
        } else {
            characters.next_if(|c| c.is_whitespace());
            decoded.extend(u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32));
        }
    }
    decoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_refused_however_it_is_written() {
        for address in ["javascript:alert(1)", " JaVa\nScript:x", "vbscript:x"] {
            assert_eq!(refusal(address), Some(Refusal::Script), "{address}");
            assert_eq!(link_refusal(address), Some(Refusal::Script), "{address}");
        }
        for address in [
            "https://evil.example/x",
            "//evil.example",
            "\\\\evil.example",
            "data:text/html,x",
            "data:image/svg+xml,x",
            "file:///etc",
        ] {
            assert_eq!(refusal(address), Some(Refusal::Foreign), "{address}");
        }
        for address in ["#a", "lake.jpg", "/lake.jpg", "../a:b.png", "data:image/png;base64,AA", ""] {
            assert_eq!(refusal(address), None, "{address}");
        }
        assert_eq!(link_refusal("https://altai.example/"), None);
        assert_eq!(link_refusal("data:text/html,x"), Some(Refusal::Foreign));
    }

    #[test]
    fn styles_are_searched_as_browsers_read_them() {
        let refused = |style: &str| -> Vec<String> {
            refused_in_style(style).into_iter().map(|part| part.address).collect()
        };
        assert_eq!(
            refused("a{fill:url(#g);background:URL( 'https://evil.example/a.png' )}"),
            ["https://evil.example/a.png"]
        );
        assert_eq!(refused("@import \"https://evil.example/a.css\";a{}"), ["https://evil.example/a.css"]);
        assert_eq!(refused("@import url(//evil.example/a.css)"), ["//evil.example/a.css"]);
        assert_eq!(refused("a{fill:u\\72l(https://evil.example/)}"), ["https://evil.example/"]);
        assert_eq!(refused("a{x:/* url(https://a.example) */url(lake.png)}"), [""; 0]);
        assert_eq!(refused("@media(prefers-color-scheme:dark){.a{fill:url(#b)}}"), [""; 0]);
        assert_eq!(refused("a{x:image-set(\"https://evil.example/a\" 1x)}"), ["https://evil.example/a"]);
        assert_eq!(refused("a{fill:url(https://evil.example"), ["https://evil.example"]);
    }
}
