//! Stems by language.

use pagefind_stem::{Algorithm, Stemmer as Snowball};

use super::characters::is_cyrillic;
use super::kazakh;
use crate::language::Language;

/// What reduces the words of a language to their stems. Words in letters that the language is not written in, and words with
/// digits, are left as they are; so are all words of a language without a stemmer, which are found by their beginnings.
pub struct Stemmer(Rules);

enum Rules {
    None,
    Kazakh,
    Russian(Snowball),
    English(Snowball),
}

impl Stemmer {
    /// The stemmer of a language.
    ///
    /// ```
    /// use sapar::language::Language;
    /// use sapar::text::Stemmer;
    ///
    /// let stem = |tag: &str, word: &str| Stemmer::new(&Language::new(tag).unwrap()).stem(word);
    /// assert_eq!(stem("kk", "марқакөлге"), "марқакөл");
    /// assert_eq!(stem("ru", "озерами"), stem("ru", "озеро"));
    /// assert_eq!(stem("en", "shores"), "shore");
    /// assert_eq!(stem("en", "марқакөлге"), "марқакөлге");
    /// ```
    pub fn new(language: &Language) -> Self {
        Self(match language.locale.language.as_str() {
            "kk" => Rules::Kazakh,
            "ru" => Rules::Russian(Snowball::create(Algorithm::Russian)),
            "en" => Rules::English(Snowball::create(Algorithm::English)),
            _ => Rules::None,
        })
    }

    /// The name of its rules, by which the script loads them; `None` if it has none.
    pub fn name(&self) -> Option<&'static str> {
        match self.0 {
            Rules::None => None,
            Rules::Kazakh => Some("kk"),
            Rules::Russian(_) => Some("ru"),
            Rules::English(_) => Some("en"),
        }
    }

    /// The stem of a word that is [normalised](super::normalise).
    pub fn stem(&self, word: &str) -> String {
        let is_of_letters = match self.0 {
            Rules::None => false,
            Rules::Kazakh | Rules::Russian(_) => word.chars().all(is_cyrillic),
            Rules::English(_) => word.bytes().all(|byte| byte.is_ascii_lowercase()),
        };
        match &self.0 {
            Rules::Kazakh if is_of_letters => kazakh::stem(word),
            Rules::Russian(snowball) | Rules::English(snowball) if is_of_letters => {
                snowball.stem(word).into_owned()
            }
            _ => word.to_owned(),
        }
    }
}
