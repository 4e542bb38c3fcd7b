//! Files for translators: what is exported, and what an import writes into the sources and leaves alone.

use std::collections::BTreeMap;
use std::path::Path;

use crate::project::{Project, Run};

const FORMATS: [&str; 5] = ["po", "xliff", "xliff2", "csv", "md"];

/// A site with a page in Russian and Chinese, whose source is Russian, and with messages.
fn site() -> Project {
    let site = Project::new()
        .page("lakes", "Lakes", "All of them.\n")
        .document(
            "lakes/lake/index.ru.md",
            "Озеро",
            "Озеро **в горах** и [дорога](/lakes/).\n\n<!-- проверить -->\n\n## Дорога {#way}\n\nАвтобус идёт 4 часа.\n\n- палатка\n- вода\n",
        )
        .document(
            "lakes/lake/index.zh.md",
            "湖",
            "**山中**的湖和[路](/lakes/)。\n\n<!-- 待核对 -->\n\n## 路线 {#way}\n\n乘汽车4小时。\n\n- 帐篷\n- 水\n",
        )
        .file("locales/ru/site.ftl", "# Имя\nsite-name = Озёра\n    .short = Вода\n\n# Ночи\nnights = { $count ->\n    [one] { $count } ночь\n    [few] { $count } ночи\n   *[many] { $count } ночей\n }\nbye = До свидания, { $name }!\n")
        .file("locales/zh/site.ftl", "# 名称\nsite-name = 湖泊\n    .short = 水\n\n# 夜\nnights = { $count }晚\n");
    run(&site, &["accept", "--all"]).succeeds();
    site
}

/// Runs `sapar translate` in English.
fn run(site: &Project, arguments: &[&str]) -> Run {
    site.run(&[&["--lang", "en", "translate"], arguments].concat())
}

/// Exports into a file beside the site's sources, and returns its text.
fn export(site: &Project, arguments: &[&str]) -> String {
    run(site, &[&["export", "--lang", "zh"], arguments].concat()).exits(0).stdout
}

fn read(site: &Project, file: &str) -> String {
    std::fs::read_to_string(site.path(file)).expect("it is there")
}

fn edit(site: &Project, file: &str, old: &str, new: &str) {
    let text = read(site, file);
    assert!(text.contains(old), "{old} in {text}");
    site.write(file, text.replace(old, new));
}

/// Imports a text as a file, which is no file of the site.
fn import(site: &Project, text: &str, arguments: &[&str]) -> Run {
    site.write("back.po", text);
    let run = run(site, &[&["import", "back.po"], arguments].concat());
    site.remove("back.po");
    run
}

/// All sources of a site with their bytes.
fn sources(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = walkdir::WalkDir::new(root).into_iter().filter_map(Result::ok);
    let sources = files.filter(|entry| entry.file_type().is_file()).filter_map(|entry| {
        let name = entry.path().strip_prefix(root).ok()?.to_string_lossy().into_owned();
        (name.starts_with("content") || name.starts_with("locales"))
            .then(|| (name, std::fs::read(entry.path()).expect("it can be read")))
    });
    sources.collect()
}

/// The site of this repository.
fn own_site() -> Project {
    let site = Project::bare();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (name, bytes) in sources(root) {
        site.write(&name, bytes);
    }
    site.write("sapar.toml", std::fs::read(root.join("sapar.toml")).expect("it is there"));
    site
}

#[test]
fn a_site_that_goes_out_and_comes_back_is_the_same_byte_for_byte() {
    let site = own_site();
    for is_recorded in [false, true] {
        if is_recorded {
            run(&site, &["accept", "--all"]).succeeds();
        }
        let before = sources(site.root());
        for language in ["kk", "zh", "en"] {
            for format in FORMATS {
                let arguments =
                    ["export", "--lang", language, "--format", format, "--all", "--out", "out.txt"];
                run(&site, &arguments).succeeds();
                let answer = run(&site, &["import", "out.txt"]).succeeds();
                assert!(answer.stdout.contains("Nothing new"), "{language} {format}: {}", answer.stdout);
                assert_eq!(answer.stderr, "", "{language} {format}");
            }
        }
        let after = sources(site.root());
        assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
        let changed: Vec<&String> = before.keys().filter(|name| before[*name] != after[*name]).collect();
        assert!(changed.is_empty(), "{changed:?}");
    }
}

