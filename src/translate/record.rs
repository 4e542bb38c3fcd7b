//! The record of a page: which blocks of the source its translated blocks were made from.
//!
//! A record is a set of statements, each in a line of its own, and each stays true whatever happens to the texts. So two
//! versions of a record are merged by taking the lines of both; which of them still matter follows from the texts. That is
//! why a record with the conflict markers of Git in it is read like any other.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::Range;

use super::hash::BlockHash;
use crate::artefacts::Digest;
use crate::data::{Data, Entry, Node, Reader, parse_toml, wrong_type};
use crate::diagnostics::{Code, Diagnostic, Fix, SourceText};

/// The name of a record in the folder of its page; the record of a page of single files is `NAME.translations.toml`.
pub const RECORD_NAME: &str = "translations.toml";

/// The file in which the translations of messages are recorded, relative to the site's root.
pub const MESSAGE_RECORD: &str = "locales/translations.toml";

/// Whether the name of a file, without folders, is that of a record.
pub fn is_record(name: &str) -> bool {
    name.strip_suffix(RECORD_NAME)
        .is_some_and(|stem| stem.is_empty() || stem.ends_with('.') && stem.len() > 1)
}

/// The path of the record of the page at a content path, relative to the site's root, whether it exists or not. `documents` are
/// the paths of its documents, `exists` says whether a file does.
///
/// ```
/// use sapar::translate::record_file;
///
/// assert_eq!(record_file("/lake/", ["content/lake.kk.md"], |_| false), "content/lake.translations.toml");
/// assert_eq!(record_file("/lake/", ["content/lake/index.kk.md"], |_| false), "content/lake/translations.toml");
/// ```
pub fn record_file<'d>(
    page: &str,
    documents: impl IntoIterator<Item = &'d str>,
    exists: impl Fn(&str) -> bool,
) -> String {
    let folder = format!("content{page}");
    let of_folder = format!("{folder}{RECORD_NAME}");
    let single = format!("{}.{RECORD_NAME}", folder.trim_end_matches('/'));
    let is_in_folder = |file: &str| file.strip_prefix(&folder).is_some_and(|name| !name.contains('/'));
    let is_single =
        page != "/" && !exists(&of_folder) && (exists(&single) || !documents.into_iter().any(is_in_folder));
    if is_single { single } else { of_folder }
}

/// What is recorded of the translations of a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Record {
    /// Which block was made from which, for all languages.
    pub lines: BTreeSet<RecordLine>,
    /// What the source blocks that the lines name say: Markdown in one line. What has changed in a block since it was
    /// translated can then be shown without a history of the files.
    pub sources: BTreeMap<BlockHash, String>,
    /// Tags of the languages in which somebody is at work on the page.
    pub in_work: BTreeSet<String>,
}

/// That a block is the translation of others.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct RecordLine {
    /// The tag of its language (BCP 47).
    pub language: String,
    /// The translated block.
    pub target: BlockHash,
    /// The blocks that it was made from, in their order: several if the translation joins them.
    pub sources: Vec<BlockHash>,
    /// Whether it was made by a machine, and nobody has read it.
    pub is_machine: bool,
}

/// The word behind the hashes of a block that was made by a machine.
const MACHINE: &str = "machine";

impl RecordLine {
    /// Reads a line: a tag, the hash of the translated block, those of its sources. Returns `None` if it is none.
    fn parse(text: &str) -> Option<Self> {
        let mut words = text.split(' ');
        let language = words.next().filter(|tag| is_tag(tag))?.to_owned();
        let target = BlockHash::parse(words.next()?)?;
        let mut words: Vec<&str> = words.collect();
        let is_machine = words.pop_if(|last| *last == MACHINE).is_some();
        let sources: Option<Vec<BlockHash>> = words.into_iter().map(BlockHash::parse).collect();
        let sources = sources.filter(|sources| !sources.is_empty())?;
        Some(Self { language, target, sources, is_machine })
    }
}

impl fmt::Display for RecordLine {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", self.language, self.target)?;
        self.sources.iter().try_for_each(|source| write!(formatter, " {source}"))?;
        if self.is_machine { write!(formatter, " {MACHINE}") } else { Ok(()) }
    }
}

