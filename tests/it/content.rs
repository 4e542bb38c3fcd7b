//! What authors write and where it comes out: pages, sections, files beside pages, front matter, facts, kinds, drafts,
//! dates, addresses old and new, and terms.

use super::artefacts::without_hashes;
use super::html::Html;
use super::probe;
use super::project::Project;

const LANGUAGES: [&str; 4] = ["kk", "ru", "zh", "en"];

#[test]
fn a_page_is_a_folder_or_files_of_one_name() {
    let project = Project::new()
        .page("lakes/markakol", "Markakol", "Text.\n")
        .section("lakes", "Lakes")
        .document("lakes/zaysan.kk.md", "Зайсаң", "Мәтін.\n")
        .document("lakes/zaysan.ru.md", "Зайсан", "Текст.\n")
        .document("lakes/zaysan.zh.md", "斋桑泊", "文字。\n")
        .document("lakes/zaysan.en.md", "Zaysan", "Text.\n")
        .file("content/lakes/zaysan.facts.toml", "date = 2026-05-20\n")
        .built();
    for (tag, title) in [("kk", "Зайсаң"), ("ru", "Зайсан"), ("zh", "斋桑泊"), ("en", "Zaysan")]
    {
        let page = Html::parse(&project.output(&format!("{tag}/lakes/zaysan/index.html")));
        assert_eq!(page.one("h1").text, title);
        assert_eq!(page.one("html").lang, tag);
        assert!(page.all("time").any(|time| time.is("datetime", "2026-05-20")), "{tag}");
        let page = Html::parse(&project.output(&format!("{tag}/lakes/markakol/index.html")));
        assert_eq!(page.one("h1").text, format!("Markakol {tag}"));
    }
    assert!(!project.has_output("content") && !project.has_output("lakes"));
}

#[test]
fn a_folder_with_index_files_of_its_own_is_a_section_that_lists_its_pages() {
    let project = Project::new()
        .document("lakes/_index.kk.md", "Көлдер", "Кіріспе.\n")
        .document("lakes/_index.ru.md", "Озёра", "Введение.\n")
        .document("lakes/_index.zh.md", "湖泊", "简介。\n")
        .document("lakes/_index.en.md", "Lakes", "Introduction.\n")
        .page("lakes/markakol", "Markakol", "Text.\n")
        .page("lakes/kanas", "Kanas", "Text.\n")
        .built();
    let section = Html::parse(&project.output("kk/lakes/index.html"));
    assert_eq!(section.one("h1").text, "Көлдер");
    assert_eq!(section.class("div", "prose").words(), "Кіріспе.");
    assert_eq!(section.texts("h2"), ["Kanas kk", "Markakol kk"]);
    assert!(section.hrefs("a").contains(&"/kk/lakes/kanas/"));
    // The home page shows the section, and the header leads to it.
    let home = Html::parse(&project.output("kk/index.html"));
    assert_eq!(home.texts("h2"), ["Көлдер"]);
    assert_eq!(home.texts("h3"), ["Kanas kk", "Markakol kk"]);
}

#[test]
fn a_folder_without_a_page_of_its_own_is_a_section_too_and_that_is_said() {
    let project = Project::new().page("lakes/markakol", "Markakol", "Text.\n");
    assert_eq!(project.finding(), "content/lakes/ section-without-index");
    let run = project.build(&[]).exits(0);
    assert!(run.stderr.contains("create `content/lakes/_index.ru.md`"), "{run:?}");
    let section = Html::parse(&project.output("zh/lakes/index.html"));
    assert_eq!(section.one("h1").text, "lakes");
}

#[test]
fn files_beside_a_page_are_published_once_for_all_languages() {
    let project = Project::new()
        .section("lakes", "Lakes")
        .page(
            "lakes/markakol",
            "Markakol",
            "[Map](map.pdf) ![Lake](hero.svg) [Wind](sounds/wind.mp3) [Terms](/terms.pdf)\n",
        )
        .file("content/lakes/markakol/facts.toml", "weight = 1\n")
        .file("content/lakes/markakol/hero.svg", &probe::svg(30, 20))
        .file("content/lakes/markakol/map.pdf", "%PDF")
        .file("content/lakes/markakol/sounds/wind.mp3", "wind")
        .file("content/terms.pdf", "%PDF of all")
        .built();
    assert_eq!(project.output("lakes/markakol/map.pdf"), "%PDF");
    assert_eq!(project.output("lakes/markakol/sounds/wind.mp3"), "wind");
    assert_eq!(project.output("terms.pdf"), "%PDF of all");
    for tag in LANGUAGES {
        assert!(!project.has_output(&format!("{tag}/lakes/markakol/map.pdf")));
        let page = without_hashes(&project.output(&format!("{tag}/lakes/markakol/index.html")));
        let page = Html::parse(&page);
        assert!(page.hrefs("a").contains(&"/lakes/markakol/map.pdf"));
        assert_eq!(page.one("img").attribute("src"), Some("/lakes/markakol/hero.svg"));
    }
    for source in ["lakes/markakol/facts.toml", "lakes/markakol/index.kk.md"] {
        assert!(!project.has_output(source), "{source}");
    }
}

