//! Markdown as readers see it: everything beyond CommonMark, typography, links and pictures; and that no text whatever
//! breaks the page.

use proptest::prelude::*;
use pulldown_cmark::{Options, Parser};
use sapar::content::markdown::{
    Arguments, Link, Picture, ReferenceKind, Rendered, Resolver, Tree, beginning, headings, html, parse,
};
use sapar::diagnostics::{Diagnostic, SourceText};
use sapar::language::{Language, Quotes};
use sapar::pictures::LOADING;

use super::artefacts::without_hashes;
use super::html::Html;
use super::probe;
use super::project::Project;

/// The words that the program puts into texts, in four languages.
const WORDS: [(&str, &str); 4] = [
    (
        "kk",
        "alert-note = Ескерту\nalert-tip = Кеңес\nalert-important = Маңызды\nalert-warning = Абайлаңыз\n\
         alert-caution = Қауіп\ntable = Кесте\nfootnotes = Сілтемелер\nfootnote-back = Мәтінге оралу\n",
    ),
    (
        "ru",
        "alert-note = Заметка\nalert-tip = Совет\nalert-important = Важно\nalert-warning = Внимание\n\
         alert-caution = Опасно\ntable = Таблица\nfootnotes = Сноски\nfootnote-back = К тексту\n",
    ),
    (
        "zh",
        "alert-note = 说明\nalert-tip = 提示\nalert-important = 重要\nalert-warning = 注意\n\
         alert-caution = 危险\ntable = 表格\nfootnotes = 脚注\nfootnote-back = 返回正文\n",
    ),
    (
        "en",
        "alert-note = Note\nalert-tip = Tip\nalert-important = Important\nalert-warning = Warning\n\
         alert-caution = Caution\ntable = Table & more\nfootnotes = Footnotes\nfootnote-back = Back\n",
    ),
];

/// A site whose pages are nothing but their text, with some pages and files to refer to.
fn site() -> Project {
    let words = WORDS.into_iter().fold(probe::site(""), |project, (tag, words)| {
        project.file(&format!("themes/probe/locales/{tag}/words.ftl"), words)
    });
    words.template("page.html", "{{ page.content | safe }}").section("lakes", "Lakes").page(
        "lakes/kanas",
        "Kanas",
        "## Depth\n",
    )
}

/// What becomes of a text in a language.
#[track_caller]
fn render(tag: &str, text: &str) -> String {
    let project = site().document(&format!("lakes/markakol/index.{tag}.md"), "Markakol", text);
    project.write("content/lakes/markakol/hero.svg", probe::svg(30, 20));
    project.write("content/lakes/markakol/winter.png", probe::png(640, 480));
    project.build(&[]).exits(0);
    project.output(&format!("{tag}/lakes/markakol/index.html"))
}

#[test]
fn tables_can_be_scrolled_and_are_named() {
    assert_eq!(
        render("en", "| a | b |\n|:--|--:|\n| *x* | 1 |\n"),
        "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"Table &amp; more\">\n\
         <table><thead><tr><th style=\"text-align: start\">a</th><th style=\"text-align: end\">b</th></tr></thead><tbody>\n\
         <tr><td style=\"text-align: start\"><em>x</em></td><td style=\"text-align: end\">1</td></tr>\n\
         </tbody></table>\n</div>\n"
    );
    assert!(render("zh", "| a |\n|---|\n| b |\n").contains("aria-label=\"表格\""));
    // Each has a name of its own.
    let two = render("zh", "| a |\n|---|\n\n| b |\n|---|\n");
    assert!(two.contains("aria-label=\"表格\"") && two.contains("aria-label=\"表格 2\""));
}

#[test]
fn footnotes_are_numbered_as_they_are_marked_and_lead_back() {
    let text =
        "One[^b], two[^a], three[^b].\n\n[^a]: *First* written.\n[^b]: Second written.\n\n    With more.\n";
    assert_eq!(
        render("ru", text),
        "<p>One<sup class=\"footnote-reference\"><a id=\"_footnote-mark-1\" href=\"#_footnote-1\" role=\"doc-noteref\">1</a></sup>, \
         two<sup class=\"footnote-reference\"><a id=\"_footnote-mark-2\" href=\"#_footnote-2\" role=\"doc-noteref\">2</a></sup>, \
         three<sup class=\"footnote-reference\"><a id=\"_footnote-mark-1-2\" href=\"#_footnote-1\" role=\"doc-noteref\">1</a></sup>.</p>\n\
         <section class=\"footnotes\" role=\"doc-endnotes\">\n<h2 class=\"visually-hidden\">Сноски</h2>\n<ol>\n\
         <li id=\"_footnote-1\"><p>Second written.</p>\n<p>With more. \
         <a href=\"#_footnote-mark-1\" role=\"doc-backlink\" aria-label=\"К тексту\">↩</a> \
         <a href=\"#_footnote-mark-1-2\" role=\"doc-backlink\" aria-label=\"К тексту\">↩</a></p></li>\n\
         <li id=\"_footnote-2\"><p><em>First</em> written. \
         <a href=\"#_footnote-mark-2\" role=\"doc-backlink\" aria-label=\"К тексту\">↩</a></p></li>\n\
         </ol>\n</section>\n"
    );
}

