//! Fields that are tables with fields of their own.

use super::probe;
use super::project::Project;

const KIND: &str = r#"[kinds.route.fields]
stops = { type = "table", list = true, fields = { page = { type = "reference", required = true }, days = { type = "number" }, ways = { type = "text", list = true } } }
start = { type = "table", fields = { hour = { type = "number" } } }
note = { type = "table", localised = true, fields = { text = { type = "text", required = true }, hero = { type = "image" } } }
near = { type = "reference" }
"#;

const TEMPLATE: &str = r#"{% set facts = page.facts -%}
{% for stop in facts.stops or [] %}{{ stop.page.title }} {{ stop.page.url }} {{ stop.days or "-" }} {% for way in stop.ways or [] %}{{ way }} {% endfor %}
{% endfor %}{% if facts.note %}{{ facts.note.text }} {{ facts.note.hero.alt }}{% endif %}
"#;

/// A site with a page `route` and two pages to go by.
fn route(facts: &str) -> Project {
    probe::site(KIND)
        .page("lake", "Lake", "")
        .page("hill", "Hill", "")
        .page("route", "Route", "")
        .file("content/route/facts.toml", &format!("kind = \"route\"\n{facts}"))
        .template("route.html", TEMPLATE)
}

#[track_caller]
fn findings(facts: &str) -> Vec<String> {
    let findings = route(facts).findings();
    findings
        .iter()
        .map(|it| it.strip_prefix("content/route/facts.toml:").expect("the facts' mistakes").to_owned())
        .collect()
}

#[test]
fn a_table_has_fields_of_its_own_types() {
    let project = route(
        "stops = [{ page = \"/lake/\", days = 2, ways = [\"a\", \"b\"] }, { page = \"../hill/\" }]\nstart = { hour = 9 }\n",
    )
    .file("content/route/hero.svg", &probe::svg(30, 20))
    .file(
        "content/route/index.kk.md",
        "+++\ntitle = \"Route\"\nnote = { text = \"Қысқа\", hero = \"hero.svg\" }\nalt = { \"hero.svg\" = \"Жол\" }\n+++\n",
    )
    .built();
    assert_eq!(
        project.output("kk/route/index.html"),
        "Lake kk /kk/lake/ 2 a b\nHill kk /kk/hill/ -\nҚысқа Жол\n"
    );
}

#[test]
fn lists_show_the_pages_that_a_page_refers_to_but_not_where_these_lead_on() {
    let project = route("stops = [{ page = \"/route/\" }, { page = \"/lake/\" }]\nnear = \"/route/\"\n")
        .template(
            "section.html",
            "{% for item in pages(kind=\"route\") %}{{ item.facts.near.url }}{% for stop in item.facts.stops %} {{ stop.page.title }}{{ stop.page.facts.near or \"\" }}{% endfor %}{% endfor %}",
        )
        .built();
    assert_eq!(project.output("en/index.html"), "/en/route/ Route en Lake en");
}

#[test]
fn mistakes_in_a_table_are_told_at_their_place() {
    for (facts, expected) in [
        ("stops = [{ days = 2 }]", &["2:10 missing-key"][..]),
        ("stops = [{ page = \"/laek/\" }]", &["2:19 reference-not-found"]),
        ("stops = [{ page = 1 }]", &["2:19 wrong-type"]),
        ("stops = [{ page = \"/lake/\", day = 2 }]", &["2:29 unknown-key"]),
        ("stops = [{ page = \"/lake/\", ways = \"a\" }]", &["2:36 wrong-type"]),
        ("stops = [\"/lake/\", \"/hill/\"]", &["2:10 wrong-type", "2:20 wrong-type"]),
        ("stops = { page = \"/lake/\" }", &["2:9 wrong-type"]),
        ("note = { text = \"a\" }", &["2:1 localised-in-facts"]),
        ("[[stops]]\npage = \"/lake/\"\n[[stops]]\nday = 1", &["4:1 missing-key", "5:1 unknown-key"]),
    ] {
        assert_eq!(findings(facts), expected, "{facts}");
    }
}

#[test]
fn mistakes_in_a_table_say_what_to_write() {
    for (facts, key, help) in [
        ("stops = [\"/lake/\"]", "stops", "stops = { page = \"/destinations/markakol/\" }"),
        ("stops = \"/lake/\"", "stops", "stops = [{ page = \"/destinations/markakol/\" }]"),
        ("stops = [{ page = \"/lake/\", days = \"2\" }]", "stops.days", "days = 1450"),
        ("stops = [{}]", "stops.page", "stops.page = …"),
        ("start = 9", "start", "start = { hour = 1450 }"),
    ] {
        let diagnostics = route(&format!("{facts}\n")).diagnostics();
        assert_eq!(diagnostics[0]["arguments"]["key"], key, "{facts}");
        let said = diagnostics[0]["help"].as_str().expect("a remedy");
        assert!(said.contains(help), "{said}");
    }
    let diagnostics = route("stops = [{ page = \"/lake/\", day = 2 }]\n").diagnostics();
    assert_eq!(diagnostics[0]["suggestion"], "days");
}

#[test]
fn a_table_is_declared_with_its_fields() {
    let finding = |config: &str| probe::site(config).findings();
    assert_eq!(finding("[kinds.a.fields]\nb = { type = \"table\" }\n"), ["sapar.toml:19:5 missing-key"]);
    assert_eq!(
        finding("[kinds.a.fields]\nb = { type = \"table\", fields = { c = { type = \"txet\" } } }\n"),
        ["sapar.toml:19:47 not-an-option"]
    );
    // What is different in each language is the table, not a part of it.
    assert_eq!(
        finding(
            "[kinds.a.fields]\nb = { type = \"table\", fields = { c = { type = \"text\", localised = true } } }\n"
        ),
        ["sapar.toml:19:55 unknown-key"]
    );
    assert_eq!(
        finding("[kinds.a.fields]\nb = { type = \"text\", fields = { c = { type = \"text\" } } }\n"),
        ["sapar.toml:19:22 unknown-key"]
    );
}
