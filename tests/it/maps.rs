//! Maps: the template function `map`, and what maps are drawn over.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use proptest::prelude::*;
use roxmltree::{Document, Node};

use super::html::Html;
use super::project::Project;

const LANGUAGES: [&str; 4] = ["kk", "ru", "zh", "en"];

/// A theme whose pages of the kind `place` show a map.
fn project(call: &str) -> Project {
    let kinds = "[kinds.place.fields]\nlocation = { type = \"coordinates\" }\n";
    let page = format!(
        "{{% extends \"base.html\" %}}{{% block main %}}{{% set m = {call} %}}{SHOWN}{{% endblock main %}}\n"
    );
    LANGUAGES.into_iter().fold(
        Project::with_theme()
            .file("themes/tiny/theme.toml", kinds)
            .file("themes/tiny/templates/place.html", &page),
        |project, tag| {
            let unit = if tag == "ru" || tag == "kk" { "км" } else { "km" };
            project.file(
                &format!("themes/tiny/locales/{tag}/map.ftl"),
                &format!("map-scale = {{ $kilometers }} {unit}\n"),
            )
        },
    )
}

const SHOWN: &str = "{{ m.svg | safe }}<ol>{% for place in m.places %}<li>{{ place.path }}</li>{% endfor %}</ol>\
    <p>{{ m.has_line }} {{ m.width }}x{{ m.height }} {{ m.attribution }}</p>";

trait Places {
    fn place(self, name: &str, lat: f64, lon: f64) -> Self;
    fn steppe_map(self) -> Self;
}

impl Places for Project {
    /// A page with coordinates, called by its name in capitals.
    fn place(self, name: &str, lat: f64, lon: f64) -> Self {
        let facts = format!("kind = \"place\"\nlocation = {{ lat = {lat:?}, lon = {lon:?} }}\n");
        self.page(name, &name.to_uppercase(), "Text.\n").file(&format!("content/{name}/facts.toml"), &facts)
    }

    /// The base map that ships with the program, and its names.
    fn steppe_map(self) -> Self {
        let theme = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/steppe");
        let copy = |project: Self, path: &str| {
            let text = fs::read_to_string(theme.join(path)).expect("a file of the theme");
            project.file(&format!("themes/tiny/{path}"), &text)
        };
        let project = ["base", "drawn", "cities", "world"]
            .into_iter()
            .fold(self, |project, name| copy(project, &format!("map/{name}.geojson")));
        LANGUAGES.into_iter().fold(project, |project, tag| copy(project, &format!("locales/{tag}/map.ftl")))
    }
}

/// The map of a page.
#[track_caller]
fn svg(html: &str) -> &str {
    let start = html.find("<svg").expect("a map");
    &html[start..html.find("</svg>").expect("its end") + "</svg>".len()]
}

fn of_class<'d>(svg: &'d Document<'_>, class: &str) -> Vec<Node<'d, 'd>> {
    let is_wanted = |node: &Node<'_, '_>| {
        class
            .split(' ')
            .all(|class| node.attribute("class").is_some_and(|all| all.split(' ').any(|one| one == class)))
    };
    svg.descendants().filter(is_wanted).collect()
}

fn text(node: Node<'_, '_>) -> String {
    node.descendants().filter_map(|node| node.text().filter(|_| node.is_text())).collect()
}

fn number(node: Node<'_, '_>, attribute: &str) -> f64 {
    node.attribute(attribute).and_then(|number| number.parse().ok()).expect("a number")
}

const LAKES: &str = "map(places=pages(kind=\"place\"), current=page.path, span=700)";

fn lakes(call: &str) -> Project {
    project(call).place("markakol", 48.75, 85.75).place("kanas", 48.82, 87.04).place("zaysan", 48.0, 84.0)
}

