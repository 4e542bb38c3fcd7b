//! A site on the days of its life: pages come, are past, go; and no day makes a build fail that nobody edited.

use std::collections::BTreeSet;
use std::fs;

use percent_encoding::percent_decode_str;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use sapar::data::{Date, parse_date};
use sapar::diagnostics::{Code, Diagnostic, Severity};
use sapar::load::read;
use sapar::project::assemble;
use sapar::render::{Body, Rendered, diagnostics_ahead, render_guarded};
use sapar::site::SiteOptions;

use super::html::Html;
use super::probe;
use super::project::Project;

/// A site by the default theme with an event that is past from the first of July on.
fn festival(config: &str) -> Project {
    Project::new()
        .config(config)
        .section("news", "News")
        .page("news/festival", "Festival", "Text.\n\n## Songs {#songs}\n")
        .file(
            "content/news/festival/facts.toml",
            "kind = \"event\"\ndate = 2026-05-01\nexpires = 2026-07-01\ntags = [\"culture\"]\n\
             dates = { from = 2026-06-20, to = 2026-06-21 }\nlocation = { lat = 48.8, lon = 86.0 }\n",
        )
}

/// The errors and warnings of a build on a day, as text.
fn on(project: &Project, day: &str) -> String {
    let run = project.run(&["build", "--now", day]).exits(0);
    run.stderr
}

#[test]
fn a_page_that_has_expired_stays_at_its_address_and_says_so() {
    let project = festival("")
        .page("about", "About", "[Festival](/news/festival/#songs) [Culture](/tags/culture/)\n")
        .page("places/lake", "Lake", "")
        .file(
            "content/places/lake/facts.toml",
            "kind = \"destination\"\nlocation = { lat = 48.75, lon = 85.75 }\n",
        )
        .section("places", "Places");
    assert_eq!(on(&project, "2026-06-30"), "");
    assert!(project.output("en/tags/index.html").contains("/en/tags/culture/"));
    assert_eq!(on(&project, "2026-07-01"), "");
    for (tag, notice) in [
        ("kk", "мерзімі өткен күні: 2026 ж. 1 шілде"),
        ("ru", "С 1 июля 2026 г. сведения на этой странице неактуальны"),
        ("zh", "自2026年7月1日起，本页内容已不再有效"),
        ("en", "has been out of date since July 1, 2026"),
    ] {
        let page = Html::parse(&project.output(&format!("{tag}/news/festival/index.html")));
        let notes = page.with("p", "role", "note");
        let text = notes[0].words().replace(['\u{a0}', '\u{202f}'], " ");
        assert!(notes.len() == 1 && text.contains(notice), "{notes:?}");
        assert_eq!(page.meta("robots"), ["noindex"]);
        assert!(!page.elements.iter().any(|element| element.is("rel", "next") || element.is("rel", "prev")));
        for list in ["news/index.html", "index.html", "tags/index.html", "feed.xml"] {
            let list = project.output(&format!("{tag}/{list}"));
            assert!(!list.contains("news/festival") && !list.contains("tags/culture"), "{tag}: {list}");
        }
        // Links lead to it still, and to the topic that only past pages have.
        let about = Html::parse(&project.output(&format!("{tag}/about/index.html")));
        let hrefs = about.hrefs("a");
        for href in [format!("/{tag}/news/festival/#songs"), format!("/{tag}/tags/culture/")] {
            assert!(hrefs.contains(&href.as_str()), "{href}: {hrefs:?}");
        }
        let topic = Html::parse(&project.output(&format!("{tag}/tags/culture/index.html")));
        assert!(topic.hrefs("a").contains(&format!("/{tag}/news/festival/").as_str()));
        assert_eq!(topic.meta("robots"), ["noindex"]);
    }
    let sitemap = project.output("sitemap.xml");
    assert!(!sitemap.contains("festival") && !sitemap.contains("culture"), "{sitemap}");
}

