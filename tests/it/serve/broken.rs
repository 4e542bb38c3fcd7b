//! While a file is broken the last good page stays, and nothing needs a restart.

use std::fs;

use super::server::Server;
use crate::project::Project;

/// Breaks a file, and mends it by another version of it.
#[track_caller]
fn breaks_and_heals(path: &str, broken: &str, mended: &str, shows: &str) {
    let site = Project::with_theme()
        .page("about", "About", "Text.\n")
        .file("content/about/facts.toml", "kind = \"place\"\naltitude = 1\n")
        .file("themes/tiny/templates/page.html", PAGE)
        .page("other", "Other", "Text.\n");
    let server = Server::start(&site, &[]);
    let mut events = server.events();
    let before = server.get("/kk/about/");
    assert_eq!((before.status, before.header("sapar-stale")), (200, None));
    site.write(path, broken);
    let stale = events.until_it(&server, "/kk/about/", |answer| answer.header("sapar-stale").is_some());
    assert_eq!((stale.status, stale.header("sapar-stale")), (200, Some("1")), "{path}");
    assert_eq!(stale.page("/"), before.page("/"), "{path}");
    let panel = server.panel("/kk/about/", "en");
    assert!(panel["page"]["states"].as_array().expect("a list").contains(&"stale".into()), "{panel:#}");
    assert!(panel["diagnostics"]["errors"].as_u64() > Some(0), "{panel:#}");
    // Broken in another way, it is still the last good page.
    site.write(path, format!("{broken}\n"));
    events.change();
    assert_eq!(server.get("/kk/about/").page("/"), before.page("/"), "{path}");
    site.write(path, mended);
    let healed = events.until(&server, "/kk/about/", shows);
    assert_eq!((healed.status, healed.header("sapar-stale")), (200, None), "{path}");
}

const PAGE: &str = "{% extends \"base.html\" %}{% block main %}{{ page.content | safe }}{{ page.facts.altitude }}\
    {{ \"hello\" | t }}{% endblock main %}\n";

#[test]
fn broken_front_matter() {
    let mended = "+++\ntitle = \"Біз\"\n+++\nЖаңа.\n";
    breaks_and_heals("content/about/index.kk.md", "+++\ntitle = \"Біз\n+++\nЖаңа.\n", mended, "Жаңа");
}

#[test]
fn broken_facts() {
    let mended = "kind = \"place\"\naltitude = 54321\n";
    breaks_and_heals("content/about/facts.toml", "kind = \"place\"\naltitude = \n", mended, "54321");
}

#[test]
fn broken_template() {
    let mended = "{% extends \"base.html\" %}{% block main %}Новый{% endblock main %}\n";
    breaks_and_heals(
        "themes/tiny/templates/page.html",
        "{% extends \"base.html\" %}{% if %}",
        mended,
        "Новый",
    );
}

#[test]
fn broken_template_that_only_rendering_shows() {
    let mended = "{% extends \"base.html\" %}{% block main %}Новый{% endblock main %}\n";
    breaks_and_heals("themes/tiny/templates/page.html", "{{ page.nothing.at_all }}", mended, "Новый");
}

#[test]
fn broken_component() {
    let mended = "{% component box(title: string) -%}\n<i>{{ title }}</i>\n{%- endcomponent box %}\n";
    let site = Project::with_theme().page("about", "About", ":::box title=\"A\"\n:::\n");
    let server = Server::start(&site, &[]);
    let mut events = server.events();
    let before = server.get("/kk/about/");
    site.write("themes/tiny/components/box.html", "{% component box(title: string) -%}\n{{ title \n");
    let stale = events.until_it(&server, "/kk/about/", |answer| answer.header("sapar-stale").is_some());
    assert_eq!(stale.page("/"), before.page("/"));
    site.write("themes/tiny/components/box.html", mended);
    assert_eq!(events.until(&server, "/kk/about/", "<i>A</i>").header("sapar-stale"), None);
}

#[test]
fn broken_messages() {
    breaks_and_heals(
        "themes/tiny/locales/kk/tiny.ftl",
        "tags = {\n",
        "tags = Т\nhello = Қайырлы күн\n",
        "Қайырлы күн",
    );
}

