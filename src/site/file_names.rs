//! Which files beside pages are published: those that somebody names. And which other files have a name with a hash: those that are named by
//! somebody whose text can be rewritten.
//!
//! Editors keep drafts in Word, layered pictures and notes beside the texts, and would not expect to find them on the site.
//! Whether a file is named must be known before anything is rendered, because the preview renders on demand and has to show
//! what a build writes. So names are looked for in the sources:
//!
//! - Facts, front matter and texts name a file by a path, which has to lead to it: a `hero.jpg` that is written in one folder
//!   is not that of another. A text names it in a link, an attribute of HTML, a style or an argument of a component, all of
//!   which stand behind the same few characters: looking for these costs a tenth of parsing the text.
//! - Templates, components, messages and the options of the theme, which are shown on many pages, name it by its name alone: a
//!   template may put the rest of the path together.
//!
//! The names of a page that is not published today, because of its date, count too: no day makes a path wrong that is right on
//! another.
//!
//! A path that a template puts together from parts is not found. Asking for such a file is an error that says so, and no
//! page is published without it.

use std::borrow::Cow;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::links::{FOLDER_PAGE, decode, resolve};
use super::{Asset, Page, content_path};
use crate::assets::{AssetKind, StablePatterns, is_stable_address, names_in_code};
use crate::config::{Config, IgnorePatterns};
use crate::content::{Document, Facts, composed, decode_references};
use crate::data::{Data, Entry};
use crate::diagnostics::{Code, Diagnostic, SourceText, list_names};

/// Endings of files that load others by their names: what stands with them in a folder of their own belongs to them.
const LOADING: [&str; 8] = [".html", ".htm", ".xhtml", ".css", ".js", ".mjs", ".m3u8", ".gltf"];

/// The longest ending of a name that is looked for by its full stop, in bytes.
const MAX_ENDING: usize = 10;

/// The names of the files beside pages, and of those whose names may get a hash, and how they are found in a text.
pub(super) struct FileNames {
    /// The addresses of the files, sorted.
    urls: Vec<String>,
    /// The files by their names, without folders.
    by_name: FxHashMap<String, Vec<usize>>,
    /// The endings of the names. With each, the lengths of those names in which there are characters that otherwise end one.
    endings: FxHashMap<String, Vec<usize>>,
    /// Whether there are names without an ending, which every word may be.
    has_bare: bool,
    /// The files that templates, messages and the options of the theme name.
    of_texts: FxHashSet<usize>,
    /// The files that do not stand beside pages.
    elsewhere: FxHashSet<usize>,
    /// The names of files in the scripts and styles of templates, which are not rewritten.
    pub in_code: Vec<String>,
}

/// What is looked through for names.
pub(super) struct NamingPage<'p> {
    /// The folders that a relative path may start from.
    pub folders: Vec<&'p str>,
    pub facts: &'p Facts,
    pub documents: Vec<&'p Document>,
}

/// Characters at which a name in a text begins or ends, unless it has such a character itself.
pub(super) fn is_delimiter(c: char) -> bool {
    c.is_whitespace() || "()<>\"'`[]{},;=|/\\:".contains(c)
}

