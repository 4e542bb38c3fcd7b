//! Which words are forms of a word: its cases and numbers, and nothing that is derived from it.
//!
//! A [stemmer](super::Stemmer) asks what two words have in common, and gives names and their adjectives one stem as often as not.
//! Here the word is known, and what follows it has to be one of its endings.

use super::characters::is_cyrillic;
use super::kazakh;
use super::tables::{Paradigm, tables};
use crate::language::Language;

/// The endings of a language's nouns and adjectives. All words are [normalised](super::normalise).
///
/// ```
/// use sapar::language::Language;
/// use sapar::text::Inflection;
///
/// let is_form = |tag: &str, base, word| Inflection::new(&Language::new(tag).unwrap()).is_form(base, word);
/// assert!(is_form("kk", "қапшағай", "қапшағайдағы"));
/// assert!(!is_form("kk", "қапшағай", "қапшағайлық"), "who lives there");
/// assert!(is_form("ru", "белуха", "белухой"));
/// assert!(!is_form("ru", "канас", "канасский"));
/// assert!(is_form("en", "valley", "valleys") && is_form("en", "city", "cities"));
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Inflection(Rules);

#[derive(Debug, Clone, Copy)]
enum Rules {
    /// Words do not change: Chinese.
    None,
    Kazakh,
    Russian,
    English,
    /// Of another language nothing is known but that endings stand at the end.
    Unknown,
}

impl Inflection {
    /// The endings of a language.
    pub fn new(language: &Language) -> Self {
        Self(match language.locale.language.as_str() {
            "kk" => Rules::Kazakh,
            "ru" => Rules::Russian,
            "en" => Rules::English,
            "zh" | "ja" | "th" | "lo" | "km" | "my" | "vi" => Rules::None,
            _ => Rules::Unknown,
        })
    }

    /// Whether a word is a form of another one, which is written as dictionaries have it.
    pub fn is_form(&self, base: &str, word: &str) -> bool {
        word == base
            || match self.0 {
                Rules::None => false,
                Rules::Kazakh => word.chars().all(is_cyrillic) && kazakh::is_form(base, word),
                Rules::Russian => russian(base).any(|(rest, paradigm)| {
                    let ending = word.strip_prefix(rest);
                    ending.is_some_and(|ending| paradigm.endings.iter().any(|known| known == ending))
                }),
                Rules::English => is_english_form(base, word),
                Rules::Unknown => word.starts_with(base),
            }
    }

    /// What all forms of a word begin with. It is never empty, if the word is not.
    pub fn root<'w>(&self, base: &'w str) -> &'w str {
        let without_last = || base.char_indices().next_back().map_or("", |(at, _)| &base[..at]);
        let root = match self.0 {
            Rules::None | Rules::Unknown => base,
            Rules::Kazakh => kazakh::root(base),
            Rules::Russian => {
                russian(base).map(|(rest, _)| rest).min_by_key(|rest| rest.len()).unwrap_or(base)
            }
            Rules::English if base.ends_with('y') => without_last(),
            Rules::English => base,
        };
        if root.is_empty() { base } else { root }
    }

    /// Whether a text is an ending by itself, as it stands behind a hyphen: `ШЫХО-да`.
    pub fn is_ending(&self, text: &str) -> bool {
        matches!(self.0, Rules::Kazakh) && tables().kazakh.endings.iter().any(|ending| ending.form == text)
    }

    /// Whether an ending of one word says by itself that it fits another one: it agrees with the sounds before it.
    pub fn endings_agree(&self) -> bool {
        matches!(self.0, Rules::Kazakh)
    }
}

/// The paradigms that a Russian word may have, each with what stands before its endings.
fn russian(base: &str) -> impl Iterator<Item = (&str, &'static Paradigm)> {
    tables().russian.iter().flat_map(move |paradigm| {
        paradigm.nominative.iter().filter_map(move |ending| {
            let rest = base.strip_suffix(ending.as_str())?;
            let last = rest.chars().next_back()?;
            let fits = paradigm.after.is_empty() || paradigm.after.contains(last);
            // A syllable without a vowel is no word's beginning: the а of `а` is no ending.
            (fits && rest.chars().count() >= 2 && base.chars().all(is_cyrillic)).then_some((rest, paradigm))
        })
    })
}