#[test]
fn every_place_is_a_link_in_the_language_of_the_reader() {
    let project = lakes(LAKES).steppe_map().built();
    for tag in LANGUAGES {
        let html = project.output(&format!("{tag}/kanas/index.html"));
        let svg = Document::parse(svg(&html)).expect("well-formed");
        let root = svg.root_element();
        assert_eq!((root.attribute("role"), root.attribute("viewBox")), (Some("group"), Some("0 0 720 480")));
        assert_eq!(root.attribute("aria-label"), Some(format!("KANAS {tag}").as_str()));
        let links: Vec<(Option<&str>, String)> = of_class(&svg, "map-place")
            .into_iter()
            .map(|link| (link.attribute("href"), text(link)))
            .collect();
        let expected = ["zaysan", "markakol", "kanas"]
            .map(|name| (format!("/{tag}/{name}/"), format!("{} {tag}", name.to_uppercase())));
        let expected: Vec<(Option<&str>, String)> =
            expected.iter().map(|(url, title)| (Some(url.as_str()), title.clone())).collect();
        assert_eq!(links, expected, "from west to east");
        let current = of_class(&svg, "map-place current");
        assert_eq!((current.len(), current[0].attribute("aria-current")), (1, Some("page")));
        assert!(
            current[0].children().any(|child| child.has_tag_name("path")),
            "another shape than the others"
        );
        assert!(html.contains("<li>/zaysan/</li><li>/markakol/</li><li>/kanas/</li>"), "{html}");
        assert!(html.contains("<p>false 720x480 map-attribution</p>"), "{html}");
    }
}

#[test]
fn a_place_outside_of_the_region_lies_on_the_map_of_the_earth() {
    let call = "map(places=[page.path], current=page.path)";
    let project = project(call).steppe_map().place("istanbul", 41.0, 29.0).place("kanas", 48.8, 87.0);
    let project = project.place("suva", -18.1, 178.4).built();
    for (name, is_beyond) in [("istanbul", true), ("suva", true), ("kanas", false)] {
        let html = project.output(&format!("ru/{name}/index.html"));
        let svg = Document::parse(svg(&html)).expect("well-formed");
        let count = |class| of_class(&svg, class).len();
        assert_eq!(
            (count("map-sea"), count("map-border")),
            (usize::from(is_beyond), usize::from(!is_beyond)),
            "{html}"
        );
        assert_eq!(count("map-land"), 1, "{name}: {html}");
        assert!(html.contains("map-attribution</p>"), "{html}");
    }
}

#[test]
fn a_map_that_shows_nothing_of_its_data_credits_no_data() {
    let base = "{\"type\":\"FeatureCollection\",\"attribution\":\"map-credit\",\"beyond\":[0,0,10,10],\"features\":[\
                {\"type\":\"Feature\",\"properties\":{\"kind\":\"lake\"},\
                \"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[20,20],[21,20],[21,21],[20,20]]]}}]}";
    let project = LANGUAGES.into_iter().fold(project("map(places=[page.path])"), |project, tag| {
        project.file(&format!("locales/{tag}/credit.ftl"), "map-credit = Data\n")
    });
    let project = project.file("map/base.geojson", base).place("within", 5.0, 5.0).place("far", -40.0, -90.0);
    let project = project.place("near", 20.4, 20.4).built();
    for (name, credit) in [("within", ""), ("far", ""), ("near", "map-credit")] {
        let html = project.output(&format!("en/{name}/index.html"));
        assert!(html.contains(&format!("720x480 {credit}</p>")), "{name}: {html}");
    }
    let project = project.file("map/base.geojson", &base.replace("[0,0,10,10]", "[10,0,0,10]"));
    assert_eq!(project.finding(), "map/base.geojson:1:56 map-coordinates");
}

