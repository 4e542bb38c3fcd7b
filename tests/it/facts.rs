//! Mistakes in facts and in the fields of kinds: what is unknown, missing, of another type, out of range, in the wrong
//! file, or refers to nothing.

use super::probe;
use super::project::Project;

/// A kind of the site with a field of every type.
const KIND: &str = r#"[kinds.place.fields]
name = { type = "text" }
height = { type = "number" }
open = { type = "boolean" }
location = { type = "coordinates", required = true }
day = { type = "date" }
days = { type = "date-range" }
season = { type = "months" }
hero = { type = "image" }
site = { type = "link" }
near = { type = "reference" }
stops = { type = "reference", list = true }
price = { type = "money" }
state = { type = "one-of", options = ["open", "planned"] }
way = { type = "text", localised = true, required = true }
"#;

/// A site with a page `lake` of that kind, of which a test writes the facts from line 3 on.
fn place(lines: &str) -> Project {
    facts(&format!("kind = \"place\"\nlocation = {{ lat = 48.75, lon = 85.75 }}\n{lines}"))
}

/// The same with all of the facts.
fn facts(text: &str) -> Project {
    ["kk", "ru", "zh", "en"].into_iter().fold(
        Project::new()
            .config(KIND)
            .file("content/lake/facts.toml", text)
            .file("content/lake/hero.svg", &probe::svg(30, 20)),
        |project, tag| {
            project.file(
                &format!("content/lake/index.{tag}.md"),
                &format!("+++\ntitle = \"Lake {tag}\"\nway = \"…\"\nalt = {{ \"hero.svg\" = \"…\" }}\n+++\n"),
            )
        },
    )
}

/// The mistakes of a site whose every mistake is in the facts of its page, as `LINE:COLUMN CODE`.
#[track_caller]
fn findings(project: &Project) -> Vec<String> {
    let findings = project.findings();
    let short = findings.iter().map(|it| it.strip_prefix("content/lake/facts.toml:").unwrap_or(it));
    short.map(ToOwned::to_owned).collect()
}

/// What is suggested instead, one for each mistake.
fn suggestions(project: &Project) -> Vec<String> {
    let diagnostics = project.diagnostics();
    diagnostics.iter().map(|it| it["suggestion"].as_str().unwrap_or("nothing").to_owned()).collect()
}

#[test]
fn a_place_with_all_its_facts_is_no_mistake() {
    place(
        "name = \"a\"\nheight = 1450.5\nopen = true\nday = 2026-05-20\ndays = { from = 2026-05-20, to = 2026-05-20 }\nseason = [1, 12]\nhero = \"hero.svg\"\nsite = \"https://example.org/\"\nnear = \"/\"\nstops = [\"/\", \"/lake/\"]\nprice = { amount = 5, currency = \"KZT\" }\nstate = \"planned\"\n",
    )
    .built();
    // The ends of what is allowed are allowed.
    facts("kind = \"place\"\nlocation = { lat = -90, lon = 180.0 }\n").built();
}

#[test]
fn an_unknown_kind_is_told_for_every_page_and_its_fields_are_no_mistakes_too() {
    let project = facts("kind = \"plaec\"\nlocation = { lat = 48.75, lon = 85.75 }\n")
        .document("tau.kk.md", "Тау", "")
        .file("content/tau.facts.toml", "kind = \"plaec\"\n");
    assert_eq!(
        project.findings(),
        ["content/lake/facts.toml:1:8 unknown-kind", "content/tau.facts.toml:1:8 unknown-kind"]
    );
    assert_eq!(suggestions(&project), ["place", "place"]);
    let run = project.build(&[]).exits(1);
    assert!(run.stderr.contains("1 | kind = \"plaec\"\n  |        ^^^^^^^\n"), "{run:?}");
    assert!(run.stderr.contains("`destination`") && !run.stderr.contains("`plaec`,"), "{run:?}");
}

