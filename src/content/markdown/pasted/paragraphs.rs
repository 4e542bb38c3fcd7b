//! Paragraphs that stand on a line each with no blank line in between, as word processors copy them: readers see one.

use super::lists::{BULLETS, is_item};
use super::marks::is_hidden;
use super::{CONTEXT, Finding, Run, margin};
use crate::content::markdown::characters::is_wide;
use crate::diagnostics::Code;

/// How many columns a line has at least that is taken for a paragraph; wide characters have two. Lines that are wrapped by hand
/// are shorter.
pub(super) const MIN_PARAGRAPH: usize = 110;

/// Marks that a sentence ends with.
const ENDS: [char; 7] = ['.', '!', '?', '…', '。', '！', '？'];

/// How many columns a heading has at most; a line of a text that is wrapped has more.
const MAX_HEADING: usize = 48;

/// Paragraphs without a blank line in between. The first one tells.
pub(super) fn joined(run: &Run<'_>, findings: &mut Vec<Finding>) {
    if !run.is_paragraph() {
        return;
    }
    let lines: Vec<(usize, &str)> = run.lines().collect();
    let sentences: Vec<usize> = lines.iter().map(|(_, line)| sentences_of_paragraph(line)).collect();
    let is_boundary = |at: usize| {
        let [(start, line), (_, next)] = [lines[at], lines[at + 1]];
        // Two spaces and `\` break a line on purpose.
        let behind = &run.source[start + line.len()..];
        let is_broken = behind.starts_with("  ") || behind.starts_with('\\');
        !is_broken
            && !is_item(line)
            && !is_item(next)
            && next.trim_start_matches(is_hidden).starts_with(begins_paragraph)
            && (sentences[at] > 1 || sentences[at + 1] > 1 && is_heading(line))
    };
    let boundaries: Vec<usize> = (0..lines.len().saturating_sub(1)).filter(|at| is_boundary(*at)).collect();
    let Some(first) = boundaries.first().copied() else { return };
    // A line that is long and ends anywhere is one of a text that is wrapped.
    let is_wrapped = |at: &usize| is_long(lines[*at].1) && sentences[*at] == 0 && *at + 1 < lines.len();
    // Some authors begin a new line within a paragraph, mostly after each sentence.
    let is_pasted = sentences.iter().filter(|count| **count > 2).count() > 1
        || boundaries.iter().any(|at| is_heading(lines[*at].1) || is_heading(lines[at + 1].1))
        || lines.iter().any(|(_, line)| line.starts_with(BULLETS));
    if !is_pasted || (0..lines.len()).any(|at| is_wrapped(&at)) {
        return;
    }
    let (start, line) = lines[first];
    let end = start + line.len();
    // A blank line stands before the next line in the panel, where it is seen.
    let fix = boundaries.iter().filter_map(|at| {
        let next = lines[at + 1].0;
        let margin = margin(run.source, next)?;
        let line_start = next - margin.len();
        Some((line_start..line_start, format!("{}\n", margin.trim_end())))
    });
    let written = &run.source[start..end];
    findings.push(Finding {
        code: Code::ParagraphsJoined,
        reason: "line",
        range: start + written.ceil_char_boundary(written.len().saturating_sub(CONTEXT))..end,
        written: String::new(),
        mended: String::new(),
        fix: fix.collect(),
    });
}

/// How many sentences a line has that is a paragraph, which ends where its last one ends; 0 for other lines.
fn sentences_of_paragraph(line: &str) -> usize {
    let text = line.trim_end_matches(is_closing);
    if !is_long(line) || !text.ends_with(ENDS) {
        return 0;
    }
    let mut count = 0;
    let mut rest = text;
    while let Some(at) = rest.find(ENDS) {
        let mark = rest[at..].chars().next().map_or(1, char::len_utf8);
        let is_wide_mark = rest[at..].starts_with(is_wide);
        rest = &rest[at + mark..];
        let behind = rest.trim_start_matches(is_closing);
        let words = behind.trim_start().trim_start_matches(is_hidden);
        let begins = is_wide_mark || words.len() < behind.len() && words.starts_with(begins_paragraph);
        if words.is_empty() || begins {
            count += 1;
        }
    }
    count
}

/// A short line that ends with no mark: a heading, as it is copied.
fn is_heading(line: &str) -> bool {
    line.starts_with(begins_paragraph)
        && line.ends_with(char::is_alphanumeric)
        && columns(line) <= MAX_HEADING
        && line.split_whitespace().count() > 1
}

fn is_long(line: &str) -> bool {
    line.len() >= MIN_PARAGRAPH && columns(line) >= MIN_PARAGRAPH
}

fn columns(line: &str) -> usize {
    line.chars().map(|c| if is_wide(c) { 2 } else { 1 }).sum()
}

/// What may stand behind the end of a sentence.
fn is_closing(c: char) -> bool {
    matches!(c, '»' | '”' | '"' | '’' | '“' | ')' | '）' | '』' | '」' | ']') || is_hidden(c)
}

/// Whether a paragraph may begin with a character.
fn begins_paragraph(c: char) -> bool {
    c.is_uppercase() || is_wide(c) || c.is_ascii_digit() || matches!(c, '«' | '“' | '"' | '„' | '—' | '–')
}
