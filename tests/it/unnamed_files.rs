//! Files beside pages: those that something names are published, the others are told.

use super::project::Project;
use super::serve::server::Server;

const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"3\"/>";

/// A site with a page `lake` and a file beside it.
fn site(file: &str) -> Project {
    Project::with_theme()
        .page("lakes/lake", "Lake", "Text.\n")
        .file(&format!("content/lakes/lake/{file}"), SVG)
}

/// Writes the Russian text of the page.
fn with_text(site: Project, text: &str) -> Project {
    site.document("lakes/lake/index.ru.md", "Lake", text)
}

#[track_caller]
fn assert_published(site: &Project, file: &str) {
    let run = site.build(&[]);
    assert!(!run.stderr.contains("files-unnamed"), "{run:?}");
    assert_eq!(run.code, 0, "{run:?}");
    assert!(site.has_output(&format!("lakes/lake/{file}")), "{file}: {run:?}");
}

#[test]
fn a_folder_that_is_referred_to_has_its_page_published() {
    let texts = [
        "<iframe src=\"panorama/\" title=\"x\"></iframe>\n",
        "<iframe src=\"panorama/?view=lake\" title=\"x\"></iframe>\n",
        "[panorama](./panorama/)\n",
        "[panorama](panorama/#lake)\n",
    ];
    for text in texts {
        let site = with_text(site("panorama/sky.svg"), text)
            .file("content/lakes/lake/panorama/index.html", "<script src=\"viewer.js\"></script>")
            .file("content/lakes/lake/panorama/viewer.js", "1;");
        for file in ["panorama/index.html", "panorama/viewer.js", "panorama/sky.svg"] {
            assert_published(&site, file);
        }
    }
    let site = with_text(site("hero.svg"), "![a](hero.svg)\n\nIn panorama/ there is one.\n")
        .file("content/lakes/lake/panorama/index.html", "x");
    assert!(site.findings().contains(&"content/lakes/lake/panorama files-unnamed".to_owned()));
}

#[test]
fn what_nobody_names_is_not_published_and_told_once_for_a_folder() {
    let site = site("notes-internal.docx")
        .file("content/lakes/lake/photo.psd", "layers")
        .file("content/lakes/README.txt", "how to")
        .file("content/lakes/lake/hero.svg", SVG)
        .file("static/brochure.pdf", "pdf");
    let site = with_text(site, "![a](hero.svg)\n\nThe roadmap.docx and photo.psd are mentioned.\n");
    let found = site.diagnostics();
    let unnamed: Vec<_> = found.iter().filter(|one| one["code"] == "files-unnamed").collect();
    let files: Vec<&str> = unnamed.iter().map(|one| one["file"].as_str().expect("a folder")).collect();
    assert_eq!(files, ["content/lakes", "content/lakes/lake"]);
    let message = unnamed[1]["message"].as_str().expect("a text");
    assert!(
        message.contains("2 files") && message.contains("`notes-internal.docx`, `photo.psd`"),
        "{message}"
    );
    let help = unnamed[1]["help"].as_str().expect("a text");
    let line = "ignore = [\"content/lakes/lake/notes-internal.docx\", \"content/lakes/lake/photo.psd\"]";
    assert!(help.contains(line) && help.contains("publish_all = true"), "{help}");
    for file in ["lakes/lake/notes-internal.docx", "lakes/lake/photo.psd", "lakes/README.txt"] {
        assert!(!site.has_output(file), "{file}");
    }
    assert!(site.has_output("lakes/lake/hero.svg") && site.has_output("brochure.pdf"));
    site.build(&["--strict"]).exits(1);
    // The remedies work as they are written.
    let config = std::fs::read_to_string(site.path("sapar.toml")).expect("it is there");
    site.write("sapar.toml", format!("{line}\n{config}"));
    assert_eq!(site.findings().iter().filter(|one| one.ends_with("files-unnamed")).count(), 1);
    site.write("sapar.toml", format!("publish_all = true\n{config}"));
    assert!(site.findings().iter().all(|one| !one.ends_with("files-unnamed")));
    for file in ["lakes/lake/notes-internal.docx", "lakes/lake/photo.psd", "lakes/README.txt"] {
        assert!(site.has_output(file), "{file}");
    }
}