#[test]
fn yaml_and_toml_front_matter_say_the_same() {
    let body = "Мәтін.\n";
    let toml = "title = \"Марқакөл: көл\"\ndescription = \"Биік тау көлі\"\nslug = \"көл\"\naliases = [\"/kk/ескі/\"]\n";
    let yaml = "title: \"Марқакөл: көл\"\ndescription: Биік тау көлі\nslug: көл\naliases:\n  - /kk/ескі/\n";
    let site = |front_matter: &str| {
        let project = Project::new().file("content/lake.kk.md", &format!("{front_matter}{body}")).built();
        (project.output("kk/көл/index.html"), project.output("kk/ескі/index.html"))
    };
    let (page, old) = site(&format!("+++\n{toml}+++\n"));
    assert!(page.contains("Биік тау көлі") && page.contains("<p>Мәтін.</p>"));
    assert_eq!(site(&format!("---\n{yaml}---\n")), (page.clone(), old.clone()));
    // Line ends of Windows change nothing.
    assert_eq!(site(&format!("---\n{yaml}---\n").replace('\n', "\r\n")), (page, old));
}

#[test]
fn a_page_within_a_page_stands_under_its_address() {
    let project = Project::new()
        .section("lakes", "Lakes")
        .page("lakes/markakol", "Markakol", "Text.\n")
        .page("lakes/markakol/north", "North shore", "[up](..) [home](../../../)\n")
        .file("content/lakes/markakol/index.kk.md", "+++\ntitle = \"Марқакөл\"\nslug = \"марқакөл\"\n+++\n")
        .built();
    let page = Html::parse(&project.output("ru/lakes/markakol/north/index.html"));
    let way = page.all("nav").find(|nav| nav.is("class", "breadcrumbs")).expect("breadcrumbs");
    assert_eq!(way.words(), "Главная Lakes ru Markakol ru North shore ru");
    assert!(page.hrefs("a").contains(&"/ru/lakes/markakol/") && page.hrefs("a").contains(&"/ru/"));
    // The slug of the page above is part of the address.
    let page = Html::parse(&project.output("kk/lakes/марқакөл/north/index.html"));
    assert!(page.hrefs("a").contains(&"/kk/lakes/%D0%BC%D0%B0%D1%80%D2%9B%D0%B0%D0%BA%D3%A9%D0%BB/"));
    assert!(!project.has_output("kk/lakes/markakol"));
    // The section lists both.
    let section = Html::parse(&project.output("ru/lakes/index.html"));
    assert_eq!(section.texts("h2"), ["Markakol ru", "North shore ru"]);
}

#[test]
fn a_draft_is_published_only_when_asked_for() {
    let project = Project::new()
        .publishing_all()
        .section("lakes", "Lakes")
        .page("lakes/markakol", "Markakol", "Text.\n")
        .file("content/lakes/markakol/facts.toml", "draft = true\ntags = [\"lake\"]\naliases = [\"/old/\"]\n")
        .file("content/lakes/markakol/hero.svg", &probe::svg(30, 20))
        .page("lakes/kanas", "Kanas", "Text.\n")
        .file("content/lakes/kanas/index.zh.md", "+++\ntitle = \"喀纳斯\"\ndraft = true\n+++\n")
        .built();
    for tag in LANGUAGES {
        assert!(!project.has_output(&format!("{tag}/lakes/markakol/index.html")));
        assert!(!project.has_output(&format!("{tag}/old/index.html")));
        assert!(!project.has_output(&format!("{tag}/tags/lake/index.html")));
        assert!(!project.output(&format!("{tag}/lakes/index.html")).contains("Markakol"));
    }
    assert!(!project.output("sitemap.xml").contains("markakol"));
    assert!(!project.has_output("lakes/markakol"), "the files beside it are no more public than it is");
    // A draft in one language is as good as none in it.
    let kanas = Html::parse(&project.output("zh/lakes/kanas/index.html"));
    assert_eq!((kanas.one("h1").text.as_str(), kanas.one("h1").lang.as_str()), ("Kanas en", "en"));

    project.build(&["--drafts"]).succeeds();
    let markakol = Html::parse(&project.output("kk/lakes/markakol/index.html"));
    assert_eq!(markakol.meta("robots"), ["noindex"]);
    assert!(project.has_output("lakes/markakol/hero.svg"));
    assert!(
        markakol.all("span").any(|badge| badge.is("class", "badge") && badge.text == "Жоба нұсқасы"),
        "{:?}",
        markakol.texts("span")
    );
    assert!(project.has_output("kk/old/index.html") && project.has_output("kk/tags/lake/index.html"));
    let kanas = Html::parse(&project.output("zh/lakes/kanas/index.html"));
    assert_eq!(kanas.one("h1").text, "喀纳斯");
    assert_eq!(kanas.meta("robots"), ["noindex"]);
    assert_eq!(Html::parse(&project.output("kk/lakes/kanas/index.html")).meta("robots").len(), 0);
}

