//! Files as translators' programs write them. Each is an export that was changed in the way of a program, by what its manual
//! and its files say: headers, line ends and wrapped lines, states, and elements of its own.

use crate::project::{Project, Run};

/// A page in Russian, of which the Chinese translation lacks two items and has an older title of a section.
fn site() -> Project {
    let site = Project::new()
        .document(
            "lake/index.ru.md",
            "Озеро",
            "Озеро **в горах** и [дорога](/lake/), по которой автобус идёт четыре часа, если не идёт снег.\n\n## Дорога\n\n- палатка\n",
        )
        .document("lake/index.zh.md", "湖", "**山中**的湖和[路](/lake/)，不下雪时乘车四小时。\n\n## 路线\n\n- 帐篷\n");
    translate(&site, &["accept", "--all"]).succeeds();
    let path = site.path("content/lake/index.ru.md");
    let text = std::fs::read_to_string(&path).expect("it is there");
    site.write(
        "content/lake/index.ru.md",
        text.replace("## Дорога", "## Дорога и мост") + "- вода\n- {1} и еда\n",
    );
    site
}

/// What the Chinese page is when all is translated.
const DONE: &str =
    "**山中**的湖和[路](/lake/)，不下雪时乘车四小时。\n\n## 路和桥\n\n- 帐篷\n- 水\n- {1}和食物\n";

fn translate(site: &Project, arguments: &[&str]) -> Run {
    site.run(&[&["--lang", "en", "translate"], arguments].concat())
}

fn export(site: &Project, format: &str) -> String {
    translate(site, &["export", "--lang", "zh", "--all", "--format", format]).exits(0).stdout
}

fn import(site: &Project, file: &str) -> Run {
    site.write("back", file);
    let run = translate(site, &["import", "back"]);
    site.remove("back");
    run
}

fn text(site: &Project) -> String {
    let text = std::fs::read_to_string(site.path("content/lake/index.zh.md")).expect("it is there");
    text.split_once("+++\n")
        .and_then(|(_, rest)| rest.split_once("+++\n"))
        .expect("front matter")
        .1
        .to_owned()
}

/// Whether all is translated, and recorded.
#[track_caller]
fn is_done(site: &Project, run: &Run) {
    assert_eq!(text(site), DONE, "{}", run.stderr);
    let left = translate(site, &["export", "--lang", "zh"]).exits(0).stdout;
    assert!(!left.contains("msgctxt \"/lake/"), "{left}");
}

/// An export as PO with all translations in it.
fn done_as_po(site: &Project) -> String {
    let file = export(site, "po").replace("#, fuzzy\n", "");
    [("Дорога и мост", "路线", "路和桥"), ("вода", "", "水"), ("{{1} и еда", "", "{{1}和食物")]
        .into_iter()
        .fold(file, |file, (source, old, new)| {
            let entry = format!("msgid \"{source}\"\nmsgstr \"{old}\"");
            assert!(file.contains(&entry), "{entry} in {file}");
            file.replace(&entry, &format!("msgid \"{source}\"\nmsgstr \"{new}\""))
        })
}

/// Breaks long strings into several lines, as gettext's programs do.
fn wrapped(file: &str) -> String {
    let line = |line: &str| -> String {
        let Some((keyword, text)) = line.split_once(" \"").filter(|_| line.starts_with("msg")) else {
            return format!("{line}\n");
        };
        let text = text.trim_end_matches('"');
        if text.chars().count() < 40 {
            return format!("{line}\n");
        }
        let words: Vec<String> = text.split_inclusive(' ').map(|word| format!("\"{word}\"\n")).collect();
        format!("{keyword} \"\"\n{}", words.concat())
    };
    file.lines().map(line).collect()
}

fn without_header(file: &str) -> &str {
    file.split_once("\n\n").expect("a header").1
}

