//! Tables that are none, and cells that tables lose.

use super::{CONTEXT, Finding, Replacements, Run, margin};
use crate::content::markdown::tree::{Node, Tree};
use crate::diagnostics::Code;

/// Lines with tabs, as programs for tables copy them.
pub(super) fn tabs(run: &Run<'_>, findings: &mut Vec<Finding>) {
    if !run.is_paragraph() || memchr::memchr(b'\t', run.shown.as_bytes()).is_none() {
        return;
    }
    let mut lines = run.lines().map(|(start, line)| (start, line, line.split('\t').count()));
    let Some((start, line, columns)) = lines.next() else { return };
    let is_table = columns > 1 && lines.next().is_some_and(|(_, _, second)| second > 1);
    if !is_table || lines.any(|(_, _, other)| other < 2) {
        return;
    }
    let fix = rows_of_tabs(run, columns).unwrap_or_default();
    let cells: Vec<&str> = run.source[start..start + line.len()].split('\t').map(str::trim).collect();
    findings.push(Finding {
        code: Code::TableMisread,
        reason: "tabs",
        range: start..start + line.len(),
        written: delimiter(columns),
        mended: cut(&format!("| {} |", cells.join(" | "))),
        fix,
    });
}

/// The lines of a table with tabs as rows of Markdown, with the line below the first. Returns `None` if cells would be lost.
fn rows_of_tabs(run: &Run<'_>, columns: usize) -> Option<Replacements> {
    let mut rows = Vec::new();
    for (start, line) in run.lines() {
        let range = start..start + line.len();
        let cells: Vec<&str> = run.source[range.clone()].split('\t').map(str::trim).collect();
        // A bar in a cell may be part of code, where it is escaped otherwise.
        let has_bar = run.source[range.clone()].contains('|');
        if cells.len() != line.split('\t').count() || cells.len() > columns || has_bar {
            return None;
        }
        let margin = margin(run.source, start)?;
        let below = if rows.is_empty() { format!("\n{margin}{}", delimiter(columns)) } else { String::new() };
        rows.push((range, format!("| {} |{below}", cells.join(" | "))));
    }
    Some(rows)
}

/// Rows with bars and no row of `|---|---|` below the first, or one of another number of columns.
pub(super) fn no_delimiter(run: &Run<'_>, findings: &mut Vec<Finding>) {
    if !run.is_paragraph() || memchr::memchr(b'|', run.shown.as_bytes()).is_none() {
        return;
    }
    let mut lines = run.lines();
    let (Some((start, first)), Some((second_start, second))) = (lines.next(), lines.next()) else { return };
    let columns = cells(first);
    let is_row = |line: &str| line.starts_with('|') && line.ends_with('|') && line.len() > 2;
    let has_delimiter = is_delimiter(second);
    let is_table = match has_delimiter {
        true => columns > 1 && cells(second) != columns && first.contains('|'),
        false => columns > 1 && is_row(first) && is_row(second) && cells(second) > 1,
    };
    if is_table {
        let (reason, start, line) =
            if has_delimiter { ("columns", second_start, second) } else { ("delimiter", start, first) };
        let loses_cells = run.lines().skip(1).any(|(_, line)| !is_delimiter(line) && cells(line) > columns);
        let fix = match (has_delimiter, margin(run.source, start)) {
            _ if loses_cells || columns > CONTEXT => Vec::new(),
            (true, _) => vec![(start..start + line.len(), delimiter(columns))],
            (false, Some(margin)) => {
                let end = start + line.len();
                vec![(end..end, format!("\n{margin}{}", delimiter(columns)))]
            }
            (false, None) => Vec::new(),
        };
        findings.push(Finding {
            code: Code::TableMisread,
            reason,
            range: start..start + line.len(),
            written: cut(line),
            mended: delimiter(columns),
            fix,
        });
    }
}

/// Rows with more cells than the table has columns: readers do not see the last.
pub(super) fn lost_cells(tree: &Tree, table: &Node<'_>, columns: usize, findings: &mut Vec<Finding>) {
    for row in tree.rows(table.id) {
        let range = tree.node(row).range;
        let row = tree.source.text[range.clone()].trim_end();
        let count = cells(row);
        if count <= columns {
            continue;
        }
        let lost = bars(row).nth(if row.starts_with('|') { columns } else { columns - 1 });
        let Some(lost) = lost.filter(|at| row[*at..].contains(|c: char| c != '|' && !c.is_whitespace()))
        else {
            continue;
        };
        findings.push(Finding {
            code: Code::TableMisread,
            reason: "cells",
            range: range.start + lost..range.start + row.len(),
            written: cut(row[lost..].trim_matches(['|', ' '])),
            mended: delimiter(count),
            fix: Vec::new(),
        });
    }
}

/// How many cells a row has.
fn cells(row: &str) -> usize {
    let row = row.trim();
    let outer = usize::from(row.starts_with('|')) + usize::from(row.ends_with('|') && !row.ends_with("\\|"));
    (bars(row).count() + 1).saturating_sub(outer)
}

/// The bars of a row that set cells apart.
fn bars(row: &str) -> impl Iterator<Item = usize> {
    memchr::memchr_iter(b'|', row.as_bytes()).filter(|at| !row[..*at].ends_with('\\'))
}

fn is_delimiter(line: &str) -> bool {
    line.contains("--") && line.contains('|') && line.bytes().all(|byte| b"|-: \t".contains(&byte))
}

pub(super) fn delimiter(columns: usize) -> String {
    format!("|{}", "---|".repeat(columns.min(CONTEXT)))
}

fn cut(text: &str) -> String {
    let end = text.floor_char_boundary(2 * CONTEXT);
    if end < text.len() { format!("{}…", &text[..end]) } else { text.to_owned() }
}
