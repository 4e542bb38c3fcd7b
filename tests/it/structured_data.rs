//! What pages tell machines: JSON-LD by schema.org, by the theme that ships.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use schemaorg_rs::validation::{Severity, validate};
use serde_json::{Value, json};

use super::artefacts::without_hashes;
use super::html::Html;
use super::probe;
use super::project::{Project, Run};

const TYPE: &str = "application/ld+json";

/// What a page says, by its only script of structured data.
#[track_caller]
pub fn graph(html: &str) -> Value {
    let page = Html::parse(&without_hashes(html));
    let scripts = page.with("script", "type", TYPE);
    assert_eq!(scripts.len(), 1, "{html}");
    serde_json::from_str(&scripts[0].text).unwrap_or_else(|error| panic!("{error}: {}", scripts[0].text))
}

/// The node of a type.
#[track_caller]
fn node<'g>(graph: &'g Value, name: &str) -> &'g Value {
    let nodes = graph["@graph"].as_array().expect("nodes");
    let is_wanted = |node: &&Value| match &node["@type"] {
        Value::Array(types) => types.contains(&name.into()),
        own => own == name,
    };
    nodes.iter().find(is_wanted).unwrap_or_else(|| panic!("no {name} in {graph:#}"))
}

/// What an independent validator finds wrong by schema.org's vocabulary: unknown types and properties, properties of other
/// types, values that a property does not take.
pub fn findings(graph: &Value) -> Vec<String> {
    let mut graph = graph.clone();
    let mut types = BTreeMap::new();
    for node in graph["@graph"].as_array().expect("nodes") {
        types.insert(node["@id"].as_str().expect("every node has an id").to_owned(), node["@type"].clone());
    }
    let mut lost = Vec::new();
    follow_references(&mut graph, &types, &mut lost);
    let html = format!("<script type=\"{TYPE}\">{}</script>", graph.to_string().replace('<', "\\u003c"));
    let graph = schemaorg_rs::extract_all(&html).expect("JSON-LD");
    assert!(graph.nodes.len() >= types.len(), "{html}");
    let found = validate(&graph).diagnostics.into_iter().filter(|it| it.severity != Severity::Info);
    lost.into_iter().chain(found.map(|it| format!("{}: {}", it.path, it.message))).collect()
}

/// Writes the type of a node to where others refer to it, so that what they refer to is looked at too; notes references to
/// nodes of the page that are not there.
fn follow_references(value: &mut Value, types: &BTreeMap<String, Value>, lost: &mut Vec<String>) {
    match value {
        Value::Object(entries) => {
            if entries.len() == 1
                && let Some(id) = entries.get("@id").and_then(Value::as_str).map(ToOwned::to_owned)
            {
                match types.get(&id) {
                    Some(name) => drop(entries.insert("@type".to_owned(), name.clone())),
                    None => lost.push(format!("nothing has the id {id}")),
                }
            }
            entries.values_mut().for_each(|value| follow_references(value, types, lost));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| follow_references(item, types, lost)),
        _ => {}
    }
}

fn html_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            files.extend(html_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "html") {
            files.push(path);
        }
    }
    files
}

#[test]
fn every_page_of_the_site_in_the_repository_is_valid() {
    let output = tempfile::tempdir().expect("a folder for the test");
    let mut command = Command::new(env!("CARGO_BIN_EXE_sapar"));
    let command = command.args(["build", "--quiet", "--root", env!("CARGO_MANIFEST_DIR"), "--out"]);
    Run::new(command.arg(output.path()).output().expect("the program starts")).exits(0);
    let mut seen = 0;
    for path in html_files(output.path()) {
        let html = std::fs::read_to_string(&path).expect("a page");
        let is_page = path.ends_with("index.html") && path.parent() != Some(output.path());
        if !is_page {
            assert!(!html.contains(TYPE), "{}", path.display());
            continue;
        }
        let graph = graph(&html);
        assert_eq!(findings(&graph), Vec::<String>::new(), "{}: {graph:#}", path.display());
        seen += 1;
    }
    assert!(seen > 100, "{seen}");
}