#[test]
fn a_mark_of_a_footnote_without_a_text_is_told() {
    let project = site().document("notes.kk.md", "T", "Бір[^1] екі[^екі], `[^3]`, \\[^4].\n\n[^1]: Мәтін.\n");
    assert_eq!(project.finding(), "content/notes.kk.md:4:12 footnote-not-found");
}

#[test]
fn a_footnote_that_nobody_marks_is_not_shown() {
    assert_eq!(render("en", "Text.\n\n[^a]: Alone.\n"), "<p>Text.</p>\n");
}

#[test]
fn lists_have_tasks_and_definitions_and_text_may_be_struck_out() {
    let html = render("en", "- [x] done\n- [ ] ~~to do~~\n\nLake\n: Water\n: *Deep*\n");
    let page = Html::parse(&html);
    let tasks: Vec<bool> = page.all("input").map(|input| input.attribute("checked").is_some()).collect();
    assert_eq!(tasks, [true, false]);
    assert!(
        page.all("input").all(|input| input.is("type", "checkbox") && input.attribute("disabled").is_some())
    );
    assert_eq!(page.one("del").text, "to do");
    assert_eq!(page.one("dt").words(), "Lake");
    assert_eq!(page.texts("dd"), ["Water", "Deep"]);
    assert_eq!(page.errors, Vec::<String>::new());
}

#[test]
fn headings_may_say_their_id_and_classes() {
    assert_eq!(
        render("en", "## How to get there {#way .wide .low}\n\n### Plain\n"),
        "<h2 id=\"way\" class=\"wide low\">How to get there</h2>\n<h3 id=\"plain\">Plain</h3>\n"
    );
}

#[test]
fn heading_ids_are_made_of_the_words_in_their_own_script() {
    for (tag, heading, id) in [
        ("kk", "Қалай жетуге болады?", "қалай-жетуге-болады"),
        ("ru", "Ёлки и «Хоргос»", "ёлки-и-хоргос"),
        ("zh", "如何到达：喀纳斯", "如何到达-喀纳斯"),
        ("en", "The lake's *northern* `shore`", "the-lakes-northern-shore"),
    ] {
        let html = render(tag, &format!("## {heading}\n"));
        assert_eq!(Html::parse(&html).one("h2").attribute("id"), Some(id));
    }
}

#[test]
fn heading_ids_stay_when_other_headings_come_or_go() {
    let ids = |text: &str| -> Vec<String> {
        let page = Html::parse(&render("ru", text));
        page.elements.iter().filter_map(|element| element.attribute("id").map(ToOwned::to_owned)).collect()
    };
    assert_eq!(ids("## Берег\n\n## Глубина\n\n### Берег\n"), ["берег", "глубина", "берег-2"]);
    assert_eq!(ids("## Новое\n\n## Берег\n\n### Берег\n"), ["новое", "берег", "берег-2"]);
    assert_eq!(ids("## …\n\n## !\n"), ["section", "section-2"]);
}

#[test]
fn a_text_that_begins_at_level_one_moves_down_below_the_title() {
    assert_eq!(
        render("en", "# One\n\n## Two\n\n###### Six\n"),
        "<h2 id=\"one\">One</h2>\n<h3 id=\"two\">Two</h3>\n<h6 id=\"six\">Six</h6>\n"
    );
}

#[test]
fn alerts_are_titled_in_the_language_of_the_text() {
    for (tag, title) in [("kk", "Ескерту"), ("ru", "Заметка"), ("zh", "说明"), ("en", "Note")]
    {
        assert_eq!(
            render(tag, "> [!NOTE]\n> Text.\n"),
            format!(
                "<div class=\"alert alert-note\" role=\"note\">\n<p class=\"alert-title\">{title}</p>\n<p>Text.</p>\n</div>\n"
            )
        );
    }
    for (name, title) in
        [("tip", "Tip"), ("important", "Important"), ("warning", "Warning"), ("caution", "Caution")]
    {
        let html = render("en", &format!("> [!{}]\n> Text.\n", name.to_uppercase()));
        assert!(html.starts_with(&format!("<div class=\"alert alert-{name}\"")), "{html}");
        assert!(html.contains(&format!("<p class=\"alert-title\">{title}</p>")), "{html}");
    }
    assert_eq!(render("en", "> Said.\n"), "<blockquote>\n<p>Said.</p>\n</blockquote>\n");
}