#[test]
fn a_draft_of_the_home_page_is_a_draft_like_any_other() {
    let project =
        Project::new().file("content/_index.zh.md", "+++\ntitle = \"首页草稿\"\ndraft = true\n+++\n").built();
    let home = Html::parse(&project.output("zh/index.html"));
    assert_eq!((home.one("h1").text.as_str(), home.one("h1").lang.as_str()), ("Home en", "en"));
    project.build(&["--drafts"]).succeeds();
    assert_eq!(Html::parse(&project.output("zh/index.html")).one("h1").text, "首页草稿");
}

#[test]
fn a_section_that_is_a_draft_takes_its_pages_with_it() {
    let project = Project::new()
        .section("lakes", "Lakes")
        .page("lakes/markakol", "Markakol", "Text.\n")
        .file("content/lakes/facts.toml", "draft = true\n")
        .built();
    assert!(!project.has_output("kk/lakes"));
    project.build(&["--drafts"]).succeeds();
    assert!(project.has_output("kk/lakes/markakol/index.html"));
}

#[test]
fn a_section_whose_every_document_is_a_draft_takes_its_pages_with_it() {
    let project = Project::new().page("lakes/markakol", "Markakol", "Text.\n");
    for tag in LANGUAGES {
        let path = format!("content/lakes/_index.{tag}.md");
        project.write(&path, format!("+++\ntitle = \"Lakes {tag}\"\ndraft = true\n+++\n"));
    }
    project.build(&[]).succeeds();
    assert!(!project.has_output("kk/lakes"));
    assert!(!project.output("kk/index.html").contains("lakes"));
    project.build(&["--drafts"]).succeeds();
    assert!(project.has_output("kk/lakes/markakol/index.html"));
}

#[test]
fn pages_come_and_go_on_their_days() {
    let project = Project::new()
        .section("news", "News")
        .page("news/opening", "Opening", "Text.\n")
        .file("content/news/opening/facts.toml", "date = 2026-06-10\nexpires = 2026-06-20\n");
    let built = |now: &str| {
        project.run(&["build", "--now", now]).succeeds();
        let listed = project.output("kk/news/index.html").contains("Opening");
        let is_there = project.has_output("kk/news/opening/index.html");
        assert_eq!(is_there, now >= "2026-06-10", "{now}: an old address stays good");
        assert_eq!(listed, project.output("sitemap.xml").contains("opening"), "{now}");
        assert_eq!(listed, project.output("kk/feed.xml").contains("Opening"), "{now}");
        listed
    };
    assert!(!built("2026-06-09"), "its day is still to come");
    assert!(built("2026-06-10"), "it is published on its day");
    assert!(built("2026-06-19"), "the day before it expires");
    assert!(!built("2026-06-20"), "expired");
    let page = Html::parse(&project.output("en/news/opening/index.html"));
    assert_eq!(page.meta("robots"), ["noindex"]);
    project.run(&["build", "--now", "2026-06-09", "--drafts"]).succeeds();
    let page = Html::parse(&project.output("en/news/opening/index.html"));
    assert_eq!(page.meta("robots"), ["noindex"]);
    assert!(page.texts("span").contains(&"Not yet published".to_owned()), "{:?}", page.texts("span"));
}

#[test]
fn a_slug_is_the_address_in_its_own_language() {
    let project = Project::new()
        .section("lakes", "Lakes")
        .page("lakes/markakol", "Markakol", "Text.\n")
        .file("content/lakes/markakol/index.kk.md", "+++\ntitle = \"М\"\nslug = \"марқакөл\"\n+++\n")
        .file("content/lakes/markakol/index.zh.md", "+++\ntitle = \"马\"\nslug = \"马尔卡科尔湖\"\n+++\n")
        .built();
    assert!(project.has_output("kk/lakes/марқакөл/index.html"));
    assert!(project.has_output("zh/lakes/马尔卡科尔湖/index.html"));
    assert!(project.has_output("ru/lakes/markakol/index.html"));
    assert!(!project.has_output("kk/lakes/markakol") && !project.has_output("zh/lakes/markakol"));
    let encoded = "/zh/lakes/%E9%A9%AC%E5%B0%94%E5%8D%A1%E7%A7%91%E5%B0%94%E6%B9%96/";
    assert!(Html::parse(&project.output("zh/lakes/index.html")).hrefs("a").contains(&encoded));
    let page = Html::parse(&project.output("ru/lakes/markakol/index.html"));
    assert!(page.hrefs("link").contains(&format!("https://altai.example{encoded}").as_str()));
    assert!(page.hrefs("a").contains(&encoded), "the switcher leads there too");
}