#[test]
fn a_missing_field_is_told_in_the_file_where_it_belongs() {
    let project = facts("kind = \"place\"\n").document("lake/index.zh.md", "湖", "");
    assert_eq!(
        project.findings(),
        ["content/lake/facts.toml missing-key", "content/lake/index.zh.md missing-key"]
    );
    let keys = project.diagnostics().iter().map(|it| it["arguments"]["key"].clone()).collect::<Vec<_>>();
    assert_eq!(keys, ["location", "way"]);
}

#[test]
fn an_unknown_field_is_told_with_the_one_that_was_meant() {
    let project = place("heigth = 1450\ncolour = \"көк\"\ntag = [\"eco\"]\nDate = 2026-05-20\n");
    assert_eq!(
        findings(&project),
        ["3:1 unknown-key", "4:1 unknown-key", "5:1 unknown-key", "6:1 unknown-key"]
    );
    assert_eq!(suggestions(&project), ["height", "nothing", "tags", "date"]);
    let project = place("")
        .file("content/lake/index.kk.md", "+++\ntitle = \"Көл\"\nway = \"Көлікпен\"\nwya = \"Жаяу\"\n+++\n");
    assert_eq!(project.finding(), "content/lake/index.kk.md:4:1 unknown-key");
    assert_eq!(suggestions(&project), ["way"]);
}

#[test]
fn a_field_of_another_type_is_told_with_an_example() {
    let wrong = [
        ("name = 1", 8, "`name = \"…\"`"),
        ("height = \"1450 м\"", 10, "`height = 1450`"),
        ("open = \"иә\"", 8, "`open = true`"),
        ("day = 5", 7, "`day = 2026-05-20`"),
        ("days = \"маусым\"", 8, "`days = { from = 2026-05-20, to = 2026-05-22 }`"),
        ("season = 6", 10, "`season = [6, 7, 8]`"),
        ("season = [\"маусым\"]", 11, "`season = [6, 7, 8]`"),
        ("hero = 1", 8, "`hero = \"hero.jpg\"`"),
        ("site = 1", 8, "`site = \"https://…\"`"),
        ("near = [\"/\"]", 8, "`near = \"/destinations/markakol/\"`"),
        ("stops = \"/\"", 9, "`stops = [\"/destinations/markakol/\"]`"),
        ("stops = [\"/\", 2]", 15, "`stops = \"/destinations/markakol/\"`"),
        ("price = 5000", 9, "`price = { amount = 5000, currency = \"KZT\" }`"),
        ("state = 1", 9, "`state = \"open\"`"),
        ("tags = \"eco\"", 8, "`tags = [\"…\"]`"),
        ("weight = 1.5", 10, "`weight = 10`"),
        ("weight = 99999999999999999999", 10, "`weight = 10`"),
        ("draft = 1", 9, "`draft = true`"),
        ("template = 1", 12, "`template = \"…\"`"),
    ];
    for (line, column, example) in wrong {
        let diagnostics = place(&format!("{line}\n")).diagnostics();
        assert_eq!(diagnostics.len(), 1, "{line}: {diagnostics:#?}");
        let told = &diagnostics[0];
        assert_eq!((&told["code"], &told["line"]), (&"wrong-type".into(), &3.into()), "{line}");
        assert_eq!(told["column"], column, "{line}");
        let help = told["help"].as_str().expect("a remedy");
        assert!(help.contains(example), "{line}: {help}");
    }
    let project = facts("kind = \"place\"\nlocation = \"48.75, 85.75\"\n");
    assert_eq!(findings(&project), ["2:12 wrong-type"]);
}

#[test]
fn a_localised_field_of_another_type_is_told_in_its_document() {
    let project = place("").file("content/lake/index.zh.md", "---\ntitle: 湖\nway: [汽车]\n---\n");
    assert_eq!(project.finding(), "content/lake/index.zh.md:3:6 wrong-type");
}

