//! Stems of Kazakh nouns and adjectives, by the table `kazakh.toml`.

use super::tables::{Ending, Kazakh, tables};

/// More endings than this no word has: plural, possessive, case, and what follows them.
const MAX_ENDINGS: usize = 8;

/// The stem of a word in lower case. Endings are taken off, the longest first, until none is left that may stand there: its
/// vowels in harmony with the rest, its consonant assimilated to the rest's last. What is left of all forms of a noun is the
/// same; it need not be a word.
pub(super) fn stem(word: &str) -> String {
    let table = &tables().kazakh;
    let mut stem = word.to_owned();
    for _ in 0..MAX_ENDINGS {
        if table.keep.contains(&stem) {
            break;
        }
        match without_ending(table, &stem) {
            Some(shorter) => stem = shorter,
            None => break,
        }
    }
    // The accusative of турист cannot be told from that of a noun in с.
    if let Some(rest) = stem.strip_suffix('т')
        && rest.ends_with(['с', 'к', 'п'])
        && rest.chars().count() >= 3
    {
        stem.truncate(rest.len());
    }
    stem
}

/// Whether a word is another one with endings: any that may stand there, in any number that words have. Both are in lower case.
pub(super) fn is_form(base: &str, word: &str) -> bool {
    let table = &tables().kazakh;
    if !word.starts_with(root(base)) {
        return false;
    }
    // The lengths of what is left when endings are taken off in every way: no more than the word has letters.
    let mut lengths = vec![word.len()];
    let mut next = 0;
    while let Some(rest) = lengths.get(next).map(|length| &word[..*length]) {
        next += 1;
        for ending in &table.endings {
            let Some(shorter) = rest.strip_suffix(ending.form.as_str()) else { continue };
            if !may_stand_behind(table, shorter, ending) {
                continue;
            }
            if shorter == base || restored(table, shorter, ending) == base {
                return true;
            }
            if shorter.len() > base.len() && !lengths.contains(&shorter.len()) {
                lengths.push(shorter.len());
            }
        }
    }
    false
}

/// Whether an ending may stand behind a word that is known to be one. Names from other languages are not always as the table has
/// words: behind э, и, у and ю (Тачэн, Жетісу) both harmonies are met, and a final ь (Тянь-Шань) says nothing of the sound before it.
fn may_stand_behind(table: &Kazakh, rest: &str, ending: &Ending) -> bool {
    let hard = rest.trim_end_matches('ь');
    let decides = |c: char| table.harmony.front.contains(c) || table.harmony.back.contains(c);
    let last_vowel = hard.chars().rev().find(|c| table.sounding.contains(*c));
    let has_harmony = hard.len() == rest.len() && last_vowel.is_some_and(decides);
    match ending.harmony && !has_harmony {
        true => fits_sounds(table, hard, ending),
        false => fits(table, hard, ending),
    }
}

/// What all forms of a word begin with: its last consonant may become a voiced one, and its last vowel may be lost.
pub(super) fn root(base: &str) -> &str {
    let table = &tables().kazakh;
    let is_voiced_before_vowels =
        base.chars().next_back().is_some_and(|c| table.last.values().any(|it| *it == c));
    let mut length = match is_voiced_before_vowels {
        true => base.char_indices().next_back().map_or(0, |(at, _)| at),
        false => base.len(),
    };
    for (short, _) in table.elision.iter().filter(|(_, whole)| *whole == base) {
        let same = short.char_indices().zip(base.chars()).find(|((_, one), other)| one != other);
        length = length.min(same.map_or(short.len(), |((at, _), _)| at));
    }
    &base[..length]
}

/// A word without its longest ending; without another one if that leaves a word which is known.
fn without_ending(table: &Kazakh, word: &str) -> Option<String> {
    let mut longest = None;
    for ending in &table.endings {
        let Some(rest) = word.strip_suffix(ending.form.as_str()).filter(|rest| fits(table, rest, ending))
        else {
            continue;
        };
        let whole = restored(table, rest, ending);
        if table.keep.contains(&whole) {
            return Some(whole);
        }
        longest.get_or_insert(whole);
    }
    longest
}

/// Whether an ending may stand behind the rest of a word.
fn fits(table: &Kazakh, rest: &str, ending: &Ending) -> bool {
    fits_sounds(table, rest, ending) && (!ending.harmony || is_in_harmony(table, rest, &ending.form))
}

/// The same but for harmony.
fn fits_sounds(table: &Kazakh, rest: &str, ending: &Ending) -> bool {
    let Some(last) = rest.chars().next_back() else { return false };
    let length = rest.chars().count();
    let is_long = length >= ending.least && (length > 2 || length == 2 && !table.vowels.contains(last));
    let sounds = ending.after.contains(last) || ending.ends.iter().any(|end| rest.ends_with(end.as_str()));
    is_long && sounds && rest.chars().any(|c| table.sounding.contains(c))
}

/// Whether the vowels of an ending are front or back as the rest asks. Where the rest does not say, both are right.
fn is_in_harmony(table: &Kazakh, rest: &str, form: &str) -> bool {
    let side = |text: &str| {
        text.chars().rev().find_map(|c| match c {
            c if table.harmony.front.contains(c) => Some(true),
            c if table.harmony.back.contains(c) => Some(false),
            _ => None,
        })
    };
    match (side(rest), side(form)) {
        (Some(rest_side), Some(form_side)) => rest_side == form_side || rest.ends_with('ь'),
        _ => true,
    }
}

/// The rest of a word as it stands alone: with its last consonant voiceless, and with the vowel that it lost.
fn restored(table: &Kazakh, rest: &str, ending: &Ending) -> String {
    let begins_with_vowel = ending.form.starts_with(|c| table.vowels.contains(c));
    if begins_with_vowel {
        if let Some(whole) = table.elision.get(rest) {
            return whole.clone();
        }
        if let Some(last) = rest.chars().next_back()
            && let Some(voiceless) = table.last.get(&last)
        {
            return format!("{}{voiceless}", &rest[..rest.len() - last.len_utf8()]);
        }
    }
    rest.to_owned()
}

#[cfg(test)]
mod tests;