#[test]
fn links_lead_to_pages_in_the_readers_language_and_to_files() {
    for tag in ["kk", "ru", "zh", "en"] {
        let html = render(
            tag,
            "[a](/lakes/kanas/) [b](../kanas/#depth) [c](..) [d](hero.svg) [e](/lakes/kanas?q=1#depth) [f](../kanas)\n\
             [g]\n\n[g]: /lakes/ \"The 'lakes'\"\n\n[h](/)\n",
        );
        let page = Html::parse(&without_hashes(&html));
        let kanas = format!("/{tag}/lakes/kanas/");
        let expected = [
            kanas.clone(),
            format!("{kanas}#depth"),
            format!("/{tag}/lakes/"),
            "/lakes/markakol/hero.svg".to_owned(),
            format!("{kanas}?q=1#depth"),
            kanas,
            format!("/{tag}/lakes/"),
            format!("/{tag}/"),
        ];
        assert_eq!(page.hrefs("a"), expected.iter().map(String::as_str).collect::<Vec<_>>());
    }
}

#[test]
fn links_to_other_sites_say_so_and_links_to_this_one_do_not() {
    let html = render(
        "en",
        "[a](https://example.org/?a=1&b=2) <https://example.org/x> [c](//example.org/) [d](https://altai.example/en/)\n\
         [e](mailto:a@example.org) <b@example.org> [f](tel:+77001234567) [g](/lakes/)\n",
    );
    let page = Html::parse(&html);
    let rel: Vec<Option<&str>> = page.all("a").map(|a| a.attribute("rel")).collect();
    let external = Some("external noopener");
    assert_eq!(rel, [external, external, external, None, None, None, None, None]);
    assert_eq!(
        page.hrefs("a"),
        [
            "https://example.org/?a=1&b=2",
            "https://example.org/x",
            "//example.org/",
            "https://altai.example/en/",
            "mailto:a@example.org",
            "mailto:b@example.org",
            "tel:+77001234567",
            "/en/lakes/",
        ]
    );
}

#[test]
fn a_link_to_a_heading_that_is_not_there_is_an_error_at_its_place() {
    let project = site()
        .document("a.kk.md", "А", "Мәтін [сілтеме](/b/#жол).\n")
        .document("b.kk.md", "Б", "## Жолы\n")
        .document("b.ru.md", "Б", "## Жол\n");
    assert_eq!(project.finding(), "content/a.kk.md:4:17 anchor-not-found");
    let run = project.build(&[]).exits(1);
    assert!(run.stderr.contains("did you mean `жолы`?"), "{run:?}");
    let project = project.document("a.kk.md", "А", "Мәтін [сілтеме](/b/#жолы).\n").built();
    assert!(project.output("kk/a/index.html").contains("href=\"/kk/b/#%D0%B6%D0%BE%D0%BB%D1%8B\""));
}

#[test]
fn anchors_of_headings_with_pictures_and_of_html_are_known() {
    let html = render(
        "en",
        "## ![Lake](hero.svg) Shore[^1]\n\n<a id=\"own\"></a>\n\n[a](#shore) [b](#own)\n\n[^1]: Note.\n",
    );
    let page = Html::parse(&html);
    assert_eq!(page.all("h2").next().and_then(|heading| heading.attribute("id")), Some("shore"));
    assert!(page.hrefs("a").contains(&"/en/lakes/markakol/#shore"), "{html}");
    assert!(page.hrefs("a").contains(&"/en/lakes/markakol/#own"), "{html}");
}

#[test]
fn pictures_have_their_size_and_all_but_the_first_wait() {
    let html = render(
        "en",
        "![A \"lake\" & more](hero.svg)\n\nA ![Winter *night*](hero.svg \"From 'above'\")\n\n![Kanas](/lakes/markakol/hero.svg)\n",
    );
    assert_eq!(
        without_hashes(&html),
        "<p><img src=\"/lakes/markakol/hero.svg\" alt=\"A “lake” &amp; more\" width=\"30\" height=\"20\" fetchpriority=\"high\" decoding=\"async\"></p>\n\
         <p>A <img src=\"/lakes/markakol/hero.svg\" alt=\"Winter night\" title=\"From &#39;above&#39;\" width=\"30\" height=\"20\" loading=\"lazy\" decoding=\"async\"></p>\n\
         <p><img src=\"/lakes/markakol/hero.svg\" alt=\"Kanas\" width=\"30\" height=\"20\" loading=\"lazy\" decoding=\"async\"></p>\n"
    );
}

