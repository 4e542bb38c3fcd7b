//! Texts as editors write them, in four languages: what other programs would have shown as it is typed.

use super::artefacts::without_hashes;
use super::html::Html;
use super::probe;
use super::project::Project;

/// A site whose pages are nothing but their text, with a page, a component and a picture to refer to.
fn site(config: &str) -> Project {
    probe::site(config)
        .template("page.html", "{{ page.content | safe }}")
        .section("lakes", "Lakes")
        .page("lakes/kanas", "Kanas", "## Depth\n\n[Picture](hero.svg)\n")
        .file("content/lakes/kanas/hero.svg", &probe::svg(30, 20))
        .file(
            "themes/probe/components/note.html",
            "{% component note(title: string = \"\") -%}\n<aside id=\"aside\"><b>{{ title }}</b>{{ body }}</aside>\n{%- endcomponent note %}\n",
        )
}

/// A site with a text, which begins in line 4 of its file.
fn with_text(tag: &str, text: &str) -> Project {
    site("").document(&format!("lakes/altai.{tag}.md"), "Altai", text)
}

/// What becomes of a text in a language.
#[track_caller]
fn render(tag: &str, text: &str) -> String {
    let project = with_text(tag, text).built();
    project.output(&format!("{tag}/lakes/altai/index.html"))
}

/// A text that is one paragraph, rendered without its `p`.
#[track_caller]
fn paragraph(tag: &str, text: &str) -> String {
    let html = render(tag, text);
    let inner = html.strip_prefix("<p>").and_then(|html| html.strip_suffix("</p>\n"));
    inner.unwrap_or_else(|| panic!("{html}")).to_owned()
}

/// The mistakes of a text as `LINE:COLUMN CODE`, with what is suggested behind `→`.
#[track_caller]
fn mistakes(project: &Project) -> Vec<String> {
    let diagnostics = project.diagnostics();
    let short = diagnostics.iter().map(|it| {
        let place = format!("{}:{} {}", it["line"], it["column"], it["code"].as_str().expect("a code"));
        it["suggestion"].as_str().map_or(place.clone(), |name| format!("{place} → {name}"))
    });
    short.collect()
}

#[test]
fn emphasis_beside_chinese_marks_needs_no_space_whatever_stands_outside() {
    for (tag, text, expected) in [
        ("zh", "**电话：**8-727-123-45-67", "<strong>电话：</strong>8-727-123-45-67"),
        ("zh", "**时间：**9:00", "<strong>时间：</strong>9:00"),
        ("zh", "**WiFi：**Free", "<strong>WiFi：</strong>Free"),
        ("zh", "Wi-Fi**（免费）**", "Wi-Fi<strong>（免费）</strong>"),
        ("zh", "T9**（次）**7", "T9<strong>（次）</strong>7"),
        ("zh", "*注：*9月", "<em>注：</em>9月"),
        ("zh", "***注：***9月", "<em><strong>注：</strong></em>9月"),
        ("zh", "__电话：__8-727", "<strong>电话：</strong>8-727"),
        ("zh", "**“免费”**WiFi", "<strong>“免费”</strong>WiFi"),
        ("zh", "（**WiFi：**Free）", "（<strong>WiFi：</strong>Free）"),
        (
            "zh",
            "**甲：**A，**乙：**B，**丙：**3",
            "<strong>甲：</strong>A，<strong>乙：</strong>B，<strong>丙：</strong>3",
        ),
        ("zh", "~~原价：~~80元", "<del>原价：</del>80元"),
        ("zh", "~~原价：100元。~~现价80元", "<del>原价：100元。</del>现价80元"),
        (
            "ru",
            "**Тел.:**8-727-123, **Цена:**5000",
            "<strong>Тел.:</strong>8-727-123, <strong>Цена:</strong>5000",
        ),
        (
            "kk",
            "**Бағасы:**5000 ₸, Wi-Fi**«тегін»**",
            "<strong>Бағасы:</strong>5000 ₸, Wi-Fi<strong>«тегін»</strong>",
        ),
        ("kk", "~~Бағасы: 100 ₸.~~80 ₸", "<del>Бағасы: 100 ₸.</del>80 ₸"),
    ] {
        assert_eq!(paragraph(tag, text), expected, "{text}");
    }
}

