//! Mistakes in a theme's templates: each is told with its file, line and column, once, and with the name that was
//! probably meant. The theme is a tiny one, so that nothing here leans on the theme that ships.

use super::project::Project;

const PAGE: &str = "themes/tiny/templates/page.html";

/// A site whose pages are shown by this text, which stands in line 3 of the template.
fn page(line: &str) -> Project {
    template("page.html", line).page("markakol", "Markakol", "Text.\n")
}

/// A site with a template that extends the theme's frame and shows a text in its line 3.
fn template(name: &str, line: &str) -> Project {
    let text = format!("{{% extends \"base.html\" %}}\n{{% block main %}}\n{line}\n{{% endblock main %}}\n");
    Project::with_theme().file(&format!("themes/tiny/templates/{name}"), &text)
}

/// The one diagnostic of a site as `FILE:LINE:COLUMN CODE`, with the name that it suggests behind `→`.
#[track_caller]
fn suggestion(project: &Project) -> String {
    let diagnostics = project.diagnostics();
    assert_eq!(diagnostics.len(), 1, "{diagnostics:#?}");
    let name = diagnostics[0]["suggestion"].as_str().unwrap_or("nothing");
    format!("{} → {name}", project.finding())
}

#[test]
fn a_theme_of_nine_short_templates_builds_a_site_without_a_word() {
    let project = Project::with_theme()
        .page(
            "markakol",
            "Markakol",
            "> [!NOTE]\n> Text.[^1]\n\n[^1]: Note.\n\n:::box title=\"T\"\nBody.\n:::\n",
        )
        .file("content/markakol/facts.toml", "kind = \"place\"\naltitude = 1450\ntags = [\"eco\"]\n")
        .file("locales/kk/site.ftl", "tags-eco = Экотуризм\n")
        .file("locales/ru/site.ftl", "tags-eco = Экотуризм\n")
        .file("locales/zh/site.ftl", "tags-eco = 生态旅游\n")
        .file("locales/en/site.ftl", "tags-eco = Ecotourism\n")
        .built();
    assert!(project.output("zh/markakol/index.html").contains("<h1>Markakol zh</h1>"));
    assert!(project.output("zh/markakol/index.html").contains("<b>T</b>\n<p>Body.</p>"));
    assert!(project.output("zh/tags/eco/index.html").contains("<h1>生态旅游</h1>"));
    for file in ["index.html", "404.html", "kk/404.html", "kk/index.html", "css/main.css", "sitemap.xml"] {
        assert!(project.has_output(file), "{file}");
    }
    assert!(!project.has_output("favicon.svg"), "that belongs to the theme that ships");
}

#[test]
fn a_template_of_the_pages_kind_is_used_and_otherwise_that_of_pages() {
    let project = Project::with_theme()
        .page("markakol", "Markakol", "Text.\n")
        .file("content/markakol/facts.toml", "kind = \"place\"\naltitude = 1450\n")
        .built();
    assert!(project.output("en/markakol/index.html").contains("<p>Text.</p>"));
    project.write("themes/tiny/templates/place.html", "{{ page.facts.altitude }} m");
    assert_eq!(project.built().output("en/markakol/index.html"), "1450 m");
}

#[test]
fn a_template_that_the_facts_name_is_used() {
    let project = Project::with_theme()
        .page("markakol", "Markakol", "")
        .file("content/markakol/facts.toml", "template = \"wide.html\"\n")
        .file("themes/tiny/templates/wide.html", "wide {{ page.title }}")
        .built();
    assert_eq!(project.output("en/markakol/index.html"), "wide Markakol en");
}

#[test]
fn a_template_that_the_facts_name_and_the_theme_lacks_is_told_at_the_fact() {
    let project = Project::with_theme()
        .page("markakol", "Markakol", "")
        .file("content/markakol/facts.toml", "weight = 1\ntemplate = \"pgae.html\"\n");
    assert_eq!(suggestion(&project), "content/markakol/facts.toml:2:12 template-unknown → page.html");
}