#[test]
fn straight_quotes_become_the_languages_own() {
    for (tag, text, expected) in [
        ("kk", "Бұл \"Қорғас\" пен \"Ұлы \"Алтай\" жолы\".", "Бұл «Қорғас» пен «Ұлы „Алтай“ жолы»."),
        ("kk", "\"Қорғас\"тың \"*Марқакөл*\"ге жолы", "«Қорғас»тың «<em>Марқакөл</em>»ге жолы"),
        ("ru", "Он сказал: \"Это \"Хоргос\"\".", "Он сказал: «Это „Хоргос“»."),
        ("ru", "(\"Алтай\") — \"озеро\"", "(«Алтай») — «озеро»"),
        ("zh", "他说\"你好\"。\"再见\"，她说。", "他说“你好”。“再见”，她说。"),
        ("zh", "这是\"他说'好'的\"地方", "这是“他说‘好’的”地方"),
        ("en", "The lake's \"pearl\" isn't 'far'.", "The lake’s “pearl” isn’t ‘far’."),
        (
            "en",
            "\"**Bold** start\" and \"end *bold*\"",
            "“<strong>Bold</strong> start” and “end <em>bold</em>”",
        ),
        (
            "en",
            "\"[Link](/lakes/)\" and \"`code`\"",
            "“<a href=\"/en/lakes/\">Link</a>” and “<code>code</code>”",
        ),
        ("en", "A line\n\"quoted\" here", "A line\n“quoted” here"),
        (
            "en",
            "rock 'n' roll, the '90s, l'été, Dostoevsky's",
            "rock ’n’ roll, the ’90s, l’été, Dostoevsky’s",
        ),
        ("en", "a 5\" screen, 6' tall", "a 5\" screen, 6' tall"),
        ("kk", "д'Артаньян, О'Генри", "д’Артаньян, О’Генри"),
    ] {
        assert_eq!(render(tag, &format!("{text}\n")), format!("<p>{expected}</p>\n"));
    }
}

#[test]
fn straight_quotes_stay_in_code_in_attributes_and_where_the_author_insists() {
    for (text, expected) in [
        ("`say \"x\"` it", "<p><code>say \"x\"</code> it</p>\n"),
        ("```\nlet x = \"y\";\n```", "<pre><code>let x = \"y\";\n</code></pre>\n"),
        ("    let x = 'y';", "<pre><code>let x = 'y';\n</code></pre>\n"),
        ("<span title=\"a 'b'\">\"in\"</span>", "<p><span title=\"a 'b'\">“in”</span></p>\n"),
        ("[\"a\"](/lakes/ \"say 'x'\")", "<p><a href=\"/en/lakes/\" title=\"say &#39;x&#39;\">“a”</a></p>\n"),
        ("\\\"as it is\\\"", "<p>\"as it is\"</p>\n"),
        ("&quot;as it is&quot;", "<p>\"as it is\"</p>\n"),
        ("\\* \"not\" \\\\ \"escaped\"", "<p>* “not” \\ “escaped”</p>\n"),
        ("<div data-x=\"y\">\n\"raw\"\n</div>", "<div data-x=\"y\">\n\"raw\"\n</div>\n"),
    ] {
        assert_eq!(render("en", &format!("{text}\n")).replace("&quot;", "\""), expected, "{text}");
    }
}

#[test]
fn a_quotation_mark_of_one_paragraph_closes_nothing_in_another() {
    assert_eq!(
        render("ru", "\"Начало\n\n\"Другое\" слово\n\n- \"раз\n- \"два\"\n"),
        "<p>«Начало</p>\n<p>«Другое» слово</p>\n<ul>\n<li>«раз</li>\n<li>«два»</li>\n</ul>\n"
    );
}

#[test]
fn emphasis_beside_chinese_punctuation_is_emphasis() {
    for (tag, text, expected) in [
        ("zh", "**注意：**正文", "<strong>注意：</strong>正文"),
        ("zh", "正文**“注意”**正文", "正文<strong>“注意”</strong>正文"),
        ("zh", "前文**[链接](/lakes/)**后文", "前文<strong><a href=\"/zh/lakes/\">链接</a></strong>后文"),
        (
            "zh",
            "*（说明）*正文，***“都要”***，*《书》*",
            "<em>（说明）</em>正文，<em><strong>“都要”</strong></em>，<em>《书》</em>",
        ),
        (
            "zh",
            "**注意！** **请看：**正文**。**完",
            "<strong>注意！</strong> <strong>请看：</strong>正文<strong>。</strong>完",
        ),
        ("zh", "**`代码`**后文", "<strong><code>代码</code></strong>后文"),
        ("zh", "**注意\"这个\"**正文", "<strong>注意“这个”</strong>正文"),
        ("kk", "**«Қорғас»**тың жолы", "<strong>«Қорғас»</strong>тың жолы"),
        ("kk", "**\"Қорғас\"**тың жолы", "<strong>«Қорғас»</strong>тың жолы"),
        ("kk", "**Алтай (ШҚО)**ның", "<strong>Алтай (ШҚО)</strong>ның"),
        ("ru", "слово**«в кавычках»**слово", "слово<strong>«в кавычках»</strong>слово"),
    ] {
        assert_eq!(render(tag, text), format!("<p>{expected}</p>\n"));
    }
}

