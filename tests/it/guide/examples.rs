//! Builds the examples in the guide, without errors or warnings.
//!
//! Examples with file names above them are the files of one site with its theme. The others are parts of templates, or texts for
//! the default theme.

use super::document::{Example, between, cells, examples, read};
use crate::probe;
use crate::project::Project;
use sapar::theme::{filter_signatures, function_signatures};

/// A site of all examples with file names.
fn site(examples: &[Example]) -> Project {
    let mut written = Vec::new();
    let mut project = Project::bare();
    for example in examples {
        for file in &example.files {
            assert!(!written.contains(file), "line {}: `{file}` is in the guide twice", example.line);
            written.push(file.clone());
            project = project.file(file, &example.text);
        }
    }
    assert!(written.len() > 10, "{written:?}");
    project
}

#[test]
fn the_theme_of_the_guide_builds_without_diagnostics() {
    let examples = examples(&read());
    let project = site(&examples);
    assert!(project.findings().is_empty(), "{:#?}", project.diagnostics());
    let page = project.output("kk/huts/edelweiss/index.html");
    assert!(
        page.contains("<article lang=\"en\" dir=\"ltr\">"),
        "a borrowed text is marked with its language: {page}"
    );
    assert!(page.contains("төсек"), "{page}");
}

#[test]
fn every_part_of_a_template_works() {
    let examples = examples(&read());
    let parts: Vec<&Example> =
        examples.iter().filter(|it| it.language == "jinja" && it.files.is_empty()).collect();
    assert!(parts.len() > 8, "{}", parts.len());
    let mut project = site(&examples);
    let facts = project.path("content/huts/edelweiss/facts.toml");
    let facts = std::fs::read_to_string(facts).expect("the facts of the hut");
    let text = project.path("content/huts/edelweiss/index.en.md");
    let text = std::fs::read_to_string(text).expect("the text of the hut");
    for part in &parts {
        let name = format!("line-{}", part.line);
        project = project
            .file(&format!("themes/tulip/templates/{name}.html"), &part.text)
            .file(&format!("content/huts/{name}/facts.toml"), &format!("template = \"{name}.html\"\n{facts}"))
            .file(&format!("content/huts/{name}/index.en.md"), &text)
            .file(&format!("content/huts/{name}/hero.svg"), &probe::svg(30, 20))
            .file(&format!("content/huts/{name}/stove.svg"), &probe::svg(30, 20));
    }
    assert!(project.findings().is_empty(), "{:#?}", project.diagnostics());
    for part in &parts {
        let html = project.output(&format!("en/huts/line-{}/index.html", part.line));
        assert!(!html.trim().is_empty(), "the example at line {} shows nothing:\n{}", part.line, part.text);
    }
    let all: String =
        examples.iter().filter(|it| it.language == "jinja").map(|it| it.text.as_str()).collect();
    for name in function_signatures().map(|function| function.name) {
        assert!(all.contains(&format!("{name}(")), "no example shows the function {name}");
    }
    for name in filter_signatures().map(|filter| filter.name) {
        let mark = format!("| {name}");
        let is_end = |at: usize| !all[at..].starts_with(|c: char| c.is_alphanumeric() || c == '_');
        let is_shown = all.match_indices(&mark).any(|(at, mark)| is_end(at + mark.len()));
        assert!(is_shown, "no example shows the filter {name}");
    }
}

#[test]
fn every_text_for_the_default_theme_works() {
    let examples = examples(&read());
    let texts: Vec<&Example> =
        examples.iter().filter(|it| it.language == "markdown" && it.files.is_empty()).collect();
    assert!(texts.len() > 3, "{}", texts.len());
    let project =
        texts.iter().fold(Project::new().publishing_all().page("routes", "Routes", ""), |project, text| {
            let folder = format!("line-{}", text.line);
            project
                .page(&folder, &folder, &text.text)
                .file(&format!("content/{folder}/shore.svg"), &probe::svg(30, 20))
                .file(&format!("content/{folder}/winter.svg"), &probe::svg(30, 20))
        });
    assert!(project.findings().is_empty(), "{:#?}", project.diagnostics());
    for text in &texts {
        let html = project.output(&format!("kk/line-{}/index.html", text.line));
        assert!(!html.contains(":::"), "the example at line {} is not rendered", text.line);
    }
    let all: String = texts.iter().map(|text| text.text.as_str()).collect();
    let guide = read();
    let components = between(&guide, "steppe-components").expect("a table");
    for row in components.lines().map(cells).skip(3).filter(|row| row.len() == 3) {
        let name = row[0].trim_matches('`').replace('_', "-");
        assert!(all.contains(&format!(":::{name}")), "no example shows the component {name}");
    }
}

#[test]
fn the_test_knows_the_language_of_every_example() {
    for example in examples(&read()) {
        let is_file = !example.files.is_empty();
        let is_known = match example.language.as_str() {
            "jinja" | "markdown" => true,
            "toml" | "ftl" | "css" | "json" | "svg" => is_file,
            "text" | "sh" => !is_file,
            _ => false,
        };
        assert!(is_known, "line {}: {} {:?}", example.line, example.language, example.files);
    }
}

#[test]
fn what_is_said_of_teras_filters_and_tests_is_so() {
    let guide = read();
    let mut parts = Vec::new();
    for name in ["built-in-filters", "built-in-tests", "filters"] {
        let table = between(&guide, name).unwrap_or_else(|| panic!("the table {name}"));
        for row in table.lines().map(cells).filter(|row| row.len() > 1 && row[0].starts_with('`')) {
            let shown = row[row.len() - 1].replace("\\|", "|");
            let Some((before, rest)) = shown.split_once("` → `") else {
                assert_eq!(name, "filters", "{shown}");
                continue;
            };
            let expression = before.rsplit('`').next().unwrap_or_default();
            let (result, _) = rest.split_once('`').expect("a result in code type");
            let own = row[0].trim_matches('`');
            assert!(expression.contains(own), "{own}: {expression}");
            parts.push((expression.to_owned(), result.to_owned()));
        }
    }
    let template: String = parts.iter().map(|(expression, _)| format!("{{{{ {expression} }}}}¦")).collect();
    let project = probe::site("")
        .with_options("minify = false\n")
        .template("page.html", &template)
        .page("markakol", "Markakol", "");
    assert!(project.findings().is_empty(), "{:#?}", project.diagnostics());
    let html = project.output("en/markakol/index.html");
    let shown: Vec<&str> = html.split('¦').collect();
    for ((expression, result), shown) in parts.iter().zip(shown) {
        assert_eq!(shown, result, "{expression}");
    }
}