#[test]
fn a_syntax_error_is_told_where_it_stands() {
    for (line, column) in [
        ("{{ page.title | }}", 17),
        ("<p>{{ page.title }</p>", 18),
        ("Көл: {{ page..title }}", 14),
        ("{% if page.title %}", 1),
        ("{% endfor %}", 4),
        ("{{ \"open }}", 4),
    ] {
        let project = page(line);
        let found = project.finding();
        let (place, code) = found.split_once(' ').expect("a place and a code");
        assert_eq!(code, "template-syntax", "{line}");
        // Where an end is missing, it may be told where it would have to stand at the latest.
        let expected = format!("{PAGE}:3:{column}");
        assert!(place == expected || (column == 1 && place.starts_with(PAGE)), "{line}: {place}");
    }
}

#[test]
fn syntax_errors_of_several_templates_are_told_together() {
    let project = page("{{ page.title | }}")
        .file("themes/tiny/templates/term.html", "{% for %}\n")
        .file("themes/tiny/components/box.html", "{% component box() %}\n");
    let findings = project.findings();
    assert_eq!(findings.len(), 3, "{findings:#?}");
    assert!(findings[0].starts_with("themes/tiny/components/box.html:"), "{findings:#?}");
    assert_eq!(findings[1], format!("{PAGE}:3:17 template-syntax"));
    assert_eq!(findings[2], "themes/tiny/templates/term.html:1:8 template-syntax");
}

#[test]
fn an_unknown_variable_is_told_once_though_many_pages_show_it() {
    let project = page("<p>{{ pge.title }}</p>").page("kanas", "Kanas", "").page("horgos", "Horgos", "");
    assert_eq!(suggestion(&project), format!("{PAGE}:3:7 template-unknown-variable → page"));
}

#[test]
fn an_unknown_field_is_told_with_the_nearest_one() {
    let project = page("<p>{{ page.titel }}</p>");
    assert_eq!(suggestion(&project), format!("{PAGE}:3:12 template-unknown-variable → title"));
    let stderr = project.build(&[]).exits(1).stderr;
    assert!(stderr.contains("there is no variable `titel` here"), "{stderr}");
    assert!(stderr.contains("`breadcrumbs`"), "the fields that there are: {stderr}");
    assert!(stderr.contains("3 | <p>{{ page.titel }}</p>\n  |            ^^^^^"), "{stderr}");
}

#[test]
fn a_field_of_what_is_absent_is_told() {
    let project = page("{{ page.facts.hero.url }}");
    assert_eq!(project.finding(), format!("{PAGE}:3:15 template-unknown-variable"));
    let project = page("{{ page.facts[\"hero\"] }}");
    assert_eq!(project.finding(), format!("{PAGE}:3:4 template-unknown-variable"));
    let stderr = project.build(&[]).exits(1).stderr;
    assert!(stderr.contains("there is no variable `page.facts[\"hero\"]` here"), "{stderr}");
}

#[test]
fn a_question_whether_a_variable_is_there_is_no_mistake() {
    let project = page("{% if page.facts.hero %}hero{% else %}none{% endif %}").built();
    assert!(project.output("en/markakol/index.html").contains("none"));
}

#[test]
fn an_argument_that_nobody_takes_is_told_with_the_nearest_one() {
    let project = page("{% for item in pages(secton=\"/\") %}{% endfor %}");
    let found = suggestion(&project);
    assert!(found.starts_with(&format!("{PAGE}:3:")), "{found}");
    assert!(found.ends_with(" template-unknown-argument → section"), "{found}");
    let stderr = project.build(&[]).exits(1).stderr;
    assert!(stderr.contains("`pages` takes no argument `secton`"), "{stderr}");
    assert!(stderr.contains("`section`, `term`, `kind`, `sort_by`, `limit`"), "{stderr}");
    let found = suggestion(&page("{{ 3 | number(groping=false) }}"));
    assert!(found.ends_with(" template-unknown-argument → grouping"), "{found}");
}

