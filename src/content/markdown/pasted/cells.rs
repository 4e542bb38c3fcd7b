//! A table whose cells stand on a line each, as a word processor copies it without its formatting.
//!
//! Nothing but the cells is left of it, so that only a table with numbers can be told from other short lines: below a head without
//! numbers, every row has them in the same columns.

use super::lists::is_item;
use super::tables::delimiter;
use super::{Finding, Replacements, Run, margin};
use crate::content::markdown::characters::is_wide;
use crate::diagnostics::Code;

/// How many columns of text a cell has at most; wide characters have two.
const MAX_CELL: usize = 40;

/// How many bytes a cell has at most.
pub(super) const MAX_BYTES: usize = 4 * MAX_CELL;

/// How many lines a table has at least: a head and two rows of two cells.
pub(super) const MIN_LINES: usize = 6;

/// How many columns a table may have.
const COLUMNS: std::ops::RangeInclusive<usize> = 2..=8;

/// Cells below each other. The first one tells.
pub(super) fn lines(run: &Run<'_>, findings: &mut Vec<Finding>) {
    if !run.is_paragraph() {
        return;
    }
    let lines: Vec<(usize, &str)> = run.lines().collect();
    let cells: Vec<Option<bool>> = lines.iter().map(|(_, line)| is_numeric_cell(line)).collect();
    let found = (0..lines.len()).find_map(|first| {
        COLUMNS.rev().find_map(|columns| {
            let rows = rows(&cells[first..], columns)?;
            Some((first, columns, rows))
        })
    });
    let Some((first, columns, rows)) = found else { return };
    let table = &lines[first..first + columns * rows];
    let row = |cells: &[(usize, &str)]| {
        let cells = cells.iter().map(|(start, cell)| run.source[*start..*start + cell.len()].trim());
        format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
    };
    let (start, cell) = table[0];
    let is_last = first + table.len() == lines.len();
    findings.push(Finding {
        code: Code::TableMisread,
        reason: "lines",
        range: start..start + cell.len(),
        written: delimiter(columns),
        mended: row(&table[..columns]),
        fix: rows_of_lines(run, table, columns, first > 0, !is_last, row).unwrap_or_default(),
    });
}

/// How many rows of a table with so many columns the lines begin with; `None` if they begin with none. For each line, `cells`
/// says whether it is a number; `None` stands for one that is no cell.
fn rows(cells: &[Option<bool>], columns: usize) -> Option<usize> {
    let mut rows = cells.chunks_exact(columns);
    let is_head = rows.next()?.iter().all(|cell| *cell == Some(false));
    let first = rows.next().filter(|row| row[0] == Some(false) && row.contains(&Some(true)))?;
    let is_like_first = |row: &&[Option<bool>]| *row == first && !row.contains(&None);
    let count = 2 + rows.take_while(is_like_first).count();
    (is_head && !first.contains(&None) && count > 2).then_some(count)
}

/// Whether a cell is a number, with its unit perhaps; `None` if a line is no cell.
fn is_numeric_cell(line: &str) -> Option<bool> {
    let columns = || line.chars().map(|c| if is_wide(c) { 2 } else { 1 }).sum::<usize>();
    let is_cell = !line.is_empty()
        && line.len() <= MAX_BYTES
        && columns() <= MAX_CELL
        && !is_item(line)
        && !line.ends_with(['.', ',', ';', ':', '!', '?', '\\', '。', '，', '；', '：', '！', '？']);
    let number =
        line.trim_start_matches(['+', '-', '−', '–', '~', '≈', '<', '>', '$', '€', '₸', '₽', '¥', '￥']);
    is_cell.then(|| number.starts_with(|c: char| c.is_ascii_digit()))
}

/// Writes the cells as rows, apart from the text around them. Returns `None` if a cell could be taken for several.
fn rows_of_lines(
    run: &Run<'_>,
    table: &[(usize, &str)],
    columns: usize,
    has_text_before: bool,
    has_text_behind: bool,
    row: impl Fn(&[(usize, &str)]) -> String,
) -> Option<Replacements> {
    let (start, _) = *table.first()?;
    let (last, cell) = *table.last()?;
    let range = start..last + cell.len();
    let margin = margin(run.source, start)?;
    if run.source[range.clone()].contains('|') {
        return None;
    }
    let mut rows: Vec<String> = table.chunks_exact(columns).map(row).collect();
    rows.insert(1, delimiter(columns));
    let table = rows.join(&format!("\n{margin}"));
    // Before the first cell, and behind the last, stands what sets the lines apart already.
    let before = if has_text_before { format!("\n{margin}") } else { String::new() };
    let behind = if has_text_behind { format!("\n{}", margin.trim_end()) } else { String::new() };
    Some(vec![(range, format!("{before}{table}{behind}"))])
}