#[test]
fn the_validator_finds_what_is_wrong() {
    let wrong = |node: Value| findings(&json!({ "@context": "https://schema.org", "@graph": [node] }));
    assert_eq!(wrong(json!({ "@id": "a", "@type": "Lake" })).len(), 1);
    assert_eq!(wrong(json!({ "@id": "a", "@type": "Place", "inLanguage": "kk" })).len(), 1);
    assert_eq!(wrong(json!({ "@id": "a", "@type": "Place", "geo": { "@id": "a" } })).len(), 1);
    assert_eq!(wrong(json!({ "@id": "a", "@type": "Place", "geo": { "@id": "b" } })).len(), 1);
    assert!(wrong(json!({ "@id": "a", "@type": "Place", "name": "Lake" })).is_empty());
}

/// A site with a page of a kind at `/lakes/it/`, and a lake to refer to.
fn page(facts: &str, document: &str) -> Project {
    let project = Project::new()
        .section("lakes", "Lakes")
        .illustrated_page("lakes/kanas", "Kanas")
        .file(
            "content/lakes/kanas/facts.toml",
            "kind = \"destination\"\nlocation = { lat = 48.82, lon = 87.04 }\n",
        )
        .file("content/lakes/kanas/hero.svg", &probe::svg(30, 20))
        .file("content/lakes/it/facts.toml", facts)
        .file("content/lakes/it/hero.svg", &probe::svg(30, 20));
    ["kk", "ru", "zh", "en"].into_iter().fold(project, |project, tag| {
        let text = format!(
            "+++\ntitle = \"It {tag}\"\ndescription = \"What it is\"\nalt = {{ \"hero.svg\" = \"Seen {tag}\" }}\n{document}+++\n"
        );
        project.file(&format!("content/lakes/it/index.{tag}.md"), &text)
    })
}

/// What that page is said to be about, in English.
#[track_caller]
fn subject(facts: &str, document: &str, name: &str) -> Value {
    let project = page(facts, document).built();
    let graph = graph(&project.output("en/lakes/it/index.html"));
    assert_eq!(findings(&graph), Vec::<String>::new(), "{graph:#}");
    let subject = node(&graph, name).clone();
    assert_eq!(node(&graph, "WebPage")["mainEntity"]["@id"], subject["@id"]);
    assert_eq!((&subject["name"], &subject["description"]), (&"It en".into(), &"What it is".into()));
    subject
}

#[test]
fn a_destination_says_where_it_lies_and_what_it_is() {
    let facts = "kind = \"destination\"\nplace_type = \"lake\"\nregion = \"abai\"\nlocation = { lat = -48.5, lon = 85.75 }\naltitude = 1450\narea = 455\nhero = \"hero.svg\"\n";
    let lake = subject(facts, "", "TouristAttraction");
    assert_eq!(lake["@type"], json!(["TouristAttraction", "LakeBodyOfWater"]));
    assert_eq!(
        lake["geo"],
        json!({ "@type": "GeoCoordinates", "latitude": -48.5, "longitude": 85.75, "elevation": 1450 })
    );
    assert_eq!(lake["containedInPlace"], json!({ "@type": "AdministrativeArea", "name": "Abai Region" }));
    assert_eq!(lake["additionalProperty"][0]["value"], 455);
    assert_eq!(lake["image"], json!([{ "@id": "https://altai.example/lakes/it/hero.svg" }]));
    // What nobody said of it is not said.
    let plain =
        subject("kind = \"destination\"\nlocation = { lat = 48.5, lon = 85.75 }\n", "", "TouristDestination");
    let mut keys: Vec<&str> = plain.as_object().expect("a node").keys().map(String::as_str).collect();
    keys.sort_unstable();
    assert_eq!(keys, ["@id", "@type", "description", "geo", "name", "url"]);
}

