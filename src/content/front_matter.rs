//! Finds the front matter at the beginning of a document.

use std::ops::Range;

use super::markdown::is_space_between;
use crate::data::{Data, Node, Table, parse_toml, parse_yaml};
use crate::diagnostics::{Code, Diagnostic, SourceText};

/// A document's front matter and where its text begins.
#[derive(Debug, Clone, PartialEq)]
pub struct FrontMatter {
    /// Its keys; `None` if it cannot be parsed, which has been reported.
    pub table: Option<Table>,
    /// The bytes of the first line, which opens it.
    pub opening: Range<usize>,
    /// The byte at which the text begins.
    pub body: usize,
}

/// Splits a document into front matter (TOML between `+++` or YAML between `---`) and text.
///
/// ```
/// use sapar::content::split_front_matter;
/// use sapar::diagnostics::SourceText;
///
/// let source = SourceText::new("index.en.md", "+++\ntitle = \"Kanas\"\n+++\nA lake.\n");
/// let front_matter = split_front_matter(&source, &mut Vec::new()).unwrap();
/// assert!(front_matter.table.unwrap().get("title").is_some());
/// assert_eq!(&source.text[front_matter.body..], "A lake.\n");
/// ```
pub fn split(source: &SourceText, diagnostics: &mut Vec<Diagnostic>) -> Option<FrontMatter> {
    let text = &*source.text;
    if text.trim().is_empty() {
        diagnostics.push(Diagnostic::new(Code::DocumentEmpty).in_file(&source.path));
        return None;
    }
    let first = text.lines().next().unwrap_or_default();
    let marker = first.trim_end();
    let parse = match marker {
        "+++" => parse_toml,
        "---" => parse_yaml,
        _ => {
            let location = source.location(0..first.len());
            diagnostics.push(Diagnostic::new(Code::FrontMatterMissing).at(location));
            return None;
        }
    };
    let start = next_line(text, 0);
    let mut line_start = start;
    while line_start < text.len() {
        let line_end = next_line(text, line_start);
        if text[line_start..line_end].trim_end() == marker {
            let mut table = parse(source, start..line_start, diagnostics);
            for entry in table.iter_mut().flat_map(|table| &mut table.entries) {
                unfold(&mut entry.value, text);
            }
            return Some(FrontMatter { table, opening: 0..first.len(), body: line_end });
        }
        line_start = line_end;
    }
    let location = source.location(0..first.len());
    diagnostics.push(Diagnostic::new(Code::FrontMatterUnclosed).at(location).with("marker", marker));
    None
}

/// Takes away the spaces that YAML puts between the lines of a text where the script sets no words apart.
fn unfold(node: &mut Node, source: &str) {
    match &mut node.data {
        Data::Text(text) => {
            let written = source.get(node.span.clone()).unwrap_or_default();
            if written.contains('\n') && text.contains(' ') {
                *text = unfolded(text, written);
            }
        }
        Data::List(items) => items.iter_mut().for_each(|item| unfold(item, source)),
        Data::Table(table) => table.entries.iter_mut().for_each(|entry| unfold(&mut entry.value, source)),
        _ => {}
    }
}

fn unfolded(folded: &str, written: &str) -> String {
    let mut text = String::with_capacity(folded.len());
    let mut rest = folded;
    for line in written.lines().map(|line| line.trim().trim_matches(['"', '\''])) {
        let gap = rest.len() - rest.trim_start().len();
        // The first line of a block says how it is folded; in a line with escapes nothing is looked for.
        let Some(behind) = rest[gap..].strip_prefix(line).filter(|_| !line.is_empty()) else { continue };
        if &rest[..gap] != " " || is_space_between(text.chars().rev(), line.chars()) {
            text.push_str(&rest[..gap]);
        }
        text.push_str(line);
        rest = behind;
    }
    text + rest
}

fn next_line(text: &str, from: usize) -> usize {
    text[from..].find('\n').map_or(text.len(), |at| from + at + 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn any_text_splits_or_says_why(text in "(\\+\\+\\+|---|title|=|:|\"|ә|\r|\n|\\PC){0,40}") {
            let source = SourceText::new("a.md", &text);
            let mut diagnostics = Vec::new();
            let front_matter = split(&source, &mut diagnostics);
            match front_matter {
                Some(front_matter) => prop_assert!(text.is_char_boundary(front_matter.body)),
                None => prop_assert!(!diagnostics.is_empty()),
            }
        }

        #[test]
        fn a_title_comes_back_as_it_was_written(title in "[^\"\\\\\\p{C}]{1,30}", windows in any::<bool>()) {
            let text = format!("+++\ntitle = \"{title}\"\n+++\nтекст");
            let text = if windows { text.replace('\n', "\r\n") } else { text };
            let source = SourceText::new("a.md", &text);
            let mut diagnostics = Vec::new();
            let front_matter = split(&source, &mut diagnostics).expect("closed");
            prop_assert!(diagnostics.is_empty());
            let table = front_matter.table.expect("well-formed");
            prop_assert_eq!(&table.get("title").expect("title").value.data, &Data::Text(title));
            prop_assert_eq!(&text[front_matter.body..], "текст");
        }
    }
}
