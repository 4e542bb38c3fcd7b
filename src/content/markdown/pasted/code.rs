//! Prose that is code for the four spaces before it.

use super::{CONTEXT, Finding, Replacements};
use crate::content::markdown::tree::{Node, Tree};
use crate::diagnostics::Code;

/// How many words a text in Latin letters has at least that is taken for prose; words in other letters are no code.
const MIN_LATIN_WORDS: usize = 8;

/// How many bytes are looked at.
const MAX_BYTES: usize = 2000;

/// Characters that sentences do without.
const OF_CODE: [char; 14] = ['{', '}', '=', '<', '>', '$', '|', '\\', '`', '#', '[', ']', '_', '~'];

/// A block of code whose lines are indented and read like sentences.
pub(super) fn prose(tree: &Tree, block: &Node<'_>) -> Option<Finding> {
    let source = &tree.source.text;
    let text = &source[block.range.clone()];
    let text = &text[..text.floor_char_boundary(MAX_BYTES)];
    if ["```", "~~~"].iter().any(|fence| text.trim_start().starts_with(fence)) || text.contains(OF_CODE) {
        return None;
    }
    let line = text.lines().map(str::trim).find(|line| !line.is_empty())?;
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let foreign = text.chars().filter(|c| c.is_alphabetic() && !c.is_ascii()).count();
    let others = text.chars().filter(|c| !c.is_alphabetic() && !c.is_whitespace()).count();
    let words = text.split_whitespace().filter(|word| word.starts_with(char::is_alphabetic)).count();
    let is_foreign = foreign * 2 > letters && letters >= 6 && others * 3 < letters;
    let is_sentence = words >= MIN_LATIN_WORDS
        && others * 10 < letters
        && text.trim_start().starts_with(char::is_uppercase)
        && text.trim_end().ends_with(['.', '!', '?', '…'])
        && !text.contains("  ");
    if !is_foreign && !is_sentence {
        return None;
    }
    let start = block.range.start + source[block.range.clone()].find(line)?;
    let cut = line.floor_char_boundary(2 * CONTEXT);
    let mended = if cut < line.len() { format!("{}…", &line[..cut]) } else { line.to_owned() };
    let range = start..start + line.len();
    let fix = outdented(source, block).unwrap_or_default();
    Some(Finding { code: Code::ProseAsCode, reason: "spaces", range, written: String::new(), mended, fix })
}

/// Removes what makes the lines of a block code: four spaces or a tab. Returns `None` if something else than spaces stands
/// before one of them.
fn outdented(source: &str, block: &Node<'_>) -> Option<Replacements> {
    let mut start = source[..block.range.start].rfind('\n').map_or(0, |at| at + 1);
    let lines = source[start..block.range.end].trim_end();
    if !lines.contains('\n') {
        let indent = lines.len() - lines.trim_start_matches([' ', '\t']).len();
        let end = start + lines.len();
        // As code it ended where the next line begins.
        let next = source[end..].split('\n').nth(1).unwrap_or_default();
        let blank = if next.trim().is_empty() { "" } else { "\n" };
        return (indent >= 4 || lines.starts_with('\t'))
            .then(|| vec![(start..start + indent, String::new()), (end..end, blank.to_owned())]);
    }
    let mut removed = Vec::new();
    for line in source[start..block.range.end].split_inclusive('\n') {
        if !line.trim().is_empty() {
            let length = match line.as_bytes() {
                [b' ', b' ', b' ', b' ', ..] => 4,
                [b'\t', ..] => 1,
                _ => return None,
            };
            // What is indented further would be code again.
            if line[length..].starts_with(['\t', ' ']) {
                return None;
            }
            removed.push((start..start + length, String::new()));
        }
        start += line.len();
    }
    Some(removed)
}
