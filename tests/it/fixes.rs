//! Fixes: what a diagnostic offers to write mends it, and brings nothing new.

use serde_json::Value;

use crate::probe;
use crate::project::Project;

/// A site with something to refer to. What is wrong with it is what a test adds.
fn site() -> Project {
    let place = |project: Project, name: &str, lat: f64, lon: f64| {
        // What nothing names would be told, too.
        let files = if name == "markakol" { "\n[a](hero.svg) [b](<my photo.svg>)\n" } else { "" };
        project.page(&format!("lakes/{name}"), name, &format!("## Depth\n{files}")).file(
            &format!("content/lakes/{name}/facts.toml"),
            &format!("kind = \"lake\"\nat = {{ lat = {lat}, lon = {lon} }}\n"),
        )
    };
    let project = probe::site("")
        .template("page.html", "{{ page.content | safe }}")
        .template("components/box.html", COMPONENTS)
        .file("themes/probe/theme.toml", KINDS)
        .section("lakes", "Lakes")
        .file("content/lakes/markakol/my photo.svg", &probe::svg(30, 20))
        .file("content/lakes/markakol/hero.svg", &probe::svg(30, 20));
    let places =
        [("markakol", 48.75, 85.75), ("rakhman", 49.5, 86.5), ("kanas", 48.8, 87.0), ("yazevoe", 49.6, 86.3)];
    places.into_iter().fold(project, |project, (name, lat, lon)| place(project, name, lat, lon))
}

const COMPONENTS: &str = "{% component box(title: String = \"\", columns: Integer = 1, wide: Bool = false) %}<div>{{ title }}{{ columns }}{{ wide }}{{ body | safe }}</div>{% endcomponent box %}";

const KINDS: &str = r#"
[kinds.lake]
[kinds.lake.fields.at]
type = "coordinates"
[kinds.lake.fields.altitude]
type = "number"
[kinds.lake.fields.season]
type = "months"
[kinds.lake.fields.surface]
type = "one-of"
options = ["gravel", "asphalt"]
[kinds.lake.fields.near]
type = "reference"
[kinds.lake.fields.photo]
type = "image"
[kinds.lake.fields.opened]
type = "date"
[kinds.lake.fields.ferry]
type = "boolean"
"#;

/// Applies the replacements of a fix to the site's file, as the program that reads the JSON would.
fn apply(site: &Project, fix: &Value) {
    let file = fix["file"].as_str().expect("a file");
    let text = std::fs::read_to_string(site.path(file)).expect("the file of a fix is there");
    let offset = |line: &Value, column: &Value| {
        let (line, column) = (line.as_u64().expect("a line"), column.as_u64().expect("a column"));
        let start: usize = text.split_inclusive('\n').take(line as usize - 1).map(str::len).sum();
        let within = text[start..].char_indices().nth(column as usize - 1);
        within.map_or(text.len(), |(at, _)| start + at)
    };
    let mut mended = text.clone();
    let replacements = fix["replacements"].as_array().expect("a list");
    for one in replacements.iter().rev() {
        let range = offset(&one["line"], &one["column"])..offset(&one["end_line"], &one["end_column"]);
        mended.replace_range(range, one["text"].as_str().expect("a text"));
    }
    site.write(file, mended);
}

/// Asserts that `text` in `file` has one mistake, that its fix makes `mended` of it, and that nothing is wrong then.
#[track_caller]
fn assert_fixed(code: &str, file: &str, text: &str, mended: &str) {
    let site = site().file(file, text);
    let diagnostics = site.diagnostics();
    assert_eq!(diagnostics.len(), 1, "{code}: {text}: {diagnostics:#?}");
    assert_eq!(diagnostics[0]["code"], code, "{text}: {diagnostics:#?}");
    assert_ne!(diagnostics[0]["fix"], Value::Null, "no fix: {code}: {text}");
    apply(&site, &diagnostics[0]["fix"]);
    assert_eq!(std::fs::read_to_string(site.path(file)).expect("it is there"), mended, "{code}");
    assert_eq!(site.findings(), Vec::<String>::new(), "{code}: {mended}");
}

