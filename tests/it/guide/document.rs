//! The guide as a text: its tables between marks, and its examples.

use std::fs;
use std::path::{Path, PathBuf};

/// Where the guide stands.
pub fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/README.md")
}

/// The guide.
pub fn read() -> String {
    fs::read_to_string(path()).expect("the guide")
}

/// What code says of one subject, as rows. What people say of it stands in a last column, which is kept.
pub struct Table {
    /// The name between the marks.
    pub name: &'static str,
    /// The heads of the columns, that of the words of people included.
    pub heads: Vec<&'static str>,
    /// The cells of each row without the words of people. The first is what the row is known by.
    pub rows: Vec<Vec<String>>,
    /// Whether there is a last column that is written by hand.
    pub explained: bool,
}

impl Table {
    /// A table whose last column is written by hand.
    pub fn explained(name: &'static str, heads: &[&'static str], rows: Vec<Vec<String>>) -> Self {
        Self { name, heads: heads.to_vec(), rows, explained: true }
    }

    /// A table that code writes alone.
    pub fn plain(name: &'static str, heads: &[&'static str], rows: Vec<Vec<String>>) -> Self {
        Self { name, heads: heads.to_vec(), rows, explained: false }
    }

    /// The table as it stands in the guide, with the words that stand there now; notes rows without any.
    pub fn text(&self, guide: &str, unexplained: &mut Vec<String>) -> String {
        let old = between(guide, self.name).unwrap_or_default();
        let mut lines = vec![line(&self.heads), line(&vec!["---"; self.heads.len()])];
        for row in &self.rows {
            let mut cells: Vec<&str> = row.iter().map(String::as_str).collect();
            if self.explained {
                let words = words(old, cells[0]);
                if words.is_empty() {
                    unexplained.push(format!("{}: {}", self.name, cells[0]));
                }
                cells.push(words);
            }
            lines.push(line(&cells));
        }
        lines.join("\n") + "\n"
    }
}

fn line(cells: &[&str]) -> String {
    format!("| {} |", cells.join(" | "))
}

/// The cells of a row; a bar behind a backslash belongs to a cell.
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

/// What people say of a row.
fn words<'g>(table: &'g str, key: &str) -> &'g str {
    let rows = table.lines().map(cells);
    rows.filter(|row| row.first() == Some(&key)).find_map(|row| row.last().copied()).unwrap_or_default()
}

/// What stands between the marks of a name.
pub fn between<'g>(guide: &'g str, name: &str) -> Option<&'g str> {
    let (_, rest) = guide.split_once(&format!("<!-- begin: {name} -->\n"))?;
    rest.split_once(&format!("<!-- end: {name} -->")).map(|(inside, _)| inside)
}

/// The guide with a table in the place of what stands between its marks.
#[track_caller]
pub fn with_table(guide: &str, name: &str, table: &str) -> String {
    let old = between(guide, name).unwrap_or_else(|| panic!("the guide has no marks for {name}"));
    let start = old.as_ptr() as usize - guide.as_ptr() as usize;
    format!("{}\n{table}\n{}", &guide[..start], &guide[start + old.len()..])
}

/// An example of the guide.
pub struct Example {
    /// The line of the guide that it begins in, counted from one.
    pub line: usize,
    /// The language that it is marked as.
    pub language: String,
    /// The files that it stands for, by their paths; none for a part of a template or text.
    pub files: Vec<String>,
    /// The example itself.
    pub text: String,
}

/// The examples of the guide, in their order.
pub fn examples(guide: &str) -> Vec<Example> {
    let mut examples = Vec::new();
    let mut open: Option<(String, Example)> = None;
    // The last line with something in it: above a file stands its path.
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
                let files = match above.strip_suffix("`:").and_then(|above| above.strip_prefix('`')) {
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
    assert!(open.is_none(), "an example is not closed");
    examples
}
