//! Blocks of a translation that are still in the language of the source, or say the same as it letter by letter.

use super::pairs::PairedTexts;
use crate::check::prose::{is_cyrillic, is_han};
use crate::diagnostics::{Code, Diagnostic};
use crate::language::{Language, seems_to_be};
use crate::translate::BlockKind;

/// How many words, or Chinese characters, a block has at least of which it is no accident that two languages have it: names are
/// the same in Kazakh and Russian.
const MIN_WORDS: usize = 4;

/// How many letters a block has at least whose script is looked at.
const MIN_LETTERS: usize = 25;

/// Looks at the blocks of a translation.
pub(super) fn check(paired: &PairedTexts<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let (source, target) = (&paired.source, &paired.target);
    let primary = |language: &Language| language.locale.language;
    if primary(source.language) == primary(target.language) {
        return;
    }
    let body =
        |document: &crate::content::Document| document.source.open().text[document.body..].trim().to_owned();
    if body(source.document) == body(target.document) {
        // The build tells of the whole text.
        return;
    }
    for pair in &paired.pairs {
        let kind = &target.blocks[pair.targets[0]].block.kind;
        if matches!(kind, BlockKind::Code | BlockKind::Html | BlockKind::Component(_)) {
            continue;
        }
        let (original, own) = paired.words(pair);
        let (original, own) = (original.trim(), own.trim());
        if own == original && is_text(own) {
            diagnostics.push(paired.diagnostic(Code::TranslationCopied, pair).with("text", shortened(own)));
        } else if is_in_other_language(own, target.language, source.language) {
            let language = source.language.tag.as_str();
            let diagnostic = paired.diagnostic(Code::TranslationLeft, pair);
            diagnostics.push(diagnostic.with("text", shortened(own)).with("language", language));
        }
    }
}

/// Whether a block says something that languages say each in its own way.
fn is_text(text: &str) -> bool {
    let words = text.split_whitespace().filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 1);
    let lower = text.split_whitespace().filter(|word| word.starts_with(char::is_lowercase)).count();
    // A list of names has no words in lower case.
    words.count() >= MIN_WORDS && lower > 1 || text.chars().filter(|c| is_han(*c)).count() >= 2 * MIN_WORDS
}

/// Whether a block is in the language of its source, by its script, or by its letters and words.
fn is_in_other_language(text: &str, own: &Language, source: &Language) -> bool {
    let letters = || text.chars().filter(|c| c.is_alphabetic());
    let total = letters().count();
    if total < MIN_LETTERS {
        return false;
    }
    let script = |language: &Language| match language.locale.language.as_str() {
        "kk" | "ru" | "uk" | "be" | "ky" | "mn" | "tg" | "bg" if language.locale.script.is_none() => 1,
        "zh" | "ja" => 2,
        _ => 0,
    };
    if script(own) != script(source) {
        let of_source = letters().filter(|c| {
            let is = if is_cyrillic(*c) {
                1
            } else if is_han(*c) {
                2
            } else {
                0
            };
            is == script(source)
        });
        // A quotation, a name or an address is a part of the block.
        return of_source.count() * 10 >= total * 9 && is_text(text);
    }
    let primary = |language: &Language| language.locale.language.as_str().to_owned();
    seems_to_be(text, &primary(source), &primary(own))
}

/// The beginning of a text, for a message.
fn shortened(text: &str) -> String {
    const LENGTH: usize = 60;
    match text.char_indices().nth(LENGTH) {
        Some((at, _)) => format!("{}…", text[..at].trim_end()),
        None => text.to_owned(),
    }
}
