//! Reads the files of a folder: what each holds, or at least its digest.

use std::borrow::Cow;
use std::fs::Metadata;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use rayon::prelude::*;
use walkdir::WalkDir;

use super::links::{LinkedKind, LinkedPath};
use super::walk::{Found, FoundKind, Walk};
use super::{drawings, images};
use crate::artefacts::{Digest, FileStamp, SourceDigest};
use crate::config;
use crate::content::{composed, is_document};
use crate::diagnostics::{Code, Diagnostic, Fix, SourceText, StoredText};
use crate::glossary;
use crate::pictures::original::Original;
use crate::site::{Asset, AssetOrigin};
use crate::translate::{RECORD_NAME, is_record};

/// The length of the largest text that is read, in megabytes. A thick book has three.
const MAX_TEXT_MEGABYTES: u64 = 16;

/// A buffer of this many bytes holds most documents.
const SHORT_TEXT: usize = 16 * 1024;

/// A file of the site.
#[derive(Debug)]
pub struct Input {
    /// Its path relative to the site's root, `/`-separated.
    pub path: String,
    /// What it holds.
    pub bytes: InputBytes,
    /// The digest of all its bytes; `None` if it could not be read or is part of the program.
    pub digest: Option<Digest>,
    /// By what it can be recognised later without reading it; `None` if it was written so shortly before it was read
    /// that its times prove nothing.
    pub stamp: Option<FileStamp>,
    /// What is wrong with it as a file.
    pub diagnostics: Vec<Diagnostic>,
    /// What is wrong with it if it is published: what an SVG has in it that must not be.
    pub published_diagnostics: Vec<Diagnostic>,
}

/// What a file holds.
#[derive(Debug)]
pub enum InputBytes {
    /// A text that Sapar reads.
    Text(SourceText),
    /// A document: there are many, and most are read rarely once they are parsed.
    Document(StoredText),
    /// A text that was not read because its digest is known. [`read_remembered`] reads it.
    RememberedText,
    /// A file that is published as it is.
    File {
        /// Where it is.
        path: PathBuf,
        /// What it is as a picture.
        original: Option<Original>,
    },
    /// A file that is part of the program.
    Embedded(&'static [u8]),
    /// It could not be read, which was reported.
    Unreadable,
}

impl Input {
    /// A file that is no file of the disk.
    pub fn new(path: String, bytes: InputBytes) -> Self {
        Self {
            path,
            bytes,
            digest: None,
            stamp: None,
            diagnostics: Vec::new(),
            published_diagnostics: Vec::new(),
        }
    }

    /// Its path within the folder of the site that it stands in: `lake/hero.jpg` for `content/lake/hero.jpg`.
    pub fn name(&self) -> &str {
        self.path.split_once('/').map_or(&self.path, |(_, name)| name)
    }

    /// Whether it is as it was: the same bytes, and the same mistakes.
    pub fn is_same(&self, other: &Self) -> bool {
        let has_same_bytes = match (&self.bytes, &other.bytes) {
            (InputBytes::Embedded(one), InputBytes::Embedded(other)) => one == other,
            (InputBytes::Unreadable, InputBytes::Unreadable) => self.digest == other.digest,
            _ => self.digest.is_some() && self.digest == other.digest,
        };
        has_same_bytes && self.diagnostics == other.diagnostics
    }
}

/// What is known of files before they are read.
pub(super) struct Memory<'m> {
    /// The digest that a file had when it was read last, by its path.
    pub digest_of: &'m (dyn Fn(&str) -> Option<SourceDigest<'m>> + Sync),
    /// The clock by which it is decided whether a file was written too shortly before it was read for its times to
    /// prove anything.
    pub now: fn() -> SystemTime,
    /// How the texts of documents that are read are kept.
    pub storage: TextStorage,
}

/// How the texts of documents are kept in memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TextStorage {
    /// As they are. Compressing them takes time, which a preview has only after the first page.
    Plain,
    /// Compressed: a build of many pages takes a sixth less memory so, and some hundredths more time.
    Compressed,
}

