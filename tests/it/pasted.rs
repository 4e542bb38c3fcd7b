//! Texts that were pasted from elsewhere: nothing comes out wrong without a word.

use super::probe;
use super::project::Project;

/// A site whose pages are nothing but their text, with a page and a picture to refer to. The text begins in line 4.
fn with_text(tag: &str, text: &str) -> Project {
    probe::site("")
        .publishing_all()
        .template("page.html", "{{ page.content | safe }}")
        .section("lakes", "Lakes")
        .page("lakes/kanas", "Kanas", "## Depth\n")
        .file("content/lakes/kanas/hero.svg", &probe::svg(30, 20))
        .document(&format!("lakes/altai.{tag}.md"), "Altai", text)
}

/// What becomes of a text about which nothing is to be said.
#[track_caller]
fn render(text: &str) -> String {
    with_text("ru", text).built().output("ru/lakes/altai/index.html")
}

/// The findings of a text as `LINE:COLUMN CODE`.
#[track_caller]
fn findings(text: &str) -> Vec<String> {
    let diagnostics = with_text("ru", text).diagnostics();
    let short = diagnostics.iter().map(|it| {
        let place = format!("{}:{} {}", it["line"], it["column"], it["code"].as_str().expect("a code"));
        it["suggestion"].as_str().map_or(place.clone(), |name| format!("{place} → {name}"))
    });
    short.collect()
}

/// Asserts that a text has one finding, and that its remedy is `mended`.
#[track_caller]
fn assert_mended(text: &str, finding: &str, mended: &str) {
    assert_eq!(findings(text), [finding], "{text}");
    let run = with_text("ru", text).build(&[]);
    assert!(run.stderr.contains(&format!("`{mended}`")), "{text}: {}", run.stderr);
}

#[test]
fn marks_with_a_space_too_many_or_too_few_are_told_with_the_mended_line() {
    for (text, finding, mended) in [
        ("Вход: ** Важно ** здесь", "4:7 markup-misread", "Вход: **Важно** здесь"),
        ("** Важно **", "4:1 markup-misread", "**Важно**"),
        ("**注意 **，", "4:1 markup-misread", "**注意**，"),
        ("Это * курсив *.", "4:5 markup-misread", "Это *курсив*."),
        ("**Внимание! **Сезон открыт", "4:1 markup-misread", "**Внимание!** Сезон открыт"),
        ("__ Көл __", "4:1 markup-misread", "__Көл__"),
        ("#Заголовок", "4:1 markup-misread", "# Заголовок"),
        ("##как добраться\nтекст", "4:1 markup-misread", "## как добраться"),
        ("#湖泊", "4:1 markup-misread", "# 湖泊"),
        ("• пункт\n• другой", "4:1 markup-misread", "- пункт"),
        ("Берём:\n•\tводу", "5:1 markup-misread", "- воду"),
        ("1.Пункт\n2.Другой", "4:1 markup-misread", "1. Пункт"),
        ("1)景点", "4:1 markup-misread", "1) 景点"),
        ("Берём:\n    - воду\n    - хлеб", "5:5 markup-misread", "- воду"),
        ("План:\n\t1. Озеро\n\t2. Горы", "5:2 markup-misread", "1. Озеро"),
    ] {
        assert_mended(text, finding, mended);
    }
    for text in [
        "`** a **` и `#Заголовок`",
        "    ** var **\n    #Comment\n",
        "```\n** Важно **\n• x\n#Заголовок\n1.Пункт\n```",
        "<pre>\n** Важно **\n</pre>",
        "x <code>** Важно **</code>",
        "\\** Важно **, \\#Заголовок",
        "\\#Заголовок",
        "/* Comment of a template */",
        "5 * 3 * 2, длина * ширина * высота, 2 ** 3 ** 4",
        "Цена*, скидка*",
        "#алтай #горы",
        "Дорога длинная,\n    - сказал он.",
        "- Берём:\n    - воду\n    - хлеб",
        "#1 место",
        "1.5 км, 12.Б",
        "Музей • Парк • Озеро",
        "- ✓ — есть",
        "**жирный** и *курсив*",
    ] {
        render(text);
    }
}

