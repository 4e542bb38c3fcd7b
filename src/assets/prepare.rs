//! What a file is published as, before the names in it have their hashes.

use serde::{Deserialize, Serialize};

use super::references::{Reference, path_of, with_hashes};
use super::{AssetKind, css, integrity, minified, names, scripts, web_manifest};
use crate::artefacts::{Digest, Key};
use crate::diagnostics::{Code, Diagnostic, SourceText};
use crate::svg;

/// The version of what is made of style sheets: raised whenever the same file would give another text.
const VERSION: u32 = 1;

/// What is known of a file once it was read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prepared {
    /// What is published; `None` if that is the file as it is.
    pub text: Option<String>,
    /// Where it names others. There are none without a text.
    pub references: Vec<Reference>,
    /// Paths that it names in a way that cannot be rewritten, as they are written.
    pub fixed: Vec<String>,
    /// Names of files, without folders, that stand in it where nothing can be rewritten.
    pub names: Vec<String>,
    /// The value of `integrity` for a script that is published as it is.
    pub integrity: Option<String>,
    /// Whether nothing was wrong with it.
    pub is_whole: bool,
    /// Whether it makes spaces visible in other elements than those that are for code and preformatted text.
    pub shows_spaces: bool,
}

impl Prepared {
    /// What is published, with a hash in each name for which there is one. `hash` is asked for the number of each reference.
    pub fn with_hashes(&self, hash: impl Fn(usize) -> Option<String>) -> Option<String> {
        Some(with_hashes(self.text.as_deref()?, &self.references, hash))
    }
}

/// What the prepared form of a file is found by in the store; `None` for a file of which it is made as fast as it is read.
pub fn prepared_key(kind: AssetKind, digest: Digest, minify: bool) -> Option<Key> {
    let builder = Key::builder("style sheet", VERSION).source(digest).parameter("minify", minify);
    (kind == AssetKind::StyleSheet).then(|| builder.finish())
}

/// A file that was read.
#[derive(Debug, Clone, Copy)]
pub struct ReadAsset<'a> {
    /// What it is.
    pub kind: AssetKind,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// Their digest.
    pub digest: Digest,
    /// Its path as diagnostics name it.
    pub path: &'a str,
    /// Whether it is a drawing with something in it that must not be published.
    pub is_unsafe: bool,
}

/// Prepares a file.
///
/// A style sheet that cannot be parsed is published as it is, which is told.
pub fn prepare(asset: ReadAsset<'_>, minify: bool) -> (Prepared, Option<Diagnostic>) {
    let ReadAsset { kind, bytes, .. } = asset;
    let (mut prepared, diagnostic) = prepared(asset, minify);
    prepared.is_whole = diagnostic.is_none();
    if kind.has_integrity() && prepared.text.is_none() {
        prepared.integrity = Some(integrity(bytes));
    }
    (prepared, diagnostic)
}

fn prepared(asset: ReadAsset<'_>, minify: bool) -> (Prepared, Option<Diagnostic>) {
    let ReadAsset { kind, bytes, digest, path: shown, is_unsafe } = asset;
    let Ok(text) = std::str::from_utf8(bytes) else {
        // What it names is found all the same: names are most often ASCII.
        let names = names::names_in(&String::from_utf8_lossy(bytes), &[]);
        let diagnostic = (kind == AssetKind::StyleSheet).then(|| {
            let detail = "it is not UTF-8";
            Diagnostic::new(Code::StyleSheetSyntax).in_file(shown).with("detail", detail)
        });
        return (Prepared { names, ..Prepared::default() }, diagnostic);
    };
    // A byte order mark is not a part of the text.
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    match kind {
        AssetKind::StyleSheet => style_sheet(text, minify, shown),
        AssetKind::Script => {
            let minified = if minify { minified::script(digest) } else { None };
            let text = minified.unwrap_or(text);
            let (references, ranges) = scripts::references(text);
            let names = names::names_in(text, &ranges);
            let is_changed = minified.is_some() || !references.is_empty();
            let text = is_changed.then(|| text.to_owned());
            (Prepared { text, references, names, ..Prepared::default() }, None)
        }
        AssetKind::WebManifest => {
            let (references, ranges) = web_manifest::references(text);
            let names = names::names_in(text, &ranges);
            let text = (!references.is_empty()).then(|| text.to_owned());
            (Prepared { text, references, names, ..Prepared::default() }, None)
        }
        AssetKind::Drawing => (drawing(text, is_unsafe, minify), None),
        AssetKind::Naming => (Prepared { names: names::names_in(text, &[]), ..Prepared::default() }, None),
        AssetKind::Picture | AssetKind::Font | AssetKind::Media | AssetKind::Other => {
            (Prepared::default(), None)
        }
    }
}

fn style_sheet(text: &str, minify: bool, shown: &str) -> (Prepared, Option<Diagnostic>) {
    let mut diagnostic = None;
    let minified = match minify {
        true => css::minified(text).map_err(|error| {
            let source = SourceText::new(shown, text);
            let place = source.location(error.at..error.at);
            diagnostic = Some(Diagnostic::new(Code::StyleSheetSyntax).at(place).with("detail", error.detail));
        }),
        false => Err(()),
    };
    let is_minified = minified.is_ok();
    let published = minified.unwrap_or_else(|()| text.to_owned());
    let (references, fixed) = css::references(&published);
    let shows_spaces = css::shows_spaces(&published);
    let is_changed = is_minified || !references.is_empty();
    let text = is_changed.then_some(published);
    (Prepared { text, references, fixed, shows_spaces, ..Prepared::default() }, diagnostic)
}

/// Most drawings name nothing but parts of themselves, and are made smaller when their bytes are needed.
fn drawing(text: &str, is_unsafe: bool, minify: bool) -> Prepared {
    let names_others =
        |text: &str| svg::addresses(text).iter().any(|(_, address)| path_of(address).is_some());
    if !names_others(text) {
        return Prepared::default();
    }
    let published = svg::publishable(text, is_unsafe, minify).unwrap_or_else(|_| text.to_owned());
    let mut references = Vec::new();
    let mut fixed = Vec::new();
    for (range, address) in svg::addresses(&published) {
        let is_plain = published[range.clone()] == address;
        match Reference::new(&address, range.start).filter(|_| is_plain) {
            Some(reference) => references.push(reference),
            None => fixed.extend(path_of(&address).map(ToOwned::to_owned)),
        }
    }
    Prepared { text: Some(published), references, fixed, ..Prepared::default() }
}
