//! Which language a text seems to be in, or nothing where that is not plain.
//!
//! A text that was copied and not translated yet stands in the file of another language. Whole texts are long: scripts, the
//! letters of a language and its most frequent words are enough. Names, which are the same in many languages, begin with a
//! capital letter, and do not count.

use std::sync::OnceLock;

use icu::properties::CodePointMapData;
use icu::properties::props::{NamedEnumeratedProperty, Script};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

/// How many letters a text has at least about which something is said. A Chinese character counts as [`LETTERS_OF_HAN`].
const MIN_LETTERS: usize = 200;

/// The same where it is in one of two languages.
const MIN_LETTERS_OF_TWO: usize = 30;

/// How many percent of the words of a text are frequent ones of its language, where the text may be in one that is not known.
const SHARE_AGAINST_UNKNOWN: usize = 40;

/// How many bytes of a text are looked at: more would say the same.
pub const RECOGNISED_BYTES: usize = 1200;

/// The letters that are counted one by one are below: Latin with marks, Cyrillic.
const COUNTED: usize = 0x530;

/// How many letters say as much as a Chinese character.
const LETTERS_OF_HAN: usize = 3;

/// Of a hundred letters, how many are in one script where that is the script of a text.
const MAIN_SCRIPT: usize = 85;

/// Of a thousand letters, how many each of those has that a language has.
const OWN_LETTERS: usize = 3;

/// Of a thousand letters, how many those have together that a language lacks.
const FOREIGN_LETTERS: usize = 5;

/// By what a language is told: a table of `recognition.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Marks {
    script: String,
    #[serde(default)]
    has: String,
    #[serde(default)]
    lacks: String,
    #[serde(default)]
    words: String,
    #[serde(default)]
    share: usize,
}

/// A language with its marks.
struct Recognised {
    tag: String,
    script: Script,
    has: Vec<char>,
    lacks: Vec<char>,
    words: FxHashSet<String>,
    share: usize,
}

/// The tag of the language that a text seems to be in; `None` if it is short, in several languages, or in one that is not
/// known.
///
/// ```
/// use sapar::language::recognise;
///
/// let text = "До озера можно доехать только летом, а зимой перевал закрыт для всех машин. ".repeat(5);
/// assert_eq!(recognise(&text), Some("ru"));
/// assert_eq!(recognise("До озера"), None);
/// ```
pub fn recognise(text: &str) -> Option<&'static str> {
    let text = &text[..text.floor_char_boundary(RECOGNISED_BYTES)];
    let count = Count::of(text);
    let total: usize = count.scripts.iter().map(|(_, letters)| letters).sum();
    let (script, letters) = *count.scripts.iter().max_by_key(|(_, letters)| letters)?;
    if total < MIN_LETTERS || letters * 100 < total * MAIN_SCRIPT {
        return None;
    }
    let languages = languages().iter().filter(|language| language.script == script);
    let mut fitting = languages.filter(|language| language.fits(&count, letters));
    let language = fitting.next()?;
    fitting.next().is_none().then_some(language.tag.as_str())
}

/// Whether a text, which is in one of two languages, seems to be in this one and not in the other; `false` if it is very short. By
/// less than [`recognise`] needs, as it chooses among all languages.
///
/// ```
/// use sapar::language::seems_to_be;
///
/// assert!(seems_to_be("До озера можно доехать летом, а зимой перевал закрыт.", "ru", "kk"));
/// assert!(!seems_to_be("Көлге жазда ғана баруға болады, ал қыста асу жабық.", "ru", "kk"));
/// ```
pub fn seems_to_be(text: &str, tag: &str, other: &str) -> bool {
    let text = &text[..text.floor_char_boundary(RECOGNISED_BYTES)];
    let count = Count::of(text);
    let total: usize = count.scripts.iter().map(|(_, letters)| letters).sum();
    let known = |tag: &str| languages().iter().find(|language| language.tag == tag);
    let fits = |language: &Recognised| {
        let own = count.scripts.iter().find(|(script, _)| *script == language.script);
        own.is_some_and(|(_, letters)| {
            letters * 100 >= total * MAIN_SCRIPT && language.fits(&count, *letters)
        })
    };
    let Some(own) = known(tag).filter(|_| total >= MIN_LETTERS_OF_TWO) else { return false };
    fits(own)
        && match known(other) {
            Some(other) => !fits(other),
            // Nothing speaks for the other one, as names and quotations of this one stand in texts of any language.
            None => own.has_share(&count, SHARE_AGAINST_UNKNOWN),
        }
}