#[test]
fn what_is_no_page_is_named_in_the_language_of_the_reader() {
    let project = lakes(LAKES).steppe_map().built();
    for (tag, lake, country, scale) in [
        ("kk", "Үліңгір көлі", "Қазақстан", " км"),
        ("ru", "Улюнгур", "Казахстан", " км"),
        ("zh", "乌伦古湖", "哈萨克斯坦", "公里"),
        ("en", "Ulungur Lake", "Kazakhstan", " km"),
    ] {
        let html = project.output(&format!("{tag}/kanas/index.html"));
        let svg = Document::parse(svg(&html)).expect("well-formed");
        let named = |class| of_class(&svg, class).into_iter().map(text).collect::<Vec<_>>();
        assert!(named("map-label-water").contains(&lake.to_owned()), "{:?}", named("map-label-water"));
        assert!(named("map-label-country").contains(&country.to_owned()), "{:?}", named("map-label-country"));
        assert!(named("map-label-scale")[0].replace('\u{a0}', " ").ends_with(scale));
        // Places are the lakes that they lie in.
        assert!(!html.contains("Зайсан көлі") && !html.contains("Lake Zaysan"), "{html}");
        for class in ["map-land", "map-lake", "map-river", "map-border", "map-scale"] {
            assert_eq!(of_class(&svg, class).len(), 1, "{class}");
        }
    }
}

#[test]
fn names_of_the_ground_are_not_read_aloud_and_have_no_colour() {
    let project = lakes(LAKES).steppe_map().built();
    let html = project.output("en/kanas/index.html");
    let svg = Document::parse(svg(&html)).expect("well-formed");
    for label in svg.descendants().filter(|node| node.has_tag_name("text")) {
        let is_link = label.ancestors().any(|node| node.has_tag_name("a"));
        let is_hidden = label.ancestors().any(|node| node.attribute("aria-hidden") == Some("true"));
        assert!(is_link != is_hidden, "{}", text(label));
    }
    for node in svg.descendants().filter(Node::is_element) {
        for attribute in ["fill", "stroke"] {
            let value = node.attribute(attribute).unwrap_or("none");
            assert!(matches!(value, "none" | "currentColor"), "{value}");
        }
        assert_eq!(node.attribute("style"), None);
    }
}

#[test]
fn names_do_not_cover_each_other() {
    let project = lakes(LAKES).steppe_map().built();
    let html = project.output("zh/kanas/index.html");
    let svg = Document::parse(svg(&html)).expect("well-formed");
    // Chinese alone, whose characters are as wide as they are high.
    let rooms: Vec<(String, f64, f64, f64, f64)> = svg
        .descendants()
        .filter(|node| node.has_tag_name("text") && !text(*node).is_ascii())
        .map(|node| {
            let size = node.attribute("font-size").map_or(13.0, |size| size.parse().expect("a number"));
            let width = text(node).chars().filter(|c| !c.is_ascii()).count() as f64 * size;
            let x = number(node, "x");
            let left = match node.attribute("text-anchor") {
                Some("middle") => x - width / 2.0,
                Some("end") => x - width,
                _ => x,
            };
            (text(node), left, left + width, number(node, "y") - size, number(node, "y"))
        })
        .collect();
    assert!(rooms.len() > 8, "{rooms:?}");
    for (index, a) in rooms.iter().enumerate() {
        for b in &rooms[..index] {
            let apart = a.2 <= b.1 || b.2 <= a.1 || a.4 <= b.3 || b.4 <= a.3;
            assert!(apart, "{a:?} {b:?}");
        }
    }
}

#[test]
fn a_borrowed_title_says_its_language() {
    let project = lakes(LAKES);
    project.remove("content/zaysan/index.kk.md");
    project.build(&[]).exits(0);
    let html = project.output("kk/kanas/index.html");
    let svg = Document::parse(svg(&html)).expect("well-formed");
    let link = of_class(&svg, "map-place")[0];
    assert_eq!((link.attribute("href"), text(link).as_str()), (Some("/kk/zaysan/"), "ZAYSAN ru"));
    assert!(link.descendants().any(|node| node.attribute("lang") == Some("ru")));
}