/// Asserts that what is wrong with `text` in `file` has no fix.
#[track_caller]
fn assert_not_fixed(code: &str, file: &str, text: &str) {
    let diagnostics = site().file(file, text).diagnostics();
    let one = diagnostics.iter().find(|one| one["code"] == code);
    let one = one.unwrap_or_else(|| panic!("no {code}: {text}: {diagnostics:#?}"));
    assert_eq!(one["fix"], Value::Null, "{code}: {text}");
}

const TEXT: &str = "content/lakes/markakol/index.ru.md";
const FACTS: &str = "content/lakes/markakol/facts.toml";

/// A document with a text.
fn document(text: &str) -> String {
    format!("+++\ntitle = \"Маркаколь\"\n+++\n{text}\n")
}

#[test]
fn what_is_certain_in_a_text_is_mended() {
    for (code, text, mended) in [
        ("markup-misread", "Вход: ** Важно ** здесь", "Вход: **Важно** здесь"),
        ("markup-misread", "**Внимание! **Сезон открыт", "**Внимание!** Сезон открыт"),
        ("markup-misread", "Это * курсив *.", "Это *курсив*."),
        ("markup-misread", "**注意 **，", "**注意**，"),
        ("markup-misread", "#Заголовок", "# Заголовок"),
        ("markup-misread", "##как добраться\nтекст", "## как добраться\nтекст"),
        ("markup-misread", "• пункт\n• другой\n•\tтретий", "- пункт\n- другой\n- третий"),
        ("markup-misread", "Берём:\n• воду\n• хлеб", "Берём:\n- воду\n- хлеб"),
        ("markup-misread", "> • воду\n> • хлеб", "> - воду\n> - хлеб"),
        ("markup-misread", "1.Пункт\n2.Другой", "1. Пункт\n2. Другой"),
        ("markup-misread", "План:\n1.Пункт\n2.Другой", "План:\n1. Пункт\n2. Другой"),
        ("office-markup", "Озеро<o:p></o:p> и <w:x/>горы", "Озеро и горы"),
        (
            "office-markup",
            "<p class=\"MsoNormal lead\" style=\"mso-margin-top-alt:auto\">Озеро</p>\n<p class=MsoNormal style='color: red; mso-x: y'>Горы</p>",
            "<p class=\"lead\">Озеро</p>\n<p style='color: red'>Горы</p>",
        ),
        (
            "invisible-characters",
            "Вели\u{AD}чина\u{200B}, `a\u{AD}b` и [го\u{200B}ры](/lakes/kanas/)",
            "Величина, `a\u{AD}b` и [горы](/lakes/kanas/)",
        ),
        ("prose-as-code", "    Озеро лежит в горах.\n    Вода чистая.", "Озеро лежит в горах.\nВода чистая."),
        ("prose-as-code", "       Озеро в горах\nВода чистая.", "Озеро в горах\n\nВода чистая."),
        // As LibreOffice copies a list: with four spaces before each item, and the next paragraph right below.
        (
            "markup-misread",
            "Берём:\n    • воду\n        ◦ талую\n    • хлеб\n    1. Едем\nДорога длинная.",
            "Берём:\n- воду\n    - талую\n- хлеб\n1. Едем\n\nДорога длинная.",
        ),
        ("markup-misread", "> Берём:\n>     • воду\n> Пора.", "> Берём:\n> - воду\n>\n> Пора."),
        ("markup-misread", "Берём:\n    - воду\n    - хлеб", "Берём:\n- воду\n- хлеб"),
        ("markup-misread", "План:\n\t1. Озеро\n\t2. Горы", "План:\n1. Озеро\n2. Горы"),
        (
            "table-misread",
            "Цены:\nМесяц\nЦена\nМай\n5000\nИюнь\n6000\nБез завтрака.",
            "Цены:\n\n| Месяц | Цена |\n|---|---|\n| Май | 5000 |\n| Июнь | 6000 |\n\nБез завтрака.",
        ),
        (
            "paragraphs-joined",
            "Озеро лежит в горах Южного Алтая. Снег здесь держится больше полугода, и дорога открыта не всегда. Узнайте о ней заранее.\nЧто посмотреть\nРека Кальджир.",
            "Озеро лежит в горах Южного Алтая. Снег здесь держится больше полугода, и дорога открыта не всегда. Узнайте о ней заранее.\n\nЧто посмотреть\nРека Кальджир.",
        ),
        (
            "table-misread",
            "Месяц\tЦена\nМай\t5000\nИюнь\t6000",
            "| Месяц | Цена |\n|---|---|\n| Май | 5000 |\n| Июнь | 6000 |",
        ),
        ("table-misread", "| Месяц | Цена |\n| Май | 5000 |", "| Месяц | Цена |\n|---|---|\n| Май | 5000 |"),
        (
            "table-misread",
            "> | Месяц | Цена |\n> | Май | 5000 |",
            "> | Месяц | Цена |\n> |---|---|\n> | Май | 5000 |",
        ),
        ("table-misread", "| a | b |\n|---|---|---|\n| 1 | 2 |", "| a | b |\n|---|---|\n| 1 | 2 |"),
        ("foreign-markup", "![x](hero.svg){width=50%} и", "![x](hero.svg) и"),
        ("foreign-markup", "Текст\n{: .lead}", "Текст"),
        ("foreign-markup", "[[toc]]\n\nТекст", "\nТекст"),
        ("foreign-markup", "import A from 'a';\nimport B from 'b';\n\nТекст", "\nТекст"),
        ("link-misread", "![вид](my photo.svg)", "![вид](<my photo.svg>)"),
        ("link-misread", "[озеро] (/lakes/kanas/)", "[озеро](/lakes/kanas/)"),
        ("link-misread", "[湖]（/lakes/kanas/）", "[湖](/lakes/kanas/)"),
        ("link-misread", "[тел](tel: +7 701 123-45-67)", "[тел](tel:+7701123-45-67)"),
        ("link-misread", "![вид](hero.svg «Озеро»)", "![вид](hero.svg \"Озеро\")"),
        ("link-not-found", "[почта](a@b.kz)", "[почта](mailto:a@b.kz)"),
        ("link-not-found", "[сайт](www.a.kz/x)", "[сайт](https://www.a.kz/x)"),
        ("link-not-found", "[озеро](/lakes/kanass/#depth)", "[озеро](/lakes/kanas/#depth)"),
        ("link-not-found", "[озеро](/ru/lakes/kanas/)", "[озеро](/lakes/kanas/)"),
        ("link-not-found", "<a href=\"/lakes/kanass/\">озеро</a>", "<a href=\"/lakes/kanas/\">озеро</a>"),
        ("anchor-not-found", "[озеро](/lakes/kanas/#depht)", "[озеро](/lakes/kanas/#depth)"),
        ("link-scheme", "[сайт](htps://altai.test/)", "[сайт](https://altai.test/)"),
        ("image-not-found", "![вид](heroo.svg)", "![вид](hero.svg)"),
        ("alert-syntax", "> [!NTOE]\n> Текст", "> [!NOTE]\n> Текст"),
        ("alert-syntax", "> [!NOTE] Текст\n> ещё", "> [!NOTE]\n> Текст\n> ещё"),
        ("component-unknown", ":::boxx\nТекст\n:::", ":::box\nТекст\n:::"),
        ("component-unknown-argument", ":::box colums=3\nТекст\n:::", ":::box columns=3\nТекст\n:::"),
        ("component-argument-type", ":::box columns=\"3\"\nТекст\n:::", ":::box columns=3\nТекст\n:::"),
        ("component-argument-type", ":::box title=2026\nТекст\n:::", ":::box title=\"2026\"\nТекст\n:::"),
        ("component-argument-type", ":::box wide=\"true\"\nТекст\n:::", ":::box wide=true\nТекст\n:::"),
        ("component-syntax", ":::box Озеро летом\nТекст\n:::", ":::box title=\"Озеро летом\"\nТекст\n:::"),
    ] {
        assert_fixed(code, TEXT, &document(text), &document(mended));
    }
}

