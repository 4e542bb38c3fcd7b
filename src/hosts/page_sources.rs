//! What a page loads and what stands in it, as far as a Content Security Policy has to allow it.

use std::collections::BTreeSet;

use base64::prelude::{BASE64_STANDARD, Engine};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use url::Url;

use crate::content::{HtmlEvent, tokenise_html};

/// A directive of a Content Security Policy that lists sources.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Directive {
    /// Scripts.
    Script,
    /// Handlers of events in attributes.
    ScriptAttribute,
    /// Style sheets.
    Style,
    /// Styles in attributes.
    StyleAttribute,
    /// Pictures.
    Image,
    /// Fonts.
    Font,
    /// Video and audio.
    Media,
    /// Frames.
    Frame,
    /// Plugins.
    Object,
    /// Where forms are sent.
    Form,
    /// What scripts connect to.
    Connect,
    /// The manifest of an application.
    Manifest,
}

/// What pages load, by directive: hosts as `https://host`, `data:`, hashes of what stands in them.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PageSources(pub BTreeSet<(Directive, String)>);

/// What the policy has for the site itself.
const SELF: &str = "'self'";

impl PageSources {
    /// What a page loads. `base` is an address of the site.
    pub fn of_html(html: &str, base: &Url) -> Self {
        let mut reading =
            Reading { sources: Self::default(), base, element: Element::default(), inside: None };
        tokenise_html(html, |event, _| reading.event(&event));
        reading.sources
    }

    /// What a style sheet loads.
    pub fn of_css(css: &str, base: &Url) -> Self {
        let mut sources = Self::default();
        sources.add_css(css, base);
        sources
    }

    /// Adds what others load.
    pub fn extend(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    fn add(&mut self, directive: Directive, source: impl Into<String>) {
        self.0.insert((directive, source.into()));
    }

    fn add_address(&mut self, directive: Directive, address: &str, base: &Url) {
        let Ok(url) = base.join(address.trim()) else { return };
        match url.scheme() {
            "data" | "blob" => self.add(directive, format!("{}:", url.scheme())),
            _ if url.origin() == base.origin() => self.add(directive, SELF),
            "http" | "https" => self.add(directive, url.origin().ascii_serialization()),
            _ => {}
        }
    }

    /// `url(…)` and `@import` of a style sheet.
    fn add_css(&mut self, css: &str, base: &Url) {
        for part in css.split("url(").skip(1) {
            let part = part.trim_start();
            let quote = part.chars().next().filter(|c| matches!(c, '"' | '\''));
            let address = part.trim_start_matches(['"', '\'']).split(quote.unwrap_or(')')).next();
            let address = address.unwrap_or_default();
            let path = address.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
            let is_font = [".woff2", ".woff", ".ttf", ".otf"].iter().any(|end| path.ends_with(end))
                || path.starts_with("data:font/");
            self.add_address(if is_font { Directive::Font } else { Directive::Image }, address, base);
        }
        for part in css.split("@import").skip(1) {
            let address = part.trim_start().trim_start_matches("url(").trim_start_matches(['"', '\'']);
            let address = address.split(['"', '\'', ')', ';']).next().unwrap_or_default();
            self.add_address(Directive::Style, address, base);
        }
    }
}

/// The source that allows a piece of script or style by what it says.
fn hash(text: &str) -> String {
    format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text)))
}

#[derive(Default)]
struct Element {
    name: Vec<u8>,
    attributes: Vec<(Vec<u8>, String)>,
}

impl Element {
    fn get(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(known, _)| known == name.as_bytes());
        found.map(|(_, value)| value.as_str())
    }
}

struct Reading<'b> {
    sources: PageSources,
    base: &'b Url,
    element: Element,
    /// The text of a script or style that has begun.
    inside: Option<(Directive, String)>,
}

impl Reading<'_> {
    fn event(&mut self, event: &HtmlEvent<'_>) {
        match event {
            HtmlEvent::OpenStartTag { name } => {
                self.element = Element { name: name.to_vec(), attributes: Vec::new() };
            }
            HtmlEvent::AttributeName { name } if !self.element.name.is_empty() => {
                self.element.attributes.push((name.to_vec(), String::new()));
            }
            HtmlEvent::AttributeValue { value } => {
                if let Some((_, last)) = self.element.attributes.last_mut() {
                    *last = String::from_utf8_lossy(value).into_owned();
                }
            }
            HtmlEvent::CloseStartTag { .. } => {
                let element = std::mem::take(&mut self.element);
                self.element(&element);
            }
            HtmlEvent::String { value } => {
                if let Some((_, text)) = &mut self.inside {
                    text.push_str(&String::from_utf8_lossy(value));
                }
            }
            HtmlEvent::EndTag { name } if matches!(&**name, b"script" | b"style") => {
                if let Some((directive, text)) = self.inside.take() {
                    if directive == Directive::Style {
                        self.sources.add_css(&text, self.base);
                    }
                    self.sources.add(directive, hash(&text));
                }
            }
            _ => {}
        }
    }

    fn element(&mut self, element: &Element) {
        for (name, value) in &element.attributes {
            if name.starts_with(b"on") {
                self.sources.add(Directive::ScriptAttribute, hash(value));
            } else if name == b"style" {
                self.sources.add_css(value, self.base);
                self.sources.add(Directive::StyleAttribute, hash(value));
            }
        }
        let mut load = |directive, attribute: &str| {
            if let Some(address) = element.get(attribute) {
                self.sources.add_address(directive, address, self.base);
            }
        };
        match element.name.as_slice() {
            b"script" => {
                load(Directive::Script, "src");
                // A script may ask its own site for more.
                if element.get("src").is_some() {
                    self.sources.add(Directive::Connect, SELF);
                } else if is_script(element.get("type").unwrap_or_default()) {
                    self.inside = Some((Directive::Script, String::new()));
                }
            }
            b"style" => self.inside = Some((Directive::Style, String::new())),
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

    fn link(&mut self, element: &Element) {
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

    fn srcset(&mut self, element: &Element) {
        for name in ["srcset", "imagesrcset"] {
            for candidate in element.get(name).unwrap_or_default().split(',') {
                if let Some(address) = candidate.split_ascii_whitespace().next() {
                    self.sources.add_address(Directive::Image, address, self.base);
                }
            }
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn sources(html: &str) -> Vec<(Directive, String)> {
        let base = Url::parse("https://altai.example/kk/").expect("an address");
        PageSources::of_html(html, &base).0.into_iter().collect()
    }

    fn one(directive: Directive, source: &str) -> Vec<(Directive, String)> {
        vec![(directive, source.to_owned())]
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
        assert!(found.contains(&(Directive::Image, "data:".to_owned())), "{found:?}");
    }
}
