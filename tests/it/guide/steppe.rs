//! The guide's tables about the default theme, derived from its files.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use tera::{Kwargs, State, Tera, Value as Shown};
use toml::{Table as Toml, Value};

use super::document::Table;
use super::tables::ticked;
use sapar::theme::{filter_signatures, function_signatures};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/steppe")
}

fn read(path: &str) -> String {
    fs::read_to_string(folder().join(path)).expect(path)
}

/// The files in a folder, by their paths in the theme.
fn files(within: &str) -> Vec<String> {
    let entries = fs::read_dir(folder().join(within)).expect(within);
    let names = entries.map(|entry| entry.expect("a file").file_name().to_string_lossy().into_owned());
    let mut files: Vec<String> = names.map(|name| format!("{within}/{name}")).collect();
    files.sort();
    files
}

/// All tables about the theme.
pub fn all() -> Vec<Table> {
    let manifest: Toml = read("theme.toml").parse().expect("theme.toml is TOML");
    vec![options(&manifest), components(), fields(&manifest), messages(), optional_messages()]
}

fn options(manifest: &Toml) -> Table {
    let options = manifest["options"].as_table().expect("options");
    let rows = options.iter().map(|(name, value)| {
        let default = match value {
            Value::Table(_) => "as in [theme.toml](steppe/theme.toml)".to_owned(),
            value => format!("`{value}`"),
        };
        vec![format!("`{name}`"), default]
    });
    Table::explained("steppe-options", &["Option", "Default", "What it is"], rows.collect())
}

