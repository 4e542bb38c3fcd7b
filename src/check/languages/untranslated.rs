//! Blocks of a translation that are still in the language of the source, or say the same as it letter by letter.

use super::pairs::PairedTexts;
use crate::check::page_texts::Side;
use crate::check::prose::{is_cyrillic, is_han, is_letter};
use crate::diagnostics::{Code, Diagnostic};
use crate::language::{Language, seems_to_be};
use crate::translate::BlockKind;

/// How many words, or Chinese characters, a block has at least of which it is no accident that two languages have it: names are
/// the same in Kazakh and Russian.
const MIN_WORDS: usize = 4;

/// How many letters a block has at least whose script is looked at.
const MIN_LETTERS: usize = 25;

/// How many letters say as much as a Chinese character, with the words that stand around it.
const LETTERS_OF_HAN: usize = 5;

/// Looks at the blocks of a translation.
pub(super) fn check(paired: &PairedTexts<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let (source, target) = (paired.source, paired.target);
    let primary = |language: &Language| language.locale.language;
    if primary(source.language) == primary(target.language) {
        return;
    }
    if body(source) == body(target) {
        // The build tells of the whole text.
        return;
    }
    for pair in &paired.pairs {
        let kind = &target.blocks[pair.targets[0]].block.kind;
        if matches!(kind, BlockKind::Code | BlockKind::Html | BlockKind::Component(_)) {
            continue;
        }
        let (original, own) = (pair.words.0.trim(), pair.words.1.trim());
        if own == original && is_text(own) {
            let diagnostic = match is_of_target(own, source.language, target.language) {
                // Nobody has translated the text into the language of the source, and its place is there.
                true => paired.diagnostic_at_source(Code::TranslationCopied, pair),
                false => paired.diagnostic(Code::TranslationCopied, pair),
            };
            diagnostics.push(diagnostic.with("text", shortened(own)));
        } else if is_in_other_language(own, target.language, source.language) {
            let language = source.language.tag.as_str();
            let diagnostic = paired.diagnostic(Code::TranslationLeft, pair);
            diagnostics.push(diagnostic.with("text", shortened(own)).with("language", language));
        }
    }
}

/// The text of a document below its front matter.
fn body<'s>(side: &'s Side<'_>) -> &'s str {
    side.tree.source().text[side.document.body..].trim()
}

/// Whether a block says something that languages say each in its own way. In names and titles, most words begin with a capital letter,
/// and those of programs have digits and hyphens.
fn is_text(text: &str) -> bool {
    let is_mark = |c: char| c.is_ascii_punctuation() || matches!(c, '“' | '”' | '«' | '»' | '…' | '—' | '–');
    let words = text.split_whitespace().map(|word| word.trim_matches(is_mark));
    let words = words.filter(|word| !word.is_empty() && word.chars().all(|c| is_letter(c) || is_quote(c)));
    let (mut count, mut lower) = (0, 0);
    for word in words {
        count += 1;
        lower += usize::from(word.starts_with(char::is_lowercase));
    }
    count >= MIN_WORDS && lower * 2 >= count || text.chars().filter(|c| is_han(*c)).count() >= 2 * MIN_WORDS
}

fn is_quote(c: char) -> bool {
    matches!(c, '\'' | '’')
}

/// The script of a language: that of most of its letters.
fn script_of(language: &Language) -> Script {
    match language.locale.language.as_str() {
        "kk" | "ru" | "uk" | "be" | "ky" | "mn" | "tg" | "bg" if language.locale.script.is_none() => {
            Script::Cyrillic
        }
        "zh" | "ja" => Script::Han,
        "ko" | "ar" | "fa" | "ug" | "ur" | "hi" | "bn" | "th" | "el" | "he" | "ka" | "hy" => Script::Other,
        _ => Script::Latin,
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Cyrillic,
    /// With the syllables of Japanese.
    Han,
    Other,
}

fn script_of_letter(c: char) -> Script {
    match c {
        'a'..='z' | 'A'..='Z' | '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' => Script::Latin,
        c if is_cyrillic(c) => Script::Cyrillic,
        '\u{3040}'..='\u{30FF}' => Script::Han,
        c if is_han(c) => Script::Han,
        _ => Script::Other,
    }
}

/// Whether a text that two languages have in common is in the script of the translation, and not in that of the source.
fn is_of_target(text: &str, source: &Language, target: &Language) -> bool {
    let script = script_of(target);
    let count = |script| text.chars().filter(|c| is_letter(*c) && script_of_letter(*c) == script).count();
    script != script_of(source) && script != Script::Other && count(script) > count(script_of(source))
}

/// Whether a block is in the language of its source, by its script, or by its letters and words.
fn is_in_other_language(text: &str, own: &Language, source: &Language) -> bool {
    let text = &without_addresses(text);
    let (own_script, source_script) = (script_of(own), script_of(source));
    if own_script == source_script {
        let primary = |language: &Language| language.locale.language.as_str().to_owned();
        return seems_to_be(text, &primary(source), &primary(own));
    }
    let (mut total, mut of_source) = (0, 0);
    for script in text.chars().filter(|c| is_letter(*c)).map(script_of_letter) {
        // A character of Chinese says as much as some letters: `导航到 Server types` is translated.
        total += if script == Script::Han { LETTERS_OF_HAN } else { 1 };
        of_source += match script == source_script {
            true if script == Script::Han => LETTERS_OF_HAN,
            is_of_source => usize::from(is_of_source),
        };
    }
    // A quotation, a name or an address is a part of the block.
    total >= MIN_LETTERS && of_source * 10 >= total * 9 && is_text(text)
}

/// A text without addresses, which readers see where a link shows nothing else.
fn without_addresses(text: &str) -> String {
    let mut found = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("http").filter(|at| {
        let behind = rest[at + 4..].trim_start_matches('s');
        behind.starts_with("://")
    }) {
        found.push_str(&rest[..at]);
        let behind = &rest[at..];
        rest = &behind[behind.find(char::is_whitespace).unwrap_or(behind.len())..];
    }
    found.push_str(rest);
    found
}

/// The beginning of a text, for a message.
fn shortened(text: &str) -> String {
    const LENGTH: usize = 60;
    match text.char_indices().nth(LENGTH) {
        Some((at, _)) => format!("{}…", text[..at].trim_end()),
        None => text.to_owned(),
    }
}
