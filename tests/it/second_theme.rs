//! The theme that ships is one of many: code knows none of its kinds, fields, options, words or classes, and another
//! theme can do all that it does.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;

use super::artefacts::without_hashes;
use super::html::Html;
use super::outputs::files;
use super::probe;
use super::project::Project;
use super::tiny;
use sapar::content::fields::field_type_names;
use sapar::content::markdown::MESSAGES;
use sapar::theme::MAP_SCALE;

fn steppe(path: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/steppe");
    fs::read_to_string(folder.join(path)).expect(path)
}

/// Two yurts, of which one has moved to the other's place.
fn yurts() -> Project {
    let project = tiny::YURT.into_iter().fold(Project::with_theme(), |project, (path, text)| {
        project.file(&format!("themes/tiny/{path}"), text)
    });
    let project = ["kk", "ru", "zh", "en"].into_iter().fold(project, |project, tag| {
        let document = |name: &str| {
            format!(
                "+++\ntitle = \"{name} {tag}\"\nsong = \"Song {tag}\"\nalt = {{ \"face.svg\" = \"Door {tag}\" }}\n+++\nText.\n"
            )
        };
        project
            .file(&format!("content/grey/index.{tag}.md"), &document("Grey"))
            .file(&format!("content/white/index.{tag}.md"), &document("White"))
    });
    project
        .file("content/grey/face.svg", &probe::svg(30, 20))
        .file("content/white/face.svg", &probe::svg(30, 20))
        .file(
            "content/grey/facts.toml",
            "kind = \"yurt\"\nspot = { lat = 46.2, lon = 81.5 }\nwarm = [6, 7]\n\
             face = { file = \"face.svg\", credit = \"Dana\", licence = \"CC0 1.0\" }\n\
             moved = [{ from = \"/white/\", camels = 12 }, { from = \"/grey/\" }]\n",
        )
        .file(
            "content/white/facts.toml",
            "kind = \"yurt\"\nspot = { lat = 47.1, lon = 81.5 }\nwarm = [9]\nface = \"face.svg\"\n",
        )
}

#[test]
fn another_theme_does_all_that_the_theme_that_ships_does() {
    let project = yurts().built();
    let text = project.output("kk/grey/index.html");
    let page = Html::parse(&text);
    let picture = page.one("img");
    let path = picture.attribute("src").map(without_hashes);
    assert_eq!((path.as_deref(), picture.attribute("alt")), (Some("/grey/face.svg"), Some("Door kk")));
    for part in ["Dana, Aigul", "маусым және шілде; Song kk", "White kk: 12", "White kk</a> 100 шақырым"]
    {
        assert!(text.contains(part), "{part}: {text}");
    }
    // A map without anything to draw it over: places, the line between them, the scale.
    let svg = text.split_once("<svg").expect("a map").1;
    for part in ["href=\"/kk/white/\"", "map-route", "map-place current", "шақырым"] {
        assert!(svg.contains(part), "{part}: {svg}");
    }
    assert!(!svg.contains("map-border") && !svg.contains("map-lake"), "{svg}");
    let data: Value = serde_json::from_str(&page.one("script").text).expect("JSON-LD");
    assert_eq!((&data["@type"], &data["name"]), (&"Accommodation".into(), &"Grey kk".into()));
    let image = data["image"].as_str().map(without_hashes);
    assert_eq!(image.as_deref(), Some("https://altai.example/grey/face.svg"));
    assert_eq!(data["geo"]["latitude"], 46.2);
}

#[test]
fn nothing_of_the_theme_that_ships_reaches_a_site_in_another_theme() {
    let project = yurts().built();
    let own: BTreeSet<String> = classes().into_iter().filter(|class| !class.starts_with("map")).collect();
    for file in files(&project.path("public")) {
        let name = file.to_string_lossy().replace('\\', "/");
        assert!(
            !name.contains("/fonts/") && !name.ends_with("favicon.svg") && !name.ends_with(".js"),
            "{name}"
        );
        if name.ends_with(".html") {
            let text = fs::read_to_string(&file).expect("a page");
            for element in &Html::parse(&text).elements {
                let classes = element.attribute("class").unwrap_or_default().split_whitespace();
                let lost: Vec<&str> =
                    classes.filter(|class| own.contains(*class) && *class != "current").collect();
                assert!(lost.is_empty(), "{name}: {lost:?}");
            }
        }
    }
}

#[test]
fn code_knows_nothing_of_the_theme_that_ships() {
    // What else is called so: kinds that every site has, an element of HTML, the state of a mistake in the panel, a
    // place in the site, and a script.
    const OTHERS: [&str; 6] = ["page", "section", "area", "state", "root-404", "cyrillic"];
    let manifest: toml::Table = steppe("theme.toml").parse().expect("TOML");
    let mut names: BTreeSet<String> =
        manifest["options"].as_table().expect("options").keys().cloned().collect();
    for (kind, definition) in manifest["kinds"].as_table().expect("kinds") {
        names.insert(kind.clone());
        names.extend(definition["fields"].as_table().expect("fields").keys().cloned());
    }
    // Of messages and classes those whose names are no common words.
    let messages = steppe("locales/en/theme.ftl");
    let messages = messages.lines().filter_map(|line| line.split_once(" =")).map(|(id, _)| id.to_owned());
    names.extend(messages.chain(classes()).filter(|name| name.contains('-')));
    let is_own = |name: &String| {
        OTHERS.contains(&name.as_str())
            || MESSAGES.contains(&name.as_str())
            || field_type_names().any(|own| own == name)
            || name == MAP_SCALE
            || SEARCH_NAMES.contains(&name.as_str())
            || GUIDE_CLASSES.iter().any(|prefix| name.starts_with(prefix))
    };
    names.retain(|name| !is_own(name));
    assert!(names.len() > 60 && names.contains("destination") && names.contains("best_months"), "{names:?}");
    let mut found = Vec::new();
    for file in files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src")) {
        if file.extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        let text = fs::read_to_string(&file).expect("a source file");
        let text = text.split("#[cfg(test)]").next().unwrap_or_default();
        for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
            let literals = line.split('"').skip(1).step_by(2);
            found.extend(
                literals
                    .filter(|literal| names.contains(*literal))
                    .map(|it| format!("{}: {it}", file.display())),
            );
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

/// What the search calls its filters and the parts of a result, which the guide tells authors of themes.
const SEARCH_NAMES: [&str; 2] = ["location", "region"];

/// How the classes begin that the program writes itself, and tells authors of themes of.
const GUIDE_CLASSES: [&str; 4] = ["alert-", "map-", "footnote-", "visually-hidden"];

/// The classes that the theme's style sheet names.
fn classes() -> BTreeSet<String> {
    let style = steppe("static/css/main.css");
    let after_dots = style.split('.').skip(1);
    let names = after_dots.map(|rest| {
        rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-' || *c == '_').collect::<String>()
    });
    names.filter(|name| name.starts_with(|c: char| c.is_ascii_lowercase())).collect()
}