#[test]
fn what_is_certain_in_front_matter_and_facts_is_mended() {
    let facts = |line: &str| format!("kind = \"lake\"\nat = {{ lat = 48.75, lon = 85.75 }}\n{line}\n");
    for (code, line, mended) in [
        ("toml-syntax", "altitude = 1 450", "altitude = 1450"),
        ("toml-syntax", "altitude = 1450,5", "altitude = 1450.5"),
        ("toml-syntax", "surface = “gravel”", "surface = \"gravel\""),
        ("toml-syntax", "surface = «gravel»", "surface = \"gravel\""),
        ("toml-syntax", "surface = gravel", "surface = \"gravel\""),
        ("toml-syntax", "surface = \"gravel", "surface = \"gravel\""),
        ("toml-syntax", "surface = \"gravel”", "surface = \"gravel\""),
        ("toml-syntax", "surface: gravel", "surface = \"gravel\""),
        ("unknown-key", "altitud = 1450", "altitude = 1450"),
        ("unknown-key", "seasno = [6]", "season = [6]"),
        ("wrong-type", "altitude = \"1 450\"", "altitude = 1450"),
        ("wrong-type", "ferry = \"true\"", "ferry = true"),
        ("wrong-type", "season = 6", "season = [6]"),
        ("wrong-type", "tags = \"eco\"", "tags = [\"eco\"]"),
        ("not-an-option", "surface = \"gravle\"", "surface = \"gravel\""),
        ("invalid-date", "opened = 20.05.2026", "opened = 2026-05-20"),
        ("invalid-date", "opened = \"2026年5月20日\"", "opened = 2026-05-20"),
        ("reference-not-found", "near = \"/lakes/kanass/\"", "near = \"/lakes/kanas/\""),
        ("invalid-alias", "aliases = [\"old/lake/\"]", "aliases = [\"/old/lake/\"]"),
        ("alias-with-language", "aliases = [\"/ru/old/\"]", "aliases = [\"/old/\"]"),
        ("invalid-term", "tags = [\"Eco\"]", "tags = [\"eco\"]"),
    ] {
        let with_term = |project: Project| {
            ["kk", "ru", "zh", "en"].into_iter().fold(project, |project, tag| {
                project.file(&format!("locales/{tag}/site.ftl"), "tags-eco = Eco\n")
            })
        };
        let project = with_term(site()).file(FACTS, &facts(line));
        let diagnostics = project.diagnostics();
        assert_eq!(diagnostics.len(), 1, "{line}: {diagnostics:#?}");
        assert_eq!(diagnostics[0]["code"], code, "{line}: {diagnostics:#?}");
        assert_ne!(diagnostics[0]["fix"], Value::Null, "no fix: {line}");
        apply(&project, &diagnostics[0]["fix"]);
        assert_eq!(std::fs::read_to_string(project.path(FACTS)).expect("it is there"), facts(mended));
        assert_eq!(project.findings(), Vec::<String>::new(), "{mended}");
    }
    for (code, file, text, mended) in [
        ("unknown-kind", FACTS, "kind = \"lkae\"\n", "kind = \"lake\"\n"),
        (
            "coordinates-swapped",
            FACTS,
            "kind = \"lake\"\nat = { lat = 85.750, lon = 48.75 }\n",
            "kind = \"lake\"\nat = { lat = 48.75, lon = 85.750 }\n",
        ),
        (
            "out-of-range",
            FACTS,
            "kind = \"lake\"\n[at]\nlat = 95.750\nlon = 48.75\n",
            "kind = \"lake\"\n[at]\nlat = 48.75\nlon = 95.750\n",
        ),
        ("unknown-key", TEXT, "+++\ntitel = \"М\"\ntitle = \"Маркаколь\"\n+++\n", ""),
        (
            "unknown-key",
            TEXT,
            "+++\ntitle = \"М\"\ndescripton = \"О\"\n+++\n",
            "+++\ntitle = \"М\"\ndescription = \"О\"\n+++\n",
        ),
        (
            "yaml-syntax",
            TEXT,
            "---\ntitle: Озеро: Маркаколь\n---\n",
            "---\ntitle: \"Озеро: Маркаколь\"\n---\n",
        ),
        ("yaml-syntax", TEXT, "---\ntitle: \"Озеро\ndescription: х\n---\n", ""),
        (
            "yaml-syntax",
            TEXT,
            "---\ntitle: О\naliases:\n\t- /a/\n\t- /b/\n---\n",
            "---\ntitle: О\naliases:\n  - /a/\n  - /b/\n---\n",
        ),
        ("wrong-type", TEXT, "---\ntitle: 2026\n---\n", "---\ntitle: \"2026\"\n---\n"),
        (
            "invalid-slug",
            TEXT,
            "+++\ntitle = \"М\"\nslug = \"my lake\"\n+++\n",
            "+++\ntitle = \"М\"\nslug = \"my-lake\"\n+++\n",
        ),
        (
            "slug-unused",
            "content/_index.ru.md",
            "+++\ntitle = \"М\"\nslug = \"home\"\n+++\n",
            "+++\ntitle = \"М\"\n+++\n",
        ),
    ] {
        match mended {
            "" => assert_not_fixed(code, file, text),
            mended => assert_fixed(code, file, text, mended),
        }
    }
}

