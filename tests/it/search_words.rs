//! What words are found by: lists of pieces of text that the program and the script both have to agree with. The script's side is in
//! `tests/browser/search-words.test.mjs`.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use sapar::language::Language;
use sapar::text::{Stemmer, key, pinyin, script_tables, tokens};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// One line for each piece of text of a list: the piece, and for each of its words the word, its stem and its key.
fn lines(tag: &str, list: &str) -> String {
    let stemmer = Stemmer::new(&Language::new(tag).expect("a tag"));
    let mut text = String::new();
    for word in list.lines().filter_map(|line| line.split('\t').next()) {
        let found: Vec<String> = tokens(word)
            .iter()
            .map(|token| {
                let stem = stemmer.stem(&token.text);
                format!("{} {} {}", token.text, stem, key(&stem))
            })
            .collect();
        if !found.is_empty() {
            writeln!(text, "{word}\t{}", found.join("\t")).expect("a string takes all text");
        }
    }
    text
}

#[test]
fn words_have_the_stems_and_keys_of_the_list() {
    let folder = root().join("tests/search/words");
    let rewrites = std::env::var_os("SAPAR_REWRITE_WORDS").is_some();
    let read = |name: &str| fs::read_to_string(folder.join(name)).unwrap_or_default();
    let list = |tag: &&str| {
        let name = format!("{tag}.tsv");
        let made = lines(tag, &read(&name));
        (name, made)
    };
    let mut files: Vec<(String, String)> = ["kk", "ru", "zh", "en"].iter().map(list).collect();
    for tag in ["kk", "ru"] {
        let stemmer = Stemmer::new(&Language::new(tag).expect("a tag"));
        let tables = serde_json::to_string_pretty(&script_tables(&stemmer)).expect("a value");
        files.push((format!("tables-{tag}.json"), tables + "\n"));
    }
    for (name, made) in files {
        let path = folder.join(&name);
        if rewrites {
            fs::write(&path, &made).expect("a file");
        }
        let kept = read(&name);
        assert!(kept.lines().count() > 100, "{name}");
        let different = kept.lines().zip(made.lines()).find(|(kept, made)| kept != made);
        assert!(kept == made, "{name}: {different:?}; SAPAR_REWRITE_WORDS=1 writes the list anew");
    }
}

#[test]
fn a_name_in_chinese_is_found_by_its_pinyin() {
    for (name, reading) in [
        ("霍尔果斯", "huoerguosi"),
        ("阿拉木图", "alamutu"),
        ("乌鲁木齐", "wulumuqi"),
        ("赛里木湖", "sailimuhu"),
        ("重庆 A1", "chongqing"),
    ] {
        assert_eq!(pinyin(name).concat(), reading);
    }
}