#[test]
fn what_comes_from_word_is_told() {
    for (text, finding, mended) in [
        ("Озеро<o:p></o:p>", "4:6 office-markup", "Озеро"),
        (
            "<p class=\"MsoNormal\" style=\"mso-margin-top-alt:auto\">Озеро</p>\n",
            "4:1 office-markup",
            "Озеро",
        ),
        (
            "    Озеро лежит в горах, вода в нём чистая.",
            "4:5 prose-as-code",
            "Озеро лежит в горах, вода в нём чистая.",
        ),
        ("    湖水清澈，群山环绕。", "4:5 prose-as-code", "湖水清澈，群山环绕。"),
        (
            "    The lake lies high in the mountains, and its water is clear.",
            "4:5 prose-as-code",
            "The lake lies high in the mountains, and its water is clear.",
        ),
        ("[тел](tel: +7 701 123-45-67)", "4:5 link-misread", "(tel:+7701123-45-67)"),
    ] {
        assert_mended(text, finding, mended);
    }
    for text in [
        "`<o:p>`",
        "```\n<o:p>\n```",
        "    let x = 1;\n",
        "    cargo install sapar\n",
        "    Usage: sapar build\n",
        "```\nОзеро лежит в горах.\n```",
        "[тел](tel:+77011234567)",
    ] {
        render(text);
    }
}

#[test]
fn invisible_characters_are_told_at_the_word_that_they_stand_in() {
    for (text, finding, mended) in [
        ("Озеро вели\u{AD}чина", "4:7 invisible-characters", "величина"),
        ("## Вели\u{AD}чина", "4:4 invisible-characters", "Величина"),
        ("喀纳斯\u{200B}湖", "4:1 invisible-characters", "喀纳斯湖"),
        ("Көл\u{200C}ге", "4:1 invisible-characters", "Көлге"),
        ("a\u{FEFF}b", "4:1 invisible-characters", "ab"),
        ("\u{200E}Тел", "4:1 invisible-characters", "Тел"),
        ("<p>\nОзе\u{AD}ро\n</p>", "5:1 invisible-characters", "Озеро"),
    ] {
        assert_mended(text, finding, mended);
    }
    let diagnostics = with_text("ru", "\u{200B}\n\na\u{AD}b и `c\u{AD}d`, e\u{200B}\n").diagnostics();
    assert_eq!(diagnostics.len(), 1, "{diagnostics:?}");
    assert_eq!(diagnostics[0]["arguments"]["count"], 3);
    // What means something where it stands, and code.
    for text in [
        "👨\u{200D}👩\u{200D}👧 и 🏳️\u{200D}🌈",
        "می\u{200C}خواهم \u{200F}(سلام)\u{200E}",
        "क्\u{200D}ष",
        "ภาษา\u{200B}ไทย",
        "_x_\u{200B}y",
        "`a\u{AD}b`",
        "```\na\u{200B}b\n```",
        "    a\u{FEFF}b\n",
        "<pre>\na\u{200B}b\n</pre>",
        "«кавычки» — “тире”…",
    ] {
        render(text);
    }
}

#[test]
fn titles_have_no_invisible_marks() {
    let project = with_text("ru", "x\n");
    project
        .write("content/lakes/altai.ru.md", "+++\ntitle = \"Ал\u{AD}тай\u{200B}\u{FEFF} и горы\"\n+++\nx\n");
    project.write("themes/probe/templates/page.html", "{{ page.title }}");
    assert_eq!(project.finding(), "content/lakes/altai.ru.md:2:10 invisible-characters");
    assert_eq!(project.output("ru/lakes/altai/index.html"), "Алтай и горы");
}

#[test]
fn tables_that_are_none_are_told_and_so_are_cells_that_are_lost() {
    for (text, finding, mended) in [
        ("Месяц\tЦена\nМай\t5000\nИюнь\t6000", "4:1 table-misread", "| Месяц | Цена |"),
        ("| Месяц | Цена |\n| Май | 5000 |", "4:1 table-misread", "|---|---|"),
        ("| Месяц | Цена |\n|---|---|---|\n| Май | 5000 |", "5:1 table-misread", "|---|---|"),
        ("| a | b |\n|---|---|\n| 1 | 2 | 3 |", "6:9 table-misread", "|---|---|---|"),
    ] {
        assert_mended(text, finding, mended);
    }
    for text in [
        "Адрес:\tулица\nи ещё строка",
        "```\nМесяц\tЦена\nМай\t5000\n```",
        "| a | b |\n|---|---|\n| 1 \\| 2 | 3 |\n| 1 |\n| 1 | 2 | |",
        "a | b",
    ] {
        render(text);
    }
}

#[test]
fn a_table_whose_cells_stand_on_a_line_each_is_told() {
    for (text, finding, mended) in [
        ("Месяц\nЦена\nМай\n5000 ₸\nИюнь\n6000 ₸", "4:1 table-misread", "| Месяц | Цена |"),
        (
            "Озёра Алтая:\nОзеро\nВысота\nГлубина\nКанас\n1370 м\nболее 180 м\nСайрам\n2073 м\nнеизвестна",
            "5:1 table-misread",
            "| Озеро | Высота | Глубина |",
        ),
    ] {
        assert_mended(text, finding, mended);
    }
    for text in [
        "Алматы\nҚабанбай батыр көшесі\n8 үй\nКазахстан\nпочта\nтелефон",
        "Горы\nОзеро\n5000\n6000\n7000\n8000",
        "Май\n5000\nИюнь\n6000",
        "```\nМесяц\nЦена\nМай\n5000\nИюнь\n6000\n```",
    ] {
        render(text);
    }
}

