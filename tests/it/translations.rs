//! Translations: what is recorded of them, what is told of their state, and how edits of a source show in it.

use serde_json::Value;

use crate::project::{Project, Run};

/// A site with a page in all four languages, whose source is Russian.
fn site() -> Project {
    let texts = [
        ("ru", "Озеро", "Озеро в горах.\n\n## Дорога {#way}\n\nАвтобус идёт 4 часа.\n"),
        ("kk", "Көл", "Таудағы көл.\n\n## Жол {#way}\n\nАвтобус 4 сағат жүреді.\n"),
        ("zh", "湖", "山中的湖。\n\n## 路线 {#way}\n\n乘汽车4小时。\n"),
        ("en", "Lake", "A lake in the mountains.\n\n## Way {#way}\n\nThe bus takes 4 hours.\n"),
    ];
    let site = Project::new().page("lakes", "Lakes", "All of them.\n");
    texts.into_iter().fold(site, |site, (tag, title, text)| {
        site.document(&format!("lakes/lake/index.{tag}.md"), title, text)
    })
}

/// Runs `sapar status` in English.
fn status(site: &Project, arguments: &[&str]) -> Run {
    site.run(&[&["--lang", "en", "status"], arguments].concat())
}

/// Runs `sapar translate accept` in English.
fn accept(site: &Project, arguments: &[&str]) -> Run {
    site.run(&[&["--lang", "en", "translate", "accept"], arguments].concat())
}

/// What `sapar status` says for machines.
fn summary(site: &Project, arguments: &[&str]) -> Value {
    status(site, &[&["--format", "json"], arguments].concat()).json()["summary"].clone()
}

/// The state of the page `/lakes/lake/` in each language, with the number of words to translate.
fn states(site: &Project) -> Vec<String> {
    let summary = summary(site, &[]);
    let texts = summary["texts"].as_array().expect("a list");
    let of_lake = texts.iter().filter(|text| text["page"] == "/lakes/lake/");
    let shown = of_lake.map(|text| {
        let text_of = |key: &str| text[key].as_str().expect("a text").to_owned();
        format!("{} {} {}", text_of("language"), text_of("state"), text["words"])
    });
    shown.collect()
}

fn edit(site: &Project, file: &str, old: &str, new: &str) {
    let path = format!("content/lakes/lake/{file}");
    let text = std::fs::read_to_string(site.path(&path)).expect("it is there");
    assert!(text.contains(old), "{text}");
    site.write(&path, text.replace(old, new));
}

#[test]
fn a_site_without_records_builds_in_silence_and_status_says_how_to_begin() {
    let site = site();
    site.build(&["--strict"]).succeeds();
    let run = status(&site, &[]);
    assert_eq!(run.code, 0);
    assert!(run.stdout.contains("translate accept --all"), "{}", run.stdout);
    assert_eq!(summary(&site, &[])["recorded"], false);
    assert_eq!(states(&site), ["kk unrecorded 0", "ru source 0", "zh unrecorded 0", "en unrecorded 0"]);
}

#[test]
fn an_edit_of_the_source_makes_every_translation_of_the_block_stale() {
    let site = site();
    accept(&site, &["--all"]).succeeds();
    let current = ["kk complete 0", "ru source 0", "zh complete 0", "en complete 0"];
    assert_eq!(states(&site), current);
    // Another line break, another sign of emphasis and another place are no change.
    edit(&site, "index.ru.md", "Озеро в горах.\n\n", "");
    edit(&site, "index.ru.md", "Автобус идёт", "Озеро\nв горах.\n\nАвтобус\nидёт");
    assert_eq!(states(&site), current);
    edit(&site, "index.ru.md", "4 часа", "5 часов");
    assert_eq!(states(&site), ["kk stale 2", "ru source 0", "zh stale 2", "en stale 2"]);
    let page = status(&site, &["--page", "content/lakes/lake", "--lang", "zh"]);
    assert!(page.stdout.contains("[-4-]{+5+}"), "{}", page.stdout);
    assert!(page.stdout.contains("乘汽车4小时。"), "{}", page.stdout);
    assert!(!page.stdout.contains("The bus"), "{}", page.stdout);
    accept(&site, &["content/lakes/lake/index.zh.md"]).succeeds();
    assert_eq!(states(&site), ["kk stale 2", "ru source 0", "zh complete 0", "en stale 2"]);
    accept(&site, &["/lakes/lake/", "--minor"]).succeeds();
    assert_eq!(states(&site), current);
    assert!(accept(&site, &["--all"]).stdout.contains("Nothing new"));
}

