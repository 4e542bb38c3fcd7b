//! Links, anchors and pictures in texts that lead nowhere, or where nobody should be led.

use super::probe;
use super::project::Project;

/// A site with a section `lakes`, a page `lakes/markakol` with two headings and a picture, and a page with a text from
/// its line 4 on.
fn text(markdown: &str) -> Project {
    Project::new()
        .publishing_all()
        .section("lakes", "Lakes")
        .page("lakes/markakol", "Markakol", "## Қалай жетуге болады\n\n## Shore {#shore}\n")
        .file("content/lakes/markakol/hero.svg", &probe::svg(30, 20))
        .document("about.kk.md", "Біз туралы", markdown)
}

/// The mistakes of that page, as `LINE:COLUMN CODE`, with what is suggested behind `→`.
#[track_caller]
fn findings(project: &Project) -> Vec<String> {
    let diagnostics = project.diagnostics();
    let short = diagnostics.iter().map(|it| {
        assert_eq!(it["file"], "content/about.kk.md", "{it:#?}");
        let place = format!("{}:{} {}", it["line"], it["column"], it["code"].as_str().expect("a code"));
        match it["suggestion"].as_str() {
            Some(name) => format!("{place} → {name}"),
            None => place,
        }
    });
    short.collect()
}

#[test]
fn a_link_to_no_page_is_told_with_the_page_that_was_meant() {
    let project = text(
        "Мәтін [а](/lakes/markakl/), [б](/markakol/) және\n[в](../lakes/markakok) мен [г](/weather/).\n",
    );
    assert_eq!(
        findings(&project),
        [
            "4:11 link-not-found → /lakes/markakol/",
            "4:33 link-not-found → /lakes/markakol/",
            "5:5 link-not-found → /lakes/markakol/",
            "5:32 link-not-found",
        ]
    );
    let run = project.build(&[]).exits(1);
    assert!(
        run.stderr.contains("5 | [в](../lakes/markakok) мен [г](/weather/).\n  |     ^^^^^^^^^^^^^^^^^\n"),
        "{run:?}"
    );
    assert!(run.stderr.contains("did you mean `/lakes/markakol/`?"), "{run:?}");
}

#[test]
fn a_link_with_a_language_in_front_is_told_with_the_path_without_it() {
    let project = text("[а](/kk/lakes/markakol/) [б](/zh/) [в](/ru/lakes/markakol/#shore)\n");
    assert_eq!(
        findings(&project),
        [
            "4:5 link-not-found → /lakes/markakol/",
            "4:30 link-not-found → /",
            "4:40 link-not-found → /lakes/markakol/#shore",
        ]
    );
}

#[test]
fn a_whole_address_of_the_site_itself_is_checked_and_its_short_form_offered() {
    let project = text(
        "[а](https://altai.example/kk/lakes/markakl/#shore)\n[б](http://ALTAI.example/ru/nowhere-at-all/)\n\
         [в](//altai.example/kk/lakes/x.pdf)\n<a href=\"https://altai.example/ru/lakes/markakol\">г</a> <https://altai.example/lakes/markakol/>\n\
         `https://altai.example/code/` [ok](https://altai.example.org/no/) [ok](https://altai.example/shop/) [ok](https://altai.example/ru/lakes/markakol/?a#b) [ok](https://altai.example)\n",
    );
    assert_eq!(
        findings(&project),
        [
            "4:5 link-not-found → /lakes/markakol/#shore",
            "5:5 link-not-found",
            "6:5 link-not-found",
            "7:58 link-not-found → /lakes/markakol/",
        ]
    );
}

#[test]
fn a_link_to_a_file_that_is_not_there_speaks_of_files() {
    let project = text(
        "[а](price-list.pdf) [б](/lakes/markakol/hero.svgz) [в](/lakes/markakol/heor.svg) [г](x.html)\n",
    );
    assert_eq!(
        findings(&project),
        [
            "4:5 link-not-found",
            "4:25 link-not-found → /lakes/markakol/hero.svg",
            "4:56 link-not-found → /lakes/markakol/hero.svg",
            "4:86 link-not-found",
        ]
    );
    let help = |index: usize| project.diagnostics()[index]["help"].to_string();
    assert!(help(0).contains("beside the page"), "{}", help(0));
    assert!(help(3).contains("without a language"), "{}", help(3));
}