#[test]
fn a_name_that_is_misspelt_is_told_once_where_it_is_written() {
    for text in [
        "![a](heor.svg)",
        "[a](<heor.svg> \"title\")",
        "![a](../lake/hero.jpg)",
        "<img src=\"heor.svg\" alt=\"\">",
    ] {
        let site = with_text(site("hero.svg").section("lakes", "Lakes"), &format!("{text}\n"));
        let found = site.findings();
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert!(found[0].starts_with("content/lakes/lake/index.ru.md:4:"), "{text}: {found:?}");
    }
    let facts = site("hero.svg")
        .section("lakes", "Lakes")
        .file("themes/tiny/theme.toml", "[kinds.page.fields]\nhero = { type = \"image\" }\n")
        .file("content/lakes/lake/facts.toml", "hero = \"heor.svg\"\n");
    assert_eq!(facts.finding(), "content/lakes/lake/facts.toml:1:8 image-not-found");
    // Another file in the folder is still told, and so is one whose name is nobody's slip.
    let two = with_text(site("hero.svg").file("content/lakes/lake/plan.docx", ""), "![a](heor.svg)\n");
    let found = two.diagnostics();
    let unnamed = found.iter().find(|one| one["code"] == "files-unnamed").expect("it is told");
    assert_eq!(unnamed["arguments"]["files"], "`plan.docx`");
    let other = with_text(site("hero.svg").section("lakes", "Lakes"), "![a](panorama.svg)\n");
    assert_eq!(other.findings().len(), 2, "{:?}", other.findings());
}

#[test]
fn a_text_names_a_file_however_it_is_written() {
    for (file, text) in [
        ("a.svg", "![a](a.svg)"),
        ("a.svg", "[a](<a.svg> \"title\")"),
        ("a.svg", "[a](\na.svg)"),
        ("a.svg", "[a][b]\n\n[b]: a.svg"),
        ("a.svg", "[a](/lakes/lake/a.svg#part)"),
        ("a.svg", "[a](../lake/a.svg?x=1)"),
        ("a.svg", "[a](./a.svg)"),
        ("a.svg", "<https://altai.example/lakes/lake/a.svg>"),
        ("a.svg", "<a href=\"a.svg\">a</a>"),
        ("a.svg", "<a href='a.svg'>a</a>"),
        ("a.svg", "<a href=a.svg>a</a>"),
        ("b.svg", "<img src=\"b.svg\" alt=\"\" srcset=\"b.svg 1x, b.svg 2x\">"),
        ("a.svg", "<video poster=\"a.svg\"></video>"),
        ("a.svg", "<p style=\"background: url( 'a.svg' )\">a</p>"),
        ("a.svg", "<p style=\"background:url(a.svg)\">a</p>"),
        ("a b.svg", "![a](<a b.svg>)"),
        ("a b.svg", "![a](a%20b.svg)"),
        ("Карта (1).svg", "![a](<Карта (1).svg>)"),
        ("Карта.svg", "![a](%D0%9A%D0%B0%D1%80%D1%82%D0%B0.svg)"),
        ("Карта.svg", "![a](/lakes/lake/%D0%9A%D0%B0%D1%80%D1%82%D0%B0.svg)"),
        ("й.svg", "![a](и\u{306}.svg)"),
        ("и\u{306}.svg", "![a](й.svg)"),
        ("a_b.svg", "![a](a\\_b.svg)"),
        ("a&b.svg", "<img src=\"a&amp;b.svg\" alt=\"\">"),
        ("LICENCE", "[a](LICENCE)"),
        ("a.tar.gz", "[a](a.tar.gz)"),
        ("pictures/a.svg", "![a](pictures/a.svg)"),
        ("my pictures/a.svg", "![a](<my pictures/a.svg>)"),
    ] {
        let site = with_text(site(file), &format!("{text}\n"));
        let stored = file.replace("и\u{306}", "й");
        let run = site.build(&[]);
        assert!(run.code == 0 && !run.stderr.contains("files-unnamed"), "{file} {text}: {run:?}");
        assert!(site.has_output(&format!("lakes/lake/{stored}")), "{file} {text}: {run:?}");
    }
}

