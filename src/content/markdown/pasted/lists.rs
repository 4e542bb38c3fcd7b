//! Lists as they look on paper, and lists that are indented so far that they go on with the paragraph above them.
//!
//! Word processors copy an item as `•` or its number, and put four spaces before it. All lines of a list are mended at once: a
//! list of which a part is mended would swallow the rest.

use super::{Finding, Replacements, Run, mended};
use crate::content::markdown::characters::is_wide;
use crate::content::markdown::tree::Kind;
use crate::diagnostics::Code;

/// Bullets of word processors, the last of them in the private area that Word's symbol font has them in.
pub(super) const BULLETS: [char; 12] = ['•', '●', '○', '▪', '■', '□', '◦', '‣', '∙', '⁃', '➢', '\u{F0B7}'];

/// How many columns before a line make it a part of the paragraph above it, whatever it begins with.
const CODE_INDENT: usize = 4;

/// Whether a line that begins like this may be an item of a list.
pub(super) fn may_begin(line: &str) -> bool {
    line.starts_with(BULLETS) || has_mark_of_markdown(line) || number_mark(line).is_some()
}

/// Whether a line begins like an item: with the mark of one, or with the bullet of a word processor.
pub(super) fn is_item(line: &str) -> bool {
    line.starts_with(BULLETS) || has_mark_of_markdown(line)
}

/// `• пункт`: a list as it looks on paper. The first of its lines tells.
pub(super) fn bullet(run: &Run<'_>, findings: &mut Vec<Finding>) {
    if !run.has_lines() {
        return;
    }
    let lines: Vec<Line<'_>> = Line::all(run);
    let Some(first) = lines.iter().position(|line| line.bullet().is_some()) else { return };
    let Some((bullet, length)) = lines[first].bullet() else { return };
    let start = lines[first].start;
    // In an item of a list, the first line has its mark already.
    let is_marked = first == 0 && matches!(run.parent, Some(Kind::Item));
    let mark = if is_marked { "" } else { "- " };
    findings.push(Finding {
        code: Code::MarkupMisread,
        reason: "bullet",
        written: bullet.to_string(),
        mended: mended(run.source, &(start..start + length), mark),
        range: start..start + bullet.len_utf8(),
        fix: items_fix(run, &lines).unwrap_or_default(),
    });
}

/// `1.Пункт`: a numbered list without the space behind its numbers. The first of its lines tells.
pub(super) fn number(run: &Run<'_>, findings: &mut Vec<Finding>) {
    if !run.is_paragraph() {
        return;
    }
    let items: Vec<(usize, &str)> =
        run.lines().filter_map(|(start, line)| Some((start, numbered(line)?))).collect();
    let Some((start, number)) = items.first().copied() else { return };
    let range = start..start + number.len();
    // Below other lines of a paragraph, only a list that begins with 1 begins; one list has one sort of marks.
    let is_list = start == run.first_line().0 || number.trim_end_matches(['.', ')']) == "1";
    let is_one = items.iter().all(|(_, other)| other.chars().next_back() == number.chars().next_back());
    let fix = match is_list && is_one {
        true => {
            items.iter().map(|(start, it)| (start + it.len()..start + it.len(), " ".to_owned())).collect()
        }
        false => Vec::new(),
    };
    findings.push(Finding {
        code: Code::MarkupMisread,
        reason: "number",
        written: number.to_owned(),
        mended: mended(run.source, &range, &format!("{number} ")),
        range,
        fix,
    });
}

/// `    - пункт` below a line of text: a list that is none for the spaces before it. The first of its lines tells.
pub(super) fn indented(run: &Run<'_>, findings: &mut Vec<Finding>) {
    if !run.is_paragraph() {
        return;
    }
    let lines = Line::all(run);
    let is_indented = |line: &Line<'_>| line.is_item() && line.column >= lines[0].column + CODE_INDENT;
    let Some(first) = lines.iter().position(is_indented) else { return };
    // One line may be the dash before an author's name. Bullets are told as such.
    let is_list = lines.iter().filter(|line| is_indented(line)).count() > 1
        && !lines.iter().any(|line| line.bullet().is_some());
    if !is_list {
        return;
    }
    let start = lines[first].start;
    let text = lines[first].text;
    findings.push(Finding {
        code: Code::MarkupMisread,
        reason: "indented",
        written: text[..text.find([' ', '\t']).unwrap_or(text.len())].to_owned(),
        mended: mended(run.source, &(start..start), ""),
        range: start..start + text.len(),
        fix: items_fix(run, &lines).unwrap_or_default(),
    });
}

/// A line of a run.
struct Line<'r> {
    /// Where its text begins in the file.
    start: usize,
    text: &'r str,
    /// The columns before its text, of which a tab has four.
    column: usize,
    /// Where the spaces before its text begin in the file.
    margin: usize,
}

