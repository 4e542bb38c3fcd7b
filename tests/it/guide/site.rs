//! Sites that use every feature, to see all values that templates receive.

use serde_json::Value;

use crate::html::Html;
use crate::outputs::files;
use crate::probe;
use crate::project::Project;
use sapar::content::fields::{FIELD_TYPES, Parameter};
use sapar::theme::{REQUIRED_TEMPLATES, SEARCH_TEMPLATE};

/// Calls that return values with named shapes.
const CALLS: &str = r#"{{ {
    "nearby": nearby(path="KANAS", from=0),
    "image": image(path="hero.svg"),
    "map": map(places=pages(kind="place"))
} | json }}"#;

/// The name of the field of a type. It must not be one that every page has.
pub fn field(name: &str) -> String {
    format!("own_{}", name.replace('-', "_"))
}

/// The values that a template received for one page.
pub struct Dump {
    /// The template's name.
    pub template: String,
    /// The values by name.
    pub context: Value,
}

/// The values of every template on each page, and the results of [`CALLS`], in a site that uses everything and in one that leaves out
/// everything optional.
pub fn dumps() -> (Vec<Dump>, Vec<Value>) {
    let mut dumps = Vec::new();
    let mut calls = Vec::new();
    for project in [full_site(), minimal_site()] {
        project.build(&["--drafts"]).succeeds();
        for path in files(&project.path("public")) {
            if path.extension().is_none_or(|extension| extension != "html") {
                continue;
            }
            let text = std::fs::read_to_string(&path).expect("a page");
            let mut value: Value =
                serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
            match value.get("template").and_then(Value::as_str).map(ToOwned::to_owned) {
                Some(template) => dumps.push(Dump { template, context: value["context"].take() }),
                None => calls.push(value),
            }
        }
    }
    (dumps, calls)
}

/// A site whose templates print the values that they receive.
fn dumping_site(config: &str, kanas: &str) -> Project {
    let mut project = probe::site(config)
        .page("calls", "Calls", "")
        .file("content/calls/facts.toml", "template = \"calls.html\"\n")
        .template("calls.html", &CALLS.replace("KANAS", kanas));
    for name in REQUIRED_TEMPLATES.into_iter().chain([SEARCH_TEMPLATE]) {
        let text = format!("{{\"template\": \"{name}\", \"context\": {{{{ __tera_context | json }}}}}}\n");
        project = project.template(name, &text);
    }
    ["kk", "ru", "zh", "en"].into_iter().fold(project, |project, tag| {
        let words = "tags = Tags\ntags-lake = Lakes\nsearch = Search\nmap-scale = { $kilometers } km\n";
        project.file(&format!("themes/probe/locales/{tag}/probe.ftl"), words)
    })
}

