//! Marks of Markdown that are none for a space too many or too few.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag};

use super::{Finding, HIDDEN, Run, mended};
use crate::content::markdown::characters::{is_punctuation, is_wide};
use crate::diagnostics::Code;

/// The length in bytes of the longest emphasis that is looked for.
const MAX_EMPHASIS: usize = 400;

/// `** Важно **`, `**Внимание! **Сезон` and `* курсив *`: a space stands within the marks.
pub(super) fn emphasis(run: &Run<'_>, findings: &mut Vec<Finding>) {
    let mut start = run.start;
    for line in run.shown.split_inclusive('\n') {
        if memchr::memchr2(b'*', b'_', line.as_bytes()).is_some() {
            emphasis_of_line(run, start, line, findings);
        }
        start += line.len();
    }
}

fn emphasis_of_line(run: &Run<'_>, start: usize, line: &str, findings: &mut Vec<Finding>) {
    let mut open: Option<Range<usize>> = None;
    // Marks without a partner may belong to any that follow.
    let mut has_single_marks = false;
    let mut at = 0;
    while let Some(found) = memchr::memchr2(b'*', b'_', &line.as_bytes()[at..]) {
        let mark = line.as_bytes()[at + found];
        let length = line.as_bytes()[at + found..].iter().take_while(|byte| **byte == mark).count();
        let marks = at + found..at + found + length;
        at = marks.end;
        let last = open.take();
        let has_last = last.is_some();
        let Some(opening) = last.filter(|open| line[open.clone()] == line[marks.clone()]) else {
            has_single_marks |= has_last;
            open = Some(marks);
            continue;
        };
        if !is_spaced_emphasis(line, &opening, &marks) {
            has_single_marks = true;
            open = Some(marks);
            continue;
        }
        let range = start + opening.start..start + marks.end;
        let inner = run.source[start + opening.end..start + marks.start].trim();
        let opening_end = opening.end;
        let written = &line[opening];
        let behind = line[marks.end..].chars().next();
        let gap = if behind.is_some_and(char::is_alphanumeric) && line[..marks.start].ends_with(' ') {
            " "
        } else {
            ""
        };
        let words_start = line.len() - line[opening_end..].trim_start().len();
        let words_end = line[..marks.start].trim_end().len();
        let fix = [
            (opening_end..words_start, String::new()),
            (words_end..marks.start, String::new()),
            (marks.end..marks.end, gap.to_owned()),
        ];
        let fix = fix.into_iter().filter(|(range, text)| !range.is_empty() || !text.is_empty());
        let replacement = format!("{written}{inner}{written}{gap}");
        let length = replacement.len() - gap.len();
        let line_range = start..start + line.trim_end().len();
        let is_certain =
            !has_single_marks && is_emphasis_in_line(run.source, &line_range, &range, &replacement, length);
        findings.push(Finding {
            code: Code::MarkupMisread,
            reason: "emphasis",
            fix: fix
                .map(|(range, text)| (start + range.start..start + range.end, text))
                .filter(|_| is_certain)
                .collect(),
            written: run.source[range.clone()].to_owned(),
            mended: mended(run.source, &range, &replacement),
            range,
        });
    }
}

/// Whether the first `length` bytes of a replacement are emphasis in their line: other marks in it may belong to them.
fn is_emphasis_in_line(
    source: &str,
    line: &Range<usize>,
    range: &Range<usize>,
    replacement: &str,
    length: usize,
) -> bool {
    let start = source.ceil_char_boundary(range.start.saturating_sub(MAX_EMPHASIS)).max(line.start);
    let end = source.floor_char_boundary((range.end + MAX_EMPHASIS).min(line.end)).max(range.end);
    // Spaces at the beginning would make it code.
    let before = source[start..range.start].trim_start();
    let text = format!("{before}{replacement}{}", &source[range.end..end]);
    let expected = before.len()..before.len() + length;
    Parser::new(&text)
        .into_offset_iter()
        .any(|(event, range)| matches!(event, Event::Start(Tag::Strong | Tag::Emphasis)) && range == expected)
}

/// Whether two runs of the same mark are meant as the beginning and the end of an emphasis.
fn is_spaced_emphasis(line: &str, opening: &Range<usize>, closing: &Range<usize>) -> bool {
    let inner = &line[opening.end..closing.start];
    let words = inner.trim();
    let has_words = words.contains(char::is_alphabetic) && words.len() <= MAX_EMPHASIS;
    let is_space_before = inner.len() > inner.trim_start().len();
    let is_space_behind = inner.len() > inner.trim_end().len();
    // `/* … */` is a comment of a template.
    let is_outside = |c: Option<char>| {
        c.is_none_or(|c| c != '/' && (c.is_whitespace() || is_punctuation(c) || is_wide(c)))
    };
    let before = line[..opening.start].chars().next_back();
    let behind = line[closing.end..].chars().next();
    if !has_words || !is_outside(before) || !(is_space_before || is_space_behind) || opening.len() > 3 {
        return false;
    }
    let is_end = |rest: &str| rest.trim().is_empty() || rest.trim_start().starts_with(is_punctuation);
    match opening.len() {
        // Between two operands `*` is a sign of multiplication, and within words `_` is a part of them.
        1 => {
            line[opening.clone()] == *"*"
                && is_space_before
                && is_space_behind
                && words.chars().filter(|c| c.is_alphabetic()).count() > 2
                && before.is_some()
                && is_end(&line[closing.end..])
        }
        _ => is_outside(behind) || !is_space_before,
    }
}

/// `#Заголовок`: a heading without a space behind its marks.
pub(super) fn heading(run: &Run<'_>, findings: &mut Vec<Finding>) {
    let (start, line) = run.first_line();
    let words = line.trim_start_matches('#');
    let level = line.len() - words.len();
    if !run.is_paragraph() || !(1..=6).contains(&level) || words.contains(" #") {
        return;
    }
    // In lower case or below each other they are tags: `#altai`.
    let is_heading = words.chars().next().is_some_and(|c| match level {
        1 => c.is_uppercase() || is_wide(c) && c.is_alphabetic(),
        _ => c.is_alphanumeric(),
    });
    if is_heading && !run.lines().skip(1).any(|(_, line)| line.starts_with('#')) {
        let marks = start..start + level;
        findings.push(Finding {
            code: Code::MarkupMisread,
            reason: "heading",
            fix: vec![(marks.end..marks.end, " ".to_owned())],
            written: line[..level].to_owned(),
            mended: mended(run.source, &marks, &format!("{} ", &line[..level])),
            range: marks,
        });
    }
}

/// Whether a character stands in a run for something that is no text.
pub(super) fn is_hidden(c: char) -> bool {
    c == char::from(HIDDEN)
}