#[test]
fn poedit() {
    let site = site();
    let header = "msgid \"\"\nmsgstr \"\"\n\"Project-Id-Version: Sapar\\n\"\n\"POT-Creation-Date: \\n\"\n\"PO-Revision-Date: 2026-11-20 12:00+0500\\n\"\n\
        \"Last-Translator: \\n\"\n\"Language-Team: \\n\"\n\"Language: zh_CN\\n\"\n\"MIME-Version: 1.0\\n\"\n\
        \"Content-Type: text/plain; charset=UTF-8\\n\"\n\"Content-Transfer-Encoding: 8bit\\n\"\n\"Plural-Forms: nplurals=1; plural=0;\\n\"\n\
        \"X-Generator: Poedit 3.4.2\\n\"\n\"X-Source-Language: ru\\n\"\n\"X-Poedit-Bookmarks: 1,-1,-1,-1,-1,-1,-1,-1,-1,-1\\n\"\n";
    let obsolete = "\n#~ msgctxt \"/lake/#0123456789ab\"\n#~ msgid \"старое\"\n#~ msgstr \"旧的\"\n\n#, fuzzy\n#~| msgid \"a\"\n#~ msgid \"b\"\n#~ msgstr \"c\"\n";
    let file = format!("\u{FEFF}{header}\n{}{obsolete}", wrapped(without_header(&done_as_po(&site))));
    let run = import(&site, &file.replace('\n', "\r\n")).succeeds();
    is_done(&site, &run);
}

#[test]
fn weblate_as_po() {
    let site = site();
    let header = "# SOME DESCRIPTIVE TITLE.\n# Aigul <a@example.org>, 2026.\n#, fuzzy\nmsgid \"\"\nmsgstr \"\"\n\"Language: zh_Hans\\n\"\n\"X-Generator: Weblate 5.14\\n\"\n";
    // Translators' remarks, flags, and earlier contexts.
    let body = without_header(&done_as_po(&site))
        .replace("msgctxt", "# 请再看一遍\n#, read-only, max-length:80\n#| msgctxt \"/old/#0\"\nmsgctxt");
    let run = import(&site, &format!("{header}\n{body}")).succeeds();
    is_done(&site, &run);
}

#[test]
fn what_is_fuzzy_is_not_taken_over() {
    let site = site();
    let before = text(&site);
    let file = done_as_po(&site).replace("msgctxt", "#, fuzzy, no-wrap\nmsgctxt");
    let run = import(&site, &file).succeeds();
    assert_eq!(text(&site), before);
    assert!(run.stdout.contains("not finished"), "{}", run.stdout);
}

/// An export as XLIFF 1.2, with each unit changed: its attributes, its source, its translation as it was, and the new one.
fn xliff(site: &Project, change: impl Fn(&str, &str, &str, &str) -> String) -> String {
    let file = export(site, "xliff");
    let mut parts = file.split("<trans-unit ");
    let mut changed = parts.next().expect("a beginning").to_owned();
    for part in parts {
        let (attributes, rest) = part.split_once('>').expect("an attribute");
        let source =
            rest.split_once("<source>").expect("a source").1.split_once("</source>").expect("its end").0;
        let old = rest.split_once("<target").map_or("", |(_, target)| {
            target.split_once('>').expect("its beginning").1.split_once("</target>").expect("its end").0
        });
        let new = match source {
            "Дорога и мост" => "路和桥",
            "вода" => "水",
            "{{1} и еда" | "{1} и еда" => "{1}和食物",
            _ => old,
        };
        changed.push_str(&change(attributes, source, old, new));
        changed.push_str(rest.split_once("</trans-unit>").expect("an end").1);
    }
    changed
}

fn id_of(attributes: &str) -> &str {
    attributes.split('"').nth(1).expect("an id")
}

#[test]
fn omegat() {
    let site = site();
    let file = xliff(&site, |attributes, source, old, new| {
        format!(
            "<trans-unit {attributes}><source>{source}</source><target>{new}</target>\
             <alt-trans match-quality=\"87\" origin=\"OmegaT TM\"><source>другое</source><target>别的</target></alt-trans>\
             <alt-trans alttranstype=\"previous-version\"><source>прежнее</source><target>{old}</target></alt-trans></trans-unit>"
        )
    });
    let run = import(&site, &format!("\u{FEFF}{}", file.replace('\n', "\r\n"))).succeeds();
    is_done(&site, &run);
}