/// Reads all files of a folder of the site, in the order of their paths; or one file. A folder that does not exist is
/// empty. Files whose digest is known are not opened.
///
/// A file that cannot be read is part of the result, with the reason.
pub(super) fn scan_folder(walk: &Walk<'_>, name: &str, memory: &Memory<'_>) -> Vec<Input> {
    let root = walk.root;
    // A file is read as soon as it is found, while other threads go on walking.
    let mut inputs = walk.files(name, &|Found { path, kind }| match kind {
        FoundKind::File(metadata) => match recall(root, &path, &metadata, memory) {
            Some(input) => input,
            None => read_input(root, path, &metadata, memory.now, memory.storage),
        },
        FoundKind::Wrong(diagnostic) => {
            let diagnostic = diagnostic.in_file(&path).with("file", path.as_str());
            Input { diagnostics: vec![diagnostic], ..Input::new(path, InputBytes::Unreadable) }
        }
    });
    inputs.par_sort_unstable_by(|a, b| a.path.cmp(&b.path));
    inputs
}

/// A file that has not changed since its digest was taken.
fn recall(root: &Path, path: &str, metadata: &Metadata, memory: &Memory<'_>) -> Option<Input> {
    let known = (memory.digest_of)(path).filter(|known| known.stamp == FileStamp::of(metadata))?;
    let bytes = match is_text(path) {
        true => InputBytes::RememberedText,
        false => InputBytes::File { path: root.join(path), original: images::from_details(&known.details) },
    };
    Some(Input { digest: Some(known.digest), stamp: Some(known.stamp), ..Input::new(path.to_owned(), bytes) })
}

/// Reads the texts that were not read so far because their digests are known.
pub(super) fn read_remembered(root: &Path, inputs: &mut [&mut Input], storage: TextStorage) {
    let is_left = |input: &Input| matches!(input.bytes, InputBytes::RememberedText);
    inputs.par_iter_mut().filter(|input| is_left(input)).for_each(|input| {
        let path = std::mem::take(&mut input.path);
        let fresh = match root.join(&path).metadata() {
            // The bytes are hashed again, which costs little beside reading them: the file may have changed since the
            // scan, and the fingerprint of what is built must be that of what was read.
            Ok(metadata) => {
                let is_same_stamp = input.stamp == Some(FileStamp::of(&metadata));
                let fresh = read_input(root, path, &metadata, SystemTime::now, storage);
                // A stamp that was old enough to be recorded once always is.
                let stamp =
                    if is_same_stamp && fresh.digest == input.digest { input.stamp } else { fresh.stamp };
                Input { stamp, ..fresh }
            }
            Err(error) => unreadable_input(path, &error),
        };
        **input = fresh;
    });
}

fn read_input(
    root: &Path,
    path: String,
    metadata: &Metadata,
    now: fn() -> SystemTime,
    storage: TextStorage,
) -> Input {
    let full = root.join(&path);
    let stamp = FileStamp::of(metadata);
    let read_at = now();
    let mut diagnostics = Vec::new();
    let (bytes, digest) = match is_text(&path) {
        true => match read_text(&full, &path, &mut diagnostics) {
            Some((text, digest)) => {
                let bytes = text.map_or(InputBytes::Unreadable, |text| match (is_document(&path), storage) {
                    (false, _) => InputBytes::Text(text),
                    (true, TextStorage::Plain) => InputBytes::Document(text.into()),
                    (true, TextStorage::Compressed) => {
                        let text = StoredText::from(text);
                        text.compress();
                        InputBytes::Document(text)
                    }
                });
                (bytes, Some(digest))
            }
            None => (InputBytes::Unreadable, None),
        },
        false => match Digest::of_file(&full) {
            Ok(digest) => {
                let original = images::read(&full);
                (InputBytes::File { path: full, original }, Some(digest))
            }
            Err(error) => return unreadable_input(path, &error),
        },
    };
    // What has pixels is told as a picture with a wrong name.
    let has_pixels =
        matches!(&bytes, InputBytes::File { original, .. } if images::is_raster(original.as_ref()));
    let published_diagnostics = match drawings::is_checked(&path) && !has_pixels {
        true => drawings::check(&root.join(&path), &path),
        false => Vec::new(),
    };
    // What is wrong with it is not recorded, so it is read by every run until it is mended.
    let is_recordable = published_diagnostics.is_empty() && stamp.is_settled(read_at);
    let stamp = digest.and_then(|_| is_recordable.then_some(stamp));
    Input { path, bytes, digest, stamp, diagnostics, published_diagnostics }
}