#[test]
fn blocks_are_accepted_one_by_one() {
    let site = site();
    accept(&site, &["content/lakes", "--lang", "en,kk"]).succeeds();
    assert_eq!(states(&site)[2], "zh unrecorded 0");
    edit(&site, "index.ru.md", "title = \"Озеро\"", "title = \"Горное озеро\"");
    edit(&site, "index.ru.md", "4 часа", "5 часов");
    edit(&site, "index.ru.md", "## Дорога", "## Цены\n\nБилет стоит 900.\n\n## Дорога");
    assert_eq!(states(&site)[3], "en missing 8");
    accept(&site, &["content/lakes/lake/index.en.md", "--block", "title"]).succeeds();
    assert_eq!(states(&site)[3], "en missing 6");
    let view = summary(&site, &["--page", "/lakes/lake/", "--lang", "en"]);
    let blocks = view["languages"][0]["blocks"].as_array().expect("a list");
    let stale = blocks.iter().find(|block| block["state"] == "stale").expect("one is stale");
    assert_eq!(stale["line"], 12);
    assert_eq!(stale["translations"][0]["text"], "The bus takes 4 hours.");
    let hash = stale["hash"].as_str().expect("a text");
    accept(&site, &["content/lakes/lake/index.en.md", "--block", &hash[..6]]).succeeds();
    assert_eq!(states(&site)[3], "en missing 4");
    // The others are as they were.
    assert_eq!(states(&site)[0], "kk missing 8");
}

#[test]
fn a_record_stands_beside_its_page_and_is_not_published() {
    let site = site().document("about.ru.md", "О нас", "Мы.\n").document("about.en.md", "About", "We.\n");
    accept(&site, &["--all"]).succeeds();
    for file in ["content/lakes/lake/translations.toml", "content/about.translations.toml"] {
        let text = std::fs::read_to_string(site.path(file)).expect("a record");
        let lines: Vec<&str> = text.lines().filter(|line| line.starts_with("  \"")).collect();
        assert!(lines.len() > 2, "{text}");
        assert!(text.contains("  \"en "), "{text}");
    }
    site.build(&["--strict"]).succeeds();
    assert!(!site.has_output("lakes/lake/translations.toml") && !site.has_output("about.translations.toml"));
    // A record changes nothing that is published.
    edit(&site, "translations.toml", "translations = [\n", "translations = [\n  \"kk\",\n");
    assert_eq!(site.build(&["--format", "json"]).json()["summary"]["changed"], 0);
    assert_eq!(summary(&site, &["--lang", "kk"])["texts"][3]["in_work"], true);
}

#[test]
fn a_document_says_what_it_was_translated_from() {
    let site = site();
    edit(&site, "index.en.md", "title =", "source = \"kk\"\ntitle =");
    accept(&site, &["--all"]).succeeds();
    edit(&site, "index.ru.md", "4 часа", "5 часов");
    assert_eq!(states(&site), ["kk stale 2", "ru source 0", "zh stale 2", "en complete 0"]);
    edit(&site, "index.kk.md", "4 сағат", "5 сағат");
    assert_eq!(states(&site)[3], "en stale 1");
    edit(&site, "index.en.md", "source = \"kk\"", "source = \"de\"");
    assert_eq!(site.finding(), "content/lakes/lake/index.en.md:2:10 unknown-language");
    edit(&site, "index.en.md", "source = \"de\"", "source = \"zh\"");
    site.remove("content/lakes/lake/index.zh.md");
    assert_eq!(site.finding(), "content/lakes/lake/index.en.md:2:10 translation-source-missing");
    // The page was written in Kazakh first.
    edit(&site, "index.kk.md", "title =", "source = \"kk\"\ntitle =");
    let summary = summary(&site, &["--lang", "ru"]);
    assert_eq!(summary["texts"].as_array().expect("a list").last().expect("one")["source"], "kk");
}

#[test]
fn a_merge_that_left_both_versions_is_a_record_and_is_fixed() {
    let site = site();
    accept(&site, &["--all"]).succeeds();
    let file = "content/lakes/lake/translations.toml";
    let text = std::fs::read_to_string(site.path(file)).expect("a record");
    let line = text.lines().find(|line| line.starts_with("  \"en ")).expect("a line");
    let other = line.replace("en", "de");
    site.write(file, text.replace(line, &format!("<<<<<<< HEAD\n{line}\n=======\n{other}\n>>>>>>> b")));
    assert_eq!(states(&site)[3], "en complete 0");
    assert_eq!(site.finding(), "content/lakes/lake/translations.toml:5:1 translation-record-conflict");
    site.run(&["check", "--fix", "--now", "2026-06-01"]).exits(0);
    assert_eq!(site.findings(), Vec::<String>::new());
    let text = std::fs::read_to_string(site.path(file)).expect("a record");
    assert!(text.contains(line) && text.contains(&other) && !text.contains("<<<<"), "{text}");
    site.write(file, text.replace(line, "  \"en nonsense\","));
    assert_eq!(site.finding(), "content/lakes/lake/translations.toml:5:3 translation-record-line");
}