#[test]
fn a_borrowed_page_keeps_the_folders_name_whatever_slug_its_text_has() {
    let project = Project::new()
        .section("lakes", "Lakes")
        .file("content/lakes/markakol/index.ru.md", "+++\ntitle = \"М\"\nslug = \"маркаколь\"\n+++\n")
        .built();
    assert!(project.has_output("ru/lakes/маркаколь/index.html"));
    assert!(project.has_output("kk/lakes/markakol/index.html"));
    assert!(!project.has_output("kk/lakes/маркаколь"));
}

#[test]
fn old_addresses_of_the_facts_lead_on_in_every_language() {
    let project = Project::new()
        .section("lakes", "Lakes")
        .page("lakes/markakol", "Markakol", "Text.\n")
        .file(
            "content/lakes/markakol/facts.toml",
            "aliases = [\"/old/markakol/\", \"/map.html\", \"/without-slash\"]\n",
        )
        .built();
    for tag in LANGUAGES {
        let target = format!("https://altai.example/{tag}/lakes/markakol/");
        for file in ["old/markakol/index.html", "map.html", "without-slash/index.html"] {
            let old = Html::parse(&project.output(&format!("{tag}/{file}")));
            assert_eq!(old.meta("refresh"), [format!("0; url={target}")]);
            assert_eq!(old.with("link", "rel", "canonical")[0].attribute("href"), Some(target.as_str()));
            assert!(old.hrefs("a").contains(&target.as_str()), "a link for those who are not led on");
            assert_eq!(old.one("html").lang, tag);
        }
    }
    assert!(!project.has_output("old"));
    assert!(!project.output("sitemap.xml").contains("old"));
}

#[test]
fn old_addresses_of_a_document_lead_on_in_its_language_alone() {
    let project =
        Project::new().section("lakes", "Lakes").page("lakes/markakol", "Markakol", "Text.\n").file(
            "content/lakes/markakol/index.kk.md",
            "+++\ntitle = \"М\"\nslug = \"м\"\naliases = [\"/kk/ескі:мекен/\", \"/kk/ескі/\"]\n+++\n",
        );
    assert_eq!(project.finding(), "content/lakes/markakol/index.kk.md:4:12 invalid-alias");
    let project = project
        .file(
            "content/lakes/markakol/index.kk.md",
            "+++\ntitle = \"М\"\nslug = \"м\"\naliases = [\"/kk/lakes/markakol/\", \"/index.php\"]\n+++\n",
        )
        .built();
    for file in ["kk/lakes/markakol/index.html", "index.php"] {
        let old = Html::parse(&project.output(file));
        assert_eq!(old.meta("refresh"), ["0; url=https://altai.example/kk/lakes/%D0%BC/"]);
    }
    assert!(!project.has_output("ru/index.php"));
}

#[test]
fn facts_choose_the_template_and_the_place_in_lists() {
    let project = probe::site("")
        .section("lakes", "Lakes")
        .page("lakes/a", "A", "")
        .page("lakes/b", "B", "")
        .page("lakes/c", "C", "")
        .file("content/lakes/a/facts.toml", "weight = 30\n")
        .file("content/lakes/b/facts.toml", "weight = -1\ntemplate = \"special.html\"\n")
        .template("special.html", "special: {{ page.weight }}\n")
        .template(
            "section.html",
            "{% for item in paginator.pages %}{{ item.title }}={{ item.weight or 'none' }} {% endfor %}",
        )
        .built();
    assert_eq!(project.output("kk/lakes/b/index.html"), "special: -1\n");
    assert_eq!(project.output("kk/lakes/index.html"), "B kk=-1 A kk=30 C kk=none ");
}

#[test]
fn terms_are_pages_with_names_in_every_language() {
    let project = Project::new()
        .section("lakes", "Lakes")
        .page("lakes/markakol", "Markakol", "Text.\n")
        .page("lakes/kanas", "Kanas", "Text.\n")
        .file("content/lakes/markakol/facts.toml", "tags = [\"lake\", \"salt\"]\n")
        .file("content/lakes/kanas/facts.toml", "tags = [\"lake\"]\n")
        .file("locales/kk/site.ftl", "tags-salt = Тұзды\n")
        .file("locales/ru/site.ftl", "tags-salt = Солёное\n")
        .file("locales/zh/site.ftl", "tags-salt = 咸水\n")
        .file("locales/en/site.ftl", "tags-salt = Salty\n")
        .built();
    for (tag, name, count, title) in [
        ("kk", "Тұзды", "2 бет", "Тақырыптар"),
        ("ru", "Солёное", "2 страницы", "Темы"),
        ("zh", "咸水", "共2篇", "主题"),
        ("en", "Salty", "2 pages", "Topics"),
    ] {
        let salt = Html::parse(&project.output(&format!("{tag}/tags/salt/index.html")));
        assert_eq!(salt.one("h1").text, name);
        assert_eq!(salt.texts("h2"), [format!("Markakol {tag}")]);
        let lake = project.output(&format!("{tag}/tags/lake/index.html"));
        assert!(lake.contains(&format!("Kanas {tag}")) && lake.contains(&format!("Markakol {tag}")));
        let tags = Html::parse(&project.output(&format!("{tag}/tags/index.html")));
        assert_eq!(tags.one("h1").text, title);
        assert!(tags.hrefs("a").contains(&format!("/{tag}/tags/salt/").as_str()));
        assert!(
            tags.all("small").any(|small| small.words().replace('\u{a0}', " ") == count),
            "{tag}: {:?}",
            tags.texts("small")
        );
        let page = Html::parse(&project.output(&format!("{tag}/lakes/markakol/index.html")));
        let terms: Vec<&str> = page.with("a", "rel", "tag").iter().map(|a| a.text.as_str()).collect();
        assert_eq!(terms.len(), 2);
        assert_eq!(terms[1], name, "in the order in which they were written");
    }
}

