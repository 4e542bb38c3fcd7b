//! HTML that an author writes within Markdown: what it refers to is checked, and leads where Markdown would lead.

use super::artefacts::without_hashes;
use super::html::Html;
use super::probe;
use super::project::Project;

/// A page whose text begins in line 4, in Russian alone, and some pages and files to refer to.
fn text(config: &str, text: &str) -> Project {
    probe::site(config)
        .publishing_all()
        .with_options("minify = false\n")
        .template("page.html", "{{ page.content | safe }}")
        .section("lakes", "Lakes")
        .page("lakes/kanas", "Kanas", "## Depth {#depth}\n")
        .file("content/lakes/kanas/hero.svg", &probe::svg(30, 20))
        .file("static/map.pdf", "a map")
        .document("lakes/markakol/index.ru.md", "Markakol", text)
        .file("content/lakes/markakol/hero.svg", &probe::svg(30, 20))
}

/// What a reader of Kazakh, who borrows the text, gets of it.
fn html(project: &Project) -> String {
    project.output("kk/lakes/markakol/index.html").trim_end().to_owned()
}

/// The mistakes of the text as `LINE:COLUMN CODE`, with what is suggested behind `→`.
#[track_caller]
fn findings(project: &Project) -> Vec<String> {
    let diagnostics = project.diagnostics();
    let short = diagnostics.iter().map(|it| {
        assert_eq!(it["file"], "content/lakes/markakol/index.ru.md", "{it:#?}");
        let place = format!("{}:{} {}", it["line"], it["column"], it["code"].as_str().expect("a code"));
        it["suggestion"].as_str().map_or(place.clone(), |name| format!("{place} → {name}"))
    });
    short.collect()
}

#[test]
fn links_and_pictures_lead_where_those_of_markdown_lead() {
    let project = text(
        "",
        "<div class='x'>\n<a href=\"/lakes/kanas/#depth\" target=_blank>қ</a>\n<img\n  src='hero.svg'\n  alt=\"\">\n</div>\n\n\
         Text <A HREF='../kanas/?a=1&amp;b=2'>x</A> and <area href=\"#\"> and <video poster=\"../kanas/hero.svg\" src=\"/map.pdf\">.\n",
    )
    .built();
    assert_eq!(
        without_hashes(&html(&project)),
        "<div class='x'>\n<a href=\"/kk/lakes/kanas/#depth\" target=_blank>қ</a>\n<img\n  src='/lakes/markakol/hero.svg'\n  alt=\"\">\n</div>\n\
         <p>Text <A HREF='/kk/lakes/kanas/?a=1&amp;b=2'>x</A> and <area href=\"#\"> and <video poster=\"/lakes/kanas/hero.svg\" src=\"/map.pdf\">.</p>"
    );
}

#[test]
fn addresses_that_are_whole_or_that_the_site_serves_are_right_as_they_are() {
    let links = [
        "https://example.org/x?a=1&b=2",
        "//example.org/",
        "mailto:a@b.example",
        "/ru/lakes/kanas/",
        "/en/lakes/kanas",
        "/map.pdf#page=2",
        "/zh/feed.xml",
        "/sitemap.xml",
        "",
        "#",
    ];
    for link in links {
        let line = format!("<p><a href=\"{link}\">x</a></p>");
        let project = text("", &format!("{line}\n")).built();
        assert_eq!(html(&project), line);
    }
    for frame in ["/ru/lakes/kanas/", "/map.pdf#page=2", "", "#"] {
        let line = format!("<p><iframe src='{frame}'></iframe></p>");
        assert_eq!(html(&text("", &format!("{line}\n")).built()), line);
    }
    for picture in ["https://altai.example/a.png", "//altai.example/a.png", "data:image/png;base64,AA=="] {
        let line = format!("<p><img src=\"{picture}\" alt=\"\"></p>");
        assert_eq!(html(&text("", &format!("{line}\n")).built()), line);
    }
}

#[test]
fn a_reference_to_nothing_is_told_at_its_place() {
    let project = text(
        "",
        "Мәтін <a href=\"/lakes/kanass/\">а</a>, <a\nhref='/lakes/kanas/#dpeth'>б</a>\n\n\
         > - <figure>\n>   <img alt=\"湖\"\n>    src=heor.svg>\n>   </figure>\n\n\
         <a href=\"/kk/nowhere/\">в</a>\n",
    );
    assert_eq!(
        findings(&project),
        [
            "4:16 link-not-found → /lakes/kanas/",
            "5:7 anchor-not-found → depth",
            "9:10 image-not-found → hero.svg",
            "12:10 link-not-found",
        ]
    );
    let run = project.build(&[]).exits(1);
    assert!(run.stderr.contains("9 | >    src=heor.svg>\n  |          ^^^^^^^^\n"), "{run:?}");
}