#[test]
fn only_what_is_to_do_is_exported_with_its_context_and_what_its_source_was() {
    let site = site();
    edit(&site, "content/lakes/lake/index.ru.md", "4 часа", "5 часов");
    edit(&site, "content/lakes/lake/index.ru.md", "- вода\n", "- вода\n- *еда*\n");
    let text = export(&site, &["content/lakes/lake"]);
    for part in [
        "#. Озеро (page), /lakes/lake/\n",
        "#. Дорога › paragraph\n",
        "#. http://127.0.0.1:1111/_sapar/page/zh/lakes/lake/\n",
        "#: content/lakes/lake/index.ru.md:10\n",
        "#, fuzzy\n#| msgid \"Автобус идёт 4 часа.\"\n",
        "msgid \"Автобус идёт 5 часов.\"\nmsgstr \"乘汽车4小时。\"\n",
        "msgid \"{1}еда{/1}\"\nmsgstr \"\"\n",
    ] {
        assert!(text.contains(part), "{part}\nin\n{text}");
    }
    assert!(!text.contains("палатка") && !text.contains("Вода"), "{text}");
    // Messages have the forms of the language that is translated into.
    let messages = export(&site, &["locales"]);
    assert!(messages.contains("msgid \"До свидания, {1}!\"\nmsgstr \"\"\n"), "{messages}");
    let all = run(&site, &["export", "--lang", "kk", "locales"]).exits(0).stdout;
    for key in ["nights[one]", "nights[other]", "site-name.short"] {
        assert!(all.contains(&format!("msgctxt \"locales#{key}\"")), "{key} in {all}");
    }
    assert!(!all.contains("nights[few]"), "{all}");
}

#[test]
fn translations_are_written_where_they_belong_and_accepted() {
    let site = site();
    edit(&site, "content/lakes/lake/index.ru.md", "4 часа", "5 часов");
    edit(
        &site,
        "content/lakes/lake/index.ru.md",
        "- вода\n",
        "- вода\n- *еда* и [чай](/lakes/)\n\nВ конце 1*2.\n",
    );
    edit(
        &site,
        "content/lakes/lake/index.ru.md",
        "title = \"Озеро\"",
        "title = \"Озеро\"\ndescription = \"Вода \\\"и\\\" лёд\"",
    );
    let file = export(&site, &[])
        .replace("#, fuzzy\n#| msgid \"Автобус идёт 4 часа.\"\n", "")
        .replace("msgstr \"乘汽车4小时。\"", "msgstr \"乘汽车5小时。\"")
        .replace(
            "msgid \"{1}еда{/1} и {2}чай{/2}\"\nmsgstr \"\"",
            "msgid \"{1}еда{/1} и {2}чай{/2}\"\nmsgstr \"{2}茶{/2}和{1}食物{/1}\"",
        )
        .replace(
            "msgid \"В конце 1*2.\"\nmsgstr \"\"",
            "msgid \"В конце 1*2.\"\nmsgstr \"最后 *1*2 [x](y)。\"",
        )
        .replace(
            "msgid \"Вода \\\"и\\\" лёд\"\nmsgstr \"\"",
            "msgid \"Вода \\\"и\\\" лёд\"\nmsgstr \"水\\\"和\\\"冰\"",
        )
        .replace(
            "msgid \"До свидания, {1}!\"\nmsgstr \"\"",
            "msgid \"До свидания, {1}!\"\nmsgstr \"再见，{1}！\"",
        );
    let answer = import(&site, &file, &[]).succeeds();
    assert_eq!(answer.stderr, "");
    let page = read(&site, "content/lakes/lake/index.zh.md");
    let expected = "**山中**的湖和[路](/lakes/)。\n\n<!-- 待核对 -->\n\n## 路线 {#way}\n\n乘汽车5小时。\n\n\
                    - 帐篷\n- 水\n- [茶](/lakes/)和*食物*\n\n最后 \\*1\\*2 \\[x\\](y)。\n";
    assert!(page.ends_with(expected), "{page}");
    assert!(page.contains("description = \"水\\\"和\\\"冰\"\n"), "{page}");
    let messages = read(&site, "locales/zh/site.ftl");
    assert_eq!(
        messages,
        "# 名称\nsite-name = 湖泊\n    .short = 水\n\n# 夜\nnights = { $count }晚\nbye = 再见，{ $name }！\n"
    );
    // All of it is recorded: there is nothing to do any more.
    assert!(!export(&site, &["content/lakes/lake", "locales"]).contains("msgctxt"));
    site.build(&[]).exits(0);
}