#[test]
fn a_term_without_a_name_is_shown_by_its_id_and_reported_once_a_language() {
    let project =
        Project::new().page("lake", "Lake", "").file("content/lake/facts.toml", "tags = [\"salt\"]\n");
    assert_eq!(project.findings(), ["content/lake/facts.toml:1:9 term-without-name"; 4]);
    let run = project.build(&[]).exits(0);
    assert!(run.stderr.contains("the term `salt` has no name in the language `kk`"), "{run:?}");
    assert!(run.stderr.contains("add `tags-salt = …` to a file in `locales/kk/`"), "{run:?}");
    assert!(!run.stderr.contains("did you mean"), "{run:?}");
    assert_eq!(Html::parse(&project.output("kk/tags/salt/index.html")).one("h1").text, "salt");
}

#[test]
fn a_term_may_have_a_page_of_its_own() {
    let project = Project::new()
        .page("lake", "Lake", "")
        .file("content/lake/facts.toml", "tags = [\"eco\"]\n")
        .file(
            "content/tags/eco.kk.md",
            "+++\ntitle = \"Экотуризм туралы\"\ndescription = \"Сипаттама\"\nslug = \"эко\"\n+++\nКіріспе.\n",
        )
        .document("tags/_index.kk.md", "Барлық тақырып", "Тақырыптар туралы.\n")
        .built();
    let term = Html::parse(&project.output("kk/tags/эко/index.html"));
    assert_eq!(term.one("h1").text, "Экотуризм туралы");
    assert_eq!(term.class("div", "prose").words(), "Кіріспе.");
    assert_eq!(term.meta("description"), ["Сипаттама"]);
    assert_eq!(term.texts("h2"), ["Lake kk"]);
    let taxonomy = Html::parse(&project.output("kk/tags/index.html"));
    assert_eq!(taxonomy.one("h1").text, "Барлық тақырып");
    assert_eq!(taxonomy.class("div", "prose").words(), "Тақырыптар туралы.");
    let page = Html::parse(&project.output("kk/lake/index.html"));
    assert_eq!(page.with("a", "rel", "tag")[0].text, "Экотуризм туралы");
    // Other languages have names of their own, and do not borrow the introduction.
    let term = Html::parse(&project.output("en/tags/eco/index.html"));
    assert_eq!(term.one("h1").text, "Ecotourism");
    assert!(!project.output("en/tags/eco/index.html").contains("Кіріспе"));
    assert_eq!(
        term.with("link", "hreflang", "kk")[0].attribute("href"),
        Some("https://altai.example/kk/tags/%D1%8D%D0%BA%D0%BE/")
    );
}

#[test]
fn a_term_with_a_page_of_its_own_is_there_without_pages() {
    let project = Project::new().document("tags/eco.kk.md", "Экотуризм", "Кіріспе.\n").built();
    let term = Html::parse(&project.output("kk/tags/eco/index.html"));
    assert_eq!(term.one("h1").text, "Экотуризм");
    assert!(Html::parse(&project.output("kk/tags/index.html")).hrefs("a").contains(&"/kk/tags/eco/"));
    assert!(Html::parse(&project.output("ru/tags/eco/index.html")).one("h1").text == "Экотуризм");
}

