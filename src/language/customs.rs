//! The table `languages.toml`: what CLDR knows of languages and ICU4X does not hand out.

use std::sync::OnceLock;

use icu::locale::{LanguageIdentifier, LocaleExpander};
use rustc_hash::FxHashMap;
use serde::Deserialize;

/// A row of the table.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Customs {
    /// Opening and closing quotation mark, then those of a quotation within one.
    pub quotes: String,
    /// How many words adults read silently in a minute.
    pub words_per_minute: u32,
    /// How many digits stand before the first separator of thousands at least, if the language's print differs from CLDR.
    pub minimum_grouping_digits: Option<u8>,
}

/// The row for a language, or for the language in its script.
pub(super) fn customs(locale: &LanguageIdentifier) -> &'static Customs {
    static TABLE: OnceLock<FxHashMap<String, Customs>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        toml::from_str(include_str!("languages.toml")).expect("languages.toml is well-formed")
    });
    let mut maximal = locale.clone();
    LocaleExpander::new_extended().maximize(&mut maximal);
    let script = maximal.script.map(|script| format!("{}-{script}", locale.language));
    script
        .and_then(|key| table.get(&key))
        .or_else(|| table.get(locale.language.as_str()))
        .unwrap_or_else(|| &table["default"])
}
