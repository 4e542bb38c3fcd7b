//! The tables beside this file. Those by which words are searched the script gets as well.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

/// `letters.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Letters {
    pub look_alikes: BTreeMap<char, char>,
    pub plain_cyrillic: BTreeMap<char, char>,
    pub letters: BTreeMap<char, String>,
    pub groups: Groups,
}

/// The groups of letters that are written as one.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Groups {
    pub order: Vec<(String, String)>,
}

/// `keyboards.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Keyboards {
    layouts: Vec<Layout>,
}

/// The characters of the same keys in two layouts.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Layout {
    pub latin: String,
    pub cyrillic: String,
}

/// `weak.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Weak {
    /// Words by language, with spaces between them.
    pub words: BTreeMap<String, String>,
    pub questions: BTreeMap<String, String>,
    /// Chinese expressions, each with another one that asks the same, or nothing.
    pub expressions: BTreeMap<String, String>,
}

/// `kazakh.toml` as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KazakhSource {
    classes: BTreeMap<String, String>,
    harmony: Harmony,
    endings: Vec<EndingSource>,
    #[serde(rename = "final")]
    last: BTreeMap<char, char>,
    elision: BTreeMap<String, String>,
    words: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Harmony {
    pub front: String,
    pub back: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EndingSource {
    forms: Vec<String>,
    #[serde(default)]
    after: Vec<String>,
    #[serde(default)]
    ends: Vec<String>,
    #[serde(default = "two")]
    least: usize,
    #[serde(default = "yes")]
    harmony: bool,
}

fn two() -> usize {
    2
}

fn yes() -> bool {
    true
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    keep: Vec<String>,
}

/// The endings of Kazakh and what they need.
pub(super) struct Kazakh {
    /// Letters that make a syllable by themselves at the end of two letters.
    pub vowels: String,
    /// Letters that may be the vowel of a word.
    pub sounding: String,
    pub harmony: Harmony,
    /// By length, longest first, then in the order of the table.
    pub endings: Vec<Ending>,
    pub last: BTreeMap<char, char>,
    pub elision: BTreeMap<String, String>,
    pub keep: FxHashSet<String>,
}

/// An ending in one of its forms.
pub(super) struct Ending {
    pub form: String,
    /// Letters that the rest may end in.
    pub after: String,
    /// What else it may end in.
    pub ends: Vec<String>,
    /// How many letters must be left.
    pub least: usize,
    /// Whether its vowels are of the rest's harmony.
    pub harmony: bool,
}

/// `russian.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Russian {
    paradigms: Vec<Paradigm>,
}

/// How the forms of some Russian nouns or adjectives end.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Paradigm {
    pub nominative: Vec<String>,
    /// Letters that may stand before the ending; empty for any.
    #[serde(default)]
    pub after: String,
    pub endings: Vec<String>,
}

/// All tables.
pub(super) struct Tables {
    pub letters: Letters,
    pub keyboards: Vec<Layout>,
    pub kazakh: Kazakh,
    pub russian: Vec<Paradigm>,
    pub weak: Weak,
    /// Names with their syllables.
    pub pinyin: FxHashMap<String, Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PinyinSource {
    names: BTreeMap<String, String>,
}

/// The tables, which are read once.
pub(super) fn tables() -> &'static Tables {
    static TABLES: OnceLock<Tables> = OnceLock::new();
    TABLES.get_or_init(|| {
        let keyboards: Keyboards =
            toml::from_str(include_str!("tables/keyboards.toml")).expect("keyboards.toml is well-formed");
        let russian: Russian =
            toml::from_str(include_str!("tables/russian.toml")).expect("russian.toml is well-formed");
        let names: PinyinSource =
            toml::from_str(include_str!("tables/pinyin.toml")).expect("pinyin.toml is well-formed");
        let syllables = |text: &String| text.split(' ').map(str::to_owned).collect();
        Tables {
            letters: toml::from_str(include_str!("tables/letters.toml"))
                .expect("letters.toml is well-formed"),
            keyboards: keyboards.layouts,
            kazakh: kazakh(
                toml::from_str(include_str!("tables/kazakh.toml")).expect("kazakh.toml is well-formed"),
            ),
            russian: russian.paradigms,
            weak: toml::from_str(include_str!("tables/weak.toml")).expect("weak.toml is well-formed"),
            pinyin: names.names.iter().map(|(name, text)| (name.clone(), syllables(text))).collect(),
        }
    })
}

fn kazakh(source: KazakhSource) -> Kazakh {
    let vowels = source.classes["vowel"].clone();
    let sounding = format!("{vowels}{}", source.classes["glide"]);
    let mut endings: Vec<Ending> = Vec::new();
    for ending in source.endings {
        let after: String = ending.after.iter().map(|class| source.classes[class].as_str()).collect();
        endings.extend(ending.forms.into_iter().map(|form| Ending {
            form,
            after: after.clone(),
            ends: ending.ends.clone(),
            least: ending.least,
            harmony: ending.harmony,
        }));
    }
    endings.sort_by_key(|ending| std::cmp::Reverse(ending.form.chars().count()));
    Kazakh {
        vowels,
        sounding,
        harmony: source.harmony,
        endings,
        last: source.last,
        elision: source.elision,
        keep: source.words.keep.into_iter().collect(),
    }
}
