//! A table of texts and numbers for terminals and Markdown, in which Chinese characters take the two columns that they take.

use unicode_width::UnicodeWidthStr;

/// How many of the first columns of a table always stay: its names, and the numbers that all others are parts of.
const KEPT: usize = 4;

/// A table whose first columns are texts and whose others are numbers.
pub(super) struct Table {
    /// The names of the columns.
    pub head: Vec<String>,
    /// The rows, each with as many cells as there are columns.
    pub rows: Vec<Vec<String>>,
    /// How many columns are texts.
    pub texts: usize,
}

impl Table {
    /// The table for a terminal: columns are set apart by two spaces, numbers stand at the right.
    pub fn to_terminal(&self) -> String {
        // A name of several words stands above its column in two lines, so that the column is little wider than its numbers.
        let names: Vec<Vec<String>> = self.head.iter().map(|name| in_two_lines(name)).collect();
        let height = names.iter().map(Vec::len).max().unwrap_or(1);
        let name = |name: &Vec<String>, line: usize| name.get(line).cloned().unwrap_or_default();
        let head: Vec<Vec<String>> = match self.rows.is_empty() || self.texts == self.head.len() {
            true => vec![self.head.clone()],
            false => (0..height).map(|line| names.iter().map(|it| name(it, line)).collect()).collect(),
        };
        let lines = head.iter().chain(&self.rows);
        let widths: Vec<usize> = (0..self.head.len())
            .map(|column| lines.clone().map(|line| line[column].width()).max().unwrap_or(0))
            .collect();
        let mut text = String::new();
        for line in lines {
            let mut row = String::new();
            for (column, cell) in line.iter().enumerate() {
                let space = " ".repeat(widths[column] - cell.width());
                match column < self.texts {
                    true => row.push_str(&format!("{cell}{space}  ")),
                    false => row.push_str(&format!("{space}{cell}  ")),
                }
            }
            text.push_str(row.trim_end());
            text.push('\n');
        }
        text
    }

    /// The table without the columns in which nothing stands but `empty`; the first and the last ones stay.
    pub fn without_empty_columns(mut self, empty: &str) -> Self {
        let last = self.head.len() - 1;
        let is_kept: Vec<bool> = (0..=last)
            .map(|column| column < KEPT || column == last || self.rows.iter().any(|row| row[column] != empty))
            .collect();
        for line in std::iter::once(&mut self.head).chain(&mut self.rows) {
            let mut columns = is_kept.iter();
            line.retain(|_| columns.next().copied().unwrap_or(true));
        }
        self
    }

    /// The table in Markdown.
    pub fn to_markdown(&self) -> String {
        let line = |cells: &[String]| {
            let cells: Vec<String> = cells.iter().map(|cell| cell.replace('|', "\\|")).collect();
            format!("| {} |\n", cells.join(" | "))
        };
        let rule: Vec<String> = (0..self.head.len())
            .map(|column| if column < self.texts { "---".to_owned() } else { "--:".to_owned() })
            .collect();
        let rows: String = self.rows.iter().map(|row| line(row)).collect();
        format!("{}{}{rows}", line(&self.head), line(&rule))
    }
}

/// A name in one line if it is one word, else in two that are as narrow as can be.
fn in_two_lines(name: &str) -> Vec<String> {
    let spaces = name.match_indices(' ').map(|(at, _)| name.split_at(at));
    let narrowest = spaces.min_by_key(|(first, second)| first.width().max(second.trim_start().width()));
    match narrowest {
        Some((first, second)) => vec![first.to_owned(), second.trim_start().to_owned()],
        None => vec![name.to_owned()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_without_numbers_are_left_out() {
        let row = |cells: [&str; 7]| cells.map(ToOwned::to_owned).to_vec();
        let table = Table {
            head: row(["a", "b", "c", "d", "two words", "f", "g"]),
            rows: vec![row(["x", "y", "–", "1", "2", "–", "–"])],
            texts: 2,
        };
        let table = table.without_empty_columns("–");
        assert_eq!(table.to_terminal(), "a  b  c  d    two  g\n            words\nx  y  –  1      2  –\n");
    }

    #[test]
    fn a_name_takes_two_lines_at_most() {
        for (name, expected) in [
            ("Words to do", ["Words", "to do"].as_slice()),
            ("Нет перевода", &["Нет", "перевода"]),
            ("Осталось перевести слов", &["Осталось", "перевести слов"]),
            ("Machine", &["Machine"]),
            ("待译字数", &["待译字数"]),
        ] {
            assert_eq!(in_two_lines(name), expected, "{name}");
        }
    }

    #[test]
    fn a_chinese_character_is_as_wide_as_two_letters() {
        let row = |cells: [&str; 3]| cells.map(ToOwned::to_owned).to_vec();
        let table =
            Table {
                head: row(["语言", "a", "页面"]), rows: vec![row(["Қазақша", "/", "1"])], texts: 2
            };
        assert_eq!(table.to_terminal(), "语言     a  页面\nҚазақша  /     1\n");
    }
}