#[test]
fn a_page_that_is_not_written_yet_is_made_after_its_source() {
    let site = site();
    let file = run(&site, &["export", "--lang", "kk", "content/lakes/lake"]).exits(0).stdout;
    let translated = |file: &str, texts: &[(&str, &str)]| {
        texts.iter().fold(file.to_owned(), |file, (source, target)| {
            let empty = format!("msgid \"{source}\"\nmsgstr \"\"");
            assert!(file.contains(&empty), "{source} in {file}");
            file.replace(&empty, &format!("msgid \"{source}\"\nmsgstr \"{target}\""))
        })
    };
    let some = [
        ("Озеро", "Көл"),
        ("Озеро {1}в горах{/1} и {2}дорога{/2}.", "{1}Таудағы{/1} көл мен {2}жол{/2}."),
        ("Дорога", "Жол"),
        ("палатка", "шатыр"),
    ];
    let answer = import(&site, &translated(&file, &some), &[]).exits(0);
    assert!(answer.stdout.contains("is a draft"), "{}", answer.stdout);
    assert!(answer.stderr.contains("other parts of the same list"), "{}", answer.stderr);
    let page = read(&site, "content/lakes/lake/index.kk.md");
    assert!(page.contains("title = \"Көл\"\ndraft = true\n"), "{page}");
    assert!(
        page.contains("**Таудағы** көл мен [жол](/lakes/).\n\n<!-- проверить -->\n\n## Жол {#way}\n"),
        "{page}"
    );
    assert!(!page.contains("Автобус") && !page.contains("шатыр"), "{page}");
    site.remove("content/lakes/lake/index.kk.md");
    let rest = [("Автобус идёт 4 часа.", "Автобус 4 сағат жүреді."), ("вода", "су")];
    import(&site, &translated(&translated(&file, &some), &rest), &[]).succeeds();
    let page = read(&site, "content/lakes/lake/index.kk.md");
    assert!(page.contains("Автобус 4 сағат жүреді.\n\n- шатыр\n- су\n") && !page.contains("draft"), "{page}");
}