#[test]
fn what_is_past_is_neither_near_nor_among_all_pages_but_can_be_asked_for() {
    let shown = "{% for item in pages(kind=\"place\") %}{{ item.path }}{% endfor %} \
                 {% for near in nearby(path=page.path) %}{{ near.page.path }}{% endfor %} \
                 {{ page.previous.path if page.previous else '-' }} {{ page.next.path if page.next else '-' }} \
                 {% set past = page(path='/past/') %}{{ past.expired }} {{ past.url }} {{ page.expired }} {{ page.expires or '-' }}";
    let place = |facts: &str, lat: &str| {
        format!("kind = \"place\"\n{facts}location = {{ lat = {lat}, lon = 85.0 }}\n")
    };
    let project = probe::site("[kinds.place.fields]\nlocation = { type = \"coordinates\" }\n")
        .template("place.html", shown)
        .page("lake", "Lake", "")
        .file("content/lake/facts.toml", &place("", "48.0"))
        .page("past", "Past", "")
        .file("content/past/facts.toml", &place("expires = 2026-05-31\n", "48.1"))
        .page("river", "River", "")
        .file("content/river/facts.toml", &place("", "48.2"))
        .built();
    assert_eq!(
        project.output("kk/lake/index.html"),
        "/lake//river/ /river/ - /river/ true /kk/past/ false -"
    );
    assert_eq!(
        project.output("kk/past/index.html"),
        "/lake//river/ /lake//river/ - - true /kk/past/ true 2026-05-31"
    );
}

#[test]
fn a_section_that_is_past_takes_its_pages_with_it_and_lists_them_still() {
    let project = probe::site("")
        .template("section.html", "{% for item in paginator.pages %}{{ item.path }}{% endfor %}{% for item in sections(path=page.path) %}{{ item.path }}{% endfor %}")
        .template("page.html", "{{ page.expired }} {{ page.expires }}")
        .section("fair", "Fair")
        .file("content/fair/facts.toml", "expires = 2026-05-31\n")
        .page("fair/program", "Program", "")
        .built();
    assert_eq!(project.output("kk/fair/program/index.html"), "true 2026-05-31");
    assert_eq!(project.output("kk/fair/index.html"), "/fair/program/");
    assert_eq!(project.output("kk/index.html"), "");
    // A home page cannot be past.
    let project = project.file("content/facts.toml", "expires = 2026-05-31\n").built();
    assert_eq!(project.output("kk/fair/program/index.html"), "true 2026-05-31");
    assert!(project.output("sitemap.xml").contains("https://altai.example/kk/</loc>"));
}

#[test]
fn kinds_and_sections_say_what_becomes_of_expired_pages() {
    let there = |config: &str| {
        let project = festival(config);
        let before = on(&project, "2026-06-30");
        let after = on(&project, "2026-07-01");
        assert_eq!((before.as_str(), after.as_str()), ("", ""), "{config}");
        project.has_output("kk/news/festival/index.html")
    };
    assert!(there(""));
    assert!(there("[kinds.event]\nexpired = \"keep\"\n"));
    // What the site says of a kind leaves the fields that the theme gives it.
    assert!(!there("[kinds.event]\nexpired = \"remove\"\n"));
    assert!(!there("[sections.news]\nexpired = \"remove\"\n"));
    assert!(!there("[sections.\"/\"]\nexpired = \"remove\"\n"));
    assert!(there("[sections.news]\nexpired = \"keep\"\n[kinds.event]\nexpired = \"remove\"\n"));
    assert!(there("[sections.news]\nexpired = \"keep\"\n[sections.\"/\"]\nexpired = \"remove\"\n"));
    let wrong = festival("[sections.news]\nexpired = \"hide\"\n[taxonomies.topics]\nexpired = \"keep\"\n");
    let found = wrong.findings();
    assert!(found.contains(&"sapar.toml:18:11 not-an-option".to_owned()), "{found:?}");
    assert!(found.contains(&"sapar.toml:20:1 unknown-key".to_owned()), "{found:?}");
}

