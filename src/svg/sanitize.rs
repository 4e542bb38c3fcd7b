//! Takes out of an SVG what must not be published.

use std::ops::Range;

use super::entities;
use super::pass::Pass;

/// What an SVG had in it that is not published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum UnsafeKind {
    /// Scripts: elements, event handlers, addresses that run one.
    Script,
    /// Addresses of other hosts, or of documents within the SVG.
    Foreign,
    /// HTML within the drawing.
    Html,
    /// A document type with entities of its own, or a style sheet of another file.
    Declaration,
}

/// Something that was taken out of an SVG, or several things of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnsafePart {
    /// What it is.
    pub kind: UnsafeKind,
    /// The names of elements and attributes, and the addresses, each once, in the order in which they stand.
    pub names: Vec<String>,
    /// How many there are.
    pub count: usize,
    /// The place of the first, in bytes of the file.
    pub range: Range<usize>,
}

/// An SVG that may be published.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sanitized {
    /// Its text; `None` if it may be published as it is.
    pub text: Option<String>,
    /// What was taken out, by kind.
    pub removed: Vec<UnsafePart>,
}

/// Takes out of an SVG what must not be published: scripts and event handlers, HTML, addresses of other hosts in attributes and
/// styles, entities of its own. Links (`<a>`) may lead elsewhere, as they load nothing.
///
/// ```
/// use sapar::svg::{UnsafeKind, sanitize};
///
/// let sanitized = sanitize("<svg xmlns=\"http://www.w3.org/2000/svg\"><g onclick=\"x()\" fill=\"red\"/></svg>").unwrap();
/// assert_eq!(sanitized.text.unwrap(), "<svg xmlns=\"http://www.w3.org/2000/svg\"><g fill=\"red\"/></svg>");
/// assert_eq!((sanitized.removed[0].kind, &*sanitized.removed[0].names[0]), (UnsafeKind::Script, "onclick"));
/// ```
///
/// # Errors
/// Says why the text is no XML, in English, with the byte where that was found. Browsers show such a file up to there, scripts included.
pub fn sanitize(text: &str) -> Result<Sanitized, (usize, String)> {
    let first = Pass::run(text)?;
    let Some(document_type) = &first.entities else {
        let text = (!first.removed.is_empty()).then_some(first.output);
        return Ok(Sanitized { text, removed: first.removed.into_values().collect() });
    };
    // What an entity stands for is markup as well.
    let declared = entities::declared(document_type);
    let body = first.without_declarations;
    let expanded = entities::expand(&body, &declared)
        .ok_or_else(|| (0, "its entities are too large, or name each other".to_owned()))?;
    let second = Pass::run(&expanded)?;
    // Their places are those of a text that nobody has written.
    let found = second.removed.into_values();
    let start = first.removed.get(&UnsafeKind::Declaration).map_or(0..0, |part| part.range.clone());
    let mut removed = first.removed;
    for part in found {
        removed.entry(part.kind).or_insert(UnsafePart { range: start.clone(), ..part });
    }
    Ok(Sanitized { text: Some(second.output), removed: removed.into_values().collect() })
}

#[cfg(test)]
mod tests {
    use super::*;

    const OPEN: &str =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">";

    fn cleaned(inner: &str) -> (String, Vec<(UnsafeKind, Vec<String>)>) {
        let text = format!("{OPEN}{inner}</svg>");
        let sanitized = sanitize(&text).expect("it is XML");
        let output = sanitized.text.unwrap_or(text);
        let inner = output.strip_prefix(OPEN).and_then(|rest| rest.strip_suffix("</svg>"));
        let removed = sanitized.removed.into_iter().map(|part| (part.kind, part.names)).collect();
        (inner.unwrap_or_else(|| panic!("{output}")).to_owned(), removed)
    }

    #[test]
    fn what_is_harmless_stays_byte_for_byte() {
        for inner in [
            "<style>.a{fill:#fff}@media(prefers-color-scheme:dark){.a{fill:url(#g)}}</style><g class='a'/>",
            "<!-- x --><use xlink:href=\"#a\"  x = '1'/><image href=\"lake.jpg\"/><image href='data:image/png;base64,AA=='/>",
            "<a href=\"https://altai.example/\"><text>A &amp; B &#x4E2D;<![CDATA[<x>]]></text></a>",
            "<style><![CDATA[a>b{x:y}]]></style><style>a&gt;b{x:y}</style><animate attributeName='x' to='1'/>",
            "<g aria-label='url(https://altai.example)' fill=\"url(#g)\" style='fill:red'/>\r\n",
        ] {
            assert_eq!(cleaned(inner), (inner.to_owned(), vec![]));
        }
        let whole = "\u{FEFF}<?xml version=\"1.0\"?>\n<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">\n<svg></svg>\n";
        assert_eq!(sanitize(whole), Ok(Sanitized::default()));
    }