impl FileNames {
    /// The names of those of the assets that stand beside pages, or may have a hash in their names. `texts` name a file by its name alone.
    pub fn new<'t>(
        assets: &[Asset],
        stable: &StablePatterns,
        texts: impl IntoIterator<Item = &'t SourceText> + Clone,
    ) -> Self {
        let looked_for = assets.iter().filter(|asset| is_candidate(asset) || may_have_hash(asset, stable));
        let mut urls: Vec<String> = looked_for.map(|asset| asset.url.clone()).collect();
        urls.sort_unstable();
        let beside: FxHashSet<&str> =
            assets.iter().filter(|asset| is_candidate(asset)).map(|asset| asset.url.as_str()).collect();
        let elsewhere = (0..urls.len()).filter(|index| !beside.contains(urls[*index].as_str())).collect();
        let mut by_name: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for (index, url) in urls.iter().enumerate() {
            by_name.entry(name(url).to_owned()).or_default().push(index);
        }
        let mut endings: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        let mut has_bare = false;
        for name in by_name.keys() {
            let Some(ending) = ending(name) else {
                has_bare = true;
                continue;
            };
            let lengths = endings.entry(ending.to_owned()).or_default();
            if name.contains(is_delimiter) && !lengths.contains(&name.len()) {
                lengths.push(name.len());
            }
        }
        let in_code = in_code(texts.clone());
        let of_texts = FxHashSet::default();
        let mut names = Self { urls, by_name, endings, has_bare, of_texts, elsewhere, in_code };
        names.of_texts = names.in_texts(texts);
        names
    }

    /// Whether other versions of the texts that name files by their names alone name the same files.
    pub fn is_named_alike<'t>(&self, texts: impl IntoIterator<Item = &'t SourceText> + Clone) -> bool {
        in_code(texts.clone()) == self.in_code && self.in_texts(texts) == self.of_texts
    }

    /// Whether a URL is that of a file that is looked for.
    pub fn has(&self, url: &str) -> bool {
        self.urls.binary_search_by(|known| known.as_str().cmp(url)).is_ok()
    }

    /// Whether two versions of a document of a page name the same files.
    pub fn names_alike(&self, page: &Page, config: &Config, old: &Document, new: &Document) -> bool {
        let folders: Vec<&str> = page.file_folders().collect();
        let named = |document: &Document| {
            let mut named = FxHashSet::default();
            self.in_front_matter(&folders, config, document, &mut named);
            self.in_body(&folders, config, document, &mut named);
            named
        };
        self.urls.is_empty() || named(old) == named(new)
    }

    /// Takes out those of the assets beside pages that nothing names, in the order of their addresses. Also returns the addresses of the
    /// others that nothing is known to name. `known` are addresses that files name, such as style sheets.
    pub fn take_unnamed(
        &self,
        assets: &mut Vec<Asset>,
        pages: &[NamingPage<'_>],
        known: &FxHashSet<String>,
        config: &Config,
    ) -> (Vec<Asset>, FxHashSet<String>) {
        if self.urls.is_empty() {
            return (Vec::new(), FxHashSet::default());
        }
        let mut named = self.of_texts.clone();
        // What a file beside a page names is published if that file is: see `LOADING`.
        let is_elsewhere = |index: &usize| self.elsewhere.contains(index);
        let of_files = known.iter().filter_map(|url| self.urls.binary_search(url).ok());
        named.extend(of_files.filter(is_elsewhere));
        // Facts and front matter name most pictures, and no text need be read for those.
        for NamingPage { folders, facts, documents } in pages {
            self.in_entries(folders, config, &facts.fields, &mut named);
            for document in documents {
                self.in_front_matter(folders, config, document, &mut named);
            }
        }
        if named.len() < self.urls.len() {
            let found = pages.par_iter().flat_map_iter(|NamingPage { folders, documents, .. }| {
                let mut named = FxHashSet::default();
                for document in documents {
                    self.in_body(folders, config, document, &mut named);
                }
                named
            });
            named.extend(found.collect::<Vec<usize>>());
        }
        let loading: FxHashSet<&str> = named
            .iter()
            .map(|index| self.urls[*index].as_str())
            .filter(|url| LOADING.iter().any(|ending| url.to_ascii_lowercase().ends_with(ending)))
            .map(|url| &url[..url.len() - name(url).len()])
            .collect();
        let page_folders: FxHashSet<&str> = match loading.is_empty() {
            true => FxHashSet::default(),
            false => pages.iter().flat_map(|page| page.folders.iter().copied()).collect(),
        };
        let is_named = |asset: &Asset| {
            let is_loaded = |folder: &str| loading.contains(folder) && !page_folders.contains(folder);
            !is_candidate(asset)
                || self.urls.binary_search(&asset.url).is_ok_and(|index| named.contains(&index))
                || !loading.is_empty() && content_path::folders(&asset.url).any(is_loaded)
        };
        let mut unnamed = Vec::new();
        if !config.publish_all {
            let (kept, taken): (Vec<Asset>, Vec<Asset>) =
                std::mem::take(assets).into_iter().partition(is_named);
            *assets = kept;
            unnamed = taken;
            unnamed.sort_unstable_by(|a, b| a.url.cmp(&b.url));
        }
        let is_known = |url: &str| {
            known.contains(url)
                || self.urls.binary_search_by(|it| it.as_str().cmp(url)).is_ok_and(|it| named.contains(&it))
        };
        let kept_names = assets.iter().filter(|asset| !is_known(&asset.url)).map(|asset| asset.url.clone());
        (unnamed, kept_names.collect())
    }

    fn in_texts<'t>(&self, texts: impl IntoIterator<Item = &'t SourceText>) -> FxHashSet<usize> {
        let mut named = FxHashSet::default();
        if !self.urls.is_empty() {
            for text in texts {
                let mut add = |text: &str| self.each_name(text, &mut |_, files| named.extend(files));
                add(&text.text);
                unescaped(&text.text).iter().for_each(|text| add(text));
            }
        }
        named
    }

    fn in_front_matter(
        &self,
        folders: &[&str],
        config: &Config,
        document: &Document,
        named: &mut FxHashSet<usize>,
    ) {
        self.in_entries(folders, config, &document.fields, named);
        for alt in &document.alt {
            self.add_path(folders, config, &alt.file.value, named);
        }
    }

    fn in_entries(&self, folders: &[&str], config: &Config, entries: &[Entry], named: &mut FxHashSet<usize>) {
        entries.iter().for_each(|entry| self.in_data(folders, config, &entry.value.data, named));
    }

    fn in_data(&self, folders: &[&str], config: &Config, data: &Data, named: &mut FxHashSet<usize>) {
        match data {
            Data::Text(text) => self.add_path(folders, config, text, named),
            Data::List(items) => {
                items.iter().for_each(|item| self.in_data(folders, config, &item.data, named))
            }
            Data::Table(table) => self.in_entries(folders, config, &table.entries, named),
            _ => {}
        }
    }

    fn in_body(&self, folders: &[&str], config: &Config, document: &Document, named: &mut FxHashSet<usize>) {
        let source = document.source.open();
        let body = &source.text[document.body..];
        if self.by_name.contains_key(FOLDER_PAGE) {
            self.in_folders(folders, config, body, named);
        }
        let mut look = |text: &str| {
            self.each_name(text, &mut |range, _| {
                let path = before(text, range.start, |c| matches!(c, '/' | ':') || !is_delimiter(c));
                let start = range.start - path.trim_start_matches(':').len();
                if is_reference(text, start) {
                    self.add_path(folders, config, &text[start..range.end], named);
                }
                // Through a folder with a space in its name.
                let quoted = before(text, range.start, |c| !matches!(c, '<' | '(' | '"' | '\'' | '\n'));
                if quoted.len() > path.len() && quoted.ends_with('/') {
                    self.add_path(folders, config, &text[range.start - quoted.len()..range.end], named);
                }
            });
        };
        look(body);
        unescaped(body).iter().for_each(|text| look(text));
    }

    /// Adds the pages of folders that a text refers to by the folder: `src="panorama/?view=lake"`.
    fn in_folders(&self, folders: &[&str], config: &Config, text: &str, named: &mut FxHashSet<usize>) {
        for slash in memchr::memchr_iter(b'/', text.as_bytes()) {
            let end = slash + 1;
            if text[end..].starts_with(|c| matches!(c, '?' | '#') || c != '/' && is_delimiter(c)) {
                let path = before(text, end, |c| matches!(c, '/' | ':') || !is_delimiter(c));
                if is_reference(text, end - path.len()) {
                    self.add_path(folders, config, &format!("{path}{FOLDER_PAGE}"), named);
                }
            }
        }
    }

    /// Adds the file that a path leads to from a page, or the address of one.
    fn add_path(&self, folders: &[&str], config: &Config, path: &str, named: &mut FxHashSet<usize>) {
        let own = path
            .strip_prefix(config.base_url.as_str().trim_end_matches('/'))
            .filter(|it| it.starts_with('/'));
        let path = own.unwrap_or(path);
        let mut add = |path: &str| {
            let path = decode(path);
            let mut add = |url: Option<String>| {
                named.extend(url.and_then(|url| self.urls.binary_search(&url).ok()));
            };
            match path.starts_with('/') {
                true => {
                    // An author may know the site from outside.
                    let within = path.strip_prefix(config.base_path().trim_end_matches('/'));
                    add(within.filter(|path| path.starts_with('/')).and_then(|path| resolve("/", path)));
                    add(resolve("/", &path));
                }
                false => folders.iter().for_each(|folder| add(resolve(folder, &path))),
            }
        };
        add(path);
        if let Some((path, _)) = path.split_once(['?', '#']) {
            add(path);
        }
    }

    /// Calls `found` with each place of a text where the name of a file stands, and the files that have it.
    fn each_name(&self, text: &str, found: &mut dyn FnMut(std::ops::Range<usize>, &[usize])) {
        let mut check = |start: usize, end: usize| {
            if let Some(files) = text.get(start..end).and_then(|name| self.by_name.get(name)) {
                found(start..end, files);
            }
        };
        for dot in memchr::memchr_iter(b'.', text.as_bytes()) {
            let behind = &text.as_bytes()[dot + 1..];
            let length =
                behind.iter().take(MAX_ENDING + 1).take_while(|byte| byte.is_ascii_alphanumeric()).count();
            let end = dot + 1 + length;
            let Some(lengths) = self.endings.get(&text[dot + 1..end]) else { continue };
            let start = dot - before(text, dot, |c| !is_delimiter(c)).len();
            check(start, end);
            for length in lengths {
                if let Some(start) = end.checked_sub(*length).filter(|other| *other != start) {
                    check(start, end);
                }
            }
        }
        if self.has_bare {
            let mut start = 0;
            for piece in text.split_inclusive(is_delimiter) {
                let name = piece.trim_end_matches(is_delimiter);
                if ending(name).is_none() {
                    check(start, start + name.len());
                }
                start += piece.len();
            }
        }
    }
}