#[test]
fn marks_that_emphasise_nothing_stay() {
    for (tag, text) in [
        ("ru", "Цена*, скидка*, 5*(а+б)*2"),
        ("zh", "价格*，优惠*"),
        ("zh", "报告_（终稿）_v2，9:00~18:00，周一~周五"),
        ("en", "**Phone:**8-727"),
        ("en", "Wi-Fi**(free)**x"),
        ("zh", "\\*\\*电话：\\*\\*8"),
    ] {
        assert_eq!(paragraph(tag, text), text.replace('\\', ""), "{text}");
    }
    assert_eq!(paragraph("zh", "`**电话：**8`"), "<code>**电话：**8</code>");
}

#[test]
fn lines_of_chinese_have_no_space_between_them() {
    for (tag, text, expected) in [
        ("zh", "马尔卡\n科尔湖", "马尔卡科尔湖"),
        ("zh", "湖水很深，\n风很大。\n“去”\n吧", "湖水很深，风很大。“去”吧"),
        ("zh", "**湖**\n*水*[^1]\n深 [路](/lakes/)\n远\n\n[^1]: 注", "**"),
        ("zh", "湖\nKanas\n水\n`x`\n山", "湖\nKanas\n水\n<code>x</code>\n山"),
        ("zh", "说\n\"好\"\n的", "说“好”的"),
        ("zh", "甲  \n乙", "甲<br />\n乙"),
        ("ko", "호수\n물", "호수\n물"),
        ("ja", "カー\nド、\nひら", "カード、ひら"),
        ("ru", "озеро\nКанас", "озеро\nКанас"),
    ] {
        if tag == "ko" || tag == "ja" {
            assert_eq!(paragraph("en", text), expected, "{text}");
        } else if expected == "**" {
            let html = render(tag, text);
            assert!(html.starts_with("<p><strong>湖</strong><em>水</em><sup"), "{html}");
            assert!(html.contains("</sup>深 <a href=\"/zh/lakes/\">路</a>远</p>"), "{html}");
        } else {
            assert_eq!(paragraph(tag, text), expected, "{text}");
        }
    }
    // In lists and feeds, in the ids of headings, and in what a picture shows.
    let project = probe::site("[sections.lakes]\nfeed = true\n")
        .section("lakes", "Lakes")
        .template("section.html", "{% for page in paginator.pages %}{{ page.summary }}{% endfor %}")
        .template("page.html", "{{ page.content | safe }}|{{ page.description }}")
        .file(
            "content/lakes/altai.zh.md",
            "---\ntitle: >\n  马尔卡\n  科尔湖\n---\n湖水很\n深。\n\n山峰\n很高。\n\n<!-- more -->\n\n![湖\n水](/lakes/a.svg)\n\n大\n湖\n---\n",
        )
        .file("content/lakes/altai.facts.toml", "date = 2026-05-01\n")
        .file("content/lakes/a.svg", &probe::svg(30, 20))
        .built();
    assert!(
        project.output("zh/lakes/index.html").contains("湖水很深。山峰很高。"),
        "{}",
        project.output("zh/lakes/index.html")
    );
    let feed = project.output("zh/lakes/feed.xml");
    assert!(feed.contains("湖水很深。山峰很高。") && feed.contains("<title>马尔卡科尔湖</title>"), "{feed}");
    let page = project.output("zh/lakes/altai/index.html");
    assert!(page.contains("alt=\"湖水\"") && page.contains("<h2 id=\"大湖\">大湖</h2>"), "{page}");
}