#[test]
fn a_block_that_lost_a_placeholder_or_is_older_than_the_site_is_left() {
    let site = site();
    let file = export(&site, &["--all", "content/lakes/lake"]);
    let before = read(&site, "content/lakes/lake/index.zh.md");
    let lost = file.replace("msgstr \"{1}山中{/1}的湖和{2}路{/2}。\"", "msgstr \"{1}山{/1}中的湖和路。\"");
    assert_ne!(file, lost);
    let run = import(&site, &lost, &[]).exits(1);
    assert!(run.stderr.contains("has lost {2}, which stands for `[…](/lakes/)`"), "{}", run.stderr);
    assert!(run.stderr.contains("back.po:"), "{}", run.stderr);
    assert_eq!(read(&site, "content/lakes/lake/index.zh.md"), before);
    // Somebody has edited the page meanwhile.
    edit(&site, "content/lakes/lake/index.zh.md", "- 帐篷", "- 大帐篷");
    let other = file.replace("msgstr \"帐篷\"", "msgstr \"小帐篷\"");
    let run = import(&site, &other, &[]).exits(0);
    assert!(run.stderr.contains("newer translation") && run.stderr.contains("小帐篷"), "{}", run.stderr);
    assert!(read(&site, "content/lakes/lake/index.zh.md").contains("- 大帐篷\n"));
    // A file that says nothing new says nothing about what is newer.
    assert_eq!(import(&site, &file, &[]).succeeds().stderr, "");
}

#[test]
fn what_a_machine_made_and_what_is_not_finished_is_marked() {
    let site = site();
    edit(&site, "content/lakes/lake/index.ru.md", "- вода\n", "- вода\n- еда\n- чай\n");
    let file = export(&site, &["content/lakes/lake"]);
    let fill = |file: &str, source: &str, target: &str| {
        file.replace(
            &format!("msgid \"{source}\"\nmsgstr \"\""),
            &format!("msgid \"{source}\"\nmsgstr \"{target}\""),
        )
    };
    let machine = fill(&fill(&file, "еда", "食物"), "чай", "茶");
    import(&site, &machine, &["--machine"]).succeeds();
    let status = |site: &Project| {
        let run = site.run(&["--lang", "en", "status", "--lang", "zh", "--format", "json"]).json();
        let texts = run["summary"]["texts"].as_array().expect("a list").clone();
        let of_lake = texts.into_iter().find(|text| text["page"] == "/lakes/lake/").expect("it is there");
        (of_lake["state"].clone(), of_lake["in_work"].clone())
    };
    assert_eq!(status(&site), ("machine".into(), false.into()));
    // It comes back to be read: one text is right, and the other one is still in work.
    let unread = export(&site, &["content/lakes/lake"]);
    assert_eq!(unread.matches("#. machine translation\n").count(), 2, "{unread}");
    let read_once = unread.replacen("#, fuzzy\n", "", 1).replace("msgstr \"茶\"", "msgstr \"热茶\"");
    let run = import(&site, &read_once, &[]).succeeds();
    assert!(run.stdout.contains("One translation is marked as not finished"), "{}", run.stdout);
    assert!(read(&site, "content/lakes/lake/index.zh.md").contains("- 茶\n"));
    assert_eq!(status(&site), ("machine".into(), true.into()));
    import(&site, &unread.replace("#, fuzzy\n", ""), &[]).succeeds();
    assert_eq!(status(&site), ("complete".into(), false.into()));
}

#[test]
fn programs_that_lose_the_ids_are_understood_by_what_the_sources_say() {
    let site = site();
    let file = export(&site, &["--all"]);
    // As `po2xliff` and `xliff2po` do.
    let lines = file.lines().filter(|line| !line.starts_with("msgctxt") && !line.starts_with("#."));
    let without: String = lines.map(|line| format!("{line}\n")).collect();
    let answer = import(&site, &without, &[]).succeeds();
    assert!(answer.stdout.contains("Nothing new"), "{}", answer.stdout);
    edit(&site, "content/lakes/lake/index.ru.md", "- вода\n", "- вода\n- еда\n");
    let filled = format!("{without}\nmsgid \"еда\"\nmsgstr \"食物\"\n");
    import(&site, &filled, &[]).succeeds();
    assert!(read(&site, "content/lakes/lake/index.zh.md").ends_with("- 水\n- 食物\n"));
}

