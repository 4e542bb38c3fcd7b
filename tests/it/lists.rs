//! Lists and what leads from page to page: pagination, orders, neighbours, breadcrumbs, the list of contents, lengths
//! and summaries.

use super::html::{Element, Html};
use super::probe;
use super::project::Project;

/// Prints all that a list template is told of its list.
const PAGINATOR: &str = r#"{% for item in paginator.pages %}{{ item.title }};{% endfor %}
{{ paginator.number }} of {{ paginator.count }}, {{ paginator.total }} in all
{{ paginator.previous or "-" }} {{ paginator.next or "-" }} {{ paginator.first }} {{ paginator.last }}
{% for each in paginator.urls %}{{ each.number }}{% if each.current %}!{% endif %}{{ each.url }} {% endfor %}
"#;

/// A page `PATH/index.LANG.md` with its own title in each language.
fn titled(project: Project, path: &str, titles: [&str; 4]) -> Project {
    ["kk", "ru", "zh", "en"]
        .into_iter()
        .zip(titles)
        .fold(project, |project, (tag, title)| project.document(&format!("{path}/index.{tag}.md"), title, ""))
}

#[test]
fn a_long_list_is_divided_into_pages() {
    let project =
        probe::site("[sections.lakes]\npaginate_by = 2\nsort_by = \"title\"\n").section("lakes", "Lakes");
    let project = ["a", "b", "c", "d", "e"]
        .into_iter()
        .fold(project, |project, name| project.page(&format!("lakes/{name}"), name, ""))
        .template("section.html", PAGINATOR)
        .built();
    let urls = |current: usize| {
        let url = ["/kk/lakes/", "/kk/lakes/page/2/", "/kk/lakes/page/3/"];
        let url = url
            .iter()
            .enumerate()
            .map(|(at, url)| format!("{}{}{url} ", at + 1, if at + 1 == current { "!" } else { "" }));
        url.collect::<String>()
    };
    for (file, items, line, ways, current) in [
        ("index.html", "a kk;b kk;", "1 of 3, 5 in all", "- /kk/lakes/page/2/", 1),
        ("page/2/index.html", "c kk;d kk;", "2 of 3, 5 in all", "/kk/lakes/ /kk/lakes/page/3/", 2),
        ("page/3/index.html", "e kk;", "3 of 3, 5 in all", "/kk/lakes/page/2/ -", 3),
    ] {
        let expected =
            format!("{items}\n{line}\n{ways} /kk/lakes/ /kk/lakes/page/3/\n{}\n", urls(current).trim_end());
        assert_eq!(project.output(&format!("kk/lakes/{file}")), expected);
    }
    assert!(!project.has_output("kk/lakes/page/1") && !project.has_output("kk/lakes/page/4"));
    for page in ["lakes/page/2", "lakes/page/3"] {
        assert!(!project.output("sitemap.xml").contains(page), "search engines find them by their links");
    }
}

#[test]
fn a_list_that_just_fits_or_is_empty_is_one_page() {
    let project = probe::site("[sections.lakes]\npaginate_by = 2\n[sections.none]\npaginate_by = 2\n")
        .section("lakes", "Lakes")
        .section("none", "None")
        .section("lakes/far", "Far")
        .page("lakes/a", "a", "")
        .page("lakes/b", "b", "")
        .template("section.html", PAGINATOR)
        .built();
    let one = "1 of 1, 2 in all\n- - /en/lakes/ /en/lakes/\n1!/en/lakes/\n";
    assert_eq!(project.output("en/lakes/index.html"), format!("a en;b en;\n{one}"));
    let none = "\n1 of 1, 0 in all\n- - /en/none/ /en/none/\n1!/en/none/\n";
    assert_eq!(project.output("en/none/index.html"), none);
    assert!(!project.has_output("en/lakes/page"));
}

