//! Style sheets: made smaller by `lightningcss`, and read for what they name.

use std::panic::{AssertUnwindSafe, catch_unwind};

use cssparser::{Parser, ParserInput, Token};
use lightningcss::error::{Error, ErrorLocation};
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions, StyleSheet};
use lightningcss::targets::{Browsers, Features, Targets};

use super::references::{Reference, path_of};

/// How deep brackets may stand within each other. The parsers call themselves for each level; no style sheet that a person wrote has twenty.
const MAX_DEPTH: usize = 100;

/// Elements in which spaces count in any case, so that no page loses any there.
const PREFORMATTED: [&str; 6] = ["pre", "textarea", "code", "kbd", "samp", "listing"];

/// Why a style sheet cannot be made smaller.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SyntaxError {
    /// The byte of the text where that was found.
    pub at: usize,
    /// What is wrong, in English.
    pub detail: String,
}

/// Browsers of 2018, and nothing translated for them: a declaration that one of them may not understand does not make the one before it
/// superfluous, and everything else is what the author wrote.
fn targets() -> Targets {
    let version = |major: u32| Some(major << 16);
    let browsers = Browsers {
        android: version(64),
        chrome: version(64),
        edge: version(17),
        firefox: version(58),
        ie: None,
        ios_saf: version(11),
        opera: version(51),
        safari: version(11),
        samsung: version(7),
    };
    Targets { browsers: Some(browsers), include: Features::empty(), exclude: Features::all() }
}

/// The text of a style sheet, made smaller.
pub(super) fn minified(text: &str) -> Result<String, SyntaxError> {
    if let Some(at) = too_deep(text) {
        return Err(SyntaxError { at, detail: "brackets within brackets, too many".to_owned() });
    }
    // An alpha release may fail where it should not. The style sheet is good all the same.
    let run = || -> Result<String, SyntaxError> {
        let mut sheet =
            StyleSheet::parse(text, ParserOptions::default()).map_err(|error| explained(text, &error))?;
        let options = MinifyOptions { targets: targets(), ..MinifyOptions::default() };
        sheet.minify(options).map_err(|error| explained(text, &error))?;
        let options = PrinterOptions { minify: true, targets: targets(), ..PrinterOptions::default() };
        Ok(sheet.to_css(options).map_err(|error| explained(text, &error))?.code)
    };
    catch_unwind(AssertUnwindSafe(run))
        .unwrap_or_else(|_| Err(SyntaxError { at: 0, detail: "it cannot be made smaller".to_owned() }))
}

/// The text of an element `style`, made smaller; `None` if it cannot be parsed, or would end the element.
pub fn minified_style(text: &str) -> Option<String> {
    minified(text).ok().filter(|text| !text.contains("</"))
}

fn explained<T: std::fmt::Display>(text: &str, error: &Error<T>) -> SyntaxError {
    let at = error.loc.as_ref().map_or(0, |place| byte_of(text, place));
    SyntaxError { at, detail: error.kind.to_string() }
}

/// The byte of a place, whose line is counted from 0 and whose column from 1 in units of UTF-16.
fn byte_of(text: &str, place: &ErrorLocation) -> usize {
    let mut lines = 0;
    let mut at = 0;
    let bytes = text.as_bytes();
    while lines < place.line {
        let Some(end) = bytes[at..].iter().position(|byte| matches!(byte, b'\n' | b'\r' | b'\x0C')) else {
            break;
        };
        at += end + 1;
        if bytes[at - 1] == b'\r' && bytes.get(at) == Some(&b'\n') {
            at += 1;
        }
        lines += 1;
    }
    let mut units = 1;
    for character in text[at..].chars() {
        if units >= place.column {
            break;
        }
        units += character.len_utf16() as u32;
        at += character.len_utf8();
    }
    at
}

/// Where brackets stand too deep within each other. What looks like one in a string or a comment counts, too.
fn too_deep(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MAX_DEPTH {
            return Some(at);
        }
    }
    None
}

/// Where a style sheet names other files, in the order of the text; and the paths that it names with escapes, which are not
/// rewritten.
pub(super) fn references(text: &str) -> (Vec<Reference>, Vec<String>) {
    let mut found = Found { text, references: Vec::new(), fixed: Vec::new() };
    if too_deep(text).is_none() {
        let mut input = ParserInput::new(text);
        found.block(&mut Parser::new(&mut input), false);
    }
    (found.references, found.fixed)
}

struct Found<'t> {
    text: &'t str,
    references: Vec<Reference>,
    fixed: Vec<String>,
}