const REFERRING: &str = "{{ page.content | safe }}
<a id=\"u\" class=\"c\" rel=\"next\" href=\"{{ url(path='/gone/') }}\">U</a> <img src=\"{{ asset(path='/gone/hero.svg') }}\" alt=\"A\">
{%- set gone = page(path='/gone/') %}
<a href=\"{{ gone.url }}\"{% if gone.unpublished %} data-gone{% endif %}>{{ gone.title }}</a>
<meta content=\"{{ gone.permalink }}\"><script>{{ {\"url\": gone.permalink, \"name\": gone.title} | json(skip_empty=true) }}</script>
{%- set picture = image(path='/gone/hero.svg') %}
<img src=\"{{ picture.url }}\" alt=\"{{ picture.alt }}\">
<p>{{ pages(section='/gone/') | length }}{{ pages(term='tags/lost') | length }}{{ sections(path='/gone/') | length }}{{ nearby(path='/gone/') | length }}</p>
{%- for path in config.theme.navigation %}{% set entry = page(path=path) %}<b><a href=\"{{ entry.url }}\">{{ entry.title }}</a></b>{% endfor %}
{%- if page.facts.to %}<i><a href=\"{{ page.facts.to.url }}\">{{ page.facts.to.title }}</a></i>{% endif %}
{%- for stop in page.facts.stops or [] %}<i><a href=\"{{ stop.at.url }}\">{{ stop.at.title }}</a></i>{% endfor %}
{%- if page.facts.more %}<i><a href=\"{{ page.facts.more.url }}\">more</a></i>{% endif %}
{%- if page.facts.picture %}<img src=\"{{ page.facts.picture.url }}\">{% endif %}";

/// A site in which everything refers to the page `/gone/`, which facts make a draft, a page of the future, or one that is
/// removed.
fn referring(facts: &str) -> Project {
    let text = "[M](/gone/) [N](../gone/#deep) ![P](/gone/hero.svg) [T](/tags/lost/) [S](/gone/within/) [I](/alone/)\n\n\
                <a href=\"/gone/\" target=_blank>R</a> <a href='/kk/geht/'>Q</a> <a href=/old/gone/>O</a> <img src=\"/gone/hero.svg\" alt=\"H\">\n";
    let kind = "[kinds.way.fields]\nto = { type = \"reference\" }\nmore = { type = \"link\" }\npicture = { type = \"image\" }\n\
                [kinds.way.fields.stops]\ntype = \"table\"\nlist = true\nfields.at = { type = \"reference\", required = true }\n\
                [sections.gone]\nexpired = \"remove\"\npaginate_by = 5\n[sections.alone]\nexpired = \"remove\"\n\
                [theme_options]\nnavigation = [\"/gone/\", \"/a/\"]\n";
    let slug =
        "+++\ntitle = \"Gone kk\"\nslug = \"geht\"\naliases = [\"/old/gone/\"]\n+++\n## Deep {#deep}\n";
    probe::site(kind)
        .template("way.html", REFERRING)
        .section("gone", "Gone")
        .document("gone/_index.ru.md", "Gone ru", "## Deep {#deep}\n")
        .file("content/gone/_index.kk.md", slug)
        .file("content/gone/facts.toml", &format!("{facts}tags = [\"lost\"]\n"))
        .file("content/gone/hero.svg", &probe::svg(3, 2))
        .page("gone/within", "Within", "")
        .page("alone/page", "Page", "")
        .file("content/alone/page/facts.toml", facts)
        .file(
            "content/a.facts.toml",
            "kind = \"way\"\nto = \"/gone/\"\nmore = \"/gone/#deep\"\npicture = \"/gone/hero.svg\"\nstops = [{ at = \"/gone/\" }, { at = \"/a/\" }]\n",
        )
        .file("content/a.kk.md", &format!("+++\ntitle = \"A\"\nalt = {{ \"/gone/hero.svg\" = \"Hero\" }}\n+++\n{text}"))
        .file("themes/probe/locales/kk/words.ftl", "tags-lost = Жоғалған\n")
        .file("themes/probe/locales/ru/words.ftl", "tags-lost = Потерянное\n")
        .file("themes/probe/locales/zh/words.ftl", "tags-lost = 失物\n")
        .file("themes/probe/locales/en/words.ftl", "tags-lost = Lost\n")
}

