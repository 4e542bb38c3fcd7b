//! A language: its tag and all that follows from it.

use icu::locale::{Direction as IcuDirection, LanguageIdentifier, LocaleDirectionality, LocaleExpander};

use super::customs::customs;
use super::formats::Formats;
use crate::id::define_id;

define_id! {
    /// The index of a language in the site's configuration.
    LanguageId
}

/// A language of the site.
#[derive(Debug, Clone)]
pub struct Language {
    /// The BCP 47 tag as the site writes it in URLs, file names and the `lang` attribute.
    pub tag: String,
    /// The language's own name for itself.
    pub name: String,
    /// The tag for `hreflang`, which may include the script: `zh-Hans`.
    pub hreflang: String,
    /// The direction of its script.
    pub direction: Direction,
    /// Its fallback chain, nearest first, without the language itself.
    pub fallback: Vec<LanguageId>,
    /// Its quotation marks.
    pub quotes: Quotes,
    /// How fast it is read.
    pub reading_speed: ReadingSpeed,
    /// The tag for ICU4X.
    pub locale: LanguageIdentifier,
    /// The tag for ICU4X of the language whose numbers, dates and lists it has: its own, or one that the site chose, such as
    /// `en-GB`.
    pub formats_locale: LanguageIdentifier,
    /// Language and region as Open Graph writes them: `kk_KZ`.
    pub open_graph_locale: String,
    /// Language and region as HTTP's Content-Language writes them: `kk-KZ`.
    pub content_language: String,
}

/// The direction of a script.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// From left to right.
    LeftToRight,
    /// From right to left.
    RightToLeft,
}

impl Direction {
    /// The value of HTML's `dir` attribute.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::LeftToRight => "ltr",
            Self::RightToLeft => "rtl",
        }
    }
}

/// The quotation marks of a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quotes {
    /// Opening mark.
    pub open: char,
    /// Closing mark.
    pub close: char,
    /// Opening mark of a quotation within a quotation.
    pub inner_open: char,
    /// Closing mark of a quotation within a quotation.
    pub inner_close: char,
}

impl Quotes {
    /// Parses a text of exactly these four characters, such as `«»„“`.
    pub fn parse(text: &str) -> Option<Self> {
        let marks: Vec<char> = text.chars().filter(|mark| !mark.is_whitespace()).collect();
        let [open, close, inner_open, inner_close] = marks[..] else { return None };
        Some(Self { open, close, inner_open, inner_close })
    }
}

/// How fast adults read silently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadingSpeed {
    /// Words per minute, for scripts that separate words by spaces.
    pub words_per_minute: u32,
    /// Characters per minute of Chinese and Japanese.
    pub characters_per_minute: u32,
}

/// IReST 2012, Chinese.
const CHARACTERS_PER_MINUTE: u32 = 255;

impl Language {
    /// A language with everything that CLDR derives from its tag. Returns `None` if the tag is not BCP 47.
    ///
    /// ```
    /// use sapar::language::{Direction, Language};
    ///
    /// assert_eq!(Language::new("ug").unwrap().direction, Direction::RightToLeft);
    /// assert!(Language::new("no language").is_none());
    /// ```
    pub fn new(tag: &str) -> Option<Self> {
        let locale: LanguageIdentifier = tag.parse().ok()?;
        if locale.is_unknown() {
            return None;
        }
        let mut maximal = locale.clone();
        LocaleExpander::new_extended().maximize(&mut maximal);
        let region = maximal.region.map_or(String::new(), |region| region.to_string());
        let with_region = |separator: &str| match region.as_str() {
            "" => locale.language.to_string(),
            region => format!("{}{separator}{region}", locale.language),
        };
        let direction = match LocaleDirectionality::new_extended().get(&locale) {
            Some(IcuDirection::RightToLeft) => Direction::RightToLeft,
            _ => Direction::LeftToRight,
        };
        let customs = customs(&locale);
        Some(Self {
            tag: tag.to_owned(),
            name: tag.to_owned(),
            hreflang: tag.to_owned(),
            direction,
            fallback: Vec::new(),
            quotes: Quotes::parse(&customs.quotes).expect("languages.toml holds four marks"),
            reading_speed: ReadingSpeed {
                words_per_minute: customs.words_per_minute,
                characters_per_minute: CHARACTERS_PER_MINUTE,
            },
            open_graph_locale: with_region("_"),
            content_language: with_region("-"),
            formats_locale: locale.clone(),
            locale,
        })
    }

    /// Its formats.
    pub fn formats(&self) -> Formats {
        Formats::with_formats_of(&self.locale, &self.formats_locale)
    }

    /// Takes the formats of another language or region. Another region of the same language is the one that its texts are
    /// written for: `en_GB` for Open Graph too.
    pub fn take_formats(&mut self, other: &Self) {
        self.formats_locale = other.locale.clone();
        if self.locale.language == other.locale.language {
            self.open_graph_locale.clone_from(&other.open_graph_locale);
            self.content_language.clone_from(&other.content_language);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_says_direction_region_and_quotes() {
        for (tag, direction, content_language, quotes) in [
            ("kk", "ltr", "kk-KZ", "«»„“"),
            ("ru", "ltr", "ru-RU", "«»„“"),
            ("zh", "ltr", "zh-CN", "“”‘’"),
            ("en", "ltr", "en-US", "“”‘’"),
            ("kk-Arab", "rtl", "kk-CN", "«»‹›"),
            ("zh-Hant", "ltr", "zh-TW", "「」『』"),
        ] {
            let language = Language::new(tag).expect(tag);
            assert_eq!(language.direction.as_str(), direction, "{tag}");
            assert_eq!(language.content_language, content_language, "{tag}");
            assert_eq!(Some(language.quotes), Quotes::parse(quotes), "{tag}");
        }
        assert!(Language::new("not a tag").is_none());
    }
}