#[test]
fn terms_are_listed_in_pages_and_in_the_order_of_the_taxonomy() {
    let project = probe::site("paginate_by = 2\nsort_by = \"date\"\nfeed = true\n");
    let project = ["a", "b", "c"].into_iter().enumerate().fold(project, |project, (day, name)| {
        project.page(name, name, "").file(
            &format!("content/{name}/facts.toml"),
            &format!("tags = [\"x\"]\ndate = 2026-05-0{}\n", day + 1),
        )
    });
    let project = ["kk", "ru", "zh", "en"]
        .into_iter()
        .fold(project, |project, tag| project.file(&format!("locales/{tag}/x.ftl"), "tags-x = X\n"))
        .template(
            "term.html",
            &format!("{{{{ term.id }}}} {{{{ term.count }}}} {{{{ taxonomy }}}}\n{PAGINATOR}"),
        )
        .built();
    let first = project.output("zh/tags/x/index.html");
    assert!(first.starts_with("x 3 tags\nc zh;b zh;\n1 of 2, 3 in all\n- /zh/tags/x/page/2/"), "{first}");
    assert!(project.output("zh/tags/x/page/2/index.html").starts_with("x 3 tags\na zh;\n2 of 2"));
    assert!(project.has_output("zh/tags/x/feed.xml") && !project.has_output("zh/tags/feed.xml"));
}

#[test]
fn the_pages_of_a_list_lead_to_each_other_and_to_themselves() {
    let project = Project::new()
        .config("[sections.lakes]\npaginate_by = 1\n")
        .section("lakes", "Lakes")
        .page("lakes/a", "a", "")
        .page("lakes/b", "b", "")
        .page("lakes/c", "c", "")
        .built();
    let page = Html::parse(&project.output("ru/lakes/page/2/index.html"));
    assert_eq!(page.one("title").text, "Lakes ru · Страница 2 · Путешествия");
    assert_eq!(page.with("a", "rel", "prev")[0].attribute("href"), Some("/ru/lakes/"));
    assert_eq!(page.with("a", "rel", "next")[0].attribute("href"), Some("/ru/lakes/page/3/"));
    let canonical = "https://altai.example/ru/lakes/page/2/";
    assert_eq!(page.with("link", "rel", "canonical")[0].attribute("href"), Some(canonical));
    assert_eq!(
        page.with("link", "hreflang", "zh-Hans")[0].attribute("href"),
        Some("https://altai.example/zh/lakes/page/2/")
    );
    let current: Vec<String> =
        page.with("a", "aria-current", "page").into_iter().map(Element::words).collect();
    assert!(current.contains(&"2".to_owned()), "{current:?}");
}

#[test]
fn a_list_stands_in_the_order_of_dates_weights_or_titles() {
    let orders = |sort_by: &str| {
        let project = probe::site(&format!("[sections.news]\nsort_by = \"{sort_by}\"\n"))
            .section("news", "News")
            .template("section.html", "{% for item in paginator.pages %}{{ item.title }};{% endfor %}");
        let facts = [
            ("b", "weight = 1\ndate = 2026-01-01\n"),
            ("a", "weight = 2\ndate = 2026-03-01\n"),
            ("d", "date = 2026-02-01\n"),
            ("e", "date = 2026-02-01\n"),
            ("c", ""),
        ];
        let project = facts.into_iter().fold(project, |project, (name, facts)| {
            project
                .page(&format!("news/{name}"), name, "")
                .file(&format!("content/news/{name}/facts.toml"), facts)
        });
        project.built().output("en/news/index.html").replace(" en", "")
    };
    assert_eq!(orders("title"), "a;b;c;d;e;");
    assert_eq!(orders("date"), "a;d;e;b;c;", "newest first, without a date last");
    assert_eq!(orders("weight"), "b;a;d;e;c;", "lightest first, without a weight last");
}

#[test]
fn titles_stand_in_each_languages_own_alphabet() {
    let project = probe::site("[sections.lakes]\nsort_by = \"title\"\n")
        .section("lakes", "Lakes")
        .template("section.html", "{% for item in paginator.pages %}{{ item.title }} {% endfor %}");
    let titles = [
        ["Қанас", "Ёлка", "斋桑泊", "Zaysan"],
        ["Катон", "Енисей", "喀纳斯", "Kanas"],
        ["Әулие", "Жаркент", "马尔卡科尔湖", "altai"],
        ["Алтай", "Ель", "阿尔泰", "Altai range"],
        ["Үлбі", "Яма", "赛里木湖", "Äksu"],
        ["Ұлытау", "Алтай", "伊犁", "Markakol"],
        ["Ірге", "алтай", "霍尔果斯", "10 lakes"],
        ["Ыстық", "Эмба", "巴尔喀什湖", "2 lakes"],
    ];
    let project = titles
        .into_iter()
        .enumerate()
        .fold(project, |project, (at, titles)| titled(project, &format!("lakes/p{at}"), titles))
        .built();
    for (tag, expected) in [
        ("kk", "Алтай Әулие Катон Қанас Ұлытау Үлбі Ыстық Ірге "),
        ("ru", "алтай Алтай Ёлка Ель Енисей Жаркент Эмба Яма "),
        // By pinyin: ā, bā, huò, kā, mǎ, sài, yī, zhāi.
        ("zh", "阿尔泰 巴尔喀什湖 霍尔果斯 喀纳斯 马尔卡科尔湖 赛里木湖 伊犁 斋桑泊 "),
        ("en", "10 lakes 2 lakes Äksu altai Altai range Kanas Markakol Zaysan "),
    ] {
        assert_eq!(project.output(&format!("{tag}/lakes/index.html")), expected);
    }
}