#[test]
fn broken_theme() {
    let mended = "[kinds.place.fields]\naltitude = { type = \"text\" }\n";
    let site = Project::with_theme()
        .page("about", "About", "Text.\n")
        .file("content/about/facts.toml", "kind = \"place\"\naltitude = 1\n");
    let server = Server::start(&site, &[]);
    let mut events = server.events();
    site.write("themes/tiny/theme.toml", "[kinds.place.fields\n");
    events.until_it(&server, "/kk/about/", |answer| answer.header("sapar-stale").is_some());
    // What changes meanwhile comes into effect with the theme.
    site.write("content/about/facts.toml", "kind = \"place\"\naltitude = \"high\"\n");
    events.change();
    site.write("themes/tiny/theme.toml", mended);
    events.until_it(&server, "/kk/about/", |answer| answer.header("sapar-stale").is_none());
    assert_eq!(server.panel("/kk/about/", "en")["diagnostics"]["errors"], 0);
}

#[test]
fn broken_configuration() {
    let site = Project::new().page("about", "About", "Text.\n");
    let config = fs::read_to_string(site.path("sapar.toml")).expect("it is there");
    let server = Server::start(&site, &[]);
    let mut events = server.events();
    for broken in ["[languages", "base_url = 3\n"] {
        site.write("sapar.toml", broken);
        let stale = events.until_it(&server, "/kk/about/", |answer| answer.header("sapar-stale").is_some());
        assert_eq!(stale.status, 200);
        // Meanwhile the text goes on.
        site.write("content/about/index.kk.md", format!("+++\ntitle = \"Біз\"\n+++\n{}\n", broken.len()));
        events.until(&server, "/kk/about/", &broken.len().to_string());
    }
    site.remove("sapar.toml");
    events.change();
    assert_eq!(server.get("/kk/about/").header("sapar-stale"), Some("1"));
    site.write("sapar.toml", config.replace("Қазақша", "Қазақ тілі"));
    let healed = events.until(&server, "/kk/about/", "Қазақ тілі");
    assert_eq!(healed.header("sapar-stale"), None);
}

#[test]
fn a_broken_page_leaves_the_others_alone() {
    let site = Project::new().page("about", "About", "Text.\n").page("other", "Other", "Text.\n");
    let server = Server::start(&site, &[]);
    let mut events = server.events();
    site.write("content/about/index.kk.md", "+++\ntitle\n+++\n");
    events.until_it(&server, "/kk/about/", |answer| answer.header("sapar-stale").is_some());
    for path in ["/kk/other/", "/ru/about/", "/kk/", &server.published("/kk/", "/css/main.css")] {
        assert_eq!((server.get(path).status, server.get(path).header("sapar-stale")), (200, None), "{path}");
    }
}

#[test]
fn a_site_whose_configuration_is_broken_at_the_start_heals_by_itself() {
    let site = Project::new().page("about", "About", "Text.\n");
    let config = fs::read_to_string(site.path("sapar.toml")).expect("it is there");
    site.write("sapar.toml", "[languages\n");
    let server = Server::start(&site, &[]);
    let answer = server.get("/kk/about/");
    assert_eq!(answer.status, 500);
    assert!(answer.text().contains("sapar.toml"), "{}", answer.text());
    assert!(answer.text().contains("/_sapar/client.js"), "{}", answer.text());
    assert_eq!(server.get("/_sapar/client.js").status, 200);
    let panel = server.panel("/kk/about/", "ru");
    assert_eq!(
        (&panel["page"], panel["diagnostics"]["errors"].as_u64()),
        (&serde_json::Value::Null, Some(1))
    );
    let mut events = server.events();
    // What is written before there is a site is part of it all the same.
    site.write("content/about/index.kk.md", "+++\ntitle = \"Біз туралы\"\n+++\nЖаңа.\n");
    site.write("content/new/index.kk.md", "+++\ntitle = \"Жаңа бет\"\n+++\n");
    site.write("static/new.txt", "new\n");
    site.write("locales/kk/site.ftl", "site-title = Сапар\n");
    site.write("sapar.toml", &config);
    events.until(&server, "/kk/about/", "Жаңа.");
    for path in ["/kk/new/", "/new.txt"] {
        events.until_it(&server, path, |answer| answer.status == 200);
    }
}

#[test]
fn a_site_whose_template_is_broken_at_the_start_heals_by_itself() {
    let site = Project::with_theme().page("about", "About", "Text.\n");
    let template = fs::read_to_string(site.path("themes/tiny/templates/base.html")).expect("it is there");
    site.write("themes/tiny/templates/base.html", "{% if %}");
    let server = Server::start(&site, &[]);
    let answer = server.get("/kk/about/");
    assert_eq!(answer.status, 500);
    assert!(answer.text().contains("themes/tiny/templates/base.html"), "{}", answer.text());
    let mut events = server.events();
    site.write("themes/tiny/templates/base.html", template);
    let healed = events.until_it(&server, "/kk/about/", |answer| answer.status == 200);
    assert_eq!(healed.header("sapar-stale"), None);
}

