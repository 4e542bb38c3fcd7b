//! Rules about the world.

use super::{check, check_with};
use crate::probe;
use crate::project::Project;

const KINDS: &str = "\n[kinds.place.fields]\nat = { type = \"coordinates\" }\nregion = { type = \"text\" }\nwhen = { type = \"date-range\" }\n";

fn site(config: &str) -> Project {
    probe::site(&format!("{config}{KINDS}"))
}

/// A page in all languages with facts.
fn place(project: Project, name: &str, facts: &str) -> Project {
    project
        .page(name, name, "Text.\n")
        .file(&format!("content/{name}/facts.toml"), &format!("kind = \"place\"\n{facts}"))
}

fn located(project: Project, name: &str, lat: f64, lon: f64) -> Project {
    place(project, name, &format!("at = {{ lat = {lat}, lon = {lon} }}\nregion = \"altai\"\n"))
}

/// Three places in the Altai.
fn altai(config: &str) -> Project {
    let places = [("markakol", 48.75, 85.75), ("rakhman", 49.5, 86.5), ("ridder", 50.3, 83.5)];
    places.into_iter().fold(site(config), |project, (name, lat, lon)| located(project, name, lat, lon))
}

#[test]
fn places_lie_in_their_region() {
    assert_eq!(check(&located(altai(""), "zyryan", 49.7, 84.3)), Vec::<String>::new());
    let far = located(altai(""), "zyryan", 43.2, 76.9);
    assert_eq!(check(&far), ["content/zyryan/facts.toml:2 place-outside-region"]);
    // A large region has its places in groups.
    let groups =
        [("kanas", 48.82, 87.04), ("urumqi", 43.83, 87.62), ("sayram", 44.6, 81.17), ("bole", 44.9, 82.07)];
    let xinjiang =
        groups.into_iter().fold(site(""), |project, (name, lat, lon)| located(project, name, lat, lon));
    assert_eq!(check(&xinjiang), Vec::<String>::new());
}

/// Two countries, and a lake in the western one.
const MAP: &str = r#"{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"kind":"country","name":"map-west"},"geometry":{"type":"Polygon","coordinates":[[[70,40],[87,40],[87,55],[70,55],[70,40]]]}},
{"type":"Feature","properties":{"kind":"country","name":"map-east"},"geometry":{"type":"Polygon","coordinates":[[[87,40],[99,40],[99,55],[87,55],[87,40]]]}},
{"type":"Feature","properties":{"kind":"lake","name":"map-zaisan"},"geometry":{"type":"Polygon","coordinates":[[[83,47],[84,47],[84,48],[83,48],[83,47]]]}}
]}"#;

fn with_map(project: Project) -> Project {
    let project = project.file("map/base.geojson", MAP);
    ["kk", "ru", "zh", "en"].into_iter().fold(project, |project, tag| {
        project.file(&format!("locales/{tag}/map.ftl"), "map-west = W\nmap-east = E\nmap-zaisan = Zaisan\n")
    })
}

#[test]
fn places_lie_in_the_country_of_their_region_and_not_in_water() {
    assert_eq!(check(&with_map(located(altai(""), "zyryan", 49.7, 84.3))), Vec::<String>::new());
    let abroad = with_map(located(altai(""), "kanas", 48.8, 88.4));
    assert_eq!(check(&abroad), ["content/kanas/facts.toml:2 place-outside-region"]);
    let drowned = with_map(located(altai(""), "camp", 47.5, 83.5));
    assert_eq!(check(&drowned), ["content/camp/facts.toml:2 place-in-water"]);
    // Maps draw shores roughly, and a lake is in its own water.
    let shore = with_map(located(altai(""), "camp", 47.5, 83.02));
    assert_eq!(check(&shore), Vec::<String>::new());
    let lake = with_map(located(altai(""), "zaisan", 47.5, 83.5));
    assert_eq!(check(&lake), Vec::<String>::new());
}

#[test]
fn places_may_stand_on_the_border_of_a_country() {
    // The map of the world draws it a little to the west of the mountain.
    assert_eq!(check(&with_map(located(altai(""), "belukha", 49.81, 87.2))), Vec::<String>::new());
}

#[test]
fn labels_of_the_map_have_names_in_every_language() {
    let site = with_map(site("")).file("locales/kk/map.ftl", "map-west = W\nmap-east = E\n");
    let found = check(&site);
    assert!(found.contains(&"map/base.geojson:4 map-label-without-name".to_owned()), "{found:?}");
    assert!(!check(&with_map(self::site(""))).iter().any(|it| it.ends_with("map-label-without-name")));
}

#[test]
fn events_end() {
    let event = |days: &str| place(site(""), "fair", &format!("{days}\n"));
    let over = event("when = { from = 2026-05-20, to = 2026-05-22 }");
    assert_eq!(check(&over), ["content/fair/facts.toml:2 event-over"]);
    assert_eq!(check(&event("when = { from = 2026-05-20, to = 2026-06-01 }")), Vec::<String>::new());
    assert_eq!(
        check(&event("expires = 2026-05-23\nwhen = { from = 2026-05-20, to = 2026-05-22 }")),
        Vec::<String>::new()
    );
}

#[test]
fn what_was_written_when_an_event_was_over_reports_on_it() {
    let event = |day: &str| {
        place(site(""), "fair", &format!("date = {day}\nwhen = {{ from = 2026-05-20, to = 2026-05-22 }}\n"))
    };
    assert_eq!(check(&event("2026-05-22")), Vec::<String>::new());
    assert_eq!(check(&event("2026-05-21")), ["content/fair/facts.toml:3 event-over"]);
}

#[test]
fn facts_are_reviewed() {
    let dated = |config: &str, day: &str| place(site(config), "lake", &format!("updated = {day}\n"));
    let config = "[check]\nreview_after = 365\nreviewer = \"Aigul\"\n";
    assert_eq!(check(&dated("", "2020-01-01")), Vec::<String>::new());
    assert_eq!(check(&dated(config, "2025-06-01")), Vec::<String>::new());
    let old = dated(config, "2025-05-31");
    assert_eq!(check(&old), ["content/lake/facts.toml facts-old"]);
    let help = check_with(&old, &[])[0]["help"].to_string();
    assert!(help.contains("Aigul"), "{help}");
}
