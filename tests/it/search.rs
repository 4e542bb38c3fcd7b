//! The files of a search: what is in them, when they are made, and what they cost an edit.

use std::collections::BTreeMap;
use std::fs;

use miniz_oxide::inflate::decompress_to_vec_zlib;
use sapar::language::Language;
use sapar::site::SearchFiles;
use sapar::text::{Stemmer, key};
use serde_json::Value;

use super::project::Project;

fn site() -> Project {
    Project::new()
        .config("[search]\n")
        .document("lakes/_index.ru.md", "Озёра", "Текст.\n")
        .page("lakes/markakol", "Markakol", "A lake in the mountains.\n\n## Shore\n\nStones and reeds.\n")
        .page("lakes/zaysan", "Zaysan", "A large lake.\n")
}

/// The files of a language's index with their bytes.
fn files(project: &Project, language: &str) -> BTreeMap<String, Vec<u8>> {
    let folder = project.path("public").join(language).join("search");
    let Ok(entries) = fs::read_dir(folder) else { return BTreeMap::new() };
    let file = |entry: fs::DirEntry| {
        let name = entry.file_name().into_string().expect("a name in ASCII");
        (name, fs::read(entry.path()).expect("a file"))
    };
    entries.map(|entry| file(entry.expect("an entry"))).filter(|(name, _)| name.ends_with(".bin")).collect()
}

/// A file without the version in front of it.
fn unpacked(bytes: &[u8]) -> Vec<u8> {
    decompress_to_vec_zlib(&bytes[4..]).expect("a compressed file")
}

/// What results show of the pages of a language, by URL.
fn records(project: &Project, language: &str) -> BTreeMap<String, Value> {
    let mut records = BTreeMap::new();
    for (name, bytes) in files(project, language) {
        if name.starts_with("pages-") {
            let file: Value = serde_json::from_slice(&unpacked(&bytes)).expect("JSON");
            for record in file.as_object().expect("an object").values() {
                records.insert(record["url"].as_str().expect("a URL").to_owned(), record.clone());
            }
        }
    }
    records
}

#[test]
fn a_site_without_a_search_has_no_file_of_it() {
    let project = site().config("").built();
    assert!(files(&project, "kk").is_empty());
    assert!(!project.has_output("search/engine.js"));
}

#[test]
fn each_language_has_an_index_of_its_own_pages() {
    let project = site()
        .document("lakes/_index.kk.md", "Көлдер", "Мәтін.\n")
        .document("lakes/kanas/index.ru.md", "Канас", "Озеро.\n")
        .file("content/lakes/alakol/index.ru.md", "+++\ntitle = \"Алаколь\"\ndraft = true\n+++\nОзеро.\n")
        .file("content/lakes/markakol/facts.toml", "aliases = [\"/old/\"]\n")
        .built();
    for script in ["engine", "files", "excerpts", "filters", "words", "stem-en", "stem-kk", "stem-ru"] {
        assert!(project.has_output(&format!("search/{script}.js")), "{script}");
    }
    let urls = |language: &str| records(&project, language).into_keys().collect::<Vec<_>>();
    assert_eq!(urls("kk"), ["/kk/lakes/markakol/", "/kk/lakes/zaysan/"]);
    assert_eq!(urls("ru"), ["/ru/lakes/kanas/", "/ru/lakes/markakol/", "/ru/lakes/zaysan/"]);
    let record = &records(&project, "kk")["/kk/lakes/markakol/"];
    assert_eq!(record["title"], "Markakol kk");
    assert_eq!(record["crumbs"], serde_json::json!(["Көлдер"]));
    let shore = serde_json::json!(["shore", "Shore", "Stones and reeds."]);
    assert_eq!(record["texts"], serde_json::json!([["", "", "A lake in the mountains."], shore]));
}

