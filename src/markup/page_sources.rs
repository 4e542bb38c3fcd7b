//! What a page loads and what stands in it, as far as a Content Security Policy has to allow it.

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use url::{Position, Url};

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
pub struct PageSources(pub BTreeSet<(Directive, Cow<'static, str>)>);

/// What the policy has for the site itself.
pub(super) const SELF: &str = "'self'";

impl PageSources {
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

    pub(super) fn add(&mut self, directive: Directive, source: impl Into<Cow<'static, str>>) {
        self.0.insert((directive, source.into()));
    }

    pub(super) fn add_address(&mut self, directive: Directive, address: &str, base: &Url) {
        if is_own(address, base) {
            return self.add(directive, SELF);
        }
        let Ok(url) = base.join(address.trim()) else { return };
        match url.scheme() {
            "data" => self.add(directive, "data:"),
            "blob" => self.add(directive, "blob:"),
            _ if url.origin() == base.origin() => self.add(directive, SELF),
            "http" | "https" => self.add(directive, url.origin().ascii_serialization()),
            _ => {}
        }
    }

    /// `url(…)` and `@import` of a style sheet.
    pub(super) fn add_css(&mut self, css: &str, base: &Url) {
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

/// Whether an address is seen to be one of the site itself. Nearly all are, and parsing them as URLs takes longer than all else here.
fn is_own(address: &str, base: &Url) -> bool {
    if !matches!(base.scheme(), "http" | "https") {
        return false;
    }
    let path = address.strip_prefix(&base[..Position::BeforePath]).unwrap_or(address);
    match path.as_bytes() {
        // Two slashes begin the name of a host. Backslashes are slashes, and tabs and line breaks are left out.
        [b'/', second, ..] if path.len() == address.len() => {
            !matches!(second, b'/' | b'\\' | b'\t' | b'\n' | b'\r')
        }
        [b'/' | b'?' | b'#', ..] => true,
        _ => false,
    }
}
