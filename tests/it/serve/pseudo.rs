//! A site in the pseudo-language: what comes from texts, messages and facts is changed, and what stands in a template is not.

use std::fs;

use super::server::Server;
use crate::project::Project;

const PAGE: &str = r#"{% extends "base.html" %}
{% block main %}<p class="plain">Hard-coded</p>
<p class="message">{{ "hello" | t }}</p>
<p class="count">{{ "nights" | t(count=3) }}</p>
<p class="option">{{ 5 | month(length="length" | t) }}</p>
<p class="summary">{{ page.description }}</p>
<p class="fact">{{ page.facts.keeper }} {{ page.facts.size }} {{ page.facts.altitude }}</p>
{{ page.content | safe }}{% endblock main %}
"#;

fn site() -> Project {
    Project::with_theme()
        .file(
            "themes/tiny/theme.toml",
            "[kinds.place.fields]\naltitude = { type = \"number\" }\nkeeper = { type = \"text\" }\n\
             size = { type = \"one-of\", options = [\"large\", \"small\"] }\n",
        )
        .file("themes/tiny/templates/page.html", PAGE)
        .file(
            "themes/tiny/locales/en/tiny.ftl",
            "tags = Topics\nhello = Hello\nlength = short\nnights = { $count ->\n    [one] { $count } night\n   *[other] { $count } nights\n }\n",
        )
        .file(
            "themes/tiny/locales/ru/tiny.ftl",
            "tags = Темы\nhello = Привет\nlength = long\nnights = ночей: { $count }\n",
        )
        .file(
            "content/lakes/markakol/facts.toml",
            "kind = \"place\"\naltitude = 1447\nkeeper = \"Aigul\"\nsize = \"large\"\n",
        )
        .file(
            "content/lakes/markakol/index.en.md",
            "+++\ntitle = \"Lake\"\ndescription = \"Deep\"\n+++\n\
             ## The shore\n\nGo *there* by [bus](/lakes/#way), see `code` and https://altai.example/.\n\n\
             - 46 km\n\n![A boat](boat.svg \"Boat\")\n",
        )
        .file("content/lakes/markakol/index.ru.md", "+++\ntitle = \"Озеро\"\n+++\nВода.\n")
        .file("content/lakes/markakol/boat.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"2\" height=\"1\"/>")
        .file("content/lakes/_index.en.md", "+++\ntitle = \"Lakes\"\n+++\n## Way\n")
}

#[test]
fn texts_messages_and_facts_are_changed_and_templates_are_not() {
    let site = site();
    let server = Server::start(&site, &["--pseudo"]);
    assert!(server.greeting.iter().any(|line| line.contains("pseudo-language")), "{:?}", server.greeting);
    let page = server.get("/en/lakes/markakol/");
    let page = page.text();
    for expected in [
        "<title>[Ļàķé ··]</title>",
        "<p class=\"plain\">Hard-coded</p>",
        "<p class=\"message\">[Ĥéļļö ··]</p>",
        "<p class=\"count\">[3 ñîĝĥţš ··]</p>",
        // The name of a length that a language has chosen is no text.
        "<p class=\"option\">May</p>",
        "<p class=\"summary\">[Đééþ ··]</p>",
        "<p class=\"fact\">[Àîĝûļ ··] large 1447</p>",
        ">[Ţĥé šĥöŕé ···]</h2>",
        "id=\"the-shore\"",
        "[Ĝö <em>ţĥéŕé</em> ƀý <a href=\"/en/lakes/#way\">ƀûš</a>, šéé <code>code</code> àñđ <a class=\"address\" href=\"https://altai.example/\"",
        ">https://altai.example/</a>. ······]</p>",
        "[46 ķɱ ·]",
        "alt=\"[À ƀöàţ ··]\"",
        "[Ƀöàţ ··]",
    ] {
        assert!(page.contains(expected), "{expected}\n{page}");
    }
    assert!(server.get("/ru/lakes/markakol/").text().contains("[Вӧдӓ. ··]"));
    assert_eq!(server.panel("/en/lakes/markakol/", "en")["pseudo"], true);
    // A save is followed in the pseudo-language, too.
    let mut events = server.events();
    let file = "content/lakes/markakol/index.en.md";
    let text = fs::read_to_string(site.path(file)).expect("it is there");
    site.write(file, text.replace("Deep", "Clear").replace("46 km", "47 km"));
    events.next("change");
    let page = server.get("/en/lakes/markakol/");
    let page = page.text();
    assert!(page.contains("[Çļéàŕ ··]") && page.contains("[47 ķɱ ·]"), "{page}");
    site.write(
        "themes/tiny/locales/en/tiny.ftl",
        "tags = Topics\nhello = Salute\nlength = long\nnights = { $count }\n",
    );
    // The files of the first change are read once more when all is quiet, which may be told before the second change.
    while !server.get("/en/lakes/markakol/").text().contains("[Ŝàļûţé ··]") {
        events.next("change");
    }
}

#[test]
fn the_pseudo_language_is_never_published() {
    let site = Project::new()
        .config("[search]\n")
        .page("lakes/markakol", "Markakol", "A lake in the mountains.\n")
        .document("lakes/_index.ru.md", "Озёра", "");
    site.build(&["--out", "before"]).succeeds();
    let index =
        |folder: &str| fs::read(site.path(&format!("{folder}/en/search/index.bin"))).expect("an index");
    fs::remove_dir_all(site.path(".sapar")).expect("a cache");
    {
        let server = Server::start(&site, &["--pseudo"]);
        assert_eq!(server.get("/en/search/index.bin").status, 200);
        assert!(server.get("/en/lakes/markakol/").text().contains("[À ļàķé"));
    }
    // What the preview has made of these texts is no part of a build.
    site.build(&["--out", "after"]).succeeds();
    assert_eq!(index("before"), index("after"));
    let page = fs::read_to_string(site.path("after/en/lakes/markakol/index.html")).expect("a page");
    assert!(page.contains("A lake in the mountains."), "{page}");
    assert_eq!(site.run(&["build", "--pseudo"]).code, 2, "a build has no such option");
}