impl<'r> Line<'r> {
    fn all(run: &'r Run<'_>) -> Vec<Self> {
        let line = |(start, text): (usize, &'r str)| {
            let line_start = run.source[..start].rfind('\n').map_or(0, |at| at + 1);
            let before = &run.source[line_start..start];
            let column = before.chars().fold(0, |column, c| match c {
                '\t' => column + CODE_INDENT - column % CODE_INDENT,
                _ => column + 1,
            });
            let margin = line_start + before.trim_end_matches([' ', '\t']).len();
            Self { start, text, column, margin }
        };
        run.lines().map(line).collect()
    }

    /// The bullet that it begins with, and the length of all that stands before its words.
    fn bullet(&self) -> Option<(char, usize)> {
        let bullet = self.text.chars().next().filter(|c| BULLETS.contains(c))?;
        let words = self.text[bullet.len_utf8()..].trim_start();
        // Between words it separates them, and so it does at the end of one of two lines.
        let is_item = !words.is_empty() && !words.contains(bullet);
        is_item.then(|| (bullet, self.text.len() - words.len()))
    }

    /// Whether it begins with the mark of an item.
    fn is_item(&self) -> bool {
        has_mark_of_markdown(self.text)
    }
}

/// Makes items of the lines that are meant as such: each gets its mark, and as many spaces before it as its level needs. What
/// follows them as text of its own is set apart by a blank line. Returns `None` if no list would come of it.
fn items_fix(run: &Run<'_>, lines: &[Line<'_>]) -> Option<Replacements> {
    let is_item = |line: &Line<'_>| line.bullet().is_some() || line.is_item();
    let base = lines.first()?.column;
    let items = || lines.iter().enumerate().filter(|(_, line)| is_item(line));
    let least = items().map(|(_, line)| line.column).min()?;
    let is_deep = items().any(|(_, line)| line.column >= base + CODE_INDENT);
    let (first, first_line) = items().next()?;
    // Only a list that begins with 1 begins below a line of text.
    if first > 0 && number_mark(first_line.text).is_some_and(|mark| mark.trim_end_matches(['.', ')']) != "1")
    {
        return None;
    }
    let mut fix = Vec::new();
    for (index, line) in items() {
        let (mark, length) = match line.bullet() {
            Some((_, length)) if index == 0 && matches!(run.parent, Some(Kind::Item)) => ("", length),
            Some((_, length)) => ("- ", length),
            None => ("", 0),
        };
        let spaces =
            " ".repeat((base + line.column - least).checked_sub(column_of(run.source, line.margin))?);
        match is_deep && index > 0 {
            true => fix.push((line.margin..line.start + length, format!("{spaces}{mark}"))),
            false if length > 0 => fix.push((line.start..line.start + length, mark.to_owned())),
            false => {}
        }
        let Some(next) = lines.get(index + 1).filter(|next| !is_item(next)) else { continue };
        // A line that goes on with an item stands below its words, or begins in lower case.
        let is_text = next.column < line.column || next.text.starts_with(char::is_uppercase);
        if is_text {
            let end = line.start + line.text.len();
            let before = &run.source[next.margin - column_of(run.source, next.margin)..next.margin];
            fix.push((end..end, format!("\n{}", before.trim_end())));
        }
    }
    Some(fix)
}

/// The bytes between the beginning of a line and a place in it.
fn column_of(source: &str, at: usize) -> usize {
    at - source[..at].rfind('\n').map_or(0, |before| before + 1)
}

/// `- `, `* `, `+ `, `1. ` or `1) `.
fn has_mark_of_markdown(line: &str) -> bool {
    let behind = match number_mark(line) {
        Some(mark) => &line[mark.len()..],
        None => match line.strip_prefix(['-', '*', '+']) {
            Some(behind) => behind,
            None => return false,
        },
    };
    behind.starts_with([' ', '\t']) && !behind.trim().is_empty()
}

/// `1.` or `1)` at the beginning of a line.
fn number_mark(line: &str) -> Option<&str> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    ((1..=3).contains(&digits) && line[digits..].starts_with(['.', ')'])).then(|| &line[..=digits])
}

/// The number with its mark that a line begins with, if a word stands right behind it.
fn numbered(line: &str) -> Option<&str> {
    let mark = number_mark(line)?;
    let mut letters = line[mark.len()..].chars();
    let (first, second) = (letters.next(), letters.next());
    let is_word = first.is_some_and(|c| c.is_uppercase() || is_wide(c) && c.is_alphabetic())
        && second.is_some_and(|c| c.is_lowercase() || is_wide(c) && c.is_alphabetic());
    is_word.then_some(mark)
}