#[test]
fn terms_are_listed_by_their_names_in_each_language() {
    let project = probe::site("")
        .page("lake", "Lake", "")
        .file("content/lake/facts.toml", "tags = [\"a\", \"b\", \"c\"]\n")
        .file("locales/kk/t.ftl", "tags-a = Үй\ntags-b = Ән\ntags-c = Қар\n")
        .file("locales/ru/t.ftl", "tags-a = Дом\ntags-b = Песня\ntags-c = Снег\n")
        .file("locales/zh/t.ftl", "tags-a = 房子\ntags-b = 歌\ntags-c = 雪\n")
        .file("locales/en/t.ftl", "tags-a = House\ntags-b = Song\ntags-c = Snow\n")
        .template("taxonomy.html", "{{ taxonomy }}: {% for term in terms %}{{ term.name }}={{ term.count }} {% endfor %}")
        .template("page.html", "{% for term in page.terms.tags %}{{ term.name }} {% endfor %}| {% for term in terms(taxonomy=\"tags\") %}{{ term.id }}{% endfor %}")
        .built();
    for (tag, taxonomy, page) in [
        ("kk", "tags: Ән=1 Қар=1 Үй=1 ", "Үй Ән Қар | bca"),
        ("ru", "tags: Дом=1 Песня=1 Снег=1 ", "Дом Песня Снег | abc"),
        ("zh", "tags: 房子=1 歌=1 雪=1 ", "房子 歌 雪 | abc"),
        ("en", "tags: House=1 Snow=1 Song=1 ", "House Song Snow | acb"),
    ] {
        assert_eq!(project.output(&format!("{tag}/tags/index.html")), taxonomy);
        assert_eq!(project.output(&format!("{tag}/lake/index.html")), page);
    }
}

#[test]
fn previous_and_next_go_through_the_section_in_its_order() {
    let project = probe::site("[sections.lakes]\nsort_by = \"title\"\n")
        .section("lakes", "Lakes")
        .section("lakes/deep", "Deep")
        .section("rivers", "Rivers")
        .page("lakes/deep/x", "X", "")
        .page("rivers/irtysh", "Irtysh", "")
        .template(
            "page.html",
            "{% if page.previous %}{{ page.previous.title }}{% endif %} < {{ page.title }} < {% if page.next %}{{ page.next.url }}{% endif %}",
        );
    let project = titled(project, "lakes/a", ["Үлбі", "А", "喀", "A"]);
    let project = titled(project, "lakes/b", ["Ән", "Б", "阿", "B"]);
    let project = titled(project, "lakes/c", ["Ұя", "В", "巴", "C"]).built();
    for (file, expected) in [
        ("ru/lakes/a", " < А < /ru/lakes/b/"),
        ("ru/lakes/b", "А < Б < /ru/lakes/c/"),
        ("ru/lakes/c", "Б < В < "),
        ("kk/lakes/a", "Ұя < Үлбі < "),
        ("kk/lakes/b", " < Ән < /kk/lakes/c/"),
        ("zh/lakes/a", "巴 < 喀 < "),
        ("zh/lakes/c", "阿 < 巴 < /zh/lakes/a/"),
        ("en/lakes/deep/x", " < X en < "),
        ("en/rivers/irtysh", " < Irtysh en < "),
    ] {
        assert_eq!(project.output(&format!("{file}/index.html")), expected, "{file}");
    }
}

