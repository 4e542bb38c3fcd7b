//! What a fix does, line by line, for the person who decides about it.

use std::ops::Range;

use super::excerpt::Excerpt;
use super::fix::SourceEdit;

/// Lines of a file that a fix changes, as they are and as they will be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The first of the lines, counted from one.
    pub line: u32,
    /// The lines as they are; of a long line the part around what is changed.
    pub before: Excerpt<'static>,
    /// The same with the fix.
    pub after: Excerpt<'static>,
}

impl SourceEdit {
    /// The changes in the order of their lines, at most so many. Replacements in one line are one change.
    pub fn changes(&self, at_most: usize) -> Vec<Change> {
        let text = &*self.source.text;
        let mut changes: Vec<Change> = Vec::new();
        changes.extend(self.removes_byte_order_mark.then(|| self.removed_mark()));
        let line_of = |range: &Range<usize>| {
            let start = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
            // A line that is removed with its line break ends there.
            let from = if range.end > range.start && text[..range.end].ends_with('\n') {
                range.end - 1
            } else {
                range.end
            };
            let end = text[from..].find('\n').map_or(text.len(), |at| from + at);
            start..end
        };
        let mut groups: Vec<(Range<usize>, Range<usize>)> = Vec::new();
        for replacement in &self.replacements {
            let lines = line_of(&replacement.range);
            if let Some((last, changed)) = groups.last_mut().filter(|(last, _)| lines.start <= last.end) {
                last.end = last.end.max(lines.end);
                changed.end = replacement.range.end;
            } else if groups.len() + changes.len() >= at_most {
                break;
            } else {
                groups.push((lines, replacement.range.clone()));
            }
        }
        changes.extend(groups.into_iter().map(|(lines, changed)| self.change(lines, changed)));
        changes
    }

    /// The first line without the byte order mark, which nobody sees, and which is written out here.
    fn removed_mark(&self) -> Change {
        const MARK: &str = "U+FEFF";
        let line = self.source.text.lines().next().unwrap_or_default();
        let before = format!("{MARK} {line}");
        Change {
            line: 1,
            before: owned(Excerpt::around(&before, 0..MARK.len())),
            after: owned(Excerpt::around(line, 0..0)),
        }
    }

    fn change(&self, lines: Range<usize>, changed: Range<usize>) -> Change {
        let text = &*self.source.text;
        // A removed line takes its line break along.
        let lines = lines.start..lines.end.max(changed.end);
        let before = &text[lines.clone()];
        let after = self.apply_within(lines.clone());
        let start = changed.start - lines.start;
        let behind = lines.end - changed.end;
        Change {
            line: self.source.location(lines.start..lines.start).line(),
            before: owned(Excerpt::around(before, start..before.len() - behind)),
            after: owned(Excerpt::around(&after, start..after.len() - behind)),
        }
    }
}

fn owned(excerpt: Excerpt<'_>) -> Excerpt<'static> {
    let text = excerpt.text.replace('\r', "");
    let highlight = excerpt.highlight;
    // Carriage returns that were taken out move what stands behind them.
    let moved = |at: usize| at - excerpt.text[..at].matches('\r').count();
    Excerpt { highlight: moved(highlight.start)..moved(highlight.end), text: text.into() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{Fix, SourceText};

    fn changes(text: &str, replacements: &[(Range<usize>, &str)]) -> Vec<(u32, String, String)> {
        let source = SourceText::new("a.md", text);
        let replacements = replacements.iter().map(|(range, text)| (range.clone(), (*text).to_owned()));
        let edit = Fix::new(&source, replacements).source_edit(None).expect("a fix");
        let shown = |excerpt: &Excerpt<'_>| {
            let (start, end) = (excerpt.highlight.start, excerpt.highlight.end);
            format!("{}[{}]{}", &excerpt.text[..start], &excerpt.text[start..end], &excerpt.text[end..])
        };
        let changes = edit.changes(3).into_iter();
        changes.map(|change| (change.line, shown(&change.before), shown(&change.after))).collect()
    }

    fn told(line: u32, before: &str, after: &str) -> (u32, String, String) {
        (line, before.to_owned(), after.to_owned())
    }

    #[test]
    fn a_line_is_shown_as_it_is_and_as_it_will_be() {
        assert_eq!(
            changes("көл\r\n** a ** b\r\n", &[(10..11, ""), (12..13, "")]),
            [told(2, "**[ a ]** b", "**[a]** b")]
        );
        assert_eq!(changes("a\n#b\nc", &[(3..3, " ")]), [told(2, "#[]b", "#[ ]b")]);
    }

    #[test]
    fn each_line_is_a_change_of_its_own_and_the_first_are_shown() {
        let edits = [(0..1, "- "), (3..4, "- "), (6..7, "- "), (9..10, "- ")];
        let shown = changes("*a\n*b\n*c\n*d\n", &edits);
        assert_eq!(shown, [told(1, "[*]a", "[- ]a"), told(2, "[*]b", "[- ]b"), told(3, "[*]c", "[- ]c"),]);
    }

    #[test]
    fn lines_may_go_and_come() {
        assert_eq!(changes("a\nslug = 1\nb\n", &[(2..11, "")]), [told(2, "[slug = 1\n]", "[]")]);
        assert_eq!(
            changes("> [!NOTE] a\nb", &[(9..10, "\n> ")]),
            [told(1, "> [!NOTE][ ]a", "> [!NOTE][\n> ]a")]
        );
        assert_eq!(changes("ab", &[(1..2, "c"), (2..2, "d")]), [told(1, "a[b]", "a[cd]")]);
    }
}