/// Two paragraphs as a word processor copies them: each on a line of its own.
const FIRST: &str = "Озеро лежит в горах Южного Алтая. Снег здесь держится больше полугода, и дорога открыта не всегда. Узнайте о ней заранее.";
const SECOND: &str = "Из озера вытекает река Кальджир. Она впадает в бассейн Иртыша, и в ней водится ускуч. Это местная форма ленка.";

const CHINESE: &str = "湖在阿尔泰山里，四面是山，湖水清澈见底。这里一年有半年以上积雪，道路并不总是通行。出发之前，请先向当地人询问路况！\n从湖里流出一条河，河水汇入额尔齐斯河。河里有一种当地特有的鱼，别处很难见到。秋天是最好的季节，山林一片金黄，湖面平静如镜。";

#[test]
fn paragraphs_without_a_blank_line_in_between_are_told() {
    for text in [
        format!("{FIRST}\n{SECOND}"),
        format!("> {FIRST}\n> {SECOND}"),
        format!("{FIRST}\nЧто посмотреть у озера\n{SECOND}"),
    ] {
        let findings = findings(&text);
        assert!(findings.len() == 1 && findings[0].ends_with("paragraphs-joined"), "{text}: {findings:?}");
    }
    assert_eq!(findings(&format!("Об озере\n{FIRST}")), ["4:1 paragraphs-joined"]);
    assert_eq!(with_text("zh", CHINESE).finding(), "content/lakes/altai.zh.md:4:32 paragraphs-joined");
    let wrapped = "Озеро лежит в горах, и снег держится больше полугода, так что дорога\nоткрыта не всегда. Узнайте о ней заранее.";
    // Each sentence on a line of its own; a break that is meant; paragraphs as they should be; code.
    for text in [
        wrapped.to_owned(),
        FIRST.replace(". ", ".\n"),
        format!("{FIRST}  \n{SECOND}"),
        format!("{FIRST}\\\n{SECOND}"),
        format!("{FIRST}\n\n{SECOND}"),
        format!("```\n{FIRST}\n{SECOND}\n```"),
    ] {
        render(&text);
    }
}

#[test]
fn markup_of_another_generator_is_told_by_its_name() {
    for (text, finding, name) in [
        ("{{< youtube abc >}}", "4:1 foreign-markup", "Hugo"),
        ("x {{% notice %}} y", "4:3 foreign-markup", "Hugo"),
        ("{% include map.html %}", "4:1 foreign-markup", "Jekyll"),
        ("Цена: {{ page.price }}", "4:7 foreign-markup", "Jekyll"),
        ("import Tabs from '@theme/Tabs';", "4:1 foreign-markup", "MDX"),
        ("![x](/lakes/kanas/hero.svg){width=50%}", "4:28 foreign-markup", "Pandoc"),
        ("Текст\n{: .lead}", "5:1 foreign-markup", "Kramdown"),
        ("!!! note\n    Текст", "4:1 foreign-markup", "> [!NOTE]"),
        ("[[toc]]", "4:1 foreign-markup", "[[toc]]"),
    ] {
        assert_eq!(findings(text), [finding], "{text}");
        let run = with_text("ru", text).build(&[]);
        assert!(run.stderr.contains(name), "{text}: {}", run.stderr);
    }
    for text in [
        "`{{< x >}}` и `{% include %}`",
        "```\n{{ x }}\n```",
        "## Цена {#price .big}",
        "Цена {от 5000 ₸}",
        "Импорт: import из Китая",
        "\\{{ x }}",
        "Вот это да!!! note",
    ] {
        render(text);
    }
}

#[test]
fn a_link_with_nothing_to_click_on_is_told() {
    for text in ["[](https://altai.example/x)", "[ ](/lakes/kanas/)", "x [**](/lakes/)"] {
        let expected: &[&str] = if text.contains("**") { &[] } else { &["4:1 link-without-text"] };
        assert_eq!(findings(text), expected, "{text}");
    }
    render("[![x](/lakes/kanas/hero.svg)](/lakes/) [`x`](/lakes/)");
}

#[test]
fn an_address_without_its_scheme_is_offered_one() {
    for (text, finding) in [
        ("[почта](a@b.kz)", "4:9 link-not-found → mailto:a@b.kz"),
        ("[сайт](www.a.kz/x)", "4:8 link-not-found → https://www.a.kz/x"),
    ] {
        assert_eq!(findings(text), [finding], "{text}");
    }
}
