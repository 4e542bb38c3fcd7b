//! Fields that a site has of its own, which no theme has a place for: they are shown all the same.

use super::html::Html;
use super::probe;
use super::project::Project;

const FIELDS: &str = r#"
[kinds.film.fields]
director = { type = "text" }
released = { type = "date" }
length = { type = "number", unit = "minute" }
days_of_work = { type = "number", unit = "day" }
rating = { type = "number", unit = "point" }
year = { type = "number" }
budget = { type = "money" }
has_awards = { type = "boolean" }
colour = { type = "one-of", options = ["colour", "black-and-white"] }
seen = { type = "date-range" }
shown = { type = "months" }
site = { type = "link" }
phone = { type = "link", list = true }
set_in = { type = "reference", list = true }
actors = { type = "text", list = true }
none_of = { type = "text", list = true }
studio = { type = "coordinates" }
still = { type = "image" }
hero = { type = "image" }
prints = { type = "table", list = true, fields = { year = { type = "number" }, cut = { type = "number", unit = "minute" } } }
tagline = { type = "text", localised = true }
"#;

const FACTS: &str = r#"kind = "film"
director = "Қожықов & Co"
released = 1972-05-20
length = 144.5
days_of_work = 21
rating = 8.5
year = 1972
budget = { amount = 1250000, currency = "KZT" }
has_awards = true
colour = "black-and-white"
seen = { from = 2026-06-20, to = 2026-06-22 }
shown = [6, 7]
site = "https://films.example/x?a=1&b=2"
phone = ["tel:+77271234567", "/lakes/"]
set_in = ["/lakes/"]
actors = ["A", "B"]
none_of = []
studio = { lat = 48.75, lon = 85.75 }
still = "still.svg"
hero = "hero.svg"
prints = [{ year = 1970, cut = 150 }, { cut = 142 }]
"#;

fn film(site: Project) -> Project {
    let site = site.section("lakes", "Lakes").file("content/film/facts.toml", FACTS);
    let site = ["still", "hero"]
        .into_iter()
        .fold(site, |site, name| site.file(&format!("content/film/{name}.svg"), &probe::svg(30, 20)));
    ["kk", "ru", "zh", "en"].into_iter().fold(site, |site, tag| {
        let front_matter = format!(
            "title = \"Film {tag}\"\ntagline = \"Love {tag}\"\nalt = {{ \"still.svg\" = \"Still\", \"hero.svg\" = \"Hero\" }}"
        );
        site.file(&format!("content/film/index.{tag}.md"), &format!("+++\n{front_matter}\n+++\n"))
    })
}

/// The facts of a page by their names.
fn facts(site: &Project, path: &str) -> Vec<(String, String)> {
    let html = Html::parse(&site.output(path));
    let text = |name: &str| {
        html.all(name).map(|it| it.text.trim().replace(['\u{A0}', '\u{202F}'], " ")).collect::<Vec<_>>()
    };
    text("dt").into_iter().zip(text("dd")).collect()
}

