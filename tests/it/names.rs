//! What a page is called for readers in whose language it is not written.

use super::html::Html;
use super::probe;
use super::project::Project;

/// A site with a lake that is written in Russian only and has a name in Kazakh and Chinese.
fn lake() -> Project {
    Project::new()
        .section("lakes", "Lakes")
        .page("lakes/alakol", "Alakol", "[The lake](/lakes/sayram/)\n")
        .file(
            "content/lakes/alakol/facts.toml",
            "kind = \"destination\"\nlocation = { lat = 45.0, lon = 82.0 }\n",
        )
        .file(
            "content/lakes/sayram/index.ru.md",
            "+++\ntitle = \"Озеро Сайрам\"\ndescription = \"Горное озеро\"\n+++\nТекст.\n",
        )
        .file(
            "content/lakes/sayram/facts.toml",
            "kind = \"destination\"\nnames = { kk = \"Сайрам көлі\", zh = \"赛里木湖\", ru = \"Сайрам\", en = \"Sayram\" }\nlocation = { lat = 44.6, lon = 81.17 }\n",
        )
}

#[test]
fn a_borrowed_page_has_the_readers_own_name_wherever_it_is_named() {
    let project = lake().built();
    let html = project.output("kk/lakes/sayram/index.html");
    let page = Html::parse(&html);
    let heading = page.one("h1");
    assert_eq!((heading.words().as_str(), heading.lang.as_str()), ("Сайрам көлі", "kk"));
    let original = page.class("p", "original-title");
    assert_eq!((original.words().as_str(), original.lang.as_str()), ("Озеро Сайрам", "ru"));
    let lead = page.class("p", "lead");
    assert_eq!((lead.words().as_str(), lead.lang.as_str()), ("Горное озеро", "ru"));
    let title = page.one("title");
    assert!(title.words().starts_with("Сайрам көлі · ") && title.lang == "kk", "{title:?}");
    assert_eq!(page.meta("og:title"), ["Сайрам көлі"]);
    // What is borrowed still says so, and where it is from.
    assert!(page.class("p", "borrowed").words().contains("орыс тілінде"));
    assert_eq!(
        page.with("link", "rel", "canonical")[0].attribute("href"),
        Some("https://altai.example/ru/lakes/sayram/")
    );
    assert!(html.contains("\"name\":\"Озеро Сайрам\""), "machines are told of the original: {html}");
    let crumb = page.with("span", "aria-current", "page").into_iter().find(|it| it.words() == "Сайрам көлі");
    assert_eq!(crumb.expect("a breadcrumb").lang, "kk");
    // Cards, maps, and the pages before and after.
    let list = Html::parse(&project.output("kk/lakes/index.html"));
    let named: Vec<&str> = list
        .elements
        .iter()
        .filter(|it| ["a", "text"].contains(&it.name.as_str()) && it.words() == "Сайрам көлі")
        .map(|it| it.lang.as_str())
        .collect();
    assert!(named.len() >= 3 && named.iter().all(|lang| *lang == "kk"), "{named:?}");
    let summary = list.all("p").find(|it| it.words() == "Горное озеро").expect("a summary");
    assert_eq!(summary.lang, "ru");
    assert_eq!(list.all("span").find(|it| it.words() == "Русский").map(|it| it.lang.as_str()), Some("ru"));
    let neighbour = Html::parse(&project.output("zh/lakes/alakol/index.html"));
    assert!(neighbour.texts("span").contains(&"赛里木湖".to_owned()));
    // A document's own title precedes the name.
    assert!(project.output("ru/lakes/index.html").contains(">Озеро Сайрам</a>"));
    assert!(!project.output("ru/lakes/index.html").contains(">Сайрам</a>"));
}

#[test]
fn names_are_found_along_the_fallback_chain_and_sort_lists() {
    let list = "{% for item in paginator.pages %}{{ item.title }}/{{ item.lang.tag }}/{{ item.text_lang.tag }}/{{ item.borrowed }} {% endfor %}";
    let shown = "{{ page.name }}/{{ page.name_lang.tag }} {{ page.title }}/{{ page.lang.tag }}";
    let project = probe::site("[sections.\"/\"]\nsort_by = \"title\"\n")
        .template("section.html", list)
        .template("page.html", shown)
        .document("a.en.md", "Zebra", "")
        .file("content/a.facts.toml", "names = { ru = \"\\\"Яблоко\\\"\" }\n")
        .document("b.en.md", "Beta", "")
        .file("content/b.facts.toml", "names = { kk = \"Әлем\", zh = \" \" }\n")
        .built();
    // Kazakh falls back to Russian, where there is a name, before English, where the text is; names have quotation marks.
    assert_eq!(project.output("kk/a/index.html"), "«Яблоко»/ru Zebra/en");
    assert_eq!(project.output("kk/index.html"), "«Яблоко»/ru/en/true Әлем/kk/en/true ");
    assert_eq!(project.output("en/index.html"), "Beta/en/en/false Zebra/en/en/false ");
    assert_eq!(project.output("zh/index.html"), "Beta/en/en/true Zebra/en/en/true ");
}

#[test]
fn a_place_without_a_name_in_a_language_is_told() {
    let project = lake();
    project.write(
        "content/lakes/sayram/facts.toml",
        "kind = \"destination\"\nnames = { zh = \"赛里木湖\" }\nlocation = { lat = 44.6, lon = 81.17 }\n",
    );
    assert_eq!(project.finding(), "content/lakes/sayram/facts.toml:3:12 place-without-name");
    let told = project.diagnostics();
    assert!(told[0]["message"].as_str().expect("a text").ends_with("has no name in `kk`, `en`"), "{told:?}");
    assert!(told[0]["help"].as_str().expect("a text").contains("`names = { kk = \"…\" }`"), "{told:?}");
    // A page that is no place may be without.
    project.write("content/lakes/sayram/facts.toml", "tags = []\n");
    assert!(project.findings().is_empty());
    project.write("content/lakes/sayram/facts.toml", "names = { kz = \"Сайрам көлі\", zh = 1 }\n");
    assert_eq!(
        project.findings(),
        [
            "content/lakes/sayram/facts.toml:1:11 unknown-language",
            "content/lakes/sayram/facts.toml:1:36 wrong-type",
        ]
    );
    project.write("content/lakes/sayram/facts.toml", "names = \"Сайрам көлі\"\n");
    assert_eq!(project.finding(), "content/lakes/sayram/facts.toml:1:9 wrong-type");
    project.write("content/lakes/sayram/facts.toml", "");
    project
        .write("content/lakes/sayram/index.ru.md", "+++\ntitle = \"Озеро\"\nnames = { kk = \"Көл\" }\n+++\n");
    assert_eq!(project.finding(), "content/lakes/sayram/index.ru.md:3:1 fact-in-document");
}
