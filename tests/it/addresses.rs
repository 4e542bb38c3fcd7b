//! Bare addresses in texts: they are links, end where the sentence goes on, and are checked like written links.

use sapar::content::markdown::{ReferenceKind, Segment, parse, references, sections, segments};
use sapar::diagnostics::SourceText;
use sapar::language::Language;

use super::html::Html;
use super::probe;
use super::project::Project;

/// A site whose pages are nothing but their text.
fn with_text(tag: &str, text: &str) -> Project {
    probe::site("")
        .template("page.html", "{{ page.content | safe }}")
        .section("lakes", "Lakes")
        .page("lakes/kanas", "Kanas", "## Depth\n")
        .file("static/hero.svg", &probe::svg(30, 20))
        .document(&format!("lakes/altai.{tag}.md"), "Altai", text)
}

#[track_caller]
fn render(tag: &str, text: &str) -> String {
    with_text(tag, text).built().output(&format!("{tag}/lakes/altai/index.html"))
}

/// The links of a text: what each leads to, and its words.
#[track_caller]
fn links(tag: &str, text: &str) -> Vec<(String, String)> {
    let page = Html::parse(&render(tag, text));
    assert_eq!(page.errors, Vec::<String>::new());
    let link =
        |a: &super::html::Element| (a.attribute("href").unwrap_or_default().to_owned(), a.text.clone());
    page.all("a").map(link).collect()
}

#[test]
fn bare_addresses_are_links() {
    assert_eq!(
        render("en", "See https://a.kz/x_y?a=1&b=2. Or www.b.kz, or write to c@d.kz.\n"),
        "<p>See <a class=\"address\" href=\"https://a.kz/x_y?a=1&amp;b=2\" rel=\"external noopener\">https://a.kz/x_y?a=1&amp;b=2</a>. \
         Or <a class=\"address\" href=\"http://www.b.kz\" rel=\"external noopener\">www.b.kz</a>, \
         or write to <a class=\"address\" href=\"mailto:c@d.kz\">c@d.kz</a>.</p>\n"
    );
    for (tag, text, href, words) in [
        ("zh", "见https://a.kz/路线。更多", "https://a.kz/", "https://a.kz/"),
        ("zh", "网站（www.a.kz）和", "http://www.a.kz", "www.a.kz"),
        ("zh", "邮箱a@b.kz。", "mailto:a@b.kz", "a@b.kz"),
        ("ru", "«https://a.kz/x».", "https://a.kz/x", "https://a.kz/x"),
        (
            "ru",
            "на https://сайт.рф/путь, и",
            "https://%D1%81%D0%B0%D0%B9%D1%82.%D1%80%D1%84/%D0%BF%D1%83%D1%82%D1%8C",
            "https://сайт.рф/путь",
        ),
        ("kk", "https://egov.kz-тен алыңыз", "https://egov.kz", "https://egov.kz"),
        // Marks in an address are no emphasis, and emphasis around one is.
        ("en", "https://youtu.be/_ab_", "https://youtu.be/_ab_", "https://youtu.be/_ab_"),
        ("en", "https://a.kz/~b/*c*/d", "https://a.kz/~b/*c*/d", "https://a.kz/~b/*c*/d"),
        ("en", "**https://a.kz/b**", "https://a.kz/b", "https://a.kz/b"),
        ("kk", "**https://a.kz/b**тың", "https://a.kz/b", "https://a.kz/b"),
        ("en", "_https://a.kz/b_", "https://a.kz/b", "https://a.kz/b"),
        ("en", "~~https://a.kz/b~~", "https://a.kz/b", "https://a.kz/b"),
        // What other programs escape, and entities.
        ("en", "https://a.kz/\\_b\\_c?d=1&amp;e=2", "https://a.kz/_b_c?d=1&e=2", "https://a.kz/_b_c?d=1&e=2"),
        ("en", "https://a.kz/it's", "https://a.kz/it's", "https://a.kz/it's"),
        ("en", "<https://a.kz/it's>", "https://a.kz/it's", "https://a.kz/it's"),
        ("en", "| a |\n|---|\n| https://a.kz/b |\n", "https://a.kz/b", "https://a.kz/b"),
        ("en", "<b>https://a.kz/b</b>", "https://a.kz/b", "https://a.kz/b"),
        ("en", "<a id=\"x\"></a>https://a.kz/b", "https://a.kz/b", "https://a.kz/b"),
    ] {
        let expected = links(tag, text).into_iter().find(|(target, _)| !target.is_empty());
        assert_eq!(expected, Some((href.to_owned(), words.to_owned())), "{text}");
    }
    assert!(render("kk", "**https://a.kz/b**тың").contains("<strong><a "));
    assert!(render("en", "_https://a.kz/b_").contains("<em><a "));
}