#[test]
fn braces_behind_a_heading_are_attributes_only_where_they_say_some() {
    for (text, expected) in [
        ("## Цена {от 5000 ₸}", "<h2 id=\"цена-от-5000\">Цена {от 5000 ₸}</h2>\n"),
        ("Цена {от 5000 ₸}\n---", "<h2 id=\"цена-от-5000\">Цена {от 5000 ₸}</h2>\n"),
        (
            "> - ## Цена {}",
            "<blockquote>\n<ul>\n<li>\n<h2 id=\"цена\">Цена {}</h2>\n</li>\n</ul>\n</blockquote>\n",
        ),
        ("## Цена {#цена .важно}", "<h2 id=\"цена\" class=\"важно\">Цена</h2>\n"),
        (
            "## Цена {lang=kk .a data-x=\"y\"}",
            "<h2 id=\"цена\" class=\"a\" lang=\"kk\" data-x=\"y\">Цена</h2>\n",
        ),
        ("## Цена {.важно от}", "<h2 id=\"цена-важно-от\">Цена {.важно от}</h2>\n"),
        ("## Цена *{от}*", "<h2 id=\"цена-от\">Цена <em>{от}</em></h2>\n"),
    ] {
        let html = render("ru", text);
        assert_eq!(html.replace("<li><h2", "<li>\n<h2"), expected, "{text}");
    }
    assert_eq!(render("ru", "```\nцена {5}\n```\n"), "<pre><code>цена {5}\n</code></pre>\n");
}

#[test]
fn a_definition_has_a_space_behind_its_colon() {
    assert_eq!(paragraph("ru", "До встречи\n:) ждём вас"), "До встречи\n:) ждём вас");
    assert_eq!(render("ru", "До встречи\n\n:) ждём вас"), "<p>До встречи</p>\n<p>:) ждём вас</p>\n");
    assert_eq!(paragraph("zh", "湖\n:smile:"), "湖\n:smile:");
    for text in ["Озеро\n: Вода", "Озеро\n:   Вода", "Озеро\n:\tВода"] {
        let html = render("ru", text);
        assert!(html.contains("<dt>Озеро</dt>\n<dd>Вода</dd>"), "{html}");
    }
    let table = render("ru", "a | b\n:-- | --:\n1 | 2\n");
    assert!(table.contains("<table>"), "{table}");
}

#[test]
fn quotation_marks_open_before_a_sentence_that_was_broken_off() {
    for (tag, text, expected) in [
        ("ru", "\"…и вот\" он пришёл", "«…и вот» он пришёл"),
        ("ru", "\"...и *вот*\" он", "«...и <em>вот</em>» он"),
        ("ru", "Он: \"?\" — и ушёл", "Он: «?» — и ушёл"),
        ("en", "'He said \"hi\" to me'", "‘He said “hi” to me’"),
        ("en", "'He said **\"hi\"** to me'", "‘He said <strong>“hi”</strong> to me’"),
        ("kk", "\"А 'б \"в\" б' а\"", "«А „б «в» б“ а»"),
        ("ru", "\"А 'б \"в\" б' а\"", "«А „б «в» б“ а»"),
        ("zh", "\"甲'乙\"丙\"乙'甲\"", "“甲‘乙“丙”乙’甲”"),
        ("en", "\"A 'b \"c\" b' a\"", "“A ‘b “c” b’ a”"),
        ("en", "43°52'30\" N, 5'10\" tall, 6' wide", "43°52'30\" N, 5'10\" tall, 6' wide"),
        ("ru", "43°52'30\" с. ш. (\"Канас\")", "43°52'30\" с. ш. («Канас»)"),
    ] {
        assert_eq!(paragraph(tag, text), expected, "{text}");
    }
}

#[test]
fn an_id_can_be_seen_and_typed_and_is_found_in_any_normalisation_form() {
    for (text, id) in [
        ("## 🏔️ Горы", "горы"),
        ("## 1️⃣ День", "1-день"),
        ("## вели\u{AD}чина", "величина"),
        ("## Туи\u{306}гын", "туйгын"),
        ("## x {#и\u{306}\u{200B}}", "й"),
    ] {
        let project = with_text("ru", text);
        project.build(&[]).exits(0);
        let page = Html::parse(&project.output("ru/lakes/altai/index.html"));
        assert_eq!(page.one("h2").attribute("id"), Some(id));
    }
    // A link that was typed to a heading that was pasted, and the other way round; an id of HTML stays as it is.
    let text = "## Туи\u{306}гын\n\n## Чай\n\n<p id=\"кои\u{306}\">x</p>\n\n[а](#туйгын) [б](#чаи\u{306}) [в](#кой)\n";
    let page = render("ru", text);
    let hrefs = Html::parse(&page);
    let expected = ["туйгын", "чай", "кои\u{306}"].map(|id| {
        let mut url = String::from("/ru/lakes/altai/#");
        id.bytes().for_each(|byte| url.push_str(&format!("%{byte:02X}")));
        url
    });
    assert_eq!(hrefs.hrefs("a"), expected);
}

