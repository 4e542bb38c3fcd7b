//! Where pages lie: what is near, and how far.

use super::probe;
use super::project::Project;

const KIND: &str = "[kinds.place.fields]\nname = { type = \"text\" }\nlocation = { type = \"coordinates\" }\n[kinds.hut.fields]\nstands_at = { type = \"coordinates\" }\n";

const TEMPLATE: &str = "{% for near in nearby(path=page.path, limit=3) %}{{ near.page.title }} {{ near.distance | number(maximum_fraction_digits=0) }} {{ near.bearing | round }}\n{% endfor %}";

/// A site with pages at some places.
fn places(places: &[(&str, f64, f64)]) -> Project {
    let project = probe::site(KIND).template("place.html", TEMPLATE);
    places.iter().fold(project, |project, (name, lat, lon)| {
        project.page(name, name, "").file(
            &format!("content/{name}/facts.toml"),
            &format!("kind = \"place\"\nlocation = {{ lat = {lat:?}, lon = {lon:?} }}\n"),
        )
    })
}

#[test]
fn the_nearest_pages_come_first_with_their_distance_and_direction() {
    let project = places(&[
        ("almaty", 43.24, 76.95),
        ("kanas", 48.82, 87.04),
        ("markakol", 48.75, 85.75),
        ("oskemen", 49.95, 82.61),
        ("zaysan", 48.0, 84.0),
    ])
    .page("about", "About", "")
    .built();
    assert_eq!(
        project.output("en/markakol/index.html"),
        "kanas en 95 85.0\nzaysan en 154 238.0\noskemen en 264 302.0\n"
    );
    assert!(project.output("kk/markakol/index.html").starts_with("kanas kk 95 "));
}

#[test]
fn the_way_over_the_day_line_and_over_the_pole_is_short() {
    let project = places(&[("a", 0.0, 179.5), ("b", 0.0, -179.5), ("c", 0.0, 170.0)]).built();
    assert_eq!(project.output("en/a/index.html"), "b en 111 90.0\nc en 1,056 270.0\n");
    let project = places(&[("a", 89.0, 10.0), ("b", 89.0, -170.0), ("c", 85.0, 10.0)]).built();
    assert_eq!(project.output("en/a/index.html"), "b en 222 360.0\nc en 445 180.0\n".replace("360", "0"));
}

#[test]
fn pages_at_one_place_are_not_near_each_other_unless_they_are_asked_for() {
    let names = ["f", "e", "d", "c", "b", "a"];
    let project = places(&names.map(|name| (name, 44.21, 80.41))).built();
    assert_eq!(project.output("en/c/index.html"), "");
    let with_all = TEMPLATE.replace("limit=3", "limit=3, from=0");
    let project = project.template("place.html", &with_all).built();
    assert_eq!(project.output("en/c/index.html"), "a en 0 0.0\nb en 0 0.0\nd en 0 0.0\n");
}

#[test]
fn what_is_near_has_a_least_and_a_largest_distance() {
    // A degree of latitude is 111 km.
    let lakes =
        [("a", 40.0, 80.0), ("b", 40.004, 80.0), ("c", 40.005, 80.0), ("d", 42.0, 80.0), ("e", 43.0, 80.0)];
    let near = |range: &str| {
        let template = format!(
            "{{% for near in nearby(path=page.path{range}) %}}{{{{ near.page.path }}}}{{% endfor %}}"
        );
        places(&lakes).template("place.html", &template).built().output("en/a/index.html")
    };
    // What would be written as 0 km is the same place.
    assert_eq!(near(""), "/c//d//e/");
    assert_eq!(near(", from=0"), "/b//c//d//e/");
    assert_eq!(near(", from=0.6"), "/d//e/");
    assert_eq!(near(", to=300"), "/c//d/");
    assert_eq!(near(", from=0, to=0.1"), "");
    for wrong in ["from=-1", "to=30000", "to=\"far\""] {
        let template = format!("{{{{ nearby(path=page.path, {wrong}) | length }}}}");
        let finding = places(&lakes[..1]).template("place.html", &template).finding();
        assert!(finding.ends_with("template-failed"), "{wrong}: {finding}");
    }
}

#[test]
fn a_kind_may_be_asked_for_whatever_its_coordinates_are_called() {
    let project = places(&[("lake", 48.75, 85.75), ("hill", 48.76, 85.75)])
        .page("hut", "Hut", "")
        .file("content/hut/facts.toml", "kind = \"hut\"\nstands_at = { lat = 49.0, lon = 85.0 }\n")
        .template(
            "place.html",
            "{% for near in nearby(path=\"../lake/\", kind=\"hut\") %}{{ near.page.url }}{% endfor %}",
        )
        .template(
            "hut.html",
            "{{ nearby(path=page.path, limit=1) | length }}{{ nearby(path=\"/\") | length }}",
        )
        .built();
    assert_eq!(project.output("zh/lake/index.html"), "/zh/hut/");
    // The home page lies nowhere, so that nothing is near it.
    assert_eq!(project.output("zh/hut/index.html"), "10");
}

#[test]
fn what_is_near_a_page_that_is_not_there_is_told_in_the_template() {
    let project =
        places(&[("lake", 48.75, 85.75)]).template("place.html", "\n{{ nearby(path=\"/laek/\") }}").finding();
    assert_eq!(project, "themes/probe/templates/place.html:2:4 link-not-found");
}

#[test]
fn months_are_named_as_they_stand_alone() {
    let project = places(&[("lake", 48.75, 85.75)])
        .template(
            "place.html",
            "{{ [6, 11] | join(sep=\",\") }}: {{ 6 | month }} {{ 11 | month(length=\"short\") }} {{ 9 | month(length=\"narrow\") }}",
        )
        .built();
    assert_eq!(project.output("kk/lake/index.html"), "6,11: маусым қар. Қ");
    assert_eq!(project.output("ru/lake/index.html"), "6,11: июнь нояб. С");
    assert_eq!(project.output("zh/lake/index.html"), "6,11: 六月 11月 9");
    for wrong in ["13 | month", "0 | month", "1 | month(length=\"tiny\")"] {
        let project = places(&[("lake", 48.75, 85.75)]);
        let finding = project.template("place.html", &format!("{{{{ {wrong} }}}}")).finding();
        assert!(finding.ends_with("template-failed"), "{finding}");
    }
}
