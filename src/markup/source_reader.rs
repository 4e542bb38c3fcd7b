//! Reads start tags, scripts and styles of a page for what browsers load.

use std::borrow::Cow;

use base64::prelude::{BASE64_STANDARD, Engine};
use sha2::{Digest as _, Sha256};
use url::Url;

use super::name::Name;
use super::page_sources::{Directive, PageSources, SELF};
use super::scanner::{Attribute, Piece, Scanner, StartTag};
use crate::content::{HtmlEvent, tokenise_html};

/// Collects what a page loads from the pieces that somebody divides it into.
#[derive(Debug)]
pub struct SourceReader<'b> {
    sources: PageSources,
    base: &'b Url,
    /// What the text that begins here is to the policy.
    inside: Option<Directive>,
}

/// A start tag, with attributes whose values have no character references any more.
#[derive(Default)]
struct Element<'t> {
    name: Cow<'t, [u8]>,
    attributes: Vec<(Cow<'t, [u8]>, Cow<'t, str>)>,
}

impl PageSources {
    /// What a page loads. `base` is an address of the site.
    pub fn of_html(html: &str, base: &Url) -> Self {
        let mut reader = SourceReader::new(base);
        let mut scanner = Scanner::new(html.as_bytes());
        let mut attributes = Vec::new();
        let mut at = 0;
        while let Some(piece) = scanner.next_piece(&mut attributes) {
            at = match piece {
                Piece::StartTag(tag) => {
                    reader.start_tag(html.as_bytes(), &tag, &attributes);
                    tag.end
                }
                Piece::RawText { name, end, .. } => {
                    reader.raw_text(name, &html[at..end]);
                    end
                }
                Piece::Text(end) | Piece::Other(end) | Piece::EndTag { end, .. } => end,
            };
        }
        if scanner.is_complete() { reader.finish() } else { tokenised(html, base) }
    }
}

impl Element<'_> {
    fn get(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(known, _)| known.eq_ignore_ascii_case(name.as_bytes()));
        found.map(|(_, value)| &**value)
    }
}

impl<'b> SourceReader<'b> {
    /// Begins a page of a site, of which `base` is an address.
    pub fn new(base: &'b Url) -> Self {
        Self { sources: PageSources::default(), base, inside: None }
    }

    /// Reads a start tag of a page.
    #[inline]
    pub fn start_tag(&mut self, html: &[u8], tag: &StartTag, attributes: &[Attribute]) {
        if is_loading(tag.name.as_bytes()) || attributes.iter().any(|it| is_code(&html[it.name.clone()])) {
            let of = |it: &Attribute| (html[it.name.clone()].into(), meaning(&html[it.value.clone()]));
            let attributes = attributes.iter().map(of).collect();
            self.element(&Element { name: tag.name.as_bytes().into(), attributes });
        }
    }

    /// Reads the text of an element that holds no others, whose start tag was read before.
    pub fn raw_text(&mut self, name: Name, text: &str) {
        if name.is_among(&[b"script", b"style"])
            && let Some(directive) = self.inside.take()
        {
            self.code(directive, text);
        }
    }

    /// What the page loads.
    pub fn finish(self) -> PageSources {
        self.sources
    }

    /// A script or style that stands in the page.
    fn code(&mut self, directive: Directive, text: &str) {
        let text = as_read(text);
        if directive == Directive::Style {
            self.sources.add_css(&text, self.base);
        }
        self.sources.add(directive, hash(&text));
    }