impl Recognised {
    /// Whether a text of so many letters is in the language.
    fn fits(&self, count: &Count<'_>, letters: usize) -> bool {
        let of = |letter: &char| count.letters.get(*letter as usize).copied().map_or(0, usize::from);
        let foreign: usize = self.lacks.iter().map(of).sum();
        let is_frequent = |letter: &char| of(letter) * 1000 >= letters * OWN_LETTERS;
        self.has.iter().all(is_frequent)
            && foreign * 1000 < letters * FOREIGN_LETTERS
            && self.has_share(count, self.share)
    }

    /// Whether its frequent words are so many percent of the words of a text; a language that is told by letters alone has none.
    fn has_share(&self, count: &Count<'_>, share: usize) -> bool {
        let known = count.words.iter().filter(|word| self.words.contains(**word)).count();
        self.words.is_empty() || known * 100 >= count.words.len() * share
    }
}

/// The languages of `recognition.toml`.
fn languages() -> &'static [Recognised] {
    static LANGUAGES: OnceLock<Vec<Recognised>> = OnceLock::new();
    LANGUAGES.get_or_init(|| {
        let tables: FxHashMap<String, Marks> =
            toml::from_str(include_str!("recognition.toml")).expect("recognition.toml is well-formed");
        let language = |(tag, marks): (String, Marks)| Recognised {
            tag,
            script: Script::try_from_str(&marks.script).expect("recognition.toml names scripts"),
            has: marks.has.chars().collect(),
            lacks: marks.lacks.chars().collect(),
            words: marks.words.split_whitespace().map(str::to_owned).collect(),
            share: marks.share,
        };
        tables.into_iter().map(language).collect()
    })
}

/// What a text is made of, without words that begin with a capital letter, and without what stands in quotation marks.
struct Count<'t> {
    words: Vec<&'t str>,
    /// How many letters each script has.
    scripts: Vec<(Script, usize)>,
    /// How often there is each letter below [`COUNTED`], by its number.
    letters: [u16; COUNTED],
}

impl<'t> Count<'t> {
    fn of(text: &'t str) -> Self {
        let mut count = Self { words: Vec::new(), scripts: Vec::new(), letters: [0; COUNTED] };
        outside_quotes(text).for_each(|part| count.add(part));
        count
    }

    /// Counts a part of a text. Every page's text comes through here, so each of its characters is looked at once.
    fn add(&mut self, part: &'t str) {
        // The word that is open: where it begins, and whether it counts.
        let mut word: Option<(usize, bool)> = None;
        let mut run = (Script::Common, 0);
        for (at, c) in part.char_indices() {
            let Some(script) = script_of_letter(c) else {
                if let Some((start, true)) = word.take() {
                    self.words.push(&part[start..at]);
                }
                continue;
            };
            let (_, counts) = *word.get_or_insert_with(|| (at, !c.is_uppercase()));
            if !counts {
                continue;
            }
            if run.0 != script {
                self.add_letters(run);
                run = (script, 0);
            }
            run.1 += 1;
            if let Some(count) = self.letters.get_mut(c as usize) {
                *count += 1;
            }
        }
        if let Some((start, true)) = word {
            self.words.push(&part[start..]);
        }
        self.add_letters(run);
    }

    fn add_letters(&mut self, (script, letters): (Script, usize)) {
        let letters = if script == Script::Han { letters * LETTERS_OF_HAN } else { letters };
        match self.scripts.iter_mut().find(|(known, _)| *known == script) {
            Some((_, count)) => *count += letters,
            None if letters > 0 => self.scripts.push((script, letters)),
            None => {}
        }
    }
}

/// The script of a letter; `None` for what is none. Most letters are told without a look into Unicode's tables, as every page's
/// are.
fn script_of_letter(c: char) -> Option<Script> {
    match c {
        'a'..='z' | 'A'..='Z' => Some(Script::Latin),
        '\u{400}'..='\u{481}' | '\u{48A}'..='\u{52F}' => Some(Script::Cyrillic),
        '\u{4E00}'..='\u{9FFF}' => Some(Script::Han),
        c if c.is_ascii() => None,
        c => c.is_alphabetic().then(|| CodePointMapData::<Script>::new().get(c)),
    }
}