impl Found<'_> {
    /// Reads tokens up to the end of a block. `takes_strings` says whether strings there are addresses.
    fn block(&mut self, parser: &mut Parser<'_, '_>, takes_strings: bool) {
        // Behind `@import`, a string is an address.
        let mut is_import = false;
        loop {
            let start = parser.position().byte_index();
            let Ok(token) = parser.next_including_whitespace_and_comments() else { return };
            let token = token.clone();
            let end = parser.position().byte_index();
            match &token {
                Token::WhiteSpace(_) | Token::Comment(_) => continue,
                Token::UnquotedUrl(address) => {
                    let written = &self.text[start..end];
                    let open = written.find('(').map_or(0, |open| open + 1);
                    let inner = &written[open..];
                    let before = inner.len() - inner.trim_start().len();
                    let inner = inner.trim().trim_end_matches(')').trim_end();
                    self.add(address, inner, start + open + before);
                }
                Token::QuotedString(address) if takes_strings || is_import => {
                    let written = &self.text[start..end];
                    let inner = written.get(1..written.len().saturating_sub(1)).unwrap_or_default();
                    self.add(address, inner, start + 1);
                }
                Token::Function(name) => {
                    let takes_strings = ["url", "src", "image", "image-set", "-webkit-image-set"]
                        .iter()
                        .any(|known| name.eq_ignore_ascii_case(known));
                    self.nested(parser, takes_strings);
                }
                Token::ParenthesisBlock | Token::SquareBracketBlock | Token::CurlyBracketBlock => {
                    self.nested(parser, false);
                }
                _ => {}
            }
            is_import = matches!(&token, Token::AtKeyword(name) if name.eq_ignore_ascii_case("import"));
        }
    }

    fn nested(&mut self, parser: &mut Parser<'_, '_>, takes_strings: bool) {
        let read: Result<(), cssparser::ParseError<'_, ()>> = parser.parse_nested_block(|parser| {
            self.block(parser, takes_strings);
            Ok(())
        });
        // Everything in it was read, so that nothing can be left over.
        let _ = read;
    }

    /// Adds an address, which is written from a byte of the text.
    fn add(&mut self, address: &str, written: &str, start: usize) {
        if address != written {
            self.fixed.extend(path_of(address).map(ToOwned::to_owned));
        } else if let Some(reference) = Reference::new(address, start) {
            self.references.push(reference);
        }
    }
}

/// Whether a style sheet makes spaces visible in elements that are not known for it: `white-space` with `pre` in its value, for a selector
/// that ends in anything but the name of such an element. What cannot be told counts as if it did.
pub(super) fn shows_spaces(text: &str) -> bool {
    memchr::memmem::find_iter(text.as_bytes(), "white-space").any(|at| {
        let behind = &text[at..];
        let Some((_, value)) = behind.split_once(':') else { return false };
        let value = value.split([';', '}']).next().unwrap_or_default().to_ascii_lowercase();
        let shows = ["pre", "break-spaces", "var(", "discard"].iter().any(|it| value.contains(it));
        shows && !is_of_preformatted(&text[..at])
    })
}

/// Whether a declaration at the end of a text belongs to a rule for preformatted text alone.
fn is_of_preformatted(before: &str) -> bool {
    let Some(open) = before.rfind('{') else { return false };
    let selectors = before[..open].rsplit(['{', '}', ';']).next().unwrap_or_default();
    // Within such a rule stands nothing but declarations.
    !before[open..].contains('}')
        && selectors.split(',').all(|selector| {
            let last = selector.trim().rsplit([' ', '>', '+', '~']).next().unwrap_or_default();
            let name = last.split([':', '.', '#', '[']).next().unwrap_or_default();
            PREFORMATTED.iter().any(|known| name.eq_ignore_ascii_case(known))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_sheet_becomes_smaller_and_keeps_what_older_browsers_need() {
        let text = "/* colours */\np {\n  color: #ff0000;\n  color: oklch(60% 0.2 30);\n  min-height: 100vh;\n  min-height: 100dvh;\n}\n";
        let minified = minified(text).expect("it is CSS");
        assert!(minified.len() < text.len() / 3 * 2, "{minified}");
        for kept in ["red", "oklch", "100vh", "100dvh"] {
            assert!(minified.contains(kept), "{kept}: {minified}");
        }
        for modern in ["a{&:hover{color:red}}", "p{margin-inline:1px 2px}", "p{inset:0 1px 2px 3px}"] {
            assert_eq!(
                super::minified(modern).expect("it is CSS").trim_end(),
                modern,
                "nothing is translated"
            );
        }
    }

    #[test]
    fn a_mistake_has_a_place() {
        let text = "p { color: red }\r\n/* Қаз */ q { color: red }}\n@media { a { b: c }";
        let error = minified(text).expect_err("a bracket too many");
        assert_eq!(&text[error.at..=error.at], "}", "{error:?}");
        assert!(minified(&"(".repeat(100_000)).is_err());
        assert!(minified(&"a{".repeat(100_000)).is_err());
        assert!(references(&"a{b:c(".repeat(100_000)).0.is_empty());
    }

    #[test]
    fn what_a_style_sheet_names_is_found() {
        let text = "@import \"a.css\" screen;@import url(b.css);@font-face{src:url(../f.woff2?#x) format(\"woff2\"),url( 'g.woff' )}\
                    p{background:image-set(\"c.png\" 1x,url(d.png) 2x type(\"image/png\"));--x:url(e.svg#id);content:\"h.png\"}\
                    @media print{q{cursor:url(data:image/png;base64,AA==),url(https://a.example/i.png),url(\\6a.png)}}";
        let (references, fixed) = references(text);
        let targets: Vec<&str> = references.iter().map(|reference| reference.target.as_str()).collect();
        assert_eq!(targets, ["a.css", "b.css", "../f.woff2", "g.woff", "c.png", "d.png", "e.svg"]);
        assert!(references.iter().all(|reference| text[reference.at..].starts_with('.')), "{references:?}");
        assert_eq!(fixed, ["j.png"]);
    }

    #[test]
    fn visible_spaces_are_known() {
        for (text, expected) in [
            ("pre{white-space:pre-wrap}", false),
            (".a pre,pre.b>code:hover{color:red;white-space:pre}", false),
            ("p{white-space:nowrap}", false),
            (".poem{white-space:pre-line}", true),
            ("pre,.poem{white-space:pre-line}", true),
            ("@media print{.poem{white-space:pre}}", true),
            ("@media print{pre{white-space:pre}}", false),
            (".a{white-space-collapse:preserve}", true),
            ("pre{a{color:red}white-space:pre}", true),
        ] {
            assert_eq!(shows_spaces(text), expected, "{text}");
        }
    }
}
