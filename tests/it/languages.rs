//! Each reader's own language: what is borrowed and how that is shown, directions of scripts, and numbers, dates,
//! lists and plural forms.

use super::html::{Element, Html};
use super::probe;
use super::project::Project;

/// The only element of a page that has just this text and holds no other element with it.
#[track_caller]
fn with_text<'h>(html: &'h Html, name: &str, text: &str) -> &'h Element {
    let found: Vec<&Element> = html.all(name).filter(|element| element.words() == text).collect();
    assert!(!found.is_empty(), "no <{name}> with {text:?}: {:?}", html.texts(name));
    found[0]
}

#[test]
fn a_page_without_a_language_is_borrowed_along_the_chain_of_that_language() {
    let project = Project::new()
        .document("all-but-chinese.kk.md", "Қазақша", "")
        .document("all-but-chinese.ru.md", "По-русски", "")
        .document("all-but-chinese.en.md", "In English", "")
        .document("kazakh.kk.md", "Тек қазақша", "")
        .document("chinese.zh.md", "仅中文", "")
        .document("kazakh-chinese.kk.md", "Екі тіл", "")
        .document("kazakh-chinese.zh.md", "两种语言", "")
        .document("english.en.md", "English only", "")
        .built();
    for (page, shown) in [
        // The chains: kk → ru, en, zh; ru → kk, zh, en; zh → en, ru, kk; en → ru, kk, zh.
        ("all-but-chinese", ["Қазақша", "По-русски", "In English", "In English"]),
        ("kazakh", ["Тек қазақша"; 4]),
        ("chinese", ["仅中文"; 4]),
        ("kazakh-chinese", ["Екі тіл", "Екі тіл", "两种语言", "Екі тіл"]),
        ("english", ["English only"; 4]),
    ] {
        for (tag, title) in ["kk", "ru", "zh", "en"].into_iter().zip(shown) {
            let html = Html::parse(&project.output(&format!("{tag}/{page}/index.html")));
            assert_eq!(html.one("h1").text, title, "{tag}/{page}");
        }
    }
}

/// A site with a page that Chinese readers borrow from English.
fn borrowing() -> Project {
    Project::new()
        .config("[sections.lakes]\nfeed = true\nsort_by = \"title\"\n")
        .section("lakes", "Lakes")
        .page("lakes/a", "Aral", "")
        .page("lakes/z", "Zaysan", "")
        .document("lakes/m/index.kk.md", "Марқакөл", "Мәтін.\n")
        .document("lakes/m/index.ru.md", "Маркаколь", "Текст.\n")
        .file(
            "content/lakes/m/index.en.md",
            "+++\ntitle = \"Markakol\"\ndescription = \"A lake\"\n+++\n> [!NOTE]\n> Mind \"bears\".\n",
        )
        .file("content/lakes/m/facts.toml", "date = 2026-05-20\ntags = [\"lake\"]\n")
        .built()
}

#[test]
fn a_borrowed_page_says_so_and_marks_the_language_of_its_text() {
    let project = borrowing();
    let page = Html::parse(&project.output("zh/lakes/m/index.html"));
    assert_eq!(page.errors, Vec::<String>::new());
    let html = page.one("html");
    assert_eq!((html.lang.as_str(), html.dir.as_str()), ("zh", "ltr"));
    let notice = page.class("p", "borrowed");
    assert_eq!(notice.words(), "本页暂无中文版。以下内容为英语。");
    assert_eq!(notice.lang, "zh");
    let article = page.one("article");
    assert!(article.is("lang", "en") && article.is("dir", "ltr"));
    assert_eq!(page.one("h1").lang, "en");
    assert_eq!(page.class("p", "lead").lang, "en");
    assert_eq!(page.one("title").lang, "en");
    // The text's own words are in its language, with its marks; the page's words are in the reader's.
    assert_eq!(with_text(&page, "p", "Mind “bears”.").lang, "en");
    assert_eq!(with_text(&page, "p", "Note").lang, "en");
    assert_eq!(page.class("footer", "about-page").lang, "zh");
    let crumb = page.all("span").find(|span| span.words() == "Markakol").expect("the last breadcrumb");
    assert_eq!(crumb.lang, "en");
    assert_eq!(with_text(&page, "a", "Lakes zh").lang, "zh");
    // A page that is not borrowed has no notice.
    assert!(!project.output("en/lakes/m/index.html").contains("class=\"borrowed\""));
}

