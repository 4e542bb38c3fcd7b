//! The guide's tables about the program, derived from the program itself.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::document::Table;
use super::shapes::Shapes;
use super::site::{Dump, classes, dumps, field};
use crate::probe;
use sapar::content::fields::FIELD_TYPES;
use sapar::content::markdown::MESSAGES;
use sapar::content::{DOCUMENT_KEYS, FACT_KEYS};
use sapar::language::MESSAGE_FUNCTIONS;
use sapar::theme::{
    BUILT_IN_FILTERS, BUILT_IN_FUNCTIONS, BUILT_IN_TESTS, MAP_SCALE, ParameterType, REQUIRED_TEMPLATES,
    SEARCH_MESSAGE, Signature, filter_signatures, function_signatures,
};

/// All tables about the program.
pub fn all() -> Vec<Table> {
    let mut tables = values();
    tables.push(names("message-functions", "Function", MESSAGE_FUNCTIONS));
    tables.push(signatures("functions", "Function", function_signatures()));
    tables.push(signatures("filters", "Filter", filter_signatures()));
    tables.push(names("built-in-functions", "Function", BUILT_IN_FUNCTIONS));
    tables.push(names("built-in-filters", "Filter", BUILT_IN_FILTERS));
    tables.push(names("built-in-tests", "Test", BUILT_IN_TESTS));
    let messages =
        MESSAGES.into_iter().chain([MAP_SCALE, SEARCH_MESSAGE]).map(|id| vec![format!("`{id}`")]).collect();
    tables.push(Table::explained("program-messages", &["Message", "What it says"], messages));
    tables.push(Table::explained("classes", &["Class", "On", "What it is"], classes()));
    let reserved = [("`facts.toml`", &FACT_KEYS[..]), ("a document", &DOCUMENT_KEYS[..])];
    let reserved = reserved.map(|(place, keys)| vec![place.to_owned(), ticked(keys.iter().copied())]);
    tables.push(Table::plain("reserved", &["In", "Keys of every page"], reserved.to_vec()));
    tables.extend(declarations());
    tables
}

/// Names as code, separated by commas.
pub fn ticked<'n>(names: impl Iterator<Item = &'n str>) -> String {
    names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

fn names<const N: usize>(table: &'static str, head: &'static str, names: [&str; N]) -> Table {
    let rows = names.iter().map(|name| vec![format!("`{name}`")]).collect();
    Table::explained(table, &[head, "What it is"], rows)
}

fn signatures(table: &'static str, head: &'static str, signatures: impl Iterator<Item = Signature>) -> Table {
    let rows = signatures.map(|signature| {
        let arguments = match signature.parameters {
            None => "any".to_owned(),
            Some([]) => "none".to_owned(),
            Some(parameters) => {
                let described = parameters.iter().map(|parameter| {
                    let required = if parameter.required { ", required" } else { "" };
                    format!("`{}` ({}{required})", parameter.name, type_name(parameter.parameter_type))
                });
                described.collect::<Vec<_>>().join(", ")
            }
        };
        vec![format!("`{}`", signature.name), arguments]
    });
    Table::explained(table, &[head, "Arguments", "What it gives"], rows.collect())
}

/// The guide's name for a type of argument.
pub fn type_name(parameter_type: ParameterType) -> &'static str {
    match parameter_type {
        ParameterType::Text => "text",
        ParameterType::WholeNumber => "whole number",
        ParameterType::Number => "number",
        ParameterType::Boolean => "boolean",
        ParameterType::Pages => "list of pages",
        ParameterType::Picture => "picture",
        ParameterType::Point => "point",
    }
}

/// The tables of all values that templates receive.
fn values() -> Vec<Table> {
    let (dumps, calls) = dumps();
    let mut shapes = Shapes::default();
    let of = |template: &str, find: &dyn Fn(&Value) -> Option<&Value>| -> Value {
        let found = dumps.iter().filter(|dump| dump.template == template);
        found.filter_map(|dump| find(&dump.context)).next().unwrap_or_else(|| panic!("in {template}")).clone()
    };
    shapes.name("language", &of("page.html", &|context| context.get("lang")));
    shapes.name("summary", &of("section.html", &|context| context["paginator"]["pages"].get(0)));
    shapes.name("term", &of("term.html", &|context| context.get("term")));
    shapes.name("heading", &of("page.html", &|context| context["page"]["toc"].get(0)));
    shapes.name("picture", &calls[0]["image"]);
    for Dump { template, context } in &dumps {
        shapes.record("context", context);
        let page = if template == "redirect.html" { "redirect" } else { "page" };
        shapes.record(page, &context["page"]);
        shapes.record("config", &context["config"]);
        if let Some(paginator) = context.get("paginator") {
            shapes.record("paginator", paginator);
        }
    }
    for calls in &calls {
        shapes.record("calls", calls);
        shapes.record("map", &calls["map"]);
        let near = calls["nearby"].as_array().expect("a list").iter();
        near.for_each(|near| shapes.record("near", near));
    }
    let mut tables: Vec<Table> = [
        "page",
        "redirect",
        "config",
        "paginator",
        "language",
        "summary",
        "term",
        "picture",
        "heading",
        "near",
        "map",
    ]
    .into_iter()
    .map(|shape| Table::explained(shape, &["Key", "Type", "What it is"], shapes.rows(shape)))
    .collect();
    tables.push(variables(&dumps));
    tables.push(templates(&dumps));
    tables.push(field_types(&dumps, &shapes));
    tables
}