#[test]
fn a_date_that_is_none_is_told_whatever_is_wrong_with_it() {
    for value in [
        "\"ертең\"",
        "\"20.05.2026\"",
        "\"2026-5-1\"",
        "\"2026-02-30\"",
        "\"2026-05-20x\"",
        "2026-02-30",
        "2026-13-01",
        "2026-5-1",
        "20-05-2026",
        "20.05.2026",
        "2026/05/20",
        "2026-02-30T10:00:00",
        "10:00:00",
    ] {
        let diagnostics = place(&format!("day = {value} # күн\n")).diagnostics();
        assert_eq!(diagnostics.len(), 1, "{diagnostics:#?}");
        let told = &diagnostics[0];
        assert_eq!(
            (&told["code"], &told["line"], &told["column"]),
            (&"invalid-date".into(), &3.into(), &7.into())
        );
        assert_eq!(told["arguments"]["value"], value.trim_matches('"'));
    }
    for value in ["\"ертең\"", "2026-02-30"] {
        // One mistake in TOML hides those of other kinds, so that only lines of one kind stand together.
        let project =
            place(&format!("date = {value}\nupdated = {value}\nexpires = {value}\nday = {value}\n"));
        let expected = ["3:8", "4:11", "5:11", "6:7"].map(|place| format!("{place} invalid-date"));
        assert_eq!(findings(&project), expected);
    }
    let run = place("date = 2026-02-30 # күн\n").build(&[]).exits(1);
    assert!(run.stderr.contains("3 | date = 2026-02-30 # күн\n  |        ^^^^^^^^^^\n"), "{run:?}");
}

#[test]
fn a_time_of_day_behind_a_date_is_no_mistake() {
    for value in
        ["2026-05-20T10:00:00+06:00", "2026-05-20 10:00:00", "\"2026-05-20T10:00\"", "\"2026-05-20\""]
    {
        place(&format!("date = {value}\n")).built();
    }
}

#[test]
fn a_range_of_dates_must_begin_and_not_end_before() {
    let project = place("days = { from = 2026-05-22, to = 2026-05-20 }\n");
    assert_eq!(findings(&project), ["3:8 invalid-date-range"]);
    let run = project.build(&[]).exits(1);
    assert!(run.stderr.contains(&format!("  |        {}\n", "^".repeat(38))), "{run:?}");
    assert_eq!(findings(&place("days = { to = 2026-05-20 }\n")), ["3:8 missing-key"]);
    assert_eq!(findings(&place("days = { from = \"кеше\", to = 2026-05-20 }\n")), ["3:17 invalid-date"]);
    let project = place("days = { from = 2026-05-20, till = 2026-05-22 }\n");
    assert_eq!(findings(&project), ["3:29 unknown-key"]);
}

#[test]
fn coordinates_must_lie_on_the_earth() {
    let location = |text: &str| facts(&format!("kind = \"place\"\nlocation = {text}\n"));
    let project = location("{ lat = 90.1, lon = -180.5 }");
    assert_eq!(findings(&project), ["2:20 out-of-range", "2:32 out-of-range"]);
    let run = project.build(&[]).exits(1);
    for part in ["`location.lat`", "90.1", "-90", "`location.lon`", "-180.5", "-180", "180"] {
        assert!(run.stderr.contains(part), "{part}: {run:?}");
    }
    // Latitude and longitude are soon mixed up: Kanas lies at 48.7 N, 87.0 E, Beijing at 39.9 N, 116.4 E.
    let project = location("{ lat = 116.4, lon = 39.9 }");
    assert_eq!(findings(&project), ["2:20 out-of-range"]);
    assert_eq!(suggestions(&project), ["lat = 39.9, lon = 116.4"]);
    assert_eq!(suggestions(&location("{ lat = 187, lon = 39.9 }")), ["nothing"]);
    assert_eq!(findings(&location("{ lat = 48.75 }")), ["2:12 missing-key"]);
    assert_eq!(findings(&location("{ lat = \"48° 45′\", lon = 85.75 }")), ["2:20 wrong-type"]);
    assert_eq!(findings(&location("{ lat = nan, lon = inf }")), ["2:20 wrong-type", "2:31 wrong-type"]);
    let project = location("{ lat = 48.75, long = 85.75 }");
    assert_eq!(findings(&project), ["2:12 missing-key", "2:27 unknown-key"]);
    assert_eq!(suggestions(&project), ["nothing", "lon"]);
}

