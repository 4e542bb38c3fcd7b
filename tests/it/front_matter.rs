//! Mistakes in front matter: where it begins and ends, TOML and YAML that cannot be read, keys and their types.

use super::probe;
use super::project::Project;

/// A site with one document more, `content/lake.kk.md`.
fn document(text: &str) -> Project {
    Project::new().file("content/lake.kk.md", text)
}

/// A site whose one document more has these lines between `+++`, from line 2 on.
fn toml(lines: &str) -> Project {
    document(&format!("+++\n{lines}+++\nМәтін.\n"))
}

/// The same between `---`.
fn yaml(lines: &str) -> Project {
    document(&format!("---\n{lines}---\nМәтін.\n"))
}

/// What the program says at the terminal of a site with errors.
#[track_caller]
fn said(project: &Project) -> String {
    project.build(&[]).exits(1).stderr
}

#[test]
fn front_matter_that_is_not_closed_is_told_with_the_line_to_write() {
    let project = document("+++\ntitle = \"Көл\"\n\nМәтін.\n");
    assert_eq!(project.finding(), "content/lake.kk.md:1:1 front-matter-unclosed");
    let run = said(&project);
    assert!(run.contains("1 | +++\n  | ^^^\n"), "{run}");
    assert!(run.contains("write a line `+++`"), "{run}");

    let project = document("---\ntitle: Көл\nМәтін.\n");
    assert_eq!(project.finding(), "content/lake.kk.md:1:1 front-matter-unclosed");
    assert!(said(&project).contains("write a line `---`"));
}

#[test]
fn front_matter_is_not_closed_by_the_mark_of_the_other_language() {
    let project = document("+++\ntitle = \"Көл\"\n---\nМәтін.\n");
    assert_eq!(project.finding(), "content/lake.kk.md:1:1 front-matter-unclosed");
    assert!(said(&project).contains("write a line `+++`"));
}

#[test]
fn a_document_without_front_matter_is_told_at_its_first_line() {
    let project = document("Мәтін бар, тақырып жоқ.\n");
    assert_eq!(project.finding(), "content/lake.kk.md:1:1 front-matter-missing");
    let run = said(&project);
    assert!(run.contains("1 | Мәтін бар, тақырып жоқ.\n  | ^^^^^^^^^^^^^^^^^^^^^^^\n"), "{run}");
    // Not even a line without a word may stand above it.
    let project = document("\n+++\ntitle = \"Көл\"\n+++\n");
    assert_eq!(project.finding(), "content/lake.kk.md:1:1 front-matter-missing");
}

#[test]
fn an_empty_document_is_an_error_and_so_is_one_of_white_space() {
    for text in ["", " \n\t\n\r\n"] {
        assert_eq!(document(text).finding(), "content/lake.kk.md document-empty");
    }
}

#[test]
fn a_missing_title_is_told_at_the_line_that_opens_the_front_matter() {
    for project in [
        toml(""),
        toml("description = \"Биік тау көлі\"\n"),
        yaml(""),
        yaml("# ештеңе\n"),
        yaml("draft: true\n"),
    ] {
        assert_eq!(project.finding(), "content/lake.kk.md:1:1 missing-key");
    }
    let run = said(&toml(""));
    assert!(run.contains("`title` is missing"), "{run}");
    assert!(run.contains("`title = …`") && !run.contains("`title: …`"), "{run}");
}

#[test]
fn toml_that_cannot_be_read_is_told_at_its_place() {
    for (lines, place) in [
        ("title = \"Марқакөл\n", "2:18"),
        ("title = Марқакөл\n", "2:9"),
        ("title \"Марқакөл\"\n", "2:7"),
        ("title = \"Көл\"\naliases = [\"/kk/ескі/\" \"/kk/көне/\"]\n", "3:24"),
        ("title = \"Көл\"\ndescription = = \"Тау\"\n", "3:15"),
        ("title = \"Көл\"\ntitle = \"Тау\"\n", "3:1"),
        ("title = “Көл”\n", "2:9"),
    ] {
        let finding = toml(lines).finding();
        assert_eq!(finding, format!("content/lake.kk.md:{place} toml-syntax"), "{lines}");
    }
    let run = said(&toml("title = Марқакөл\n"));
    assert!(run.contains("2 | title = Марқакөл\n  |         ^^^^^^^^\n"), "{run}");
}