#[test]
fn what_is_certain_in_messages_and_templates_is_mended() {
    let messages = |site: Project, text: &str| {
        ["kk", "ru", "zh", "en"]
            .into_iter()
            .fold(site, |site, tag| site.file(&format!("locales/{tag}/site.ftl"), text))
    };
    let site = messages(site(), "welcome = Welcome\nhello = { welcome }\n");
    for (code, file, text, mended) in [
        (
            "message-reference",
            "locales/ru/site.ftl",
            "welcome = Добро\nhello = { welcom }\n",
            "welcome = Добро\nhello = { welcome }\n",
        ),
        (
            "message-function",
            "locales/ru/site.ftl",
            "welcome = { NUMBR(1) }\nhello = x\n",
            "welcome = { NUMBER(1) }\nhello = x\n",
        ),
        (
            "template-unknown-filter",
            "themes/probe/templates/page.html",
            "{{ page.content | saef }}",
            "{{ page.content | safe }}",
        ),
        (
            "template-unknown-function",
            "themes/probe/templates/page.html",
            "{{ url(path=\"/\") }}{{ imaage(path=\"x\") }}",
            "{{ url(path=\"/\") }}{{ image(path=\"x\") }}",
        ),
    ] {
        site.write(file, text);
        let diagnostics = site.diagnostics();
        let one = diagnostics.iter().find(|one| one["code"] == code);
        let one = one.unwrap_or_else(|| panic!("no {code}: {diagnostics:#?}"));
        assert_ne!(one["fix"], Value::Null, "no fix: {code}");
        apply(&site, &one["fix"]);
        assert_eq!(std::fs::read_to_string(site.path(file)).expect("it is there"), mended);
        assert!(!site.findings().iter().any(|finding| finding.ends_with(code)), "{mended}");
    }
}