#[test]
fn kinds_of_the_theme_bring_fields_and_a_template() {
    let project = Project::new()
        .section("lakes", "Lakes")
        .illustrated_page("lakes/markakol", "Markakol")
        .file(
            "content/lakes/markakol/index.en.md",
            "+++\ntitle = \"Markakol\"\ngetting_there = \"By <bus>\"\nalt = { \"hero.svg\" = \"Lake\" }\n+++\n",
        )
        .file(
            "content/lakes/markakol/facts.toml",
            "kind = \"destination\"\nlocation = { lat = 48.75, lon = -85.75 }\nregion = \"abai\"\naltitude = 1449.5\nhero = \"hero.svg\"\n",
        )
        .file("content/lakes/markakol/hero.svg", &probe::svg(1600, 900))
        .built();
    let page = Html::parse(&without_hashes(&project.output("en/lakes/markakol/index.html")));
    let facts: Vec<String> = page.texts("dd").iter().map(|text| text.replace('\u{a0}', " ")).collect();
    assert_eq!(
        facts,
        ["Abai Region", "1,449.5 m", "By <bus>", "48.75° N, 85.75° W Google Maps Apple Maps OpenStreetMap"]
    );
    let hero = page.one("img");
    assert!(
        hero.is("src", "/lakes/markakol/hero.svg") && hero.is("width", "1600") && hero.is("height", "900")
    );
    assert_eq!(page.meta("og:image"), ["https://altai.example/lakes/markakol/hero.svg"]);
    // The field that is different in each language is not there in those that do not have it.
    assert_eq!(Html::parse(&project.output("kk/lakes/markakol/index.html")).texts("dd").len(), 3);
}

const EVERY_TYPE: &str = r#"
[kinds.everything]
template = "every.html"
[kinds.everything.fields]
text = { type = "text" }
number = { type = "number", unit = "meter" }
boolean = { type = "boolean" }
place = { type = "coordinates" }
day = { type = "date" }
days = { type = "date-range" }
open_days = { type = "date-range" }
season = { type = "months" }
picture = { type = "image" }
link = { type = "link" }
inner = { type = "link" }
near = { type = "reference" }
price = { type = "money" }
choice = { type = "one-of", options = ["a", "b"] }
pictures = { type = "image", list = true }
own = { type = "text", localised = true, required = true }
own_links = { type = "link", localised = true, list = true }
"#;

const EVERY_VALUE: &str = r#"
kind = "everything"
text = "a & b"
number = 1450
boolean = true
place = { lat = 48.75, lon = 85 }
day = 2026-05-20
days = { from = 2026-05-20, to = 2026-05-22 }
open_days = { from = "2026-05-20" }
season = [6, 7]
picture = "hero.svg"
link = "https://example.org/?a=1&b=2"
inner = "/lakes/"
near = "../lakes/"
price = { amount = 5000.5, currency = "KZT" }
choice = "b"
pictures = ["hero.svg", "/lake/hero.svg"]
"#;

/// Prints every field, a line each.
const EVERY_TEMPLATE: &str = r#"{% set facts = page.facts -%}
text: {{ facts.text }}
number: {{ facts.number }}
boolean: {{ facts.boolean }}
place: {{ facts.place.lat }} {{ facts.place.lon }}
day: {{ facts.day }}
days: {{ facts.days.from }} {{ facts.days.to }}
open days: {{ facts.open_days.from }} {{ facts.open_days.to or "-" }}
season: {{ facts.season | join(sep=" ") }}
picture: {{ facts.picture.url }} {{ facts.picture.width }} {{ facts.picture.height }} {{ facts.picture.permalink }}
link: {{ facts.link.url }} {{ facts.link.external }}
inner: {{ facts.inner.url }} {{ facts.inner.external }}
near: {{ facts.near.title }} {{ facts.near.url }} {{ facts.near.lang.tag }}
price: {{ facts.price.amount }} {{ facts.price.currency }}
choice: {{ facts.choice }}
pictures:{% for picture in facts.pictures %} {{ picture.url }}{% endfor %}
own: {{ facts.own }}
own links:{% for link in facts.own_links %} {{ link.url }}{% endfor %}
names:{% for name, _ in facts %} {{ name }}{% endfor %}
"#;

#[test]
fn a_kind_of_the_site_may_have_fields_of_every_type() {
    let project = probe::site(EVERY_TYPE)
        .section("lakes", "Lakes")
        .file("content/lake/facts.toml", EVERY_VALUE)
        .file("content/lake/hero.svg", &probe::svg(30, 20))
        .template("every.html", EVERY_TEMPLATE);
    for tag in LANGUAGES {
        project.write(
            &format!("content/lake/index.{tag}.md"),
            format!("+++\ntitle = \"Lake\"\nown = \"{tag}\"\nown_links = [\"/lakes/\", \"mailto:a@example.org\"]\nalt = {{ \"hero.svg\" = \"Lake\" }}\n+++\n"),
        );
    }
    let project = project.built();
    assert_eq!(
        without_hashes(&project.output("zh/lake/index.html")),
        "text: a &amp; b\n\
         number: 1450\n\
         boolean: true\n\
         place: 48.75 85.0\n\
         day: 2026-05-20\n\
         days: 2026-05-20 2026-05-22\n\
         open days: 2026-05-20 -\n\
         season: 6 7\n\
         picture: /lake/hero.svg 30 20 https://altai.example/lake/hero.svg\n\
         link: https://example.org/?a=1&amp;b=2 true\n\
         inner: /zh/lakes/ false\n\
         near: Lakes zh /zh/lakes/ zh\n\
         price: 5000.5 KZT\n\
         choice: b\n\
         pictures: /lake/hero.svg /lake/hero.svg\n\
         own: zh\n\
         own links: /zh/lakes/ mailto:a@example.org\n\
         names: text number boolean place day days open_days season picture link inner near price choice pictures \
         own own_links\n"
    );
}