#[test]
fn an_unknown_function_is_told_with_the_nearest_one() {
    let project = page("{% for item in sectons(path=\"/\") %}{% endfor %}");
    assert_eq!(suggestion(&project), format!("{PAGE}:3:16 template-unknown-function → sections"));
    let stderr = project.build(&[]).exits(1).stderr;
    assert!(
        stderr.contains("\n  |                ^^^^^^^"),
        "the name and its arguments are marked: {stderr}"
    );
}

#[test]
fn functions_that_differ_from_day_to_day_are_not_there() {
    for name in ["now", "get_random", "get_env"] {
        let project = page(&format!("{{{{ {name}() }}}}"));
        assert_eq!(project.finding(), format!("{PAGE}:3:4 template-unknown-function"));
    }
}

#[test]
fn an_unknown_filter_is_told_with_the_nearest_one() {
    for (line, column, name) in [
        ("{{ page.title | uper }}", 17, "upper"),
        ("{{ page.title|dat }}", 15, "date"),
        ("{% for key in config | kyes %}{% endfor %}", 24, "keys"),
    ] {
        let project = page(line);
        assert_eq!(suggestion(&project), format!("{PAGE}:3:{column} template-unknown-filter → {name}"));
    }
}

#[test]
fn an_unknown_test_is_told_with_the_nearest_one() {
    let project = page("{% if page.title is strng %}x{% endif %}");
    assert_eq!(suggestion(&project), format!("{PAGE}:3:21 template-unknown-test → string"));
}

#[test]
fn an_unknown_component_is_told_with_the_nearest_one() {
    let project = page("<p>{{ <bx title=\"T\"/> }}</p>");
    assert_eq!(suggestion(&project), format!("{PAGE}:3:7 template-unknown-component → box"));
}

#[test]
fn a_component_written_with_a_dash_is_suggested_too() {
    let project = page("{{ <nte/> }}").file(
        "themes/tiny/components/note.html",
        "{#- A note. -#}\n{%- component note() -%}\nnote\n{%- endcomponent note -%}\n",
    );
    assert_eq!(suggestion(&project), format!("{PAGE}:3:4 template-unknown-component → note"));
}

#[test]
fn a_component_that_two_files_define_is_told_at_the_second() {
    let project = Project::with_theme()
        .file("themes/tiny/components/box2.html", "{% component box() %}x{% endcomponent box %}\n");
    assert_eq!(project.finding(), "themes/tiny/components/box2.html:1:14 template-duplicate-component");
    let stderr = project.build(&[]).exits(1).stderr;
    assert!(stderr.contains("`themes/tiny/components/box.html`"), "where it stands first: {stderr}");
}

#[test]
fn an_unknown_include_is_told_with_the_nearest_template() {
    let project = page("<p>{% include \"_heder.html\" %}</p>")
        .file("themes/tiny/templates/_header.html", "{{ page.title }}");
    assert_eq!(suggestion(&project), format!("{PAGE}:3:15 template-unknown → _header.html"));
}

#[test]
fn an_unknown_parent_is_told_with_the_nearest_template() {
    let project = Project::with_theme().file(PAGE, "{#- A page. -#}\n{% extends \"bse.html\" %}\n");
    assert_eq!(suggestion(&project), format!("{PAGE}:2:13 template-unknown → base.html"));
}

#[test]
fn the_name_of_an_unknown_parent_in_a_comment_is_not_taken_for_the_mistake() {
    let project = Project::with_theme().file(PAGE, "{#- As in bse.html. -#}\n{% extends \"bse.html\" %}\n");
    assert_eq!(project.finding(), format!("{PAGE}:2:13 template-unknown"));
}

#[test]
fn a_block_that_no_parent_has_is_told_with_the_nearest_one() {
    let project = Project::with_theme()
        .file(PAGE, "{% extends \"base.html\" %}\n{% block mian %}x{% endblock mian %}\n");
    assert_eq!(suggestion(&project), format!("{PAGE}:2:10 template-unknown-block → main"));
}