#[test]
fn titles_and_descriptions_keep_the_punctuation_beside_emphasis() {
    assert_eq!(
        render("zh", "[链接](/lakes/ \"**注意：**正文 &amp; 文\")"),
        "<p><a href=\"/zh/lakes/\" title=\"**注意：**正文 &amp; 文\">链接</a></p>\n"
    );
    let picture = render("zh", "见![图：**（湖）**景](hero.svg '**注意：**正文')");
    assert!(picture.contains("alt=\"图：（湖）景\" title=\"**注意：**正文\""), "{picture}");
    assert_eq!(render("zh", "`**注意：**\n正文`"), "<p><code>**注意：** 正文</code></p>\n");
    assert_eq!(
        render("zh", "``` **注：**文&amp;\n**注意：**正文\n```"),
        "<pre><code class=\"language-**注：**文&amp;\">**注意：**正文\n</code></pre>\n"
    );
}

#[test]
fn the_table_of_contents_repeats_no_id_and_holds_no_link() {
    let headings = render_alone(
        "## <a id=\"own\"></a>[The](/lakes/) <A HREF='/lakes/'>*shore*</A>[^1] <b id=x>y</b>\n\n[^1]: Note.\n",
    )
    .headings;
    assert_eq!(headings[0].html, "The <em>shore</em> <b>y</b>");
}

/// Texts that took minutes when the time grew with the square of their length.
#[test]
fn long_texts_take_time_that_grows_with_their_length() {
    let many = |part: &str, count: usize| part.repeat(count);
    let numbered = |part: fn(usize) -> String| (0..20_000).map(part).collect::<String>();
    let rendered = render_alone(&many("word\n\n<!-- more -->\n\n", 20_000));
    assert_eq!(rendered.summary.matches("<p>").count(), 20_000);
    let quoted = render_alone(&many("'a ", 200_000)).html;
    assert_eq!(quoted.matches('’').count(), 200_000);
    let notes = numbered(|n| format!("[^{n}]\n\n")) + &numbered(|n| format!("[^{n}]: x\n\n"));
    assert_eq!(render_alone(&notes).html.matches("<li id=").count(), 20_000);
    let blocks = render_alone(&many(":::note\n:::\n", 20_000)).html;
    assert_eq!(blocks.matches("<aside").count(), 20_000);
    let same = render_alone(&many("## A {#a}\n\n", 20_000));
    assert_eq!(same.headings[19_999].id, "a-20000");
    let pictures = render_alone(&many("![a](b.png)\n\n", 20_000)).html;
    assert_eq!(pictures.matches("<img").count(), 20_000);
    let marked = render_alone(&many("\"a\" 'b' ", 20_000)).html;
    assert_eq!((marked.matches('“').count(), marked.matches('‘').count()), (20_000, 20_000));
    for open in ["\"a 'b ", "'\"", "5' ", "\"… ", "'a\n\n- 'b\n"] {
        render_alone(&many(open, 20_000));
    }
    let strong = render_alone(&many("**电话：**8", 20_000)).html;
    assert_eq!(strong.matches("<strong>").count(), 20_000);
    for run in ["*：", "：*", "a*：", "*：a", "**（", "）**1", "__：a", "~~：a", "*：*a", "**. "] {
        render_alone(&many(run, 20_000));
    }
    let lines = render_alone(&many("甲\n", 100_000)).html;
    assert_eq!(lines, format!("<p>{}</p>\n", many("甲", 100_000)));
    for part in [
        "“\n",
        "甲\n<b></b>",
        "](a b.svg",
        "[x] (",
        "[x](a b.svg)",
        "> [!X\n\n",
        "## a {b}\n",
        "{",
        "}\n",
        ":)\n",
    ] {
        render_alone(&many(part, 20_000));
    }
    for part in ["url(", "@import '", "@import 'x';url(a)"] {
        render_alone(&format!("<p style=\"{}\">\n", many(part, 20_000)));
    }
    render_alone(&many("<p style=\"background:url(a)\" id=x>\n", 20_000));
    render_alone(&format!("<img srcset=\"{}\">\n", many("a&amp;b 1x,", 20_000)));
    // Deep nesting is bounded by no thread's stack.
    assert!(render_alone(&many("> ", 20_000)).html.contains("<blockquote>"));
}