#[test]
fn addresses_in_code_in_links_and_in_html_are_left_alone() {
    for text in [
        "`https://a.kz/_b_ c@d.kz`",
        "```\nhttps://a.kz/_b_\n```",
        "    https://a.kz/_b_\n",
        "https\\://a.kz www\\.a.kz a\\@b.kz a&#64;b.kz",
        "![https://a.kz/_b_](/hero.svg)",
        "<pre>\nhttps://a.kz/_b_\n</pre>",
        "x <code>https://a.kz/_b_</code>",
        "x <kbd>a@b.kz</kbd>",
    ] {
        assert_eq!(links("en", text), [], "{text}");
    }
    let code = render("en", "`https://a.kz/_b_/*c*`");
    assert_eq!(code, "<p><code>https://a.kz/_b_/*c*</code></p>\n");
    for text in [
        "[https://a.kz/_b_](https://a.kz/_b_)",
        "[see https://a.kz/_b_ here](https://a.kz/_b_)",
        "<a href=\"https://a.kz/_b_\">https://a.kz/_b_</a>",
        "x <a href=\"https://a.kz/_b_\">https://a.kz/_b_</a>",
        "<div><a href=\"https://a.kz/_b_\">\n\nhttps://a.kz/_b_\n\n</a>\n</div>",
        "<https://a.kz/_b_>",
        "[a]\n\n[a]: https://a.kz/_b_",
        "[a](https://a.kz/_b_ \"https://a.kz/\")",
    ] {
        let found = links("en", text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert_eq!(found[0].0, "https://a.kz/_b_", "{text}");
    }
}

#[test]
fn bare_addresses_are_checked_like_written_links() {
    let own = with_text(
        "en",
        "See https://altai.example/en/lakes/kanash/ and https://altai.example/en/lakes/kanas/.",
    );
    assert_eq!(own.finding(), "content/lakes/altai.en.md:4:5 link-not-found");
    let html = render("en", "See https://altai.example/en/lakes/kanas/.");
    assert!(html.contains("<a class=\"address\" href=\"https://altai.example/en/lakes/kanas/\">"), "{html}");
    // A link is no resource: pages of all hosts can be linked to.
    assert_eq!(with_text("en", "https://other.example/").diagnostics().len(), 0);
}

#[test]
fn bare_addresses_are_links_in_every_reading() {
    let source = SourceText::new("a.en.md", "Write to a@b.kz,\nor see https://a.kz/it's_x.\n");
    let tree = parse(&source, 0);
    let found = references(&tree);
    let targets: Vec<_> =
        found.iter().map(|it| (it.target.as_str(), &source.text[it.range.clone()])).collect();
    assert_eq!(targets, [("mailto:a@b.kz", "a@b.kz"), ("https://a.kz/it's_x", "https://a.kz/it's_x")]);
    assert!(found.iter().all(|reference| reference.kind == ReferenceKind::Link));
    let texts: Vec<_> = segments(&tree).iter().map(Segment::with_placeholders).collect();
    assert_eq!(texts, ["Write to {1}a@b.kz{/1}, or see {2}https://a.kz/it's_x{/2}."]);
    let quotes = Language::new("en").expect("a tag").quotes;
    assert_eq!(sections(&tree, quotes)[0].text, "Write to a@b.kz, or see https://a.kz/it's_x.");
}

#[test]
fn an_address_that_may_go_on_in_chinese_is_told() {
    let text = "见https://zh.wikipedia.org/wiki/喀纳斯湖。";
    let project = with_text("zh", text);
    assert_eq!(project.finding(), "content/lakes/altai.zh.md:4:2 address-end");
    let run = project.build(&["--lang", "en"]);
    assert!(run.stderr.contains("`<https://zh.wikipedia.org/wiki/喀纳斯湖>`"), "{}", run.stderr);
    for (text, whole) in [
        ("https://a.kz/路线", "https://a.kz/路线"),
        ("路线：https://a.kz/路线 很美", "https://a.kz/路线"),
        ("见https://a.kz/路线/喀纳斯。", "https://a.kz/路线/喀纳斯"),
        ("见https://a.kz/文件/地图.pdf。", "https://a.kz/文件/地图.pdf"),
    ] {
        let stderr = with_text("zh", text).build(&["--lang", "en"]).stderr;
        assert!(stderr.contains(&format!("`<{whole}>`")), "{text}: {stderr}");
    }
    for text in [
        "见https://a.kz/查看更多",
        "见https://a.kz/x查看更多",
        "见<https://zh.wikipedia.org/wiki/喀纳斯湖>。",
        "见<https://zh.wikipedia.org/wiki/>喀纳斯湖。",
        "见https://a.kz/wiki/，更多",
        "见https://a.kz/网站，或者来电",
        "见https://a.kz/官网 或来电",
        "https://a.kz/的路线 很长",
        "`https://zh.wikipedia.org/wiki/喀纳斯湖`",
    ] {
        assert_eq!(with_text("zh", text).diagnostics().len(), 0, "{text}");
    }
}

/// Texts of 200 KB that would take minutes if the time grew with the square of their length.
#[test]
fn long_lines_take_no_longer_than_short_ones() {
    for piece in [
        "www.",
        "www.a.",
        "a@",
        "a@b.c ",
        "(",
        "https://a.kz/(",
        "https://",
        "http://a_",
        "https://a.b ",
        "\\https://a.b",
        "&amp;a@b.c",
        "https://a.b/*_~",
        "https://a.b/&a;",
        "[https://a.b",
        "<a>https://a.b",
        "https://a.b/***ж",
    ] {
        let text = piece.repeat(200_000 / piece.len());
        let tree = parse(&SourceText::new("a.md", &text), 0);
        assert!(tree.range().len() > 190_000);
    }
}