#[test]
fn templates_that_extend_each_other_in_a_circle_are_told_at_the_tag() {
    let project = Project::with_theme()
        .file("themes/tiny/templates/page.html", "{#- {% raw %} -#}\n{% extends \"wide.html\" %}\n")
        .file("themes/tiny/templates/wide.html", "{% extends \"page.html\" %}\n");
    assert_eq!(project.finding(), format!("{PAGE}:2:13 template-cycle"));
    let stderr = project.build(&[]).exits(1).stderr;
    assert!(stderr.contains("page.html → wide.html → page.html"), "{stderr}");
}

#[test]
fn a_template_that_extends_itself_is_told() {
    let project = Project::with_theme().file(PAGE, "{% extends \"page.html\" %}\n");
    assert_eq!(project.finding(), format!("{PAGE}:1:13 template-cycle"));
    assert!(project.build(&[]).stderr.contains("page.html → page.html"));
}

#[test]
fn templates_that_include_each_other_in_a_circle_are_told_at_the_tag() {
    let project = page("{% include \"_a.html\" %}")
        .file("themes/tiny/templates/_a.html", "<b>\n {% include \"_b.html\" %}")
        .file("themes/tiny/templates/_b.html", "{% include \"_a.html\" %}");
    assert_eq!(project.finding(), "themes/tiny/templates/_a.html:2:14 template-cycle");
    let stderr = project.build(&[]).exits(1).stderr;
    assert!(stderr.contains("_a.html → _b.html → _a.html"), "{stderr}");
}

#[test]
fn a_template_that_every_theme_must_have_is_missed_once() {
    for name in ["base", "page", "section", "taxonomy", "term", "404", "root", "root-404", "redirect"] {
        let project = Project::with_theme().page("markakol", "Markakol", ":::box title=\"T\"\n:::\n");
        project.remove(&format!("themes/tiny/templates/{name}.html"));
        assert_eq!(project.finding(), "themes/tiny/templates template-missing", "{name}");
        let stderr = project.build(&[]).exits(1).stderr;
        assert!(stderr.contains(&format!("create `themes/tiny/templates/{name}.html`")), "{stderr}");
    }
}

#[test]
fn a_broken_template_is_no_reason_to_call_the_blocks_of_texts_unknown() {
    let project = page("{{ page.title | }}").page("kanas", "Kanas", ":::box title=\"T\"\nText.\n:::\n");
    assert_eq!(project.finding(), format!("{PAGE}:3:17 template-syntax"));
}

#[test]
fn mistakes_of_texts_are_told_beside_those_of_templates() {
    let project = page("{{ page.title | }}").page("kanas", "Kanas", "[x](/nowhere/)\n");
    let findings = project.findings();
    assert_eq!(findings.len(), 5, "{findings:#?}");
    assert_eq!(findings[0], "content/kanas/index.en.md:4:5 link-not-found");
    assert_eq!(findings[4], format!("{PAGE}:3:17 template-syntax"));
}

#[test]
fn a_static_file_that_is_not_there_is_told_with_the_nearest_one() {
    let project = page("<link href=\"{{ asset(path=\"css/mian.css\") }}\">");
    assert_eq!(suggestion(&project), format!("{PAGE}:3:16 asset-not-found → css/main.css"));
}

#[test]
fn a_static_file_has_an_address_that_changes_with_its_bytes() {
    let project = page("{{ asset(path=\"css/main.css\") }}").built();
    let before = project.output("en/markakol/index.html");
    assert!(before.contains(&project.published_url("css/main.css")), "{before}");
    assert!(!before.contains("/css/main.css"), "{before}");
    project.write("themes/tiny/static/css/main.css", "p { margin: 1px }\n");
    let project = project.built();
    assert_ne!(before, project.output("en/markakol/index.html"));
    assert!(project.output("css/main.css").contains("1px"));
}