#[test]
fn crowdin() {
    let site = site();
    // Before anybody has worked on it, what is not translated is its source.
    let before = text(&site);
    let number = std::cell::Cell::new(0);
    let unit = |attributes: &str, source: &str, target: &str, state: &str, approved: &str| {
        number.set(number.get() + 1);
        format!(
            "<trans-unit id=\"{}\" resname=\"{}\" approved=\"{approved}\"><source>{source}</source><target state=\"{state}\">{target}</target>\
             <note annotates=\"source\">Context: {}</note></trans-unit>",
            number.get(),
            id_of(attributes),
            id_of(attributes)
        )
    };
    let untouched = xliff(&site, |attributes, source, old, _| match old {
        "" | "路线" => unit(attributes, source, source, "needs-translation", "no"),
        _ => unit(attributes, source, old, "translated", "no"),
    });
    let run = import(&site, &untouched).succeeds();
    assert_eq!(text(&site), before);
    assert!(run.stdout.contains("Nothing new"), "{}", run.stdout);
    let done = xliff(&site, |attributes, source, _, new| unit(attributes, source, new, "final", "yes"));
    let run = import(&site, &done).exits(0);
    // What it was exported with is not known, so what is on the site already is not overwritten.
    assert!(run.stderr.contains("newer translation") || text(&site) == DONE, "{}", run.stderr);
    assert!(text(&site).ends_with("- 水\n- {1}和食物\n"), "{}", text(&site));
}

#[test]
fn weblate_as_xliff() {
    let site = site();
    let file = xliff(&site, |attributes, source, old, new| {
        let notes = "<note>base: -</note>".repeat(usize::from(old.is_empty()));
        let state = if new.is_empty() { " state=\"needs-translation\"" } else { "" };
        let approved = if old == new { " approved=\"yes\"" } else { "" };
        let attributes = attributes.replace(" approved=\"yes\"", "");
        format!(
            "<trans-unit {attributes}{approved}><source>{source}</source><target{state}>{new}</target>{notes}</trans-unit>"
        )
    });
    import(&site, &file).exits(0);
    assert!(text(&site).ends_with("- 水\n- {1}和食物\n"), "{}", text(&site));
}

#[test]
fn programs_that_divide_a_text_into_sentences() {
    let site = Project::new().document("lake/index.ru.md", "Озеро", "Раз. Два. Три.\n").document(
        "lake/index.zh.md",
        "湖",
        "",
    );
    translate(&site, &["accept", "--all"]).succeeds();
    let file = export(&site, "xliff2");
    let whole = "<segment state=\"initial\"><source>Раз. Два. Три.</source></segment>";
    assert!(file.contains(whole), "{file}");
    let segments = |third: &str, state: &str| {
        file.replace(
            whole,
            &format!(
                "<segment id=\"s1\" state=\"translated\"><source>Раз.</source><target>One.</target></segment>\
                 <ignorable><source> </source></ignorable>\
                 <segment id=\"s2\" state=\"final\"><source>Два.</source><target>Two.</target></segment>\
                 <ignorable><source> </source><target> </target></ignorable>\
                 <segment id=\"s3\" state=\"{state}\"><source>Три.</source>{third}</segment>"
            ),
        )
    };
    // One sentence is not translated, or marked as not finished.
    for file in [segments("", "initial"), segments("<target></target>", "initial")] {
        let run = import(&site, &file).succeeds();
        assert!(run.stdout.contains("not finished"), "{}", run.stdout);
        assert_eq!(text(&site), "");
    }
    import(&site, &segments("<target>Three.</target>", "reviewed")).succeeds();
    assert_eq!(text(&site).trim(), "One. Two. Three.");
}

#[test]
fn a_state_that_a_program_changed_alone() {
    let site = site();
    let file = export(&site, "xliff2");
    let old = "<segment state=\"initial\" subState=\"sapar:stale\"><source>Дорога и мост</source><target>路线</target>";
    assert!(file.contains(old), "{file}");
    let new = old.replace("initial", "translated").replace("路线", "路和桥");
    import(&site, &file.replace(old, &new)).succeeds();
    assert!(text(&site).contains("## 路和桥\n"));
}
