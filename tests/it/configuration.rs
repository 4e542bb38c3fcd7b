//! Mistakes in `sapar.toml`.

use super::project::Project;

const CONFIG: &str = r#"base_url = "https://altai.example/"
default_language = "ru"
theme = "steppe"

[languages.kk]
name = "Қазақша"
fallback = ["ru", "en"]
[languages.ru]
name = "Русский"
[languages.zh]
name = "中文"
hreflang = "zh-Hans"
[languages.en]
name = "English"

[taxonomies.tags]
sort_by = "date"
"#;

/// A site in whose configuration a part is another.
#[track_caller]
fn with(part: &str, other: &str) -> Project {
    assert_eq!(CONFIG.matches(part).count(), 1, "{part}");
    Project::new().file("sapar.toml", &CONFIG.replace(part, other))
}

/// What is suggested instead of the one mistake of a site.
#[track_caller]
fn suggestion(project: &Project) -> String {
    let diagnostics = project.diagnostics();
    assert_eq!(diagnostics.len(), 1, "{diagnostics:#?}");
    diagnostics[0]["suggestion"].as_str().unwrap_or("nothing").to_owned()
}

#[test]
fn this_configuration_is_no_mistake() {
    Project::new().file("sapar.toml", CONFIG).built();
}

#[test]
fn a_folder_without_a_configuration_is_no_site() {
    let run = Project::bare().build(&[]).exits(2);
    assert!(run.stderr.contains("error[site-not-found]"), "{run:?}");
    assert!(run.stderr.contains("`sapar.toml`") && run.stderr.contains("sapar new site"), "{run:?}");
}

#[test]
fn an_empty_configuration_is_told_all_that_it_lacks() {
    let project = Project::new().file("sapar.toml", "");
    let expected = ["sapar.toml missing-key", "sapar.toml missing-key", "sapar.toml no-languages"];
    assert_eq!(project.findings(), expected);
    let run = project.build(&[]).exits(1);
    for part in ["`base_url` is missing", "`default_language` is missing", "[languages.kk]"] {
        assert!(run.stderr.contains(part), "{part}: {run:?}");
    }
}

#[test]
fn a_missing_key_is_told_of_the_file_and_not_of_another_line() {
    assert_eq!(with("base_url = \"https://altai.example/\"\n", "").finding(), "sapar.toml missing-key");
    assert_eq!(with("default_language = \"ru\"\n", "").finding(), "sapar.toml missing-key");
}

#[test]
fn an_unknown_key_is_told_with_the_one_that_was_meant_wherever_it_stands() {
    for (part, other, place, meant) in [
        ("theme =", "teme =", "3:1", "theme"),
        ("theme =", "BASE_URL = \"x\"\ntheme =", "3:1", "base_url"),
        ("[taxonomies.tags]", "[taxonomie.tags]", "16:2", "taxonomies"),
        ("name = \"English\"", "nmae = \"English\"", "14:1", "name"),
        ("sort_by = \"date\"", "sort-by = \"date\"", "17:1", "sort_by"),
        ("sort_by = \"date\"", "[sections.\"/\"]\npaginate = 5", "18:1", "paginate_by"),
        ("sort_by = \"date\"", "[kinds.place]\nfield = {}", "18:1", "fields"),
        ("sort_by = \"date\"", "weather = 5", "17:1", "nothing"),
    ] {
        let project = with(part, other);
        assert_eq!(project.finding(), format!("sapar.toml:{place} unknown-key"), "{other}");
        assert_eq!(suggestion(&project), meant, "{other}");
    }
    let run = with("theme =", "teme =").build(&[]).exits(1);
    assert!(run.stderr.contains("3 | teme = \"steppe\"\n  | ^^^^\n"), "{run:?}");
    assert!(run.stderr.contains("`theme`, `theme_options`"), "{run:?}");
}

#[test]
fn a_base_url_must_be_whole() {
    for url in [
        "/",
        "altai.example",
        "//altai.example/",
        "ftp://altai.example/",
        "mailto:a@b.example",
        "https://",
        "https://altai.example/?a=1",
        "https://altai.example/#a",
    ] {
        let project = with("https://altai.example/", url);
        assert_eq!(project.finding(), "sapar.toml:1:12 invalid-base-url", "{url}");
    }
    assert_eq!(with("https://altai.example/", "").finding(), "sapar.toml:1:1 missing-key");
    let run = with("https://altai.example/", "altai.example").build(&[]).exits(1);
    assert!(
        run.stderr.contains("1 | base_url = \"altai.example\"\n  |            ^^^^^^^^^^^^^^^\n"),
        "{run:?}"
    );
}