/// Says of each folder which files in it nobody names, but for those that somebody means.
pub(super) fn warnings(unnamed: &[Asset], meant: &FxHashSet<String>) -> Vec<Diagnostic> {
    let unnamed: Vec<&Asset> = unnamed.iter().filter(|file| !meant.contains(&file.url)).collect();
    let folder = |asset: &Asset| asset.path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    let by_folder = unnamed.chunk_by(|one, other| folder(one) == folder(other));
    let warnings = by_folder.map(|files| {
        let names = files.iter().map(|file| file.path.rsplit('/').next().unwrap_or_default());
        // As in `.gitignore`, where these characters mean something.
        let pattern = |path: &str| format!("\"{}\"", IgnorePatterns::escape(path));
        let patterns: Vec<String> = files.iter().take(MAX_PATTERNS).map(|file| pattern(&file.path)).collect();
        Diagnostic::new(Code::FilesUnnamed)
            .in_file(&folder(files[0]))
            .with("files", list_names(names))
            .with("count", files.len())
            .with("ignore", format!("ignore = [{}]", patterns.join(", ")))
    });
    warnings.collect()
}

/// How many patterns the remedy lists.
const MAX_PATTERNS: usize = 12;

impl<'p> NamingPage<'p> {
    /// A page that is published.
    pub fn of(page: &'p Page) -> Self {
        let texts = page.texts.iter().filter(|text| text.origin.is_own());
        Self {
            folders: page.file_folders().collect(),
            facts: &page.facts,
            documents: texts.filter_map(|text| text.document.as_deref()).collect(),
        }
    }
}