#[test]
fn emphasis_beside_punctuation_that_means_something_leaves_its_meaning() {
    for (tag, text, expected) in [
        (
            "ru",
            "(**А**лтай) и «*Х*оргос», *(а)*",
            "<p>(<strong>А</strong>лтай) и «<em>Х</em>оргос», <em>(а)</em></p>\n",
        ),
        ("kk", "Көл&nbsp;**терең**&nbsp;екен", "<p>Көл\u{a0}<strong>терең</strong>\u{a0}екен</p>\n"),
        ("kk", "## **Көл**{#kol}", "<h2 id=\"kol\"><strong>Көл</strong></h2>\n"),
        ("kk", "[а](/lakes/ \"**Көл**\")", "<p><a href=\"/kk/lakes/\" title=\"**Көл**\">а</a></p>\n"),
        ("ru", "**Озеро**: глубина **27**.", "<p><strong>Озеро</strong>: глубина <strong>27</strong>.</p>\n"),
        ("ru", "5* и 4*, 2 * 3, \\*не\\*", "<p>5* и 4*, 2 * 3, *не*</p>\n"),
        (
            "ru",
            "*курсив **жирный*** и **жирный *курсив***",
            "<p><em>курсив <strong>жирный</strong></em> и <strong>жирный <em>курсив</em></strong></p>\n",
        ),
        ("ru", "а**б**в и а*б*в", "<p>а<strong>б</strong>в и а<em>б</em>в</p>\n"),
        ("ru", "** не жирный ** и *не курсив", "<p>** не жирный ** и *не курсив</p>\n"),
        ("ru", "`**код**`**жирный**", "<p><code>**код**</code><strong>жирный</strong></p>\n"),
    ] {
        assert_eq!(render(tag, text), expected, "{text}");
    }
    let table = render("kk", "|**Көл**|*тау*|\n|---|---|\n|**Марқакөл**|«**биік**»|\n");
    let cells = Html::parse(&table);
    assert_eq!(cells.texts("strong"), ["Көл", "Марқакөл", "биік"], "{table}");
    assert_eq!((cells.all("th").count(), cells.all("td").count()), (2, 2), "{table}");
}

#[test]
fn emphasis_of_commonmark_is_as_it_is_everywhere() {
    // Of the specification's sections 6.2.
    for text in [
        "*foo bar*",
        "a * foo bar*",
        "a*\"foo\"*",
        "* a *",
        "foo*bar*",
        "5*6*78",
        "_foo bar_",
        "_ foo bar_",
        "foo_bar_",
        "5_6_78",
        "aa_\"bb\"_cc",
        "foo-_(bar)_",
        "_foo*",
        "*foo bar *",
        "*(*foo)",
        "*(*foo*)*",
        "*foo*bar",
        "_(_foo_)_",
        "_foo_bar",
        "**foo bar**",
        "** foo bar**",
        "a**\"foo\"**",
        "foo**bar**",
        "__foo bar__",
        "foo__bar__",
        "__foo, __bar__, baz__",
        "foo-__(bar)__",
        "**(**foo)",
        "*(**foo**)*",
        "**foo \"*bar*\" foo**",
        "**foo**bar",
        "*foo **bar** baz*",
        "*foo**bar**baz*",
        "*foo**bar*",
        "***foo** bar*",
        "*foo **bar***",
        "*foo**bar***",
        "foo***bar***baz",
        "foo******bar*********baz",
        "**foo*bar*baz**",
        "*foo**",
        "**foo***",
        "****foo*",
        "***foo***",
        "*foo _bar* baz_",
        "*foo __bar *baz bim__ bam*",
        "**foo **bar baz**",
        "*a `*`*",
        "_a `_`_",
    ] {
        let mut expected = String::new();
        pulldown_cmark::html::push_html(&mut expected, Parser::new(text));
        let plain = |html: &str| html.replace(['“', '”'], "\"").replace("&quot;", "\"");
        assert_eq!(plain(&render_alone(text).html), plain(&expected), "{text}");
    }
}

/// What is Markdown here beyond CommonMark.
fn beyond_commonmark() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM
}

/// A site in which everything is found.
struct Anywhere;

impl Resolver for Anywhere {
    fn link(&self, target: &str) -> Result<Link, Diagnostic> {
        Ok(Link { url: target.to_owned(), external: false })
    }

    fn picture(&self, path: &str) -> Result<Picture, Diagnostic> {
        Ok(Picture { url: path.to_owned(), size: None, external: false, warning: None })
    }

