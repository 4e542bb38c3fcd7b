//! Functions and filters take the arguments that the guide documents, of these types, and require those that it says are required.

use crate::probe;
use sapar::theme::{Parameter, ParameterType, filter_signatures, function_signatures};

/// A valid value of a parameter.
#[track_caller]
fn valid_value(name: &str, parameter: &Parameter) -> &'static str {
    match (name, parameter.name) {
        ("asset", "path") => r#""a.css""#,
        ("image", "path") => r#""/hero.svg""#,
        (_, "path" | "section" | "current") => r#""/""#,
        (_, "placement") => r#""text""#,
        (_, "ratio") => r#""3:2""#,
        (_, "term") => r#""tags/lake""#,
        (_, "taxonomy") => r#""tags""#,
        (_, "kind") => r#""page""#,
        (_, "sort_by") => r#""title""#,
        (_, "length") => r#""short""#,
        (_, "option") => r#""navigation""#,
        (_, "type") => r#""or""#,
        (_, "id" | "label" | "text" | "font" | "alt") => r#""a""#,
        (_, name) => match parameter.parameter_type {
            ParameterType::WholeNumber => "200",
            ParameterType::Number => "20.5",
            ParameterType::Boolean => "true",
            ParameterType::Pages => r#"["/"]"#,
            ParameterType::Picture => r#""/hero.svg""#,
            ParameterType::Point => "[0.3, 0.6]",
            ParameterType::Text => panic!("the test has no text for the argument {name}"),
        },
    }
}

fn invalid_value(parameter_type: ParameterType) -> &'static str {
    match parameter_type {
        ParameterType::Text | ParameterType::Picture => "1",
        ParameterType::WholeNumber => "1.5",
        ParameterType::Number | ParameterType::Boolean | ParameterType::Pages | ParameterType::Point => {
            r#""a""#
        }
    }
}

/// The arguments of a call: the required ones except for `without`, and one more if given.
fn arguments(name: &str, parameters: &[Parameter], without: &str, with: Option<(&str, &str)>) -> String {
    let required = parameters
        .iter()
        .filter(|it| it.required && it.name != without)
        .map(|it| (it.name, valid_value(name, it)));
    let all: Vec<String> = required.chain(with).map(|(name, value)| format!("{name}={value}")).collect();
    all.join(", ")
}

/// A value that a filter can be applied to.
#[track_caller]
fn input(filter: &str) -> &'static str {
    match filter {
        "date" => r#""2026-09-05""#,
        "json" | "month" | "number" => "9",
        "list" => r#"["a", "b"]"#,
        "urlencode" => r#""a b""#,
        _ => panic!("the test has no value for the filter {filter}"),
    }
}

#[test]
fn functions_and_filters_take_the_documented_arguments() {
    // Calls, each with whether it is valid.
    let mut calls = Vec::new();
    let functions = function_signatures().map(|it| (it, String::new()));
    let filters = filter_signatures().filter(|it| it.parameters.is_some());
    let filters = filters.map(|it| (it, format!("{} | ", input(it.name))));
    for (signature, before) in functions.chain(filters) {
        let (name, parameters) = (signature.name, signature.parameters.unwrap_or_default());
        let mut add = |arguments: String, is_valid: bool| {
            calls.push((format!("{{% set x = {before}{name}({arguments}) %}}"), is_valid));
        };
        for parameter in parameters {
            let own = parameter.name;
            add(arguments(name, parameters, own, Some((own, valid_value(name, parameter)))), true);
            add(
                arguments(name, parameters, own, Some((own, invalid_value(parameter.parameter_type)))),
                false,
            );
            add(arguments(name, parameters, own, None), !parameter.required);
        }
        add(arguments(name, parameters, "", Some(("lost", "1"))), false);
    }
    assert!(calls.len() > 60, "{}", calls.len());
    let mut project = probe::site("")
        .file("static/a.css", "")
        .file("content/hero.svg", &probe::svg(3, 2))
        .page("lake", "Lake", "")
        .file("content/lake/facts.toml", "tags = [\"lake\"]\n");
    for tag in ["kk", "ru", "zh", "en"] {
        let words = "tags = Tags\ntags-lake = Lakes\nmap-scale = { $kilometers } km\n";
        project = project.file(&format!("themes/probe/locales/{tag}/probe.ftl"), words);
    }
    for (number, (call, _)) in calls.iter().enumerate() {
        project = project
            .template(&format!("call-{number}.html"), call)
            .document(&format!("call-{number}/index.en.md"), "Call", "")
            .file(
                &format!("content/call-{number}/facts.toml"),
                &format!("template = \"call-{number}.html\"\n"),
            );
    }
    let findings = project.findings();
    for (number, (call, is_valid)) in calls.iter().enumerate() {
        let file = format!("themes/probe/templates/call-{number}.html:");
        let found: Vec<&String> = findings.iter().filter(|finding| finding.starts_with(&file)).collect();
        assert_eq!(found.is_empty(), *is_valid, "{call}: {found:?}");
    }
}