#[test]
fn what_refers_to_a_page_that_is_not_published_stays_as_text_and_is_a_warning() {
    for facts in ["draft = true\n", "date = 2026-06-02\n", "expires = 2026-05-31\n"] {
        let project = referring(facts);
        let run = project.build(&[]).exits(0);
        assert!(!run.stderr.contains("error["), "{facts}{}", run.stderr);
        let found: BTreeSet<String> = project.findings().into_iter().collect();
        let expected = [
            "content/a.facts.toml:2:6 link-unpublished",
            "content/a.facts.toml:3:8 link-unpublished",
            "content/a.facts.toml:4:11 link-unpublished",
            "content/a.facts.toml:5:17 link-unpublished",
            "content/a.kk.md:5:5 link-unpublished",
            "content/a.kk.md:7:10 link-unpublished",
            "sapar.toml:32:15 link-unpublished",
        ];
        for one in expected {
            assert!(found.contains(one), "{facts}{one}: {found:#?}");
        }
        let known =
            |one: &String| one.ends_with("link-unpublished") || one.ends_with("section-without-index");
        assert!(found.iter().all(known), "{facts}{found:#?}");
        let html = project.output("kk/a/index.html");
        let page = Html::parse(&html);
        assert_eq!(page.hrefs("a"), ["/kk/a/", "/kk/a/"], "{facts}{html}");
        assert!(page.all("img").all(|image| image.attribute("src").is_none()), "{facts}{html}");
        assert_eq!(page.texts("a").join(" "), "R Q O U Gone kk Gone kk A Gone kk Gone kk A more", "{facts}");
        for part in [
            "M N P T S I",
            "alt=\"Hero\"",
            "<p>0000</p>",
            "{\"name\":\"Gone kk\"}",
            "data-gone",
            "class=\"c\"",
        ] {
            assert!(html.contains(part), "{facts}{part}: {html}");
        }
        assert!(!html.contains('\u{fdda}') && !html.contains("target") && !html.contains("rel="), "{html}");
        project.build(&["--strict"]).exits(1);
        project.build(&["--drafts"]).exits(0);
        assert_eq!(Html::parse(&project.output("kk/a/index.html")).hrefs("a").len(), 16);
    }
}

#[test]
fn a_heading_of_a_draft_is_no_mistake() {
    let project = probe::site("")
        .template("page.html", "{{ page.content | safe }}")
        .document("lake.ru.md", "Озеро", "")
        .file("content/lake.kk.md", "+++\ntitle = \"Көл\"\ndraft = true\n+++\n## Жаға\n")
        .document("a.kk.md", "A", "[көл](/lake/#жаға)\n");
    assert_eq!(project.finding(), "content/a.kk.md:4:7 link-unpublished");
    assert!(project.output("kk/a/index.html").contains("<p>көл</p>"));
    project.build(&["--drafts"]).succeeds();
}