    #[test]
    fn what_runs_or_loads_something_is_taken_out() {
        use UnsafeKind::{Foreign, Html, Script};
        for (inner, expected, kind) in [
            ("<script>a<b/></script><g/>", "<g/>", Script),
            ("<x:script xmlns:x='http://www.w3.org/2000/svg'/><g/>", "<g/>", Script),
            ("<g OnLoad='x()' id='a'/>", "<g id=\"a\"/>", Script),
            ("<a xlink:href='java&#115;cript:x()'><g/></a>", "<a><g/></a>", Script),
            ("<set attributeName='xlink:href' to='javascript:x()'/>", "", Script),
            ("<use href='https://evil.example/a.svg#b'/>", "<use/>", Foreign),
            ("<image href='data:image/svg+xml,x'/>", "<image/>", Foreign),
            (
                "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject><g/>",
                "<g/>",
                Html,
            ),
            ("<p xmlns='http://www.w3.org/1999/xhtml'>x<b/></p><g/>", "<g/>", Html),
            (
                "<style>@import url(https://evil.example/a.css);a{x:y}</style>",
                "<style>a{x:y}</style>",
                Foreign,
            ),
            ("<style>a{fill:u&#114;l(//evil.example/)}</style>", "<style>a{fill:none}</style>", Foreign),
            ("<style>@im<!-- -->port '//evil.example/';</style>", "<style></style>", Foreign),
            ("<g style='x:url(//evil.example/);y:z' d='1'/>", "<g style=\"x:none;y:z\" d=\"1\"/>", Foreign),
            ("<g fill='url(https://evil.example/#a)'/>", "<g/>", Foreign),
        ] {
            let (output, removed) = cleaned(inner);
            assert_eq!(output, expected, "{inner}");
            assert_eq!(removed.iter().map(|(kind, _)| *kind).collect::<Vec<_>>(), [kind], "{inner}");
            assert_eq!(cleaned(&output).1, [], "nothing is left: {output}");
        }
    }

    #[test]
    fn declared_entities_are_written_out_and_what_they_hide_is_found() {
        let text = "<!DOCTYPE svg [<!ENTITY s \"http://www.w3.org/2000/svg\"><!ENTITY e '<script>x()</script>'>]>\n<svg xmlns=\"&s;\">&e;<g/></svg>";
        let sanitized = sanitize(text).expect("it is XML");
        assert_eq!(sanitized.text.as_deref(), Some("\n<svg xmlns=\"http://www.w3.org/2000/svg\"><g/></svg>"));
        let kinds: Vec<UnsafeKind> = sanitized.removed.iter().map(|part| part.kind).collect();
        assert_eq!(kinds, [UnsafeKind::Script, UnsafeKind::Declaration]);
    }

    #[test]
    fn a_long_drawing_costs_no_more_than_its_length() {
        // With a cost that grows with the square, each of these would take minutes.
        let refused = cleaned(&format!("<style>{}</style>", "a{b:url(//c.d)}".repeat(200_000)));
        assert_eq!(refused.0, format!("<style>{}</style>", "a{b:none}".repeat(200_000)));
        let open = format!("<style>{}</style>", "image-set(".repeat(200_000));
        assert_eq!(cleaned(&open), (open, vec![]));
        let text = format!("<!DOCTYPE svg [<!ENTITY e '{}'>]>\n<svg>&e;</svg>", "&".repeat(500_000));
        assert!(sanitize(&text).is_err(), "its references do not end");
    }

    #[test]
    fn what_is_no_xml_is_refused() {
        for text in [
            "",
            "text",
            "<svg>",
            "<svg><g></svg>",
            "<svg a=1/>",
            "<svg",
            "<html><p>x</html>",
            "<svg/><!DOCTYPE",
        ] {
            assert!(sanitize(text).is_err(), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn what_was_cleaned_is_clean(parts in proptest::collection::vec(proptest::sample::select(&[
            "<g>", "</g>", "<g/>", "<script>", "</script>", "<style>", "</style>", " onload='x'", "url(//a.b)", "javascript:",
            "<a href='javascript:x'/>", "&amp;", "&#114;", "u", "l(", "http://a.b", ")", "@import", "'", "\\75", "/*", "*/", ";",
            "<![CDATA[", "]]>", "<!--", "-->", "<foreignObject>", "</foreignObject>", "中", "<use href='//a.b'/>",
        ][..]), 0..12)) {
            let text = format!("{OPEN}{}</svg>", parts.concat());
            if let Ok(Sanitized { text: Some(text), .. }) = sanitize(&text) {
                proptest::prop_assert_eq!(sanitize(&text), Ok(Sanitized::default()), "{}", text);
            }
        }
    }
}
