//! Rules over rendered pages.

use super::{check_with, codes, shorten};
use crate::probe;
use crate::project::Project;

/// The frame of a page that nothing is wrong with.
const BASE: &str = "<!doctype html><html lang=\"{{ lang.tag }}\"><head><title>{{ page.title }}</title>\
<meta name=\"description\" content=\"{{ page.description }}\"><link rel=\"canonical\" href=\"{{ page.canonical }}\">\
{% for alternate in page.alternates %}<link rel=\"alternate\" hreflang=\"{{ alternate.hreflang }}\" href=\"{{ alternate.url }}\">{% endfor %}\
{% block head %}{% endblock head %}</head><body><h1>{{ page.title }}</h1>{{ page.content | safe }}{% block more %}{% endblock more %}</body></html>";

/// A site of whole pages, to whose head and body a test adds something.
fn site(config: &str, head: &str, body: &str) -> Project {
    let template = format!(
        "{{% extends \"base.html\" %}}{{% block head %}}{head}{{% endblock head %}}{{% block more %}}{body}{{% endblock more %}}"
    );
    let project = probe::site(config)
        .template("base.html", BASE)
        .template("page.html", "{% extends \"base.html\" %}")
        .template("section.html", &template);
    ["kk", "ru", "zh", "en"].into_iter().fold(project, |project, tag| {
        project
            .file(
                &format!("content/_index.{tag}.md"),
                &format!("+++\ntitle = \"Home {tag}\"\ndescription = \"A home in {tag}\"\n+++\nText.\n"),
            )
            .file(
                &format!("content/lake/index.{tag}.md"),
                &format!("+++\ntitle = \"Lake {tag}\"\ndescription = \"A lake in {tag}\"\n+++\n## Depth {{#depth}}\n"),
            )
    })
}

/// Asserts that a site has findings of one code only.
#[track_caller]
fn only(site: &Project, code: &str) {
    assert_eq!(codes(site), [code]);
}

#[track_caller]
fn nothing(site: &Project) {
    assert_eq!(codes(site), Vec::<String>::new());
}

/// Asserts that something in the body of pages is told, and something else is not.
#[track_caller]
fn body(code: &str, wrong: &str, right: &str) {
    only(&site("", "", wrong), code);
    nothing(&site("", "", right));
}

#[test]
fn a_whole_page_has_no_findings() {
    nothing(&site("", "", ""));
}

#[test]
fn links_of_templates_lead_somewhere() {
    body("html-link-not-found", "<a href=\"/kk/lakse/\">x y</a>", "<a href=\"/kk/lake/\">x y</a>");
    body("html-link-not-found", "<a href=lakse/>x y</a>", "<a href=lake/>x y</a>");
    body(
        "html-link-not-found",
        "<a href='https://altai.example/nowhere/'>x y</a>",
        "<a href='https://other.example/nowhere/'>x y</a> <a href='mailto:a@b.example'>x y</a>",
    );
    body("html-anchor-not-found", "<a href=\"#no\">x y</a>", "<a href=\"#yes\">x y</a><p id=yes>");
    body(
        "html-anchor-not-found",
        "<a href=\"/{{ lang.tag }}/lake/#width\">x y</a>",
        "<a href=\"/{{ lang.tag }}/lake/#depth\">x y</a>",
    );
    let site = site("", "", "\n<a href=\"/kk/lakse/\">x y</a>");
    let found = check_with(&site, &[]);
    assert_eq!(found.len(), 1, "a mistake of a template is told once: {found:#?}");
    assert_eq!(shorten(&found[0]), "themes/probe/templates/section.html:2 html-link-not-found");
    assert!(found[0]["message"].as_str().is_some_and(|text| text.contains("and 3 more pages")), "{found:#?}");
}

#[test]
fn links_have_names_that_say_where_they_lead() {
    body(
        "html-link-without-name",
        "<a href=\"lake/\"><svg><path d=\"M0 0\"/></svg></a>",
        "<a href=\"lake/\" aria-label=\"Lake\"><svg></svg></a> <a href=\"lake/\"><img src=a.svg alt=Lake></a>",
    );
    for (language, vague) in [("kk", "осында"), ("ru", "здесь"), ("zh", "这里"), ("en", "here")]
    {
        let text = |link: &str| {
            format!("+++\ntitle = \"A {language}\"\ndescription = \"B {language}\"\n+++\n[{link}](/lake/)\n")
        };
        let file = format!("content/way/index.{language}.md");
        let vague = site("", "", "").file(&file, &text(vague));
        let found = check_with(&vague, &[]);
        assert_eq!(shorten(&found[0]), format!("{file}:5 link-text-vague"), "{found:#?}");
        // The words of the link are marked, and not the brackets around them.
        assert_eq!(found[0]["column"], 2, "{found:#?}");
        nothing(&site("", "", "").file(&file, &text("Markakol")));
    }
}

