//! Markdown for those who translate in an editor of texts: a heading for each unit, its source and its translation in fenced blocks.

use std::fmt::Write as _;

use super::csv::{read_state, state_name};
use super::{Exchange, InlineText, Problem, ReadError, Unit};

/// How a file begins; its languages follow.
pub(super) const OPENING: &str = "<!-- sapar translation";

/// Writes a file.
pub(super) fn write(exchange: &Exchange) -> String {
    let mut file = format!("{OPENING} {} {} -->\n", exchange.source_language, exchange.target_language);
    let mut last_file = "";
    for unit in &exchange.units {
        if unit.file != last_file {
            let _ = write!(file, "\n# {}\n", unit.file);
            last_file = &unit.file;
        }
        let _ = write!(file, "\n## {}\n\n", unit.id);
        let line = unit.line.map(|line| format!(" {line}")).unwrap_or_default();
        let _ = writeln!(file, "- state: {}{line}", state_name(unit.state));
        if let Some(base) = &unit.base {
            let _ = writeln!(file, "- base: {base}");
        }
        for note in &unit.notes {
            let _ = writeln!(file, "- note: {}", note.replace('\n', " "));
        }
        if let Some(previous) = &unit.previous {
            write_block(&mut file, "previous", &previous.to_string());
        }
        write_block(&mut file, "source", &unit.source.to_string());
        write_block(&mut file, "target", &unit.target.to_string());
    }
    file
}

/// Writes a fenced block with a fence longer than any run of backticks in it.
fn write_block(file: &mut String, name: &str, text: &str) {
    let runs = text.split(|one| one != '`').map(str::len);
    let fence = "`".repeat(runs.max().unwrap_or_default().max(2) + 1);
    let _ = write!(file, "\n{fence}{name}\n{text}\n{fence}\n");
}

/// Reads a file.
pub(super) fn read(text: &str, exchange: &mut Exchange) -> Result<(), ReadError> {
    let mut lines = Lines { text, offset: text.len() - text.trim_start_matches('\u{FEFF}').len() };
    let mut file = String::new();
    let mut unit: Option<(usize, Unit, String)> = None;
    while let Some((start, line)) = lines.next() {
        if let Some(languages) = line.strip_prefix(OPENING) {
            let mut languages = languages.trim_end_matches("-->").split_whitespace();
            exchange.source_language = languages.next().unwrap_or_default().to_owned();
            exchange.target_language = languages.next().unwrap_or_default().to_owned();
        } else if let Some(id) = line.strip_prefix("## ") {
            finish(unit.take(), exchange)?;
            let begun = Unit { id: id.to_owned(), file: file.clone(), ..Unit::default() };
            unit = Some((start, begun, String::new()));
        } else if let Some(name) = line.strip_prefix("# ") {
            finish(unit.take(), exchange)?;
            name.clone_into(&mut file);
        } else if let Some((_, unit, state)) = &mut unit {
            if let Some(written) = line.strip_prefix("- state: ") {
                let (name, number) = written.split_once(' ').unwrap_or((written, ""));
                name.clone_into(state);
                unit.line = number.parse().ok();
            } else if let Some(base) = line.strip_prefix("- base: ") {
                unit.base = Some(base.trim().to_owned());
            } else if let Some(note) = line.strip_prefix("- note: ") {
                unit.notes.push(note.to_owned());
            } else if line.starts_with("```") {
                let name = line.trim_start_matches('`');
                let block = lines.block(&line[..line.len() - name.len()]);
                let block = InlineText::parse(block.ok_or(ReadError::new(start, Problem::UnclosedQuote))?);
                match name.trim() {
                    "previous" => unit.previous = Some(block),
                    "source" => unit.source = block,
                    "target" => unit.target = block,
                    _ => return Err(ReadError::new(start, Problem::UnexpectedText)),
                }
            } else if !line.trim().is_empty() {
                // Words outside of the blocks would be lost.
                return Err(ReadError::new(start, Problem::UnexpectedText));
            }
        }
    }
    finish(unit, exchange)
}

fn finish(unit: Option<(usize, Unit, String)>, exchange: &mut Exchange) -> Result<(), ReadError> {
    let Some((start, mut unit, state)) = unit else { return Ok(()) };
    if unit.source.is_empty() {
        return Err(ReadError::new(start, Problem::Incomplete));
    }
    unit.state = read_state(&state, &unit.target);
    exchange.units.push(unit);
    Ok(())
}

/// The lines of a text, with their places.
struct Lines<'t> {
    text: &'t str,
    offset: usize,
}

impl<'t> Lines<'t> {
    fn next(&mut self) -> Option<(usize, &'t str)> {
        let start = self.offset;
        let line = self.text[start..].split_inclusive('\n').next()?;
        self.offset += line.len();
        Some((start, without_ending(line)))
    }

    /// The text up to the line that is a fence alone.
    fn block(&mut self, fence: &str) -> Option<&'t str> {
        let start = self.offset;
        while let Some((end, line)) = self.next() {
            if line.trim_end() == fence {
                return Some(if end == start { "" } else { without_ending(&self.text[start..end]) });
            }
        }
        None
    }
}

fn without_ending(line: &str) -> &str {
    let line = line.strip_suffix('\n').unwrap_or(line);
    line.strip_suffix('\r').unwrap_or(line)
}
