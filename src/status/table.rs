//! A table of texts and numbers for terminals and Markdown, in which Chinese characters take the two columns that they take.

use unicode_width::UnicodeWidthStr;

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
        let lines = std::iter::once(&self.head).chain(&self.rows);
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
}

#[cfg(test)]
mod tests {
    use super::*;

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
