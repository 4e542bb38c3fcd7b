//! Walks folders and reads files.

use std::fs::Metadata;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use rayon::prelude::*;
use walkdir::WalkDir;

use super::images;
use crate::config;
use crate::content::composed;
use crate::diagnostics::{Code, Diagnostic, SourceText};
use crate::site::{Asset, AssetOrigin};

/// Whether two files hold the same: texts by their bytes, what is published as it is by length and time.
pub(super) fn same_bytes(a: &InputBytes, b: &InputBytes) -> bool {
    match (a, b) {
        (InputBytes::Text(a), InputBytes::Text(b)) => a.text == b.text,
        (InputBytes::File { digest: Some(a), .. }, InputBytes::File { digest: Some(b), .. }) => a == b,
        (
            InputBytes::File { length: a, modified: a_time, .. },
            InputBytes::File { length: b, modified: b_time, .. },
        ) => a == b && a_time == b_time,
        (InputBytes::Embedded(a), InputBytes::Embedded(b)) => a == b,
        (InputBytes::Unreadable, InputBytes::Unreadable) => true,
        _ => false,
    }
}

/// The largest text that is read, in megabytes: a thick book has three.
const LARGEST_TEXT: u64 = 16;

/// The length in bytes that most documents do not have.
const SHORT_TEXT: usize = 16 * 1024;

/// A file of the site.
#[derive(Debug)]
pub struct Input {
    /// Its path relative to the site's root, `/`-separated.
    pub path: String,
    /// What it holds.
    pub bytes: InputBytes,
    /// What is wrong with it as a file.
    pub diagnostics: Vec<Diagnostic>,
}

/// What a file holds.
#[derive(Debug)]
pub enum InputBytes {
    /// A text that Sapar reads.
    Text(SourceText),
    /// A file that is published as it is.
    File {
        /// Where it is.
        path: PathBuf,
        /// Its length in bytes.
        length: u64,
        /// When it was changed, in a form that only serves to be compared.
        modified: String,
        /// A digest of its bytes, where addresses need one.
        digest: Option<String>,
        /// Width and height in pixels, where it is a picture.
        size: Option<(u32, u32)>,
    },
    /// A file within the program.
    Embedded(&'static [u8]),
    /// It could not be read, and that was reported.
    Unreadable,
}

impl Input {
    /// A file and what it holds.
    pub fn new(path: String, bytes: InputBytes) -> Self {
        Self { path, bytes, diagnostics: Vec::new() }
    }

    /// A digest of its path and of what it holds. A large file is known by its length and the time of its last change.
    pub fn digest(&self) -> blake3::Hash {
        let mut hasher = blake3::Hasher::new();
        let mut add = |part: &[u8]| {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        };
        add(self.path.as_bytes());
        match &self.bytes {
            InputBytes::Text(source) => add(source.text.as_bytes()),
            InputBytes::Embedded(bytes) => add(bytes),
            InputBytes::File { digest, length, modified, .. } => {
                add(digest.as_deref().unwrap_or_default().as_bytes());
                add(&length.to_le_bytes());
                add(modified.as_bytes());
            }
            InputBytes::Unreadable => {}
        }
        hash_diagnostics(&self.diagnostics, &mut hasher);
        hasher.finalize()
    }