#[test]
fn what_is_no_reference_is_left_alone() {
    let lines = "<script>\nconst link = '<a href=\"/nowhere/\">';\n</script>\n<!-- <a href=\"/nowhere/\"> -->\n\
                 <p title='<a href=\"/nowhere/\">'>\"x\"</p>";
    assert_eq!(html(&text("", &format!("{lines}\n")).built()), lines);
    let code = text("", "`<a href=\"/nowhere/\">`\n\n    <img src=x.jpg>\n").built();
    assert_eq!(Html::parse(&html(&code)).texts("code"), ["<a href=\"/nowhere/\">", "<img src=x.jpg>"]);
}

#[test]
fn a_site_in_a_folder_has_its_path_in_front_of_every_address() {
    let links = "<a href=\"/lakes/kanas/\">a</a> <a href=\"/kk/lakes/\">b</a> <a href=\"/altai/kk/lakes/\">c</a> <img src=\"hero.svg\">";
    let project = text("", &format!("{links}\n"));
    project.build(&["--base-url", "https://host.example/altai/"]).succeeds();
    let page = without_hashes(&html(&project));
    let page = Html::parse(&page);
    assert_eq!(page.hrefs("a"), ["/altai/kk/lakes/kanas/", "/altai/kk/lakes/", "/altai/kk/lakes/"]);
    assert_eq!(page.one("img").attribute("src"), Some("/altai/lakes/markakol/hero.svg"));
}

#[test]
fn a_block_of_html_keeps_its_lines_where_it_is_indented_or_quoted_and_on_windows() {
    for (markdown, expected) in [
        (
            "> <div>\n> <a href=/lakes/>x</a>\n> </div>\n",
            "<blockquote>\n<div>\n<a href=/kk/lakes/>x</a>\n</div>\n</blockquote>",
        ),
        ("<div>\r\n  <a href=/lakes/>x</a>\r\n</div>\r\n", "<div>\n  <a href=/kk/lakes/>x</a>\n</div>"),
        (
            "- <div>\n\t<a href=/lakes/>x</a>\n  </div>\n",
            "<ul>\n<li><div>\n  <a href=/kk/lakes/>x</a>\n</div>\n</li>\n</ul>",
        ),
    ] {
        assert_eq!(html(&text("", markdown).built()), expected, "{markdown}");
    }
}

#[test]
fn an_anchor_of_html_is_known_in_any_quotation_marks() {
    for id in ["id='қой'", "id=\"қой\"", "id=қой"] {
        text("", &format!("<p {id}>x</p>\n\n[а](#қой) <a href=\"#қой\">б</a>\n")).built();
    }
}

#[test]
fn an_anchor_in_code_or_in_a_comment_is_none() {
    for html in ["`<p id=\"қой\">`", "<!-- <p id=\"қой\"> -->", "```\n<p id=\"қой\">\n```", "id=\"қой\""]
    {
        let project = text("", &format!("[а](#қой)\n\n{html}\n"));
        assert_eq!(findings(&project), ["4:5 anchor-not-found"], "{html}");
    }
    text("", "<div\n  class=x\n  id=қой>x</div>\n\n<a name=тау></a>\n\n[а](#қой) [б](#тау)\n").built();
}

#[test]
fn an_id_of_a_component_or_of_the_template_can_be_linked_to() {
    let site = |links: &str| {
        text("", &format!(":::spot name=\"cape\"\n:::\n\n{links}\n"))
            .template("page.html", "<main id=\"text\">{{ page.content | safe }}</main>")
            .file(
                "themes/probe/components/spot.html",
                "{% component spot(name: string) -%}\n<p id=\"{{ name }}\">x</p>\n{%- endcomponent spot %}\n",
            )
    };
    let project = site("[а](#cape) [б](/lakes/kanas/#text) <a href=\"#text\">в</a>").built();
    let page = project.output("kk/lakes/markakol/index.html");
    let hrefs = ["/kk/lakes/markakol/#cape", "/kk/lakes/kanas/#text", "/kk/lakes/markakol/#text"];
    assert_eq!(Html::parse(&page).hrefs("a"), hrefs);
    assert_eq!(findings(&site("[а](/lakes/kanas/#cape)")), ["7:5 anchor-not-found"]);
}

#[test]
fn html_that_leads_the_whole_page_elsewhere_is_refused() {
    for (html, word) in [
        ("<base href=\"https://other.example/\">", "<base>"),
        ("<META HTTP-EQUIV='Refresh' content='0; url=https://other.example/'>", "refresh"),
        ("<iframe srcdoc=\"<script src=https://other.example/x.js></script>\"></iframe>", "srcdoc"),
        ("Text <base target=\"_blank\"> more", "<base>"),
    ] {
        let site = || probe::site("").template("page.html", "{{ page.content | safe }}");
        let project = site().document("lake.en.md", "Lake", html);
        assert!(project.finding().ends_with(" html-refused"), "{html}: {}", project.finding());
        let run = project.build(&["--lang", "en"]);
        assert!(run.code == 1 && run.stderr.contains(word), "{html}: {}", run.stderr);
        let code = site().document(
            "lake.en.md",
            "Lake",
            &format!("`{html}`\n\n```\n{html}\n```\n\n<!-- {html} -->\n"),
        );
        assert_eq!(code.findings(), Vec::<String>::new(), "{html}");
    }
}