#[test]
fn a_route_is_a_trip_from_stop_to_stop_and_a_planned_one_says_so() {
    let facts = "kind = \"route\"\nstate = \"planned\"\nstops = [{ page = \"/lakes/kanas/\", days = 2 }, { page = \"/lakes/\" }]\n";
    let route = subject(facts, "", "TouristTrip");
    assert_eq!(route["disambiguatingDescription"], "Planned");
    let stops = route["itinerary"]["itemListElement"].as_array().expect("stops");
    assert_eq!((stops.len(), &stops[1]["position"]), (2, &2.into()));
    assert_eq!(stops[0]["item"]["name"], "Kanas en");
    assert_eq!(stops[0]["item"]["url"], "https://altai.example/en/lakes/kanas/");
    let open = subject("kind = \"route\"\nstate = \"open\"\n", "", "TouristTrip");
    assert_eq!(open.get("disambiguatingDescription"), None);
}

#[test]
fn a_crossing_that_is_only_planned_stands_nowhere() {
    let facts = "kind = \"crossing\"\nlocation = { lat = 44.21, lon = 80.41 }\n";
    let open = subject(&format!("{facts}state = \"open\"\n"), "", "CivicStructure");
    assert_eq!(open["geo"]["latitude"], 44.21);
    let planned = subject(&format!("{facts}state = \"planned\"\n"), "", "CivicStructure");
    assert_eq!((planned.get("geo"), &planned["disambiguatingDescription"]), (None, &"Planned".into()));
}

#[test]
fn wellness_is_a_service_and_a_clinic_has_services() {
    let service = subject("kind = \"wellness\"\nregion = \"abai\"\n", "service = \"Baths\"\n", "Service");
    assert_eq!(
        (&service["serviceType"], &service["areaServed"]["name"]),
        (&"Baths".into(), &"Abai Region".into())
    );
    let clinic = subject("kind = \"clinic\"\n", "services = [\"Screening\", \"Advice\"]\n", "MedicalClinic");
    assert_eq!(clinic["availableService"][1]["name"], "Advice");
}

#[test]
fn an_event_has_days_and_a_place_and_may_come_back() {
    let facts = "kind = \"event\"\nlocation = { lat = 48.5, lon = 85.75 }\ndates = { from = 2026-05-20, to = 2026-05-22 }\nrecurring = \"yearly\"\n";
    let event = subject(facts, "place = \"Square\"\n", "Event");
    assert_eq!((&event["startDate"], &event["endDate"]), (&"2026-05-20".into(), &"2026-05-22".into()));
    assert_eq!(
        (&event["location"]["name"], &event["location"]["geo"]["latitude"]),
        (&"Square".into(), &48.5.into())
    );
    assert_eq!(event["eventSchedule"]["repeatFrequency"], "P1Y");
    let bare = subject("kind = \"event\"\n", "", "Event");
    assert_eq!((bare.get("startDate"), bare.get("location")), (None, None));
}

#[test]
fn an_article_is_dated_and_its_picture_credited() {
    let facts = "kind = \"article\"\ndate = 2026-05-20\nupdated = 2026-05-21\nhero = { file = \"hero.svg\", credit = \"A\", licence = \"CC BY-SA 4.0\" }\n";
    let article = subject(facts, "", "Article");
    assert_eq!(
        (&article["datePublished"], &article["dateModified"]),
        (&"2026-05-20".into(), &"2026-05-21".into())
    );
    let graph = graph(&page(facts, "").built().output("zh/lakes/it/index.html"));
    assert_eq!(
        node(&graph, "ImageObject"),
        &json!({
            "@type": "ImageObject",
            "@id": "https://altai.example/lakes/it/hero.svg",
            "contentUrl": "https://altai.example/lakes/it/hero.svg",
            "caption": "Seen zh",
            "creditText": "A",
            "license": "https://creativecommons.org/licenses/by-sa/4.0/",
        })
    );
    let webpage = node(&graph, "WebPage");
    assert_eq!(webpage["primaryImageOfPage"]["@id"], "https://altai.example/lakes/it/hero.svg");
    assert_eq!(webpage["datePublished"], "2026-05-20");
}

