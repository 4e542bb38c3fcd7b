//! What differs between two versions of one text.

use std::borrow::Cow;
use std::path::Path;

use regex_lite::Regex;
use similar::{ChangeTag, DiffOp, TextDiff};

/// A changed passage with more differing words than this is reported whole: its words have nothing to do with each other,
/// and single ones would only confuse.
const MAX_WORD_CHANGES: usize = 8;

/// Words are compared only in passages up to this many bytes, because the time for it grows with the square of the length.
const MAX_WORD_DIFF_BYTES: usize = 20_000;

/// Characters that are shown on either side of differing words.
const CONTEXT: usize = 40;

/// What is left out of a comparison.
#[derive(Default)]
pub(crate) struct Filter {
    /// Matching parts of texts.
    pub(crate) texts: Vec<Regex>,
    /// Matching paths of files, with `/` between folders on every system.
    pub(crate) paths: Vec<Regex>,
}

impl Filter {
    pub(crate) fn ignores_file(&self, path: &Path) -> bool {
        let path = path.to_string_lossy().replace('\\', "/");
        self.paths.iter().any(|pattern| pattern.is_match(&path))
    }

    /// The text without its ignored parts.
    pub(crate) fn apply<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.texts.iter().fold(Cow::Borrowed(text), |text, pattern| match pattern.replace_all(&text, "") {
            Cow::Borrowed(_) => text,
            Cow::Owned(replaced) => Cow::Owned(replaced),
        })
    }
}

/// Words that were replaced, which is what equal differences in different files have in common.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Difference {
    pub(crate) removed: String,
    pub(crate) added: String,
}

/// A difference with the place where it was found.
#[derive(Debug)]
pub(crate) struct Occurrence {
    pub(crate) difference: Difference,
    /// The line in the new text, counted from one.
    pub(crate) line: usize,
    /// The text that stands before and after it on the same line, shortened.
    pub(crate) context: [String; 2],
}

/// All differences between two texts.
pub(crate) fn differences(old: &str, new: &str) -> Vec<Occurrence> {
    let lines = TextDiff::from_lines(old, new);
    let old_lines = |op: &DiffOp| op.old_range().filter_map(|line| lines.old_slice(line)).collect::<String>();
    let new_lines = |op: &DiffOp| op.new_range().filter_map(|line| lines.new_slice(line)).collect::<String>();
    let changed = lines.ops().iter().filter(|op| !matches!(op, DiffOp::Equal { .. }));
    changed
        .flat_map(|op| word_differences(&old_lines(op), &new_lines(op), op.new_range().start + 1))
        .collect()
}

/// The differences within a passage of changed lines that begins at `line` of the new text.
fn word_differences(old: &str, new: &str, line: usize) -> Vec<Occurrence> {
    let whole = || {
        let difference = Difference { removed: old.to_owned(), added: new.to_owned() };
        vec![Occurrence { difference, line, context: Default::default() }]
    };
    if old.is_empty() || new.is_empty() || old.len() + new.len() > MAX_WORD_DIFF_BYTES {
        return whole();
    }
    let mut found: Vec<Occurrence> = Vec::new();
    // How much of the new text has been passed, and whether the last word belongs to a difference.
    let mut position = 0;
    let mut is_inside = false;
    for change in TextDiff::from_words(old, new).iter_all_changes() {
        let word = change.value();
        if change.tag() == ChangeTag::Equal {
            is_inside = false;
            position += word.len();
            continue;
        }
        if !is_inside {
            let before = &new[..position];
            found.push(Occurrence {
                difference: Difference { removed: String::new(), added: String::new() },
                line: line + before.matches('\n').count(),
                context: [end_of(last_line(before)), String::new()],
            });
        }
        is_inside = true;
        let occurrence = found.last_mut().expect("one was pushed when the difference began");
        match change.tag() {
            ChangeTag::Delete => occurrence.difference.removed.push_str(word),
            _ => {
                occurrence.difference.added.push_str(word);
                position += word.len();
            }
        }
        occurrence.context[1] = start_of(new[position..].lines().next().unwrap_or_default());
    }
    if found.len() > MAX_WORD_CHANGES { whole() } else { found }
}

fn last_line(text: &str) -> &str {
    text.rsplit('\n').next().unwrap_or_default()
}

fn end_of(text: &str) -> String {
    let characters = text.chars().count();
    text.chars().skip(characters.saturating_sub(CONTEXT)).collect()
}

fn start_of(text: &str) -> String {
    text.chars().take(CONTEXT).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_words_that_differ_are_reported() {
        let found = differences("one\n<p>A blue lake</p>\n", "one\n<p>A green lake</p>\n");
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].difference, Difference { removed: "blue".to_owned(), added: "green".to_owned() });
        assert_eq!(found[0].line, 2);
        assert_eq!(found[0].context, ["<p>A ", " lake</p>"]);
    }

    #[test]
    fn added_lines_are_reported_whole() {
        let found = differences("one\ntwo\n", "one\nand more\ntwo\n");
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(
            found[0].difference,
            Difference { removed: String::new(), added: "and more\n".to_owned() }
        );
    }

    #[test]
    fn ignored_parts_are_not_compared() {
        let filter =
            Filter { texts: vec![Regex::new(r"\.[0-9a-f]{10}\b").expect("a pattern")], paths: Vec::new() };
        assert_eq!(filter.apply("main.0123456789.css"), filter.apply("main.abcdef0123.css"));
        assert_ne!(filter.apply("main.0123456789.css"), filter.apply("other.0123456789.css"));
    }
}
