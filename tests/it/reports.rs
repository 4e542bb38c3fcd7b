//! How mistakes are told: all in one run, in the order of their places, in four languages, to people and to machines,
//! and without a change to the last good site.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::SystemTime;

use serde_json::{Value, json};

use super::project::Project;

/// A site with mistakes of many kinds in many files.
fn broken() -> Project {
    Project::new()
        .config("paginate_by = 0\n\n[sections.news]\nsort_by = \"tilte\"\n")
        .file(
            "content/_index.kk.md",
            "+++\ntitle = \"Басты бет\"\ndate = 2026-05-20\n+++\n![](/жоқ.svg)\n\n[а](/жоқ/)\n",
        )
        .file(
            "content/lake/facts.toml",
            "kind = \"destination\"\nlocation = { lat = 148.75, lon = 85.75 }\nregion = \"abia\"\n",
        )
        .file(
            "content/lake/index.kk.md",
            "+++\ntitle = \"Көл\"\nslug = \"../көл\"\n+++\n[а](#жоқ) [б](/жоқ/)\n",
        )
        .file("content/lake/index.ru.md", "---\ntitle: Озеро: большое\n---\n")
        .document("news/_index.ru.md", "Новости", "")
        .file("content/tau.zh.md", "中文\n")
        .file("locales/kk/site.ftl", "broken\n")
}

/// Its mistakes, in the order in which they are told.
const MISTAKES: [&str; 14] = [
    "content/_index.kk.md:3:1 fact-in-document",
    "content/_index.kk.md:5:5 image-not-found",
    "content/_index.kk.md:5:5 image-without-alt",
    "content/_index.kk.md:7:5 link-not-found",
    "content/lake/facts.toml:2:20 out-of-range",
    "content/lake/facts.toml:3:10 not-an-option",
    "content/lake/index.kk.md:3:8 invalid-slug",
    "content/lake/index.kk.md:5:5 anchor-not-found",
    "content/lake/index.kk.md:5:15 link-not-found",
    "content/lake/index.ru.md:2:13 yaml-syntax",
    "content/tau.zh.md:1:1 front-matter-missing",
    "locales/kk/site.ftl:1:7 message-syntax",
    "sapar.toml:17:15 out-of-range",
    "sapar.toml:20:11 not-an-option",
];

/// The files of a folder with their bytes and the times of their last change.
fn snapshot(folder: &Path) -> BTreeMap<String, (Vec<u8>, SystemTime)> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let modified = fs::metadata(&path).and_then(|it| it.modified()).expect("a time");
                let bytes = fs::read(&path).expect("a file");
                files.insert(path.display().to_string(), (bytes, modified));
            }
        }
    }
    files
}

/// How many columns of a terminal a text takes: two for each Chinese character and its punctuation.
fn width(text: &str) -> usize {
    let is_wide =
        |c: &char| matches!(c, '\u{2E80}'..='\u{A4CF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FF60}');
    text.chars().count() + text.chars().filter(is_wide).count()
}

#[test]
fn all_mistakes_of_all_files_are_told_in_one_run_in_the_order_of_their_places() {
    let project = broken();
    assert_eq!(project.findings(), MISTAKES);
    // People read them in the same order, each with its code and its place.
    let run = project.build(&[]).exits(1);
    let mut rest = run.stderr.as_str();
    for finding in MISTAKES {
        let (place, code) = finding.split_once(' ').expect("a place and a code");
        for part in [format!("[{code}]: "), format!("--> {place}\n")] {
            let at = rest.find(&part).unwrap_or_else(|| panic!("{part} is not there in time: {run:?}"));
            rest = &rest[at + part.len()..];
        }
    }
    assert!(rest.contains("13 errors") && rest.contains("one warning"), "{rest}");
}

#[test]
fn a_run_with_mistakes_is_the_same_every_time() {
    let project = broken();
    let first = project.build(&["--format", "json"]).exits(1).stdout;
    for _ in 0..5 {
        assert_eq!(project.build(&["--format", "json"]).exits(1).stdout, first);
    }
}