#[test]
fn a_translation_names_its_original_and_the_original_its_translations() {
    let project = page("kind = \"page\"\n", "").built();
    let original = graph(&project.output("ru/lakes/it/index.html"));
    let original = node(&original, "WebPage");
    assert_eq!(original.get("translationOfWork"), None);
    let translations: Vec<&Value> =
        original["workTranslation"].as_array().expect("translations").iter().map(|it| &it["@id"]).collect();
    assert_eq!(
        translations,
        ["kk", "zh", "en"]
            .map(|tag| json!(format!("https://altai.example/{tag}/lakes/it/")))
            .iter()
            .collect::<Vec<_>>()
    );
    assert_eq!(original["workTranslation"][1]["inLanguage"], "zh-Hans");
    let translation = graph(&project.output("zh/lakes/it/index.html"));
    let translation = node(&translation, "WebPage");
    assert_eq!(translation.get("workTranslation"), None);
    assert_eq!(translation["translationOfWork"]["@id"], "https://altai.example/ru/lakes/it/");
    assert_eq!(translation["inLanguage"], "zh-Hans");
}

#[test]
fn a_borrowed_page_speaks_as_the_page_it_is_borrowed_from() {
    let project = page(
        "kind = \"destination\"\nnames = { zh = \"它\" }\nlocation = { lat = 48.5, lon = 85.75 }\nregion = \"abai\"\n",
        "",
    );
    project.remove("content/lakes/it/index.zh.md");
    let project = project.built();
    let borrowed = graph(&project.output("zh/lakes/it/index.html"));
    let page = node(&borrowed, "WebPage");
    assert_eq!(page["@id"], "https://altai.example/en/lakes/it/");
    assert_eq!((&page["inLanguage"], &page["name"]), (&"en".into(), &"It en".into()));
    assert_eq!(page["isPartOf"]["@id"], "https://altai.example/en/#site");
    assert_eq!((page.get("translationOfWork"), page.get("breadcrumb")), (None, None));
    assert_eq!(node(&borrowed, "TouristDestination")["containedInPlace"]["name"], "Abai Region");
    let own = graph(&project.output("ru/lakes/it/index.html"));
    let translations = node(&own, "WebPage")["workTranslation"].as_array().expect("translations").len();
    assert_eq!(translations, 2, "a borrowed page is no translation");
    // A list leads to what is written in its own language.
    let list = graph(&project.output("zh/lakes/index.html"));
    let items = node(&list, "ItemList")["itemListElement"].as_array().expect("items");
    assert_eq!(
        items.iter().map(|it| it["url"].as_str()).collect::<Vec<_>>(),
        [Some("https://altai.example/zh/lakes/kanas/")]
    );
}

#[test]
fn lists_home_and_the_way_to_a_page_are_told() {
    let project = page("kind = \"page\"\n", "").built();
    let list = graph(&project.output("kk/lakes/index.html"));
    assert_eq!(findings(&list), Vec::<String>::new());
    assert_eq!(node(&list, "CollectionPage")["mainEntity"]["@id"], "https://altai.example/kk/lakes/#list");
    assert_eq!(node(&list, "ItemList")["itemListElement"][1]["position"], 2);
    let home = graph(&project.output("kk/index.html"));
    assert_eq!(node(&home, "WebPage")["mainEntity"]["@id"], node(&home, "WebSite")["@id"]);
    let own = graph(&project.output("kk/lakes/it/index.html"));
    let way = node(&own, "BreadcrumbList")["itemListElement"].as_array().expect("a way");
    assert_eq!(
        way.iter().map(|step| step["item"].as_str().unwrap_or_default()).collect::<Vec<_>>(),
        [
            "https://altai.example/kk/",
            "https://altai.example/kk/lakes/",
            "https://altai.example/kk/lakes/it/"
        ]
    );
}

