//! What the panel in the page is told.

use serde_json::Value;

use super::server::{Server, eventually};
use crate::project::Project;

fn found<'p>(panel: &'p Value, list: &str, code: &str) -> &'p Value {
    let list = panel["diagnostics"][list].as_array().expect("a list");
    list.iter().find(|one| one["code"] == code).unwrap_or_else(|| panic!("no {code}: {panel:#}"))
}

fn texts(value: &Value) -> Vec<&str> {
    value.as_array().expect("a list").iter().map(|text| text.as_str().expect("a text")).collect()
}

#[test]
fn a_mistake_is_told_with_its_place_and_what_to_do() {
    let site = Project::new()
        .document("about.kk.md", "Біз", "😀😀 Қазақша [қайда](/lakse/) 中文\n")
        .document("lakes/_index.kk.md", "Көлдер", "")
        .document("lakes/_index.ru.md", "Озёра", "");
    let server = Server::start(&site, &[]);
    let panel = server.panel("/kk/about/", "en");
    let broken = found(&panel, "page", "link-not-found");
    assert_eq!((&broken["file"], &broken["line"]), (&"content/about.kk.md".into(), &4.into()));
    assert_eq!(broken["source"], "😀😀 Қазақша [қайда](/lakse/) 中文");
    // As a browser counts letters: each of these faces is two.
    let units: Vec<u16> = broken["source"].as_str().expect("a text").encode_utf16().collect();
    let mark: Vec<usize> = broken["mark"]
        .as_array()
        .expect("two")
        .iter()
        .map(|at| at.as_u64().expect("a number") as usize)
        .collect();
    assert!(String::from_utf16_lossy(&units[mark[0]..mark[1]]).contains("/lakse/"), "{broken:#}");
    assert_eq!(broken["column"], 20, "in letters: {broken:#}");
    assert!(texts(&broken["hints"]).iter().any(|hint| hint.contains("/lakes/")), "{broken:#}");
    assert_eq!(
        (&broken["lang"], &broken["dir"], &broken["severity"]),
        (&"kk".into(), &"ltr".into(), &"error".into())
    );
    // The same mistake has the same name wherever it is listed, and in every language.
    let russian = server.panel("/kk/about/", "ru");
    let same = found(&russian, "page", "link-not-found");
    assert_eq!(same["id"], broken["id"]);
    assert_ne!(same["message"], broken["message"]);
    assert_eq!(russian["lang"], "ru");
}

#[test]
fn a_mistake_on_a_page_that_nobody_looks_at_is_found() {
    let site = Project::new().document("about.kk.md", "Біз", "[қайда](/nowhere/)\n").document(
        "other.kk.md",
        "Басқа",
        "Мәтін.\n",
    );
    let server = Server::start(&site, &[]);
    let mut events = server.events();
    let errors = |events: &mut super::server::Events, expected: u64| loop {
        if events.next("checked")["errors"] == expected {
            break;
        }
    };
    errors(&mut events, 1);
    let panel = server.panel("/kk/other/", "en");
    assert_eq!(panel["diagnostics"]["page"], serde_json::json!([]));
    assert_eq!(found(&panel, "site", "link-not-found")["file"], "content/about.kk.md");
    assert_eq!(
        (&panel["diagnostics"]["errors"], &panel["diagnostics"]["checking"]),
        (&1.into(), &false.into())
    );
    // It goes when it is mended, and comes by a change elsewhere.
    site.write("content/nowhere.kk.md", "+++\ntitle = \"Енді бар\"\n+++\n");
    errors(&mut events, 0);
    assert_eq!(server.panel("/kk/other/", "en")["diagnostics"]["errors"], 0);
    site.remove("content/nowhere.kk.md");
    errors(&mut events, 1);
}

#[test]
fn an_address_that_was_published_and_is_gone_is_told() {
    let site = Project::new().page("lake", "Lake", "Text.\n").built();
    std::fs::rename(site.path("content/lake"), site.path("content/markakol")).expect("a page is renamed");
    let server = Server::start(&site, &[]);
    eventually(|| {
        let panel = server.panel("/kk/markakol/", "en");
        ["page", "site"].iter().any(|list| {
            let list = panel["diagnostics"][*list].as_array().expect("a list");
            list.iter().any(|one| one["code"] == "address-lost")
        })
    });
}