/// Replaces what stands for the translation of a source in a PO file.
fn translated(file: &str, source: &str, target: &str) -> String {
    let (before, rest) = file.split_once(&format!("msgid \"{source}\"\nmsgstr \"")).expect("it is exported");
    let (_, behind) = rest.split_once("\"\n").expect("it ends");
    format!("{before}msgid \"{source}\"\nmsgstr \"{target}\"\n{behind}")
}

#[test]
fn programs_that_leave_placeholders_out_change_nothing_by_that() {
    let site = site();
    let file = export(&site, &["--all"]);
    let without: String = file
        .lines()
        .filter(|line| !line.starts_with("msgctxt") && !line.starts_with('#'))
        .map(|line| {
            format!("{}\n", line.replace(['1', '2', '3'], "1").replace("{1}", "").replace("{/1}", ""))
        })
        .collect();
    assert!(!without.contains("{1}"), "{without}");
    let answer = import(&site, &without, &["--lang", "zh"]).succeeds();
    assert!(answer.stdout.contains("Nothing new"), "{}", answer.stdout);
    // What lost a link is told, and not written.
    let before = read(&site, "content/lakes/lake/index.zh.md");
    edit(&site, "content/lakes/lake/index.ru.md", "- вода\n", "- вода\n- [лодка](/lakes/)\n");
    let filled = format!("{without}\nmsgid \"лодка\"\nmsgstr \"船\"\n");
    let run = import(&site, &filled, &["--lang", "zh"]).exits(1);
    assert!(run.stderr.contains("has lost {1}, which stands for `[…](/lakes/)`"), "{}", run.stderr);
    assert_eq!(read(&site, "content/lakes/lake/index.zh.md"), before);
}

#[test]
fn texts_without_ids_that_say_the_same_are_told_apart_by_their_files_and_their_order() {
    let table = |cells: [&str; 4]| {
        format!("| {} | {} |\n|---|---|\n| {} | {} |\n", cells[0], cells[1], cells[2], cells[3])
    };
    let site = Project::new()
        .document("a/index.ru.md", "Озеро", &format!("Открыто.\n\n{}", table(["Зима", "да", "Лето", "да"])))
        .document("a/index.zh.md", "湖", "开放。\n")
        .document("b/index.ru.md", "Озеро", "Открыто.\n")
        .document("b/index.zh.md", "湖", "开放。\n");
    run(&site, &["accept", "--all"]).succeeds();
    let file = export(&site, &["--all"]);
    let keep = |file: &str, sign: &str| -> String {
        file.lines()
            .filter(|line| !line.starts_with("msgctxt") && !line.starts_with(sign))
            .map(|line| format!("{line}\n"))
            .collect()
    };
    // The two cells of the table say the same; both come back, in their order.
    let fill = |file: &str| {
        let file = translated(&translated(file, "Зима", "冬"), "Лето", "夏");
        file.replacen("msgid \"да\"\nmsgstr \"\"", "msgid \"да\"\nmsgstr \"可以\"", 1).replacen(
            "msgid \"да\"\nmsgstr \"\"",
            "msgid \"да\"\nmsgstr \"是\"",
            1,
        )
    };
    import(&site, &keep(&fill(&file), "#"), &["--lang", "zh"]).succeeds();
    assert!(
        read(&site, "content/a/index.zh.md")
            .ends_with(&format!("开放。\n\n{}", table(["冬", "可以", "夏", "是"]))),
        "{}",
        read(&site, "content/a/index.zh.md")
    );
    // The same text of two pages: the one whose file is named.
    edit(&site, "content/a/index.ru.md", "Открыто.", "Закрыто.");
    edit(&site, "content/b/index.ru.md", "Открыто.", "Закрыто.");
    let file = export(&site, &[]);
    let own = file.find("#: content/b/index.ru.md").expect("it is exported");
    let of_b = format!("msgid \"\"\nmsgstr \"\"\n\"Language: zh\\n\"\n\n{}", &file[own..]);
    let done = translated(&of_b.replace("#, fuzzy\n", ""), "Закрыто.", "关闭。");
    import(&site, &keep(&done, "#."), &[]).exits(0);
    assert!(read(&site, "content/a/index.zh.md").contains("开放。"));
}