#[test]
fn every_line_of_toml_that_cannot_be_read_is_told_once_and_nothing_else_of_it() {
    // Of a broken table, title and types are anybody's guess.
    let project = toml("title = \"Көл\ndescription = тау\nsummary = = 3\nslugg = 1\n");
    assert_eq!(
        project.findings(),
        [
            "content/lake.kk.md:2:13 toml-syntax",
            "content/lake.kk.md:3:15 toml-syntax",
            "content/lake.kk.md:4:11 toml-syntax",
        ]
    );
}

#[test]
fn yaml_that_cannot_be_read_is_told_at_its_place_and_nothing_else_of_it() {
    for (lines, place) in [
        ("title: Көл: үлкен көл\n", "2:11"),
        ("description: 哈纳斯: 湖\ntitle: Көл\n", "2:17"),
        ("title: Көл\naliases:\n\t- /kk/ескі/\n", "4:2"),
        ("title: Көл\naliases: [\"/kk/ескі/\"\n", "3:10"),
        ("title: Көл\ntitle: Тау\n", "3:1"),
        ("title: \"Көл\n", "2:12"),
    ] {
        let finding = yaml(lines).finding();
        assert_eq!(finding, format!("content/lake.kk.md:{place} yaml-syntax"), "{lines}");
    }
    let project = yaml("title: Көл: үлкен көл\n");
    let run = said(&project);
    assert!(run.contains("2 | title: Көл: үлкен көл\n  |           ^\n"), "{run}");
    // Lines are those of the file, and the place stands where places stand.
    let message = project.diagnostics()[0]["message"].to_string();
    assert!(!message.contains("line") && !message.contains("column"), "{message}");
}

#[test]
fn yaml_that_is_no_table_of_keys_is_told() {
    assert_eq!(yaml("- Көл\n- Тау\n").finding(), "content/lake.kk.md:2:1 wrong-type");
}

#[test]
fn a_text_below_broken_front_matter_is_looked_at_all_the_same() {
    let project = document("+++\ntitle = Көл\n+++\n[Тау](/tau/)\n");
    assert_eq!(
        project.findings(),
        ["content/lake.kk.md:2:9 toml-syntax", "content/lake.kk.md:4:7 link-not-found"]
    );
}

#[test]
fn a_broken_document_is_a_page_all_the_same_for_those_who_link_to_it() {
    let project =
        document("Мәтін.\n").document("tau.kk.md", "Тау", "[Көл](/lake/) [жағалау](/lake/#shore)\n");
    assert_eq!(project.finding(), "content/lake.kk.md:1:1 front-matter-missing");
}

#[test]
fn an_unknown_key_is_told_with_the_one_that_was_meant() {
    let project = toml("title = \"Көл\"\n  descripton = \"Тау көлі\"\nTITLE = \"Тау\"\nweather = \"жылы\"\n");
    assert_eq!(
        project.findings(),
        [
            "content/lake.kk.md:3:3 unknown-key",
            "content/lake.kk.md:4:1 unknown-key",
            "content/lake.kk.md:5:1 unknown-key",
        ]
    );
    let diagnostics = project.diagnostics();
    let suggestions: Vec<&str> =
        diagnostics.iter().map(|it| it["suggestion"].as_str().unwrap_or("nothing")).collect();
    assert_eq!(suggestions, ["description", "title", "nothing"]);
    let run = said(&project);
    assert!(run.contains("3 |   descripton = \"Тау көлі\"\n  |   ^^^^^^^^^^\n"), "{run}");
    assert!(run.contains("did you mean `description`?"), "{run}");
    assert!(
        run.contains("`aliases`, `alt`, `description`, `draft`, `slug`, `source`, `summary`, `title`"),
        "{run}"
    );

    let project = yaml("description: Биік тау көлі\ntitel: Көл\ntitle: Көл\n");
    assert_eq!(project.finding(), "content/lake.kk.md:3:1 unknown-key");
    assert_eq!(project.diagnostics()[0]["suggestion"], "title");
}

#[test]
fn a_value_of_another_type_is_told_with_an_example() {
    let project = toml(
        "title = 5\ndescription = [\"Көл\"]\nslug = true\naliases = \"/kk/ескі/\"\ndraft = \"иә\"\nsummary = { a = 1 }\n",
    );
    let places = ["2:9", "3:15", "4:8", "5:11", "6:9", "7:11"];
    let expected = places.map(|place| format!("content/lake.kk.md:{place} wrong-type"));
    assert_eq!(project.findings(), expected);
    let run = said(&project);
    assert!(run.contains("`title` must be text, but is a number"), "{run}");
    assert!(run.contains("6 | draft = \"иә\"\n  |         ^^^^\n"), "{run}");
    assert!(run.contains("`aliases = [\"…\"]`") && run.contains("`draft = true`"), "{run}");
    assert_eq!(
        toml("title = \"Көл\"\naliases = [\"/kk/ескі/\", 5]\n").finding(),
        "content/lake.kk.md:3:25 wrong-type"
    );
}