#[test]
fn a_page_says_what_it_is_in_each_language() {
    let site = Project::new()
        .file("content/news/_index.ru.md", "+++\ntitle = \"Новости\"\n+++\n")
        .file("content/news/draft.ru.md", "+++\ntitle = \"Черновик\"\ndraft = true\n+++\n")
        .file("content/news/draft.zh.md", "+++\ntitle = \"草稿\"\n+++\n")
        .document("news/later.ru.md", "Потом", "")
        .file("content/news/later.facts.toml", "date = 9999-12-31\n");
    let server = Server::start(&site, &["--drafts"]);
    let page = |url: &str| server.panel(url, "en")["page"].clone();
    let draft = page("/ru/news/draft/");
    assert_eq!((&draft["title"], &draft["lang"]), (&"Черновик".into(), &"ru".into()));
    assert_eq!(
        (texts(&draft["states"]), texts(&draft["files"])),
        (vec!["draft"], vec!["content/news/draft.ru.md"])
    );
    let languages: Vec<(&str, &str)> = draft["languages"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| (one["tag"].as_str().expect("a tag"), one["state"].as_str().expect("a state")))
        .collect();
    assert_eq!(languages, [("kk", "borrowed"), ("ru", "draft"), ("zh", "own"), ("en", "borrowed")]);
    assert_eq!(draft["languages"][0]["from"], "ru");
    assert_eq!(draft["languages"][1]["current"], true);
    assert_eq!(draft["compare"], "/_sapar/compare/ru/news/draft/");
    assert_eq!(texts(&page("/kk/news/draft/")["states"]), ["draft", "borrowed"]);
    assert_eq!(texts(&page("/zh/news/draft/")["states"]), Vec::<&str>::new());
    let later = page("/ru/news/later/");
    assert_eq!(texts(&later["states"]), ["future"]);
    assert_eq!(texts(&later["files"]), ["content/news/later.ru.md", "content/news/later.facts.toml"]);
    for url in ["/robots.txt", "/nowhere/", "/", "", "%00", "/ru/404.html"] {
        assert_eq!(page(url), Value::Null, "{url}");
    }
    assert_eq!(page("/ru/news/?a=b")["title"], Value::Null, "an address has no question in it");
}

#[test]
fn the_panel_is_asked_in_any_way_and_answers() {
    let site = Project::new();
    let server = Server::start(&site, &[]);
    for query in ["", "?", "?url", "?url=%ff", "?lang=xx&url=/kk/", "?url=/kk/&url=/ru/", "?&&=&", "?url=//x"]
    {
        let answer = server.get(&format!("/_sapar/panel.json{query}"));
        assert_eq!(
            (answer.status, answer.header("content-type")),
            (200, Some("application/json; charset=utf-8"))
        );
        let panel: Value = serde_json::from_slice(&answer.body).expect("JSON");
        assert_eq!(panel["lang"], "en", "{query}");
    }
}

#[test]
fn of_hundreds_of_mistakes_in_one_file_some_are_listed_and_the_rest_counted() {
    let links: Vec<String> = (0..250).map(|number| format!("[қайда](/nowhere-{number}/)")).collect();
    let site = Project::new().document("about.kk.md", "Біз", &format!("{}\n", links.join(" ")));
    let server = Server::start(&site, &[]);
    let panel = server.panel("/kk/about/", "en");
    let listed = panel["diagnostics"]["page"].as_array().expect("a list");
    assert_eq!(listed.len(), 101);
    assert_eq!(listed[100]["message"], "and 150 more places like these");
    assert_eq!(listed[100]["file"], "content/about.kk.md");
    assert_eq!(panel["diagnostics"]["errors"], 250);
}

#[test]
fn the_terms_of_a_page_are_shown_with_their_names_in_all_languages() {
    let glossary = "[horgos]\nnote = \"Город\"\nkk = \"Қорғас*\"\nzh = \"霍尔果斯\"\n                    en = { forms = [\"Horgos\"], forbidden = { \"Khorgos\" = \"one spelling\" } }\n[maral]\nzh = \"马鹿\"\n";
    let site = Project::new()
        .document("way.zh.md", "路", "从霍尔果斯出发，回到霍尔果斯。\n")
        .file("locales/glossary.toml", glossary);
    let server = Server::start(&site, &[]);
    let panel = server.panel("/zh/way/", "en");
    let terms = panel["page"]["terms"].as_array().expect("a list");
    let names: Vec<&str> = terms.iter().filter_map(|term| term["name"].as_str()).collect();
    assert_eq!(names, ["霍尔果斯"]);
    assert_eq!(texts(&terms[0]["languages"][0]["forms"]), ["Қорғас"]);
    assert_eq!(terms[0]["languages"][3]["forbidden"][0]["form"], "Khorgos");
    assert_eq!((&terms[0]["note"], &terms[0]["note_lang"]), (&"Город".into(), &"ru".into()));
    // The text of another language is compared with that language's forms where it is written.
    assert_eq!(server.panel("/en/way/", "en")["page"]["terms"], serde_json::json!([]));
    // An edit of the glossary is there at once.
    let seen = panel["version"].clone();
    site.write("locales/glossary.toml", glossary.replace("马鹿", "出发"));
    eventually(|| {
        let panel = server.panel("/zh/way/", "en");
        panel["version"] != seen && panel["page"]["terms"].as_array().is_some_and(|terms| terms.len() == 2)
    });
}
