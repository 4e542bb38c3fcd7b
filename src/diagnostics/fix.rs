//! The certain remedy of a mistake: what to write in the place of which bytes of its file.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::source::SourceText;
use super::suggestion::Suggestion;

/// A change of one file that mends what a diagnostic is about, and nothing else.
///
/// A diagnostic has one only where there is no doubt about what its author meant. It refers to its source; where working
/// it out costs something, that is done when the fix is shown or applied.
///
/// ```
/// use sapar::diagnostics::{Code, Diagnostic, Fix, SourceText};
///
/// let source = SourceText::new("content/_index.en.md", "#Lake\n");
/// let diagnostic = Diagnostic::new(Code::MarkupMisread)
///     .at(source.location(0..1))
///     .fix(Fix::new(&source, [(1..1, " ".to_owned())]));
/// let edit = diagnostic.source_edit().expect("it has a fix");
/// assert_eq!(edit.apply(), "# Lake\n");
/// ```
#[derive(Clone)]
pub struct Fix(Origin);

#[derive(Clone)]
enum Origin {
    Known(SourceText, Arc<[Replacement]>),
    Computed(SourceText, Arc<dyn Fn() -> Option<Vec<Replacement>> + Send + Sync>),
    /// The name that the diagnostic suggests, if only that can be meant. The function writes it as it has to stand in the file.
    Suggested(SourceText, Range<usize>, Arc<dyn Fn(&str) -> Option<String> + Send + Sync>),
    /// Removes what stands before the text in the file, and is no part of it.
    ByteOrderMark(SourceText),
    Stored(Arc<StoredFix>),
}

/// What to write in the place of some bytes of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replacement {
    /// The bytes of the text; where the range is empty, something is inserted.
    pub range: Range<usize>,
    /// What to write there.
    pub text: String,
}

/// Replacements in the text of one file, in their order; none overlaps another one.
#[derive(Debug, Clone)]
pub struct SourceEdit {
    /// The file as it was read.
    pub source: SourceText,
    /// What is replaced, in bytes of the source's text.
    pub replacements: Vec<Replacement>,
    /// Whether the byte order mark before the text is removed.
    pub removes_byte_order_mark: bool,
}

/// A fix for machines and for what is stored: its places are lines and columns, which need no text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct StoredFix {
    /// Path relative to the site's root, `/`-separated.
    pub file: String,
    pub replacements: Vec<StoredReplacement>,
}

/// A replacement from one place to another, which is behind the last character: lines and columns are counted from one,
/// columns in characters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct StoredReplacement {
    pub line: u32,
    pub column: u32,
    pub end_line: u32,
    pub end_column: u32,
    pub text: String,
}

impl Fix {
    /// The same, without the text of its file where that is compressed.
    pub(super) fn unread(self) -> Self {
        Self(match self.0 {
            Origin::Known(source, replacements) => Origin::Known(source.unread(), replacements),
            Origin::Suggested(source, range, write) => Origin::Suggested(source.unread(), range, write),
            other => other,
        })
    }

    /// A fix that is known: the bytes of the source, and what to write in their place.
    pub fn new(source: &SourceText, replacements: impl IntoIterator<Item = (Range<usize>, String)>) -> Self {
        let replacements = replacements.into_iter().map(|(range, text)| Replacement { range, text });
        Self(Origin::Known(source.clone(), replacements.collect()))
    }

    /// A fix that is worked out each time that it is shown or applied; `find` returns `None` if nothing is certain.
    pub fn computed(
        source: &SourceText,
        find: impl Fn() -> Option<Vec<(Range<usize>, String)>> + Send + Sync + 'static,
    ) -> Self {
        let replacements = move || {
            let found = find()?.into_iter().map(|(range, text)| Replacement { range, text });
            Some(found.collect())
        };
        Self(Origin::Computed(source.clone(), Arc::new(replacements)))
    }

    /// A fix that writes the name which the diagnostic suggests into `range`, if no other name can be meant.
    pub fn suggested(source: &SourceText, range: Range<usize>) -> Self {
        Self::suggested_as(source, range, |name| Some(name.to_owned()))
    }

    /// The same; `write` says how the name has to be written there, and returns `None` if it cannot be.
    pub fn suggested_as(
        source: &SourceText,
        range: Range<usize>,
        write: impl Fn(&str) -> Option<String> + Send + Sync + 'static,
    ) -> Self {
        Self(Origin::Suggested(source.clone(), range, Arc::new(write)))
    }

    /// Removes the byte order mark that stands before the text of a file. Machines are not told: their places count from behind
    /// it.
    pub fn without_byte_order_mark(source: &SourceText) -> Self {
        Self(Origin::ByteOrderMark(source.clone()))
    }

    pub(super) fn stored(stored: StoredFix) -> Self {
        Self(Origin::Stored(Arc::new(stored)))
    }

    /// The replacements, if they are certain and the source is there.
    pub(super) fn source_edit(&self, suggestion: Option<&Suggestion>) -> Option<SourceEdit> {
        let (source, mut replacements) = match &self.0 {
            Origin::Known(source, replacements) => (source, replacements.to_vec()),
            Origin::Computed(source, find) => (source, find()?),
            Origin::Suggested(source, range, write) => {
                let text = write(&suggestion?.certain_name()?)?;
                (source, vec![Replacement { range: range.clone(), text }])
            }
            Origin::ByteOrderMark(source) => {
                let source = source.clone();
                return Some(SourceEdit { source, replacements: Vec::new(), removes_byte_order_mark: true });
            }
            Origin::Stored(_) => return None,
        };
        replacements.sort_by_key(|it| (it.range.start, it.range.end));
        let is_apart = |pair: &[Replacement]| pair[0].range.end <= pair[1].range.start;
        let is_in_text = |it: &Replacement| source.text.get(it.range.clone()).is_some();
        let changes = |it: &Replacement| source.text[it.range.clone()] != it.text;
        let is_whole = replacements.windows(2).all(is_apart)
            && replacements.iter().all(is_in_text)
            && replacements.iter().any(changes);
        is_whole.then(|| SourceEdit { source: source.clone(), replacements, removes_byte_order_mark: false })
    }