#[test]
fn arguments_of_components_facts_and_templates_name_files() {
    let pictures = "{% component pictures(files: string, @page = none) %}{% for file in files | split(pat=\", \") %}\
                    {% set picture = image(path=file) %}<img src=\"{{ picture.url }}\" alt=\"\">{% endfor %}{% endcomponent pictures %}";
    let with_component = site("a.svg").file("themes/tiny/components/pictures.html", pictures);
    let with_component = with_component.file("content/lakes/lake/b.svg", SVG);
    let with_component = with_text(with_component, ":::pictures files=\"a.svg, b.svg\"\n:::\n");
    assert_published(&with_component, "a.svg");
    assert_published(&with_component, "b.svg");

    let facts = site("a.gpx")
        .file("themes/tiny/theme.toml", "[kinds.page.fields]\ntrack = { type = \"text\" }\n")
        .file("content/lakes/lake/facts.toml", "track = \"a.gpx\"\n");
    assert_published(&facts, "a.gpx");

    let template = site("a.svg").file(
        "themes/tiny/templates/_picture.html",
        "{% set picture = image(path=\"a.svg\") %}{{ picture.url }}",
    );
    assert_published(&template, "a.svg");
}

#[test]
fn a_name_of_another_folder_or_a_draft_names_nothing() {
    let site = with_text(site("a.svg"), "![a](b.svg)\n")
        .file("content/lakes/lake/b.svg", SVG)
        .page("lakes/other", "Other", "![a](b.svg) ![a](../lake/c.svg)\n")
        .file("content/lakes/other/b.svg", SVG)
        .file("content/lakes/lake/c.svg", SVG)
        .file("content/lakes/draft.ru.md", "+++\ntitle = \"Draft\"\ndraft = true\n+++\n![a](lake/a.svg)\n");
    site.build(&[]).exits(0);
    assert!(!site.has_output("lakes/lake/a.svg"), "only a draft names it");
    for file in ["lakes/lake/b.svg", "lakes/lake/c.svg", "lakes/other/b.svg"] {
        assert!(site.has_output(file), "{file}");
    }
    site.build(&["--drafts"]).exits(0);
    assert!(site.has_output("lakes/lake/a.svg"));
}

#[test]
fn what_is_embedded_brings_along_what_stands_with_it() {
    let site = with_text(site("tour/tour.html"), "<iframe src=\"tour/tour.html\" title=\"Tour\"></iframe>\n")
        .file("content/lakes/lake/tour/tour.js", "1")
        .file("content/lakes/lake/tour/tiles/1.svg", SVG)
        .file("content/lakes/lake/notes.txt", "");
    site.build(&[]).exits(0);
    for file in ["tour/tour.html", "tour/tour.js", "tour/tiles/1.svg"] {
        assert!(site.has_output(&format!("lakes/lake/{file}")), "{file}");
    }
    assert!(!site.has_output("lakes/lake/notes.txt"));
}

#[test]
fn a_path_that_a_template_puts_together_is_an_error_with_the_way_out() {
    let site = site("a.svg").file(
        "themes/tiny/templates/page.html",
        "<html lang=\"{{ lang.tag }}\"><head><title>{{ page.title }}</title></head><body>{% set n = \"a\" %}{% set picture = image(path=n ~ \".svg\") %}{{ picture.url }}</body></html>\n",
    );
    let run = site.build(&[]).exits(1);
    assert!(
        run.stderr.contains("error[file-unnamed]") && run.stderr.contains("publish_all = true"),
        "{run:?}"
    );
}

#[test]
fn a_misspelt_name_is_corrected_to_a_file_that_nobody_names() {
    let site = with_text(site("evening.svg"), "![a](evenning.svg)\n");
    let run = site.build(&[]).exits(1);
    assert!(run.stderr.contains("`evening.svg`"), "{run:?}");
}

#[test]
fn the_preview_shows_a_file_once_it_is_named_and_no_longer() {
    let site = site("a.svg");
    let server = Server::start(&site, &[]);
    // Its name has a hash, and so the address is that of the page.
    let built = with_text(self::site("a.svg"), "![a](a.svg)");
    assert_published(&built, "a.svg");
    let address = built.published_url("lakes/lake/a.svg");
    assert_eq!(server.get(&address).status, 404);
    let mut events = server.events();
    let text = |text: &str| {
        site.write("content/lakes/lake/index.ru.md", format!("+++\ntitle = \"Lake ru\"\n+++\n{text}\n"))
    };
    text("![a](a.svg)");
    events.until_it(&server, &address, |answer| answer.status == 200);
    text("Nothing.");
    events.until_it(&server, &address, |answer| answer.status == 404);
    // The same by a template.
    let template = "themes/tiny/templates/page.html";
    let page = std::fs::read_to_string(site.path(template)).expect("it is there");
    site.write(template, format!("{page}{{# a.svg #}}"));
    events.until_it(&server, &address, |answer| answer.status == 200);
}