#[test]
fn search_engines_are_led_to_the_real_page_and_told_nothing_of_the_borrowed_one() {
    let project = borrowing();
    let page = Html::parse(&project.output("zh/lakes/m/index.html"));
    let real = "https://altai.example/en/lakes/m/";
    assert_eq!(page.with("link", "rel", "canonical")[0].attribute("href"), Some(real));
    assert_eq!(page.meta("og:url"), [real]);
    assert_eq!(page.all("link").filter(|link| link.attribute("hreflang").is_some()).count(), 0);
    let real = Html::parse(&project.output("en/lakes/m/index.html"));
    let hreflang: Vec<&str> = real.all("link").filter_map(|link| link.attribute("hreflang")).collect();
    assert_eq!(hreflang, ["kk", "ru", "en", "x-default"]);
    assert_eq!(real.meta("og:locale:alternate"), ["kk_KZ", "ru_RU"]);
    assert!(!project.output("sitemap.xml").contains("https://altai.example/zh/lakes/m/"));
    assert!(project.output("sitemap.xml").contains("https://altai.example/en/lakes/m/"));
    for feed in ["zh/feed.xml", "zh/lakes/feed.xml"] {
        assert!(!project.output(feed).contains("Markakol"), "{feed}");
    }
    assert!(project.output("en/lakes/feed.xml").contains("Markakol"));
}

#[test]
fn lists_show_borrowed_titles_in_their_language() {
    let project = borrowing();
    let section = Html::parse(&project.output("zh/lakes/index.html"));
    assert_eq!(section.texts("h2"), ["Aral zh", "Markakol", "Zaysan zh"]);
    let title = with_text(&section, "a", "Markakol");
    assert!(title.is("lang", "en") && title.is("dir", "ltr"));
    assert_eq!(with_text(&section, "p", "A lake").lang, "en");
    assert_eq!(with_text(&section, "a", "Aral zh").lang, "zh");
    assert_eq!(section.hrefs("a").iter().filter(|href| **href == "/zh/lakes/m/").count(), 1);
    for file in ["zh/index.html", "zh/tags/lake/index.html"] {
        let list = Html::parse(&project.output(file));
        assert_eq!(with_text(&list, "a", "Markakol").lang, "en", "{file}");
    }
    // The pages before and after it name it in its language, too.
    let next = Html::parse(&project.output("zh/lakes/a/index.html"));
    assert_eq!(with_text(&next, "span", "Markakol").lang, "en");
}

#[test]
fn the_switcher_says_which_languages_a_page_does_not_have() {
    let project = borrowing();
    let page = Html::parse(&project.output("ru/lakes/m/index.html"));
    let switcher: Vec<(&str, Option<&str>, bool)> = page
        .all("a")
        .filter(|a| a.attribute("hreflang").is_some())
        .map(|a| {
            (
                a.attribute("href").unwrap_or_default(),
                a.attribute("aria-current"),
                a.text.contains("пока не переведено"),
            )
        })
        .collect();
    assert_eq!(
        switcher,
        [
            ("/kk/lakes/m/", None, false),
            ("/ru/lakes/m/", Some("page"), false),
            ("/zh/lakes/m/", None, true),
            ("/en/lakes/m/", None, false),
        ]
    );
    assert_eq!(with_text(&page, "span", "中文").lang, "zh");
}