#[test]
fn an_address_of_no_page_is_told_with_the_nearest_path() {
    for (line, column) in [
        ("<a href=\"{{ url(path=\"/markakl/\") }}\">", 13),
        ("{% set entry = page(path=\"/markakl/\") %}", 16),
        ("{% for item in sections(path=\"/markakl/\") %}{% endfor %}", 16),
        ("{% for item in pages(section=\"/markakl/\") %}{% endfor %}", 16),
    ] {
        let project = page(line);
        let expected = format!("{PAGE}:3:{column} link-not-found → /markakol/");
        assert_eq!(suggestion(&project), expected, "{line}");
    }
}

#[test]
fn an_address_of_no_heading_is_told() {
    let project = page("{{ url(path=\"/markakol/#nowhere\") }}");
    assert_eq!(project.finding(), format!("{PAGE}:3:4 anchor-not-found"));
}

#[test]
fn a_picture_that_is_not_there_is_told() {
    let project = page("{% set hero = image(path=\"hero.svg\") %}");
    assert_eq!(project.finding(), format!("{PAGE}:3:15 image-not-found"));
}

#[test]
fn an_unknown_taxonomy_is_told_with_the_nearest_one() {
    let project = page("{% for term in terms(taxonomy=\"tgas\") %}{% endfor %}");
    assert_eq!(suggestion(&project), format!("{PAGE}:3:16 template-unknown-variable → tags"));
}

#[test]
fn a_function_that_is_called_wrongly_is_told_where_it_is_called() {
    for (line, column) in [
        ("{{ url() }}", 4),
        ("{{ url(path=7) }}", 4),
        ("{{ pages(sort_by=\"colour\") | length }}", 4),
        ("{{ page.title | date }}", 17),
        ("{{ \"2026-05-20\" | date(length=\"tiny\") }}", 19),
        ("{{ page.title | number }}", 17),
        ("{{ [1, 2] | list(type=\"but\") }}", 13),
        ("{{ throw(message=\"no hero\") }}", 4),
        ("{{ page.title + 1 }}", 4),
    ] {
        let project = page(line);
        assert_eq!(project.finding(), format!("{PAGE}:3:{column} template-failed"), "{line}");
    }
    let stderr = page("{{ throw(message=\"no hero\") }}").build(&[]).exits(1).stderr;
    assert!(stderr.contains("the template failed at `/markakol/`: no hero"), "{stderr}");
}

#[test]
fn a_template_that_fails_for_many_pages_is_told_once() {
    let project = page("{{ page.title | number }}").page("kanas", "Kanas", "").page("horgos", "Horgos", "");
    assert_eq!(project.finding(), format!("{PAGE}:3:17 template-failed"));
}

#[test]
fn a_mistake_in_an_included_file_is_told_in_that_file() {
    let project =
        page("{% include \"_dates.html\" %}").file("themes/tiny/templates/_dates.html", "<p>\n{{ dtes }}\n");
    assert_eq!(project.finding(), "themes/tiny/templates/_dates.html:2:4 template-unknown-variable");
}

#[test]
fn a_mistake_in_a_block_of_the_parent_is_told_in_the_parent() {
    let project = Project::with_theme().file(
        "themes/tiny/templates/base.html",
        "<main>\n{% block main %}{{ page.contnt }}{% endblock main %}\n</main>\n",
    );
    let found = suggestion(&project);
    assert_eq!(found, "themes/tiny/templates/base.html:2:25 template-unknown-variable → content");
}

#[test]
fn a_mistake_in_a_component_that_a_template_calls_is_told_in_the_component() {
    let project = page("{{ <note/> }}").file(
        "themes/tiny/components/note.html",
        "{% component note() %}\n<p>{{ tilte }}</p>\n{% endcomponent note %}\n",
    );
    assert_eq!(project.finding(), "themes/tiny/components/note.html:2:7 template-unknown-variable");
}