#[test]
fn no_two_elements_have_one_id() {
    let html = render("en", "<div id=\"x\">a</div>\n\n## x\n\n[a](#x) [b](#x-2)\n");
    assert!(html.contains("<h2 id=\"x-2\">x</h2>"), "{html}");
    let project = with_text("en", "<div id=\"x\">a</div>\n\n## y {#x}\n\nText <b id='x'>z</b>\n");
    assert_eq!(mistakes(&project), ["6:7 duplicate-heading-id", "8:13 duplicate-heading-id"]);
    // Some write both, for old browsers.
    render("en", "<a name=\"x\" id=\"x\"></a>\n\n[a](#x)\n");
    let project = with_text("en", "## Aside\n\n:::note\n:::\n");
    assert_eq!(mistakes(&project), ["4:1 duplicate-heading-id"]);
    // An id of the template, however it is written there; what only looks like one is none.
    for (id, told) in [
        ("id=\"карта\"", true),
        ("id='карта'", true),
        ("class=a id=карта", true),
        ("data-id=\"карта\"", false),
        ("title='id=\"карта\"'", false),
    ] {
        let template = format!("<main {id}>{{{{ page.content | safe }}}}</main>");
        let project =
            with_text("ru", "Текст\n\n## Карта\n\n`id=\"карта\"`\n").template("page.html", &template);
        let expected: &[&str] = if told { &["6:1 duplicate-heading-id"] } else { &[] };
        assert_eq!(mistakes(&project), expected, "{id}");
    }
}

#[test]
fn ids_of_html_of_templates_and_of_components_are_found() {
    let project = site("")
        .template("page.html", "<main id=\"map\">{{ page.content | safe }}{{ url(path=\"/lakes/altai/#aside\") }} {{ url(path=\"/lakes/kanas/#map\") }}</main>")
        .page("lakes/altai", "Altai", "<a name=\"old\"></a>\n\n:::note\n:::\n\n[a](#old) [b](#map) [c](#aside) [d](/lakes/kanas/#map)\n")
        .built();
    let page = project.output("kk/lakes/altai/index.html");
    assert!(page.contains("/kk/lakes/altai/#aside /kk/lakes/kanas/#map</main>"), "{page}");
    let anchors = ["#old", "#map", "#aside"].map(|anchor| format!("/kk/lakes/altai/{anchor}"));
    assert_eq!(Html::parse(&page).hrefs("a")[..3], anchors);
}

#[test]
fn characters_that_html_cannot_hold_are_replaced() {
    let html = render("en", "a\0b `c\0` \u{FDD0}x\n");
    assert_eq!(html, "<p>a\u{FFFD}b <code>c\u{FFFD}</code> \u{FFFD}x</p>\n");
}

#[test]
fn front_matter_may_say_nothing_and_may_have_many_lines() {
    let project = site("")
        .template("page.html", "<title>{{ page.title }}</title>|{{ page.description }}|{{ page.summary | safe }}")
        .file(
            "content/lakes/altai.ru.md",
            "---\ntitle: >\n  Озеро\n  Маркаколь\ndescription: |\n  Первая\n  \"вторая\"\nsummary:\n---\nТекст.\n",
        )
        .file("content/lakes/altai.en.md", "---\ntitle: \"Lake\n  Markakol\"\ndescription:\nslug: \"\"\n---\nText.\n")
        .file("content/lakes/altai.facts.toml", "date = \"\"\nweight = ''\n")
        .built();
    let page = project.output("ru/lakes/altai/index.html");
    assert_eq!(page, "<title>Озеро Маркаколь</title>|Первая «вторая»|<p>Текст.</p>\n");
    assert!(project.output("en/lakes/altai/index.html").starts_with("<title>Lake Markakol</title>||"));
    let project = site("").file("content/lakes/altai.en.md", "---\ntitle:\n---\n");
    assert_eq!(project.finding(), "content/lakes/altai.en.md:2:1 missing-key");
    let project = site("").file("content/lakes/altai.en.md", "+++\ntitle = \"  \"\n+++\n");
    assert_eq!(project.finding(), "content/lakes/altai.en.md:2:1 missing-key");
}