#[test]
fn a_planned_line_is_dashed() {
    let call = |planned| format!("map(line=[\"/markakol/\", \"/kanas/\"], planned={planned})");
    for (planned, class) in [("true", "map-route planned"), ("false", "map-route")] {
        let project = lakes(&call(planned)).built();
        let html = project.output("en/kanas/index.html");
        let svg = Document::parse(svg(&html)).expect("well-formed");
        let route = of_class(&svg, "map-route")[0];
        assert_eq!(route.attribute("class"), Some(class));
        assert_eq!(route.attribute("stroke-dasharray").is_some(), planned == "true");
        // Its stops are places without being asked for, and no more than they.
        assert_eq!(of_class(&svg, "map-place").len(), 2);
        assert!(html.contains("<p>true "), "{html}");
    }
}

#[test]
fn a_place_without_room_for_its_name_has_a_name_all_the_same() {
    let crowd = (0..40).fold(
        project("map(places=pages(kind=\"place\"), width=300, height=200)"),
        |project, index| {
            project.place(
                &format!("p{index:02}"),
                48.0 + f64::from(index % 5) / 10.0,
                84.0 + f64::from(index / 5) / 10.0,
            )
        },
    );
    let project = crowd.built();
    let html = project.output("en/p00/index.html");
    let svg = Document::parse(svg(&html)).expect("well-formed");
    let links = of_class(&svg, "map-place");
    let (shown, hidden): (Vec<Node<'_, '_>>, Vec<Node<'_, '_>>) =
        links.into_iter().partition(|link| link.descendants().any(|node| node.has_tag_name("text")));
    assert_eq!(shown.len() + hidden.len(), 40);
    assert!(!shown.is_empty() && !hidden.is_empty());
    for link in hidden {
        assert_eq!(link.attribute("aria-label"), Some(text(link).as_str()));
        assert!(text(link).starts_with('P'));
    }
}

#[test]
fn places_around_are_shown_where_the_map_reaches() {
    let call = "map(places=[page.path], around=pages(kind=\"place\"))";
    let project = lakes(call).place("almaty", 43.24, 76.95).built();
    let html = project.output("en/markakol/index.html");
    assert!(html.contains("<li>/markakol/</li><li>/kanas/</li></ol>"), "{html}");
    assert!(!svg(&html).contains("/almaty/"), "{html}");
    let html = project.output("en/almaty/index.html");
    assert!(html.contains("<ol><li>/almaty/</li></ol>"), "{html}");
}

#[test]
fn a_map_is_wide_enough_to_show_where_a_place_is() {
    let bare = project("map(places=[page.path])").place("urumqi", 43.83, 87.62).steppe_map().built();
    let html = bare.output("en/urumqi/index.html");
    assert!(html.contains("Shihezi") && html.contains("Turpan"), "{html}");
    let fixed =
        project("map(places=[page.path], span=240)").place("urumqi", 43.83, 87.62).steppe_map().built();
    assert!(!fixed.output("en/urumqi/index.html").contains("Shihezi"));
}

#[test]
fn a_page_without_coordinates_is_left_out() {
    let project = lakes("map(places=[\"/\", \"/kanas/\"])").built();
    assert!(project.output("en/kanas/index.html").contains("<ol><li>/kanas/</li></ol>"));
    let project = lakes("map(places=[\"/\"])").built();
    let html = project.output("en/kanas/index.html");
    assert!(!html.contains("<svg") && html.contains("<ol></ol>"), "{html}");
}