#[test]
fn every_month_that_is_none_is_told() {
    let project = place("season = [0, 6, 13, -1]\n");
    assert_eq!(findings(&project), ["3:11 out-of-range", "3:17 out-of-range", "3:21 out-of-range"]);
}

#[test]
fn money_is_an_amount_and_a_currency() {
    assert_eq!(findings(&place("price = { amount = 5000 }\n")), ["3:9 missing-key"]);
    assert_eq!(findings(&place("price = { currency = \"KZT\" }\n")), ["3:9 missing-key"]);
    assert_eq!(
        findings(&place("price = { amount = \"5000\", currency = \"теңге\" }\n")),
        ["3:20 wrong-type", "3:39 not-an-option"]
    );
    let project = place("price = { amount = 5000, currency = \"kzt\" }\n");
    assert_eq!(findings(&project), ["3:37 not-an-option"]);
    assert_eq!(suggestions(&project), ["KZT"]);
}

#[test]
fn a_choice_that_is_none_is_told_with_all_that_there_are() {
    let project = place("state = \"opne\"\n");
    assert_eq!(findings(&project), ["3:9 not-an-option"]);
    assert_eq!(suggestions(&project), ["open"]);
    let run = project.build(&[]).exits(1);
    assert!(run.stderr.contains("`open`, `planned`"), "{run:?}");
}

#[test]
fn a_fact_in_a_document_is_told_with_the_file_where_it_belongs() {
    let text = "+++\ntitle = \"Көл\"\nway = \"…\"\ndate = 2026-05-20\nheight = 1450\ntags = [\"eco\"]\nkind = \"place\"\n+++\n";
    let project = place("").file("content/lake/index.kk.md", text);
    let expected = ["4:1", "5:1", "6:1", "7:1"];
    assert_eq!(
        project.findings(),
        expected.map(|place| format!("content/lake/index.kk.md:{place} fact-in-document"))
    );
    let run = project.build(&[]).exits(1);
    assert!(run.stderr.contains("5 | height = 1450\n  | ^^^^^^\n"), "{run:?}");
    assert!(run.stderr.contains("move it to `content/lake/facts.toml`"), "{run:?}");
}

#[test]
fn a_fact_in_a_document_is_told_with_the_file_to_write_where_there_are_no_facts() {
    for (path, facts) in [
        ("lake.kk.md", "content/lake.facts.toml"),
        ("lake/index.kk.md", "content/lake/facts.toml"),
        ("lake/_index.kk.md", "content/lake/facts.toml"),
        ("_index.kk.md", "content/facts.toml"),
    ] {
        let path = format!("content/{path}");
        let project = Project::new().file(&path, "+++\ntitle = \"Көл\"\nweight = 1\n+++\n");
        assert_eq!(project.finding(), format!("{path}:3:1 fact-in-document"));
        assert_eq!(project.diagnostics()[0]["arguments"]["facts"], facts);
    }
}

#[test]
fn what_is_different_in_each_language_is_told_when_it_stands_in_the_facts() {
    let project = place("title = \"Көл\"\nslug = \"kol\"\nway = \"Көлікпен\"\n");
    assert_eq!(
        findings(&project),
        ["3:1 localised-in-facts", "4:1 localised-in-facts", "5:1 localised-in-facts"]
    );
    let run = project.build(&[]).exits(1);
    assert!(run.stderr.contains("the front matter of `content/lake/index.kk.md`"), "{run:?}");
}

#[test]
fn a_term_that_is_no_id_is_told() {
    let project = place("tags = [       \"Eco\", \"саяхат\", \"a b\", \"../x\", \"\", \"1a\"]\n");
    let columns = [16, 23, 33, 40, 48, 52];
    assert_eq!(findings(&project), columns.map(|column| format!("3:{column} invalid-term")));
    assert_eq!(suggestions(&project), ["eco", "sayakhat", "a-b", "x", "nothing", "a"]);
    let run = project.build(&[]).exits(1);
    assert!(run.stderr.contains("`tags-sayakhat = саяхат`"), "{run:?}");
    assert!(!project.path("x").exists());
}