fn unreadable_input(path: String, error: &std::io::Error) -> Input {
    let diagnostics = vec![unreadable(&path, error)];
    Input { diagnostics, ..Input::new(path, InputBytes::Unreadable) }
}

/// Files and folders of a site, and of what its links lead to, whose mtime is not before `time`, within the resolution of
/// mtimes. No link below them is followed.
pub fn changed_since(root: &Path, linked: &[LinkedPath], time: SystemTime) -> Vec<PathBuf> {
    // An mtime is rounded down to a tick of the kernel's clock. A file system without fractions of a second rounds to
    // whole seconds, FAT to even ones.
    let is_since = |modified: SystemTime| {
        let since_epoch = modified.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        let tick =
            if since_epoch.subsec_nanos() == 0 { Duration::from_secs(2) } else { Duration::from_millis(10) };
        modified + tick >= time
    };
    let own = config::FOLDERS.into_iter().chain([config::FILE_NAME]);
    let own = own.map(|name| WalkDir::new(root.join(name)).follow_root_links(false));
    let depth = |linked: &LinkedPath| if linked.kind == LinkedKind::Hop { 0 } else { usize::MAX };
    let linked = linked
        .iter()
        .map(|linked| WalkDir::new(&linked.path).follow_root_links(false).max_depth(depth(linked)));
    let is_changed = |entry: &walkdir::DirEntry| {
        let modified = entry.metadata().ok().and_then(|metadata| metadata.modified().ok());
        modified.is_some_and(is_since)
    };
    let entries = own.chain(linked).flatten().flatten();
    entries.filter(is_changed).map(walkdir::DirEntry::into_path).collect()
}

/// Whether a file is read as text. A file in `static/` never is: it is published as it is, whatever its name.
pub(crate) fn is_text(path: &str) -> bool {
    let (folder, name) = path.split_once('/').unwrap_or(("", path));
    let extension =
        name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).unwrap_or_default();
    match folder {
        "content" => {
            let file = name.rsplit('/').next().unwrap_or_default();
            is_document(file) || file == "facts.toml" || file.ends_with(".facts.toml") || is_record(file)
        }
        "locales" => extension == "ftl" || name == RECORD_NAME || path == glossary::FILE_NAME,
        "map" => extension == "geojson",
        "themes" => !name.split('/').skip(1).any(|part| part == "static") && is_theme_text(&extension),
        _ => false,
    }
}

fn is_theme_text(extension: &str) -> bool {
    matches!(extension, "html" | "svg" | "xml" | "ftl" | "toml" | "geojson")
}

/// A text of the site as it is now, without what is wrong with it. `root` is the site's folder, `file` is relative to it.
/// Returns `None` if it cannot be read.
pub fn text(root: &Path, file: &str) -> Option<SourceText> {
    read_text(&root.join(file), file, &mut Vec::new())?.0
}