#[test]
fn the_antimeridian_does_not_tear_a_map() {
    let base = r#"{"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"kind":"border"},"geometry":{"type":"LineString","coordinates":[[-169,63],[-169,68]]}},
        {"type":"Feature","properties":{"kind":"land"},"geometry":{"type":"Polygon","coordinates":[[[170,60],[180,60],[180,70],[170,70],[170,60]]]}}]}"#;
    let project = project("map(places=pages(kind=\"place\"), line=[\"/anadyr/\", \"/nome/\"])")
        .place("nome", 64.5, -165.4)
        .place("anadyr", 64.7, 177.5)
        .file("map/base.geojson", base)
        .built();
    let html = project.output("en/nome/index.html");
    assert!(html.contains("<li>/anadyr/</li><li>/nome/</li>"), "the west comes first: {html}");
    let svg = Document::parse(svg(&html)).expect("well-formed");
    assert_eq!(of_class(&svg, "map-border").len(), 1);
    assert_eq!((of_class(&svg, "map-sea").len(), of_class(&svg, "map-land").len()), (1, 1));
    let marks: Vec<f64> = of_class(&svg, "map-target").into_iter().map(|mark| number(mark, "cx")).collect();
    assert!(marks[0] < 100.0 && marks[1] > 620.0, "{marks:?}");
}

#[test]
fn right_to_left_names_stand_where_they_have_room() {
    let project = project("map(places=pages(kind=\"place\"))")
        .place("markakol", 48.75, 85.75)
        .place("kanas", 48.82, 87.04)
        .file("themes/tiny/locales/kk-Arab/map.ftl", "map-scale = { $kilometers } كم\ntags = ت\nhello = س\n");
    let config = fs::read_to_string(project.path("sapar.toml")).expect("a configuration");
    project.write(
        "sapar.toml",
        config.replace("[languages.en]", "[languages.kk-Arab]\nname = \"قازاقشا\"\n[languages.en]"),
    );
    for name in ["_index", "kanas/index", "markakol/index"] {
        project.write(&format!("content/{name}.kk-Arab.md"), "+++\ntitle = \"قاناس\"\n+++\nم\n");
    }
    project.build(&[]).succeeds();
    for (tag, direction, anchor) in [("en", "ltr", None), ("kk-Arab", "rtl", None)] {
        let html = project.output(&format!("{tag}/kanas/index.html"));
        let svg = Document::parse(svg(&html)).expect("well-formed");
        assert_eq!(svg.root_element().attribute("direction"), Some(direction));
        for link in of_class(&svg, "map-place") {
            let label = link.children().find(|node| node.has_tag_name("text")).expect("a name");
            let mark =
                number(link.children().find(|node| node.has_tag_name("circle")).expect("a mark"), "cx");
            // Where a text begins depends on its direction: both begin at the mark, and run away from it.
            assert_eq!(label.attribute("text-anchor"), anchor, "{tag}");
            assert_eq!(number(label, "x") > mark, direction == "ltr", "{tag}");
        }
    }
}

#[test]
fn the_same_site_has_the_same_maps() {
    let call = "map(places=pages(kind=\"place\"), line=[\"/markakol/\", \"/zaysan/\", \"/kanas/\"])";
    let outputs = [0, 1].map(|_| lakes(call).steppe_map().built().output("kk/kanas/index.html"));
    assert_eq!(outputs[0], outputs[1]);
}

#[test]
fn two_maps_on_a_page_share_no_id() {
    let call = "map(places=[page.path], id=\"near\") %}{% set other = map(places=[page.path], id=\"far\", span=900, label=\"Far & wide\") %}{{ other.svg | safe }}{% set m = m";
    let project = lakes(call).built();
    let html = project.output("en/kanas/index.html");
    for id in ["near", "far"] {
        assert_eq!(html.matches(&format!(" id=\"{id}\"")).count(), 1, "{html}");
    }
    assert!(
        html.contains("aria-label=\"Far &amp; wide\"") && html.contains("aria-label=\"KANAS en\""),
        "{html}"
    );
}

#[test]
fn wrong_arguments_are_told_where_the_map_is_asked_for() {
    for (call, code) in [
        ("map(places=[\"/nowhere/\"])", "link-not-found"),
        ("map(line=[\"/nowhere/\"])", "link-not-found"),
        ("map(places=[page.path], current=\"/nowhere/\")", "link-not-found"),
        ("map(places=\"/kanas/\")", "template-failed"),
        ("map(places=[5])", "template-failed"),
        ("map(places=[page.path], width=20)", "template-failed"),
        ("map(places=[page.path], height=\"tall\")", "template-failed"),
        ("map(places=[page.path], span=-1)", "template-failed"),
        ("map(places=[page.path], planned=\"yes\")", "template-failed"),
    ] {
        let findings = lakes(call).findings();
        assert_eq!(findings, [format!("themes/tiny/templates/place.html:1:53 {code}")], "{call}");
    }
}