/// The templates that every theme has, and the values of `page.template_kind` in them.
fn templates(dumps: &[Dump]) -> Table {
    let rows = REQUIRED_TEMPLATES.map(|name| {
        let of_template = dumps.iter().filter(|dump| dump.template == name);
        let kinds: BTreeSet<&str> =
            of_template.filter_map(|dump| dump.context["page"]["template_kind"].as_str()).collect();
        vec![format!("`{name}`"), ticked(kinds.into_iter())]
    });
    Table::explained("templates", &["Template", "`page.template_kind`", "What it is"], rows.to_vec())
}

/// The variables, and the templates that receive them.
fn variables(dumps: &[Dump]) -> Table {
    let mut found: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for dump in dumps {
        for name in dump.context.as_object().expect("variables").keys() {
            let templates = found.entry(name).or_default();
            if !templates.contains(&dump.template.as_str()) {
                templates.push(&dump.template);
            }
        }
    }
    let all = dumps.iter().map(|dump| &dump.template).collect::<BTreeSet<_>>().len();
    let rows = found.into_iter().map(|(name, mut templates)| {
        templates.sort_unstable();
        let given = if templates.len() == all { "all".to_owned() } else { ticked(templates.into_iter()) };
        vec![format!("`{name}`"), given]
    });
    Table::explained("variables", &["Variable", "Templates", "What it is"], rows.collect())
}

/// The types of fields, each with a value in facts and its type in templates.
fn field_types(dumps: &[Dump], shapes: &Shapes) -> Table {
    let facts = dumps.iter().map(|dump| &dump.context["page"]["facts"]);
    let facts = facts
        .filter_map(Value::as_object)
        .find(|facts| facts.contains_key(&field("money")))
        .expect("a page with facts");
    let rows = FIELD_TYPES.iter().map(|field_type| {
        vec![
            format!("`{}`", field_type.name),
            format!("`{}`", field_type.example),
            shapes.described(&facts[&field(field_type.name)]),
            field_type.description.to_owned(),
        ]
    });
    Table::plain("field-types", &["Type", "In facts", "In templates", "What it is"], rows.collect())
}

/// The keys of `theme.toml` and of pictures in facts, taken from the message that the program shows for an unknown key.
fn declarations() -> Vec<Table> {
    const THEME: &str = "lost = 1\n[kinds.place]\nlost = 1\n[kinds.place.fields.stops]\ntype = \"table\"\nlost = 1\n\
                         fields.page = { type = \"reference\", lost = 1 }\n\
                         [pictures]\nlost = 1\n[pictures.placements.card]\nlost = 1\n";
    const MAP: &str = r#"{"type":"FeatureCollection","features":[{"type":"Feature",
        "properties":{"kind":"lost"},"geometry":{"type":"Point","coordinates":[1,2]}}]}"#;
    let project = probe::site("[kinds.hut.fields]\nhero = { type = \"image\" }\n")
        .file("themes/probe/theme.toml", THEME)
        .page("hut", "Hut", "")
        .file("content/hut/facts.toml", "kind = \"hut\"\nhero = { file = \"hero.svg\", lost = 1 }\n")
        .file("content/hut/hero.svg", &probe::svg(3, 2))
        .file("map/base.geojson", MAP);
    let diagnostics = project.diagnostics();
    let known = |file: &str, line: u64| -> Vec<String> {
        let found = diagnostics
            .iter()
            .find(|it| it["code"] == "unknown-key" && it["file"] == file && it["line"] == line);
        let known =
            found.unwrap_or_else(|| panic!("{file}:{line}: {diagnostics:#?}"))["arguments"]["known"].as_str();
        known.expect("keys").split(", ").map(|key| key.trim_matches('`').to_owned()).collect()
    };
    let theme = "themes/probe/theme.toml";
    let mut rows = Vec::new();
    for (prefix, line) in [
        ("", 1),
        ("kinds.KIND.", 3),
        ("kinds.KIND.fields.FIELD.", 6),
        ("pictures.", 9),
        ("pictures.placements.NAME.", 11),
    ] {
        rows.extend(known(theme, line).into_iter().map(|key| vec![format!("`{prefix}{key}`")]));
    }
    let of_table = known(theme, 7);
    let (_, of_field) = (&rows, known(theme, 6));
    let lost: Vec<&String> = of_field.iter().filter(|key| !of_table.contains(key)).collect();
    assert_eq!(lost, ["fields", "localised"], "the guide says which keys a field of a table does not have");
    let of_map = diagnostics.iter().find(|it| it["file"] == "map/base.geojson").expect("an unknown kind");
    let of_map = of_map["arguments"]["options"].as_str().unwrap_or_else(|| panic!("{of_map:#}"));
    let of_map = of_map.split(", ").map(|kind| vec![kind.to_owned()]).collect();
    let of_image =
        known("content/hut/facts.toml", 2).into_iter().map(|key| vec![format!("`{key}`")]).collect();
    vec![
        Table::explained("theme-toml", &["Key", "What it says"], rows),
        Table::explained("map-kinds", &["Kind", "What it is"], of_map),
        Table::explained("image", &["Key", "What it says"], of_image),
    ]
}