#[test]
fn mistakes_in_the_settings_and_names_of_a_search_are_told() {
    let project = Project::new().config("[search]\nlimit = 3\n");
    assert_eq!(project.finding(), "sapar.toml:18:1 unknown-key");
    let project = Project::new();
    let config = fs::read_to_string(project.path("sapar.toml")).expect("a configuration");
    let project = project.file("sapar.toml", &format!("search = true\n{config}"));
    assert_eq!(project.finding(), "sapar.toml:1:10 wrong-type");
    let facts = "also = { zh = [\"斋桑泊\", 5], kz = \"Зайсан\" }\n";
    let project = site().file("content/lakes/zaysan/facts.toml", facts);
    assert_eq!(
        project.findings(),
        [
            "content/lakes/zaysan/facts.toml:1:23 wrong-type",
            "content/lakes/zaysan/facts.toml:1:27 unknown-language",
        ]
    );
}

#[test]
fn an_edit_changes_few_files_and_leaves_what_a_whole_build_makes() {
    let mut project = site();
    for number in 0..40 {
        project =
            project.page(&format!("place-{number}"), &format!("Place {number}"), "Steppe, wind and grass.\n");
    }
    let project = project.built();
    let before: Vec<_> = ["kk", "ru", "zh", "en"].iter().map(|language| files(&project, language)).collect();
    assert_eq!(before[0].len(), 2 + 8 + 1 + 16);
    project.write("content/place-7/index.kk.md", "+++\ntitle = \"Place 7 kk\"\n+++\nWaterfalls and grass.\n");
    project.build(&[]).succeeds();
    let edited = files(&project, "kk");
    let changed = edited.iter().filter(|(name, bytes)| before[0][*name] != **bytes).count();
    // The manifest, the page's record, the endings, and the terms of its words.
    assert!((4..=8).contains(&changed), "{changed}");
    for (language, before) in ["ru", "zh", "en"].iter().zip(&before[1..]) {
        assert!(files(&project, language) == *before, "{language}");
    }
    project.build(&["--out", "whole"]).succeeds();
    let whole = fs::read(project.path("whole/kk/search/index.bin")).expect("a manifest");
    assert!(whole == edited["index.bin"]);
    for (name, bytes) in &edited {
        assert!(fs::read(project.path("whole/kk/search").join(name)).expect("a file") == *bytes, "{name}");
    }
}

/// Whether a word stands in the terms of a language's index.
fn has_term(project: &Project, language: &str, key: &str) -> bool {
    let terms = files(project, language).into_iter().filter(|(name, _)| name.starts_with("terms-"));
    terms
        .map(|(_, bytes)| unpacked(&bytes))
        .any(|bytes| memchr::memmem::find(&bytes, key.as_bytes()).is_some())
}

#[test]
fn what_the_glossary_has_a_name_for_is_found_by_its_names_in_all_languages() {
    let glossary = "[tacheng]\nkk = [\"Тачэн*\", \"Шәуешек*\"]\nzh = \"塔城\"\nen = \"Chuguchak\"\n";
    let project = site()
        .document("lakes/kanas/index.kk.md", "Көл", "Жол Шәуешекке барады.\n")
        .document("lakes/kanas/index.en.md", "Lake", "A road.\n")
        .file("locales/glossary.toml", glossary)
        .built();
    for (language, word, is_there) in [
        ("kk", "塔城", true),
        ("kk", "тачэн", true),
        ("kk", "chuguchak", true),
        ("kk", "шәуешек", true),
        // The page does not tell of it.
        ("en", "塔城", false),
        ("en", "chuguchak", false),
    ] {
        let stemmer = Stemmer::new(&Language::new(language).expect("a tag"));
        let term =
            if word.is_ascii() || language == "kk" { key(&stemmer.stem(word)) } else { word.to_owned() };
        assert_eq!(has_term(&project, language, &term), is_there, "{word} in {language}");
    }
    // What the search does not follow from makes no file of it anew.
    let before = files(&project, "kk");
    project.write("locales/glossary.toml", format!("{glossary}note = \"…\"\n"));
    project.build(&[]).succeeds();
    assert!(files(&project, "kk") == before);
    project.write("locales/glossary.toml", glossary.replace("塔城", "塔尔巴哈台"));
    project.build(&[]).succeeds();
    assert!(has_term(&project, "kk", "巴哈") && !has_term(&project, "kk", "塔城"));
    project.build(&["--out", "whole"]).succeeds();
    for (name, bytes) in files(&project, "kk") {
        assert!(fs::read(project.path("whole/kk/search").join(&name)).expect("a file") == bytes, "{name}");
    }
}

