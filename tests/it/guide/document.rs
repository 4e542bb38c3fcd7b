//! The text of the guide: its tables between markers, and its examples.

use std::fs;
use std::path::{Path, PathBuf};

/// The path of the guide.
pub fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/README.md")
}

/// The text of the guide.
pub fn read() -> String {
    fs::read_to_string(path()).expect("the guide")
}

/// A table of the guide whose rows come from the code. It may have a last column of descriptions written by hand, which is kept.
pub struct Table {
    /// The name in the markers.
    pub name: &'static str,
    /// The headings of all columns, including that of the descriptions.
    pub heads: Vec<&'static str>,
    /// The cells of each row without the description. The first cell identifies the row.
    pub rows: Vec<Vec<String>>,
    /// Whether there is a last column of descriptions.
    pub explained: bool,
}

impl Table {
    /// A table with a last column of descriptions.
    pub fn explained(name: &'static str, heads: &[&'static str], rows: Vec<Vec<String>>) -> Self {
        Self { name, heads: heads.to_vec(), rows, explained: true }
    }

    /// A table without descriptions.
    pub fn plain(name: &'static str, heads: &[&'static str], rows: Vec<Vec<String>>) -> Self {
        Self { name, heads: heads.to_vec(), rows, explained: false }
    }

    /// The table in Markdown, with the present descriptions of the guide. Adds rows without a description to `undescribed`.
    pub fn text(&self, guide: &str, undescribed: &mut Vec<String>) -> String {
        let old = between(guide, self.name).unwrap_or_default();
        let mut lines = vec![line(&self.heads), line(&vec!["---"; self.heads.len()])];
        for row in &self.rows {
            let mut cells: Vec<&str> = row.iter().map(String::as_str).collect();
            if self.explained {
                let description = description(old, cells[0]);
                if description.is_empty() {
                    undescribed.push(format!("{}: {}", self.name, cells[0]));
                }
                cells.push(description);
            }
            lines.push(line(&cells));
        }
        lines.join("\n") + "\n"
    }
}

fn line(cells: &[&str]) -> String {
    format!("| {} |", cells.join(" | "))
}

/// The cells of a row. A bar after a backslash does not separate cells.
pub fn cells(line: &str) -> Vec<&str> {
    let mut cells = Vec::new();
    let mut start = 0;
    let bytes = line.as_bytes();
    for at in (0..bytes.len()).filter(|at| bytes[*at] == b'|' && (*at == 0 || bytes[at - 1] != b'\\')) {
        cells.push(line[start..at].trim());
        start = at + 1;
    }
    cells.split_off(1.min(cells.len()))
}

/// The description of a row.
fn description<'g>(table: &'g str, key: &str) -> &'g str {
    let rows = table.lines().map(cells);
    rows.filter(|row| row.first() == Some(&key)).find_map(|row| row.last().copied()).unwrap_or_default()
}

/// The text between the markers with this name.
pub fn between<'g>(guide: &'g str, name: &str) -> Option<&'g str> {
    let (_, rest) = guide.split_once(&format!("<!-- begin: {name} -->\n"))?;
    rest.split_once(&format!("<!-- end: {name} -->")).map(|(inside, _)| inside)
}

/// The guide with the text between these markers replaced by a table.
#[track_caller]
pub fn with_table(guide: &str, name: &str, table: &str) -> String {
    let old = between(guide, name).unwrap_or_else(|| panic!("the guide has no markers for {name}"));
    let start = old.as_ptr() as usize - guide.as_ptr() as usize;
    format!("{}\n{table}\n{}", &guide[..start], &guide[start + old.len()..])
}

/// An example in the guide.
pub struct Example {
    /// The line in which it begins, counted from one.
    pub line: usize,
    /// The language of the code block.
    pub language: String,
    /// The paths of the files with this content; none for a part of a template or text.
    pub files: Vec<String>,
    /// The content.
    pub text: String,
}

/// The examples in the guide, in their order.
pub fn examples(guide: &str) -> Vec<Example> {
    let mut examples = Vec::new();
    let mut open: Option<(String, Example)> = None;
    // The last line that is not empty, because a file's path is above the code block.
    let mut above = "";
    for (number, line) in guide.lines().enumerate() {
        match &mut open {
            Some((fence, _)) if line == fence => examples.extend(open.take().map(|(_, example)| example)),
            Some((_, example)) => {
                example.text.push_str(line);
                example.text.push('\n');
            }
            None if line.starts_with("```") => {
                let language = line.trim_start_matches('`');
                // In Chinese, the colon is as wide as a character.
                let above = above.strip_suffix("`:").or_else(|| above.strip_suffix("`："));
                let files = match above.and_then(|above| above.strip_prefix('`')) {
                    Some(files) => files.split("`, `").map(ToOwned::to_owned).collect(),
                    None => Vec::new(),
                };
                let language = language.to_owned();
                let fence = line[..line.len() - language.len()].to_owned();
                open = Some((fence, Example { line: number + 2, language, files, text: String::new() }));
            }
            None => {}
        }
        if !line.is_empty() {
            above = line;
        }
    }
    assert!(open.is_none(), "a code block is not closed");
    examples
}