#[test]
fn a_bad_base_url_does_not_hide_what_is_wrong_with_the_pages() {
    let project =
        with("https://altai.example/", "altai.example").document("lake.kk.md", "Көл", "[а](/жоқ/)\n");
    assert_eq!(
        project.findings(),
        ["content/lake.kk.md:4:5 link-not-found", "sapar.toml:1:12 invalid-base-url"]
    );
    assert!(!project.path("public").exists());
}

#[test]
fn an_unknown_language_is_told_with_the_languages_that_there_are() {
    let project = with("default_language = \"ru\"", "default_language = \"rus\"");
    assert_eq!(project.finding(), "sapar.toml:2:20 unknown-language");
    assert_eq!(suggestion(&project), "ru");
    let project = with("[\"ru\", \"en\"]", "[\"ru\", \"fr\", \"EN\"]");
    assert_eq!(project.findings(), ["sapar.toml:7:19 unknown-language", "sapar.toml:7:25 unknown-language"]);
    let run = project.build(&[]).exits(1);
    for tag in ["kk", "ru", "zh", "en"] {
        assert!(run.stderr.contains(tag), "{tag}: {run:?}");
    }
    assert!(run.stderr.contains("did you mean `en`?"), "{run:?}");
}

#[test]
fn a_tag_that_is_no_language_is_told() {
    for tag in ["kk_KZ!", "toolonglanguage", "1", "қаз"] {
        let project = with("[taxonomies.tags]", &format!("[languages.\"{tag}\"]\n[taxonomies.tags]"));
        assert_eq!(project.finding(), "sapar.toml:16:12 invalid-language-tag", "{tag}");
    }
    assert_eq!(with("zh-Hans", "zh Hans").finding(), "sapar.toml:12:12 invalid-language-tag");
}

#[test]
fn a_site_without_languages_is_told_so_and_one_with_wrong_ones_what_is_wrong() {
    let languages = |text: &str| {
        let text = format!("base_url = \"https://altai.example/\"\ndefault_language = \"ru\"\n{text}");
        Project::new().file("sapar.toml", &text).finding()
    };
    assert_eq!(languages(""), "sapar.toml no-languages");
    assert_eq!(languages("[languages]\n"), "sapar.toml no-languages");
    assert_eq!(languages("languages = [\"ru\"]\n"), "sapar.toml:3:13 wrong-type");
    assert_eq!(languages("[languages.\"r!\"]\n"), "sapar.toml:3:12 invalid-language-tag");
    assert_eq!(languages("[languages]\nru = \"Русский\"\n"), "sapar.toml:4:6 wrong-type");
}

#[test]
fn an_unknown_theme_is_told_where_it_is_chosen_with_those_that_there_are() {
    let project = with("theme = \"steppe\"", "theme = \"mountian\"")
        .file("themes/mountain/theme.toml", "")
        .file("themes/README.md", "Themes.\n");
    assert_eq!(project.finding(), "sapar.toml:3:9 unknown-theme");
    assert_eq!(suggestion(&project), "mountain");
    let run = project.build(&[]).exits(1);
    assert!(run.stderr.contains("`mountain`, `steppe`") && !run.stderr.contains("README"), "{run:?}");
    // The name stands in the address of the site too.
    for name in ["altai", "../steppe", "/"] {
        let project = with("theme = \"steppe\"", &format!("theme = \"{name}\""));
        assert_eq!(project.finding(), "sapar.toml:3:9 unknown-theme", "{name}");
    }
}

#[test]
fn an_unknown_theme_does_not_make_the_kinds_of_its_pages_unknown() {
    let project = with("theme = \"steppe\"", "theme = \"mountain\"")
        .document("lake.kk.md", "Көл", "")
        .file("content/lake.facts.toml", "kind = \"glacier\"\ndepth = 27\n");
    assert_eq!(project.finding(), "sapar.toml:3:9 unknown-theme");
}

#[test]
fn how_lists_are_sorted_and_divided_is_looked_at() {
    for (line, place_and_code) in [
        ("sort_by = \"tilte\"", "17:11 not-an-option"),
        ("sort_by = 5", "17:11 wrong-type"),
        ("paginate_by = 0", "17:15 out-of-range"),
        ("paginate_by = -1", "17:15 out-of-range"),
        ("paginate_by = \"10\"", "17:15 wrong-type"),
        ("paginate_by = 2.5", "17:15 wrong-type"),
        ("feed = \"иә\"", "17:8 wrong-type"),
        ("[sections]\nnews = 5", "18:8 wrong-type"),
    ] {
        let project = with("sort_by = \"date\"", line);
        assert_eq!(project.finding(), format!("sapar.toml:{place_and_code}"), "{line}");
    }
    let project = with("sort_by = \"date\"", "sort_by = \"tilte\"");
    assert_eq!(suggestion(&project), "title");
    let run = project.build(&[]).exits(1);
    assert!(run.stderr.contains("`weight`, `date`, `title`"), "{run:?}");
    assert_eq!(with("theme = \"steppe\"", "feed_limit = 0").finding(), "sapar.toml:3:14 out-of-range");
}

