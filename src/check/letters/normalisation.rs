//! Letters that are written as a letter and a mark where Unicode has one character for both: file names of macOS bring them
//! along. They look the same, and no search finds the word.

use icu::normalizer::ComposingNormalizerBorrowed;

use crate::check::prose::{Prose, is_mark};
use crate::diagnostics::{Code, Diagnostic};

/// Tells a text with letters that are not in normalisation form C, once.
pub(super) fn check(prose: &Prose<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let text = prose.text();
    if !text.contains(is_mark) {
        return;
    }
    let normalizer = ComposingNormalizerBorrowed::new_nfc();
    let mut replacements = Vec::new();
    let mut from = 0;
    while let Some(found) = text[from..].find(is_mark) {
        let at = from + found;
        let start = text[..at].char_indices().next_back().map_or(at, |(start, _)| start);
        let end = text[at..].find(|c| !is_mark(c)).map_or(text.len(), |length| at + length);
        let composed = normalizer.normalize(&text[start..end]);
        if *composed != text[start..end] {
            replacements.push((start..end, composed.into_owned()));
        }
        from = end;
    }
    let Some((first, letter)) = replacements.first().cloned() else { return };
    let diagnostic =
        Diagnostic::new(Code::TextNotNormalised).with("letter", letter).with("count", replacements.len());
    diagnostics.push(prose.at(diagnostic, first).fix(prose.fix(replacements)));
}