#[test]
fn a_mistake_of_a_later_day_is_told_today() {
    let future = |text: &str, facts: &str| {
        probe::site("[kinds.way.fields]\nbeds = { type = \"number\", required = true }\n")
            .document("a.kk.md", "A", "")
            .document("later.kk.md", "Later", text)
            .file("content/later.facts.toml", &format!("date = 2026-06-02\n{facts}"))
            .finding()
    };
    assert_eq!(future("[x](/typo/)\n", ""), "content/later.kk.md:4:5 link-not-found");
    assert_eq!(future("![x](no.svg)\n", ""), "content/later.kk.md:4:6 image-not-found");
    assert_eq!(future("", "template = \"no.html\"\n"), "content/later.facts.toml:2:12 template-unknown");
    assert_eq!(future("", "kind = \"way\"\n"), "content/later.facts.toml missing-key");
    assert_eq!(future("", "aliases = [\"/a/\"]\n"), "content/later.facts.toml:2:12 duplicate-url");
    // So is a link to a heading that a page of a later day will not have.
    let project = probe::site("")
        .document("a.kk.md", "A", "[x](/later/#shore) [y](/later/#typo)\n")
        .document("later.kk.md", "Later", "## Shore\n")
        .file("content/later.facts.toml", "date = 2026-06-02\n");
    let found = project.findings();
    assert_eq!(
        found,
        [
            "content/a.kk.md:4:5 link-unpublished",
            "content/a.kk.md:4:24 anchor-not-found",
            "content/a.kk.md:4:24 link-unpublished",
        ]
    );
}

#[test]
fn an_old_address_waits_for_the_page_that_is_still_there() {
    let project = probe::site("[sections.\"/\"]\nexpired = \"remove\"\n")
        .document("spring.kk.md", "Spring", "")
        .file("content/spring.facts.toml", "expires = 2026-06-10\naliases = [\"/now/\"]\n")
        .document("summer.kk.md", "Summer", "")
        .file("content/summer.facts.toml", "date = 2026-06-10\naliases = [\"/now/\"]\n")
        .document("all.kk.md", "All", "")
        .file("content/all.facts.toml", "aliases = [\"/spring/\"]\n");
    let at = |path: &str| fs::read_to_string(project.path(&format!("public/kk/{path}/index.html"))).ok();
    assert_eq!(on(&project, "2026-06-09"), "");
    assert_eq!((at("spring"), at("summer")), (Some("Spring\n".to_owned()), None));
    assert_eq!(on(&project, "2026-06-10"), "");
    assert_eq!((at("spring"), at("summer")), (Some("All\n".to_owned()), Some("Summer\n".to_owned())));
    assert_eq!(at("now"), Some("Summer\n".to_owned()));
}

#[test]
fn pages_that_expire_together_are_no_accident() {
    let project = (0..12).fold(
        probe::site("[sections.\"/\"]\nexpired = \"remove\"\npaginate_by = 3\n"),
        |project, number| {
            project.page(&format!("offer-{number}"), "Offer", "").file(
                &format!("content/offer-{number}/facts.toml"),
                "expires = 2026-06-10\ntags = [\"sale\"]\n",
            )
        },
    );
    let words = ["kk", "ru", "zh", "en"];
    let project = words.into_iter().fold(project, |project, tag| {
        project.file(&format!("themes/probe/locales/{tag}/words.ftl"), "tags-sale = Sale\n")
    });
    assert_eq!(on(&project, "2026-06-09"), "");
    assert_eq!(on(&project, "2026-06-10"), "");
    assert!(!project.has_output("kk/offer-1/index.html") && !project.has_output("kk/page/2/index.html"));
    // Pages whose sources are gone are still protected.
    assert_eq!(on(&project, "2026-06-09"), "");
    (0..12).for_each(|number| {
        fs::remove_dir_all(project.path(&format!("content/offer-{number}"))).expect("it is there")
    });
    project.run(&["build", "--now", "2026-06-10"]).exits(2);
}

/// What the pages of a random site are.
#[derive(Debug, Clone)]
struct RandomPage {
    date: Option<u8>,
    expires: Option<u8>,
    draft: bool,
    is_offer: bool,
    is_within: bool,
    links: Vec<(usize, u8)>,
}

fn random_page() -> impl Strategy<Value = RandomPage> {
    (
        prop::option::of(1..60_u8),
        prop::option::of(1..60_u8),
        prop::bool::weighted(0.15),
        any::<bool>(),
        any::<bool>(),
        prop::collection::vec((0..8_usize, 0..8_u8), 0..6),
    )
        .prop_map(|(date, expires, draft, is_offer, is_within, links)| RandomPage {
            date,
            expires,
            draft,
            is_offer,
            is_within,
            links,
        })
}