#[test]
fn an_example_is_written_in_the_language_of_the_front_matter() {
    let project = yaml("title: Көл\nslug: 5\n");
    assert_eq!(project.finding(), "content/lake.kk.md:3:7 wrong-type");
    assert!(said(&project).contains("`slug: \"…\"`"));
}

#[test]
fn a_key_of_yaml_without_a_value_is_told() {
    let project = yaml("title:\n");
    assert_eq!(project.finding(), "content/lake.kk.md:2:1 missing-key");
    assert!(said(&project).contains("`title` is missing"));
    // One that may be absent is.
    yaml("title: Көл\ndescription:\nsummary: ~\naliases:\nslug: \"\"\n").built();
}

#[test]
fn remedies_are_written_in_the_language_of_the_front_matter() {
    let kinds = "[kinds.place.fields]\nnote = { type = \"text\", localised = true, required = true }\n\
        hero = { type = \"image\" }\nprice = { type = \"money\", localised = true }\n\
        stops = { type = \"table\", list = true, localised = true, fields.days = { type = \"number\", required = true } }\n";
    let site = |document: &str| {
        probe::site(kinds)
            .file("content/lake/facts.toml", "kind = \"place\"\nhero = \"hero.svg\"\n")
            .file("content/lake/hero.svg", &probe::svg(3, 2))
            .file("content/lake/index.ru.md", document)
    };
    let yaml = site("---\ndraft: \"no\"\naliases: 3\nalt: 3\nprice: 3\nstops: [{}]\n---\n");
    let toml = site("+++\ndraft = \"no\"\naliases = 3\nalt = 3\nprice = 3\nstops = [{}]\n+++\n");
    for tag in ["kk", "ru", "zh", "en"] {
        let helps = |project: &Project| -> Vec<String> {
            let run = project.build(&["--format", "json", "--lang", tag]);
            let found = run.json()["diagnostics"].as_array().expect("a list").clone();
            found.iter().map(|one| one["help"].as_str().expect("a remedy").to_owned()).collect()
        };
        let examples = |project: &Project| -> Vec<String> {
            let mut examples: Vec<String> = helps(project)
                .iter()
                .flat_map(|help| help.split('`').skip(1).step_by(2))
                .map(ToOwned::to_owned)
                .collect();
            examples.sort();
            examples
        };
        assert_eq!(
            examples(&yaml),
            [
                "aliases: [\"…\"]",
                "alt: { \"hero.svg\": \"…\" }",
                "alt: { … }",
                "draft: true",
                "note: …",
                "price: { amount: 5000, currency: \"KZT\" }",
                "stops: { days: … }",
                "title: …",
            ],
            "{tag}"
        );
        assert_eq!(
            examples(&toml),
            [
                "[alt]",
                "aliases = [\"…\"]",
                "alt = { \"hero.svg\" = \"…\" }",
                "draft = true",
                "note = …",
                "price = { amount = 5000, currency = \"KZT\" }",
                "stops.days = …",
                "title = …",
            ],
            "{tag}"
        );
    }
}

#[test]
fn what_is_wrong_with_a_line_is_said_in_words_that_editors_know() {
    for (project, said) in [
        (toml("title = Марқакөл\n"), "текст `Марқакөл` стоит без кавычек"),
        (toml("title = \"Марқакөл\n"), "кавычка здесь открыта и не закрыта"),
        (toml("title = \"Марқакөл”\n"), "кавычка здесь открыта и не закрыта"),
        (toml("title \"Марқакөл\"\n"), "нет знака `=`"),
        (toml("title =\n"), "значение не указано"),
        (toml("title = \"Көл\"\ntitle = \"Тау\"\n"), "ключ встречается второй раз"),
        (toml("title = = \"Көл\"\n"), "не удалось прочитать TOML"),
        (yaml("title: Көл: үлкен көл\n"), "`title: \"Көл: үлкен көл\"`"),
        (yaml("title: Көл\naliases:\n\t- /kk/ескі/\n"), "табуляцией"),
        (yaml("title: Көл\ntitle: Тау\n"), "ключ встречается второй раз"),
        (yaml("title: Көл\naliases: [\"/kk/ескі/\"\n"), "не удалось прочитать YAML"),
    ] {
        let run = project.build(&["--lang", "ru"]).exits(1);
        assert!(run.stderr.contains(said), "{said}: {run:?}");
    }
}
