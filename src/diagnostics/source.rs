//! The text of one file of the site, as diagnostics quote it.

use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use super::lines::LineIndex;

/// A file of the site: its path and its whole text. Cloning is cheap; everything is shared.
#[derive(Debug, Clone)]
pub struct SourceText(Arc<Source>);

/// What a [`SourceText`] shares.
#[derive(Debug)]
pub struct Source {
    /// Path relative to the site's root, `/`-separated on every system.
    pub path: Arc<str>,
    /// The text in UTF-8, without a byte order mark.
    pub text: Text,
    /// Made when the first diagnostic of the file is shown: most files never need it.
    lines: OnceLock<Box<LineIndex>>,
}

/// The text of a [`SourceText`]: a `str`. If it is that of a [`StoredText`], it is decompressed when it is read first.
pub struct Text {
    plain: OnceLock<Box<str>>,
    compressed: Option<Arc<[u8]>>,
}

/// A file of the site whose text may be compressed, so that a site of many texts fits into memory. Callers read it
/// through [`StoredText::open`], and decide how long they keep the text. Cloning is cheap, and all clones share the text, so that
/// it is enough to compress one of them.
///
/// The text is part of the program's memory, and never read from the disk again: a version of a site is the same for as long as it
/// is used, whatever happens to its files, and the last version of a file that could be understood is still there after
/// the file was overwritten.
///
/// ```
/// use sapar::diagnostics::{SourceText, StoredText};
///
/// let text = "Марқакөл. ".repeat(99);
/// let stored = StoredText::from(SourceText::new("index.kk.md", &text));
/// stored.compress();
/// assert!(stored.size() < text.len() / 4);
/// assert_eq!(*stored.open().text, *text);
/// ```
#[derive(Debug, Clone)]
pub struct StoredText {
    /// Path relative to the site's root, `/`-separated on every system.
    pub path: Arc<str>,
    content: Arc<RwLock<Content>>,
}

#[derive(Clone)]
enum Content {
    Plain(SourceText),
    /// A block of LZ4 behind its length.
    Compressed(Arc<[u8]>),
}

impl SourceText {
    /// A source from its path and text.
    pub fn new(path: &str, text: &str) -> Self {
        let text = Text { plain: Box::<str>::from(text).into(), compressed: None };
        Self(Arc::new(Source { path: path.into(), text, lines: OnceLock::new() }))
    }

    /// The same, as it was before somebody read it: what is kept for long takes no memory for a text that can be decompressed again.
    pub(super) fn unread(&self) -> Self {
        match &self.text.compressed {
            Some(block) => opened(&self.path, block),
            None => self.clone(),
        }
    }

    /// Whether both are the same version of a file, so that offsets of one hold in the other. Each version that is read has a path
    /// of its own, which its text keeps whether it is compressed or not.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.path, &other.path)
    }
}

/// A file whose text is decompressed when it is read first.
fn opened(path: &Arc<str>, block: &Arc<[u8]>) -> SourceText {
    let text = Text { plain: OnceLock::new(), compressed: Some(Arc::clone(block)) };
    SourceText(Arc::new(Source { path: Arc::clone(path), text, lines: OnceLock::new() }))
}

impl StoredText {
    /// Compresses the text, for all clones. One that would not become shorter, as that of a few words, stays as it is.
    pub fn compress(&self) {
        let Content::Plain(source) = self.content() else { return };
        let block = lz4_flex::block::compress_prepend_size(source.text.as_bytes());
        if block.len() < source.text.len() {
            // A reader that panicked has changed nothing.
            *self.content.write().unwrap_or_else(PoisonError::into_inner) = Content::Compressed(block.into());
        }
    }

    /// The file with its text, which takes memory as long as this or a clone of it is kept, and only if it is read.
    pub fn open(&self) -> SourceText {
        match self.content() {
            Content::Plain(source) => source,
            Content::Compressed(block) => opened(&self.path, &block),
        }
    }

    /// The number of bytes that the text takes in memory.
    pub fn size(&self) -> usize {
        match self.content() {
            Content::Plain(source) => source.text.len(),
            Content::Compressed(block) => block.len(),
        }
    }