#[test]
fn a_borrowed_section_lists_the_readers_own_pages() {
    let project = Project::new()
        .document("lakes/_index.ru.md", "Озёра", "Введение.\n")
        .page("lakes/a", "Aral", "")
        .built();
    let section = Html::parse(&project.output("zh/lakes/index.html"));
    assert_eq!((section.one("h1").text.as_str(), section.one("h1").lang.as_str()), ("Озёра", "ru"));
    let title = with_text(&section, "a", "Aral zh");
    assert_eq!(title.lang, "zh");
    assert!(section.hrefs("a").contains(&"/zh/lakes/a/"));
    assert_eq!(section.class("p", "borrowed").lang, "zh");
    // The header, the home page and the page below name it in its language.
    let nav = Html::parse(&project.output("zh/lakes/a/index.html"));
    for link in nav.all("a").filter(|a| a.words() == "Озёра") {
        assert_eq!(link.lang, "ru");
    }
    assert_eq!(with_text(&Html::parse(&project.output("zh/index.html")), "a", "Озёра").lang, "ru");
}

#[test]
fn a_borrowed_text_leads_readers_to_pages_in_their_own_language() {
    let project = Project::new()
        .document(
            "lake.ru.md",
            "Озеро",
            "[Как доехать](/road/#автобусом), [выше](/road/#x), [здесь](#тут)\n\n## Тут\n",
        )
        .document("road.ru.md", "Дорога", "## Автобусом\n\n## Иное {#x}\n")
        .document("road.zh.md", "路", "## 乘车\n\n## 其他 {#x}\n")
        .built();
    let page = Html::parse(&project.output("zh/lake/index.html"));
    let links: Vec<&str> = page
        .hrefs("a")
        .into_iter()
        .filter(|href| href.contains("/road/") || href.contains("lake/#"))
        .collect();
    // The Chinese page has no such heading as the Russian one: its link leads to the page.
    assert_eq!(
        links,
        ["/zh/road/", "/zh/road/#x", "/zh/lake/#%D1%82%D1%83%D1%82", "/zh/road/"],
        "the last is the page after this one"
    );
    let page = Html::parse(&project.output("ru/lake/index.html"));
    let bus = "/ru/road/#%D0%B0%D0%B2%D1%82%D0%BE%D0%B1%D1%83%D1%81%D0%BE%D0%BC";
    assert!(page.hrefs("a").contains(&bus), "{:?}", page.hrefs("a"));
}

#[test]
fn a_borrowed_message_carries_its_language_wherever_it_may() {
    let project = probe::site("")
        .page("lake", "Lake", "")
        .file("locales/ru/t.ftl", "hello = Привет, <{ $name }>\n")
        .template(
            "page.html",
            "<!DOCTYPE html><html lang=\"{{ lang.tag }}\" dir=\"{{ lang.dir }}\"><title>{{ \"hello\" | t(name=\"A\") }}</title>\
             <p title=\"{{ \"hello\" | t(name=\"B\") }}\">{{ \"hello\" | t(name=\"C\") }}</p></html>",
        );
    let run = project.build(&[]).exits(0);
    assert!(run.stderr.contains("the message `hello` is missing in the language `zh`"), "{run:?}");
    assert_eq!(
        project.findings(),
        ["locales/ru/t.ftl:1:1 message-untranslated"; 3],
        "Kazakh, Chinese and English lack it"
    );
    let page = project.output("zh/lake/index.html");
    assert!(
        page.ends_with(
            "<title>Привет, &lt;A&gt;</title><p title=\"Привет, &lt;B&gt;\">\
             <span lang=\"ru\" dir=\"ltr\">Привет, &lt;C&gt;</span></p></html>"
        ),
        "{page}"
    );
    assert!(
        project.output("ru/lake/index.html").contains("<p title=\"Привет, &lt;B&gt;\">Привет, &lt;C&gt;</p>")
    );
}