fn day(number: u8) -> Date {
    let (month, day) = (number / 30 + 6, number % 30 + 1);
    parse_date(&format!("2026-{month:02}-{day:02}")).expect("a day")
}

fn path(pages: &[RandomPage], index: usize) -> String {
    let index = index % pages.len();
    if pages[index].is_within { format!("/group-{}/p{index}/", index % 2) } else { format!("/p{index}/") }
}

/// A site of random pages that refer to each other in every way that there is.
fn random_site(pages: &[RandomPage]) -> Project {
    let template = "{{ page.content | safe }}{% for path in config.theme.navigation %}{% set entry = page(path=path) %}<a href=\"{{ entry.url }}\">{{ entry.title }}</a>{% endfor %}\
        {% if page.facts.to %}<a href=\"{{ page.facts.to.url }}\">{{ page.facts.to.title }}</a>{% endif %}<a href=\"{{ url(path=config.theme.navigation[0]) }}\">x</a>\
        {% for item in pages(section=\"/group-0/\") %}<a href=\"{{ item.url }}\">y</a>{% endfor %}{% for item in pages(term=\"tags/t1\") %}<a href=\"{{ item.url }}\">z</a>{% endfor %}\
        {% if page.next %}<a href=\"{{ page.next.url }}\">n</a>{% endif %}{% for terms in page.terms | values %}{% for term in terms %}<a href=\"{{ term.url }}\">t</a>{% endfor %}{% endfor %}";
    let list = "{% for item in paginator.pages %}<a href=\"{{ item.url }}\">{{ item.title }}</a>{% endfor %}{% for entry in paginator.urls %}<a href=\"{{ entry.url }}\">p</a>{% endfor %}{{ page.content | safe }}";
    let navigation: Vec<String> = (0..3).map(|index| format!("\"{}\"", path(pages, index * 3))).collect();
    let config = format!(
        "[kinds.place.fields]\nto = {{ type = \"reference\" }}\n[kinds.offer]\nexpired = \"remove\"\n[kinds.offer.fields]\nto = {{ type = \"reference\" }}\n\
         [sections.\"/\"]\npaginate_by = 2\nfeed = true\n[theme_options]\nnavigation = [{}]\n",
        navigation.join(", ")
    );
    let mut project =
        probe::site(&config).publishing_all().template("section.html", list).template("term.html", list);
    for name in ["place.html", "offer.html"] {
        project = project.template(name, template);
    }
    for tag in ["kk", "ru", "zh", "en"] {
        project = project.file(
            &format!("themes/probe/locales/{tag}/words.ftl"),
            "tags-t0 = T\ntags-t1 = T\ntags-t2 = T\n",
        );
    }
    for (index, page) in pages.iter().enumerate() {
        let own = path(pages, index);
        let mut facts = format!(
            "kind = \"{}\"\ntags = [\"t{}\"]\n",
            if page.is_offer { "offer" } else { "place" },
            index % 3
        );
        for (key, number) in [("date", page.date), ("expires", page.expires)] {
            facts.extend(number.map(|number| format!("{key} = {}\n", day(number))));
        }
        if page.draft {
            facts.push_str("draft = true\n");
        }
        let mut text = String::from("## Shore {#shore}\n\n");
        for (target, form) in &page.links {
            let target_index = target % pages.len();
            let target = path(pages, *target);
            text.push_str(&match form {
                0 => format!("[a]({target}) "),
                1 => format!("[b]({target}#shore) "),
                2 => format!("<a href=\"{target}\">c</a> "),
                3 => format!("<a href='/kk{target}'>d</a> "),
                4 => format!("[e](/tags/t{}/) ", target_index % 3),
                5 => format!("![f]({target}hero.svg) "),
                6 => format!("[g](/group-{}/) ", target_index % 2),
                _ => format!("<a href=\"/ru/old-{target_index}/\">h</a> <a href=/kk/page/2/>i</a> "),
            });
        }
        if let Some((target, _)) = page.links.first() {
            facts.push_str(&format!("to = \"{}\"\n", path(pages, *target)));
        }
        facts.push_str(&format!("aliases = [\"/old-{index}/\"]\n"));
        project = project
            .document(&format!("{}index.kk.md", &own[1..]), "Page", &text)
            .file(&format!("content{own}facts.toml"), &facts)
            .file(&format!("content{own}hero.svg"), &probe::svg(2, 1));
    }
    // What random links may lead to is there in some site; one of the two groups has days of its own.
    let first = &pages[0];
    let days = [("date", first.expires), ("expires", first.date)]
        .map(|(key, number)| number.map_or(String::new(), |number| format!("{key} = {}\n", day(number))));
    project
        .document("group-1/_index.kk.md", "Group", &format!("[a]({}) [b](/group-0/stays/)\n", path(pages, 0)))
        .file("content/group-1/facts.toml", &days.concat())
        .document("group-0/stays.kk.md", "Stays", "")
        .document("group-1/comes.kk.md", "Comes", "")
        .file("content/group-1/comes.facts.toml", "date = 2026-06-20\n")
        .document("late.kk.md", "Late", "")
        .file("content/late.facts.toml", "date = 2026-07-25\ntags = [\"t0\", \"t1\", \"t2\"]\n")
}