#[test]
fn a_message_shows_the_translation_in_the_file() {
    let site = site();
    let file = export(&site, &["--all"]);
    let lost = file.replace("**山中**", "山中").replace("{1}山中{/1}的湖", "山中的湖");
    let run = import(&site, &lost, &[]).exits(1);
    assert!(run.stderr.contains("| msgstr \"山中的湖"), "{}", run.stderr);
    for (format, sign) in [("xliff", "| <target"), ("xliff2", "<target>山中"), ("md", "```target")] {
        let file = export(&site, &["--all", "--format", format]);
        let mut lost = file.replace("{1}山中{/1}", "山中");
        for element in ["g", "pc"] {
            lost = lost.replace(&format!("<{element} id=\"1\">山中</{element}>"), "山中");
        }
        assert_ne!(file, lost);
        let run = import(&site, &lost, &[]).exits(1);
        assert!(run.stderr.contains(sign), "{format}: {}", run.stderr);
    }
}

#[test]
fn front_matter_keeps_its_comments_and_its_lists() {
    for (old, expected) in [
        (
            "+++\ntitle = \"湖\"\nalt = { \"a.svg\" = \"甲\" } # 图\n+++\n",
            "alt = { \"a.svg\" = \"甲\", \"b.svg\" = \"乙\" } # 图\n",
        ),
        (
            "+++\ntitle = \"湖\"\nalt.\"a.svg\" = \"甲\" # 图\n+++\n",
            "alt.\"a.svg\" = \"甲\" # 图\nalt.\"b.svg\" = \"乙\"\n+++",
        ),
        (
            "+++\ntitle = \"湖\"\n[alt]\n\"a.svg\" = \"甲\" # 图\n+++\n",
            "[alt]\n\"a.svg\" = \"甲\" # 图\n\"b.svg\" = \"乙\"\n+++",
        ),
        ("---\ntitle: 湖\nalt:\n  a.svg: 甲 # 图\n---\n", "alt:\n  a.svg: 甲 # 图\n  \"b.svg\": \"乙\"\n---"),
    ] {
        let site = Project::new()
            .file(
                "content/lake/index.ru.md",
                "+++\ntitle = \"Озеро\"\n[alt]\n\"a.svg\" = \"А\"\n\"b.svg\" = \"Б\"\n+++\nТекст.\n",
            )
            .file("content/lake/index.zh.md", &format!("{old}正文。\n"));
        let file = export(&site, &["--all"]).replace("#, fuzzy\n", "");
        import(&site, &translated(&file, "Б", "乙"), &[]).succeeds();
        let text = read(&site, "content/lake/index.zh.md");
        assert!(text.contains(expected), "{text}");
    }
    // A new document has the tables of its source, and no draft's mark within them.
    let site = Project::new().file(
        "content/lake/index.ru.md",
        "+++\ntitle = \"Озеро\"\n\n[alt] # рисунки\n\"a.svg\" = \"А\"\n\"b.svg\" = \"Б\"\n+++\nТекст.\n\nЕщё.\n",
    );
    let mut file = export(&site, &["--all"]);
    for (source, target) in [("Озеро", "湖"), ("А", "甲"), ("Б", "乙"), ("Текст.", "正文。")]
    {
        file = translated(&file, source, target);
    }
    import(&site, &file, &[]).succeeds();
    assert_eq!(
        read(&site, "content/lake/index.zh.md"),
        "+++\ntitle = \"湖\"\ndraft = true\n\n[alt] # рисунки\n\"a.svg\" = \"甲\"\n\"b.svg\" = \"乙\"\n+++\n正文。\n"
    );
}

