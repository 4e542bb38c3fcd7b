//! Fluent messages: what is wrong with them is told at its place, and what is missing is borrowed honestly.

use super::project::Project;

const PAGE: &str = "themes/tiny/templates/page.html";

/// A site with one page and messages of its own, by the tags of their languages.
fn site(texts: [(&str, &str); 4]) -> Project {
    texts
        .into_iter()
        .fold(Project::with_theme().page("markakol", "Markakol", "Text.\n"), |project, (tag, text)| {
            project.file(&format!("locales/{tag}/site.ftl"), text)
        })
}

/// The same with messages that are the same in all languages.
fn same(text: &str) -> Project {
    site([("kk", text), ("ru", text), ("zh", text), ("en", text)])
}

/// The same, shown by a template that extends the theme's frame.
fn shown(project: Project, line: &str) -> Project {
    project.file(
        PAGE,
        &format!("{{% extends \"base.html\" %}}\n{{% block main %}}\n{line}\n{{% endblock main %}}\n"),
    )
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
fn fluent_that_cannot_be_read_is_told_where_it_stands() {
    for (text, place) in [
        ("hello = Hi\nbroken Hello\n", "2:8"),
        ("hello\n", "1:6"),
        ("hello = Hi\nlake = Көл { $name\n", "2:19"),
        ("hello =\n", "1:1"),
        ("hello = Hi\n    .title\n", "2:5"),
        ("көл = Lake\n", "1:1"),
    ] {
        let project = site([("kk", ""), ("ru", ""), ("zh", ""), ("en", text)]);
        assert_eq!(project.finding(), format!("locales/en/site.ftl:{place} message-syntax"), "{text}");
    }
}

#[test]
fn several_mistakes_of_one_file_are_told_together_and_the_rest_of_it_counts() {
    let project = site([("kk", ""), ("ru", ""), ("zh", ""), ("en", "one Text\nhello = Hi\ntwo Text\n")]);
    assert_eq!(
        project.findings(),
        ["locales/en/site.ftl:1:5 message-syntax", "locales/en/site.ftl:3:5 message-syntax"]
    );
}

#[test]
fn a_mistake_in_the_themes_messages_is_told_in_the_theme() {
    let project =
        Project::with_theme().file("themes/tiny/locales/zh/tiny.ftl", "tags = 主题\nhello = 你好 }\n");
    assert_eq!(project.finding(), "themes/tiny/locales/zh/tiny.ftl:2:12 message-syntax");
}

#[test]
fn a_message_that_stands_twice_in_a_file_is_told_at_the_second_and_that_one_counts() {
    let project = shown(
        site([("kk", ""), ("ru", ""), ("zh", ""), ("en", "hello = First\n# Again.\nhello = Second\n")]),
        "{{ \"hello\" | t }}",
    );
    assert_eq!(project.finding(), "locales/en/site.ftl:3:1 message-duplicate");
    project.build(&[]).exits(0);
    assert!(project.output("en/markakol/index.html").contains("Second"));
}

#[test]
fn a_message_that_stands_in_two_files_of_the_site_is_told() {
    let project = same("").file("locales/en/a.ftl", "hello = A\n").file("locales/en/b.ftl", "\nhello = B\n");
    assert_eq!(project.finding(), "locales/en/b.ftl:2:1 message-duplicate");
}

#[test]
fn a_message_of_the_site_wins_over_the_themes_without_a_word() {
    let project = shown(same("hello = Own\n"), "{{ \"hello\" | t }}").built();
    assert!(project.output("kk/markakol/index.html").contains("Own"));
}

#[test]
fn a_message_that_refers_to_nothing_is_told_with_the_nearest_name() {
    let project = site([("kk", ""), ("ru", ""), ("zh", ""), ("en", "hello = Say { helo }\n")]);
    assert_eq!(suggestion(&project), "locales/en/site.ftl:1:15 message-reference → hello");
    let brand = "-brand = Altai\nhello = To { -brnd }\n";
    let project = site([("kk", ""), ("ru", ""), ("zh", ""), ("en", brand)]);
    assert_eq!(suggestion(&project), "locales/en/site.ftl:2:14 message-reference → -brand");
}

#[test]
fn a_reference_may_be_to_a_message_of_the_theme() {
    shown(same("greeting = { hello }!\n"), "{{ \"greeting\" | t }}").built();
}

#[test]
fn messages_that_refer_to_each_other_in_a_circle_are_told() {
    let project = shown(same("a = x { b }\nb = y { a }\n"), "{{ \"a\" | t }}");
    assert_eq!(project.finding(), format!("{PAGE}:3:10 message-unresolvable"));
}

#[test]
fn an_unknown_function_is_told_with_the_nearest_one() {
    let project = site([("kk", ""), ("ru", ""), ("zh", ""), ("en", "hello = { NUMBR(1) }\n")]);
    assert_eq!(suggestion(&project), "locales/en/site.ftl:1:11 message-function → NUMBER");
}

#[test]
fn a_message_that_a_template_names_and_nothing_defines_is_told_in_the_template() {
    for (line, column, name) in [
        ("<p>{{ \"helo\" | t }}</p>", 8, "hello"),
        ("{{ 'helo' | t }}", 5, "hello"),
        ("{{ \"helo\"|t(count=3) }}", 5, "hello"),
        ("<p title=\"{{ \"tgas\" | t }}\">", 15, "tags"),
        ("{% set word = \"helo\" | t %}", 16, "hello"),
        ("{{ \"something-else\" | t }}", 5, "nothing"),
    ] {
        let project = shown(same(""), line);
        let expected = format!("{PAGE}:3:{column} message-unknown → {name}");
        assert_eq!(suggestion(&project), expected, "{line}");
    }
}

#[test]
fn a_template_that_no_page_uses_is_read_for_unknown_messages_too() {
    let project = same("").file("themes/tiny/templates/event.html", "{{ \"helo\" | t }}");
    assert_eq!(project.finding(), "themes/tiny/templates/event.html:1:5 message-unknown");
}

#[test]
fn a_message_that_is_not_there_may_have_a_text_in_its_place() {
    let project = Project::with_theme()
        .page("markakol", "Markakol", "Text.\n")
        .file(
            "themes/tiny/templates/page.html",
            "<p>{{ \"nowhere\" | t(default=\"instead\") }}</p><p>{{ \"hello\" | t(default=\"instead\") }}</p>",
        )
        .built();
    assert_eq!(project.output("kk/markakol/index.html"), "<p>instead</p><p>Сәлем</p>");
}

#[test]
fn a_message_that_only_a_comment_names_is_not_missed() {
    shown(same(""), "{# {{ \"helo\" | t }} #}{% raw %}{{ \"helo\" | t }}{% endraw %}").built();
}

#[test]
fn a_message_whose_name_is_put_together_is_told_where_it_is_asked_for() {
    let project = shown(same(""), "{{ (\"hell\" ~ \"\") | t }}");
    assert_eq!(suggestion(&project), format!("{PAGE}:3:20 message-unknown → hello"));
}

#[test]
fn an_attribute_of_a_message_can_be_asked_for() {
    let project =
        shown(same("lake = Lake\n    .title = About the lake\n"), "{{ \"lake.title\" | t }}").built();
    assert!(project.output("en/markakol/index.html").contains("About the lake"));
    let project = shown(project, "{{ \"lake.titel\" | t }}");
    assert_eq!(project.finding(), format!("{PAGE}:3:5 message-unknown"));
}

#[test]
fn an_argument_that_a_template_forgets_is_told_once_where_the_message_is_asked_for() {
    let project = shown(same("to = To { $name } on { $day }\n"), "<p>{{ \"to\" | t(name=\"x\") }}</p>");
    assert_eq!(project.finding(), format!("{PAGE}:3:14 message-missing-argument"));
    let stderr = project.build(&[]).exits(1).stderr;
    assert!(stderr.contains("the message `to` needs `day`"), "{stderr}");
    assert!(stderr.contains("`\"to\" | t(day=…)`"), "how to pass it: {stderr}");
}

#[test]
fn an_argument_that_one_language_alone_needs_is_told() {
    let texts =
        [("kk", "to = Қош\n"), ("ru", "to = Пока\n"), ("zh", "to = 再见 { $name }\n"), ("en", "to = Bye\n")];
    let project = shown(site(texts), "{{ \"to\" | t }}");
    assert_eq!(project.finding(), format!("{PAGE}:3:11 message-missing-argument"));
}

#[test]
fn a_function_that_cannot_take_its_argument_is_told_where_the_message_is_asked_for() {
    for (message, argument, call) in [
        ("{ NUMBER($n) }", "n=\"many\"", "`NUMBER(\"many\")`"),
        ("{ DATETIME($n) }", "n=\"2026-13-01\"", "`DATETIME(\"2026-13-01\")`"),
        ("{ DATETIME($n) }", "n=5", "`DATETIME(5)`"),
    ] {
        let line = format!("{{{{ \"text\" | t({argument}) }}}}");
        let project = shown(same(&format!("text = Text {message}\n")), &line);
        assert_eq!(project.finding(), format!("{PAGE}:3:13 message-unresolvable"), "{message}");
        assert_eq!(project.diagnostics()[0]["arguments"]["detail"], call);
    }
}

#[test]
fn arguments_are_written_as_each_language_writes_them() {
    let project = shown(
        same("text = { NUMBER($n) } { DATETIME($day, dateStyle: \"long\") } { LIST($names) } { $n }\n"),
        "{{ \"text\" | t(n=1234.5, day=\"2026-05-20\", names=[\"a\", \"b\", \"c\"]) }}",
    );
    let project = project.built();
    for (tag, text) in [
        ("en", "1,234.5 May 20, 2026 a, b, and c 1,234.5"),
        ("ru", "1234,5 20 мая 2026\u{202f}г. a, b и c 1234,5"),
        ("zh", "1,234.5 2026年5月20日 a、b和c 1,234.5"),
    ] {
        let html = project.output(&format!("{tag}/markakol/index.html"));
        assert!(html.contains(text), "{tag}: {html}");
    }
}

#[test]
fn a_form_that_russian_needs_is_missed() {
    let russian = "count = { $n ->\n    [one] { $n } озеро\n   *[other] { $n } озера\n}\n";
    let texts = [
        ("kk", "count = { $n } көл\n"),
        ("ru", russian),
        ("zh", "count = { $n } 个湖\n"),
        ("en", "count = { $n }\n"),
    ];
    let project = site(texts);
    assert_eq!(project.finding(), "locales/ru/site.ftl:2:6 message-missing-plural");
    let stderr = project.build(&[]).exits(0).stderr;
    assert!(stderr.contains("the message `count` lacks plural forms for few, many"), "{stderr}");
    assert!(stderr.contains("in the language `ru` have these forms: one, few, many, other"), "{stderr}");
}

#[test]
fn a_form_that_kazakh_never_uses_is_told_at_its_key() {
    let kazakh = "count = { $n ->\n    [one] { $n } көл\n    [few] { $n } көл\n   *[other] { $n } көл\n}\n";
    let texts =
        [("kk", kazakh), ("ru", "count = { $n }\n"), ("zh", "count = { $n }\n"), ("en", "count = { $n }\n")];
    let project = site(texts);
    assert_eq!(project.finding(), "locales/kk/site.ftl:3:6 message-unreachable-plural");
    let stderr = project.build(&[]).exits(0).stderr;
    assert!(stderr.contains("3 |     [few] { $n } көл\n  |      ^^^"), "{stderr}");
}

#[test]
fn chinese_has_one_form_only() {
    let chinese = "count = { $n ->\n    [one] 一个湖\n   *[other] { $n } 个湖\n}\n";
    let texts =
        [("kk", "count = { $n }\n"), ("ru", "count = { $n }\n"), ("zh", chinese), ("en", "count = { $n }\n")];
    assert_eq!(site(texts).finding(), "locales/zh/site.ftl:2:6 message-unreachable-plural");
}

#[test]
fn a_choice_by_exact_numbers_or_by_words_is_no_matter_of_plural_forms() {
    same("a = { $n ->\n    [0] none\n    [1] one\n   *[other] many\n}\nb = { $ew ->\n    [west] W\n   *[other] E\n}\n").built();
}

#[test]
fn ordinal_numbers_have_forms_of_their_own() {
    let english = "nth = { NUMBER($n, type: \"ordinal\") ->\n    [one] { $n }st\n    [two] { $n }nd\n    [few] { $n }rd\n   *[other] { $n }th\n}\n";
    let texts =
        [("kk", "nth = { $n }\n"), ("ru", "nth = { $n }\n"), ("zh", "nth = { $n }\n"), ("en", english)];
    let project =
        shown(site(texts), "{{ \"nth\" | t(n=22) }} {{ \"nth\" | t(n=3) }} {{ \"nth\" | t(n=11) }}").built();
    assert!(project.output("en/markakol/index.html").contains("22nd 3rd 11th"));
    project.write("locales/en/site.ftl", english.replace("    [two] { $n }nd\n", ""));
    assert_eq!(project.finding(), "locales/en/site.ftl:2:6 message-missing-plural");
}

#[test]
fn numbers_choose_the_form_of_each_language() {
    let russian = "count = { $n ->\n    [one] { $n } озеро\n    [few] { $n } озера\n    [many] { $n } озёр\n   *[other] { $n } озера\n}\n";
    let english = "count = { $n ->\n    [one] { $n } lake\n   *[other] { $n } lakes\n}\n";
    let texts =
        [("kk", "count = { $n } көл\n"), ("ru", russian), ("zh", "count = { $n } 个湖\n"), ("en", english)];
    let line = "{{ \"count\" | t(n=1) }}, {{ \"count\" | t(n=3) }}, {{ \"count\" | t(n=11) }}, {{ \"count\" | t(n=1.5) }}";
    let project = shown(site(texts), line).built();
    assert!(project.output("ru/markakol/index.html").contains("1 озеро, 3 озера, 11 озёр, 1,5 озера"));
    assert!(project.output("en/markakol/index.html").contains("1 lake, 3 lakes, 11 lakes, 1.5 lakes"));
    assert!(project.output("kk/markakol/index.html").contains("1 көл, 3 көл, 11 көл, 1,5 көл"));
    assert!(project.output("zh/markakol/index.html").contains("1 个湖, 3 个湖, 11 个湖, 1.5 个湖"));
}

/// A message that Kazakh and English lack.
const HALF: [(&str, &str); 4] = [("kk", ""), ("ru", "lake = Озеро\n"), ("zh", "lake = 湖\n"), ("en", "")];

#[test]
fn a_message_that_a_language_lacks_is_told_where_the_text_that_stands_in_is_defined() {
    let project = site(HALF);
    assert_eq!(
        project.findings(),
        ["locales/ru/site.ftl:1:1 message-untranslated", "locales/ru/site.ftl:1:1 message-untranslated"]
    );
    let run = project.build(&[]).exits(0);
    assert!(run.stderr.contains("the message `lake` is missing in the language `kk`"), "{}", run.stderr);
    assert!(run.stderr.contains("until then the text in `ru` is shown"), "{}", run.stderr);
    assert!(run.stdout.contains("2 warnings"), "{}", run.stdout);
}

#[test]
fn a_borrowed_message_says_its_language_in_text_but_not_in_attributes_and_titles() {
    let template = concat!(
        "<!DOCTYPE html>\n<html><head><title>{{ \"lake\" | t }}</title>\n",
        "<script>const lake = \"{{ \"lake\" | t }}\";</script></head><body>\n",
        "<p title=\"{{ \"lake\" | t }}\">{{ \"lake\" | t }}</p>\n",
        "<p title='a > b {{ \"lake\" | t }}'>{{ \"lake\" | t }}</p>\n",
        "<textarea>{{ \"lake\" | t }}</textarea><option>{{ \"lake\" | t }}</option>\n",
        "<!-- don't {{ \"lake\" | t }} -->1 < 2 {{ \"lake\" | t }}\n</body></html>\n",
    );
    let project = site(HALF).file(PAGE, template);
    project.build(&[]).exits(0);
    let span = "<span lang=\"ru\" dir=\"ltr\">Озеро</span>";
    assert_eq!(
        project.output("kk/markakol/index.html"),
        format!(
            "<!DOCTYPE html>\n<html><head><title>Озеро</title>\n\
             <script>const lake = \"Озеро\";</script></head><body>\n\
             <p title=\"Озеро\">{span}</p>\n\
             <p title='a > b Озеро'>{span}</p>\n\
             <textarea>Озеро</textarea><option>Озеро</option>\n\
             <!-- don't Озеро -->1 < 2 {span}\n</body></html>\n"
        )
    );
    assert!(!project.output("ru/markakol/index.html").contains("<span"), "it is no stranger there");
}

#[test]
fn a_message_is_borrowed_from_the_nearest_language_of_the_chain() {
    let texts = [("kk", ""), ("ru", ""), ("zh", "lake = 湖\n"), ("en", "lake = Lake\n")];
    let project = shown(site(texts), "<p>{{ \"lake\" | t }}</p>");
    assert_eq!(
        project.findings(),
        ["locales/en/site.ftl:1:1 message-untranslated", "locales/zh/site.ftl:1:1 message-untranslated"]
    );
    project.build(&[]).exits(0);
    let html = project.output("kk/markakol/index.html");
    assert!(
        html.contains("<p><span lang=\"en\" dir=\"ltr\">Lake</span></p>"),
        "Russian lacks it too: {html}"
    );
    let html = project.output("ru/markakol/index.html");
    assert!(html.contains("<p><span lang=\"zh\" dir=\"ltr\">湖</span></p>"), "what there is: {html}");
}

#[test]
fn a_message_that_is_missing_and_nobody_shows_is_told_all_the_same() {
    let texts = [("kk", "lake = Көл\n"), ("ru", ""), ("zh", ""), ("en", "")];
    let findings = site(texts).findings();
    assert_eq!(findings, ["locales/kk/site.ftl:1:1 message-untranslated"; 3]);
}

#[test]
fn warnings_end_a_strict_build() {
    let project = site(HALF);
    project.build(&["--strict"]).exits(1);
    assert!(!project.path("public").exists());
}

#[test]
fn a_message_that_is_borrowed_from_a_script_from_right_to_left_says_so() {
    let config = "theme = \"tiny\"\nbase_url = \"https://altai.example/\"\ndefault_language = \"kk-Arab\"\n\
                  [languages.kk-Arab]\n[languages.en]\n";
    let tiny = Project::with_theme();
    for tag in ["kk", "ru", "zh"] {
        tiny.remove(&format!("content/_index.{tag}.md"));
    }
    let project = tiny
        .file("sapar.toml", config)
        .document("_index.kk-Arab.md", "باستى بەت", "")
        .file("themes/tiny/locales/kk-Arab/tiny.ftl", "tags = تاقىرىپتار\nhello = سالەم\nlake = كول\n")
        .file("themes/tiny/templates/section.html", "<p>{{ \"lake\" | t }}</p>");
    project.build(&[]).exits(0);
    assert_eq!(project.output("en/index.html"), "<p><span lang=\"kk-Arab\" dir=\"rtl\">كول</span></p>");
}

#[test]
fn a_borrowed_message_within_another_is_marked_within_it() {
    let texts = [
        ("kk", ""),
        ("ru", "lake = Озеро\nnear = Рядом: { $what }\n"),
        ("zh", "lake = 湖\nnear = { $what }\n"),
        ("en", "near = Near: { $what }\n"),
    ];
    let project =
        shown(site(texts), "<p>{{ \"near\" | t(what=\"lake\" | t) }}</p><i>{{ \"hello\" | t }}</i>");
    project.build(&[]).exits(0);
    let html = project.output("en/markakol/index.html");
    assert!(html.contains("<p>Near: <span lang=\"ru\" dir=\"ltr\">Озеро</span></p><i>Hello</i>"), "{html}");
    let html = project.output("kk/markakol/index.html");
    assert!(html.contains("Рядом: ") && html.contains("Озеро"), "{html}");
    let marks = |c: char| ('\u{FDD0}'..='\u{FDEF}').contains(&c);
    assert!(!html.contains(marks), "{html:?}");
    assert_eq!(html.matches("<span").count(), html.matches("</span>").count(), "{html}");
}

#[test]
fn a_borrowed_message_is_marked_in_blocks_of_texts_too() {
    let project = site(HALF)
        .file(
            "themes/tiny/components/lake.html",
            "{% component lake(@lang = none) -%}\n<p title=\"{{ \"lake\" | t }}\">{{ \"lake\" | t }}</p>\n{%- endcomponent lake %}\n",
        )
        .page("markakol", "Markakol", ":::lake\n:::\n");
    project.build(&[]).exits(0);
    let html = project.output("kk/markakol/index.html");
    assert!(html.contains("<p title=\"Озеро\"><span lang=\"ru\" dir=\"ltr\">Озеро</span></p>"), "{html:?}");
    assert!(project.output("ru/markakol/index.html").contains("<p title=\"Озеро\">Озеро</p>"));
}

#[test]
fn the_programs_own_words_in_texts_are_borrowed_as_honestly() {
    let russian = "alert-note = Примечание\nfootnotes = Сноски\nfootnote-back = Назад\ntable = Таблица\n";
    let project = site([("kk", ""), ("ru", russian), ("zh", russian), ("en", russian)]).page(
        "markakol",
        "Markakol",
        "> [!NOTE]\n> Text.[^1]\n\n| a |\n|---|\n| b |\n\n[^1]: Note.\n",
    );
    project.build(&[]).exits(0);
    let html = project.output("kk/markakol/index.html");
    let span = |text: &str| format!("<span lang=\"ru\" dir=\"ltr\">{text}</span>");
    assert!(html.contains(&format!("<p class=\"alert-title\">{}</p>", span("Примечание"))), "{html:?}");
    assert!(html.contains(&format!(">{}</h2>", span("Сноски"))), "{html:?}");
    assert!(html.contains("aria-label=\"Таблица\""), "{html:?}");
    assert!(!html.contains(|c: char| ('\u{FDD0}'..='\u{FDEF}').contains(&c)), "{html:?}");
}

#[test]
fn messages_in_a_folder_that_is_no_language_are_told() {
    let project = same("").file("locales/kz/site.ftl", "hello = Сәлем\n");
    assert_eq!(suggestion(&project), "locales/kz unknown-language → kk");
}

#[test]
fn what_a_message_says_is_escaped() {
    let project = shown(same("lake = A & <b>\n"), "<p>{{ \"lake\" | t }}</p>").built();
    assert!(project.output("en/markakol/index.html").contains("<p>A &amp; &lt;b&gt;</p>"));
}

#[test]
fn messages_that_a_language_lacks_are_told_once_for_each_language() {
    let text: String = (1..=30).map(|number| format!("lake-{number:02} = Озеро\n")).collect();
    let project = site([("kk", ""), ("ru", &text), ("zh", &text), ("en", &text)])
        .file("locales/ru/tau.ftl", "tau = Гора\n");
    assert_eq!(
        project.findings(),
        [
            "locales/ru/site.ftl:1:1 message-untranslated",
            "locales/ru/tau.ftl:1:1 message-untranslated",
            "locales/ru/tau.ftl:1:1 message-untranslated",
        ]
    );
    let stderr = project.build(&[]).exits(0).stderr;
    let told = "31 messages are missing in the language `kk`: `lake-01`, `lake-02`, `lake-03`, `lake-04`, `lake-05`…";
    assert!(stderr.contains(told), "{stderr}");
    assert!(stderr.contains("`sapar build --format json` lists all of them"), "{stderr}");
    let ids = project.diagnostics()[0]["arguments"]["ids"].as_str().expect("a text").split(' ').count();
    assert_eq!(ids, 31);
    for (lang, part) in
        [("kk", "31 хабарлама `kk` тілінде жоқ"), ("ru", "недостаёт сообщений (31)"), ("zh", "31 条消息")]
    {
        let stderr = project.build(&["--lang", lang]).exits(0).stderr;
        assert!(stderr.contains(part), "{stderr}");
    }
    // A few are all named.
    let project =
        site([("kk", ""), ("ru", "a = А\nb = Б\n"), ("zh", "a = 一\nb = 二\n"), ("en", "a = A\nb = B\n")]);
    let stderr = project.build(&[]).exits(0).stderr;
    assert!(stderr.contains("2 messages are missing") && !stderr.contains("--format json"), "{stderr}");
}

#[test]
fn the_default_of_a_choice_by_number_covers_what_has_no_form_of_its_own() {
    let complete = [
        ("ru", "[one] a [few] b *[many] c"),
        ("ru", "[one] a [many] c *[few] b"),
        ("ru", "[0] a [one] b [few] c *[many] d"),
        ("en", "[one] a *[other] b"),
        ("en", "[one] a *[many] b"),
    ];
    let incomplete = [
        ("ru", "[one] a *[many] c", "few"),
        ("ru", "[one] a *[other] c", "few, many"),
        ("en", "[0] a *[one] b", "other"),
        ("kk", "*[one] b", "other"),
    ];
    let with = |tag: &str, variants: &str| {
        let variants: String = variants.replace(" [", "\n  [").replace(" *[", "\n *[");
        let text = format!("lake = {{ $n ->\n {variants}\n }}\n");
        let plain = "lake = x\n";
        let of = |own: &str| if own == tag { text.clone() } else { plain.to_owned() };
        site([("kk", &of("kk")), ("ru", &of("ru")), ("zh", &of("zh")), ("en", &of("en"))])
    };
    for (tag, variants) in complete {
        assert_eq!(with(tag, variants).findings(), [""; 0], "{tag} {variants}");
    }
    for (tag, variants, missing) in incomplete {
        let diagnostics = with(tag, variants).diagnostics();
        assert_eq!(diagnostics.len(), 1, "{tag} {variants}");
        assert_eq!(diagnostics[0]["arguments"]["categories"], *missing, "{tag} {variants}");
    }
}

#[test]
fn a_language_has_the_formats_that_the_site_chooses() {
    let project = shown(
        same("text = { NUMBER($n) } { DATETIME($day, dateStyle: \"long\") } { LIST($names) } { $n }\n"),
        "{{ \"text\" | t(n=1234.5, day=\"2026-05-20\", names=[\"a\", \"b\", \"c\"]) }} {{ \"2026-05-20\" | date }}",
    );
    let config = std::fs::read_to_string(project.path("sapar.toml")).expect("it is there");
    project.write("sapar.toml", config.replace("[languages.en]\n", "[languages.en]\nformats = \"en-GB\"\n"));
    let project = project.built();
    let html = project.output("en/markakol/index.html");
    assert!(html.contains("1,234.5 20 May 2026 a, b and c 1,234.5 20 May 2026"), "{html}");
    // Plural forms stay those of the language of the text.
    let texts = "lake = { $n ->\n [one] one\n *[other] other\n } { $n }\n";
    let project = shown(same(texts), "{{ \"lake\" | t(n=1) }} {{ \"lake\" | t(n=2345) }}");
    project.write(
        "sapar.toml",
        config
            .replace("[languages.en]\n", "[languages.en]\nformats = \"zh\"\n")
            .replace("[languages.kk]\n", "[languages.kk]\nformats = \"de\"\n"),
    );
    project.build(&[]).exits(0);
    assert!(project.output("en/markakol/index.html").contains("one 1 other 2,345"));
    let html = project.output("kk/markakol/index.html");
    assert!(html.contains("one 1 other 2.345"), "{html}");
    project.write(
        "sapar.toml",
        config.replace("[languages.en]\n", "[languages.en]\nformats = \"british english\"\n"),
    );
    assert!(project.findings().iter().any(|finding| finding.ends_with("invalid-language-tag")));
}