/// Plurals in -s and -es; what stands behind an apostrophe is a word of its own.
fn is_english_form(base: &str, word: &str) -> bool {
    match word.strip_prefix(base) {
        Some("s") => true,
        Some("es") => ["s", "x", "z", "ch", "sh", "o"].iter().any(|end| base.ends_with(end)),
        Some(_) => false,
        None => base.strip_suffix('y').is_some_and(|rest| word.strip_prefix(rest) == Some("ies")),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn inflection(tag: &str) -> Inflection {
        Inflection::new(&Language::new(tag).expect("a tag"))
    }

    #[test]
    fn cases_are_forms_and_derivatives_are_not() {
        for (tag, base, forms, others) in [
            (
                "kk",
                "қорғас",
                "қорғас қорғасқа қорғаста қорғастан қорғастың қорғасты қорғаспен қорғастағы",
                "қорғастық қорған қорғаныс",
            ),
            ("kk", "марқакөл", "марқакөлдің марқакөлге марқакөлден марқакөлмен", "марқакөлдік маркаколь"),
            ("kk", "алматы", "алматыға алматыдан алматының алматыдағы", "алма алматылық"),
            ("kk", "қанағат", "қанағатқа", "қанат"),
            ("kk", "көлі", "көліне көлінің көлінде көлінен көлін көлімен", "көлік көл"),
            ("kk", "бұлақ", "бұлағы бұлаққа бұлақтар бұлағының", "бұлан"),
            ("kk", "мұрын", "мұрны мұрынға", "мұр"),
            ("kk", "қазақстан", "қазақстанның қазақстанда қазақстанға", "қазақстандық қазақ"),
            ("kk", "тачэн", "тачэнге тачэннен тачэннің тачэнді", "тачэндік"),
            ("kk", "жетісу", "жетісудағы жетісуға жетісудың", "жетісулық"),
            ("kk", "шань", "шаньнің шаньға шаньда", "шаньдық"),
            ("ru", "хоргос", "хоргоса хоргосу хоргосом хоргосе", "хоргосский хорго"),
            ("ru", "маркаколь", "маркаколя маркаколю маркаколем маркаколе", "маркакольский маркакола"),
            ("ru", "алтай", "алтая алтаю алтаем алтае", "алтайский алтарь"),
            ("ru", "синьцзян", "синьцзяна синьцзяну синьцзяном синьцзяне", "синьцзянский"),
            ("ru", "белуха", "белухи белухе белуху белухой", "белушка"),
            ("ru", "рахмановские", "рахмановских рахмановским рахмановскими", "рахманов"),
            ("ru", "ключи", "ключей ключам ключами ключах", "ключевой ключица"),
            ("ru", "ущелье", "ущелья ущелью ущельем ущельях ущелий", "ущельный"),
            ("ru", "поселок", "поселка поселку поселком поселки поселков", "поселковый"),
            ("ru", "область", "области областью областей", "областной"),
            ("en", "spring", "spring springs", "springer spri"),
            ("en", "pass", "passes", "passed"),
            ("en", "valley", "valleys", "vallies"),
            ("zh", "斋桑泊", "斋桑泊", "斋桑"),
        ] {
            let rules = inflection(tag);
            for form in forms.split(' ') {
                assert!(rules.is_form(base, form), "{form} is a form of {base}");
                assert!(form.starts_with(rules.root(base)), "{form} begins with the root of {base}");
            }
            for other in others.split(' ') {
                assert!(!rules.is_form(base, other), "{other} is no form of {base}");
            }
        }
    }

    proptest! {
        #[test]
        fn a_word_is_a_form_of_itself_and_forms_begin_with_the_root(
            base in "[а-яәғқңөұүһі]{1,9}|[a-z]{1,6}|[一-龥]{1,4}",
            word in "[а-яәғқңөұүһі]{1,60}",
            ending in "(лар|дар|ның|дің|ға|қа|ы|і|ын|нан|дағы|а|я|ом|ей|s|es){0,6}",
        ) {
            for tag in ["kk", "ru", "en", "zh", "tr"] {
                let rules = inflection(tag);
                prop_assert!(rules.is_form(&base, &base));
                prop_assert!(base.starts_with(rules.root(&base)) && !rules.root(&base).is_empty());
                for word in [&word, &format!("{base}{ending}")] {
                    prop_assert!(!rules.is_form(&base, word) || word.starts_with(rules.root(&base)));
                }
            }
        }
    }
}
