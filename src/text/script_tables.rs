//! The tables in the form that the script reads.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::stem::Stemmer;
use super::tables::{Kazakh, tables};

/// The tables with which the script does to a query what was done to the texts of a language: letters, groups, keyboard
/// layouts, weak words, and the endings of Kazakh if the language has that stemmer.
pub fn script_tables(stemmer: &Stemmer) -> Value {
    let tables = tables();
    let joined = |words: &BTreeMap<String, String>| {
        let words: Vec<&str> = words.values().map(String::as_str).collect();
        words.join(" ")
    };
    let mut value = json!({
        "letters": tables.letters.letters,
        "groups": tables.letters.groups.order,
        "alike": tables.letters.look_alikes,
        "weak": joined(&tables.weak.words),
        "questions": joined(&tables.weak.questions),
        "expressions": tables.weak.expressions,
        "plain": tables.letters.plain_cyrillic,
        "keyboards": tables.keyboards.iter().map(|layout| [&layout.latin, &layout.cyrillic]).collect::<Vec<_>>(),
    });
    if stemmer.name() == Some("kk") {
        value["kazakh"] = kazakh(&tables.kazakh);
    }
    value
}

fn kazakh(table: &Kazakh) -> Value {
    let mut keep: Vec<&String> = table.keep.iter().collect();
    keep.sort_unstable();
    // Endings that may stand behind the same rests are one row.
    let mut rows: Vec<(String, Value)> = Vec::new();
    for ending in &table.endings {
        let conditions = json!([ending.after, ending.ends, ending.least, u8::from(ending.harmony)]);
        match rows.iter_mut().find(|(_, known)| *known == conditions) {
            Some((forms, _)) => {
                forms.push(' ');
                forms.push_str(&ending.form);
            }
            None => rows.push((ending.form.clone(), conditions)),
        }
    }
    let elision: Map<String, Value> =
        table.elision.iter().map(|(short, whole)| (short.clone(), whole.as_str().into())).collect();
    json!({
        "vowels": table.vowels,
        "sounding": table.sounding,
        "front": table.harmony.front,
        "back": table.harmony.back,
        "endings": rows,
        "last": table.last,
        "elision": elision,
        "keep": keep.iter().map(|word| word.as_str()).collect::<Vec<_>>().join(" "),
    })
}