    fn reference(&self, _: &str, _: ReferenceKind) -> Result<Option<String>, Diagnostic> {
        Ok(None)
    }

    fn component(
        &self,
        name: &str,
        _: &Arguments,
        body: &str,
    ) -> Result<String, Vec<(Diagnostic, Option<usize>)>> {
        Ok(format!("<aside class=\"{name}\">{body}</aside>"))
    }

    fn message(&self, id: &str) -> String {
        id.to_owned()
    }
}

fn quotes(tag: &str) -> Quotes {
    Language::new(tag).expect("a tag").quotes
}

fn tree(text: &str) -> Tree {
    parse(&SourceText::new("a.md", text), 0)
}

fn render_alone(text: &str) -> Rendered {
    let mut rendered = html(&tree(text), quotes("en"), &Anywhere, &mut Vec::new());
    // Which picture of a page is loaded first is decided where the page is whole.
    let headings = rendered.headings.iter_mut().map(|heading| &mut heading.html);
    for html in headings.chain([&mut rendered.html, &mut rendered.summary]) {
        *html = html.replace(LOADING, "");
    }
    rendered
}

/// What Markdown is made of, without HTML of the author's own: a mark at the beginning of a line would begin some.
const PIECES: [&str; 77] = [
    "\n",
    "\n",
    "\n",
    "\n\n",
    "\n\n",
    " ",
    " ",
    "\t",
    "*",
    "**",
    "***",
    "_",
    "~~",
    "`",
    "```",
    "~~~",
    "# ",
    "## ",
    "- ",
    "1. ",
    "> ",
    "> [!NOTE]\n> ",
    "    ",
    "  ",
    "---\n",
    "===\n",
    "[",
    "]",
    "](/a/)",
    "![",
    "(",
    ")",
    "[^1]",
    "[^1]: ",
    "[x]: /y",
    "[ ] ",
    "{#id}",
    "{.c}",
    "| a | b |\n|---|---|\n",
    "|",
    ": ",
    "a <!-- more -->",
    "\n<!-- more -->\n",
    "\\",
    "&amp;",
    "&",
    "\"",
    "'",
    ":::",
    ":::note",
    ":::note a=\"b\"",
    "::: ",
    "::::",
    ":::note a=",
    ":::\n",
    ":::note\n",
    "көл",
    "көл",
    "озеро",
    "озеро",
    "正文",
    "正文",
    "注意：",
    "lake",
    "lake",
    "«а»",
    "“注”",
    "1",
    ".",
    "。",
    "：",
    "，",
    "(",
    "Footnote 1",
    "/",
    "=",
    "+",
];

/// Lines of block components among others that open and close blocks.
const LINES: [&str; 32] = [
    ":::note",
    ":::",
    ":::note x=\"y\"",
    ":::note x=",
    "  :::",
    "   :::note",
    "::::",
    "- a",
    "  - b",
    "> q",
    "> :::note",
    "> :::",
    "- :::note",
    "- :::",
    "1. c",
    "```",
    "~~~",
    "    :::",
    "",
    "",
    "text",
    "| a |",
    "|---|",
    "## h",
    "[^1]: f",
    "[^1]",
    "Term",
    ": d",
    "  text",
    "***",
    "\t:::note",
    "> [!TIP]",
];

/// What may stand between words and is shown, but for the marks of emphasis.
const BETWEEN: [&str; 16] =
    ["**", "*", " ", "：", "。", "”", "“", "«", "»", "(", ")", "**：", "：**", "”**", "**“", "\n"];