#[test]
fn html_loads_nothing_from_hosts_that_the_site_does_not_allow() {
    let texts = [
        ("<a href=\"javascript:alert(1)\">x</a>", "unsafe-link"),
        ("<a href=' JavaScript:x'>x</a>", "unsafe-link"),
        ("<a href=\"file:///C:/x.pdf\">x</a>", "unsafe-link"),
        ("<img src=\"https://other.example/i.png\" alt=\"\">", "external-resource"),
        ("<img src=\"//other.example/i.png\" alt=\"\">", "external-resource"),
        (
            "<img srcset=\"https://other.example/i.png 2x\" src=\"/lakes/kanas/hero.svg\" alt=\"\">",
            "external-resource",
        ),
        ("<img srcset=\"nothing.png 2x\" src=\"/lakes/kanas/hero.svg\" alt=\"\">", "image-not-found"),
        ("<iframe src=\"https://other.example/\"></iframe>", "external-resource"),
        ("<iframe src=\"/nothing/\"></iframe>", "link-not-found"),
        ("<iframe src=\"data:text/html,x\"></iframe>", "unsafe-link"),
        ("<object data=\"https://other.example/x\"></object>", "external-resource"),
        ("<object data=\"nothing.pdf\"></object>", "link-not-found"),
        ("<embed src=\"https://other.example/x\">", "external-resource"),
        ("<video src=\"https://other.example/x\"></video>", "external-resource"),
        ("<form action=\"https://other.example/x\"></form>", "external-resource"),
        ("<form action=\"/nothing/\"></form>", "link-not-found"),
        ("<form action=\"javascript:x\"></form>", "unsafe-link"),
        ("<script src=\"https://other.example/x.js\"></script>", "external-resource"),
        ("<link rel=stylesheet href=\"https://other.example/x.css\">", "external-resource"),
        ("<svg><use href=\"https://other.example/x.svg#a\"/></svg>", "external-resource"),
        ("<svg><use xlink:href=\"#nothing\"/></svg>", "anchor-not-found"),
        ("<svg><image href=\"https://other.example/x.png\"/></svg>", "external-resource"),
        ("<p style=\"background: url(https://other.example/x.png)\">x</p>", "external-resource"),
        ("![x](https://other.example/i.png)", "external-resource"),
    ];
    for (text, code) in texts {
        let project = with_text("ru", text);
        let found = mistakes(&project);
        assert!(found.len() == 1 && found[0].contains(&format!(" {code}")), "{text}: {found:?}");
        if code == "external-resource" {
            let config = "allowed_hosts = [\"*.example\"]\n";
            let allowed = site("").file("sapar.toml", &format!("{config}{}", probe::CONFIG));
            allowed.document("lakes/altai.ru.md", "Altai", text).built();
        }
    }
    for text in [
        "<svg><symbol id=\"a\"></symbol><use href=\"#a\"/></svg>",
        "<form action=\"mailto:a@altai.example\"></form>",
        "<img src=\"https://altai.example/x.png\" alt=\"\">",
        "<img src=\"data:image/png;base64,AA==\" alt=\"\">",
        "<a href=\"https://other.example/\">x</a>",
    ] {
        assert_eq!(render("ru", text).replace("<p>", "").replace("</p>", "").trim(), text);
    }
    let pictures =
        "<img src=\"../kanas/hero.svg\" srcset=\"../kanas/hero.svg 1x, /lakes/kanas/hero.svg 2x\" alt=\"\">";
    let html = render("ru", pictures);
    assert_eq!(without_hashes(&html).matches("/lakes/kanas/hero.svg").count(), 3, "{html}");
}

