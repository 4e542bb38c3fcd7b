//! Rules over Fluent messages.

use super::{check, site};
use crate::probe;
use crate::project::Project;

/// A site with messages in Russian, which is the source, and in other languages.
fn messages(russian: &str, others: &[(&str, &str)]) -> Project {
    let project = site().file("locales/ru/site.ftl", russian);
    others.iter().fold(project, |project, (language, text)| {
        project.file(&format!("locales/{language}/site.ftl"), text)
    })
}

/// The findings, without that of languages which the test leaves out.
#[track_caller]
fn found(site: &Project) -> Vec<String> {
    let mut found = check(site);
    found.retain(|it| !it.ends_with("message-untranslated"));
    found
}

#[track_caller]
fn one(code: &str, line: usize, russian: &str) {
    assert_eq!(found(&messages(russian, &[])), [format!("locales/ru/site.ftl:{line} {code}")], "{russian}");
}

#[track_caller]
fn none(russian: &str, others: &[(&str, &str)]) {
    assert_eq!(found(&messages(russian, others)), Vec::<String>::new(), "{russian} {others:?}");
}

#[test]
fn parts_of_single_messages() {
    one("message-part-twice", 3, "a = Да\n    .b = Да\n    .b = Нет\n");
    one("message-part-twice", 3, "a = { $x ->\n    [lake] да\n    [lake] нет\n   *[other] так\n}\n");
    one("message-attribute-unknown", 2, "a = Да\nb = { a.c }\n");
    one(
        "message-selector",
        2,
        "a = { \"5\" ->\n    [one] да\n    [few] да\n    [many] да\n   *[other] нет\n}\n",
    );
    // A space of full width, as a Chinese keyboard types it.
    one("message-empty", 2, "a = Да\nb = \u{3000}\n");
    one("message-empty", 2, "a = Да\n    .b = \u{3000}\u{200B}\n");
    none(
        "a = Да\n    .b = Да\nb = { a.b } { \"\" }\nc = { $n ->\n    [one] { $n } да\n    [few] да\n   *[many] нет\n}\n",
        &[],
    );
}

#[test]
fn circles_are_told_once() {
    let circle = found(&messages("a = { b }\nb = { c }\nc = { a }\n", &[]));
    assert_eq!(circle, ["locales/ru/site.ftl:3 message-cycle"]);
    one("message-cycle", 1, "-a = { -a }\n");
    none("a = { b } { c }\nb = { c }\nc = Да\n", &[]);
}

#[test]
fn variables_are_those_of_the_source_in_each_form() {
    let russian = "nights = { $count ->\n    [one] { $count } ночь\n    [few] { $count } ночи\n   *[many] { $count } ночей\n}\nhello = Привет, { $name }\n";
    // One night is one night in Kazakh and English.
    let kazakh =
        "nights = { $count ->\n    [one] бір түн\n   *[other] { $count } түн\n}\nhello = Сәлем, { $name }\n";
    none(russian, &[("kk", kazakh), ("zh", "nights = { $count } 晚\nhello = { $name }，您好\n")]);
    let wrong = kazakh.replace("*[other] { $count }", "*[other]");
    let site = messages(russian, &[("kk", &wrong)]);
    assert_eq!(found(&site), ["locales/kk/site.ftl:3 message-variables"]);
    let unknown = kazakh.replace("{ $name }", "{ $nmae }");
    let twice = ["locales/kk/site.ftl:5 message-variables", "locales/kk/site.ftl:5 message-variables"];
    assert_eq!(found(&messages(russian, &[("kk", &unknown)])), twice);
    // What a message refers to counts.
    none("a = { $x } да\nb = { a } нет\n", &[("kk", "a = { $x } иә\nb = { $x } иә жоқ\n")]);
    // `one` is 1, 21, 31 … in Russian.
    let english = probe::site("")
        .file("sapar.toml", &probe::CONFIG.replace("default_language = \"ru\"", "default_language = \"en\""));
    let english = english
        .file("locales/en/site.ftl", "nights = { $count ->\n    [one] one night\n   *[other] { $count } nights\n}\n")
        .file("locales/ru/site.ftl", "nights = { $count ->\n    [one] одна ночь\n    [few] { $count } ночи\n   *[many] { $count } ночей\n}\n");
    assert_eq!(found(&english), ["locales/ru/site.ftl:2 message-variables"]);
}

#[test]
fn tags_attributes_and_words_are_those_of_a_translation() {
    let russian = "a = <b>Да</b> и нет\n    .c = Озеро\n";
    none(russian, &[("kk", "a = <b>Иә</b> және жоқ\n    .c = Көл\n")]);
    let other = |text: &str| found(&messages(russian, &[("kk", text)]));
    assert_eq!(other("a = <b>Иә және жоқ\n    .c = Көл\n"), ["locales/kk/site.ftl:1 message-tags"]);
    assert_eq!(other("a = <b>Иә</b> және жоқ\n"), ["locales/kk/site.ftl:1 message-attribute-missing"]);
    assert_eq!(
        other("a = <b>Иә</b> және жоқ\n    .c = Көл\n    .d = Тау\nb = Көл\n"),
        ["locales/kk/site.ftl:3 message-obsolete", "locales/kk/site.ftl:4 message-obsolete"]
    );
    let long = "a = Озеро лежит высоко в горах\n";
    assert_eq!(found(&messages(long, &[("kk", long)])), ["locales/kk/site.ftl:1 message-copied"]);
    none("a = Алматы — Астана\n", &[("kk", "a = Алматы — Астана\n")]);
}

#[test]
fn nothing_is_obsolete_while_the_source_cannot_be_read() {
    let broken = messages("a = Да\nb =\n", &[("kk", "a = Иә\nb = Жоқ\n")]);
    assert_eq!(found(&broken), ["locales/ru/site.ftl:2 message-syntax"]);
}

#[test]
fn messages_that_nothing_asks_for() {
    let config = "[check.severity]\nmessage-unused = \"warning\"\n";
    let site = probe::site(config)
        .template("page.html", "{{ \"asked\" | t }}{{ \"depth-\" ~ page.path | t(default=\"\") }}")
        .file(
            "locales/ru/site.ftl",
            "asked = { inner }\ninner = Да\ndepth-lake = Да\ntags-eco = Да\nforgotten = Нет\n",
        );
    assert_eq!(found(&site), ["locales/ru/site.ftl:5 message-unused"]);
}