#[test]
fn a_folder_without_a_configuration_is_no_site() {
    let run = Project::bare().file("content/_index.kk.md", "").run(&["serve", "--port", "0"]);
    assert!(run.stderr.contains("sapar.toml"), "{run:?}");
    run.exits(2);
}

#[test]
fn the_terminal_says_what_is_wrong_once_and_that_all_is_well_again() {
    let site = Project::new().page("about", "About", "Text.\n");
    let server = Server::start(&site, &[]);
    let mut events = server.events();
    site.write("content/about/index.kk.md", "+++\ntitle = \n+++\n");
    server.warns("content/about/index.kk.md:2");
    site.write("content/about/index.ru.md", "+++\ntitle = \n+++\n");
    // What was said before is not said again.
    let until = "content/about/index.ru.md:2";
    let said: Vec<String> =
        std::iter::repeat_with(|| server.warns("")).take_while(|line| !line.contains(until)).collect();
    assert!(!said.iter().any(|line| line.contains("index.kk.md")), "{said:?}");
    for tag in ["kk", "ru"] {
        site.write(&format!("content/about/index.{tag}.md"), "+++\ntitle = \"About\"\n+++\n");
    }
    server.says("All errors are fixed.");
    events.change();
}

#[test]
fn what_changes_beside_something_broken_comes_into_effect_with_its_mending() {
    let site = Project::with_theme()
        .page("about", "About", "Text.\n")
        .file("content/about/facts.toml", "kind = \"place\"\naltitude = \"high\"\n");
    let template = fs::read_to_string(site.path("themes/tiny/templates/page.html")).expect("it is there");
    let server = Server::start(&site, &[]);
    let mut events = server.events();
    assert_eq!(server.panel("/kk/about/", "en")["diagnostics"]["errors"], 1, "the altitude is no number");
    site.write("themes/tiny/templates/page.html", "{% if %}");
    events.until_it(&server, "/kk/about/", |answer| answer.header("sapar-stale").is_some());
    site.write("themes/tiny/theme.toml", "[kinds.place.fields]\naltitude = { type = \"text\" }\n");
    events.change();
    site.write("themes/tiny/templates/page.html", template);
    events.until_it(&server, "/kk/about/", |answer| answer.header("sapar-stale").is_none());
    assert_eq!(server.panel("/kk/about/", "en")["diagnostics"]["errors"], 0);
}

#[test]
fn broken_map() {
    let scale = "map-scale = { $kilometers }\n";
    let site = ["kk", "ru", "zh", "en"].into_iter().fold(Project::with_theme(), |site, tag| {
        site.file(&format!("themes/tiny/locales/{tag}/map.ftl"), scale)
    });
    let city = |lon: &str| {
        format!(
            "{{\"type\":\"FeatureCollection\",\"features\":[{{\"type\":\"Feature\",\"properties\":{{\"kind\":\"city\",\"name\":\"hello\"}},\
             \"geometry\":{{\"type\":\"Point\",\"coordinates\":[{lon},48.3]}}}}]}}"
        )
    };
    let page = "{% extends \"base.html\" %}{% block main %}{% set m = map(current=page.path) %}{{ m.svg | safe }}{% endblock main %}\n";
    let site = site
        .page("about", "About", "Text.\n")
        .file("themes/tiny/theme.toml", "[kinds.place.fields]\nlocation = { type = \"coordinates\" }\n")
        .file("content/about/facts.toml", "kind = \"place\"\nlocation = { lat = 48.0, lon = 84.0 }\n")
        .file("themes/tiny/templates/page.html", page);
    let server = Server::start(&site, &[]);
    let mut events = server.events();
    let bare = server.get("/kk/about/");
    assert!(bare.text().contains("<svg") && !bare.text().contains("map-city"));
    // The folder comes while the preview runs.
    site.write("map/base.geojson", city("84.2"));
    let before = events.until(&server, "/kk/about/", "map-city");
    site.write("map/base.geojson", city("84,"));
    let stale = events.until_it(&server, "/kk/about/", |answer| answer.header("sapar-stale").is_some());
    assert_eq!(stale.page("/"), before.page("/"));
    assert!(server.panel("/kk/about/", "en")["diagnostics"]["errors"].as_u64() > Some(0));
    site.write("map/base.geojson", city("84.7"));
    let healed = events.until_it(&server, "/kk/about/", |answer| answer.header("sapar-stale").is_none());
    assert!(healed.text().contains("map-city") && healed.page("/") != before.page("/"));
    site.remove("map/base.geojson");
    events.until_it(&server, "/kk/about/", |answer| !answer.text().contains("map-city"));
}