/// A site without feeds, and with a picture of unknown size.
fn minimal_site() -> Project {
    let kind = "[kinds.place.fields]\nlocation = { type = \"coordinates\" }\n";
    dumping_site(kind, "/kanas/")
        .file("content/calls/hero.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
        .page("kanas", "Kanas", "")
        .file("content/kanas/facts.toml", "kind = \"place\"\n")
}

/// A site with everything.
fn full_site() -> Project {
    const LISTS: &str = "paginate_by = 1\n[sections.\"/\"]\nfeed = true\n[sections.destinations]\npaginate_by = 1\nfeed = true\n";
    const MAP: &str = "{\"type\":\"FeatureCollection\",\"attribution\":\"tags\",\"features\":[]}";
    let mut kind = String::from("[kinds.place.fields]\n");
    let mut facts = String::from(
        "kind = \"place\"\nnames = { kk = \"Қанас\", zh = \"喀纳斯\" }\ndate = 2024-05-20\nupdated = 2025-01-02\nexpires = 2030-01-01\nweight = 1\ntags = [\"lake\"]\n",
    );
    for field_type in &FIELD_TYPES {
        let name = field_type.name;
        // What the examples in the table of types use.
        let more = match field_type.parameter {
            Parameter::None if name == "number" => ", unit = \"meter\"",
            Parameter::None => "",
            Parameter::Options => ", options = [\"road\", \"rail\"]",
            Parameter::Fields => {
                ", fields = { page = { type = \"reference\" }, days = { type = \"number\" } }"
            }
        };
        kind.push_str(&format!("{} = {{ type = \"{name}\"{more} }}\n", field(name)));
        // The long form of a picture has a key that the short one leaves empty.
        let example = match name {
            "image" => "{ file = \"hero.jpg\", focus = [0.5, 0.4] }",
            _ => field_type.example,
        };
        facts.push_str(&format!("{} = {example}\n", field(name)));
    }
    let project = dumping_site(
        &format!("{LISTS}{kind}[search]\n[theme_options]\nfooter = []\n"),
        "/destinations/kanas/",
    )
    .file("map/base.geojson", MAP)
    .file("content/calls/hero.svg", &probe::svg(30, 20))
    .section("destinations", "Destinations")
    .file("content/destinations/markakol/facts.toml", &facts.replace("2024-05-20", "2029-05-20"))
    .file("content/destinations/kanas/facts.toml", &facts)
    .page("destinations/sayram", "Sayram", "")
    .file("content/tags/_index.en.md", "+++\ntitle = \"Tags\"\n+++\n");
    for page in ["markakol", "kanas"] {
        let width = if page == "kanas" { 33 } else { 30 };
        project.write(&format!("content/destinations/{page}/hero.jpg"), probe::jpeg(width, 20));
    }
    let project = ["kk", "ru", "zh", "en"].into_iter().fold(project, |project, tag| {
        let text =
            format!("+++\ntitle = \"Markakol {tag}\"\nalt = {{ \"hero.jpg\" = \"Water\" }}\n+++\nText.\n");
        project.file(&format!("content/destinations/markakol/index.{tag}.md"), &text)
    });
    // In two of the four languages, so that the others borrow.
    ["ru", "en"].into_iter().fold(project, |project, tag| {
        let text = format!(
            "+++\ntitle = \"Kanas {tag}\"\ndescription = \"A lake\"\naliases = [\"/old/kanas-{tag}/\"]\n\
             alt = {{ \"hero.jpg\" = \"Water\" }}\n+++\nFirst.\n\n## Shore\n\n### Way\n\nText.\n"
        );
        project.file(&format!("content/destinations/kanas/index.{tag}.md"), &text)
    })
}

const MAPS: &str = r#"{% set line = ["/kanas/", "/markakol/"] %}
{% set one = map(line=line, current=page.path, id="one") %}{{ one.svg | safe }}
{% set two = map(line=line, planned=true, id="two") %}{{ two.svg | safe }}"#;

/// A base map with a feature of every kind around the lakes.
fn base_map() -> String {
    let ring = r#""Polygon","coordinates":[[[85.2,47.9],[86.6,47.9],[86.6,48.3],[85.2,48.3],[85.2,47.9]]]"#;
    let wide = r#""Polygon","coordinates":[[[82,46],[91,46],[91,51],[82,51],[82,46]]]"#;
    let line = r#""LineString","coordinates":[[85.6,48.5],[86.4,48.9],[87.2,48.5]]"#;
    let point = r#""Point","coordinates":[87.2,48.2]"#;
    let shapes = [
        ("land", wide),
        ("country", wide),
        ("border", line),
        ("disputed", line),
        ("lake", ring),
        ("river", line),
        ("city", point),
    ];
    let features = shapes.map(|(kind, shape)| {
        format!(
            r#"{{"type":"Feature","properties":{{"kind":"{kind}","name":"name-{kind}"}},"geometry":{{"type":{shape}}}}}"#
        )
    });
    format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","))
}

/// The classes in the HTML that the program itself makes, each with its elements.
pub fn classes() -> Vec<Vec<String>> {
    const TEXT: &str = "> [!NOTE]\n> A.[^1]\n\n> [!TIP]\n> A.\n\n> [!IMPORTANT]\n> A.\n\n> [!WARNING]\n> A.\n\n> [!CAUTION]\n> A.\n\n\
                        [^1]: Note.\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n\n- [x] Done.\n\n```toml\na = 1\n```\n\nTerm\n: Text.\n\nSee https://a.example.\n";
    let project = Project::with_theme()
        .page("markakol", "Markakol", TEXT)
        .page("kanas", "Kanas", "")
        .file("content/markakol/facts.toml", "kind = \"place\"\nlocation = { lat = 48.75, lon = 85.75 }\n")
        .file("content/kanas/facts.toml", "kind = \"place\"\nlocation = { lat = 48.82, lon = 87.04 }\n")
        .file("themes/tiny/theme.toml", "[kinds.place.fields]\nlocation = { type = \"coordinates\" }\n")
        .file("themes/tiny/templates/place.html", &format!("{{{{ page.content | safe }}}}{MAPS}"))
        .file("map/base.geojson", &base_map());
    let names = ["land", "country", "border", "disputed", "lake", "river", "city"];
    let names: String = names.iter().map(|kind| format!("name-{kind} = {kind}\n")).collect();
    let words = format!("map-scale = {{ $kilometers }} km\n{names}");
    let project = ["kk", "ru", "zh", "en"]
        .into_iter()
        .fold(project, |project, tag| project.file(&format!("locales/{tag}/map.ftl"), &words));
    let project = project.built();
    let page = Html::parse(&project.output("en/markakol/index.html"));
    let mut classes: Vec<Vec<String>> = Vec::new();
    for element in &page.elements {
        let Some(value) = element.attribute("class") else { continue };
        for class in value.split_whitespace().filter(|class| !class.starts_with("language-")) {
            let key = format!("`{class}`");
            let name = format!("`{}`", element.name);
            match classes.iter_mut().find(|row| row[0] == key) {
                Some(row) if row[1].contains(&name) => {}
                Some(row) => row[1] = format!("{}, {name}", row[1]),
                None => classes.push(vec![key, name]),
            }
        }
    }
    classes
}