    fn content(&self) -> Content {
        self.content.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl From<SourceText> for StoredText {
    fn from(source: SourceText) -> Self {
        Self { path: Arc::clone(&source.path), content: Arc::new(RwLock::new(Content::Plain(source))) }
    }
}

impl Source {
    pub(super) fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| Box::new(LineIndex::of(&self.text)))
    }
}

impl Deref for SourceText {
    type Target = Source;

    fn deref(&self) -> &Source {
        &self.0
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        self.plain.get_or_init(|| self.compressed.as_deref().map(decompress).unwrap_or_default())
    }
}

fn decompress(block: &[u8]) -> Box<str> {
    let text = lz4_flex::block::decompress_size_prepended(block).expect("it was compressed here");
    simdutf8::basic::from_utf8(&text).expect("it was a text before it was compressed").into()
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, formatter)
    }
}

impl fmt::Display for Text {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&**self, formatter)
    }
}

impl fmt::Debug for Content {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plain(source) => formatter.debug_tuple("Plain").field(&source.text.len()).finish(),
            Self::Compressed(block) => formatter.debug_tuple("Compressed").field(&block.len()).finish(),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn compressed(source: &SourceText) -> StoredText {
        let stored = StoredText::from(source.clone());
        stored.compress();
        stored
    }

    #[test]
    fn a_text_that_was_opened_before_it_was_compressed_is_the_same_as_one_that_was_opened_after() {
        let stored = StoredText::from(SourceText::new("a.kk.md", &"Көл жағасындағы ауыл. ".repeat(100)));
        let (clone, before) = (stored.clone(), stored.open());
        let place = before.location(9..12);
        stored.compress();
        assert_eq!(clone.size(), stored.size());
        let after = clone.open();
        assert!(after.text.plain.get().is_none());
        assert!(before.is_same(&after) && place == after.location(9..12));
        assert_eq!(*before.text, *after.text);
    }

    #[test]
    fn a_compressed_text_takes_its_memory_only_while_it_is_open() {
        let source = SourceText::new("a.kk.md", &"Көл жағасындағы ауыл. ".repeat(100));
        let stored = compressed(&source);
        assert!(stored.size() < source.text.len() / 4, "{} of {}", stored.size(), source.text.len());
        let open = stored.open();
        assert!(open.text.plain.get().is_none());
        assert_eq!(*open.text, *source.text);
        assert!(open.text.plain.get().is_some());
        assert!(stored.open().text.plain.get().is_none());
    }

    #[test]
    fn a_text_that_was_read_is_given_back() {
        let stored = compressed(&SourceText::new("a.kk.md", &"Көл жағасындағы ауыл. ".repeat(100)));
        let read = stored.open();
        assert!(!read.text.is_empty());
        let unread = read.unread();
        assert!(unread.text.plain.get().is_none());
        assert!(unread.is_same(&read) && *unread.text == *read.text);
    }

    #[test]
    fn a_text_that_is_opened_twice_is_the_same_and_another_one_is_not() {
        let stored = |text: &str| compressed(&SourceText::new("a.kk.md", &text.repeat(100)));
        let (lake, other) = (stored("Көл. "), stored("Тау. "));
        assert!(lake.open().is_same(&lake.clone().open()));
        assert!(!lake.open().is_same(&other.open()));
        assert!(!lake.open().is_same(&stored("Көл. ").open()));
        let [one, two] = [lake.open(), lake.open()].map(|source| source.location(9..12));
        assert_eq!(one, two);
    }

    proptest! {
        #[test]
        fn a_text_is_what_it_was(text in "(\\PC|\n|Көл |湖水){0,200}", times in 1..20_usize) {
            let source = SourceText::new("a.kk.md", &text.repeat(times));
            let stored = compressed(&source);
            prop_assert!(stored.size() <= source.text.len());
            prop_assert_eq!(&*stored.open().text, &*source.text);
            prop_assert_eq!(&*stored.open().path, "a.kk.md");
            prop_assert_eq!(&*StoredText::from(source.clone()).open().text, &*source.text);
        }
    }
}