#[test]
fn scripts_that_run_from_right_to_left_turn_the_page() {
    let project = Project::new()
        .config(
            "[languages.kk-Arab]\nname = \"قازاقشا\"\nfallback = [\"kk\"]\n[languages.ug]\nname = \"ئۇيغۇرچە\"\nfallback = [\"zh\"]\n",
        )
        .document("_index.kk-Arab.md", "التاي", "")
        .document("lake.kk-Arab.md", "مارقاكول", "كول \"مارقاكول\"\n")
        .document("lake.zh.md", "马尔卡科尔湖", "湖\n");
    let run = project.build(&[]).exits(0);
    assert!(!run.stderr.contains("error"), "{run:?}");
    let page = Html::parse(&project.output("kk-Arab/lake/index.html"));
    let html = page.one("html");
    assert!(html.is("lang", "kk-Arab") && html.is("dir", "rtl"));
    assert_eq!((page.one("h1").lang.as_str(), page.one("h1").dir.as_str()), ("kk-Arab", "rtl"));
    assert_eq!(page.class("div", "prose").words(), "كول «مارقاكول»");
    assert_eq!(page.meta("content-language"), ["kk-CN"]);
    // What is borrowed runs in its own direction.
    let skip = page.all("a").find(|a| a.is("class", "skip")).expect("the link past the header");
    let inner = page.all("span").find(|span| span.text == skip.text).expect("a borrowed message");
    assert_eq!((inner.lang.as_str(), inner.dir.as_str()), ("kk", "ltr"));
    let page = Html::parse(&project.output("ug/lake/index.html"));
    assert!(page.one("html").is("dir", "rtl") && page.one("html").is("lang", "ug"));
    assert!(page.one("article").is("lang", "zh") && page.one("article").is("dir", "ltr"));
    // And from left to right the other way round.
    let page = Html::parse(&project.output("kk/index.html"));
    let own = page.all("span").find(|span| span.text == "قازاقشا").expect("the switcher");
    assert_eq!((own.lang.as_str(), own.dir.as_str()), ("kk-Arab", "rtl"));
    let root = Html::parse(&project.output("index.html"));
    let link = root.all("a").find(|a| a.is("href", "/ug/")).expect("a link to every language");
    assert_eq!((link.lang.as_str(), link.dir.as_str()), ("ug", "rtl"));
}

#[test]
fn alternates_and_headers_name_scripts_and_regions() {
    let project = Project::new().page("lake", "Lake", "").built();
    for (tag, locale, content_language) in [
        ("kk", "kk_KZ", "kk-KZ"),
        ("ru", "ru_RU", "ru-RU"),
        ("zh", "zh_CN", "zh-CN"),
        ("en", "en_US", "en-US"),
    ] {
        let page = Html::parse(&project.output(&format!("{tag}/lake/index.html")));
        assert_eq!(page.meta("content-language"), [content_language]);
        assert_eq!(page.meta("og:locale"), [locale]);
        assert_eq!(page.meta("og:locale:alternate").len(), 3);
        assert_eq!(page.with("link", "hreflang", "zh-Hans").len(), 1);
        assert_eq!(page.with("link", "hreflang", "zh").len(), 0);
    }
}

/// What templates do with numbers, dates and lists, a line each.
const FORMATS: &str = r#"{{ 1234567.891 | number }}
{{ 1234567.891 | number(maximum_fraction_digits=1) }}
{{ 1449.5 | number(minimum_fraction_digits=2, grouping=false) }}
{{ page.date | date }}
{{ page.date | date(length="medium") }}
{{ page.date | date(length="short") }}
{{ page.date | date(length="full") }}
{{ ["A", "B", "C"] | list }}
{{ ["A", "B"] | list(type="or") }}
{{ ["A"] | list(type="unit") }}
"#;

/// The non-breaking spaces of numbers and dates as plain ones.
fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

