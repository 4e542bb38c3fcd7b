//! Marks of half the width in Chinese, and letters and digits of full width anywhere (GB/T 15834-2011; the W3C's requirements for
//! Chinese text layout).

use std::ops::Range;

use crate::check::letters::primary;
use crate::check::prose::{Prose, is_han};
use crate::diagnostics::{Code, Diagnostic};

/// Tells marks and letters of the wrong width.
pub(super) fn check(prose: &Prose<'_>, diagnostics: &mut Vec<Diagnostic>) {
    full_width_letters(prose, diagnostics);
    if primary(prose) == "zh" && prose.text().contains(is_han) {
        half_width_marks(prose, diagnostics);
    }
}

fn full_width_letters(prose: &Prose<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let is_wide = |c: char| matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ');
    let text = prose.text();
    let Some(start) = text.find(is_wide) else { return };
    let length = text[start..].find(|c| !is_wide(c)).unwrap_or(text.len() - start);
    let replacements = text.char_indices().filter(|(_, c)| is_wide(*c)).filter_map(|(at, c)| {
        let narrow = char::from_u32(u32::from(c) - 0xFEE0)?;
        Some((at..at + c.len_utf8(), narrow.to_string()))
    });
    let diagnostic = Diagnostic::new(Code::FullWidthLetters).with("text", &text[start..start + length]);
    diagnostics.push(prose.at(diagnostic, start..start + length).fix(prose.fix(replacements)));
}

fn half_width_marks(prose: &Prose<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let text = prose.text();
    let mut replacements: Vec<(Range<usize>, String)> = Vec::new();
    for (at, c) in text.char_indices() {
        let before = text[..at].chars().next_back();
        let behind = text[at + c.len_utf8()..].chars().next();
        let wide = match c {
            ',' => '，',
            ';' => '；',
            ':' => '：',
            '!' => '！',
            '?' => '？',
            '.' => '。',
            '(' => {
                if let Some((end, wide_end)) = bracket(text, at) {
                    let is_han_beside = before.is_some_and(is_han);
                    if is_han_beside {
                        replacements.push((at..at + 1, "（".to_owned()));
                        replacements.push((end..end + 1, wide_end.to_owned()));
                    }
                }
                continue;
            }
            _ => continue,
        };
        // Behind a Chinese character and before another one, or at the end of what is said.
        let ends = match behind {
            None => c != ':' || prose.source.text[prose.range.end..].starts_with(['\n', '"']),
            Some(next) => is_han(next) || next == ' ' && text[at + 2..].chars().next().is_some_and(is_han),
        };
        // Three points are an ellipsis.
        let follows = |c: char| is_han(c) || matches!(c, '」' | '』' | '”' | '’' | '》' | '）');
        if before.is_some_and(follows) && ends && behind != Some('.') {
            let is_spaced = behind == Some(' ');
            replacements.push((at..at + 1 + usize::from(is_spaced), wide.to_string()));
        }
    }
    let Some((first, wide)) = replacements.first().cloned() else { return };
    let diagnostic = Diagnostic::new(Code::HalfWidthMark)
        .with("mark", &text[first.start..first.start + 1])
        .with("wide", wide)
        .with("count", replacements.len());
    diagnostics.push(prose.at(diagnostic, first.start..first.start + 1).fix(prose.fix(replacements)));
}

/// Where the bracket that is opened at a byte is closed, if Chinese stands in it and no other bracket.
fn bracket(text: &str, open: usize) -> Option<(usize, &'static str)> {
    let inner = &text[open + 1..];
    let length = inner.find(['(', ')', '（', '）'])?;
    let is_closed = inner[length..].starts_with(')');
    (is_closed && inner[..length].contains(is_han)).then_some((open + 1 + length, "）"))
}
