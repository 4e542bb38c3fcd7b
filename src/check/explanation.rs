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
    let mut text = format!("{code}\n\n{}\n", messages.general_title(code));
    if let Some(help) = messages.general_help(code) {
        text.push_str(&format!("\n{}: {help}\n", messages.text("severity-help", &[])));
    }
    text.push_str(&format!("\n{}\n", severity(code, messages)));
    let Some(rule) = rule(code) else { return text };
    if !rule.languages.is_empty() {
        let about = [("languages", rule.languages.join(", ").into())];
        text.push_str(&format!("{}\n", messages.text("explain-languages", &about)));
    }
    if rule.is_fixable {
        text.push_str(&format!("{}\n", messages.text("explain-fixable", &[])));
    }
    if let Some((wrong, right)) = rule.example {
        for (id, example) in [("explain-wrong", wrong), ("explain-right", right)] {
            text.push_str(&format!("\n{}\n\n", messages.text(id, &[])));
            example.lines().for_each(|line| text.push_str(&format!("    {line}\n")));
        }
    }
    text
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

/// A page of documentation in Markdown: every code with its explanation. `title` is its heading.
pub fn documentation(messages: &Messages) -> String {
    let mut text = format!("# {}\n", messages.text("explain-title", &[]));
    for code in Code::ALL {
        text.push_str(&format!("\n## {code}\n\n{}\n", in_html(&messages.general_title(*code))));
        if let Some(help) = messages.general_help(*code) {
            let label = messages.text("severity-help", &[]);
            text.push_str(&format!("\n*{label}:* {}\n", in_html(&help)));
        }
        text.push_str(&format!("\n{}\n", in_html(&severity(*code, messages))));
        let Some(rule) = rule(*code) else { continue };
        if !rule.languages.is_empty() {
            let about = [("languages", rule.languages.join(", ").into())];
            text.push_str(&format!("\n{}\n", messages.text("explain-languages", &about)));
        }
        if rule.is_fixable {
            text.push_str(&format!("\n{}\n", messages.text("explain-fixable", &[])));
        }
        if let Some((wrong, right)) = rule.example {
            for (id, example) in [("explain-wrong", wrong), ("explain-right", right)] {
                text.push_str(&format!("\n{}\n\n````\n{example}\n````\n", messages.text(id, &[])));
            }
        }
    }
    text
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