#[test]
fn numbers_dates_and_lists_in_templates_are_the_readers_own() {
    let project = probe::site("")
        .page("lake", "Lake", "")
        .file("content/lake/facts.toml", "date = 2026-05-20\n")
        .template("page.html", FORMATS)
        .built();
    for (tag, expected) in [
        (
            "kk",
            "1 234 567,891\n1 234 567,9\n1449,50\n2026 ж. 20 мамыр\n2026 ж. 20 мам.\n20.05.26\n2026 ж. 20 мамыр, сәрсенбі\nA, B, C\nA не B\nA\n",
        ),
        (
            "ru",
            "1 234 567,891\n1 234 567,9\n1449,50\n20 мая 2026 г.\n20 мая 2026 г.\n20.05.2026\nсреда, 20 мая 2026 г.\nA, B и C\nA или B\nA\n",
        ),
        (
            "zh",
            "1,234,567.891\n1,234,567.9\n1449.50\n2026年5月20日\n2026年5月20日\n2026/5/20\n2026年5月20日星期三\nA、B和C\nA或B\nA\n",
        ),
        (
            "en",
            "1,234,567.891\n1,234,567.9\n1449.50\nMay 20, 2026\nMay 20, 2026\n5/20/26\nWednesday, May 20, 2026\nA, B, and C\nA or B\nA\n",
        ),
    ] {
        assert_eq!(plain(&project.output(&format!("{tag}/lake/index.html"))), expected, "{tag}");
    }
}

const FLUENT: &str = r#"{{ "number" | t(n=1234567.891) }}
{{ "rounded" | t(n=1234567.891) }}
{{ "year" | t(n=2026) }}
{{ "day" | t(date=page.date) }}
{{ "short-day" | t(date=page.date) }}
{{ "people" | t(names=["A", "B", "C"]) }}
{{ "choice" | t(names=["A", "B"]) }}
{{ "both" | t(a="A", b="B") }}
"#;

const MESSAGES: &str = r#"
number = { $n }
rounded = { NUMBER($n, maximumFractionDigits: 0) } m
year = { NUMBER($n, useGrouping: "false") }
day = { DATETIME($date) }
short-day = { DATETIME($date, dateStyle: "short") }
people = { $names }
choice = { LIST($names, type: "or") }
both = { LIST($a, $b) }
"#;

#[test]
fn numbers_dates_and_lists_in_messages_are_the_readers_own() {
    let project = probe::site("")
        .page("lake", "Lake", "")
        .file("content/lake/facts.toml", "date = 2026-05-20\n")
        .template("page.html", FLUENT);
    for tag in ["kk", "ru", "zh", "en"] {
        project.write(&format!("locales/{tag}/m.ftl"), MESSAGES);
    }
    let project = project.built();
    for (tag, expected) in [
        ("kk", "1 234 567,891\n1 234 568 m\n2026\n2026 ж. 20 мамыр\n20.05.26\nA, B, C\nA не B\nA және B\n"),
        ("ru", "1 234 567,891\n1 234 568 m\n2026\n20 мая 2026 г.\n20.05.2026\nA, B и C\nA или B\nA и B\n"),
        ("zh", "1,234,567.891\n1,234,568 m\n2026\n2026年5月20日\n2026/5/20\nA、B和C\nA或B\nA和B\n"),
        ("en", "1,234,567.891\n1,234,568 m\n2026\nMay 20, 2026\n5/20/26\nA, B, and C\nA or B\nA and B\n"),
    ] {
        assert_eq!(plain(&project.output(&format!("{tag}/lake/index.html"))), expected, "{tag}");
    }
}