#[test]
fn a_kind_of_the_site_stands_in_for_the_themes() {
    let config = "[kinds.destination.fields]\ndepth = { type = \"number\" }\n";
    let project = Project::new()
        .config(config)
        .page("lake", "Lake", "")
        .file("content/lake/facts.toml", "kind = \"destination\"\ndepth = 27\n")
        .built();
    let page = Html::parse(&project.output("en/lake/index.html"));
    assert_eq!(page.one("h1").text, "Lake en");
    let project = project.file("content/lake/facts.toml", "kind = \"destination\"\nregion = \"abai\"\n");
    assert_eq!(project.finding(), "content/lake/facts.toml:2:1 unknown-key");
}

#[test]
fn a_section_may_have_facts_of_its_own() {
    let project = probe::site("[kinds.valley.fields]\narea = { type = \"number\" }\n")
        .section("lakes", "Lakes")
        .file("content/valley/_index.ru.md", "+++\ntitle = \"Долина\"\n+++\n")
        .file("content/valley/facts.toml", "kind = \"valley\"\narea = 12.5\n")
        .template("valley.html", "{{ page.kind }} {{ page.template_kind }} {{ page.facts.area }}\n")
        .built();
    assert_eq!(project.output("ru/valley/index.html"), "valley section 12.5\n");
}

#[test]
fn a_file_is_found_beside_the_document_that_names_it_as_the_preview_of_an_editor_shows_it() {
    let text = concat!(
        "![Озеро](lake.svg)\n\n[План](план.pdf#page=2) [То же](./план.pdf)\n\n",
        "<img src=\"lake.svg\" alt=\"\"> <a href=\"план.pdf\">x</a>\n\n![Тау](case/tau.svg)\n",
        ":::figure src=\"lake.svg\" alt=\"Озеро\"\nx\n:::\n",
    );
    let project = Project::new()
        .section("x", "X")
        .file(
            "content/x/case.ru.md",
            &format!("+++\ntitle = \"Случай\"\nalt = {{ \"hero.svg\" = \"Озеро\" }}\n+++\n{text}"),
        )
        .file("content/x/case.facts.toml", "kind = \"article\"\nhero = \"hero.svg\"\ndate = 2026-01-01\n")
        .file("content/x/lake.svg", &probe::svg(30, 20))
        .file("content/x/hero.svg", &probe::svg(31, 20))
        .file("content/x/case/tau.svg", &probe::svg(32, 20))
        .file("content/x/план.pdf", "%PDF");
    let project = project.built();
    let html = without_hashes(&project.output("ru/x/case/index.html"));
    assert_eq!(html.matches("src=\"/x/lake.svg\"").count(), 3, "{html}");
    assert_eq!(html.matches("href=\"/x/%D0%BF%D0%BB%D0%B0%D0%BD.pdf").count(), 3, "{html}");
    assert!(html.contains("src=\"/x/case/tau.svg\"") && html.contains("/x/hero.svg\""), "{html}");
    // Readers of other languages borrow the text, and its pictures with it.
    assert!(without_hashes(&project.output("kk/x/case/index.html")).contains("src=\"/x/lake.svg\""));

    // The folder of the page's address counts too, after that of the document.
    let project = Project::new()
        .publishing_all()
        .document("about.ru.md", "О нас", "![Озеро](lake.svg) ![Гора](tau.svg)\n")
        .file("content/lake.svg", &probe::svg(30, 20))
        .file("content/about/lake.svg", &probe::svg(40, 20))
        .file("content/about/tau.svg", &probe::svg(50, 20))
        .built();
    let html = without_hashes(&project.output("ru/about/index.html"));
    assert!(html.contains("src=\"/lake.svg\"") && html.contains("src=\"/about/tau.svg\""), "{html}");
    // A document in the page's own folder looks there first, whatever others stand beside it.
    let project = project.document("about/index.kk.md", "Біз", "![Көл](lake.svg)\n").built();
    assert!(without_hashes(&project.output("kk/about/index.html")).contains("src=\"/about/lake.svg\""));

    let project = Project::new()
        .publishing_all()
        .document("about.ru.md", "О нас", "![Озеро](laek.svg)\n")
        .file("content/lake.svg", &probe::svg(30, 20));
    assert_eq!(project.finding(), "content/about.ru.md:4:10 image-not-found");
    let run = project.build(&[]).exits(1);
    assert!(run.stderr.contains("did you mean `lake.svg`?"), "{run:?}");
}

