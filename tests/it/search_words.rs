//! What words are found by: a list that the program and the script both have to agree with. The script's side is in
//! `tests/browser/search-words.test.mjs`.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use sapar::language::Language;
use sapar::search::text::{Stemmer, key, pinyin, script_tables, tokens};

/// Words that the site does not have: other scripts, signs, spellings.
const MORE: &str = "Марқақөлге Маркаколь Markakol Marqakól Өскеменнен озёрами Ёлка Усть-Каменогорск Катон-Карагай 1 783 км² 12,345,678 \
    1,45 2024 T9次列车 霍尔果斯 乌鲁木齐 ＡＢＣ１２３ lake's skiing dying classes ic-шара Қорғасқа Хоргос Khorgos Horgos Ürümqi Şyñjañ Aqmola \
    Шығыстағы кітабы халқы ауызы студенттер туристердің полуостровами красивейшего любившись дающими ближайшей важность пост-пункт \
    سلام ئالتاي 😀 e\u{301}te\u{301} а\u{301}лма \u{AD}кö\u{AD}л a_b x\u{200F}y ﬁne Ⅳ ٣٤ का";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The words of all texts of the site in a language.
fn site_words(tag: &str) -> BTreeSet<String> {
    fn read(folder: &Path, end: &str, words: &mut BTreeSet<String>) {
        let mut entries: Vec<PathBuf> =
            fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
        entries.sort();
        for path in entries {
            if path.is_dir() {
                read(&path, end, words);
            } else if path.to_string_lossy().ends_with(end) {
                let text = fs::read_to_string(&path).expect("a text");
                words.extend(text.split_whitespace().map(str::to_owned));
            }
        }
    }
    let mut words = BTreeSet::new();
    read(&root().join("content"), &format!(".{tag}.md"), &mut words);
    words
}

/// One line for each piece of text: the piece, and for each of its words the word, its stem and its key.
fn lines(tag: &str) -> String {
    let stemmer = Stemmer::new(&Language::new(tag).expect("a tag"));
    let mut words = site_words(tag);
    words.extend(MORE.split(' ').map(str::to_owned));
    let mut text = String::new();
    for word in &words {
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
    let mut files: Vec<(String, String)> =
        ["kk", "ru", "zh", "en"].iter().map(|tag| (format!("{tag}.tsv"), lines(tag))).collect();
    for tag in ["kk", "ru"] {
        let stemmer = Stemmer::new(&Language::new(tag).expect("a tag"));
        let tables = serde_json::to_string_pretty(&script_tables(&stemmer)).expect("a value");
        files.push((format!("tables-{tag}.json"), tables + "\n"));
    }
    for (name, made) in files {
        let path = folder.join(&name);
        if rewrites {
            fs::create_dir_all(&folder).expect("a folder");
            fs::write(&path, &made).expect("a file");
        }
        let kept = fs::read_to_string(&path).unwrap_or_default();
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