/// The names of files in the scripts and styles of templates, sorted.
fn in_code<'t>(texts: impl IntoIterator<Item = &'t SourceText>) -> Vec<String> {
    let templates = texts.into_iter().filter(|text| text.path.ends_with(".html"));
    let mut names: Vec<String> = templates.flat_map(|text| names_in_code(&text.text)).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// Whether a file that does not stand beside a page may have a hash in its name.
fn may_have_hash(asset: &Asset, stable: &StablePatterns) -> bool {
    !asset.is_beside_page() && AssetKind::of(&asset.url).is_hashed() && !is_stable_address(&asset.url, stable)
}

/// Whether a file is published only if something names it. What is hidden by a dot is there for the web server.
fn is_candidate(asset: &Asset) -> bool {
    asset.is_beside_page() && !asset.url.contains("/.")
}

fn name(url: &str) -> &str {
    url.rsplit('/').next().unwrap_or_default()
}

/// The ending of a name by which it is looked for.
fn ending(name: &str) -> Option<&str> {
    let (_, ending) = name.rsplit_once('.')?;
    let is_word = ending.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (is_word && (1..=MAX_ENDING).contains(&ending.len())).then_some(ending)
}

/// The characters before a place of a text for which `is_part` holds.
pub(super) fn before(text: &str, end: usize, is_part: impl Fn(char) -> bool) -> &str {
    let text = &text[..end];
    &text[text.trim_end_matches(is_part).len()..]
}

/// Whether a path that begins at a place of a text refers to something, and is not merely mentioned: it is the target of a
/// link, the value of an attribute or of an argument, one of several, or a whole address.
pub(super) fn is_reference(text: &str, start: usize) -> bool {
    let ahead = text[..start].trim_end();
    let line = text[..start].rsplit('\n').next().unwrap_or_default();
    ahead.ends_with(['(', '<', '"', '\'', '=', ','])
        || ahead.ends_with("]:")
        || text[start..].starts_with("http")
        || line.trim_start_matches([' ', '\t', '>', '-', '*', '+']).starts_with(":::")
}

/// A text as its author means it, where that is not what is written: without percent-encoding, escapes, character references
/// and decomposed characters.
fn unescaped(text: &str) -> Option<String> {
    let has_escapes = memchr::memchr3(b'%', b'\\', b'&', text.as_bytes()).is_some();
    if !has_escapes && matches!(composed(text), Cow::Borrowed(_)) {
        return None;
    }
    let mut unescaped = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let is_escape = character == '\\' && characters.peek().is_some_and(char::is_ascii_punctuation);
        if !is_escape {
            unescaped.push(character);
        }
    }
    let unescaped = decode_references(&unescaped);
    let decoded: Cow<'_, str> = percent_encoding::percent_decode_str(&unescaped).decode_utf8_lossy();
    let composed = composed(&decoded).into_owned();
    (composed != text).then_some(composed)
}