#[test]
fn a_link_out_of_the_content_folder_leads_nowhere() {
    let findings = findings(&text("[а](../../sapar.toml) [б](/../x/) [в](../../../../etc/passwd)\n"));
    let places: Vec<&str> = findings.iter().map(|it| &it[..it.find(" →").unwrap_or(it.len())]).collect();
    assert_eq!(places, ["4:5 link-not-found", "4:27 link-not-found", "4:39 link-not-found"]);
}

#[test]
fn a_link_to_no_heading_is_told_with_the_headings_that_there_are() {
    let project = text(
        "[а](/lakes/markakol/#shroe) [б](/lakes/markakol/#жоқ) [в](#жоқ) [г](/lakes/#x) [ok](/lakes/markakol/#shore)\n",
    );
    assert_eq!(
        findings(&project),
        [
            "4:5 anchor-not-found → shore",
            "4:33 anchor-not-found",
            "4:59 anchor-not-found",
            "4:69 anchor-not-found",
        ]
    );
    let run = project.build(&[]).exits(1);
    assert!(run.stderr.contains("`#қалай-жетуге-болады`, `#shore`"), "{run:?}");
}

#[test]
fn an_anchor_may_be_written_percent_encoded() {
    let encoded = "%D2%9B%D0%B0%D0%BB%D0%B0%D0%B9-%D0%B6%D0%B5%D1%82%D1%83%D0%B3%D0%B5-%D0%B1%D0%BE%D0%BB%D0%B0%D0%B4%D1%8B";
    let project =
        text(&format!("[а](/lakes/markakol/#{encoded}) [б](/lakes/markakol/#қалай-жетуге-болады)\n")).built();
    let page = project.output("kk/about/index.html");
    assert_eq!(page.matches(&format!("/kk/lakes/markakol/#{encoded}\"")).count(), 2, "{page}");
}

#[test]
fn links_that_run_a_script_or_open_a_file_are_refused() {
    for (target, column) in [
        ("javascript:alert(1)", 5),
        ("JavaScript:alert(1)", 5),
        ("vbscript:x", 5),
        ("data:text/html,x", 5),
        ("file:///etc/passwd", 5),
        ("  javascript:x", 7),
        // A parser of Markdown reads entities too; then the whole of the link is the place.
        ("java&#115;cript:x", 1),
    ] {
        let project = text(&format!("[а]({target})\n"));
        assert_eq!(findings(&project), [format!("4:{column} unsafe-link")], "{target}");
    }
    assert_eq!(findings(&text("<javascript:alert(1)>\n")), ["4:2 unsafe-link"]);
    assert_eq!(findings(&text("[а][ref]\n\n[ref]: javascript:alert(1)\n")), ["4:1 unsafe-link"]);
    // White space within the scheme makes it a path, which leads nowhere.
    assert_eq!(findings(&text("[а](<java\tscript:x>)\n")), ["4:6 link-not-found"]);
    let run = text("Көл [а](javascript:alert(1))\n").build(&[]).exits(1);
    assert!(run.stderr.contains("`javascript:`"), "{run:?}");
    assert!(run.stderr.contains("  |         ^^^^^^^^^^^^^^^^^^^\n"), "{run:?}");
}

#[test]
fn links_to_other_sites_mail_and_telephones_are_no_mistakes() {
    text("[а](https://example.org/) [б](mailto:a@example.org) [в](tel:+77010000000) <a@example.org> [г](//example.org/)\n")
        .built();
}

