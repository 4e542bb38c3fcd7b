//! The examples of CommonMark's specification.

use std::path::Path;

use super::corpus::print_difference;
use super::intended::INTENDED;
use super::render::by_sapar;
use super::tokens::{tokens, with_lower_headings};

/// An example: Markdown, and the HTML that it should become.
struct Example {
    markdown: String,
    html: String,
}

/// Prints every example that differs and is not meant to, and every one that is meant to and does not. Returns how many.
pub(crate) fn compare(file: &Path, language: &str) -> Result<usize, String> {
    let text = std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let examples = examples(&text);
    if examples.is_empty() {
        return Err(format!("{} has no examples", file.display()));
    }
    let mut unexpected = 0;
    for (index, example) in examples.iter().enumerate() {
        let number = index + 1;
        let ours = tokens(&by_sapar(&example.markdown, language)?);
        let theirs = with_lower_headings(tokens(&example.html));
        let reason = INTENDED.iter().find(|(numbers, _)| numbers.contains(&number));
        match (ours == theirs, reason) {
            (true, None) | (false, Some(_)) => {}
            (true, Some((_, reason))) => {
                unexpected += 1;
                println!("example {number} is as specified, though it should differ: {reason}");
            }
            (false, None) => {
                unexpected += 1;
                println!("example {number} differs: {:?}", example.markdown);
                print_difference(&theirs, &ours);
            }
        }
    }
    let intended: usize = INTENDED.iter().map(|(numbers, _)| numbers.len()).sum();
    println!("{} examples, {intended} differ as intended, {unexpected} unexpected", examples.len());
    for (numbers, reason) in INTENDED {
        println!("  {numbers:?}: {reason}");
    }
    Ok(unexpected)
}

/// The examples, which stand between fences of 32 backticks. An arrow stands for a tab.
fn examples(text: &str) -> Vec<Example> {
    let fence = "`".repeat(32);
    let start = format!("{fence} example");
    let mut examples = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line != start {
            continue;
        }
        let part = |lines: &mut std::str::Lines<'_>, end: &str| -> String {
            lines.take_while(|line| *line != end).map(|line| line.replace('→', "\t") + "\n").collect()
        };
        let markdown = part(&mut lines, ".");
        let html = part(&mut lines, &fence);
        examples.push(Example { markdown, html });
    }
    examples
}