impl Record {
    /// Reads a record. A line that cannot be read is left out and reported.
    pub fn parse(source: &SourceText, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut record = Self::default();
        if has_conflict(&source.text) {
            diagnostics.push(conflict(source));
            source.text.lines().for_each(|line| record.add_line_of_text(line));
            return record;
        }
        let Some(table) = parse_toml(source, 0..source.text.len(), diagnostics) else {
            source.text.lines().for_each(|line| record.add_line_of_text(line));
            return record;
        };
        let mut reader = Reader::new(source, &table, "");
        for item in items(&mut reader, diagnostics) {
            let Data::Text(text) = &item.data else {
                diagnostics.push(wrong_type(source, item, LIST, "text", EXAMPLE));
                continue;
            };
            if !record.add(text) {
                diagnostics.push(
                    Diagnostic::new(Code::TranslationRecordLine)
                        .at(source.location(item.span.clone()))
                        .with("line", text.as_str()),
                );
            }
        }
        // Keys of a later version of the program are left where they are.
        record
    }

    /// Adds what stands in an item of a list. Returns whether it could be read.
    fn add(&mut self, item: &str) -> bool {
        let (first, text) = item.split_once(' ').unwrap_or((item, ""));
        if let Some(hash) = BlockHash::parse(first) {
            self.sources.insert(hash, text.to_owned());
        } else if let Some(line) = RecordLine::parse(item) {
            self.lines.insert(line);
        } else if is_tag(item) {
            self.in_work.insert(item.to_owned());
        } else {
            return false;
        }
        true
    }

    /// Adds what stands in a line of a file, which may be anything.
    fn add_line_of_text(&mut self, line: &str) {
        if let Some(item) = item_of_line(line) {
            self.add(&item);
        }
    }

    /// The lines of a language.
    pub fn lines_of<'r>(&'r self, language: &'r str) -> impl Iterator<Item = &'r RecordLine> {
        self.lines.iter().filter(move |line| line.language == language)
    }

    /// A digest of which blocks were made from which.
    pub fn digest(&self) -> Digest {
        let mut hasher = blake3::Hasher::new();
        for line in &self.lines {
            hasher.update(line.to_string().as_bytes()).update(b"\n");
        }
        hasher.finalize().into()
    }

    /// Whether anything is recorded of a language.
    pub fn has_language(&self, language: &str) -> bool {
        self.lines_of(language).next().is_some()
    }

    /// The items of the file's list, in their order.
    pub(super) fn items(&self) -> Vec<String> {
        let lines = self.lines.iter().map(ToString::to_string);
        let sources = self.sources.iter().map(|(hash, text)| format!("{hash} {text}"));
        self.in_work.iter().cloned().chain(lines).chain(sources).collect()
    }

    /// Removes the texts of sources that no line names.
    pub(super) fn drop_unused_sources(&mut self) {
        let named: BTreeSet<BlockHash> =
            self.lines.iter().flat_map(|line| line.sources.iter().copied()).collect();
        self.sources.retain(|hash, _| named.contains(hash));
    }
}

/// The key of the list that a record's file holds. What an item is, it says itself: there is no second list into which a merge
/// could move it.
pub(super) const LIST: &str = "translations";

const EXAMPLE: &str = "translations = [\"…\"]";

/// The items of the list with their places; none if it is not there or is no list.
fn items<'t>(reader: &mut Reader<'t>, diagnostics: &mut Vec<Diagnostic>) -> &'t [Node] {
    let Some(Entry { value, .. }) = reader.entry(LIST) else { return &[] };
    match &value.data {
        Data::List(items) => items,
        _ => {
            diagnostics.push(wrong_type(reader.source, value, LIST, "list", EXAMPLE));
            &[]
        }
    }
}

/// What an item is sorted by: tags of languages come first, then lines, then sources.
pub(super) fn order(item: &str) -> (u8, &str) {
    let kind = match item.split_once(' ') {
        _ if item.split(' ').next().and_then(BlockHash::parse).is_some() => 2,
        Some(_) => 1,
        None => 0,
    };
    (kind, item)
}

/// Whether a text can be a tag of a language, without a look at a register of them.
fn is_tag(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && matches!(text.split('-').next().map_or(0, str::len), 2..=8)
        && BlockHash::parse(text).is_none()
}

/// The text of a line that holds one item: `  "…",`. Returns `None` for another line.
pub(super) fn item_of_line(line: &str) -> Option<String> {
    let line = line.trim();
    let item = line.strip_suffix(',').unwrap_or(line);
    if !(item.len() > 1 && item.starts_with('"') && item.ends_with('"')) {
        return None;
    }
    match toml::de::DeTable::parse(&format!("item = {item}")).ok()?.into_inner().remove("item")?.into_inner()
    {
        toml::de::DeValue::String(text) => Some(text.into_owned()),
        _ => None,
    }
}