#[test]
fn a_picture_that_is_not_there_is_told_with_the_one_that_was_meant() {
    let project =
        text("![Көл](/lakes/markakol/hreo.svg) ![Көл](hero.svg)\n![Көл](https://example.org/a.png)\n");
    assert_eq!(
        findings(&project),
        [
            "4:8 image-not-found → /lakes/markakol/hero.svg",
            "4:41 image-not-found → /lakes/markakol/hero.svg",
            "5:8 external-resource",
        ]
    );
    let project = project.document("about.kk.md", "x", "").document(
        "lakes/markakol/index.kk.md",
        "Марқакөл",
        "![Көл](heroo.svg) ![Көл](img/hero.svg)\n",
    );
    let diagnostics = project.diagnostics();
    assert_eq!(diagnostics[0]["suggestion"], "hero.svg");
    assert_eq!(diagnostics[1]["suggestion"], "/lakes/markakol/hero.svg");
}

#[test]
fn a_page_is_no_picture() {
    assert_eq!(findings(&text("![Көл](/lakes/markakol/)\n")), ["4:8 image-not-found"]);
}

#[test]
fn a_picture_without_a_text_is_a_warning() {
    let project = text("![](/lakes/markakol/hero.svg) ![ ](/lakes/markakol/hero.svg)\n");
    assert_eq!(findings(&project), ["4:5 image-without-alt", "4:36 image-without-alt"]);
    let run = project.build(&[]).exits(0);
    assert!(run.stderr.contains("warning[image-without-alt]"), "{run:?}");
    assert!(run.stderr.contains("`![…](/lakes/markakol/hero.svg)`"), "{run:?}");
    project.build(&["--strict"]).exits(1);
}

#[test]
fn a_picture_that_is_none_is_an_error() {
    let project =
        text("![Көл](/lakes/markakol/photo.png)\n").file("content/lakes/markakol/photo.png", "no picture");
    assert_eq!(findings(&project), ["4:8 image-format"]);
    let run = project.build(&[]).exits(1);
    assert!(
        run.stderr.contains("`content/lakes/markakol/photo.png` is a text file, not a picture"),
        "{run:?}"
    );
}

#[test]
fn every_place_of_one_mistake_is_told_and_a_text_that_is_borrowed_only_once() {
    let project = text(
        "[а](/жоқ/) [б](/жоқ/)\n\n- [в](/жоқ/)\n\n> [!NOTE]\n> [г](/жоқ/)\n\n| а | б |\n|---|---|\n| [湖泊](/жоқ/) | x |\n",
    );
    // Three other languages borrow the text.
    assert_eq!(
        findings(&project),
        ["4:5", "4:16", "6:7", "9:7", "13:8"].map(|place| format!("{place} link-not-found"))
    );
}

#[test]
fn a_link_by_reference_is_told_where_it_stands() {
    assert_eq!(
        findings(&text("Мәтін [в][r] және [г][r]\n\n[r]: /жоқ/\n")),
        ["4:7 link-not-found", "4:19 link-not-found"]
    );
}

#[test]
fn links_in_every_language_are_checked() {
    let project = text("").document("lakes/_index.zh.md", "湖泊", "中文，[湖](/没有/)。\n");
    assert_eq!(project.finding(), "content/lakes/_index.zh.md:4:8 link-not-found");
}

#[test]
fn a_link_to_a_part_of_a_file_leads_to_that_part() {
    let project =
        text("[а](/map.pdf#page=2) [б](/map.pdf?a=1&b=2#page=3)\n").file("static/map.pdf", "").built();
    let page = project.output("kk/about/index.html");
    assert!(
        page.contains("href=\"/map.pdf#page=2\"") && page.contains("href=\"/map.pdf?a=1&amp;b=2#page=3\""),
        "{page}"
    );
}

#[test]
fn a_file_of_another_sort_is_not_suggested() {
    let project = Project::new()
        .publishing_all()
        .page("lake", "Lake", "[plan](plan.pdf) [times](timetabel.pdf)\n")
        .file("content/lake/plam.psd", "x")
        .file("content/lake/timetable.pdf", "x");
    let diagnostics = project.diagnostics();
    let suggestions: Vec<_> = diagnostics[..2].iter().map(|one| one["suggestion"].as_str()).collect();
    assert_eq!(suggestions, [None, Some("/lake/timetable.pdf")]);
}
