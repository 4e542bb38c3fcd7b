//! The text of one file of the site, as diagnostics quote it.

use std::ops::Range;
use std::sync::Arc;

use super::Location;

/// A file of the site: its path relative to the site's root, with `/` between folders, and its whole text.
///
/// Cloning is cheap; the text is shared.
#[derive(Debug, Clone)]
pub struct SourceText {
    /// Path relative to the site's root, `/`-separated on every system.
    pub path: Arc<str>,
    /// The text in UTF-8, without a byte order mark.
    pub text: Arc<str>,
}

impl SourceText {
    /// A source from its path and text.
    pub fn new(path: &str, text: &str) -> Self {
        Self { path: path.into(), text: text.into() }
    }

    /// The place of a byte range of this text; a range beyond the end is clamped to it.
    pub fn location(&self, range: Range<usize>) -> Location {
        let text = &*self.text;
        let start = floor_char_boundary(text, range.start);
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let line = text[line_start..line_end].trim_end_matches('\r');
        let number = memchr::memchr_iter(b'\n', &text.as_bytes()[..line_start]).count() + 1;
        let line_end = line_start + line.len();
        let end = floor_char_boundary(text, range.end).clamp(start.min(line_end), line_end);
        let start = start.min(line_end);
        Location {
            file: self.path.to_string(),
            line: number as u32,
            column: text[line_start..start].chars().count() as u32 + 1,
            text: line.to_owned(),
            highlight: start - line_start..end - line_start,
        }
    }

    /// The place of `width` characters from a line and a column on, both counted from one.
    pub fn location_of_line(&self, line: usize, column: usize, width: usize) -> Location {
        let mut start = 0;
        for _ in 1..line {
            match self.text[start..].find('\n') {
                Some(at) => start += at + 1,
                None => break,
            }
        }
        let rest = &self.text[start..];
        let length = rest.find('\n').unwrap_or(rest.len());
        let offset = |column: usize| rest[..length].char_indices().nth(column).map_or(length, |(at, _)| at);
        let column = column.saturating_sub(1);
        self.location(start + offset(column)..start + offset(column + width))
    }
}

fn floor_char_boundary(text: &str, index: usize) -> usize {
    let mut index = index.min(text.len());
    while !text.is_char_boundary(index) {
        index -= 1;
    }
    index
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn location_counts_characters_and_keeps_the_line() {
        let source = SourceText::new("a.md", "бір\r\nекі үш\n");
        let start = "бір\r\nекі ".len();
        let location = source.location(start..start + "үш".len());
        assert_eq!((location.line, location.column), (2, 5));
        assert_eq!(location.text, "екі үш");
        assert_eq!(&location.text[location.highlight], "үш");
    }

    #[test]
    fn location_beyond_the_end_is_the_end() {
        let source = SourceText::new("a.md", "湖");
        let location = source.location(1..900);
        assert_eq!((location.line, location.column, location.text.as_str()), (1, 1, "湖"));
    }
}