#[test]
fn breadcrumbs_lead_from_the_home_page_to_the_page_itself() {
    let template = "{% for crumb in page.breadcrumbs %}{{ crumb.title }}={{ crumb.url }}={{ crumb.lang.tag }} {% endfor %}";
    let project = probe::site("")
        .section("lakes", "Lakes")
        .page("lakes/markakol", "Markakol", "")
        .file("content/lakes/markakol/facts.toml", "tags = [\"x\"]\n")
        .file("locales/ru/t.ftl", "tags-x = Х\n")
        .file("locales/kk/t.ftl", "tags-x = X\n")
        .file("locales/zh/t.ftl", "tags-x = X\n")
        .file("locales/en/t.ftl", "tags-x = X\n");
    project.remove("content/lakes/_index.kk.md");
    let project = ["home", "section", "page", "term", "taxonomy"]
        .into_iter()
        .fold(project, |project, name| project.template(&format!("{name}.html"), template))
        .built();
    for (file, expected) in [
        ("ru", "Home ru=/ru/=ru "),
        ("ru/lakes", "Home ru=/ru/=ru Lakes ru=/ru/lakes/=ru "),
        ("ru/lakes/markakol", "Home ru=/ru/=ru Lakes ru=/ru/lakes/=ru Markakol ru=/ru/lakes/markakol/=ru "),
        ("kk/lakes/markakol", "Home kk=/kk/=kk Lakes ru=/kk/lakes/=ru Markakol kk=/kk/lakes/markakol/=kk "),
        ("ru/tags/x", "Home ru=/ru/=ru Tags=/ru/tags/=ru Х=/ru/tags/x/=ru "),
    ] {
        assert_eq!(project.output(&format!("{file}/index.html")), expected);
    }
}

#[test]
fn the_list_of_contents_is_a_tree_of_headings() {
    let entry =
        |children: &str| format!("({{{{ X.level }}}} {{{{ X.id }}}} {{{{ X.title | safe }}}}{children})");
    let inner = |outer: &str, variable: &str, body: String| {
        format!("{{% for {variable} in {outer}.children %}}{}{{% endfor %}}", body.replace('X', variable))
    };
    let third = inner("b", "c", entry(""));
    let second = inner("a", "b", entry("").replace(')', "") + &third + ")");
    let first = entry("").replace('X', "a").replace(')', "") + &second + ")";
    let template = format!("{{% for a in page.toc %}}{first}{{% endfor %}}");
    let markdown = "Text.\n\n## Ocean **deep** `x < y`\n\n#### Skipped\n\n### [Link](/lake/) & more\n\n## Last\n\nSet\n---\n\n### Sub\n";
    let project = probe::site("").page("lake", "Lake", markdown).template("page.html", &template).built();
    assert_eq!(
        project.output("en/lake/index.html"),
        "(2 ocean-deep-x-y Ocean <strong>deep</strong> <code>x &lt; y</code>(4 skipped Skipped)(3 link-more Link &amp; more))\
         (2 last Last)(2 set Set(3 sub Sub))"
    );
}

#[test]
fn headings_in_the_list_of_contents_carry_no_footnote_marks() {
    let template = "{% for a in page.toc %}{{ a.title | safe }}|{% endfor %}";
    let markdown = "## Depth[^1]\n\n## Shore\n\n[^1]: Measured.\n";
    let project = probe::site("").page("lake", "Lake", markdown).template("page.html", template).built();
    assert_eq!(project.output("en/lake/index.html"), "Depth|Shore|");
}

#[test]
fn the_theme_shows_a_list_of_contents_when_there_are_three_headings() {
    let project = Project::new()
        .page("long", "Long", "## A\n\n### A a\n\n## B\n\n## C\n")
        .page("short", "Short", "## A\n\n## B\n")
        .built();
    let page = Html::parse(&project.output("en/long/index.html"));
    let contents: Vec<&str> = page.hrefs("a").into_iter().filter(|href| href.starts_with('#')).collect();
    assert_eq!(contents, ["#_main", "#a", "#a-a", "#b", "#c"]);
    assert!(!project.output("en/short/index.html").contains("href=\"#a\""));
}