/// What a process leaves that is killed while it writes a fix.
#[test]
fn a_file_that_was_not_written_to_its_end_is_none_of_the_sites() {
    let site = site();
    for folder in ["content/lakes/markakol", "locales/ru", "themes/probe/templates", "."] {
        site.write(&format!("{folder}/.writing-x7Qa2b.tmp"), "+++\ntitle =");
    }
    let site = site.built();
    assert!(!site.has_output("lakes/markakol/.writing-x7Qa2b.tmp"));
}

#[test]
fn what_is_certain_in_the_configuration_is_mended() {
    for (code, from, to) in [
        ("invalid-base-url", "\"altai.example\"", "\"https://altai.example\""),
        ("unknown-theme", "theme = \"prbe\"", "theme = \"probe\""),
        ("unknown-time-zone", "time_zone = \"Asia/Almati\"", "time_zone = \"Asia/Almaty\""),
        ("unknown-section", "[sections.lkaes]", "[sections.lakes]"),
        (
            "invalid-host",
            "allowed_hosts = [\"https://player.example.org/\"]",
            "allowed_hosts = [\"player.example.org\"]",
        ),
    ] {
        let config = match code {
            "invalid-base-url" => probe::CONFIG.replace("\"https://altai.example/\"", from),
            "unknown-theme" => probe::CONFIG.replace("theme = \"probe\"", from),
            "unknown-time-zone" | "invalid-host" => format!("{from}\n{}", probe::CONFIG),
            _ => format!("{}{from}\npaginate_by = 5\n", probe::CONFIG),
        };
        let site = site().file("sapar.toml", &config);
        let diagnostics = site.diagnostics();
        let one =
            diagnostics.iter().find(|one| one["code"] == code).unwrap_or_else(|| panic!("{diagnostics:#?}"));
        assert_ne!(one["fix"], Value::Null, "no fix: {from}");
        apply(&site, &one["fix"]);
        let mended = std::fs::read_to_string(site.path("sapar.toml")).expect("it is there");
        assert_eq!(mended, config.replace(from, to));
        assert_eq!(site.findings(), Vec::<String>::new(), "{mended}");
    }
}