    /// Its path within the folder that was walked.
    pub fn name(&self) -> &str {
        self.path.split_once('/').map_or(&self.path, |(_, name)| name)
    }
}

/// Makes diagnostics part of a digest: a byte order mark, for one, is reported but is no part of the text.
pub(super) fn hash_diagnostics(diagnostics: &[Diagnostic], hasher: &mut blake3::Hasher) {
    for diagnostic in diagnostics {
        let text = format!("{} {:?}", diagnostic.code, diagnostic.arguments);
        hasher.update(&(text.len() as u64).to_le_bytes());
        hasher.update(text.as_bytes());
    }
}

/// Reads all files of a folder of the site, in the order of their paths; or one file. What is not there is empty.
///
/// What could not be read is there, too, with the reason.
pub fn read_folder(canonical: &Path, root: &Path, name: &str) -> Vec<Input> {
    // Addresses of static files hold a digest. Those of pictures beside pages do not, and reading gigabytes of them at
    // every build to find that none changed would cost more than the build: their length and time tell.
    let hashed = name.split('/').next() != Some("content");
    // Files are read while others are still to be found.
    let mut inputs: Vec<Input> = walk(canonical, root, name)
        .par_bridge()
        .map(|found| match found {
            Found::File(path, shown) => {
                let mut diagnostics = Vec::new();
                let bytes = read_input(&path, &shown, hashed, &mut diagnostics);
                Input { diagnostics, ..Input::new(shown, bytes) }
            }
            Found::Wrong(shown, diagnostic) => {
                let diagnostic = diagnostic.in_file(&shown).with("file", shown.as_str());
                Input { diagnostics: vec![diagnostic], ..Input::new(shown, InputBytes::Unreadable) }
            }
        })
        .collect();
    inputs.par_sort_unstable_by(|a, b| a.path.cmp(&b.path));
    inputs
}

/// What a walk over a folder comes by, with its path as diagnostics show it.
enum Found {
    File(PathBuf, String),
    Wrong(String, Diagnostic),
}

/// The files of a folder, in no order.
fn walk(canonical: &Path, root: &Path, name: &str) -> impl Iterator<Item = Found> + Send {
    let folder = root.join(name);
    let mut walk = folder.exists().then(|| WalkDir::new(&folder).follow_links(true).into_iter());
    let mut missing = missing(&folder, name);
    std::iter::from_fn(move || {
        if let Some(diagnostic) = missing.take() {
            return Some(Found::Wrong(name.to_owned(), diagnostic));
        }
        let walk = walk.as_mut()?;
        loop {
            let entry = match walk.next()? {
                Ok(entry) => entry,
                // Emacs marks a file that is being edited by a hidden link to nowhere.
                Err(error) if error.path().is_some_and(is_hidden_path) => continue,
                Err(error) => return Some(walk_failed(root, &error)),
            };
            if entry.depth() > 0 && is_hidden(&entry.file_name().to_string_lossy()) {
                if entry.file_type().is_dir() {
                    walk.skip_current_dir();
                }
                continue;
            }
            if entry.path_is_symlink() {
                let inside = entry.path().canonicalize().is_ok_and(|target| target.starts_with(canonical));
                if !inside {
                    if entry.file_type().is_dir() {
                        walk.skip_current_dir();
                    }
                    let path = shown(root, entry.path());
                    return Some(Found::Wrong(path, Diagnostic::new(Code::LinkOutsideRoot)));
                }
            }
            if entry.file_type().is_dir() {
                continue;
            }
            let path = shown(root, entry.path());
            if !entry.file_type().is_file() {
                // To open a pipe is to wait until somebody writes into it.
                let diagnostic = Diagnostic::new(Code::FileUnreadable);
                return Some(Found::Wrong(path, diagnostic.with("detail", "neither a file nor a folder")));
            }
            if entry.path().to_str().is_none() {
                return Some(Found::Wrong(path, Diagnostic::new(Code::FileNameNotUnicode)));
            }
            return Some(Found::File(entry.into_path(), path));
        }
    })
}

/// What is wrong with a folder of the site that is not there. A site may do without most of them; but a text that is gone
/// is gone from the published site too, so a folder that is missing by mistake must not pass for an empty one.
fn missing(folder: &Path, name: &str) -> Option<Diagnostic> {
    if folder.exists() {
        return (name == "content" && !folder.is_dir()).then(|| Diagnostic::new(Code::ContentMissing));
    }
    if folder.symlink_metadata().is_ok() {
        return Some(Diagnostic::new(Code::LinkDangling));
    }
    (name == "content").then(|| Diagnostic::new(Code::ContentMissing))
}

fn walk_failed(root: &Path, error: &walkdir::Error) -> Found {
    let path = error.path().map(|path| shown(root, path)).unwrap_or_default();
    let diagnostic = match error.loop_ancestor().is_some() || is_circle(error.io_error()) {
        true => Diagnostic::new(Code::LinkCycle),
        false => Diagnostic::new(Code::FileUnreadable)
            .with("detail", error.io_error().map(ToString::to_string).unwrap_or_default()),
    };
    Found::Wrong(path, diagnostic)
}

/// Files and folders of a site that were changed at a time or later, as far as the system notes it.
pub fn changed_since(root: &Path, time: SystemTime) -> Vec<PathBuf> {
    // Times are noted by the ticks of the system's clock; by whole seconds, every other one at worst, where no part of a
    // second is noted.
    let is_since = |modified: SystemTime| {
        let since_epoch = modified.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        let tick =
            if since_epoch.subsec_nanos() == 0 { Duration::from_secs(2) } else { Duration::from_millis(10) };
        modified + tick >= time
    };
    let names = config::FOLDERS.into_iter().chain([config::FILE_NAME]);
    let entries = names.flat_map(|name| WalkDir::new(root.join(name)).follow_links(true)).flatten();
    let is_changed = |entry: &walkdir::DirEntry| {
        let modified = entry.metadata().ok().and_then(|metadata| metadata.modified().ok());
        modified.is_some_and(is_since)
    };
    entries.filter(is_changed).map(walkdir::DirEntry::into_path).collect()
}

/// Whether links lead to each other and nowhere else.
#[cfg(unix)]
fn is_circle(error: Option<&std::io::Error>) -> bool {
    let circle = rustix::io::Errno::LOOP.raw_os_error();
    error.and_then(std::io::Error::raw_os_error) == Some(circle)
}

/// Windows has no error of its own for that.
#[cfg(not(unix))]
fn is_circle(_: Option<&std::io::Error>) -> bool {
    false
}

/// What editors and systems leave beside files.
pub(super) fn is_hidden(name: &str) -> bool {
    name.starts_with('.')
        || name.ends_with('~')
        || name.ends_with(".swp")
        || name.ends_with(".tmp")
        || matches!(name, "Thumbs.db" | "desktop.ini")
}

fn is_hidden_path(path: &Path) -> bool {
    path.file_name().is_some_and(|name| is_hidden(&name.to_string_lossy()))
}

/// A path relative to the root, `/`-separated.
fn shown(root: &Path, path: &Path) -> String {
    let relative = path.strip_prefix(root).unwrap_or(path);
    let mut shown = String::with_capacity(relative.as_os_str().len());
    for part in relative.components() {
        if !shown.is_empty() {
            shown.push('/');
        }
        shown.push_str(&part.as_os_str().to_string_lossy());
    }
    shown
}

fn read_input(path: &Path, shown: &str, hashed: bool, diagnostics: &mut Vec<Diagnostic>) -> InputBytes {
    if is_text(shown) {
        return match read_text(path, shown, diagnostics) {
            Some(source) => InputBytes::Text(source),
            None => InputBytes::Unreadable,
        };
    }
    let described = path.metadata().and_then(|metadata| {
        let digest = if hashed { Some(digest(path)?) } else { None };
        // A file that may not be read could not be published either.
        std::fs::File::open(path)?;
        Ok((metadata, digest))
    });
    match described {
        Ok((metadata, digest)) => InputBytes::File {
            path: path.to_path_buf(),
            length: metadata.len(),
            modified: modified(&metadata),
            digest,
            size: images::size(path),
        },
        Err(error) => {
            diagnostics.push(unreadable(shown, &error));
            InputBytes::Unreadable
        }
    }
}

/// Whether a file is read as text: what stands in `static/` is published as it is, whatever it is called.
fn is_text(shown: &str) -> bool {
    let (folder, name) = shown.split_once('/').unwrap_or(("", shown));
    let extension =
        name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).unwrap_or_default();
    match folder {
        "content" => {
            let file = name.rsplit('/').next().unwrap_or_default();
            extension == "md" || file == "facts.toml" || file.ends_with(".facts.toml")
        }
        "locales" => extension == "ftl",
        "map" => extension == "geojson",
        "themes" => !name.split('/').skip(1).any(|part| part == "static") && is_theme_text(&extension),
        _ => false,
    }
}