    pub(super) fn store(&self, suggestion: Option<&Suggestion>) -> Option<StoredFix> {
        match &self.0 {
            Origin::Stored(stored) => Some(StoredFix::clone(stored)),
            Origin::ByteOrderMark(_) => None,
            _ => self.source_edit(suggestion).map(|edit| edit.store()),
        }
    }
}

impl SourceEdit {
    /// The whole text with the replacements in it.
    pub fn apply(&self) -> String {
        self.apply_within(0..self.source.text.len())
    }

    /// A part of the text with the replacements that are in it.
    pub(super) fn apply_within(&self, part: Range<usize>) -> String {
        let text = &*self.source.text;
        let mut result = String::with_capacity(part.len());
        let mut from = part.start;
        let is_within = |it: &&Replacement| part.start <= it.range.start && it.range.end <= part.end;
        for Replacement { range, text: written } in self.replacements.iter().filter(is_within) {
            result.push_str(&text[from..range.start]);
            result.push_str(written);
            from = range.end;
        }
        result.push_str(&text[from..part.end]);
        result
    }

    /// One edit out of several of the same text, and how many of them are in it. Of those that overlap, the first is taken; those
    /// of other texts, and repetitions, are left out.
    pub fn merge(edits: impl IntoIterator<Item = Self>) -> Option<(Self, usize)> {
        let mut edits = edits.into_iter();
        let mut merged = edits.next()?;
        let mut taken: Vec<Vec<Replacement>> = vec![std::mem::take(&mut merged.replacements)];
        let is_same = |edit: &Self| edit.source.is_same(&merged.source);
        let mut removes_byte_order_mark = merged.removes_byte_order_mark;
        taken.extend(edits.filter(is_same).map(|edit| {
            removes_byte_order_mark |= edit.removes_byte_order_mark;
            edit.replacements
        }));
        merged.removes_byte_order_mark = removes_byte_order_mark;
        // Each edit as a whole, by where it begins: half of one would be no mend.
        taken.sort_by_key(|it| it.first().map_or(0, |first| first.range.start));
        let mut before: Option<Range<usize>> = None;
        let mut count = usize::from(merged.removes_byte_order_mark);
        for replacements in taken {
            let (Some(first), Some(last)) = (replacements.first(), replacements.last()) else { continue };
            // Two words may touch, but of two insertions at one place nobody knows which comes first.
            let is_behind = before.as_ref().is_none_or(|before| {
                let touches =
                    before.end == first.range.start && !before.is_empty() && !first.range.is_empty();
                before.end < first.range.start || touches
            });
            if is_behind {
                before = Some(last.range.clone());
                count += 1;
                merged.replacements.extend(replacements);
            }
        }
        Some((merged, count))
    }

    fn store(&self) -> StoredFix {
        let place = |at: usize| {
            let location = self.source.location(at..at);
            (location.line(), location.column())
        };
        let replacements = self.replacements.iter().map(|it| {
            let ((line, column), (end_line, end_column)) = (place(it.range.start), place(it.range.end));
            StoredReplacement { line, column, end_line, end_column, text: it.text.clone() }
        });
        StoredFix { file: self.source.path.to_string(), replacements: replacements.collect() }
    }
}

impl fmt::Debug for Fix {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Origin::Known(_, replacements) => formatter.debug_tuple("Fix").field(replacements).finish(),
            Origin::Stored(stored) => formatter.debug_tuple("Fix").field(stored).finish(),
            Origin::Computed(..) | Origin::Suggested(..) | Origin::ByteOrderMark(_) => {
                formatter.write_str("Fix(…)")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(text: &str, replacements: &[(Range<usize>, &str)]) -> Option<SourceEdit> {
        let source = SourceText::new("a.md", text);
        let replacements = replacements.iter().map(|(range, text)| (range.clone(), (*text).to_owned()));
        Fix::new(&source, replacements).source_edit(None)
    }

    #[test]
    fn replacements_are_applied_in_their_order() {
        let spaces = edit("** көл **", &[(9..10, ""), (2..3, "")]).expect("a fix");
        assert_eq!(spaces.apply(), "**көл**");
        assert!(edit("** көл **", &[(4..5, "")]).is_none(), "within a letter");
    }

    #[test]
    fn what_overlaps_or_changes_nothing_is_no_fix() {
        assert!(edit("abc", &[(0..2, "x"), (1..3, "y")]).is_none());
        assert!(edit("abc", &[(0..1, "a")]).is_none());
        assert!(edit("abc", &[]).is_none());
        assert!(edit("abc", &[(2..9, "x")]).is_none());
    }

    #[test]
    fn edits_of_one_text_are_merged_and_those_that_overlap_are_left() {
        let source = SourceText::new("a.md", "abcdef");
        let of = |source: &SourceText, range: Range<usize>| {
            Fix::new(source, [(range, "-".to_owned())]).source_edit(None).expect("a fix")
        };
        let other = SourceText::new("a.md", "abcdef");
        let edits = [of(&source, 3..5), of(&source, 0..1), of(&source, 4..6), of(&other, 2..3)];
        assert_eq!(
            SourceEdit::merge(edits).map(|(edit, count)| (edit.apply(), count)),
            Some(("-bc-f".to_owned(), 2))
        );
    }
}
