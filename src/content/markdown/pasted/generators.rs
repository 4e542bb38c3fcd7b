//! Markup of other site generators, which means nothing here.

use std::ops::Range;

use super::marks::is_hidden;
use super::{Finding, Run, removal};
use crate::content::markdown::tree::Kind;
use crate::diagnostics::Code;

/// The length in bytes of the longest markup that is looked for.
const MAX_MARKUP: usize = 300;

/// What begins and ends with its own brackets: the beginning, the end, and the reason that the message knows.
const BRACKETS: [(&str, &str, &str); 4] =
    [("{{<", ">}}", "hugo"), ("{{%", "%}}", "hugo"), ("{%", "%}", "liquid"), ("{{", "}}", "variable")];

/// Alerts of Material for MkDocs and of other themes, with those that mean the same here.
const ADMONITIONS: [(&str, &str); 16] = [
    ("note", "NOTE"),
    ("info", "NOTE"),
    ("abstract", "NOTE"),
    ("example", "NOTE"),
    ("question", "NOTE"),
    ("quote", "NOTE"),
    ("tip", "TIP"),
    ("hint", "TIP"),
    ("success", "TIP"),
    ("important", "IMPORTANT"),
    ("warning", "WARNING"),
    ("attention", "WARNING"),
    ("caution", "CAUTION"),
    ("danger", "CAUTION"),
    ("failure", "CAUTION"),
    ("bug", "CAUTION"),
];

/// The alert that means what other generators name so: `NOTE` for `info`.
pub fn alert_of(name: &str) -> Option<&'static str> {
    ADMONITIONS.iter().find(|(known, _)| name.eq_ignore_ascii_case(known)).map(|(_, alert)| *alert)
}

/// Whether a line that begins like this may be markup of another generator. Braces are found anywhere.
pub(super) fn may_begin(line: &str) -> bool {
    ["[", "$", "!!!", "???", "import ", "export "].iter().any(|beginning| line.starts_with(beginning))
}

/// Reports the markup of other generators in a run, of each kind the first.
pub(super) fn markup(run: &Run<'_>, findings: &mut Vec<Finding>) {
    if matches!(run.parent, Some(Kind::TableCell)) && !run.shown.contains('{') {
        return;
    }
    let found = brackets(run).or_else(|| attributes(run)).or_else(|| line_markup(run));
    if let Some((range, reason, mended)) = found {
        let written = run.source[range.clone()].to_owned();
        let fix = match reason {
            // The first tells, and all are mended.
            "attributes" => all_attributes(run).map(|(range, _)| removal(run.source, &range)).collect(),
            "contents" => vec![removal(run.source, &range)],
            "mdx" => {
                let lines = run.lines().filter(|(_, line)| is_mdx(line));
                lines.map(|(start, line)| removal(run.source, &(start..start + line.len()))).collect()
            }
            _ => Vec::new(),
        };
        findings.push(Finding { code: Code::ForeignMarkup, reason, range, written, mended, fix });
    }
}

type Found = (Range<usize>, &'static str, String);

/// `{{< x >}}`, `{% include %}`, `{{ x }}`.
fn brackets(run: &Run<'_>) -> Option<Found> {
    for at in memchr::memmem::find_iter(run.shown.as_bytes(), b"{") {
        let rest = &run.shown[at..];
        let found = BRACKETS.iter().find(|(open, ..)| rest.starts_with(open));
        let Some((open, close, reason)) = found else { continue };
        let rest = &rest[..rest.floor_char_boundary(MAX_MARKUP)];
        let Some(end) = rest.find(close).map(|end| end + close.len()) else { continue };
        let inner = &rest[open.len()..end - close.len()];
        if inner.trim().is_empty() || inner.contains(is_hidden) {
            continue;
        }
        return Some((run.start + at..run.start + at + end, reason, String::new()));
    }
    None
}

fn attributes(run: &Run<'_>) -> Option<Found> {
    all_attributes(run).next().map(|(range, reason)| (range, reason, String::new()))
}

/// `{width=50%}` behind a picture or a link, and `{: .class}`.
fn all_attributes(run: &Run<'_>) -> impl Iterator<Item = (Range<usize>, &'static str)> {
    memchr::memmem::find_iter(run.shown.as_bytes(), b"{").filter_map(|at| {
        let before = run.shown[..at].chars().next_back();
        let rest = &run.shown[at..];
        let rest = &rest[..rest.floor_char_boundary(MAX_MARKUP)];
        let end = rest.find('}')?;
        let inner = &rest[1..end];
        let is_kramdown = inner.starts_with(':') && inner.len() > 1;
        let is_behind = before.is_some_and(is_hidden) && is_attributes(inner);
        if is_kramdown && is_attributes(inner.trim_start_matches(':')) || is_behind || inner == ":toc" {
            let reason = if inner == ":toc" { "contents" } else { "attributes" };
            return Some((run.start + at..run.start + at + end + 1, reason));
        }
        None
    })
}

/// Whether a text is nothing but attributes: `#id`, `.class` and `key=value`.
fn is_attributes(text: &str) -> bool {
    let mut words = text.split_whitespace().peekable();
    words.peek().is_some()
        && words.all(|word| match word.split_once('=') {
            Some((key, value)) => {
                !value.is_empty()
                    && key.starts_with(|c: char| c.is_ascii_alphabetic())
                    && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            }
            None => word.len() > 1 && word.starts_with(['#', '.']),
        })
}

/// What is a line of its own: `import X from "y"`, `!!! note`, `[[toc]]`.
fn line_markup(run: &Run<'_>) -> Option<Found> {
    if !run.is_paragraph() {
        return None;
    }
    let (start, line) = run.first_line();
    let range = start..start + line.len();
    let lower = line.get(..line.len().min(10)).unwrap_or_default().to_ascii_lowercase();
    if matches!(lower.as_str(), "[[toc]]" | "[toc]" | "[[_toc_]]" | "${toc}") {
        return Some((range, "contents", String::new()));
    }
    if is_mdx(line) {
        return Some((range, "mdx", String::new()));
    }
    let mark = ["!!! ", "!!!+ ", "??? ", "???+ "].into_iter().find(|mark| line.starts_with(mark))?;
    let name = line[mark.len()..].split_whitespace().next()?;
    let alert = alert_of(name)?;
    Some((range, "admonition", format!("> [!{alert}]")))
}

/// Whether a line is one that only MDX understands.
fn is_mdx(line: &str) -> bool {
    (line.starts_with("import ") && line.contains(" from ") || line.starts_with("export const "))
        && line.trim_end_matches(';').ends_with(['"', '\'', '}'])
}