/// Reads a text, and the digest of its bytes. Reports what is wrong with them: a file that can be read but is not UTF-8
/// has a digest and no text.
pub(super) fn read_text(
    path: &Path,
    shown: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<(Option<SourceText>, Digest)> {
    // Most documents fit into this: no call to learn their length, no memory of their own.
    let mut short = [0; SHORT_TEXT];
    let mut long = Vec::new();
    match read_bytes(path, &mut short, &mut long) {
        Ok(Some(bytes)) => Some((decode(bytes, shown, diagnostics), Digest::of(bytes))),
        Ok(None) => {
            let diagnostic = Diagnostic::new(Code::FileTooLarge).in_file(shown);
            diagnostics.push(diagnostic.with("limit", MAX_TEXT_MEGABYTES as usize));
            None
        }
        Err(error) => {
            diagnostics.push(unreadable(shown, &error));
            None
        }
    }
}

/// Reads a file into one of two buffers. Returns `None` if it is too large for a text.
fn read_bytes<'b>(
    path: &Path,
    short: &'b mut [u8],
    long: &'b mut Vec<u8>,
) -> std::io::Result<Option<&'b [u8]>> {
    let mut file = std::fs::File::open(path)?;
    let mut length = 0;
    while length < short.len() {
        match file.read(&mut short[length..]) {
            Ok(0) => return Ok(Some(&short[..length])),
            Ok(count) => length += count,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    let whole = file.metadata()?.len();
    if whole > MAX_TEXT_MEGABYTES * 1_000_000 {
        return Ok(None);
    }
    long.reserve(whole as usize + 1);
    long.extend_from_slice(short);
    file.read_to_end(long)?;
    Ok(Some(long))
}

fn decode(bytes: &[u8], shown: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<SourceText> {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF");
    let has_mark = text.is_some();
    let bytes = text.unwrap_or(bytes);
    let mut report_mark = |fix: Option<Fix>| {
        if has_mark {
            diagnostics.push(Diagnostic::new(Code::FileHasBom).in_file(shown).fix(fix));
        }
    };
    match simdutf8::compat::from_utf8(bytes) {
        Ok(text) => {
            let source = SourceText::new(shown, &without_noncharacters(text));
            report_mark(Some(Fix::without_byte_order_mark(&source)));
            Some(source)
        }
        Err(error) => {
            report_mark(None);
            let at = error.valid_up_to();
            let lossy = String::from_utf8_lossy(bytes);
            let location = SourceText::new(shown, &lossy).location(at..at + '\u{FFFD}'.len_utf8());
            diagnostics.push(Diagnostic::new(Code::FileNotUtf8).at(location).with("file", shown));
            None
        }
    }
}

/// A text in which U+FFFD stands for U+0000, as CommonMark and HTML say, and for Unicode's noncharacters, which are for a
/// program's own use, and which XML does not allow.
fn without_noncharacters(text: &str) -> Cow<'_, str> {
    // Nearly every text has none. The noncharacters of the first plane begin with these two bytes; the first of them stands
    // in full-width punctuation, too.
    let bytes = text.as_bytes();
    let may_be_one = |at: usize| matches!(bytes.get(at + 1), Some(0xB7 | 0xBF));
    if memchr::memchr(0, bytes).is_none() && !memchr::memchr_iter(0xEF, bytes).any(may_be_one) {
        return Cow::Borrowed(text);
    }
    let is_none = |c: char| matches!(c, '\0' | '\u{FDD0}'..='\u{FDEF}' | '\u{FFFE}' | '\u{FFFF}');
    match text.contains(is_none) {
        true => Cow::Owned(text.replace(is_none, "\u{FFFD}")),
        false => Cow::Borrowed(text),
    }
}

fn unreadable(shown: &str, error: &std::io::Error) -> Diagnostic {
    Diagnostic::new(Code::FileUnreadable).in_file(shown).with("file", shown).with("detail", error.to_string())
}

/// The bytes of a file that is no text. Returns `None` if it cannot be read.
#[cfg(feature = "cards")]
pub fn bytes(input: &Input) -> Option<Cow<'static, [u8]>> {
    match &input.bytes {
        InputBytes::File { path, .. } => std::fs::read(path).ok().map(Cow::Owned),
        InputBytes::Embedded(bytes) => Some(Cow::Borrowed(*bytes)),
        InputBytes::Text(_)
        | InputBytes::Document(_)
        | InputBytes::RememberedText
        | InputBytes::Unreadable => None,
    }
}

/// The bytes of a file that is published. Returns `None` if it cannot be read.
pub(crate) fn asset_bytes(origin: &AssetOrigin) -> Option<Cow<'static, [u8]>> {
    match origin {
        AssetOrigin::File(path) => std::fs::read(path).ok().map(Cow::Owned),
        AssetOrigin::Embedded(bytes) => Some(Cow::Borrowed(*bytes)),
    }
}

/// A file of the site as one that is published at `url`, which is not encoded. Returns `None` for a text or what could
/// not be read.
pub fn asset(input: &Input, url: String) -> Option<Asset> {
    let (origin, digest, original) = match &input.bytes {
        InputBytes::File { path, original } => (AssetOrigin::File(path.clone()), input.digest?, *original),
        InputBytes::Embedded(bytes) => {
            (AssetOrigin::Embedded(bytes), Digest::of(bytes), images::read_bytes(bytes))
        }
        InputBytes::Text(_)
        | InputBytes::Document(_)
        | InputBytes::RememberedText
        | InputBytes::Unreadable => return None,
    };
    Some(Asset {
        published_url: composed(&url).into_owned(),
        url: composed(&url).into_owned(),
        path: input.path.clone(),
        origin,
        digest,
        text: None,
        integrity: None,
        size: original.and_then(|original| original.size),
        original,
        diagnostics: input.published_diagnostics.clone(),
    })
}