#[test]
fn a_term_that_is_misspelt_is_told_where_it_stands_with_the_right_one() {
    let project = Project::new()
        .page("a", "A", "")
        .page("b", "B", "")
        .file("content/a/facts.toml", "tags = [\"lake\"]\n")
        .file("content/b/facts.toml", "weight = 1\ntags = [\"lake\", \"lkae\"]\n");
    assert_eq!(project.findings(), ["content/b/facts.toml:2:17 term-without-name"; 4]);
    let run = project.build(&[]).exits(0);
    assert!(run.stderr.contains("did you mean `lake`?"), "{run:?}");
}

#[test]
fn a_taxonomy_and_a_page_of_a_term_without_names_are_told_by_their_files() {
    let project = Project::new()
        .config("[taxonomies.moods]\n")
        .document("moods/calm.kk.md", "Тыныш", "")
        .document("moods/calm.ru.md", "Тихо", "");
    let mut expected = vec!["content/moods/calm.kk.md term-without-name"; 2];
    expected.extend(["sapar.toml term-without-name"; 4]);
    assert_eq!(project.findings(), expected);
}

#[test]
fn a_link_to_what_is_not_published_is_told_as_such() {
    let project = probe::site("[kinds.way.fields]\nto = { type = \"reference\" }\n")
        .page("draft", "Draft", "")
        .file("content/draft/facts.toml", "draft = true\n")
        .file("content/draft/hero.svg", &probe::svg(1, 1))
        .document(
            "a.kk.md",
            "A",
            "[b](/draft/) ![c](/draft/hero.svg) [d](draft/hero.svg) [e](draft/heri.svg)\n",
        )
        .file("content/a.facts.toml", "kind = \"way\"\nto = \"/draft/\"\n");
    assert_eq!(
        project.findings(),
        [
            "content/a.facts.toml:2:6 link-unpublished",
            "content/a.kk.md:4:5 link-unpublished",
            "content/a.kk.md:4:19 link-unpublished",
            // The file stands beside the document.
            "content/a.kk.md:4:40 link-unpublished",
            "content/a.kk.md:4:60 link-not-found",
        ]
    );
    let run = project.build(&[]).exits(1);
    assert!(run.stderr.contains("`/draft/` is not published"), "{run:?}");
    let project = project.document("a.kk.md", "A", "[b](/draft/) ![c](/draft/hero.svg)\n");
    let run = project.build(&[]).exits(0);
    assert!(run.stderr.starts_with("warning[link-unpublished]"), "{run:?}");
    project.build(&["--strict"]).exits(1);
    let project = project.document("a.kk.md", "A", "[b](/draft/) ![c](/draft/hero.svg)\n");
    project.build(&["--drafts"]).succeeds();
}

#[test]
fn titles_descriptions_and_summaries_have_the_quotation_marks_of_their_language() {
    let template = "{{ page.title }}|{{ page.description }}|{{ page.summary | safe }}\n";
    let list =
        "{% for page in paginator.pages %}{{ page.title }}|{{ page.summary }}|{{ page.url }}{% endfor %}\n";
    let mut project = probe::site("")
        .template("page.html", template)
        .template("section.html", list)
        .section("news", "News")
        .file("content/news/a/facts.toml", "date = 2026-01-01\n");
    for (tag, title) in [
        ("kk", "\"Қорғас\" орталығы"),
        ("ru", "Центр \"Хоргос\""),
        ("zh", "\"霍尔果斯\"中心"),
        ("en", "The lake's \"pearl\""),
    ] {
        project = project.file(
            &format!("content/news/a/index.{tag}.md"),
            &format!("+++\ntitle = '''{title}'''\ndescription = '''D: {title}'''\nsummary = '''S: {title}'''\n+++\n"),
        );
    }
    let project = project.built();
    for (tag, title) in [
        ("kk", "«Қорғас» орталығы"),
        ("ru", "Центр «Хоргос»"),
        ("zh", "“霍尔果斯”中心"),
        ("en", "The lake’s “pearl”"),
    ] {
        let page = project.output(&format!("{tag}/news/a/index.html"));
        assert_eq!(page, format!("{title}|D: {title}|<p>S: {title}</p>\n"));
        let list = project.output(&format!("{tag}/news/index.html"));
        assert_eq!(list, format!("{title}|S: {title}|/{tag}/news/a/\n"));
        let feed = project.output(&format!("{tag}/feed.xml"));
        assert!(feed.contains(&format!("<title>{title}</title>")), "{feed}");
        assert!(feed.contains(&format!("<summary>S: {title}</summary>")), "{feed}");
    }
}

#[test]
fn quotation_marks_that_were_typed_stay_and_slugs_and_files_have_no_say() {
    let project = probe::site("")
        .template("page.html", "{{ page.title }} {{ page.url }}\n")
        .file("content/a'b.ru.md", "+++\ntitle = \"„Озеро“ “Канас” 5'\"\n+++\n")
        .built();
    assert_eq!(project.output("ru/a'b/index.html"), "„Озеро“ “Канас” 5&#39; /ru/a%27b/\n");
}
