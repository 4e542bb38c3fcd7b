//! SVGs are published without what could run or load something.

use std::fs;

use super::project::Project;

const NIGHT: &str = "<style>.a{fill:#fff}@media(prefers-color-scheme:dark){.a{fill:#000}}</style>";

fn svg(inner: &str) -> String {
    format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"30\" height=\"20\">{NIGHT}{inner}</svg>")
}

#[test]
fn a_drawing_without_dangers_is_published_byte_for_byte() {
    let drawing = format!("<?xml version='1.0'?>\r\n<!-- x -->{}\r\n", svg("<use href='#a'  x = \"1\"/>"));
    let project = Project::new()
        .illustrated_page("lake", "Lake")
        .file("content/lake/facts.toml", "[hero]\nfile = \"hero.svg\"\n")
        .file("content/lake/hero.svg", &drawing)
        .file("static/mark.svg", &drawing)
        .with_options("minify = false\n");
    let project = project.file("content/lake/facts.toml", "kind = \"page\"\nhero = \"hero.svg\"\n").built();
    assert_eq!(project.output("lake/hero.svg"), drawing);
    assert_eq!(project.output("mark.svg"), drawing);
}

#[test]
fn dangers_are_taken_out_and_told_where_they_stand() {
    let drawing = svg(
        "\n<script>alert(1)</script>\n<g onclick=\"x()\"/>\n<image href=\"https://evil.example/a.png\"/>",
    );
    let project = Project::new()
        .illustrated_page("lake", "Lake")
        .file("content/lake/hero.svg", &drawing)
        .file("content/lake/facts.toml", "hero = \"hero.svg\"\n")
        .file("content/lake/unnamed.svg", &svg("<script/>"))
        .file("static/mark.svg", &svg("<foreignObject/>"))
        .with_options("minify = false\n");
    for _ in 0..2 {
        assert_eq!(
            project.findings(),
            [
                "content/lake files-unnamed",
                "content/lake/hero.svg:2:1 svg-unsafe",
                "content/lake/hero.svg:4:1 svg-unsafe",
                "static/mark.svg:1:140 svg-unsafe",
            ]
        );
        let published = project.output("lake/hero.svg");
        assert_eq!(published, svg("\n\n<g/>\n<image/>"), "its colours of the night stay");
        assert_eq!(project.output("mark.svg"), svg(""));
        // Also by a build that knows the files from the one before.
        project.write("content/_index.en.md", "+++\ntitle = \"Home\"\n+++\nOther.\n");
    }
    let found = project.diagnostics();
    let message = found[1]["message"].as_str().expect("a text");
    assert!(message.contains("`<script>`, `onclick`"), "{message}");

    project.write("content/lake/hero.svg", svg("<g/>"));
    assert_eq!(project.findings().len(), 2, "it is mended");
    assert_eq!(project.output("lake/hero.svg"), svg("<g/>"));
}

#[test]
fn a_file_that_is_no_drawing_is_an_error_if_it_is_published() {
    let project = Project::new().file("static/mark.svg", "<svg><script>alert(1)</script>").document(
        "lake/index.en.md",
        "Lake",
        "Text.\n",
    );
    assert_eq!(project.finding(), "static/mark.svg:1:31 svg-broken");
    let project = project.file("static/mark.svg", &svg("")).file("content/lake/old.svg", "<html><p></html>");
    assert_eq!(project.finding(), "content/lake files-unnamed", "nobody publishes it");
}

#[test]
fn a_theme_may_have_scripts_in_its_drawings() {
    let drawing = svg("<script>x()</script>");
    let project = Project::with_theme().file("themes/tiny/static/play.svg", &drawing).built();
    assert_eq!(project.output("play.svg"), drawing);
    let text = fs::read_to_string(project.path("public/play.svg")).expect("it is there");
    assert!(text.contains("<script>"));
}