#[test]
fn plural_forms_are_those_of_each_language() {
    let numbers = [0.0, 1.0, 2.0, 5.0, 11.0, 21.0, 22.0, 1.5];
    let template: String =
        numbers.iter().map(|n| format!("{{{{ \"visitors\" | t(count={n:?}) }}}}\n")).collect();
    let project = probe::site("")
        .page("lake", "Lake", "")
        .file("locales/kk/m.ftl", "visitors = { $count ->\n    [one] { $count } one\n   *[other] { $count } other\n }\n")
        .file("locales/ru/m.ftl", "visitors = { $count ->\n    [one] { $count } one\n    [few] { $count } few\n    [many] { $count } many\n   *[other] { $count } other\n }\n")
        .file("locales/zh/m.ftl", "visitors = { $count }位\n")
        .file("locales/en/m.ftl", "visitors = { $count ->\n    [0] nobody\n    [one] { $count } one\n   *[other] { $count } other\n }\n")
        .template("page.html", &template)
        .built();
    for (tag, expected) in [
        ("kk", "0 other|1 one|2 other|5 other|11 other|21 other|22 other|1,5 other|"),
        ("ru", "0 many|1 one|2 few|5 many|11 many|21 one|22 few|1,5 other|"),
        ("zh", "0位|1位|2位|5位|11位|21位|22位|1.5位|"),
        ("en", "nobody|1 one|2 other|5 other|11 other|21 other|22 other|1.5 other|"),
    ] {
        assert_eq!(project.output(&format!("{tag}/lake/index.html")).replace('\n', "|"), expected, "{tag}");
    }
}

#[test]
fn ordinal_numbers_have_forms_of_their_own() {
    let template = r#"{% for n in [1, 2, 3, 4, 11, 21] %}{{ "place" | t(n=n) }} {% endfor %}"#;
    let plain = "place = { NUMBER($n, type: \"ordinal\") }.\n";
    let project = probe::site("")
        .page("lake", "Lake", "")
        .file("locales/kk/m.ftl", plain)
        .file("locales/ru/m.ftl", plain)
        .file("locales/zh/m.ftl", plain)
        .file(
            "locales/en/m.ftl",
            "place = { NUMBER($n, type: \"ordinal\") ->\n    [one] { $n }st\n    [two] { $n }nd\n    [few] { $n }rd\n   *[other] { $n }th\n }\n",
        )
        .template("page.html", template)
        .built();
    assert_eq!(project.output("en/lake/index.html"), "1st 2nd 3rd 4th 11th 21st ");
    assert_eq!(project.output("ru/lake/index.html"), "1. 2. 3. 4. 11. 21. ");
}

#[test]
fn a_template_may_speak_several_languages_in_turn() {
    let template = r#"{% for lang in config.languages %}{{ "hello" | t }} {{ 1234.5 | number }} {{ page.date | date }} {{ url(path="/lake/") }}
{% endfor %}"#;
    let project = probe::site("")
        .page("lake", "Lake", "")
        .file("content/lake/facts.toml", "date = 2026-05-20\n")
        .file("locales/kk/m.ftl", "hello = Сәлем\n")
        .file("locales/ru/m.ftl", "hello = Привет\n")
        .file("locales/zh/m.ftl", "hello = 你好\n")
        .file("locales/en/m.ftl", "hello = Hello\n")
        .template("page.html", template)
        .built();
    assert_eq!(
        plain(&project.output("zh/lake/index.html")),
        "Сәлем 1234,5 2026 ж. 20 мамыр /kk/lake/\n\
         Привет 1234,5 20 мая 2026 г. /ru/lake/\n\
         你好 1,234.5 2026年5月20日 /zh/lake/\n\
         Hello 1,234.5 May 20, 2026 /en/lake/\n"
    );
}

#[test]
fn a_site_may_choose_other_quotation_marks() {
    let project = probe::site("")
        .document("lake.ru.md", "Озеро", "\"Это 'Хоргос'\"\n")
        .template("page.html", "{{ page.content | safe }}");
    let config = std::fs::read_to_string(project.path("sapar.toml")).expect("the configuration");
    let russian = "[languages.ru]\n";
    project.write("sapar.toml", config.replace(russian, &format!("{russian}quotes = \"„“‚‘\"\n")));
    assert_eq!(project.built().output("ru/lake/index.html"), "<p>„Это ‚Хоргос‘“</p>\n");
}