#[test]
fn what_is_doubtful_is_left_to_its_author() {
    for (code, text) in [
        // Of two pages, either may be meant; and a number is no slip.
        ("link-not-found", "[озеро](/lakes/kana/x/)"),
        ("link-not-found", "[маршрут](/lakes/kanas-2/)"),
        // Nothing is there under that address either.
        ("link-misread", "![вид](no photo.svg)"),
        ("link-misread", "[a [b](/lakes/) c](/lakes/kanas/)"),
        ("link-without-text", "[](/lakes/)"),
        // The list would not begin there, or be two.
        ("markup-misread", "План:\n2.Пункт\n3.Другой"),
        ("markup-misread", "1.Пункт\n2)Другой"),
        ("table-misread", "| a | b |\n|---|---|\n| 1 | 2 | 3 |"),
        ("table-misread", "Месяц\tЦена\nМай\t5000\t6000"),
        ("foreign-markup", "{{< youtube abc >}}"),
        ("component-unclosed", ":::box\nТекст"),
        // So short a name may mean anything.
        ("component-unknown", ":::bxo\nТекст\n:::"),
        ("component-syntax", ":::box columns=\"3\nТекст\n:::"),
        ("unsafe-link", "[x](javascript:x)"),
    ] {
        assert_not_fixed(code, TEXT, &document(text));
    }
    for (code, line) in [
        ("toml-syntax", "altitude = 145,000"),
        ("toml-syntax", "altitude = 1450 м"),
        ("toml-syntax", "surface = gravel, asphalt"),
        ("toml-syntax", "surface = “gravel” # “или” asphalt"),
        ("toml-syntax", "surface = "),
        ("toml-syntax", "surface = \"gravel # asphalt"),
        ("invalid-date", "opened = \"05/06/2026\""),
        ("invalid-date", "opened = \"30.02.2026\""),
        ("wrong-type", "altitude = \"1450 м\""),
        ("wrong-type", "tags = \"eco, lake\""),
    ] {
        assert_not_fixed(code, FACTS, &format!("kind = \"lake\"\n{line}\n"));
    }
}

#[test]
fn thousands_of_fixes_are_told_as_far_as_their_mistakes_are() {
    let words: Vec<String> = (0..6_000).map(|number| format!("** слово{number} **")).collect();
    let site = site().file(TEXT, &document(&words.join(" и ")));
    let run = site.build(&["--format", "json"]);
    let answer = run.json();
    assert_eq!(answer["warnings"], 6_000, "{}", &run.stdout[..2_000.min(run.stdout.len())]);
    let fixes = answer["diagnostics"].as_array().expect("a list");
    assert_eq!(fixes.iter().filter(|one| one["fix"] != Value::Null).count(), 100);
    // The second build shows them from its cache.
    assert_eq!(site.build(&["--format", "json"]).json()["diagnostics"], answer["diagnostics"]);
}

/// A site with mistakes of which some can be fixed, whose languages need not say the same.
fn mistaken() -> Project {
    let windows = "\u{FEFF}+++\r\ntitle = “Рахман”\r\n+++\r\n> [!NOTE] Көл\r\n";
    apart(site())
        .file(TEXT, &document("#Заголовок ** важный **\n\n[озеро](/lakes/kanass/) ![](hero.svg)"))
        .file(FACTS, "kind = \"lake\"\nat = { lat = 48.75, lon = 85.75 }\nsurface = “gravle”\n")
        .file("content/lakes/rakhman/index.kk.md", windows)
}

/// The same site, to which it is no matter what is in one language and not in another one.
fn apart(site: Project) -> Project {
    let config = std::fs::read_to_string(site.path("sapar.toml")).expect("it is there");
    site.file("sapar.toml", &format!("{config}\n[check.severity]\ntranslation-reference = \"off\"\ntranslation-heading-level = \"off\"\n"))
}

