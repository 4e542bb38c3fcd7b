//! Generates the site to build, in the form of each tool. It depends on the number of places only: every run writes the same bytes, on
//! any machine.

use std::fs;
use std::path::Path;

use rayon::prelude::*;

use crate::Result;
use crate::templates;
use crate::words::{LANGUAGES, TERMS, Words};

/// The minimum size of a page's text in bytes of Markdown.
const TEXT_BYTES: usize = 3 * 1024;

/// The tool that a site is written for. Documents, texts and folders are the same for both.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tool {
    /// Facts that are the same in every language are in `facts.toml`; the names of terms are Fluent messages.
    Sapar,
    /// Facts that are the same in every language are repeated in each document; the names of terms are titles of their pages.
    Hugo,
}

/// Writes a site of `places` × 4 languages into the folder `root`.
pub(crate) fn write_site(tool: Tool, root: &Path, places: usize) -> Result<()> {
    let (files, style) = match tool {
        Tool::Sapar => (templates::SAPAR, "themes/bench/static/css/main.css"),
        Tool::Hugo => (templates::HUGO, "assets/css/main.css"),
    };
    for (path, text) in files {
        write(&root.join(path), text)?;
    }
    write(&root.join(style), templates::STYLE)?;

    for words in &LANGUAGES {
        let index = format!("_index.{}.md", words.tag);
        let mut numbers = Numbers(1);
        for (folder, title) in [("content", words.home), ("content/destinations", words.places)] {
            let mut text = document(title, &sentence(words, &mut numbers), "");
            text.push_str(&paragraph(words, &mut numbers));
            text.push('\n');
            write(&root.join(folder).join(&index), &text)?;
        }
        write_terms(tool, root, words)?;
    }
    (0..places).into_par_iter().try_for_each(|place| write_place(tool, root, place, places))
}

/// Writes the names of the taxonomy and its terms.
fn write_terms(tool: Tool, root: &Path, words: &Words) -> Result<()> {
    let names = TERMS.iter().zip(words.terms);
    match tool {
        Tool::Sapar => {
            let messages: String = names.map(|(id, name)| format!("tags-{id} = {name}\n")).collect();
            write(
                &root.join(format!("locales/{}/tags.ftl", words.tag)),
                &format!("tags = {}\n{messages}", words.topics),
            )
        }
        Tool::Hugo => {
            let tags = root.join("content/tags");
            let index = format!("_index.{}.md", words.tag);
            write(&tags.join(&index), &document(words.topics, "", ""))?;
            for (id, name) in names {
                write(&tags.join(id).join(&index), &document(name, "", ""))?;
            }
            Ok(())
        }
    }
}

fn write_place(tool: Tool, root: &Path, place: usize, places: usize) -> Result<()> {
    let folder = root.join("content/destinations").join(name(place));
    let facts = facts(place);
    if tool == Tool::Sapar {
        write(&folder.join("facts.toml"), &facts)?;
    }
    for (position, words) in LANGUAGES.iter().enumerate() {
        let mut numbers = Numbers((place * LANGUAGES.len() + position) as u64);
        let description = sentence(words, &mut numbers);
        let mut text =
            document(&title(words, place), &description, if tool == Tool::Hugo { &facts } else { "" });
        text.push_str(&body(words, &mut numbers, place, (place * 7 + 1) % places));
        write(&folder.join(format!("index.{}.md", words.tag)), &text)?;
    }
    Ok(())
}

/// The name of a place's folder, which is the last segment of its URL.
pub(crate) fn name(place: usize) -> String {
    format!("place-{place:05}")
}

/// The facts that are the same in every language, in TOML.
fn facts(place: usize) -> String {
    let (year, month, day) = (2015 + place % 10, 1 + place / 10 % 12, 1 + place / 120 % 28);
    let [a, b, c] = [0, 3, 7].map(|step| TERMS[(place + step) % TERMS.len()]);
    // Weights are unique, so that both tools sort the list, and with it "previous" and "next", in the same order.
    let weight = place + 1;
    format!("date = {year}-{month:02}-{day:02}\nweight = {weight}\ntags = [\"{a}\", \"{b}\", \"{c}\"]\n")
}

fn title(words: &Words, place: usize) -> String {
    words
        .title
        .replace("NAME", words.names[place % words.names.len()])
        .replace("KIND", words.kinds[place / words.names.len() % words.kinds.len()])
        .replace("NUMBER", &(place + 1).to_string())
}

/// The front matter of a document, ready for the text to be appended.
fn document(title: &str, description: &str, facts: &str) -> String {
    format!("+++\ntitle = \"{title}\"\ndescription = \"{description}\"\n{facts}+++\n")
}

/// A page's text: six headings on two levels, a list, a link to the place `target`, a quotation, a table, and paragraphs.
fn body(words: &Words, numbers: &mut Numbers, place: usize, target: usize) -> String {
    let [arrival, by_car, sights, season, weather, advice] = words.headings;
    let items: String = (0..5).map(|_| format!("- {}\n", clause(words, numbers))).collect();
    let rows: String = words
        .seasons
        .iter()
        .enumerate()
        .map(|(number, season)| {
            // The same in every language, or each place would be a finding of `sapar check`.
            let degrees = (place + 7 * number) % 30;
            format!("| {season} | {degrees} °C | {} |\n", clause(words, numbers))
        })
        .collect();
    let [first, second, third] = words.columns;
    let mut text = format!(
        "{}\n\n## {arrival}\n\n{}\n\n{items}\n### {by_car}\n\n{}{}[{}](/destinations/{}/)\n\n> {}\n\n",
        paragraph(words, numbers),
        paragraph(words, numbers),
        sentence(words, numbers),
        words.space,
        title(words, target),
        name(target),
        paragraph(words, numbers),
    );
    text.push_str(&format!(
        "## {sights}\n\n{}\n\n## {season}\n\n| {first} | {second} | {third} |\n| --- | --- | --- |\n{rows}\n",
        paragraph(words, numbers),
    ));
    text.push_str(&format!("### {weather}\n\n{}\n\n## {advice}\n", paragraph(words, numbers)));
    while text.len() < TEXT_BYTES {
        text.push_str(&format!("\n{}\n", paragraph(words, numbers)));
    }
    text
}

/// Three sentences.
fn paragraph(words: &Words, numbers: &mut Numbers) -> String {
    (0..3).map(|_| sentence(words, numbers)).collect::<Vec<_>>().join(words.space)
}

/// A sentence of two clauses.
fn sentence(words: &Words, numbers: &mut Numbers) -> String {
    let first = clause(words, numbers);
    let mut letters = first.chars();
    let initial = letters.next().expect("a clause has words, and no word is empty");
    let (second, rest) = (clause(words, numbers), letters.as_str());
    format!("{}{rest}{}{second}{}", initial.to_uppercase(), words.comma, words.stop)
}

/// Three to six words.
fn clause(words: &Words, numbers: &mut Numbers) -> String {
    let count = 3 + numbers.below(4);
    let picked: Vec<&str> =
        (0..count).map(|_| words.vocabulary[numbers.below(words.vocabulary.len())]).collect();
    picked.join(words.space)
}

fn write(path: &Path, text: &str) -> Result<()> {
    let folder = path.parent().expect("every path is in the site's folder");
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(path, text))
        .map_err(|error| format!("cannot write `{}`: {error}", path.display()).into())
}

/// A pseudorandom number generator with a fixed seed (SplitMix64).
struct Numbers(u64);

impl Numbers {
    /// The next number, smaller than `limit`.
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % limit as u64) as usize
    }
}