/// What the lines begin with that Git writes around two versions of the same lines.
const CONFLICT_MARKERS: [&str; 4] = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"];

fn is_conflict_marker(line: &str) -> bool {
    CONFLICT_MARKERS.iter().any(|marker| {
        line.strip_prefix(marker).is_some_and(|rest| rest.trim_end().is_empty() || rest.starts_with(' '))
    })
}

fn has_conflict(text: &str) -> bool {
    text.lines().any(is_conflict_marker)
}

/// The diagnostic for a merge that has left both versions in the file, with the file as it is meant: the lines of both.
fn conflict(source: &SourceText) -> Diagnostic {
    let is_marker = |range: &Range<usize>| is_conflict_marker(&source.text[range.clone()]);
    let markers: Vec<Range<usize>> = lines_of(&source.text).into_iter().filter(is_marker).collect();
    let first = markers.first().cloned().unwrap_or(0..0);
    let end = first.start + source.text[first.clone()].trim_end().len();
    let merged = {
        let source = source.clone();
        move || {
            let without = markers.iter().map(|marker| (marker.clone(), String::new())).collect();
            let text: String =
                source.text.split_inclusive('\n').filter(|line| !is_conflict_marker(line)).collect();
            if parse_toml(&SourceText::new(&source.path, &text), 0..text.len(), &mut Vec::new()).is_some() {
                return Some(without);
            }
            let mut record = Record::default();
            source.text.lines().for_each(|line| record.add_line_of_text(line));
            Some(vec![(0..source.text.len(), record.to_text())])
        }
    };
    Diagnostic::new(Code::TranslationRecordConflict)
        .at(source.location(first.start..end))
        .fix(Fix::computed(source, merged))
}

/// The places of the lines of a text, with their ends.
pub(super) fn lines_of(text: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    let line = |line: &str| {
        start += line.len();
        start - line.len()..start
    };
    text.split_inclusive('\n').map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Record, Vec<String>) {
        let mut diagnostics = Vec::new();
        let record = Record::parse(&SourceText::new("content/translations.toml", text), &mut diagnostics);
        (record, diagnostics.iter().map(|diagnostic| diagnostic.code.as_str().to_owned()).collect())
    }

    #[test]
    fn a_file_is_a_record_by_its_name() {
        for (name, expected) in [
            ("translations.toml", true),
            ("lake.translations.toml", true),
            (".translations.toml", false),
            ("mistranslations.toml", false),
            ("translations.toml.bak", false),
        ] {
            assert_eq!(is_record(name), expected, "{name}");
        }
    }

    #[test]
    fn a_record_is_read_as_it_is_written() {
        let text = "translations = [\n  \"kk\",\n  \"en 000000000001 00000000000a 00000000000b\",\n  \
                    \"zh-Hans 000000000002 00000000000a machine\",\n  \
                    \"00000000000a A \\\"lake\\\"\",\n  \"00000000000b \",\n]\n";
        let (record, diagnostics) = read(text);
        assert_eq!(diagnostics, Vec::<String>::new());
        assert_eq!(record.lines.len(), 2);
        assert!(record.lines.iter().any(|line| line.is_machine && line.language == "zh-Hans"));
        assert!(record.lines.iter().any(|line| line.sources.len() == 2));
        assert_eq!(record.sources.values().collect::<Vec<_>>(), ["A \"lake\"", ""]);
        let (again, diagnostics) = read(&record.to_text());
        assert_eq!((again, diagnostics), (record, Vec::new()));
    }

    #[test]
    fn a_line_that_cannot_be_read_is_told_and_the_others_count() {
        let (record, diagnostics) = read(
            "translations = [\"en 000000000001\", \"en x y\", 7, \"\", \"en 000000000001 000000000002\"]\n\
             later = true\n",
        );
        assert_eq!(record.lines.len(), 1);
        let line = "translation-record-line";
        assert_eq!(diagnostics, [line, line, "wrong-type", line]);
    }

    #[test]
    fn a_record_with_both_sides_of_a_merge_is_a_record() {
        let (record, diagnostics) = read(
            "translations = [\n<<<<<<< HEAD\n  \"en 000000000001 00000000000a\",\n||||||| base\n=======\n  \
             \"en 000000000002 00000000000a\",\n>>>>>>> other\n]\n",
        );
        assert_eq!(record.lines.len(), 2);
        assert_eq!(diagnostics, ["translation-record-conflict"]);
    }
}