fn pieces(pieces: &'static [&'static str], between: &'static str) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(pieces), 0..30).prop_map(move |pieces| pieces.join(between))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_makes_the_program_fail(text in "(\\PC|\n|\t|\r){0,120}") {
        render_alone(&text);
        beginning(&tree(&text), quotes("kk"));
    }

    #[test]
    fn every_text_gives_elements_that_close_in_their_order(text in pieces(&PIECES, "")) {
        let rendered = render_alone(&text);
        let page = Html::parse(&rendered.html);
        prop_assert_eq!(page.errors, Vec::<String>::new(), "{}", rendered.html);
        let page = Html::parse(&rendered.summary);
        prop_assert_eq!(page.errors, Vec::<String>::new(), "{}", rendered.summary);
        for heading in &rendered.headings {
            prop_assert_eq!(Html::parse(&heading.html).errors, Vec::<String>::new(), "{}", heading.html);
        }
        prop_assert!(!rendered.html.contains("\u{10100}"), "a sentinel is left: {}", rendered.html);
    }

    #[test]
    fn ids_are_unique_and_known_without_rendering(text in pieces(&PIECES, "")) {
        let rendered = render_alone(&text);
        let ids: Vec<String> = rendered.headings.iter().map(|heading| heading.id.clone()).collect();
        let known: Vec<String> = headings(&tree(&text)).into_iter().map(|heading| heading.id).collect();
        prop_assert_eq!(&known, &ids);
        let page = Html::parse(&rendered.html);
        let mut all: Vec<&str> = page.elements.iter().filter_map(|element| element.attribute("id")).collect();
        all.sort_unstable();
        let count = all.len();
        all.dedup();
        prop_assert_eq!(all.len(), count, "{}", rendered.html);
    }

    #[test]
    fn blocks_open_and_close_however_they_are_mixed(text in pieces(&LINES, "\n")) {
        let rendered = render_alone(&text);
        let page = Html::parse(&rendered.html);
        prop_assert_eq!(page.errors, Vec::<String>::new(), "{}", rendered.html);
    }

    #[test]
    fn no_word_is_lost(
        words in prop::collection::vec("[a-zқә注意]{1,4}", 1..8),
        between in prop::collection::vec(prop::sample::select(&BETWEEN[..]), 8),
    ) {
        let text: String = words.iter().zip(&between).map(|(word, between)| format!("{word}{between}")).collect();
        let rendered = render_alone(&text);
        let page = Html::parse(&format!("<div>{}</div>", rendered.html));
        let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace() && *c != '*').collect::<String>();
        prop_assert_eq!(letters(&page.elements[0].text), letters(&text), "{}", rendered.html);
    }

    #[test]
    fn latin_emphasis_is_that_of_commonmark(text in "[a-c *_.,()!~\n]{0,40}") {
        let mut expected = String::new();
        pulldown_cmark::html::push_html(&mut expected, Parser::new_ext(&text, beyond_commonmark()));
        prop_assert_eq!(render_alone(&text).html, expected);
    }
}

#[test]
fn the_title_of_a_picture_that_stands_alone_is_its_caption() {
    let figure = |html: &str| without_hashes(html);
    assert_eq!(
        figure(&render("ru", "![Озеро](hero.svg \"Вид на \\\"Маркаколь\\\" & горы\")\n")),
        "<figure>\n<img src=\"/lakes/markakol/hero.svg\" alt=\"Озеро\" width=\"30\" height=\"20\" fetchpriority=\"high\" decoding=\"async\">\n\
         <figcaption>Вид на «Маркаколь» &amp; горы</figcaption>\n</figure>\n"
    );
    // A picture that is a link, and pictures below each other.
    let html = figure(&render(
        "en",
        "[![A](hero.svg \"One\")](/lakes/kanas/)\n![B](winter.png)\n![C](hero.svg \"Two\")\n",
    ));
    let page = Html::parse(&html);
    assert_eq!(page.errors, Vec::<String>::new());
    assert_eq!(page.texts("figcaption"), ["One", "Two"]);
    assert!(html.starts_with("<figure>\n<a href=\"/en/lakes/kanas/\"><img "), "{html}");
    assert!(html.contains("</a>\n<figcaption>One</figcaption>\n</figure>\n<p><picture><source "), "{html}");
    assert!(page.all("img").all(|picture| picture.attribute("title").is_none()));
    let item = render("en", "- ![A](hero.svg \"One\")\n- ![B](winter.png \"Two\")\n");
    assert_eq!(Html::parse(&item).texts("figcaption"), ["One", "Two"]);
    // In a sentence it is a title, and without one there is no figure.
    for text in [
        "See ![A](hero.svg \"One\").\n",
        "![A](hero.svg \"One\") is it.\n",
        "| a |\n|---|\n| ![A](hero.svg \"One\") |\n",
    ] {
        let html = render("en", text);
        let page = Html::parse(&html);
        assert_eq!(page.one("img").attribute("title"), Some("One"), "{text}");
        assert_eq!(page.all("figure").count(), 0, "{text}");
    }
    assert!(figure(&render("en", "![A](hero.svg)\n")).starts_with("<p><img "));
}

#[test]
fn captions_are_a_part_of_the_plain_text() {
    let text = "One.\n\n![Lake](a.jpg \"The \\\"blue\\\" lake\")\n\nTwo ![x](b.jpg \"y\").\n";
    let tree = parse(&SourceText::new("a.en.md", text), 0);
    let quotes = Language::new("en").expect("a tag").quotes;
    assert_eq!(sapar::content::markdown::sections(&tree, quotes)[0].text, "One.\nThe “blue” lake\nTwo .");
    assert_eq!(
        beginning(&parse(&SourceText::new("a.en.md", "![L](a.jpg \"C\")\n\nTwo.\n"), 0), quotes),
        "Two."
    );
}