#[test]
fn the_length_of_a_text_is_counted_in_words_or_in_chinese_characters() {
    let words = |word: &str, count: usize, between: &str| vec![word; count].join(between);
    let lengths = "{{ page.word_count }} {{ page.reading_time }}";
    let texts = [
        // 166, 184, 158 words or 255 characters, and 228 words a minute.
        ("kk", words("көл", 500, " "), "500 3"),
        ("ru", words("озеро", 500, " "), "500 3"),
        ("zh", words("湖", 600, ""), "600 2"),
        ("en", words("lake", 500, " "), "500 2"),
    ];
    let project = probe::site("").template("page.html", lengths);
    let project = texts
        .iter()
        .fold(project, |project, (tag, text, _)| project.document(&format!("lake.{tag}.md"), "T", text))
        .document("empty.ru.md", "T", "")
        .document("mixed.zh.md", "T", "乘 T9 次列车，到 Altay 站。<!-- more -->\n\n![湖](/a.svg) [链接](https://example.org/a/b)\n")
        .document("hidden.en.md", "T", "One <span title=\"two three\">two</span>\n<!-- not to be seen -->\n<!-- nor\nthis -->\n\nthree\n")
        .file("content/a.svg", &probe::svg(1, 1))
        .built();
    for (tag, _, expected) in &texts {
        assert_eq!(project.output(&format!("{tag}/lake/index.html")), *expected, "{tag}");
    }
    assert_eq!(project.output("ru/empty/index.html"), "0 1");
    assert_eq!(project.output("zh/mixed/index.html"), "11 1", "8 + T9, Altay and 湖, 链接");
    assert_eq!(project.output("en/hidden/index.html"), "3 1");
    // A borrowed text is as long as it is in the language that it is in.
    assert_eq!(project.output("en/mixed/index.html"), "11 1");
}

#[test]
fn a_summary_is_the_text_before_the_mark_or_the_first_paragraph_or_what_the_author_says() {
    let template = "[{{ page.summary | safe }}]{% for item in pages(section=\"/\") %}{% if item.title == page.title %}[{{ item.summary }}]{% endif %}{% endfor %}";
    let project = probe::site("")
        .document("first.ru.md", "A", "## Заголовок\n\n![Озеро](/a.svg)\n\nПервый *абзац*\nв две строки, `код \"а\"`.\n\nВторой.\n")
        .document("marked.ru.md", "B", "Первый.\n\nВторой **важный**.\n\n<!-- more -->\n\nТретий.\n")
        .document("inside.ru.md", "C", "Первый. <!-- more --> Ещё.\n\nВторой.\n")
        .file("content/said.ru.md", "+++\ntitle = \"D\"\nsummary = \"Сказано <так> & не иначе\"\n+++\nПервый.\n\n<!-- more -->\n\nВторой.\n")
        .file("content/described.ru.md", "+++\ntitle = \"E\"\ndescription = \"Описание\"\n+++\nПервый.\n")
        .document("empty.ru.md", "F", "")
        .document("quoted.ru.md", "G", "Слово \"**Хоргос**\" и\n\"`--now \"x\"`\"; it's\n")
        .file("content/a.svg", &probe::svg(1, 1))
        .template("page.html", template)
        .built();
    for (name, html, text) in [
        (
            "first",
            "<p>Первый <em>абзац</em>\nв две строки, <code>код \"а\"</code>.</p>\n",
            "Первый абзац в две строки, код &quot;а&quot;.",
        ),
        ("marked", "<p>Первый.</p>\n<p>Второй <strong>важный</strong>.</p>\n", "Первый. Второй важный."),
        ("inside", "<p>Первый. </p>\n", "Первый."),
        ("said", "<p>Сказано &lt;так&gt; &amp; не иначе</p>\n", "Сказано &lt;так&gt; &amp; не иначе"),
        ("described", "<p>Первый.</p>\n", "Описание"),
        ("empty", "", ""),
        (
            "quoted",
            "<p>Слово «<strong>Хоргос</strong>» и\n«<code>--now \"x\"</code>»; it’s</p>\n",
            "Слово «Хоргос» и «--now &quot;x&quot;»; it’s",
        ),
    ] {
        assert_eq!(project.output(&format!("ru/{name}/index.html")), format!("[{html}][{text}]"), "{name}");
    }
}