    fn element(&mut self, element: &Element<'_>) {
        for (name, value) in &element.attributes {
            if is_handler(name) {
                self.sources.add(Directive::ScriptAttribute, hash(value));
            } else if name.eq_ignore_ascii_case(b"style") {
                self.sources.add_css(value, self.base);
                self.sources.add(Directive::StyleAttribute, hash(value));
            }
        }
        let mut load = |directive, attribute: &str| {
            if let Some(address) = element.get(attribute) {
                self.sources.add_address(directive, address, self.base);
            }
        };
        match &*element.name {
            b"script" => {
                load(Directive::Script, "src");
                self.inside = None;
                // A script may ask its own site for more.
                if element.get("src").is_some() {
                    self.sources.add(Directive::Connect, SELF);
                } else if is_script(element.get("type").unwrap_or_default()) {
                    self.inside = Some(Directive::Script);
                }
            }
            b"style" => self.inside = Some(Directive::Style),
            b"link" => self.link(element),
            b"img" | b"image" | b"use" | b"feimage" => {
                for attribute in ["src", "href", "xlink:href"] {
                    load(Directive::Image, attribute);
                }
                self.srcset(element);
            }
            b"input" => {
                load(Directive::Image, "src");
                load(Directive::Form, "formaction");
            }
            b"button" => load(Directive::Form, "formaction"),
            b"source" => {
                load(Directive::Media, "src");
                self.srcset(element);
            }
            b"video" => {
                load(Directive::Media, "src");
                load(Directive::Image, "poster");
            }
            b"audio" | b"track" => load(Directive::Media, "src"),
            b"iframe" | b"frame" => load(Directive::Frame, "src"),
            b"embed" => load(Directive::Object, "src"),
            b"object" => load(Directive::Object, "data"),
            b"form" => match element.get("action") {
                Some(_) => load(Directive::Form, "action"),
                None => self.sources.add(Directive::Form, SELF),
            },
            _ => {}
        }
    }

    fn link(&mut self, element: &Element<'_>) {
        let relations = element.get("rel").unwrap_or_default().to_ascii_lowercase();
        let address = element.get("href").unwrap_or_default();
        for relation in relations.split_ascii_whitespace() {
            let directive = match relation {
                "stylesheet" => Directive::Style,
                "icon" | "apple-touch-icon" | "mask-icon" => Directive::Image,
                "manifest" => Directive::Manifest,
                "modulepreload" => Directive::Script,
                "preload" => match element.get("as").unwrap_or_default() {
                    "style" => Directive::Style,
                    "script" => Directive::Script,
                    "font" => Directive::Font,
                    "image" => Directive::Image,
                    _ => Directive::Connect,
                },
                _ => continue,
            };
            self.sources.add_address(directive, address, self.base);
        }
        self.srcset(element);
    }

    fn srcset(&mut self, element: &Element<'_>) {
        for name in ["srcset", "imagesrcset"] {
            for candidate in element.get(name).unwrap_or_default().split(',') {
                if let Some(address) = candidate.split_ascii_whitespace().next() {
                    self.sources.add_address(Directive::Image, address, self.base);
                }
            }
        }
    }
}

/// Whether an element may load something. They are those of which `SourceReader::element` asks more than their styles.
fn is_loading(name: &[u8]) -> bool {
    matches!(
        name,
        b"audio"
            | b"button"
            | b"embed"
            | b"feimage"
            | b"form"
            | b"frame"
            | b"iframe"
            | b"image"
            | b"img"
            | b"input"
            | b"link"
            | b"object"
            | b"script"
            | b"source"
            | b"style"
            | b"track"
            | b"use"
            | b"video"
    )
}

/// Whether an attribute holds a style or a script.
fn is_code(name: &[u8]) -> bool {
    is_handler(name) || name.eq_ignore_ascii_case(b"style")
}

fn is_handler(name: &[u8]) -> bool {
    matches!(name, [b'o' | b'O', b'n' | b'N', ..])
}

/// Whether an element `script` of this type holds what browsers execute, or a map of imports, for which a policy stands, too.
fn is_script(kind: &str) -> bool {
    let kind = kind.trim().to_ascii_lowercase();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    matches!(kind, "" | "module" | "importmap" | "speculationrules")
        || kind.ends_with("/javascript")
        || kind.ends_with("/ecmascript")
        || kind.ends_with("/x-javascript")
}

