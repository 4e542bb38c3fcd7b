//! Places in files: a reference to the source while the program runs, a resolved place in what is stored.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::excerpt::Excerpt;
use super::fix::Fix;
use super::source::{SourceText, StoredText};

/// A place in a file of the site, or a whole file.
///
/// It refers to the source and copies nothing of it. Line, column and excerpt are worked out when they are asked for,
/// through an index of lines that all places of a file share.
#[derive(Clone)]
pub struct Location(Place);

#[derive(Clone)]
enum Place {
    File(Arc<str>),
    Range { source: SourceText, start: usize, end: usize },
    Resolved(Arc<ResolvedLocation>),
}

/// A place whose source need not be there: what is written into a cache.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct ResolvedLocation {
    file: String,
    line: u32,
    column: u32,
    text: String,
    highlight: Range<usize>,
}

impl Location {
    /// The place that is a whole file. The path is relative to the site's root, `/`-separated.
    pub fn of_file(path: &str) -> Self {
        Self(Place::File(path.into()))
    }

    /// Path relative to the site's root, `/`-separated.
    pub fn file(&self) -> &str {
        match &self.0 {
            Place::File(path) => path,
            Place::Range { source, .. } => &source.path,
            Place::Resolved(resolved) => &resolved.file,
        }
    }

    /// Line, counted from one; zero if the whole file is meant.
    pub fn line(&self) -> u32 {
        match &self.0 {
            Place::File(_) => 0,
            Place::Range { source, start, .. } => source.lines().line_at(*start) as u32 + 1,
            Place::Resolved(resolved) => resolved.line,
        }
    }

    /// Column in characters, counted from one; zero if the whole file is meant.
    pub fn column(&self) -> u32 {
        match &self.0 {
            Place::File(_) => 0,
            Place::Range { source, start, .. } => {
                let (lines, text) = (source.lines(), &source.text);
                let line = lines.line_at(*start);
                let line_start = lines.start_of(line);
                // A place within the line break is shown at the line's end.
                let start = (*start).min(line_start + lines.line(text, line).len());
                (lines.characters_before(text, start) - lines.characters_before(text, line_start)) as u32 + 1
            }
            Place::Resolved(resolved) => resolved.column,
        }
    }

    /// The line, or the part of a long line around the place; `None` if the whole file is meant. A place of several
    /// lines is shown in the first of them.
    pub fn excerpt(&self) -> Option<Excerpt<'_>> {
        match &self.0 {
            Place::File(_) => None,
            Place::Range { source, start, end } => {
                let lines = source.lines();
                let number = lines.line_at(*start);
                let line = lines.line(&source.text, number);
                let in_line = |at: usize| (at - lines.start_of(number)).min(line.len());
                Some(Excerpt::around(line, in_line(*start)..in_line(*end)))
            }
            Place::Resolved(resolved) if resolved.line == 0 => None,
            Place::Resolved(resolved) => {
                Some(Excerpt { text: Cow::Borrowed(&resolved.text), highlight: resolved.highlight.clone() })
            }
        }
    }

    /// A fix that writes the name which a diagnostic suggests at this place, if it begins with the name `written`.
    pub fn suggested_fix(&self, written: &str) -> Option<Fix> {
        let Place::Range { source, start, end } = &self.0 else { return None };
        let behind = source.text[*start..*end].strip_prefix(written)?;
        let is_whole = !behind.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '-'));
        is_whole.then(|| Fix::suggested(source, *start..*start + written.len()))
    }

    /// The order of two places of one file: by where they begin. A line and a column are worked out only for places of
    /// which not both refer to the same text.
    pub(super) fn compare_positions(&self, other: &Self) -> Ordering {
        match (&self.0, &other.0) {
            (Place::File(_), Place::File(_)) => Ordering::Equal,
            (Place::Range { source, start, .. }, Place::Range { source: of, start: from, .. })
                if source.is_same(of) =>
            {
                start.cmp(from)
            }
            _ => (self.line(), self.column()).cmp(&(other.line(), other.column())),
        }
    }

    /// Whether this is a place in this version of a file. A place without its source may be one.
    pub fn is_in(&self, version: &SourceText) -> bool {
        match &self.0 {
            Place::Range { source, .. } => source.is_same(version),
            Place::File(_) | Place::Resolved(_) => self.file() == &*version.path,
        }
    }

    /// The same place, without the text of its file where that is compressed.
    pub(super) fn unread(self) -> Self {
        Self(match self.0 {
            Place::Range { source, start, end } => Place::Range { source: source.unread(), start, end },
            other => other,
        })
    }

    pub(super) fn resolve(&self) -> ResolvedLocation {
        let (text, highlight) =
            self.excerpt().map_or_else(Default::default, |it| (it.text.into_owned(), it.highlight));
        let (line, column) = (self.line(), self.column());
        ResolvedLocation { file: self.file().to_owned(), line, column, text, highlight }
    }
}