#[test]
fn links_by_reference_lead_where_they_did() {
    let site = Project::new()
        .document(
            "lake/index.ru.md",
            "Озеро",
            "Первый.\n\nСм. [дорогу][way] и [путь].\n\n[way]: /lake/\n[путь]: /lake/\n",
        )
        .document("lake/index.zh.md", "湖", "第一。\n");
    run(&site, &["accept", "--all"]).succeeds();
    let file = export(&site, &[]);
    let done = translated(&file, "См. {1}дорогу{/1} и {2}путь{/2}.", "见{1}路{/1}和{2}道{/2}。");
    import(&site, &done, &[]).succeeds();
    assert_eq!(
        read(&site, "content/lake/index.zh.md"),
        "+++\ntitle = \"湖\"\n+++\n第一。\n\n见[路](/lake/)和[道](/lake/)。\n"
    );
    // The words are the label of the reference, and their translation is none.
    edit(
        &site,
        "content/lake/index.zh.md",
        "见[路](/lake/)和[道](/lake/)。\n",
        "见[路][w]和[道]。\n\n[w]: /lake/\n[道]: /lake/\n",
    );
    let file = export(&site, &["--all"]);
    let done = file.replace("{1}路{/1}和{2}道{/2}", "{2}径{/2}和{1}路{/1}");
    import(&site, &done, &[]).succeeds();
    let text = read(&site, "content/lake/index.zh.md");
    assert!(text.contains("见[径](/lake/)和[路][w]。\n\n[w]: /lake/\n"), "{text}");
    // A change of the address alone is shown.
    edit(&site, "content/lake/index.ru.md", "[way]: /lake/", "[way]: /lake/#top");
    let run = site.run(&["--lang", "en", "status", "--page", "/lake/", "--lang", "zh"]);
    assert!(run.stdout.contains("#top"), "{}", run.stdout);
}

#[test]
fn an_empty_cell_of_a_table_is_filled() {
    let site = Project::new()
        .document("lake/index.ru.md", "Озеро", "| Где | Когда |\n|---|---|\n| горы | лето |\n")
        .document("lake/index.zh.md", "湖", "| 哪里 | 何时 |\n|---|---|\n| 山里 |  |\n");
    run(&site, &["accept", "--all"]).succeeds();
    let done = translated(&export(&site, &[]), "лето", "夏天");
    import(&site, &done, &[]).succeeds();
    assert!(
        read(&site, "content/lake/index.zh.md").ends_with("| 山里 | 夏天 |\n"),
        "{}",
        read(&site, "content/lake/index.zh.md")
    );
}

#[test]
fn lines_that_are_written_end_as_the_others_of_their_file() {
    let site = site();
    let crlf = read(&site, "content/lakes/lake/index.zh.md").replace('\n', "\r\n");
    site.write("content/lakes/lake/index.zh.md", &crlf);
    edit(&site, "content/lakes/lake/index.ru.md", "- вода\n", "- вода\n- еда\n\nКонец.\n");
    let done = translated(&translated(&export(&site, &[]), "еда", "食物"), "Конец.", "完。");
    import(&site, &done, &[]).succeeds();
    assert_eq!(read(&site, "content/lakes/lake/index.zh.md"), format!("{crlf}- 食物\r\n\r\n完。\r\n"));
}

#[test]
fn new_messages_stand_in_the_order_of_their_source() {
    let site = site();
    edit(&site, "locales/ru/site.ftl", "# Ночи\n", "zoo = Зоопарк\nair = Воздух\n\n# Ночи\n");
    let file = export(&site, &["locales"]);
    let done = translated(&translated(&file, "Зоопарк", "动物园"), "Воздух", "{ 空气 }");
    import(&site, &done, &[]).succeeds();
    let text = read(&site, "locales/zh/site.ftl");
    assert!(
        text.contains("    .short = 水\nzoo = 动物园\nair = { \"{\" } 空气 { \"}\" }\n\n# 夜\n"),
        "{text}"
    );
}