#[test]
fn a_reference_that_leads_nowhere_is_told_with_the_page_that_was_meant() {
    let project =
        place("near = \"/laek/\"\nstops = [\"/\", \"/lake/\", \"/nowhere/\", \"hero.svg\", \"/kk/lake/\"]\n");
    assert_eq!(
        findings(&project),
        [
            "3:8 reference-not-found",
            "4:25 reference-not-found",
            "4:38 reference-not-found",
            "4:50 reference-not-found",
        ]
    );
    assert_eq!(suggestions(&project), ["/lake/", "nothing", "nothing", "/lake/"]);
    let run = project.build(&[]).exits(1);
    assert!(run.stderr.contains("3 | near = \"/laek/\"\n  |        ^^^^^^^^\n"), "{run:?}");
}

#[test]
fn a_link_field_is_checked_like_a_link() {
    assert_eq!(findings(&place("site = \"/laek/\"\n")), ["3:8 link-not-found"]);
    assert_eq!(findings(&place("site = \"/lake/#жоқ\"\n")), ["3:8 anchor-not-found"]);
    assert_eq!(findings(&place("site = \"javascript:alert(1)\"\n")), ["3:8 unsafe-link"]);
}

#[test]
fn an_image_field_that_leads_to_no_picture_is_a_warning() {
    let text = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";
    let project = place("hero = \"hero.svg\"\n").file("content/lake/hero.svg", text);
    assert_eq!(findings(&project), ["3:8 image-unreadable"]);
    project.build(&[]).exits(0);
}

#[test]
fn an_image_field_that_leads_nowhere_is_told_with_the_picture_that_was_meant() {
    let project = place("hero = \"hreo.svg\"\n");
    assert_eq!(findings(&project), ["3:8 image-not-found"]);
    assert_eq!(suggestions(&project), ["hero.svg"]);
    let project = place("hero = \"/lake/hero.png\"\n");
    assert_eq!(findings(&project), ["3:8 image-not-found"]);
    assert_eq!(suggestions(&project), ["/lake/hero.svg"]);
}

#[test]
fn facts_that_cannot_be_read_are_the_only_mistake_of_their_page() {
    let project = facts("kind = \"place\"\nlocation = { lat = 48.75 lon = 85.75 }\nheigth = 1450\n");
    assert_eq!(findings(&project), ["2:30 toml-syntax"]);
    let project = facts("kind = \"place\"\nweight = \n");
    assert_eq!(findings(&project), ["2:10 toml-syntax"]);
}

#[test]
fn a_theme_that_cannot_be_read_does_not_make_its_kinds_unknown() {
    let project = Project::with_theme()
        .page("lake", "Lake", "")
        .file("content/lake/facts.toml", "kind = \"place\"\naltitude = 1450\n")
        .file("themes/tiny/theme.toml", "[kinds.place.fields]\naltitude = { type = \"number\"\n");
    assert_eq!(project.finding(), "themes/tiny/theme.toml:2:29 toml-syntax");
    let text = project.path("sapar.toml");
    let text = std::fs::read_to_string(text).expect("the site has a configuration");
    let project = project.file("sapar.toml", &text.replace("\"tiny\"", "\"tinny\""));
    assert_eq!(project.finding(), "sapar.toml:1:9 unknown-theme");
}