#[test]
fn every_type_of_field_is_shown_as_the_language_writes_it() {
    let site = film(Project::new().config(FIELDS)).built();
    let shown = facts(&site, "en/film/index.html");
    let expected = [
        ("Director", "Қожықов & Co"),
        ("Released", "May 20, 1972"),
        ("Length", "144.5 min"),
        ("Days of work", "21 days"),
        ("Rating", "8.5 point"),
        ("Year", "1972"),
        ("Budget", "1,250,000 KZT"),
        ("Has awards", "Yes"),
        ("Colour", "black-and-white"),
        ("Seen", "June 20, 2026 – June 22, 2026"),
        ("Shown", "June and July"),
        ("Site", "films.example"),
    ];
    for (pair, (name, value)) in shown.iter().zip(expected) {
        assert_eq!((pair.0.as_str(), pair.1.as_str()), (name, value));
    }
    let names: Vec<&str> = shown[expected.len()..].iter().map(|(name, _)| name.as_str()).collect();
    // What has no value and what has a place of its own is left out.
    assert_eq!(names, ["Phone", "Set in", "Actors", "Studio", "Still", "Prints", "Tagline"]);
    let html = site.output("en/film/index.html");
    for part in [
        "<a href=\"tel:+77271234567\">+77271234567</a>",
        "<a href=\"/en/lakes/\">Lakes en</a>",
        "<li><a href=\"/en/lakes/\">Lakes en</a></li>",
        "<li>A</li>",
        "<a class=\"coordinates\" href=\"geo:48.75,85.75\">",
        "<img src=\"/film/still.",
        "<li>Year: 1970; Cut: 150",
        "<li>Cut: 142",
        "href=\"https://films.example/x?a=1&amp;b=2\" rel=\"external",
    ] {
        assert!(html.contains(part), "{part}: {html}");
    }
    for (tag, expected) in [
        ("kk", ["1972 ж. 20 мамыр", "144,5 мин", "21 күн", "Иә", "маусым және шілде"]),
        ("ru", ["20 мая 1972 г.", "144,5 мин", "21 день", "Да", "июнь и июль"]),
        ("zh", ["1972年5月20日", "144.5分钟", "21天", "是", "6月和7月"]),
    ] {
        let values: Vec<String> =
            facts(&site, &format!("{tag}/film/index.html")).into_iter().map(|(_, value)| value).collect();
        for value in expected {
            assert!(values.iter().any(|shown| shown == value), "{value}: {values:?}");
        }
    }
}

#[test]
fn messages_name_fields_choices_and_units() {
    let messages = "fact-director = Режиссёр\ncolour-black-and-white = чёрно-белый\nunit-point = { NUMBER($number) } из 10\n";
    let site = ["kk", "ru", "zh", "en"].into_iter().fold(film(Project::new().config(FIELDS)), |site, tag| {
        site.file(&format!("locales/{tag}/site.ftl"), messages)
    });
    let shown = facts(&site.built(), "ru/film/index.html");
    for pair in [("Режиссёр", "Қожықов & Co"), ("Colour", "чёрно-белый"), ("Rating", "8,5 из 10")]
    {
        assert!(shown.contains(&(pair.0.to_owned(), pair.1.to_owned())), "{pair:?}: {shown:?}");
    }
}

#[test]
fn what_a_site_adds_to_a_kind_of_the_theme_is_shown_beside_what_the_theme_shows() {
    let kinds = "[kinds.event.fields]\ndates = { type = \"date-range\" }\nplace = { type = \"text\", localised = true }\n\
                 ticket = { type = \"money\" }\n[kinds.section.fields]\nhero = { type = \"image\" }\nphone = { type = \"text\" }\n";
    let site = Project::new()
        .config(kinds)
        .page("fair", "Fair", "")
        .file("content/fair/facts.toml", "kind = \"event\"\ndates = { from = 2026-07-01 }\nticket = { amount = 5000, currency = \"KZT\" }\n")
        .section("lakes", "Lakes")
        .file("content/lakes/facts.toml", "phone = \"+7 727\"\n")
        .built();
    assert_eq!(
        facts(&site, "en/fair/index.html"),
        [("When", "July 1, 2026"), ("Ticket", "5,000 KZT")]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
    );
    assert_eq!(facts(&site, "en/lakes/index.html"), [("Phone".to_owned(), "+7 727".to_owned())]);
}

#[test]
fn a_kind_with_a_template_of_the_theme_has_of_its_own_what_that_does_not_know() {
    let kinds = "[kinds.cave]\ntemplate = \"destination.html\"\n[kinds.cave.fields]\n\
                 location = { type = \"coordinates\" }\ndepth = { type = \"number\", unit = \"meter\" }\nguide = { type = \"text\" }\n";
    let site = Project::new()
        .config(kinds)
        .page("cave", "Cave", "")
        .file("content/cave/facts.toml", "kind = \"cave\"\ndepth = 40\nguide = \"Aigul\"\n")
        .built();
    let names: Vec<String> = facts(&site, "en/cave/index.html").into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["Depth", "Guide"]);
}
