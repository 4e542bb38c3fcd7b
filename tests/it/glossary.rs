//! The glossary: what is told of texts and messages, what translators get of it, and what the search finds by it.

use std::fs;

use crate::project::{Project, Run};

const GLOSSARY: &str = r#"
[horgos]
note = "Город, а не центр."
kk = { forms = ["Қорғас*"], forbidden = { "Хоргос*" = "қазақша «Қорғас»" } }
ru = "Хоргос*"
zh = { forms = ["霍尔果斯"], forbidden = { "和尔果斯" = "写错一个字" }, note = "口岸也叫这个名字。" }
en = { forms = ["Horgos"], forbidden = { "Khorgos" = "one spelling on both sides of the border" } }

[horgos-center]
required = false
ru = "центр* «Хоргос»"
zh = "霍尔果斯中心"

[maral]
kk = "марал*"
ru = "марал*"
zh = "马鹿"
en = { forms = ["maral"], forbidden = { "deer" = { reason = "the animal is a maral", use = "maral" } } }
"#;

/// A site with a glossary and a page in four languages.
fn site() -> Project {
    let texts = [
        ("ru", "Хоргос", "Дорога в Хоргос. Там живут маралы.\n"),
        ("kk", "Қорғас", "Қорғасқа баратын жол. Онда марал жүреді.\n"),
        ("zh", "霍尔果斯", "去霍尔果斯的路。那里有马鹿。\n"),
        ("en", "Horgos", "The way to Horgos. The maral lives there.\n"),
    ];
    let site = Project::new().file("locales/glossary.toml", GLOSSARY);
    texts
        .into_iter()
        .fold(site, |site, (tag, title, text)| site.document(&format!("way/index.{tag}.md"), title, text))
}

fn translate(site: &Project, arguments: &[&str]) -> Run {
    site.run(&[&["--lang", "en", "translate"], arguments].concat())
}

fn accept_all(site: &Project) {
    translate(site, &["accept", "--all"]).succeeds();
}

fn edit(site: &Project, file: &str, old: &str, new: &str) {
    let text = fs::read_to_string(site.path(file)).expect("it is there");
    assert!(text.contains(old), "{old} in {text}");
    site.write(file, text.replace(old, new));
}

#[test]
fn a_site_that_follows_its_glossary_builds_in_silence() {
    let site = site();
    site.build(&["--strict"]).succeeds();
    accept_all(&site);
    site.build(&["--strict"]).succeeds();
}

#[test]
fn a_forbidden_form_is_told_where_it_stands_with_what_to_write() {
    for (file, text, finding, suggestion, mended) in [
        // An ending that fits the other word is kept.
        (
            "way/index.kk.md",
            "Ол Хоргосқа, **Хоргосқа** барады.\n",
            "4:4",
            "Қорғасқа",
            "Ол Қорғасқа, **Қорғасқа** барады.\n",
        ),
        ("way/index.zh.md", "去[和尔果斯](/way/)。\n", "4:3", "霍尔果斯", "去[霍尔果斯](/way/)。\n"),
        ("way/index.en.md", "- Deer, a KHORGOS\n", "4:3", "Maral", "- Maral, a HORGOS\n"),
        // A name in a heading, a cell, a caption and an alternative text.
        ("way/index.en.md", "## Khorgos {#a}\n", "4:4", "Horgos", "## Horgos {#a}\n"),
        ("way/index.en.md", "| Khorgos |\n|---|\n| a |\n", "4:3", "Horgos", "| Horgos |\n|---|\n| a |\n"),
    ] {
        let site = site().document(file, "T", text);
        let found = site.diagnostics();
        assert!(!found.is_empty(), "{text}");
        assert!(found.iter().all(|it| it["code"] == "glossary-forbidden"), "{found:#?}");
        assert_eq!(format!("{}:{}", found[0]["line"], found[0]["column"]), finding, "{text}");
        assert_eq!(found[0]["suggestion"], suggestion, "{found:#?}");
        site.run(&["check", "--fix", "--now", "2026-06-01"]).exits(0);
        let text = fs::read_to_string(site.path(&format!("content/{file}"))).expect("it is there");
        assert_eq!(
            text.split_once("+++\n").and_then(|(_, rest)| rest.split_once("+++\n")).expect("a text").1,
            mended
        );
        site.build(&["--strict"]).succeeds();
    }
}