#[test]
fn a_page_may_be_about_links() {
    let document = |title: &str, text: &str| {
        format!("+++\ntitle = \"{title}\"\ndescription = \"About {title}\"\n+++\n{text}\n")
    };
    let named = site("", "", "")
        .file("content/link/index.en.md", &document("Link", "## This link {#this}\n\n[This link](#this)"))
        .file("content/way/index.en.md", &document("Way", "[Link](/link/)"));
    nothing(&named);
    only(&named.file("content/way/index.en.md", &document("Way", "[Link](/lake/)")), "link-text-vague");
}

#[test]
fn ids_and_headings_are_in_order() {
    body("html-duplicate-id", "<p id=a><p id=a>", "<p id=a><p id=b>");
    body("html-top-heading", "<h1>Once more</h1>", "<h2>Once more</h2>");
    body("html-heading-skipped", "<h3>Deep</h3>", "<h2>A</h2><h3>Deep</h3><h2>B</h2>");
}

#[test]
fn pictures_of_templates_are_described() {
    body("html-image-without-alt", "<img src=\"/a.svg\">", "<img src=\"/a.svg\" alt=\"\">");
    body(
        "html-alt-is-name",
        "<img src=\"/img_20.svg\" alt=\"img_20\">",
        "<img src=\"/img_20.svg\" alt=\"A lake\">",
    );
}

#[test]
fn nothing_is_loaded_from_other_hosts() {
    for wrong in [
        "<script src=\"https://cdn.example/a.js\"></script>",
        "<img alt=\"\" src=\"//cdn.example/a.png\">",
        "<img alt=\"\" src=\"/a.svg\" srcset=\"https://cdn.example/a.png 2x\">",
        "<iframe src=\"https://video.example/\"></iframe>",
        "<style>p { background: url(https://cdn.example/a.png) }</style>",
        "<p style=\"background: url('https://cdn.example/a.png')\">",
        "<form action=\"https://form.example/\"></form>",
    ] {
        only(&site("", "", wrong), "html-other-host");
    }
    let script = "<script src=\"https://cdn.example/a.js\"></script>";
    nothing(&site(
        "",
        "",
        "<!-- <script src=\"https://cdn.example/a.js\"></script> --><a href=\"https://cdn.example/\">x y</a>",
    ));
    let project = site("", "", script);
    let config = std::fs::read_to_string(project.path("sapar.toml")).expect("it is there");
    nothing(&project.file("sapar.toml", &format!("allowed_hosts = [\"cdn.example\"]\n{config}")));
    let plain = site("", "", &script.replace("https", "http"));
    only(
        &plain.file("sapar.toml", &format!("allowed_hosts = [\"cdn.example\"]\n{config}")),
        "html-mixed-content",
    );
}

#[test]
fn structured_data_are_json() {
    let data = |json: &str| site("", &format!("<script type=\"application/ld+json\">{json}</script>"), "");
    only(&data("{ \"name\": }"), "json-ld-invalid");
    nothing(&data("{ \"name\": {{ page.title | json }} }"));
}

/// A page of the site in English with a title and a description.
fn described(project: Project, title: &str, description: &str) -> Project {
    project.file(
        "content/way/index.en.md",
        &format!("+++\ntitle = \"{title}\"\ndescription = \"{description}\"\n+++\nText.\n"),
    )
}

