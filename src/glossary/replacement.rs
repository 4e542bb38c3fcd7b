//! What to write in the place of a forbidden form.

use super::fold::Folded;
use super::matcher::{FormRef, Hit, Matcher};

/// What to write, and whether no doubt is possible: the word that stands in the text is as it is in the glossary, or has an ending
/// that is right behind the other word as well.
#[derive(Debug, PartialEq)]
pub(super) struct Replacement {
    pub text: String,
    pub is_certain: bool,
}

/// The replacement of a form that was found in a text. `written` is what stands there, `preferred` the form to write, which is
/// the allowed form `form` of the glossary if it is one.
pub(super) fn replacement(
    matcher: &Matcher,
    folded: &Folded,
    hit: &Hit,
    written: &str,
    preferred: &str,
    form: Option<FormRef>,
) -> Replacement {
    let Some(forbidden) = matcher.pattern(hit.form) else {
        return Replacement { text: preferred.to_owned(), is_certain: false };
    };
    let found = &hit.found;
    let exact = folded.is_exact(&found.range);
    let preferred = in_case_of(written, preferred, forbidden.is_lower());
    let Some(start) = found.inflected else {
        return Replacement { text: preferred, is_certain: exact && !found.is_inflected_within };
    };
    let word = &folded.text[start..found.range.end];
    let ending = word.strip_prefix(forbidden.end()).filter(|ending| !ending.is_empty());
    let pattern = form.and_then(|form| matcher.pattern(form));
    let (Some(ending), Some(base)) = (ending, pattern.and_then(|pattern| pattern.open_end())) else {
        return Replacement { text: preferred, is_certain: false };
    };
    let inflection = matcher.inflection();
    // Where endings do not agree with sounds, only words that end alike have the same ones.
    let ends_alike =
        inflection.endings_agree() || base.chars().next_back() == forbidden.end().chars().next_back();
    let fits = match ending.strip_prefix('-') {
        Some(ending) => inflection.is_ending(ending),
        None => inflection.is_form(base, &format!("{base}{ending}")),
    };
    let ending =
        written.char_indices().rev().nth(ending.chars().count() - 1).map_or("", |(at, _)| &written[at..]);
    match fits && ends_alike {
        true => Replacement {
            text: format!("{preferred}{ending}"),
            is_certain: exact && !found.is_inflected_within && !ending.is_empty(),
        },
        false => Replacement { text: preferred, is_certain: false },
    }
}

/// A form in the case of what stands in the text: in capitals, or as the beginning of a sentence.
fn in_case_of(written: &str, preferred: &str, is_lower: bool) -> String {
    let letters = || written.chars().filter(|c| c.is_alphabetic());
    let begins_upper = letters().next().is_some_and(char::is_uppercase);
    let has_case = |c: char| c.is_uppercase() || c.is_lowercase();
    if letters().filter(|c| has_case(*c)).count() > 1
        && !letters().any(char::is_lowercase)
        && preferred.chars().any(char::is_lowercase)
    {
        return preferred.to_uppercase();
    }
    let mut rest = preferred.chars();
    match rest.next() {
        Some(first) if is_lower && begins_upper => first.to_uppercase().chain(rest).collect(),
        _ => preferred.to_owned(),
    }
}