impl From<ResolvedLocation> for Location {
    fn from(mut resolved: ResolvedLocation) -> Self {
        // A damaged cache must not end in a panic where the text is sliced.
        if resolved.text.get(resolved.highlight.clone()).is_none() {
            resolved.highlight = 0..0;
        }
        Self(Place::Resolved(Arc::new(resolved)))
    }
}

impl PartialEq for Location {
    fn eq(&self, other: &Self) -> bool {
        if let (Place::Range { source, start, end }, Place::Range { source: other, start: from, end: to }) =
            (&self.0, &other.0)
            && source.is_same(other)
        {
            return (start, end) == (from, to);
        }
        self.file() == other.file() && self.line() == other.line() && self.column() == other.column()
    }
}

impl fmt::Debug for Location {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}:{}", self.file(), self.line(), self.column())
    }
}

impl SourceText {
    /// The place of a byte range of this text; a range beyond the end is clamped to it, and one that begins or ends
    /// within a character takes the whole character in.
    pub fn location(&self, range: Range<usize>) -> Location {
        let start = self.text.floor_char_boundary(range.start);
        let end = self.text.floor_char_boundary(range.end).max(start);
        Location(Place::Range { source: self.clone(), start, end })
    }

    /// The place of `width` characters from a line and a column on, both counted from one.
    pub fn location_of_line(&self, line: usize, column: usize, width: usize) -> Location {
        let lines = self.lines();
        let number = line.saturating_sub(1);
        let start = lines.start_of(number);
        let text = &self.text[start..start + lines.line(&self.text, number).len()];
        let offset = |column: usize| start + text.char_indices().nth(column).map_or(text.len(), |(at, _)| at);
        let column = column.saturating_sub(1);
        self.location(offset(column)..offset(column + width))
    }
}

impl StoredText {
    /// As [`SourceText::location`].
    pub fn location(&self, range: Range<usize>) -> Location {
        self.open().location(range)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_the_line_is_kept() {
        let source = SourceText::new("a.md", "бір\r\nекі үш\n");
        let start = "бір\r\nекі ".len();
        let location = source.location(start..start + "үш".len());
        assert_eq!((location.line(), location.column()), (2, 5));
        let excerpt = location.excerpt().expect("a line");
        assert_eq!(excerpt.text, "екі үш");
        assert_eq!(&excerpt.text[excerpt.highlight], "үш");
    }

    #[test]
    fn a_place_beyond_the_end_is_the_end() {
        let source = SourceText::new("a.md", "湖");
        let location = source.location(1..900);
        assert_eq!((location.line(), location.column()), (1, 1));
        assert_eq!(location.excerpt().expect("a line").text, "湖");
        let end = source.location(900..901);
        assert_eq!((end.line(), end.column()), (1, 2));
    }

    #[test]
    fn a_place_in_a_line_break_is_the_end_of_its_line() {
        let source = SourceText::new("a.md", "бір\r\nекі\n");
        let location = source.location("бір\r".len().."бір\r\nе".len());
        assert_eq!((location.line(), location.column()), (1, 4));
        assert_eq!(location.excerpt().expect("a line").highlight, 6..6);
        let last = source.location(source.text.len()..source.text.len());
        assert_eq!((last.line(), last.column()), (3, 1));
    }

    #[test]
    fn a_line_and_a_column_lead_to_the_same_place() {
        let source = SourceText::new("a.md", "бір\r\nекі үш\n");
        let location = source.location_of_line(2, 5, 2);
        assert_eq!((location.line(), location.column()), (2, 5));
        assert_eq!(location.excerpt().expect("a line").highlight, 7..11);
        let beyond = source.location_of_line(90, 90, 1);
        assert_eq!((beyond.line(), beyond.column()), (3, 1));
    }
}