#[test]
fn a_theme_says_what_a_scale_is_called() {
    let project = lakes("map(places=[page.path])");
    for tag in LANGUAGES {
        project.remove(&format!("themes/tiny/locales/{tag}/map.ftl"));
    }
    assert_eq!(project.findings(), ["themes/tiny/templates/place.html:1:53 message-unknown"]);
}

#[test]
fn mistakes_in_a_base_map_are_told_where_they_are() {
    let feature = |properties: &str, geometry: &str| {
        format!("{{\"type\":\"Feature\",\"properties\":{{{properties}}},\"geometry\":{geometry}}}")
    };
    let features = [
        feature("\"kind\":\"city\",\"name\":\"hello\"", r#"{"type":"Point","coordinates":[86,48]}"#),
        feature("\"kind\":\"city\",\"name\":\"helo\"", r#"{"type":"Point","coordinates":[86,48]}"#),
        feature("\"kind\":\"town\"", r#"{"type":"Point","coordinates":[86,48]}"#),
        feature("\"kind\":\"lake\"", r#"{"type":"Point","coordinates":[86,48]}"#),
        feature("\"kind\":\"city\"", r#"{"type":"Point","coordinates":[48,186]}"#),
        feature("\"kind\":\"river\"", "null"),
    ];
    let text = format!("{{\"type\":\"FeatureCollection\",\"features\":[\n{}]}}\n", features.join(",\n"));
    let project = lakes(LAKES).file("map/towns.geojson", &text);
    assert_eq!(
        project.findings(),
        [
            "map/towns.geojson:3:54 message-unknown",
            "map/towns.geojson:4:40 not-an-option",
            "map/towns.geojson:5:40 map-geometry",
            "map/towns.geojson:6:40 map-coordinates",
            "map/towns.geojson:7:40 map-geometry",
        ]
    );
    for broken in ["", "{", "[]", "{\"type\":\"Point\",\"coordinates\":[1,2]}"] {
        let finding = lakes(LAKES).file("map/base.geojson", broken).finding();
        assert!(
            finding.starts_with("map/base.geojson") && finding.ends_with(" map-syntax"),
            "{broken}: {finding}"
        );
    }
}

#[test]
fn the_map_of_the_site_stands_in_for_that_of_the_theme() {
    let city = |name: &str, lon: f64| {
        format!(
            "{{\"type\":\"FeatureCollection\",\"attribution\":\"tags\",\"features\":[{{\"type\":\"Feature\",\
             \"properties\":{{\"kind\":\"city\",\"name\":\"{name}\"}},\"geometry\":{{\"type\":\"Point\",\"coordinates\":[{lon},48.4]}}}}]}}"
        )
    };
    let project = lakes(LAKES)
        .file("themes/tiny/map/base.geojson", &city("tags", 86.0))
        .file("themes/tiny/map/more.geojson", &city("hello", 85.0))
        .built();
    let cities = |project: &Project| {
        let html = project.output("en/kanas/index.html");
        let svg = Document::parse(svg(&html)).expect("well-formed");
        of_class(&svg, "map-label-city").into_iter().map(text).collect::<Vec<_>>()
    };
    assert_eq!(cities(&project), ["Topics", "Hello"]);
    project.write("locales/en/more.ftl", "hello = Good day\n");
    project.write("map/base.geojson", city("hello", 86.0));
    project.build(&[]).succeeds();
    assert_eq!(cities(&project), ["Good day"]);
    // A changed map is a changed site.
    project.write("map/base.geojson", city("tags", 86.0));
    project.build(&[]).succeeds();
    assert_eq!(cities(&project), ["Topics", "Good day"]);
}

#[test]
fn a_map_is_light() {
    let around = [
        ("oskemen", 49.95, 82.61),
        ("almaty", 43.24, 76.95),
        ("urumqi", 43.83, 87.62),
        ("horgos", 44.21, 80.41),
    ];
    let project = around
        .into_iter()
        .fold(lakes(LAKES).steppe_map(), |project, (name, lat, lon)| project.place(name, lat, lon))
        .built();
    // Without compression; with it, it is a third.
    let html = project.output("kk/kanas/index.html");
    assert!(svg(&html).len() < 18_000, "{}", svg(&html).len());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    #[test]
    fn no_coordinates_break_a_map(
        places in prop::collection::vec((latitude(), longitude()), 1..7),
        planned: bool,
    ) {
        let stops = (0..places.len()).fold(String::new(), |mut list, index| {
            let _ = write!(list, "\"/p{index}/\", ");
            list
        });
        let call = format!("map(places=pages(kind=\"place\"), line=[{stops}], planned={planned}, current=page.path)");
        let project = places.iter().enumerate().fold(project(&call).steppe_map(), |project, (index, (lat, lon))| {
            project.place(&format!("p{index}"), *lat, *lon)
        });
        // Some look as if latitude and longitude were swapped.
        project.build(&[]).exits(0);
        for index in 0..places.len() {
            let html = project.output(&format!("zh/p{index}/index.html"));
            let svg = Document::parse(svg(&html)).expect("well-formed");
            prop_assert!(!of_class(&svg, "map-place").is_empty());
            prop_assert!(!html.contains("NaN") && !html.contains("inf"));
        }
    }
}

/// Latitudes, odd ones often.
fn latitude() -> impl Strategy<Value = f64> {
    prop_oneof![-90.0..=90.0, Just(90.0), Just(-90.0), Just(0.0), Just(48.75), Just(1e-12)]
}

/// Longitudes, odd ones often.
fn longitude() -> impl Strategy<Value = f64> {
    prop_oneof![-180.0..=180.0, Just(180.0), Just(-180.0), Just(0.0), Just(85.75), 179.9..=180.0]
}

#[test]
fn links_to_maps_have_the_name_of_the_place() {
    let project = Project::new()
        .page("lake", "Lake & \"湖\" #1", "")
        .file("content/lake/facts.toml", "kind = \"destination\"\nlocation = { lat = 48.75, lon = 85.5 }\n");
    for tag in ["kk", "ru", "zh", "en"] {
        project.write(
            &format!("content/lake/index.{tag}.md"),
            format!("+++\ntitle = 'Lake & \"湖\" #1 {tag}'\n+++\n"),
        );
    }
    let project = project.built();
    let links = |tag: &str| -> Vec<String> {
        let page = Html::parse(&project.output(&format!("{tag}/lake/index.html")));
        let links = page.all("a").filter(|link| link.is("rel", "external noopener noreferrer"));
        links.map(|link| link.attribute("href").expect("it leads somewhere").to_owned()).collect()
    };
    // In Chinese the quotation marks of the title become Chinese.
    let chinese = "Lake%20%26%20%E2%80%9C%E6%B9%96%E2%80%9D%20%231%20zh";
    assert_eq!(
        links("zh"),
        [
            format!(
                "https://uri.amap.com/marker?position=85.5,48.75&name={chinese}&coordinate=wgs84&callnative=0"
            ),
            format!(
                "http://api.map.baidu.com/marker?location=48.75,85.5&title={chinese}&content={chinese}&output=html\
                 &coord_type=wgs84&src=sapar"
            ),
        ]
    );
    let english = "Lake%20%26%20%E2%80%9C%E6%B9%96%E2%80%9D%20%231%20en";
    assert!(
        links("en").contains(&format!("https://maps.apple.com/?ll=48.75,85.5&q={english}")),
        "{:?}",
        links("en")
    );
}