/// Some hosts take no more than 20,000 files of a site.
#[test]
fn the_number_of_files_is_bounded_and_told() {
    let project = (0..40).fold(Project::new().config("[search]\n"), |project, number| {
        project.document(&format!("place-{number}/index.kk.md"), &format!("Place {number}"), "Text.\n")
    });
    let project = project.built();
    assert_eq!(files(&project, "kk").len(), SearchFiles::of(40).count());
    let most = SearchFiles::of(10_000_000).count();
    assert!(4 * most < 20_000);
    assert!((0..200_000).step_by(17).all(|pages| SearchFiles::of(pages).count() <= most));
    let readme = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).expect("a guide");
    let of = |pages| SearchFiles::of(pages).count();
    let told = format!(
        "at most {},{:03} files, and far fewer on most sites: {} for 2,500 pages, {} for 40",
        most / 1000,
        most % 1000,
        of(2_500),
        of(40)
    );
    assert!(readme.contains(&told), "{told}");
}

/// A page that no book is as long as. It is found by all of its words, and its record is cut off.
#[test]
fn a_page_of_ten_megabytes_is_indexed() {
    let paragraph = "Көл мен тау, озеро и гора, lake and mountain, 湖泊与山。 ".repeat(20);
    let text =
        format!("{}\n\nA wolverine.\n", format!("{paragraph}\n\n").repeat(10_000_000 / paragraph.len()));
    assert!(text.len() > 9_900_000);
    let project = site().document("long/index.kk.md", "L", &text);
    let run = project.build(&[]);
    assert_eq!(run.code, 0, "{run:?}");
    let record = &records(&project, "kk")["/kk/long/"];
    assert!(record["texts"][0][2].as_str().expect("a text").len() <= 24 * 1024);
    let terms = files(&project, "kk").into_iter().filter(|(name, _)| name.starts_with("terms-"));
    let has_last = terms.map(|(_, bytes)| unpacked(&bytes)).any(|bytes| {
        let name = "volverine".as_bytes();
        bytes.windows(name.len()).any(|window| window == name)
    });
    assert!(has_last, "the last word is found");
}

#[test]
fn one_thread_makes_the_same_files_as_two() {
    let project = site();
    let build = |threads: &str, folder: &str| {
        let mut command = project.command(&["build", "--now", "2026-06-01", "--out", folder]);
        assert!(command.env("RAYON_NUM_THREADS", threads).status().expect("the program starts").success());
        fs::remove_dir_all(project.path(".sapar")).expect("the caches");
    };
    build("1", "one");
    build("2", "two");
    for file in ["index.bin", "facets.bin", "terms-0.bin", "endings-0.bin", "pages-0.bin"] {
        let bytes =
            |folder: &str| fs::read(project.path(folder).join("ru/search").join(file)).expect("a file");
        assert!(bytes("one") == bytes("two"), "{file}");
    }
}

#[test]
fn odd_pages_are_indexed() {
    let project = site()
        .page("odd-long", "L", &"Көл мен тау, озеро и гора, 湖泊与山。 ".repeat(10_000))
        .page("odd-one", "Ы", "")
        .page("odd-marks", "<b>\u{202E}🏔️</b>", "\u{200F}مرحبا\u{200F} `code` 🏔️\n")
        .config("[languages.ug]\nname = \"ئۇيغۇرچە\"\n[search]\n")
        .document("odd-long/index.ug.md", "ئالتاي", "ئالتاي تاغلىرى\n");
    let run = project.build(&[]);
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(records(&project, "ug").len(), 1);
    let long = &records(&project, "kk")["/kk/odd-long/"];
    assert!(long["texts"][0][2].as_str().expect("a text").len() <= 24 * 1024);
}