#[test]
fn what_is_required_sets_the_exit_code() {
    let site = site().document("lakes/new/index.ru.md", "Новое", "Одно два три.\n");
    accept(&site, &["--all"]).succeeds();
    let texts = summary(&site, &["--section", "lakes/new"])["texts"].clone();
    assert_eq!(texts[0]["state"], "borrowed");
    assert_eq!(texts[0]["words"], 4);
    status(&site, &["--require", "ru=100,zh=75"]).succeeds();
    let run = status(&site, &["--require", "zh=80"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("中文: 75%"), "{}", run.stderr);
    status(&site, &["--require", "zh=100", "--section", "/lakes/lake/"]).succeeds();
    assert_eq!(status(&site, &["--require", "zh=101"]).code, 2);
    assert_eq!(status(&site, &["--require", "de=1"]).code, 2);
    assert_eq!(status(&site, &["--lang", "de"]).code, 2);
    let unknown = status(&site, &["--page", "/lakes/lak/"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.stderr.contains("/lakes/lake/"), "{}", unknown.stderr);
    assert_eq!(accept(&site, &["content/nothing"]).code, 2);
    assert_eq!(accept(&site, &[]).code, 2);
}

#[test]
fn the_language_of_messages_stands_before_the_command() {
    let site = site();
    let run = site.run(&["--lang", "ru", "status", "--lang", "zh"]).succeeds();
    assert!(run.stdout.contains("Готовы") && run.stdout.contains("中文"), "{}", run.stdout);
    assert!(!run.stdout.contains("English"), "{}", run.stdout);
    site.run(&["build", "--lang", "ru", "--now", "2026-06-01"]).succeeds();
    assert!(site.run(&["new", "page", "--help", "--lang", "ru"]).stdout.contains("--lang"));
}

#[test]
fn messages_are_counted_and_shown_one_by_one() {
    let site = site()
        .file("locales/ru/site.ftl", "name = Озёра\n    .short = Вода\nnights = { $count ->\n    [one] { $count } ночь\n    [few] { $count } ночи\n   *[many] { $count } ночей\n }\n")
        .file("locales/en/site.ftl", "name = Lakes\nnights = { $count ->\n    [one] { $count } night\n   *[other] { $count } nights\n }\n");
    accept(&site, &["locales"]).succeeds();
    let text = std::fs::read_to_string(site.path("locales/ru/site.ftl")).expect("it is there");
    site.write("locales/ru/site.ftl", text.replace("Озёра", "Большие озёра"));
    let messages = summary(&site, &["--lang", "en"])["messages"].clone();
    assert_eq!(messages[0]["language"], "en");
    let blocks = &messages[0]["blocks"];
    assert_eq!((&blocks["current"], &blocks["stale"], &blocks["missing"]), (&2.into(), &1.into(), &1.into()));
    let page = status(&site, &["--page", "locales", "--lang", "en"]).succeeds().stdout;
    assert!(page.contains("locales/ru:1: stale: the source has changed (name)\n"), "{page}");
    assert!(page.contains("[-Озёра-]{+Большие озёра+}"), "{page}");
    assert!(page.contains("not translated (name.short)"), "{page}");
    let table = status(&site, &["--lang", "en"]).succeeds().stdout;
    assert!(table.lines().any(|line| line.trim_start().starts_with("messages ")), "{table}");
    // Chinese says the same for every number, and needs no choice for that.
    let site = site.file("locales/zh/site.ftl", "name = 湖\n    .short = 水\nnights = { $count }晚\n");
    let messages = summary(&site, &["--lang", "zh"])["messages"].clone();
    assert_eq!(
        (&messages[0]["blocks"]["missing"], &messages[0]["blocks"]["orphaned"]),
        (&0.into(), &0.into())
    );
}

#[test]
fn a_report_may_be_about_a_section_and_about_what_has_changed() {
    let site = site().page("towns", "Towns", "All.\n");
    accept(&site, &["--all"]).succeeds();
    let unknown = status(&site, &["--section", "/lake/"]).exits(2);
    assert!(unknown.stderr.contains("/lakes/"), "{}", unknown.stderr);
    let git = |arguments: &[&str]| {
        let mut command = std::process::Command::new("git");
        command.current_dir(site.root()).args(["-c", "user.name=a", "-c", "user.email=a@b.example"]);
        assert!(command.args(arguments).output().expect("Git is there").status.success(), "{arguments:?}");
    };
    assert!(status(&site, &["--since", "HEAD"]).exits(2).stderr.contains("Git cannot tell"));
    git(&["init", "-q"]);
    git(&["add", "."]);
    git(&["commit", "-qm", "One"]);
    assert_eq!(summary(&site, &["--since", "HEAD"])["texts"], serde_json::json!([]));
    edit(&site, "index.ru.md", "4 часа", "5 часов");
    site.write("content/new/index.ru.md", "+++\ntitle = \"Новая\"\n+++\nТекст.\n");
    let summary = summary(&site, &["--since", "HEAD", "--lang", "en"]);
    let pages: Vec<&str> = summary["texts"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|text| text["page"].as_str())
        .collect();
    assert_eq!(pages, ["/lakes/lake/", "/new/"]);
    assert!(status(&site, &["--since=--output=x"]).exits(2).stderr.contains("Git cannot tell"));
}

#[test]
fn a_report_may_be_markdown_or_a_page_in_the_language_of_its_reader() {
    let site = site();
    accept(&site, &["--all"]).succeeds();
    edit(&site, "index.ru.md", "4 часа", "5 часов");
    let markdown = status(&site, &["--format", "markdown"]).succeeds().stdout;
    assert!(markdown.starts_with("### Translations\n\n| Language | Section | "), "{markdown}");
    assert!(markdown.contains("| `/lakes/lake/` | 中文 | one block is stale, 2 words to do |"), "{markdown}");
    for (tag, title) in [("kk", "Аудармалар"), ("ru", "Переводы"), ("zh", "译文状况"), ("en", "Translations")]
    {
        site.run(&["--lang", tag, "status", "--html", "report.html"]).succeeds();
        let page = std::fs::read_to_string(site.path("report.html")).expect("a page");
        assert!(
            page.contains(&format!("<html lang=\"{tag}\">")) && page.contains(&format!("<h1>{title}</h1>")),
            "{page}"
        );
        assert!(page.contains("href=\"http://127.0.0.1:1111/_sapar/page/zh/lakes/lake/\""), "{page}");
        assert!(!page.contains("src=") && !page.contains("<link"), "the page needs nothing else: {page}");
        assert!(!page.contains("status-"), "{page}");
    }
}

#[test]
fn a_page_is_held_back_until_the_required_languages_have_it_and_are_up_to_date() {
    let site = site().config("[sections.lakes]\nrequire = [\"kk\", \"ru\"]\n");
    for tag in ["kk", "ru", "zh", "en"] {
        let file = |name: &str| site.path(&format!("content/lakes/{name}.{tag}.md"));
        std::fs::rename(file("index"), file("_index")).expect("it is there");
    }
    std::fs::remove_file(site.path("content/lakes/lake/index.kk.md")).expect("it is there");
    site.build(&["--strict"]).succeeds();
    assert!(!site.has_output("ru/lakes/lake/index.html") && site.has_output("ru/lakes/index.html"));
    let run = status(&site, &[]).succeeds();
    let line = run.stdout.lines().find(|line| line.starts_with("  /lakes/lake/")).expect("it is told");
    assert!(line.ends_with("Қазақша"), "{line}");
    assert_eq!(summary(&site, &[])["waiting"][0]["languages"], serde_json::json!(["kk"]));
    // It is there now, and then the source changes.
    site.write(
        "content/lakes/lake/index.kk.md",
        "+++\ntitle = \"Көл\"\n+++\nТаудағы көл.\n\n## Жол {#way}\n\nАвтобус 4 сағат жүреді.\n",
    );
    accept(&site, &["--all"]).succeeds();
    site.build(&["--strict"]).succeeds();
    assert!(site.has_output("ru/lakes/lake/index.html") && site.has_output("zh/lakes/lake/index.html"));
    edit(&site, "index.ru.md", "4 часа", "5 часов");
    site.build(&["--allow-removals"]).succeeds();
    assert!(!site.has_output("ru/lakes/lake/index.html"));
    accept(&site, &["/lakes/lake/", "--minor", "--lang", "kk"]).succeeds();
    site.build(&["--strict"]).succeeds();
    assert!(site.has_output("ru/lakes/lake/index.html"));
    let site =
        site.file("content/lakes/lake/index.zh.md", "+++\ntitle = \"湖\"\ndraft = true\n+++\n山中的湖。\n");
    let text = std::fs::read_to_string(site.path("sapar.toml")).expect("it is there");
    site.write("sapar.toml", text.replace("require = [\"kk\", \"ru\"]", "publish = \"together\""));
    assert_eq!(summary(&site, &[])["waiting"][0]["languages"], serde_json::json!(["zh", "en"]));
    site.write("sapar.toml", text.replace("require = [\"kk\", \"ru\"]", "require = [\"de\"]"));
    assert!(site.build(&[]).exits(1).stderr.contains("`de`"));
}