#[test]
fn a_component_that_calls_itself_without_end_is_told() {
    let project = page("{{ <note/> }}").file(
        "themes/tiny/components/note.html",
        "{% component note() %}{{ <note/> }}{% endcomponent note %}\n",
    );
    assert_eq!(project.finding(), format!("{PAGE} template-failed"));
}

#[test]
fn a_template_that_is_nested_too_deeply_is_told() {
    let line = format!("{}x{}", "{% if true %}".repeat(5000), "{% endif %}".repeat(5000));
    let found = page(&line).finding();
    assert!(found.starts_with(&format!("{PAGE}:3:")) && found.ends_with(" template-syntax"), "{found}");
}

#[test]
fn templates_in_folders_and_other_names_of_files_can_be_included() {
    let project = page("{% include \"parts/dates.html\" %}")
        .file("themes/tiny/templates/parts/dates.html", "<i>{{ lang.tag }}</i>")
        .file("themes/tiny/templates/README.md", "{% not a template %}")
        .file("themes/tiny/templates/.backup.html~", "{% nor this %}")
        .built();
    assert!(project.output("zh/markakol/index.html").contains("<i>zh</i>"));
}

#[test]
fn unknown_names_in_several_templates_are_told_together() {
    let project = page("{{ pags() }} {{ page.title | uper }}")
        .file("themes/tiny/templates/term.html", "{% if page.title is strng %}x{% endif %}\n");
    assert_eq!(
        project.findings(),
        [
            "themes/tiny/templates/page.html:3:4 template-unknown-function",
            "themes/tiny/templates/page.html:3:30 template-unknown-filter",
            "themes/tiny/templates/term.html:1:21 template-unknown-test",
        ]
    );
}

#[test]
fn a_mistake_that_only_one_language_meets_is_told_too() {
    let project = page("{% if lang.tag == \"zh\" %}{{ page.titel }}{% endif %}");
    assert_eq!(project.finding(), format!("{PAGE}:3:34 template-unknown-variable"));
}

#[test]
fn a_theme_that_is_not_there_is_told_in_the_configuration() {
    let project = Project::with_theme();
    let config = std::fs::read_to_string(project.path("sapar.toml")).expect("written above");
    project.write("sapar.toml", config.replace("theme = \"tiny\"", "theme = \"tinny\""));
    assert_eq!(suggestion(&project), "sapar.toml:1:9 unknown-theme → tiny");
}

#[test]
fn what_a_template_prints_is_escaped_unless_it_is_a_text_of_the_site() {
    let project = Project::with_theme()
        .document("markakol/index.en.md", "A & <b>", "**Bold**\n")
        .file(PAGE, "<title>{{ page.title }}</title>{{ page.content }}")
        .built();
    let html = project.output("en/markakol/index.html");
    assert!(html.starts_with("<title>A &amp; &lt;b&gt;</title><p><strong>Bold</strong></p>"), "{html}");
}

#[test]
fn a_loop_over_the_languages_speaks_each_of_them() {
    let project =
        template("root.html", "{% for lang in config.languages %}{{ \"hello\" | t }} {% endfor %}").built();
    assert!(project.output("index.html").contains("Сәлем Привет 你好 Hello"));
}

#[test]
fn options_of_the_site_stand_over_those_of_the_theme() {
    let project = Project::with_theme()
        .file("themes/tiny/theme.toml", "[options]\ncolour = \"blue\"\nitems = 6\n")
        .page("markakol", "Markakol", "")
        .file(PAGE, "{{ config.theme.colour }} {{ config.theme.items }}");
    let config = std::fs::read_to_string(project.path("sapar.toml")).expect("written above");
    project.write("sapar.toml", format!("{config}\n[theme_options]\ncolour = \"red\"\n"));
    assert_eq!(project.built().output("en/markakol/index.html"), "red 6");
}

#[test]
fn the_sites_own_static_file_stands_in_for_the_themes() {
    let project = Project::with_theme().file("static/css/main.css", "p { margin: 2px }\n").built();
    assert_eq!(project.output("css/main.css"), "p{margin:2px}");
}