/// The parts of a text outside of quotation marks.
fn outside_quotes(text: &str) -> impl Iterator<Item = &str> {
    text.lines().flat_map(|line| {
        // Each mark that opens begins with one of these bytes, which many lines do not have.
        let may_quote = memchr::memchr3(0xC2, 0xE2, 0xE3, line.as_bytes()).is_some();
        let mut parts = line.split(move |c| may_quote && ['«', '“', '„', '‹', '「', '《'].contains(&c));
        let first = parts.next();
        let behind = parts.map(|part| match part.find(['»', '”', '›', '」', '》']) {
            Some(end) => &part[end..],
            // A mark that nothing closes, or that closed itself: `„…“`.
            None => part,
        });
        first.into_iter().chain(behind)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_told_by_scripts_letters_and_words() {
        for (text, language) in [
            (
                "Көлге жазда ғана баруға болады, өйткені жол тек сол кезде құрғақ, ал қыста асу жабық тұрады.",
                Some("kk"),
            ),
            (
                "До озера можно доехать только летом, когда дорога сухая, а зимой перевал закрыт для всех машин.",
                Some("ru"),
            ),
            (
                "湖泊只有夏天才能到达，因为那时道路干燥；冬天山口关闭，车辆无法通行，请提前了解天气。",
                Some("zh"),
            ),
            (
                "The lake can be reached in summer only, when the road is dry, and in winter the pass is closed.",
                Some("en"),
            ),
            // Kazakh without its letters, and languages that share a script with these.
            (
                "Колге жазда гана баруга болады, ойткени жол тек сол кезде кургак, ал кыста асу жабык турады.",
                None,
            ),
            (
                "До озера можна доїхати лише влітку, коли дорога суха, а взимку перевал закритий для всіх машин.",
                None,
            ),
            (
                "До езерото може да се стигне само през лятото, когато пътят е сух, а през зимата е затворен.",
                None,
            ),
            (
                "Көлгө жайында гана барууга болот, анткени жол ошол кезде кургак, ал кышында ашуу жабык турат.",
                None,
            ),
            ("Күлгә җәен генә барырга мөмкин, чөнки юл шул вакытта гына коры, ә кышын ашу ябык була.", None),
            (
                "Кўлга фақат ёзда бориш мумкин, чунки йўл фақат шу пайтда қуруқ, қишда эса довон ёпиқ бўлади.",
                None,
            ),
            (
                "Den See erreicht man nur im Sommer, wenn die Straße trocken ist, und im Winter ist der Pass zu.",
                None,
            ),
            (
                "Het meer is alleen in de zomer te bereiken, als de weg droog is, en in de winter is de pas dicht.",
                None,
            ),
            (
                "Le lac est accessible en été seulement, quand la route est sèche, et le col est fermé en hiver.",
                None,
            ),
            (
                "Il lago si raggiunge solo d'estate, quando la strada è asciutta, e d'inverno il passo è chiuso.",
                None,
            ),
            ("湖には夏だけ行くことができます。道が乾いているのはその時だけで、冬は峠が閉まります。", None),
            ("호수는 여름에만 갈 수 있습니다. 그때만 길이 마르고 겨울에는 고개가 닫힙니다.", None),
        ] {
            assert_eq!(recognise(&text.repeat(4)), language, "{text}");
            assert_eq!(recognise(&text[..text.floor_char_boundary(60)]), None, "{text}");
        }
    }

    #[test]
    fn of_two_languages_a_sentence_shows_which_it_is_in() {
        let russian = "До озера можно доехать лишь летом, а зимой перевал закрыт для всех.";
        let kazakh = "Көлге тек жазда ғана көлікпен баруға болады, ал қыста асу жабық.";
        assert!(seems_to_be(russian, "ru", "kk") && !seems_to_be(russian, "kk", "ru"));
        assert!(seems_to_be(&format!("{kazakh} Кіру тегін."), "kk", "ru"));
        assert!(!seems_to_be(kazakh, "ru", "kk"));
        // Names, what is short, and a language that is not known say nothing.
        for text in ["Горный Алтай, Усть-Каменогорск, Катон-Карагай, Рахмановские Ключи", "зимой закрыт"]
        {
            assert!(!seems_to_be(text, "ru", "kk"), "{text}");
        }
        assert!(!seems_to_be(russian, "ky", "kk"));
        // Beside a language that is not known, some words are not enough.
        assert!(seems_to_be("Size of the response body as it was sent by the client", "en", "es"));
        assert!(!seems_to_be("Agrega los archivos listados bajo Changes not staged for commit", "en", "es"));
    }

    #[test]
    fn names_and_quotations_say_nothing() {
        let names = "Горный Алтай, Усть-Каменогорск, Катон-Карагай, Рахмановские Ключи. ".repeat(10);
        assert_eq!(recognise(&names), None);
        let quoted = "Ол «До озера можно доехать только летом, когда дорога сухая» деді. ".repeat(10);
        assert_ne!(recognise(&quoted), Some("ru"));
    }
}