fn is_theme_text(extension: &str) -> bool {
    matches!(extension, "html" | "xml" | "ftl" | "toml" | "geojson")
}

/// Reads a text; what is wrong with its bytes is reported.
pub(super) fn read_text(path: &Path, shown: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<SourceText> {
    // Most documents fit into this, and need neither be asked for their length nor be given memory of their own.
    let mut short = [0; SHORT_TEXT];
    let mut long = Vec::new();
    match read_bytes(path, &mut short, &mut long) {
        Ok(Some(bytes)) => decode(bytes, shown, diagnostics),
        Ok(None) => {
            let diagnostic = Diagnostic::new(Code::FileTooLarge).in_file(shown);
            diagnostics.push(diagnostic.with("limit", LARGEST_TEXT as usize));
            None
        }
        Err(error) => {
            diagnostics.push(unreadable(shown, &error));
            None
        }
    }
}

/// Reads a file into one of two buffers; nothing where it is too large for a text.
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
    if whole > LARGEST_TEXT * 1_000_000 {
        return Ok(None);
    }
    long.reserve(whole as usize + 1);
    long.extend_from_slice(short);
    file.read_to_end(long)?;
    Ok(Some(long))
}

fn decode(bytes: &[u8], shown: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<SourceText> {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF");
    if text.is_some() {
        diagnostics.push(Diagnostic::new(Code::FileHasBom).in_file(shown));
    }
    let bytes = text.unwrap_or(bytes);
    match simdutf8::compat::from_utf8(bytes) {
        Ok(text) => Some(SourceText { path: shown.into(), text: text.into() }),
        Err(error) => {
            let at = error.valid_up_to();
            let lossy = String::from_utf8_lossy(bytes);
            let location = SourceText::new(shown, &lossy).location(at..at + '\u{FFFD}'.len_utf8());
            diagnostics.push(Diagnostic::new(Code::FileNotUtf8).at(location).with("file", shown));
            None
        }
    }
}

fn unreadable(shown: &str, error: &std::io::Error) -> Diagnostic {
    Diagnostic::new(Code::FileUnreadable).in_file(shown).with("file", shown).with("detail", error.to_string())
}

fn digest(path: &Path) -> std::io::Result<String> {
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(BufReader::new(std::fs::File::open(path)?))?;
    Ok(short(&hasher))
}

/// Ten hexadecimal digits: enough that two versions of one file never share them.
fn short(hasher: &blake3::Hasher) -> String {
    hasher.finalize().to_hex()[..10].to_owned()
}

/// When a file was changed, in a form that only serves to be compared.
pub(super) fn modified(metadata: &Metadata) -> String {
    let since = metadata.modified().ok().and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
    since.map(|since| since.as_nanos().to_string()).unwrap_or_default()
}

/// An input as a file of the site.
pub(super) fn asset(input: &Input, url: String) -> Option<Asset> {
    let (origin, digest, size) = match &input.bytes {
        InputBytes::File { path, digest, size, .. } => {
            (AssetOrigin::File(path.clone()), digest.clone().unwrap_or_default(), *size)
        }
        InputBytes::Embedded(bytes) => {
            let mut hasher = blake3::Hasher::new();
            hasher.update(bytes);
            (AssetOrigin::Embedded(bytes), short(&hasher), images::size_of_bytes(&url, bytes))
        }
        InputBytes::Text(_) | InputBytes::Unreadable => return None,
    };
    Some(Asset { url: composed(&url).into_owned(), path: input.path.clone(), origin, digest, size })
}