#[test]
fn a_taxonomy_must_have_a_name_that_can_be_an_address_and_a_message() {
    for name in ["../../evil", "my tags", "Tags", "тегтер", "", "1st", "a/b"] {
        let project = with("[taxonomies.tags]", &format!("[taxonomies.\"{name}\"]"));
        assert_eq!(project.finding(), "sapar.toml:16:13 invalid-taxonomy", "{name}");
        assert!(!project.path("evil").exists() && !project.path("public").exists());
    }
}

#[test]
fn a_taxonomy_may_not_be_called_like_a_key_of_pages_that_means_something_else() {
    for name in ["kind", "date", "expires", "weight", "draft", "aliases", "title", "slug", "summary"] {
        let project = with("[taxonomies.tags]", &format!("[taxonomies.{name}]"))
            .page("lake", "Lake", "Text.\n")
            .file("content/lake/facts.toml", "date = 2026-01-01\nweight = 5\n");
        assert_eq!(project.finding(), "sapar.toml:16:13 taxonomy-is-key", "{name}");
    }
    let run = with("[taxonomies.tags]", "[taxonomies.date]").build(&[]).exits(1);
    assert!(run.stderr.contains("choose another name"), "{run:?}");
}

#[test]
fn two_tags_of_one_language_are_told_at_the_second() {
    for tag in ["KK", "Kk"] {
        let project = with("[languages.zh]", &format!("[languages.{tag}]\n[languages.zh]"));
        assert_eq!(project.finding(), "sapar.toml:10:12 duplicate-language", "{tag}");
        let run = project.build(&[]).exits(1);
        assert!(run.stderr.contains(&format!("`kk` and `{tag}`")), "{run:?}");
    }
    let project = with("[languages.zh]", "[languages.zh-hant]\n[languages.zh-Hant]\n[languages.zh]");
    // The language that is left lacks messages.
    let findings = project.findings();
    assert!(findings.contains(&"sapar.toml:11:12 duplicate-language".to_owned()), "{findings:?}");
}

#[test]
fn quotation_marks_are_four_characters() {
    let project = with("name = \"English\"", "quotes = \"“”\"");
    assert_eq!(project.finding(), "sapar.toml:14:10 not-an-option");
}

#[test]
fn kinds_are_looked_at() {
    for (lines, place_and_code) in [
        ("[kinds.place.fields]\nheight = { typ = \"number\", type = \"number\" }", "18:12 unknown-key"),
        ("[kinds.place.fields]\nheight = { unit = \"meter\" }", "18:1 missing-key"),
        ("[kinds.place.fields]\nheight = { type = \"nubmer\" }", "18:19 not-an-option"),
        ("[kinds.place.fields]\nheight = \"number\"", "18:10 wrong-type"),
        ("[kinds.place.fields]\nheight = { type = \"number\", list = \"иә\" }", "18:36 wrong-type"),
        ("[kinds]\nplace = 5", "18:9 wrong-type"),
    ] {
        let project = with("sort_by = \"date\"", lines);
        assert_eq!(project.finding(), format!("sapar.toml:{place_and_code}"), "{lines}");
    }
}

#[test]
fn a_configuration_that_is_no_toml_is_the_only_mistake() {
    let project = with("[languages.ru]", "[languages.ru").document("lake.kk.md", "Көл", "[а](/жоқ/)\n");
    assert_eq!(project.finding(), "sapar.toml:8:14 toml-syntax");
    assert_eq!(
        with("\"https://altai.example/\"", "https://altai.example/").finding(),
        "sapar.toml:1:12 toml-syntax"
    );
    let project = Project::new();
    project.write("sapar.toml", [CONFIG.as_bytes(), b"# \xFF\n"].concat());
    assert_eq!(project.finding(), "sapar.toml:18:3 file-not-utf8");
}

#[test]
fn a_configuration_may_begin_with_a_byte_order_mark_and_have_line_ends_of_windows() {
    let project = Project::new().file("sapar.toml", &format!("\u{FEFF}{}", CONFIG.replace('\n', "\r\n")));
    assert_eq!(project.finding(), "sapar.toml file-has-bom");
    project.build(&[]).exits(0);
    let project = project.file("sapar.toml", &CONFIG.replace("date", "dtae").replace('\n', "\r\n"));
    assert_eq!(project.finding(), "sapar.toml:17:11 not-an-option");
}

#[test]
fn a_section_that_is_not_there_is_told_with_the_one_that_was_meant() {
    let project = Project::new()
        .document("news/_index.ru.md", "News", "")
        .config("[sections.nwes]\nsort_by = \"date\"\n");
    assert_eq!(project.finding(), "sapar.toml:17:11 unknown-section");
    assert_eq!(project.diagnostics()[0]["suggestion"], "/news/");
}