#[test]
fn no_word_of_an_author_ends_the_script_or_changes_on_its_way() {
    for title in [
        "</script><script>alert(1)</script>",
        "<!--<script>",
        "a & b &lt; c &amp;",
        "\\\\ \\\" \\t «Көл» ' `",
        "\u{2028}湖\u{2029}",
        "]]> {{ page }} {% x %}",
    ] {
        let project = page("kind = \"article\"\n", "");
        let text = format!("+++\ntitle = \"{title}\"\ndescription = \"{title}\"\n+++\n");
        let project = project.file("content/lakes/it/index.en.md", &text).built();
        let html = project.output("en/lakes/it/index.html");
        let graph = graph(&html);
        let heading = Html::parse(&html).one("h1").words();
        // In the page, several spaces are one.
        let words =
            |value: &Value| value.as_str().expect("a text").split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(words(&node(&graph, "Article")["headline"]), heading);
        assert_eq!(words(&node(&graph, "WebPage")["description"]), heading);
        assert!(!html.contains("<script>alert"), "{html}");
    }
}

#[test]
fn values_are_json_that_is_safe_in_a_script() {
    let project = probe::site("")
        .template(
            "section.html",
            r#"{{ {"a": "</b>&", "n": [1, 2.5, true, none], "e": "", "m": {"x": none} } | json }} {{ {"a": "", "b": [], "c": {"d": none}, "e": [none, "x", ""], "f": false, "g": 0} | json(skip_empty=true) }}"#,
        )
        .built();
    assert_eq!(
        project.output("en/index.html"),
        r#"{"a":"\u003c/b\u003e\u0026","n":[1,2.5,true,null],"e":"","m":{"x":null}} {"e":["x"],"f":false,"g":0}"#
    );
}

#[test]
fn values_as_json_break_out_of_no_place() {
    let value = r#"{"a": "\"'><script>alert(1)</script> onload=alert(1) `", "b": [1, "x y"]}"#;
    let json =
        r#"{"a":"\"'\u003e\u003cscript\u003ealert(1)\u003c/script\u003e onload=alert(1) `","b":[1,"x y"]}"#;
    let template = "<p title=\"VALUE\" data-a='VALUE' data-b=VALUE data-c=\"SAFE\" onclick=\"show(VALUE)\">VALUE</p>\n\
        <textarea>VALUE</textarea><!-- VALUE --><script id=\"data\" type=\"application/json\">VALUE</script>\n\
        {% set held %}{{ page.title | json }}{% endset %}<b data-a=\"{{ held }}\"></b><script>SAFE</script>\n";
    let template = template.replace("VALUE", &format!("{{{{ {value} | json }}}}"));
    let template = template.replace("SAFE", &format!("{{{{ {value} | json | safe }}}}"));
    let project = probe::site("").template("section.html", &template).built();
    let text = project.output("en/index.html");
    let html = Html::parse(&text);
    let paragraph = html.one("p");
    for name in ["title", "data-a", "data-b", "data-c"] {
        assert_eq!(paragraph.attribute(name), Some(json), "{name}: {text}");
    }
    assert_eq!(paragraph.attribute("onclick"), Some(format!("show({json})").as_str()));
    assert_eq!((paragraph.attribute("onload"), paragraph.text.as_str()), (None, json), "{text}");
    assert_eq!(html.one("b").attribute("data-a"), Some("\"Home en\""), "{text}");
    let scripts: Vec<&str> = text.split("<script").skip(1).collect();
    assert_eq!(scripts.len(), 2, "{text}");
    for script in scripts {
        let (_, script) = script.split_once('>').expect("a tag ends");
        assert_eq!(script.split_once("</script>").expect("it ends").0, json, "{text}");
    }
    assert!(!text.chars().any(|c| ('\u{FDD0}'..='\u{FDEF}').contains(&c)), "{text}");
}