#[test]
fn templates_ask_for_pages_by_section_kind_and_term() {
    let list = |call: &str| format!("{{% for item in {call} %}}{{{{ item.title }}}} {{% endfor %}}\n");
    let template: String = [
        r#"pages(section="/lakes/")"#,
        r#"pages(section="/lakes/", sort_by="date")"#,
        r#"pages(section="lakes", limit=1)"#,
        r#"pages(kind="town", sort_by="title")"#,
        r#"pages(term="tags/x")"#,
        r#"pages(term="tags/x", kind="town")"#,
        "pages(sort_by=\"title\", limit=3)",
        r#"sections(path="/")"#,
    ]
    .into_iter()
    .map(list)
    .collect();
    let template = format!(
        "{template}{{% set a = page(path=\"/lakes/a/\") %}}{{{{ a.title }}}} {{{{ url(path=\"/lakes/b/#\") }}}}\n"
    );
    let project = probe::site("[kinds.town.fields]\n")
        .section("lakes", "L")
        .section("towns", "T")
        .page("lakes/a", "a", "")
        .page("lakes/b", "b", "")
        .page("towns/c", "c", "")
        .page("towns/d", "d", "")
        .file("content/lakes/a/facts.toml", "date = 2026-01-01\ntags = [\"x\"]\n")
        .file("content/lakes/b/facts.toml", "date = 2026-02-01\nweight = 2\n")
        .file("content/towns/c/facts.toml", "kind = \"town\"\nweight = 2\n")
        .file("content/towns/d/facts.toml", "kind = \"town\"\nweight = 1\ntags = [\"x\"]\n")
        .template("home.html", &template);
    let project = ["kk", "ru", "zh", "en"]
        .into_iter()
        .fold(project, |project, tag| project.file(&format!("locales/{tag}/x.ftl"), "tags-x = X\n"))
        .built();
    let output = project.output("zh/index.html").replace(" zh", "");
    let lines: Vec<&str> = output.lines().map(str::trim_end).collect();
    assert_eq!(lines, ["b a", "b a", "b", "c d", "d a", "d", "a b c", "L T", "a /zh/lakes/b/"]);
}

#[test]
fn pages_in_folders_of_years_and_months_belong_to_the_section_above() {
    let config = "[sections.news]\nfeed = true\nsort_by = \"date\"\n";
    let site = |config: &str| {
        Project::new()
            .config(config)
            .section("news", "News")
            .page("news/2026/04/old", "Old", "Text.\n")
            .file("content/news/2026/04/old/facts.toml", "kind = \"article\"\ndate = 2026-04-01\n")
            .page("news/2026/new", "New", "Text.\n")
            .file("content/news/2026/new/facts.toml", "kind = \"article\"\ndate = 2026-05-01\n")
    };
    // Without a word about the folders, both are told, and the remedy is the line that helps.
    let project = site(config);
    assert_eq!(
        project.findings(),
        ["content/news/2026/ folder-is-date", "content/news/2026/04/ folder-is-date"]
    );
    let help = project.diagnostics()[0]["help"].to_string();
    assert!(help.contains(r#"[sections.\"news/2026\"]"#) && help.contains("`transparent = true`"), "{help}");
    let project = site(&format!("{config}[sections.\"news/2026\"]\ntransparent = true\n")).built();
    let list = project.output("en/news/index.html");
    assert!(!list.contains(">2026<") && !list.contains(">04<"), "{list}");
    let place = |path: &str| list.find(&format!("href=\"{path}\"")).expect("it is listed");
    assert!(place("/en/news/2026/new/") < place("/en/news/2026/04/old/"));
    let feed = project.output("en/news/feed.xml");
    assert!(feed.contains("/en/news/2026/new/") && feed.contains("/en/news/2026/04/old/"), "{feed}");
    let page = project.output("en/news/2026/04/old/index.html");
    assert!(page.contains("href=\"/en/news/2026/new/\""), "its neighbour: {page}");
    let breadcrumbs = &page[page.find("breadcrumbs").expect("it has breadcrumbs")..];
    let breadcrumbs = &breadcrumbs[..breadcrumbs.find("</nav>").expect("an end")];
    assert!(
        breadcrumbs.contains("/en/news/\"") && !breadcrumbs.contains("/en/news/2026/\""),
        "{breadcrumbs}"
    );
    // Who shortens the address sees what stands in the folder.
    assert!(project.output("en/news/2026/index.html").contains("/en/news/2026/new/"));
    // A folder that has a page of its own is a section, unless it says otherwise.
    site(config).section("news/2026", "Year").section("news/2026/04", "April").built();
}