#[test]
fn a_check_tells_everything_and_writes_nothing() {
    let site = mistaken();
    let before = std::fs::read_to_string(site.path(TEXT)).expect("it is there");
    let run = site.run(&["check", "--now", "2026-06-01"]).exits(1);
    for code in ["toml-syntax", "link-not-found", "markup-misread", "image-without-alt", "file-has-bom"] {
        assert!(run.stderr.contains(code), "{code}: {}", run.stderr);
    }
    assert_eq!(run.stdout, "3 errors, 5 warnings\n", "{}", run.stderr);
    assert_eq!(std::fs::read_to_string(site.path(TEXT)).expect("it is there"), before);
    for path in ["public", ".public.sapar", ".sapar"] {
        assert!(!site.path(path).exists(), "{path}");
    }
    let answer = site.run(&["check", "--format", "json", "--now", "2026-06-01"]).exits(1).json();
    assert_eq!((&answer["errors"], &answer["warnings"]), (&3.into(), &5.into()));
    assert_eq!(answer["summary"], serde_json::json!({ "fixed": {}, "not_fixed": {} }));
}

#[test]
fn a_check_fixes_what_is_certain_until_nothing_more_is() {
    let site = mistaken();
    let run = site.run(&["check", "--fix", "--now", "2026-06-01"]).exits(0);
    assert_eq!(
        run.stdout,
        "content/lakes/markakol/facts.toml\n     \
         3 - surface = “gravle”\n     \
         3 + surface = \"gravle\"\n\
         content/lakes/markakol/index.ru.md\n     \
         4 - #Заголовок ** важный **\n     \
         4 + # Заголовок **важный**\n     \
         6 - [озеро](/lakes/kanass/) ![](hero.svg)\n     \
         6 + [озеро](/lakes/kanas/) ![](hero.svg)\n\
         content/lakes/rakhman/index.kk.md\n     \
         1 - U+FEFF +++\n     \
         1 + +++\n     \
         2 - title = “Рахман”\n     \
         2 + title = \"Рахман\"\n     \
         4 - > [!NOTE] Көл\n     \
         4 + > [!NOTE]\n     \
         4 + > Көл\n\
         content/lakes/markakol/facts.toml\n     \
         3 - surface = \"gravle\"\n     \
         3 + surface = \"gravel\"\n\
         Fixed in 2 places: content/lakes/markakol/facts.toml\n\
         Fixed in 3 places: content/lakes/markakol/index.ru.md\n\
         Fixed in 3 places: content/lakes/rakhman/index.kk.md\n\
         one warning\n"
    );
    assert!(run.stderr.contains("image-without-alt") && !run.stderr.contains("markup-misread"), "{run:?}");
    let text = std::fs::read_to_string(site.path(TEXT)).expect("it is there");
    assert_eq!(text, document("# Заголовок **важный**\n\n[озеро](/lakes/kanas/) ![](hero.svg)"));
    // What the quotation marks hid was fixed in another round.
    let facts = std::fs::read_to_string(site.path(FACTS)).expect("it is there");
    assert!(facts.ends_with("surface = \"gravel\"\n"), "{facts}");
    let other = std::fs::read_to_string(site.path("content/lakes/rakhman/index.kk.md")).expect("it is there");
    assert_eq!(other, "+++\r\ntitle = \"Рахман\"\r\n+++\r\n> [!NOTE]\r\n> Көл\r\n");
    let again = site.run(&["check", "--fix", "--strict", "--now", "2026-06-01"]).exits(1);
    assert_eq!(again.stdout, "one warning\n");
    let clean = self::site();
    assert_eq!(clean.run(&["check", "--now", "2026-06-01"]).succeeds().stdout, "No mistakes found.\n");
}

#[cfg(unix)]
#[test]
fn a_check_tells_what_it_could_not_write() {
    use std::os::unix::fs::PermissionsExt;
    let site = apart(site().file(TEXT, &document("#Заголовок")));
    std::fs::set_permissions(site.path(TEXT), std::fs::Permissions::from_mode(0o444)).expect("it is ours");
    let run = site.run(&["check", "--fix", "--now", "2026-06-01"]).exits(2);
    assert!(run.stderr.contains("was not fixed: it is write-protected"), "{run:?}");
    assert!(run.stdout.ends_with("\none warning\n"), "{run:?}");
}