/// The source that allows a piece of script or style by what it says.
fn hash(text: &str) -> String {
    format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text)))
}

/// A text as browsers read it before all else: with one kind of line break.
fn as_read(text: &str) -> Cow<'_, str> {
    if memchr::memchr2(b'\r', 0, text.as_bytes()).is_none() {
        return text.into();
    }
    text.replace("\r\n", "\n").replace('\r', "\n").replace('\0', "\u{FFFD}").into()
}

/// What the value of an attribute means.
fn meaning(value: &[u8]) -> Cow<'_, str> {
    let text = String::from_utf8_lossy(value);
    if memchr::memchr3(b'&', b'\r', 0, value).is_none() {
        return text;
    }
    let mut meaning = String::new();
    tokenise_html(&format!("<a b=\"{}\">", text.replace('"', "&quot;")), |event, _| {
        if let HtmlEvent::AttributeValue { value } = event {
            meaning.push_str(&String::from_utf8_lossy(value));
        }
    });
    meaning.into()
}

/// What a page loads, by a tokenizer: for pages that the scanner does not read to the end.
fn tokenised(html: &str, base: &Url) -> PageSources {
    let mut reader = SourceReader::new(base);
    read_tokens(html, &mut reader);
    reader.finish()
}

fn read_tokens(html: &str, reader: &mut SourceReader<'_>) {
    let mut element = Element::default();
    let mut text = String::new();
    let mut is_without_scripts = false;
    let owned = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    tokenise_html(html, |event, _| match event {
        HtmlEvent::OpenStartTag { name } => {
            element = Element { name: name.to_vec().into(), attributes: Vec::new() };
        }
        HtmlEvent::AttributeName { name } if !element.name.is_empty() => {
            element.attributes.push((name.to_vec().into(), Cow::default()));
        }
        HtmlEvent::AttributeValue { value } => {
            if let Some((_, last)) = element.attributes.last_mut() {
                *last = owned(value).into();
            }
        }
        HtmlEvent::CloseStartTag { .. } => {
            let element = std::mem::take(&mut element);
            text.clear();
            is_without_scripts = *element.name == *b"noscript";
            reader.element(&element);
        }
        // To the tokenizer this is text, as scripts are executed. Where they are not, it is a part of the page.
        HtmlEvent::String { value } if is_without_scripts => read_tokens(&owned(value), reader),
        HtmlEvent::String { value } if reader.inside.is_some() => text.push_str(&owned(value)),
        HtmlEvent::EndTag { name } => {
            is_without_scripts = false;
            if matches!(name, b"script" | b"style")
                && let Some(directive) = reader.inside.take()
            {
                reader.code(directive, &text);
            }
        }
        _ => {}
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sources(html: &str) -> Vec<(Directive, Cow<'static, str>)> {
        let base = Url::parse("https://altai.example/kk/").expect("an address");
        PageSources::of_html(html, &base).0.into_iter().collect()
    }

    fn one(directive: Directive, source: &'static str) -> Vec<(Directive, Cow<'static, str>)> {
        vec![(directive, source.into())]
    }

    #[test]
    fn an_inline_script_is_allowed_by_its_hash() {
        // Computed with `openssl dgst -sha256 -binary | base64`.
        let expected = one(Directive::Script, "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='");
        assert_eq!(sources("<script>alert(1)</script>"), expected);
        assert_eq!(sources("<script type=' Text/JavaScript '>alert(1)</script>"), expected);
        assert_eq!(
            sources("<script type=application/ld+json>{\"a\":1}</script>"),
            [],
            "data is not executed"
        );
        assert_eq!(sources("<!-- <script>alert(1)</script> --><p title='<script>'>"), []);
    }

    #[test]
    fn what_is_loaded_from_the_site_itself_and_from_elsewhere_is_told_apart() {
        let own = one(Directive::Image, "'self'");
        assert_eq!(sources("<img src=a.jpg srcset='/b.jpg 1x, https://altai.example/c.jpg 2x'>"), own);
        let frame = one(Directive::Frame, "https://player.example.org");
        assert_eq!(sources("<iframe src='https://player.example.org/v?x=1'></iframe>"), frame);
        assert_eq!(
            sources("<a href='https://example.org/'>x</a><link rel=canonical href='https://b.example/'>"),
            []
        );
        assert_eq!(sources("<img src='data:image/png;base64,AA=='>"), one(Directive::Image, "data:"));
    }

    #[test]
    fn attributes_with_styles_and_handlers_are_found() {
        let found = sources("<p style='color:red' onclick='go()'>");
        let directives: Vec<Directive> = found.iter().map(|(directive, _)| *directive).collect();
        assert_eq!(directives, [Directive::ScriptAttribute, Directive::StyleAttribute]);
        let found =
            sources("<style>p { background: url(\"data:image/svg+xml,%3Csvg xmlns='x'%3E\") }</style>");
        assert!(found.contains(&(Directive::Image, "data:".into())), "{found:?}");
    }

    #[test]
    fn addresses_are_the_sites_own_however_they_are_written() {
        let own = one(Directive::Image, "'self'");
        for address in ["/a.jpg", "/", "a.jpg", "../a.jpg", "#a", "?a", "", "https://altai.example/a", " /a"]
        {
            assert_eq!(sources(&format!("<img src='{address}'>")), own, "{address}");
        }
        let other = one(Directive::Image, "https://b.example");
        for address in
            ["//b.example/a", "/\\b.example/a", "/\t/b.example/a", "https://b.example", "&#x2f;/b.example"]
        {
            assert_eq!(sources(&format!("<img src='{address}'>")), other, "{address}");
        }
        let longer = one(Directive::Image, "https://altai.example.org");
        assert_eq!(sources("<img src=https://altai.example.org/a.jpg>"), longer);
    }

    #[test]
    fn what_is_shown_without_scripts_counts() {
        let expected = one(Directive::Image, "https://b.example");
        assert_eq!(sources("<noscript><img src=https://b.example/a></noscript>"), expected);
        // The rest of this page is read by a tokenizer.
        assert_eq!(sources("<noscript><img src=https://b.example/a></noscript><![CDATA["), expected);
    }

    proptest::proptest! {
        #[test]
        fn the_scanner_and_a_tokenizer_find_the_same(parts in proptest::collection::vec(proptest::sample::select(&[
            "<p>", "</p>", "<img src=a.jpg ", "<img\n SRC='//b.example/x  y' >", "<link rel=stylesheet href=/a.css>", "<input src=/&#x2f;c.example/>",
            "<source srcset='https://d.example/a 1x,b 2x'>", "<form>", "<form action=", "<script src=/a.js>", "<script>", "</script>", "</SCRIPT >",
            "<script type=module>", "<script type=text/x>", "<style>", "</style>", "url(/a)", "url('https://e.example/a.woff2')", "@import 'x'",
            "<textarea>", "</textarea>", "<title>", "</title>", "<iframe src=https://f.example>", "</iframe>", "<!--", "-->", "--!>", "<!", "<?",
            "</", "<", "/", "=", "\"", "'", "&amp;", "&", "&quot", "<svg>", "</svg>", "<use href='#a'/>", "<image xlink:href=a.png", " style='a:b'",
            " style=", " onclick=\"a&lt;b", " onload", ">", " ", "\n", "\r\n", "\r", "\0", "a", "中", "<![CDATA[", "]]>", "<!DOCTYPE html>", "<plaintext>",
        ][..]), 0..24)) {
            let html = parts.concat();
            let base = Url::parse("https://altai.example/kk/").expect("an address");
            proptest::prop_assert_eq!(PageSources::of_html(&html, &base), tokenised(&html, &base), "{:?}", html);
        }
    }
}