#[test]
fn mistakes_leave_the_last_good_site_byte_for_byte() {
    let project = Project::new().page("lake", "Lake", "Text.\n").built();
    let public = project.path("public");
    let before = snapshot(&public);
    assert!(before.len() > 20);
    for (path, text, code) in [
        ("content/lake/index.kk.md", "Мәтін.\n", 1),
        ("content/lake/index.kk.md", "+++\ntitle = \"Көл\"\n+++\n[а](/жоқ/)\n", 1),
        ("content/lake/facts.toml", "kind = \"kol\"\n", 1),
        ("locales/kk/site.ftl", "broken\n", 1),
        ("static/kk/lake/index.html", "lake", 1),
        ("sapar.toml", "", 1),
    ] {
        let old = fs::read(project.path(path)).ok();
        project.write(path, text);
        project.build(&[]).exits(code);
        assert!(snapshot(&public) == before, "{path}: {text}");
        match old {
            Some(old) => project.write(path, old),
            None => project.remove(path),
        }
    }
    project.remove("sapar.toml");
    project.build(&[]).exits(2);
    assert!(snapshot(&public) == before);
}

#[test]
fn a_machine_is_told_every_mistake_as_an_object() {
    let project = Project::new().document("lake.kk.md", "Көл", "Мәтін [а](/_index/), 湖 [б](/lak/)\n");
    let run = project.build(&["--format", "json"]).exits(1);
    assert_eq!(run.stderr, "");
    let answer = run.json();
    assert_eq!((&answer["errors"], &answer["warnings"]), (&json!(2), &json!(0)));
    assert_eq!(answer["summary"], Value::Null);
    let second = &answer["diagnostics"][1];
    assert_eq!(second["message"].as_str().map(|it| it.contains("`/lak/`")), Some(true), "{second:#}");
    assert_eq!(
        second["help"].as_str().map(|it| it.contains("/destinations/markakol/")),
        Some(true),
        "{second:#}"
    );
    let mut rest = second.clone();
    for key in ["message", "help"] {
        rest.as_object_mut().expect("an object").remove(key);
    }
    assert_eq!(
        rest,
        json!({
            "code": "link-not-found",
            "severity": "error",
            "suggestion": "/lake/",
            "file": "content/lake.kk.md",
            "line": 4,
            "column": 28,
            "text": "Мәтін [а](/_index/), 湖 [б](/lak/)",
            "arguments": { "kind": "page", "target": "/lak/" },
            "fix": {
                "file": "content/lake.kk.md",
                "replacements": [
                    { "line": 4, "column": 28, "end_line": 4, "end_column": 33, "text": "/lake/" },
                ],
            },
        })
    );
}

#[test]
fn a_mistake_of_a_whole_file_has_no_line() {
    let project = Project::new().file("content/lake.kk.md", "");
    let answer = project.build(&["--format", "json"]).exits(1).json();
    let told = &answer["diagnostics"][0];
    assert_eq!(told["file"], "content/lake.kk.md");
    for key in ["line", "column", "text", "suggestion"] {
        assert_eq!(told.get(key), Some(&Value::Null), "{key}");
    }
    assert_eq!(told["arguments"], json!({}));
    let run = project.build(&[]).exits(1);
    assert!(run.stderr.contains("--> content/lake.kk.md\n"), "{run:?}");
}