#[test]
fn a_picture_of_another_host_is_refused_with_the_reason() {
    let project = with_text("ru", "Текст ![x](https://other.example/i.png)\n");
    let run = project.build(&["--lang", "ru"]).exits(1);
    assert!(run.stderr.contains("изображения с других хостов не показываются"), "{run:?}");
    assert!(run.stderr.contains("allowed_hosts = [\"other.example\"]"), "{run:?}");
    let config = site("")
        .file("sapar.toml", &format!("allowed_hosts = [\"https://x/\", \"b.example\"]\n{}", probe::CONFIG));
    assert_eq!(config.finding(), "sapar.toml:1:18 invalid-host");
}

#[test]
fn links_of_every_messenger_pass() {
    let links = [
        "viber://chat?number=7701",
        "dgis://2gis.ru/routes",
        "tg://resolve?domain=x",
        "line://ti/p/x",
        "weixin://x",
    ];
    for link in links {
        let page = render("ru", &format!("[x]({link}) <a href=\"{link}\">y</a>\n"));
        assert_eq!(Html::parse(&page).hrefs("a"), [link, link]);
    }
    for (link, finding) in [
        ("javascript:alert(1)", "4:5 unsafe-link"),
        ("data:text/html,x", "4:5 unsafe-link"),
        ("file:///home/x", "4:5 unsafe-link"),
        ("C:/x.pdf", "4:5 unsafe-link"),
        ("htps://altai.example/", "4:5 link-scheme → https"),
    ] {
        assert_eq!(mistakes(&with_text("ru", &format!("[x]({link})\n"))), [finding], "{link}");
    }
}

#[test]
fn a_link_that_is_shown_as_text_is_told() {
    for (text, finding) in [
        ("![x](my photo.svg)", "4:4 link-misread"),
        ("[карта](карта озера.pdf)", "4:7 link-misread"),
        ("[x] (/lakes/kanas/)", "4:3 link-misread"),
        ("[链接]（/lakes/kanas/）", "4:4 link-misread"),
        ("[x](/lakes/ «Озёра»)", "4:3 link-misread"),
    ] {
        assert_eq!(mistakes(&with_text("ru", text)), [finding], "{text}");
    }
    for text in
        ["[см. выше] (то есть ниже)", "\\[x](my photo.svg)", "`![x](my photo.svg)`", "【注】（见下文）"]
    {
        render("ru", text);
    }
    let run = with_text("ru", "![x](my photo.svg)").build(&["--strict"]).exits(1);
    assert!(run.stderr.contains("write spaces as `%20`"), "{run:?}");
}

#[test]
fn an_alert_that_is_none_is_told() {
    for (text, finding) in [
        ("> [!WARNNING]\n> x", "4:3 alert-syntax → WARNING"),
        ("> [!ескерту]\n> x", "4:3 alert-syntax"),
        ("> [!NOTE] Title\n> x", "4:3 alert-syntax"),
        ("- > [!INFO]", "4:5 alert-syntax"),
    ] {
        assert_eq!(mistakes(&with_text("ru", text)), [finding], "{text}");
    }
    for text in ["> \\[!WARNNING]\n> x", "> [!note]\n> x", "> [!x](/lakes/)", "> x [!y]"] {
        render("ru", text);
    }
}

#[test]
fn a_block_that_the_theme_lacks_is_told_by_its_name_and_a_title_by_how_it_is_written() {
    let project = with_text("kk", ":::ескерту\nx\n:::\n\n:::noet\n:::\n");
    assert_eq!(mistakes(&project), ["4:4 component-unknown", "8:4 component-unknown → note"]);
    let run = project.build(&[]).exits(1);
    assert!(run.stderr.contains("no component `ескерту`") && run.stderr.contains("`note`"), "{run:?}");
    for (line, title) in [(":::note Қар көп", "Қар көп"), (":::note \"Қар\"", "Қар"), (":::note[Қар]", "Қар")]
    {
        let project = with_text("kk", &format!("{line}\nx\n:::\n"));
        assert_eq!(mistakes(&project).len(), 1, "{line}");
        let run = project.build(&[]).exits(1);
        assert!(run.stderr.contains(&format!(":::note title=\"{title}\"")), "{run:?}");
    }
    let project = with_text("kk", ":::ескерту Қар\nx\n:::\n");
    assert_eq!(mistakes(&project), ["4:4 component-unknown", "4:12 component-syntax"]);
}