fn components() -> Table {
    let mut tera = Tera::new();
    for function in function_signatures() {
        tera.register_function(function.name, |_: Kwargs, _: &State<'_>| Shown::none());
    }
    for filter in filter_signatures() {
        tera.register_filter(filter.name, |_: &Shown, _: Kwargs, _: &State<'_>| Shown::none());
    }
    let texts: Vec<(String, String)> =
        files("components").into_iter().map(|file| (file.clone(), read(&file))).collect();
    tera.add_raw_templates(texts.iter().map(|(name, text)| (name.as_str(), text.as_str())))
        .expect("components");
    let mut names: Vec<&str> = tera.get_component_names().collect();
    names.sort_unstable();
    let rows = names.into_iter().map(|name| {
        let component = tera.get_component_definition(name).expect("a component of this name");
        let arguments = component.args().iter().filter(|argument| !argument.is_implicit()).map(|argument| {
            let kind = argument.arg_type().map_or("any", |kind| kind.as_str());
            let default = match argument.default() {
                None => "required".to_owned(),
                Some(value) if value.as_str().is_some() => format!("else `\"{value}\"`"),
                Some(value) => format!("else `{value}`"),
            };
            format!("`{}` ({kind}, {default})", argument.name())
        });
        vec![format!("`{name}`"), arguments.collect::<Vec<_>>().join(", ")]
    });
    Table::explained("steppe-components", &["Component", "Arguments", "What it is"], rows.collect())
}

/// The fields of all kinds: those that several kinds have stand there once.
fn fields(manifest: &Toml) -> Table {
    let kinds = manifest["kinds"].as_table().expect("kinds");
    // Name, type, kinds.
    let mut found: Vec<(String, String, Vec<String>)> = Vec::new();
    for (kind, definition) in kinds {
        for (name, field) in definition["fields"].as_table().expect("fields") {
            let field = field.as_table().expect("a field");
            let described = field_type(field);
            let shown = if is(field, "required") { format!("**{kind}**") } else { kind.clone() };
            match found.iter_mut().find(|(known, own, _)| known == name && *own == described) {
                Some((_, _, kinds)) => kinds.push(shown),
                None => found.push((name.clone(), described, vec![shown])),
            }
        }
    }
    let rows = found
        .into_iter()
        .map(|(name, described, kinds)| vec![format!("`{name}`"), described, kinds.join(", ")]);
    Table::explained("steppe-fields", &["Field", "Type", "Kinds", "What it is"], rows.collect())
}

fn is(field: &Toml, key: &str) -> bool {
    field.get(key).and_then(Value::as_bool).unwrap_or(false)
}

fn field_type(field: &Toml) -> String {
    let name = field["type"].as_str().expect("a type");
    let mut described = match name {
        "one-of" => {
            let options = field["options"].as_array().expect("options").iter().filter_map(Value::as_str);
            format!("one of {}", ticked(options))
        }
        "table" => {
            let own = field["fields"].as_table().expect("fields of a table").iter();
            let own = own
                .map(|(name, field)| format!("`{name}` {}", field_type(field.as_table().expect("a field"))));
            format!("table of {}", own.collect::<Vec<_>>().join(", "))
        }
        name => name.to_owned(),
    };
    if let Some(unit) = field.get("unit").and_then(Value::as_str) {
        described = format!("{described} ({unit})");
    }
    if is(field, "list") {
        described = format!("list: {described}");
    }
    if is(field, "localised") {
        described.push_str(", in documents");
    }
    described
}

/// The names of features on maps. There are too many of them for the table of messages.
fn map_names() -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for file in files("map").into_iter().filter(|file| file.ends_with(".geojson")) {
        let map: serde_json::Value = serde_json::from_str(&read(&file)).expect("GeoJSON");
        for feature in map["features"].as_array().expect("features") {
            names.extend(feature["properties"]["name"].as_str().map(ToOwned::to_owned));
        }
    }
    names
}

/// The theme's messages in the groups of their files, with the comments above them.
fn messages() -> Table {
    let of_maps = map_names();
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut comment = String::new();
    let text: String = files("locales/en").iter().map(|file| read(file) + "\n").collect();
    for line in text.lines() {
        if let Some(group) = line.strip_prefix("## ") {
            rows.push(vec![format!("**{}**", group.trim_end_matches('.')), String::new(), String::new()]);
        } else if let Some(words) = line.strip_prefix("# ") {
            comment = format!("{comment} {words}").trim().to_owned();
        } else if let Some((attribute, text)) =
            line.trim_start().strip_prefix('.').and_then(|it| it.split_once(" ="))
        {
            let message = rows.last().expect("a message before its attributes")[0]
                .split('.')
                .next()
                .unwrap_or_default();
            rows.push(vec![format!("{message}.{attribute}"), text.trim().to_owned(), String::new()]);
        } else if line.starts_with(' ') {
            let row = rows.last_mut().expect("a message before its lines");
            row[1] = format!("{} {}", row[1], line.trim());
        } else if let Some((id, text)) = line.split_once(" =") {
            rows.push(vec![id.to_owned(), text.trim().to_owned(), std::mem::take(&mut comment)]);
        } else {
            comment.clear();
        }
    }
    rows.retain(|row| !of_maps.contains(&row[0]));
    for row in rows.iter_mut().filter(|row| !row[0].starts_with('*')) {
        row[0] = format!("`{}`", row[0]);
        row[1] = format!("`{}`", row[1].trim().replace('|', "\\|"));
        row[2] = row[2].replace('|', "\\|");
    }
    Table::plain("steppe-messages", &["Message", "In English", "Note"], rows)
}

/// The messages that the theme shows if the site has them.
fn optional_messages() -> Table {
    let mut found = BTreeSet::new();
    for file in files("templates") {
        let text = read(&file);
        for (at, _) in text.match_indices("| t(default=") {
            let name = text[..at].trim_end().strip_suffix('"').and_then(|text| text.rsplit('"').next());
            found.extend(name.map(ToOwned::to_owned));
        }
    }
    let own: String = files("locales/en").iter().map(|file| read(file)).collect();
    found.retain(|id| !own.lines().any(|line| line.starts_with(&format!("{id} ="))));
    let rows = found.into_iter().map(|id| vec![format!("`{id}`")]).collect();
    Table::explained("steppe-optional-messages", &["Message", "What it says"], rows)
}