#[test]
fn mistakes_are_told_in_four_languages_and_in_the_same_order() {
    let project = broken();
    let mut seen: Vec<Vec<String>> = Vec::new();
    for language in ["kk", "ru", "zh", "en"] {
        let answer = project.build(&["--format", "json", "--lang", language]).exits(1).json();
        let list = answer["diagnostics"].as_array().expect("a list");
        let codes: Vec<_> = list.iter().map(|it| it["code"].as_str().expect("a code")).collect();
        let expected = MISTAKES.map(|it| it.split_once(' ').expect("a code").1);
        assert_eq!(codes, expected, "{language}");
        let texts: Vec<String> =
            list.iter().flat_map(|it| [&it["message"], &it["help"]]).map(ToString::to_string).collect();
        for (text, code) in texts.chunks(2).zip(&codes) {
            // A message that is not there is shown as its code, a variable that is not there as itself.
            assert!(!text[0].contains(&format!("\"{code}\"")) && text[1] != "null", "{language}: {text:?}");
            assert!(!text.concat().contains("{$"), "{language}: {text:?}");
        }
        assert!(seen.iter().all(|other| other.iter().zip(&texts).all(|(a, b)| a != b)), "{language}");
        seen.push(texts);
    }
}

#[test]
fn people_are_told_in_their_language() {
    let project = Project::new().document("lake.kk.md", "Көл", "[а](/lak/)\n");
    for (language, words) in [
        ("kk", ["қате[link-not-found]", "`/lake/`"]),
        ("ru", ["ошибка[link-not-found]", "`/lake/`"]),
        ("zh", ["错误[link-not-found]", "`/lake/`"]),
        ("en", ["error[link-not-found]", "`/lake/`"]),
    ] {
        let run = project.build(&["--lang", language]).exits(1);
        for word in words {
            assert!(run.stderr.contains(word), "{language}, {word}: {run:?}");
        }
    }
}

#[test]
fn the_mark_stands_under_the_mistake_whatever_script_stands_before_it() {
    for before in [
        "",
        "Өскемен — Катонқарағай ",
        "哈纳斯湖位于阿勒泰地区，",
        "Қанас (喀纳斯，Kanas) көлі: «湖»、",
        "　全角！（１２３）",
    ] {
        for (link, target) in [("[көл](/жоқ/)", "/жоқ/"), ("[湖](/没有/)", "/没有/")] {
            let line = format!("{before}{link}соңы 结束");
            let project = Project::new().document("lake.zh.md", "湖", &format!("{line}\n"));
            let run = project.build(&[]).exits(1);
            let at = line.find(target).expect("it is there");
            let column = line[..at].chars().count() + 1;
            assert!(run.stderr.contains(&format!("--> content/lake.zh.md:4:{column}\n")), "{run:?}");
            let lines: Vec<&str> = run.stderr.lines().collect();
            let quoted =
                lines.iter().position(|it| *it == format!("4 | {line}")).expect("the line is quoted");
            let mark = format!("  | {}{}", " ".repeat(width(&line[..at])), "^".repeat(width(target)));
            assert_eq!(lines[quoted + 1], mark, "{}", lines[quoted]);
            assert_eq!(project.diagnostics()[0]["column"], column);
        }
    }
}

#[test]
fn the_mark_stands_under_the_mistake_in_front_matter_and_facts() {
    for (path, line, wrong) in [
        ("content/lake.facts.toml", "tags = [\"eco\", \"湖泊\", \"тау\"]", "\"тау\""),
        ("content/lake.facts.toml", "aliases = [\"/көл/喀纳斯/\", \"..\"]", "\"..\""),
        ("content/lake.facts.toml", "kind = \"көл湖\"", "\"көл湖\""),
    ] {
        let project = Project::new().document("lake.zh.md", "湖", "").file(path, &format!("{line}\n"));
        let run = project.build(&[]).exits(1);
        let at = line.find(wrong).expect("it is there");
        let mark = format!("{}{}", " ".repeat(width(&line[..at])), "^".repeat(width(wrong)));
        assert!(run.stderr.contains(&format!("1 | {line}\n  | {mark}\n")), "{}", run.stderr);
    }
    let line = "description: 哈纳斯湖: 很美";
    let project = Project::new().file("content/lake.zh.md", &format!("---\ntitle: 湖\n{line}\n---\n"));
    let run = project.build(&[]).exits(1);
    let at = line.rfind(':').expect("it is there");
    assert!(
        run.stderr.contains(&format!("3 | {line}\n  | {}^\n", " ".repeat(width(&line[..at])))),
        "{}",
        run.stderr
    );
}

