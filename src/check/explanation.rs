//! What `sapar explain` says of a code, and the pages of documentation that are made from it.

use super::rules::rule;
use crate::diagnostics::{Code, Messages, Severity};

/// All codes in their order, each with what it is about.
pub fn list_of_codes(messages: &Messages) -> String {
    let width = Code::ALL.iter().map(|code| code.as_str().len()).max().unwrap_or_default();
    let line = |code: &Code| {
        format!("{:width$}  {}\n", code.as_str(), messages.general_title(*code).replace('\n', " "))
    };
    Code::ALL.iter().map(line).collect()
}

/// What a code means: what it says, what to do, how severe it is, which languages it is about, and an example.
pub fn explanation(code: Code, messages: &Messages) -> String {
    let mut text = format!("{code}\n");
    for part in parts(code, messages) {
        text.push('\n');
        match part {
            Part::Sentence(sentence) => text.push_str(&format!("{sentence}\n")),
            Part::Example(example) => {
                example.lines().for_each(|line| text.push_str(&format!("    {line}\n")))
            }
        }
    }
    text
}

/// A page of documentation in Markdown: every code with its explanation.
pub fn documentation(messages: &Messages) -> String {
    let mut text = format!("# {}\n", messages.text("explain-title", &[]));
    for code in Code::ALL {
        text.push_str(&format!("\n## {code}\n"));
        for part in parts(*code, messages) {
            match part {
                Part::Sentence(sentence) => text.push_str(&format!("\n{}\n", in_html(&sentence))),
                Part::Example(example) => text.push_str(&format!("\n````\n{example}\n````\n")),
            }
        }
    }
    text
}

/// A part of an explanation.
enum Part {
    Sentence(String),
    Example(&'static str),
}

fn parts(code: Code, messages: &Messages) -> Vec<Part> {
    let mut parts = Vec::new();
    let cases = messages.cases(code);
    // Cases with one remedy stand together before it, and a sentence with several remedies stands once.
    for group in cases.chunk_by(|(_, help), (_, other)| help == other) {
        for (title, _) in group {
            if !parts.iter().any(|part| matches!(part, Part::Sentence(sentence) if sentence == title)) {
                parts.push(Part::Sentence(title.clone()));
            }
        }
        if let Some(help) = &group[0].1 {
            parts.push(Part::Sentence(messages.text("explain-help", &[("help", help.as_str().into())])));
        }
    }
    parts.push(Part::Sentence(severity(code, messages)));
    let Some(rule) = rule(code) else { return parts };
    if !rule.languages.is_empty() {
        let about = [("languages", rule.languages.join(", ").into())];
        parts.push(Part::Sentence(messages.text("explain-languages", &about)));
    }
    if rule.is_fixable {
        parts.push(Part::Sentence(messages.text("explain-fixable", &[])));
    }
    if let Some((wrong, right)) = rule.example {
        for (id, example) in [("explain-wrong", wrong), ("explain-right", right)] {
            parts.push(Part::Sentence(messages.text(id, &[])));
            parts.push(Part::Example(example));
        }
    }
    parts
}

/// How severe a code is, and whether a site can change that.
fn severity(code: Code, messages: &Messages) -> String {
    let level = match code.default_severity() {
        Some(Severity::Error) => "error",
        Some(Severity::Warning) => "warning",
        None => "off",
    };
    messages.text("explain-severity", &[("level", level.into()), ("code", code.as_str().into())])
}

/// A message in Markdown: what stands between backticks is code, and `<` begins no tag.
fn in_html(message: &str) -> String {
    let parts = message.split('`').enumerate();
    let part = |(number, part): (usize, &str)| match number % 2 {
        1 => format!("`{part}`"),
        _ => part.replace('<', "&lt;").replace('*', "\\*").replace('[', "\\["),
    };
    parts.map(part).collect()
}
