//! Quotation marks and dashes of another language than that of the text.

use std::ops::Range;

use crate::check::letters::primary;
use crate::check::prose::{Prose, is_cyrillic, is_han};
use crate::diagnostics::{Code, Diagnostic};
use crate::language::Quotes;

/// Pairs of quotation marks that languages have. Single ones are left out: they are apostrophes as often.
const PAIRS: [(char, char); 6] = [('“', '”'), ('«', '»'), ('„', '“'), ('„', '”'), ('「', '」'), ('『', '』')];

/// The languages whose own marks are those that any language has of which nothing else is known. In Spanish, Italian or Ukrainian,
/// these say nothing.
const WITH_DEFAULT_MARKS: [&str; 4] = ["en", "zh", "tr", "ko"];

/// The marks of a language of which nothing else is known.
const DEFAULT_MARKS: Quotes = Quotes { open: '“', close: '”', inner_open: '‘', inner_close: '’' };

/// Tells foreign marks.
pub(super) fn check(prose: &Prose<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if prose.language.quotes != DEFAULT_MARKS || WITH_DEFAULT_MARKS.contains(&primary(prose)) {
        quotes(prose, diagnostics);
    }
    dashes(prose, diagnostics);
}

/// Tells quotations in the marks of another language, of words that are in this one.
fn quotes(prose: &Prose<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let text = prose.text();
    let own = prose.language.quotes;
    let is_own =
        |pair: (char, char)| pair == (own.open, own.close) || pair == (own.inner_open, own.inner_close);
    let is_open = |c: char| PAIRS.iter().any(|pair| pair.0 == c);
    let mut from = 0;
    // How many quotations in the language's own marks are open at `counted`.
    let (mut depth, mut counted) = (0_isize, 0);
    while let Some(start) = text[from..].find(is_open).map(|found| from + found) {
        let Some(open) = text[start..].chars().next() else { break };
        from = start + open.len_utf8();
        let is_close = |c: char| PAIRS.contains(&(open, c));
        let Some(end) = text[from..].find(|c| is_close(c) || is_open(c)).map(|found| from + found) else {
            break;
        };
        let Some(close) = text[end..].chars().next() else { break };
        let inner = &text[from..end];
        if !is_close(close) {
            continue;
        }
        if is_own((open, close)) || !is_in_script(inner, primary(prose)) {
            // A mark that closes a quotation in one language opens one in another.
            from = end + close.len_utf8();
            continue;
        }
        for c in text[counted..start].chars() {
            depth += isize::from(c == own.open) - isize::from(c == own.close);
        }
        counted = start;
        let is_within = depth > 0;
        let (opening, closing) =
            if is_within { (own.inner_open, own.inner_close) } else { (own.open, own.close) };
        let replacements: [(Range<usize>, String); 2] =
            [(start..from, opening.to_string()), (end..end + close.len_utf8(), closing.to_string())];
        let diagnostic = Diagnostic::new(Code::ForeignQuotes)
            .with("written", format!("{open}{inner}{close}"))
            .with("meant", format!("{opening}{inner}{closing}"));
        from = end + close.len_utf8();
        diagnostics.push(prose.at(diagnostic, start..from).fix(prose.fix(replacements)));
    }
}

/// Whether words are in the script of a language, and no title in another one.
fn is_in_script(text: &str, language: &str) -> bool {
    let letters = || text.chars().filter(|c| c.is_alphabetic());
    let is_own = |c: char| match language {
        "kk" | "ru" | "uk" | "be" | "ky" | "mn" | "tg" | "bg" => is_cyrillic(c),
        "zh" => is_han(c),
        _ => !is_cyrillic(c) && !is_han(c),
    };
    letters().next().is_some() && letters().all(is_own)
}

/// Tells a hyphen in the place of a dash.
fn dashes(prose: &Prose<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let text = prose.text();
    let language = primary(prose);
    let is_spaced = matches!(language, "kk" | "ru" | "uk" | "be" | "ky");
    if !is_spaced && language != "zh" {
        return;
    }
    let (written, dash) = if is_spaced { (" - ", "—") } else { ("--", "——") };
    for (at, _) in text.match_indices(written) {
        let before = text[..at].chars().next_back();
        let behind = text[at + written.len()..].chars().next();
        let is_between = |is: fn(char) -> bool| before.is_some_and(is) && behind.is_some_and(is);
        let is_dash = match is_spaced {
            // Between numbers it is a minus, or a range.
            true => {
                let is_word = |c: char| c.is_alphabetic() || matches!(c, '»' | ')' | '«' | '„' | '“' | '”');
                before.is_some_and(|c| is_word(c) || c.is_numeric())
                    && behind.is_some_and(|c| is_word(c) || c.is_numeric())
                    && (before.is_some_and(is_word) || behind.is_some_and(is_word))
            }
            false => is_between(is_han),
        };
        if is_dash {
            let hyphen = if is_spaced { at + 1..at + 2 } else { at..at + 2 };
            let diagnostic =
                Diagnostic::new(Code::HyphenAsDash).with("written", &text[hyphen.clone()]).with("dash", dash);
            let fix = prose.fix([(hyphen.clone(), dash.to_owned())]);
            diagnostics.push(prose.at(diagnostic, hyphen).fix(fix));
        }
    }
}