#[test]
fn a_long_line_is_shown_around_the_mistake() {
    let line = format!("{}[湖](/没有/){}", "哈纳斯湖".repeat(60), "很美".repeat(100));
    let project = Project::new().document("lake.zh.md", "湖", &format!("{line}\n"));
    let run = project.build(&[]).exits(1);
    let lines: Vec<&str> = run.stderr.lines().collect();
    let quoted = lines.iter().position(|it| it.starts_with("4 | ")).expect("the line is quoted");
    assert!(width(lines[quoted]) < 200, "{}", lines[quoted]);
    let at = lines[quoted].find("/没有/").expect("the mistake is in sight");
    assert!(lines[quoted].starts_with("4 | …") && lines[quoted].ends_with('…'), "{}", lines[quoted]);
    let column = line.chars().take_while(|c| *c != '/').count() + 1;
    assert!(run.stderr.contains(&format!("--> content/lake.zh.md:4:{column}\n")), "{run:?}");
    assert_eq!(
        lines[quoted + 1].find('^').map(|mark| width(&lines[quoted + 1][..mark])),
        Some(width(&lines[quoted][..at]))
    );
    let told = &project.diagnostics()[0];
    assert_eq!((&told["line"], &told["column"]), (&json!(4), &json!(column)));
    let text = told["text"].as_str().expect("a text");
    assert!(text.starts_with('…') && text.contains("[湖](/没有/)很美") && text.ends_with('…'), "{text}");
    assert!(width(text) <= 122, "{text}");
}

#[test]
fn of_thousands_of_mistakes_in_one_file_a_hundred_are_shown_and_the_rest_counted() {
    let line = (0..3_000).map(|number| format!("[а](/жоқ-{number}/)")).collect::<Vec<_>>().join(" ");
    let project = Project::new()
        .document("lake.kk.md", "Көл", &format!("{line}\n\n![Тау](/тау.svg)\n"))
        .document("tau.kk.md", "Тау", "[а](/жоқ/)\n");
    let run = project.build(&["--format", "json"]).exits(1);
    let answer = run.json();
    assert_eq!(answer["errors"], 3_002);
    let shown = answer["diagnostics"].as_array().expect("a list");
    let of_file = |name: &str| shown.iter().filter(|it| it["file"] == format!("content/{name}")).count();
    assert_eq!((of_file("lake.kk.md"), of_file("tau.kk.md")), (101, 1));
    assert_eq!(
        answer["omitted"],
        json!([{
            "code": "link-not-found",
            "severity": "error",
            "message": "and 2,900 more places like these",
            "file": "content/lake.kk.md",
            "count": 2_900,
        }])
    );
    // What is shown of a line does not grow with the line.
    assert!(run.stdout.len() < 200_000, "{}", run.stdout.len());
    for (language, words) in [
        ("kk", "осындай тағы 2 900 жер бар"),
        ("ru", "и ещё 2 900 таких мест"),
        ("zh", "另有 2,900 处同类问题"),
        ("en", "and 2,900 more places like these"),
    ] {
        let run = project.build(&["--lang", language]).exits(1);
        let text = run.stderr.replace('\u{A0}', " ");
        assert!(text.contains(&format!("[link-not-found]: {words}\n--> content/lake.kk.md\n")), "{text}");
        assert_eq!(text.matches("--> content/lake.kk.md:4:").count(), 100);
    }
}

#[test]
fn an_ordinary_answer_says_nothing_of_what_was_left_out() {
    let project = Project::new().document("lake.kk.md", "Көл", "[а](/жоқ/)\n");
    let answer = project.build(&["--format", "json"]).exits(1).json();
    assert_eq!(answer.get("omitted"), None);
}