#[test]
fn words_that_are_no_words_of_the_author_are_left_alone() {
    let text = "`Khorgos` and [a way](/way/ \"T\"), https://khorgos.example/Khorgos, Khorgos@mail.example, \
                <i lang=\"ru\">Khorgos</i>.\n\n```\nKhorgos\n```\n\nA New-Khorgos, reindeer.\n\n<!-- Khorgos -->\n";
    site().document("way/index.en.md", "T", text).build(&["--strict"]).succeeds();
}

#[test]
fn what_stands_in_the_front_matter_the_facts_and_messages_is_compared_too() {
    let site = site()
        .file(
            "content/way/index.en.md",
            "+++\ntitle = \"Way to Khorgos\"\ndescription = \"Deer\"\nalt = { \"a.svg\" = \"Khorgos\" }\n+++\n![Khorgos](a.svg \"In Khorgos\")\n",
        )
        .file("content/way/a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"/>")
        .file("content/way/facts.toml", "names = { zh = \"和尔果斯\" }\n")
        .file("locales/en/site.ftl", "way = The way to { $name } and Khorgos\n    .short = Khorgos\n")
        .file("locales/ru/site.ftl", "way = Путь\n    .short = Х\n")
        .file("locales/kk/site.ftl", "way = Жол\n    .short = Х\n")
        .file("locales/zh/site.ftl", "way = 路\n    .short = 霍\n");
    assert_eq!(
        site.findings(),
        [
            "content/way/facts.toml:1:17 glossary-forbidden",
            "content/way/index.en.md:2:17 glossary-forbidden",
            "content/way/index.en.md:3:16 glossary-forbidden",
            "content/way/index.en.md:4:20 glossary-forbidden",
            "content/way/index.en.md:6:3 glossary-forbidden",
            "content/way/index.en.md:6:22 glossary-forbidden",
            "locales/en/site.ftl:1:32 glossary-forbidden",
            "locales/en/site.ftl:2:14 glossary-forbidden",
        ]
    );
    site.run(&["check", "--fix", "--now", "2026-06-01"]).exits(0);
    assert_eq!(site.findings(), Vec::<String>::new());
}

#[test]
fn a_term_that_a_translation_does_not_name_is_told_if_it_is_known_to_be_made_from_its_source() {
    let site = site();
    edit(&site, "content/way/index.zh.md", "去霍尔果斯的路。", "去那里的路。");
    // Nobody has said what the translation was made from.
    site.build(&["--strict"]).succeeds();
    accept_all(&site);
    let found = site.diagnostics();
    assert_eq!(site.finding(), "content/way/index.zh.md:4:1 glossary-missing");
    assert!(
        found[0]["message"].as_str().is_some_and(|it| it.contains("`Хоргос`") && it.contains("`霍尔果斯`")),
        "{found:#?}"
    );
    // A translation that is stale is another matter, and so is one that was edited for a term.
    edit(&site, "content/way/index.ru.md", "Там живут маралы.", "Там живут лисы и маралы.");
    assert_eq!(site.findings(), Vec::<String>::new());
    edit(&site, "content/way/index.ru.md", "Там живут лисы и маралы.", "Там живут маралы.");
    assert_eq!(site.findings().len(), 1);
    edit(&site, "locales/glossary.toml", "[horgos]", "[horgos]\nrequired = false");
    assert_eq!(site.findings(), Vec::<String>::new());
}

#[test]
fn a_name_within_a_longer_one_is_there() {
    let site = site();
    // The source has a longer name, which a translation may have by its short one; and the other way round.
    edit(&site, "content/way/index.ru.md", "Дорога в Хоргос.", "Дорога в центр «Хоргос».");
    edit(&site, "content/way/index.en.md", "The way to Horgos.", "The way to the centre.");
    accept_all(&site);
    assert_eq!(site.findings(), Vec::<String>::new());
    edit(&site, "content/way/index.ru.md", "Дорога в центр «Хоргос».", "Дорога в Хоргос.");
    edit(&site, "content/way/index.en.md", "The way to the centre.", "The way to Horgos.");
    edit(&site, "content/way/index.zh.md", "去霍尔果斯的路。", "去霍尔果斯中心的路。");
    accept_all(&site);
    assert_eq!(site.findings(), Vec::<String>::new());
}

#[test]
fn what_a_page_is_about_need_not_be_named_beside_its_title_and_tables_may_be_in_another_order() {
    let site = site()
        .document(
            "way/index.ru.md",
            "Хоргос",
            "| А | Б |\n|---|---|\n| Хоргос | лиса |\n| гора | марал |\n\nЭто Хоргос.\n",
        )
        .document(
            "way/index.zh.md",
            "霍尔果斯",
            "| A | B |\n|---|---|\n| 山 | 马鹿 |\n| 口岸 | 狐狸 |\n\n这里是口岸。\n",
        );
    edit(&site, "content/way/index.ru.md", "+++\n|", "description = \"Город Хоргос\"\n+++\n|");
    edit(&site, "content/way/index.zh.md", "+++\n|", "description = \"边境城市\"\n+++\n|");
    accept_all(&site);
    assert_eq!(site.findings(), ["content/way/index.zh.md:10:1 glossary-missing"]);
}

#[test]
fn messages_are_compared_with_those_that_they_were_made_from() {
    let site = site()
        .file("locales/ru/site.ftl", "beasts = { $count ->\n    [one] { $count } марал\n    [few] { $count } марала\n   *[many] { $count } маралов\n }\n")
        .file("locales/kk/site.ftl", "beasts = { $count } марал\n")
        .file("locales/en/site.ftl", "beasts = { $count ->\n    [one] { $count } maral\n   *[other] { $count } animals\n }\n")
        .file("locales/zh/site.ftl", "beasts = { $count }头马鹿\n");
    let findings = || site.findings().into_iter().filter(|it| it.contains("glossary")).collect::<Vec<_>>();
    assert_eq!(findings(), Vec::<String>::new());
    translate(&site, &["accept", "locales"]).succeeds();
    assert_eq!(findings(), ["locales/en/site.ftl:3:16 glossary-missing"]);
}

#[test]
fn a_glossary_that_cannot_be_read_is_told_in_every_language() {
    let site = site().file("locales/glossary.toml", "[a]\nkk = \"*\"\nfr = \"Horgos\"\nnotes = 1\n");
    for language in ["en", "kk", "ru", "zh"] {
        let run = site.run(&["build", "--now", "2026-06-01", "--lang", language]);
        assert_eq!(run.code, 1, "{run:?}");
        for code in ["glossary-form", "unknown-language", "unknown-key", "missing-key"] {
            assert!(run.stderr.contains(code), "{code}: {run:?}");
        }
        assert!(run.stderr.contains("locales/glossary.toml:3:1"), "{run:?}");
    }
}

#[test]
fn an_edit_of_a_record_or_the_glossary_is_noticed_by_the_next_build() {
    let site = site();
    edit(&site, "content/way/index.zh.md", "那里有马鹿。", "那里有动物。");
    site.build(&["--strict"]).succeeds();
    accept_all(&site);
    assert_eq!(site.finding(), "content/way/index.zh.md:4:1 glossary-missing");
    assert_eq!(site.finding(), "content/way/index.zh.md:4:1 glossary-missing");
    edit(&site, "locales/glossary.toml", "zh = \"马鹿\"", "zh = [\"马鹿\", \"动物\"]");
    site.build(&["--strict"]).succeeds();
    // What is not shown changes no output.
    let run = site.build(&["--strict"]).succeeds();
    assert!(!run.stdout.contains("written"), "{run:?}");
}

#[test]
fn translators_get_the_terms_of_each_text_in_every_format() {
    let site = site();
    for format in ["po", "xliff", "xliff2", "csv", "md"] {
        let file =
            translate(&site, &["export", "--lang", "zh", "--all", "--format", format, "way"]).exits(0).stdout;
        let note = "glossary: Хоргос → 霍尔果斯 · not “和尔果斯”: 写错一个字 · Город, а не центр. 口岸也叫这个名字。";
        assert!(file.contains(note), "{format}: {file}");
        let before = fs::read_to_string(site.path("content/way/index.zh.md")).expect("it is there");
        site.write("back", &file);
        translate(&site, &["import", "back", "--lang", "zh"]).exits(0);
        site.remove("back");
        assert_eq!(
            fs::read_to_string(site.path("content/way/index.zh.md")).expect("it is there"),
            before,
            "{format}"
        );
    }
}

#[test]
fn the_glossary_is_exported_as_a_table() {
    let csv = translate(&site(), &["export", "--glossary", "csv"]).exits(0).stdout;
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let headings: Vec<String> = reader.headers().expect("a first line").iter().map(str::to_owned).collect();
    assert_eq!(
        headings,
        ["id", "kk", "ru", "zh", "en", "note", "kk:forbidden", "zh:forbidden", "zh:note", "en:forbidden"]
    );
    let lines: Vec<csv::StringRecord> = reader.records().map(|line| line.expect("a line")).collect();
    assert_eq!(lines.len(), 3);
    let first: Vec<&str> = lines[0].iter().take(6).collect();
    assert_eq!(first, ["horgos", "Қорғас", "Хоргос", "霍尔果斯", "Horgos", "Город, а не центр."]);
    assert_eq!(&lines[2][9], "deer: the animal is a maral");
}

/// The rules of TBX-Basic in the style DCA, as its schema and its Schematron rules have them, as far as a glossary uses them.
#[test]
fn the_glossary_is_exported_as_tbx_basic() {
    let site = site();
    let tbx = translate(&site, &["export", "--glossary", "tbx"]).exits(0).stdout;
    let document = roxmltree::Document::parse(&tbx).expect("it is XML");
    let root = document.root_element();
    let namespace = "urn:iso:std:iso:30042:ed-2";
    let language = ("http://www.w3.org/XML/1998/namespace", "lang");
    assert!(
        document
            .descendants()
            .filter(roxmltree::Node::is_element)
            .all(|it| it.tag_name().namespace() == Some(namespace))
    );
    assert_eq!(
        (root.tag_name().name(), root.attribute("type"), root.attribute("style")),
        ("tbx", Some("TBX-Basic"), Some("dca"))
    );
    assert_eq!(root.attribute(language), Some("ru"));
    let children = |node: roxmltree::Node<'_, '_>| -> Vec<String> {
        node.children()
            .filter(roxmltree::Node::is_element)
            .map(|it| it.tag_name().name().to_owned())
            .collect()
    };
    assert_eq!(children(root), ["tbxHeader", "text"]);
    let mut ids = Vec::new();
    for node in document.descendants().filter(roxmltree::Node::is_element) {
        let inner = children(node);
        match node.tag_name().name() {
            "tbxHeader" => assert_eq!(inner, ["fileDesc"]),
            "fileDesc" => assert_eq!(inner, ["titleStmt", "sourceDesc"]),
            "titleStmt" => assert_eq!(inner, ["title"]),
            "sourceDesc" => assert_eq!(inner, ["p"]),
            "text" => assert_eq!(inner, ["body"]),
            "body" => assert_eq!(inner, ["conceptEntry"; 3]),
            // Notes come before the languages, and before the terms.
            "conceptEntry" => {
                ids.push(node.attribute("id").expect("an id"));
                let rest: Vec<&String> = inner.iter().skip_while(|name| *name == "note").collect();
                assert!(!rest.is_empty() && rest.iter().all(|name| *name == "langSec"), "{inner:?}");
            }
            "langSec" => {
                assert!(node.attribute(language).is_some());
                let rest: Vec<&String> = inner.iter().skip_while(|name| *name == "note").collect();
                assert!(!rest.is_empty() && rest.iter().all(|name| *name == "termSec"), "{inner:?}");
            }
            "termSec" => assert_eq!(inner[..2], ["term", "termNote"], "{inner:?}"),
            "termNote" => {
                assert_eq!(node.attribute("type"), Some("administrativeStatus"));
                let status = node.text().expect("a status").strip_suffix("Term-admn-sts").expect("a status");
                assert!(["preferred", "admitted", "deprecated", "superseded"].contains(&status), "{status}");
            }
            "term" | "note" | "title" | "p" => assert!(inner.is_empty() && node.text().is_some()),
            "tbx" => {}
            other => panic!("{other} is not part of the dialect"),
        }
    }
    assert_eq!(ids, ["horgos", "horgos-center", "maral"]);
    let terms: Vec<(&str, Option<&str>)> = document
        .descendants()
        .filter(|it| it.has_tag_name((namespace, "term")))
        .take(3)
        .map(|it| (it.text().expect("a term"), it.next_sibling_element().and_then(|it| it.text())))
        .collect();
    assert_eq!(
        terms,
        [
            ("Қорғас", Some("preferredTerm-admn-sts")),
            ("Хоргос", Some("deprecatedTerm-admn-sts")),
            ("Хоргос", Some("preferredTerm-admn-sts")),
        ]
    );
}

#[test]
fn without_terms_there_is_nothing_to_export() {
    let site = Project::new();
    let run = translate(&site, &["export", "--glossary", "tbx"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.stderr.contains("glossary-not-found"), "{run:?}");
    // One or the other.
    assert_eq!(translate(&site, &["export", "--glossary", "tbx", "--lang", "zh"]).code, 2);
    assert_eq!(translate(&site, &["export"]).code, 2);
}