#[test]
fn a_number_outside_the_bounds_of_its_field_is_told() {
    let project = |value: &str| {
        Project::new()
            .config(
                "[kinds.hut.fields]\nbeds = { type = \"number\", min = 1, max = 200 }\n\
                 price = { type = \"number\", min = 0.5 }\ndepth = { type = \"number\", max = 9, list = true }\n",
            )
            .page("hut", "Hut", "")
            .file("content/hut/facts.toml", &format!("kind = \"hut\"\n{value}\n"))
    };
    project("beds = 200\nprice = 0.5\ndepth = [9, -5]").built();
    let project = project("beds = 145000\nprice = 0\ndepth = [9, 10]");
    let file = "content/hut/facts.toml";
    assert_eq!(project.findings(), ["2:8", "3:9", "4:13"].map(|it| format!("{file}:{it} out-of-range")));
    let run = project.build(&[]).exits(1);
    for part in ["must lie between 1 and 200", "must be 0.5 or more", "must be 9 or less"] {
        assert!(run.stderr.contains(part), "{part}: {run:?}");
    }
    // The theme knows how high mountains are.
    let project = Project::new().page("peak", "Peak", "Text.\n").file(
        "content/peak/facts.toml",
        "kind = \"destination\"\nlocation = { lat = 49.8, lon = 86.6 }\naltitude = 145000\n",
    );
    assert_eq!(project.finding(), "content/peak/facts.toml:3:12 out-of-range");
}

#[test]
fn only_numbers_have_bounds() {
    let config = "[kinds.hut.fields]\nname = { type = \"text\", min = 1 }\nbeds = { type = \"number\", max = \"9\" }\n";
    let findings = Project::new().config(config).findings();
    assert_eq!(findings.len(), 2, "{findings:#?}");
    assert!(findings[0].ends_with("unknown-key") && findings[1].ends_with("wrong-type"), "{findings:#?}");
}

#[test]
fn a_place_far_from_all_others_whose_degrees_look_swapped_is_told() {
    let place = |project: Project, name: &str, lat: f64, lon: f64| {
        project.page(name, name, "Text.\n").file(
            &format!("content/{name}/facts.toml"),
            &format!("kind = \"destination\"\nlocation = {{ lat = {lat}, lon = {lon} }}\n"),
        )
    };
    let near = |project| {
        let project = place(project, "katon", 49.17, 85.61);
        place(place(project, "zaysan", 47.47, 84.86), "almaty", 43.24, 76.95)
    };
    let project = place(near(Project::new()), "lake", 85.75, 48.75);
    assert_eq!(project.finding(), "content/lake/facts.toml:2:12 coordinates-swapped");
    assert_eq!(suggestions(&project), ["{ lat = 48.75, lon = 85.75 }"]);
    // What is far and stays far is another journey.
    place(near(Project::new()), "lake", -33.9, 18.4).built();
}

#[test]
fn numbers_and_quotation_marks_of_everyday_writing_are_told_in_the_language_of_the_editor() {
    for (line, column, suggestion) in [
        ("height = 1 450", 10, "1450"),
        ("height = 1\u{a0}450", 10, "1450"),
        ("height = 1450,5", 10, "1450.5"),
        ("height = 1450 м  # above the sea", 10, "1450"),
        ("height = 145,000", 10, "nothing"),
        ("price = { amount = 5 000, currency = \"KZT\" }", 20, "5000"),
        ("name = “Көл”", 8, "nothing"),
        ("name = «Көл»", 8, "nothing"),
    ] {
        let project = place(&format!("{line}\n"));
        assert_eq!(findings(&project), [format!("3:{column} toml-syntax")], "{line}");
        assert_eq!(suggestions(&project), [suggestion], "{line}");
        for tag in ["kk", "ru", "zh"] {
            let run = project.build(&["--lang", tag]).exits(1);
            let said: Vec<&str> = run
                .stderr
                .lines()
                .filter(|line| line.contains("toml-syntax") || line.contains("expected"))
                .collect();
            assert!(!said.iter().any(|line| line.contains("expected")), "{tag} {line}: {run:?}");
        }
    }
    let run = place("name = “Көл”\n").build(&["--lang", "ru"]).exits(1);
    assert!(run.stderr.contains("`name") || run.stderr.contains("прямые кавычки `\"`: `\"Көл\"`"), "{run:?}");
    let run = place("height = 1 450\n").build(&["--lang", "kk"]).exits(1);
    assert!(run.stderr.contains("`1450`"), "{run:?}");
}