/// Checks that a site can be built on a day, and that all addresses of its pages lead to something that is published.
fn check(project: &Project, now: Date) -> Result<(), TestCaseError> {
    let options = SiteOptions { base_url: None, drafts: false, now };
    let (view, mut found) =
        assemble(read(project.root(), None).expect("a site"), options).expect("a configuration");
    let mut bodies = Vec::new();
    for route in view.site.routes.iter() {
        let Rendered { body, diagnostics, .. } = render_guarded(&view, route);
        found.extend(diagnostics);
        bodies.push((&route.url, body));
    }
    found.extend(diagnostics_ahead(&view, &found));
    let errors: Vec<&Diagnostic> = found.iter().filter(|one| one.severity() == Severity::Error).collect();
    prop_assert!(errors.is_empty(), "{}: {:#?}", now, errors);
    let allowed = [Code::LinkUnpublished, Code::SectionWithoutIndex];
    prop_assert!(found.iter().all(|one| allowed.contains(&one.code)), "{}: {:#?}", now, found);
    for (url, body) in bodies {
        let (true, Body::Bytes(bytes)) = (url.ends_with('/'), body) else { continue };
        let html = String::from_utf8(bytes).expect("UTF-8");
        prop_assert!(!html.contains('\u{fdda}'), "{}", url);
        for element in Html::parse(&html).elements {
            let addresses = ["href", "src"].map(|name| element.attribute(name).map(ToOwned::to_owned));
            for address in addresses.into_iter().flatten() {
                let path = address.split(['#', '?']).next().unwrap_or_default();
                let path = percent_decode_str(path).decode_utf8_lossy().into_owned();
                prop_assert!(view.site.route_at(&path).is_some(), "{}: {} leads to {}", now, url, address);
            }
        }
    }
    Ok(())
}

#[test]
fn the_same_site_builds_on_every_day_of_its_life() {
    let config = Config { cases: 20, failure_persistence: None, max_shrink_iters: 60, ..Config::default() };
    let sites = (prop::collection::vec(random_page(), 3..9), prop::collection::vec(0..62_u8, 3));
    let result = TestRunner::new(config).run(&sites, |(pages, days)| {
        let project = random_site(&pages);
        days.into_iter().try_for_each(|number| check(&project, day(number)))
    });
    result.unwrap_or_else(|error| panic!("{error}"));
}