#[test]
fn titles_and_descriptions_are_short_and_each_pages_own() {
    let with = |title: &str, description: &str| described(site("", "", ""), title, description);
    only(&with(&"way ".repeat(18), "A way"), "page-title-long");
    nothing(&with(&"way ".repeat(17), "A way"));
    // A Chinese character is as wide as two letters.
    only(&with(&"路".repeat(36), "A way"), "page-title-long");
    nothing(&with(&"路".repeat(35), "A way"));
    only(&with("A way", &"way ".repeat(51)), "page-description-long");
    only(&with("A way", ""), "page-description-missing");
    let twice = with("Lake en", "A way");
    only(&twice, "page-title-repeated");
    assert_eq!(shorten(&check_with(&twice, &[])[0]), "content/way/index.en.md:2 page-title-repeated");
    only(&with("A way", "A lake in en"), "page-description-repeated");
    // In another language it is another page.
    nothing(&with("Lake kk", "A way"));
    let wide = described(site("[check]\nmax_title_width = 10\n", "", ""), "A long way", "A way");
    nothing(&wide);
    only(&described(wide, "A long way.", "A way"), "page-title-long");
    let bare = site("", "", "").template("page.html", "<html><head><link rel=canonical href=\"{{ page.canonical }}\"><meta name=description content=\"{{ page.description }}\"></head><h1>A</h1></html>");
    only(&bare, "page-title-missing");
}

#[test]
fn canonical_addresses_are_right() {
    let with = |canonical: &str| {
        let page = BASE.replace("<link rel=\"canonical\" href=\"{{ page.canonical }}\">", canonical);
        let page = page
            .replace("{% block head %}{% endblock head %}", "")
            .replace("{% block more %}{% endblock more %}", "");
        site("", "", "").template("page.html", &page)
    };
    nothing(&with("<link rel=\"canonical\" href=\"{{ page.canonical }}\">"));
    for wrong in [
        "",
        "<link rel=\"canonical\" href=\"{{ page.url }}\">",
        "<link rel=\"canonical\" href=\"https://altai.example/kk/\">",
        "<link rel=\"canonical\" href=\"https://altai.example/nowhere/\">",
    ] {
        only(&with(wrong), "canonical-wrong");
    }
}

#[test]
fn languages_name_each_other() {
    let with = |alternates: &str| {
        let start = BASE.find("{% for alternate").expect("it is there");
        let end = BASE.find("{% block head %}").expect("it is there");
        let page = format!("{}{alternates}{}", &BASE[..start], &BASE[end..]);
        let page = page
            .replace("{% block head %}{% endblock head %}", "")
            .replace("{% block more %}{% endblock more %}", "");
        site("", "", "").template("page.html", &page)
    };
    nothing(&with(""));
    for wrong in [
        // Not the page itself.
        "<link rel=alternate hreflang=kk href=\"https://altai.example/{% if lang.tag == 'kk' %}ru{% else %}kk{% endif %}/lake/\">",
        // Without a host.
        "{% for alternate in page.alternates %}<link rel=alternate hreflang=\"{{ alternate.hreflang }}\" href=\"/{{ lang.tag }}/lake/\">{% endfor %}",
        // No such page.
        "<link rel=alternate hreflang=kk href=\"https://altai.example/kk/nowhere/\">",
        // Not in return.
        "{% if lang.tag == 'kk' %}{% for alternate in page.alternates %}<link rel=alternate hreflang=\"{{ alternate.hreflang }}\" href=\"{{ alternate.url }}\">{% endfor %}{% else %}<link rel=alternate hreflang={{ lang.tag }} href=\"{{ page.permalink }}\">{% endif %}",
        // `kz` is a country.
        "{% for alternate in page.alternates %}<link rel=alternate hreflang=\"{{ alternate.hreflang | replace(from='kk', to='kz') }}\" href=\"{{ alternate.url }}\">{% endfor %}",
    ] {
        only(&with(wrong), "hreflang-wrong");
    }
}

#[test]
fn pages_weigh_what_the_site_allows() {
    let with = |limit: usize| {
        site(&format!("[check]\nmax_page_weight = {limit}\n"), "", "<img alt=\"\" src=\"/big.svg\">").file(
            "static/big.svg",
            &probe::svg(30, 20).replace("/>", &format!("><desc>{}</desc></svg>", "x".repeat(20_000))),
        )
    };
    only(&with(20_000), "page-too-heavy");
    nothing(&with(40_000));
}

#[test]
fn what_cannot_be_rendered_has_only_its_own_mistake() {
    let site = site("", "", "{{ page.nothing }}");
    let found = check_with(&site, &[]);
    assert!(
        found.iter().all(|it| it["code"] == "template-failed" || it["code"] == "template-unknown-variable"),
        "{found:#?}"
    );
}
